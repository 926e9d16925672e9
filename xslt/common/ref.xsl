<?xml version="1.0" encoding="UTF-8"?>
<!-- Links that editors write: ref and ptr.  Only addresses of the web, of mail, of this edition become links; any other
     scheme stays text.
     f:href(element)  the address, or nothing -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:func="http://exslt.org/functions"
    extension-element-prefixes="func" exclude-result-prefixes="tei f">

  <func:function name="f:web">
    <xsl:param name="address"/>
    <func:result select="starts-with($address, 'https://') or starts-with($address, 'http://') or starts-with($address, 'mailto:')"/>
  </func:function>

  <xsl:template match="tei:ref"><span class="ref"><xsl:apply-templates/></span></xsl:template>

  <xsl:template match="tei:ref[@target]">
    <xsl:variable name="href"><xsl:apply-templates select="@target" mode="href"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$href != ''"><a class="ref" href="{$href}"><xsl:apply-templates/></a></xsl:when>
      <xsl:otherwise><span class="ref"><xsl:apply-templates/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:ptr[@target]">
    <xsl:variable name="href"><xsl:apply-templates select="@target" mode="href"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$href != ''"><a class="ref" href="{$href}"><xsl:value-of select="@target"/></a></xsl:when>
      <xsl:otherwise><span class="ref"><xsl:value-of select="@target"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="@target" mode="href">
    <xsl:variable name="inner" select="f:targets(self::node()[starts-with(., '#')])[1]"/>
    <xsl:choose>
      <xsl:when test="f:web(.)"><xsl:value-of select="."/></xsl:when>
      <xsl:when test="$inner"><xsl:apply-templates select="$inner" mode="href"/></xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- An element of this text is found by its id; records have pages of their own (names.xsl, site/frame.xsl). -->
  <xsl:template match="*" mode="href"/>
  <xsl:template match="tei:text//*[@xml:id]" mode="href"><xsl:value-of select="concat('#', @xml:id)"/></xsl:template>
</xsl:stylesheet>
