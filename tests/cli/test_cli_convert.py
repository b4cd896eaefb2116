"""`slr convert`, `slr export` and `slr formats`: any file into any format, and what is lost is said."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from conftest import Folder, Run
from slr.formats.known import FORMATS
from slr.formats.registry import read_export
from slr.model.record import Record

RIS = """TY  - JOUR
TI  - =How towns answer
AU  - Roe, Jane
AU  - Doe, Alan
PY  - 2014
JF  - Journal of Invented Results
AN  - WOS:1
UR  - https://example.org/a
DO  - 10.5555/jir.2014.003
KW  - towns
KW  - answers
ER  -
"""
WRITERS = [known.name for known in FORMATS.values() if known.write]


@pytest.fixture
def given(tmp_path: Path) -> Path:
    path = tmp_path / "given.txt"
    path.write_text(RIS)
    return path


def first_record(path: Path) -> Record:
    return read_export(path.read_bytes(), file=path.name).records[0]


@pytest.mark.parametrize("name", WRITERS)
def test_to_every_format_and_back(slr: Run, given: Path, name: str) -> None:
    made, back = given.parent / "made", given.parent / "back.ris"
    slr("convert", given, "--to", name, "-o", made)
    slr("convert", made, "-o", back)
    before, after = first_record(given), first_record(back)
    held = {column: getattr(before, column) for column in FORMATS[name].holds}
    assert {column: getattr(after, column) for column in held} == held


def test_the_hash_of_an_export_is_taken_once_and_not_for_each_record(
    slr: Run, given: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the time of converting grows with the square of an export's size: minutes for 10,000 records."""
    from slr.app import convert

    hashed: list[int] = []
    monkeypatch.setattr(convert, "digest", lambda data: hashed.append(len(data)) or "0123456789")
    text = RIS * 3
    given.write_text(text)
    made = slr("convert", given, "--to", "jsonl").out.splitlines()
    assert [json.loads(line)["id"] for line in made] == ["012345-1", "012345-2", "012345-3"]
    assert hashed == [len(text)]


def test_what_the_format_has_no_place_for_is_said(slr: Run, given: Path) -> None:
    ran = slr("convert", given, "--to", "nbib")
    assert "I401: nbib has no place for url: left out of 1 record." in ran.err
    assert "has no place" not in slr("convert", given, "--to", "csv").err


def test_xlsx_by_the_ending_of_the_file_with_formulas_disarmed(slr: Run, given: Path) -> None:
    made = given.parent / "made.xlsx"
    assert "wrote 1 record to" in slr("convert", given, "-o", made).err
    sheet = load_workbook(made).worksheets[0]
    assert (sheet["D1"].value, sheet["D2"].value) == ("title", "'=How towns answer")
    assert first_record(made).title == "=How towns answer"


def test_bytes_through_pipes(given: Path) -> None:
    """XLSX on stdout and again on stdin, by three processes as a shell would join them."""
    slr = [sys.executable, "-m", "slr", "convert", "-"]
    sheet = subprocess.run([*slr, "--to", "xlsx"], input=given.read_bytes(), capture_output=True, check=True)
    assert load_workbook(io.BytesIO(sheet.stdout)).sheetnames == ["Records"]
    text = subprocess.run([*slr, "--to", "ris"], input=sheet.stdout, capture_output=True, check=True)
    assert read_export(text.stdout, file="f").records[0].title == "=How towns answer"
    closed = subprocess.run([*slr], input=b"nothing", capture_output=True, check=False)
    assert closed.returncode == 2 and b"stdin is of no known format" in closed.stderr


def test_columns_and_letters_can_be_said(slr: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Paper;Who\nŻółw;Roe, Jane\n".encode("cp1250"))
    words = ("--columns", "title=Paper", "--columns", "authors=Who", "--encoding", "cp1250", "--to", "ris")
    assert "TI  - Żółw" in slr("convert", path, *words).out
    assert "slr reads no encoding" in slr("convert", path, "--encoding", "klingon", code=2).err


def test_a_review_exports_xlsx(review: Folder) -> None:
    path = review.root.parent / "all.xlsx"
    review("export", "all", "-o", path)
    assert {r.title for r in read_export(path.read_bytes(), file="f").records} >= {"Alpha study of things"}
    ran = review("export", "all", "--to", "nbib")
    assert "TI  - Alpha study of things" in ran.out


def test_formats_lists_what_each_holds(slr: Run) -> None:
    listed = {line.split()[0]: line for line in slr("formats").out.splitlines()[1:]}
    assert set(listed) == set(FORMATS)
    assert listed["ris"].rstrip().endswith(" all")
    assert listed["enw"].rstrip().endswith("all but type")
    assert (
        listed["ctgov-csv"]
        .rstrip()
        .endswith("type, title, abstract, authors, year, url, keywords, accession")
    )
    assert all(known.holds for known in FORMATS.values())


def test_the_fields_as_exported_come_along_in_json_lines(empty: Folder) -> None:
    file = empty.file("x.ris", "TY  - CHAP\nTI  - One\nA2  - Editor, Edith\nER  - \n")
    (line,) = map(json.loads, empty("convert", file, "--raw").out.splitlines())
    assert (line["title"], line["raw"][2]) == ("One", ["A2", "Editor, Edith"])
    again = empty.file("again.jsonl", json.dumps(line) + "\n")
    (plain,) = map(json.loads, empty("convert", again).out.splitlines())
    assert {**plain, "id": ""} == {name: value for name, value in line.items() if name != "raw"} | {"id": ""}
    refused = empty("convert", file, "--raw", "--to", "ris", code=2)
    assert "ris has no place for the fields as exported" in refused.err


def test_a_file_given_twice_is_converted_once_and_said(slr: Run, given: Path) -> None:
    copy = given.parent / "copy.ris"
    copy.write_bytes(given.read_bytes())
    ran = slr("convert", given, copy, given, "--to", "jsonl")
    assert len(ran.out.splitlines()) == 1
    assert f"{copy} and {given} are the same file" in ran.err
