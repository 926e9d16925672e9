<?xml version="1.0" encoding="UTF-8"?>
<!-- The report card of an edition as a page that needs nothing else.  The input is its fact sheet (tei/appraise/factsheet.py):
     the criteria as a taxonomy in the header, the answers in the text.
     mode title     the title of the edition, one for each language
     mode subject   what the card is about: version, publisher, licence, figures
     mode glance    the answers of an area as a row of marks that lead to them
     mode ref       where a criterion comes from -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" exclude-result-prefixes="tei f">

  <xsl:import href="../common/unforeseen.xsl"/>
  <xsl:import href="../common/labels.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/header.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
  <xsl:strip-space elements="tei:TEI tei:text tei:body tei:div tei:list tei:item tei:table tei:row tei:category tei:bibl"/>

  <!-- The language of the page; its style, and the policy that allows it. -->
  <xsl:param name="ui" select="'en'"/>
  <xsl:param name="style"/>
  <xsl:param name="policy"/>

  <xsl:key name="answers" match="tei:div[@type = 'answer']" use="../@corresp"/>
  <xsl:key name="category" match="tei:category" use="concat('#', @xml:id)"/>

  <xsl:variable name="subject" select="/tei:TEI/tei:teiHeader/tei:fileDesc/tei:notesStmt/tei:relatedItem[@type = 'reviewed_resource']/tei:bibl"/>
  <xsl:variable name="name" select="string(f:in($subject/tei:title, $ui))"/>

  <xsl:template match="/">
    <html lang="{$ui}">
      <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="{$policy}"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title><xsl:value-of select="concat(f:label('appraisal', $ui), ' – ', $name)"/></title>
        <style><xsl:value-of select="$style"/></style>
      </head>
      <body>
        <a class="skip" href="#main"><xsl:value-of select="f:label('skip', $ui)"/></a>
        <xsl:text>&#10;</xsl:text>
        <main id="main" tabindex="-1">
          <header>
            <p class="kicker"><xsl:value-of select="f:label('appraisal', $ui)"/></p>
            <h1>
              <xsl:apply-templates select="f:in($subject/tei:title, $ui)" mode="title"/>
              <xsl:apply-templates select="$subject/tei:title[. != $name]" mode="title"/>
            </h1>
            <xsl:apply-templates select="$subject" mode="subject"/>
            <p class="explanation"><xsl:value-of select="f:label('appraisal.about', $ui)"/></p>
          </header>
          <xsl:apply-templates select="tei:TEI/tei:text/tei:body/tei:div"/>
        </main>
        <xsl:text>&#10;</xsl:text>
        <footer><p><xsl:value-of select="concat(f:label('made', $ui), ' ', /tei:TEI/tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:respStmt/tei:name)"/></p></footer>
      </body>
    </html>
  </xsl:template>

  <!-- The edition -->

  <xsl:template match="tei:title" mode="title">
    <span><xsl:if test="@xml:lang"><xsl:attribute name="lang"><xsl:value-of select="@xml:lang"/></xsl:attribute></xsl:if><xsl:value-of select="."/></span>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="tei:bibl" mode="subject">
    <p class="facts">
      <xsl:if test="tei:edition"><span><xsl:value-of select="concat(f:label('version', $ui), ' ', tei:edition)"/></span></xsl:if>
      <xsl:if test="tei:date"><time datetime="{tei:date/@when}"><xsl:value-of select="f:date(tei:date/@when, $ui)"/></time></xsl:if>
      <xsl:if test="tei:publisher"><span><xsl:value-of select="tei:publisher"/></span></xsl:if>
      <xsl:apply-templates select="tei:availability/tei:licence" mode="subject"/>
      <xsl:if test="tei:idno[@type = 'URI']"><a href="{tei:idno[@type = 'URI']}"><xsl:value-of select="tei:idno[@type = 'URI']"/></a></xsl:if>
    </p>
    <xsl:if test="tei:extent/tei:measure[@quantity != 0]">
      <dl class="figures"><xsl:apply-templates select="tei:extent/tei:measure[@quantity != 0]"/></dl>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:measure">
    <div><dt><xsl:apply-templates select="." mode="said"/></dt><dd><xsl:value-of select="format-number(@quantity, '#,##0')"/></dd></div>
  </xsl:template>

  <xsl:template match="tei:licence" mode="subject"><span><xsl:value-of select="."/></span></xsl:template>
  <xsl:template match="tei:licence[starts-with(@target, 'http://') or starts-with(@target, 'https://')]" mode="subject">
    <a rel="license" href="{@target}"><xsl:value-of select="."/></a>
  </xsl:template>

  <!-- At a glance -->

  <xsl:template match="tei:div[@type = 'overview']">
    <section class="overview" aria-labelledby="overview">
      <h2 id="overview"><xsl:value-of select="f:label('appraisal.overview', $ui)"/></h2>
      <xsl:apply-templates select="tei:table"/>
    </section>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:table"><table><xsl:apply-templates select="tei:row"/></table></xsl:template>

  <xsl:template match="tei:row[@role = 'label']">
    <thead>
      <tr>
        <th scope="col"><xsl:value-of select="f:label('appraisal.area', $ui)"/></th>
        <th scope="col" class="marks"><xsl:value-of select="f:label('appraisal.criteria', $ui)"/></th>
        <xsl:for-each select="tei:cell[tei:seg]"><th scope="col" class="number"><xsl:apply-templates select="." mode="said"/></th></xsl:for-each>
      </tr>
    </thead>
  </xsl:template>

  <xsl:template match="tei:row">
    <tbody>
      <tr>
        <th scope="row"><a href="{@corresp}"><xsl:apply-templates select="tei:cell[@role = 'label']" mode="said"/></a></th>
        <td class="marks"><ul><xsl:apply-templates select="key('answers', @corresp)" mode="glance"/></ul></td>
        <xsl:for-each select="tei:cell[@n]">
          <td class="number {@n}"><xsl:if test=". = 0"><xsl:attribute name="class">number zero</xsl:attribute></xsl:if><xsl:value-of select="."/></td>
        </xsl:for-each>
      </tr>
    </tbody>
  </xsl:template>

  <xsl:template match="tei:div" mode="glance">
    <li>
      <a href="{@corresp}" title="{f:in(tei:head, $ui)}">
        <span class="mark {@subtype}"></span>
        <span class="unseen"><xsl:apply-templates select="." mode="verdict"/><xsl:text>: </xsl:text><xsl:value-of select="f:in(tei:head, $ui)"/></span>
      </a>
    </li>
  </xsl:template>

  <!-- The answers -->

  <xsl:template match="tei:div[@type = 'area']">
    <section class="area" id="{substring(@corresp, 2)}" aria-labelledby="{substring(@corresp, 2)}.head">
      <h2 id="{substring(@corresp, 2)}.head"><xsl:value-of select="f:in(tei:head, $ui)"/></h2>
      <xsl:apply-templates select="tei:div"/>
    </section>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:div[@type = 'answer']">
    <article class="answer {@subtype}" id="{substring(@corresp, 2)}">
      <p class="verdict"><span class="mark {@subtype}"></span><xsl:text> </xsl:text><xsl:apply-templates select="." mode="verdict"/></p>
      <div class="said">
        <h3><xsl:value-of select="f:in(tei:head, $ui)"/></h3>
        <xsl:apply-templates select="tei:ab[@type = 'evidence'][1]" mode="list"/>
        <xsl:apply-templates select="tei:ab[@type = 'missing'][1]" mode="list"/>
        <xsl:apply-templates select="tei:ab[@type = 'advice'][1]" mode="list"/>
      </div>
      <p class="refs"><xsl:apply-templates select="f:in(key('category', @corresp)/tei:catDesc, $ui)/tei:ref" mode="ref"/></p>
    </article>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:div" mode="verdict"><xsl:value-of select="f:in(key('category', @ana)/tei:catDesc[@xml:lang], $ui)"/></xsl:template>

  <!-- All blocks of one type, the first of which is given. -->
  <xsl:template match="tei:ab" mode="list">
    <xsl:variable name="type" select="@type"/>
    <ul class="{$type}"><xsl:apply-templates select="../tei:ab[@type = $type]"/></ul>
  </xsl:template>

  <xsl:template match="tei:ab[@type = 'evidence']">
    <li><xsl:apply-templates select="." mode="said"/><xsl:apply-templates select="tei:ident"/></li>
  </xsl:template>
  <xsl:template match="tei:ab[@type = 'missing']">
    <li><b><xsl:value-of select="f:label('appraisal.missing', $ui)"/></b><xsl:if test="$ui != 'zh'"><xsl:text> </xsl:text></xsl:if><xsl:apply-templates select="." mode="said"/></li>
  </xsl:template>
  <xsl:template match="tei:ab[@type = 'advice']">
    <li><b><xsl:value-of select="f:label('appraisal.advice', $ui)"/></b><xsl:if test="$ui != 'zh'"><xsl:text> </xsl:text></xsl:if><xsl:apply-templates select="." mode="said"/></li>
  </xsl:template>

  <xsl:template match="tei:ident"><xsl:text> </xsl:text><code><xsl:value-of select="."/></code></xsl:template>

  <xsl:template match="tei:ref" mode="ref"><a href="{@target}"><xsl:value-of select="."/></a><xsl:text> </xsl:text></xsl:template>

  <!-- The words of an element in the language of the page. -->
  <xsl:template match="*" mode="said"><xsl:apply-templates select="f:in(tei:seg, $ui)/node()"/></xsl:template>
  <xsl:template match="tei:seg/tei:code"><code><xsl:value-of select="."/></code></xsl:template>

  <!-- What is left to a reader, and where the criteria come from -->

  <xsl:template match="tei:div[@type = 'reader']">
    <section class="reader" aria-labelledby="reader">
      <h2 id="reader"><xsl:value-of select="f:in(tei:head, $ui)"/></h2>
      <p class="explanation"><xsl:value-of select="f:label('appraisal.reader', $ui)"/></p>
      <ul>
        <xsl:for-each select="tei:list/tei:item">
          <li><span><xsl:apply-templates select="." mode="said"/></span><xsl:text> </xsl:text><span class="refs"><xsl:apply-templates select="tei:ref" mode="ref"/></span></li>
        </xsl:for-each>
      </ul>
    </section>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:div[@type = 'sources']">
    <section class="sources" aria-labelledby="sources">
      <h2 id="sources"><xsl:value-of select="f:in(tei:head, $ui)"/></h2>
      <dl>
        <xsl:for-each select="tei:list/tei:item">
          <div><dt><xsl:value-of select="@n"/></dt><dd lang="en"><xsl:apply-templates select="tei:ref" mode="ref"/></dd></div>
        </xsl:for-each>
      </dl>
    </section>
  </xsl:template>
</xsl:stylesheet>
