"""Conditions of a codebook: which codings count, and what is left to code of a study."""

from collections.abc import Collection, Iterable, Mapping

from slr.model.codebook import Codebook, Coding

Said = Mapping[str, Collection[str]]  # values by dimension


def said_of(codings: Iterable[Coding]) -> dict[str, dict[str, set[str]]]:
    """What is said of each study: all values by dimension, of every coder there is."""
    said: dict[str, dict[str, set[str]]] = {}
    for one in codings:
        said.setdefault(one.study, {}).setdefault(one.dimension, set()).update(one.values)
    return said


def asked_of_studies(codings: Iterable[Coding], codebook: Codebook) -> dict[str, frozenset[str]]:
    """The dimensions asked of each study that is coded in any, by study.

    While coders differ on what a condition is about, what either of them was asked is asked.
    """
    return {study: frozenset(d.id for d in codebook.asked(said)) for study, said in said_of(codings).items()}


def counting(codings: Iterable[Coding], codebook: Codebook) -> list[Coding]:
    """The codings that count: those in dimensions that are asked of their study.

    One that was made before the answer that a condition is about was changed stays in the ledger, and counts
    again where the answer comes back.
    """
    listed = list(codings)
    if not codebook.has_conditions:
        return listed
    asked = asked_of_studies(listed, codebook)
    known = {one.id for one in codebook.dimensions}  # a coding in no dimension is told elsewhere
    return [one for one in listed if one.dimension in asked[one.study] or one.dimension not in known]


def counting_by_coder(codings: Iterable[Coding], codebook: Codebook) -> list[Coding]:
    """The same where each coder's own answers say what they were asked, as agreement wants it."""
    by_coder: dict[str, list[Coding]] = {}
    for one in codings:
        by_coder.setdefault(one.coder, []).append(one)
    return [one for own in by_coder.values() for one in counting(own, codebook)]


def conditions_on(codebook: Codebook) -> set[str]:
    """The dimensions that conditions are about."""
    return {c.dimension for one in codebook.dimensions for way in one.when for c in way}


def left_to_code(codebook: Codebook, said: Said) -> list[str]:
    """The dimensions that a study still needs: of those asked the required ones, or all if none is."""
    some = any(one.required for one in codebook.dimensions)
    return [one.id for one in codebook.asked(said) if one.id not in said and (one.required or not some)]


def complete_studies(codings: Iterable[Coding], codebook: Codebook) -> set[str]:
    """The studies that are coded in all that is required; where nothing is, those that are coded at all.

    `codings` hold what a tool's rule says of the domains.
    """
    found = said_of(codings)
    if not any(one.required for one in codebook.dimensions):
        return set(found)
    return {study for study, said in found.items() if not left_to_code(codebook, said)}
