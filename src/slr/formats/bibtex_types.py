"""Entry types of BibTeX and BibLaTeX as CSL types and back."""

TYPES: dict[str, str] = {
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "bibnote": "document",
    "book": "book",
    "bookinbook": "chapter",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "image": "graphic",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "letter": "personal_communication",
    "manual": "document",
    "mastersthesis": "thesis",
    "misc": "document",
    "movie": "motion_picture",
    "music": "song",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "online": "webpage",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "codefragment": "software",
    "softwaremodule": "software",
    "softwareversion": "software",
    "standard": "standard",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "article-journal",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}

# What BibTeX itself knows; types not here are written as misc, with the CSL type in a field of its own.
WRITTEN: dict[str, str] = {
    "article-journal": "article",
    "book": "book",
    "chapter": "incollection",
    "document": "misc",
    "manuscript": "unpublished",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
}

# Entries that are in a book, entries that are a whole one, and those whose number is no issue's.
IN_BOOKS = frozenset(["bookinbook", "conference", "inbook", "incollection", "inproceedings", "inreference"])
WHOLE_BOOKS = frozenset(
    [kind for kind, csl in TYPES.items() if csl == "book"]  # proceedings and collections, too
)
NUMBERED_OTHERWISE = frozenset(
    [kind for kind, csl in TYPES.items() if csl in ("report", "patent", "standard", "dataset", "thesis")]
    + ["jurisdiction", "legislation", "manual", "software"]
)
