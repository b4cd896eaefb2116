"""The record table made ready for comparing: every field read once, as arrays in the table's order."""

import re
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from slr.dedup.authors import read_authors
from slr.dedup.source import MISSING, read_pages, read_volume
from slr.dedup.title import Kind, Title, fold, read_title, words_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    Texts = npt.NDArray[np.object_]
    Numbers = npt.NDArray[np.int64]

# Where preprints live. The registrants' DOI prefixes as assigned by Crossref and DataCite.
_PREPRINT_DOI = re.compile(
    r"10\.(?:1101/(?:20\d\d\.|\d{6})|48550/arxiv|2139/ssrn|21203/rs|20944/preprints|3123[1-5]/|31219/|36227/"
    r"|26434/chemrxiv|22541/|2196/preprints|7287/peerj\.preprints"
    r"|5194/(?:egusphere|[a-z]+-20\d\d-\d+$))"
)
_DATASET_DOI = re.compile(
    r"10\.(?:6084/|5281/zenodo|5061/dryad|17632/|7910/dvn|\d+/(?:.*\.)?figshare|4211/hs)"
)
_PREPRINT_PLACE = re.compile(
    r"\b(?:arxiv|biorxiv|medrxiv|chemrxiv|techrxiv|psyarxiv|socarxiv|research square|preprints?|ssrn)\b"
)
_DISSERTATION_PLACE = re.compile(r"\b(?:dissertations?|thesis|theses|proquest)\b")
_DISSERTATION_VOLUME = re.compile(r"^(?:ph\.?d|m\.?[as]c?|dissertation|thesis)\b", re.IGNORECASE)
_REGISTRY_PLACE = re.compile(
    r"\b(?:clinicaltrials|isrctn|clinical trials? regist|trialsearch|eudract|euctr|anzctr|ictrp)"
)
_REGISTRATION = re.compile(
    r"\b(?:nct\d{8}|isrctn\d{6,8}|euctr\d{4}-\d{6}-\d{2}|actrn\d{14}|chictr[-\w]*\d{6,})\b"
)
_COCHRANE_PLACE = re.compile(r"\bcochrane database of syst|\bcochrane db syst")
_VERSION = re.compile(r"^(.*?)(?:(?:[./]|(?<=\d))v\d{1,2}|\.pub\d{1,2})$")

_TYPES = {
    "thesis": Kind.DISSERTATION,
    "chapter": Kind.CHAPTER,
    "entry-encyclopedia": Kind.CHAPTER,
    "book": Kind.BOOK,
    "paper-conference": Kind.CONFERENCE,
    "dataset": Kind.DATASET,
    "retraction": Kind.RETRACTION,
}


@dataclass(frozen=True, slots=True)
class Prepared:
    """Records ready to be compared. Every array has one value a record; MISSING and "" stand for unknown.

    `title` is squeezed text of so many `letters`, `title_words` the words, `doi_base` a DOI without its
    version, `registered` a trial's number, `counted` how pages are (see source.Pages), `abstract` the folded
    beginning, `kind` bits of Kind.
    """

    ids: "Texts"
    type: "Texts"
    title: "Texts"
    title_words: "Texts"
    letters: "Numbers"
    numbers: "Texts"
    kind: "Numbers"
    authors: "Texts"
    families: "Texts"
    first_author: "Texts"
    year: "Numbers"
    journal: "Texts"
    volume: "Numbers"
    issue: "Numbers"
    first_page: "Numbers"
    last_page: "Numbers"
    counted: "Numbers"
    doi: "Texts"
    doi_base: "Texts"
    pmid: "Texts"
    registered: "Texts"
    abstract: "Texts"

    def __len__(self) -> int:
        """How many records."""
        return len(self.ids)

    def take(self, places: "npt.NDArray[np.intp]") -> "Prepared":
        """The records at these places, in this order."""
        return Prepared(*(getattr(self, name)[places] for name in self.__slots__))


# Abstracts are compared by their beginning: databases cut the end and add copyright notices there.
_ABSTRACT_READ = 400


