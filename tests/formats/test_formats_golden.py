"""Exports of every dialect give the golden records beside them, field by field; no byte is lost."""

import json
from pathlib import Path

import pytest

from golden_formats import exports, golden_of, portrait, read
from spans_formats import check_tiling


@pytest.mark.parametrize("export", exports(), ids=lambda path: path.name)
def test_golden_records(export: Path) -> None:
    expected = json.loads(golden_of(export).read_text(encoding="utf-8"))
    assert portrait(read(export)) == expected


@pytest.mark.parametrize("export", exports(), ids=lambda path: path.name)
def test_no_byte_is_lost(export: Path) -> None:
    check_tiling(export.read_bytes(), read(export))
