<?xml version="1.0" encoding="UTF-8"?>
<!-- What a reader can do with the sentence that is kept alight, and the words that scripts need; hidden until one shows it.
     template passage -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:tei:functions"
    exclude-result-prefixes="f">

  <xsl:template name="passage">
    <div class="passage" hidden="hidden" role="group" aria-label="{f:label('passage.tools', $ui)}" data-l-aria-label="passage.tools">
      <a class="where" href="#{f:own('main')}"></a>
      <button type="button" class="address"><xsl:copy-of select="f:l('passage.address')"/></button>
      <button type="button" class="cite"><xsl:copy-of select="f:l('passage.cite')"/></button>
      <span role="status"></span>
      <input type="text" readonly="readonly" hidden="hidden" aria-label="{f:label('passage.selected', $ui)}" data-l-aria-label="passage.selected"/>
      <button type="button" class="close" aria-label="{f:label('passage.close', $ui)}" data-l-aria-label="passage.close">×</button>
    </div>
    <div class="said" hidden="hidden">
      <xsl:copy-of select="f:l('passage.copied')"/>
      <xsl:copy-of select="f:l('passage.selected')"/>
      <xsl:copy-of select="f:l('note.whole')"/>
      <xsl:copy-of select="f:l('note.less')"/>
    </div>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
</xsl:stylesheet>
