"""What an alignment is judged by: how likely types of beads, lengths, anchors and words are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tei.align.band import Kind
from tei.align.evidence import Anchor, Weight
from tei.align.translation import Table

#: Bead types (units of the first version, units of the second) and their prior probabilities.
PRIORS: Mapping[Kind, float] = {
    (1, 1): 0.88,
    (1, 0): 0.006,
    (0, 1): 0.006,
    (2, 1): 0.045,
    (1, 2): 0.045,
    (2, 2): 0.008,
    (3, 1): 0.005,
    (1, 3): 0.005,
    (4, 1): 0.001,
    (1, 4): 0.001,
    (3, 2): 0.001,
    (2, 3): 0.001,
    (3, 3): 0.0005,
}
#: Of paragraphs: where several stand against several, it is rarely one bead.
OF_PARAGRAPHS: Mapping[Kind, float] = {kind: prior / (10 if min(kind) > 1 else 1) for kind, prior in PRIORS.items()}
VARIANCE = 10.0
CUT = 0.1  # the share of paragraphs of which a part was left out


@dataclass(frozen=True, slots=True)
class Model:
    """`ratio` is the length of the second version over that of the first; `weights` say how much each anchor tells;
    `variance` is that of the length difference, per character of the first version; `cut` is the probability that a
    part was left out, so that lengths tell nothing; `table` says how words translate
    each other, if that is known.
    """

    ratio: float = 1.0
    weights: Mapping[Anchor, Weight] = field(default_factory=dict)
    priors: Mapping[Kind, float] = field(default_factory=lambda: PRIORS)
    variance: float = VARIANCE
    cut: float = 1e-9
    table: Table | None = None
