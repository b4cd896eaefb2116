"""`slr screen`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from slr.cli.asking import Opening, asker, nothing, show_keys
from slr.cli.options import Apply, As, Json, Plain, Stage
from slr.cli.output import emit_applied, emit_json, end, plural, say, show_findings, table
from slr.cli.progress import working
from slr.cli.screen_team import Team
from slr.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from slr.app.caller import Caller
    from slr.app.review import Review
    from slr.app.screen import Applied
    from slr.app.screen_elsewhere import TakenOver
    from slr.model.finding import Finding
    from slr.model.plan import Stage as PlannedStage

PLAIN_WAIT = 15.0  # seconds that plain lines wait for a first learned order; the screen waits for none
EXAMPLE = "slr screen --stage title-abstract --as ana"

ToolOption = Annotated[
    str,
    typer.Option("--from", metavar="TOOL", help="FILE is of rayyan, covidence, asreview or colrev."),
]
PeopleOption = Annotated[
    Path | None, typer.Option("--people", metavar="FILE", help="Their names and ours (theirs, ours).")
]
ReasonsOption = Annotated[
    Path | None,
    typer.Option("--reasons", metavar="FILE", help="Their reasons and our criteria (theirs, ours)."),
]
OrderOption = Annotated[str, typer.Option("--order", help="What comes first: input, ranked, random or year.")]
SeedOption = Annotated[int, typer.Option("--seed", help="Of --order random and --random-share.")]
ShareOption = Annotated[
    float,
    typer.Option(
        "--random-share", metavar="PART", help="Mix in this part of random reports, for an unbiased estimate."
    ),
]
RulesOption = Annotated[bool, typer.Option("--rules", help="List what the criteria's rules would do.")]
RunRulesOption = Annotated[
    bool, typer.Option("--run", help="Of --rules: let those with auto: exclude decide.")
]
UndoRulesOption = Annotated[
    bool, typer.Option("--undo", help="Take it back: of --rules, --pilot, --assign, --hand-over …")
]
PilotOption = Annotated[
    int,
    typer.Option(
        "--pilot", metavar="N", help="Draw N reports for everybody; with --undo: take pilot N back.", min=0
    ),
]
AssignOption = Annotated[bool, typer.Option("--assign", help="Draw everybody's share, as the stage says.")]
HandOverOption = Annotated[
    str,
    typer.Option("--hand-over", metavar="WHO", help="Hand what waits for this reviewer over to others."),
]
ToOption = Annotated[
    list[str] | None,
    typer.Option("--to", metavar="WHO", help="Of --hand-over: to whom; everybody else by default."),
]
PartOption = Annotated[
    int,
    typer.Option(
        "--part", metavar="N", help="Of --hand-over: so many reports; all of them by default.", min=0
    ),
]
RecheckOption = Annotated[
    str,
    typer.Option("--recheck", metavar="ID", help="Ask anew what was decided under another wording of it."),
]
StandsOption = Annotated[
    str,
    typer.Option("--stands", metavar="ID", help="Its other wording meant the same: those decisions stand."),
]
KeysOption = Annotated[bool, typer.Option("--keys", help="List the keys in force and your preferences.")]
RemoveOption = Annotated[
    list[str] | None,
    typer.Option("--remove", metavar="ID", help="Remove this report by hand before screening."),
]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why it is removed.")]


def run(
    context: typer.Context,
    stage: Stage = "",
    who: As = "",
    apply: Apply = None,
    tool: ToolOption = "",
    people: PeopleOption = None,
    reasons: ReasonsOption = None,
    order: OrderOption = "input",
    seed: SeedOption = 1,
    random_share: ShareOption = 0.0,
    rules: RulesOption = False,
    run_rules: RunRulesOption = False,
    undo_rules: UndoRulesOption = False,
    pilot: PilotOption = 0,
    assign: AssignOption = False,
    hand_over: HandOverOption = "",
    to: ToOption = None,
    part: PartOption = 0,
    recheck: RecheckOption = "",
    stands: StandsOption = "",
    plain: Plain = False,
    keys: KeysOption = False,
    remove: RemoveOption = None,
    reason: ReasonOption = "",
    as_json: Json = False,
) -> None:
    """Decide on the reports of a stage, one by one or from a CSV file."""
    from slr.app.review import stage_of

    if keys:
        show_keys(as_json=as_json)
        return
    session: Session = context.obj
    scripted = remove or rules or apply or pilot or assign or hand_over or recheck or stands
    ready = nothing if scripted else Opening().end
    review = session.review()
    caller = session.caller("" if tool else who)
    if remove:
        remove_by_hand(review, caller, remove, reason)
        return
    if rules:
        show_rules(review, caller, run=run_rules, undo=undo_rules, as_json=as_json)
        return
    at = stage_of(review, stage or (review.plan.stages[0].id if review.plan.stages else ""))
    team = Team(
        pilot=pilot,
        assign=assign,
        hand_over=hand_over,
        to=tuple(to or ()),
        part=part,
        recheck=recheck,
        stands=stands,
        undo=undo_rules,
    )
    if team.wanted:
        team.run(review, caller, at, named=bool(stage), as_json=as_json)
        return
    if apply and tool:
        from slr.app.screen_elsewhere import OUTCOME, take_over

        name = who or session.who
        by = session.caller("" if name == OUTCOME else name)
        taken = take_over(review, by, at, apply, tool, who=name, people=people, reasons=reasons)
        show_taken(taken, tool, as_json=as_json)
    elif apply:
        from slr.app.screen import apply_decisions

        with working("Reading decisions"):
            applied = apply_decisions(review, caller, at, apply)
        show_applied(applied, at.id, as_json=as_json)
    else:
        by_person(review, caller, at, (order, seed, random_share), plain=plain, ready=ready)


def remove_by_hand(review: "Review", caller: "Caller", names: "Sequence[str]", reason: str) -> None:
    """Remove reports before screening."""
    from slr.app.screen import remove
    from slr.model.errors import SlrError

    if not reason.strip():
        raise SlrError("removing a report needs a reason", 'say why: --reason "a book of abstracts"')
    done = remove(review, caller, names, reason)
    say(f"removed {plural(done.added, 'report')} before screening", style="done")


def by_person(
    review: "Review",
    caller: "Caller",
    at: "PlannedStage",
    order: tuple[str, int, float],
    *,
    plain: bool,
    ready: "Callable[[], None]",
) -> None:
    """Let a person decide, report by report; `order` is its name, its seed and the random share."""
    from slr.app.queue import checked_order
    from slr.app.screen import screen

    twin = f"slr screen --stage {at.id} --apply decisions.csv"
    sequencing = checked_order(*order, wait=PLAIN_WAIT if plain else 0)
    terms = {criterion.id: criterion.terms for criterion in review.plan.reasons(at.id) if criterion.terms}
    asked = asker(plain=plain, twin=twin, terms=terms, ready=ready)
    progress = screen(review, caller, at, asked, sequencing)
    say(f"{at.name or at.id}: {progress.done} decided, {progress.left} left", style="done")


def show_applied(done: "Applied", stage: str, *, as_json: bool) -> None:
    """What became of the rows of a file."""
    emit_applied(done, as_json=as_json)
    say(
        f"{plural(done.rows, 'decision')} at {stage}: {done.added} new, {done.known} known already",
        style="done",
    )


def show_taken(taken: "TakenOver", tool: str, *, as_json: bool) -> None:
    """What became of every row of another tool's export; a refused row exits 1."""
    done = taken.applied
    if as_json:
        emit_json(
            {
                "decisions": done.rows,
                "added": done.added,
                "known": done.known,
                "silent": taken.silent,
                "refused": [finding.as_dict() for finding in taken.refused],
            }
        )
    show_findings(each_once(taken.refused))
    say(
        f"{plural(done.rows, 'decision')} from {tool}: {done.added} new, {done.known} known already; "
        f"{plural(taken.silent, 'row')} without a decision, {len(taken.refused)} refused",
        style="done",
    )
    end(bool(taken.refused))


