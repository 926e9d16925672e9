<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of a record: its names, what it is, and the passages that name it, by text, each beside its counterpart.
     The input has the record in a standOff, and the passages as plain elements (render/site/record.py).
     Parameter `part` is the number of the page; only the first says what the record is. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="tei f str">

  <xsl:import href="../common/unforeseen.xsl"/>
  <xsl:import href="../common/labels.xsl"/>
  <xsl:import href="../common/pointers.xsl"/>
  <xsl:import href="../common/text.xsl"/>
  <xsl:import href="../common/ref.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/names.xsl"/>
  <xsl:import href="../common/identifiers.xsl"/>
  <xsl:import href="../common/header.xsl"/>
  <xsl:import href="ways.xsl"/>
  <xsl:import href="../common/citation.xsl"/>
  <xsl:import href="../common/json.xsl"/>
  <xsl:import href="meta.xsl"/>
  <xsl:import href="frame.xsl"/>

  <xsl:param name="part" select="1"/>

  <xsl:variable name="record" select="/tei:teiCorpus/tei:standOff/*/*"/>

  <!-- The language of what stands on the left below: notes keep to its columns. -->
  <xsl:variable name="first" select="/tei:teiCorpus/occurrences/text[1]/passage[1]/side[1]/@xml:lang"/>

  <xsl:template match="tei:teiCorpus" mode="title">
    <xsl:for-each select="entry/name"><xsl:value-of select="concat(., ' ')"/></xsl:for-each>
    <xsl:if test="$part != 1"><xsl:value-of select="concat('(', $part, ') ')"/></xsl:if>
    <xsl:value-of select="concat('– ', $edition-title)"/>
  </xsl:template>

  <xsl:template match="tei:teiCorpus" mode="meta"><xsl:if test="$part = 1"><xsl:apply-templates select="$record" mode="metadata"/></xsl:if></xsl:template>

  <xsl:template match="tei:teiCorpus" mode="main">
    <xsl:apply-templates select="ways"/>
    <article class="record">
      <p class="kicker"><xsl:copy-of select="f:l(local-name($record))"/></p>
      <xsl:apply-templates select="entry"/>
      <xsl:if test="$part = 1">
        <xsl:apply-templates select="$record" mode="about"/>
        <xsl:if test="forms">
          <h2><xsl:copy-of select="f:l('record.names')"/></h2>
          <dl class="forms"><xsl:apply-templates select="forms"/></dl>
        </xsl:if>
      </xsl:if>
      <xsl:apply-templates select="occurrences"/>
      <xsl:apply-templates select="pager"/>
    </article>
  </xsl:template>

  <xsl:template match="entry">
    <h1><xsl:apply-templates select="name"/></h1>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="name">
    <span class="name"><xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:value-of select="."/></span>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- What it is: notes, days, coordinates, identifiers. -->
  <xsl:template match="*" mode="about">
    <xsl:variable name="facts">
      <xsl:apply-templates select="self::tei:event" mode="fact"/>
      <xsl:apply-templates select="tei:birth | tei:death | tei:date | tei:location/tei:geo | tei:idno" mode="fact"/>
    </xsl:variable>
    <xsl:if test="string($facts)"><ul class="facts"><xsl:copy-of select="$facts"/></ul></xsl:if>
    <xsl:variable name="notes" select="tei:note | tei:desc"/>
    <xsl:if test="$notes">
      <div class="row versions-{count($notes)}">
        <xsl:for-each select="$notes"><xsl:sort select="f:primary(@xml:lang) != f:primary($first)"/>
          <div class="cell"><xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:apply-templates select="." mode="words"/></div>
        </xsl:for-each>
      </div>
    </xsl:if>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- Days in the language of the frame. -->
  <xsl:template match="tei:event[@when] | tei:birth[@when] | tei:death[@when] | tei:date[@when]" mode="fact">
    <li>
      <xsl:value-of select="concat(substring('* ', 1, 2 * boolean(self::tei:birth)), substring('† ', 1, 2 * boolean(self::tei:death)))"/>
      <xsl:apply-templates select="@when" mode="day"/>
    </li>
  </xsl:template>
  <xsl:template match="tei:event[@from or @to] | tei:birth[@from or @to] | tei:death[@from or @to] | tei:date[@from or @to]" mode="fact">
    <li><xsl:apply-templates select="@from" mode="day"/>–<xsl:apply-templates select="@to" mode="day"/></li>
  </xsl:template>

  <xsl:template match="@*" mode="day"><xsl:value-of select="."/></xsl:template>
  <xsl:template match="@*[contains(' dddd dddd-dd dddd-dd-dd ', concat(' ', translate(., '0123456789', 'dddddddddd'), ' '))]" mode="day">
    <time datetime="{.}" data-l-date=""><xsl:value-of select="f:date(., $ui)"/></time>
  </xsl:template>

  <!-- What else it is called, by language. -->
  <xsl:template match="forms">
    <dt><xsl:if test="@n != ''"><xsl:attribute name="lang"><xsl:value-of select="@n"/></xsl:attribute></xsl:if><xsl:value-of select="f:language(@n)"/></dt>
    <dd><ul><xsl:for-each select="name"><li><xsl:apply-templates select="."/></li></xsl:for-each></ul></dd>
  </xsl:template>

  <!-- The passages that name it. -->
  <xsl:template match="occurrences">
    <section class="occurrences">
      <h2><xsl:copy-of select="f:l('record.passages')"/></h2>
      <p class="count"><xsl:apply-templates select="." mode="count"/></p>
      <xsl:apply-templates select="text"/>
    </section>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="occurrences[@passages = 0]"><p class="nothing"><xsl:copy-of select="f:l('record.nowhere')"/></p></xsl:template>

  <xsl:template match="text">
    <section>
      <xsl:if test="@date != ''">
        <p class="source"><xsl:apply-templates select="@date" mode="day"/></p>
      </xsl:if>
      <h3><a class="row versions-{count(title)}" href="{$root}{str:encode-uri(@n, true())}.html"><xsl:apply-templates select="title"/></a></h3>
      <xsl:apply-templates select="passage"/>
    </section>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="text/title">
    <span class="cell"><xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:value-of select="."/></span>
  </xsl:template>

  <xsl:template match="passage">
    <div class="row versions-{count(side)}"><xsl:apply-templates select="side"/></div>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="side">
    <div class="cell">
      <xsl:apply-templates select="@xml:lang" mode="attributes"/>
      <p>
        <a class="n" href="{$root}{str:encode-uri(../../@n, true())}.html#{@n}"><xsl:apply-templates select="@number" mode="number"/></a>
        <xsl:text> </xsl:text>
        <xsl:apply-templates select="mark | text()" mode="words"/>
      </p>
    </div>
  </xsl:template>
  <xsl:template match="side[not(@n)]">
    <div class="cell"><xsl:apply-templates select="@xml:lang" mode="attributes"/><p class="lacking"><xsl:value-of select="f:label('no-counterpart', @xml:lang)"/></p></div>
  </xsl:template>

  <xsl:template match="@number" mode="number"><xsl:value-of select="."/></xsl:template>
  <xsl:template match="passage[@head]/side/@number" mode="number"><xsl:value-of select="f:label('head', ../@xml:lang)"/></xsl:template>

  <xsl:template match="mark" mode="words"><mark><xsl:value-of select="."/></mark></xsl:template>
  <xsl:template match="side/text()" mode="words"><xsl:value-of select="."/></xsl:template>
</xsl:stylesheet>
