<?xml version="1.0" encoding="UTF-8"?>
<!-- What the templates of ../common make (HTML in no namespace) as XHTML for an e-book: in its namespace, with xml:lang
     beside lang and epub:type where a role says the same.  What is hidden, and what only scripts read, is left out.
     mode xhtml   an element of HTML -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:epub="http://www.idpf.org/2007/ops">

  <xsl:template match="*" mode="xhtml">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:apply-templates select="@*" mode="xhtml"/>
      <xsl:apply-templates mode="xhtml"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="@*" mode="xhtml"><xsl:copy/></xsl:template>
  <xsl:template match="@lang" mode="xhtml"><xsl:copy/><xsl:attribute name="xml:lang"><xsl:value-of select="."/></xsl:attribute></xsl:template>
  <xsl:template match="@lang[. = '']" mode="xhtml"/>
  <xsl:template match="@role[. = 'doc-noteref']" mode="xhtml"><xsl:copy/><xsl:attribute name="epub:type">noteref</xsl:attribute></xsl:template>
  <xsl:template match="@role[. = 'doc-footnote']" mode="xhtml"><xsl:copy/><xsl:attribute name="epub:type">footnote</xsl:attribute></xsl:template>
  <xsl:template match="@role[. = 'doc-index']" mode="xhtml"><xsl:copy/><xsl:attribute name="epub:type">index</xsl:attribute></xsl:template>
  <xsl:template match="@role[. = 'doc-chapter']" mode="xhtml"><xsl:copy/><xsl:attribute name="epub:type">chapter</xsl:attribute></xsl:template>
  <xsl:template match="@*[starts-with(name(), 'data-')]" mode="xhtml"/>
  <xsl:template match="*[@hidden]" mode="xhtml"/>

  <!-- A character that XML cannot hold is drawn by a page's style sheet from its code point; here it is written. -->
  <xsl:template match="span[@data-codepoint]" mode="xhtml">
    <xsl:element name="span" namespace="http://www.w3.org/1999/xhtml">
      <xsl:apply-templates select="@class | @title" mode="xhtml"/>
      <xsl:value-of select="concat('[', @data-codepoint, ']')"/>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
