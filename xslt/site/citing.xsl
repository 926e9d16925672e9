<?xml version="1.0" encoding="UTF-8"?>
<!-- What a reader takes away from a text: how to cite it, and its other forms.  Needs citation.xsl, reference.xsl, json.xsl.
     mode cite    the reference in three styles, and as data; js/4-citing.js lets it be copied
     mode forms   all files that the text can be had as -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:exsl="http://exslt.org/common" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="tei f exsl str">

  <xsl:template match="tei:TEI" mode="cite">
    <xsl:variable name="apa"><xsl:apply-templates select="." mode="apa"/></xsl:variable>
    <xsl:variable name="chicago"><xsl:apply-templates select="." mode="chicago"/></xsl:variable>
    <xsl:variable name="gbt"><xsl:apply-templates select="." mode="gbt"/></xsl:variable>
    <xsl:variable name="csl"><xsl:apply-templates select="." mode="csl"/></xsl:variable>
    <dl class="styles">
      <xsl:call-template name="style"><xsl:with-param name="name" select="'APA'"/><xsl:with-param name="lang" select="'en'"/><xsl:with-param name="words" select="$apa"/></xsl:call-template>
      <xsl:call-template name="style"><xsl:with-param name="name" select="'Chicago'"/><xsl:with-param name="lang" select="'en'"/><xsl:with-param name="words" select="$chicago"/></xsl:call-template>
      <xsl:call-template name="style"><xsl:with-param name="name" select="'GB/T 7714'"/><xsl:with-param name="lang" select="'zh-Hans'"/><xsl:with-param name="words" select="$gbt"/></xsl:call-template>
    </dl>
    <details class="reference">
      <summary>BibTeX</summary>
      <div><pre class="words" tabindex="0" role="group" aria-label="BibTeX"><xsl:apply-templates select="." mode="bibtex"/></pre><xsl:call-template name="copy"/></div>
    </details>
    <details class="reference">
      <summary>CSL-JSON</summary>
      <div>
        <pre class="words" tabindex="0" role="group" aria-label="CSL-JSON">
          <xsl:apply-templates select="exsl:node-set($csl)/*" mode="json"><xsl:with-param name="line" select="'&#10;'"/></xsl:apply-templates>
        </pre>
        <xsl:call-template name="copy"/>
      </div>
    </details>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="style">
    <xsl:param name="name"/>
    <xsl:param name="lang"/>
    <xsl:param name="words"/>
    <div>
      <dt><xsl:value-of select="$name"/></dt>
      <dd><span class="words" lang="{$lang}"><xsl:copy-of select="$words"/></span><xsl:text> </xsl:text><xsl:call-template name="copy"/></dd>
    </div>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="copy">
    <button type="button" class="copy" hidden="hidden"><xsl:copy-of select="f:l('copy')"/></button>
  </xsl:template>

  <!-- Those that others made (TEI, PDF), then those that downloads.xsl makes. -->
  <xsl:template match="tei:TEI" mode="forms">
    <xsl:variable name="stem" select="concat('downloads/', str:encode-uri(@n, true()), '.')"/>
    <xsl:variable name="versions" select="tei:text/tei:body/tei:div"/>
    <ul class="downloads" aria-label="{f:label('downloads', $ui)}" data-l-aria-label="downloads">
      <xsl:for-each select="$corpus-header/tei:notesStmt/tei:relatedItem/tei:bibl/tei:ref"><li><a href="{f:uri(@target)}"><xsl:value-of select="."/></a></li></xsl:for-each>
      <xsl:for-each select="$versions">
        <li><a href="{$stem}{f:ending(.)}"><xsl:copy-of select="f:l('plain-text')"/><xsl:text> </xsl:text><span lang="{@xml:lang}"><xsl:value-of select="f:language(@xml:lang)"/></span></a></li>
      </xsl:for-each>
      <xsl:if test="count($versions) &gt; 1"><li><a href="{$stem}parallel.txt"><xsl:copy-of select="f:l('parallel-text')"/></a></li></xsl:if>
      <li><a href="{$stem}bib">BibTeX</a></li>
      <li><a href="{$stem}csl.json">CSL-JSON</a></li>
    </ul>
  </xsl:template>
</xsl:stylesheet>
