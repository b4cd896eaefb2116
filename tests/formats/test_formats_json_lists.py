"""The records of a JSON answer are found wherever the service put their list, and nothing else is taken for one."""

import json
from typing import Any

import pytest

from slr.formats.json_lists import list_start
from slr.formats.registry import read_export
from spans_formats import check_tiling

ONE = {"title": "One", "year": 2001, "authors": [{"name": "Jane Roe"}], "references": [{"title": "Cited"}]}
TWO = {"title": 'Two {a} [b] " ]', "year": 2002}


@pytest.mark.parametrize(
    "answer",
    [
        [ONE, TWO],
        {
            "results": [ONE, TWO],
            "meta": {"count": 2, "page": 1},
            "facets": [{"id": "x", "name": "y", "n": 3}],
        },
        {"result": [{"total": "2", "start": "1"}], "records": [ONE, TWO], "facets": []},
        {"search-results": {"link": [{"@href": "x"}], "entry": [ONE, TWO]}, "note": "[{]"},
        {
            "hits": {
                "total": {"value": 2},
                "hits": [{"_id": "1", "_source": ONE}, {"_id": "2", "_source": TWO}],
            }
        },
        {
            "CodeSets": [{"SetName": "title", "title": None}],
            "found": [ONE, TWO],
            "version": {"release": "2.5"},
        },
        [{"key": "A", "data": ONE}, {"key": "N", "data": {"itemType": "note", "note": "x"}}, {"data": TWO}],
    ],
)
def test_the_records_of_an_answer(answer: Any) -> None:
    data = json.dumps(answer).encode()
    reading = read_export(data, file="x.json", format="json")
    check_tiling(data, reading)
    assert [record.title for record in reading.records] == ["One", 'Two {a} [b] " ]']
    assert reading.records[0].authors == ("Roe, Jane",)
    assert not reading.refused
    assert not reading.findings


def test_an_object_with_a_title_is_a_record_and_its_lists_are_its_own() -> None:
    assert list_start(json.dumps(ONE)) == -1
    assert [record.title for record in read_export(json.dumps(ONE).encode(), file="x").records] == ["One"]


def test_references_before_the_title_are_no_records() -> None:
    late = {"paperId": "1", "references": [{"title": "Cited"}], "title": "Late", "year": 2003}
    wrapped = {"_source": {"references": [{"title": "Cited"}], "title": "Wrapped", "year": 2004}}
    assert [record.title for record in read_export(json.dumps(late).encode(), file="x").records] == ["Late"]
    assert list_start(json.dumps(wrapped)) == -1
    lines = f"{json.dumps(late)}\n{json.dumps(wrapped)}\n".encode()
    titles = [record.title for record in read_export(lines, file="x", format="json").records]
    assert titles == ["Late", "Wrapped"]
    lines = f"{json.dumps(wrapped)}\n{json.dumps(late)}\n".encode()
    titles = [record.title for record in read_export(lines, file="x", format="json").records]
    assert titles == ["Wrapped", "Late"]


def test_an_empty_list_has_no_records() -> None:
    data = json.dumps(
        {"meta": {"count": 0, "title": "x"}, "results": [], "group_by": [{"key": "a"}]}
    ).encode()
    reading = read_export(data, file="x.json", format="json")
    assert not reading.entries
    check_tiling(data, reading)


def test_a_broken_record_in_a_list_is_still_read_as_far_as_it_goes() -> None:
    data = b'{"results": [{"title": "One", "year": 2001, "x": }, {"title": "Two", "year": 20'
    reading = read_export(data, file="x.json", format="json")
    assert [(record.title, record.year) for record in reading.records] == [("One", 2001), ("Two", None)]
    assert [finding.code for finding in reading.findings if finding.code == "I109"] == ["I109", "I109"]
