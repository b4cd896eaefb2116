"""How a diagram is to look: its language, edition, kind of review and colors."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Edition = Literal["2020", "2009"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """`language` of the labels; PRISMA's `edition`; `scoping` words it for a scoping review (PRISMA-ScR).

    `colors` changes fill, stroke and text of a look (see `slr.flow.draw_svg.COLORS`). The 2009 edition and
    scoping reviews are worded in English only.
    """

    language: str = "en"
    edition: Edition = "2020"
    scoping: bool = False
    colors: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)


PRISMA_2020 = Style()
