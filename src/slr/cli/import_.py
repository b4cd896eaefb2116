"""`slr import`."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from slr.cli.input_files import files_meant
from slr.cli.options import Json
from slr.cli.output import emit, emit_json, end, plural, printable, say, show_findings
from slr.cli.session import Session

if TYPE_CHECKING:
    from slr.app.import_ import Imported, Wanted
    from slr.app.import_many import Failed
    from slr.app.review import Review

EXAMPLE = 'slr import scopus.csv --search scopus --source "Scopus" --date 2015-07-12'
NAMED = 5  # files that could not be imported; each was told of when it came
SHOWN = 20  # findings of one file; the ledger keeps more

FilesOption = Annotated[list[Path] | None, typer.Argument(metavar="FILE...", help="The exports; - is stdin.")]
SearchOption = Annotated[
    str,
    typer.Option(
        "--search", metavar="ID", help="The search that gave them; else the folder of searches/ they lie in."
    ),
]
SourceOption = Annotated[str, typer.Option("--source", help='The database, such as "Scopus".')]
PlatformOption = Annotated[str, typer.Option("--platform", help='The platform, such as "Ovid".')]
KindOption = Annotated[
    str, typer.Option("--kind", help="database, register, website, organisation, citation or other.")
]
DateOption = Annotated[str, typer.Option("--date", metavar="DATE", help="The day of the search: 2015-07-12.")]
RoundOption = Annotated[int | None, typer.Option("--round", help="The round of an updated review.", min=1)]
FormatOption = Annotated[
    str, typer.Option("--format", help="The format; found from the contents by default.")
]
EncodingOption = Annotated[
    str, typer.Option("--encoding", metavar="NAME", help="The letters, such as gbk; found by default.")
]
ColumnsOption = Annotated[
    list[str] | None,
    typer.Option("--columns", metavar="FIELD=COLUMN", help='Of a table: title="Article Title", and so on.'),
]
ReplaceOption = Annotated[
    str, typer.Option("--replace", metavar="IMPORT", help="Take the place of this file, hash or search.")
]
WithdrawOption = Annotated[
    str, typer.Option("--withdraw", metavar="IMPORT", help="Take back this file, hash or search.")
]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why it is withdrawn.")]
RereadOption = Annotated[
    str,
    typer.Option("--reread", metavar="IMPORT", help="Read it again with this slr's readers; ids stay."),
]
CitationsOption = Annotated[
    str, typer.Option("--from-citations", metavar="ID", help="The report whose citations these are.")
]
DirectionOption = Annotated[
    str, typer.Option("--direction", help="Of --from-citations: backward or forward.")
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Read and say what would be, write nothing.")]
StrictOption = Annotated[bool, typer.Option("--strict", help="Refuse all where one file or record is bad.")]


def run(
    context: typer.Context,
    files: FilesOption = None,
    search: SearchOption = "",
    source: SourceOption = "",
    platform: PlatformOption = "",
    kind: KindOption = "",
    date: DateOption = "",
    round: RoundOption = None,
    format: FormatOption = "",
    encoding: EncodingOption = "",
    columns: ColumnsOption = None,
    replace: ReplaceOption = "",
    withdraw: WithdrawOption = "",
    reason: ReasonOption = "",
    reread: RereadOption = "",
    citations: CitationsOption = "",
    direction: DirectionOption = "",
    dry_run: DryRunOption = False,
    strict: StrictOption = False,
    as_json: Json = False,
) -> None:
    """Take in exports, byte for byte, and say what they hold."""
    from slr.app.import_ import Wanted
    from slr.model.errors import SlrError

    session: Session = context.obj
    review = session.review()
    refuse_passed_over(files or [], withdraw, reread, reason)
    if withdraw:
        show_withdrawn(session, review, withdraw, reason, dry_run=dry_run, as_json=as_json)
        return
    if reread:
        read_again(session, review, reread, dry_run=dry_run, as_json=as_json)
        return
    if not files:
        raise SlrError("no file named", EXAMPLE)
    files = files_meant(files)
    searches = searches_of(review, files, search)
    settings: dict[str, object] = citation_settings(review, citations, direction) | {
        "source": source,
        "platform": platform,
        "kind": checked_kind(kind or ("citation" if citations else "")),
        "date": checked_date(date),
        "round": round,
    }
    asked = partial(
        Wanted,
        format=format,
        encoding=encoding,
        columns=checked_columns(columns or []),
        replaces=replace,
        settings=settings,
    )
    wanted = [
        asked(file=file, search=id, piped=piped(file)) for file, id in zip(files, searches, strict=True)
    ]
    import_files(session, review, wanted, dry_run=dry_run, strict=strict, as_json=as_json)


def refuse_passed_over(files: list[Path], withdraw: str, reread: str, reason: str) -> None:
    """Raise SlrError where something that was said would be passed over."""
    from slr.model.errors import SlrError

    for option, said in (("--withdraw", withdraw), ("--reread", reread)):
        if said and files:
            raise SlrError(
                f"{option} takes no files: {files[0]} would not be imported",
                "--replace lets a file take another's place; else run slr import twice",
            )
    if withdraw and reread:
        raise SlrError("--withdraw and --reread are two things", "run slr import twice")
    if reason and not withdraw:
        raise SlrError("--reason says why something is withdrawn", "it goes with --withdraw")


def read_again(session: Session, review: "Review", what: str, *, dry_run: bool, as_json: bool) -> None:
    """Read exports with the readers of this slr, and say what changes."""
    from slr.app.reread import reread
    from slr.cli.reread import show_reread

    show_reread(reread(review, session.caller(), what, dry_run=dry_run), dry_run=dry_run, as_json=as_json)


def searches_of(review: "Review", files: list[Path], search: str) -> list[str]:
    """The search of each file: as said, else the one in whose folder it lies. Raises SlrError."""
    from slr.app.import_ import search_around
    from slr.model.errors import SlrError

    if [str(file) for file in files].count("-") > 1:
        raise SlrError("- is stdin, which is read once", "name it once")
    found = [search or search_around(review, file) for file in files]
    if not all(found):
        known = ", ".join(one.id for one in review.plan.searches) or "an id such as scopus"
        which = (
            f"which search gave {files[found.index('')]}?"
            if len(files) > 1
            else "which search gave this export?"
        )
        raise SlrError(which, f"say it with --search: {known}")
    return found


def piped(file: Path) -> bytes | None:
    """What comes through stdin where the file is `-`."""
    return sys.stdin.buffer.read() if str(file) == "-" else None


def show_withdrawn(
    session: Session, review: "Review", what: str, reason: str, *, dry_run: bool, as_json: bool
) -> None:
    """Take imports back, and say how many records leave every count."""
    from slr.app.import_ import withdraw

    done = withdraw(review, session.caller(), what, reason, dry_run=dry_run)
    if as_json:
        told = [
            {"search": one.search, "file": one.file, "sha256": one.sha256, "records": len(one.record_ids)}
            for one in done
        ]
        emit_json({"dry_run": dry_run, "withdrawn": told})
        return
    did, leave = ("would be withdrawn", "would leave") if dry_run else ("withdrawn", "leave")
    for one in done:
        records = plural(len(one.record_ids), "record")
        say(f"{did}: {one.file} ({records} {leave} every count)", style="done")


def import_files(
    session: Session, review: "Review", wanted: "list[Wanted]", *, dry_run: bool, strict: bool, as_json: bool
) -> None:
    """Read, check and take in these files; a bad file or a refused entry exits 1."""
    from slr.app.import_ import import_prepared, summary
    from slr.app.import_many import read_all
    from slr.cli.main import show_error
    from slr.model.errors import SlrError

    ready, failed = read_all(review, session.caller(), wanted, strict=strict, tell=show_error)
    refused = [(one.wanted.given, entry) for one in ready for entry in one.reading.refused]
    if strict and refused:
        file, first = refused[0]
        count = plural(len(refused), "entry", "entries")
        raise SlrError(
            f"{count} could not be read", "import without --strict", file=file, line=first.span.line
        )
    if not dry_run and ready:
        try:
            import_prepared(review, session.caller(), ready)
        except KeyboardInterrupt:
            say("interrupted: slr status says what was imported; the same command takes in the rest")
            raise
    report([summary(review, one) for one in ready], failed, dry_run=dry_run, as_json=as_json)
    end(bool(failed or refused))


def citation_settings(review: "Review", report: str, direction: str) -> dict[str, object]:
    """What citation searching adds: the report it began with, and the direction. Raises SlrError."""
    from slr.app.finding import find_one
    from slr.model.errors import SlrError

    if not report and not direction:
        return {}
    if not report or direction not in ("backward", "forward"):
        raise SlrError(
            "citation searching needs the report it began with, and a direction",
            "--from-citations ID --direction backward (its references) or forward (what cites it)",
        )
    return {"citations_of": find_one(review, report), "direction": direction}


def checked_columns(given: list[str]) -> dict[str, str]:
    """FIELD=COLUMN pairs. Raises SlrError where one is none."""
    from slr.model.errors import SlrError

    pairs = [text.partition("=") for text in given]
    wrong = [
        text for text, (_, sign, column) in zip(given, pairs, strict=True) if not sign or not column.strip()
    ]
    if wrong:
        raise SlrError(f"{wrong[0]!r} names no column", '--columns title="Article Title"')
    fields = [field.strip() for field, _, _ in pairs]
    if twice := next((field for field in fields if fields.count(field) > 1), ""):
        raise SlrError(f"the column of {twice} is named twice", "name it once")
    return {field.strip(): column.strip() for field, _, column in pairs}


def checked_kind(text: str) -> str:
    """A kind of search, checked. Raises SlrError."""
    from slr.app.review import nearest
    from slr.model.errors import SlrError
    from slr.model.words import SearchKind

    words = [kind.value for kind in SearchKind]
    if text and text not in words:
        raise SlrError(f"{text!r} is no kind of search", nearest(text, words))
    return text


def checked_date(text: str) -> str:
    """A date, checked. Raises SlrError."""
    from slr.model.errors import SlrError
    from slr.protocol.schema import read_date

    if text and read_date(text) is None:
        raise SlrError(f"{text!r} is no date", "write 2015-07-12, 2015-07 or 2015")
    return text


def report(results: "list[Imported]", failed: "list[Failed]", *, dry_run: bool, as_json: bool) -> None:
    """Say what each file brought, and which could not be imported."""
    for one in results:
        show_findings(one.findings, limit=SHOWN)
    if as_json:
        done = [
            {
                "search": one.search,
                "file": one.file,
                "format": one.format,
                "sha256": one.sha256,
                "entries": one.entries,
                "records": one.records,
                "refused": one.refused,
                "expected": one.expected,
                "findings": len(one.findings),
                "problems": [found.as_dict() for found in one.findings],
            }
            for one in results
        ]
        why = [{"file": file, "message": error.message, "hint": error.hint} for file, error in failed]
        files = [file for file, _ in failed]
        emit_json({"dry_run": dry_run, "imported": done, "failed": files, "failures": why})
        return
    for one in results:
        what = "would import" if dry_run else "imported"
        refused = f", {one.refused} refused" if one.refused else ""
        records = plural(one.records, "record")
        emit(printable(f"{what} {records}{refused} from {one.file} ({one.format}) into {one.search}"))
    if failed:
        names = ", ".join(file for file, _ in failed[:NAMED]) + (" …" if failed[NAMED:] else "")
        count = f"{len(failed)} of {plural(len(failed) + len(results), 'file')}"
        say(printable(f"{count} not imported: {names}"), style="warning")
