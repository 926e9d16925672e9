<?xml version="1.0" encoding="UTF-8"?>
<!--
  What an entry at the foot of the page begins with: where its words stand, and the words.

  Functions: print:place(element), a place that is no line of the original: "tit." for a head, "2.3" for a paragraph
  beside it, or nothing; print:lemma(annotation, versions), the words in each version that it is about, as Typst pairs of language
  and text; print:cut(text, language), a long lemma as its first and last words.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    xmlns:func="http://exslt.org/functions" xmlns:print="tei:print"
    extension-element-prefixes="func str" exclude-result-prefixes="tei print">

  <func:function name="print:place">
    <xsl:param name="element"/>
    <xsl:variable name="block" select="$element/ancestor-or-self::*[self::tei:head or self::tei:p or self::tei:byline][1]"/>
    <xsl:variable name="version" select="$element/ancestor-or-self::tei:div[parent::tei:body]"/>
    <xsl:choose>
      <xsl:when test="$block[self::tei:head] or $element[self::tei:div]/tei:head"><func:result select="'tit.'"/></xsl:when>
      <xsl:when test="generate-id($version) != generate-id($original)">
        <func:result select="print:numbered($block[self::tei:p])"/>
      </xsl:when>
      <xsl:otherwise><func:result select="''"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- Whole paragraphs, heads and divisions need no words: the call says enough. -->
  <func:function name="print:lemma">
    <xsl:param name="annotation"/>
    <xsl:param name="within" select="$versions"/>
    <xsl:variable name="spans" select="print:spans($annotation)[not(self::tei:p or self::tei:div or self::tei:head
        or self::tei:byline or self::tei:s or self::tei:anchor or self::tei:gap)]"/>
    <xsl:variable name="pairs">
      <xsl:for-each select="$within">
        <xsl:sort select="generate-id() != generate-id($original)"/>
        <xsl:variable name="here" select="$spans[generate-id(ancestor::tei:div[parent::tei:body]) = generate-id(current())]"/>
        <xsl:variable name="words"><xsl:call-template name="lemma-words"><xsl:with-param name="spans" select="$here"/></xsl:call-template></xsl:variable>
        <xsl:if test="normalize-space($words)">
          <xsl:value-of select="concat('(', print:literal(print:lang(.)), ',')"/>
          <xsl:value-of select="concat(print:literal(print:cut(normalize-space($words), print:lang(.))), '),')"/>
        </xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <func:result select="concat('(', $pairs, ')')"/>
  </func:function>

  <!-- The first place, with all the pieces of a span that was cut. -->
  <xsl:template name="lemma-words">
    <xsl:param name="spans"/>
    <xsl:for-each select="$spans[1] | $spans[1][@part]/following::*[@part][count(. | $spans) = count($spans)]">
      <xsl:if test="position() != 1"> … </xsl:if>
      <xsl:call-template name="reading"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The reading text of an element; of one that is not in it, what the source has. -->
  <xsl:template name="reading">
    <xsl:variable name="read" select="descendant::text()[not(ancestor::tei:surplus or ancestor::tei:sic)]"/>
    <xsl:for-each select="$read | self::*[not($read)]"><xsl:value-of select="."/></xsl:for-each>
  </xsl:template>

  <func:function name="print:cut">
    <xsl:param name="text"/>
    <xsl:param name="lang"/>
    <xsl:variable name="words" select="str:tokenize($text, ' ')"/>
    <xsl:choose>
      <xsl:when test="print:unspaced($lang) and string-length($text) &gt; 18">
        <func:result select="concat(substring($text, 1, 6), ' … ', substring($text, string-length($text) - 5))"/>
      </xsl:when>
      <xsl:when test="not(print:unspaced($lang)) and count($words) &gt; 7">
        <xsl:variable name="last" select="$words[last()]"/>
        <func:result select="concat($words[1], ' ', $words[2], ' ', $words[3], ' … ', $words[last() - 1], ' ', $last)"/>
      </xsl:when>
      <xsl:otherwise><func:result select="$text"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

</xsl:stylesheet>
