<?xml version="1.0" encoding="UTF-8"?>
<!--
  Editorial intervention (TEI Guidelines, chapter COED): the reading text shows the emended reading, a lettered
  footnote what the source has.  Function: print:resp(pointers), the names of those who answer for something.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    xmlns:func="http://exslt.org/functions" xmlns:print="tei:print"
    extension-element-prefixes="func" exclude-result-prefixes="tei str print">

  <!-- A Typst array of names; what the tool answers for has the name "#tool".  An only editor need not sign. -->
  <func:function name="print:resp">
    <xsl:param name="pointers"/>
    <xsl:variable name="alone" select="count(/tei:TEI/tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:respStmt) = 1"/>
    <xsl:variable name="names">
      <xsl:for-each select="key('id', str:tokenize(translate($pointers, '#', ' ')))">
        <xsl:choose>
          <xsl:when test="self::tei:application">"#tool",</xsl:when>
          <xsl:when test="self::tei:respStmt and not($alone)">
            <xsl:for-each select="tei:persName | tei:name | tei:orgName">
              <xsl:value-of select="concat(print:literal(normalize-space()), ',')"/>
            </xsl:for-each>
          </xsl:when>
        </xsl:choose>
      </xsl:for-each>
    </xsl:variable>
    <func:result select="concat('(', $names, ')')"/>
  </func:function>

  <xsl:template match="tei:choice">
    <xsl:value-of select="concat('choice(', print:literal(print:lang(.)), ',{')"/>
    <xsl:apply-templates select="tei:corr"/>
    <xsl:value-of select="concat('},', print:entry(.), print:literal(normalize-space(tei:corr)))"/>
    <xsl:value-of select="concat(',', print:literal(tei:sic), ',')"/>
    <xsl:apply-templates select="tei:corr" mode="grounds"/>
    <xsl:text>);</xsl:text>
    <xsl:apply-templates select="." mode="call"/>
  </xsl:template>

  <xsl:template match="tei:choice[not(tei:sic and tei:corr)]">
    <xsl:message terminate="yes">
      <xsl:value-of select="concat('print knows choice of sic and corr, not of ', name(*[1]), ' and ', name(*[2]))"/>
    </xsl:message>
  </xsl:template>

  <xsl:template match="tei:choice/tei:corr">
    <xsl:call-template name="content"/>
  </xsl:template>

  <!-- The call goes to the word before: if a space is before it, the space comes after. -->
  <xsl:template match="tei:surplus">
    <xsl:variable name="before" select="string(preceding-sibling::node()[1][self::text()])"/>
    <xsl:value-of select="concat('surplus(', print:literal(print:lang(.)), ',', print:entry(.))"/>
    <xsl:value-of select="concat(print:literal(normalize-space()), ',')"/>
    <xsl:apply-templates select="." mode="grounds"/>
    <xsl:text>);</xsl:text>
    <xsl:apply-templates select="." mode="call"/>
    <xsl:if test="substring($before, string-length($before)) = ' '">" ";</xsl:if>
  </xsl:template>

  <xsl:template match="text()[following-sibling::node()[1][self::tei:surplus]][substring(., string-length()) = ' ']">
    <xsl:value-of select="concat(print:literal(print:folded(substring(., 1, string-length() - 1))), ';')"/>
  </xsl:template>

  <xsl:template match="tei:supplied">
    <xsl:value-of select="concat('supplied(', print:literal(print:lang(.)), ',{')"/>
    <xsl:apply-templates/>
    <xsl:value-of select="concat('},', print:entry(.), print:literal(.), ',')"/>
    <xsl:apply-templates select="." mode="grounds"/>
    <xsl:text>);</xsl:text>
    <xsl:apply-templates select="." mode="call"/>
  </xsl:template>

  <!-- A supplied head is bracketed; that the source has none needs no footnote. -->
  <xsl:template match="tei:head[@type = 'supplied']/tei:supplied">
    <xsl:text>bracketed({</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>});</xsl:text>
    <xsl:apply-templates select="." mode="call"/>
  </xsl:template>

  <xsl:template match="tei:unclear">
    <xsl:text>unclear({</xsl:text>
    <xsl:call-template name="content"/>
    <xsl:text>});</xsl:text>
  </xsl:template>

  <xsl:template match="tei:gap">
    <xsl:text>gap();</xsl:text>
    <xsl:apply-templates select="self::*[@xml:id]" mode="call"/>
  </xsl:template>

  <!-- A character that XML cannot hold: its code point. -->
  <xsl:template match="tei:g">
    <xsl:variable name="char" select="key('id', substring-after(@ref, '#'))"/>
    <xsl:variable name="code" select="$char/tei:mapping[@type = 'codepoint']"/>
    <xsl:choose>
      <xsl:when test="node()"><xsl:apply-templates/></xsl:when>
      <xsl:when test="$code">
        <xsl:value-of select="concat('g(', print:literal(normalize-space($code)), ');')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat('g(', print:literal(substring-after(@ref, '#')), ');')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The key, the number and the place of the entry of an emendation. -->
  <func:function name="print:entry">
    <xsl:param name="emendation"/>
    <xsl:variable name="n" select="print:number($emendation)"/>
    <xsl:variable name="key" select="print:literal(concat($prefix, 'emendation ', $n))"/>
    <func:result select="concat($key, ',', $n, ',', print:literal(print:place($emendation)), ',')"/>
  </func:function>

  <!-- Who answers for it, how sure it is and why. -->
  <xsl:template match="*" mode="grounds">
    <xsl:value-of select="concat('resp:', print:resp(@resp), ',cert:', print:literal(@cert))"/>
    <xsl:value-of select="concat(',evidence:', print:literal(@evidence))"/>
    <xsl:variable name="whole" select="self::*[not(self::tei:corr)] | self::tei:corr/parent::tei:choice"/>
    <xsl:variable name="notes" select="key('annotation', $whole/@xml:id)[print:reason(.)]"/>
    <xsl:variable name="by" select="print:resp(@resp)"/>
    <xsl:if test="$notes">
      <xsl:text>,why:{</xsl:text>
      <xsl:for-each select="$notes">
        <xsl:if test="position() &gt; 1">" ";</xsl:if>
        <xsl:apply-templates select="." mode="print"><xsl:with-param name="at" select="$whole"/><xsl:with-param name="by" select="$by"/></xsl:apply-templates>
      </xsl:for-each>
      <xsl:text>}</xsl:text>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
