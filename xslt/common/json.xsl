<?xml version="1.0" encoding="UTF-8"?>
<!-- JSON, from a tree of map, array, string and number elements with @key, as in XSLT 3.0; what has no value is left out.
     mode json    the tree as JSON; with the parameter `line` (a line break) each member stands on a line of its own
     f:json(x)    a string of JSON; <, > and & are escaped too, so that it may stand in a script element of HTML -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:tei:functions"
    xmlns:func="http://exslt.org/functions" xmlns:str="http://exslt.org/strings"
    extension-element-prefixes="func str" exclude-result-prefixes="f">

  <func:function name="f:json">
    <xsl:param name="string"/>
    <xsl:variable name="plain" select="translate($string, '&#9;&#10;&#13;', '   ')"/>
    <xsl:variable name="quoted" select="str:replace(str:replace($plain, '\', '\\'), '&quot;', '\&quot;')"/>
    <xsl:variable name="safe" select="str:replace(str:replace(str:replace($quoted, '&amp;', '\u0026'), '&lt;', '\u003c'), '&gt;', '\u003e')"/>
    <func:result select="concat('&quot;', $safe, '&quot;')"/>
  </func:function>

  <xsl:template match="map" mode="json"><xsl:param name="line"/><xsl:call-template name="members"><xsl:with-param name="line" select="$line"/><xsl:with-param name="marks" select="'{}'"/></xsl:call-template></xsl:template>
  <xsl:template match="array" mode="json"><xsl:param name="line"/><xsl:call-template name="members"><xsl:with-param name="line" select="$line"/><xsl:with-param name="marks" select="'[]'"/></xsl:call-template></xsl:template>
  <xsl:template match="string" mode="json"><xsl:value-of select="f:json(.)"/></xsl:template>
  <xsl:template match="number" mode="json"><xsl:value-of select="number(.)"/></xsl:template>

  <!-- Brackets around all members; the innermost, which hold no other brackets, stay on one line. -->
  <xsl:template name="members">
    <xsl:param name="line"/>
    <xsl:param name="marks"/>
    <xsl:variable name="members" select="*[descendant-or-self::*[self::string[. != ''] or self::number[number(.) = number(.)]]]"/>
    <xsl:variable name="deep" select="boolean($line != '' and $members[self::map or self::array])"/>
    <xsl:variable name="inner"><xsl:if test="$deep"><xsl:value-of select="concat($line, '  ')"/></xsl:if></xsl:variable>
    <xsl:value-of select="substring($marks, 1, 1)"/>
    <xsl:for-each select="$members">
      <xsl:if test="position() != 1">
        <xsl:text>,</xsl:text>
        <xsl:if test="$line != '' and not($deep)"><xsl:text> </xsl:text></xsl:if>
      </xsl:if>
      <xsl:value-of select="$inner"/>
      <xsl:if test="@key"><xsl:value-of select="concat(f:json(@key), ':', substring(' ', 1, $line != ''))"/></xsl:if>
      <xsl:apply-templates select="." mode="json"><xsl:with-param name="line" select="concat($line, substring('  ', 1, 2 * ($line != '')))"/></xsl:apply-templates>
    </xsl:for-each>
    <xsl:if test="$deep"><xsl:value-of select="$line"/></xsl:if>
    <xsl:value-of select="substring($marks, 2)"/>
  </xsl:template>
</xsl:stylesheet>
