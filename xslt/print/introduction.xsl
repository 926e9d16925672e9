<?xml version="1.0" encoding="UTF-8"?>
<!--
  The introduction of a book: prose, each of its languages a part.  Mode: prose, its parts; the unnamed mode for what
  stands in a paragraph.  Names are not mentions here: the indexes are of the texts.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings" xmlns:print="tei:print"
    exclude-result-prefixes="tei str print">

  <!-- The edition's language first. -->
  <xsl:template match="tei:body" mode="prose">
    <xsl:variable name="own" select="*[starts-with(concat(print:lang(.), '-'), concat($primary, '-'))]"/>
    <xsl:apply-templates select="$own" mode="prose"/>
    <xsl:apply-templates select="*[count(. | $own) != count($own)]" mode="prose"/>
  </xsl:template>

  <xsl:template match="tei:body/*" mode="prose">
    <xsl:value-of select="concat('#prose(', print:literal(print:lang(.)), ',{')"/>
    <xsl:if test="not(self::tei:div[tei:head])"><xsl:text>prose-untitled();</xsl:text></xsl:if>
    <xsl:apply-templates select="self::tei:div/* | self::*[not(self::tei:div)]"/>
    <xsl:text>})&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:div"><xsl:apply-templates select="*"/></xsl:template>

  <!-- The first head of a part is of level 1. -->
  <xsl:template match="tei:head">
    <xsl:value-of select="concat('prose-head(', count(ancestor::tei:div), ',{')"/>
    <xsl:call-template name="content"/>
    <xsl:text>});</xsl:text>
  </xsl:template>

  <xsl:template match="tei:p | tei:ab">
    <xsl:text>prose-p({</xsl:text>
    <xsl:call-template name="content"/>
    <xsl:text>});</xsl:text>
  </xsl:template>

  <xsl:template match="tei:list | tei:listBibl">
    <xsl:text>prose-list(</xsl:text>
    <xsl:apply-templates select="." mode="items"/>
  </xsl:template>

  <xsl:template match="*" mode="items">
    <xsl:value-of select="concat(boolean(@rend = 'numbered' or @type = 'ordered'), ',(')"/>
    <xsl:for-each select="tei:item | tei:bibl">
      <xsl:text>{</xsl:text>
      <xsl:apply-templates select="preceding-sibling::*[1][self::tei:label]" mode="item"/>
      <xsl:call-template name="content"/>
      <xsl:text>},</xsl:text>
    </xsl:for-each>
    <xsl:text>));</xsl:text>
    <xsl:apply-templates select="*[not(self::tei:item or self::tei:bibl or self::tei:label)]"/>
  </xsl:template>

  <xsl:template match="tei:label" mode="item">
    <xsl:text>strong({</xsl:text>
    <xsl:call-template name="content"/>
    <xsl:text>});" ";</xsl:text>
  </xsl:template>

  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:eventName | tei:name | tei:bibl | tei:gloss
                     | tei:body//tei:persName[@ref] | tei:body//tei:placeName[@ref] | tei:body//tei:orgName[@ref]
                     | tei:body//tei:eventName[@ref] | tei:body//tei:name[@ref]
                     | tei:body//tei:date[@when or @from or @to or @notBefore or @notAfter]">
    <xsl:call-template name="content"/>
  </xsl:template>

  <xsl:template match="tei:title | tei:body//tei:title[@ref] | tei:foreign | tei:term | tei:mentioned | tei:emph">
    <xsl:value-of select="concat('slanted(', print:literal(print:lang(.)), ',{')"/>
    <xsl:call-template name="content"/>
    <xsl:text>});</xsl:text>
  </xsl:template>

  <xsl:template match="tei:q | tei:quote | tei:soCalled">
    <xsl:value-of select="concat('quoted(', print:literal(print:lang(..)), ',{')"/>
    <xsl:call-template name="content"/>
    <xsl:text>});</xsl:text>
  </xsl:template>

  <xsl:template match="tei:gi | tei:att | tei:val | tei:code | tei:ident | tei:tag | tei:hi[@rend = 'code']">
    <xsl:text>prose-code({</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>});</xsl:text>
  </xsl:template>

  <xsl:template match="tei:note">
    <xsl:text>footnote({</xsl:text>
    <xsl:call-template name="content"/>
    <xsl:text>});</xsl:text>
  </xsl:template>

  <xsl:template match="tei:ref[starts-with(@target, 'https://') or starts-with(@target, 'http://') or starts-with(@target, 'mailto:')]">
    <xsl:value-of select="concat('reference(', print:literal(@target), ',{')"/>
    <xsl:apply-templates/>
    <xsl:value-of select="concat('},', print:literal(normalize-space()), ');')"/>
  </xsl:template>

  <xsl:template match="tei:ptr">
    <xsl:value-of select="concat('reference(', print:literal(@target), ',', print:literal(@target), ',')"/>
    <xsl:value-of select="concat(print:literal(@target), ');')"/>
  </xsl:template>
  <xsl:template match="tei:ptr[not(starts-with(@target, 'https://') or starts-with(@target, 'http://') or starts-with(@target, 'mailto:'))]">
    <xsl:value-of select="concat('prose-code(', print:literal(@target), ');')"/>
  </xsl:template>

</xsl:stylesheet>
