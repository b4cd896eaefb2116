"""How two made-up coders coded the 22 studies, where they differed, and what they agreed on."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random

from core import STUDIES, Study
from truth import Truth

Row = tuple[str, ...]
HEAD: Row = ("study", "dimension", "values", "quote", "page", "coder", "date", "note")
A, B, C = "reviewer-a", "reviewer-b", "reviewer-c"
OBJECTIVE = "objective"


def _values(study: Study) -> dict[str, tuple[str, ...]]:
    """The right values of a study by dimension."""
    return {
        OBJECTIVE: tuple(study.evidence),
        "platform": study.platforms,
        "income-group": (study.income,),
        "publication-field": (study.publication_field,),
        "study-design": (study.design,),
        "year": (str(study.year),),
    }


def _seen(rng: Random, right: tuple[str, ...], slips: Mapping[str, str]) -> tuple[str, ...]:
    """What a coder wrote down: mostly the right values, at times one too few or a neighbor."""
    draw = rng.random()
    if draw < 0.12 and len(right) > 1:
        return right[:-1]
    if draw < 0.17 and right[-1] in slips:
        return (*right[:-1], slips[right[-1]])
    return right


SLIPS = {
    "content-analysis": "descriptive", "case-study": "descriptive", "mixed": "case-study",
    "medicine": "informatics", "informatics": "medicine", "upper-middle": "high", "lower-middle": "low",
    "transparency-accountability": "democratic-participation", "several": "other",
}  # fmt: skip


def _day(place: int) -> str:
    return (date(2015, 11, 9) + timedelta(days=place // 5)).isoformat()


def _row(
    name: str, dimension: str, values: tuple[str, ...], quote: str, page: str, coder: str, day: str
) -> Row:
    return name, dimension, "; ".join(values), quote, page, coder, day, ""


def code(rng: Random, truth: Truth) -> tuple[list[Row], list[Row], list[Row]]:
    """The rows of coder A, of coder B, and the resolutions."""
    tables: tuple[list[Row], list[Row], list[Row]] = ([HEAD], [HEAD], [HEAD])
    for place, (name, study) in enumerate(_named(truth)):
        for dimension, right in _values(study).items():
            said = [_seen(rng, right, SLIPS), _seen(rng, right, SLIPS)]
            page = str(rng.randrange(2, 12))
            for table, coder, values in zip(tables, (A, B), said, strict=False):
                table.append(
                    _row(name, dimension, values, _quote(study, dimension, values), page, coder, _day(place))
                )
            if set(said[0]) != set(said[1]):
                quote = _quote(study, dimension, right)
                tables[2].append(_row(name, dimension, right, quote, page, C, "2015-11-23"))
    return tables


def _named(truth: Truth) -> Iterator[tuple[str, Study]]:
    """Each study under a record of its report (the last one where it has several)."""
    reports = {truth.work(key).role: truth.shown(key) for key in truth.with_role("in:")}
    for number, study in enumerate(STUDIES):
        yield reports[f"in:{number}"], study


def _quote(study: Study, dimension: str, values: tuple[str, ...]) -> str:
    """The words of the abstract behind the coding."""
    if dimension == OBJECTIVE:
        shown = [study.evidence[value] for value in values if value in study.evidence]
        return " ".join(shown or list(study.evidence.values())[:1])
    return study.method if dimension == "study-design" else ""
