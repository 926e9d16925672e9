<?xml version="1.0" encoding="UTF-8"?>
<!-- The introduction: its languages beside each other, each a division of the body. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="tei f str">

  <xsl:import href="../common/unforeseen.xsl"/>
  <xsl:import href="../common/labels.xsl"/>
  <xsl:import href="../common/pointers.xsl"/>
  <xsl:import href="../common/text.xsl"/>
  <xsl:import href="../common/ref.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/names.xsl"/>
  <xsl:import href="../common/header.xsl"/>
  <xsl:import href="frame.xsl"/>

  <xsl:variable name="divisions" select="/tei:teiCorpus/tei:TEI/tei:text/tei:body/tei:div"/>

  <xsl:template match="tei:teiCorpus" mode="title"><xsl:value-of select="concat(f:label('introduction', $ui), ' – ', $edition-title)"/></xsl:template>

  <xsl:template match="tei:teiCorpus" mode="main">
    <article class="introduction versions-{count($divisions)}">
      <h1 class="unseen"><xsl:copy-of select="f:l('introduction')"/></h1>
      <xsl:if test="count($divisions) &gt; 1">
        <nav class="languages" aria-label="{f:label('introduction', $ui)}" data-l-aria-label="introduction">
          <ul>
            <xsl:for-each select="$divisions">
              <li><a href="#{@xml:id}"><xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:value-of select="f:language(f:lang(.))"/></a></li>
            </xsl:for-each>
          </ul>
        </nav>
      </xsl:if>
      <div class="row"><xsl:apply-templates select="$divisions"/></div>
    </article>
  </xsl:template>

  <xsl:template match="tei:body/tei:div">
    <section class="cell"><xsl:apply-templates select="." mode="attributes"/><xsl:apply-templates select="*"/></section>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:div">
    <section class="div"><xsl:apply-templates select="." mode="attributes"/><xsl:apply-templates select="*"/></section>
  </xsl:template>

  <xsl:template match="tei:head">
    <xsl:element name="h{count(ancestor::tei:div) + 1}"><xsl:apply-templates select="." mode="attributes"/><xsl:apply-templates/></xsl:element>
  </xsl:template>
</xsl:stylesheet>
