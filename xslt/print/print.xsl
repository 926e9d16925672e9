<?xml version="1.0" encoding="UTF-8"?>
<!--
  A TEI document as a Typst source: nothing but calls of the functions of print.typ, all text in string literals.
  Parameter: titles, the edition's titles, one a line: language, tab, title.  The first is the edition's language.
  Parameter: notes, the primary languages in which notes are printed; the edition's if there is none.
  Parameter: prefix, what tells the keys of this text from those of others in one book; without it the text is alone.

  The unnamed mode is the text itself; what it does not foresee stops the run.  Other modes:
    plan      which blocks stand in one row            (plan.xsl)
    rows      the rows                                 (rows.xsl)
    spread    the rows for facing pages                (facing.xsl)
    block     one head or paragraph in its row         (rows.xsl)
    call      the notes on an element                  (notes.xsl)
    cruxes    the list of computed cruxes              (notes.xsl)
    register  the indexes of names, of a book          (names.xsl)
    part      the text as a part of a book
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:import href="text.xsl"/>
  <xsl:import href="ref.xsl"/>
  <xsl:import href="choice.xsl"/>
  <xsl:import href="names.xsl"/>
  <xsl:import href="lemma.xsl"/>
  <xsl:import href="notes.xsl"/>
  <xsl:import href="plan.xsl"/>
  <xsl:import href="rows.xsl"/>
  <xsl:import href="facing.xsl"/>
  <xsl:import href="byline.xsl"/>
  <xsl:import href="dates.xsl"/>
  <xsl:import href="header.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:param name="titles" select="'en&#9;'"/>
  <xsl:param name="notes"/>
  <xsl:param name="prefix"/>

  <xsl:key name="id" match="*[@xml:id]" use="@xml:id"/>

  <!-- The edition's language: the one of its first title. -->
  <xsl:variable name="language" select="substring-before($titles, '&#9;')"/>

  <xsl:template match="/">
    <xsl:choose>
      <xsl:when test="$prefix = ''"><xsl:apply-templates select="tei:TEI"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="tei:TEI" mode="part"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:TEI">
    <xsl:call-template name="imports"/>
    <xsl:apply-templates select="tei:teiHeader" mode="document"/>
    <xsl:apply-templates select="tei:text/tei:body" mode="rows"/>
    <xsl:apply-templates select="tei:standOff[1]" mode="cruxes"/>
    <xsl:text>#register(at)&#10;</xsl:text>
    <xsl:apply-templates select="tei:teiHeader" mode="imprint"/>
  </xsl:template>

  <xsl:template match="tei:TEI" mode="part">
    <xsl:call-template name="imports"/>
    <xsl:apply-templates select="tei:teiHeader" mode="opening"/>
    <xsl:apply-templates select="tei:text/tei:body" mode="rows"/>
    <xsl:apply-templates select="tei:standOff[1]" mode="cruxes"/>
  </xsl:template>

  <!-- Addresses from the root: the texts of a book stand in a folder. -->
  <xsl:template name="imports">
    <xsl:text>#import "/print.typ": *&#10;#import "/edition.typ": *&#10;</xsl:text>
  </xsl:template>

</xsl:stylesheet>
