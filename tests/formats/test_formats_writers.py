"""What is written, letter by letter, and that no spreadsheet runs it."""

import pytest

from slr.formats.bibtex_writer import Keys
from slr.formats.delimited_writer import disarmed
from slr.formats.registry import read_export, write_records
from slr.model.record import COLUMNS, Record

ARTICLE = Record(
    id="scopus-0a1b2c-1",
    search="scopus",
    type="article-journal",
    title="Towns & 100% of their {answers}",
    abstract="Towns answer; p<0.05 -- twice.",
    authors=("Roe, Jane", "van der Berg, Jan, Jr.", "Cochrane Airways"),
    year=2014,
    journal="Journal of Invented Results",
    volume="12",
    issue="3",
    pages="101-109",
    doi="10.5555/jir.2014_003",
    pmid="24000001",
    issn="1001-0017 2002-0023",
    url="https://example.org/a_b?c=1&d=2",
    language="en",
    keywords=("towns", "answers, quick"),
    publisher="Invented Press",
    accession="WOS:000300000000001",
)
BROADCAST = Record(type="broadcast", title="=cmd()", authors=("@Roe",), isbn="9783161484100")

RIS = """\
TY  - JOUR
AU  - Roe, Jane
AU  - van der Berg, Jan, Jr.
AU  - Cochrane Airways,
PY  - 2014
TI  - Towns & 100% of their {answers}
JF  - Journal of Invented Results
VL  - 12
IS  - 3
DO  - 10.5555/jir.2014_003
UR  - https://example.org/a_b?c=1&d=2
LA  - en
PB  - Invented Press
AB  - Towns answer; p<0.05 -- twice.
AN  - WOS:000300000000001
ID  - scopus-0a1b2c-1
SP  - 101
EP  - 109
SN  - 1001-0017
SN  - 2002-0023
KW  - towns
KW  - answers, quick
N1  - PMID: 24000001
ER  -·

TY  - GEN
M3  - broadcast
AU  - @Roe
TI  - =cmd()
SN  - 9783161484100
ER  -·
""".replace("·", " ")

BIBTEX = r"""@article{scopus-0a1b2c-1,
  title = {Towns \& 100\% of their \{answers\}},
  author = {Roe, Jane and van der Berg, Jr., Jan and {Cochrane Airways}},
  year = {2014},
  journal = {Journal of Invented Results},
  volume = {12},
  number = {3},
  pages = {101--109},
  doi = {10.5555/jir.2014\_003},
  url = {https://example.org/a\_b?c=1\&d=2},
  issn = {1001-0017 2002-0023},
  language = {en},
  pmid = {24000001},
  accession = {WOS:000300000000001},
  abstract = {Towns answer; p<0.05 -{}- twice.},
  publisher = {Invented Press},
  keywords = {towns; answers, quick},
}

@misc{roe,
  title = {=cmd()},
  author = {{@Roe}},
  isbn = {9783161484100},
  csltype = {broadcast},
}
"""

CSV = f"""\
{",".join(COLUMNS)}
scopus-0a1b2c-1,scopus,article-journal,Towns & 100% of their {{answers}},Towns answer; p<0.05 -- twice.,\
"Roe, Jane; van der Berg, Jan, Jr.; Cochrane Airways,",2014,Journal of Invented Results,12,3,101-109,\
10.5555/jir.2014_003,24000001,1001-0017 2002-0023,,https://example.org/a_b?c=1&d=2,en,"towns; answers, quick",\
Invented Press,WOS:000300000000001
,,broadcast,'=cmd(),,'@Roe,,,,,,,,,9783161484100,,,,,
"""

NBIB = """\
PMID- 24000001
STAT- Publisher
TI  - Towns & 100% of their {answers}
PG  - 101-109
LID - 10.5555/jir.2014_003 [doi]
AB  - Towns answer; p<0.05 -- twice.
FAU - Roe, Jane
FAU - van der Berg, Jan, Jr.
FAU - Cochrane Airways,
LA  - en
PT  - Journal Article
DP  - 2014
JT  - Journal of Invented Results
VI  - 12
IP  - 3
IS  - 1001-0017 (Linking)
IS  - 2002-0023 (Linking)
PB  - Invented Press
OT  - towns
OT  - answers, quick

PMID-·
STAT- Publisher
TI  - =cmd()
FAU - @Roe
PT  - broadcast
ISBN- 9783161484100
""".replace("·", " ")


@pytest.mark.parametrize(
    ("name", "text"), [("ris", RIS), ("bibtex", BIBTEX), ("csv", CSV), ("nbib", NBIB)], ids=str.lower
)
def test_written_text(name: str, text: str) -> None:
    assert write_records([ARTICLE, BROADCAST], name) == text


def test_keys_of_bibtex_are_made_and_never_twice() -> None:
    records = [Record(title=str(n), authors=("Núñez, A",), year=2001) for n in range(3)] + [Record(title="x")]
    written = write_records(records, "bibtex")
    keys = [line[line.index("{") + 1 : -1] for line in written.splitlines() if line.startswith("@")]
    assert keys == ["nunez2001", "nunez2001-2", "nunez2001-3", "anon"]


def test_a_key_given_again_and_again_is_not_looked_for_from_the_first() -> None:
    class Asked(set[str]):
        times = 0

        def __contains__(self, key: object) -> bool:
            self.times += 1
            return super().__contains__(key)

    keys = Keys()
    keys.taken = asked = Asked()
    given = [keys.key(Record(title="Editorial", authors=("Roe, J",), year=2001)) for _ in range(500)]
    assert given[:3] == ["roe2001", "roe2001-2", "roe2001-3"]
    assert len(set(given)) == 500
    assert asked.times < 3 * len(given)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''@x"])
def test_formulas_are_disarmed_and_come_back(cell: str) -> None:
    assert disarmed(cell) == f"'{cell}"
    record = Record(title=cell.strip() or "x", volume=cell.strip(), accession=cell.strip(), type="book")
    for name in ("csv", "tsv"):
        assert read_export(write_records([record], name).encode(), file="f").records == (record,)


@pytest.mark.parametrize("cell", ["A title", "'quoted' title", "1-2", "", "a=b"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert disarmed(cell) == cell


def test_slr_ids_are_no_accession_when_read_back() -> None:
    record = Record(id="scopus-0a1b2c-1", title="x", type="book")
    for name in ("ris", "csv"):
        assert read_export(write_records([record], name).encode(), file="f").records[0].accession == ""


def test_nothing_is_written_for_no_records() -> None:
    assert [write_records([], name) for name in ("ris", "bibtex", "nbib", "enw", "jsonl")] == [""] * 5
    assert write_records([], "csv") == f"{','.join(COLUMNS)}\n"
    assert write_records([], "csl-json") == "[]\n"
