<?xml version="1.0" encoding="UTF-8"?>
<!-- What a page says of itself to reference managers and search engines, in its head.
     mode metadata of a TEI     a text: Highwire's citation_*, Dublin Core, Open Graph, schema.org, its other forms
     mode metadata of a corpus  the site: Open Graph, schema.org
     mode metadata of a record  a person, place, organisation, event or document, with who else knows it (sameAs)
     Needs header.xsl, citation.xsl, json.xsl; and identifiers.xsl, where there are records. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:func="http://exslt.org/functions" xmlns:exsl="http://exslt.org/common" xmlns:str="http://exslt.org/strings"
    extension-element-prefixes="func exsl str" exclude-result-prefixes="tei f">

  <!-- Where the site is, as far as data can say: other data may be told of the same thing. -->
  <xsl:variable name="edition-id" select="concat($address, substring(concat($root, 'index.html'), 1, 99 * ($address = '')), '#edition')"/>

  <xsl:template name="json-ld">
    <xsl:param name="tree"/>
    <script type="application/ld+json"><xsl:apply-templates select="exsl:node-set($tree)/*" mode="json"/></script>
  </xsl:template>

  <!-- A text -->

  <xsl:template match="tei:TEI" mode="metadata">
    <xsl:apply-templates select="." mode="highwire"/>
    <xsl:apply-templates select="." mode="dublin-core"/>
    <xsl:apply-templates select="." mode="open-graph"/>
    <xsl:apply-templates select="$corpus-header/tei:notesStmt/tei:relatedItem/tei:bibl/tei:ref[not(starts-with(@target, '../'))]" mode="alternate"/>
    <xsl:for-each select="tei:teiHeader/tei:fileDesc/tei:publicationStmt/tei:availability/tei:licence[f:web(@target)]"><link rel="license" href="{@target}"/></xsl:for-each>
    <xsl:variable name="tree"><xsl:apply-templates select="." mode="schema.org"/></xsl:variable>
    <xsl:call-template name="json-ld"><xsl:with-param name="tree" select="$tree"/></xsl:call-template>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:TEI" mode="highwire">
    <xsl:variable name="file" select="tei:teiHeader/tei:fileDesc"/>
    <xsl:variable name="source" select="f:source(tei:teiHeader)"/>
    <xsl:variable name="lead" select="f:lead(.)"/>
    <meta name="citation_title" lang="{f:own-title(.)/@xml:lang}" content="{normalize-space(f:own-title(.))}"/>
    <xsl:for-each select="$file/tei:titleStmt/tei:author"><meta name="citation_author" content="{normalize-space()}"/></xsl:for-each>
    <xsl:for-each select="f:editors(tei:teiHeader)">
      <meta name="citation_editor"><xsl:attribute name="content"><xsl:apply-templates select="." mode="cited"/></xsl:attribute></meta>
    </xsl:for-each>
    <xsl:for-each select="$source/tei:imprint/tei:date/@when"><meta name="citation_publication_date" content="{translate(., '-', '/')}"/></xsl:for-each>
    <xsl:for-each select="$file/tei:publicationStmt/tei:date[1]/@when"><meta name="citation_online_date" content="{translate(., '-', '/')}"/></xsl:for-each>
    <xsl:for-each select="f:in($source/tei:title[@level = 'j'], $lead)"><meta name="citation_journal_title" lang="{@xml:lang}" content="{normalize-space()}"/></xsl:for-each>
    <xsl:for-each select="$source/tei:biblScope[@unit = 'page']"><meta name="citation_firstpage" content="{normalize-space()}"/></xsl:for-each>
    <xsl:for-each select="$file/tei:publicationStmt/tei:publisher"><meta name="citation_publisher" content="{normalize-space()}"/></xsl:for-each>
    <meta name="citation_language" content="{$lead}"/>
    <xsl:for-each select="f:in(tei:teiHeader/tei:profileDesc/tei:textClass/tei:keywords, 'en')/tei:term"><meta name="citation_keywords" content="{normalize-space()}"/></xsl:for-each>
    <xsl:if test="$url != ''">
      <meta name="citation_fulltext_html_url" content="{$url}"/>
      <xsl:for-each select="$corpus-header/tei:notesStmt/tei:relatedItem/tei:bibl/tei:ref[. = 'PDF'][1]">
        <meta name="citation_pdf_url" content="{concat($address, f:uri(@target))}"/>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <!-- A path as part of an address: what its names hold of characters that mean something there is escaped. -->
  <func:function name="f:uri">
    <xsl:param name="path"/>
    <xsl:variable name="parts">
      <xsl:for-each select="str:tokenize($path, '/')"><xsl:value-of select="concat(substring('/', 1, position() != 1), str:encode-uri(., true()))"/></xsl:for-each>
    </xsl:variable>
    <func:result select="string($parts)"/>
  </func:function>

  <xsl:template match="tei:TEI" mode="dublin-core">
    <xsl:variable name="file" select="tei:teiHeader/tei:fileDesc"/>
    <xsl:for-each select="$file/tei:titleStmt/tei:title"><meta name="dcterms.title" lang="{@xml:lang}" content="{normalize-space()}"/></xsl:for-each>
    <xsl:for-each select="$file/tei:titleStmt/tei:author"><meta name="dcterms.creator" content="{normalize-space()}"/></xsl:for-each>
    <xsl:for-each select="f:editors(tei:teiHeader)">
      <meta name="dcterms.contributor"><xsl:attribute name="content"><xsl:apply-templates select="." mode="cited"/></xsl:attribute></meta>
    </xsl:for-each>
    <xsl:for-each select="$file/tei:publicationStmt/tei:publisher"><meta name="dcterms.publisher" content="{normalize-space()}"/></xsl:for-each>
    <xsl:for-each select="$file/tei:publicationStmt/tei:date/@when"><meta name="dcterms.issued" content="{.}"/></xsl:for-each>
    <xsl:for-each select="f:source(tei:teiHeader)/tei:imprint/tei:date/@when"><meta name="dcterms.created" content="{.}"/></xsl:for-each>
    <xsl:for-each select="tei:text/tei:body/tei:div"><meta name="dcterms.language" content="{@xml:lang}"/></xsl:for-each>
    <xsl:for-each select="$file/tei:publicationStmt/tei:idno"><meta name="dcterms.identifier" content="{.}"/></xsl:for-each>
    <xsl:for-each select="$edition-titles"><meta name="dcterms.isPartOf" lang="{@xml:lang}" content="{normalize-space()}"/></xsl:for-each>
    <xsl:for-each select="$file/tei:publicationStmt/tei:availability/tei:licence/@target"><meta name="dcterms.license" content="{.}"/></xsl:for-each>
  </xsl:template>

  <!-- What a link to the page looks like elsewhere: in the language of the frame, with where the text was printed. -->
  <xsl:template match="tei:TEI" mode="open-graph">
    <xsl:variable name="title" select="f:in(tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title, $ui)"/>
    <xsl:variable name="described">
      <xsl:apply-templates select="tei:teiHeader" mode="source"/>
      <xsl:text>. </xsl:text>
      <xsl:value-of select="normalize-space((f:other-title(.) | f:own-title(.))[generate-id() != generate-id($title)][1])"/>
    </xsl:variable>
    <meta name="description" content="{normalize-space($described)}"/>
    <meta property="og:type" content="article"/>
    <meta property="og:title" content="{normalize-space($title)}"/>
    <meta property="og:description" content="{normalize-space($described)}"/>
    <xsl:call-template name="open-graph"/>
    <meta property="og:locale" content="{f:locale($title/@xml:lang)}"/>
    <xsl:for-each select="tei:text/tei:body/tei:div[f:primary(@xml:lang) != f:primary($title/@xml:lang)]">
      <meta property="og:locale:alternate" content="{f:locale(@xml:lang)}"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="open-graph">
    <xsl:if test="$edition-title != ''"><meta property="og:site_name" content="{$edition-title}"/></xsl:if>
    <xsl:if test="$url != ''"><meta property="og:url" content="{$url}"/></xsl:if>
  </xsl:template>

  <!-- Open Graph wants a country with the language; of a script, the one where it is usual. -->
  <func:function name="f:locale">
    <xsl:param name="tag"/>
    <xsl:choose>
      <xsl:when test="$tag = 'zh' or $tag = 'zh-Hans'"><func:result select="'zh_CN'"/></xsl:when>
      <xsl:when test="$tag = 'zh-Hant'"><func:result select="'zh_TW'"/></xsl:when>
      <xsl:when test="$tag = 'en'"><func:result select="'en_GB'"/></xsl:when>
      <xsl:otherwise><func:result select="translate($tag, '-', '_')"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- Other forms of the text, known by their endings. -->
  <xsl:template match="tei:ref" mode="alternate"/>
  <xsl:template match="tei:ref[. = 'TEI']" mode="alternate"><link rel="alternate" type="application/tei+xml" href="{f:uri(@target)}"/></xsl:template>
  <xsl:template match="tei:ref[. = 'PDF']" mode="alternate"><link rel="alternate" type="application/pdf" href="{f:uri(@target)}"/></xsl:template>

  <!-- The page is the editors' work, under their licence; the versions of the text are what it is about. -->
  <xsl:template match="tei:TEI" mode="schema.org">
    <map>
      <string key="@context">https://schema.org</string>
      <array key="@graph">
        <map>
          <string key="@type">WebPage</string>
          <string key="@id"><xsl:value-of select="concat($url, substring('#page', 1, 5 * ($url = '')))"/></string>
          <string key="url"><xsl:value-of select="$url"/></string>
          <xsl:apply-templates select="tei:teiHeader/tei:fileDesc" mode="schema.org"/>
          <array key="mainEntity"><xsl:for-each select="tei:text/tei:body/tei:div"><map><string key="@id"><xsl:value-of select="concat($url, '#', @xml:id)"/></string></map></xsl:for-each></array>
        </map>
        <xsl:apply-templates select="tei:text/tei:body/tei:div" mode="schema.org"/>
        <xsl:if test="$edition-titles">
          <map><string key="@type">Collection</string><string key="@id"><xsl:value-of select="$edition-id"/></string><array key="name"><xsl:apply-templates select="$edition-titles" mode="schema.org"/></array></map>
        </xsl:if>
      </array>
    </map>
  </xsl:template>

  <xsl:template match="tei:fileDesc" mode="schema.org">
    <array key="name"><xsl:apply-templates select="tei:titleStmt/tei:title" mode="schema.org"/></array>
    <xsl:if test="$edition-titles"><map key="isPartOf"><string key="@id"><xsl:value-of select="$edition-id"/></string></map></xsl:if>
    <string key="identifier"><xsl:value-of select="tei:publicationStmt/tei:idno"/></string>
    <string key="version"><xsl:value-of select="tei:editionStmt/tei:edition/@n"/></string>
    <string key="datePublished"><xsl:value-of select="tei:publicationStmt/tei:date[1]/@when"/></string>
    <string key="license"><xsl:value-of select="tei:publicationStmt/tei:availability/tei:licence[f:web(@target)]/@target"/></string>
    <array key="editor"><xsl:apply-templates select="f:editors(ancestor::tei:teiHeader)" mode="schema.org"/></array>
    <map key="publisher"><xsl:if test="tei:publicationStmt/tei:publisher"><string key="@type">Organization</string></xsl:if><string key="name"><xsl:value-of select="normalize-space(tei:publicationStmt/tei:publisher)"/></string></map>
    <array key="encoding"><xsl:apply-templates select="$corpus-header/tei:notesStmt/tei:relatedItem/tei:bibl/tei:ref[not(starts-with(@target, '../'))]" mode="schema.org"/></array>
  </xsl:template>

  <xsl:template match="tei:title | tei:projectDesc/tei:p" mode="schema.org"><map><string key="@language"><xsl:value-of select="@xml:lang"/></string><string key="@value"><xsl:value-of select="normalize-space()"/></string></map></xsl:template>

  <xsl:template match="tei:respStmt | tei:editor" mode="schema.org">
    <map>
      <string key="@type"><xsl:choose><xsl:when test="tei:orgName">Organization</xsl:when><xsl:otherwise>Person</xsl:otherwise></xsl:choose></string>
      <string key="@id"><xsl:value-of select="descendant-or-self::*[f:web(@ref)]/@ref"/></string>
      <string key="name"><xsl:apply-templates select="." mode="cited"/></string>
    </map>
  </xsl:template>

  <xsl:template match="tei:ref" mode="schema.org">
    <map>
      <string key="@type">MediaObject</string>
      <string key="encodingFormat"><xsl:value-of select="concat(substring('application/tei+xml', 1, 19 * (. = 'TEI')), substring('application/pdf', 1, 15 * (. = 'PDF')))"/></string>
      <string key="contentUrl"><xsl:value-of select="concat($address, f:uri(@target))"/></string>
    </map>
  </xsl:template>

  <!-- A version of the text. -->
  <xsl:template match="tei:div" mode="schema.org">
    <xsl:variable name="header" select="ancestor::tei:TEI/tei:teiHeader"/>
    <xsl:variable name="source" select="f:source($header)"/>
    <xsl:variable name="title" select="f:in($header/tei:fileDesc/tei:titleStmt/tei:title, @xml:lang)"/>
    <map>
      <string key="@type"><xsl:choose><xsl:when test="$source/tei:title/@level = 'j'">NewsArticle</xsl:when><xsl:otherwise>Article</xsl:otherwise></xsl:choose></string>
      <string key="@id"><xsl:value-of select="concat($url, '#', @xml:id)"/></string>
      <string key="inLanguage"><xsl:value-of select="@xml:lang"/></string>
      <string key="headline"><xsl:value-of select="normalize-space($title)"/></string>
      <xsl:apply-templates select="." mode="of-work"/>
    </map>
  </xsl:template>

  <xsl:template match="tei:div" mode="of-work">
    <xsl:for-each select="../tei:div[@type = 'original'][1]"><map key="translationOfWork"><string key="@id"><xsl:value-of select="concat($url, '#', @xml:id)"/></string></map></xsl:for-each>
  </xsl:template>
  <xsl:template match="tei:div[@type = 'original' or not(../tei:div[@type = 'original'])]" mode="of-work">
    <xsl:variable name="header" select="ancestor::tei:TEI/tei:teiHeader"/>
    <xsl:variable name="source" select="f:source($header)"/>
    <xsl:if test="@type = 'original'">
      <array key="workTranslation"><xsl:for-each select="../tei:div[@type = 'translation']"><map><string key="@id"><xsl:value-of select="concat($url, '#', @xml:id)"/></string></map></xsl:for-each></array>
    </xsl:if>
    <array key="author"><xsl:for-each select="$header/tei:fileDesc/tei:titleStmt/tei:author"><map><string key="@type">Person</string><string key="name"><xsl:value-of select="normalize-space()"/></string></map></xsl:for-each></array>
    <string key="datePublished"><xsl:value-of select="$source/tei:imprint/tei:date/@when"/></string>
    <string key="pagination"><xsl:value-of select="$source/tei:biblScope[@unit = 'page']"/></string>
    <xsl:if test="$source/tei:title[@level = 'j']">
      <map key="isPartOf"><string key="@type">Newspaper</string><array key="name"><xsl:apply-templates select="$source/tei:title[@level = 'j']" mode="schema.org"/></array></map>
    </xsl:if>
  </xsl:template>

  <!-- The site -->

  <xsl:template match="tei:teiCorpus" mode="metadata">
    <xsl:variable name="tree"><xsl:apply-templates select="." mode="schema.org"/></xsl:variable>
    <xsl:if test="$edition-title != ''">
      <xsl:variable name="described" select="normalize-space(f:in((descendant::tei:TEI)[1]/tei:teiHeader/tei:encodingDesc/tei:projectDesc/tei:p[normalize-space()], $ui))"/>
      <xsl:if test="$described != ''"><meta name="description" content="{$described}"/></xsl:if>
      <meta property="og:type" content="website"/>
      <meta property="og:title" content="{$edition-title}"/>
      <xsl:if test="$described != ''"><meta property="og:description" content="{$described}"/></xsl:if>
      <xsl:call-template name="open-graph"/>
      <xsl:call-template name="json-ld"><xsl:with-param name="tree" select="$tree"/></xsl:call-template>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:teiCorpus" mode="schema.org">
    <xsl:variable name="header" select="(descendant::tei:TEI)[1]/tei:teiHeader"/>
    <map>
      <string key="@context">https://schema.org</string>
      <array key="@graph">
        <map>
          <string key="@type">WebSite</string>
          <string key="@id"><xsl:value-of select="concat($address, '#site')"/></string>
          <string key="url"><xsl:value-of select="$address"/></string>
          <array key="name"><xsl:apply-templates select="$edition-titles" mode="schema.org"/></array>
          <map key="mainEntity"><string key="@id"><xsl:value-of select="$edition-id"/></string></map>
        </map>
        <map>
          <string key="@type">Collection</string>
          <string key="@id"><xsl:value-of select="$edition-id"/></string>
          <array key="name"><xsl:apply-templates select="$edition-titles" mode="schema.org"/></array>
          <array key="description"><xsl:apply-templates select="$header/tei:encodingDesc/tei:projectDesc/tei:p[@xml:lang][normalize-space()]" mode="schema.org"/></array>
          <array key="inLanguage"><xsl:for-each select="$edition-titles"><string><xsl:value-of select="@xml:lang"/></string></xsl:for-each></array>
          <string key="version"><xsl:value-of select="$edition-version"/></string>
          <string key="datePublished"><xsl:value-of select="$edition-date"/></string>
          <string key="license"><xsl:value-of select="$licence-address"/></string>
          <array key="editor"><xsl:apply-templates select="f:editors($header)" mode="schema.org"/></array>
        </map>
      </array>
    </map>
  </xsl:template>

  <!-- A record -->

  <xsl:template match="tei:person | tei:place | tei:org | tei:event | tei:bibl" mode="metadata">
    <xsl:variable name="tree"><xsl:apply-templates select="." mode="schema.org"/></xsl:variable>
    <xsl:call-template name="json-ld"><xsl:with-param name="tree" select="$tree"/></xsl:call-template>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:person | tei:place | tei:org | tei:event | tei:bibl" mode="schema.org">
    <map>
      <string key="@context">https://schema.org</string>
      <string key="@type"><xsl:apply-templates select="." mode="schema.org-type"/></string>
      <string key="@id"><xsl:value-of select="concat($url, '#', @xml:id)"/></string>
      <string key="url"><xsl:value-of select="$url"/></string>
      <array key="name"><xsl:apply-templates select="f:preferred(.)" mode="schema.org"/></array>
      <array key="alternateName"><xsl:apply-templates select="*[@type = 'variant' or @type = 'abbreviation'][@xml:lang]" mode="schema.org"/></array>
      <array key="sameAs">
        <xsl:for-each select="tei:idno[f:authority(@type) != '']"><string><xsl:value-of select="concat(f:authority(@type), .)"/></string></xsl:for-each>
        <xsl:for-each select="tei:idno[f:web(.)]"><string><xsl:value-of select="."/></string></xsl:for-each>
      </array>
      <string key="birthDate"><xsl:value-of select="tei:birth/@when"/></string>
      <string key="deathDate"><xsl:value-of select="tei:death/@when"/></string>
      <string key="startDate"><xsl:value-of select="self::tei:event/@when | self::tei:event/@from"/></string>
      <string key="endDate"><xsl:value-of select="self::tei:event/@to"/></string>
      <xsl:apply-templates select="tei:location/tei:geo[1]" mode="schema.org"/>
    </map>
  </xsl:template>

  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:eventName" mode="schema.org">
    <map><string key="@language"><xsl:value-of select="@xml:lang"/></string><string key="@value"><xsl:value-of select="normalize-space()"/></string></map>
  </xsl:template>

  <xsl:template match="tei:geo" mode="schema.org">
    <xsl:variable name="place" select="normalize-space(translate(., ',', ' '))"/>
    <map key="geo">
      <string key="@type">GeoCoordinates</string>
      <number key="latitude"><xsl:value-of select="substring-before($place, ' ')"/></number>
      <number key="longitude"><xsl:value-of select="substring-before(concat(substring-after($place, ' '), ' '), ' ')"/></number>
    </map>
  </xsl:template>

  <xsl:template match="tei:person" mode="schema.org-type">Person</xsl:template>
  <xsl:template match="tei:place" mode="schema.org-type">Place</xsl:template>
  <xsl:template match="tei:org" mode="schema.org-type">Organization</xsl:template>
  <xsl:template match="tei:event" mode="schema.org-type">Event</xsl:template>
  <xsl:template match="tei:bibl" mode="schema.org-type">CreativeWork</xsl:template>
</xsl:stylesheet>
