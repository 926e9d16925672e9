<?xml version="1.0" encoding="UTF-8"?>
<!-- Heads: of versions, of reports, of an introduction's divisions.
     unnamed mode  the head's words (parallel.xsl puts them into a heading element)
     mode plain    as a string, supplied ones in brackets -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" exclude-result-prefixes="tei f">

  <xsl:template match="tei:head">
    <span class="{normalize-space(concat('head ', @type))}">
      <xsl:apply-templates select="." mode="attributes"/>
      <xsl:apply-templates select="." mode="counterpart"/>
      <xsl:apply-templates/>
      <xsl:apply-templates select="." mode="calls"/>
    </span>
  </xsl:template>

  <!-- Where the source sets two parts of a title apart by spaces, a line may end. -->
  <xsl:template match="tei:head[@type = 'title']//text()[contains(., '  ')]">
    <xsl:value-of select="concat(substring-before(., '  '), '  ')"/><br/><xsl:value-of select="substring-after(., '  ')"/>
  </xsl:template>

  <xsl:template match="tei:head[@type = 'supplied']" mode="plain">
    <xsl:text>[</xsl:text><xsl:apply-templates mode="plain"/><xsl:text>]</xsl:text>
  </xsl:template>
</xsl:stylesheet>
