"""Whatever the bytes, spans tile the file; refused entries have a finding; nothing raises but SlrError."""

import gc
import random
import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutations_formats import mutations, samples_by_format
from slr.formats.registry import FORMATS, read_export, write_records
from slr.model.errors import SlrError
from slr.model.record import Record
from spans_formats import check_tiling
from strategies_formats import records

WRITTEN = [known.name for known in FORMATS.values() if known.write and known.read and known.name != "xlsx"]
SAMPLES = samples_by_format()
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252"]


def read_or_refuse(data: bytes, name: str) -> None:
    """Read as a format and check the tiling; the file as a whole may be refused with a message."""
    try:
        reading = read_export(data, file="f", format=name)
    except SlrError as refusal:
        assert refusal.message
        assert refusal.hint
        return
    check_tiling(data, reading)
    refused = {f"entry {entry.position}" for entry in reading.refused}
    assert refused <= {finding.record for finding in reading.findings if finding.code == "I101"}
    for record in reading.records:
        for value in record.as_dict().values():
            for part in value if isinstance(value, list) else [value]:
                str(part).encode()  # raises on lone surrogates


@pytest.mark.parametrize("name", WRITTEN)
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_mutated_files_are_never_lost(name: str, data: st.DataObject) -> None:
    """Bytes flipped, cut and spliced, in every encoding and with every line end."""
    written = write_records(data.draw(st.lists(records(), min_size=1, max_size=3)), name)
    end = data.draw(st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
    encoding = data.draw(st.sampled_from(ENCODINGS))
    export = bytearray(written.replace("\n", end).encode(encoding, "replace"))
    for _ in range(data.draw(st.integers(0, 4))):
        place = data.draw(st.integers(0, len(export)))
        length = data.draw(st.integers(0, 20))
        other = data.draw(st.integers(0, len(export)))
        change = data.draw(st.sampled_from(["flip", "cut", "splice", "noise"]))
        if change == "flip" and place < len(export):
            export[place] = data.draw(st.integers(0, 255))
        elif change == "cut":
            del export[place : place + length]
        elif change == "splice":
            export[place:place] = export[other : other + length]
        elif change == "noise":
            export[place:place] = data.draw(st.binary(max_size=6))
    read_or_refuse(bytes(export), name)


@pytest.mark.parametrize("name", [known.name for known in FORMATS.values() if known.read])
@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes(name: str, data: bytes) -> None:
    read_or_refuse(data, name)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", WRITTEN)
def test_encodings_and_line_ends(name: str, end: str, encoding: str) -> None:
    record = Record(
        title="Über Ängste – “naïve” notes", authors=("Müller, Jürgen",), year=1999, type="article-journal"
    )
    if encoding == "latin-1":
        record = Record(title="Über Ängste", authors=("Müller, Jürgen",), year=1999, type="article-journal")
    data = write_records([record] * 3, name).replace("\n", end).encode(encoding)
    reading = read_export(data, file="f")
    check_tiling(data, reading)
    assert reading.format == name
    assert reading.records == (record,) * 3


@pytest.mark.parametrize("name", SAMPLES)
def test_two_hundred_mutated_files_are_never_lost(name: str) -> None:
    """The exports of every dialect, mutated and read as what they were; the long run has 10,000 of each."""
    for data in mutations(SAMPLES[name], 200, random.Random(name)):
        read_or_refuse(data, name)


def test_every_format_that_is_read_has_samples() -> None:
    assert SAMPLES.keys() == {known.name for known in FORMATS.values() if known.read}


HOSTILE = {
    "endnote-xml": b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">'
    b'<!ENTITY c SYSTEM "file:///etc/passwd">]>'
    b"<xml><records><record><ref-type/><titles><title>&b; &c;</title></titles></record></records></xml>",
    "pubmed-xml": b"<PubmedArticleSet>" + b"<PubmedArticle>" * 3000,
    "csl-json": b'[{"title": "One", "issued": 2001}, {"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}]",
    "json": b'[{"title": "One", "year": 2001, "b": ' + b'{"a": ' * 20_000 + b"1" + b"}" * 20_000 + b"}]",
    "jsonl": b'{"title": ' + b"[" * 100_000,
    "mods": b"<modsCollection>" + b"<mods:mods><x:a x:b='1'>" * 20_000 + b"<mods>" * 3000,
    "pubmed-text": b"1. J. 2001.\n\nx.\n\n"
    + b"Roe J(1), " * 50_000
    + b"\n\nPMID: 1\n\n"
    + b"2: a. " * 20_000
    + b"\n\n".join(b"%d: x PMID: 1." % number for number in range(2, 3000))
    + b"\n\n1. x" * 20_000,
    "rdf": b"<rdf:RDF xmlns:rdf='x'>"
    + b"<bib:Book rdf:about='#a'><dcterms:isPartOf rdf:resource='#a'/>" * 20_000
    + b"<bib:Thesis>" * 3000
    + b"".join(b"<x%d><y>" % number for number in range(3000)),
    "marcxml": b"<record><leader>x</leader>" + b"<datafield tag='245'><subfield code='a'>" * 20_000,
    "marc": b"00000nam a2200000 a 4500" + b"\x1e" * 50_000 + b"00000nam a2200000 a 4500" * 3000,
    "jats": b"<article><front><article-meta>" + b"<body " * 100_000 + b"<sec><title>x" * 20_000,
    "bibtex": b"@book{x,\n title = " + b"{" * 50_000 + b"\n}\n" + b"@" * 50_000,
    "csv": b"title,year\n" + b'"' * 100_001 + b"\n" + b'a,"b\n' * 2000,
    "tsv": b"title\tauthors\n" + b" . " * 100_000 + b"\t" + b"Jr van " * 20_000 + b"\n",
    "ris": b"TY  - JOUR\n"
    + b"\n" * 100_000
    + b"x\nTY  - JOUR\nTI  - "
    + b"[" * 50_000
    + b"]" * 50_000
    + b"\nTY  - JOUR\nTI  - "
    + b"x\n" * 1_000_000
    + b"TY  - JOUR\nTI  - "
    + b"x " * 1_000_000
    + b"\n"
    + b"TY  - \n" * 2000,
    "nbib": b"PMID- 1\nTI  - " + b"\n      x" * 100_000,
    "wos": b"PT J\n" * 20_000 + b" " * 100_000,
    "enw": b"%0 Book\n" + b"\n" * 100_000 + b"x\n" + b"%T x\n",
    "refworks": b"RT Book\n" * 20_000 + b"\n" * 100_000 + b"x\n" * 100_000 + b"A1 ;;a" * 20_000,
    "noteexpress": b"{Reference Type}: Book\n" * 20_000 + b"{" * 100_000 + b"\n{a}:" * 50_000,
    "ictrp": b"<Trial><TrialID>1</TrialID>" + b"<a x='1'>y" * 20_000 + b"</b>" * 20_000,
    "ovid": b"1.\nUI  - 1\n" + b"\n \n" * 20_000 + b"<2>" * 1000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_soon_and_leak_nothing(name: str) -> None:
    started = time.process_time()
    read_or_refuse(HOSTILE[name], name)
    assert time.process_time() - started < 5
    try:
        shown = repr(read_export(HOSTILE[name], file="f", format=name).records)
    except SlrError:
        return
    assert "root:" not in shown
    assert "aaaaaaaaaa" not in shown


def test_a_long_string_of_json_takes_no_more_memory_than_its_letters() -> None:
    """A pattern that remembered each letter took 12 GB for 100 MB."""
    data = b'[{"title": "' + b"x" * 3_000_000 + b'", "year": 2001}, {"title": "Small", "year": 2002}]'
    tracemalloc.start()
    reading = read_export(data, file="f")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(reading.records) == 2
    assert peak < 20 * len(data)


def test_broken_xml_leaves_no_parser_behind() -> None:
    """While a file is read no garbage is searched: a parser that held itself stayed, 40 kB an entry."""
    entry = b"<record><ref-type name='Book'>6</ref-type><titles><title>A & B <i></title></titles></record>"
    gc.collect()
    gc.disable()
    try:
        read_export(b"<xml><records>" + entry * 300 + b"</records></xml>", file="f")
        left = [one for one in gc.get_objects() if type(one).__name__ == "xmlparser"]
    finally:
        gc.enable()
    assert not left


@pytest.mark.parametrize("name", ["ris", "nbib", "bibtex", "csv", "jsonl", "csl-json", "endnote-xml", "wos"])
def test_an_entry_larger_than_any_record_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("slr.formats.log.ENTRY_LIMIT", 5_000)
    monkeypatch.setattr("slr.formats.bibtex.ENTRY_LIMIT", 5_000)
    monkeypatch.setattr("slr.formats.delimited.CELL_LIMIT", 5_000)
    large, small = Record(title="x" * 9_000, year=2001), Record(title="Small", year=2002, type="book")
    text = write_records([large, small], "ris" if name == "wos" else name)
    if name == "wos":
        text = f"PT J\nTI {'x' * 9_000}\nER\n\nPT B\nTI Small\nPY 2002\nER\nEF\n"
    reading = read_export(text.encode(), file="f", format=name)
    check_tiling(text.encode(), reading)
    assert [record.title for record in reading.records] == ["Small"]
    assert len(reading.refused) == 1
