<?xml version="1.0" encoding="UTF-8"?>
<!-- The introduction as a content document of an e-book: its languages one after the other, each a division of the body.
     A standOff holds the records of the book, so that names lead to its indexes. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:exsl="http://exslt.org/common"
    extension-element-prefixes="exsl" exclude-result-prefixes="tei f">

  <xsl:import href="../common/unforeseen.xsl"/>
  <xsl:import href="../common/labels.xsl"/>
  <xsl:import href="../common/pointers.xsl"/>
  <xsl:import href="../common/text.xsl"/>
  <xsl:import href="../common/ref.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/names.xsl"/>
  <xsl:import href="../common/header.xsl"/>
  <xsl:import href="xhtml.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
  <xsl:param name="ui" select="'en'"/>

  <xsl:template match="/">
    <xsl:variable name="page">
      <html lang="{$ui}">
        <head>
          <title><xsl:value-of select="f:label('introduction', $ui)"/></title>
          <link rel="stylesheet" type="text/css" href="epub.css"/>
        </head>
        <body><xsl:apply-templates select="tei:TEI/tei:text/tei:body" mode="introduction"/></body>
      </html>
    </xsl:variable>
    <xsl:apply-templates select="exsl:node-set($page)/html" mode="xhtml"/>
  </xsl:template>

  <xsl:template match="tei:body" mode="introduction">
    <section role="doc-introduction" aria-label="{f:label('introduction', $ui)}"><xsl:apply-templates select="*"/></section>
  </xsl:template>

  <xsl:template match="tei:div">
    <section class="div"><xsl:apply-templates select="." mode="attributes"/><xsl:apply-templates select="*"/></section>
  </xsl:template>

  <xsl:template match="tei:head">
    <xsl:element name="h{count(ancestor::tei:div)}"><xsl:apply-templates select="." mode="attributes"/><xsl:apply-templates/></xsl:element>
  </xsl:template>
  <xsl:template match="tei:head[count(ancestor::tei:div) = 0]"><h1><xsl:apply-templates select="." mode="attributes"/><xsl:apply-templates/></h1></xsl:template>
  <xsl:template match="tei:head[count(ancestor::tei:div) &gt; 6]"><h6><xsl:apply-templates select="." mode="attributes"/><xsl:apply-templates/></h6></xsl:template>

  <xsl:template match="tei:person | tei:place | tei:org | tei:event | tei:standOff/tei:listBibl/tei:bibl" mode="href">
    <xsl:value-of select="concat('names-', local-name(), '.xhtml#', @xml:id)"/>
  </xsl:template>
</xsl:stylesheet>
