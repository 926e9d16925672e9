<?xml version="1.0" encoding="UTF-8"?>
<!-- Names: marked by kind, linked to their record.  Names nest and links may not, so each run of text inside a name is a
     link to the record of the innermost name around it.
     mode href     the address of a record (a page of registers overrides it; here: its id)
     mode called   the preferred names of a record, every language once; without a name its id -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:func="http://exslt.org/functions" xmlns:str="http://exslt.org/strings"
    extension-element-prefixes="func str" exclude-result-prefixes="tei f">

  <!-- The record that a name points to; its own page must exist, so only records of this file count. -->
  <func:function name="f:record">
    <xsl:param name="name"/>
    <func:result select="f:targets($name/@ref)[self::tei:person or self::tei:place or self::tei:org or self::tei:event
        or self::tei:bibl[parent::tei:listBibl]][parent::*/parent::tei:standOff][1]"/>
  </func:function>

  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:eventName | tei:title">
    <xsl:variable name="record" select="f:record(.)"/>
    <span class="{local-name()}">
      <xsl:apply-templates select="." mode="attributes"/>
      <xsl:if test="$record"><xsl:attribute name="title"><xsl:apply-templates select="$record" mode="called"/></xsl:attribute></xsl:if>
      <xsl:apply-templates/>
    </span>
    <xsl:apply-templates select="." mode="calls"/>
  </xsl:template>

  <!-- The title of a work in a note or an introduction. -->
  <xsl:template match="tei:title[not(@ref)]">
    <cite class="title"><xsl:apply-templates select="." mode="attributes"/><xsl:apply-templates/></cite>
  </xsl:template>

  <xsl:template match="tei:persName//text() | tei:placeName//text() | tei:orgName//text() | tei:eventName//text() | tei:title//text()">
    <xsl:variable name="record" select="f:record((ancestor::tei:persName | ancestor::tei:placeName | ancestor::tei:orgName
        | ancestor::tei:eventName | ancestor::tei:title)[@ref][last()])"/>
    <xsl:choose>
      <xsl:when test="$record and normalize-space() and not(ancestor::tei:ref)">
        <a><xsl:attribute name="href"><xsl:apply-templates select="$record" mode="href"/></xsl:attribute><xsl:value-of select="."/></a>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:person | tei:place | tei:org | tei:event | tei:listBibl/tei:bibl" mode="href">
    <xsl:value-of select="concat('#', @xml:id)"/>
  </xsl:template>

  <xsl:template match="*" mode="called">
    <xsl:variable name="names" select="f:preferred(.)"/>
    <xsl:for-each select="$names">
      <xsl:if test="position() != 1"> · </xsl:if>
      <xsl:value-of select="normalize-space()"/>
    </xsl:for-each>
    <xsl:if test="not($names)"><xsl:value-of select="@xml:id"/></xsl:if>
  </xsl:template>

  <!-- The first name of each language that has words. -->
  <func:function name="f:preferred">
    <xsl:param name="record"/>
    <func:result select="$record/*[self::tei:persName or self::tei:placeName or self::tei:orgName or self::tei:eventName
        or self::tei:title][normalize-space()][not(@xml:lang = preceding-sibling::*[normalize-space()]
        [local-name() = local-name($record/*[1])]/@xml:lang)]"/>
  </func:function>
</xsl:stylesheet>
