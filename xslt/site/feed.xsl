<?xml version="1.0" encoding="UTF-8"?>
<!-- The feed of the newest texts: Atom (RFC 4287).  A text's entry was updated when its version of the edition was made;
     when its source was printed is said in words. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns="http://www.w3.org/2005/Atom" xmlns:f="urn:tei:functions" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="tei f str">

  <xsl:import href="../common/labels.xsl"/>
  <xsl:import href="../common/pointers.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/header.xsl"/>
  <xsl:import href="../common/citation.xsl"/>

  <xsl:param name="ui" select="'en'"/>
  <xsl:param name="address"/>
  <xsl:param name="edition-date"/>
  <xsl:param name="licence"/>
  <xsl:variable name="edition-titles" select="/tei:teiCorpus/tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title"/>

  <xsl:template match="/tei:teiCorpus">
    <xsl:variable name="header" select="tei:TEI[1]/tei:teiHeader"/>
    <xsl:variable name="named" select="normalize-space(f:in($edition-titles, $ui))"/>
    <xsl:variable name="title" select="concat($named, substring($address, 1, string-length($address) * ($named = '')))"/>
    <feed xml:lang="{$ui}">
      <title><xsl:value-of select="$title"/></title>
      <id><xsl:value-of select="$address"/></id>
      <link rel="self" type="application/atom+xml" href="{$url}"/>
      <link rel="alternate" type="text/html" href="{$address}"/>
      <updated><xsl:value-of select="concat($edition-date, 'T00:00:00Z')"/></updated>
      <xsl:apply-templates select="f:editors($header)" mode="author"/>
      <xsl:if test="not(f:editors($header))">
        <author><name><xsl:value-of select="$title"/></name></author>
      </xsl:if>
      <xsl:if test="$licence != ''"><rights><xsl:value-of select="$licence"/></rights></xsl:if>
      <xsl:apply-templates select="tei:TEI" mode="entry"/>
    </feed>
  </xsl:template>

  <xsl:template match="tei:respStmt | tei:editor" mode="author">
    <author>
      <name><xsl:apply-templates select="." mode="cited"><xsl:with-param name="language" select="$ui"/></xsl:apply-templates></name>
      <xsl:for-each select="descendant-or-self::*[starts-with(@ref, 'http')][1]"><uri><xsl:value-of select="@ref"/></uri></xsl:for-each>
    </author>
  </xsl:template>

  <xsl:template match="tei:TEI" mode="entry">
    <xsl:variable name="file" select="tei:teiHeader/tei:fileDesc"/>
    <xsl:variable name="page" select="concat($address, str:encode-uri(@n, true()), '.html')"/>
    <xsl:variable name="title" select="f:own-title(.)"/>
    <xsl:variable name="source"><xsl:apply-templates select="tei:teiHeader" mode="source"/></xsl:variable>
    <xsl:variable name="day" select="$file/tei:publicationStmt/tei:date[1]/@when"/>
    <entry>
      <title>
        <xsl:if test="$title/@xml:lang"><xsl:attribute name="xml:lang"><xsl:value-of select="$title/@xml:lang"/></xsl:attribute></xsl:if>
        <xsl:value-of select="normalize-space($title)"/>
        <xsl:if test="not(normalize-space($title))"><xsl:value-of select="@n"/></xsl:if>
      </title>
      <id><xsl:value-of select="$page"/></id>
      <link rel="alternate" type="text/html" href="{$page}"/>
      <updated><xsl:value-of select="concat($day[string-length() = 10], substring($edition-date, 1, 10 * not($day[string-length() = 10])), 'T00:00:00Z')"/></updated>
      <summary>
        <xsl:for-each select="f:other-title(.)"><xsl:value-of select="normalize-space()"/><xsl:call-template name="stop"><xsl:with-param name="after" select="."/></xsl:call-template><xsl:text> </xsl:text></xsl:for-each>
        <xsl:value-of select="normalize-space($source)"/>
      </summary>
    </entry>
  </xsl:template>
</xsl:stylesheet>
