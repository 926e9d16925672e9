<?xml version="1.0" encoding="UTF-8"?>
<!-- A card for each record of a text: what a name in the text opens, where scripts run; its register page says the same.
     mode cards    all cards of a standOff
     mode card     that of a record -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" exclude-result-prefixes="tei f">

  <xsl:template match="tei:standOff" mode="cards">
    <xsl:apply-templates select="tei:listPerson/tei:person | tei:listPlace/tei:place | tei:listOrg/tei:org | tei:listEvent/tei:event
        | tei:listBibl/tei:bibl" mode="card"/>
  </xsl:template>

  <xsl:template match="*[not(@xml:id)]" mode="card"/>

  <xsl:template match="*[@xml:id]" mode="card">
    <xsl:variable name="preferred" select="f:preferred(.)"/>
    <xsl:variable name="variants" select="*[@xml:lang][local-name() = local-name($preferred[1])][count(. | $preferred) != count($preferred)]"/>
    <xsl:variable name="id" select="f:own(concat('card-', @xml:id))"/>
    <xsl:variable name="names" select="f:own(concat('card-', @xml:id, '-names'))"/>
    <div class="card" id="{$id}" popover="auto" role="dialog" aria-labelledby="{$names}" tabindex="-1">
      <p class="kind"><xsl:copy-of select="f:l(local-name())"/></p>
      <p class="names" id="{$names}">
        <xsl:for-each select="$preferred">
          <span><xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:apply-templates mode="plain"/></span><xsl:text> </xsl:text>
        </xsl:for-each>
        <xsl:if test="not($preferred)"><xsl:value-of select="@xml:id"/></xsl:if>
      </p>
      <xsl:if test="$variants">
        <p class="variants">
          <xsl:copy-of select="f:l('also')"/>
          <xsl:for-each select="$variants">
            <xsl:value-of select="substring(', ', 1 + (position() = 1))"/>
            <span><xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:apply-templates mode="plain"/></span>
          </xsl:for-each>
        </p>
      </xsl:if>
      <xsl:for-each select="tei:note | tei:desc"><div class="says"><xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:apply-templates select="." mode="words"/></div></xsl:for-each>
      <xsl:variable name="facts">
        <xsl:apply-templates select="self::tei:event" mode="fact"/>
        <xsl:apply-templates select="tei:birth | tei:death | tei:date | tei:location/tei:geo | tei:idno" mode="fact"/>
      </xsl:variable>
      <xsl:if test="string($facts)"><ul class="facts"><xsl:copy-of select="$facts"/></ul></xsl:if>
      <p class="here" hidden="hidden"><xsl:copy-of select="f:l('card.here')"/></p>
      <p class="all"><a><xsl:attribute name="href"><xsl:apply-templates select="." mode="href"/></xsl:attribute><xsl:copy-of select="f:l('card.all')"/></a></p>
    </div>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
</xsl:stylesheet>
