"""Full texts are matched by the surest sign in a file's name, and never guessed among several."""

import pytest

from slr.model.record import Record
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
