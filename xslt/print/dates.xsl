<?xml version="1.0" encoding="UTF-8"?>
<!--
  Dates: one with a value tells the table of dates where it stands, in which version, and in which words.
  Mode: table, the table of a book, which dates.py adds to it as an element `dates`.
  Function: print:value(date), its first and its last day with a slash between, as dates.py has it.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:func="http://exslt.org/functions" xmlns:print="tei:print"
    extension-element-prefixes="func" exclude-result-prefixes="tei print">

  <func:function name="print:value">
    <xsl:param name="date"/>
    <xsl:variable name="first" select="$date/@when | $date[not(@when)]/@from | $date[not(@when or @from)]/@notBefore"/>
    <xsl:variable name="last" select="$date/@when | $date[not(@when)]/@to | $date[not(@when or @to)]/@notAfter"/>
    <func:result select="concat($first, '/', $last)"/>
  </func:function>

  <xsl:template match="tei:body//tei:date[@when | @from | @to | @notBefore | @notAfter]">
    <xsl:variable name="words">
      <xsl:apply-templates mode="plain"/>
    </xsl:variable>
    <xsl:value-of select="concat('date(', print:literal(print:lang(ancestor::tei:div[last()])))"/>
    <xsl:value-of select="concat(',', print:literal(print:value(.)))"/>
    <xsl:value-of select="concat(',', print:literal(normalize-space($words)), ',{')"/>
    <xsl:call-template name="content"/>
    <xsl:text>});</xsl:text>
  </xsl:template>

  <xsl:template match="tei:sic | tei:surplus" mode="plain"/>

  <xsl:template match="dates" mode="table">
    <xsl:text>#dates((</xsl:text>
    <xsl:for-each select="date">
      <xsl:value-of select="concat('((', print:literal(@first), ',', print:literal(@last), '),(')"/>
      <xsl:for-each select="value"><xsl:value-of select="concat(print:literal(.), ',')"/></xsl:for-each>
      <xsl:text>)),&#10;</xsl:text>
    </xsl:for-each>
    <xsl:text>))&#10;</xsl:text>
  </xsl:template>

</xsl:stylesheet>
