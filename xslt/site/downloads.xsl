<?xml version="1.0" encoding="UTF-8"?>
<!-- A text in other forms: a tree of files, each with the ending of its name.  They are the reading text of each version
     (heads and paragraphs, with an empty line between them), and the two forms of a reference. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:exsl="http://exslt.org/common" xmlns:f="urn:tei:functions" exclude-result-prefixes="tei f exsl">

  <xsl:import href="../common/labels.xsl"/>
  <xsl:import href="../common/pointers.xsl"/>
  <xsl:import href="../common/text.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/header.xsl"/>
  <xsl:import href="../common/citation.xsl"/>
  <xsl:import href="../common/reference.xsl"/>
  <xsl:import href="../common/json.xsl"/>

  <xsl:param name="ui" select="'en'"/>
  <xsl:variable name="edition-titles" select="/tei:teiCorpus/tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title"/>

  <xsl:template match="/">
    <xsl:variable name="text" select="tei:teiCorpus/tei:TEI"/>
    <xsl:variable name="csl"><xsl:apply-templates select="$text" mode="csl"/></xsl:variable>
    <files>
      <xsl:for-each select="$text/tei:text/tei:body/tei:div">
        <file ending="{f:ending(.)}"><xsl:apply-templates select="descendant::tei:head | descendant::tei:p" mode="reading"/></file>
      </xsl:for-each>
      <file ending="bib"><xsl:apply-templates select="$text" mode="bibtex"/></file>
      <file ending="csl.json">
        <xsl:apply-templates select="exsl:node-set($csl)/*" mode="json"><xsl:with-param name="line" select="'&#10;'"/></xsl:apply-templates>
        <xsl:text>&#10;</xsl:text>
      </file>
    </files>
  </xsl:template>

  <xsl:template match="tei:head | tei:p" mode="reading">
    <xsl:variable name="words"><xsl:apply-templates mode="plain"/></xsl:variable>
    <xsl:if test="position() != 1"><xsl:text>&#10;</xsl:text></xsl:if>
    <xsl:value-of select="concat(normalize-space($words), '&#10;')"/>
  </xsl:template>
</xsl:stylesheet>
