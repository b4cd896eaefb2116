"""docs/counting.md: below each of its examples stands the same as a story, which is folded and counted here."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from slr.model.flow import Box
from slr.model.words import Scheme
from story import PLAN, TEXTS, TITLES, Story, story, with_stages

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "counting.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"\*Example\.\* (.*?)\n\n(?:<!-- story ?(\w*)\n(.*?)-->)?", re.DOTALL)
PLANS = {"": PLAN, "liberal": with_stages(replace(TITLES, scheme=Scheme.LIBERAL), TEXTS)}


@dataclass(frozen=True)
class Example:
    """An example's words, the plan it needs, what happens, and what must come of it."""

    words: str
    plan: str
    told: str
    claims: tuple[str, ...]


def examples() -> list[Example]:
    """The examples of the page, in order."""
    found = []
    for words, plan, text in EXAMPLE.findall(PAGE):
        lines = text.strip().splitlines()
        claims = tuple(line.removeprefix("= ") for line in lines if line.startswith("= "))
        found.append(Example(words, plan, "\n".join(x for x in lines if not x.startswith("= ")), claims))
    return found


@pytest.mark.parametrize("example", examples(), ids=lambda one: one.words[:50])
def test_an_example_counts_as_the_page_says(example: Example) -> None:
    assert example.claims, "an example has its story below it"
    told = story(example.told, PLANS[example.plan])
    for claim in example.claims:
        check(told, claim)


def check(told: Story, claim: str) -> None:
    """One claim: `excluded 1`, `other: sought 1`, `round 2: screened 1`, `box item 1`, or `scopus.1 conflict`."""
    where, _, what = claim.rpartition(": ")
    name, *item, last = what.split()
    if "." in name:
        outcome = told.outcome(name)
        assert outcome is not None and outcome.value == last, claim
        return
    words = where.split()
    number = int(words[1]) if "round" in words else None
    column = next((word for word in words if word in ("other", "all", "previous")), "databases")
    boxes = [box for box in told.flow(number).boxes if (box.name, box.column) == (name, column)]
    counted = sum(part(box, " ".join(item)) for box in boxes)
    assert counted == int(last), f"{claim}: counted {counted}"


def part(box: Box, item: str) -> int:
    """A box's count, or that of one of its rows."""
    return sum(row.count for row in box.rows if row.item == item) if item else box.count


def test_every_number_of_a_claim_stands_in_the_words_of_its_example() -> None:
    for example in examples():
        for claim in example.claims:
            if claim.split()[-1].isdigit() and claim.split()[-1] not in ("0",):
                number = claim.split()[-1]
                assert number in example.words or WORDS[number] in example.words.lower(), (
                    claim,
                    example.words,
                )


WORDS = {"1": "one", "2": "two", "3": "three", "4": "four", "5": "five"}


def test_every_heading_of_a_box_has_an_example_and_the_source_is_cited() -> None:
    sections = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
    without = [part.split("\n", 1)[0] for part in sections if "*Example.*" not in part]
    assert without == ["What must add up"]
    assert "BMJ 2021;372:n71" in " ".join(PAGE.split())
