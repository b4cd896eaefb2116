"""The overall judgement of a risk-of-bias tool, by its published rule; a person may override it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from slr.coding.codings import coding_conflicts
from slr.model.codebook import Codebook, Coding

OVERALL = "overall"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a tool's rule makes of the domains: a category of `overall` and the reason in a sentence."""

    value: str
    why: str


@dataclass(frozen=True, slots=True)
class OverallRule:
    """A tool's domains, and how their judgements add up."""

    domains: tuple[str, ...]
    combine: Callable[[Mapping[str, str]], Proposal]


def overall_rule(codebook: Codebook) -> str:
    """The tool whose rule holds for a codebook: its own id, or that of what it extends; else empty."""
    known = [name for name in (codebook.id, codebook.extends) if name in OVERALL_RULES]
    return known[0] if known and codebook.dimension(OVERALL) else ""


def needs_reason(codebook: Codebook, judgements: Mapping[str, str], value: str) -> Proposal | None:
    """The proposal that an overall judgement overrides, so that its coder owes a reason; else None."""
    proposal = propose_overall(overall_rule(codebook), judgements)
    return proposal if proposal is not None and value != proposal.value else None


def with_overalls(codings: Iterable[Coding], codebook: Codebook) -> list[Coding]:
    """The codings that count, and the rule's overall judgement where no person gave one.

    It is proposed for a unit whose domains are all judged without a conflict. Such a coding has the coder
    `auto`, no event, and the rule's reason as its note.
    """
    listed = list(codings)
    tool = overall_rule(codebook)
    if not tool:
        return listed
    conflicts = coding_conflicts(listed)
    judged: dict[str, dict[str, str]] = {}
    for coding in listed:
        if coding.values and (coding.study, coding.dimension) not in conflicts:
            judged.setdefault(coding.study, {})[coding.dimension] = coding.values[0]
    said = {coding.study for coding in listed if coding.dimension == OVERALL and coding.values}
    for unit, judgements in judged.items():
        proposal = None if unit in said else propose_overall(tool, judgements)
        if proposal is not None:
            made = Coding(
                study=unit,
                codebook=codebook.id,
                dimension=OVERALL,
                coder="auto",
                values=(proposal.value,),
                note=proposal.why,
            )
            listed.append(made)
    return listed


def propose_overall(codebook: str, judgements: Mapping[str, str]) -> Proposal | None:
    """The overall judgement that a codebook's tool proposes for these judgements by domain.

    None where the codebook is of no such tool, or a domain is not judged yet. Sources: Sterne et al. 2019
    (RoB 2) and Sterne et al. 2016 (ROBINS-I).
    """
    rule = OVERALL_RULES.get(codebook)
    if rule is None or any(not judgements.get(domain) for domain in rule.domains):
        return None
    return rule.combine({domain: judgements[domain] for domain in rule.domains})


def _gravest(judgements: Mapping[str, str], order: tuple[str, ...]) -> Proposal:
    """The first judgement of the order that any domain has."""
    for value in order:
        having = [domain.upper() for domain, judgement in judgements.items() if judgement == value]
        if having and value != order[-1]:
            return Proposal(value, f"{value.replace('-', ' ')} in {', '.join(having)}")
    return Proposal(order[-1], f"{order[-1]} in all domains")


def _rob_2(judgements: Mapping[str, str]) -> Proposal:
    proposal = _gravest(judgements, ("high", "some-concerns", "low"))
    concerns = sum(judgement == "some-concerns" for judgement in judgements.values())
    if proposal.value == "some-concerns" and concerns > 1:
        why = f"{proposal.why}; judge it high if together they leave little confidence in the result"
        return Proposal(proposal.value, why)
    return proposal


def _robins_i(judgements: Mapping[str, str]) -> Proposal:
    return _gravest(judgements, ("critical", "serious", "no-information", "moderate", "low"))


OVERALL_RULES: dict[str, OverallRule] = {
    "rob-2": OverallRule(("d1", "d2", "d3", "d4", "d5"), _rob_2),
    "robins-i": OverallRule(("d1", "d2", "d3", "d4", "d5", "d6", "d7"), _robins_i),
}
