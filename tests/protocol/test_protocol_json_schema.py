"""The JSON Schemas for editors: as the models say, and as the files that people write are."""

import json
from importlib.resources import files

import pytest

from slr.protocol.bundled import bundled_codebooks, bundled_protocols
from slr.protocol.json_schema import DESCRIPTIONS, codebook_schema, protocol_schema, schema_text
from slr.protocol.template import protocol_template
from slr.protocol.yaml import load_yaml

SCHEMAS = {"protocol": protocol_schema, "codebook": codebook_schema}


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_committed_schema_is_the_one_of_the_models(name):
    committed = files("slr.protocol").joinpath("schemas", f"{name}.schema.json").read_text(encoding="utf-8")
    assert json.loads(committed) == json.loads(schema_text(SCHEMAS[name]())), (
        "write it anew: python -c 'from slr.protocol.json_schema import *; print(schema_text(protocol_schema()))'"
    )


def test_every_description_is_of_a_key_that_exists():
    known = set()
    for schema, root in ((protocol_schema(), "Protocol"), (codebook_schema(), "CodebookDraft")):
        for name, part in {root: schema, **schema["$defs"]}.items():
            known |= {f"{name}.{key}" for key in part.get("properties", {})}
    assert DESCRIPTIONS.keys() <= known


def test_short_forms_empty_keys_and_ids_are_as_the_loader_takes_them():
    schema = protocol_schema()
    assert schema["required"] == ["title"]
    assert schema["additionalProperties"] is False
    reviewer = schema["properties"]["reviewers"]["anyOf"][0]["items"]["anyOf"]
    assert reviewer == [{"$ref": "#/$defs/Reviewer"}, {"type": ["string", "number"]}]
    search = schema["$defs"]["Search"]["properties"]
    assert {"type": "null"} in search["date"]["anyOf"]
    assert search["id"]["pattern"] == "^[a-z0-9][a-z0-9-]{0,31}$"
    assert "peer-review" in search
    assert schema["$defs"]["SearchKind"]["enum"][:2] == ["database", "register"]


def test_what_is_bundled_is_valid_and_a_mistyped_key_is_not():
    jsonschema = pytest.importorskip("jsonschema")
    for schema in SCHEMAS.values():
        jsonschema.Draft202012Validator.check_schema(schema())
    protocols = jsonschema.Draft202012Validator(protocol_schema())
    codebooks = jsonschema.Draft202012Validator(codebook_schema())
    for text in (protocol_template(), *bundled_protocols().values()):
        assert list(protocols.iter_errors(load_yaml(text, "p")[0])) == []
    for text in bundled_codebooks().values():
        assert list(codebooks.iter_errors(load_yaml(text, "c")[0])) == []
    assert not protocols.is_valid({"title": "T", "serches": []})


def test_an_editor_knows_the_keys_of_a_rule() -> None:
    from slr.protocol.schema import RULE_KEYS
    from slr.screening.rules_parse import READERS

    assert set(RULE_KEYS) == set(READERS)
    (rule, _) = protocol_schema()["$defs"]["Criterion"]["properties"]["rule"]["anyOf"]
    assert set(rule["properties"]) == set(READERS) and rule["additionalProperties"] is False
