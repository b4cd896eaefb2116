"""What databases write in their own ways, wherever it stands: names in order, numbers, addresses, line ends."""

import pytest

from golden_formats import DATA
from slr.formats.normalize.identifiers import doi_in_url, pmid_in_note, pmid_in_url
from slr.formats.normalize.names import family_first
from slr.formats.normalize.numbers import bare_number
from slr.formats.normalize.pages import page_range
from slr.formats.registry import read_export
from spans_formats import check_tiling


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Mao Zedong", "Mao, Zedong"),
        ("Zedong Mao", "Mao, Zedong"),
        ("Gu Ailing", "Gu, Ailing"),
        ("Kim Minjun", "Kim, Minjun"),
        ("Minjun Kim", "Kim, Minjun"),
        ("Suzuki Hanako", "Suzuki, Hanako"),
        ("Hanako Suzuki", "Suzuki, Hanako"),
        ("Wei Wang", "Wang, Wei"),
        ("Lin Ouyang", "Ouyang, Lin"),
        ("Li Hansen", "Hansen, Li"),
        ("Kim Clark", "Clark, Kim"),
        ("Lee Chang", "Chang, Lee"),
        ("Jane Roe 0001", "Roe, Jane"),
        ("Roe, Jane 0002", "Roe, Jane"),
        ("Study Group 2000", "Study Group 2000"),
    ],
)
def test_names_that_can_be_read_in_one_order_only(written: str, name: str) -> None:
    assert family_first(written) == name
    assert family_first(name) == name


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("v. 40", "40"),
        ("v. v. 176", "176"),
        ("Vol. 12", "12"),
        ("no. 3", "3"),
        ("n/a", ""),
        ("ahead-of-print", ""),
        ("S1", "S1"),
        ("No", "No"),
        ("Suppl 2", "Suppl 2"),
        ("12(3)", "12(3)"),
        ("B12", "B12"),
    ],
)
def test_volumes_and_issues(written: str, number: str) -> None:
    assert bare_number(written) == number
    assert bare_number(number) == number


@pytest.mark.parametrize(
    ("written", "pages"),
    [("12-19+85", "12-19, 85"), ("012~019", "012-019"), ("S2+", "S2"), ("ix + 246", "ix + 246")],
)
def test_pages_of_chinese_journals(written: str, pages: str) -> None:
    assert page_range(written) == pages


def test_identifiers_in_notes_and_addresses() -> None:
    assert pmid_in_note("Journal Subset: Europe. NLM UID: 8000001. PMID: NLM24000001.") == "24000001"
    assert pmid_in_note("PubMed ID: 24000001; PMCID: PMC4000001") == "24000001"
    assert pmid_in_note("PMCID: PMC4000001") == ""
    old = "http://www.ncbi.nlm.nih.gov/entrez/query.fcgi?cmd=Retrieve&db=PubMed&dopt=Citation&list_uids=17000001"
    assert pmid_in_url(old) == "17000001"
    assert doi_in_url("https://example.org/doi/10.5555/JIT.2019.1/full") == "10.5555/jit.2019.1"
    assert doi_in_url("https://example.org/doi/pdf/10.5555/full.2019") == "10.5555/full.2019"


@pytest.mark.parametrize(
    "name", ["pubmed.nbib", "endnote.enw", "scopus.ris", "wos-tagged.txt", "cochrane.txt"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_line_ends_that_were_converted_twice(name: str, encoding: str) -> None:
    plain = (DATA / name).read_bytes().replace(b"\r\n", b"\n")
    twice = plain.decode().replace("\n", "\r\r\n").encode(encoding, "ignore")
    reading = read_export(twice, file="f")
    check_tiling(twice, reading)
    once = read_export(plain.decode().encode(encoding, "ignore"), file="f")
    assert reading.records == once.records
    assert [entry.span.line for entry in reading.entries] == [entry.span.line for entry in once.entries]


def test_an_own_key_of_a_reference_manager_is_no_number_of_a_database() -> None:
    keys = ["17", "Roe2019", "Roe2019a", "2019-00001-001", "24000001", "lil-1234567", "rayyan-123456789"]
    text = "".join(f"TY  - JOUR\nTI  - A\nID  - {key}\nER  - \n" for key in keys)
    found = [record.accession for record in read_export(text.encode(), file="f").records]
    assert found == ["", "", "", *keys[3:]]
