<?xml version="1.0" encoding="UTF-8"?>
<!--
  What the header tells the reader.  Modes: document, the PDF's own title, authors, date and the running heads;
  masthead, the source line (and the title of a text without heads) above the text; imprint, the colophon; opening,
  what a book is told of a text where that begins; told, all that the header tells, as a Typst dictionary; made, the part
  of that on what the text is made of.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    xmlns:func="http://exslt.org/functions" xmlns:print="tei:print"
    extension-element-prefixes="func" exclude-result-prefixes="tei str print">

  <!-- Of elements in several languages the one in `lang`, or the first. -->
  <func:function name="print:in">
    <xsl:param name="elements"/>
    <xsl:param name="lang"/>
    <xsl:variable name="primary" select="substring-before(concat($lang, '-'), '-')"/>
    <xsl:variable name="own" select="$elements[substring-before(concat(@xml:lang, '-'), '-') = $primary]"/>
    <func:result select="($own | $elements[not($own)])[1]"/>
  </func:function>

  <!-- A Typst pair: language and text. -->
  <func:function name="print:worded">
    <xsl:param name="element"/>
    <xsl:variable name="text" select="print:literal(normalize-space($element))"/>
    <func:result select="concat('(', print:literal(print:lang($element)), ',', $text, ')')"/>
  </func:function>

  <!-- What the text is called in `lang`, or in any language, or else its xml:id: an element, or that attribute. -->
  <func:function name="print:titled">
    <xsl:param name="lang"/>
    <xsl:variable name="stated" select="/*/tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title"/>
    <xsl:variable name="worded" select="$stated[normalize-space()]"/>
    <func:result select="print:in($worded, $lang) | /tei:TEI[not($worded)]/@xml:id"/>
  </func:function>

  <xsl:template match="tei:teiHeader" mode="document">
    <xsl:param name="columns" select="count($versions)"/>
    <xsl:variable name="title" select="print:titled($language)"/>
    <xsl:value-of select="concat('#show: edition.with(language:', print:literal($language))"/>
    <xsl:value-of select="concat(',versions:', $columns)"/>
    <xsl:value-of select="concat(',title:', print:literal(normalize-space($title)))"/>
    <xsl:value-of select="concat(',description:', print:literal(normalize-space(print:in(tei:encodingDesc/tei:projectDesc/tei:p[normalize-space()], $language))), ',authors:(')"/>
    <xsl:for-each select="tei:fileDesc/tei:titleStmt/tei:author
        | tei:fileDesc/tei:titleStmt/tei:respStmt/*[self::tei:persName or self::tei:name or self::tei:orgName]">
      <xsl:if test="normalize-space()"><xsl:value-of select="concat(print:literal(normalize-space()), ',')"/></xsl:if>
    </xsl:for-each>
    <xsl:text>),keywords:(</xsl:text>
    <xsl:for-each select="tei:profileDesc/tei:textClass/tei:keywords/tei:term">
      <xsl:value-of select="concat(print:literal(normalize-space()), ',')"/>
    </xsl:for-each>
    <xsl:text>),dates:(</xsl:text>
    <xsl:for-each select="tei:fileDesc/tei:publicationStmt/tei:date/@when">
      <xsl:value-of select="concat(print:literal(.), ',')"/>
    </xsl:for-each>
    <xsl:for-each select="tei:fileDesc/tei:sourceDesc/tei:biblStruct[1]/tei:monogr/tei:imprint/tei:date/@when">
      <xsl:value-of select="concat(print:literal(.), ',')"/>
    </xsl:for-each>
    <xsl:value-of select="concat('),name:', print:literal(substring-after(str:tokenize($titles, '&#10;')[1], '&#9;')))"/>
    <xsl:text>,source:</xsl:text>
    <xsl:apply-templates select="." mode="source">
      <xsl:with-param name="lang" select="$language"/>
    </xsl:apply-templates>
    <xsl:text>)&#10;</xsl:text>
  </xsl:template>

  <!-- Where the text appeared, as a Typst dictionary: author, title of the paper, date, page. -->
  <xsl:template match="tei:teiHeader" mode="source">
    <xsl:param name="lang"/>
    <xsl:variable name="bibl" select="tei:fileDesc/tei:sourceDesc/tei:biblStruct[1]"/>
    <xsl:variable name="page" select="$bibl/tei:monogr//tei:biblScope[@unit = 'page'][1]"/>
    <xsl:value-of select="concat('(lang:', print:literal($lang), ',author:(')"/>
    <xsl:for-each select="$bibl/tei:analytic/tei:author[normalize-space()]">
      <xsl:value-of select="concat(print:worded(.), ',')"/>
    </xsl:for-each>
    <xsl:text>),title:</xsl:text>
    <xsl:value-of select="print:worded(print:in($bibl/tei:monogr/tei:title, $lang))"/>
    <xsl:value-of select="concat(',date:', print:literal($bibl/tei:monogr/tei:imprint/tei:date/@when))"/>
    <xsl:value-of select="concat(',page:', print:literal(string($page/@n | $page[not(@n)])), ')')"/>
  </xsl:template>

  <xsl:template match="tei:teiHeader" mode="masthead">
    <xsl:text>#masthead(at,</xsl:text>
    <xsl:apply-templates select="." mode="source">
      <xsl:with-param name="lang" select="print:lang($original)"/>
    </xsl:apply-templates>
    <xsl:text>,</xsl:text>
    <xsl:choose>
      <xsl:when test="$translation">
        <xsl:apply-templates select="." mode="source">
          <xsl:with-param name="lang" select="print:lang($translation)"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise>none</xsl:otherwise>
    </xsl:choose>
    <xsl:text>)&#10;</xsl:text>
    <xsl:value-of select="concat('#untitled(at,', not($versions/tei:head[print:level(.) = 1]), ',{')"/>
    <xsl:apply-templates select="print:titled(print:lang($original))" mode="heading"/>
    <xsl:text>},{</xsl:text>
    <xsl:if test="$translation">
      <xsl:variable name="left" select="print:titled(print:lang($original))"/>
      <xsl:variable name="right" select="print:titled(print:lang($translation))"/>
      <xsl:apply-templates select="$right[generate-id() != generate-id($left)]" mode="heading"/>
    </xsl:if>
    <xsl:text>})&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:title | @xml:id" mode="heading">
    <xsl:value-of select="concat('head(1,bookmarked:true,language(', print:literal(print:lang(.)), ',')"/>
    <xsl:value-of select="concat(print:literal(normalize-space()), '));')"/>
  </xsl:template>

  <xsl:template match="tei:teiHeader" mode="imprint">
    <xsl:text>#imprint(at,</xsl:text>
    <xsl:apply-templates select="." mode="told"/>
    <xsl:text>)&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:teiHeader" mode="opening">
    <xsl:text>#opening((texts:(</xsl:text>
    <xsl:for-each select="tei:fileDesc/tei:titleStmt/tei:title">
      <xsl:value-of select="concat(print:worded(.), ',')"/>
    </xsl:for-each>
    <xsl:value-of select="concat('),key:', print:literal($prefix), ',')"/>
    <xsl:apply-templates select="." mode="made"/>
    <xsl:text>))&#10;</xsl:text>
  </xsl:template>

  <!-- What a text is made of. -->
  <xsl:template match="tei:teiHeader" mode="made">
    <xsl:variable name="seed" select="tei:fileDesc/tei:sourceDesc/tei:bibl[@type = 'seed']"/>
    <xsl:variable name="identifier" select="tei:fileDesc/tei:publicationStmt/tei:idno[1]"/>
    <xsl:value-of select="concat('identifier:', print:literal(normalize-space($identifier)))"/>
    <xsl:value-of select="concat(',seed:', print:literal(normalize-space($seed/tei:idno[@type = 'file'])))"/>
    <xsl:value-of select="concat(',bytes:', print:literal($seed/tei:measure[@unit = 'byte']/@quantity))"/>
    <xsl:value-of select="concat(',sha256:', print:literal(normalize-space($seed/tei:idno[@type = 'sha256'])))"/>
    <xsl:text>,source:</xsl:text>
    <xsl:apply-templates select="." mode="source">
      <xsl:with-param name="lang" select="$language"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="tei:teiHeader" mode="told">
    <xsl:variable name="publication" select="tei:fileDesc/tei:publicationStmt"/>
    <xsl:variable name="licence" select="$publication/tei:availability/tei:licence"/>
    <xsl:variable name="tool" select="tei:encodingDesc/tei:appInfo/tei:application[1]"/>
    <xsl:text>(titles:(</xsl:text>
    <xsl:for-each select="str:tokenize($titles, '&#10;')">
      <xsl:value-of select="concat('(', print:literal(substring-before(., '&#9;')), ',')"/>
      <xsl:value-of select="concat(print:literal(substring-after(., '&#9;')), '),')"/>
    </xsl:for-each>
    <xsl:text>),texts:(</xsl:text>
    <xsl:for-each select="tei:fileDesc/tei:titleStmt/tei:title">
      <xsl:value-of select="concat(print:worded(.), ',')"/>
    </xsl:for-each>
    <xsl:text>),editors:(</xsl:text>
    <xsl:for-each select="tei:fileDesc/tei:titleStmt/tei:respStmt">
      <xsl:for-each select="tei:persName | tei:name | tei:orgName">
        <xsl:value-of select="concat('(', print:literal(normalize-space(print:in(../tei:resp, $language))), ',')"/>
        <xsl:value-of select="concat(print:literal(normalize-space()), ',', print:literal(@ref), '),')"/>
      </xsl:for-each>
    </xsl:for-each>
    <xsl:text>),spoken:(</xsl:text>
    <xsl:for-each select="../tei:text/tei:body/tei:div/@xml:lang | str:tokenize(../@languages)"><xsl:value-of select="concat(print:literal(.), ',')"/></xsl:for-each>
    <xsl:text>),rights:(</xsl:text>
    <xsl:for-each select="$publication/tei:availability/tei:p">
      <xsl:value-of select="concat(print:worded(.), ',')"/>
    </xsl:for-each>
    <xsl:value-of select="concat('),publisher:', print:literal(normalize-space($publication/tei:publisher)))"/>
    <xsl:value-of select="concat(',date:', print:literal($publication/tei:date/@when))"/>
    <xsl:value-of select="concat(',version:', print:literal(tei:fileDesc/tei:editionStmt/tei:edition/@n))"/>
    <xsl:value-of select="concat(',licence:', print:literal(normalize-space($licence)))"/>
    <xsl:value-of select="concat(',licensed:', print:literal($licence/@target))"/>
    <xsl:value-of select="concat(',tool:', print:literal(concat($tool/@ident, ' ', $tool/@version)), ',')"/>
    <xsl:apply-templates select="." mode="made"/>
    <xsl:text>)</xsl:text>
  </xsl:template>

</xsl:stylesheet>
