"""Golden readings: what each export in data/ must give. Run this file to write them anew."""

import json
from pathlib import Path
from typing import Any

from slr.formats.registry import read_export
from slr.model.reading import Reading

DATA = Path(__file__).parent / "data"


def exports() -> list[Path]:
    """The exports in data/, in order."""
    return sorted(path for path in DATA.iterdir() if not path.name.endswith((".golden.json", ".md")))


def golden_of(export: Path) -> Path:
    """The golden file of an export."""
    return export.with_name(f"{export.name}.golden.json")


def portrait(reading: Reading) -> dict[str, Any]:
    """A reading as golden files have it: every field that is not empty, each entry's place, each finding."""
    entries = []
    for entry in reading.entries:
        record = entry.record.as_dict() if entry.record else {}
        entries.append(
            {
                "at": f"{entry.span.kind} {entry.span.start}-{entry.span.end} line {entry.span.line}",
                "record": {name: value for name, value in record.items() if value not in ("", [], None)},
                "raw": [list(pair) for pair in entry.raw],
            }
        )
    found = [f"{one.code} {one.severity} {one.place} {one.record}: {one.message}" for one in reading.findings]
    return {"format": reading.format, "encoding": reading.encoding, "entries": entries, "findings": found}


def read(export: Path) -> Reading:
    """The reading of an export, its format told by its contents."""
    return read_export(export.read_bytes(), file=export.name)


if __name__ == "__main__":
    for export in exports():
        text = json.dumps(portrait(read(export)), ensure_ascii=False, indent=1)
        golden_of(export).write_text(f"{text}\n", encoding="utf-8")
