"""`slr codebook`: the codebooks at hand, the review's own before the bundled ones."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from slr.app.caller import Caller
from slr.app.review import Review, nearest
from slr.coding.emergent import Emerged, emerged_categories, with_emerged
from slr.model.codebook import Codebook
from slr.model.errors import SlrError
from slr.model.finding import Finding
from slr.model.words import Severity, is_identifier
from slr.protocol.bundled import bundled_codebooks
from slr.protocol.codebook import load_codebook
from slr.protocol.codebook_page import codebook_page
from slr.protocol.codebook_qdc import codebook_qdc
from slr.protocol.json_schema import CODEBOOK_LINE, SCHEMA_FILES, shipped_schema, with_editor_line
from slr.store.disk import create_file, read_text
from slr.store.paths import ReviewPaths

UNITS = ("study", "report", "result", "arm", "case")
TEMPLATE = """\
# Kinds: single, many (of categories), text, number (with a unit:), date, country. A dimension may be
# required, and may ask for the words of the text as evidence (quote: true). Categories may have a parent.
dimensions:
  - id: topic
    name: Topic
    question: What is the study about?
    kind: many
    required: true
    quote: true
    categories:
      - id: first
        name: First
        definition: Say in a sentence what belongs to it.
        use: Say when to use it.
        avoid: Say when not to, and which category to use instead.
  - id: year
    name: Year
    question: In which year were the data gathered?
    kind: number
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHand:
    """A codebook that can be used: its text, and the file it is from (bundled ones: their name)."""

    id: str
    file: str
    text: str
    own: bool


def at_hand(root: Path | None) -> dict[str, AtHand]:
    """The codebooks by id: bundled ones, and those in the review's codebooks/ folder, which win."""
    found = {
        name: AtHand(id=name, file=f"{name}.yaml (bundled)", text=text, own=False)
        for name, text in bundled_codebooks().items()
    }
    folder = ReviewPaths(root).codebooks if root else None
    for path in sorted(folder.glob("*.yaml")) if folder and folder.is_dir() else ():
        if is_identifier(path.stem):
            found[path.stem] = AtHand(
                id=path.stem, file=f"codebooks/{path.name}", text=read_text(path), own=True
            )
    return found


def read(root: Path | None, name: str) -> tuple[Codebook | None, list[Finding]]:
    """A codebook by id and its findings. Raises SlrError where there is none of this id."""
    known = at_hand(root)
    if name not in known:
        raise SlrError(f"there is no codebook {name}", nearest(name, list(known)))
    return load_codebook(known[name].text, file=known[name].file, find=text_finder(root))


def text_finder(root: Path | None) -> Callable[[str], str | None]:
    """Finds the text of a codebook by id, None where there is none: what `extends` is looked up with."""
    known = at_hand(root)
    return lambda name: known[name].text if name in known else None


def usable(root: Path | None, name: str) -> Codebook:
    """A codebook by id. Raises SlrError where there is none, or it cannot be used."""
    codebook, findings = read(root, name)
    if codebook is None:
        worst = next(finding for finding in findings if finding.severity is Severity.ERROR)
        raise SlrError(worst.message, worst.hint, file=worst.file, line=worst.line)
    return codebook


def load(review: Review, name: str) -> Codebook:
    """A codebook that the review codes with. Raises SlrError where the protocol does not name it."""
    if not name and len(review.plan.codebooks) == 1:
        name = review.plan.codebooks[0]
    if not name:
        if not review.plan.codebooks:
            hint = "name one there, as in codebooks: [bertot-2010]; slr codebook list has them"
            raise SlrError("the protocol names no codebook", hint, file="protocol.yaml")
        raise SlrError("which codebook?", f"say it with --codebook: {', '.join(review.plan.codebooks)}")
    if name not in review.plan.codebooks:
        hint = nearest(name, review.plan.codebooks) if review.plan.codebooks else "add it under codebooks:"
        raise SlrError(f"the protocol names no codebook {name}", hint, file="protocol.yaml")
    return codebook_in_force(review, name)


def codebook_in_force(review: Review, name: str) -> Codebook:
    """A codebook with the categories that emerged while coding. Raises SlrError where it cannot be used."""
    return with_emerged(usable(review.paths.root, name), emerged_in(review, name))


def emerged_in(review: Review, name: str) -> list[Emerged]:
    """The categories that emerged in a codebook, then those in what it extends. Raises SlrError."""
    found, names = [], [name]
    while names[-1]:  # `extends` goes in no circle: then the codebook could not be used
        found += emerged_categories(review.ledger.events, names[-1])
        names.append(usable(review.paths.root, names[-1]).extends)
    return found


# How a codebook can be written, besides a listing and JSON.
WRITTEN: dict[str, Callable[[Codebook], str]] = {"markdown": codebook_page, "qdc": codebook_qdc}


def new_codebook(caller: Caller, name: str, *, extends: str = "", unit: str = "") -> Path:
    """Write codebooks/<name>.yaml to begin with; its path. Raises SlrError where the name is taken."""
    known = at_hand(caller.root)
    if not is_identifier(name):
        raise SlrError(f"{name!r} cannot name a codebook", "ids are a-z, 0-9 and -, at most 32 characters")
    if name in known:
        hint = f"slr codebook new {name}-2 --extends {name} makes one of your own from it"
        raise SlrError(f"there is a codebook {name} already: {known[name].file}", hint)
    if extends:
        usable(caller.root, extends)
    if unit and unit not in UNITS:
        raise SlrError(f"slr codes no {unit}", nearest(unit, UNITS))
    path = ReviewPaths(caller.root).codebooks / f"{name}.yaml"
    text = with_editor_line(template(name, extends=extends, unit=unit), CODEBOOK_LINE)
    schema = caller.root / SCHEMA_FILES["codebook"]
    if not schema.exists():  # before the codebook: once that is there, a second try does nothing
        create_file(caller.disk, schema, shipped_schema("codebook").encode("utf-8"))
    create_file(caller.disk, path, text.encode("utf-8"))
    return path


def template(name: str, *, extends: str, unit: str) -> str:
    """The text of a codebook to begin with: it loads, and says where to write what."""
    head = [f"id: {name}", f"name: {name}", 'version: "1"', "source: ours"]
    head += [f"extends: {extends}"] if extends else []
    head += [f"unit: {unit}"] if unit else []
    return "\n".join([*head, TEMPLATE])
