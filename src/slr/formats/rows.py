"""Rows of a table (CSV, TSV, XLSX) to drafts, by what the columns mean."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from slr.formats.columns import FIELDS, SEVERAL, meanings_of, squeeze
from slr.formats.draft import Draft
from slr.formats.normalize.identifiers import pmid_of
from slr.formats.normalize.names import family_first, family_first_all, split_authors
from slr.formats.normalize.pages import join_pages, page_range
from slr.formats.normalize.text import clean, split_keywords
from slr.formats.normalize.types import CSL_TYPES, csl_type
from slr.formats.ris_fields import SLR_ID
from slr.model.record import COLUMNS

# What spreadsheets and pandas write as floats.
_NUMBERS = frozenset(
    ["volume", "issue", "pages", "first_page", "last_page", "article_number", "pmid", "own_id"]
)
_NOTHING = frozenset(["NA", "nan", "NaN", "NULL", "null", "None"])
_ARMED = re.compile(r"'+[=+\-@\t\r]")
_ERIC_PLACE = r"v(?P<volume>\S+)(?: n(?P<issue>\S+))?(?: spec iss)?(?: p(?P<pages>[\w-]+))?(?: \w+)? \d{4}"
_ERIC_SOURCE = re.compile(rf"(?:(?P<journal>.+?), )?{_ERIC_PLACE}")
_PUBMED_CITATION = re.compile(r";(?P<volume>[\w.-]+)(?:\((?P<issue>[^()]+)\))?:(?P<pages>[\w, -]+)\.")
_TRIAL = re.compile(r"NCT\d{8}")
_WHOLE = re.compile(r"(\d{1,8})\.0")
# Where one name ends and the next begins: `Jane RoeAlan B. DoeAnn McPoe`.
_GLUED = re.compile(
    r"(?:(?<=[^\W\d_][^\W\d_A-ZÀ-ÖØ-Þ])(?<!\bMc)(?<!\bMac)(?<!\b(?:De|Di|Du|La|Le))|(?<=\)))(?=[A-ZÀ-ÖØ-Þ])"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one table: their names, what they mean, and whether slr wrote the table itself.

    `commas` says that commas separate keywords (Embase), `glued` that nothing separates names (Springer).
    """

    header: tuple[str, ...]
    meanings: dict[str, list[int]]
    own: bool
    commas: bool = False
    glued: bool = False

    def has_value(self, cells: list[str]) -> bool:
        """Whether a row has something in a column that is read."""
        return any(
            place < len(cells) and cells[place] for places in self.meanings.values() for place in places
        )

    @property
    def guesses(self) -> str:
        """What each column that is read was taken for: `title is Article Title, ...`."""
        taken = {
            meaning: [" ".join(self.header[place].split()) for place in places]
            for meaning, places in self.meanings.items()
        }
        return ", ".join(f"{meaning} is {' and '.join(names)}" for meaning, names in taken.items())


def layout_of(header: list[str], columns: Mapping[str, str] | None = None) -> Layout:
    """The layout that a header row gives; `columns` (a field to a column's name) overrides the guesses."""
    names = [name.strip(" \ufeff\0") for name in header]
    meanings = meanings_of(names)
    named: dict[str, list[int]] = {}
    for field, name in (columns or {}).items():
        if name in names:
            named.setdefault(FIELDS[field], []).append(names.index(name))
    meanings |= named
    squeezed = set(map(squeeze, names))
    return Layout(
        tuple(names),
        meanings,
        own=tuple(names) == COLUMNS,
        commas=not squeezed.isdisjoint(
            ("embaseaccessionid", "emtreedrugindexterms", "emtreemedicalindexterms")
        ),
        glued={"itemtitle", "itemdoi"} <= squeezed,
    )


def raw_of(layout: Layout, cells: list[str]) -> tuple[tuple[str, str], ...]:
    """Column name and cell, in order, empty cells left out; cells beyond the header have an empty name."""
    names = [*layout.header, *[""] * (len(cells) - len(layout.header))]
    return tuple([(name, cell) for name, cell in zip(names, cells, strict=False) if cell])


