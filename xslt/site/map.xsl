<?xml version="1.0" encoding="UTF-8"?>
<!-- The map of the places that texts name, and the same as a table.  The input is a teiCorpus of the places' records and
     a map: what is drawn, in units of the drawing (render/site/atlas.py).  Colours, lines and letters are the style's.
     mode drawing   what is drawn, as SVG
     mode table     a place as a row -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" exclude-result-prefixes="tei f">

  <xsl:import href="../common/labels.xsl"/>
  <xsl:import href="../common/pointers.xsl"/>
  <xsl:import href="../common/ref.xsl"/>
  <xsl:import href="../common/names.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/header.xsl"/>
  <xsl:import href="frame.xsl"/>

  <xsl:variable name="map" select="/tei:teiCorpus/map"/>

  <xsl:template match="tei:teiCorpus" mode="title"><xsl:value-of select="concat(f:label('map.title', $ui), ' – ', $edition-title)"/></xsl:template>

  <xsl:template match="tei:teiCorpus" mode="main">
    <article class="map">
      <h1><xsl:copy-of select="f:l('map.title')"/></h1>
      <figure class="drawn">
        <div class="scroll"><xsl:apply-templates select="map" mode="drawing"/></div>
        <figcaption>
          <p><xsl:copy-of select="f:l('map.key')"/></p>
          <p class="source"><xsl:copy-of select="f:l('map.source')"/></p>
        </figcaption>
      </figure>
      <xsl:text>&#10;</xsl:text>
      <table class="located">
        <caption class="unseen"><xsl:copy-of select="f:l('map.table')"/></caption>
        <thead>
          <tr>
            <th scope="col"><xsl:attribute name="colspan"><xsl:value-of select="count($edition-titles)"/></xsl:attribute><xsl:copy-of select="f:l('map.place')"/></th>
            <th scope="col"><xsl:copy-of select="f:l('map.coordinates')"/></th>
            <th scope="col"><xsl:copy-of select="f:l('map.passages')"/></th>
          </tr>
        </thead>
        <tbody><xsl:text>&#10;</xsl:text><xsl:apply-templates select="map/place" mode="table"/></tbody>
      </table>
      <xsl:if test="map/@others != 0">
        <p class="others"><xsl:copy-of select="f:l('map.others')"/><xsl:text> </xsl:text><xsl:value-of select="map/@others"/></p>
      </xsl:if>
    </article>
  </xsl:template>

  <xsl:template match="map" mode="drawing">
    <svg viewBox="0 0 {@width} {@height}" role="group" aria-labelledby="map-title" aria-describedby="map-key">
      <title id="map-title" data-l="map.title"><xsl:value-of select="f:label('map.title', $ui)"/></title>
      <desc id="map-key" data-l="map.described"><xsl:value-of select="f:label('map.described', $ui)"/></desc>
      <g aria-hidden="true">
        <rect class="sea" width="{@width}" height="{@height}"></rect>
        <path class="land" transform="scale(0.1)" fill-rule="evenodd" d="{coast/@d}"></path>
        <xsl:apply-templates select="meridian | parallel" mode="drawing"/>
      </g>
      <xsl:text>&#10;</xsl:text>
      <xsl:apply-templates select="place" mode="drawing"/>
    </svg>
  </xsl:template>

  <xsl:template match="meridian" mode="drawing">
    <path class="net" d="M{@at} 0V{../@height}"></path>
    <xsl:if test="@label != ''"><text class="degree" x="{@at + 4}" y="{../@height - 6}"><xsl:value-of select="@label"/></text></xsl:if>
  </xsl:template>
  <xsl:template match="parallel" mode="drawing">
    <path class="net" d="M0 {@at}H{../@width}"></path>
    <xsl:if test="@label != ''"><text class="degree" x="5" y="{@at - 4}"><xsl:value-of select="@label"/></text></xsl:if>
  </xsl:template>

  <xsl:template match="place" mode="drawing">
    <xsl:variable name="record" select="key('id', @id)"/>
    <a class="place" data-of="{@id}">
      <xsl:attribute name="href"><xsl:apply-templates select="$record" mode="href"/></xsl:attribute>
      <title><xsl:apply-templates select="$record" mode="called"/><xsl:value-of select="concat(' · ', @n)"/></title>
      <circle cx="{@x}" cy="{@y}" r="{@r}"></circle>
      <xsl:apply-templates select="label" mode="drawing"/>
    </a>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- Words in every language that a reader may choose, each where it has room; the page's script shows the right ones. -->
  <xsl:template match="label" mode="drawing">
    <text x="{@x}" y="{@y}" text-anchor="{@anchor}" data-for="{@for}">
      <xsl:apply-templates select="@xml:lang" mode="attributes"/>
      <xsl:if test="@for != f:primary($ui)"><xsl:attribute name="display">none</xsl:attribute></xsl:if>
      <xsl:value-of select="."/>
    </text>
  </xsl:template>

  <xsl:template match="place" mode="table">
    <xsl:variable name="record" select="key('id', @id)"/>
    <xsl:variable name="names" select="f:preferred($record)"/>
    <tr id="{@id}" data-of="{@id}">
      <xsl:for-each select="$edition-titles">
        <xsl:variable name="name" select="$names[f:primary(@xml:lang) = f:primary(current()/@xml:lang)][1]"/>
        <xsl:choose>
          <xsl:when test="position() = 1">
            <th scope="row">
              <a>
                <xsl:attribute name="href"><xsl:apply-templates select="$record" mode="href"/></xsl:attribute>
                <xsl:apply-templates select="($name | $names[1])[1]" mode="name"/>
                <xsl:if test="not($names)"><xsl:value-of select="$record/@xml:id"/></xsl:if>
              </a>
            </th>
          </xsl:when>
          <xsl:otherwise><td><xsl:apply-templates select="$name" mode="name"/></td></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
      <td class="coordinates"><xsl:value-of select="@coordinates"/></td>
      <td class="number" data-label="{f:label('map.passages', $ui)}" data-l-data-label="map.passages"><xsl:value-of select="@n"/></td>
    </tr>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:placeName" mode="name">
    <span><xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:value-of select="normalize-space()"/></span>
  </xsl:template>
</xsl:stylesheet>
