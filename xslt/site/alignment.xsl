<?xml version="1.0" encoding="UTF-8"?>
<!-- How the versions of a text were aligned, for editors: bead by bead, by report and paragraph, with its certainty, the
     lengths, the names, dates and numbers that link the versions, those that stand on one side only, and the notes.
     f:units(link)    the sentences or paragraphs that a bead joins (what merely encloses them, for want of a counterpart, aside)
     f:level(link)    its certainty in a word: high, medium, low; f:degree(link) as a number to sort by
     mode bead        a link as a row of the table
     mode evidence    what speaks for and against a bead, as a list
     mode unit        the words of a sentence, linked mentions marked (param alone: those without counterpart) -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:func="http://exslt.org/functions" xmlns:str="http://exslt.org/strings"
    extension-element-prefixes="func str" exclude-result-prefixes="tei f">

  <xsl:import href="../common/labels.xsl"/>
  <xsl:import href="../common/pointers.xsl"/>
  <xsl:import href="../common/text.xsl"/>
  <xsl:import href="../common/heads.xsl"/>
  <xsl:import href="../common/ref.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/header.xsl"/>
  <xsl:import href="frame.xsl"/>

  <xsl:key name="sentence-bead" match="tei:linkGrp[@subtype = 'sentence']/tei:link" use="str:tokenize(translate(@target, '#', ' '))"/>
  <xsl:key name="paragraph-bead" match="tei:linkGrp[@subtype = 'paragraph']/tei:link" use="str:tokenize(translate(@target, '#', ' '))"/>
  <xsl:key name="type" match="tei:linkGrp[@subtype = 'sentence']/tei:link" use="@type"/>
  <xsl:key name="mention-link" match="tei:linkGrp[@type = 'mention']/tei:link" use="str:tokenize(translate(@target, '#', ' '))"/>

  <xsl:key name="annotation" match="tei:annotation[tei:note]" use="str:tokenize(translate(@target, '#', ' '))"/>

  <xsl:variable name="text" select="/tei:teiCorpus/tei:TEI"/>
  <xsl:variable name="versions" select="$text/tei:text/tei:body/tei:div"/>
  <xsl:variable name="links" select="$text/tei:standOff/tei:linkGrp[@type = 'alignment']"/>
  <xsl:variable name="beads" select="$links[@subtype = 'sentence']/tei:link"/>
  <xsl:variable name="page-tree"><xsl:apply-templates select="$text" mode="href"/></xsl:variable>
  <xsl:variable name="page" select="string($page-tree)"/>

  <func:function name="f:units">
    <xsl:param name="link"/>
    <func:result select="f:targets($link/@target)[self::tei:s and $link/../@subtype = 'sentence' or self::tei:p and $link/../@subtype = 'paragraph']"/>
  </func:function>

  <!-- TEI allows a word or a probability; encode/standoff.py says where the words begin. -->
  <func:function name="f:level">
    <xsl:param name="link"/>
    <xsl:choose>
      <xsl:when test="number($link/@cert) &gt; 0.95"><func:result select="'high'"/></xsl:when>
      <xsl:when test="number($link/@cert) &gt; 0.7"><func:result select="'medium'"/></xsl:when>
      <xsl:when test="number($link/@cert) &lt;= 0.7"><func:result select="'low'"/></xsl:when>
      <xsl:otherwise><func:result select="string($link/@cert)"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <func:function name="f:degree">
    <xsl:param name="link"/>
    <xsl:choose>
      <xsl:when test="number($link/@cert) = number($link/@cert)"><func:result select="number($link/@cert)"/></xsl:when>
      <xsl:otherwise><func:result select="0.7 * ($link/@cert = 'low') + 0.95 * ($link/@cert = 'medium') + ($link/@cert = 'high')"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <xsl:template match="tei:teiCorpus" mode="title">
    <xsl:value-of select="concat(f:label('alignment', $ui), ' – ')"/>
    <xsl:apply-templates select="tei:TEI" mode="name"/>
    <xsl:value-of select="concat(' – ', $edition-title)"/>
  </xsl:template>

  <xsl:template match="tei:teiCorpus" mode="meta"><meta name="robots" content="noindex"/></xsl:template>

  <xsl:template match="tei:teiCorpus" mode="main">
    <article class="alignment">
      <h1><xsl:copy-of select="f:l('alignment')"/></h1>
      <p class="of">
        <a href="{$page}">
          <xsl:for-each select="$text/tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title">
            <xsl:sort select="not(f:primary(@xml:lang) = f:primary($versions[@type = 'original']/@xml:lang))"/>
            <span><xsl:apply-templates select="@xml:lang" mode="attributes"/><xsl:value-of select="normalize-space()"/></span><xsl:text> </xsl:text>
          </xsl:for-each>
        </a>
      </p>
      <xsl:call-template name="summary"/>
      <xsl:call-template name="doubtful"/>
      <xsl:for-each select="$links[@subtype = 'report']/tei:link">
        <xsl:variable name="divs" select="f:targets(@target)[self::tei:div][@type = 'report']"/>
        <xsl:call-template name="report">
          <xsl:with-param name="divs" select="$divs"/>
          <xsl:with-param name="paragraphs" select="key('paragraph-bead', $divs/tei:p/@xml:id)"/>
        </xsl:call-template>
      </xsl:for-each>
      <!-- In a document of other hands not every bead may lie in one of a paragraph. -->
      <xsl:variable name="loose" select="$beads[not(key('paragraph-bead', f:units(.)/parent::tei:p/@xml:id))]"/>
      <xsl:if test="$loose"><xsl:call-template name="report"><xsl:with-param name="loose" select="$loose"/></xsl:call-template></xsl:if>
    </article>
  </xsl:template>

  <!-- How many beads there are, of which types, how certain. -->
  <xsl:template name="summary">
    <p class="summary">
      <xsl:copy-of select="f:l('beads')"/>
      <xsl:value-of select="concat(' ', count($beads), ' (')"/>
      <xsl:for-each select="$beads[generate-id() = generate-id(key('type', @type)[1])]">
        <xsl:sort select="count(key('type', @type))" data-type="number" order="descending"/>
        <xsl:if test="position() != 1">, </xsl:if>
        <xsl:apply-templates select="." mode="type"/>
        <xsl:value-of select="concat(' × ', count(key('type', @type)))"/>
      </xsl:for-each>
      <xsl:text>)</xsl:text>
      <xsl:for-each select="str:tokenize('high medium low')">
        <xsl:variable name="level" select="string(.)"/>
        <xsl:text> · </xsl:text>
        <span class="cert {$level}"><span class="bar"></span><xsl:copy-of select="f:l($level)"/><xsl:value-of select="concat(' ', count($beads[f:level(.) = $level]))"/></span>
      </xsl:for-each>
    </p>
    <p class="explanation">
      <xsl:copy-of select="f:l('alignment.key')"/><xsl:text> </xsl:text>
      <span class="linked"><xsl:copy-of select="f:l('in-both')"/></span><xsl:text> · </xsl:text>
      <span class="alone"><xsl:copy-of select="f:l('in-one')"/></span>
    </p>
  </xsl:template>

  <!-- Every bead of sentences or paragraphs that is not certain, the least certain first; a paragraph before its sentences. -->
  <xsl:template name="doubtful">
    <section class="doubtful" aria-labelledby="doubtful">
      <h2 id="doubtful"><xsl:copy-of select="f:l('alignment.doubtful')"/></h2>
      <xsl:variable name="open" select="($links[@subtype = 'paragraph']/tei:link[f:units(.)/parent::tei:div[@type = 'report']] | $beads)[f:level(.) != 'high']"/>
      <xsl:if test="not($open)"><p class="nothing"><xsl:copy-of select="f:l('alignment.certain')"/></p></xsl:if>
      <ol>
        <xsl:for-each select="$open">
          <xsl:sort select="f:degree(.)" data-type="number"/>
          <li>
            <xsl:if test="../@subtype = 'paragraph'"><xsl:copy-of select="f:l('paragraph')"/><xsl:text> </xsl:text></xsl:if>
            <xsl:variable name="id" select="f:bead-id(f:units(.))"/>
            <a href="#{$id}"><xsl:value-of select="substring-after($id, 'bead-')"/></a>
            <xsl:text> </xsl:text>
            <xsl:apply-templates select="@cert" mode="certainty"/>
          </li><xsl:text> </xsl:text>
        </xsl:for-each>
      </ol>
    </section>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- The address of a bead on this page: its first unit, of the original if that has one. -->
  <func:function name="f:bead-id">
    <xsl:param name="units"/>
    <func:result select="concat('bead-', ($units[f:version(.)/@type = 'original'] | $units[not($units[f:version(.)/@type = 'original'])])[1]/@xml:id)"/>
  </func:function>

  <xsl:template name="report">
    <xsl:param name="divs" select="/.."/>
    <xsl:param name="paragraphs" select="/.."/>
    <xsl:param name="loose" select="/.."/>
    <section class="report">
      <xsl:if test="$divs">
        <h2>
          <xsl:copy-of select="f:l('report')"/><xsl:text> </xsl:text>
          <!-- A number that both versions have stands once. -->
          <xsl:variable name="originals" select="$divs[f:version(.)/@type = 'original']"/>
          <xsl:variable name="first" select="($originals | $divs[not($originals)])[1]"/>
          <xsl:for-each select="$divs[generate-id() = generate-id($first) or tei:head or f:number(.) != f:number($first)]"><xsl:sort select="not(f:version(.)/@type = 'original')"/>
            <a href="{$page}#{@xml:id}">
              <xsl:if test="generate-id() = generate-id($first) or f:number(.) != f:number($first)"><xsl:value-of select="f:number(.)"/></xsl:if>
              <xsl:for-each select="tei:head"><xsl:text> </xsl:text><span><xsl:apply-templates select="ancestor::*[@xml:lang][1]/@xml:lang" mode="attributes"/><xsl:apply-templates select="." mode="plain"/></span></xsl:for-each>
            </a><xsl:text> </xsl:text>
          </xsl:for-each>
        </h2>
      </xsl:if>
      <table>
        <thead>
          <tr>
            <th scope="col"><xsl:copy-of select="f:l('bead')"/></th>
            <xsl:for-each select="$versions"><xsl:sort select="not(@type = 'original')"/>
              <th scope="col"><xsl:copy-of select="f:l(@type)"/></th>
            </xsl:for-each>
            <th scope="col"><xsl:copy-of select="f:l('evidence')"/></th>
          </tr>
        </thead>
        <xsl:for-each select="$paragraphs">
          <tbody>
            <xsl:apply-templates select="." mode="bead"/>
            <xsl:apply-templates select="key('sentence-bead', f:units(.)/tei:s/@xml:id)" mode="bead"/>
          </tbody>
          <xsl:text>&#10;</xsl:text>
        </xsl:for-each>
        <xsl:if test="$loose"><tbody><xsl:apply-templates select="$loose" mode="bead"/></tbody></xsl:if>
      </table>
    </section>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:link" mode="bead">
    <xsl:variable name="link" select="."/>
    <xsl:variable name="units" select="f:units(.)"/>
    <xsl:variable name="mentions" select="$units[self::tei:s]/descendant::*[self::tei:persName or self::tei:placeName or self::tei:orgName
        or self::tei:eventName or self::tei:title or self::tei:date or self::tei:num or self::tei:measure]"/>
    <xsl:variable name="alone" select="$mentions[not(@xml:id) or not(key('mention-link', @xml:id))][f:alone(., $mentions)]"/>
    <tr id="{f:bead-id($units)}" class="{../@subtype} {f:level(.)}">
      <th scope="row">
        <xsl:apply-templates select="." mode="type"><xsl:with-param name="units" select="$units"/></xsl:apply-templates>
        <xsl:text> </xsl:text>
        <xsl:apply-templates select="@cert" mode="certainty"/>
      </th>
      <xsl:for-each select="$versions"><xsl:sort select="not(@type = 'original')"/>
        <td data-label="{f:label(@type, $ui)}" data-l-data-label="{@type}">
          <xsl:apply-templates select="@xml:lang" mode="attributes"/>
          <xsl:variable name="mine" select="$units[generate-id(f:version(.)) = generate-id(current())]"/>
          <xsl:apply-templates select="$mine" mode="unit-cell"><xsl:with-param name="alone" select="$alone"/></xsl:apply-templates>
          <xsl:if test="not($mine)"><p class="lacking"><xsl:value-of select="f:label('no-counterpart', @xml:lang)"/></p></xsl:if>
        </td>
      </xsl:for-each>
      <td data-label="{f:label('evidence', $ui)}" data-l-data-label="evidence">
        <xsl:apply-templates select="." mode="evidence">
          <xsl:with-param name="units" select="$units"/>
          <xsl:with-param name="mentions" select="$mentions"/>
          <xsl:with-param name="alone" select="$alone"/>
        </xsl:apply-templates>
      </td>
    </tr>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- Whether a mention lies in no other. -->
  <func:function name="f:outermost">
    <xsl:param name="mention"/>
    <xsl:param name="mentions"/>
    <func:result select="count($mention/ancestor::* | $mentions) = count($mention/ancestor::*) + count($mentions)"/>
  </func:function>

  <!-- Whether a mention without link is worth naming: it is outermost, and the other side does not name the same record. -->
  <func:function name="f:alone">
    <xsl:param name="mention"/>
    <xsl:param name="mentions"/>
    <func:result select="f:outermost($mention, $mentions)
        and not($mention/@ref = $mentions[generate-id(f:version(.)) != generate-id(f:version($mention))]/@ref)"/>
  </func:function>

  <!-- How many units of each version, the original first. -->
  <xsl:template match="tei:link" mode="type">
    <xsl:param name="units" select="f:units(.)"/>
    <span class="type">
      <xsl:for-each select="$versions"><xsl:sort select="not(@type = 'original')"/>
        <xsl:if test="position() != 1"> : </xsl:if>
        <xsl:value-of select="count($units[generate-id(f:version(.)) = generate-id(current())])"/>
      </xsl:for-each>
    </span>
  </xsl:template>

  <xsl:template match="@cert" mode="certainty">
    <xsl:variable name="level" select="f:level(..)"/>
    <span class="cert {$level}">
      <span class="bar"></span>
      <xsl:copy-of select="f:l($level)"/><xsl:text> </xsl:text>
      <span class="degree">
        <xsl:choose>
          <xsl:when test="number(.) = number(.)"><xsl:value-of select="format-number(., '0.00')"/></xsl:when>
          <xsl:when test="$level = 'high'">&gt; 0.95</xsl:when>
          <xsl:when test="$level = 'medium'">0.7–0.95</xsl:when>
          <xsl:when test="$level = 'low'">≤ 0.7</xsl:when>
        </xsl:choose>
      </span>
    </span>
  </xsl:template>

  <xsl:template match="tei:p" mode="unit-cell">
    <a class="n" href="{$page}#{@xml:id}"><span lang="{$ui}" data-l="paragraph"><xsl:value-of select="f:label('paragraph', $ui)"/></span><xsl:value-of select="concat(' ', f:number(.))"/></a>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="tei:s" mode="unit-cell">
    <xsl:param name="alone"/>
    <p>
      <a class="n" href="{$page}#{@xml:id}"><xsl:value-of select="f:number(.)"/></a>
      <xsl:text> </xsl:text>
      <xsl:apply-templates mode="unit"><xsl:with-param name="alone" select="$alone"/></xsl:apply-templates>
    </p>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="tei:surplus | tei:sic | tei:lb | tei:g | tei:note" mode="unit"/>
  <xsl:template match="tei:gap" mode="unit">…</xsl:template>
  <xsl:template match="*" mode="unit">
    <xsl:param name="alone"/>
    <xsl:variable name="inside"><xsl:apply-templates mode="unit"><xsl:with-param name="alone" select="$alone"/></xsl:apply-templates></xsl:variable>
    <xsl:choose>
      <xsl:when test="@xml:id and key('mention-link', @xml:id)"><span class="linked"><xsl:copy-of select="$inside"/></span></xsl:when>
      <xsl:when test="count(. | $alone) = count($alone)"><span class="alone"><xsl:copy-of select="$inside"/></span></xsl:when>
      <xsl:otherwise><xsl:copy-of select="$inside"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The evidence: lengths, shared mentions, those on one side, notes. -->
  <xsl:template match="tei:link" mode="evidence">
    <xsl:param name="units"/>
    <xsl:param name="mentions"/>
    <xsl:param name="alone"/>
    <ul>
      <li><span class="what"><xsl:copy-of select="f:l('length')"/></span><xsl:text> </xsl:text><xsl:apply-templates select="." mode="length"><xsl:with-param name="units" select="$units"/></xsl:apply-templates></li><xsl:text> </xsl:text>
      <xsl:variable name="shared" select="key('mention-link', $mentions[f:outermost(., $mentions)]/@xml:id)"/>
      <xsl:if test="$shared">
        <li><span class="what"><xsl:copy-of select="f:l('in-both')"/></span><xsl:text> </xsl:text>
          <xsl:for-each select="$shared"><xsl:if test="position() != 1"> · </xsl:if><xsl:apply-templates select="f:targets(@target)" mode="mention"><xsl:sort select="not(f:version(.)/@type = 'original')"/></xsl:apply-templates></xsl:for-each>
        </li><xsl:text> </xsl:text>
      </xsl:if>
      <xsl:for-each select="$versions"><xsl:sort select="not(@type = 'original')"/>
        <xsl:variable name="mine" select="$alone[generate-id(f:version(.)) = generate-id(current())]"/>
        <xsl:if test="$mine">
          <li><span class="what"><xsl:copy-of select="f:l(concat('only.', @type))"/></span><xsl:text> </xsl:text>
            <xsl:for-each select="$mine"><xsl:if test="position() != 1"> · </xsl:if><xsl:apply-templates select="self::node()" mode="mention"/></xsl:for-each>
          </li><xsl:text> </xsl:text>
        </xsl:if>
      </xsl:for-each>
      <xsl:variable name="ids" select="($units | $units[self::tei:s]/descendant::*)/@xml:id"/>
      <xsl:variable name="on" select="key('annotation', $ids)"/>
      <xsl:apply-templates select="$on[tei:note[1]/@resp = '#tool']" mode="open"><xsl:with-param name="ids" select="$ids"/></xsl:apply-templates>
      <xsl:if test="$on[not(tei:note[1]/@resp = '#tool')]">
        <li><span class="what"><xsl:copy-of select="f:l('notes')"/></span><xsl:text> </xsl:text>
          <xsl:for-each select="$on[not(tei:note[1]/@resp = '#tool')]">
            <xsl:if test="position() != 1"> · </xsl:if><xsl:apply-templates select="." mode="on-bead"><xsl:with-param name="ids" select="$ids"/></xsl:apply-templates>
            <xsl:apply-templates select="f:targets(@target)[@xml:id = $ids][1]" mode="on-words"/>
          </xsl:for-each>
        </li><xsl:text> </xsl:text>
      </xsl:if>
    </ul>
  </xsl:template>

  <xsl:template match="tei:link" mode="length">
    <xsl:param name="units"/>
    <xsl:for-each select="$versions"><xsl:sort select="not(@type = 'original')"/>
      <xsl:variable name="words"><xsl:apply-templates select="$units[generate-id(f:version(.)) = generate-id(current())]" mode="plain"/></xsl:variable>
      <xsl:if test="position() != 1"> : </xsl:if>
      <xsl:value-of select="string-length(normalize-space($words))"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="*" mode="mention">
    <xsl:if test="position() != 1"> = </xsl:if>
    <span lang="{f:lang(.)}"><xsl:apply-templates select="self::node()" mode="plain"/></span>
  </xsl:template>

  <!-- A note leads to the first passage in the bead that it is on. -->
  <xsl:template match="tei:annotation" mode="on-bead">
    <xsl:param name="ids"/>
    <a href="{$page}#{f:targets(@target)[@xml:id = $ids][1]/@xml:id}"><xsl:copy-of select="f:l(concat('note.', tei:note[1]/@type))"/></a>
  </xsl:template>

  <!-- What a note is on, shortened. -->
  <xsl:template match="tei:seg" mode="on-words">
    <xsl:variable name="said"><xsl:apply-templates select="." mode="plain"/></xsl:variable>
    <xsl:variable name="words" select="normalize-space($said)"/>
    <xsl:text> </xsl:text>
    <q lang="{f:lang(.)}"><xsl:value-of select="concat(substring($words, 1, 24), substring('…', 1, string-length($words) &gt; 24))"/></q>
  </xsl:template>
  <xsl:template match="*" mode="on-words"/>

  <!-- A computed note is a crux that nobody has answered: what it says stands here. -->
  <xsl:template match="tei:annotation" mode="open">
    <xsl:param name="ids"/>
    <xsl:variable name="note" select="f:in(tei:note, $ui)"/>
    <li class="open">
      <xsl:apply-templates select="." mode="on-bead"><xsl:with-param name="ids" select="$ids"/></xsl:apply-templates>
      <xsl:text> (</xsl:text><xsl:copy-of select="f:l('computed')"/><xsl:text>) </xsl:text>
      <span><xsl:apply-templates select="$note/@xml:lang" mode="attributes"/><xsl:value-of select="normalize-space($note)"/></span>
    </li><xsl:text> </xsl:text>
  </xsl:template>
</xsl:stylesheet>
