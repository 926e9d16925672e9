<?xml version="1.0" encoding="UTF-8"?>
<!--
  The two versions side by side: a row for each bead of heads or paragraphs.  The original sets the order; blocks of the
  translation that have no counterpart follow the block they follow in the translation.  Every block is in exactly one
  row.  A document of one version has rows with one cell.

  Blocks are heads, paragraphs and bylines.
  Functions: print:mates(blocks), their counterparts; print:level(head), its rank.
  Modes: rows, walks over the versions; block, one of them in its row; lone, the blocks without counterpart that follow
  a block; alone, the row of one of them.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    xmlns:func="http://exslt.org/functions" xmlns:print="tei:print"
    extension-element-prefixes="func" exclude-result-prefixes="tei str print">

  <xsl:key name="corresp" match="tei:body//*[@corresp]" use="str:tokenize(translate(@corresp, '#', ' '))"/>

  <xsl:variable name="versions" select="/tei:TEI/tei:text/tei:body/tei:div"/>
  <!-- The version that sets the order, and the one beside it. -->
  <xsl:variable name="original" select="($versions[@type = 'original']
      | $versions[not($versions/@type = 'original')])[1]"/>
  <xsl:variable name="translation" select="$versions[generate-id() != generate-id($original)][1]"/>

  <!-- By pointers in either direction; the heads of corresponding reports belong together even without. -->
  <func:function name="print:mates">
    <xsl:param name="blocks"/>
    <xsl:variable name="pointers">
      <xsl:for-each select="$blocks/@corresp"><xsl:value-of select="concat(., ' ')"/></xsl:for-each>
    </xsl:variable>
    <xsl:variable name="named" select="key('id', str:tokenize(translate($pointers, '#', ' ')))"/>
    <xsl:variable name="mates" select="($named | key('corresp', $blocks/@xml:id))
        [self::tei:head or self::tei:p or self::tei:byline]"/>
    <xsl:variable name="reports" select="$blocks[self::tei:head][not(@corresp)]/parent::tei:div[parent::tei:div]"/>
    <xsl:choose>
      <xsl:when test="$blocks[self::tei:byline] and not($mates)">
        <func:result select="print:peer($blocks[self::tei:byline][1])"/>
      </xsl:when>
      <xsl:when test="$mates or not($reports)">
        <func:result select="$mates"/>
      </xsl:when>
      <xsl:otherwise>
        <func:result select="key('corresp', $reports/@xml:id)/tei:head[not(@corresp)]"/>
      </xsl:otherwise>
    </xsl:choose>
  </func:function>

  <xsl:template match="tei:body" mode="rows">
    <xsl:if test="count($versions) &gt; 2 or *[not(self::tei:div)]">
      <xsl:message terminate="yes">print sets one version, or two side by side; body holds something else</xsl:message>
    </xsl:if>
    <xsl:value-of select="concat('#let at = versions(', print:literal(print:lang($original)))"/>
    <xsl:if test="$translation"><xsl:value-of select="concat(',', print:literal(print:lang($translation)))"/></xsl:if>
    <xsl:text>)&#10;</xsl:text>
    <xsl:apply-templates select="/tei:TEI/tei:teiHeader" mode="masthead"/>
    <xsl:variable name="opening"
        select="$translation/descendant::*[self::tei:head or self::tei:p or self::tei:byline][1]"/>
    <!-- The title comes first, even if only the original has one. -->
    <xsl:variable name="top" select="$original/tei:head[not($opening/parent::tei:div/parent::tei:body)]"/>
    <xsl:apply-templates select="$top" mode="rows"/>
    <xsl:if test="$opening and not(print:mates($opening))">
      <xsl:apply-templates select="$opening" mode="alone"/>
    </xsl:if>
    <xsl:apply-templates select="$original/*[not($top and self::tei:head)]" mode="rows"/>
  </xsl:template>

  <xsl:template match="tei:div" mode="rows">
    <xsl:apply-templates select="*" mode="rows"/>
  </xsl:template>

  <xsl:template match="*" mode="rows">
    <xsl:apply-templates select="."/>
  </xsl:template>

  <xsl:template match="tei:head | tei:p | tei:byline" mode="rows">
    <xsl:variable name="here" select=". | print:mates(print:mates(.))"/>
    <xsl:if test="generate-id() = generate-id($here[1])">
      <xsl:variable name="there" select="print:mates($here)"/>
      <xsl:call-template name="row">
        <xsl:with-param name="here" select="$here"/>
        <xsl:with-param name="there" select="$there"/>
      </xsl:call-template>
      <xsl:apply-templates select="$there" mode="lone"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:head | tei:p | tei:byline" mode="lone">
    <xsl:variable name="version" select="ancestor::tei:div[parent::tei:body]"/>
    <xsl:variable name="next" select="following::*[self::tei:head or self::tei:p or self::tei:byline][1]"/>
    <xsl:if test="generate-id($next/ancestor::tei:div[parent::tei:body]) = generate-id($version)
        and not(print:mates($next))">
      <xsl:apply-templates select="$next" mode="alone"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:head | tei:p | tei:byline" mode="alone">
    <xsl:call-template name="row">
      <xsl:with-param name="there" select="."/>
    </xsl:call-template>
    <xsl:apply-templates select="." mode="lone"/>
  </xsl:template>

  <xsl:template name="row">
    <xsl:param name="here" select="/.."/>
    <xsl:param name="there" select="/.."/>
    <xsl:variable name="kind">
      <xsl:choose>
        <xsl:when test="$here[self::tei:p] or $there[self::tei:p]">pair</xsl:when>
        <xsl:when test="not(($here | $there)[self::tei:head])">bylines</xsl:when>
        <xsl:when test="($here | $there)[print:level(.) = 1]">titles</xsl:when>
        <xsl:when test="($here | $there)[parent::tei:div/parent::tei:body]">headlines</xsl:when>
        <xsl:otherwise>heads</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:value-of select="concat('#', $kind, '(at,')"/>
    <xsl:if test="$kind = 'bylines'">
      <xsl:value-of select="concat('sticky:', not(($here | $there)/preceding-sibling::tei:p), ',')"/>
    </xsl:if>
    <xsl:if test="$kind = 'pair'">
      <xsl:value-of select="concat('(', print:numbers($here[self::tei:p], $there[self::tei:p]), '),')"/>
    </xsl:if>
    <xsl:text>{</xsl:text>
    <xsl:apply-templates select="$here" mode="block">
      <xsl:with-param name="kind" select="string($kind)"/>
      <xsl:with-param name="marked" select="not($there[self::tei:head])"/>
    </xsl:apply-templates>
    <xsl:text>},{</xsl:text>
    <xsl:apply-templates select="$there" mode="block">
      <xsl:with-param name="kind" select="string($kind)"/>
      <xsl:with-param name="marked" select="true()"/>
    </xsl:apply-templates>
    <xsl:text>})&#10;</xsl:text>
  </xsl:template>

  <!-- The numbers of a row's paragraphs, "1.2"; with their versions if these differ or have but one side, "zh 1.2". -->
  <func:function name="print:numbers">
    <xsl:param name="here"/>
    <xsl:param name="there"/>
    <xsl:variable name="left" select="print:numbered($here)"/>
    <xsl:variable name="right" select="print:numbered($there)"/>
    <xsl:choose>
      <xsl:when test="$left = $right or not($translation)">
        <func:result select="concat(print:literal($left), ',')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="lines">
          <xsl:for-each select="$here[1]">
            <xsl:value-of select="concat(print:literal(concat(substring-before(@xml:id, '.'), ' ', $left)), ',')"/>
          </xsl:for-each>
          <xsl:for-each select="$there[1]">
            <xsl:value-of select="concat(print:literal(concat(substring-before(@xml:id, '.'), ' ', $right)), ',')"/>
          </xsl:for-each>
        </xsl:variable>
        <func:result select="string($lines)"/>
      </xsl:otherwise>
    </xsl:choose>
  </func:function>

  <func:function name="print:numbered">
    <xsl:param name="paragraphs"/>
    <xsl:variable name="list">
      <xsl:for-each select="$paragraphs[@xml:id]">
        <xsl:if test="position() &gt; 1">, </xsl:if>
        <xsl:value-of select="substring-after((. | self::tei:head/..)[1]/@xml:id, '.')"/>
      </xsl:for-each>
    </xsl:variable>
    <func:result select="string($list)"/>
  </func:function>

  <!-- Whether the reading text of a head has a letter or a sign. -->
  <func:function name="print:speaks">
    <xsl:param name="head"/>
    <xsl:variable name="read" select="$head//text()[not(ancestor::tei:surplus or ancestor::tei:sic)]"/>
    <xsl:variable name="words" select="$read[normalize-space(translate(., '&#xA0;&#x3000;', ''))]"/>
    <func:result select="boolean($words | $head//tei:g | $head//tei:gap)"/>
  </func:function>

  <!-- The rank of a head: 1, the title; 2 and more, reports; 0, another headline of the version. -->
  <func:function name="print:level">
    <xsl:param name="head"/>
    <xsl:variable name="titles" select="$head/parent::tei:div[parent::tei:body]/tei:head[print:speaks(.)]"/>
    <xsl:variable name="title" select="($titles[@type = 'title'] | $titles[not($titles/@type = 'title')])[1]"/>
    <xsl:choose>
      <xsl:when test="not($head/parent::tei:div/parent::tei:body)">
        <func:result select="count($head/ancestor::tei:div)"/>
      </xsl:when>
      <xsl:when test="generate-id($title) = generate-id($head)"><func:result select="1"/></xsl:when>
      <xsl:otherwise><func:result select="0"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- `marked`: whether the head is a bookmark; of two that correspond, only one is.  A report's head beside a version's
       ranks with that. -->
  <xsl:template match="tei:head" mode="block">
    <xsl:param name="kind"/>
    <xsl:param name="marked"/>
    <xsl:variable name="level">
      <xsl:choose>
        <xsl:when test="print:level(.) &lt; 2 or $kind = 'heads' or $kind = 'pair'">
          <xsl:value-of select="print:level(.)"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="number($kind = 'titles')"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="room" select="60 - 40 * print:unspaced(print:lang(.))"/>
    <xsl:value-of select="concat('head(', $level, ',long:', string-length() &gt; $room)"/>
    <xsl:value-of select="concat(',bookmarked:', $marked, ',{')"/>
    <xsl:call-template name="content"/>
    <xsl:apply-templates select="." mode="division"/>
    <xsl:text>});</xsl:text>
  </xsl:template>

  <!-- Between blocks an anchor has no place of its own. -->
  <xsl:template match="tei:anchor" mode="rows"/>

  <!-- A head without words is none. -->
  <xsl:template match="tei:head[not(print:speaks(.))]" mode="block">
    <xsl:apply-templates select="." mode="call"/>
    <xsl:apply-templates select="." mode="division"/>
  </xsl:template>

  <xsl:template match="tei:p" mode="block">
    <xsl:variable name="first" select="not(preceding-sibling::tei:p)"/>
    <xsl:value-of select="concat('p(first:', $first, ',{')"/>
    <xsl:call-template name="content"/>
    <xsl:apply-templates select="." mode="division"/>
    <xsl:text>});</xsl:text>
  </xsl:template>

</xsl:stylesheet>
