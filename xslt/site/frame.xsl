<?xml version="1.0" encoding="UTF-8"?>
<!-- The frame of every page.  The input is a teiCorpus: a header with the edition's titles (and, as relatedItem, other
     forms of the texts), then the texts.  An entry gives:
     mode title   the page's title as a string
     mode main    what stands in <main>
     mode meta    (optional) further elements of <head>
     mode href of a record is the address of its entry in the registers. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="tei f str">

  <!-- Markup is written by render/site.py as HTML: libxslt would add a second declaration of the encoding. -->
  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
  <xsl:strip-space elements="tei:TEI tei:teiCorpus tei:text tei:body tei:div tei:standOff tei:listAnnotation tei:annotation tei:choice
      tei:list tei:listBibl tei:listPerson tei:listPlace tei:listOrg tei:listEvent tei:person tei:place tei:org tei:event"/>

  <!-- The language of the frame; the pages that exist, as words; this page, as a stem; this page's address and the way
       from it to the root of the site ("../"); where the site will be (""); the neighbours of a text and the page of its
       alignment, as stems; more style. -->
  <xsl:param name="ui" select="'en'"/>
  <xsl:param name="pages"/>
  <xsl:param name="self"/>
  <xsl:param name="at"/>
  <xsl:param name="root"/>
  <xsl:param name="address"/>
  <xsl:param name="previous"/>
  <xsl:param name="next"/>
  <xsl:param name="alignment"/>
  <xsl:param name="style"/>

  <xsl:variable name="corpus-header" select="/tei:teiCorpus/tei:teiHeader/tei:fileDesc"/>
  <xsl:variable name="edition-titles" select="$corpus-header/tei:titleStmt/tei:title"/>
  <xsl:variable name="edition-title" select="string(f:in($edition-titles, $ui))"/>

  <xsl:template match="/">
    <html lang="{$ui}">
      <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title><xsl:apply-templates mode="title"/></title>
        <xsl:apply-templates mode="meta"/>
        <link rel="stylesheet" href="{$root}assets/site.css"/>
        <xsl:for-each select="str:tokenize($style)"><link rel="stylesheet" href="{$root}assets/{.}"/></xsl:for-each>
        <script src="{$root}assets/site.js" defer="defer"></script>
      </head>
      <xsl:text>&#10;</xsl:text>
      <body>
        <a class="skip" href="#main"><xsl:copy-of select="f:l('skip')"/></a>
        <xsl:text>&#10;</xsl:text>
        <xsl:call-template name="banner"/>
        <main id="main" tabindex="-1"><xsl:text>&#10;</xsl:text><xsl:apply-templates mode="main"/></main>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="node()" mode="meta"/>

  <xsl:template name="banner">
    <header class="banner">
      <p class="edition">
        <a href="{$root}index.html">
          <xsl:for-each select="$edition-titles">
            <span><xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:value-of select="."/></span>
            <xsl:text> </xsl:text>
          </xsl:for-each>
        </a>
      </p>
      <nav aria-label="{f:label('navigation', $ui)}" data-l-aria-label="navigation">
        <ul>
          <xsl:call-template name="tab"><xsl:with-param name="page" select="'index'"/><xsl:with-param name="label" select="'texts'"/></xsl:call-template>
          <xsl:for-each select="str:tokenize($pages)">
            <xsl:call-template name="tab"><xsl:with-param name="page" select="."/><xsl:with-param name="label" select="."/></xsl:call-template>
          </xsl:for-each>
        </ul>
      </nav>
    </header>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="tab">
    <xsl:param name="page"/>
    <xsl:param name="label"/>
    <li>
      <a href="{$root}{$page}.html">
        <xsl:if test="$page = $self"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
        <xsl:copy-of select="f:l($label)"/>
      </a>
    </li>
  </xsl:template>

  <xsl:template match="tei:standOff/*/tei:person" mode="href"><xsl:value-of select="concat($root, 'names/', @xml:id, '.html')"/></xsl:template>
  <xsl:template match="tei:standOff/*/tei:place" mode="href"><xsl:value-of select="concat($root, 'names/', @xml:id, '.html')"/></xsl:template>
  <xsl:template match="tei:standOff/*/tei:org" mode="href"><xsl:value-of select="concat($root, 'names/', @xml:id, '.html')"/></xsl:template>
  <xsl:template match="tei:standOff/*/tei:event" mode="href"><xsl:value-of select="concat($root, 'names/', @xml:id, '.html')"/></xsl:template>
  <xsl:template match="tei:standOff/tei:listBibl/tei:bibl" mode="href"><xsl:value-of select="concat($root, 'names/', @xml:id, '.html')"/></xsl:template>

  <!-- A text's page; its stem may hold any character that a file name may. -->
  <xsl:template match="tei:teiCorpus/tei:TEI" mode="href"><xsl:value-of select="concat($root, str:encode-uri(@n, true()), '.html')"/></xsl:template>

  <!-- Facing titles in every language of the edition. -->
  <xsl:template match="tei:title" mode="facing">
    <span class="cell"><xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:value-of select="normalize-space()"/></span>
  </xsl:template>
</xsl:stylesheet>
