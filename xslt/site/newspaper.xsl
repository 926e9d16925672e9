<?xml version="1.0" encoding="UTF-8"?>
<!-- The texts by the page of the newspaper that they were printed on: a nested teiCorpus for each page, its number in @n. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" exclude-result-prefixes="tei f">

  <xsl:import href="../common/labels.xsl"/>
  <xsl:import href="../common/pointers.xsl"/>
  <xsl:import href="../common/ref.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/header.xsl"/>
  <xsl:import href="texts.xsl"/>
  <xsl:import href="ways.xsl"/>
  <xsl:import href="frame.xsl"/>

  <xsl:param name="part" select="1"/>

  <xsl:template match="tei:teiCorpus" mode="title">
    <xsl:value-of select="f:label('pages', $ui)"/>
    <xsl:for-each select="ways[@n = 'pages']/way[@here]"><xsl:value-of select="concat(' ', @n)"/></xsl:for-each>
    <xsl:if test="$part != 1"><xsl:value-of select="concat(' (', $part, ')')"/></xsl:if>
    <xsl:value-of select="concat(' – ', $edition-title)"/>
  </xsl:template>

  <xsl:template match="tei:teiCorpus" mode="main">
    <xsl:apply-templates select="ways[@n = 'browse']"/>
    <div class="index newspaper">
      <h1><xsl:copy-of select="f:l('pages')"/></h1>
      <xsl:apply-templates select="ways[@n = 'pages']"/>
      <xsl:apply-templates select="tei:teiCorpus" mode="newspaper"/>
      <xsl:apply-templates select="pager"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:teiCorpus" mode="newspaper">
    <section class="contents">
      <h2 id="~{count(preceding-sibling::tei:teiCorpus) + 1}"><xsl:copy-of select="f:l('page.no')"/><xsl:value-of select="concat(' ', @n)"/></h2>
      <ol><xsl:apply-templates select="tei:TEI" mode="entry"/></ol>
    </section>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
</xsl:stylesheet>
