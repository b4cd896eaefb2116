"""`slr dedup`."""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from slr.cli.asking import asker
from slr.cli.input_files import files_meant
from slr.cli.options import Apply, As, Json, Plain
from slr.cli.output import (
    emit,
    emit_applied,
    emit_json,
    emit_taken_back,
    end,
    plural,
    printable,
    say,
    show_findings,
    table,
)
from slr.cli.progress import working
from slr.cli.session import Session

if TYPE_CHECKING:
    from slr.app.caller import Caller
    from slr.app.dedup import Deduplicated, PairStory
    from slr.app.engine import Engine

EXAMPLE = "slr dedup --explain scopus-1a2b3c-12 wos-4d5e6f-7"

FilesOption = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[FILE...]", help="Exports to deduplicate without a review folder."),
]
OutputOption = Annotated[
    str, typer.Option("-o", "--output", metavar="FILE", help="Of FILEs: the merged records.")
]
GroupsOption = Annotated[
    Path | None,
    typer.Option("--groups", metavar="FILE", help="Of FILEs: which record is which report (CSV)."),
]
PairsOption = Annotated[
    Path | None, typer.Option("--pairs", metavar="FILE", help="Of FILEs: every pair decided on (CSV).")
]
ExplainOption = Annotated[
    tuple[str, str] | None,
    typer.Option("--explain", metavar="ID ID", help="Say why two records are one, or not."),
]
ReviewPairsOption = Annotated[
    bool, typer.Option("--review", help="Decide on the pairs that wait, side by side.")
]
WaitingOption = Annotated[bool, typer.Option("--list", help="List the pairs that wait for a person.")]
SummaryOption = Annotated[bool, typer.Option("--summary", help="How the searches overlap now; no new run.")]
UndoOption = Annotated[bool, typer.Option("--undo", help="Take back the last run or --apply.")]
ResetOption = Annotated[
    bool, typer.Option("--reset", help="Take back all that slr joined; people's words stay.")
]
EngineOption = Annotated[
    str, typer.Option("--engine", help="local, cores (all of them) or dask (a cluster; an extra).")
]
SchedulerOption = Annotated[
    str, typer.Option("--scheduler", metavar="ADDRESS", help="Of --engine dask: tcp://HOST:8786.")
]


def run(
    context: typer.Context,
    files: FilesOption = None,
    output: OutputOption = "",
    groups: GroupsOption = None,
    pairs: PairsOption = None,
    apply: Apply = None,
    explain: ExplainOption = None,
    review_pairs: ReviewPairsOption = False,
    who: As = "",
    plain: Plain = False,
    waiting: WaitingOption = False,
    summary: SummaryOption = False,
    undo: UndoOption = False,
    reset: ResetOption = False,
    engine: EngineOption = "local",
    scheduler: SchedulerOption = "",
    as_json: Json = False,
) -> None:
    """Join certain duplicates; uncertain pairs wait, and a person's word beats slr's."""
    from slr.app import dedup
    from slr.app.engine import checked_engine

    session: Session = context.obj
    caller = session.caller()
    where = checked_engine(engine, scheduler)
    if files:
        run_files(
            caller,
            files_meant(files),
            output=output,
            groups=groups,
            pairs=pairs,
            engine=where,
            as_json=as_json,
        )
        return
    review = session.review()
    if explain:
        show_story(dedup.explain_pair(review, *explain), as_json=as_json)
    elif apply:
        done = dedup.apply_links(review, caller, apply)
        emit_applied(done, as_json=as_json)
        say(f"{plural(done.rows, 'pair')}: {done.added} new, {done.known} known already", style="done")
    elif undo or reset:
        count = dedup.undo(review, caller) if undo else dedup.reset(review, caller)
        emit_taken_back(count, as_json=as_json)
        say(f"took back {plural(count, 'link')}", style="done")
    elif review_pairs:
        from slr.app.dedup_review import review_duplicates

        twin = "slr dedup --apply links.csv"
        progress = review_duplicates(review, session.caller(who), asker(plain=plain, twin=twin))
        say(f"{plural(progress.done, 'group')} decided, {progress.left} left", style="done")
    elif waiting:
        waits = list(dedup.waiting_pairs(review))
        if as_json:
            emit_json([{"a": a, "b": b, "score": score, "reason": why} for a, b, score, why in waits])
        else:
            table(["a", "b", "score", "why"], waits, right=[2])
    else:
        with looking(where):
            done_run = dedup.summary_now(review) if summary else dedup.run(review, caller, where)
        show_run(done_run, as_json=as_json)


