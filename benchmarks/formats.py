"""How fast exports are read, side by side with the libraries that only parse them.

    python benchmarks/formats.py FOLDER --peers PYTHON [--compiled PYTHON] [--rounds 5] [--only ris]

FOLDER holds exports (.ris, .bib), at any depth. `--peers` names the Python of an environment of its own with
rispy, nbib and bibtexparser, `--compiled` that of one where slr was installed with compiled readers
(docs/formats.md says how); slr itself is the one that runs this. Each contest takes the same bytes: 10,000
RIS records (the folder's, repeated with new authors and keywords, so that little is remembered from one to
the next); the same records as nbib, for lack of real ones: as slr writes them, and as PubMed lays them out,
with made-up values for what it adds (dates of its own work, affiliations, lines of 88 signs); and the
folder's BibTeX. Every reader runs in a process of its own, in turn; the median of the rounds counts, in
seconds of processor time. `parse` is slr's reading without normalizing: entries, fields, spans and lines. MiB
is how much a process grew (Linux only): the file, where it was read whole, and what was made of it.
"""

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from slr.formats.registry import read_export, write_records
from slr.model.record import Record

RECORDS = 10_000

PEERS = {
    "ris": "import rispy\nrun = lambda: rispy.load(open(path, encoding='utf-8-sig'))",
    "nbib": "import nbib\nrun = lambda: nbib.read_file(path)",
    "bibtex": "import bibtexparser\nrun = lambda: bibtexparser.parse_file(path).entries",
}
NAMES = {"ris": "rispy", "nbib": "nbib", "bibtex": "bibtexparser"}
READ = """
from slr.formats.registry import read_export
tiny = {'ris': b'TY  - JOUR\\nTI  - x\\n', 'nbib': b'PMID- 1\\nTI  - x\\n', 'bibtex': b'@book{x, title={x}}'}
read_export(tiny[kind], file='f', format=kind)  # the modules load, as the peers' have
run = lambda: read_export(open(path, 'rb').read(), file='f', format=kind).entries
"""
COMPILED = (
    "import slr.formats.draft\nassert slr.formats.draft.__file__.endswith(('.so', '.pyd')), 'not compiled'\n"
)
PARSE = """
from slr.formats.draft import Draft
from slr.model.record import Record
nothing = Record(title='x')
import importlib
from slr.formats.registry import read_export
module = importlib.import_module(f'slr.formats.{kind}')
Draft.record = lambda self, troubles, *, line, entry: nothing
draft = Draft()
module.draft_of = lambda *parts, **more: draft
run = lambda: read_export(open(path, 'rb').read(), file='f', format=kind).entries
"""
TIMED = """
import sys, time, json, re
kind, path = sys.argv[1:3]
{setup}
peak = lambda: int(re.search(r'VmHWM:\\s*(\\d+)', open('/proc/self/status').read())[1])
before, started = peak(), time.process_time()
found = run()
took = time.process_time() - started
print(json.dumps([len(found), took, (peak() - before) / 1024]))
"""


