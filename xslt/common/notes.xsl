<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes stand apart from the text, in standOff, and point into it.  Each version calls a note where its span ends; the
     notes follow the text, in the order of their calls, with what both versions say at that place.  A note on several places
     is called once in each paragraph or head.
     f:note-number(annotation)  its number on the page
     mode calls                 the calls that follow an element
     mode endnote               an annotation as an item of the list -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:func="http://exslt.org/functions" xmlns:str="http://exslt.org/strings"
    xmlns:exsl="http://exslt.org/common" extension-element-prefixes="func str exsl" exclude-result-prefixes="tei f">

  <xsl:key name="annotation" match="tei:annotation[tei:note]" use="str:tokenize(translate(@target, '#', ' '))"/>
  <xsl:key name="annotation-itself" match="tei:annotation" use="generate-id()"/>

  <xsl:variable name="annotations" select="$text/tei:standOff/tei:listAnnotation/tei:annotation[tei:note]"/>

  <!-- Whether the notes are by several; one voice is named once, above them. -->
  <xsl:variable name="voices" select="$annotations/tei:note/@resp != $annotations/tei:note/@resp"/>

  <!-- A call: which note, after which element, in which version, the how manieth there. -->
  <xsl:variable name="call-tree">
    <xsl:for-each select="$annotations[f:targets(@target)[not(self::tei:choice or self::tei:surplus or self::tei:supplied)]]">
      <xsl:variable name="annotation" select="."/>
      <xsl:variable name="targets" select="f:targets(@target)"/>
      <xsl:for-each select="$versions">
        <xsl:variable name="here" select="$targets[generate-id(f:version(.)) = generate-id(current())]"/>
        <xsl:variable name="version" select="@xml:id"/>
        <xsl:for-each select="$here[f:last-of-block(., $here)]">
          <call note="{generate-id($annotation)}" at="{generate-id(f:bearer(.))}" version="{$version}"
              n="{substring(concat('-', position()), 1, 9 * (position() != 1))}" number="{f:place-number(.)}" word="{f:place-word(.)}"/>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="call-root" select="exsl:node-set($call-tree)"/>
  <xsl:variable name="calls" select="$call-root/call"/>
  <xsl:key name="call-at" match="call" use="@at"/>
  <xsl:key name="call-of" match="call" use="@note"/>

  <!-- The calls after an element, and those of an annotation (each by its generate-id()). -->
  <func:function name="f:calls-at">
    <xsl:param name="id"/>
    <xsl:for-each select="$call-root"><func:result select="key('call-at', $id)"/></xsl:for-each>
  </func:function>
  <func:function name="f:calls-of">
    <xsl:param name="id"/>
    <xsl:for-each select="$call-root"><func:result select="key('call-of', $id)"/></xsl:for-each>
  </func:function>

  <!-- Whether `node` is the last of `nodes` in its paragraph, head or division. -->
  <func:function name="f:last-of-block">
    <xsl:param name="node"/>
    <xsl:param name="nodes"/>
    <xsl:variable name="block" select="generate-id(f:block($node))"/>
    <func:result select="generate-id($node) = generate-id($nodes[generate-id(f:block(.)) = $block][last()])"/>
  </func:function>

  <!-- The element after which a note on `node` is called: itself if it can, else the head of a div, else what is around. -->
  <func:function name="f:bearer">
    <xsl:param name="node"/>
    <func:result select="($node[self::tei:div]/tei:head[last()] | $node[self::tei:div][not(tei:head)]/descendant::tei:p[1]
        | $node[not(self::tei:div)]/ancestor-or-self::*[self::tei:p or self::tei:head or self::tei:s or self::tei:seg
        or self::tei:persName or self::tei:placeName or self::tei:orgName or self::tei:eventName or self::tei:title
        or self::tei:date or self::tei:num or self::tei:measure][1])[1]"/>
  </func:function>

  <xsl:template match="*" mode="calls">
    <xsl:variable name="here" select="f:calls-at(generate-id())"/>
    <xsl:variable name="language"><xsl:if test="$here"><xsl:value-of select="f:lang(.)"/></xsl:if></xsl:variable>
    <!-- A call right after another is set off from it: "1, 2", not "12". -->
    <xsl:variable name="meets" select="$here and descendant::*[@xml:id][f:calls-at(generate-id())]
        [generate-id(descendant::text()[last()]) = generate-id(current()/descendant::text()[last()])]"/>
    <xsl:for-each select="$here">
      <xsl:variable name="n" select="f:note-number(@note)"/>
      <a class="{normalize-space(concat('call ', substring('after', 1, 5 * ($meets or position() != 1))))}" role="doc-noteref" id="{f:own(concat('note-', $n, '-', @version, @n))}" href="#{f:own(concat('note-', $n))}"
          aria-label="{f:label('note', $language)} {$n}"><xsl:value-of select="$n"/></a>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:annotation" mode="endnote">
    <xsl:variable name="annotation" select="."/>
    <xsl:variable name="n" select="f:note-number(generate-id())"/>
    <li id="{f:own(concat('note-', $n))}" value="{$n}" class="note">
      <p class="about">
        <span class="number"><xsl:value-of select="$n"/></span>
        <span class="type"><xsl:copy-of select="f:l(concat('note.', tei:note[1]/@type))"/></span>
        <xsl:if test="$voices"><span class="resp"><xsl:apply-templates select="tei:note[1]/@resp" mode="who"/></span></xsl:if>
        <span class="back"><xsl:apply-templates select="." mode="backlinks"/></span>
      </p>
      <div class="row">
        <xsl:for-each select="$versions">
          <xsl:sort select="not(@type = 'original')"/>
          <xsl:apply-templates select="." mode="note-cell"><xsl:with-param name="annotation" select="$annotation"/></xsl:apply-templates>
        </xsl:for-each>
      </div>
      <!-- Notes in a language that is no version's. -->
      <xsl:for-each select="tei:note[not(f:primary(f:lang(.)) = $version-languages)]">
        <div class="words"><xsl:apply-templates select="." mode="attributes"/><xsl:apply-templates select="." mode="words"/></div>
      </xsl:for-each>
    </li>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- One version's side of a note: the words it is about, and what is said in that version's language. -->
  <xsl:template match="tei:div" mode="note-cell">
    <xsl:param name="annotation"/>
    <xsl:variable name="version" select="."/>
    <xsl:variable name="about" select="f:targets($annotation/@target)[generate-id(f:version(.)) = generate-id($version)]"/>
    <div class="cell {@type}">
      <xsl:apply-templates select="@xml:lang" mode="attributes"/>
      <xsl:variable name="spans" select="$about[not(self::tei:p or self::tei:div or self::tei:s or self::tei:head)]"/>
      <xsl:if test="$spans"><p class="lemma"><xsl:call-template name="lemma"><xsl:with-param name="spans" select="$spans"/></xsl:call-template></p></xsl:if>
      <xsl:for-each select="$annotation/tei:note[f:primary(f:lang(.)) = f:primary(f:lang($version))]">
        <xsl:variable name="language" select="f:primary(f:lang(.))"/>
        <!-- Two versions in one language: the note is said once. -->
        <xsl:if test="generate-id($version) = generate-id($versions[f:primary(f:lang(.)) = $language][1])">
          <div class="words"><xsl:apply-templates select="." mode="attributes"/><xsl:apply-templates select="." mode="words"/></div>
        </xsl:if>
      </xsl:for-each>
    </div>
  </xsl:template>

  <!-- The pieces of a span that was cut join again; separate spans are set apart, the same words are said once. -->
  <xsl:template name="lemma">
    <xsl:param name="spans"/>
    <xsl:variable name="pieces">
      <xsl:for-each select="$spans">
        <piece part="{@part}"><xsl:apply-templates select="." mode="plain"/></piece>
      </xsl:for-each>
    </xsl:variable>
    <xsl:for-each select="exsl:node-set($pieces)/piece[@part = 'I' or @part = 'M' or @part = 'F' or not(. = preceding-sibling::piece)]">
      <xsl:if test="position() != 1 and @part != 'M' and @part != 'F'"> … </xsl:if>
      <xsl:value-of select="."/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:annotation" mode="backlinks">
    <xsl:variable name="note" select="generate-id()"/>
    <xsl:for-each select="$versions">
      <xsl:sort select="not(@type = 'original')"/>
      <xsl:variable name="calls-here" select="f:calls-of($note)[@version = current()/@xml:id]"/>
      <xsl:if test="$calls-here">
        <span class="version">
          <span lang="{@xml:lang}"><xsl:value-of select="f:language(@xml:lang)"/></span>
          <xsl:for-each select="$calls-here">
            <xsl:text> </xsl:text>
            <a role="doc-backlink" href="#{f:own(concat('note-', f:note-number($note), '-', @version, @n))}">
              <span class="unseen"><xsl:copy-of select="f:l('back')"/>, </span>
              <xsl:call-template name="place">
                <xsl:with-param name="number" select="string(@number)"/>
                <xsl:with-param name="word" select="string(@word)"/>
              </xsl:call-template>
            </a>
          </xsl:for-each>
        </span>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
