"""A file of rows that name no report, or too many, is refused without a search for what each may have meant."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from types import SimpleNamespace
from typing import Any

import pytest

from slr.app import rows
from slr.app.cases import included_study
from slr.app.rows import GUESSES, Finder, Row
from slr.model.errors import SlrError
from slr.model.report import Study
from story import Story


def refusals(find: Finder, names: Sequence[str]) -> list[SlrError]:
    """What is said of each name."""
    said = []
    for line, name in enumerate(names, start=2):
        with pytest.raises(SlrError) as caught:
            find.find(Row("rows.csv", line, {}), name)
        said.append(caught.value)
    return said


def test_only_the_first_wrong_names_of_a_file_are_guessed_at(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0

    def counted(*words: Any, **more: Any) -> list[str]:
        nonlocal asked
        asked += 1
        return get_close_matches(*words, **more)

    monkeypatch.setattr(rows, "get_close_matches", counted)
    story = Story().tell("import scopus 3")
    said = refusals(Finder(story.state(), {}), [f"{story.id('scopus.1')}0{n}" for n in range(200)])
    assert said[0].hint == f"did you mean {story.id('scopus.1')}?"
    assert said[-1].hint == "slr export all lists the ids"
    assert asked == GUESSES


def test_a_doi_of_many_reports_names_the_first_of_them() -> None:
    story = Story().tell("import scopus 30")
    (said,) = refusals(Finder(story.state(), {"10.5555/a": list(story.state().report_of)}), ["10.5555/a"])
    assert said.message == "10.5555/a is the DOI of 30 reports"
    assert said.hint.startswith(f"name one: {story.id('scopus.1')}, ")
    assert said.hint.endswith(" and 20 more")


def test_the_study_of_a_row_is_found_without_going_through_all() -> None:
    class Gone(list[Study]):
        times = 0

        def __iter__(self) -> Iterator[Study]:
            self.times += 1
            return super().__iter__()

    studies = Gone(Study(id=f"study-{n}", reports=(f"r{n}", "shared")) for n in range(100))
    ids = {name: name for one in studies for name in one.reports}
    studies.times = 0
    find = Finder(SimpleNamespace(studies=studies, report_of=ids, ways=ids), {})  # type: ignore[arg-type]
    for n in range(100):
        assert included_study(find, Row("rows.csv", n, {"study": f"study-{n}"})).id == f"study-{n}"
        assert included_study(find, Row("rows.csv", n, {"study": f"r{n}"})).id == f"study-{n}"
    with pytest.raises(SlrError, match="shared describes 100 studies"):
        included_study(find, Row("rows.csv", 2, {"study": "shared"}))
    assert studies.times <= 2
