<?xml version="1.0" encoding="UTF-8"?>
<!-- Navigation within what one tab leads to, from the elements that render/site/paging.py makes.
     ways           links that a reader may choose between, each a label (mode way: another word) with a number
     pager          the pages that a long list is split into
     mode facing    the titles of the edition or of a text, a cell each -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:tei:functions" exclude-result-prefixes="f">

  <xsl:template match="ways"/>
  <xsl:template match="ways[way]">
    <nav class="ways {@n}" aria-label="{f:label(@n, $ui)}" data-l-aria-label="{@n}">
      <ul><xsl:apply-templates select="way"/></ul>
    </nav>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="way">
    <li>
      <a href="{substring($root, 1, string-length($root) * not(@inner))}{@href}">
        <xsl:if test="@here"><xsl:attribute name="aria-current"><xsl:value-of select="@here"/></xsl:attribute></xsl:if>
        <xsl:apply-templates select="." mode="way"/>
      </a>
      <xsl:if test="@count"><span class="count"><xsl:value-of select="concat(' ', @count)"/></span></xsl:if>
    </li>
  </xsl:template>

  <xsl:template match="way" mode="way"><xsl:copy-of select="f:l(@n)"/></xsl:template>
  <xsl:template match="ways[@n = 'letters']/way" mode="way"><xsl:value-of select="@n"/></xsl:template>
  <xsl:template match="ways[@n = 'pages']/way" mode="way"><xsl:copy-of select="f:l('page.no')"/><xsl:value-of select="concat(' ', @n)"/></xsl:template>
  <xsl:template match="ways[@n = 'letters']/way[@n = 'other']" mode="way"><xsl:copy-of select="f:l('letter.other')"/></xsl:template>

  <xsl:template match="pager">
    <nav class="ways pager" aria-label="{f:label('pager', $ui)}" data-l-aria-label="pager">
      <ul><xsl:apply-templates select="*"/></ul>
    </nav>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="gap"><li>…</li></xsl:template>
  <xsl:template match="turn">
    <li>
      <a href="{$root}{@href}">
        <xsl:if test="@here"><xsl:attribute name="aria-current"><xsl:value-of select="@here"/></xsl:attribute></xsl:if>
        <xsl:if test="@rel"><xsl:attribute name="rel"><xsl:value-of select="@rel"/></xsl:attribute></xsl:if>
        <xsl:value-of select="@n"/>
        <xsl:if test="@rel"><span class="unseen"><xsl:text> </xsl:text><xsl:copy-of select="f:l(concat('pager.', @rel))"/></span></xsl:if>
      </a>
    </li>
  </xsl:template>

  <!-- How often a record is named: @passages, @texts. -->
  <xsl:template match="*" mode="count">
    <xsl:value-of select="concat(@passages, ' ')"/>
    <xsl:copy-of select="f:l(concat('passage', substring('s', 1, @passages != 1)))"/>
    <xsl:value-of select="concat(' · ', @texts, ' ')"/>
    <xsl:copy-of select="f:l(concat('text', substring('s', 1, @texts != 1), '.n'))"/>
  </xsl:template>
</xsl:stylesheet>
