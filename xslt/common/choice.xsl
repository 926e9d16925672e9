<?xml version="1.0" encoding="UTF-8"?>
<!-- Editorial intervention: the reading text shows what the editors read, the found reading stays in the page (hidden),
     and a letter leads to the apparatus.
     unnamed mode     the passage with its letter
     mode apparatus   a row of the table of emendations
     mode found, read what the source has, what the edition has -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:func="http://exslt.org/functions"
    extension-element-prefixes="func" exclude-result-prefixes="tei f">

  <xsl:template match="tei:choice[tei:sic][tei:corr]">
    <span class="choice" title="{f:label('found-here', f:lang(.))}{tei:sic}">
      <xsl:apply-templates select="." mode="attributes"/>
      <xsl:apply-templates select="tei:corr"/>
      <xsl:apply-templates select="tei:sic"/>
      <xsl:apply-templates select="." mode="letter"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:choice/tei:corr"><span class="corr"><xsl:apply-templates/></span></xsl:template>
  <xsl:template match="tei:choice/tei:sic"><span class="sic" hidden="hidden"><xsl:apply-templates/></span></xsl:template>

  <!-- Words left out together with the space after them give it to what was before, so that the letter follows a word. -->
  <xsl:template match="text()[substring(., string-length()) = ' '][following-sibling::node()[1][self::tei:surplus][f:spaced(.)]]">
    <xsl:value-of select="substring(., 1, string-length() - 1)"/>
  </xsl:template>

  <func:function name="f:spaced">
    <xsl:param name="surplus"/>
    <xsl:variable name="before" select="$surplus/preceding-sibling::node()[1][self::text()]"/>
    <func:result select="not($surplus/*) and $surplus/parent::*[self::tei:p or self::tei:s or self::tei:seg] and substring($surplus, string-length($surplus)) = ' '
        and substring($before, string-length($before)) = ' '"/>
  </func:function>

  <xsl:template match="tei:surplus[f:spaced(.)]" priority="1">
    <span class="surplus" title="{f:label('surplus', f:lang(.))}{normalize-space()}">
      <xsl:apply-templates select="." mode="attributes"/>
      <span class="sic" hidden="hidden"><xsl:value-of select="concat(' ', substring(., 1, string-length() - 1))"/></span>
      <xsl:apply-templates select="." mode="letter"/>
    </span>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="tei:surplus">
    <span class="surplus" title="{f:label('surplus', f:lang(.))}{normalize-space()}">
      <xsl:apply-templates select="." mode="attributes"/>
      <span class="sic" hidden="hidden"><xsl:apply-templates/></span>
      <xsl:apply-templates select="." mode="letter"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:supplied">
    <span class="supplied" title="{f:label('supplied', f:lang(.))}">
      <xsl:apply-templates select="." mode="attributes"/>
      <span class="corr"><xsl:apply-templates/></span>
      <xsl:apply-templates select="." mode="letter"/>
    </span>
  </xsl:template>

  <!-- A supplied head is no emendation of words: it needs no letter. -->
  <xsl:template match="tei:head[@type = 'supplied']/tei:supplied">
    <span class="supplied" title="{f:label('supplied', f:lang(.))}">
      <xsl:apply-templates select="." mode="attributes"/>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="tei:unclear">
    <span class="unclear" title="{f:label('unclear', f:lang(.))}">
      <xsl:apply-templates select="." mode="attributes"/>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="tei:gap">
    <span class="gap">
      <xsl:attribute name="title">
        <xsl:value-of select="f:label('gap', f:lang(.))"/>
        <xsl:if test="@reason"><xsl:value-of select="concat(': ', f:label(@reason, f:lang(.)))"/></xsl:if>
      </xsl:attribute>
      <xsl:apply-templates select="." mode="attributes"/>
      <xsl:text>[…]</xsl:text>
    </span>
  </xsl:template>

  <!-- A character that XML cannot hold: its code point in a small box, drawn by the style sheet. -->
  <xsl:template match="tei:g">
    <xsl:variable name="code" select="f:targets(@ref)[1]/tei:mapping"/>
    <span class="g" role="img" aria-label="{f:label('g', f:lang(.))}{$code}" title="{f:label('g', f:lang(.))}{$code}"
        data-codepoint="{$code}"></span>
  </xsl:template>

  <!-- The letter.  $emendations (parallel.xsl) has them in the order of the page. -->
  <xsl:template match="*" mode="letter">
    <xsl:variable name="n" select="f:letter-number(.)"/>
    <xsl:if test="$n">
      <a class="letter" id="{f:own(concat('emendation-', $n, '-call'))}" href="#{f:own(concat('emendation-', $n))}"
          aria-label="{f:label('emendation', f:lang(.))} {f:letter($n)}"><xsl:value-of select="f:letter($n)"/></a>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:choice | tei:surplus | tei:supplied" mode="apparatus">
    <xsl:variable name="n" select="f:letter-number(.)"/>
    <xsl:variable name="basis" select="(self::tei:choice/tei:corr | self::tei:surplus | self::tei:supplied)[1]"/>
    <tr id="{f:own(concat('emendation-', $n))}">
      <th scope="row"><a role="doc-backlink" href="#{f:own(concat('emendation-', $n, '-call'))}"><span class="letter"><xsl:value-of select="f:letter($n)"/></span>
        <span class="unseen">, <xsl:copy-of select="f:l('back')"/></span></a></th>
      <td data-label="{f:label('at', $ui)}" data-l-data-label="at">
        <span lang="{f:lang(.)}"><xsl:value-of select="f:language(f:lang(.))"/></span>
        <xsl:text> </xsl:text>
        <xsl:call-template name="place"/>
      </td>
      <td data-label="{f:label('read', $ui)}" data-l-data-label="read"><xsl:apply-templates select="." mode="read"/></td>
      <td data-label="{f:label('found', $ui)}" data-l-data-label="found"><xsl:apply-templates select="." mode="found"/></td>
      <td data-label="{f:label('who', $ui)}" data-l-data-label="who"><xsl:apply-templates select="$basis/@resp" mode="who"/></td>
      <td data-label="{f:label('cert', $ui)}" data-l-data-label="cert"><xsl:if test="$basis/@cert"><xsl:copy-of select="f:l(string($basis/@cert))"/></xsl:if></td>
      <td data-label="{f:label('evidence', $ui)}" data-l-data-label="evidence"><xsl:if test="$basis/@evidence"><xsl:copy-of select="f:l(string($basis/@evidence))"/></xsl:if></td>
    </tr>
    <xsl:apply-templates select="key('annotation', @xml:id)" mode="why"/>
  </xsl:template>

  <!-- What an editor says about an emendation stands under it. -->
  <xsl:template match="tei:annotation" mode="why">
    <tr class="why"><td></td><td colspan="6">
      <xsl:for-each select="tei:note"><div><xsl:apply-templates select="." mode="attributes"/><xsl:apply-templates select="." mode="words"/></div></xsl:for-each>
    </td></tr>
  </xsl:template>

  <xsl:template match="tei:choice" mode="read"><span lang="{f:lang(.)}"><xsl:apply-templates select="tei:corr" mode="plain"/></span></xsl:template>
  <xsl:template match="tei:supplied" mode="read"><span lang="{f:lang(.)}"><xsl:apply-templates mode="plain"/></span></xsl:template>
  <xsl:template match="tei:choice" mode="found"><span lang="{f:lang(.)}"><xsl:value-of select="tei:sic"/></span></xsl:template>
  <xsl:template match="tei:surplus" mode="found"><span lang="{f:lang(.)}"><xsl:value-of select="."/></span></xsl:template>
  <xsl:template match="tei:surplus" mode="read"><span class="nothing"><xsl:copy-of select="f:l('nothing')"/></span></xsl:template>
  <xsl:template match="tei:supplied" mode="found"><span class="nothing"><xsl:copy-of select="f:l('nothing')"/></span></xsl:template>
</xsl:stylesheet>
