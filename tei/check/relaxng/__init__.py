"""RELAX NG: what a schema refuses in a document."""

from __future__ import annotations

from tei.check.relaxng.libxml2 import validate

__all__ = ["validate"]
