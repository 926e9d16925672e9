<?xml version="1.0" encoding="UTF-8"?>
<!-- Texts in a list: where each was printed, and its titles beside each other.
     mode entry   a text as an item -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" exclude-result-prefixes="tei f">

  <xsl:template match="tei:TEI" mode="entry">
    <xsl:variable name="href"><xsl:apply-templates select="." mode="href"/></xsl:variable>
    <xsl:variable name="original" select="f:primary(tei:text/tei:body/tei:div[@type = 'original']/@xml:lang)"/>
    <li>
      <xsl:if test="@day"><xsl:attribute name="id"><xsl:value-of select="concat('d', @day)"/></xsl:attribute></xsl:if>
      <p class="source"><xsl:apply-templates select="tei:teiHeader" mode="sources"/></p>
      <a class="row" href="{$href}">
        <xsl:apply-templates select="tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title" mode="facing">
          <xsl:sort select="f:primary(@xml:lang) != $original"/>
        </xsl:apply-templates>
      </a>
    </li>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="@n" mode="time">
    <time datetime="{.}" data-l-date=""><xsl:value-of select="f:date(., $ui)"/></time>
  </xsl:template>
</xsl:stylesheet>
