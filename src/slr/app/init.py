"""`slr init`: make a review folder."""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from slr.app.caller import Caller
from slr.model.errors import SlrError
from slr.model.words import Severity
from slr.protocol.bundled import bundled_protocols
from slr.protocol.json_schema import PROTOCOL_LINE, SCHEMA_FILES, shipped_schema, with_editor_line
from slr.protocol.load import load_protocol
from slr.protocol.template import protocol_template
from slr.store.disk import create_file, make_folders, read_text, refused
from slr.store.paths import ReviewPaths

GITIGNORE = """\
# Made by slr: the cache, and PDFs, which are usually not yours to share.
.slr/
fulltexts/
"""
GITATTRIBUTES = """\
# Exports and ledger files keep every byte: their SHA-256 is in the ledger.
searches/** -text
ledger/** -text
"""


@dataclass(frozen=True, slots=True)
class Made:
    """What init made, as paths below the folder."""

    root: Path
    files: tuple[str, ...]
    source: str  # the template, or the protocol that it started from


def init(caller: Caller, *, start_from: str = "", protocol: Path | None = None, title: str = "") -> Made:
    """Make a review folder at caller.root. Raises SlrError where one is there already.

    `start_from` names a bundled protocol, `protocol` is a file to start from.
    """
    paths = ReviewPaths(caller.root)
    if paths.protocol.exists():
        raise SlrError(
            f"{caller.root} is a review folder already",
            "slr status says where it stands",
            file="protocol.yaml",
        )
    text, source = first_protocol(start_from, protocol, title)
    files = {
        "protocol.yaml": text,
        ".gitignore": GITIGNORE,
        ".gitattributes": GITATTRIBUTES,
        "searches/.gitkeep": "",
        SCHEMA_FILES["protocol"]: shipped_schema("protocol"),
    }
    made = [name for name in files if not (caller.root / name).exists()]
    try:
        make_folders(caller.disk, caller.root.absolute())
    except OSError as error:
        raise refused(caller.root, error) from error
    for name in sorted(
        made, key=lambda name: name == "protocol.yaml"
    ):  # the protocol last: it makes it a review
        create_file(caller.disk, caller.root / name, files[name].encode("utf-8"))
    return Made(caller.root, tuple(made), source)


def first_protocol(start_from: str, protocol: Path | None, title: str) -> tuple[str, str]:
    """The text of the new protocol and where it comes from."""
    if protocol is not None:
        text = read_text(protocol)
        refuse_broken(text, str(protocol))
        return text, str(protocol)
    if start_from:
        bundled = bundled_protocols()
        if start_from not in bundled:
            close = get_close_matches(start_from, bundled, n=1)
            hint = f"did you mean {close[0]}?" if close else f"bundled: {', '.join(bundled)}"
            raise SlrError(f"there is no bundled protocol {start_from}", hint)
        return with_editor_line(bundled[start_from], PROTOCOL_LINE), start_from
    return with_editor_line(protocol_template(title=title), PROTOCOL_LINE), "template"


def refuse_broken(text: str, file: str) -> None:
    """Raise SlrError where a protocol cannot be used."""
    loaded, findings = load_protocol(text, file=file)
    if loaded is None:
        worst = next(finding for finding in findings if finding.severity is Severity.ERROR)
        raise SlrError(worst.message, worst.hint, file=file, line=worst.line)
