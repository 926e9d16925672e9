<?xml version="1.0" encoding="UTF-8"?>
<!-- The first page: the edition's titles and its texts in order; parameter `part` is the number of the page of a long list.
     mode texts   the texts of a teiCorpus, and those of the periods in it -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="tei f str">

  <xsl:import href="../common/labels.xsl"/>
  <xsl:import href="../common/pointers.xsl"/>
  <xsl:import href="../common/ref.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/header.xsl"/>
  <xsl:import href="texts.xsl"/>
  <xsl:import href="ways.xsl"/>
  <xsl:import href="../common/citation.xsl"/>
  <xsl:import href="../common/json.xsl"/>
  <xsl:import href="meta.xsl"/>
  <xsl:import href="frame.xsl"/>

  <xsl:param name="part" select="1"/>
  <xsl:param name="book"/>

  <xsl:template match="tei:teiCorpus" mode="title">
    <xsl:if test="$part != 1"><xsl:value-of select="concat(f:label('texts', $ui), ' ', $part, ' – ')"/></xsl:if>
    <xsl:value-of select="$edition-title"/>
  </xsl:template>

  <xsl:template match="/tei:teiCorpus" mode="meta"><xsl:if test="$at = 'index.html'"><xsl:apply-templates select="." mode="metadata"/></xsl:if></xsl:template>

  <xsl:template match="tei:teiCorpus" mode="main">
    <xsl:apply-templates select="ways[@n = 'browse']"/>
    <div class="index">
      <h1><xsl:apply-templates select="$edition-titles" mode="facing"/></h1>
      <xsl:if test="$part = 1">
        <xsl:apply-templates select="(.//tei:TEI)[1]/tei:teiHeader/tei:encodingDesc/tei:projectDesc"/>
        <xsl:apply-templates select="(.//tei:TEI)[1]/tei:teiHeader" mode="imprint"/>
      </xsl:if>
      <section class="contents" aria-labelledby="contents">
        <h2 id="contents" class="unseen"><xsl:copy-of select="f:l('texts')"/></h2>
        <xsl:apply-templates select="." mode="texts"/>
      </section>
      <xsl:apply-templates select="pager"/>
      <xsl:apply-templates select="ways[@n = 'names']"/>
    </div>
  </xsl:template>

  <!-- What the edition is, in the reader's language; a project that is described in one language only is in that. -->
  <xsl:template match="tei:projectDesc[tei:p[normalize-space()]]">
    <xsl:variable name="said" select="tei:p[normalize-space()]"/>
    <xsl:variable name="own" select="f:in($said, $ui)"/>
    <div class="project in">
      <xsl:for-each select="$own | f:others($said)">
        <div>
          <xsl:apply-templates select="@xml:lang" mode="attributes"/>
          <xsl:if test="count(. | $own) != 1"><xsl:attribute name="hidden">hidden</xsl:attribute></xsl:if>
          <xsl:for-each select="$said[f:primary(@xml:lang) = f:primary(current()/@xml:lang)]"><p><xsl:value-of select="normalize-space()"/></p></xsl:for-each>
        </div>
      </xsl:for-each>
    </div>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="tei:projectDesc"/>

  <!-- Few texts are a list; many are listed by year and month. -->
  <xsl:template match="tei:teiCorpus" mode="texts">
    <xsl:if test="tei:TEI"><ol><xsl:apply-templates select="tei:TEI" mode="entry"/></ol></xsl:if>
    <xsl:apply-templates select="tei:teiCorpus" mode="period"/>
  </xsl:template>

  <xsl:template match="tei:teiCorpus" mode="period">
    <section>
      <h3 id="d{@n}"><xsl:apply-templates select="@n" mode="time"/></h3>
      <xsl:apply-templates select="." mode="texts"/>
    </section>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="tei:teiCorpus/tei:teiCorpus/tei:teiCorpus" mode="period">
    <section>
      <h4 id="d{@n}"><xsl:apply-templates select="@n" mode="time"/></h4>
      <xsl:apply-templates select="." mode="texts"/>
    </section>
  </xsl:template>
  <xsl:template match="tei:teiCorpus[@n = '']" mode="period">
    <section>
      <h3><xsl:copy-of select="f:l('undated')"/></h3>
      <xsl:apply-templates select="." mode="texts"/>
    </section>
  </xsl:template>

  <!-- Who, which version, when, under which licence: as the texts' own headers say it. -->
  <xsl:template match="tei:teiHeader" mode="imprint">
    <p class="imprint">
      <xsl:for-each select="tei:fileDesc/tei:titleStmt/tei:respStmt">
        <span><xsl:apply-templates select="." mode="resp"/><xsl:text> </xsl:text><xsl:apply-templates select="." mode="who"/></span>
      </xsl:for-each>
      <xsl:for-each select="tei:fileDesc/tei:editionStmt/tei:edition">
        <span><xsl:copy-of select="f:l('version.n')"/><xsl:value-of select="concat(' ', @n)"/></span>
      </xsl:for-each>
      <xsl:for-each select="tei:fileDesc/tei:publicationStmt/tei:date[1]">
        <span><time datetime="{@when}" data-l-date=""><xsl:value-of select="f:date(@when, $ui)"/></time></span>
      </xsl:for-each>
      <xsl:for-each select="tei:fileDesc/tei:publicationStmt/tei:availability/tei:licence[f:web(@target)]">
        <span><a rel="license" href="{@target}"><xsl:value-of select="normalize-space()"/></a></span>
      </xsl:for-each>
      <xsl:if test="$book != ''">
        <span><a href="{$root}{str:encode-uri($book, false())}"><xsl:copy-of select="f:l('book')"/></a></span>
      </xsl:if>
    </p>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
</xsl:stylesheet>
