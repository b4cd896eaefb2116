"""Write a synthetic framework synthesis of 24 studies, the same bytes every time.

    python generate.py [FOLDER]

Standard library only, and nothing of slr. Two coders code every study with two frameworks, a third settles
where they differ; one category is in no codebook and emerges half way. `tables/` holds what the generator
knows, counted without slr.
"""

import csv
import io
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from vocabulary import (
    DESIGNS,
    EMERGED,
    FACTORS,
    FAMILIES,
    GIVEN,
    JOURNALS,
    OFF_TOPIC,
    PLACES,
    SKILLS,
)

SEED = "skills synthesis, synthetic, 1"
HERE = Path(__file__).resolve().parent
STUDIES, FULL_TEXT_OUT, ABSTRACT_OUT = 24, 2, 4
FIRST = 12  # studies coded before the category emerges
NOTICE = "(A made-up study: no such place, and no such people.)"
Row = tuple[str, ...]
HEAD: Row = ("study", "dimension", "values", "quote", "page", "coder", "date")


@dataclass(frozen=True)
class Study:
    """A made-up report, and how it is rightly coded; reports that are not included are not coded."""

    number: int
    title: str
    author: str
    year: int
    journal: str
    factors: dict[str, bool]  # whether each helps
    skills: dict[str, str]  # skill: level

    @property
    def doi(self) -> str:
        """A DOI of the prefix that is kept for examples."""
        return f"10.5555/skills.{self.number:02d}"

    def words(self, name: str) -> str:
        """The sentence behind a factor or a skill."""
        if name in FACTORS:
            return FACTORS[name][1 if self.factors[name] else 2]
        return SKILLS[name][1][self.skills[name]]

    @property
    def abstract(self) -> str:
        """Every sentence, in the order of the frameworks."""
        told = [self.words(name) for name in (*self.skills, *self.factors)]
        return " ".join([*told, NOTICE])

    @property
    def direction(self) -> str:
        """Whether what is found helps, hinders, or both."""
        found = set(self.factors.values())
        return "both" if len(found) > 1 else "helps" if found == {True} else "hinders"


def draw_studies() -> list[Study]:
    """The reports: those to include first."""
    rng = Random(f"{SEED}: studies")
    studies = []
    for number in range(1, STUDIES + FULL_TEXT_OUT + ABSTRACT_OUT + 1):
        place = rng.choice(PLACES)
        skills = sorted(rng.sample(list(SKILLS), rng.choice((1, 2, 2, 3))), key=list(SKILLS).index)
        factors = sorted(rng.sample(list(FACTORS), rng.choice((1, 2, 2, 3))), key=list(FACTORS).index)
        title = f"{SKILLS[skills[0]][0].capitalize()} in {place}: {rng.choice(DESIGNS)}"
        if number > STUDIES + FULL_TEXT_OUT:
            title = f"{rng.choice(OFF_TOPIC)} {place}: {rng.choice(DESIGNS)}"
        studies.append(
            Study(
                number,
                title,
                f"{rng.choice(FAMILIES)}, {rng.choice(GIVEN)}",
                rng.randrange(2009, 2020),
                rng.choice(JOURNALS),
                {name: rng.random() < 0.65 for name in factors},
                {name: rng.choice(list(SKILLS[name][1])) for name in skills},
            )
        )
    return studies


def ris(studies: Iterable[Study]) -> bytes:
    """The search's export."""
    entries = []
    for one in studies:
        tags = (("TY", "JOUR"), ("TI", one.title), ("AU", one.author), ("PY", str(one.year)), ("DO", one.doi))
        tags += (("JO", one.journal), ("AB", one.abstract), ("ER", ""))
        entries.append("\n".join(f"{tag}  - {text}" for tag, text in tags))
    return ("\n\n".join(entries) + "\n").encode()


