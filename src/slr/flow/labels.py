"""The words of the PRISMA 2020 diagram (Page et al., 2021, doi 10.1136/bmj.n71), a dict a language.

The keys of boxes are the names of `slr.model.flow.BOX_NAMES`; British `Organisations` is PRISMA's own.
"""

from collections.abc import Mapping

from slr.flow.boxes import LABELS
from slr.flow.label_tables import TRANSLATIONS
from slr.flow.style import PRISMA_2020, Style
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
    "round": "Round",
}

# PRISMA-ScR (Tricco et al., 2018) speaks of sources of evidence and has no diagram of its own.
SCOPING: dict[str, str] = {
    "previous-studies": "Sources of evidence included in previous version of review",
    "previous-reports": "Reports of sources of evidence included in previous version of review",
    "included-studies": "Sources of evidence included in review",
    "included-reports": "Reports of included sources of evidence",
    "included-studies-new": "New sources of evidence included in review",
    "included-reports-new": "Reports of new included sources of evidence",
    "total-studies": "Total sources of evidence included in review",
    "total-reports": "Reports of total included sources of evidence",
    "ongoing": "Reports of ongoing sources of evidence",
}

# The words of PRISMA 2009 (Moher et al., 2009, doi 10.1371/journal.pmed.1000097) where they differ.
EDITION_2009: dict[str, str] = {
    "eligibility": "Eligibility",
    "identified-databases": "Records identified through database searching",
    "identified-other": "Additional records identified through other sources",
    "after-duplicates": "Records after duplicates removed",
    "not-screened": "Records not screened:",
    "straight": "Records of other sources sought in full text unscreened",
    "assessed": "Full-text articles assessed for eligibility",
    "excluded-full-text": "Full-text articles excluded, with reasons",
    "not-retrieved": "Full-text articles not retrieved",
    "not-yet-retrieved": "Full-text articles not yet retrieved",
    "full-text-pending": "Full-text articles still to be assessed",
    "included-studies": "Studies included in qualitative synthesis",
    "included-reports": "Reports of these studies",
    "flow-diagram": "PRISMA 2009 flow diagram",
    "after": "After the PRISMA 2009 flow diagram (Moher et al., 2009, doi 10.1371/journal.pmed.1000097)",
}

LANGUAGES: Mapping[str, Mapping[str, str]] = {"en": ENGLISH} | TRANSLATIONS


def labels(style: Style = PRISMA_2020) -> Mapping[str, str]:
    """The words of a style. Raises SlrError, naming what there is, for a language that has none."""
    words = LANGUAGES.get(style.language)
    if words is None:
        raise SlrError(f"no labels in the language {style.language!r}", f"there are: {', '.join(LANGUAGES)}")
    if style.language != "en" and (style.scoping or style.edition == "2009"):
        what = "a scoping review" if style.scoping else "PRISMA 2009"
        raise SlrError(
            f"the labels of {what} are in English only", "leave the language out, or the other option"
        )
    more = (SCOPING if style.scoping else {}) | (EDITION_2009 if style.edition == "2009" else {})
    return {**words, **more}
