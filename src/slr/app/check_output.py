"""Rules on what is published: output/ against its manifest and sources, the flow against what is expected."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from slr.app.check_files import files_below
from slr.app.check_rule import Folder, Spot, folder_rule
from slr.app.code import codings_of
from slr.app.flow import flow_of
from slr.app.published import Manifest, changed_sources, parsed_manifest
from slr.app.report import sources
from slr.coding.codings import coding_conflicts
from slr.coding.conditions import said_of
from slr.flow.expect import Expectation, compare, read_expectation
from slr.model.codebook import Coding
from slr.model.words import Outcome, Severity
from slr.protocol.yaml import Marks, load_yaml
from slr.store.disk import read_text, sha256_of

MANIFEST = "output/manifest.json"
EXPECTED = "flow.expect.yaml"


@folder_rule(
    "F030",
    "output older than its sources",
    "output",
    why="Whoever reads the report sees a state of the review that is past.",
    example="decisions made, or a criterion reworded, after the last slr publish",
    mend="slr publish",
)
def output_old(folder: Folder) -> Iterator[Spot]:
    manifest = read_manifest(folder)
    if manifest is None:
        return
    if changed := changed_sources(manifest, present_sources(folder)):
        message = f"output/ was built before these were as they are now: {', '.join(changed)}."
        yield Spot(message=message, hint="slr publish", file=MANIFEST, line=line_of(folder, changed[0]))


@folder_rule(
    "F031",
    "output edited by hand",
    "output",
    Severity.ERROR,
    why="Every number of the report is computed; one typed into it by hand is gone with the next publish.",
    example="a number corrected in output/report.html",
    mend="Mend the source of it (a decision, the protocol), then `slr publish`.",
)
def output_edited(folder: Folder) -> Iterator[Spot]:
    manifest = read_manifest(folder)
    for name, entry in (manifest or {"outputs": {}})["outputs"].items():
        found = sha256_of(folder.review.paths.inside(f"output/{name}"))
        if found is not None and found != entry.get("sha256"):
            message = "This file is not the one that slr publish wrote."
            yield Spot(message=message, hint="slr publish writes it anew", file=f"output/{name}")


@folder_rule(
    "F032",
    "part of the output missing",
    "output",
    why="The manifest lists what belongs together; whoever fetches output/ gets only a part of it.",
    example="output/flow.svg deleted, or not added to git",
    mend="slr publish",
)
def output_missing(folder: Folder) -> Iterator[Spot]:
    manifest = read_manifest(folder)
    for name in (manifest or {"outputs": {}})["outputs"]:
        if not folder.review.paths.inside(f"output/{name}").is_file():
            message = f"output/{name} is not there."
            yield Spot(message=message, hint="slr publish", file=MANIFEST, line=line_of(folder, name))


@folder_rule(
    "F033",
    "file in output/ that slr did not build",
    "output",
    Severity.INFO,
    why="output/ is built anew by slr and may be deleted at will; what people put there is easily lost.",
    example="output/figure-for-the-journal.png",
    mend="Keep it in another folder.",
)
def output_unknown(folder: Folder) -> Iterator[Spot]:
    manifest = read_manifest(folder)
    if manifest is None:
        return
    paths = folder.review.paths
    for path in files_below(paths.output):
        name = path.relative_to(paths.output).as_posix()
        if name != "manifest.json" and name not in manifest["outputs"]:
            yield Spot(
                message="slr did not build this file.", file=paths.relative(path), hint="Keep it elsewhere."
            )


@folder_rule(
    "F034",
    "manifest that cannot be read",
    "output",
    Severity.ERROR,
    why="Without it nobody can tell whether output/ is what the review says.",
    example="output/manifest.json with the markers of a merge conflict in it",
    mend="slr publish",
)
def manifest_broken(folder: Folder) -> Iterator[Spot]:
    if folder.review.paths.output.joinpath("manifest.json").is_file() and read_manifest(folder) is None:
        yield Spot(
            message="The manifest cannot be read.", hint="slr publish writes it anew", file=MANIFEST, line=1
        )


@folder_rule(
    "F035",
    "flow not as expected",
    "output",
    Severity.ERROR,
    why="flow.expect.yaml holds the numbers that were published or are stated in the text; these differ.",
    example="`{box: screened, count: 120}` in flow.expect.yaml, and 118 screened",
    mend="`slr flow --explain BOX` lists what is behind the number; correct whichever is wrong.",
    source="PRISMA 2020, item 16a",
)
def flow_unexpected(folder: Folder) -> Iterator[Spot]:
    expected = read_expected(folder)
    if expected is None:
        return
    comparison = compare(flow_of(folder.review, folder.state), expected.expectation)
    for box, row in zip(expected.expectation.boxes, comparison.rows, strict=True):
        if not row.equal:
            line, column = expected.marks.at(("boxes", box.place - 1, "count"))
            what = f"{row.box} {row.item}".strip()
            found = f"and the flow counts {row.found}" if row.found is not None else f"and {row.hint}"
            message = f"`{what}` ({row.column}) is expected to be {row.expected}, {found}."
            hint = f"slr flow --explain {row.box}"
            yield Spot(message=message, hint=hint, file=EXPECTED, line=line, column=column)


@folder_rule(
    "F036",
    "flow.expect.yaml that cannot be used",
    "output",
    Severity.ERROR,
    why="A box under a mistyped name is compared with nothing.",
    example="`{box: screend, count: 120}` in flow.expect.yaml",
    mend="Use the names that `slr flow --json` prints.",
)
def expectation_broken(folder: Folder) -> Iterator[Spot]:
    expected = read_expected(folder)
    if expected is not None:
        yield from expected.spots


@folder_rule(
    "F037",
    "published with conflicts unresolved",
    "output",
    why="A report in conflict is neither included nor excluded; the published flow is a draft.",
    example="output/ built while two reviewers differ on a full text",
    mend="`slr resolve`, then `slr publish`.",
    source="PRISMA 2020, item 8",
)
def published_in_conflict(folder: Folder) -> Iterator[Spot]:
    if read_manifest(folder) is None:
        return
    for stage in folder.review.plan.stages:
        ones = folder.state.screening.settlements.get(stage.id, {}).values()
        disputed = [one for one in ones if one.outcome is Outcome.CONFLICT]
        if disputed:
            count = "one report is" if len(disputed) == 1 else f"{len(disputed)} reports are"
            message = f"At `{stage.id}`, {count} in conflict, and output/ is published."
            yield folder.at(disputed[0].decisions[-1].event, message, f"slr resolve --stage {stage.id}")


@folder_rule(
    "F038",
    "published with codings in conflict",
    "output",
    why="Where coders differ, both categories are in the tables until somebody resolves it.",
    example="output/ built while two coders differ on a study's design",
    mend="Resolve it with `slr resolve --codebook ID`, on the screen or from a file, then `slr publish`.",
)
def codings_in_conflict(folder: Folder) -> Iterator[Spot]:
    if read_manifest(folder) is None:
        return
    for codebook, codings in team_codings(folder).items():
        for (study, dimension), own in coding_conflicts(codings).items():
            names = " and ".join(sorted({one.coder for one in own}))
            message = f"{names} code {study} differently in `{dimension}` of `{codebook}`."
            yield folder.at(
                own[-1].event, message, f"Agree, and enter it: slr resolve --codebook {codebook}."
            )


@folder_rule(
    "F039",
    "included study not coded",
    "output",
    Severity.INFO,
    why="The tables count coded studies only: one without a coding is missing from them.",
    example="output/ built while an included study has no coding in a required dimension",
    mend="slr code",
)
def not_coded(folder: Folder) -> Iterator[Spot]:
    if read_manifest(folder) is None:
        return
    for name, codings in team_codings(folder).items():
        codebook, said = folder.codebooks[name], said_of(codings)
        for study in folder.state.studies if codings else ():
            own = said.get(study.id, {})
            missing = sorted(d.id for d in codebook.asked(own) if d.required and d.id not in own)
            if missing:
                message = f"The study is not coded in {', '.join(missing)} of `{name}`."
                yield Spot(message=message, hint=f"slr code --codebook {name}", record=study.id)


def read_manifest(folder: Folder) -> Manifest | None:
    """The manifest of the last publish; None where there is none, or none that can be read."""
    if "manifest" not in folder.shared:
        folder.shared["manifest"] = parsed_manifest(folder.review.paths.output / "manifest.json")
    found: Manifest | None = folder.shared["manifest"]
    return found


def line_of(folder: Folder, name: str) -> int | None:
    """The line of the manifest on which a name is a key."""
    lines = read_text(folder.review.paths.root / MANIFEST).splitlines()
    key = json.dumps(name, ensure_ascii=False) + ":"
    return next((n for n, line in enumerate(lines, 1) if line.strip().startswith(key)), None)


def present_sources(folder: Folder) -> dict[str, str]:
    """What output/ would be made from now, by hash."""
    books = tuple(folder.codebooks.values())
    return sources(folder.review, folder.state, books, team_codings(folder))


def team_codings(folder: Folder) -> Mapping[str, list[Coding]]:
    """The team's codings by codebook."""
    if "codings" not in folder.shared:
        books = folder.codebooks.items()
        folder.shared["codings"] = {name: codings_of(folder.state, book) for name, book in books}
    found: Mapping[str, list[Coding]] = folder.shared["codings"]
    return found


