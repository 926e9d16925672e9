<?xml version="1.0" encoding="UTF-8"?>
<!-- One page per text: title, parallel versions, emendations, notes, colophon, and what scripts make use of (display.xsl,
     cards.xsl, passage.xsl). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:f="urn:tei:functions" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="tei f str">

  <xsl:import href="../common/unforeseen.xsl"/>
  <xsl:import href="../common/labels.xsl"/>
  <xsl:import href="../common/pointers.xsl"/>
  <xsl:import href="../common/text.xsl"/>
  <xsl:import href="../common/ref.xsl"/>
  <xsl:import href="../common/heads.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/names.xsl"/>
  <xsl:import href="../common/identifiers.xsl"/>
  <xsl:import href="../common/choice.xsl"/>
  <xsl:import href="../common/notes.xsl"/>
  <xsl:import href="../common/parallel.xsl"/>
  <xsl:import href="../common/header.xsl"/>
  <xsl:import href="../common/citation.xsl"/>
  <xsl:import href="../common/reference.xsl"/>
  <xsl:import href="../common/json.xsl"/>
  <xsl:import href="meta.xsl"/>
  <xsl:import href="citing.xsl"/>
  <xsl:import href="frame.xsl"/>
  <xsl:import href="display.xsl"/>
  <xsl:import href="cards.xsl"/>
  <xsl:import href="passage.xsl"/>

  <xsl:template match="tei:teiCorpus" mode="title">
    <xsl:apply-templates select="tei:TEI" mode="name"/>
    <xsl:value-of select="concat(' – ', $edition-title)"/>
  </xsl:template>

  <xsl:template match="tei:teiCorpus" mode="meta"><xsl:apply-templates select="tei:TEI" mode="metadata"/></xsl:template>

  <xsl:template match="tei:teiCorpus" mode="main">
    <xsl:apply-templates select="tei:TEI/tei:text/tei:body/*[not(self::tei:div)]" mode="unforeseen"/>
    <xsl:apply-templates select="tei:TEI/tei:teiHeader" mode="kicker"/>
    <xsl:apply-templates select="$plan/section"/>
    <xsl:apply-templates select="tei:TEI" mode="emendations"/>
    <xsl:apply-templates select="tei:TEI" mode="notes"/>
    <xsl:apply-templates select="tei:TEI" mode="colophon"/>
    <xsl:apply-templates select="tei:TEI/tei:standOff" mode="cards"/>
    <xsl:call-template name="passage"/>
  </xsl:template>

  <!-- Above the titles: which version it is and where it was printed; then the way into the text. -->
  <xsl:template match="tei:teiHeader" mode="kicker">
    <xsl:variable name="header" select="."/>
    <div class="row kicker versions-{count($versions)}">
      <xsl:for-each select="$versions"><xsl:sort select="not(@type = 'original')"/>
        <p class="cell {@type}">
          <xsl:apply-templates select="@xml:lang" mode="attributes"/>
          <span class="version"><xsl:value-of select="f:label(@type, @xml:lang)"/></span>
          <xsl:text> </xsl:text>
          <xsl:apply-templates select="$header" mode="source"><xsl:with-param name="language" select="@xml:lang"/></xsl:apply-templates>
        </p>
      </xsl:for-each>
    </div>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- Between the titles and the first report: the way into the text. -->
  <xsl:template match="section" mode="guide">
    <div class="guide">
      <xsl:if test="count($plan/section/section[heads]) &gt; 1">
        <nav class="toc" aria-label="{f:label('reports', $ui)}" data-l-aria-label="reports"><ol><xsl:apply-templates select="$plan/section/section" mode="toc"/></ol></nav>
      </xsl:if>
      <xsl:apply-templates select="$corpus-header" mode="downloads"/>
      <xsl:call-template name="display"/>
    </div>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:fileDesc" mode="downloads">
    <xsl:if test="tei:notesStmt/tei:relatedItem">
      <ul class="downloads" aria-label="{f:label('downloads', $ui)}" data-l-aria-label="downloads">
        <xsl:for-each select="tei:notesStmt/tei:relatedItem/tei:bibl/tei:ref"><li><a href="{f:uri(@target)}"><xsl:value-of select="."/></a></li></xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:TEI" mode="emendations">
    <xsl:if test="$emendations">
      <section class="emendations" aria-labelledby="{f:own('emendations')}">
        <h2 id="{f:own('emendations')}"><xsl:copy-of select="f:l('emendations')"/></h2>
        <table>
          <thead>
            <tr>
              <th scope="col"><span class="unseen"><xsl:copy-of select="f:l('mark')"/></span></th>
              <xsl:for-each select="str:tokenize('at read found who cert evidence')">
                <th scope="col"><xsl:copy-of select="f:l(string())"/></th>
              </xsl:for-each>
            </tr>
          </thead>
          <tbody>
            <xsl:for-each select="$emendations">
              <xsl:variable name="ref" select="@ref"/>
              <xsl:for-each select="$source"><xsl:apply-templates select="key('emendation', $ref)" mode="apparatus"/></xsl:for-each>
            </xsl:for-each>
          </tbody>
        </table>
      </section>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:key name="emendation" match="tei:choice | tei:surplus | tei:supplied" use="generate-id()"/>

  <xsl:template match="tei:TEI" mode="notes">
    <xsl:if test="$notes">
      <section class="notes versions-{count($versions)}" role="doc-endnotes" aria-labelledby="{f:own('notes')}">
        <h2 id="{f:own('notes')}"><xsl:copy-of select="f:l('notes')"/></h2>
        <xsl:if test="not($voices)"><p class="resp"><xsl:apply-templates select="$annotations[1]/tei:note[1]/@resp" mode="who"/></p></xsl:if>
        <p class="elsewhere" hidden="hidden"><xsl:copy-of select="f:l('notes.beside')"/></p>
        <ol>
          <xsl:for-each select="$notes">
            <xsl:variable name="ref" select="@ref"/>
            <xsl:for-each select="$source"><xsl:apply-templates select="key('annotation-itself', $ref)" mode="endnote"/></xsl:for-each>
          </xsl:for-each>
        </ol>
      </section>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:TEI" mode="colophon">
    <footer class="colophon" aria-labelledby="{f:own('colophon')}">
      <h2 id="{f:own('colophon')}"><xsl:copy-of select="f:l('colophon')"/></h2>
      <p class="citation"><b><xsl:copy-of select="f:l('cite')"/></b><xsl:text> </xsl:text><span class="words"><xsl:apply-templates select="tei:teiHeader" mode="citation"/></span></p>
      <xsl:for-each select="tei:text/tei:body/tei:div/descendant::tei:s[1]">
        <xsl:if test="position() = 1">
          <p class="citation"><xsl:copy-of select="f:l('cite.place')"/><a href="#{@xml:id}"><xsl:value-of select="concat('#', @xml:id)"/></a></p>
        </xsl:if>
      </xsl:for-each>
      <xsl:apply-templates select="." mode="cite"/>
      <xsl:apply-templates select="tei:teiHeader" mode="colophon"/>
      <xsl:apply-templates select="." mode="forms"/>
      <xsl:if test="$alignment != ''"><p class="editorial"><a href="{str:encode-uri($alignment, true())}.html"><xsl:copy-of select="f:l('alignment.see')"/></a></p></xsl:if>
      <xsl:call-template name="neighbours"/>
    </footer>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="neighbours">
    <xsl:if test="$previous != '' or $next != ''">
      <nav class="neighbours" aria-label="{f:label('between', $ui)}" data-l-aria-label="between">
        <xsl:if test="$previous != ''"><a rel="prev" href="{str:encode-uri($previous, true())}.html"><span class="arrow">← </span><xsl:copy-of select="f:l('previous')"/></a></xsl:if>
        <xsl:if test="$next != ''"><a rel="next" href="{str:encode-uri($next, true())}.html"><xsl:copy-of select="f:l('next')"/><span class="arrow"> →</span></a></xsl:if>
      </nav>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
