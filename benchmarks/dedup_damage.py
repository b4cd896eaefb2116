"""What deduplication still reaches when the records of labelled sets are damaged.

    python benchmarks/dedup_damage.py DIR

DIR holds labelled sets (see benchmarks/dedup.py). Each set is damaged in one way at a time, with a fixed
seed: a field lost everywhere or in half of the records, years one off, titles cut, in capitals or mistyped,
names swapped. Prints pairs found, wrong and missed for each set and damage, before any person is asked. A
model that only fits the sets as they are would break here.
"""

import argparse
import random
from collections.abc import Callable
from pathlib import Path

from dedup_run import read_rows, with_slr

from dedup import read_reports, score

Row = dict[str, str]
Damage = Callable[[Row, random.Random], Row]


def lost(*fields: str, share: float = 1.0) -> Damage:
    """These fields emptied in a share of the records."""
    return lambda row, rng: row | dict.fromkeys(fields, "") if rng.random() < share else row


def half(change: Callable[[Row], Row]) -> Damage:
    """A change to half of the records."""
    return lambda row, rng: row | change(row) if rng.random() < 0.5 else row


def swapped(row: Row) -> Row:
    """ "Doe, Jane" as "Jane, Doe"."""
    names = [", ".join(name.split(", ")[::-1]) for name in row["authors"].split(" and ")]
    return {"authors": " and ".join(names)}


def mistyped(row: Row, rng: random.Random) -> Row:
    """One letter in fifty of the title left out."""
    return row | {"title": "".join(letter for letter in row["title"] if rng.random() > 0.02)}


DAMAGES: dict[str, Damage] = {
    "none": lambda row, rng: row,
    "no volume and issue": lost("volume", "issue"),
    "no pages": lost("pages"),
    "no journal": lost("journal"),
    "no authors": lost("authors"),
    "no year": lost("year"),
    "half without place": lost("volume", "issue", "pages", share=0.5),
    "first page only": lambda row, rng: row | {"pages": row["pages"].split("-")[0]},
    "first author only": lambda row, rng: row | {"authors": row["authors"].split(" and ")[0]},
    "half a year later": half(
        lambda row: {"year": str(int(row["year"]) + 1) if row["year"].isdigit() else ""}
    ),
    "half in capitals": half(lambda row: {"title": row["title"].upper()}),
    "half cut at 60 letters": half(lambda row: {"title": row["title"][:60]}),
    "titles mistyped": mistyped,
    "half with names swapped": half(swapped),
}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    print(f"{'damage':<24} {'set':<20} {'pairs':>6} {'found':>6} {'wrong':>6} {'missed':>7}")
    for name, damage in DAMAGES.items():
        for folder in sorted(path.parent for path in asked.folder.glob("*/records.csv")):
            rng = random.Random(1)
            _, reports = with_slr([damage(row, rng) for row in read_rows(folder)])
            scored = score(read_reports(folder / "truth.csv"), reports)
            print(
                f"{name:<24} {folder.name:<20} {scored.true:>6} {scored.both:>6} {scored.wrong:>6} "
                f"{scored.missed:>7}",
                flush=True,
            )


if __name__ == "__main__":
    main()
