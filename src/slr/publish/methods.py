"""The methods section as a starting point: what the protocol plans and the folder shows, in sentences."""

from collections.abc import Iterator

from slr.model.codebook import Codebook
from slr.model.flow import Row
from slr.model.plan import Criterion, Plan, Stage
from slr.model.words import Assign, Resolving, Scheme, SearchKind
from slr.publish.blocks import Block, Bullets, Heading, Paragraph
from slr.publish.data import ReportData, SearchRow, Settling
from slr.publish.traffic_lights import is_appraisal
from slr.publish.wording import counted, listed, spelled, was


def methods(data: ReportData) -> list[Block]:
    """Registration, question, eligibility, sources, selection and coding (PRISMA 2020 items 5 to 10)."""
    return [
        Heading("Methods", 2),
        Paragraph(_registration(data.plan)),
        *_question(data.plan),
        *_eligibility(data.plan),
        *_sources(data),
        *_selection(data),
        *_coding(data),
    ]


def _registration(plan: Plan) -> str:
    if plan.registration:
        return f"The review is registered: {plan.registration}."
    return "No registration is recorded in the protocol."


def _question(plan: Plan) -> list[Block]:
    blocks: list[Block] = [Paragraph(plan.question)] if plan.question else []
    if plan.framework:
        blocks.append(Bullets(tuple(f"{part.capitalize()}: {text}" for part, text in plan.framework.items())))
    return [Heading("Review question", 3), *blocks] if blocks else []


def _eligibility(plan: Plan) -> list[Block]:
    blocks: list[Block] = []
    for kind, opening in (("include", "Reports were included if:"), ("exclude", "Reports were excluded if:")):
        chosen = sorted((c for c in plan.criteria if c.type == kind), key=lambda c: c.order)
        if chosen:
            items = tuple(f"{c.text}{_stages(plan, c)}" for c in chosen)
            blocks += [Paragraph(opening), Bullets(items)]
    return [Heading("Eligibility criteria", 3), *blocks] if blocks else []


def _stages(plan: Plan, criterion: Criterion) -> str:
    names = [stage.name or stage.id for stage in plan.stages if stage.id in criterion.stages]
    return f" (judged at {listed(names)})" if names else ""


def _sources(data: ReportData) -> list[Block]:
    """Information sources (item 6); the queries (item 7) are in the table of searches."""
    if not data.searches:
        return []
    first = [s for s in data.searches if s.kind in ("", SearchKind.DATABASE, SearchKind.REGISTER)]
    rest = [s for s in data.searches if s not in first]
    sentences = []
    if first:
        sentences.append(f"The following databases and registers were searched: {_named(first)}.")
    if rest:
        sentences.append(f"Further sources were: {_named(rest)}.")
    if any(s.query for s in data.searches):
        sentences.append("The queries are given in full in the table of searches.")
    return [Heading("Information sources", 3), Paragraph(" ".join(sentences))]


def _named(searches: list[SearchRow]) -> str:
    names = []
    for search in searches:
        details = [part for part in (search.platform, search.date and f"on {search.date}") if part]
        names.append((search.source or search.id) + (f" ({', '.join(details)})" if details else ""))
    return listed(names)


def _selection(data: ReportData) -> list[Block]:
    """Selection process (item 8)."""
    sentences = [
        sentence
        for stage in data.plan.stages
        for sentence in (_stage_sentence(stage), *_how(stage), *_settled(data, stage))
    ]
    rules = sum(row.count for row in _automation_rows(data) if row.kind == "rule")
    stops = sum(row.count for row in _automation_rows(data) if row.kind == "stop")
    if rules:
        sentences.append(
            f"Rules stated in the protocol settled {counted(rules, 'record')} without a reviewer."
        )
    if stops:
        sentences.append(
            f"Screening was stopped before the end by a declared rule, which left {counted(stops, 'record')} "
            "that no reviewer decided."
        )
    return [Heading("Selection process", 3), Paragraph(" ".join(sentences))] if sentences else []


RESOLVED = {
    Resolving.CONSENSUS: "Conflicts were resolved by consensus.",
    Resolving.THIRD: "Conflicts were resolved by a person who had not decided on the {thing}.",
    Resolving.NAMED: "Conflicts were resolved by a person named in the protocol.",
}


def _how(stage: Stage) -> Iterator[str]:
    """What the protocol says of assigning, judging and resolving at a stage."""
    thing = "record" if stage.on == "records" else "full report"
    if stage.assign is not Assign.ANYONE:
        yield f"Who decided on which {thing} was drawn by a hash of its identifier."
    if stage.judge_each:
        yield "Each criterion was judged on its own; the first that failed was the reason of an exclusion."
    if stage.resolve in RESOLVED:
        yield RESOLVED[stage.resolve].format(thing=thing)


