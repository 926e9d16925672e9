<?xml version="1.0" encoding="UTF-8"?>
<!-- What reference managers take over of a text: the same as citation.xsl says, as data.
     mode bibtex    an entry for BibTeX or biblatex, in UTF-8
     mode csl       an item of CSL-JSON (an array of one), as a tree that json.xsl writes
     f:ending(div)  how the name of the file ends that has a version as plain text: its language, or its number where others
                    are in the same language
     Imports nothing; needs citation.xsl. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:func="http://exslt.org/functions" xmlns:str="http://exslt.org/strings"
    extension-element-prefixes="func str" exclude-result-prefixes="tei f">

  <func:function name="f:ending">
    <xsl:param name="version"/>
    <xsl:variable name="same" select="$version/../tei:div[@xml:lang = $version/@xml:lang]"/>
    <xsl:choose>
      <xsl:when test="count($same) = 1 and f:tag($version/@xml:lang)"><func:result select="concat($version/@xml:lang, '.txt')"/></xsl:when>
      <xsl:otherwise><func:result select="concat('version', count($version/preceding-sibling::tei:div) + 1, '.txt')"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- Whether a string is of the letters, digits and hyphens of a language tag, and so no way out of a folder. -->
  <func:function name="f:tag">
    <xsl:param name="string"/>
    <func:result select="$string != '' and translate($string, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-', '') = ''"/>
  </func:function>

  <!-- An entry's key: what the document is called, without what a key may not hold. -->
  <func:function name="f:key">
    <xsl:param name="text"/>
    <xsl:variable name="name" select="string(($text/tei:teiHeader/tei:fileDesc/tei:publicationStmt/tei:idno[@type = 'tei'] | $text/@xml:id | $text/@n)[last()])"/>
    <xsl:variable name="letters" select="'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:'"/>
    <xsl:variable name="key" select="translate($name, translate($name, $letters, ''), '')"/>
    <func:result select="concat($key, substring('text', 1, 4 * ($key = '')))"/>
  </func:function>

  <!-- The title, and its translation, as one string. -->
  <func:function name="f:full-title">
    <xsl:param name="text"/>
    <xsl:variable name="first" select="f:own-title($text)"/>
    <xsl:variable name="other" select="f:other-title($text)[f:primary($first/@xml:lang) != 'en']"/>
    <func:result select="concat(normalize-space($first), substring(concat(' [', normalize-space($other), ']'), 1, (string-length(normalize-space($other)) + 3) * boolean($other)))"/>
  </func:function>

  <!-- The edition, for those who read the record: nothing in these formats is both a newspaper's and an edition's. -->
  <func:function name="f:within">
    <xsl:param name="header"/>
    <xsl:variable name="n" select="$header/tei:fileDesc/tei:editionStmt/tei:edition[1]/@n"/>
    <xsl:variable name="when" select="$header/tei:fileDesc/tei:publicationStmt/tei:date[1]/@when"/>
    <xsl:variable name="said">
      <xsl:for-each select="$edition-titles"><xsl:value-of select="concat(substring(' = ', 1, 3 * (position() != 1)), normalize-space())"/></xsl:for-each>
      <xsl:if test="$n"><xsl:value-of select="concat(', version ', $n)"/></xsl:if>
      <xsl:if test="$when"><xsl:value-of select="concat(', ', $when)"/></xsl:if>
    </xsl:variable>
    <func:result select="substring(concat('In: ', $said), 1, (string-length($said) + 4) * boolean($edition-titles))"/>
  </func:function>

  <xsl:template match="tei:TEI" mode="bibtex">
    <xsl:variable name="file" select="tei:teiHeader/tei:fileDesc"/>
    <xsl:variable name="source" select="f:source(tei:teiHeader)"/>
    <xsl:variable name="when" select="($source/tei:imprint/tei:date/@when | $file/tei:publicationStmt/tei:date[not($source/tei:imprint/tei:date/@when)]/@when)[1]"/>
    <xsl:variable name="press" select="boolean($source/tei:title/@level = 'j')"/>
    <xsl:value-of select="concat('@', substring('article', 1, 7 * $press), substring('misc', 1, 4 * not($press)), '{', f:key(.))"/>
    <xsl:if test="$press"><xsl:text>,&#10;  entrysubtype = {newspaper}</xsl:text></xsl:if>
    <xsl:call-template name="names-field"><xsl:with-param name="name" select="'author'"/><xsl:with-param name="of" select="$file/tei:titleStmt/tei:author"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="name" select="'title'"/><xsl:with-param name="value" select="f:full-title(.)"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="name" select="'journal'"/><xsl:with-param name="value" select="f:in($source/tei:title, f:lead(.))"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="name" select="'date'"/><xsl:with-param name="value" select="$when"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="name" select="'year'"/><xsl:with-param name="value" select="substring($when, 1, 4)"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="name" select="'pages'"/><xsl:with-param name="value" select="$source/tei:biblScope[@unit = 'page']"/></xsl:call-template>
    <xsl:call-template name="names-field"><xsl:with-param name="name" select="'editor'"/><xsl:with-param name="of" select="f:editors(tei:teiHeader)"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="name" select="'version'"/><xsl:with-param name="value" select="$file/tei:editionStmt/tei:edition/@n"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="name" select="'publisher'"/><xsl:with-param name="value" select="$file/tei:publicationStmt/tei:publisher"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="name" select="'language'"/><xsl:with-param name="value" select="f:lead(.)"/></xsl:call-template>
    <xsl:if test="$url != ''"><xsl:value-of select="concat(',&#10;  url = {', $url, '}')"/></xsl:if>
    <xsl:call-template name="field"><xsl:with-param name="name" select="'note'"/><xsl:with-param name="value" select="f:within(tei:teiHeader)"/></xsl:call-template>
    <xsl:text>&#10;}&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="field">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:if test="normalize-space($value) != ''"><xsl:value-of select="concat(',&#10;  ', $name, ' = {', f:tex($value), '}')"/></xsl:if>
  </xsl:template>

  <!-- Braces of their own keep a name in one piece. -->
  <xsl:template name="names-field">
    <xsl:param name="name"/>
    <xsl:param name="of"/>
    <xsl:if test="$of">
      <xsl:value-of select="concat(',&#10;  ', $name, ' = {')"/>
      <xsl:for-each select="$of">
        <xsl:variable name="cited"><xsl:apply-templates select="." mode="cited"/></xsl:variable>
        <xsl:value-of select="concat(substring(' and ', 1, 5 * (position() != 1)), '{', f:tex($cited), '}')"/>
      </xsl:for-each>
      <xsl:text>}</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- As TeX reads it: its special characters, one by one, so that none is taken for part of another's name. -->
  <func:function name="f:tex">
    <xsl:param name="string"/>
    <xsl:variable name="plain" select="normalize-space($string)"/>
    <xsl:choose>
      <xsl:when test="translate($plain, '\{}$&amp;#^_~%', '') = $plain"><func:result select="$plain"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="escaped">
          <xsl:for-each select="str:tokenize($plain, '')">
            <xsl:choose>
              <xsl:when test=". = '\'">\textbackslash{}</xsl:when>
              <xsl:when test=". = '~'">\textasciitilde{}</xsl:when>
              <xsl:when test=". = '^'">\textasciicircum{}</xsl:when>
              <xsl:when test=". = '{'">\textbraceleft{}</xsl:when>
              <xsl:when test=". = '}'">\textbraceright{}</xsl:when>
              <xsl:when test="contains('$&amp;#_%', .)"><xsl:value-of select="concat('\', .)"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
            </xsl:choose>
          </xsl:for-each>
        </xsl:variable>
        <func:result select="string($escaped)"/>
      </xsl:otherwise>
    </xsl:choose>
  </func:function>

  <xsl:template match="tei:TEI" mode="csl">
    <xsl:variable name="file" select="tei:teiHeader/tei:fileDesc"/>
    <xsl:variable name="source" select="f:source(tei:teiHeader)"/>
    <xsl:variable name="when" select="($source/tei:imprint/tei:date/@when | $file/tei:publicationStmt/tei:date[not($source/tei:imprint/tei:date/@when)]/@when)[1]"/>
    <array>
      <map>
        <string key="id"><xsl:value-of select="f:key(.)"/></string>
        <string key="type">
          <xsl:choose><xsl:when test="$source/tei:title/@level = 'j'">article-newspaper</xsl:when><xsl:otherwise>document</xsl:otherwise></xsl:choose>
        </string>
        <string key="language"><xsl:value-of select="f:lead(.)"/></string>
        <string key="title"><xsl:value-of select="f:full-title(.)"/></string>
        <array key="author"><xsl:apply-templates select="$file/tei:titleStmt/tei:author" mode="csl"/></array>
        <array key="editor"><xsl:apply-templates select="f:editors(tei:teiHeader)" mode="csl"/></array>
        <string key="container-title"><xsl:value-of select="normalize-space(f:in($source/tei:title, f:lead(.)))"/></string>
        <xsl:if test="translate(substring($when, 1, 4), '0123456789', '') = ''">
          <map key="issued"><array key="date-parts"><array>
            <xsl:for-each select="str:tokenize(substring($when, 1, 10), '-')[number(.) = number(.)]"><number><xsl:value-of select="."/></number></xsl:for-each>
          </array></array></map>
        </xsl:if>
        <string key="page"><xsl:value-of select="$source/tei:biblScope[@unit = 'page']"/></string>
        <string key="publisher"><xsl:value-of select="normalize-space($file/tei:publicationStmt/tei:publisher)"/></string>
        <string key="version"><xsl:value-of select="$file/tei:editionStmt/tei:edition/@n"/></string>
        <string key="source"><xsl:value-of select="normalize-space(f:in($edition-titles, 'en'))"/></string>
        <string key="URL"><xsl:value-of select="$url"/></string>
        <string key="note"><xsl:value-of select="f:within(tei:teiHeader)"/></string>
      </map>
    </array>
  </xsl:template>

  <xsl:template match="tei:author | tei:respStmt | tei:editor" mode="csl"><map><string key="literal"><xsl:apply-templates select="." mode="cited"/></string></map></xsl:template>
</xsl:stylesheet>