def looking(engine: "Engine") -> AbstractContextManager[None]:
    """A pulse, where this process alone compares: one that has threads should not be forked."""
    return working("Looking for duplicates") if engine.name == "local" else nullcontext()


def run_files(
    caller: "Caller",
    files: list[Path],
    *,
    output: str,
    groups: Path | None,
    pairs: Path | None,
    engine: "Engine",
    as_json: bool,
) -> None:
    """Deduplicate exports that no review holds, and write what was asked for."""
    from slr.app import dedup_files
    from slr.app.convert import format_of
    from slr.app.dedup import Deduplicated
    from slr.cli.output_files import refuse_input, write_file
    from slr.formats.registry import write_bytes

    format = format_of(output, None) if output else ""
    for made_of_them in (Path(output) if output else None, groups, pairs):
        if made_of_them:
            refuse_input(made_of_them, files)
    with looking(engine):
        done = dedup_files.dedup_files(caller, files, engine=engine)
    show_findings(done.findings, limit=20)
    made: dict[Path, bytes] = {}
    if output:
        made[Path(output)] = write_bytes(done.unique, format)
    if groups:
        made[groups] = dedup_files.csv_text(dedup_files.GROUPS, done.groups).encode("utf-8")
    if pairs:
        made[pairs] = dedup_files.csv_text(dedup_files.PAIRS, done.pairs).encode("utf-8")
    for path, data in made.items():
        write_file(path, data)
        say(f"wrote {path}", style="done")
    counted = [verdict for _, _, verdict, _, _ in done.pairs]
    show_run(
        Deduplicated(
            joined=counted.count("same"),
            waiting=counted.count("uncertain"),
            related=counted.count("related"),
            uncompared=done.uncompared,
            summary=done.summary,
        ),
        as_json=as_json,
    )
    end(done.refused > 0)


def show_run(done: "Deduplicated", *, as_json: bool) -> None:
    """What was found, and how the searches overlap."""
    counts = done.summary
    if as_json:
        emit_json(
            {
                "pairs_joined": done.joined,
                "pairs_waiting": done.waiting,
                "pairs_related": done.related,
                "pairs_uncompared": done.uncompared,
                "records": counts.records,
                "reports": counts.reports,
                "duplicates_within": counts.within,
                "duplicates_between": counts.between,
                "searches": [
                    {
                        "search": s.search,
                        "records": s.records,
                        "reports": s.reports,
                        "within": s.within,
                        "unique": s.unique,
                    }
                    for s in counts.searches
                ],
                "overlap": [{"a": a, "b": b, "reports": n} for (a, b), n in counts.overlap.items()],
            }
        )
        return
    rows = [(s.search, s.records, s.within, s.reports, s.unique) for s in counts.searches]
    table(["search", "records", "duplicates within", "reports", "found here only"], rows, right=range(1, 5))
    emit(
        f"{plural(counts.records, 'record')}: {counts.within} duplicates within searches, "
        f"{counts.between} between them, {plural(counts.reports, 'report')} left"
    )
    if done.uncompared:
        say(f"{plural(done.uncompared, 'pair')} not compared: their blocks were too large", style="warning")
    if done.waiting:
        say(
            f"{plural(done.waiting, 'pair')} may be duplicates and wait for a person: slr dedup --review",
            style="warning",
        )


def show_story(story: "PairStory", *, as_json: bool) -> None:
    """Why two records are joined or kept apart."""
    found = story.explanation
    said = [
        (e.who if e.data["basis"] == "person" else "slr", e.data["verdict"], e.data.get("reason", ""))
        for e in story.said
    ]
    if as_json:
        emit_json(
            {
                "a": story.a.id,
                "b": story.b.id,
                "joined": story.joined,
                "verdict": found.verdict,
                "score": found.score,
                "reason": found.reason,
                "said": [{"who": who, "verdict": verdict, "reason": why} for who, verdict, why in said],
                "evidence": [
                    {"evidence": p.evidence, "a": p.a, "b": p.b, "points": p.points} for p in found.points
                ],
            }
        )
        return
    together = "one report" if story.joined else "two reports"
    emit(printable(f"{story.a.id} and {story.b.id} are {together}"))
    for who, verdict, why in said:
        emit(printable(f"  {who} says {verdict}: {why}" if why else f"  {who} says {verdict}"))
    emit(
        printable(
            f"  the evidence gives {found.score} points (same from {found.same_from}, "
            f"uncertain from {found.uncertain_from}): {found.verdict}; {found.reason}"
        )
    )
    table(
        ["evidence", "points", story.a.id, story.b.id],
        [(p.evidence, p.points, p.a, p.b) for p in found.points],
        right=[1],
    )
