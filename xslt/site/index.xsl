<?xml version="1.0" encoding="UTF-8"?>
<!-- The first page: the edition's titles and its texts in order. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:str="http://exslt.org/strings" xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="tei f str exsl">

  <xsl:import href="../common/labels.xsl"/>
  <xsl:import href="../common/pointers.xsl"/>
  <xsl:import href="../common/ref.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/header.xsl"/>
  <xsl:import href="frame.xsl"/>

  <!-- How many records each register has; one record may stand in many texts. -->
  <xsl:key name="record" match="tei:standOff/*/tei:person | tei:standOff/*/tei:place | tei:standOff/*/tei:org | tei:standOff/*/tei:event
      | tei:standOff/tei:listBibl/tei:bibl" use="@xml:id"/>
  <xsl:variable name="records" select="/tei:teiCorpus/tei:TEI/tei:standOff/*/*[generate-id() = generate-id(key('record', @xml:id)[1])]"/>
  <xsl:variable name="count-tree">
    <count of="persons"><xsl:value-of select="count($records[self::tei:person])"/></count>
    <count of="places"><xsl:value-of select="count($records[self::tei:place])"/></count>
    <count of="organisations"><xsl:value-of select="count($records[self::tei:org])"/></count>
    <count of="events"><xsl:value-of select="count($records[self::tei:event])"/></count>
    <count of="documents"><xsl:value-of select="count($records[self::tei:bibl])"/></count>
  </xsl:variable>
  <xsl:variable name="counts" select="exsl:node-set($count-tree)"/>

  <xsl:template match="tei:teiCorpus" mode="title"><xsl:value-of select="$edition-title"/></xsl:template>

  <xsl:template match="tei:teiCorpus" mode="main">
    <div class="index">
      <h1><xsl:apply-templates select="$edition-titles" mode="facing"/></h1>
      <xsl:apply-templates select="tei:TEI[1]/tei:teiHeader" mode="imprint"/>
      <section class="contents" aria-labelledby="contents">
        <h2 id="contents" class="unseen"><xsl:value-of select="f:label('texts', $ui)"/></h2>
        <ol><xsl:apply-templates select="tei:TEI" mode="entry"/></ol>
      </section>
      <nav class="further" aria-label="{f:label('navigation', $ui)}">
        <ul>
          <xsl:for-each select="str:tokenize($pages)">
            <xsl:variable name="page" select="."/>
            <li>
              <a href="{.}.html"><xsl:value-of select="f:label(., $ui)"/></a>
              <xsl:for-each select="$counts/count[@of = $page][. != 0]"><span class="count"><xsl:value-of select="concat(' ', .)"/></span></xsl:for-each>
            </li>
          </xsl:for-each>
        </ul>
      </nav>
    </div>
  </xsl:template>

  <!-- Who, which version, when, under which licence: as the texts' own headers say it. -->
  <xsl:template match="tei:teiHeader" mode="imprint">
    <p class="imprint">
      <xsl:for-each select="tei:fileDesc/tei:titleStmt/tei:respStmt">
        <span><xsl:value-of select="concat(f:in(tei:resp, $ui), ' ')"/><xsl:apply-templates select="." mode="who"/></span>
      </xsl:for-each>
      <xsl:for-each select="tei:fileDesc/tei:editionStmt/tei:edition">
        <span><xsl:value-of select="concat(f:label('version.n', $ui), ' ', @n)"/></span>
      </xsl:for-each>
      <xsl:for-each select="tei:fileDesc/tei:publicationStmt/tei:date[1]">
        <span><time datetime="{@when}"><xsl:value-of select="f:date(@when, $ui)"/></time></span>
      </xsl:for-each>
      <xsl:for-each select="tei:fileDesc/tei:publicationStmt/tei:availability/tei:licence[f:web(@target)]">
        <span><a rel="license" href="{@target}"><xsl:value-of select="normalize-space()"/></a></span>
      </xsl:for-each>
    </p>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:TEI" mode="entry">
    <xsl:variable name="href"><xsl:apply-templates select="." mode="href"/></xsl:variable>
    <xsl:variable name="original" select="f:primary(tei:text/tei:body/tei:div[@type = 'original']/@xml:lang)"/>
    <li>
      <p class="source"><xsl:apply-templates select="tei:teiHeader" mode="source"/></p>
      <a class="row" href="{$href}">
        <xsl:apply-templates select="tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title" mode="facing">
          <xsl:sort select="f:primary(@xml:lang) != $original"/>
        </xsl:apply-templates>
      </a>
    </li>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
</xsl:stylesheet>
