"""What can be wrong with a codebook file; these run whenever a codebook is loaded."""

from collections.abc import Callable, Iterator

from slr.model.codebook import Category, Condition
from slr.model.words import Severity
from slr.protocol.rule import CodebookSubject, Rule, Trouble

_CATEGORIZED = ("single", "many")


def _dimension_twice(subject: CodebookSubject) -> Iterator[Trouble]:
    seen: set[str] = set()
    for index, dimension in enumerate(subject.draft.dimensions):
        if dimension.id in seen:
            message = f"The dimension `{dimension.id}` is given twice."
            yield Trouble(("dimensions", index, "id"), message, "Join them, or rename one.")
        seen.add(dimension.id)


def _category_twice(subject: CodebookSubject) -> Iterator[Trouble]:
    for index, dimension in enumerate(subject.draft.dimensions):
        seen: set[str] = set()
        for place, category in enumerate(dimension.categories):
            if category.id in seen:
                message = f"The category `{category.id}` is given twice in `{dimension.id}`."
                path = ("dimensions", index, "categories", place, "id")
                yield Trouble(path, message, "Join them, or rename one.")
            seen.add(category.id)


def _no_parent(subject: CodebookSubject) -> Iterator[Trouble]:
    from slr.protocol.shape import did_you_mean

    for index, dimension in enumerate(subject.draft.dimensions):
        resolved = subject.codebook.dimension(dimension.id)
        known = [c.id for c in resolved.categories] if resolved else []
        for place, category in enumerate(dimension.categories):
            if category.parent and category.parent not in known:
                message = (
                    f"The parent `{category.parent}` of `{category.id}` is no category of `{dimension.id}`."
                )
                path = ("dimensions", index, "categories", place, "parent")
                yield Trouble(path, message, did_you_mean(category.parent, known))


def _parents_in_a_circle(subject: CodebookSubject) -> Iterator[Trouble]:
    for index, dimension in enumerate(subject.draft.dimensions):
        resolved = subject.codebook.dimension(dimension.id)
        categories = {c.id: c for c in resolved.categories} if resolved else {}
        for place, category in enumerate(dimension.categories):
            if category.parent and category.id in _ancestors(categories[category.id], categories):
                message = f"The category `{category.id}` is its own ancestor."
                path = ("dimensions", index, "categories", place, "parent")
                yield Trouble(path, message, "A parent may not be its own child, nor its grandchild.")


def _ancestors(category: Category, categories: dict[str, Category]) -> list[str]:
    """The parents upwards, until there is none or one comes round again."""
    found: list[str] = []
    parent = category.parent
    while parent and parent not in found and parent in categories:
        found.append(parent)
        parent = categories[parent].parent
    return found


def _no_categories(subject: CodebookSubject) -> Iterator[Trouble]:
    for index, dimension in enumerate(subject.draft.dimensions):
        resolved = subject.codebook.dimension(dimension.id)
        if resolved and resolved.kind in _CATEGORIZED and not resolved.categories:
            message = f"The dimension `{dimension.id}` has no categories to choose from."
            yield Trouble(("dimensions", index, "id"), message, "Add `categories:`, or say `kind: text`.")


def _needless_categories(subject: CodebookSubject) -> Iterator[Trouble]:
    for index, dimension in enumerate(subject.draft.dimensions):
        resolved = subject.codebook.dimension(dimension.id)
        if resolved and resolved.categories and resolved.kind not in _CATEGORIZED:
            message = f"The dimension `{dimension.id}` is of kind {resolved.kind} and takes no categories."
            path = ("dimensions", index, "categories")
            yield Trouble(path, message, "Say `kind: single` or `kind: many`.", key=True)


def _no_definition(subject: CodebookSubject) -> Iterator[Trouble]:
    for index, dimension in enumerate(subject.draft.dimensions):
        resolved = subject.codebook.dimension(dimension.id)
        for place, category in enumerate(dimension.categories):
            known = resolved.category(category.id) if resolved else None
            if known is not None and not known.definition:
                message = f"The category `{category.id}` has no definition."
                path = ("dimensions", index, "categories", place, "id")
                yield Trouble(path, message, "Say in a sentence what belongs to it, and what does not.")


