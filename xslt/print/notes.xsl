<?xml version="1.0" encoding="UTF-8"?>
<!--
  Notes are footnotes.  An annotation is called at the end of each of its spans, in both versions; the note is printed
  at the first call, the others repeat its number.  A note in several languages prints those that `notes` names, or else
  the edition's language, or else its first.  Computed cruxes, if more than ten, are a list after the text, and the text has but a sign for them.

  Functions: print:spans(annotation), what it is about; print:called(element), the annotations called at its end.
  Modes: call, the calls at the end of an element; cruxes, the list; and the unnamed mode for what stands in a note.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    xmlns:exsl="http://exslt.org/common"
    xmlns:func="http://exslt.org/functions" xmlns:print="tei:print"
    extension-element-prefixes="func exsl" exclude-result-prefixes="tei str print">

  <xsl:key name="annotation" match="tei:annotation[tei:note]" use="str:tokenize(translate(@target, '#', ' '))"/>

  <xsl:variable name="applications" select="/tei:TEI/tei:teiHeader/tei:encodingDesc/tei:appInfo/tei:application"/>
  <xsl:variable name="tool" select="concat('#', $applications[1]/@xml:id)"/>
  <!-- Those that may be gathered in a list. -->
  <xsl:variable name="computed" select="/tei:TEI/tei:standOff/tei:listAnnotation/tei:annotation[print:computed(.)]"/>
  <xsl:variable name="gathered" select="count($computed) &gt; 10"/>

  <func:function name="print:computed">
    <xsl:param name="annotation"/>
    <xsl:variable name="notes" select="$annotation/tei:note"/>
    <func:result select="$notes and not($notes[not(@type = 'crux' and normalize-space(@resp) = $tool)])"/>
  </func:function>

  <xsl:template match="*" mode="call">
    <xsl:variable name="element" select="."/>
    <xsl:variable name="close" select="print:ends-with-call(.)"/>
    <xsl:for-each select="print:called(.)">
      <xsl:if test="$close or position() &gt; 1">apart();</xsl:if>
      <xsl:apply-templates select="." mode="footnote">
        <xsl:with-param name="at" select="$element"/>
      </xsl:apply-templates>
    </xsl:for-each>
  </xsl:template>

  <!-- The calls of all notes, as <call at="" note=""/>: generate-id()s of the element that a call follows, and of the
       annotation; `first`, where it is met first. -->
  <xsl:variable name="calls-tree">
    <xsl:for-each select="//tei:annotation[tei:note][not(print:reason(.))]">
      <xsl:variable name="note" select="generate-id()"/>
      <xsl:variable name="ends" select="print:ends(.)"/>
      <xsl:variable name="opening" select="generate-id(print:opening($ends))"/>
      <xsl:for-each select="$ends">
        <call at="{generate-id()}" note="{$note}"><xsl:if test="generate-id() = $opening">
          <xsl:attribute name="first">1</xsl:attribute>
        </xsl:if></call>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="calls" select="exsl:node-set($calls-tree)"/>
  <xsl:key name="call" match="call" use="@at"/>
  <xsl:key name="noted" match="tei:annotation[tei:note]" use="generate-id()"/>

  <func:function name="print:calls">
    <xsl:param name="element"/>
    <xsl:variable name="at" select="generate-id($element)"/>
    <xsl:for-each select="$calls"><func:result select="key('call', $at)"/></xsl:for-each>
  </func:function>

  <func:function name="print:called">
    <xsl:param name="element"/>
    <xsl:variable name="notes" select="print:calls($element)/@note"/>
    <xsl:for-each select="$document"><func:result select="key('noted', $notes)"/></xsl:for-each>
  </func:function>

  <!-- Whether a note is about nothing but emendations: then it is told with these. -->
  <func:function name="print:reason">
    <xsl:param name="annotation"/>
    <xsl:variable name="named" select="key('id', str:tokenize(translate($annotation/@target, '#', ' ')))"/>
    <func:result select="$named[print:emends(.)] and not($named[not(print:emends(.))])"/>
  </func:function>

  <!-- Whether `element` has an entry among the emendations.  A supplied head is bracketed; that the source has none
       needs no entry. -->
  <func:function name="print:emends">
    <xsl:param name="element"/>
    <func:result select="boolean($element[self::tei:choice or self::tei:surplus
        or self::tei:supplied[not(parent::tei:head[@type = 'supplied'])]])"/>
  </func:function>

  <!-- Emendations and notes in the order of their calls, as <e ref=""/> and <n ref=""/>: generate-id()s. -->
  <xsl:variable name="sequence-tree">
    <xsl:for-each select="$plan">
      <xsl:variable name="left" select="l/@ref"/>
      <xsl:variable name="right" select="r/@ref"/>
      <xsl:for-each select="$document">
        <xsl:apply-templates select="key('block', $left)" mode="order"/>
        <xsl:apply-templates select="key('block', $right)" mode="order"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="numbers-tree">
    <xsl:for-each select="exsl:node-set($sequence-tree)/e"><e ref="{@ref}" n="{position()}"/></xsl:for-each>
    <xsl:for-each select="exsl:node-set($sequence-tree)/n[generate-id() = generate-id(key('entry', @ref)[1])]">
      <n ref="{@ref}" n="{position()}"/>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="numbers" select="exsl:node-set($numbers-tree)"/>
  <xsl:key name="entry" match="e | n" use="@ref"/>
  <!-- Divisions, by their first head or paragraph. -->
  <xsl:key name="begun" match="tei:div[@xml:id]"
      use="generate-id(descendant::*[self::tei:head or self::tei:p or self::tei:byline][1])"/>

  <!-- The number of an emendation among the emendations, or of a note among the notes. -->
  <func:function name="print:number">
    <xsl:param name="node"/>
    <xsl:variable name="ref" select="generate-id($node)"/>
    <xsl:for-each select="$numbers"><func:result select="string(key('entry', $ref)/@n)"/></xsl:for-each>
  </func:function>

  <xsl:template match="*" mode="order">
    <xsl:apply-templates select="*" mode="order"/>
    <xsl:if test="print:emends(.)"><e ref="{generate-id()}"/></xsl:if>
    <xsl:apply-templates select="." mode="ordered"/>
  </xsl:template>
  <xsl:template match="tei:choice" mode="order">
    <xsl:apply-templates select="tei:corr/*" mode="order"/>
    <e ref="{generate-id()}"/>
    <xsl:apply-templates select="." mode="ordered"/>
  </xsl:template>
  <xsl:template match="tei:surplus" mode="order">
    <e ref="{generate-id()}"/>
    <xsl:apply-templates select="." mode="ordered"/>
  </xsl:template>
  <xsl:template match="tei:head | tei:p | tei:byline" mode="order">
    <xsl:apply-templates select="*" mode="order"/>
    <xsl:apply-templates select="." mode="ordered"/>
    <xsl:apply-templates select="key('begun', generate-id())" mode="ordered"/>
  </xsl:template>

  <xsl:template match="*" mode="ordered">
    <xsl:for-each select="self::*[@xml:id or self::tei:choice or self::tei:surplus]">
      <xsl:for-each select="print:called(.)[not($gathered and print:computed(.))]"><n ref="{generate-id()}"/></xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <!-- Whether another call stands right before the call of `element`: "2" and "5" must not make "25". -->
  <func:function name="print:ends-with-call">
    <xsl:param name="element"/>
    <xsl:variable name="last" select="$element/node()[last()][self::*]"/>
    <xsl:choose>
      <xsl:when test="$element[self::tei:choice or self::tei:surplus or self::tei:supplied[not(parent::tei:head)]]">
        <func:result select="true()"/>
      </xsl:when>
      <xsl:when test="not($last)"><func:result select="false()"/></xsl:when>
      <xsl:when test="print:called($last)"><func:result select="true()"/></xsl:when>
      <xsl:otherwise><func:result select="print:ends-with-call($last)"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- What stands in sic or surplus is not in the reading text: there the choice, or the surplus, is the span. -->
  <func:function name="print:spans">
    <xsl:param name="annotation"/>
    <xsl:variable name="pointers" select="str:tokenize(translate($annotation/@target, '#', ' '))"/>
    <xsl:variable name="named" select="key('id', $pointers)[ancestor::tei:body]"/>
    <xsl:variable name="seen" select="$named[not(ancestor::tei:surplus or ancestor-or-self::tei:sic)]"/>
    <xsl:variable name="around" select="$named/ancestor::tei:surplus
        | $named/ancestor-or-self::tei:sic/parent::tei:choice"/>
    <func:result select="$seen | $around[not(ancestor::tei:surplus)]"/>
  </func:function>

  <!-- Where spans end: a span cut in parts at its last, a run of neighbouring elements at the last of them.  In one
       paragraph or head a note is called once, where the last of them ends. -->
  <func:function name="print:ends">
    <xsl:param name="annotation"/>
    <xsl:variable name="spans" select="print:spans($annotation)"/>
    <xsl:variable name="ends" select="$spans[not(@part = 'I' or @part = 'M')]
        [self::tei:seg or not(following-sibling::*[1][count(. | $spans) = count($spans)])]"/>
    <func:result select="$ends[print:last-of-block(., $ends)]"/>
  </func:function>

  <func:function name="print:last-of-block">
    <xsl:param name="node"/>
    <xsl:param name="nodes"/>
    <xsl:variable name="block" select="$node/ancestor-or-self::*[self::tei:p or self::tei:head or self::tei:byline][1]"/>
    <xsl:variable name="here" select="$nodes[generate-id(ancestor-or-self::*[self::tei:p or self::tei:head
        or self::tei:byline][1]) = generate-id($block)]"/>
    <func:result select="not($block) or generate-id($here[last()]) = generate-id($node)"/>
  </func:function>

  <!-- The end that is met first: the original stands on the left. -->
  <func:function name="print:opening">
    <xsl:param name="ends"/>
    <xsl:variable name="heading" select="print:heading($ends)"/>
    <xsl:variable name="met" select="$heading | $ends[not($heading)]"/>
    <xsl:variable name="left" select="$met[generate-id(ancestor-or-self::tei:div[last()]) = generate-id($original)]"/>
    <func:result select="($left | $met[not($left)])[1]"/>
  </func:function>

  <!-- A note on a whole division is called at its first head or paragraph. -->
  <xsl:template match="tei:head | tei:p | tei:byline" mode="division">
    <xsl:apply-templates select="key('begun', generate-id())" mode="call"/>
  </xsl:template>

  <func:function name="print:key">
    <xsl:param name="annotation"/>
    <func:result select="concat($prefix, $annotation/@xml:id, $annotation[not(@xml:id)]/@target)"/>
  </func:function>

  <!-- Its first call has the note with it, the others lead to it. -->
  <xsl:template match="tei:annotation" mode="footnote">
    <xsl:param name="at"/>
    <xsl:variable name="first" select="boolean(print:calls($at)[@note = generate-id(current())]/@first)"/>
    <xsl:choose>
      <xsl:when test="$gathered and print:computed(.)">
        <xsl:value-of select="concat('crux(', print:literal(print:key(.)), ',', $first, ');')"/>
      </xsl:when>
      <xsl:when test="$spreads and not(print:heading(print:ends(.)))">
        <xsl:call-template name="facing-footnote"><xsl:with-param name="at" select="$at"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="$first">
        <xsl:value-of select="concat('note(', print:literal(print:key(.)), ',', print:number(.), ',')"/>
        <xsl:value-of select="concat(print:literal(print:place($at)), ',', print:lemma(.), ',{')"/>
        <xsl:apply-templates select="." mode="print"><xsl:with-param name="at" select="$at"/></xsl:apply-templates>
        <xsl:text>});</xsl:text>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat('note-again(', print:literal(print:key(.)), ',', print:number(.), ');')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:standOff" mode="cruxes">
    <xsl:if test="$gathered">
      <xsl:text>#cruxes(at,(</xsl:text>
      <xsl:apply-templates select="$computed" mode="cruxes"/>
      <xsl:text>))&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- An entry of the list: its key, the numbers of its paragraphs, the note. -->
  <xsl:template match="tei:annotation" mode="cruxes">
    <xsl:variable name="blocks" select="print:spans(.)/ancestor-or-self::*
        [self::tei:p or self::tei:head or self::tei:byline or self::tei:div][1]"/>
    <xsl:variable name="left" select="$blocks[generate-id(ancestor-or-self::tei:div[last()]) = generate-id($original)]"/>
    <xsl:value-of select="concat('(', print:literal(print:key(.)), ',(')"/>
    <xsl:value-of select="concat(print:numbers($left, $blocks[count(. | $left) != count($left)]), '),{')"/>
    <xsl:apply-templates select="print:worded-note(.)" mode="words"/>
    <xsl:text>}),&#10;</xsl:text>
  </xsl:template>

  <!-- The note in the edition's language, or else the first. -->
  <func:function name="print:worded-note">
    <xsl:param name="annotation"/>
    <xsl:variable name="wanted" select="substring-before(concat($language, '-'), '-')"/>
    <xsl:variable name="own" select="$annotation/tei:note[substring-before(concat(@xml:lang, '-'), '-') = $wanted]"/>
    <func:result select="($own | $annotation/tei:note[not($own)][1])[1]"/>
  </func:function>

  <!-- The languages that an edition asks for in `notes`, in the order of the annotation; else only the one. -->
  <func:function name="print:worded-notes">
    <xsl:param name="annotation"/>
    <xsl:variable name="asked" select="$annotation/tei:note[
        contains(concat(' ', $notes, ' '), concat(' ', substring-before(concat(@xml:lang, '-'), '-'), ' '))]"/>
    <xsl:variable name="one" select="print:worded-note($annotation)"/>
    <func:result select="$asked | $one[not($asked)]"/>
  </func:function>

  <!-- On facing pages, where a note stands on one of two: what it says in the language of that, or else of the edition;
       so it does above them, where both versions stand side by side, but little else has room. -->
  <func:function name="print:printed-notes">
    <xsl:param name="annotation"/>
    <xsl:param name="at"/>
    <xsl:variable name="version" select="$at[not(print:heading(.))]/ancestor::tei:div[parent::tei:body]"/>
    <xsl:variable name="own" select="$annotation/tei:note[print:primary(.) = print:primary($version)]"/>
    <func:result select="print:worded-notes($annotation)[not($spreads)] | $own[$spreads]
        | print:worded-note($annotation)[$spreads and not($own)]"/>
  </func:function>

  <!-- Who has signed already (`by`) need not do so again. -->
  <xsl:template match="tei:annotation" mode="print">
    <xsl:param name="at"/>
    <xsl:param name="by"/>
    <xsl:variable name="signed" select="print:resp(print:worded-note(.)/@resp)"/>
    <xsl:for-each select="print:printed-notes(., $at)">
      <xsl:if test="position() &gt; 1">parbreak();</xsl:if>
      <xsl:apply-templates select="." mode="words"/>
    </xsl:for-each>
    <xsl:if test="$signed != $by"><xsl:value-of select="concat('signed(', $signed, ');')"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:note" mode="words">
    <xsl:value-of select="concat('language(', print:literal(print:lang(.)), ',{')"/>
    <xsl:apply-templates/>
    <xsl:text>});</xsl:text>
  </xsl:template>

  <xsl:template match="tei:note/tei:p">
    <xsl:if test="preceding-sibling::tei:p">parbreak();</xsl:if>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- In a note the typography is ours, not the source's. -->
  <xsl:template match="tei:note//tei:q | tei:note//tei:quote">
    <xsl:value-of select="concat('quoted(', print:literal(print:lang(..)), ',{')"/>
    <xsl:call-template name="content"/>
    <xsl:text>});</xsl:text>
  </xsl:template>

  <xsl:template match="tei:note//tei:title | tei:note//tei:foreign | tei:note//tei:term">
    <xsl:value-of select="concat('slanted(', print:literal(print:lang(.)), ',{')"/>
    <xsl:call-template name="content"/>
    <xsl:text>});</xsl:text>
  </xsl:template>

</xsl:stylesheet>
