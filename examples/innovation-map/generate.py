"""Write a synthetic mapping review of 2,000 organizations and 1,000 projects, the same bytes every time.

    python generate.py [FOLDER]

Standard library only, and nothing of slr. Cases are coded by field, barrier and country: all of them by one
coder, every tenth by a second one; where the two differ a third settled it. `tables/` holds the tables
counted from what the generator knows.
"""

import csv
import hashlib
import io
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from vocabulary import BARRIERS, CITIES, COUNTRIES, ENDS, FIELDS, ORGANIZATION_KINDS, PROJECT_FORMS, STARTS

SEED = "innovation map, synthetic, 1"
HERE = Path(__file__).resolve().parent
ORGANIZATIONS, PROJECTS = 2000, 1000
SECOND = 10  # the second coder codes every tenth case
Row = tuple[str, ...]
CASE_HEAD: Row = ("title", "type", "country", "year", "organization", "url", "abstract")
CODING_HEAD: Row = ("study", "dimension", "values", "quote", "page", "coder", "date", "note")


@dataclass(frozen=True)
class Case:
    """An organization or a project, and how it is rightly coded."""

    kind: str
    title: str
    country: str
    year: int
    organization: str
    fields: tuple[str, ...]
    barriers: tuple[str, ...]
    description: str

    @property
    def quotes(self) -> dict[str, str]:
        """The words of the description behind each dimension."""
        first, _, rest = self.description.partition(". ")
        return {"field": first.rstrip(".") + ".", "barrier": rest, "country": ""}

    @property
    def codes(self) -> dict[str, tuple[str, ...]]:
        """The right values by dimension; a case that names no barrier is not coded by one."""
        values = {"field": self.fields, "country": (self.country,)}
        return values | ({"barrier": self.barriers} if self.barriers else {})


def draw(rng: Random, weighted: Sequence[tuple[str, int]], most: int) -> tuple[str, ...]:
    """One value, at times up to `most`, in the order of the list."""
    names, weights = zip(*weighted, strict=True)
    found = {rng.choices(names, weights)[0] for _ in range(1 if rng.random() < 0.7 else most)}
    return tuple(name for name in names if name in found)


def describe(rng: Random, kind: str, city: str, fields: Sequence[str], barriers: Sequence[str]) -> str:
    """A description: the field in its first sentence, barriers in the others."""
    people = " and ".join(FIELDS[name][1] for name in fields)
    start = f"{rng.choice(PROJECT_FORMS).capitalize()} for {people} in {city}"
    if kind == "organization":
        start = f"Works with {people} from {city}"
    return " ".join((start + ".", *(BARRIERS[name][1] for name in barriers)))


def draw_case(rng: Random, kind: str, title: str, organization: Case | None) -> Case:
    """A case; a project shares the country of its organization, and mostly its field."""
    fields = draw(rng, [(name, weight) for name, (weight, _) in FIELDS.items()], 2)
    if organization is not None and rng.random() < 0.7:
        fields = organization.fields
    some = rng.random() < (0.8 if kind == "project" else 0.5)
    barriers = draw(rng, [(name, weight) for name, (weight, _) in BARRIERS.items()], 3) if some else ()
    country = (
        organization.country if organization else rng.choices(list(COUNTRIES), list(COUNTRIES.values()))[0]
    )
    first = organization.year if organization else 1998
    return Case(
        kind, title, country, rng.randrange(first, 2018), organization.title if organization else "", fields,
        barriers,
        describe(rng, kind, rng.choice(CITIES), fields, barriers),
    )  # fmt: skip


def draw_cases() -> dict[str, list[Case]]:
    """Organizations and projects under titles that occur once."""
    rng = Random(f"{SEED}: cases")
    names = [start + end for start in STARTS for end in ENDS]
    titles = rng.sample([f"{name} {kind}" for name in names for kind in ORGANIZATION_KINDS], ORGANIZATIONS)
    organizations = [draw_case(rng, "organization", title, None) for title in titles]
    stems = rng.sample([f"{one}{two}" for one in names for two in ("", " Two", " Local", " Open")], PROJECTS)
    projects = [draw_case(rng, "project", stem, rng.choice(organizations)) for stem in stems]
    return {"organizations": organizations, "projects": projects}


def table(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def case_row(search: str, position: int, case: Case) -> Row:
    """A case as it stands in its file."""
    url = f"https://example.org/{search}/{position:04d}"
    return case.title, "case", case.country, str(case.year), case.organization, url, case.description


def seen(rng: Random, right: tuple[str, ...], choices: Sequence[str]) -> tuple[str, ...]:
    """What a coder wrote down: mostly the right values, at times one too few or another."""
    chance = rng.random()
    if chance < 0.08 and len(right) > 1:
        return right[:-1]
    if chance < 0.12:
        return (*right[:-1], rng.choice([name for name in choices if name not in right]))
    return right


def coding_row(name: str, case: Case, dimension: str, values: Sequence[str], who: str, day: str) -> Row:
    """One coding with the words of the description behind it."""
    return name, dimension, "; ".join(values), case.quotes[dimension], "", who, day, ""


def code(cases: dict[str, Case]) -> dict[str, list[Row]]:
    """The codings of both coders and the resolutions, by file name."""
    rng = Random(f"{SEED}: codings")
    choices = {"field": list(FIELDS), "barrier": list(BARRIERS)}
    files: dict[str, list[Row]] = {name: [CODING_HEAD] for name in ("coder-a", "coder-b", "resolutions")}
    for place, (name, case) in enumerate(cases.items()):
        twice = place % SECOND == 0
        for dimension, right in case.codes.items():
            said = {"coder-a": right}
            if twice and dimension in choices:
                said = {who: seen(rng, right, choices[dimension]) for who in ("coder-a", "coder-b")}
            differ = len({frozenset(values) for values in said.values()}) > 1
            for (
                who,
                values,
            ) in said.items():  # where both slip alike nobody would notice, so that neither does
                written = values if differ else right
                files[who].append(coding_row(name, case, dimension, written, who, "2017-05-02"))
            if differ:
                row = coding_row(name, case, dimension, right, "coder-c", "2017-06-01")
                files["resolutions"].append(row)
    return files


def cross(cases: Iterable[Case], rows: str, columns: str) -> bytes:
    """How many cases have both a value of `rows` and a value of `columns`; only pairs that occur."""
    pairs = Counter(
        (one, two)
        for case in cases
        for one in case.codes.get(rows, ())
        for two in case.codes.get(columns, ())
    )
    return table([(rows, columns, "cases"), *((one, two, str(n)) for (one, two), n in sorted(pairs.items()))])


def everything() -> dict[str, bytes]:
    """Every generated file by its path below the example's folder."""
    files: dict[str, bytes] = {}
    named: dict[str, Case] = {}
    for search, cases in draw_cases().items():
        data = table([CASE_HEAD, *(case_row(search, n, case) for n, case in enumerate(cases, start=1))])
        files[f"searches/{search}.csv"] = data
        stamp = hashlib.sha256(data).hexdigest()[:6]
        named |= {f"{search}-{stamp}-{n}": case for n, case in enumerate(cases, start=1)}
    for name, rows in code(named).items():
        files[f"codings/{name}.csv"] = table(rows)
    for one, two in (("field", "barrier"), ("field", "country"), ("barrier", "country")):
        files[f"tables/{one}-by-{two}.csv"] = cross(named.values(), one, two)
    return files


def main() -> None:
    """Write every file below the folder named on the command line, or beside this script."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for name, data in everything().items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        print(f"{name}  {len(data):,} bytes")


if __name__ == "__main__":
    main()
