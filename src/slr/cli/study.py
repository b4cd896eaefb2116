"""`slr study`."""

from typing import Annotated

import typer

from slr.cli.options import Apply, Json
from slr.cli.output import emit_applied, emit_json, emit_taken_back, plural, say, table
from slr.cli.session import Session

EXAMPLE = "slr study link nhs-twitter scopus-1a2b3c-12 wos-4d5e6f-7"
ACTIONS = ("list", "link", "unlink", "suggest")


def run(
    context: typer.Context,
    action: Annotated[str, typer.Argument(metavar="ACTION", help="list, link, unlink or suggest.")] = "list",
    study: Annotated[str, typer.Argument(metavar="STUDY", help="The study's name, or a report's id.")] = "",
    reports: Annotated[list[str] | None, typer.Argument(metavar="ID...", help="The reports.")] = None,
    apply: Apply = None,
    as_json: Json = False,
) -> None:
    """Say which reports describe one study."""
    from slr.app import study as verb
    from slr.app.review import nearest
    from slr.model.errors import SlrError
    from slr.model.record import cite

    session: Session = context.obj
    review = session.review()
    if apply:
        done = verb.apply_studies(review, session.caller(), apply)
        emit_applied(done, as_json=as_json)
        say(f"{plural(done.rows, 'link')}: {done.added} new, {done.known} known already", style="done")
    elif action == "list":
        listed = verb.listing(review)
        if as_json:
            emit_json([{"study": one.study, "reports": [r.id for r in one.records]} for one in listed])
        else:
            rows = [(one.study, record.id, cite(record)) for one in listed for record in one.records]
            table(["study", "report", "citation"], rows)
    elif action == "suggest":
        found = verb.suggestions(review)
        if as_json:
            emit_json([{"a": one.a, "b": one.b, "why": one.why} for one in found])
        else:
            table(["report", "report", "why"], [(one.a, one.b, one.why) for one in found])
            say(f"{plural(len(found), 'pair')} may be one study: slr study link NAME ID ID", style="hint")
    elif action not in ACTIONS:
        raise SlrError(f"slr study cannot {action}", nearest(action, list(ACTIONS)))
    elif not study or not reports:
        raise SlrError("which study, and which reports?", EXAMPLE)
    elif action == "link":
        done = verb.link(review, session.caller(), study, reports)
        emit_applied(done, as_json=as_json)
        say(f"{plural(done.rows, 'report')}: {done.added} new, {done.known} linked already", style="done")
    else:
        count = verb.unlink(review, session.caller(), study, reports)
        emit_taken_back(count, as_json=as_json)
        say(f"took back {plural(count, 'link')}", style="done")