def each_once(refused: "Sequence[Finding]") -> "list[Finding]":
    """The refused rows, of those for the same reason the first, with the lines of the others."""
    alike: dict[str, list[Finding]] = {}
    for finding in refused:
        alike.setdefault(finding.message, []).append(finding)
    return [
        replace(ones[0], message=f"{ones[0].message} ({len(ones) - 1} more: {lines_of(ones[1:])})")
        if len(ones) > 1
        else ones[0]
        for ones in alike.values()
    ]


def lines_of(findings: "Sequence[Finding]") -> str:
    """`lines 3, 4, 7 …`, the first ten."""
    lines = [str(finding.line) for finding in findings if finding.line]
    return f"line{'s' * (len(lines) != 1)} {', '.join(lines[:10])}" + (" …" if len(lines) > 10 else "")


def show_rules(review: "Review", caller: "Caller", *, run: bool, undo: bool, as_json: bool) -> None:
    """What the rules would do, did, or no longer do."""
    from slr.app import screen_rules

    if undo:
        say(f"took back {plural(screen_rules.undo(review, caller), 'mark')}", style="done")
        return
    _, views = screen_rules.look(review)
    if as_json:
        emit_json(
            [
                {
                    "criterion": view.criterion.id,
                    "auto": view.criterion.auto,
                    "excludes": list(view.excludes),
                    "contradicted": list(view.contradicted),
                    "unknown": view.unknown,
                }
                for view in views
            ]
        )
    else:
        rows = [
            (
                view.criterion.id,
                "decides" if view.criterion.auto else "proposes",
                len(view.excludes),
                len(view.contradicted),
                view.unknown,
                view.criterion.text,
            )
            for view in views
        ]
        heads = ["criterion", "its rule", "excludes", "contradicted", "unknown", "text"]
        table(heads, rows, right=[2, 3, 4])
    if run:
        done = screen_rules.run(review, caller)
        say(f"{plural(done.marked, 'mark')} new, {done.taken_back} taken back", style="done")
    else:
        say("nothing was written: --run lets those that decide do so", style="hint")
