"""The editor's line in the files that slr writes: it leads to a schema that is there, and that the file fits."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from seeded_reviews import edit, run
from slr.protocol.json_schema import codebook_schema, protocol_schema
from slr.protocol.yaml import load_yaml

SCHEMAS = {"protocol.yaml": protocol_schema, "codebooks/ours.yaml": codebook_schema}


def schema_beside(path: Path) -> Any:
    """The schema that the first line of a file names, found as an editor finds it: from the file's folder."""
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", path.read_text("utf-8").splitlines()[0])
    assert found, path
    return json.loads((path.parent / found[1]).read_text("utf-8"))


def troubles(path: Path) -> list[str]:
    """What a validator says of a file against the schema that it names."""
    schema = schema_beside(path)
    Draft202012Validator.check_schema(schema)
    value, _, _ = load_yaml(path.read_text("utf-8"), file=path.name)
    return [error.message for error in Draft202012Validator(schema).iter_errors(value)]


@pytest.fixture(params=[(), ("--from", "tursunbayeva-2017")], ids=["template", "bundled"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    root = tmp_path / "review"
    run(root, "init", root, *request.param)
    run(root, "codebook", "new", "ours")
    return root


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_slr_writes_fits_the_schema_that_it_names(name: str, folder: Path) -> None:
    assert schema_beside(folder / name) == SCHEMAS[name]()
    assert troubles(folder / name) == []


def test_a_slip_is_underlined(folder: Path) -> None:
    edit(folder / "protocol.yaml", "\ntitle:", "\ntitel: x\ntitle:")
    assert any("'titel' was unexpected" in one for one in troubles(folder / "protocol.yaml"))
    edit(folder / "codebooks/ours.yaml", "\nname:", "\nnaem: x\nname:")
    assert any("'naem' was unexpected" in one for one in troubles(folder / "codebooks/ours.yaml"))


def test_a_protocol_of_one_s_own_stays_as_it_is(tmp_path: Path) -> None:
    given = tmp_path / "given.yaml"
    given.write_text("title: T\n", "utf-8")
    run(tmp_path, "init", tmp_path / "review", "--protocol", given)
    assert (tmp_path / "review/protocol.yaml").read_text("utf-8") == "title: T\n"


def test_a_schema_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    place = tmp_path / "review/schemas/protocol.schema.json"
    place.parent.mkdir(parents=True)
    place.write_text("{}", "utf-8")
    run(tmp_path, "init", tmp_path / "review")
    assert place.read_text("utf-8") == "{}"
