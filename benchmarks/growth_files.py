"""Invented exports of any length, in the formats that slr reads: used by benchmarks/growth.py.

Each maker takes papers and gives the bytes of a file as the databases lay it out, with abstracts of usual
length. What slr writes itself (nbib, BibTeX, EndNote …) is not made here: the benchmark converts to it.
"""

import csv
import io
import json
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from random import Random

SYLLABLES = (
    "ba",
    "co",
    "di",
    "fer",
    "gan",
    "hel",
    "is",
    "jo",
    "kar",
    "lum",
    "men",
    "nor",
    "os",
    "pra",
    "qui",
)
BIFF_TEXT = 1500  # letters of a cell in the old workbooks' plain way of keeping text


@dataclass(frozen=True, slots=True)
class Paper:
    """What an invented report says of itself."""

    seed: int
    number: int
    title: str
    abstract: str
    authors: tuple[tuple[str, str], ...]  # family, given
    year: int
    keywords: tuple[str, ...]

    @property
    def doi(self) -> str:
        """A DOI that is nobody's."""
        return f"10.5555/grow.{self.seed}.{self.number}"

    @property
    def journal(self) -> str:
        """One of 500 journals."""
        return f"Journal of Invented Results {self.number % 500}"

    @property
    def names(self) -> list[str]:
        """The authors as most formats write them."""
        return [f"{family}, {given}" for family, given in self.authors]


def words_of(random: Random) -> list[str]:
    """A vocabulary of 2,000 invented words."""
    return ["".join(random.choices(SYLLABLES, k=random.randint(1, 4))) for _ in range(2000)]


def papers(count: int, seed: int = 1) -> Iterator[Paper]:
    """So many papers; the first ones of a larger number are the same."""
    random = Random(seed)
    words = words_of(random)
    for number in range(count):
        yield Paper(
            seed=seed,
            number=number,
            title=" ".join(random.choices(words, k=10)).capitalize() + f" {number}",
            abstract=" ".join(random.choices(words, k=200)).capitalize() + ".",
            authors=tuple((random.choice(words).capitalize(), "A. B.") for _ in range(4)),
            year=1990 + number % 30,
            keywords=tuple(random.choices(words, k=4)),
        )


def ris_entry(one: Paper, doi: bool = True) -> str:
    """A paper in RIS."""
    lines = ["TY  - JOUR", f"TI  - {one.title}", *(f"AU  - {name}" for name in one.names)]
    lines += [f"PY  - {one.year}", f"T2  - {one.journal}", f"VL  - {one.number % 40}", f"SP  - {one.number}"]
    lines += [f"DO  - {one.doi}"] if doi else []
    lines += [f"AB  - {one.abstract}", *(f"KW  - {word}" for word in one.keywords), "ER  - ", "", ""]
    return "\n".join(lines)


def ris(some: Iterable[Paper]) -> bytes:
    """RIS."""
    return "".join(map(ris_entry, some)).encode()


def _wos(one: Paper) -> str:
    authors = "\n   ".join(one.names)
    return (
        f"PT J\nAU {authors}\nTI {one.title}\nSO {one.journal.upper()}\nLA English\nDT Article\n"
        f"DE {'; '.join(one.keywords)}\nAB {one.abstract}\nPY {one.year}\nVL {one.number % 40}\n"
        f"BP {one.number}\nDI {one.doi}\nUT WOS:{one.number:015}\nER\n\n"
    )


def _ovid(one: Paper) -> str:
    authors = "".join(f"AU  - {name}\n" for name in one.names)
    return (
        f"<{one.number + 1}>\nVN  - Ovid Technologies\nDB  - Ovid MEDLINE(R)\nUI  - {30000000 + one.number}\n"
        f"{authors}TI  - {one.title}\nSO  - {one.journal}. 20(1):33-41, {one.year} Jan.\n"
        f"AB  - {one.abstract}\nDO  - https://dx.doi.org/{one.doi}\nLG  - English\nYR  - {one.year}\n\n"
    )


def _cochrane(one: Paper) -> str:
    authors = "".join(f"AU: {name}\n" for name in one.names)
    return (
        f"Record #{one.number + 1} of 99999\nID: CN-{one.number:08}\n{authors}TI: {one.title}\n"
        f"SO: {one.journal}\nYR: {one.year}\nPM: PUBMED {30000000 + one.number}\nPT: Journal article\n"
        f"KY: {'; '.join(one.keywords)}\nDOI: {one.doi}\nAB: {one.abstract}\n\n\n"
    )


