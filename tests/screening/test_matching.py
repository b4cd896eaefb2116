"""Full texts are matched by the surest sign in a file's name, and never guessed among several."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slr.model.record import Record
from slr.screening import matching
from slr.screening.matching import match_files

RECORDS = {
    "scopus-aaaaaa-1": Record(
        title="Twitter use by health departments in three states",
        authors=("Smith, Ann",),
        year=2012,
        doi="10.5555/abc.12",
    ),
    "wos-bbbbbb-2": Record(title="Short title", authors=("Ng, Bo",), year=2013),
    "wos-bbbbbb-4": Record(title="A third of many", authors=("Jones, Cy",), year=2014),
    "wos-bbbbbb-3": Record(title="Another by the same", authors=("Smith, Ann",), year=2012),
}


@pytest.mark.parametrize(
    ("name", "reports", "by"),
    [
        ("scopus-aaaaaa-1.pdf", ("scopus-aaaaaa-1",), "id"),
        ("10.5555_abc.12.pdf", ("scopus-aaaaaa-1",), "doi"),
        ("10.5555-ABC-12 final.PDF", ("scopus-aaaaaa-1",), "doi"),
        ("Smith 2012 - Twitter Use by Health Departments in three.pdf", ("scopus-aaaaaa-1",), "title"),
        ("Smith_2012.pdf", ("scopus-aaaaaa-1", "wos-bbbbbb-3"), "author and year"),
        ("scopus-aaaaaa-12.pdf", (), ""),
        ("10.5555_abc.123.pdf", (), ""),
        ("10.5555 abc 12 2015.pdf", ("scopus-aaaaaa-1",), "doi"),
        ("Smith et al. - 2012 - Twitter use by health departm.pdf", ("scopus-aaaaaa-1",), "title"),
        ("Twitter use by health departed.pdf", (), ""),  # goes on otherwise
        ("Jones et al. - 2014 - A third.pdf", ("wos-bbbbbb-4",), "author and year"),
        ("Jones and Wu (2014).pdf", ("wos-bbbbbb-4",), "author and year"),
        ("Jones & Wu, 2014.pdf", ("wos-bbbbbb-4",), "author and year"),
        ("jones2014.pdf", ("wos-bbbbbb-4",), "author and year"),
        ("Joneston Report 2014.pdf", (), ""),
        ("Jones 20145.pdf", (), ""),
        ("Short title.pdf", (), ""),
        ("download (3).pdf", (), ""),
    ],
)
def test_a_name_fits_a_report_by_its_surest_sign(name: str, reports: tuple[str, ...], by: str) -> None:
    (found,) = match_files([name], RECORDS)
    assert (found.file, found.reports, found.by) == (name, reports, by)


FAMILIES = ("Smith", "Jones", "Ng", "de la Cruz", "Øster")
TITLES = ("Twitter use by health departments", "Twitter use by health departments again", "Short", "")
PAPERS = st.builds(
    Record,
    title=st.sampled_from(TITLES),
    authors=st.sampled_from(FAMILIES).map(lambda family: (f"{family}, Ann",)),
    year=st.sampled_from([None, 2012, 2013]),
    doi=st.sampled_from(["", "10.5555/abc.1", "10.5555/abc.12"]),
)
IDS = ("one-aaaaaa-1", "one-aaaaaa-12", "10.5555_abc.1", "10.5555 ABC 12")
AUTHORS = ("Smith", "et al.", "Jones and Wu", "de la Cruz2012", "øster")
OTHERS = ("2012", "2013", "20131", "-", "final")
NAME_PARTS = st.sampled_from([*IDS, *AUTHORS, *OTHERS, *TITLES[:2], TITLES[0][:30]])


@settings(max_examples=60)
@given(st.lists(PAPERS, max_size=12), st.lists(NAME_PARTS, min_size=1, max_size=4))
def test_no_report_is_passed_over_that_a_sign_fits(papers: list[Record], parts: list[str]) -> None:
    records = {f"one-aaaaaa-{place}": paper for place, paper in enumerate(papers, start=1)}
    name = " ".join(parts)
    (found,) = match_files([f"{name}.pdf"], records)
    each = [matching.signs(report, record) for report, record in records.items()]
    fitting = {
        sign: tuple(one.report for one in each if stands(one, matching.folded(name), matching.spaced(name)))
        for sign, stands in matching.SIGNS.items()
    }
    by = next((sign for sign, reports in fitting.items() if reports), "")
    assert (found.reports, found.by) == (fitting.get(by, ()), by)


def test_a_file_is_not_held_against_every_report(monkeypatch: pytest.MonkeyPatch) -> None:
    records = {
        f"one-aaaaaa-{n}": Record(
            title=f"Number {n} of many that are alike and long",
            authors=(f"Family{n}, A",),
            year=2012,
            doi=f"10.5555/{n}",
        )
        for n in range(300)
    }
    names = [f"{[f'10.5555_{n}', f'Family{n} 2012', 'nothing'][n % 3]}.pdf" for n in range(300)]
    asked = 0

    def counted(stands: Callable[..., bool]) -> Callable[..., bool]:
        def count(*words: object) -> bool:
            nonlocal asked
            asked += 1
            return stands(*words)

        return count

    monkeypatch.setattr(matching, "SIGNS", {sign: counted(stands) for sign, stands in matching.SIGNS.items()})
    found = match_files(names, records)
    assert [len(one.reports) for one in found[:3]] == [1, 1, 0]
    assert asked <= 3 * len(names)
