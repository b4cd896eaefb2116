"""The words of the PRISMA 2020 diagram (Page et al., 2021, doi 10.1136/bmj.n71), a dict a language.

The keys of boxes are the names of `slr.model.flow.BOX_NAMES`; British `Organisations` is PRISMA's own.
"""

import difflib
from collections.abc import Mapping

from slr.flow.counts import LABELS
from slr.model.errors import SlrError

ENGLISH: dict[str, str] = LABELS | {
    "identification": "Identification",
    "screening": "Screening",
    "included": "Included",
    "head-previous": "Previous studies",
    "head-databases": "Identification of studies via databases and registers",
    "head-databases-new": "Identification of new studies via databases and registers",
    "head-other": "Identification of studies via other methods",
    "head-other-new": "Identification of new studies via other methods",
    "identified": "Records identified from:",
    "database": "Databases",
    "register": "Registers",
    "website": "Websites",
    "organisation": "Organisations",
    "citation": "Citation searching",
    "other": "Other sources",
    "removed": "Records removed before screening:",
    "rule": "by rule",
    "stop": "by declared stop",
    "conflicts": "of these in conflict",
    "included-studies-new": "New studies included in review",
    "included-reports-new": "Reports of new included studies",
    "n": "n",
    "draft": "DRAFT",
    "pending": "pending",
    "flow-diagram": "PRISMA 2020 flow diagram",
    "after": "After the PRISMA 2020 flow diagram (Page et al., 2021, doi 10.1136/bmj.n71)",
}

LANGUAGES: dict[str, Mapping[str, str]] = {"en": ENGLISH}


def labels(language: str = "en") -> Mapping[str, str]:
    """The words of a language (`en`). Raises SlrError, naming those that there are, for any other."""
    words = LANGUAGES.get(language)
    if words is None:
        near = difflib.get_close_matches(language, LANGUAGES, n=1, cutoff=0.4)
        hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(LANGUAGES)}"
        raise SlrError(f"no labels in the language {language!r}", hint)
    return words
