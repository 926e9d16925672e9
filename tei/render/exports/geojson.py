"""GeoJSON: the places that have coordinates, longitude first.  Source: https://www.rfc-editor.org/rfc/rfc7946"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from tei.render.exports.corpus import Corpus, same_as
from tei.render.exports.text import Record


def files(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """``places.geojson``, a place to a line."""
    places = [record for record in corpus.records.values() if record.geo]
    lines = ",\n".join(json.dumps(_feature(corpus, place), ensure_ascii=False) for place in places)
    yield "places.geojson", f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'.encode()


def _feature(corpus: Corpus, place: Record) -> Mapping[str, object]:
    north, east = place.geo or (0.0, 0.0)
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": {"type": "Point", "coordinates": [east, north]},
        "properties": {
            "name": place.name(),
            "names": {name.lang: name.text for name in reversed(place.names) if not name.type},
            "variants": [name.text for name in place.names if name.type],
            "description": dict(reversed(place.notes)),
            "occurrences": corpus.counts[place.id],
            "url": corpus.entry(place.id),
            "sameAs": same_as(place),
        },
    }
