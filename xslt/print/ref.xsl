<?xml version="1.0" encoding="UTF-8"?>
<!--
  References that editors write.  One to a passage or a note of this text says on which page that is, or which number it
  has; an address outside is a link, and is shown in notes, for paper has no links.  Other schemes stay text.

  Mode: landing, what a reference leads to, before the content of an element.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:func="http://exslt.org/functions" xmlns:print="tei:print"
    extension-element-prefixes="func" exclude-result-prefixes="tei print">

  <xsl:key name="referring" match="tei:ref[starts-with(@target, '#')] | tei:ptr[starts-with(@target, '#')]"
      use="substring-after(@target, '#')"/>

  <xsl:template match="*[@xml:id]" mode="landing">
    <xsl:if test="key('referring', @xml:id)">
      <xsl:value-of select="concat('landing(', print:literal(concat($prefix, @xml:id)), ');')"/>
    </xsl:if>
  </xsl:template>
  <xsl:template match="*" mode="landing"/>

  <func:function name="print:web">
    <xsl:param name="address"/>
    <func:result select="starts-with($address, 'https://') or starts-with($address, 'http://')
        or starts-with($address, 'mailto:')"/>
  </func:function>

  <xsl:template match="tei:ref[starts-with(@target, '#')] | tei:ptr[starts-with(@target, '#')]">
    <xsl:variable name="there" select="key('id', substring-after(@target, '#'))[1]"/>
    <xsl:variable name="note" select="$there[self::tei:annotation] | $there[self::tei:note]/parent::tei:annotation"/>
    <xsl:variable name="key" select="print:literal(concat($prefix, $there/@xml:id))"/>
    <xsl:choose>
      <xsl:when test="$note and print:number($note) != ''">
        <xsl:value-of select="concat('cross-note(', print:literal(print:key($note)), ',', print:number($note), ',{')"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('cross(', $key, ',{')"/></xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates/>
    <xsl:text>});</xsl:text>
  </xsl:template>

  <xsl:template match="tei:ref[print:web(@target)]">
    <xsl:value-of select="concat('reference(', print:literal(@target), ',{')"/>
    <xsl:apply-templates/>
    <xsl:value-of select="concat('},', print:literal(normalize-space()), ');')"/>
  </xsl:template>

  <xsl:template match="tei:ptr[print:web(@target)]">
    <xsl:value-of select="concat('reference(', print:literal(@target), ',', print:literal(@target), ',')"/>
    <xsl:value-of select="concat(print:literal(@target), ');')"/>
  </xsl:template>

  <xsl:template match="tei:ptr"><xsl:value-of select="concat(print:literal(@target), ';')"/></xsl:template>

</xsl:stylesheet>
