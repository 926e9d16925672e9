<?xml version="1.0" encoding="UTF-8"?>
<!-- How a reader wants a text shown: its layout, which names are marked, whether as found; and the key to its signs.
     The style sheet asks which of these inputs is checked; a script keeps the choice, and does what styles cannot.
     template display -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="tei f str">

  <xsl:template name="display">
    <details class="display">
      <summary><xsl:copy-of select="f:l('display')"/></summary>
      <form method="dialog">
        <xsl:if test="count($versions) &gt; 1"><xsl:call-template name="layouts"/></xsl:if>
        <xsl:call-template name="marks"/>
        <xsl:if test="$emendations">
          <fieldset>
            <legend><xsl:copy-of select="f:l('emendations')"/></legend>
            <label><input type="checkbox" id="{f:own('as-found')}"/><xsl:text> </xsl:text><xsl:copy-of select="f:l('key.found')"/></label>
          </fieldset>
        </xsl:if>
        <xsl:call-template name="key"/>
      </form>
    </details>
  </xsl:template>

  <xsl:template name="layouts">
    <fieldset class="layouts">
      <legend><xsl:copy-of select="f:l('layout')"/></legend>
      <label><input type="radio" name="layout" id="{f:own('layout-parallel')}" checked="checked"/><xsl:copy-of select="f:l('layout.parallel')"/></label>
      <!-- Sentence under sentence: a script has to arrange them. -->
      <label hidden="hidden"><input type="radio" name="layout" id="{f:own('layout-interlinear')}"/><xsl:copy-of select="f:l('layout.interlinear')"/></label>
      <xsl:for-each select="str:tokenize('original translation')[. = $versions/@type]">
        <label><input type="radio" name="layout" id="{f:own(concat('layout-', .))}"/><xsl:copy-of select="f:l(string())"/></label>
      </xsl:for-each>
    </fieldset>
  </xsl:template>

  <!-- Which kinds of names are marked: those that the text has records of. -->
  <xsl:template name="marks">
    <xsl:if test="$text/tei:standOff/*[starts-with(local-name(), 'list')][not(self::tei:listAnnotation)]">
      <fieldset>
        <legend><xsl:copy-of select="f:l('display.marks')"/></legend>
        <xsl:apply-templates select="$text/tei:standOff" mode="mark"/>
      </fieldset>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:standOff" mode="mark">
    <xsl:apply-templates select="tei:listPerson[1]" mode="switch"><xsl:with-param name="kind" select="'persName'"/><xsl:with-param name="label" select="'persons'"/></xsl:apply-templates>
    <xsl:apply-templates select="tei:listPlace[1]" mode="switch"><xsl:with-param name="kind" select="'placeName'"/><xsl:with-param name="label" select="'places'"/></xsl:apply-templates>
    <xsl:apply-templates select="tei:listOrg[1]" mode="switch"><xsl:with-param name="kind" select="'orgName'"/><xsl:with-param name="label" select="'organisations'"/></xsl:apply-templates>
    <xsl:apply-templates select="tei:listEvent[1]" mode="switch"><xsl:with-param name="kind" select="'eventName'"/><xsl:with-param name="label" select="'events'"/></xsl:apply-templates>
    <xsl:apply-templates select="tei:listBibl[1]" mode="switch"><xsl:with-param name="kind" select="'title'"/><xsl:with-param name="label" select="'documents'"/></xsl:apply-templates>
  </xsl:template>

  <xsl:template match="*" mode="switch">
    <xsl:param name="kind"/>
    <xsl:param name="label"/>
    <label><input type="checkbox" id="{f:own(concat('mark-', $kind))}" checked="checked"/><xsl:text> </xsl:text><span class="{$kind}"><xsl:copy-of select="f:l($label)"/></span></label>
  </xsl:template>

  <xsl:template name="key">
    <div class="key">
      <p class="sentence">
        <xsl:copy-of select="f:l('key.sentence')"/>
        <xsl:if test="$text/tei:standOff/tei:linkGrp[@subtype = 'sentence']/tei:link/@cert = 'low'"><xsl:text> </xsl:text><xsl:copy-of select="f:l('key.doubtful')"/></xsl:if>
      </p>
      <p>
        <span class="editors"><xsl:copy-of select="f:l('key.red')"/></span>
        <span class="sign"><span class="supplied"><xsl:copy-of select="f:l('key.supplied')"/></span></span>
        <span class="sign"><xsl:copy-of select="f:l('key.emended')"/><span class="letter">a</span></span>
        <span class="sign"><xsl:copy-of select="f:l('key.note')"/><span class="call">1</span></span>
      </p>
    </div>
  </xsl:template>
</xsl:stylesheet>
