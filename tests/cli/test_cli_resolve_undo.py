"""Undoing resolutions one after another, changed ones too."""

from conftest import Folder
from slr.app import resolve
from slr.app.ask import ResolvingDesk
from slr.app.caller import Caller
from slr.app.review import open_review, stage_of
from slr.app.state import state_of
from slr.cli.session import now, token
from slr.model.words import Outcome, Verdict
from slr.tui.session import ResolvingSeat, sit_down


def test_undo_goes_back_one_key_at_a_time(review: Folder) -> None:
    rows = [
        f"scopus.{n},{verdict},{reason},{who}"
        for n in (1, 2)
        for who, verdict, reason in (("ana", "include", ""), ("ben", "exclude", "e1"))
    ]
    review("screen", "--apply", review.csv("d.csv", "report,decision,reason,reviewer", *rows))
    seen = []

    class Script:
        def resolve(self, desk: ResolvingDesk) -> None:
            session = sit_down(ResolvingSeat(desk))
            first, second = session.walk.queue
            for report, verdict in (
                (first, Verdict.INCLUDE),
                (second, Verdict.INCLUDE),
                (first, Verdict.EXCLUDE),
            ):
                session.walk.go(report)
                view = session.view()
                assert view is not None
                session.decide(view, verdict, "e2" if verdict is Verdict.EXCLUDE else "")
            for _ in range(3):
                view = session.undo()
                seen.append(
                    (view.report == first, view.mine.verdict.value if view.mine else "") if view else None
                )
                opened = open_review(review.root)
                seen.append(sum(e.kind == "resolution" for e in opened.ledger.events))
            assert session.undo() is None

    opened = open_review(review.root)
    caller = Caller(root=review.root, now=now, token=token, who="cleo")
    resolve.resolve(opened, caller, stage_of(opened, "title-abstract"), Script())  # type: ignore[arg-type]
    assert seen == [(True, "include"), 4, (False, ""), 4, (True, ""), 4]
    after = open_review(review.root)
    told = state_of(after).screening.settlements["title-abstract"]
    assert [one.outcome for one in told.values()].count(Outcome.CONFLICT) == 2
