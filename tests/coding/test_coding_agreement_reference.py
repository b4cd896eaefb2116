"""Coders' alpha with many values is that of the krippendorff package (0.9.0), by MASI and by equality of sets.

The values are committed: make_coding_agreement_reference.py says how they were made.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from slr.app.code_agree import agreement_in
from slr.model.codebook import Category, Coding, Dimension
from slr.screening.agreement_alpha import Distance

CASES = json.loads(Path(__file__).with_name("coding_agreement_reference.json").read_text(encoding="utf-8"))
DIMENSION = Dimension(id="d", kind="many", categories=tuple(Category(id=c) for c in "abcde"))


def codings(said: list[list[list[str] | None]]) -> list[Coding]:
    """The codings of a case."""
    return [
        Coding(study=f"s{unit:02}", codebook="b", dimension="d", coder=f"coder-{who}", values=tuple(values))
        for who, own in enumerate(said)
        for unit, values in enumerate(own)
        if values is not None
    ]


@pytest.mark.parametrize("place", range(len(CASES)))
@pytest.mark.parametrize("distance", ["masi", "nominal"])
def test_alpha_of_many_values_is_that_of_the_package(place: int, distance: Distance) -> None:
    case: dict[str, Any] = CASES[place]
    order = [f"s{unit:02}" for unit in range(len(case["said"][0]))]
    found = agreement_in(DIMENSION, codings(case["said"]), order, 1, distance)
    alpha = next(one for one in found.whole if one.name == "Krippendorff's alpha")
    assert alpha.value == pytest.approx(case[distance], abs=1e-9)
    assert ("MASI" in alpha.source) == (distance == "masi")
