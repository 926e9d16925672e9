<?xml version="1.0" encoding="UTF-8"?>
<!--
  A book, as book.py puts it together: its header, the introduction, what its texts name.  The texts themselves are
  sources of their own, made by print.xsl, one in each file.

    <teiCorpus columns="2"><teiHeader/><text href="/texts/0.typ"/>…<TEI n="introduction"/><index/>…<dates/></teiCorpus>
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:print="tei:print" exclude-result-prefixes="tei print">

  <xsl:import href="print.xsl"/>
  <xsl:import href="introduction.xsl"/>

  <xsl:variable name="primary" select="substring-before(concat($language, '-'), '-')"/>

  <xsl:template match="/"><xsl:apply-templates select="tei:teiCorpus"/></xsl:template>

  <!-- The texts alone. -->
  <xsl:template match="tei:teiCorpus[@n = 'proof']">
    <xsl:call-template name="cover"/>
    <xsl:call-template name="texts"/>
  </xsl:template>

  <xsl:template match="tei:teiCorpus">
    <xsl:call-template name="cover"/>
    <xsl:text>#let it = </xsl:text>
    <xsl:apply-templates select="tei:teiHeader" mode="told"/>
    <xsl:text>&#10;#title-page(it)&#10;#imprint-page(it)&#10;#contents()&#10;</xsl:text>
    <xsl:apply-templates select="tei:TEI/tei:text/tei:body" mode="prose"/>
    <xsl:text>#show: texts&#10;</xsl:text>
    <xsl:call-template name="texts"/>
    <xsl:text>#show: back&#10;</xsl:text>
    <xsl:for-each select="index">
      <xsl:text>#index(</xsl:text>
      <xsl:apply-templates select="." mode="register"/>
      <xsl:text>)&#10;</xsl:text>
    </xsl:for-each>
    <xsl:apply-templates select="dates" mode="table"/>
    <xsl:text>#colophon(it)&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="cover">
    <xsl:call-template name="imports"/>
    <xsl:apply-templates select="tei:teiHeader" mode="document">
      <xsl:with-param name="columns" select="string(@columns)"/>
    </xsl:apply-templates>
    <xsl:text>#show: book&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="texts">
    <xsl:for-each select="text">
      <xsl:value-of select="concat('#include ', print:literal(@href), '&#10;')"/>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
