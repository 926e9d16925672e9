<?xml version="1.0" encoding="UTF-8"?>
<!-- The words that pages add to the text.
     f:label(name, language)  the word of that name (labels/<language>.xml) in that language, else in English, else the name itself
     f:l(name)                the same in the language of the page's frame, as an element that a script can put into another
     f:language(tag)          the name of a language in that language; the tag itself where it is not known
     f:primary(tag)           the primary subtag: "zh" of "zh-Hans" -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:tei:functions"
    xmlns:func="http://exslt.org/functions" xmlns:exsl="http://exslt.org/common" xmlns:str="http://exslt.org/strings"
    extension-element-prefixes="func exsl str" exclude-result-prefixes="f">

  <!-- The languages that there is a catalogue of, and the catalogues' addresses: an edition's own come before ours. -->
  <xsl:param name="languages" select="'en zh'"/>
  <xsl:param name="catalogues" select="'labels/en.xml labels/zh.xml'"/>
  <xsl:key name="label" match="label" use="@n"/>
  <xsl:variable name="catalogue-tree">
    <xsl:for-each select="str:tokenize($catalogues)"><xsl:copy-of select="document(.)/labels"/></xsl:for-each>
  </xsl:variable>
  <xsl:variable name="all-labels" select="exsl:node-set($catalogue-tree)"/>

  <func:function name="f:primary">
    <xsl:param name="tag"/>
    <func:result select="substring-before(concat($tag, '-'), '-')"/>
  </func:function>

  <func:function name="f:label">
    <xsl:param name="name"/>
    <xsl:param name="language"/>
    <xsl:for-each select="$all-labels">
      <xsl:variable name="all" select="key('label', $name)"/>
      <xsl:variable name="here" select="$all[../@xml:lang = f:primary($language)]"/>
      <xsl:choose>
        <xsl:when test="$here"><func:result select="string($here)"/></xsl:when>
        <xsl:when test="$all"><func:result select="string($all[../@xml:lang = 'en'])"/></xsl:when>
        <xsl:otherwise><func:result select="string($name)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </func:function>

  <!-- The same for a page's frame, in its language; a script puts the reader's language in its place. -->
  <func:function name="f:l">
    <xsl:param name="name"/>
    <func:result><span data-l="{$name}"><xsl:value-of select="f:label($name, $ui)"/></span></func:result>
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
