"""XPath as Schematron uses it: read, proved to mean the same in XPath 1.0 where it does, and run by the faster engine.

`syntax` reads an expression, `prove` says it in XPath 1.0 for libxml2 or declines, `fast` runs what was proved, `full`
runs the rest with elementpath.
"""
