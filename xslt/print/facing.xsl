<?xml version="1.0" encoding="UTF-8"?>
<!--
  Facing pages: the rows of the plan as data for Typst's `facing`, which sets the original on left pages, the translation
  on right ones.  A side of a row is its blocks; a block is (kind, units); a unit is (xml:ids, xml:ids of its
  counterparts, content).  A page may end after any unit after which the counterparts of all before are before, too.
  Notes are printed on both pages, each in the page's language, with one number.  The title stands before, on a page of
  its own, and its notes as in other layouts.

  Modes: spread, a row; block-units, a block; unit, a sentence with what follows it up to the next.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    xmlns:func="http://exslt.org/functions" xmlns:print="tei:print"
    extension-element-prefixes="func str" exclude-result-prefixes="tei print">

  <xsl:variable name="spreads" select="$layout = 'facing' and $translation"/>
  <!-- The rows that stand before facing pages; of a text that is but a title, all. -->
  <xsl:variable name="heading"
      select="$plan[$spreads][not(preceding-sibling::row[print:faces(.)] or print:faces(.))]"/>

  <func:function name="print:faces">
    <xsl:param name="row"/>
    <func:result select="not($row/@kind = 'titles' or $row/@kind = 'headlines')"/>
  </func:function>

  <!-- Which of `ends` stand before facing pages. -->
  <func:function name="print:heading">
    <xsl:param name="ends"/>
    <func:result select="$ends[$heading]
        [ancestor-or-self::*[self::tei:head][1][generate-id() = $heading/*/@ref]]"/>
  </func:function>

  <xsl:template match="row" mode="spread">
    <xsl:variable name="kind" select="string(@kind)"/>
    <xsl:variable name="left" select="l/@ref"/>
    <xsl:variable name="right" select="r/@ref"/>
    <xsl:for-each select="$document">
      <xsl:variable name="here" select="key('block', $left)"/>
      <xsl:variable name="there" select="key('block', $right)"/>
      <xsl:value-of select="concat('(', print:literal($kind), ',(')"/>
      <xsl:value-of select="concat(print:numbers($here[self::tei:p], $there[self::tei:p]), '),(')"/>
      <xsl:apply-templates select="$here" mode="block-units">
        <xsl:with-param name="kind" select="$kind"/>
        <xsl:with-param name="marked" select="not($there[self::tei:head])"/>
      </xsl:apply-templates>
      <xsl:text>),(</xsl:text>
      <xsl:apply-templates select="$there" mode="block-units">
        <xsl:with-param name="kind" select="$kind"/>
        <xsl:with-param name="marked" select="true()"/>
      </xsl:apply-templates>
      <xsl:text>)),&#10;</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <!-- A head, a byline, or a paragraph in another language than its version: one unit. -->
  <xsl:template match="tei:head | tei:byline | tei:p" mode="block-units">
    <xsl:param name="kind"/>
    <xsl:param name="marked"/>
    <xsl:value-of select="concat('(&quot;whole&quot;,((', print:ids(.), ',', print:mate-ids(.), ',{')"/>
    <xsl:apply-templates select="." mode="block">
      <xsl:with-param name="kind" select="$kind"/>
      <xsl:with-param name="marked" select="$marked"/>
    </xsl:apply-templates>
    <xsl:text>}),)),</xsl:text>
  </xsl:template>

  <xsl:template match="tei:p[descendant::tei:s][not(@xml:lang)]" mode="block-units">
    <xsl:variable name="open" select="node()[self::* or normalize-space()][1][not(print:sentences(.))]"/>
    <xsl:choose>
      <xsl:when test="preceding-sibling::tei:p">("next",(</xsl:when>
      <xsl:otherwise>("first",(</xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$open">((),(),{</xsl:if>
    <xsl:for-each select="node()">
      <xsl:if test="print:sentences(.)">
        <xsl:if test="$open or preceding-sibling::*[print:sentences(.)]">}),</xsl:if>
        <xsl:value-of select="concat('(', print:ids(print:sentences(.)), ',', print:mate-ids(print:sentences(.)), ',{')"/>
      </xsl:if>
      <xsl:apply-templates select="."/>
    </xsl:for-each>
    <xsl:apply-templates select="self::*[@xml:id]" mode="call"/>
    <xsl:apply-templates select="." mode="division"/>
    <xsl:text>}),)),</xsl:text>
  </xsl:template>

  <!-- The sentences that `node` is or holds. -->
  <func:function name="print:sentences">
    <xsl:param name="node"/>
    <func:result select="$node/descendant-or-self::tei:s"/>
  </func:function>

  <!-- A note that is called on both pages: on each what it says in the page's language, with the words it is about there.
       If it says nothing in that language, the call leads to the other page. -->
  <xsl:template name="facing-footnote">
    <xsl:param name="at"/>
    <xsl:variable name="version" select="$at/ancestor-or-self::tei:div[parent::tei:body]"/>
    <xsl:variable name="here" select="generate-id($version)"/>
    <xsl:variable name="ends" select="print:ends(.)"/>
    <xsl:variable name="own" select="$ends[generate-id(ancestor-or-self::tei:div[parent::tei:body]) = $here]"/>
    <xsl:variable name="beside" select="count($own) != count($ends)"/>
    <xsl:variable name="language" select="print:primary($version)"/>
    <xsl:variable name="said" select="tei:note[print:primary(.) = $language]"/>
    <xsl:variable name="left" select="$here = generate-id($original)"/>
    <xsl:variable name="otherwise" select="print:worded-note(.)[$left and print:primary(.) != print:primary($translation)]"/>
    <xsl:variable name="words" select="$said[$beside] | $otherwise[$beside][not($said)]
        | print:worded-notes(.)[not($beside)]"/>
    <!-- Where nothing is said here, the call leads to the other page. -->
    <xsl:variable name="side" select="substring('left right', 1 + 5 * (boolean($words) != $left), 5)"/>
    <xsl:variable name="key" select="print:literal(concat(print:key(.), normalize-space(concat('|', $side))))"/>
    <xsl:choose>
      <xsl:when test="$words and generate-id($own[1]) = generate-id($at)">
        <xsl:value-of select="concat('note(', $key, ',', print:number(.), ',')"/>
        <xsl:value-of select="concat(print:literal(print:place($at)), ',', print:lemma(., $version), ',{')"/>
        <xsl:for-each select="$words">
          <xsl:if test="position() &gt; 1">parbreak();</xsl:if>
          <xsl:apply-templates select="." mode="words"/>
        </xsl:for-each>
        <xsl:value-of select="concat('signed(', print:resp($words[1]/@resp), ');});')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat('note-again(', $key, ',', print:number(.), ');')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <func:function name="print:primary">
    <xsl:param name="node"/>
    <func:result select="substring-before(concat(print:lang($node), '-'), '-')"/>
  </func:function>

  <func:function name="print:ids">
    <xsl:param name="elements"/>
    <xsl:variable name="ids">
      <xsl:for-each select="$elements/@xml:id"><xsl:value-of select="concat(print:literal(.), ',')"/></xsl:for-each>
    </xsl:variable>
    <func:result select="concat('(', $ids, ')')"/>
  </func:function>

  <!-- By pointers in either direction. -->
  <func:function name="print:mate-ids">
    <xsl:param name="elements"/>
    <xsl:variable name="pointers">
      <xsl:for-each select="$elements/@corresp"><xsl:value-of select="concat(., ' ')"/></xsl:for-each>
    </xsl:variable>
    <func:result select="print:ids(key('id', str:tokenize(translate($pointers, '#', ' ')))
        | key('corresp', $elements/@xml:id))"/>
  </func:function>

</xsl:stylesheet>
