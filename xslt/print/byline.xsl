<?xml version="1.0" encoding="UTF-8"?>
<!--
  Bylines: who wrote or sent the text, before or after its paragraphs.  Function: print:peer(byline), its counterpart.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    xmlns:func="http://exslt.org/functions" xmlns:print="tei:print"
    extension-element-prefixes="func" exclude-result-prefixes="tei str print">

  <!-- Bylines without pointers belong together in the order in which two corresponding divisions have them. -->
  <func:function name="print:peer">
    <xsl:param name="byline"/>
    <xsl:variable name="place" select="count($byline/preceding-sibling::tei:byline[print:unbound(.)])"/>
    <xsl:variable name="there" select="print:across($byline/parent::tei:div)"/>
    <xsl:variable name="alone" select="count($there) = 1 and count(print:across($there)) = 1"/>
    <func:result select="$there[$alone]/tei:byline[print:unbound(.)][$place + 1]"/>
  </func:function>

  <func:function name="print:across">
    <xsl:param name="divisions"/>
    <xsl:variable name="pointers">
      <xsl:for-each select="$divisions/@corresp"><xsl:value-of select="concat(., ' ')"/></xsl:for-each>
    </xsl:variable>
    <xsl:variable name="named" select="key('id', str:tokenize(translate($pointers, '#', ' ')))"/>
    <func:result select="($named | key('corresp', $divisions/@xml:id))[self::tei:div]"/>
  </func:function>

  <func:function name="print:unbound">
    <xsl:param name="block"/>
    <func:result select="not($block/@corresp or key('corresp', $block/@xml:id))"/>
  </func:function>

  <xsl:template match="tei:byline" mode="block">
    <xsl:text>byline({</xsl:text>
    <xsl:call-template name="content"/>
    <xsl:apply-templates select="." mode="division"/>
    <xsl:text>});</xsl:text>
  </xsl:template>

</xsl:stylesheet>
