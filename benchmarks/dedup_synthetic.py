"""Makes large synthetic sets of records with known duplicates, in the layout of the labelled sets.

    python benchmarks/dedup_synthetic.py 100000 OUT_DIR [--seed 1]

writes OUT_DIR/records.csv (id, title, year, authors, pages, volume, issue, type, journal) and
OUT_DIR/truth.csv (id, report). The records are made up: titles out of templates and invented words (Zipf,
Zipf's law with exponent 1, 1949), names likewise, so that the commonest surname begins one record in fifty.

The error model. For each further record of a report every field is changed with the rate at which it differs
between records of one report in labelled sets of real exports (Rathbone et al. 2015, Systematic Reviews 4:6:
titles are equal letter by letter in 60 %, equal without case, punctuation and databases' notes in 95 %;
journals as printed in 45 %; author lists as printed in 45 %; volumes missing in 1-9 %; pages missing in
3-10 %, shortened or a first page in 5-9 %; another year in 0.5 %, here 3 % for articles ahead of print).
Companions that are no duplicates are made too: a congress abstract of the same title in another journal
(2 % of reports), an erratum (0.5 %), a part II (0.5 %), and titles that many reports share (0.5 %).
"""

import argparse
import csv
import random
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

COLUMNS = ("id", "title", "year", "authors", "pages", "volume", "issue", "type", "journal")
Row = dict[str, str]

TEMPLATES = (
    "Effect of {a} on {b} in patients with {c}: a randomized controlled trial",
    "Effects of {a} and {b} on {c}",
    "{a} for the treatment of {b} {c}: a systematic review and meta-analysis",
    "Association between {a} and {b} among {c}: a cohort study",
    "{a} {b} in {c}",
    "A study of {a} {b} and {c} in {d}",
    "The role of {a} in {b} {c} and {d}",
    "{a}, {b} and {c}: results from the {d} survey",
    "Prevalence of {a} and {b} in {c} {d}",
    "{a} {b} modulates {c} {d} through {e} signaling",
)
SHARED_TITLES = ("Editorial", "Introduction", "Letter to the editor", "Commentary", "In this issue")
SYLLABLE_TEXT = (
    "al ber cor dan el far gen hol im jor kal lin mor nar ost per qui ran sol tar ul ven wex yor zan"
)
SYLLABLES = SYLLABLE_TEXT.split()


class Zipf:
    """Draws from a list whose n-th member is drawn in proportion to 1/n."""

    def __init__(self, values: list[str]) -> None:
        self.values = values
        self.sums = list(accumulate(1 / rank for rank in range(1, len(values) + 1)))

    def draw(self, rng: random.Random) -> str:
        """One value."""
        return self.values[bisect_left(self.sums, rng.random() * self.sums[-1])]


