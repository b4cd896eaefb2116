"""`slr codebook`: the codebooks at hand, the review's own before the bundled ones."""

from dataclasses import dataclass
from pathlib import Path

from slr.app.review import Review, nearest
from slr.model.codebook import Codebook
from slr.model.errors import SlrError
from slr.model.finding import Finding
from slr.model.words import Severity, is_identifier
from slr.protocol.bundled import bundled_codebooks
from slr.protocol.codebook import load_codebook
from slr.store.disk import read_text
from slr.store.paths import ReviewPaths


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

    def find(other: str) -> str | None:
        return known[other].text if other in known else None

    return load_codebook(known[name].text, file=known[name].file, find=find)


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
        listed = ", ".join(review.plan.codebooks) or "none in protocol.yaml yet"
        raise SlrError("which codebook?", f"say it with --codebook: {listed}")
    if name not in review.plan.codebooks:
        hint = nearest(name, review.plan.codebooks) if review.plan.codebooks else "add it under codebooks:"
        raise SlrError(f"the protocol names no codebook {name}", hint, file="protocol.yaml")
    return usable(review.paths.root, name)
