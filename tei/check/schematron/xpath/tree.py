"""What an expression is read into.

Named tuples, since a frozen dataclass costs a millisecond when its module is imported, and every check imports these.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Literal(NamedTuple):
    """A string."""

    value: str


class Number(NamedTuple):
    """A number as written."""

    text: str


class Variable(NamedTuple):
    """``$name``."""

    name: str


class Dot(NamedTuple):
    """The context item."""


class Call(NamedTuple):
    """A function call."""

    name: str
    arguments: tuple[Expr, ...]


class Step(NamedTuple):
    """An axis step; `test` is a name, a wildcard, or a kind test as written."""

    axis: str
    test: str
    predicates: tuple[Expr, ...] = ()


class Path(NamedTuple):
    """Steps, from the root if `absolute`.  Whatever stands between slashes is a step; ``//`` is one written out."""

    absolute: bool
    steps: tuple[Expr, ...]


class Filter(NamedTuple):
    """A primary expression with predicates."""

    base: Expr
    predicates: tuple[Expr, ...]


class Operation(NamedTuple):
    """Operands joined by one operator; more than two only for ``or``, ``and``, ``|``, ``||`` and the comma."""

    operator: str
    operands: tuple[Expr, ...]


class If(NamedTuple):
    """``if (condition) then one else other``."""

    condition: Expr
    then: Expr
    otherwise: Expr


class Binding(NamedTuple):
    """``some``, ``every``, ``for`` or ``let``: `name` runs over `source` within `body`."""

    keyword: str
    name: str
    source: Expr
    body: Expr


class Typed(NamedTuple):
    """``cast as``, ``castable as``, ``instance of`` or ``treat as`` (`operator` is the first word)."""

    operator: str
    operand: Expr
    type: str


Expr: TypeAlias = Literal | Number | Variable | Dot | Call | Step | Path | Filter | Operation | If | Binding | Typed
