<?xml version="1.0" encoding="UTF-8"?>
<!-- The calendar: the years with texts, each month a table whose days lead to their texts; or, of many years, a table of
     months that leads to them. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" exclude-result-prefixes="tei f">

  <xsl:import href="../common/labels.xsl"/>
  <xsl:import href="../common/pointers.xsl"/>
  <xsl:import href="../common/ref.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/header.xsl"/>
  <xsl:import href="texts.xsl"/>
  <xsl:import href="ways.xsl"/>
  <xsl:import href="frame.xsl"/>

  <xsl:template match="tei:teiCorpus" mode="title">
    <xsl:value-of select="f:label('calendar', $ui)"/>
    <xsl:if test="pager"><xsl:value-of select="concat(' ', year/@n)"/></xsl:if>
    <xsl:value-of select="concat(' – ', $edition-title)"/>
  </xsl:template>

  <xsl:template match="tei:teiCorpus" mode="main">
    <xsl:apply-templates select="ways"/>
    <div class="calendar">
      <h1><xsl:copy-of select="f:l('calendar')"/></h1>
      <xsl:apply-templates select="pager"/>
      <xsl:apply-templates select="year"/>
      <xsl:if test="overview">
        <table class="years">
          <thead>
            <tr>
              <th scope="col"><xsl:copy-of select="f:l('calendar.year')"/></th>
              <xsl:for-each select="overview[1]/month"><th scope="col"><xsl:value-of select="position()"/></th></xsl:for-each>
            </tr>
          </thead>
          <tbody><xsl:apply-templates select="overview"/></tbody>
        </table>
      </xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="year">
    <section>
      <h2 id="y{@n}"><xsl:apply-templates select="." mode="lead"/></h2>
      <div class="months"><xsl:apply-templates select="month"/></div>
    </section>
  </xsl:template>

  <xsl:template match="month">
    <table id="m{@n}">
      <caption><xsl:apply-templates select="." mode="lead"/></caption>
      <thead>
        <tr>
          <xsl:for-each select="week[1]/day"><th scope="col"><xsl:copy-of select="f:l(concat('weekday.', position()))"/></th></xsl:for-each>
        </tr>
      </thead>
      <tbody><xsl:apply-templates select="week"/></tbody>
    </table>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- A year or month, leading to where it begins in the list. -->
  <xsl:template match="*" mode="lead">
    <a href="{$root}{@href}#d{@n}"><xsl:apply-templates select="@n" mode="time"/></a>
    <span class="count"><xsl:value-of select="concat(' ', @count)"/></span>
  </xsl:template>

  <xsl:template match="week"><tr><xsl:apply-templates select="day"/></tr></xsl:template>

  <xsl:template match="day"><td><xsl:value-of select="number(substring(@n, 9))"/></td></xsl:template>
  <xsl:template match="day[@n = '']"><td></td></xsl:template>
  <xsl:template match="day[@count]">
    <td>
      <a>
        <xsl:attribute name="href">
          <xsl:value-of select="concat($root, @href)"/>
          <xsl:if test="@day"><xsl:value-of select="concat('#d', @day)"/></xsl:if>
        </xsl:attribute>
        <span aria-hidden="true"><xsl:value-of select="number(substring(@n, 9))"/></span>
        <span class="unseen"><xsl:apply-templates select="@n" mode="time"/></span>
        <xsl:if test="@count != 1">
          <span class="unseen"><xsl:value-of select="concat(', ', @count, ' ')"/><xsl:copy-of select="f:l('texts.n')"/></span>
          <sup aria-hidden="true"><xsl:value-of select="@count"/></sup>
        </xsl:if>
      </a>
    </td>
  </xsl:template>

  <xsl:template match="overview">
    <tr><th scope="row"><a href="{$root}calendar/{@n}.html"><xsl:value-of select="@n"/></a></th><xsl:apply-templates select="month"/></tr>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="overview/month"><td></td></xsl:template>
  <xsl:template match="overview/month[@count]">
    <td>
      <a href="{$root}calendar/{../@n}.html#m{@n}">
        <xsl:value-of select="@count"/>
        <span class="unseen"><xsl:text> </xsl:text><xsl:copy-of select="f:l(concat('text', substring('s', 1, @count != 1), '.n'))"/><xsl:text>, </xsl:text><xsl:apply-templates select="@n" mode="time"/></span>
      </a>
    </td>
  </xsl:template>
</xsl:stylesheet>
