"""The process that learns the order while a person reads: python -m slr.app.learn_apart (see learning.py).

It opens the review as the reviewer may see it (through the one function of blinding), reads all texts once,
and learns anew each time a line of JSON on stdin says what was decided. It answers with lines of JSON on
stdout and ends when stdin does. It never writes to the ledger.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from slr.app.merged import merged
from slr.app.queue import Sequencing, mixed, reached_so_far
from slr.app.rank import corpus_of, decided, ranking_of, waiting
from slr.app.review import Review, open_review, stage_of
from slr.app.state import state_of
from slr.model.errors import SlrError
from slr.model.plan import Stage
from slr.screening.ranking import Ranking, explain_rank
from slr.screening.text_features import Corpus
from slr.store.kept_orders import keep_order


@dataclass(slots=True)
class Learning:
    """All texts of a stage, what the reviewer may learn from, and what was learned last."""

    review: Review
    stage: Stage
    who: str
    how: Sequencing
    corpus: Corpus
    told: dict[str, bool]
    pool: list[str]  # the reports that the reviewer decided on or is asked about
    reached: int
    ranking: Ranking

    def learn(self, news: dict[str, bool | None], reached: int) -> dict[str, Any]:
        """The order with these decisions too (None takes one back), as places in the list of all reports."""
        started = time.perf_counter()
        for name, included in news.items():
            if included is None:
                self.told.pop(name, None)
            else:
                self.told[name] = included
        self.reached = max(self.reached, reached)
        self.ranking = ranking_of(self.review.plan, self.corpus, self.told)
        keep_order(self.review.paths, self.stage.id, self.who, self.ranking.order)
        return self.answer(time.perf_counter() - started)

    def answer(self, seconds: float) -> dict[str, Any]:
        """The order for those that are not decided, the random share mixed in."""
        asked = set(self.pool)
        open_to = [name for name in self.ranking.order if name in asked and name not in self.told]
        found = mixed(self.how, self.stage, self.pool, open_to, self.reached)
        place = {name: n for n, name in enumerate(self.corpus.ids)}
        return {
            "order": [place[name] for name in found.order],
            "sizes": {place[name]: size for name, size in found.sizes.items()},
            "included": self.ranking.included,
            "excluded": self.ranking.excluded,
            "seconds": round(seconds, 3),
        }

    def words(self, report: str) -> list[tuple[str, float]]:
        """The words that moved a report up."""
        if report not in self.told and report not in self.corpus.ids:
            return []
        return [(one.word, one.weight) for one in explain_rank(self.corpus, self.ranking, report)]


def begin(root: Path, stage: str, who: str, how: Sequencing) -> Learning:
    """Open the review and read all texts. Raises SlrError."""
    review = open_review(root)
    at = stage_of(review, stage)
    state = state_of(review, viewer=who)
    corpus = corpus_of(state, merged(review, state), at)
    reports = state.screening.settlements.get(at.id, {})
    own = [name for name, one in reports.items() if any(d.reviewer == who for d in one.decisions)]
    return Learning(
        review=review,
        stage=at,
        who=who,
        how=how,
        corpus=corpus,
        told=decided(reports, who),
        pool=[*own, *waiting(state, at, who)],
        reached=reached_so_far(review, at, who, how.seed),
        ranking=ranking_of(review.plan, corpus, {}),
    )


def converse(learning: Learning, lines: Iterable[str], out: TextIO) -> None:
    """Answer every line until they end."""

    def say(value: dict[str, Any]) -> None:
        out.write(json.dumps(value, separators=(",", ":")) + "\n")
        out.flush()

    say({"reports": learning.corpus.ids})
    say(learning.learn({}, 0))
    for line in lines:
        asked = json.loads(line)
        if "why" in asked:
            say({"why": asked["why"], "words": learning.words(asked["why"])})
        else:
            say(learning.learn(asked["decided"], asked["reached"]))


def main(argv: list[str]) -> None:
    """Learn until stdin ends. The screen goes first: this process is nice, and interrupts pass it by."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(10)
    root, stage, who, order, seed, share = argv
    how = Sequencing(order=order, seed=int(seed), share=float(share))
    try:
        learning = begin(Path(root), stage, who, how)
    except SlrError as error:
        sys.stdout.write(json.dumps({"failed": error.message}) + "\n")
        return
    try:
        converse(learning, sys.stdin, sys.stdout)
    except BrokenPipeError:  # the screen is gone
        os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