def _settled(data: ReportData, stage: Stage) -> Iterator[str]:
    """Who settled the conflicts of a stage, where the protocol lets anyone."""
    done = data.settled.get(stage.id, Settling())
    if stage.resolve not in RESOLVED and done.third + done.own:
        thing = "record" if stage.on == "records" else "full report"
        yield _settling(done, "conflict", f"decided on the {thing}")


def _settling(done: Settling, what: str, part: str) -> str:
    """How many were settled, and by whom: `part` is what people did who had a part in it."""
    many = done.third + done.own
    settled = f"{counted(many, what)} {was(many)} settled"
    if not done.own or not done.third:
        return f"{settled} by a person who had {'' if done.own else 'not '}{part}."
    return f"{settled}, {done.third} of them by a person who had not {part}."


def _automation_rows(data: ReportData) -> list[Row]:
    return [row for box in data.flow.boxes if box.name == "automation" for row in box.rows]


def _stage_sentence(stage: Stage) -> str:
    thing = "record" if stage.on == "records" else "full report"
    name = stage.name or stage.id
    if stage.reviewers < 2:
        return f"At the stage “{name}”, one reviewer decided on each {thing}."
    several = spelled(stage.reviewers)
    if stage.scheme is Scheme.LIBERAL:
        return (
            f"At the stage “{name}”, one reviewer's include was enough to pass a {thing} on, and "
            "two reviewers had to exclude it."
        )
    if stage.scheme is Scheme.SAMPLE:
        share = f"{100 * stage.sample:.0f}%"
        return (
            f"At the stage “{name}”, one reviewer decided on each {thing}, a second one on {share} of them."
        )
    return f"At the stage “{name}”, {several} reviewers decided independently on each {thing}."


def _coding(data: ReportData) -> list[Block]:
    """Data collection and items (items 9 and 10), and the appraisal of the studies (item 11)."""
    used = [book for book in data.codebooks if any(c.codebook == book.id for c in data.codings)]
    coded = [_coded_with(data, book) for book in used if not is_appraisal(book)]
    coded += _coding_agreement(data)
    appraised = [_appraised_with(data, book) for book in used if is_appraisal(book)]
    blocks: list[Block] = []
    for heading, sentences in (("Data items", coded), ("Risk of bias and quality", appraised)):
        if sentences:
            blocks += [Heading(heading, 3), Paragraph(" ".join(sentences))]
    return blocks


def _coded_with(data: ReportData, book: Codebook) -> str:
    names = listed([d.name or d.id for d in book.dimensions])
    return f"{_units(book)} were coded with {_named_book(book)} for {names}{_tail(data, book)}"


def _appraised_with(data: ReportData, book: Codebook) -> str:
    return f"{_units(book)} were appraised with {_named_book(book)}{_tail(data, book)}"


def _tail(data: ReportData, book: Codebook) -> str:
    by = by_whom(data, book)
    return f", {by}" if by else "."


def _units(book: Codebook) -> str:
    return {"study": "Studies", "report": "Reports"}.get(book.unit, f"{book.unit.capitalize()}s")


def _named_book(book: Codebook) -> str:
    return (book.name or book.id) + (f" ({book.source})" if book.source else "")


def by_whom(data: ReportData, book: Codebook) -> str:
    """By how many people, how many units by two, and who settled differences; empty where nobody coded."""
    work = data.work.get(book.id)
    if work is None:
        return ""
    by = f"by {counted(work.coders, 'coder')}"
    if work.twice:
        of = f"each {book.unit}" if work.twice == work.units else f"{work.twice} of {work.units}"
        by += f", {of} by {'both' if work.coders == 2 else 'two or more of them'}, blind to each other"
    done = work.settled
    settled = _settling(done, "difference", f"coded the {book.unit}") if done.third + done.own else ""
    return f"{by}. {settled}".rstrip()


def _coding_agreement(data: ReportData) -> Iterator[str]:
    """How the agreement of coders was measured, where there are two or more."""
    names = [book.name or book.id for book in data.codebooks if book.id in data.coder_agreement]
    if names:
        alone = "" if len(names) == len(data.codebooks) else f" with {listed(names)}"
        yield (
            f"Where two or more people coded the same{alone} while blind to each other, their agreement was "
            "measured in each dimension, by Krippendorff's alpha with a bootstrap interval among others."
        )
