<?xml version="1.0" encoding="UTF-8"?>
<!-- The words that pages add to the text.
     f:label(name, language)  the word of that name (labels.xml) in that language, else in English, else the name itself
     f:language(tag)          the name of a language in that language; the tag itself where it is not known
     f:primary(tag)           the primary subtag: "zh" of "zh-Hans" -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:tei:functions"
    xmlns:func="http://exslt.org/functions" extension-element-prefixes="func" exclude-result-prefixes="f">

  <xsl:variable name="labels" select="document('labels.xml')/labels"/>

  <func:function name="f:primary">
    <xsl:param name="tag"/>
    <func:result select="substring-before(concat($tag, '-'), '-')"/>
  </func:function>

  <func:function name="f:label">
    <xsl:param name="name"/>
    <xsl:param name="language"/>
    <xsl:variable name="all" select="$labels/label[@n = $name]"/>
    <xsl:variable name="here" select="$all/in[@lang = f:primary($language)]"/>
    <xsl:choose>
      <xsl:when test="$here"><func:result select="string($here)"/></xsl:when>
      <xsl:when test="$all"><func:result select="string($all/in[@lang = 'en'])"/></xsl:when>
      <xsl:otherwise><func:result select="string($name)"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <func:function name="f:language">
    <xsl:param name="tag"/>
    <xsl:variable name="own" select="document('languages.xml')/languages/language[@ident = f:primary($tag)]"/>
    <xsl:choose>
      <xsl:when test="$own"><func:result select="string($own)"/></xsl:when>
      <xsl:otherwise><func:result select="string($tag)"/></xsl:otherwise>
    </xsl:choose>
  </func:function>
</xsl:stylesheet>
