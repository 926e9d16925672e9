<?xml version="1.0" encoding="UTF-8"?>
<!-- A register: the records of one kind in an order, each with its names and what it is, leading to its page.
     Parameters `register` and `order` say which; the input has a group for each letter. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="tei f str">

  <xsl:import href="../common/labels.xsl"/>
  <xsl:import href="../common/pointers.xsl"/>
  <xsl:import href="../common/ref.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/header.xsl"/>
  <xsl:import href="ways.xsl"/>
  <xsl:import href="frame.xsl"/>

  <!-- The entries have the ids of their records. -->
  <xsl:key name="id" match="entry" use="@n"/>

  <xsl:param name="register"/>
  <xsl:param name="order"/>
  <xsl:param name="part" select="1"/>

  <xsl:template match="tei:teiCorpus" mode="title">
    <xsl:value-of select="f:label($register, $ui)"/>
    <xsl:if test="$order = 'zh'"><xsl:value-of select="concat(', ', f:label('order.zh', $ui))"/></xsl:if>
    <xsl:for-each select="ways[@n = 'letters']/way[@here]"><xsl:value-of select="concat(', ', @n)"/></xsl:for-each>
    <xsl:if test="$part != 1"><xsl:value-of select="concat(' ', $part)"/></xsl:if>
    <xsl:value-of select="concat(' – ', $edition-title)"/>
  </xsl:template>

  <xsl:template match="tei:teiCorpus" mode="main">
    <xsl:apply-templates select="ways[@n = 'names']"/>
    <div class="register {$register}">
      <h1><xsl:copy-of select="f:l($register)"/></h1>
      <xsl:apply-templates select="ways[@n = 'order'][way[2]]"/>
      <xsl:apply-templates select="ways[@n = 'letters'][way[2]]"/>
      <xsl:apply-templates select="group"/>
      <xsl:apply-templates select="pager"/>
    </div>
  </xsl:template>

  <!-- No id of a record has a tilde in it. -->
  <xsl:template match="group">
    <section id="~{@n}">
      <h2><xsl:apply-templates select="@n" mode="letter"/></h2>
      <ul class="entries"><xsl:apply-templates select="entry"/></ul>
    </section>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="@n" mode="letter"><xsl:value-of select="."/></xsl:template>
  <xsl:template match="@n[. = 'other']" mode="letter"><xsl:copy-of select="f:l('letter.other')"/></xsl:template>

  <xsl:template match="entry">
    <li id="{@n}">
      <a class="names" href="{$root}names/{str:encode-uri(@n, true())}.html"><xsl:apply-templates select="name"/></a>
      <p class="count"><xsl:apply-templates select="." mode="count"/></p>
      <xsl:if test="about"><div class="about"><xsl:apply-templates select="about"/></div></xsl:if>
    </li>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="name">
    <span class="name"><xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:value-of select="."/></span>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="about"><p><xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:value-of select="."/></p></xsl:template>
</xsl:stylesheet>
