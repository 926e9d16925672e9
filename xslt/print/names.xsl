<?xml version="1.0" encoding="UTF-8"?>
<!--
  Names: a mention tells the index where it stands; the index lists the records that are mentioned, in every language,
  with pages.  Mode: register, the index.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    xmlns:func="http://exslt.org/functions" xmlns:print="tei:print"
    extension-element-prefixes="func" exclude-result-prefixes="tei str print">

  <xsl:key name="mention" match="tei:body//*[@ref][not(ancestor-or-self::tei:sic or ancestor::tei:surplus)]"
      use="str:tokenize(translate(@ref, '#', ' '))"/>

  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:eventName | tei:name">
    <xsl:call-template name="content"/>
  </xsl:template>

  <xsl:template match="tei:body//tei:persName[@ref] | tei:body//tei:placeName[@ref] | tei:body//tei:orgName[@ref]
                     | tei:body//tei:eventName[@ref] | tei:body//tei:name[@ref] | tei:body//tei:title[@ref]">
    <xsl:text>name((</xsl:text>
    <xsl:for-each select="str:tokenize(translate(@ref, '#', ' '))">
      <xsl:value-of select="concat(print:literal(.), ',')"/>
    </xsl:for-each>
    <xsl:text>),{</xsl:text>
    <xsl:call-template name="content"/>
    <xsl:text>});</xsl:text>
  </xsl:template>

  <!-- What a record is sorted by: its first name in letters, or else its first, without capitals and accents. -->
  <func:function name="print:filing">
    <xsl:param name="record"/>
    <xsl:variable name="names" select="$record/*[@xml:lang]"/>
    <xsl:variable name="lettered" select="$names[not(print:unspaced(@xml:lang))]"/>
    <func:result select="translate(normalize-space(($lettered | $names[not($lettered)])[1]),
        'ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖŌÙÚÛÜŪàáâãäåçèéêëìíîïñòóôõöōùúûüū',
        'abcdefghijklmnopqrstuvwxyzaaaaaaceeeeiiiinoooooouuuuuaaaaaaceeeeiiiinoooooouuuuu')"/>
  </func:function>

  <xsl:template match="tei:standOff" mode="register">
    <xsl:variable name="records" select="../tei:standOff/*/*[@xml:id][key('mention', @xml:id)]"/>
    <xsl:if test="$records">
      <xsl:text>#register(at, (</xsl:text>
      <xsl:for-each select="str:tokenize('person place org event bibl')">
        <xsl:variable name="kind" select="string()"/>
        <xsl:value-of select="concat('(', print:literal($kind), ',(')"/>
        <xsl:apply-templates select="$records[local-name() = $kind]" mode="register">
          <xsl:sort select="print:filing(.)"/>
        </xsl:apply-templates>
        <xsl:text>)),</xsl:text>
      </xsl:for-each>
      <xsl:text>))&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:standOff/*/*" mode="register">
    <xsl:value-of select="concat('(', print:literal(@xml:id), ',(')"/>
    <xsl:for-each select="(tei:persName | tei:placeName | tei:orgName | tei:eventName | tei:title | tei:label)
        [not(@type = 'variant')]">
      <xsl:value-of select="concat('(', print:literal(print:lang(.)), ',', print:literal(normalize-space()), '),')"/>
    </xsl:for-each>
    <xsl:text>)),&#10;</xsl:text>
  </xsl:template>

</xsl:stylesheet>
