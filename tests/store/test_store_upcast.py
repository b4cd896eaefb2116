"""Events of older and newer versions: raised while read, never rewritten; a newer one is told, not guessed."""

import json
from typing import Any

import pytest

from ledger_folder import kinds, write
from slr.model.event import VERSION
from slr.model.payloads import NEEDED, trouble_with
from slr.store.ledger import read_ledger
from slr.store.paths import ReviewPaths
from slr.store.upcast import UPCASTS, upcast


def renamed(values: dict[str, Any]) -> dict[str, Any]:
    """What a version 2 might do: `reviewer` is called `who` now."""
    kept = {name: value for name, value in values.items() if name != "reviewer"}
    return kept | {"who": values["reviewer"]}


def doubled(values: dict[str, Any]) -> dict[str, Any]:
    """And a version 3: n counts by two."""
    return values | {"n": values["n"] * 2}


def test_a_line_of_each_older_version_is_raised_step_by_step() -> None:
    steps = {1: renamed, 2: doubled}
    old = {"v": 1, "reviewer": "ana", "n": 4}
    assert upcast(old, upcasts=steps, version=3) == {"v": 3, "who": "ana", "n": 8}
    assert upcast({"v": 2, "who": "ana", "n": 4}, upcasts=steps, version=3) == {"v": 3, "who": "ana", "n": 8}
    assert upcast({"v": 3, "who": "ana", "n": 4}, upcasts=steps, version=3) == {"v": 3, "who": "ana", "n": 4}
    assert old == {"v": 1, "reviewer": "ana", "n": 4}


@pytest.mark.parametrize(("v", "said"), [(9, "update yours"), (0, "never released"), ("1", "no version")])
def test_what_no_step_leads_from_is_refused(v: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        upcast({"v": v}, upcasts={1: renamed}, version=2)


def test_every_past_version_has_its_step() -> None:
    assert set(UPCASTS) == set(range(1, VERSION))


def test_a_line_of_a_newer_slr_is_told_and_the_rest_is_read(tmp_path: Any) -> None:
    paths = ReviewPaths(tmp_path)
    write(paths, "first", "second", "third")
    (place,) = sorted(paths.ledger.rglob("*.jsonl"))
    lines = place.read_bytes().splitlines(keepends=True)
    newer = json.loads(lines[1]) | {"v": VERSION + 1, "unheard": "of"}
    place.write_bytes(lines[0] + json.dumps(newer).encode() + b"\n" + lines[2])
    ledger = read_ledger(paths)
    assert kinds(ledger) == ["first", "third"]
    assert "a newer slr wrote it, update yours" in ledger.findings[0].message


@pytest.mark.parametrize("kind", NEEDED)
def test_a_payload_that_cannot_be_used_is_told_key_by_key(kind: str) -> None:
    for key in NEEDED[kind]:
        whole = {name: object() for name in NEEDED[kind] if name != key}
        assert trouble_with(kind, whole) != ""
        assert trouble_with(kind, {}) == f"the {kind} has no {next(iter(NEEDED[kind]))}"
    assert trouble_with("a kind of later", {"anything": 1}) == ""
    assert trouble_with("a kind of later", {"replaces": "text"}) != ""