class World:
    """The invented words, names and journals that one set draws from."""

    def __init__(self, rng: random.Random, size: int) -> None:
        self.rng = rng
        self.words = Zipf(self._invented(8_000 + size // 50, 2, 4))
        self.surnames = Zipf([name.capitalize() for name in self._invented(3_000 + size // 100, 1, 3)])
        self.given = [name.capitalize() for name in self._invented(300, 1, 2)]
        fields = [word.capitalize() for word in self._invented(400 + size // 1000, 2, 3)]
        kinds = (
            "Journal of {}",
            "Annals of {}",
            "International Journal of {}",
            "{} Research",
            "Archives of {}",
        )
        self.journals = Zipf([rng.choice(kinds).format(field) for field in fields])
        self.founded = {journal: rng.randint(1860, 1979) for journal in self.journals.values}

    def _invented(self, count: int, least: int, most: int) -> list[str]:
        made: dict[str, None] = {}
        while len(made) < count:
            made["".join(self.rng.choices(SYLLABLES, k=self.rng.randint(least, most)))] = None
            most += len(made) % 5_000 == 4_999  # longer words once the short ones are used up
        return list(made)

    def report(self) -> Row:
        """One report as its journal printed it."""
        rng = self.rng
        title = rng.choice(TEMPLATES).format(**{slot: self.words.draw(rng) for slot in "abcde"})
        if rng.random() < 0.005:
            title = rng.choice(SHARED_TITLES)
        year, first = rng.randint(1980, 2024), rng.randint(1, 2400)
        journal = self.journals.draw(rng)
        people = [f"{self.surnames.draw(rng)}, {rng.choice(self.given)}" for _ in range(rng.randint(1, 8))]
        return {
            "title": title[0].upper() + title[1:],
            "year": str(year),
            "authors": " and ".join(people),
            "pages": f"{first}-{first + rng.randint(3, 14)}",
            "volume": str(year - self.founded[journal]),
            "issue": str(rng.randint(1, 12)),
            "type": "article",
            "journal": journal,
        }

    def companion(self, row: Row) -> Row | None:
        """Now and then, another report that looks like this one."""
        draw, rng = self.rng.random(), self.rng
        page = rng.randint(1, 2400)
        if draw < 0.02:
            other = {
                "journal": self.journals.draw(rng),
                "pages": f"S{page}",
                "volume": str(rng.randint(1, 90)),
            }
            return row | other | {"year": str(int(row["year"]) - rng.randint(0, 2))}
        if draw < 0.025:
            return row | {"title": f"Erratum: {row['title']}", "pages": f"{page}", "issue": "12"}
        if draw < 0.03:
            part = {"title": f"{row['title']}. Part II", "pages": f"{page}-{page + 9}"}
            row["title"] += ". Part I"
            return row | part
        return None


def another_record(row: Row, rng: random.Random) -> Row:
    """The same report as another database exports it."""
    changed = dict(row)
    changed["title"] = another_title(row["title"], rng)
    if rng.random() < 0.55:
        changed["authors"] = " and ".join(initials(name, rng) for name in row["authors"].split(" and "))
    if rng.random() < 0.02:
        changed["authors"] = row["authors"].split(" and ")[0]
    if rng.random() < 0.55:
        changed["journal"] = another_journal(row["journal"], rng)
    if rng.random() < 0.03:
        changed["year"] = str(int(row["year"]) + rng.choice((-1, 1)))
    if rng.random() < 0.03:
        changed["volume"] = ""
    if rng.random() < 0.3:
        changed["issue"] = ""
    changed["pages"] = another_pages(row["pages"], rng)
    return changed


def another_title(title: str, rng: random.Random) -> str:
    """Other case, a full stop, a database's note, a typing error, a lost subtitle."""
    draw = rng.random()
    if draw < 0.12:
        title = title.upper()
    elif draw < 0.25:
        title += "."
    elif draw < 0.30:
        title += ". [Review] [42 refs]"
    elif draw < 0.33:
        title = f"[{title}]"
    elif draw < 0.36 and ":" in title:
        title = title.partition(":")[0]
    elif draw < 0.40 and len(title) > 20:
        place = rng.randrange(5, len(title) - 2)
        title = title[:place] + rng.choice("aeiou") + title[place + rng.randint(0, 1) :]
    return title


def initials(name: str, rng: random.Random) -> str:
    """ "Doe, Jane" as "Doe, J." or "Doe, J"."""
    family, _, given = name.partition(", ")
    return f"{family}, {given[:1]}{rng.choice(('', '.'))}"


def another_journal(journal: str, rng: random.Random) -> str:
    """Abbreviated, in capitals, or with a full stop."""
    words = [word for word in journal.split() if word != "of"]
    short = " ".join(word if len(word) < 5 else word[: 4 + len(word) % 3] for word in words)
    return rng.choice((short, short, journal.upper(), f"{journal}."))


def another_pages(pages: str, rng: random.Random) -> str:
    """Missing, a first page only, or a shortened range."""
    draw = rng.random()
    first, _, last = pages.partition("-")
    if draw < 0.06:
        return ""
    if draw < 0.09:
        return first
    if draw < 0.20 and last and len(last) == len(first) > 1 and first[0] == last[0]:
        return f"{first}-{last[1:]}"
    return pages


def synthetic_rows(size: int, seed: int = 1) -> Iterator[tuple[Row, int]]:
    """`size` records in random order, each with the number of its report."""
    rng = random.Random(seed)
    world = World(rng, size)
    rows: list[tuple[Row, int]] = []
    report = 0
    while len(rows) < size:
        row = world.report()
        for found in (world.companion(row), row):
            if found is not None:
                report += 1
                copies = rng.choices((1, 2, 3, 4), weights=(60, 28, 10, 2))[0]
                rows.append((found, report))
                rows += [(another_record(found, rng), report) for _ in range(copies - 1)]
    del rows[size:]
    rng.shuffle(rows)
    yield from rows


def write_set(folder: Path, size: int, seed: int = 1) -> None:
    """Write records.csv and truth.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        (folder / "records.csv").open("w", encoding="utf-8", newline="") as records,
        (folder / "truth.csv").open("w", encoding="utf-8", newline="") as truth,
    ):
        rows, labels = csv.DictWriter(records, COLUMNS), csv.writer(truth)
        rows.writeheader()
        labels.writerow(("id", "report"))
        for number, (row, report) in enumerate(synthetic_rows(size, seed), 1):
            rows.writerow({"id": f"id_{number:07d}"} | row)
            labels.writerow((f"id_{number:07d}", f"r{report}"))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("size", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    write_set(asked.folder, asked.size, asked.seed)


if __name__ == "__main__":
    main()
