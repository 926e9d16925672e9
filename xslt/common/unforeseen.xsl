<?xml version="1.0" encoding="UTF-8"?>
<!-- Nothing vanishes: in the text, an element without a template stops the build with its name and place. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:saxon="http://icl.com/saxon" exclude-result-prefixes="saxon">

  <xsl:template match="*"><xsl:apply-templates select="." mode="unforeseen"/></xsl:template>

  <xsl:template match="*" mode="unforeseen">
    <xsl:message terminate="yes">
      <xsl:value-of select="concat('no template for ', name(), ' in ', name(..))"/>
      <xsl:value-of select="concat(', at ', ancestor-or-self::*[@xml:id][1]/@xml:id)"/>
      <xsl:value-of select="concat(', line ', saxon:line-number(.))"/>
    </xsl:message>
  </xsl:template>
</xsl:stylesheet>
