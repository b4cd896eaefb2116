"""Column names of tables as databases and people write them, and what they mean."""

import re
from collections.abc import Mapping

from slr.formats.words import words
from slr.model.errors import SlrError
from slr.model.record import COLUMNS

# meaning: column names in order of preference, squeezed to lower-case letters and digits. The first one that
# the table has is read; for the meanings in SEVERAL all of them are.
ALIASES: dict[str, tuple[str, ...]] = {
    "title": words(
        "title articletitle documenttitle primarytitle papertitle itemtitle titleofpublication "
        "publicationtitleenglish originaltitle worktitle displayname studytitle scientifictitle "
        "publictitle ti t1 titel titre titulo"
    ),
    "abstract": words(
        "abstract abstractnote abstracttext ab summary briefsummary description abstracts notesabstract "
        "zusammenfassung resumen n2"
    ),
    "authors": words(
        "authorfullnames authors author authornames authorsnames creators creator authorlist allauthors "
        "af au authorshipsauthordisplayname authorsfullnames authorsname authorstring authorlistauthor "
        "contributors autoren auteurs autores"
    ),
    "year": words(
        "year publicationyear pubyear py yearofpublication publishedyear yearpublished yr "
        "publicationdateyear jahr annee"
    ),
    "date": words(
        "publicationdate date dateofpublication datepublished pubdate publicationdateprint coverdate da "
        "published publicationdateonline issuedate firstposted studyfirstposted registrationdate "
        "dateregistration startdate"
    ),
    "journal": words(
        "sourcetitle publicationtitle journal journaltitle journalname journalbook pubtitle "
        "containertitle secondarytitle publicationname booktitle anthologytitle "
        "primarylocationdisplayname primarylocationsourcedisplayname abbreviatedsourcetitle "
        "journalinfojournaltitle journalabbreviation so jo jf t2 source venue publication zeitschrift revista"
    ),
    "volume": words("volume vol vl journalvolume bibliovolume volumenumber journalinfovolume"),
    "issue": words("issue issuenumber number no is journalissue biblioissue journalnumber journalinfoissue"),
    "pages": words("pages page pagination pagerange pp journalpages pageinfo"),
    "first_page": words("pagestart startpage firstpage beginningpage bibliofirstpage bp sp spage"),
    "last_page": words("pageend endpage lastpage endingpage bibliolastpage ep epage"),
    "article_number": words("artno articlenumber articleno ar"),
    "doi": words(
        "doi di digitalobjectidentifier doilink doiurl articledoi itemdoi bookdoi externalidsdoi do"
    ),
    "pmid": words("pmid pubmedid medlinepmid idspmid externalidspmid externalidspubmed pm pubmed"),
    "serials": words(
        "issn issns sourceissn primarylocationsourceissn sourceissnprint sourceissnelectronic eissn "
        "printissn electronicissn issnisbn journalinfojournalissn journalinfojournalessn isbn isbns eisbn "
        "printisbn sn ei bn"
    ),
    "url": words(
        "url link urls documenturl articleurl sourceurls externalurl pdflink fulltextlink plink studyurl "
        "sourceurl sourceurlsurl landingpageurl fulltexturl sourcelinkout dimensionsurl embaselink ur "
        "webaddress"
    ),
    "language": words(
        "language languageoforiginaldocument articlelanguage languageofarticle languages "
        "languagesoftext la lang"
    ),
    "keywords": words(
        "keywords authorkeywords de manualtags automatictags keyword indexkeywords keywordsplus meshterms "
        "tags subjects subject subjectterms identifierkeywords descriptors ieeeterms inspeccontrolledterms "
        "inspecnoncontrolledterms emtreeindexterms emtreedrugindextermsmajorfocus emtreedrugindexterms "
        "emtreemedicalindextermsmajorfocus emtreemedicalindexterms kw keywordsauthor keywordsdisplayname "
        "keywordlistkeyword conditions condition"
    ),
    "type": words(
        "documenttype itemtype publicationtype type doctype doctypes typeofreference typeofwork contenttype "
        "publicationtypes pubtypelistpubtype dt ty pt"
    ),
    "publisher": words("publisher publishername sourcepublisher bookpublisher sourceregister pu pb"),
    "accession": words(
        "accession accessionnumber utuniquewosid ut eid embaseaccessionid accessionid lensid "
        "publicationid pui an uniqueid ericnumber nctnumber trialid storeid archivelocation "
        "accessionnumberwos cochranereviewid"
    ),
    "own_id": words("id recordid recordno rowid refid recordnumber studyid"),
    "sponsor": words("sponsor leadsponsor primarysponsor sponsorcollaborators"),
    "citation": words("citation sourceid"),
    "notes": words("notes note extra n1"),
}
SEVERAL = frozenset(["keywords", "serials", "url", "notes", "date"])
_MEANING = {name: (meaning, rank) for meaning, names in ALIASES.items() for rank, name in enumerate(names)}
# A record's fields, and besides them what tables have in columns of their own, to the meanings above.
FIELDS = {
    **{name: name for name in COLUMNS if name in ALIASES},
    **dict.fromkeys(("issn", "isbn"), "serials"),
    **{name: name for name in ("first_page", "last_page", "article_number", "date", "notes")},
}
_PUNCTUATION = re.compile(r"[^0-9a-z]+")


