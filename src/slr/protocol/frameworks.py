"""The frameworks that review questions are broken down by, and the elements of each."""

import re
from collections.abc import Callable, Iterable

# Element, then the words that people also write for it.
FRAMEWORKS: dict[str, dict[str, tuple[str, ...]]] = {
    # Richardson et al. 1995
    "PICO": {
        "population": ("participants", "patients", "problem"),
        "intervention": ("interventions", "exposure"),
        "comparison": ("comparator", "comparators", "control"),
        "outcome": ("outcomes",),
    },
    "PICOS": {
        "population": ("participants", "patients", "problem"),
        "intervention": ("interventions", "exposure"),
        "comparison": ("comparator", "comparators", "control"),
        "outcome": ("outcomes",),
        "study-design": ("design", "studies", "study-type"),
    },
    "PECO": {
        "population": ("participants",),
        "exposure": ("exposures",),
        "comparison": ("comparator", "comparators"),
        "outcome": ("outcomes",),
    },
    # JBI: qualitative reviews, scoping reviews, diagnostic accuracy
    "PICo": {"population": ("participants",), "interest": ("phenomenon-of-interest",), "context": ()},
    "PCC": {"population": ("participants",), "concept": ("concepts",), "context": ()},
    "PIRD": {
        "population": ("participants",),
        "index-test": (),
        "reference-test": ("reference-standard",),
        "diagnosis": ("target-condition",),
    },
    # Cooke, Smith and Booth 2012
    "SPIDER": {
        "sample": (),
        "phenomenon-of-interest": ("phenomenon",),
        "design": (),
        "evaluation": (),
        "research-type": (),
    },
    # Booth 2004
    "SPICE": {
        "setting": (),
        "perspective": ("population",),
        "intervention": ("interest",),
        "comparison": (),
        "evaluation": (),
    },
    # Wildridge and Bell 2002
    "ECLIPSE": {
        "expectation": (),
        "client-group": ("client",),
        "location": (),
        "impact": (),
        "professionals": (),
        "service": (),
    },
    # Denyer, Tranfield and van Aken 2008
    "CIMO": {
        "context": (),
        "intervention": ("interventions",),
        "mechanism": ("mechanisms",),
        "outcome": ("outcomes",),
    },
}


# Others that reviews are made by, whose elements are not checked: no slips of those above.
OTHERS = (
    "PICOT PICOC PICOTS PICOST PICOTT PICOSS PICOD PECOS PECOT PEO PEOS PIO SPIO PCO PCOS PS "
    "PESICO PIPOH PERSPECTIF COCOPOP SDMO CLIP CHIP SPICES"
)


def meant_framework(name: str, nearest: Callable[[str, Iterable[str]], str]) -> str:
    """The framework that a mistyped name was meant to be; empty for a known name, or one near to none."""
    known = name in FRAMEWORKS or name.upper() in {*OTHERS.split(), *FRAMEWORKS}
    return "" if known or not name else nearest(name, filter(str.isupper, FRAMEWORKS))


def elements_of(framework: str) -> dict[str, tuple[str, ...]] | None:
    """The elements of a framework by its name, None for one that is not in the list (which is no fault).

    PICO and PICo are two frameworks: capitals count where a name is known as written.
    """
    if framework in FRAMEWORKS:
        return FRAMEWORKS[framework]
    return FRAMEWORKS.get(framework.upper())


def element_word(key: str) -> str:
    """An element's key in the form of the list: lower case, hyphens."""
    return re.sub(r"[\s_]+", "-", key.strip().lower())
