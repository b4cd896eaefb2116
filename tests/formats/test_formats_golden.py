"""Exports of every dialect give the golden records beside them, field by field; no byte is lost."""

import json
from pathlib import Path

import pytest

from golden_formats import VERSIONS, exports, golden_of, portrait, read, state
from slr.formats.known import FORMATS
from spans_formats import check_tiling


@pytest.mark.parametrize("export", exports(), ids=lambda path: path.name)
def test_golden_records(export: Path) -> None:
    expected = json.loads(golden_of(export).read_text(encoding="utf-8"))
    assert portrait(read(export)) == expected


def test_a_version_of_a_reader_gives_the_same_records_always() -> None:
    """Written anew by golden_formats.py, which refuses other records under the same version."""
    kept = json.loads(VERSIONS.read_text(encoding="utf-8"))
    assert {export.name: state(read(export)) for export in exports()} == kept


@pytest.mark.parametrize("export", exports(), ids=lambda path: path.name)
def test_no_byte_is_lost(export: Path) -> None:
    check_tiling(export.read_bytes(), read(export))


@pytest.mark.parametrize("name", [known.name for known in FORMATS.values() if known.read and not known.write])
def test_a_format_holds_what_its_exports_give(name: str) -> None:
    """What `slr formats` says of a format that is only read is what the golden records show, no more."""
    readings = [json.loads(golden_of(export).read_text(encoding="utf-8")) for export in exports()]
    entries = [entry for reading in readings if reading["format"] == name for entry in reading["entries"]]
    assert {field for entry in entries for field in entry["record"]} == FORMATS[name].holds
