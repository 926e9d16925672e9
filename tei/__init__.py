"""Digital editions of texts in parallel languages, in TEI.

The road, step by step, told by the names of the folders:

1. `tei.seed`: a source text as found is read into a `Seed`; nothing of it is lost.
2. `tei.annotate`: each version by itself gets its names, dates and numbers marked.
3. `tei.align`: the versions are divided into the same reports, and paragraphs and sentences are paired.
4. `tei.compare`: mentions are linked across the languages; where the versions disagree there is a crux.
5. `tei.edit`: what the editors decided is read and carried out.
6. `tei.encode`: everything becomes one TEI tree, from which the seed can be had back byte for byte.
7. `tei.check`: the tree is held against schemas and rules.
8. `tei.render`: the tree becomes a web site and a PDF.

Up to step 5 there are frozen values (`tei.model`), from step 6 on there are trees.  `tei.run` joins the steps for one
seed, `tei.build` for an edition, `tei.cli` gives them to the shell.
"""

from tei.version import __version__

__all__ = ["__version__"]
