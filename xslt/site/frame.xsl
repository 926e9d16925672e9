<?xml version="1.0" encoding="UTF-8"?>
<!-- The frame of every page.  The input is a teiCorpus: a header with the edition's titles (and, as relatedItem, other
     forms of the texts), then the texts.  An entry gives:
     mode title   the page's title as a string
     mode main    what stands in <main>
     mode meta    (optional) further elements of <head>
     mode href of a record is the address of its entry in the registers. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:str="http://exslt.org/strings" xmlns:func="http://exslt.org/functions"
    extension-element-prefixes="func" exclude-result-prefixes="tei f str">

  <!-- Markup is written by render/site as HTML: libxslt would add a second declaration of the encoding. -->
  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
  <xsl:strip-space elements="tei:TEI tei:teiCorpus tei:text tei:body tei:div tei:standOff tei:listAnnotation tei:annotation tei:choice
      tei:list tei:listBibl tei:listPerson tei:listPlace tei:listOrg tei:listEvent tei:person tei:place tei:org tei:event"/>

  <!-- The language of the frame; the pages that exist, as words; this page, as a stem; the tab that it is
       under, if that is another page; this page's address and the way
       from it to the root of the site ("../"); where the site will be (""); the neighbours of a text and the page of its
       alignment, as stems; more style. -->
  <xsl:param name="ui" select="'en'"/>
  <xsl:param name="pages"/>
  <xsl:param name="self"/>
  <xsl:param name="tab"/>
  <xsl:param name="at"/>
  <xsl:param name="root"/>
  <xsl:param name="address"/>
  <xsl:param name="previous"/>
  <xsl:param name="next"/>
  <xsl:param name="alignment"/>
  <xsl:param name="style"/>
  <!-- The style sheet of a text's own font. -->
  <xsl:param name="font"/>
  <!-- What else the page may run: ' 'wasm-unsafe-eval''. -->
  <xsl:param name="scripts"/>
  <!-- This page's address when it is known where the site will be; the feed, if there is one; what the edition says of itself. -->
  <xsl:param name="url"/>
  <xsl:param name="feed"/>
  <xsl:param name="edition-version"/>
  <xsl:param name="edition-date"/>
  <xsl:param name="licence"/>
  <xsl:param name="licence-address"/>

  <xsl:variable name="corpus-header" select="/tei:teiCorpus/tei:teiHeader/tei:fileDesc"/>
  <xsl:variable name="edition-titles" select="$corpus-header/tei:titleStmt/tei:title"/>
  <xsl:variable name="edition-title" select="string(f:in($edition-titles, $ui))"/>

  <xsl:template match="/">
    <html lang="{$ui}">
      <xsl:if test="contains($leftward, concat(' ', $ui, ' '))"><xsl:attribute name="dir">rtl</xsl:attribute></xsl:if>
      <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'{$scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title><xsl:apply-templates mode="title"/></title>
        <xsl:if test="$url != ''"><link rel="canonical" href="{$url}"/></xsl:if>
        <xsl:if test="$feed != ''"><link rel="alternate" type="application/atom+xml" href="{$root}{$feed}"><xsl:if test="$edition-title != ''"><xsl:attribute name="title"><xsl:value-of select="$edition-title"/></xsl:attribute></xsl:if></link></xsl:if>
        <xsl:apply-templates mode="meta"/>
        <link rel="icon" href="{$root}assets/icon.svg" type="image/svg+xml"/>
        <link rel="stylesheet" href="{$root}assets/fonts.css"/>
        <xsl:if test="$font != ''"><link rel="stylesheet" href="{$root}{$font}"/></xsl:if>
        <link rel="stylesheet" href="{$root}assets/site.css"/>
        <xsl:for-each select="str:tokenize($style)"><link rel="stylesheet" href="{$root}assets/{.}"/></xsl:for-each>
        <script src="{$root}assets/site.js" defer="defer"></script>
      </head>
      <xsl:text>&#10;</xsl:text>
      <body>
        <a class="skip" href="#{f:own('main')}"><xsl:copy-of select="f:l('skip')"/></a>
        <xsl:text>&#10;</xsl:text>
        <xsl:call-template name="banner"/>
        <main id="{f:own('main')}" tabindex="-1"><xsl:text>&#10;</xsl:text><xsl:apply-templates mode="main"/></main>
        <xsl:call-template name="edition"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="node()" mode="meta"/>

  <!-- What a header says in several languages stands in a page in each of them; a script shows that of the reader. -->
  <xsl:template match="tei:teiHeader" mode="sources">
    <xsl:variable name="header" select="."/>
    <xsl:variable name="titles" select="tei:fileDesc/tei:sourceDesc/tei:biblStruct[1]/tei:monogr/tei:title"/>
    <span class="in">
      <span><xsl:apply-templates select="." mode="source"/></span>
      <xsl:for-each select="f:others($titles)">
        <span lang="{@xml:lang}" hidden="hidden"><xsl:apply-templates select="$header" mode="source"><xsl:with-param name="language" select="@xml:lang"/></xsl:apply-templates></span>
      </xsl:for-each>
    </span>
  </xsl:template>

  <xsl:template match="tei:respStmt" mode="resp">
    <span class="in">
      <span><xsl:apply-templates select="f:in(tei:resp, $ui)/@xml:lang" mode="attributes"/><xsl:value-of select="f:in(tei:resp, $ui)"/></span>
      <xsl:for-each select="f:others(tei:resp)">
        <span lang="{@xml:lang}" hidden="hidden"><xsl:value-of select="."/></span>
      </xsl:for-each>
    </span>
  </xsl:template>

  <!-- Of several elements one in each language, other than that of the page. -->
  <func:function name="f:others">
    <xsl:param name="nodes"/>
    <xsl:variable name="own" select="f:in($nodes, $ui)"/>
    <func:result select="$nodes[@xml:lang][count(. | $own) != 1][count(. | f:in($nodes, @xml:lang)) = 1]"/>
  </func:function>

  <!-- At the foot of every page: of which edition it is. -->
  <xsl:template name="edition">
    <xsl:if test="$edition-title != ''">
      <xsl:text>&#10;</xsl:text>
      <footer class="edition">
        <p>
          <xsl:for-each select="f:in($edition-titles, $ui)"><cite><xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:value-of select="."/></cite></xsl:for-each>
          <xsl:if test="$edition-version != ''"><span><xsl:copy-of select="f:l('version.n')"/><xsl:value-of select="concat(' ', $edition-version)"/></span></xsl:if>
          <xsl:if test="$edition-date != ''"><time datetime="{$edition-date}" data-l-date=""><xsl:value-of select="f:date($edition-date, $ui)"/></time></xsl:if>
          <xsl:if test="$licence != ''">
            <xsl:choose>
              <xsl:when test="starts-with($licence-address, 'http')"><a rel="license" href="{$licence-address}"><xsl:value-of select="$licence"/></a></xsl:when>
              <xsl:otherwise><span><xsl:value-of select="$licence"/></span></xsl:otherwise>
            </xsl:choose>
          </xsl:if>
          <xsl:if test="$feed != ''"><a href="{$root}{$feed}" type="application/atom+xml">Atom</a></xsl:if>
        </p>
      </footer>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

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
      <xsl:if test="str:tokenize($pages)[. = 'search'] and $self != 'search'">
        <form class="find" role="search" action="{$root}search.html" method="get">
          <label for="{f:own('site-search')}" class="unseen"><xsl:copy-of select="f:l('search')"/></label>
          <input type="search" id="{f:own('site-search')}" name="q" autocomplete="off" aria-keyshortcuts="/" placeholder="{f:label('search', $ui)}" data-l-placeholder="search"/>
        </form>
      </xsl:if>
      <xsl:call-template name="interface"/>
    </header>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- The languages of the interface; a script shows the choice, and makes it. -->
  <xsl:template name="interface">
    <xsl:variable name="offered" select="str:tokenize($languages)"/>
    <xsl:if test="count($offered) &gt; 1">
      <div class="interface" role="group" aria-label="{f:label('interface', $ui)}" data-l-aria-label="interface" hidden="hidden">
        <xsl:for-each select="$offered">
          <button type="button" lang="{.}" data-language="{.}" aria-pressed="{. = $ui}">
            <xsl:if test="contains($leftward, concat(' ', ., ' '))"><xsl:attribute name="dir">rtl</xsl:attribute></xsl:if>
            <xsl:value-of select="f:language(.)"/>
          </button>
        </xsl:for-each>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template name="tab">
    <xsl:param name="page"/>
    <xsl:param name="label"/>
    <li>
      <a href="{$root}{$page}.html">
        <xsl:if test="$page = $self"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
        <xsl:if test="$page = $tab"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if>
        <xsl:copy-of select="f:l($label)"/>
      </a>
    </li>
  </xsl:template>

  <xsl:template match="tei:standOff/*/tei:person" mode="href"><xsl:value-of select="concat($root, 'names/', str:encode-uri(@xml:id, true()), '.html')"/></xsl:template>
  <xsl:template match="tei:standOff/*/tei:place" mode="href"><xsl:value-of select="concat($root, 'names/', str:encode-uri(@xml:id, true()), '.html')"/></xsl:template>
  <xsl:template match="tei:standOff/*/tei:org" mode="href"><xsl:value-of select="concat($root, 'names/', str:encode-uri(@xml:id, true()), '.html')"/></xsl:template>
  <xsl:template match="tei:standOff/*/tei:event" mode="href"><xsl:value-of select="concat($root, 'names/', str:encode-uri(@xml:id, true()), '.html')"/></xsl:template>
  <xsl:template match="tei:standOff/tei:listBibl/tei:bibl" mode="href"><xsl:value-of select="concat($root, 'names/', str:encode-uri(@xml:id, true()), '.html')"/></xsl:template>

  <!-- A text's page; its stem may hold any character that a file name may. -->
  <xsl:template match="tei:teiCorpus/tei:TEI" mode="href"><xsl:value-of select="concat($root, str:encode-uri(@n, true()), '.html')"/></xsl:template>

  <!-- Facing titles in every language of the edition. -->
  <xsl:template match="tei:title" mode="facing">
    <span class="cell"><xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:value-of select="normalize-space()"/></span>
  </xsl:template>
</xsl:stylesheet>
