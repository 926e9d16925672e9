<?xml version="1.0" encoding="UTF-8"?>
<!-- What an e-book has beside its texts.  The input is made by render/exports/epub.py, of elements without namespace; its
     root says what is to be made, all of them hold the <book>:
     nav      the table of contents
     cover    the page that shows the picture of the cover
     title    the title page, with the imprint
     index    the index of one kind of record (@kind), with its <record>s
     package  the package document: metadata, manifest, spine -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:tei:functions"
    xmlns:exsl="http://exslt.org/common" xmlns:epub="http://www.idpf.org/2007/ops"
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:tei="http://www.tei-c.org/ns/1.0"
    extension-element-prefixes="exsl" exclude-result-prefixes="f tei epub dc">

  <xsl:import href="../common/labels.xsl"/>
  <xsl:import href="../common/pointers.xsl"/>
  <xsl:import href="xhtml.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
  <xsl:param name="ui" select="'en'"/>
  <xsl:variable name="book" select="/*/book"/>

  <xsl:template match="/nav | /cover | /title | /index">
    <xsl:variable name="page">
      <html lang="{$ui}">
        <head><title><xsl:apply-templates select="." mode="name"/></title><link rel="stylesheet" type="text/css" href="epub.css"/></head>
        <body><xsl:apply-templates select="." mode="page"/></body>
      </html>
    </xsl:variable>
    <xsl:apply-templates select="exsl:node-set($page)/html" mode="xhtml"/>
  </xsl:template>

  <xsl:template match="*" mode="name"><xsl:value-of select="$book/title[1]"/></xsl:template>
  <xsl:template match="index" mode="name"><xsl:value-of select="f:label(@label, $ui)"/></xsl:template>

  <xsl:template match="*" mode="language"><xsl:if test="@lang != ''"><xsl:copy-of select="@lang"/></xsl:if></xsl:template>

  <!-- The table of contents: a text under its titles, with its reports; then the indexes.  epub:type is written here:
       no role says the same. -->
  <xsl:template match="nav" mode="page">
    <nav epub:type="toc" id="toc" aria-label="{f:label('texts', $ui)}">
      <h1><xsl:value-of select="f:label('texts', $ui)"/></h1>
      <ol>
        <li><a href="title.xhtml"><xsl:value-of select="$book/title[1]"/></a></li>
        <xsl:apply-templates select="$book/introduction | $book/text | $book/index" mode="toc"/>
      </ol>
    </nav>
    <nav epub:type="landmarks" id="landmarks" hidden="">
      <ol>
        <li><a epub:type="cover" href="cover.xhtml"><xsl:value-of select="$book/title[1]"/></a></li>
        <li><a epub:type="titlepage" href="title.xhtml"><xsl:value-of select="$book/title[1]"/></a></li>
        <li><a epub:type="bodymatter" href="{$book/text[1]/@href}"><xsl:value-of select="f:label('texts', $ui)"/></a></li>
      </ol>
    </nav>
  </xsl:template>
  <xsl:template match="nav[@hidden]" mode="xhtml">
    <xsl:element name="nav" namespace="http://www.w3.org/1999/xhtml"><xsl:copy-of select="@*"/><xsl:apply-templates mode="xhtml"/></xsl:element>
  </xsl:template>

  <!-- The introduction has the heads of its languages; one without heads has its name. -->
  <xsl:template match="introduction" mode="toc">
    <li>
      <a href="{@href}">
        <xsl:apply-templates select="title" mode="beside"/>
        <xsl:if test="not(title)"><xsl:value-of select="f:label('introduction', $ui)"/></xsl:if>
      </a>
    </li>
  </xsl:template>

  <xsl:template match="text" mode="toc">
    <li>
      <a href="{@href}"><xsl:apply-templates select="title" mode="beside"/></a>
      <xsl:if test="section"><ol><xsl:apply-templates select="section" mode="toc"/></ol></xsl:if>
    </li>
  </xsl:template>
  <xsl:template match="section" mode="toc">
    <li><a href="{../@href}#{@id}"><xsl:apply-templates select="title" mode="beside"/></a></li>
  </xsl:template>
  <xsl:template match="index" mode="toc"><li><a href="{@href}"><xsl:value-of select="f:label(@label, $ui)"/></a></li></xsl:template>

  <xsl:template match="title" mode="beside">
    <xsl:if test="position() != 1"> · </xsl:if>
    <span><xsl:apply-templates select="." mode="language"/><xsl:value-of select="."/></span>
  </xsl:template>

  <xsl:template match="/cover" mode="page">
    <section class="cover" epub:type="cover">
      <img src="cover.svg" role="doc-cover"><xsl:attribute name="alt"><xsl:for-each select="$book/title"><xsl:if test="position() != 1"> / </xsl:if><xsl:value-of select="."/></xsl:for-each></xsl:attribute></img>
    </section>
  </xsl:template>

  <xsl:template match="/title" mode="page">
    <section class="titlepage" epub:type="titlepage">
      <h1><xsl:for-each select="$book/title"><span class="line"><xsl:apply-templates select="." mode="language"/><xsl:value-of select="."/></span><xsl:text> </xsl:text></xsl:for-each></h1>
      <xsl:for-each select="$book/creator"><p class="creator"><xsl:value-of select="."/></p></xsl:for-each>
      <div class="imprint">
        <p>
          <xsl:value-of select="$book/publisher"/>
          <xsl:if test="$book/@version"><xsl:value-of select="concat(', ', f:label('version.n', $ui), ' ', $book/@version)"/></xsl:if>
          <xsl:if test="$book/@date"><xsl:value-of select="concat(' (', $book/@date, ')')"/></xsl:if>
        </p>
        <xsl:for-each select="$book/licence">
          <p>
            <xsl:if test="@href"><a rel="license" href="{@href}"><xsl:value-of select="."/></a></xsl:if>
            <xsl:if test="not(@href)"><xsl:value-of select="."/></xsl:if>
          </p>
        </xsl:for-each>
        <xsl:for-each select="$book/rights"><p><xsl:apply-templates select="." mode="language"/><xsl:value-of select="."/></p></xsl:for-each>
        <xsl:for-each select="$book/@address"><p><a href="{.}"><xsl:value-of select="."/></a></p></xsl:for-each>
      </div>
    </section>
  </xsl:template>

  <!-- An index: of each record its names, what is said of it, and where it is named. -->
  <xsl:template match="index" mode="page">
    <section role="doc-index" class="names" aria-labelledby="index">
      <h1 id="index"><xsl:value-of select="f:label(@label, $ui)"/></h1>
      <xsl:apply-templates select="record"/>
    </section>
  </xsl:template>

  <xsl:template match="record">
    <section class="record" id="{@id}">
      <h2><xsl:for-each select="name[not(@type)]"><span class="name"><xsl:apply-templates select="." mode="language"/><xsl:value-of select="."/></span><xsl:text> </xsl:text></xsl:for-each></h2>
      <xsl:if test="name[@type]">
        <p class="variants">
          <xsl:for-each select="name[@type]"><xsl:if test="position() != 1">, </xsl:if><span><xsl:apply-templates select="." mode="language"/><xsl:value-of select="."/></span></xsl:for-each>
        </p>
      </xsl:if>
      <xsl:for-each select="note"><p class="note"><xsl:apply-templates select="." mode="language"/><xsl:value-of select="."/></p></xsl:for-each>
      <xsl:if test="see"><p class="facts"><xsl:for-each select="see"><xsl:if test="position() != 1"> · </xsl:if><a href="{@href}"><xsl:value-of select="."/></a></xsl:for-each></p></xsl:if>
      <xsl:for-each select="in">
        <p class="places">
          <span class="in"><xsl:apply-templates select="." mode="language"/><xsl:value-of select="@title"/></span>
          <xsl:for-each select="at"><xsl:text> </xsl:text><a href="{@href}"><xsl:value-of select="."/></a></xsl:for-each>
        </p>
      </xsl:for-each>
    </section>
  </xsl:template>

  <xsl:template match="/package">
    <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{$ui}" prefix="schema: http://schema.org/">
      <metadata>
        <dc:identifier id="id"><xsl:value-of select="$book/@id"/></dc:identifier>
        <xsl:for-each select="$book/title"><dc:title id="title-{position()}"><xsl:apply-templates select="." mode="xml-lang"/><xsl:value-of select="."/></dc:title></xsl:for-each>
        <xsl:for-each select="$book/title">
          <meta refines="#title-{position()}" property="title-type"><xsl:choose><xsl:when test="position() = 1">main</xsl:when><xsl:otherwise>expanded</xsl:otherwise></xsl:choose></meta>
        </xsl:for-each>
        <xsl:for-each select="$book/language"><dc:language><xsl:value-of select="."/></dc:language></xsl:for-each>
        <xsl:for-each select="$book/creator"><dc:creator id="creator-{position()}"><xsl:value-of select="."/></dc:creator></xsl:for-each>
        <xsl:for-each select="$book/creator"><meta refines="#creator-{position()}" property="role" scheme="marc:relators">edt</meta></xsl:for-each>
        <xsl:for-each select="$book/description"><dc:description><xsl:apply-templates select="." mode="xml-lang"/><xsl:value-of select="."/></dc:description></xsl:for-each>
        <xsl:for-each select="$book/publisher"><dc:publisher><xsl:value-of select="."/></dc:publisher></xsl:for-each>
        <xsl:for-each select="$book/@date"><dc:date><xsl:value-of select="."/></dc:date></xsl:for-each>
        <xsl:for-each select="$book/licence"><dc:rights><xsl:value-of select="."/></dc:rights></xsl:for-each>
        <xsl:for-each select="$book/rights"><dc:rights><xsl:apply-templates select="." mode="xml-lang"/><xsl:value-of select="."/></dc:rights></xsl:for-each>
        <xsl:for-each select="$book/subject"><dc:subject><xsl:value-of select="."/></dc:subject></xsl:for-each>
        <meta property="dcterms:modified"><xsl:value-of select="$book/@modified"/></meta>
        <xsl:for-each select="$book/accessible"><meta property="schema:{@property}"><xsl:value-of select="."/></meta></xsl:for-each>
      </metadata>
      <manifest>
        <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
        <item id="css" href="epub.css" media-type="text/css"/>
        <item id="cover-image" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>
        <item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
        <item id="title" href="title.xhtml" media-type="application/xhtml+xml"/>
        <xsl:for-each select="$book/introduction | $book/text | $book/index"><item id="{@id}" href="{@href}" media-type="application/xhtml+xml"/></xsl:for-each>
      </manifest>
      <spine>
        <itemref idref="cover"/>
        <itemref idref="title"/>
        <itemref idref="nav"/>
        <xsl:for-each select="$book/introduction | $book/text | $book/index"><itemref idref="{@id}"/></xsl:for-each>
      </spine>
    </package>
  </xsl:template>

  <xsl:template match="*" mode="xml-lang"><xsl:if test="@lang != ''"><xsl:attribute name="xml:lang"><xsl:value-of select="@lang"/></xsl:attribute></xsl:if></xsl:template>
</xsl:stylesheet>
