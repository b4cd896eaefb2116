"""Known studies: which searches found each of those that the protocol says must be found."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slr.model.record import Record

if TYPE_CHECKING:
    from slr.protocol.schema import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownStudy:
    """A known study by its place in `known:`, and the records and searches that found it, in order."""

    index: int
    label: str
    records: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()


def find_known(known: Sequence["Known"], records: Iterable[Record]) -> tuple[KnownStudy, ...]:
    """For each known study the records that are it: by DOI, by PubMed id, else by title.

    A title counts where the record has no DOI or the known study gives none; titles are compared without
    case, accents and punctuation, and a year, where both give one, may differ by one (online first).
    """
    listed = list(records)
    return tuple(_find(index, study, listed) for index, study in enumerate(known))


def relative_recall(found: Sequence[KnownStudy], search: str = "") -> float | None:
    """The share of known studies that the searches (or one of them) found; None where none is known."""
    if not found:
        return None
    hits = sum(bool(study.searches) if not search else search in study.searches for study in found)
    return hits / len(found)


def _find(index: int, study: "Known", records: Sequence[Record]) -> KnownStudy:
    own = [record for record in records if _is(study, record)]
    return KnownStudy(
        index=index,
        label=study.title or study.doi or (f"PMID {study.pmid}" if study.pmid else f"item {index + 1}"),
        records=tuple(record.id for record in own),
        searches=tuple(dict.fromkeys(record.search for record in own)),
    )


def _is(study: "Known", record: Record) -> bool:
    if study.doi and record.doi:
        return study.doi == record.doi
    if study.pmid and record.pmid:
        return study.pmid == record.pmid
    if not study.title or fold_title(study.title) != fold_title(record.title):
        return False
    return study.year is None or record.year is None or abs(study.year - record.year) <= 1


def fold_title(title: str) -> str:
    """A title for comparison: lower case letters and digits of any script, no accents, single spaces."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", title) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain.casefold()))
