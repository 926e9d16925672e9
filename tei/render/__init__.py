"""Step 8.  Trees become editions: a web site, a print PDF.  XSLT does the work; Python only brings files together."""