def main() -> None:
    """Run the contests and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peers", required=True, help="a Python with rispy, nbib and bibtexparser")
    parser.add_argument("--compiled", default="", help="a Python with slr and compiled readers")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="one of ris, nbib, pubmed, bibtex")
    told = parser.parse_args()
    print(
        f"{'file':8} {'MB':>4} {'reader':23} {'records':>8} {'seconds':>8} {'a record':>9} {'x peer':>7} MiB"
    )
    with tempfile.TemporaryDirectory() as folder:
        for name, path in _files(told.folder, Path(folder)).items():
            if told.only in ("", name):
                _contest(name, path, told.peers, told.compiled, told.rounds)


def _files(source: Path, folder: Path) -> dict[str, Path]:
    files: dict[str, Path] = {}
    exports = sorted(source.rglob("*.ris"))
    if exports:
        text = "\n".join(export.read_text(encoding="utf-8-sig") for export in exports)
        files = {name: folder / f"all.{name}" for name in ("ris", "nbib", "pubmed")}
        files["ris"].write_text(_repeated(text), encoding="utf-8")
        records = list(_with_pmid(read_export(files["ris"].read_bytes(), file="all.ris").records))
        files["nbib"].write_text(write_records(records, "nbib"), encoding="utf-8")
        files["pubmed"].write_text("\n".join(map(_as_pubmed, records)), encoding="utf-8")
    if libraries := sorted(source.rglob("*.bib")):
        files["bibtex"] = libraries[0]
    return files


def _as_pubmed(record: Record) -> str:
    """A record as PubMed lays it out, in the order of its exports."""
    lines = (
        textwrap.wrap(f"{tag:<4}- {value}", 88, subsequent_indent=" " * 6, break_on_hyphens=False)
        for tag, value in _pubmed_fields(record)
        if value
    )
    return "".join(f"{line}\n" for wrapped in lines for line in wrapped)


def _pubmed_fields(record: Record) -> Iterator[tuple[str, str]]:
    year = record.year or 2001
    yield from [("PMID", record.pmid), ("OWN", "NLM"), ("STAT", "MEDLINE"), ("DCOM", f"{year}0302")]
    yield "LR", f"{year}1113"
    for number, kind in zip(record.issn.split(), ("Electronic", "Linking"), strict=False):
        yield "IS", f"{number} ({kind})"
    yield from [
        ("VI", record.volume),
        ("IP", record.issue),
        ("DP", f"{year} May"),
        ("TI", f"{record.title}."),
    ]
    yield from [("PG", record.pages), ("LID", record.doi and f"{record.doi} [doi]"), ("AB", record.abstract)]
    for author in record.authors:
        family, _, given = author.partition(", ")
        yield from [("FAU", author), ("AU", f"{family} {given[:1]}".strip())]
        yield (
            "AD",
            f"Department of Made-up Studies, University of {family}, Nowhere. {record.pmid}@example.org.",
        )
    yield from [("LA", "eng"), ("PT", "Journal Article"), ("DEP", f"{year}0205"), ("PL", "England")]
    yield from [("TA", record.journal[:30]), ("JT", record.journal), ("JID", "0000001"), ("SB", "IM")]
    yield from (("OT", word) for word in record.keywords)
    yield from [
        ("EDAT", f"{year}/02/07 06:00"),
        ("MHDA", f"{year}/03/02 06:00"),
        ("CRDT", f"{year}/02/07 06:00"),
    ]
    yield from [
        ("PHST", f"{year}/01/0{day} 00:00 [{what}]") for day, what in enumerate(("received", "accepted"), 1)
    ]
    yield from [("AID", record.doi and f"{record.doi} [doi]"), ("PST", "ppublish")]
    yield "SO", f"{record.journal}. {year} May;{record.volume}({record.issue}):{record.pages}."


def _with_pmid(records: Iterable[Record]) -> Iterable[Record]:
    """nbib refuses records without a PMID."""
    return (replace(record, pmid=str(number)) for number, record in enumerate(records, start=1))


def _repeated(text: str) -> str:
    """RECORDS records: the text again and again, names and keywords made new each time."""
    entries = [entry for entry in re.split(r"(?m)^(?=TY  - )", text) if entry.startswith("TY  - ")]
    made: list[str] = []
    while len(made) < RECORDS:
        mark = _letters(len(made) // len(entries))
        for entry in entries[: RECORDS - len(made)]:
            made.append(re.sub(r"(?m)^(AU|A1|KW)  - (\w+)", rf"\1  - \2{mark}", entry))
    return "".join(made)


def _letters(number: int) -> str:
    """a to z, then ba and so on: a mark must not bring signs into names that no export has."""
    return (_letters(number // 26) if number >= 26 else "") + chr(ord("a") + number % 26)


def _contest(name: str, path: Path, peers: str, compiled: str, rounds: int) -> None:
    kind = "nbib" if name == "pubmed" else name
    readers = [
        (NAMES[kind], peers, PEERS[kind]),
        ("slr, parse", sys.executable, PARSE),
        ("slr, and normalize", sys.executable, READ),
    ]
    if compiled:
        readers.append(("the same, compiled", compiled, f"{COMPILED}{READ}"))
    taken: dict[str, list[tuple[int, float, float]]] = {reader: [] for reader, _, _ in readers}
    for _ in range(rounds):
        for reader, python, setup in readers:
            taken[reader].append(_timed(python, setup, kind, path))
    each: dict[str, float] = {}  # microseconds a record
    for reader, runs in taken.items():
        count, seconds = runs[0][0], statistics.median(run[1] for run in runs)
        grown = statistics.median(run[2] for run in runs)
        each[reader] = seconds / count * 1e6
        ratio = each[reader] / each[NAMES[kind]]
        print(
            f"{name:8} {path.stat().st_size / 1e6:4.0f} {reader:23} {count:8} {seconds:8.2f} "
            f"{each[reader]:6.1f} us {ratio:7.2f} {grown:5.0f}",
            flush=True,
        )


def _timed(python: str, setup: str, kind: str, path: Path) -> tuple[int, float, float]:
    command = [python, "-c", TIMED.format(setup=setup), kind, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    count, seconds, grown = json.loads(done.stdout.strip().splitlines()[-1])
    return count, seconds, grown


if __name__ == "__main__":
    main()
