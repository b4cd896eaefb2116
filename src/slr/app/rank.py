"""`slr rank`: the order in which a reviewer would best see the reports that wait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slr.app.merged import Merged, merged
from slr.app.review import Review
from slr.app.state import State, state_of
from slr.model.plan import Plan, Stage
from slr.model.record import Record
from slr.model.report import Settlement
from slr.model.words import Outcome, Verdict
from slr.screening.ranking import Ranking, WordWeight, explain_rank
from slr.screening.ranking import rank as rank_texts
from slr.screening.text_features import Corpus, Text, read_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One waiting report: its score (higher is likelier to be included) and the words that moved it up."""

    report: str
    record: Record
    score: float
    words: tuple[WordWeight, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The waiting reports, best first, and how many decisions the order was learned from."""

    ranked: tuple[Ranked, ...]
    included: int
    excluded: int


def rank(review: Review, stage: Stage, *, who: str, most: int = 0, words: int = 6) -> Order:
    """Rank what waits for a reviewer at a stage, learned from their own decisions and settled outcomes."""
    state = state_of(review, viewer=who)
    view = merged(review, state)
    corpus, ranking = learned(review.plan, state, view, stage, who)
    waits = set(waiting(state, stage, who))
    chosen = [name for name in ranking.order if name in waits]
    scores = ranking.score_of
    return Order(
        ranked=tuple(
            Ranked(
                report=name,
                record=view.record(name),
                score=scores[name],
                words=explain_rank(corpus, ranking, name, most=words),
            )
            for name in (chosen[:most] if most else chosen)
        ),
        included=ranking.included,
        excluded=ranking.excluded,
    )


def learned(plan: Plan, state: State, view: Merged, stage: Stage, who: str) -> tuple[Corpus, Ranking]:
    """All texts of a stage, and their ranking for a reviewer."""
    reports = state.screening.settlements.get(stage.id, {})
    corpus = corpus_of(state, view, stage)
    return corpus, ranking_of(plan, corpus, decided(reports, who))


def corpus_of(state: State, view: Merged, stage: Stage) -> Corpus:
    """All texts of a stage."""
    reports = state.screening.settlements.get(stage.id, {})
    return read_texts([text_of(name, view.record(name)) for name in reports])


def ranking_of(plan: Plan, corpus: Corpus, told: Mapping[str, bool]) -> Ranking:
    """The ranking of all texts by what is decided, helped by what the protocol says at first."""
    wanted = [plan.question, *(c.text for c in plan.criteria if c.type == "include")]
    unwanted = [c.text for c in plan.criteria if c.type == "exclude"]
    return rank_texts(corpus, told, wanted=wanted, unwanted=unwanted)


def text_of(name: str, record: Record) -> Text:
    """What the ranking reads of a report."""
    return Text(id=name, title=record.title, abstract=record.abstract, keywords=record.keywords)


def decided(settlements: Mapping[str, Settlement], who: str) -> dict[str, bool]:
    """What a reviewer's ranking may learn: outcomes that people settled, and the reviewer's own verdicts."""
    result = {}
    for name, one in settlements.items():
        own = [decision.verdict for decision in one.decisions if decision.reviewer == who]
        if one.outcome in (Outcome.INCLUDED, Outcome.EXCLUDED):
            result[name] = one.outcome is Outcome.INCLUDED
        elif own:
            result[name] = own[-1] is not Verdict.EXCLUDE
    return result


def waiting(state: State, stage: Stage, who: str) -> Sequence[str]:
    """The reports that wait for this reviewer, in the order of import."""
    from slr.app.screen_desk import wanted_of

    reports = state.screening.settlements.get(stage.id, {})
    return [name for name in reports if wanted_of(state, stage, name, who)]
