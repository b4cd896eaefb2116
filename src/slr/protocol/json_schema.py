"""JSON Schemas of protocol.yaml and of codebooks, for editors: keys, words and what each key is for.

Made from the models, so that they cannot say something else; the descriptions are here.
"""

import json
from importlib.resources import files
from typing import Any

# What init and `codebook new` write beside the files, and the line by which an editor's YAML server finds it.
SCHEMA_FILES = {"protocol": "schemas/protocol.schema.json", "codebook": "schemas/codebook.schema.json"}
PROTOCOL_LINE = f"# yaml-language-server: $schema={SCHEMA_FILES['protocol']}\n"
CODEBOOK_LINE = f"# yaml-language-server: $schema=../{SCHEMA_FILES['codebook']}\n"

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

# What a key is for: "Model.key" to a sentence. A key without one explains itself.
DESCRIPTIONS: dict[str, str] = {
    "Protocol.title": "The review's title. It says what kind of review this is.",
    "Protocol.question": "The review question and the elements of its framework.",
    "Protocol.registration": "Where the protocol is registered or published.",
    "Protocol.rationale": "Why the review is needed (PRISMA-P, item 6).",
    "Protocol.objectives": "What the review sets out to do.",
    "Protocol.funding": "Who pays; `none` is an answer (PRISMA-P, item 5).",
    "Protocol.interests": "Competing interests; `none` is an answer.",
    "Protocol.reviewers": "Who decides.",
    "Protocol.searches": "One entry for each run of one query against one source.",
    "Protocol.stages": "The passes over what was found, in order.",
    "Protocol.criteria": "What makes a study part of the review. The ids are the reasons of exclusions.",
    "Protocol.codebooks": "Ids of the codebooks that included studies are coded with.",
    "Protocol.methods": "How data are collected, appraised and put together.",
    "Protocol.known": "Studies that the searches must find: a DOI, a title, or both.",
    "Protocol.amendments": "What changed after the protocol was fixed, in order.",
    "Protocol.synthetic": "A sentence that says so where the review's data are made up.",
    "Protocol.check": "Which findings `slr check` shows.",
    "Question.framework": "PICO, PECO, PCC, SPIDER, SPICE, CIMO or another one.",
    "Question.elements": "The framework's elements by name, such as population and outcome.",
    "Search.id": "Also the name of the folder below searches/ that holds its exports.",
    "Search.source": "What was searched, such as MEDLINE or Scopus.",
    "Search.platform": "Where it was searched, such as PubMed or Ovid.",
    "Search.kind": "Databases and registers go down the first column of the PRISMA flow.",
    "Search.round": "1, or 2, 3 … for the searches of an update.",
    "Search.date": "The day on which it was run: 2015-07-12, 2015-07 or 2015.",
    "Search.query": "The full query, as it was run. Write it below `query: |`.",
    "Search.limits": "Limits that are not part of the query; `none` is an answer.",
    "Search.filters": "Published filters; `none` is an answer.",
    "Search.peer-review": "Who reviewed the strategy, and how; `none` is an answer.",
    "Search.expected": "How many results the source said there are.",
    "Search.screen": "Whether records that come from no database are screened on title and abstract.",
    "Stage.on": "What people see: records (title and abstract) or reports (full text).",
    "Stage.reviewers": "How many people decide on each report.",
    "Stage.scheme": "independent: all of them; sample: the second on a share; liberal: two must exclude.",
    "Stage.sample": "The share that the second reviewer decides on, under scheme sample.",
    "Stage.unsure": "advances: counts as include; conflict: must be resolved.",
    "Stage.reasons": "Whether an exclusion needs a reason; at stages on reports it always does.",
    "Criterion.rule": "What a program can tell of a record, such as {year: {to: 2003}} (slr screen --rules).",
    "Criterion.auto": "exclude: at the first stage the rule decides, on PRISMA's line for automation tools.",
    "Criterion.text": "A sentence that is true or false of a study.",
    "Criterion.type": "include: what a study must have; exclude: what rules it out.",
    "Criterion.stages": "Where it is judged; left out, at every stage.",
    "Criterion.order": "Its place among the reasons; left out, its place in the file.",
    "Criterion.element": "The element of the question that it serves.",
    "Amendment.parts": "Ids or sections that the change is about.",
    "CodebookDraft.unit": "What is coded: a study, a report, a result, an arm or a case.",
    "CodebookDraft.extends": "The id of a codebook whose dimensions this one takes over and changes.",
    "DimensionDraft.kind": "single or many take categories; text, number and country are free.",
    "DimensionDraft.required": "Whether every study must be coded in it.",
    "DimensionDraft.when": "Of which studies it is asked: {DIMENSION: CATEGORY}, or a list of such ways.",
    "DimensionDraft.quote": "Whether a coding must quote the words of the text.",
    "CategoryDraft.definition": "What belongs to it, in a sentence.",
    "CategoryDraft.use": "When to use it.",
    "CategoryDraft.avoid": "When not to, and what to use instead.",
    "CategoryDraft.parent": "The broader category that it belongs to.",
}
# Parts that may be written as plain text: "Model.key", and whether each item of its list is meant.
_SHORT_FORMS = {"Protocol.question": False, "Protocol.registration": False, "Protocol.reviewers": True}
_SHORT_FORMS |= {"Protocol.known": True}


def protocol_schema() -> dict[str, Any]:
    """The JSON Schema of protocol.yaml."""
    from slr.protocol.schema import Protocol

    return _schema(Protocol, "protocol.yaml of slr")


def codebook_schema() -> dict[str, Any]:
    """The JSON Schema of a codebook file."""
    from slr.protocol.codebook_schema import CodebookDraft

    return _schema(CodebookDraft, "Codebook of slr")


def schema_text(schema: dict[str, Any]) -> str:
    """A schema as the text of a file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _schema(model: Any, title: str) -> dict[str, Any]:
    made = model.model_json_schema(by_alias=True, mode="validation")
    models = made.pop("$defs", {}) | {model.__name__: made}
    for name, part in models.items():
        part.pop("title", None)
        required = part.get("required", ())
        for key, value in part.get("properties", {}).items():
            part["properties"][key] = _property(f"{name}.{key}", value, empty=key not in required)
    root = models.pop(model.__name__)
    return {"$schema": _DIALECT, "title": title, **root, "$defs": models}


def _property(name: str, made: dict[str, Any], *, empty: bool) -> dict[str, Any]:
    """One key: described, without pydantic's titles, and null where the key may be left empty."""
    made = {key: value for key, value in made.items() if key not in ("title", "default")}
    if name in _SHORT_FORMS:
        target = made["items"] if _SHORT_FORMS[name] else dict(made)
        short = {"anyOf": [target, {"type": ["string", "number"]}]}
        made = made | {"items": short} if _SHORT_FORMS[name] else short
    null = {"type": "null"}
    if empty and "anyOf" in made:
        made["anyOf"] = [*(part for part in made["anyOf"] if part != null), null]
    elif empty:
        made = {"anyOf": [made, null]}
    described = DESCRIPTIONS.get(name)
    return {"description": described, **made} if described else made


def shipped_schema(name: str) -> str:
    """The schema `protocol` or `codebook` as the text of a file, without building it from the models."""
    return files("slr.protocol").joinpath("schemas", f"{name}.schema.json").read_text(encoding="utf-8")


def with_editor_line(text: str, line: str) -> str:
    """A YAML text that names its schema on its first line; as it is where it names one already."""
    return text if "# yaml-language-server:" in text else line + text
