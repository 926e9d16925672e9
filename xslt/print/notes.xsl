<?xml version="1.0" encoding="UTF-8"?>
<!--
  Notes are footnotes.  An annotation is called at the end of each of its spans, in both versions; the note is printed
  at the first call, the others repeat its number.  A note in several languages prints the edition's language, or else
  its first.

  Functions: print:spans(annotation), what it is about; print:called(element), the annotations called at its end.
  Modes: call, the calls at the end of an element; and the unnamed mode for what stands in a note.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    xmlns:func="http://exslt.org/functions" xmlns:print="tei:print"
    extension-element-prefixes="func" exclude-result-prefixes="tei str print">

  <xsl:key name="annotation" match="tei:annotation[tei:note]" use="str:tokenize(translate(@target, '#', ' '))"/>

  <xsl:template match="*" mode="call">
    <xsl:variable name="element" select="."/>
    <xsl:variable name="close" select="print:ends-with-call(.)"/>
    <xsl:for-each select="print:called(.)">
      <xsl:if test="$close or position() &gt; 1">apart();</xsl:if>
      <xsl:apply-templates select="." mode="footnote">
        <xsl:with-param name="first" select="generate-id(print:opening(.)) = generate-id($element)"/>
      </xsl:apply-templates>
    </xsl:for-each>
  </xsl:template>

  <func:function name="print:called">
    <xsl:param name="element"/>
    <xsl:variable name="unseen" select="$element[self::tei:surplus or self::tei:choice]/descendant::*"/>
    <func:result select="key('annotation', $element/@xml:id | $unseen/@xml:id)
        [print:ends(.)[generate-id() = generate-id($element)]]"/>
  </func:function>

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

  <!-- Where spans end: a span cut in parts at its last, a run of neighbouring elements at the last of them. -->
  <func:function name="print:ends">
    <xsl:param name="annotation"/>
    <xsl:variable name="spans" select="print:spans($annotation)"/>
    <func:result select="$spans[not(@part = 'I' or @part = 'M')]
        [self::tei:seg or not(following-sibling::*[1][count(. | $spans) = count($spans)])]"/>
  </func:function>

  <!-- The end that is met first: the original stands on the left. -->
  <func:function name="print:opening">
    <xsl:param name="annotation"/>
    <xsl:variable name="ends" select="print:ends($annotation)"/>
    <xsl:variable name="left" select="$ends[generate-id(ancestor-or-self::tei:div[last()]) = generate-id($original)]"/>
    <func:result select="($left | $ends[not($left)])[1]"/>
  </func:function>

  <!-- A note on a whole division is called at its first head or paragraph. -->
  <xsl:template match="tei:head | tei:p" mode="division">
    <xsl:variable name="block" select="generate-id()"/>
    <xsl:for-each select="ancestor::tei:div[@xml:id]">
      <xsl:if test="generate-id(descendant::*[self::tei:head or self::tei:p][1]) = $block">
        <xsl:apply-templates select="." mode="call"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <func:function name="print:key">
    <xsl:param name="annotation"/>
    <func:result select="string($annotation/@xml:id | $annotation[not(@xml:id)]/@target)"/>
  </func:function>

  <xsl:template match="tei:annotation" mode="footnote">
    <xsl:param name="first"/>
    <xsl:choose>
      <xsl:when test="$first">
        <xsl:value-of select="concat('note(', print:literal(print:key(.)), ',{')"/>
        <xsl:apply-templates select="." mode="print"/>
        <xsl:text>});</xsl:text>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat('note-again(', print:literal(print:key(.)), ');')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:annotation" mode="print">
    <xsl:variable name="wanted" select="substring-before(concat($language, '-'), '-')"/>
    <xsl:variable name="own" select="tei:note[substring-before(concat(@xml:lang, '-'), '-') = $wanted]"/>
    <xsl:apply-templates select="($own | tei:note[not($own)][1])[1]" mode="print"/>
  </xsl:template>

  <xsl:template match="tei:note" mode="print">
    <xsl:value-of select="concat('language(', print:literal(print:lang(.)), ',{')"/>
    <xsl:apply-templates/>
    <xsl:value-of select="concat('});signed(', print:resp(@resp), ');')"/>
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

  <!-- An address outside is a link, and is shown, for paper has no links. -->
  <xsl:template match="tei:note//tei:ref[contains(@target, '://')]">
    <xsl:value-of select="concat('reference(', print:literal(@target), ',{')"/>
    <xsl:apply-templates/>
    <xsl:value-of select="concat('},', print:literal(normalize-space()), ');')"/>
  </xsl:template>

</xsl:stylesheet>
