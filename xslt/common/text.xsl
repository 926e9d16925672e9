<?xml version="1.0" encoding="UTF-8"?>
<!-- The text itself: sentences, segments and the inline elements of notes and introductions.
     unnamed mode   the reading text as HTML
     mode plain     the reading text as a string, without marks (titles, lemmas, tables of contents)
     mode words     a note as paragraphs -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="tei f str">

  <xsl:key name="doubtful" match="tei:linkGrp[@subtype = 'sentence']/tei:link[@cert = 'low']"
      use="str:tokenize(translate(@target, '#', ' '))"/>

  <xsl:template match="tei:p">
    <p>
      <xsl:apply-templates select="." mode="attributes"/>
      <xsl:apply-templates select="." mode="counterpart"/>
      <xsl:apply-templates/>
      <xsl:apply-templates select="." mode="calls"/>
    </p>
  </xsl:template>

  <!-- HTML's p holds no list. -->
  <xsl:template match="tei:p[tei:list or tei:listBibl]">
    <div class="p"><xsl:apply-templates select="." mode="attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <!-- What a note says. -->
  <xsl:template match="tei:note | tei:desc" mode="words"><p><xsl:apply-templates/></p></xsl:template>
  <xsl:template match="tei:note[tei:p]" mode="words"><xsl:apply-templates select="*"/></xsl:template>

  <!-- In a sentence only the words count as the text of the passage; its id is what one cites. -->
  <xsl:template match="tei:s">
    <span class="s">
      <xsl:apply-templates select="." mode="attributes"/>
      <xsl:apply-templates select="." mode="counterpart"/>
      <xsl:apply-templates/>
      <xsl:apply-templates select="." mode="calls"/>
    </span>
  </xsl:template>

  <!-- Where the other version says it: only elements that exist. -->
  <xsl:template match="*" mode="counterpart"/>
  <xsl:template match="tei:s[@corresp] | tei:head[@corresp]" mode="counterpart">
    <xsl:attribute name="data-corresp">
      <xsl:for-each select="f:targets(@corresp)">
        <xsl:value-of select="concat(substring(' ', 1, position() != 1), @xml:id)"/>
      </xsl:for-each>
    </xsl:attribute>
    <xsl:if test="key('doubtful', @xml:id)"><xsl:attribute name="data-cert">low</xsl:attribute></xsl:if>
  </xsl:template>

  <xsl:template match="tei:seg">
    <span class="{normalize-space(concat('seg ', @type))}">
      <xsl:apply-templates select="." mode="attributes"/>
      <xsl:apply-templates/>
    </span>
    <xsl:apply-templates select="." mode="calls"/>
  </xsl:template>

  <!-- Calls of notes: notes.xsl, where a page has notes. -->
  <xsl:template match="*" mode="calls"/>

  <!-- A line break of the source says nothing to the reader. -->
  <xsl:template match="tei:lb"/>

  <xsl:template match="tei:hi"><em><xsl:apply-templates select="." mode="attributes"/><xsl:apply-templates/></em></xsl:template>
  <xsl:template match="tei:hi[@rend = 'bold']"><strong><xsl:apply-templates/></strong></xsl:template>
  <xsl:template match="tei:emph"><em><xsl:apply-templates/></em></xsl:template>

  <xsl:template match="tei:foreign | tei:term | tei:mentioned | tei:soCalled | tei:gloss | tei:name">
    <span class="{local-name()}"><xsl:apply-templates select="." mode="attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <!-- The source has its own quotation marks; editors write none. -->
  <xsl:template match="tei:q | tei:quote"><q><xsl:apply-templates select="." mode="attributes"/><xsl:apply-templates/></q></xsl:template>
  <xsl:template match="tei:s//tei:q | tei:s//tei:quote | tei:head//tei:q | tei:head//tei:quote">
    <span class="{local-name()}"><xsl:apply-templates select="." mode="attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="tei:gi | tei:att | tei:val | tei:code | tei:ident | tei:tag">
    <code class="{local-name()}"><xsl:apply-templates/></code>
  </xsl:template>

  <xsl:template match="tei:list"><ul><xsl:apply-templates select="*"/></ul></xsl:template>
  <xsl:template match="tei:list[@rend = 'numbered' or @type = 'ordered']"><ol><xsl:apply-templates select="*"/></ol></xsl:template>
  <xsl:template match="tei:item"><li><xsl:apply-templates select="." mode="attributes"/><xsl:apply-templates/></li></xsl:template>
  <xsl:template match="tei:list[tei:label]"><dl><xsl:apply-templates select="*"/></dl></xsl:template>
  <xsl:template match="tei:list/tei:label"><dt><xsl:apply-templates/></dt></xsl:template>
  <xsl:template match="tei:list[tei:label]/tei:item"><dd><xsl:apply-templates/></dd></xsl:template>
  <xsl:template match="tei:bibl"><span class="bibl"><xsl:apply-templates/></span></xsl:template>
  <xsl:template match="tei:listBibl"><ul class="listBibl"><xsl:apply-templates select="*"/></ul></xsl:template>
  <xsl:template match="tei:listBibl/tei:bibl"><li class="bibl"><xsl:apply-templates/></li></xsl:template>

  <xsl:template match="tei:surplus | tei:sic | tei:lb | tei:g | tei:note" mode="plain"/>
  <xsl:template match="tei:gap" mode="plain">…</xsl:template>
</xsl:stylesheet>