def _no_source(subject: CodebookSubject) -> Iterator[Trouble]:
    if not subject.draft.source:
        message = f"The codebook `{subject.draft.id}` names no source."
        yield Trouble(("id",), message, "Add `source:`; for a codebook of your own, say so.")


def _another_file_name(subject: CodebookSubject) -> Iterator[Trouble]:
    if subject.stem and subject.stem != subject.draft.id:
        message = f"The codebook's id is `{subject.draft.id}`, but its file is named `{subject.stem}`."
        yield Trouble(("id",), message, "A codebook is found by its file name: give both the same name.")


def _no_dimensions(subject: CodebookSubject) -> Iterator[Trouble]:
    if not subject.codebook.dimensions:
        message = f"The codebook `{subject.draft.id}` has no dimensions."
        yield Trouble(("dimensions",), message, "Add `dimensions:`, each with an id and its categories.")


def _condition_on_nothing(subject: CodebookSubject) -> Iterator[Trouble]:
    from slr.protocol.shape import did_you_mean

    for index, dimension in enumerate(subject.draft.dimensions):
        for condition in conditions_of(subject, dimension.id) if dimension.when else ():
            about = subject.codebook.dimension(condition.dimension)
            path = ("dimensions", index, "when")
            if about is None:
                known = [one.id for one in subject.codebook.dimensions]
                message = f"`when` of `{dimension.id}` names no dimension: `{condition.dimension}`."
                yield Trouble(path, message, did_you_mean(condition.dimension, known), key=True)
                continue
            known = [category.id for category in about.categories]
            for name in condition.categories:
                if name not in known:
                    message = f"`when` of `{dimension.id}` names no category of `{about.id}`: `{name}`."
                    yield Trouble(path, message, did_you_mean(name, known), key=True)


def _condition_on_later(subject: CodebookSubject) -> Iterator[Trouble]:
    order = [one.id for one in subject.codebook.dimensions]
    for index, dimension in enumerate(subject.draft.dimensions):
        for condition in conditions_of(subject, dimension.id) if dimension.when else ():
            name = condition.dimension
            if name in order and order.index(name) >= order.index(dimension.id):
                where = "is itself" if name == dimension.id else "comes after it"
                message = f"`when` of `{dimension.id}` names a dimension that {where}: `{name}`."
                yield Trouble(("dimensions", index, "when"), message, "Put that one before it.", key=True)


def conditions_of(subject: CodebookSubject, name: str) -> list[Condition]:
    """Every condition of a dimension, of all ways."""
    found = subject.codebook.dimension(name)
    return [condition for way in found.when for condition in way] if found else []


def _rule(
    code: str,
    name: str,
    find: Callable[[CodebookSubject], Iterator[Trouble]] | None,
    *,
    why: str,
    example: str,
    mend: str,
    severity: Severity = Severity.ERROR,
    source: str = "",
) -> Rule[CodebookSubject]:
    return Rule(
        code=code,
        name=name,
        family="codebooks",
        severity=severity,
        why=why,
        example=example,
        mend=mend,
        source=source,
        find=find,
    )


_HEAD = "id: example\nsource: ours\n"