def _pubmed(one: Paper) -> str:
    authors = "".join(
        f"<Author><LastName>{family}</LastName><ForeName>{given}</ForeName></Author>"
        for family, given in one.authors
    )
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{30000000 + one.number}</PMID>'
        f"<Article><Journal><JournalIssue><PubDate><Year>{one.year}</Year></PubDate></JournalIssue>"
        f"<Title>{one.journal}</Title></Journal><ArticleTitle>{one.title}</ArticleTitle>"
        f'<ELocationID EIdType="doi">{one.doi}</ELocationID><Abstract><AbstractText>{one.abstract}'
        f"</AbstractText></Abstract><AuthorList>{authors}</AuthorList></Article></MedlineCitation></PubmedArticle>\n"
    )


def _ebsco(one: Paper) -> str:
    return (
        f'<rec resultID="{one.number}"><header shortDbName="psyh" uiTerm="2013-{one.number:05}-001">'
        f'<controlInfo><bkinfo/><jinfo><jtl>{one.journal}</jtl></jinfo><pubinfo><dt year="{one.year}"/>'
        f'</pubinfo><artinfo><ui type="doi">{one.doi}</ui><tig><atl>{one.title}</atl></tig><aug>'
        f"{''.join(f'<au>{name}</au>' for name in one.names)}</aug><ab>{one.abstract}</ab>"
        "<doctype>Journal Article</doctype></artinfo></controlInfo></header></rec>\n"
    )


def _mods(one: Paper) -> str:
    names = "".join(
        f'<name type="personal"><namePart type="family">{family}</namePart><namePart type="given">{given}'
        '</namePart><role><roleTerm type="code">aut</roleTerm></role></name>'
        for family, given in one.authors
    )
    return (
        f'<mods ID="m{one.number}"><titleInfo><title>{one.title}</title></titleInfo>{names}'
        f'<abstract>{one.abstract}</abstract><relatedItem type="host"><titleInfo><title>{one.journal}</title>'
        f"</titleInfo><originInfo><dateIssued>{one.year}</dateIssued></originInfo></relatedItem>"
        f'<identifier type="doi">{one.doi}</identifier></mods>\n'
    )


def _jats(one: Paper) -> str:
    names = "".join(
        f'<contrib contrib-type="author"><name><surname>{family}</surname><given-names>{given}</given-names>'
        "</name></contrib>"
        for family, given in one.authors
    )
    return (
        '<article article-type="research-article"><front><journal-meta><journal-title-group><journal-title>'
        f"{one.journal}</journal-title></journal-title-group></journal-meta><article-meta>"
        f'<article-id pub-id-type="doi">{one.doi}</article-id>'
        f"<title-group><article-title>{one.title}</article-title></title-group>"
        f'<contrib-group>{names}</contrib-group><pub-date pub-type="ppub"><year>{one.year}</year></pub-date>'
        f"<abstract><p>{one.abstract}</p></abstract></article-meta></front></article>\n"
    )


def _ictrp(one: Paper) -> str:
    return (
        f"<Trial><Internal_Number>{one.number}</Internal_Number><TrialID>ISRCTN{one.number:08}</TrialID>"
        f"<Public_title>{one.title}</Public_title><Scientific_title>{one.title}</Scientific_title>"
        f"<Primary_sponsor>University of Nowhere</Primary_sponsor><Date_registration>03/04/{one.year}"
        f"</Date_registration><Source_Register>ISRCTN</Source_Register>"
        f"<web_address>https://example.org/{one.number}</web_address><Condition>{escape(one.keywords[0])}"
        "</Condition></Trial>\n"
    )


def _between(head: str, each: Callable[[Paper], str], tail: str) -> Callable[[Iterable[Paper]], bytes]:
    def make(some: Iterable[Paper]) -> bytes:
        return "".join([head, *map(each, some), tail]).encode()

    return make