def table(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def slip(rng: Random, right: tuple[str, ...], choices: Sequence[str]) -> tuple[str, ...]:
    """What a coder writes down: mostly the right values, at times another or one too few."""
    chance = rng.random()
    if chance < 0.08 and len(right) > 1:
        return right[1:]
    if chance < 0.16:
        return (*right[1:], rng.choice([name for name in choices if name not in right]))
    return right


def row(study: Study, dimension: str, values: Sequence[str], quote: str, who: str, day: str) -> Row:
    """One coding."""
    return study.doi, dimension, "; ".join(values), quote, "abstract", who, day


def code(studies: Sequence[Study]) -> dict[str, list[Row]]:
    """The codings by file name."""
    rng = Random(f"{SEED}: codings")
    names = ("factors-coder-a-1", "factors-coder-a-2", "factors-coder-b", "factors-resolutions")
    files = {name: [HEAD] for name in (*names, "skills-coder-a", "skills-coder-b", "skills-resolutions")}
    known = [name for name in FACTORS if name != EMERGED]
    for study in studies:
        cells: list[tuple[str, str, tuple[str, ...], Sequence[str], str]] = []
        quote = " ".join(study.words(name) for name in study.factors)
        cells.append(("factors", "factor", tuple(study.factors), known, quote))
        directions = ("helps", "hinders", "both")
        cells.append(("factors", "direction", (study.direction,), directions, quote))
        for skill, level in study.skills.items():
            cells.append(("skills", skill, (level,), list(SKILLS[skill][1]), study.words(skill)))
        for frame, dimension, right, choices, quote in cells:
            before = tuple(value for value in right if value != EMERGED) or ("development",)
            said = {"coder-a": right, "coder-b": slip(rng, right, choices)}
            late = study.number > FIRST
            if frame == "factors":
                part = "2" if late else "1"
                first = right if late else before
                files[f"factors-coder-a-{part}"].append(
                    row(study, dimension, first, quote, "coder-a", "2021-03-01")
                )
                if not late and before != right:  # looked at again
                    again = row(study, dimension, right, quote, "coder-a", "2021-03-08")
                    files["factors-coder-a-2"].append(again)
            else:
                files["skills-coder-a"].append(row(study, dimension, right, quote, "coder-a", "2021-03-02"))
            files[f"{frame}-coder-b"].append(
                row(study, dimension, said["coder-b"], quote, "coder-b", "2021-03-15")
            )
            if set(said["coder-a"]) != set(said["coder-b"]):
                settled = row(study, dimension, right, quote, "coder-c", "2021-04-01")
                files[f"{frame}-resolutions"].append(settled)
    return files


def counted(studies: Sequence[Study]) -> dict[str, bytes]:
    """How many studies name each factor (a broad one with its narrow ones), and each factor by skill."""
    by_factor: Counter[str] = Counter()
    crossed: Counter[tuple[str, str, str]] = Counter()
    for study in studies:
        for factor in {*study.factors, *(FACTORS[name][0] for name in study.factors)}:
            by_factor[factor] += 1
            for skill, level in study.skills.items():
                crossed[factor, skill, level] += 1
    single = [("factor", "studies"), *((name, str(n)) for name, n in sorted(by_factor.items()))]
    double = [
        ("factor", "skill", "level", "studies"),
        *((*key, str(n)) for key, n in sorted(crossed.items())),
    ]
    return {"tables/factor.csv": table(single), "tables/factor-by-skill.csv": table(double)}


def everything() -> dict[str, bytes]:
    """Every generated file by its path below the example's folder."""
    reports = draw_studies()
    included, later = reports[:STUDIES], reports[: STUDIES + FULL_TEXT_OUT]
    titles = [(r.doi, "include" if r in later else "exclude", "", "coder-a") for r in reports]
    texts = [
        (r.doi, *(("include", "") if r in included else ("exclude", "no-skill")), "coder-a") for r in later
    ]
    head = ("report", "decision", "reason", "reviewer")
    files = {
        "searches/catalogue.ris": ris(reports),
        "decisions/title-abstract.csv": table([head, *titles]),
        "decisions/full-text.csv": table([head, *texts]),
    }
    files |= {f"codings/{name}.csv": table(rows) for name, rows in code(included).items()}
    return files | counted(included)


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
