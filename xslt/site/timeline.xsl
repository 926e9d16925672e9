<?xml version="1.0" encoding="UTF-8"?>
<!-- The timeline: a drawing, then the same as a list, or the years that it is divided by.  The input is a teiCorpus with a
     timeline (render/site/timeline.py): a figure of what is drawn, in units of the drawing; years, or sections with dates,
     the texts of that date, and the passages that name it.  Colours, lines and letters are the style's.
     mode drawing   what is drawn, as SVG
     mode days      a date or span, as time elements
     mode spoken    the same in words, in one language (param language) -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="tei f str">

  <xsl:import href="../common/unforeseen.xsl"/>
  <xsl:import href="../common/labels.xsl"/>
  <xsl:import href="../common/pointers.xsl"/>
  <xsl:import href="../common/ref.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/header.xsl"/>
  <xsl:import href="ways.xsl"/>
  <xsl:import href="frame.xsl"/>

  <xsl:template match="tei:teiCorpus" mode="title">
    <xsl:for-each select="timeline/@year"><xsl:value-of select="concat(f:date(., $ui), ' – ')"/></xsl:for-each>
    <xsl:value-of select="f:label('timeline.title', $ui)"/>
    <xsl:for-each select="timeline/pager/turn[@here][@n != 1]/@n"><xsl:value-of select="concat(' (', ., ')')"/></xsl:for-each>
    <xsl:value-of select="concat(' – ', $edition-title)"/>
  </xsl:template>

  <xsl:template match="tei:teiCorpus" mode="main">
    <article class="timeline"><xsl:apply-templates select="timeline"/></article>
  </xsl:template>

  <xsl:template match="timeline">
    <h1>
      <xsl:choose>
        <xsl:when test="@year"><a href="{$root}timeline.html"><xsl:copy-of select="f:l('timeline.title')"/></a></xsl:when>
        <xsl:otherwise><xsl:copy-of select="f:l('timeline.title')"/></xsl:otherwise>
      </xsl:choose>
    </h1>
    <figure class="drawn">
      <div class="scroll"><xsl:apply-templates select="figure" mode="drawing"/></div>
      <figcaption><p><xsl:copy-of select="f:l('timeline.key')"/></p></figcaption>
    </figure>
    <xsl:text>&#10;</xsl:text>
    <xsl:if test="year"><xsl:call-template name="years"/></xsl:if>
    <xsl:apply-templates select="section"/>
    <xsl:apply-templates select="pager"/>
    <xsl:if test="previous or next">
      <nav class="neighbours" aria-label="{f:label('timeline.parts', $ui)}" data-l-aria-label="timeline.parts">
        <span><xsl:for-each select="previous"><a href="{$root}{@href}"><span class="arrow">← </span><xsl:apply-templates select="@iso" mode="day"/></a></xsl:for-each></span>
        <span><xsl:for-each select="next"><a href="{$root}{@href}"><xsl:apply-templates select="@iso" mode="day"/><span class="arrow"> →</span></a></xsl:for-each></span>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:template name="years">
    <table class="years">
      <caption class="unseen"><xsl:copy-of select="f:l('timeline.years')"/></caption>
      <thead>
        <tr>
          <th scope="col"><xsl:copy-of select="f:l('timeline.year')"/></th>
          <xsl:for-each select="str:tokenize('timeline.dates map.passages timeline.texts')">
            <th scope="col" class="number"><xsl:copy-of select="f:l(string(.))"/></th>
          </xsl:for-each>
        </tr>
      </thead>
      <tbody>
        <xsl:text>&#10;</xsl:text>
        <xsl:for-each select="year">
          <tr>
            <th scope="row"><a href="{$root}{@href}"><xsl:apply-templates select="@iso" mode="day"/></a></th>
            <td class="number" data-label="{f:label('timeline.dates', $ui)}" data-l-data-label="timeline.dates"><xsl:value-of select="@dates"/></td>
            <td class="number" data-label="{f:label('map.passages', $ui)}" data-l-data-label="map.passages"><xsl:value-of select="@passages"/></td>
            <td class="number" data-label="{f:label('timeline.texts', $ui)}" data-l-data-label="timeline.texts"><xsl:value-of select="@texts"/></td>
          </tr>
          <xsl:text>&#10;</xsl:text>
        </xsl:for-each>
      </tbody>
    </table>
  </xsl:template>

  <!-- The list -->

  <xsl:template match="section">
    <section class="year" aria-labelledby="y{@iso}">
      <h2 id="y{@iso}"><xsl:apply-templates select="@iso" mode="day"/></h2>
      <xsl:text>&#10;</xsl:text>
      <xsl:apply-templates select="date"/>
    </section>
  </xsl:template>

  <xsl:template match="date">
    <section class="dated" id="{@id}" data-of="{@id}">
      <h3>
        <xsl:apply-templates select="." mode="days"/>
        <xsl:if test="@continued"><span class="continued"><xsl:text> (</xsl:text><xsl:copy-of select="f:l('timeline.continued')"/>)</span></xsl:if>
      </h3>
      <div>
        <xsl:apply-templates select="issued | text"/>
      </div>
    </section>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="issued">
    <p class="issued"><xsl:copy-of select="f:l('timeline.issued')"/><xsl:text> </xsl:text><xsl:call-template name="titles"/></p>
  </xsl:template>

  <xsl:template match="text">
    <xsl:if test="title">
      <p class="of"><xsl:call-template name="titles"/><xsl:for-each select="@date[. != '']"><xsl:text>, </xsl:text><xsl:apply-templates select="." mode="day"/></xsl:for-each></p>
    </xsl:if>
    <xsl:for-each select="passage">
      <div class="row versions-{../@versions}"><xsl:apply-templates select="side"/></div>
      <xsl:text>&#10;</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="titles">
    <a href="{$root}{@href}">
      <xsl:for-each select="title">
        <xsl:if test="position() != 1"> · </xsl:if>
        <span><xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:value-of select="."/></span>
      </xsl:for-each>
    </a>
  </xsl:template>

  <xsl:template match="side">
    <p class="cell">
      <xsl:apply-templates select="@xml:lang" mode="attributes"/>
      <xsl:if test="@href"><a class="n" href="{$root}{@href}"><xsl:value-of select="@n"/></a><xsl:text> </xsl:text></xsl:if>
      <xsl:apply-templates/>
    </p>
  </xsl:template>
  <xsl:template match="side/mark"><mark><xsl:value-of select="."/></mark></xsl:template>

  <!-- HTML's time element has forms of its own; a script puts the reader's language there. -->
  <xsl:template match="*" mode="days">
    <xsl:if test="@last = ''"><xsl:copy-of select="f:l('from')"/></xsl:if>
    <xsl:if test="@first = ''"><xsl:copy-of select="f:l('to')"/></xsl:if>
    <xsl:apply-templates select="@first[. != '']" mode="day"/>
    <xsl:if test="@first != @last and @first != '' and @last != ''"> – </xsl:if>
    <xsl:apply-templates select="@last[. != '' and . != ../@first]" mode="day"/>
  </xsl:template>

  <xsl:template match="@*" mode="day">
    <xsl:choose>
      <xsl:when test="contains(' dddd dddd-dd dddd-dd-dd ', concat(' ', translate(., '0123456789', 'dddddddddd'), ' ')) and not(starts-with(., '0000'))">
        <time datetime="{.}" data-l-date=""><xsl:value-of select="f:date(., $ui)"/></time>
      </xsl:when>
      <xsl:otherwise><span><xsl:value-of select="."/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*" mode="spoken">
    <xsl:param name="language" select="$ui"/>
    <xsl:if test="@last = ''"><xsl:value-of select="f:label('from', $language)"/></xsl:if>
    <xsl:if test="@first = ''"><xsl:value-of select="f:label('to', $language)"/></xsl:if>
    <xsl:for-each select="@first[. != ''] | @last[. != '' and . != ../@first]">
      <xsl:if test="position() != 1"> – </xsl:if>
      <xsl:value-of select="f:date(., $language)"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The drawing -->

  <xsl:template match="figure" mode="drawing">
    <svg viewBox="0 0 {@width} {@height}" role="group" aria-labelledby="line-title" aria-describedby="line-key">
      <title id="line-title" data-l="timeline.title"><xsl:value-of select="f:label('timeline.title', $ui)"/></title>
      <desc id="line-key" data-l="timeline.key"><xsl:value-of select="f:label('timeline.key', $ui)"/></desc>
      <g aria-hidden="true">
        <path class="line" d="M0 {@line}H{@width}"></path>
        <xsl:apply-templates select="tick" mode="drawing"/>
      </g>
      <xsl:text>&#10;</xsl:text>
      <xsl:apply-templates select="bar | column | ring | earlier | later" mode="drawing"/>
    </svg>
  </xsl:template>

  <xsl:template match="tick" mode="drawing">
    <path class="line" d="M{@x} {../@line}v{4 + 4 * (@main != '')}"></path>
    <xsl:if test="@small != ''"><text class="tick" x="{@middle}" y="{../@small}" text-anchor="middle"><xsl:value-of select="@small"/></text></xsl:if>
    <xsl:if test="@label != ''"><text class="tick" x="{@x}" y="{../@names}"><xsl:value-of select="@label"/></text></xsl:if>
  </xsl:template>

  <xsl:template match="bar | column | ring" mode="drawing">
    <a class="{local-name()}" href="{$root}{@href}">
      <xsl:apply-templates select="." mode="of"/>
      <title><xsl:apply-templates select="." mode="iso"/></title>
      <xsl:apply-templates select="." mode="shape"/>
    </a>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- The dates that it stands for, where the page lists them. -->
  <xsl:template match="*" mode="of">
    <xsl:if test="../../section"><xsl:attribute name="data-of"><xsl:value-of select="@of"/></xsl:attribute></xsl:if>
  </xsl:template>

  <!-- Neither in one language nor in the other: dates as ISO has them, and the number. -->
  <xsl:template match="*" mode="iso">
    <xsl:variable name="limits" select="concat(@first, substring(' – ', 1, 3 * (@first != @last)), substring(@last, 1, 99 * (@first != @last)))"/>
    <xsl:value-of select="concat(normalize-space($limits), ' · ', @n)"/>
  </xsl:template>

  <xsl:template match="column" mode="shape">
    <rect x="{@x}" y="{@y}" width="{@width}" height="{@height}"></rect>
    <xsl:if test="@middle"><text class="tick" x="{@middle}" y="{@y - 4}" text-anchor="middle"><xsl:value-of select="@n"/></text></xsl:if>
  </xsl:template>

  <xsl:template match="ring" mode="shape"><circle cx="{@x}" cy="{@y}" r="{@r}"></circle></xsl:template>

  <xsl:template match="bar" mode="shape">
    <xsl:variable name="bar" select="."/>
    <rect x="{@x}" y="{@y}" width="{@width}" height="{@height}"></rect>
    <xsl:for-each select="str:tokenize(../../@languages)">
      <text x="{$bar/@words}" y="{$bar/@base}" text-anchor="{$bar/@anchor}" data-for="{.}" lang="{.}">
        <xsl:if test=". != f:primary($ui)"><xsl:attribute name="display">none</xsl:attribute></xsl:if>
        <xsl:apply-templates select="$bar" mode="spoken"><xsl:with-param name="language" select="string(.)"/></xsl:apply-templates>
        <tspan class="tick" dx="5"><xsl:value-of select="$bar/@n"/></tspan>
      </text>
    </xsl:for-each>
  </xsl:template>

  <!-- What lies far from the rest is told at the end of the axis. -->
  <xsl:template match="earlier | later" mode="drawing">
    <a class="beyond" href="{$root}{@href}">
      <xsl:apply-templates select="." mode="of"/>
      <title><xsl:apply-templates select="." mode="iso"/></title>
      <text y="14" class="tick" x="{(local-name() = 'later') * ../@width}">
        <xsl:attribute name="text-anchor"><xsl:value-of select="substring('start end', 1 + 6 * (local-name() = 'later'), 5 - 2 * (local-name() = 'later'))"/></xsl:attribute>
        <xsl:if test="self::earlier">← </xsl:if>
        <tspan data-l="timeline.{local-name()}"><xsl:value-of select="f:label(concat('timeline.', local-name()), $ui)"/></tspan>
        <xsl:value-of select="concat(' ', @n)"/>
        <xsl:if test="self::later"> →</xsl:if>
      </text>
    </a>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
</xsl:stylesheet>
