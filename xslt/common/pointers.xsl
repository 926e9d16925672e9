<?xml version="1.0" encoding="UTF-8"?>
<!-- Pointers, ids and languages: what every other file asks.
     f:targets(pointers)   the elements that a list of pointers (#a #b) names, in document order
     f:lang(node)          the language of the passage that a node stands in
     f:version(node)       its version: the div of the body
     f:number(node)        its number without the version's name: "1.2.s3" of "zh.1.2.s3"
     f:block(node)         the paragraph, head or division it stands in
     f:own(name)           an id of the page's own, which nothing in the text has
     template place        where it is, for a reader: "1.2", "1, head", "title"; of a number and the name of a word:
     f:place-number(node), f:place-word(node)
     mode attributes       id, lang and dir of an element, where it has them -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:func="http://exslt.org/functions" xmlns:str="http://exslt.org/strings"
    extension-element-prefixes="func str" exclude-result-prefixes="tei f">

  <xsl:key name="id" match="*[@xml:id]" use="@xml:id"/>

  <func:function name="f:targets">
    <xsl:param name="pointers"/>
    <func:result select="key('id', str:tokenize(translate($pointers, '#', ' ')))"/>
  </func:function>

  <!-- What is cited is the text's: where it has that id, the page's own gets a tilde, which no xml:id has. -->
  <xsl:variable name="whole" select="/"/>
  <func:function name="f:own">
    <xsl:param name="name"/>
    <xsl:for-each select="$whole"><func:result select="concat(substring('~', 1, boolean(key('id', $name))), $name)"/></xsl:for-each>
  </func:function>

  <func:function name="f:lang">
    <xsl:param name="node"/>
    <func:result select="string($node/ancestor-or-self::*[@xml:lang][1]/@xml:lang)"/>
  </func:function>

  <func:function name="f:version">
    <xsl:param name="node"/>
    <func:result select="$node/ancestor-or-self::tei:div[parent::tei:body]"/>
  </func:function>

  <func:function name="f:number">
    <xsl:param name="node"/>
    <func:result select="substring-after($node/@xml:id, concat(f:version($node)/@xml:id, '.'))"/>
  </func:function>

  <func:function name="f:block">
    <xsl:param name="node"/>
    <func:result select="$node/ancestor-or-self::*[self::tei:p or self::tei:head or self::tei:div][1]"/>
  </func:function>

  <func:function name="f:place-number">
    <xsl:param name="node"/>
    <xsl:variable name="block" select="f:block($node)"/>
    <func:result select="f:number($block[not(self::tei:head)] | $block[self::tei:head]/..)"/>
  </func:function>

  <func:function name="f:place-word">
    <xsl:param name="node"/>
    <xsl:variable name="head" select="f:block($node)[self::tei:head]"/>
    <xsl:choose>
      <xsl:when test="$head/parent::tei:div/parent::tei:body"><func:result select="concat('head.', $head/@type)"/></xsl:when>
      <xsl:when test="$head"><func:result select="'head'"/></xsl:when>
      <xsl:otherwise><func:result select="''"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <xsl:template name="place">
    <xsl:param name="number" select="f:place-number(.)"/>
    <xsl:param name="word" select="f:place-word(.)"/>
    <xsl:value-of select="$number"/>
    <xsl:if test="$number != '' and $word != ''">, </xsl:if>
    <xsl:if test="$word != ''"><xsl:copy-of select="f:l($word)"/></xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="attributes">
    <xsl:if test="@xml:id"><xsl:attribute name="id"><xsl:value-of select="@xml:id"/></xsl:attribute></xsl:if>
    <xsl:apply-templates select="@xml:lang" mode="attributes"/>
  </xsl:template>

  <!-- The languages that are written from right to left. -->
  <xsl:variable name="leftward">
    <xsl:for-each select="document('languages.xml')/languages/language[@dir = 'rtl']"><xsl:value-of select="concat(' ', @ident, ' ')"/></xsl:for-each>
  </xsl:variable>

  <xsl:template match="@xml:lang" mode="attributes">
    <xsl:attribute name="lang"><xsl:value-of select="."/></xsl:attribute>
    <xsl:if test="contains($leftward, concat(' ', f:primary(.), ' ')) or contains(., '-Arab') or contains(., '-Hebr')"><xsl:attribute name="dir">rtl</xsl:attribute></xsl:if>
  </xsl:template>
</xsl:stylesheet>
