<?xml version="1.0" encoding="UTF-8"?>
<!-- What a record says of itself beside its names: days, coordinates, identifiers.
     mode fact             such a statement as an item of a list
     f:authority(type)     what an identifier of that type is appended to, to become an address; "" where it is none -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:func="http://exslt.org/functions"
    extension-element-prefixes="func" exclude-result-prefixes="tei f">

  <xsl:template match="tei:event | tei:birth | tei:death | tei:date" mode="fact">
    <xsl:variable name="value"><xsl:apply-templates select="@*" mode="value"/></xsl:variable>
    <xsl:if test="$value != ''">
      <li><xsl:value-of select="concat(substring('* ', 1, 2 * boolean(self::tei:birth)), substring('† ', 1, 2 * boolean(self::tei:death)), normalize-space($value))"/></li>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:geo" mode="fact">
    <xsl:variable name="place" select="normalize-space(translate(., ',', ' '))"/>
    <xsl:variable name="north" select="number(substring-before($place, ' '))"/>
    <xsl:variable name="east" select="number(substring-before(concat(substring-after($place, ' '), ' '), ' '))"/>
    <xsl:if test="$north = $north and $east = $east"><li class="geo">
      <xsl:value-of select="concat(translate($north, '-', ''), '° ', substring('SN', 1 + ($north &gt;= 0), 1), ', ')"/>
      <xsl:value-of select="concat(translate($east, '-', ''), '° ', substring('WE', 1 + ($east &gt;= 0), 1))"/>
    </li></xsl:if>
  </xsl:template>

  <xsl:template match="tei:idno" mode="fact"><li><xsl:value-of select="concat(f:called(@type), ' ', .)"/></li></xsl:template>

  <xsl:template match="tei:idno[f:authority(@type) != '' or f:web(.)]" mode="fact">
    <li><a href="{f:authority(@type)}{.}"><xsl:value-of select="concat(f:called(@type), ' ', .)"/></a></li>
  </xsl:template>

  <!-- What an authority calls itself. -->
  <func:function name="f:called">
    <xsl:param name="type"/>
    <xsl:variable name="own" select="substring-before(substring-after(' wikidata=Wikidata geonames=GeoNames viaf=VIAF gnd=GND lccn=LCCN isni=ISNI orcid=ORCID cbdb=CBDB tgaz=TGAZ chgis=CHGIS ', concat(' ', $type, '=')), ' ')"/>
    <func:result select="concat($own, substring($type, 1, string-length($type) * ($own = '')))"/>
  </func:function>

  <!-- Where an authority's identifiers lead. -->
  <func:function name="f:authority">
    <xsl:param name="type"/>
    <xsl:choose>
      <xsl:when test="$type = 'wikidata'"><func:result select="'https://www.wikidata.org/wiki/'"/></xsl:when>
      <xsl:when test="$type = 'geonames'"><func:result select="'https://www.geonames.org/'"/></xsl:when>
      <xsl:when test="$type = 'viaf'"><func:result select="'https://viaf.org/viaf/'"/></xsl:when>
      <xsl:when test="$type = 'gnd'"><func:result select="'https://d-nb.info/gnd/'"/></xsl:when>
      <xsl:when test="$type = 'lccn'"><func:result select="'https://id.loc.gov/authorities/'"/></xsl:when>
      <xsl:otherwise><func:result select="''"/></xsl:otherwise>
    </xsl:choose>
  </func:function>
</xsl:stylesheet>
