<?xml version="1.0" encoding="UTF-8"?>
<!-- Versions side by side.  First the plan: which blocks (p, div) stand in one row, by their @corresp; every block stands
     in exactly one.  Then the rows as HTML, the original first; and from the plan the order of notes and emendations.
     mode plan                <section><of/><heads/><row><b/></row></section>, each `of` and `b` with @ref, a generate-id(),
                              those of the original first
     section, heads, row      (elements of the plan) as HTML
     mode guide               what an output puts between the titles and the text
     mode toc                 a section as an item of the table of contents
     f:letter-number(node)    where an emendation stands among the emendations;  f:letter(n) its letter -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:func="http://exslt.org/functions" xmlns:str="http://exslt.org/strings"
    xmlns:exsl="http://exslt.org/common" extension-element-prefixes="func str exsl" exclude-result-prefixes="tei f">

  <xsl:key name="block" match="tei:div | tei:p | tei:head" use="generate-id()"/>
  <xsl:key name="pointing-to" match="tei:div[@corresp] | tei:p[@corresp]" use="str:tokenize(translate(@corresp, '#', ' '))"/>

  <xsl:variable name="source" select="/"/>
  <xsl:variable name="text" select="/tei:TEI | /tei:teiCorpus/tei:TEI"/>
  <xsl:variable name="versions" select="$text/tei:text/tei:body/tei:div"/>
  <xsl:variable name="version-tree">
    <xsl:for-each select="$versions"><v><xsl:value-of select="f:primary(@xml:lang)"/></v></xsl:for-each>
  </xsl:variable>
  <xsl:variable name="version-languages" select="exsl:node-set($version-tree)/v"/>

  <!-- The plan. -->

  <!-- The blocks of the same kind that `blocks` point to, or that point to them: it is enough that one side says it. -->
  <func:function name="f:linked">
    <xsl:param name="blocks"/>
    <xsl:variable name="pointers"><xsl:for-each select="$blocks/@corresp"><xsl:value-of select="concat(., ' ')"/></xsl:for-each></xsl:variable>
    <func:result select="(f:targets($pointers) | key('pointing-to', $blocks/@xml:id))[local-name() = local-name($blocks)]"/>
  </func:function>

  <!-- The first block of version `lead` (a generate-id()) that `block` is linked with, if need be by way of a third version:
       there `block` is shown. -->
  <func:function name="f:host">
    <xsl:param name="block"/>
    <xsl:param name="lead"/>
    <xsl:variable name="near" select="f:linked($block)"/>
    <xsl:variable name="own" select="$near[generate-id(f:version(.)) = $lead][1]"/>
    <func:result select="($own | f:linked($near[not($own)][count($versions) &gt; 2])[generate-id(f:version(.)) = $lead])[1]"/>
  </func:function>

  <!-- The blocks of other versions that `block` shows beside it. -->
  <func:function name="f:guests">
    <xsl:param name="block"/>
    <xsl:param name="lead"/>
    <xsl:variable name="near" select="f:linked($block)[generate-id(f:version(.)) != $lead]"/>
    <func:result select="($near | f:linked($near[count($versions) &gt; 2])[generate-id(f:version(.)) != $lead])
        [generate-id(f:host(., $lead)) = generate-id($block)]"/>
  </func:function>

  <!-- The block of version `lead` whose row `block` joins: itself, unless all it is linked with is shown by an earlier one. -->
  <func:function name="f:row-of">
    <xsl:param name="block"/>
    <xsl:param name="lead"/>
    <xsl:variable name="counterpart" select="f:linked($block)[generate-id(f:version(.)) != $lead][1]"/>
    <func:result select="($block[not($counterpart) or f:guests(., $lead)]
        | f:host($counterpart, $lead)[not(f:guests($block, $lead))])[1]"/>
  </func:function>

  <xsl:template match="tei:div" mode="plan">
    <xsl:param name="group" select="."/>
    <xsl:variable name="lead" select="generate-id(f:version(.))"/>
    <xsl:variable name="others" select="$group[generate-id(f:version(.)) != $lead]"/>
    <xsl:apply-templates select="$group/*[not(self::tei:head or self::tei:p or self::tei:div)]" mode="unforeseen"/>
    <section>
      <xsl:for-each select="$group"><xsl:sort select="not(f:version(.)/@type = 'original')"/><of ref="{generate-id()}"/></xsl:for-each>
      <xsl:apply-templates select="." mode="plan-heads"><xsl:with-param name="group" select="$group"/></xsl:apply-templates>
      <xsl:apply-templates select="$others/*[self::tei:p or self::tei:div][1]" mode="alone"><xsl:with-param name="lead" select="$lead"/></xsl:apply-templates>
      <xsl:for-each select="$group[generate-id(f:version(.)) = $lead]/*[self::tei:p or self::tei:div]
          [generate-id(f:row-of(., $lead)) = generate-id()]">
        <xsl:variable name="guests" select="f:guests(., $lead)"/>
        <xsl:variable name="joined" select="f:linked($guests)[generate-id(f:version(.)) = $lead][generate-id(f:row-of(., $lead)) = generate-id(current())]"/>
        <xsl:apply-templates select="." mode="plan"><xsl:with-param name="group" select=". | $joined | $guests"/></xsl:apply-templates>
        <xsl:apply-templates select="$guests/following-sibling::*[self::tei:p or self::tei:div][1]" mode="alone">
          <xsl:with-param name="lead" select="$lead"/>
        </xsl:apply-templates>
      </xsl:for-each>
    </section>
  </xsl:template>

  <xsl:template match="tei:p" mode="plan">
    <xsl:param name="group" select="."/>
    <row><xsl:for-each select="$group"><xsl:sort select="not(f:version(.)/@type = 'original')"/><b ref="{generate-id()}"/></xsl:for-each></row>
  </xsl:template>

  <!-- A run of blocks that no block of the leading version is linked with keeps its place among its siblings.  It is taken
       by hundreds, since templates that call themselves for each block would go too deep. -->
  <xsl:template match="*" mode="alone">
    <xsl:param name="lead"/>
    <xsl:if test="not(f:host(., $lead))">
      <xsl:variable name="some" select=". | following-sibling::*[self::tei:p or self::tei:div][position() &lt; 100]"/>
      <xsl:variable name="hosted"><xsl:for-each select="$some"><xsl:value-of select="number(boolean(f:host(., $lead)))"/></xsl:for-each></xsl:variable>
      <xsl:variable name="run" select="string-length(substring-before(concat($hosted, '1'), '1'))"/>
      <xsl:apply-templates select="$some[position() &lt;= $run]" mode="plan"/>
      <xsl:apply-templates select="$some[last()][$run = count($some)]/following-sibling::*[self::tei:p or self::tei:div][1]" mode="alone">
        <xsl:with-param name="lead" select="$lead"/>
      </xsl:apply-templates>
    </xsl:if>
  </xsl:template>

  <!-- Titles make one row; what the page of the newspaper prints as headlines makes another. -->
  <xsl:template match="tei:div" mode="plan-heads">
    <xsl:param name="group"/>
    <xsl:if test="$group/tei:head">
      <heads level="2"><xsl:for-each select="$group/tei:head"><xsl:sort select="not(f:version(.)/@type = 'original')"/><b ref="{generate-id()}"/></xsl:for-each></heads>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:body/tei:div" mode="plan-heads">
    <xsl:param name="group"/>
    <xsl:variable name="titles" select="$group/tei:head[@type = 'title' or not(../tei:head/@type = 'title') and not(preceding-sibling::tei:head)]"/>
    <heads level="1"><xsl:for-each select="$titles"><xsl:sort select="not(f:version(.)/@type = 'original')"/><b ref="{generate-id()}"/></xsl:for-each></heads>
    <xsl:if test="$group/tei:head[count(. | $titles) != count($titles)]">
      <heads level="0">
        <xsl:for-each select="$group/tei:head[count(. | $titles) != count($titles)]"><xsl:sort select="not(f:version(.)/@type = 'original')"/><b ref="{generate-id()}"/></xsl:for-each>
      </heads>
    </xsl:if>
  </xsl:template>

  <xsl:variable name="plan-tree">
    <xsl:for-each select="$versions"><xsl:sort select="not(@type = 'original')"/>
      <xsl:if test="position() = 1"><xsl:apply-templates select="." mode="plan"><xsl:with-param name="group" select="$versions"/></xsl:apply-templates></xsl:if>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="plan" select="exsl:node-set($plan-tree)"/>

  <!-- The order of the page: every annotation and every emendation once, as <n ref="generate-id()"/>. -->

  <xsl:template match="b" mode="order">
    <xsl:variable name="ref" select="@ref"/>
    <xsl:for-each select="$source">
      <xsl:apply-templates select="key('block', $ref)" mode="order"/>
    </xsl:for-each>
  </xsl:template>

  <!-- A note is called where its element ends: what is inside comes first. -->
  <xsl:template match="tei:*" mode="order">
    <xsl:if test="self::tei:choice or self::tei:surplus or self::tei:supplied[not(parent::tei:head/@type = 'supplied')]">
      <emendation ref="{generate-id()}"/>
    </xsl:if>
    <xsl:apply-templates select="*" mode="order"/>
    <xsl:for-each select="f:calls-at(generate-id())"><note ref="{@note}"/></xsl:for-each>
  </xsl:template>

  <xsl:variable name="order-tree"><xsl:apply-templates select="$plan//b" mode="order"/></xsl:variable>
  <xsl:variable name="order" select="exsl:node-set($order-tree)"/>
  <xsl:key name="in-order" match="note | emendation" use="@ref"/>

  <!-- Each once, with its number. -->
  <xsl:variable name="number-tree">
    <xsl:for-each select="$order/emendation"><emendation ref="{@ref}" n="{position()}"/></xsl:for-each>
    <xsl:for-each select="$order/note[generate-id() = generate-id(key('in-order', @ref)[1])]"><note ref="{@ref}" n="{position()}"/></xsl:for-each>
  </xsl:variable>
  <xsl:variable name="numbered" select="exsl:node-set($number-tree)"/>
  <xsl:variable name="emendations" select="$numbered/emendation"/>
  <xsl:variable name="notes" select="$numbered/note"/>

  <func:function name="f:note-number">
    <xsl:param name="ref"/>
    <xsl:for-each select="$numbered"><func:result select="string(key('in-order', $ref)/@n)"/></xsl:for-each>
  </func:function>

  <!-- 0 for what is no emendation. -->
  <func:function name="f:letter-number">
    <xsl:param name="node"/>
    <xsl:variable name="ref" select="generate-id($node)"/>
    <xsl:for-each select="$numbered"><func:result select="number(concat('0', key('in-order', $ref)/@n))"/></xsl:for-each>
  </func:function>

  <func:function name="f:letter">
    <xsl:param name="n"/>
    <xsl:variable name="letter"><xsl:number value="$n" format="a"/></xsl:variable>
    <func:result select="string($letter)"/>
  </func:function>

  <!-- The rows. -->

  <xsl:template match="section">
    <section class="div report"><xsl:call-template name="section-ids"/><xsl:apply-templates select="*[not(self::of)]"/></section>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="/section">
    <article class="parallel versions-{count($versions)}">
      <xsl:call-template name="section-ids"/>
      <div class="titles"><xsl:apply-templates select="heads"/></div>
      <xsl:text>&#10;</xsl:text>
      <xsl:apply-templates select="." mode="guide"/>
      <xsl:apply-templates select="section | row"/>
    </article>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="section" mode="guide"/>

  <!-- One element stands for the divs of all versions: it bears the first one's id, the others get an anchor. -->
  <xsl:template name="section-ids">
    <xsl:variable name="refs" select="of/@ref"/>
    <xsl:for-each select="$source">
      <xsl:for-each select="key('block', $refs)"><xsl:sort select="not(f:version(.)/@type = 'original')"/>
        <xsl:if test="position() = 1"><xsl:attribute name="id"><xsl:value-of select="@xml:id"/></xsl:attribute></xsl:if>
        <xsl:if test="position() != 1"><span class="anchor" id="{@xml:id}"></span></xsl:if>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="row">
    <div class="row"><xsl:apply-templates select="." mode="cells"><xsl:with-param name="element" select="'div'"/></xsl:apply-templates></div>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="heads[@level = 1]">
    <h1 class="row heads"><xsl:apply-templates select="." mode="cells"/></h1>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
  <!-- A text without heads: what its header calls it. -->
  <xsl:template match="heads[@level = 1][not(b)]">
    <xsl:variable name="titles" select="$text/tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title[normalize-space()]"/>
    <h1 class="row heads">
      <xsl:for-each select="$versions"><xsl:sort select="not(@type = 'original')"/>
        <xsl:variable name="first" select="position() = 1"/>
        <xsl:variable name="mine" select="$titles[f:primary(@xml:lang) = f:primary(current()/@xml:lang)][1]"/>
        <span class="cell {@type}" data-version="{position()}">
          <xsl:for-each select="$mine | $titles[1][$first][not($titles[f:primary(@xml:lang) = $version-languages])]">
            <xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:value-of select="normalize-space()"/>
          </xsl:for-each>
        </span>
      </xsl:for-each>
    </h1>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="heads[@level = 2]">
    <h2 class="row heads"><xsl:apply-templates select="." mode="cells"/></h2>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="heads[@level = 0]">
    <p class="row heads printed"><xsl:apply-templates select="." mode="cells"/></p>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="*" mode="cells">
    <xsl:param name="element" select="'span'"/>
    <xsl:variable name="refs" select="b/@ref"/>
    <xsl:for-each select="$source">
      <xsl:variable name="blocks" select="key('block', $refs)"/>
      <xsl:for-each select="$versions"><xsl:sort select="not(@type = 'original')"/>
        <xsl:element name="{$element}">
          <xsl:attribute name="class"><xsl:value-of select="concat('cell ', @type)"/></xsl:attribute>
          <xsl:attribute name="data-version"><xsl:value-of select="position()"/></xsl:attribute>
          <xsl:apply-templates select="@xml:lang" mode="attributes"/>
          <xsl:variable name="mine" select="$blocks[generate-id(f:version(.)) = generate-id(current())]"/>
          <xsl:apply-templates select="$mine" mode="block"/>
          <xsl:if test="not($mine) and $element = 'div'">
            <p class="lacking"><xsl:value-of select="f:label('no-counterpart', @xml:lang)"/></p>
          </xsl:if>
        </xsl:element>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:head" mode="block"><xsl:apply-templates select="."/></xsl:template>

  <!-- The number in the margin is the paragraph's address. -->
  <xsl:template match="tei:p" mode="block">
    <div class="block">
      <a class="n" href="#{@xml:id}">
        <span class="language"><xsl:value-of select="concat(f:language(f:lang(.)), ' ')"/></span>
        <xsl:value-of select="f:number(.)"/>
      </a>
      <xsl:apply-templates select="."/>
    </div>
  </xsl:template>

  <xsl:template match="section[heads]" mode="toc">
    <xsl:variable name="refs" select="heads/b/@ref"/>
    <xsl:for-each select="$source">
      <xsl:variable name="heads" select="key('block', $refs)"/>
      <li>
        <xsl:for-each select="$versions"><xsl:sort select="not(@type = 'original')"/>
          <xsl:variable name="mine" select="$heads[generate-id(f:version(.)) = generate-id(current())][1]"/>
          <xsl:if test="$mine">
            <a class="{@type}" href="#{$mine/../@xml:id}"><xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:apply-templates select="$mine" mode="plain"/></a>
            <xsl:text> </xsl:text>
          </xsl:if>
        </xsl:for-each>
      </li>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
