"""A list of retracted publications, as a file that somebody supplies: ids, one a line, or a CSV."""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from slr.model.errors import SlrError
from slr.store.disk import read_text

DOI = re.compile(r"10\.\d{4,9}/\S+")
PMID = re.compile(r"(?:pmid:?\s*)?(\d{1,9})", re.IGNORECASE)
# Retraction Watch's own column names first: its RetractionDOI is the notice's, not the retracted paper's.
DOI_COLUMNS = ("originalpaperdoi", "doi")
PMID_COLUMNS = ("originalpaperpubmedid", "pubmed id", "pubmedid", "pmid", "pubmed_id")
NATURE = "retractionnature"


def read_retractions(path: Path) -> frozenset[str]:
    """The DOIs (bare, lower case) and PubMed ids of a list. Raises SlrError where it holds none.

    A CSV or TSV with a header is read by its columns (Retraction Watch's database as it is: rows that are no
    retraction are left out); any other text is read line by line.
    """
    text = read_text(path)
    lines = text.splitlines()
    header = lines[0] if lines else ""
    split = "\t" if "\t" in header else ";" if ";" in header and "," not in header else ","
    names = [name.strip().casefold() for name in next(csv.reader([header], delimiter=split), [])]
    if set(names) & {*DOI_COLUMNS, *PMID_COLUMNS}:
        found = frozenset(from_table(csv.DictReader(lines, fieldnames=names, delimiter=split)))
    else:
        found = frozenset(from_lines(lines))
    if not found:
        raise SlrError(
            f"{path} names no DOI and no PubMed id",
            "one DOI or PubMed id a line, or a CSV with a column doi or pmid",
            file=str(path),
        )
    return found


def from_table(rows: Iterable[dict[str, str]]) -> Iterator[str]:
    """The ids of a table with a header (the first row is the header itself, and holds none)."""
    for row in rows:
        nature = row.get(NATURE) or ""
        if nature and "retract" not in nature.casefold():
            continue
        doi = next((row[name] for name in DOI_COLUMNS if row.get(name)), "")
        pmid = next((row[name] for name in PMID_COLUMNS if row.get(name)), "")
        yield from dois_in(doi)
        if (number := PMID.fullmatch(pmid.strip())) and int(number[1]):
            yield number[1]


def from_lines(lines: Iterable[str]) -> Iterator[str]:
    """The ids of plain lines; what follows a # is a comment."""
    for line in lines:
        said = line.partition(" #")[0].strip() if not line.startswith("#") else ""
        dois = list(dois_in(said))
        yield from dois
        if not dois and (number := PMID.fullmatch(said)):
            yield number[1]


def dois_in(text: str) -> Iterator[str]:
    """The DOIs in a text, bare and in lower case."""
    yield from (found.casefold().rstrip(".,;\"'") for found in DOI.findall(text))
