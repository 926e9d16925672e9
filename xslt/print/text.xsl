<?xml version="1.0" encoding="UTF-8"?>
<!--
  Text becomes string literals; an element becomes a Typst block of code, `{…;…;}`, whose values Typst joins.

  Functions: print:literal(text), a string literal that nothing can break out of; print:lang(node), its language;
  print:unspaced(language), whether words are written without spaces.
  Named template `content`: an element's content in its language, and the calls of its notes.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    xmlns:func="http://exslt.org/functions" xmlns:print="tei:print"
    extension-element-prefixes="func" exclude-result-prefixes="tei str print">

  <!-- U+FEFF inside a text is invisible and forbidden in PDF/A. -->
  <func:function name="print:literal">
    <xsl:param name="text"/>
    <xsl:variable name="line" select="translate($text, '&#9;&#10;&#13;&#xFEFF;', '   ')"/>
    <func:result select="concat('&quot;', str:replace(str:replace($line, '\', '\\'), '&quot;', '\&quot;'), '&quot;')"/>
  </func:function>

  <func:function name="print:lang">
    <xsl:param name="node"/>
    <func:result select="string($node/ancestor-or-self::*[@xml:lang][1]/@xml:lang)"/>
  </func:function>

  <func:function name="print:unspaced">
    <xsl:param name="lang"/>
    <xsl:variable name="primary" select="substring-before(concat($lang, '-'), '-')"/>
    <func:result select="contains(' zh ja yue lzh wuu nan hak th lo km my bo ', concat(' ', $primary, ' '))"/>
  </func:function>

  <!-- White space with a line break in it is the markup's: one space, or none where words have no spaces. -->
  <func:function name="print:folded">
    <xsl:param name="text"/>
    <xsl:variable name="folded" select="normalize-space(concat('|', $text, '|'))"/>
    <func:result select="substring($folded, 2, string-length($folded) - 2)"/>
  </func:function>

  <xsl:template match="text()">
    <xsl:value-of select="concat(print:literal(.), ';')"/>
  </xsl:template>

  <xsl:template match="text()[translate(., '&#9;&#10;&#13;', '') != .]">
    <xsl:if test="normalize-space() or not(print:unspaced(print:lang(.)))">
      <xsl:value-of select="concat(print:literal(print:folded(.)), ';')"/>
    </xsl:if>
  </xsl:template>

  <!-- Where the source sets two parts of a title apart by spaces, a line ends. -->
  <xsl:template match="tei:head[@type = 'title']//text()[contains(., '  ')][normalize-space()]" priority="1">
    <xsl:value-of select="concat(print:literal(print:folded(substring-before(., '  '))), ';linebreak();')"/>
    <xsl:value-of select="concat(print:literal(print:folded(normalize-space(substring-after(., '  ')))), ';')"/>
  </xsl:template>

  <!-- Layout of the markup at the edges of a block. -->
  <xsl:template match="tei:p/text()[not(normalize-space()) and not(preceding-sibling::* and following-sibling::*)]
                     | tei:head/text()[not(normalize-space()) and not(preceding-sibling::* and following-sibling::*)]
                     | tei:byline/text()[not(normalize-space()) and not(preceding-sibling::* and following-sibling::*)]
                     | tei:note/text()[not(normalize-space()) and not(preceding-sibling::* and following-sibling::*)]"/>

  <xsl:template match="comment() | processing-instruction()"/>

  <xsl:template match="tei:s | tei:seg | tei:date | tei:time | tei:num | tei:measure | tei:title | tei:quote | tei:q
                     | tei:foreign | tei:term | tei:ref | tei:rs | tei:anchor">
    <xsl:call-template name="content"/>
  </xsl:template>

  <xsl:template match="tei:hi">
    <xsl:text>emph({</xsl:text>
    <xsl:call-template name="content"/>
    <xsl:text>});</xsl:text>
  </xsl:template>

  <!-- A line break of the source: nothing, or the space between two words if the markup has none there. -->
  <xsl:template match="tei:lb">
    <xsl:variable name="before" select="preceding-sibling::node()[1]"/>
    <xsl:variable name="after" select="following-sibling::node()[1]"/>
    <xsl:variable name="edges" select="concat(substring($before, string-length($before)), substring($after, 1, 1))"/>
    <xsl:if test="not(print:unspaced(print:lang(.))) and translate($edges, ' &#9;&#10;&#13;', '') = $edges">
      <xsl:text>" ";</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" name="unforeseen">
    <xsl:variable name="place" select="ancestor-or-self::*[@xml:id][1]/@xml:id"/>
    <xsl:message terminate="yes">
      <xsl:value-of select="concat('print has no rule for the element ', name(), ', in ', name(..), ' at ', $place)"/>
    </xsl:message>
  </xsl:template>

  <xsl:template name="content">
    <xsl:apply-templates select="." mode="landing"/>
    <xsl:choose>
      <xsl:when test="@xml:lang and @xml:lang != print:lang(..)">
        <xsl:value-of select="concat('language(', print:literal(@xml:lang))"/>
        <xsl:value-of select="concat(',within:', print:literal(print:lang(..)), ',{')"/>
        <xsl:apply-templates/>
        <xsl:text>});</xsl:text>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="self::*[@xml:id]" mode="call"/>
  </xsl:template>

</xsl:stylesheet>
