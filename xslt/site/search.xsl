<?xml version="1.0" encoding="UTF-8"?>
<!-- The search: its field and filters; js/5-search.js fills in the rest.  The input has a div for each language of the texts
     and the dates of the first and the last.  Parameter `index` names the state of the index, so that no browser mixes two;
     `pagefind` the languages that Pagefind has an index of. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="tei f str">

  <xsl:import href="../common/labels.xsl"/>
  <xsl:import href="../common/pointers.xsl"/>
  <xsl:import href="../common/text.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/header.xsl"/>
  <xsl:import href="frame.xsl"/>

  <xsl:param name="index"/>
  <xsl:param name="pagefind"/>

  <xsl:template match="tei:teiCorpus" mode="title"><xsl:value-of select="concat(f:label('search', $ui), ' – ', $edition-title)"/></xsl:template>
  <xsl:template match="tei:teiCorpus" mode="meta"><meta name="robots" content="noindex"/></xsl:template>

  <xsl:template match="tei:teiCorpus" mode="main">
    <div class="search" data-index="{$index}">
        <xsl:if test="$pagefind != ''"><xsl:attribute name="data-pagefind"><xsl:value-of select="$pagefind"/></xsl:attribute></xsl:if>
      <h1><xsl:copy-of select="f:l('search')"/></h1>
      <noscript>
        <p><xsl:copy-of select="f:l('search.script')"/></p>
        <ul>
          <li><a href="index.html"><xsl:copy-of select="f:l('texts')"/></a></li>
          <xsl:for-each select="str:tokenize($pages)[. != 'search']"><li><a href="{.}.html"><xsl:copy-of select="f:l(string(.))"/></a></li></xsl:for-each>
        </ul>
      </noscript>
      <form role="search" action="search.html" method="get">
        <p class="words">
          <label for="q" class="unseen"><xsl:copy-of select="f:l('search.words')"/></label>
          <input type="search" id="q" name="q" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search"
              aria-keyshortcuts="/" aria-describedby="search-key" placeholder="{f:label('search.words', $ui)}" data-l-placeholder="search.words"/>
          <xsl:text> </xsl:text>
          <button><xsl:copy-of select="f:l('search')"/></button>
        </p>
        <xsl:call-template name="filters"/>
      </form>
      <p class="status" role="status"></p>
      <div class="hits"></div>
      <p class="more"><button type="button" hidden="hidden"><xsl:copy-of select="f:l('search.more')"/></button></p>
      <div class="how" id="search-key">
        <p><xsl:copy-of select="f:l('search.key')"/></p>
        <p><xsl:copy-of select="f:l('search.keys')"/></p>
      </div>
      <!-- The words that the script needs. -->
      <div hidden="hidden" class="vocabulary">
        <xsl:for-each select="str:tokenize('passage passages search.passage.in search.passages.in search.text search.texts search.none search.failed search.found search.rest search.unnamed search.nodate search.reversed search.about')"><xsl:copy-of select="f:l(string(.))"/></xsl:for-each>
      </div>
    </div>
  </xsl:template>

  <xsl:template name="filters">
    <div class="filters">
      <label>
        <xsl:copy-of select="f:l('search.lang')"/><xsl:text> </xsl:text>
        <select name="lang">
          <option value="" data-l="search.any"><xsl:value-of select="f:label('search.any', $ui)"/></option>
          <xsl:for-each select="tei:div"><option value="{@xml:lang}"><xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:value-of select="f:language(@xml:lang)"/></option></xsl:for-each>
        </select>
      </label>
      <label><xsl:copy-of select="f:l('search.kind')"/><xsl:text> </xsl:text><select name="kind"><xsl:call-template name="options"><xsl:with-param name="of" select="'kind'"/><xsl:with-param name="values" select="' head sentence'"/></xsl:call-template></select></label>
      <xsl:if test="tei:date">
        <label><xsl:copy-of select="f:l('search.from')"/><xsl:text> </xsl:text><input name="from" size="10" maxlength="10" autocomplete="off" pattern="[0-9]{{4}}(-[0-9]{{2}}){{0,2}}" placeholder="{tei:date[1]/@when}"/></label>
        <label><xsl:copy-of select="f:l('search.to')"/><xsl:text> </xsl:text><input name="to" size="10" maxlength="10" autocomplete="off" pattern="[0-9]{{4}}(-[0-9]{{2}}){{0,2}}" placeholder="{tei:date[2]/@when}"/></label>
      </xsl:if>
      <label><xsl:copy-of select="f:l('search.name')"/><xsl:text> </xsl:text><input name="name" list="search-names" autocomplete="off"/></label>
      <datalist id="search-names"></datalist>
      <label><xsl:copy-of select="f:l('search.order')"/><xsl:text> </xsl:text><select name="order"><xsl:call-template name="options"><xsl:with-param name="of" select="'order'"/><xsl:with-param name="values" select="' hits'"/></xsl:call-template></select></label>
    </div>
  </xsl:template>

  <!-- The first is what holds when nothing is chosen. -->
  <xsl:template name="options">
    <xsl:param name="of"/>
    <xsl:param name="values"/>
    <option value="" data-l="search.{$of}.first"><xsl:value-of select="f:label(concat('search.', $of, '.first'), $ui)"/></option>
    <xsl:for-each select="str:tokenize($values)">
      <option value="{.}" data-l="search.{$of}.{.}"><xsl:value-of select="f:label(concat('search.', $of, '.', .), $ui)"/></option>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
