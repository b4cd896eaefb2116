"""Loading a codebook: text in, the codebook with `extends` resolved and everything wrong with it out."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from slr.model.codebook import Category, Codebook, Condition, Dimension
from slr.model.finding import Finding
from slr.model.words import Severity
from slr.protocol.rule import CodebookSubject, judge
from slr.protocol.rules.codebooks import CODEBOOK_RULES
from slr.protocol.yaml import Marks, load_yaml

if TYPE_CHECKING:
    from slr.protocol.codebook_schema import CategoryDraft, CodebookDraft, DimensionDraft

Finder = Callable[[str], str | None]


def load_codebook(text: str, *, file: str, find: Finder) -> tuple[Codebook | None, list[Finding]]:
    """The codebook and its findings, by line; None where a finding is an error. Never raises on bad text.

    `find` gives the text of a codebook by id, None where there is none: the review's own first, then the
    bundled ones. Codes: those of loading (P001 to P007), C010 onwards those of codebooks.
    """
    return _load(text, file, find, ())


def canonical_codebook(codebook: Codebook) -> str:
    """The codebook as one line of JSON: sorted keys, `extends` written out, empty values left out."""
    return json.dumps(_filled(asdict(codebook)), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def codebook_hash(codebook: Codebook) -> str:
    """SHA-256 (hex) of the canonical form."""
    return hashlib.sha256(canonical_codebook(codebook).encode("utf-8")).hexdigest()


def codebook_from_canonical(text: str) -> Codebook | None:
    """The codebook of a canonical form; None where the text is none (a damaged file of the ledger)."""
    try:
        value = json.loads(text)
        dimensions = tuple(
            Dimension(
                **one
                | {
                    "categories": tuple(map(_category_from, one.get("categories", ()))),
                    "when": tuple(tuple(map(_condition_from, way)) for way in one.get("when", ())),
                }
            )
            for one in value.pop("dimensions", ())
        )
        return Codebook(**value, dimensions=dimensions)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _category_from(value: dict[str, Any]) -> Category:
    return Category(**value | {"examples": tuple(value.get("examples", ()))})


def _condition_from(value: dict[str, Any]) -> Condition:
    return Condition(dimension=value["dimension"], categories=tuple(value["categories"]))


def _filled(value: object) -> object:
    if isinstance(value, dict):
        return {key: _filled(item) for key, item in value.items() if item not in ("", (), False)}
    if isinstance(value, list | tuple):
        return [_filled(item) for item in value]
    return value


def _load(
    text: str, file: str, find: Finder, extended_by: tuple[str, ...]
) -> tuple[Codebook | None, list[Finding]]:
    from slr.protocol.codebook_schema import CodebookDraft
    from slr.protocol.shape import fit

    data, marks, findings = load_yaml(text, file)
    draft = None
    if data is not None or not findings:
        draft, misfits = fit(CodebookDraft, data, marks, file, what="codebook")
        findings = [*findings, *misfits]
    if draft is None:
        return None, findings
    base, troubles = _base(draft, marks, file, find, extended_by)
    findings = [*findings, *troubles]
    codebook = _merge(draft, base)
    if not troubles:  # without its base a codebook would be found to lack what the base defines
        subject = CodebookSubject(draft, codebook, marks, PurePath(file).stem)
        findings += judge(CODEBOOK_RULES, subject, marks, file)
    findings.sort(key=lambda f: (f.line or 0, f.column or 0, f.code))
    return (None if any(f.severity is Severity.ERROR for f in findings) else codebook), findings


def _base(
    draft: "CodebookDraft", marks: Marks, file: str, find: Finder, extended_by: tuple[str, ...]
) -> tuple[Codebook | None, list[Finding]]:
    """The codebook that this one extends, or C014 (not there, or broken) or C015 (a circle)."""
    if draft.extends is None:
        return None, []
    line, column = marks.at(("extends",))

    def trouble(code: str, message: str, hint: str) -> tuple[None, list[Finding]]:
        found = Finding(
            code=code,
            severity=Severity.ERROR,
            message=message,
            hint=hint,
            file=file,
            line=line,
            column=column,
        )
        return None, [found]

    chain = (*extended_by, draft.id)
    if draft.extends in chain:
        circle = " → ".join((*chain[chain.index(draft.extends) :], draft.extends))
        return trouble("C015", f"`extends` goes in a circle: {circle}.", "Take one of them out of it.")
    text = find(draft.extends)
    if text is None:
        return trouble("C014", f"The codebook `{draft.extends}` that this one extends is not there.", "")
    base, findings = _load(text, f"{draft.extends}.yaml", find, chain)
    if base is None:
        first = next(f for f in findings if f.severity is Severity.ERROR)
        code = "C015" if first.code == "C015" else "C014"
        message = f"The codebook `{draft.extends}` that this one extends cannot be used: {first.message}"
        return trouble(code, message, f"See {first.place}.")
    return base, []


def _merge(draft: "CodebookDraft", base: Codebook | None) -> Codebook:
    """The base's dimensions in their order, changed and extended, then the new ones."""
    dimensions = {d.id: d for d in base.dimensions} if base else {}
    for change in draft.dimensions:
        dimensions[change.id] = _merge_dimension(change, dimensions.get(change.id, Dimension(id=change.id)))
    return Codebook(
        id=draft.id,
        name=draft.name or draft.id,
        version=draft.version,
        source=draft.source,
        unit=draft.unit or (base.unit if base else "study"),
        extends=draft.extends or "",
        note=draft.note.strip(),
        dimensions=tuple(dimensions.values()),
    )


def _merge_dimension(change: "DimensionDraft", before: Dimension) -> Dimension:
    categories = {c.id: c for c in before.categories}
    for category in change.categories:
        known = categories.get(category.id, Category(id=category.id))
        categories[category.id] = _merge_category(category, known)
    given = {k: v for k, v in _given(change).items() if k not in ("id", "categories", "when")}
    when = before.when if change.when is None else _when(change.when)
    return replace(before, **given, categories=tuple(categories.values()), when=when)


def _when(ways: list[dict[str, list[str]]]) -> tuple[tuple[Condition, ...], ...]:
    """The ways in which a dimension comes to be asked."""
    return tuple(
        tuple(Condition(dimension=name, categories=tuple(said)) for name, said in way.items())
        for way in ways
        if way
    )


def _merge_category(change: "CategoryDraft", before: Category) -> Category:
    given = {k: v for k, v in _given(change).items() if k not in ("id", "examples")}
    examples = before.examples if change.examples is None else tuple(change.examples)
    return replace(before, **given, examples=examples)


def _given(part: "DimensionDraft | CategoryDraft") -> dict[str, Any]:
    return {name: value for name in part.model_fields_set if (value := getattr(part, name)) is not None}