@dataclass(frozen=True, slots=True)
class Expected:
    """flow.expect.yaml as read: the numbers, their places, and what is wrong with the file."""

    expectation: Expectation
    marks: Marks
    spots: tuple[Spot, ...]


def read_expected(folder: Folder) -> Expected | None:
    """The review folder's expectation; None where there is none."""
    path = folder.review.paths.root / EXPECTED
    if not path.is_file():
        return None
    if "expected" not in folder.shared:
        folder.shared["expected"] = parsed_expectation(read_text(path))
    found: Expected = folder.shared["expected"]
    return found


def parsed_expectation(text: str) -> Expected:
    """An expectation from its text, what is wrong with it told on its lines."""
    data, marks, broken = load_yaml(text, EXPECTED)
    expectation, troubles = read_expectation(data)
    if data is None and broken:
        troubles = []
    placed = [(one, *marks.at(place_in_message(one.message))) for one in troubles]
    spots = (
        Spot(message=one.message, hint=one.hint, file=EXPECTED, line=line, column=column)
        for one, line, column in (*placed, *((one, one.line, one.column) for one in broken))
    )
    return Expected(expectation, marks, tuple(spots))


def place_in_message(message: str) -> tuple[str | int, ...]:
    """The path to the box that a message is about: it begins with `box 3`."""
    words = message.split(":")[0].split()
    if len(words) >= 2 and words[0] == "box" and words[1].isdigit():
        return ("boxes", int(words[1]) - 1)
    return ()


OUTPUT_RULES = (
    output_old,
    output_edited,
    output_missing,
    output_unknown,
    manifest_broken,
    flow_unexpected,
    expectation_broken,
    published_in_conflict,
    codings_in_conflict,
    not_coded,
)