def squeeze(name: str) -> str:
    """A column's name without case, spaces and punctuation."""
    return _PUNCTUATION.sub("", name.lower().replace("ü", "u").replace("é", "e").replace("í", "i"))


def meanings_of(header: list[str]) -> dict[str, list[int]]:
    """Meaning to the places of its columns, best first; columns that mean nothing known are left out."""
    found: dict[str, list[tuple[int, int]]] = {}
    squeezed = [squeeze(name) for name in header]
    tags = {"pt", "au", "ti", "so"} <= set(
        squeezed
    )  # Web of Science names columns by its tags; ID is Keywords Plus
    for place, name in enumerate(squeezed):
        if known := _MEANING.get("keywordsplus" if tags and name == "id" else name):
            meaning, rank = known
            found.setdefault(meaning, []).append((rank, place))
    return {meaning: [place for _, place in sorted(places)] for meaning, places in found.items()}


def check_fields(columns: Mapping[str, str]) -> None:
    """Raise SlrError where `columns` (a record's field to a column's name) has a field that no record has."""
    for field in columns:
        if field not in FIELDS:
            raise SlrError(f'No field of a record is called "{field}".', f"Known are: {', '.join(FIELDS)}.")


def no_header(file: str, columns: Mapping[str, str] | None) -> SlrError:
    """The error for a table without a row of known column names, or without those of `columns`."""
    if columns:
        names = ", ".join(columns.values())
        return SlrError(
            f"No row of {file} names these columns: {names}.", "Write them as the file does.", file=file
        )
    return SlrError(
        f"No column of {file} could be told to be a title, a DOI or a PMID.",
        "A row above the records must name the columns (title, authors, year, journal, doi), or say which is "
        'which with --columns title="Name of the column".',
        file=file,
    )


def header_score(cells: list[str], columns: Mapping[str, str] | None = None) -> int:
    """0 to 100: how much a row looks like the column names of bibliographic records, or has those wanted."""
    if columns:
        return 100 if set(columns.values()) <= {cell.strip(" \ufeff\0") for cell in cells} else 0
    meanings = meanings_of(cells)
    if "title" not in meanings and not {"doi", "pmid"} & meanings.keys():
        return 0
    if any(len(cell) > 80 for cell in cells):
        return 0
    strength = sum(
        meaning in meanings for meaning in ("title", "abstract", "authors", "year", "journal", "doi", "date")
    )
    return min(85, 25 + 15 * strength) if strength + len(meanings) > 2 else 20
