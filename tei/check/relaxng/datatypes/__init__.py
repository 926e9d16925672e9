"""Datatypes: which texts are values, and which values are equal.

`datatype` finds one by library, name and parameters; a `Datatype` allows a text or not, and tells what it is worth.
"""

from __future__ import annotations

from tei.check.relaxng.datatypes.facets import DatatypeError
from tei.check.relaxng.datatypes.kinds import Context
from tei.check.relaxng.datatypes.library import COMPATIBILITY, XSD, Datatype, datatype

__all__ = ["COMPATIBILITY", "XSD", "Context", "Datatype", "DatatypeError", "datatype"]
