<?xml version="1.0" encoding="UTF-8"?>
<!-- How to cite a text of the edition: an article of a newspaper, in an edition of both its languages.  All of it comes
     from the header; a part that is not known is left out, with its punctuation.
     mode apa       APA, 7th edition: a chapter of an edited book, republished (9.41)
     mode chicago   The Chicago Manual of Style, 18th edition: an entry of a bibliography
     mode gbt       GB/T 7714: 析出文献 of a newspaper, in an electronic edition
     f:lead(TEI)    the language of the original, or of the only version
     f:own-title(TEI)  its title in that language; f:other-title(TEI) the title in another one, English if there is one
     Names are given as they are known, in one piece: nobody said which part is the family's.
     Parameters: `url`, the address of the page; the variable `edition-titles`, the titles of the edition. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:func="http://exslt.org/functions" xmlns:str="http://exslt.org/strings"
    extension-element-prefixes="func str" exclude-result-prefixes="tei f">

  <xsl:param name="url"/>

  <func:function name="f:lead">
    <xsl:param name="text"/>
    <xsl:variable name="versions" select="$text/tei:text/tei:body/tei:div"/>
    <func:result select="string(($versions[@type = 'original'] | $versions[not(../tei:div[@type = 'original'])])[1]/@xml:lang)"/>
  </func:function>

  <func:function name="f:own-title">
    <xsl:param name="text"/>
    <func:result select="f:in($text/tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title, f:lead($text))"/>
  </func:function>

  <func:function name="f:other-title">
    <xsl:param name="text"/>
    <xsl:variable name="first" select="f:own-title($text)"/>
    <func:result select="f:in($first/../tei:title[f:primary(@xml:lang) != f:primary($first/@xml:lang)], 'en')"/>
  </func:function>

  <!-- Who edited the text: those that are said to have edited it, or else all that are named. -->
  <func:function name="f:editors">
    <xsl:param name="header"/>
    <xsl:variable name="named" select="$header/tei:fileDesc/tei:titleStmt/*[self::tei:respStmt or self::tei:editor]"/>
    <xsl:variable name="editing" select="$named[self::tei:editor or starts-with(tei:resp[starts-with(@xml:lang, 'en')], 'edit')]"/>
    <func:result select="$editing | $named[not($editing)]"/>
  </func:function>

  <func:function name="f:source">
    <xsl:param name="header"/>
    <func:result select="$header/tei:fileDesc/tei:sourceDesc/tei:biblStruct[1]/tei:monogr"/>
  </func:function>

  <!-- The version of the edition, when it was made, and by whom it was published, unless its editors did. -->
  <func:function name="f:publisher">
    <xsl:param name="header"/>
    <xsl:variable name="names" select="f:editors($header)/descendant-or-self::*[not(*)]"/>
    <func:result select="$header/tei:fileDesc/tei:publicationStmt/tei:publisher[not(normalize-space() = $names)][1]"/>
  </func:function>

  <xsl:template match="tei:titleStmt/tei:title" mode="cited"><span lang="{@xml:lang}"><xsl:value-of select="normalize-space()"/></span></xsl:template>
  <xsl:template match="tei:title" mode="cited-work"><cite lang="{@xml:lang}"><xsl:value-of select="normalize-space()"/></cite></xsl:template>
  <xsl:template match="tei:respStmt | tei:editor" mode="cited">
    <xsl:param name="language" select="'en'"/>
    <xsl:variable name="names" select="tei:persName | tei:orgName | tei:name | self::tei:editor[not(*)]"/>
    <xsl:value-of select="normalize-space(f:in($names, $language))"/>
  </xsl:template>

  <!-- Several names: "A", "A and B", "A, B, and C". -->
  <xsl:template name="names">
    <xsl:param name="of"/>
    <xsl:param name="last" select="'and'"/>
    <xsl:for-each select="$of">
      <xsl:if test="position() != 1">
        <xsl:if test="last() != 2">,</xsl:if>
        <xsl:if test="position() = last()"><xsl:value-of select="concat(' ', $last)"/></xsl:if>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates select="." mode="cited"/>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="tei:author" mode="cited"><xsl:value-of select="normalize-space()"/></xsl:template>

  <xsl:template name="address">
    <xsl:if test="$url != ''"><xsl:text> </xsl:text><a class="url" href="{$url}"><xsl:value-of select="$url"/></a></xsl:if>
  </xsl:template>

  <!-- A full stop, unless the words before it end in a mark of their own. -->
  <xsl:template name="stop">
    <xsl:param name="after"/>
    <xsl:if test="not(contains('.?!。？！…', substring(normalize-space($after), string-length(normalize-space($after)))))">.</xsl:if>
  </xsl:template>

  <!-- After a name of a list in which all are divided by commas: a comma, or a full stop after the last. -->
  <xsl:template name="between">
    <xsl:param name="after"/>
    <xsl:choose>
      <xsl:when test="position() != last()">,</xsl:when>
      <xsl:otherwise><xsl:call-template name="stop"><xsl:with-param name="after" select="$after"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="tei:TEI" mode="apa">
    <xsl:variable name="header" select="tei:teiHeader"/>
    <xsl:variable name="authors" select="$header/tei:fileDesc/tei:titleStmt/tei:author"/>
    <xsl:variable name="made"><xsl:value-of select="substring($header/tei:fileDesc/tei:publicationStmt/tei:date[1]/@when, 1, 4)"/></xsl:variable>
    <xsl:variable name="date" select="concat(' (', $made, substring('n.d.', 1, 4 * ($made = '')), '). ')"/>
    <xsl:variable name="title"><xsl:apply-templates select="." mode="both-titles"/></xsl:variable>
    <xsl:if test="$authors">
      <xsl:call-template name="names"><xsl:with-param name="of" select="$authors"/><xsl:with-param name="last" select="'&amp;'"/></xsl:call-template>
      <xsl:call-template name="stop"><xsl:with-param name="after" select="$authors[last()]"/></xsl:call-template>
      <xsl:value-of select="$date"/>
    </xsl:if>
    <xsl:copy-of select="$title"/>
    <xsl:call-template name="stop"><xsl:with-param name="after" select="$title"/></xsl:call-template>
    <xsl:choose>
      <xsl:when test="$authors"><xsl:text> </xsl:text></xsl:when>
      <xsl:otherwise><xsl:value-of select="$date"/></xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="$header" mode="apa-edition"/>
    <xsl:for-each select="f:publisher($header)"><xsl:value-of select="concat(' ', normalize-space(), '.')"/></xsl:for-each>
    <xsl:call-template name="address"/>
    <xsl:apply-templates select="f:source($header)" mode="apa"/>
  </xsl:template>

  <xsl:template match="tei:teiHeader" mode="apa-edition">
    <xsl:variable name="editors" select="f:editors(.)"/>
    <xsl:if test="$edition-titles">
      <xsl:text>In </xsl:text>
      <xsl:if test="$editors">
        <xsl:call-template name="names"><xsl:with-param name="of" select="$editors"/><xsl:with-param name="last" select="'&amp;'"/></xsl:call-template>
        <xsl:value-of select="concat(' (Ed', substring('s', 1, count($editors) != 1), '.), ')"/>
      </xsl:if>
      <xsl:apply-templates select="f:in($edition-titles, 'en')" mode="cited-work"/>
      <xsl:for-each select="tei:fileDesc/tei:editionStmt/tei:edition[1]/@n"><xsl:value-of select="concat(' (Version ', ., ')')"/></xsl:for-each>
      <xsl:text>.</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:monogr" mode="apa">
    <xsl:text> (Reprinted from </xsl:text>
    <xsl:apply-templates select="f:in(tei:title, 'en')" mode="cited-work"/>
    <xsl:for-each select="tei:imprint/tei:date/@when"><xsl:value-of select="concat(', ', f:american(.))"/></xsl:for-each>
    <xsl:for-each select="tei:biblScope[@unit = 'page']"><xsl:value-of select="concat(', p', substring('p', 1, contains(., '-') or contains(., '–')), '. ', .)"/></xsl:for-each>
    <xsl:text>)</xsl:text>
  </xsl:template>

  <!-- A title that is not English is followed by its translation. -->
  <xsl:template match="tei:TEI" mode="both-titles">
    <xsl:variable name="first" select="f:own-title(.)"/>
    <xsl:apply-templates select="$first" mode="cited"/>
    <xsl:for-each select="f:other-title(.)[f:primary($first/@xml:lang) != 'en']"> [<xsl:apply-templates select="." mode="cited"/>]</xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:TEI" mode="chicago">
    <xsl:variable name="header" select="tei:teiHeader"/>
    <xsl:variable name="authors" select="$header/tei:fileDesc/tei:titleStmt/tei:author"/>
    <xsl:if test="$authors"><xsl:call-template name="names"><xsl:with-param name="of" select="$authors"/></xsl:call-template><xsl:call-template name="stop"><xsl:with-param name="after" select="$authors[last()]"/></xsl:call-template><xsl:text> </xsl:text></xsl:if>
    <xsl:variable name="first" select="f:own-title(.)"/>
    <xsl:variable name="other" select="f:other-title(.)[f:primary($first/@xml:lang) != 'en']"/>
    <xsl:text>“</xsl:text>
    <xsl:apply-templates select="$first" mode="cited"/>
    <xsl:if test="not($other)"><xsl:call-template name="stop"><xsl:with-param name="after" select="$first"/></xsl:call-template></xsl:if>
    <xsl:text>”</xsl:text>
    <xsl:for-each select="$other"> [<xsl:apply-templates select="." mode="cited"/>].</xsl:for-each>
    <xsl:apply-templates select="f:source($header)" mode="chicago"/>
    <xsl:apply-templates select="$header" mode="chicago-edition"/>
    <xsl:if test="$url != ''"><xsl:call-template name="address"/>.</xsl:if>
  </xsl:template>

  <xsl:template match="tei:monogr" mode="chicago">
    <xsl:variable name="when" select="tei:imprint/tei:date/@when"/>
    <xsl:text> </xsl:text>
    <xsl:apply-templates select="f:in(tei:title, 'en')" mode="cited-work"/>
    <xsl:if test="$when"><xsl:value-of select="concat(', ', f:american($when))"/></xsl:if>
    <xsl:for-each select="tei:biblScope[@unit = 'page']"><xsl:value-of select="concat(', ', .)"/></xsl:for-each>
    <xsl:text>.</xsl:text>
  </xsl:template>

  <xsl:template match="tei:teiHeader" mode="chicago-edition">
    <xsl:variable name="made" select="substring(tei:fileDesc/tei:publicationStmt/tei:date[1]/@when, 1, 4)"/>
    <xsl:variable name="publisher" select="normalize-space(f:publisher(.))"/>
    <xsl:if test="$edition-titles">
      <xsl:text> In </xsl:text>
      <xsl:apply-templates select="f:in($edition-titles, 'en')" mode="cited-work"/>
      <xsl:if test="f:editors(.)">
        <xsl:text>, edited by </xsl:text>
        <xsl:call-template name="names"><xsl:with-param name="of" select="f:editors(.)"/></xsl:call-template>
      </xsl:if>
      <xsl:for-each select="tei:fileDesc/tei:editionStmt/tei:edition[1]/@n"><xsl:value-of select="concat(', version ', .)"/></xsl:for-each>
      <xsl:if test="$publisher != ''"><xsl:value-of select="concat('. ', $publisher)"/></xsl:if>
      <xsl:if test="$made != ''"><xsl:value-of select="concat(', ', $made)"/></xsl:if>
      <xsl:text>.</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- "January 13, 1959". -->
  <func:function name="f:american">
    <xsl:param name="iso"/>
    <xsl:choose>
      <xsl:when test="string-length($iso) = 10">
        <func:result select="concat($months[number(substring($iso, 6, 2))], ' ', number(substring($iso, 9)), ', ', substring($iso, 1, 4))"/>
      </xsl:when>
      <xsl:otherwise><func:result select="f:date($iso, 'en')"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- A script puts the reader's day into the empty span, since the standard asks for it. -->
  <xsl:template match="tei:TEI" mode="gbt">
    <xsl:variable name="header" select="tei:teiHeader"/>
    <xsl:variable name="titles" select="$header/tei:fileDesc/tei:titleStmt/tei:title"/>
    <xsl:variable name="source" select="f:source($header)"/>
    <xsl:variable name="when" select="$header/tei:fileDesc/tei:publicationStmt/tei:date[1]/@when"/>
    <xsl:for-each select="$header/tei:fileDesc/tei:titleStmt/tei:author"><xsl:value-of select="normalize-space()"/><xsl:call-template name="between"><xsl:with-param name="after" select="."/></xsl:call-template></xsl:for-each>
    <xsl:apply-templates select="f:in($titles, 'zh')[f:primary(@xml:lang) = 'zh'] | f:own-title(.)[not($titles[f:primary(@xml:lang) = 'zh'])]" mode="cited"/>
    <xsl:variable name="kind" select="concat(substring('N', 1, $source/tei:title/@level = 'j'), substring('EB', 1, 2 * not($source/tei:title/@level = 'j')))"/>
    <xsl:value-of select="concat('[', $kind, substring('/OL', 1, 3 * ($url != '')), ']')"/>
    <xsl:if test="$source">
      <xsl:value-of select="concat('. ', normalize-space(f:in($source/tei:title, 'zh')))"/>
      <xsl:for-each select="$source/tei:imprint/tei:date/@when"><xsl:value-of select="concat(', ', .)"/></xsl:for-each>
      <xsl:for-each select="$source/tei:biblScope[@unit = 'page']"><xsl:value-of select="concat('(', ., ')')"/></xsl:for-each>
    </xsl:if>
    <xsl:if test="$edition-titles">
      <xsl:text>//</xsl:text>
      <xsl:for-each select="f:editors($header)">
        <xsl:variable name="name"><xsl:apply-templates select="." mode="cited"><xsl:with-param name="language" select="'zh'"/></xsl:apply-templates></xsl:variable>
        <span>
          <xsl:if test="contains('ABCDEFGHIJKLMNOPQRSTUVWXYZ', substring($name, 1, 1))"><xsl:attribute name="lang">en</xsl:attribute></xsl:if>
          <xsl:value-of select="$name"/>
        </span>
        <xsl:call-template name="between"><xsl:with-param name="after" select="$name"/></xsl:call-template>
      </xsl:for-each>
      <xsl:value-of select="normalize-space(f:in($edition-titles, 'zh'))"/>
      <xsl:for-each select="$header/tei:fileDesc/tei:editionStmt/tei:edition[1]/@n"><xsl:value-of select="concat('. ', ., '版')"/></xsl:for-each>
    </xsl:if>
    <xsl:if test="$when or f:publisher($header)">
      <xsl:text>. </xsl:text>
      <xsl:for-each select="f:publisher($header)">
        <span>
          <xsl:if test="contains('ABCDEFGHIJKLMNOPQRSTUVWXYZ', substring(normalize-space(), 1, 1))"><xsl:attribute name="lang">en</xsl:attribute></xsl:if>
          <xsl:value-of select="normalize-space()"/>
        </span>
        <xsl:if test="$when">, </xsl:if>
      </xsl:for-each>
      <xsl:if test="$when"><xsl:value-of select="concat(substring($when, 1, 4), '(', $when, ')')"/></xsl:if>
    </xsl:if>
    <xsl:if test="$url != ''"><span class="accessed"></span></xsl:if>
    <xsl:text>.</xsl:text>
    <xsl:if test="$url != ''"><xsl:call-template name="address"/>.</xsl:if>
  </xsl:template>
</xsl:stylesheet>
