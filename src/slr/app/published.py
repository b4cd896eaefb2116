"""Whether what `slr publish` wrote is still what the folder says."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from slr import __version__
from slr.app.review import Review
from slr.app.state import State, state_of
from slr.model.errors import SlrError
from slr.store.disk import read_bytes, sha256_of
from slr.store.kept_answers import keep_answer, kept_answer
from slr.store.lines import canonical, digest

ARCHIVE = "archive.zip"
Manifest = Mapping[str, Mapping[str, Any]]


def parsed_manifest(path: Path) -> Manifest | None:
    """A manifest in the shape that is expected, else None."""
    try:
        value = json.loads(read_bytes(path)) if path.is_file() else None
    except ValueError:
        return None
    if not isinstance(value, dict) or not all(isinstance(value.get(n), dict) for n in ("sources", "outputs")):
        return None
    return value if all(isinstance(entry, dict) for entry in value["outputs"].values()) else None


def changed_sources(manifest: Manifest, now: Mapping[str, str]) -> list[str]:
    """What the output was made from and is not as it was then."""
    told = manifest["sources"]
    return sorted(name for name in told.keys() | now.keys() if told.get(name) != now.get(name))


def published_step(review: Review, state: State) -> tuple[str, str]:
    """What to do where everything is decided: write the report, write it anew, or what follows it."""
    manifest = parsed_manifest(review.paths.output / "manifest.json")
    if manifest is None:
        return "everything is decided: write the report", "slr publish"
    try:
        if changed := changed_since(review, state, manifest):
            return f"the report was written before {', '.join(changed)} changed: write it anew", "slr publish"
        if not is_whole(review, manifest):
            return "output/ is not as slr publish wrote it: write it anew", "slr publish"
    except SlrError:
        return "something that the report is made from cannot be used", "slr check"
    if not any(event.kind == "flow-frozen" for event in review.ledger.events):
        return "the report is up to date: keep its flow when you submit it", "slr flow --freeze submission"
    if not (review.paths.output / ARCHIVE).is_file():
        return "the report is up to date: put the review into a file to deposit", "slr publish --archive"
    return "nothing is left to do, the report and its archive are up to date: look once more", "slr check"


def changed_since(review: Review, state: State, manifest: Manifest) -> list[str]:
    """What changed since the report was written; of a large review it takes half a second to find out.

    So the answer is kept in .slr/ with all that it follows from: the program, the protocol, the ledger (whose
    heads name everything before them), the review's own codebooks and the manifest.
    """
    own = sorted(review.paths.codebooks.glob("*.yaml"))
    ledger = review.ledger
    follows_from = [
        __version__,
        review.hash,
        [*ledger.heads, len(ledger.events), len(ledger.findings)],
        [[path.name, sha256_of(path)] for path in own],
        manifest,
    ]
    key = digest(canonical(follows_from).encode("utf-8"))
    kept = kept_answer(review.paths, "published")
    if isinstance(kept, dict) and kept.get("key") == key and isinstance(kept.get("changed"), list):
        return [str(name) for name in kept["changed"]]
    changed = changed_sources(manifest, sources_now(review, state))
    keep_answer(review.paths, "published", {"key": key, "changed": changed})
    return changed


def sources_now(review: Review, state: State) -> dict[str, str]:
    """What output/ would be made from now, by hash: of what the team sees, as it is published."""
    from slr.app.code import codings_of  # imported here: only a finished review waits for them
    from slr.app.codebook import codebook_in_force
    from slr.app.report import sources

    if state.hidden:
        state = state_of(review)
    books = [codebook_in_force(review, name) for name in review.plan.codebooks]
    return sources(review, state, books, {book.id: codings_of(state, book) for book in books})


def is_whole(review: Review, manifest: Manifest) -> bool:
    """Whether every file of the manifest is there as it was written."""
    return all(
        sha256_of(review.paths.inside(f"output/{name}")) == entry.get("sha256")
        for name, entry in manifest["outputs"].items()
    )
