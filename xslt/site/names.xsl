<?xml version="1.0" encoding="UTF-8"?>
<!-- All registers: of each kind, the records that are named most often. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="tei f str">

  <xsl:import href="registers.xsl"/>

  <xsl:template match="tei:teiCorpus" mode="title"><xsl:value-of select="concat(f:label('names', $ui), ' – ', $edition-title)"/></xsl:template>

  <xsl:template match="tei:teiCorpus" mode="main">
    <xsl:apply-templates select="ways"/>
    <div class="register all">
      <h1><xsl:copy-of select="f:l('names')"/></h1>
      <p class="explanation"><xsl:copy-of select="f:l('names.most')"/></p>
      <xsl:apply-templates select="group"/>
    </div>
  </xsl:template>

  <xsl:template match="group">
    <section>
      <h2><a href="{@n}.html"><xsl:copy-of select="f:l(@n)"/></a><span class="count"><xsl:value-of select="concat(' ', @count)"/></span></h2>
      <ul class="most"><xsl:apply-templates select="entry"/></ul>
    </section>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="entry">
    <li>
      <a class="names" href="{$root}names/{str:encode-uri(@n, true())}.html"><xsl:apply-templates select="name"/></a>
      <span class="count"><xsl:value-of select="@passages"/></span>
    </li>
  </xsl:template>
</xsl:stylesheet>