def draft_of(layout: Layout, cells: list[str]) -> Draft:
    """The draft of one row."""
    if layout.own:
        cells = [cell[1:] if cell.startswith("'") and _ARMED.match(cell) else cell for cell in cells]
    values: dict[str, list[str]] = {}
    for meaning, places in layout.meanings.items():
        found = [
            cells[place] for place in places if place < len(cells) and not _is_blank(cells[place], layout.own)
        ]
        if found:
            values[meaning] = found if meaning in SEVERAL else found[:1]
    one = {meaning: found[0] for meaning, found in values.items()}
    if not layout.own:
        one = _with_citation(one | {name: _whole(one[name]) for name in _NUMBERS & one.keys()})
    get = one.get
    return Draft(
        type=_type(one, layout.own),
        title=get("title", ""),
        abstract=get("abstract", ""),
        authors=_authors(get("authors", ""), layout) or _sponsor(get("sponsor", "")),
        dates=[*([one["year"]] if "year" in one else []), *values.get("date", [])],
        journal=get("journal", ""),
        volume=get("volume", ""),
        issue=get("issue", ""),
        pages=_pages(one),
        dois=values.get("doi", []),
        pmid=pmid_of(get("pmid", "")),
        serials=values.get("serials", []),
        urls=[
            part for url in values.get("url", []) for part in re.split(r"[;\s]+(?=https?://)", url.strip())
        ],
        notes=values.get("notes", []),
        language=get("language", ""),
        keywords=_keywords(values.get("keywords", []), layout),
        publisher=get("publisher", ""),
        accession=_accession(one),
    )


def _is_blank(cell: str, own: bool) -> bool:
    return not cell or cell.isspace() or (not own and cell in _NOTHING)


def _whole(number: str) -> str:
    """A number that a spreadsheet or pandas wrote as a float, whole again."""
    found = _WHOLE.fullmatch(number.strip())
    return found[1] if found else number


def _type(one: dict[str, str], own: bool) -> str:
    name = one.get("type", "")
    if _TRIAL.fullmatch(one.get("accession", "")) or ("sponsor" in one and not name):
        return "dataset"  # CSL has no type for the entry of a register
    return name if own and name in CSL_TYPES else csl_type(name)


def _authors(cell: str, layout: Layout) -> tuple[str, ...]:
    if not cell:
        return ()
    if layout.glued:
        return family_first_all(_GLUED.sub(";", cell).split(";"))
    return family_first_all(cell.split(";") if layout.own else split_authors(cell.strip()))


def _keywords(cells: list[str], layout: Layout) -> tuple[str, ...]:
    if layout.commas:
        cells = [cell.replace(", ", ";") for cell in cells]
    return split_keywords(cells, ";\n" if layout.own else ";\n|")


def _sponsor(names: str) -> tuple[str, ...]:
    """The group that answers for a trial; ClinicalTrials.gov names its collaborators after it."""
    name = names.partition("|")[0]
    return (family_first(f"{name},"),) if name else ()


def _pages(one: dict[str, str]) -> str:
    pages, first = clean(one.get("pages", "")), clean(one.get("first_page", ""))
    if pages and (not first or not pages.isdigit()):  # with a first page apart, a plain number counts them
        return join_pages(pages, "")
    last = clean(one.get("last_page", ""))
    return join_pages(first, last) or page_range(clean(one.get("article_number", "")))


def _with_citation(one: dict[str, str]) -> dict[str, str]:
    """The fields with what a citation in one cell says of them: ERIC's source, PubMed's citation."""
    for name in ("journal", "citation"):
        if found := _ERIC_SOURCE.fullmatch(one.get(name, "")):
            return one | {name: value for name, value in found.groupdict().items() if value}
    if found := _PUBMED_CITATION.search(one.get("citation", "")):
        return {name: value for name, value in found.groupdict().items() if value} | one
    return one


def _accession(one: dict[str, str]) -> str:
    if "accession" in one:
        return one["accession"]
    own = one.get("own_id", "").removeprefix("https://openalex.org/")
    return "" if SLR_ID.fullmatch(own) else own
