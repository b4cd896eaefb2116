"""How a diagram is to look: its language, edition, kind of review and colors."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from slr.model.errors import SlrError

LOOKS = ("main", "side", "source", "pending", "heading", "phase", "notice", "draft")
Edition = Literal["2020", "2009"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """`language` of the labels; PRISMA's `edition`; `scoping` words it for a scoping review (PRISMA-ScR).

    `colors` changes fill, line and text of a look (see `slr.flow.draw_svg.COLORS`). The 2009 edition and
    scoping reviews are worded in English only.
    """

    language: str = "en"
    edition: Edition = "2020"
    scoping: bool = False
    colors: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)


PRISMA_2020 = Style()


def read_colors(said: Iterable[str]) -> dict[str, tuple[str, str, str]]:
    """Colors by look from `look=#fill,#line,#text`. Raises SlrError where one is no look or no color."""
    colors = {}
    for text in said:
        look, _, values = text.partition("=")
        parts = [value.strip().lower() for value in values.split(",")]
        if look not in LOOKS:
            raise SlrError(f"there is no look {look!r}", f"one of: {', '.join(LOOKS)}")
        if len(parts) != 3 or not all(re.fullmatch(r"#[0-9a-f]{6}", part) for part in parts):
            raise SlrError(
                f"{values!r} are no three colors", "fill, line and text, such as #ffffff,#1f2933,#111111"
            )
        colors[look] = (parts[0], parts[1], parts[2])
    return colors
