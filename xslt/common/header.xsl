<?xml version="1.0" encoding="UTF-8"?>
<!-- What the teiHeader says, for readers.
     mode source     where the text was printed, in one language (param language)
     mode sources    the same where a page may speak several languages; mode resp, what somebody answers for
     mode name       the title of a document in one language (param language), else its first
     mode colophon   the facts of the edition as a list of terms
     mode citation   how to cite the text
     mode who        whom a @resp names -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:func="http://exslt.org/functions"
    extension-element-prefixes="func" exclude-result-prefixes="tei f">

  <!-- Of several elements the one in this language, else the first. -->
  <func:function name="f:in">
    <xsl:param name="nodes"/>
    <xsl:param name="language"/>
    <func:result select="($nodes[f:primary(@xml:lang) = f:primary($language)][1]
        | $nodes[not($nodes[f:primary(@xml:lang) = f:primary($language)])][1])[1]"/>
  </func:function>

  <xsl:template match="tei:TEI" mode="name">
    <xsl:param name="language" select="$ui"/>
    <xsl:value-of select="normalize-space(f:in(tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title, $language))"/>
  </xsl:template>

  <xsl:template match="tei:teiHeader" mode="source">
    <xsl:param name="language" select="$ui"/>
    <xsl:apply-templates select="tei:fileDesc/tei:sourceDesc/tei:biblStruct[1]" mode="source">
      <xsl:with-param name="language" select="$language"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="tei:biblStruct" mode="source">
    <xsl:param name="language"/>
    <xsl:variable name="title" select="f:in(tei:monogr/tei:title, $language)"/>
    <xsl:variable name="when" select="f:date((tei:monogr/tei:imprint/tei:date/@when)[1], $language)"/>
    <xsl:variable name="page" select="tei:monogr/tei:biblScope[@unit = 'page']"/>
    <xsl:choose>
      <xsl:when test="f:primary($language) = 'zh'">
        <cite class="title" lang="{$title/@xml:lang}"><xsl:value-of select="concat('《', $title, '》')"/></cite>
        <xsl:value-of select="$when"/>
        <xsl:if test="$page"><xsl:value-of select="concat('，第', $page, '版')"/></xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <cite class="title" lang="{$title/@xml:lang}"><xsl:value-of select="$title"/></cite>
        <xsl:if test="$when != ''"><xsl:value-of select="concat(', ', $when)"/></xsl:if>
        <xsl:if test="$page"><xsl:value-of select="concat(', ', f:label('page', $language), ' ', $page)"/></xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:teiHeader" mode="sources"><xsl:apply-templates select="." mode="source"/></xsl:template>
  <xsl:template match="tei:respStmt" mode="resp"><xsl:value-of select="f:in(tei:resp, $ui)"/></xsl:template>

  <xsl:template match="@resp | @who" mode="who">
    <xsl:apply-templates select="f:targets(.)" mode="who"/>
    <xsl:if test="not(f:targets(.))"><xsl:value-of select="translate(., '#', '')"/></xsl:if>
  </xsl:template>
  <xsl:template match="*" mode="who"><xsl:value-of select="@xml:id"/></xsl:template>
  <xsl:template match="tei:respStmt | tei:editor" mode="who">
    <xsl:variable name="names" select="tei:persName | tei:orgName | tei:name"/>
    <xsl:value-of select="normalize-space(f:in($names, $ui))"/>
  </xsl:template>
  <xsl:template match="tei:application" mode="who">
    <xsl:copy-of select="f:l('computed')"/><xsl:value-of select="concat(' (', @ident, ' ', @version, ')')"/>
  </xsl:template>

  <xsl:template match="tei:teiHeader" mode="citation">
    <xsl:variable name="file" select="tei:fileDesc"/>
    <xsl:for-each select="$file/tei:titleStmt/tei:author"><xsl:value-of select="concat(normalize-space(), ', ')"/></xsl:for-each>
    <xsl:variable name="title" select="f:in($file/tei:titleStmt/tei:title, $ui)"/>
    <span lang="{$title/@xml:lang}">“<xsl:value-of select="normalize-space($title)"/>”</span>
    <xsl:text>, </xsl:text>
    <xsl:apply-templates select="." mode="source"/>
    <xsl:text>. </xsl:text>
    <cite><xsl:value-of select="$edition-title"/></cite>
    <xsl:for-each select="$file/tei:titleStmt/tei:respStmt">
      <xsl:value-of select="concat(', ', f:in(tei:resp, $ui), ' ')"/><xsl:apply-templates select="." mode="who"/>
    </xsl:for-each>
    <xsl:for-each select="$file/tei:editionStmt/tei:edition/@n"><xsl:value-of select="concat(', ', f:label('version.n', $ui), ' ', .)"/></xsl:for-each>
    <xsl:for-each select="$file/tei:publicationStmt/tei:date[1]"><xsl:value-of select="concat(' (', f:date(@when, $ui), ')')"/></xsl:for-each>
    <xsl:text>.</xsl:text>
  </xsl:template>

  <xsl:template match="tei:teiHeader" mode="colophon">
    <dl class="colophon">
      <xsl:apply-templates select="tei:fileDesc/tei:titleStmt/tei:author" mode="colophon"/>
      <dt><xsl:copy-of select="f:l('source')"/></dt>
      <dd><xsl:apply-templates select="." mode="sources"/></dd>
      <xsl:apply-templates select="tei:fileDesc/tei:titleStmt/tei:respStmt" mode="colophon"/>
      <xsl:apply-templates select="tei:fileDesc/tei:editionStmt/tei:edition" mode="colophon"/>
      <xsl:apply-templates select="tei:fileDesc/tei:publicationStmt/tei:publisher" mode="colophon"/>
      <xsl:apply-templates select="tei:fileDesc/tei:publicationStmt/tei:idno" mode="colophon"/>
      <xsl:apply-templates select="tei:fileDesc/tei:publicationStmt/tei:availability" mode="colophon"/>
      <xsl:apply-templates select="tei:encodingDesc/tei:appInfo/tei:application" mode="colophon"/>
      <xsl:apply-templates select="tei:fileDesc/tei:sourceDesc//tei:bibl[@type = 'seed']" mode="colophon"/>
    </dl>
  </xsl:template>

  <xsl:template match="tei:author | tei:publisher" mode="colophon">
    <dt><xsl:copy-of select="f:l(local-name())"/></dt>
    <dd><xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:value-of select="."/></dd>
  </xsl:template>

  <xsl:template match="tei:respStmt" mode="colophon">
    <dt><xsl:apply-templates select="." mode="resp"/></dt>
    <dd>
      <xsl:variable name="address" select="*/@ref[f:web(.)]"/>
      <xsl:choose>
        <xsl:when test="$address"><a href="{$address}"><xsl:apply-templates select="." mode="who"/></a></xsl:when>
        <xsl:otherwise><xsl:apply-templates select="." mode="who"/></xsl:otherwise>
      </xsl:choose>
    </dd>
  </xsl:template>

  <xsl:template match="tei:edition" mode="colophon">
    <dt><xsl:copy-of select="f:l('version')"/></dt>
    <dd>
      <xsl:value-of select="@n"/>
      <xsl:for-each select="../../tei:publicationStmt/tei:date[1]">, <time datetime="{@when}" data-l-date=""><xsl:value-of select="f:date(@when, $ui)"/></time></xsl:for-each>
    </dd>
  </xsl:template>

  <xsl:template match="tei:publicationStmt/tei:idno" mode="colophon">
    <dt><xsl:copy-of select="f:l('identifier')"/></dt>
    <dd><code><xsl:value-of select="."/></code></dd>
  </xsl:template>

  <xsl:template match="tei:availability" mode="colophon">
    <xsl:for-each select="tei:licence">
      <dt><xsl:copy-of select="f:l('licence')"/></dt>
      <dd>
        <xsl:choose>
          <xsl:when test="f:web(@target)"><a rel="license" href="{@target}"><xsl:value-of select="normalize-space()"/></a></xsl:when>
          <xsl:otherwise><xsl:value-of select="normalize-space()"/></xsl:otherwise>
        </xsl:choose>
      </dd>
    </xsl:for-each>
    <xsl:if test="tei:p"><dt><xsl:copy-of select="f:l('rights')"/></dt></xsl:if>
    <xsl:for-each select="tei:p"><dd><xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:apply-templates/></dd></xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:application" mode="colophon">
    <dt><xsl:copy-of select="f:l('made')"/></dt>
    <dd><xsl:value-of select="concat(@ident, ' ', @version)"/></dd>
  </xsl:template>

  <xsl:template match="tei:bibl" mode="colophon">
    <dt><xsl:copy-of select="f:l('seed')"/></dt>
    <dd>
      <code><xsl:value-of select="tei:idno[@type = 'file']"/></code>
      <xsl:for-each select="tei:measure[@unit = 'byte']"><xsl:value-of select="concat(', ', .)"/></xsl:for-each>
      <xsl:for-each select="tei:idno[@type = 'sha256']">
        <span class="digest"><xsl:copy-of select="f:l('sha256')"/><xsl:text> </xsl:text><code><xsl:value-of select="."/></code></span>
      </xsl:for-each>
    </dd>
  </xsl:template>
</xsl:stylesheet>
