<?xml version="1.0" encoding="UTF-8"?>
<!-- A register: the records of one kind, each with its names, identifiers, and every passage that names it, beside its
     counterpart.  Parameter `self` says which. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:func="http://exslt.org/functions" xmlns:str="http://exslt.org/strings"
    extension-element-prefixes="func str" exclude-result-prefixes="tei f">

  <xsl:import href="../common/unforeseen.xsl"/>
  <xsl:import href="../common/labels.xsl"/>
  <xsl:import href="../common/pointers.xsl"/>
  <xsl:import href="../common/text.xsl"/>
  <xsl:import href="../common/ref.xsl"/>
  <xsl:import href="../common/heads.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/names.xsl"/>
  <xsl:import href="../common/header.xsl"/>
  <xsl:import href="frame.xsl"/>

  <!-- Ids are unique in a text, not in the corpus: keys carry the text's generate-id(). -->
  <xsl:key name="record" match="tei:standOff/*/tei:person | tei:standOff/*/tei:place | tei:standOff/*/tei:org | tei:standOff/*/tei:event
      | tei:standOff/tei:listBibl/tei:bibl" use="@xml:id"/>
  <!-- libxslt evaluates a key's pattern as a path: a second step with `//` would cost the square of the corpus. -->
  <xsl:key name="occurrence" match="tei:persName[@ref][ancestor::tei:text] | tei:placeName[@ref][ancestor::tei:text]
      | tei:orgName[@ref][ancestor::tei:text] | tei:eventName[@ref][ancestor::tei:text] | tei:title[@ref][ancestor::tei:text]" use="str:tokenize(translate(@ref, '#', ' '))"/>
  <xsl:key name="passage" match="tei:s | tei:head | tei:p" use="concat(generate-id(ancestor::tei:TEI), '#', @xml:id)"/>

  <xsl:variable name="stand-off" select="/tei:teiCorpus/tei:TEI/tei:standOff"/>
  <xsl:variable name="records" select="$stand-off[$self = 'persons']/*/tei:person | $stand-off[$self = 'places']/*/tei:place
      | $stand-off[$self = 'organisations']/*/tei:org | $stand-off[$self = 'events']/*/tei:event
      | $stand-off[$self = 'documents']/tei:listBibl/tei:bibl"/>

  <xsl:template match="tei:teiCorpus" mode="title"><xsl:value-of select="concat(f:label($self, $ui), ' – ', $edition-title)"/></xsl:template>

  <xsl:template match="tei:teiCorpus" mode="main">
    <div class="register {$self}">
      <h1><xsl:value-of select="f:label($self, $ui)"/></h1>
      <xsl:for-each select="$records[generate-id() = generate-id(key('record', @xml:id)[1])]">
        <xsl:sort select="translate(f:in(f:preferred(.), $ui), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"/>
        <xsl:sort select="@xml:id"/>
        <xsl:apply-templates select="." mode="entry"/>
      </xsl:for-each>
    </div>
  </xsl:template>

  <xsl:template match="*" mode="entry">
    <xsl:variable name="passages" select="f:passages(@xml:id)"/>
    <section class="{local-name()}" id="{@xml:id}">
      <h2>
        <xsl:for-each select="f:preferred(.)">
          <xsl:sort select="f:primary(@xml:lang) != $ui"/>
          <span class="name"><xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:apply-templates mode="plain"/></span>
          <xsl:text> </xsl:text>
        </xsl:for-each>
        <a class="n" href="#{@xml:id}"><span class="unseen"><xsl:value-of select="@xml:id"/></span></a>
      </h2>
      <xsl:apply-templates select="." mode="about"/>
      <xsl:if test="$passages">
        <details>
          <xsl:if test="count($passages) &lt; 4"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
          <summary>
            <xsl:value-of select="concat(count($passages), ' ', f:label(concat('passage', substring('s', 1, count($passages) != 1)), $ui))"/>
          </summary>
          <xsl:apply-templates select="." mode="passages"><xsl:with-param name="passages" select="$passages"/></xsl:apply-templates>
        </details>
      </xsl:if>
    </section>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- Other names, what it is, dates, coordinates, identifiers. -->
  <xsl:template match="*" mode="about">
    <xsl:variable name="preferred" select="f:preferred(.)"/>
    <xsl:variable name="names" select="*[@xml:lang][local-name() = local-name($preferred[1])][count(. | $preferred) != count($preferred)]"/>
    <xsl:if test="$names">
      <p class="variants">
        <xsl:value-of select="concat(f:label('also', $ui), ' ')"/>
        <xsl:for-each select="$names">
          <xsl:if test="position() != 1">, </xsl:if>
          <span class="name"><xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:apply-templates mode="plain"/></span>
        </xsl:for-each>
      </p>
    </xsl:if>
    <xsl:for-each select="tei:note | tei:desc"><div class="note"><xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:apply-templates select="." mode="words"/></div></xsl:for-each>
    <xsl:variable name="facts">
      <xsl:apply-templates select="self::tei:event" mode="fact"/>
      <xsl:apply-templates select="tei:birth | tei:death | tei:date | tei:location/tei:geo | tei:idno" mode="fact"/>
    </xsl:variable>
    <xsl:if test="string($facts)"><ul class="facts"><xsl:copy-of select="$facts"/></ul></xsl:if>
  </xsl:template>

  <xsl:template match="tei:event | tei:birth | tei:death | tei:date" mode="fact">
    <xsl:variable name="value"><xsl:apply-templates select="@*" mode="value"/></xsl:variable>
    <xsl:if test="$value != ''">
      <li><xsl:value-of select="concat(substring('* ', 1, 2 * boolean(self::tei:birth)), substring('† ', 1, 2 * boolean(self::tei:death)), normalize-space($value))"/></li>
    </xsl:if>
  </xsl:template>
  <xsl:template match="tei:geo" mode="fact">
    <xsl:variable name="place" select="normalize-space(translate(., ',', ' '))"/>
    <xsl:variable name="north" select="number(substring-before($place, ' '))"/>
    <xsl:variable name="east" select="number(substring-after($place, ' '))"/>
    <li class="geo">
      <xsl:value-of select="concat(translate($north, '-', ''), '° ', substring('SN', 1 + ($north &gt;= 0), 1), ', ')"/>
      <xsl:value-of select="concat(translate($east, '-', ''), '° ', substring('WE', 1 + ($east &gt;= 0), 1))"/>
    </li>
  </xsl:template>
  <xsl:template match="tei:idno" mode="fact"><li><xsl:value-of select="concat(@type, ' ', .)"/></li></xsl:template>
  <xsl:template match="tei:idno[f:authority(@type) != '' or f:web(.)]" mode="fact">
    <li><a href="{f:authority(@type)}{.}"><xsl:value-of select="concat(@type, ' ', .)"/></a></li>
  </xsl:template>

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

  <!-- The sentences and heads that name a record, and what stands opposite them. -->
  <func:function name="f:passages">
    <xsl:param name="id"/>
    <func:result select="key('occurrence', $id)/ancestor::*[self::tei:s or self::tei:head or self::tei:p][1]"/>
  </func:function>

  <func:function name="f:opposite">
    <xsl:param name="passage"/>
    <func:result select="key('passage', str:tokenize(str:replace(string($passage/@corresp), '#', concat(generate-id($passage/ancestor::tei:TEI), '#'))))"/>
  </func:function>

  <!-- A row per passage of the original; passages of a translation whose counterpart is not yet shown follow. -->
  <xsl:template match="*" mode="passages">
    <xsl:param name="passages"/>
    <xsl:variable name="record" select="@xml:id"/>
    <xsl:for-each select="/tei:teiCorpus/tei:TEI">
      <xsl:variable name="here" select="$passages[generate-id(ancestor::tei:TEI) = generate-id(current())]"/>
      <xsl:variable name="first" select="tei:text/tei:body/tei:div[@type = 'original' or not(../tei:div[@type = 'original'])]"/>
      <xsl:variable name="led" select="$here[generate-id(f:version(.)) = generate-id($first)]"/>
      <xsl:if test="$here">
        <h3><a><xsl:attribute name="href"><xsl:apply-templates select="." mode="href"/></xsl:attribute><xsl:apply-templates select="." mode="name"/></a></h3>
        <xsl:apply-templates select="$led" mode="concordance"><xsl:with-param name="record" select="$record"/></xsl:apply-templates>
        <xsl:apply-templates select="$here[generate-id(f:version(.)) != generate-id($first)][not(f:opposite(.)[count(. | $led) = count($led)])]"
            mode="concordance"><xsl:with-param name="record" select="$record"/></xsl:apply-templates>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:s | tei:head | tei:p" mode="concordance">
    <xsl:param name="record"/>
    <xsl:variable name="bead" select=". | f:opposite(.)"/>
    <div class="row">
      <xsl:for-each select="ancestor::tei:body/tei:div"><xsl:sort select="not(@type = 'original')"/>
        <div class="cell">
          <xsl:apply-templates select="@xml:lang" mode="attributes"/>
          <xsl:apply-templates select="$bead[generate-id(f:version(.)) = generate-id(current())]" mode="quotation">
            <xsl:with-param name="record" select="$record"/>
          </xsl:apply-templates>
        </div>
      </xsl:for-each>
    </div>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:s | tei:head | tei:p" mode="quotation">
    <xsl:param name="record"/>
    <p>
      <a class="n">
        <xsl:attribute name="href"><xsl:apply-templates select="ancestor::tei:TEI" mode="href"/>#<xsl:value-of select="@xml:id"/></xsl:attribute>
        <xsl:value-of select="f:number(.)"/>
      </a>
      <xsl:text> </xsl:text>
      <xsl:apply-templates mode="context"><xsl:with-param name="record" select="$record"/></xsl:apply-templates>
    </p>
  </xsl:template>
</xsl:stylesheet>
