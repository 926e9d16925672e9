"""Exports: every format that the users of a text need, each a function from the texts to files.

A format's files do not depend on the clock, the machine, or on how the work was spread: the same edition gives the same
bytes.  All are described in docs/exports.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tei.render.exports import (
    beacon,
    cff,
    codemeta,
    dts,
    epub,
    geojson,
    jsonld,
    markdown,
    moses,
    plain,
    tables,
    tmx,
    tsv,
    turtle,
    zenodo,
)
from tei.render.exports.corpus import Corpus, Files

__all__ = ["FORMATS", "Corpus", "Format"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its files (address relative to the folder of the exports, content), and what it needs beside texts."""

    files: Callable[[Corpus], Files]
    findings: bool = False  # what `tei check` says of the texts


FORMATS: Mapping[str, Format] = {
    "tmx": Format(tmx.files),
    "moses": Format(moses.files),
    "tsv": Format(tsv.files),
    "text": Format(plain.files),
    "markdown": Format(markdown.files),
    "csv": Format(tables.as_csv, findings=True),
    "jsonl": Format(tables.as_jsonl, findings=True),
    "jsonld": Format(jsonld.files),
    "turtle": Format(turtle.files),
    "beacon": Format(beacon.files),
    "geojson": Format(geojson.files),
    "cff": Format(cff.files),
    "codemeta": Format(codemeta.files),
    "zenodo": Format(zenodo.files),
    "epub": Format(epub.files),
    "dts": Format(dts.files),
}
