<?xml version="1.0" encoding="UTF-8"?>
<!--
  The rows of the plan as calls of Typst functions.  Blocks are heads, paragraphs and bylines.
  Modes: rows, the versions and each row of the plan; block, a block in its row.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    xmlns:func="http://exslt.org/functions" xmlns:print="tei:print"
    extension-element-prefixes="func" exclude-result-prefixes="tei str print">

  <xsl:template match="tei:body" mode="rows">
    <xsl:value-of select="concat('#let at = versions(key:', print:literal($prefix), ',', print:literal(print:lang($original)))"/>
    <xsl:if test="$translation"><xsl:value-of select="concat(',', print:literal(print:lang($translation)))"/></xsl:if>
    <xsl:text>)&#10;#first-line(at.key)&#10;</xsl:text>
    <xsl:apply-templates select="/tei:TEI/tei:teiHeader" mode="masthead"/>
    <xsl:choose>
      <xsl:when test="$spreads">
        <xsl:apply-templates select="$heading" mode="rows"/>
        <xsl:text>#facing(at,(&#10;</xsl:text>
        <xsl:apply-templates select="$plan[position() &gt; count($heading)]" mode="spread"/>
        <xsl:text>))&#10;</xsl:text>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="$plan" mode="rows"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="row" mode="rows">
    <xsl:variable name="kind" select="string(@kind)"/>
    <xsl:variable name="left" select="l/@ref"/>
    <xsl:variable name="right" select="r/@ref"/>
    <xsl:variable name="n" select="position()"/>
    <xsl:for-each select="$document">
      <xsl:call-template name="row">
        <xsl:with-param name="n" select="$n"/>
        <xsl:with-param name="kind" select="$kind"/>
        <xsl:with-param name="here" select="key('block', $left)"/>
        <xsl:with-param name="there" select="key('block', $right)"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- `n`: its place among the rows. -->
  <xsl:template name="row">
    <xsl:param name="n"/>
    <xsl:param name="kind"/>
    <xsl:param name="here"/>
    <xsl:param name="there"/>
    <xsl:value-of select="concat('#', $kind, '(at,', $n, ',')"/>
    <xsl:if test="$kind = 'bylines'">
      <xsl:value-of select="concat('sticky:', not(($here | $there)/preceding-sibling::tei:p), ',')"/>
    </xsl:if>
    <xsl:if test="$kind = 'pair'">
      <xsl:value-of select="concat('(', print:numbers($here[self::tei:p], $there[self::tei:p]), '),')"/>
    </xsl:if>
    <xsl:text>{</xsl:text>
    <xsl:apply-templates select="$here" mode="block">
      <xsl:with-param name="kind" select="$kind"/>
      <xsl:with-param name="marked" select="not($there[self::tei:head])"/>
    </xsl:apply-templates>
    <xsl:text>},{</xsl:text>
    <xsl:apply-templates select="$there" mode="block">
      <xsl:with-param name="kind" select="$kind"/>
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