def _table(*rows: Iterable[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def _embase(some: Iterable[Paper]) -> bytes:
    rows: list[list[str]] = [["SEARCH QUERY", "'town'/exp"], []]
    for one in some:
        rows += [["TITLE", one.title], ["AUTHOR NAMES", *one.names], ["SOURCE TITLE", one.journal]]
        rows += [["PUBLICATION YEAR", str(one.year)], ["ABSTRACT", one.abstract], ["DOI", one.doi]]
        rows += [["EMBASE ACCESSION ID", f"{2014000000 + one.number}"], []]
    return _table(*rows)


def _ctgov_csv(some: Iterable[Paper]) -> bytes:
    head = [
        "NCT Number",
        "Study Title",
        "Study URL",
        "Study Status",
        "Brief Summary",
        "Conditions",
        "Sponsor",
    ]
    rows = (
        [
            f"NCT{p.number:08}",
            p.title,
            f"https://example.org/{p.number}",
            "COMPLETED",
            p.abstract,
            "Sleep",
            "Nowhere",
        ]
        for p in some
    )
    return _table([*head, "Start Date"], *([*row, "2008-11"] for row in rows))


def _ictrp_csv(some: Iterable[Paper]) -> bytes:
    head = ["TrialID", "Last Refreshed on", "Public title", "Scientific title", "Primary sponsor"]
    rows = ([f"ISRCTN{p.number:08}", "2 March 2015", p.title, p.title, "University of Nowhere"] for p in some)
    more = ["Date registration", "Source Register", "web address", "Condition"]
    rest = ["03/04/2014", "ISRCTN", "https://example.org/1", "Insomnia"]
    return _table([*head, *more], *([*row, *rest] for row in rows))


def _ctgov_json(some: Iterable[Paper]) -> bytes:
    studies = [
        {
            "protocolSection": {
                "identificationModule": {"nctId": f"NCT{p.number:08}", "briefTitle": p.title},
                "statusModule": {"startDateStruct": {"date": f"{p.year}-11"}},
                "sponsorCollaboratorsModule": {"leadSponsor": {"name": "University of Nowhere"}},
                "descriptionModule": {"briefSummary": p.abstract},
                "conditionsModule": {"conditions": list(p.keywords)},
            }
        }
        for p in some
    ]
    return json.dumps({"totalCount": len(studies), "studies": studies}).encode()


def _openalex(some: Iterable[Paper]) -> bytes:
    works = [
        {
            "id": f"https://openalex.org/W{p.number}",
            "doi": f"https://doi.org/{p.doi}",
            "display_name": p.title,
            "publication_year": p.year,
            "type": "article",
            "authorships": [{"author": {"display_name": f"{given} {family}"}} for family, given in p.authors],
            "primary_location": {"source": {"display_name": p.journal}},
            "abstract_inverted_index": {
                f"{word}{place}": [place] for place, word in enumerate(p.abstract.split())
            },
        }
        for p in some
    ]
    return json.dumps({"meta": {"count": len(works)}, "results": works}).encode()


def _biff(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _xls(some: Iterable[Paper]) -> bytes:
    """One sheet of a workbook of Excel 97, without the compound file around it."""
    rows = [["Title", "Abstract", "Authors", "Year", "DOI"]]
    rows += [[p.title, p.abstract[:BIFF_TEXT], "; ".join(p.names), str(p.year), p.doi] for p in some]
    cells = b"".join(
        _biff(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 0) + text.encode("ascii"))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    head = _biff(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0)) + _biff(
        0x0042, struct.pack("<H", 1200)
    )
    end = _biff(0x000A, b"")
    sheet = _biff(0x0085, struct.pack("<IBB", len(head) + 14 + len(end), 0, 0) + b"\x02\x00ab")
    return head + sheet + end + _biff(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0)) + cells + end


# A file's ending and its maker, by the format that slr calls it.
MAKERS: dict[str, tuple[str, Callable[[Iterable[Paper]], bytes]]] = {
    "ris": ("ris", ris),
    "wos": ("txt", _between("FN Clarivate Analytics Web of Science\nVR 1.0\n", _wos, "EF\n")),
    "ovid": ("txt", _between("", _ovid, "")),
    "cochrane": ("txt", _between("", _cochrane, "")),
    "pubmed-xml": (
        "xml",
        _between("<?xml version='1.0'?><PubmedArticleSet>\n", _pubmed, "</PubmedArticleSet>"),
    ),
    "ebsco-xml": ("xml", _between("<?xml version='1.0'?><records>\n", _ebsco, "</records>")),
    "mods": (
        "xml",
        _between('<modsCollection xmlns="http://www.loc.gov/mods/v3">\n', _mods, "</modsCollection>"),
    ),
    "jats": ("xml", _between("<?xml version='1.0'?><pmc-articleset>\n", _jats, "</pmc-articleset>")),
    "ictrp": (
        "xml",
        _between("<Trials_downloaded_from_ICTRP>\n", _ictrp, "</Trials_downloaded_from_ICTRP>"),
    ),
    "embase": ("csv", _embase),
    "ctgov-csv": ("csv", _ctgov_csv),
    "ictrp-csv": ("csv", _ictrp_csv),
    "ctgov-json": ("json", _ctgov_json),
    "json": ("json", _openalex),
    "xls": ("xls", _xls),
}