def prepare(table: "pd.DataFrame") -> Prepared:
    """Read a record table (model.record.record_table) for comparing."""
    column = _columns(table)
    titles = [read_title(title) for title in column["title"]]
    authors = [read_authors(tuple(names)) for names in column["authors"]]
    pages = [read_pages(pages) for pages in column["pages"]]
    dois = [doi.strip().casefold() for doi in column["doi"]]
    registered = [
        _registration(*fields) for fields in zip(column["title"], dois, column["accession"], strict=True)
    ]
    journals = [journal.strip() for journal in column["journal"]]
    kinds = [
        int(_kind(*fields))
        for fields in zip(
            titles,
            column["type"],
            journals,
            column["publisher"],
            column["volume"],
            dois,
            registered,
            column["language"],
            strict=True,
        )
    ]
    year: Numbers = table["year"].fillna(MISSING).to_numpy(dtype="int64")
    volume = _numbers([read_volume(volume) for volume in column["volume"]])
    volume[(volume == year) & (volume > 1900)] = MISSING  # a year in the volume's place says nothing new
    return Prepared(
        ids=_texts(column["id"]),
        type=_texts(column["type"]),
        title=_texts([title.squeezed for title in titles]),
        title_words=_texts([title.words for title in titles]),
        letters=_numbers([len(title.squeezed) for title in titles]),
        numbers=_texts([title.numbers for title in titles]),
        kind=_numbers(kinds),
        authors=_texts(authors),
        families=_texts([names.families for names in authors]),
        first_author=_texts([names.key for names in authors]),
        year=year,
        journal=_texts(journals),
        volume=volume,
        issue=_numbers([read_volume(issue) for issue in column["issue"]]),
        first_page=_numbers([page.first for page in pages]),
        last_page=_numbers([page.last for page in pages]),
        counted=_numbers([page.counted for page in pages]),
        doi=_texts(dois),
        doi_base=_texts([_without_version(doi) for doi in dois]),
        pmid=_texts([pmid.strip() for pmid in column["pmid"]]),
        registered=_texts(registered),
        abstract=_texts(["".join(words_of(fold(text[:_ABSTRACT_READ]))) for text in column["abstract"]]),
    )


def _columns(table: "pd.DataFrame") -> dict[str, list[Any]]:
    names = (
        "id",
        "title",
        "authors",
        "type",
        "journal",
        "publisher",
        "volume",
        "issue",
        "pages",
        "doi",
        "pmid",
    )
    columns = {name: table[name].tolist() for name in (*names, "accession", "abstract", "language")}
    return {
        name: [value if isinstance(value, (str, tuple, list)) else "" for value in values]
        for name, values in columns.items()
    }


def _texts(values: list[Any]) -> "Texts":
    import numpy as np

    return np.fromiter(values, dtype=object, count=len(values))


def _numbers(values: list[int]) -> "Numbers":
    import numpy as np

    return np.array(values, dtype=np.int64)


def _kind(
    title: Title,
    type_: str,
    journal: str,
    publisher: str,
    volume: str,
    doi: str,
    registered: str,
    language: str,
) -> Kind:
    """The kind of a record from its title and from where it stands."""
    kind = title.kind | _TYPES.get(type_, Kind.NONE) | _kind_of_place(journal or publisher)
    if doi and _PREPRINT_DOI.match(doi):
        kind |= Kind.PREPRINT
    if doi and _DATASET_DOI.match(doi):
        kind |= Kind.DATASET
    if _DISSERTATION_VOLUME.match(volume):
        kind |= Kind.DISSERTATION
    if registered and not journal:
        kind |= Kind.REGISTRATION
    if language and not language.casefold().startswith("en"):
        kind |= Kind.FOREIGN
    return kind


@lru_cache(maxsize=65_536)
def _kind_of_place(place: str) -> Kind:
    """The kinds that a journal or publisher tells."""
    told = {
        Kind.PREPRINT: _PREPRINT_PLACE,
        Kind.DISSERTATION: _DISSERTATION_PLACE,
        Kind.COCHRANE: _COCHRANE_PLACE,
        Kind.REGISTRATION: _REGISTRY_PLACE,
    }
    text = fold(place)
    return reduce(or_, (kind for kind, pattern in told.items() if pattern.search(text)), Kind.NONE)


def _registration(title: str, doi: str, accession: str) -> str:
    """The number of a trial's registration, where the record names one in its title or identifiers."""
    match = _REGISTRATION.search(f"{accession} {doi}".casefold()) or _REGISTRATION.search(title.casefold())
    return match[0] if match else ""


def _without_version(doi: str) -> str:
    """A DOI without its version: ".pub3" of Cochrane reviews, "v2", "/v2" and ".v2" of preprints."""
    if not doi or not doi[-1].isdigit():
        return doi
    match = _VERSION.match(doi)
    return match[1] if match else doi
