"""A search that asks the database first finds just what a look at every report finds."""

import pytest

from conftest import Folder, ris
from slr.app.queue import Sequencing
from slr.app.screen_desk import Desk
from slr.tui.queue_list import QueueRows
from slr.tui.search_words import read_search
from slr.tui.session import ScreeningSeat, sit_down
from test_cli_learning import sit

TITLES = (
    "Sleep and the “50% rule” of nurses | Grün, Änne | 2011 | 10.5555/one",
    "Straßen und Gärten: a case\\study | Weiß, Bo | 2012",
    "STRASSE im Schatten | Ortega; Ruiz | 2013",
    "Eﬀective ﬁeld trials of nudges | Boyd, Bo | 2014",
    "Ärzte schlafen | Ames, Ann | 2015",
    "睡眠と庭 | Mori, M. | 2016",
    "Nothing of it | Blank, B. | 2017",
)
WORDS = (
    "sleep",
    "SLEEP nurses",
    '"50% rule"',
    "50%",
    "strasse",
    "straße",
    "effective field",
    "ärzte",
    "睡眠",
    "a",
    "grün",
    "case\\study",
    "-sleep",
    "sleep -nurses",
    "title:gärten",
    "author:weiss",
    "year:2013",
    "10.5555/one",
    "later",
    "note:later",
    "tag:sleep",
    "reason:e1",
    "ortega",
    '"ortega; ruiz"',
    "_",
    '"',
    "10.5555",
    "abstract",
    "alpha 2010",
    "ames boyd",
)


@pytest.fixture
def full(review: Folder) -> Folder:
    """Some more records; one in two searches with an abstract in the second alone."""
    more = ris(*TITLES) + ris("Sleep and the “50% rule” of nurses | Grün, Änne | 2011 | 10.5555/one").replace(
        "ER  -", "AB  - Only here: lavender.\nER  -"
    )
    review("import", review.file("more.ris", more), "--search", "scopus", "--replace", "x", code=2)
    review("import", review.file("more.ris", more), "--search", "grey")
    review("dedup")
    return review


def test_a_narrowed_search_finds_what_a_full_one_finds(full: Folder) -> None:
    narrowed: dict[str, int] = {}

    def play(desk: Desk) -> None:
        session = sit_down(ScreeningSeat(desk))
        rows = QueueRows(session)
        session.write_note(session.seat.view(desk.queue[-1]), "later, on #sleep")
        narrowing = desk.narrowing()
        assert narrowing is not None
        for words in (*WORDS, "lavender nurses"):
            search = read_search(words)
            every = [place for place in range(len(rows)) if rows.fits(place, "all", search)]
            holding = narrowing.holding(search.needed, lambda: False)
            if holding is None:
                continue
            may = {*holding, *narrowing.folded(lambda: False)}
            looked = [place for place in range(len(rows)) if rows.may_fit(place, may)]
            narrowed[words] = len(looked)
            assert [place for place in looked if rows.fits(place, "all", search)] == every, words

    sit(full, Sequencing(), play)
    assert narrowed["lavender nurses"] < 6 < len(TITLES)
    assert {"sleep", "strasse", "grün", "50%"} <= narrowed.keys()
    assert not {"睡眠", "-sleep", "note:later"} & narrowed.keys()


def test_a_search_that_is_given_up_ends(full: Folder) -> None:
    def play(desk: Desk) -> None:
        narrowing = desk.narrowing()
        assert narrowing is not None
        assert not narrowing.folded(lambda: True) or narrowing.folded(lambda: False)
        assert narrowing.folded(lambda: False)  # what was cut off is not kept

    sit(full, Sequencing(), play)
