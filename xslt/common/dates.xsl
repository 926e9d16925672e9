<?xml version="1.0" encoding="UTF-8"?>
<!-- Dates, numbers and measures carry their normalised value.
     f:date(iso, language)  a date in words: "13 January 1959", "1959年1月13日"; the ISO form in other languages
     mode value             the value of a date or number in words, in the language of its passage
     mode title             that value as a title attribute, where the text says it otherwise -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:func="http://exslt.org/functions" xmlns:str="http://exslt.org/strings"
    extension-element-prefixes="func str" exclude-result-prefixes="tei f">

  <xsl:variable name="months" select="str:tokenize('January February March April May June July August September October November December')"/>

  <func:function name="f:date">
    <xsl:param name="iso"/>
    <xsl:param name="language"/>
    <xsl:variable name="form" select="translate($iso, '0123456789', 'dddddddddd')"/>
    <xsl:variable name="year" select="number(substring($iso, 1, 4))"/>
    <xsl:variable name="month" select="number(substring($iso, 6, 2))"/>
    <xsl:variable name="day" select="number(substring($iso, 9, 2))"/>
    <xsl:variable name="han" select="contains(' zh ja lzh ', concat(' ', f:primary($language), ' '))"/>
    <xsl:choose>
      <xsl:when test="$form = 'dddd' and $han"><func:result select="concat($year, '年')"/></xsl:when>
      <xsl:when test="$form = 'dddd-dd' and $han"><func:result select="concat($year, '年', $month, '月')"/></xsl:when>
      <xsl:when test="$form = 'dddd-dd-dd' and $han"><func:result select="concat($year, '年', $month, '月', $day, '日')"/></xsl:when>
      <xsl:when test="$form = 'dddd-dd' and f:primary($language) = 'en'"><func:result select="concat($months[$month], ' ', $year)"/></xsl:when>
      <xsl:when test="$form = 'dddd-dd-dd' and f:primary($language) = 'en'"><func:result select="concat($day, ' ', $months[$month], ' ', $year)"/></xsl:when>
      <xsl:otherwise><func:result select="string($iso)"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <xsl:template match="tei:date | tei:num | tei:measure">
    <span class="{local-name()}">
      <xsl:apply-templates select="." mode="attributes"/>
      <xsl:apply-templates select="." mode="title"/>
      <xsl:apply-templates/>
    </span>
    <xsl:apply-templates select="." mode="calls"/>
  </xsl:template>

  <!-- HTML's time element takes a single moment, in one of its own forms, and no other time element. -->
  <xsl:template match="tei:date[contains(' dddd dddd-dd dddd-dd-dd ', concat(' ', translate(@when, '0123456789', 'dddddddddd'), ' '))]
      [@when != ''][not(ancestor::tei:date)]">
    <time class="date" datetime="{@when}">
      <xsl:apply-templates select="." mode="attributes"/>
      <xsl:apply-templates select="." mode="title"/>
      <xsl:apply-templates/>
    </time>
    <xsl:apply-templates select="." mode="calls"/>
  </xsl:template>

  <xsl:template match="tei:num[@value] | tei:measure[@quantity]">
    <data class="{local-name()}" value="{@value}{@quantity}">
      <xsl:apply-templates select="." mode="attributes"/>
      <xsl:apply-templates select="." mode="title"/>
      <xsl:apply-templates/>
    </data>
    <xsl:apply-templates select="." mode="calls"/>
  </xsl:template>

  <xsl:template match="tei:date | tei:num | tei:measure" mode="title">
    <xsl:variable name="value"><xsl:apply-templates select="@*" mode="value"/></xsl:variable>
    <xsl:variable name="words"><xsl:apply-templates mode="plain"/></xsl:variable>
    <xsl:if test="$value != '' and translate($value, ' ', '') != translate($words, ' ', '')">
      <xsl:attribute name="title"><xsl:value-of select="normalize-space($value)"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template match="@*" mode="value"/>
  <xsl:template match="@when" mode="value"><xsl:value-of select="f:date(., f:lang(..))"/></xsl:template>
  <xsl:template match="@from" mode="value"><xsl:value-of select="concat(f:label('from', f:lang(..)), f:date(., f:lang(..)), ' ')"/></xsl:template>
  <xsl:template match="@to" mode="value"><xsl:value-of select="concat(f:label('to', f:lang(..)), f:date(., f:lang(..)), ' ')"/></xsl:template>
  <xsl:template match="@notBefore" mode="value"><xsl:value-of select="concat(f:label('not-before', f:lang(..)), f:date(., f:lang(..)), ' ')"/></xsl:template>
  <xsl:template match="@notAfter" mode="value"><xsl:value-of select="concat(f:label('not-after', f:lang(..)), f:date(., f:lang(..)), ' ')"/></xsl:template>
  <xsl:template match="@value" mode="value"><xsl:value-of select="."/></xsl:template>
  <xsl:template match="@atLeast" mode="value"><xsl:value-of select="concat(f:label('at-least', f:lang(..)), ., ' ')"/></xsl:template>
  <xsl:template match="@atMost" mode="value"><xsl:value-of select="concat(f:label('at-most', f:lang(..)), ., ' ')"/></xsl:template>
  <xsl:template match="@quantity" mode="value"><xsl:value-of select="concat(., ' ')"/></xsl:template>
  <xsl:template match="@unit" mode="value"><xsl:value-of select="."/></xsl:template>
</xsl:stylesheet>
