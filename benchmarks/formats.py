"""How fast exports are read, side by side with the libraries that only parse them.

    python benchmarks/formats.py FOLDER --peers PYTHON

FOLDER holds exports (.ris, .bib), at any depth. PYTHON is an environment of its own with rispy, nbib and
bibtexparser. Each contest takes the same bytes: 10,000 RIS records (the folder's, repeated with new authors
and keywords, so that little is remembered from one to the next), the same records as nbib (written by slr,
for lack of real ones), and the folder's BibTeX. Every reader runs in a process of its own, three times, in
turn; the best of each counts, in seconds of processor time. `parse` is slr's reading without normalizing:
entries, fields, spans and lines.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from slr.formats.registry import read_export, write_records
from slr.model.record import Record

RECORDS = 10_000
ROUNDS = 3

PEERS = {
    "ris": "import rispy\nrun = lambda: len(rispy.load(open(path, encoding='utf-8-sig')))",
    "nbib": "import nbib\nrun = lambda: len(nbib.read_file(path))",
    "bibtex": "import bibtexparser\nrun = lambda: len(bibtexparser.parse_file(path).entries)",
}
NAMES = {"ris": "rispy", "nbib": "nbib", "bibtex": "bibtexparser"}
READ = """
from slr.formats.registry import read_export
tiny = {'ris': b'TY  - JOUR\\nTI  - x\\n', 'nbib': b'PMID- 1\\nTI  - x\\n', 'bibtex': b'@book{x, title={x}}'}
read_export(tiny[kind], file='f', format=kind)  # the modules load, as the peers' have
run = lambda: len(read_export(open(path, 'rb').read(), file='f', format=kind).entries)
"""
PARSE = """
from slr.formats.draft import Draft
from slr.model.record import Record
nothing = Record(title='x')
import importlib
from slr.formats.registry import read_export
module = importlib.import_module(f'slr.formats.{kind}')
Draft.record = lambda self, troubles, *, line, entry: nothing
draft = Draft()
if kind == 'nbib':
    from dataclasses import replace
    module.FORMAT = replace(module.FORMAT, draft=lambda by_tag: draft)
else:
    module.draft_of = lambda *parts: draft
run = lambda: len(read_export(open(path, 'rb').read(), file='f', format=kind).entries)
"""
TIMED = """
import sys, time, json
kind, path = sys.argv[1:3]
{setup}
started = time.process_time()
count = run()
print(json.dumps([count, time.process_time() - started]))
"""


def main() -> None:
    """Run the contests and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peers", required=True, help="a Python with rispy, nbib and bibtexparser")
    options = parser.parse_args()
    print(f"{'format':8} {'reader':22} {'records':>8} {'seconds':>8} {'records/s':>10} {'times peer':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for kind, path in _files(options.folder, Path(folder)).items():
            _contest(kind, path, options.peers)


def _files(source: Path, folder: Path) -> dict[str, Path]:
    files: dict[str, Path] = {}
    exports = sorted(source.rglob("*.ris"))
    if exports:
        text = "\n".join(export.read_text(encoding="utf-8-sig") for export in exports)
        files["ris"] = folder / "all.ris"
        files["ris"].write_text(_repeated(text), encoding="utf-8")
        reading = read_export(files["ris"].read_bytes(), file="all.ris")
        files["nbib"] = folder / "all.nbib"
        files["nbib"].write_text(write_records(_with_pmid(reading.records), "nbib"), encoding="utf-8")
    if libraries := sorted(source.rglob("*.bib")):
        files["bibtex"] = libraries[0]
    return files


def _with_pmid(records: Iterable[Record]) -> Iterable[Record]:
    """nbib refuses records without a PMID."""
    return (replace(record, pmid=str(number)) for number, record in enumerate(records, start=1))


def _repeated(text: str) -> str:
    """RECORDS records: the text again and again, names and keywords made new each time."""
    entries = [entry for entry in re.split(r"(?m)^(?=TY  - )", text) if entry.startswith("TY  - ")]
    made: list[str] = []
    while len(made) < RECORDS:
        mark = chr(ord("a") + len(made) // len(entries))
        for entry in entries[: RECORDS - len(made)]:
            made.append(re.sub(r"(?m)^(AU|A1|KW)  - (\w+)", rf"\1  - \2{mark}", entry))
    return "".join(made)


def _contest(kind: str, path: Path, peers: str) -> None:
    readers = [
        (NAMES[kind], peers, PEERS[kind]),
        ("slr, parse", sys.executable, PARSE),
        ("slr, read and normalize", sys.executable, READ),
    ]
    best: dict[str, tuple[int, float]] = {}
    for _ in range(ROUNDS):
        for name, python, setup in readers:
            count, seconds = _timed(python, setup, kind, path)
            if name not in best or seconds < best[name][1]:
                best[name] = (count, seconds)
    peer = best[NAMES[kind]]
    for name, (count, seconds) in best.items():
        ratio = (seconds / count) / (peer[1] / peer[0])
        print(f"{kind:8} {name:22.22} {count:8} {seconds:8.2f} {count / seconds:10.0f} {ratio:10.2f}")


def _timed(python: str, setup: str, kind: str, path: Path) -> tuple[int, float]:
    command = [python, "-c", TIMED.format(setup=setup), kind, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    count, seconds = json.loads(done.stdout.strip().splitlines()[-1])
    return count, seconds


if __name__ == "__main__":
    main()
