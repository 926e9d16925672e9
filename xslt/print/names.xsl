<?xml version="1.0" encoding="UTF-8"?>
<!--
  Names: a mention tells the indexes where it stands, and in which version; these come sorted, as elements `index` that
  register.py adds to a book.  Mode: register, the indexes of a book as Typst arrays.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    xmlns:func="http://exslt.org/functions" xmlns:print="tei:print"
    extension-element-prefixes="func" exclude-result-prefixes="tei str print">

  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:eventName | tei:name">
    <xsl:call-template name="content"/>
  </xsl:template>

  <xsl:template match="tei:body//tei:persName[@ref] | tei:body//tei:placeName[@ref] | tei:body//tei:orgName[@ref]
                     | tei:body//tei:eventName[@ref] | tei:body//tei:name[@ref] | tei:body//tei:title[@ref]">
    <xsl:value-of select="concat('name(', print:literal(print:lang(ancestor::tei:div[last()])), ',(')"/>
    <xsl:for-each select="str:tokenize(translate(@ref, '#', ' '))">
      <xsl:value-of select="concat(print:literal(.), ',')"/>
    </xsl:for-each>
    <xsl:text>),{</xsl:text>
    <xsl:call-template name="content"/>
    <xsl:text>});</xsl:text>
  </xsl:template>

  <xsl:template match="index" mode="register">
    <xsl:value-of select="concat('(', print:literal(@xml:lang), ',(')"/>
    <xsl:apply-templates select="kind" mode="register"/>
    <xsl:text>)),&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="kind" mode="register">
    <xsl:value-of select="concat('(', print:literal(@n), ',(')"/>
    <xsl:apply-templates select="entry" mode="register"/>
    <xsl:text>)),&#10;</xsl:text>
  </xsl:template>

  <!-- The key of a record, the letter it stands under, whether this only leads to it, its names. -->
  <xsl:template match="entry" mode="register">
    <xsl:value-of select="concat('(', print:literal(@n), ',', print:literal(@letter), ',', boolean(@see), ',(')"/>
    <xsl:for-each select="name">
      <xsl:value-of select="concat(print:worded(.), ',')"/>
    </xsl:for-each>
    <xsl:text>)),&#10;</xsl:text>
  </xsl:template>

</xsl:stylesheet>