CODEBOOK_RULES: tuple[Rule[CodebookSubject], ...] = (
    _rule(
        "C010",
        "dimension given twice",
        _dimension_twice,
        why="A coding that names a dimension must mean one of them.",
        example=_HEAD + "dimensions:\n  - {id: year, kind: number}\n  - {id: year, kind: text}\n",
        mend="Join the two, or rename one.",
    ),
    _rule(
        "C011",
        "category given twice",
        _category_twice,
        why="Two definitions under one id are two things that nobody can tell apart in the table.",
        example=_HEAD
        + "dimensions:\n  - id: topic\n    categories:\n"
        + "      - {id: aid, definition: Help}\n      - {id: aid, definition: Advice}\n",
        mend="Join the two, or rename one.",
    ),
    _rule(
        "C012",
        "unknown parent",
        _no_parent,
        why="A category below a parent that is not there falls out of every grouped table.",
        example=_HEAD
        + "dimensions:\n  - id: topic\n    categories:\n"
        + "      - {id: aid, definition: Help, parent: helping}\n",
        mend="Name a category of the same dimension, or add the parent.",
    ),
    _rule(
        "C013",
        "parent that is its own child",
        _parents_in_a_circle,
        why="Counting upwards from such a category never ends.",
        example=_HEAD
        + "dimensions:\n  - id: topic\n    categories:\n"
        + "      - {id: aid, definition: Help, parent: advice}\n"
        + "      - {id: advice, definition: Words, parent: aid}\n",
        mend="Decide which of them is the broader one, and give that one no parent.",
    ),
    _rule(
        "C014",
        "base codebook missing or broken",
        None,
        why="What a codebook extends is part of it: without it, codings could not be checked.",
        example=_HEAD + "extends: nowhere\ndimensions:\n  - {id: year, kind: number}\n",
        mend="Name a bundled codebook or one in codebooks/, and mend that one first.",
    ),
    _rule(
        "C015",
        "codebooks that extend each other",
        None,
        why="Where each one is made from the other, neither has a beginning.",
        example=_HEAD + "extends: example\ndimensions:\n  - {id: year, kind: number}\n",
        mend="Take what both need into a third codebook, and let both extend that one.",
    ),
    _rule(
        "C016",
        "nothing to choose from",
        _no_categories,
        why="A coder cannot choose one of no categories.",
        example=_HEAD + "dimensions:\n  - {id: topic, kind: many}\n",
        mend="Add categories, or make it `kind: text`, `number` or `country`.",
    ),
    _rule(
        "C017",
        "categories that are not used",
        _needless_categories,
        why="A number, a country or a text is free: the categories would never be offered.",
        example=_HEAD
        + "dimensions:\n  - id: year\n    kind: number\n"
        + "    categories:\n      - {id: old, definition: Old}\n",
        mend="Remove the categories, or make it `kind: single` or `kind: many`.",
    ),
    _rule(
        "C018",
        "category without a definition",
        _no_definition,
        severity=Severity.WARNING,
        why="Two coders agree on what they can read, not on what a name suggests to each of them.",
        example=_HEAD + "dimensions:\n  - id: topic\n    categories:\n      - {id: aid, name: Aid}\n",
        mend="Say in a sentence what belongs to it; `use` and `avoid` help with the border.",
    ),
    _rule(
        "C019",
        "no source",
        _no_source,
        severity=Severity.WARNING,
        why="A framework is somebody's; readers want to compare the categories with the original.",
        example="id: example\ndimensions:\n  - {id: year, kind: number}\n",
        mend="Add `source:` with the reference, or `source: ours`.",
    ),
    _rule(
        "C020",
        "id and file name differ",
        _another_file_name,
        severity=Severity.WARNING,
        why="A codebook is looked up by its file name, and codings are stored under its id.",
        example="id: other\nsource: ours\ndimensions:\n  - {id: year, kind: number}\n",
        mend="Give the file the name of the id.",
    ),
    _rule(
        "C021",
        "no dimensions",
        _no_dimensions,
        why="There is nothing to code in a codebook without dimensions.",
        example=_HEAD,
        mend="Add dimensions, or extend a codebook that has some.",
    ),
    _rule(
        "C022",
        "condition on what is not there",
        _condition_on_nothing,
        why="A dimension that waits for a category nobody can choose is asked of no study.",
        example=_HEAD
        + "dimensions:\n  - id: design\n    categories:\n      - {id: trial, definition: Allotted}\n"
        + "  - {id: blinding, kind: text, when: {design: trail}}\n",
        mend="Name a dimension of this codebook and categories of it.",
    ),
    _rule(
        "C023",
        "condition on what comes later",
        _condition_on_later,
        why="Coders answer in order, and two dimensions that wait for each other are never asked.",
        example=_HEAD
        + "dimensions:\n  - {id: blinding, kind: text, when: {design: trial}}\n"
        + "  - id: design\n    categories:\n      - {id: trial, definition: Allotted}\n",
        mend="Put the dimension that the condition names before the one that has it.",
    ),
)
