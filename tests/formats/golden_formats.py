"""Golden readings: what each export in data/ must give. Run this file to write them anew.

It refuses where an export is read to other records by a reader that kept its version: raise the VERSION in the
reader's module then, so that reviews imported before stay what people saw. Only where nobody can have imported
with that version yet, run it with --same-version.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from slr.formats.registry import read_export
from slr.model.reading import Reading

DATA = Path(__file__).parent / "data"
VERSIONS = Path(__file__).parent / "versions.json"


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


def state(reading: Reading) -> list[Any]:
    """What a review keeps of a reading: the reader's version, and a hash of the entries that it gave."""
    entries = json.dumps(portrait(reading)["entries"], ensure_ascii=False).encode("utf-8", "surrogatepass")
    return [reading.version, hashlib.sha256(entries).hexdigest()[:16]]


def main() -> None:
    """Write golden readings and versions anew."""
    readings = {export: read(export) for export in exports()}
    before = json.loads(VERSIONS.read_text(encoding="utf-8")) if VERSIONS.exists() else {}
    now = {export.name: state(reading) for export, reading in readings.items()}
    same = [name for name, (version, _) in now.items() if before.get(name, [0])[0] == version]
    changed = [name for name in same if before[name] != now[name]]
    if changed and "--same-version" not in sys.argv:
        sys.exit(f"Read otherwise by readers that kept their version: {', '.join(changed)}.")
    for export, reading in readings.items():
        text = json.dumps(portrait(reading), ensure_ascii=False, indent=1)
        golden_of(export).write_text(f"{text}\n", encoding="utf-8")
    lines = ",\n".join(f" {json.dumps(name)}: {json.dumps(value)}" for name, value in sorted(now.items()))
    VERSIONS.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
