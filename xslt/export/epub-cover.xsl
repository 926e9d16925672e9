<?xml version="1.0" encoding="UTF-8"?>
<!-- The cover of an e-book, as SVG: its titles and who made it, in lines whose places render/exports/epub_cover.py has
     found.  The input is a <cover> (@width, @height, @title) of <line>s (@x, @y, @size, @lang, @class); the
     one with @version is begun by the name of that language. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/2000/svg"
    xmlns:f="urn:tei:functions" exclude-result-prefixes="f">

  <xsl:import href="../common/labels.xsl"/>
  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:template match="/cover">
    <svg version="1.1" viewBox="0 0 {@width} {@height}" width="{@width}" height="{@height}" role="img" aria-labelledby="title">
      <title id="title"><xsl:value-of select="@title"/></title>
      <rect width="{@width}" height="{@height}" fill="#fbf9f4"/>
      <rect x="{@margin}" y="{@margin}" width="{@width - 2 * @margin}" height="12" fill="#a3211b"/>
      <rect x="{@margin}" y="{@foot}" width="{@width - 2 * @margin}" height="2" fill="#a3211b"/>
      <xsl:apply-templates select="line"/>
    </svg>
  </xsl:template>

  <xsl:template match="line">
    <text x="{@x}" y="{@y}" font-size="{@size}" fill="#1d1b19"
        font-family="'Noto Serif SC', 'Source Han Serif SC', 'Songti SC', SimSun, 'Noto Serif', Georgia, serif">
      <xsl:if test="@lang"><xsl:attribute name="xml:lang"><xsl:value-of select="@lang"/></xsl:attribute></xsl:if>
      <xsl:if test="@class = 'main'"><xsl:attribute name="font-weight">bold</xsl:attribute></xsl:if>
      <xsl:if test="@class = 'foot'"><xsl:attribute name="fill">#5c564e</xsl:attribute></xsl:if>
      <xsl:if test="@version"><xsl:value-of select="concat(f:language(@version), ' · ')"/></xsl:if>
      <xsl:value-of select="."/>
    </text>
  </xsl:template>
</xsl:stylesheet>
