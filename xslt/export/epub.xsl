<?xml version="1.0" encoding="UTF-8"?>
<!-- A text as a content document of an e-book: where it was printed, the versions (side by side, or the one that is
     there), emendations, notes as footnotes, the facts of the edition. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:exsl="http://exslt.org/common" xmlns:str="http://exslt.org/strings"
    extension-element-prefixes="exsl str" exclude-result-prefixes="tei f">

  <xsl:import href="../common/unforeseen.xsl"/>
  <xsl:import href="../common/labels.xsl"/>
  <xsl:import href="../common/pointers.xsl"/>
  <xsl:import href="../common/text.xsl"/>
  <xsl:import href="../common/ref.xsl"/>
  <xsl:import href="../common/heads.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/names.xsl"/>
  <xsl:import href="../common/choice.xsl"/>
  <xsl:import href="../common/notes.xsl"/>
  <xsl:import href="../common/parallel.xsl"/>
  <xsl:import href="../common/header.xsl"/>
  <xsl:import href="xhtml.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
  <xsl:strip-space elements="tei:TEI tei:teiCorpus tei:text tei:body tei:div tei:standOff tei:listAnnotation tei:annotation tei:choice
      tei:list tei:listBibl tei:listPerson tei:listPlace tei:listOrg tei:listEvent tei:person tei:place tei:org tei:event"/>

  <!-- The language of what is not the text's; the title of the edition. -->
  <xsl:param name="ui" select="'en'"/>
  <xsl:param name="edition-title"/>

  <xsl:template match="/">
    <xsl:variable name="page">
      <html lang="{$ui}">
        <head>
          <title><xsl:apply-templates select="tei:TEI" mode="name"/></title>
          <link rel="stylesheet" type="text/css" href="epub.css"/>
        </head>
        <body>
          <section role="doc-chapter" aria-labelledby="title"><xsl:apply-templates select="tei:TEI" mode="chapter"/></section>
        </body>
      </html>
    </xsl:variable>
    <xsl:apply-templates select="exsl:node-set($page)/html" mode="xhtml"/>
  </xsl:template>

  <xsl:template match="tei:TEI" mode="chapter">
    <xsl:apply-templates select="tei:teiHeader" mode="kicker"/>
    <xsl:apply-templates select="$plan/section"/>
    <xsl:apply-templates select="." mode="emendations"/>
    <xsl:apply-templates select="." mode="notes"/>
    <section class="about" aria-labelledby="colophon">
      <h2 id="colophon"><xsl:value-of select="f:label('colophon', $ui)"/></h2>
      <p class="cite"><xsl:apply-templates select="tei:teiHeader" mode="citation"/></p>
      <xsl:apply-templates select="tei:teiHeader" mode="colophon"/>
    </section>
  </xsl:template>

  <!-- Which version it is and where it was printed. -->
  <xsl:template match="tei:teiHeader" mode="kicker">
    <xsl:variable name="header" select="."/>
    <div class="row kicker versions-{count($versions)}">
      <xsl:for-each select="$versions"><xsl:sort select="not(@type = 'original')"/>
        <p class="cell">
          <xsl:apply-templates select="@xml:lang" mode="attributes"/>
          <xsl:if test="@type"><span class="version"><xsl:value-of select="f:label(@type, f:lang(.))"/></span><xsl:text> </xsl:text></xsl:if>
          <xsl:apply-templates select="$header" mode="source"><xsl:with-param name="language" select="f:lang(.)"/></xsl:apply-templates>
        </p>
      </xsl:for-each>
    </div>
  </xsl:template>

  <!-- The title of the chapter; a text without one has its name. -->
  <xsl:template match="heads[@level = 1]">
    <h1 class="row heads" id="title">
      <xsl:apply-templates select="." mode="cells"/>
      <xsl:if test="not(b)"><xsl:apply-templates select="$text" mode="name"/></xsl:if>
    </h1>
  </xsl:template>

  <!-- A paragraph with its number, but without a link to itself: a book has no addresses to copy. -->
  <xsl:template match="tei:p" mode="block">
    <div class="block"><span class="n" aria-hidden="true"><xsl:value-of select="f:number(.)"/></span><xsl:apply-templates select="."/></div>
  </xsl:template>

  <xsl:template match="tei:person | tei:place | tei:org | tei:event | tei:listBibl/tei:bibl" mode="href">
    <xsl:value-of select="concat('names-', local-name(), '.xhtml#', @xml:id)"/>
  </xsl:template>

  <xsl:template match="tei:TEI" mode="emendations">
    <xsl:if test="$emendations">
      <section class="emendations" aria-labelledby="emendations">
        <h2 id="emendations"><xsl:value-of select="f:label('emendations', $ui)"/></h2>
        <table>
          <thead>
            <tr>
              <xsl:for-each select="str:tokenize('mark at read found who cert evidence')"><th scope="col"><xsl:value-of select="f:label(., $ui)"/></th></xsl:for-each>
            </tr>
          </thead>
          <tbody>
            <xsl:for-each select="$emendations">
              <xsl:variable name="ref" select="@ref"/>
              <xsl:for-each select="$source"><xsl:apply-templates select="key('emendation', $ref)" mode="apparatus"/></xsl:for-each>
            </xsl:for-each>
          </tbody>
        </table>
      </section>
    </xsl:if>
  </xsl:template>
  <xsl:key name="emendation" match="tei:choice | tei:surplus | tei:supplied" use="generate-id()"/>

  <xsl:template match="tei:TEI" mode="notes">
    <xsl:if test="$notes">
      <section class="notes" aria-labelledby="notes">
        <h2 id="notes"><xsl:value-of select="f:label('notes', $ui)"/></h2>
        <xsl:for-each select="$notes">
          <xsl:variable name="ref" select="@ref"/>
          <xsl:for-each select="$source"><xsl:apply-templates select="key('annotation-itself', $ref)" mode="endnote"/></xsl:for-each>
        </xsl:for-each>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- A footnote, which reading systems may show where it is called: its kind, the words it is on, what it says. -->
  <xsl:template match="tei:annotation" mode="endnote">
    <xsl:variable name="annotation" select="."/>
    <xsl:variable name="n" select="f:note-number(generate-id())"/>
    <aside id="{f:own(concat('note-', $n))}" role="doc-footnote" class="note">
      <p class="about">
        <a class="number" role="doc-backlink" href="#{f:own(concat('note-', $n, '-', f:calls-of(generate-id())[1]/@version, f:calls-of(generate-id())[1]/@n))}"
            title="{f:label('back', $ui)}"><xsl:value-of select="$n"/></a>
        <xsl:text> </xsl:text>
        <xsl:if test="tei:note[1]/@type"><span class="type"><xsl:value-of select="f:label(concat('note.', tei:note[1]/@type), $ui)"/></span></xsl:if>
        <xsl:if test="$voices"><span class="resp"><xsl:text> </xsl:text><xsl:apply-templates select="tei:note[1]/@resp" mode="who"/></span></xsl:if>
      </p>
      <div class="row versions-{count($versions)}">
        <xsl:for-each select="$versions"><xsl:sort select="not(@type = 'original')"/>
          <xsl:apply-templates select="." mode="note-cell"><xsl:with-param name="annotation" select="$annotation"/></xsl:apply-templates>
        </xsl:for-each>
      </div>
      <xsl:for-each select="tei:note[not(f:primary(f:lang(.)) = $version-languages)]">
        <div class="words"><xsl:apply-templates select="." mode="attributes"/><xsl:apply-templates select="." mode="words"/></div>
      </xsl:for-each>
    </aside>
  </xsl:template>

</xsl:stylesheet>
