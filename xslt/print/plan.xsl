<?xml version="1.0" encoding="UTF-8"?>
<!--
  Which blocks stand in one row: a row for each bead of heads, paragraphs or bylines.  The original sets the order; blocks
  of the translation that have no counterpart follow the block they follow in the translation.  Every block is in exactly
  one row.  Of a document in one language, or where `layout` asks for one, rows have one side.

  $plan: rows, as in <row kind="pair"><l ref=""/><r ref=""/></row>: each ref is a generate-id(), the key `block`.
  Functions: print:blocks(refs), the blocks; print:mates(blocks), their counterparts; print:level(head), its rank.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings" xmlns:exsl="http://exslt.org/common"
    xmlns:func="http://exslt.org/functions" xmlns:print="tei:print"
    extension-element-prefixes="func exsl str" exclude-result-prefixes="tei print">

  <xsl:param name="layout" select="'aligned'"/>

  <xsl:key name="corresp" match="tei:body//*[@corresp]" use="str:tokenize(translate(@corresp, '#', ' '))"/>
  <xsl:key name="block" match="tei:body//tei:head | tei:body//tei:p | tei:body//tei:byline" use="generate-id()"/>
  <xsl:key name="lone" match="b[not(@mated)]" use="string(preceding-sibling::b[@mated][1]/@ref)"/>

  <xsl:variable name="document" select="/"/>
  <xsl:variable name="all" select="/tei:TEI/tei:text/tei:body/tei:div"/>
  <xsl:variable name="source" select="($all[@type = 'original'] | $all[not($all/@type = 'original')])[1]"/>
  <xsl:variable name="others" select="$all[generate-id() != generate-id($source)]"/>
  <!-- The version that sets the order, and the one beside it. -->
  <xsl:variable name="original" select="$source[$layout != 'translation' or not($others)]
      | $others[1][$layout = 'translation']"/>
  <xsl:variable name="translation" select="$others[1][$layout != 'translation' and $layout != 'original']"/>
  <xsl:variable name="versions" select="$original | $translation"/>

  <xsl:variable name="right-tree">
    <xsl:for-each select="$translation//*[self::tei:head or self::tei:p or self::tei:byline]">
      <b ref="{generate-id()}">
        <xsl:if test="print:mates(.)"><xsl:attribute name="mated">1</xsl:attribute></xsl:if>
      </b>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="right" select="exsl:node-set($right-tree)"/>

  <xsl:variable name="plan-tree">
    <xsl:apply-templates select="/tei:TEI/tei:text/tei:body" mode="plan"/>
  </xsl:variable>
  <xsl:variable name="plan" select="exsl:node-set($plan-tree)/row"/>

  <func:function name="print:blocks">
    <xsl:param name="refs"/>
    <xsl:for-each select="$document"><func:result select="key('block', $refs)"/></xsl:for-each>
  </func:function>

  <!-- The counterparts of blocks of one version in the one beside it. -->
  <func:function name="print:mates">
    <xsl:param name="blocks"/>
    <xsl:variable name="version" select="$blocks[1]/ancestor::tei:div[parent::tei:body]"/>
    <xsl:variable name="beside" select="$versions[$version][generate-id() != generate-id($version)]"/>
    <func:result select="print:counterparts($blocks[$beside])
        [generate-id(ancestor::tei:div[parent::tei:body]) = generate-id($beside)]"/>
  </func:function>

  <!-- By pointers in either direction; the heads of corresponding reports belong together even without. -->
  <func:function name="print:counterparts">
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

  <xsl:template match="tei:body" mode="plan">
    <xsl:if test="*[not(self::tei:div)] or (count($all) &gt; 2 and $translation)">
      <xsl:message terminate="yes">print sets one version, or two side by side; body holds something else</xsl:message>
    </xsl:if>
    <xsl:apply-templates mode="unplanned" select="$versions/descendant-or-self::tei:div/*[not(self::tei:div
        or self::tei:head or self::tei:p or self::tei:byline or self::tei:anchor)]"/>
    <xsl:variable name="opening"
        select="$translation/descendant::*[self::tei:head or self::tei:p or self::tei:byline][1]"/>
    <!-- The title comes first, even if only the original has one. -->
    <xsl:variable name="top" select="$original/tei:head[not($opening/parent::tei:div/parent::tei:body)]"/>
    <xsl:apply-templates select="$top" mode="plan"/>
    <xsl:call-template name="lone"/>
    <xsl:apply-templates select="$original//*[self::tei:head or self::tei:p or self::tei:byline]
        [not($top and self::tei:head and parent::tei:div/parent::tei:body)]" mode="plan"/>
  </xsl:template>

  <xsl:template match="*" mode="unplanned"><xsl:call-template name="unforeseen"/></xsl:template>
  <xsl:template match="tei:lb | tei:pb | tei:cb | tei:milestone" mode="unplanned"/>

  <xsl:template match="tei:head | tei:p | tei:byline" mode="plan">
    <xsl:variable name="there" select="print:mates(.)"/>
    <xsl:variable name="here" select=". | print:mates($there)"/>
    <xsl:if test="generate-id() = generate-id($here[1])">
      <xsl:variable name="mates" select="print:mates($here)"/>
      <xsl:call-template name="plan-row">
        <xsl:with-param name="here" select="$here"/>
        <xsl:with-param name="there" select="$mates"/>
      </xsl:call-template>
      <xsl:for-each select="$mates">
        <xsl:call-template name="lone"><xsl:with-param name="after" select="generate-id()"/></xsl:call-template>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <!-- The blocks of the translation without counterpart that follow one with, or that come first. -->
  <xsl:template name="lone">
    <xsl:param name="after"/>
    <xsl:for-each select="$right">
      <xsl:for-each select="key('lone', string($after))">
        <xsl:call-template name="plan-row">
          <xsl:with-param name="there" select="print:blocks(@ref)"/>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="plan-row">
    <xsl:param name="here" select="/.."/>
    <xsl:param name="there" select="/.."/>
    <xsl:variable name="both" select="$here | $there"/>
    <row>
      <xsl:attribute name="kind">
        <xsl:choose>
          <xsl:when test="$both[self::tei:p]">pair</xsl:when>
          <xsl:when test="not($both[self::tei:head])">bylines</xsl:when>
          <xsl:when test="$both[print:level(.) = 1]">titles</xsl:when>
          <xsl:when test="$both[parent::tei:div/parent::tei:body]">headlines</xsl:when>
          <xsl:otherwise>heads</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:for-each select="$here"><l ref="{generate-id()}"/></xsl:for-each>
      <xsl:for-each select="$there"><r ref="{generate-id()}"/></xsl:for-each>
    </row>
  </xsl:template>

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

</xsl:stylesheet>
