"""`slr demo`: the synthetic worked case, built step by step with the verbs that a person would use."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import as_file
from pathlib import Path

from slr.app import code_apply, dedup, resolve, retrieve, screen, study
from slr.app.caller import Caller
from slr.app.flow import expect, flow
from slr.app.import_ import Wanted, import_prepared, prepare
from slr.app.init import init
from slr.app.publish import Wishes, publish
from slr.app.review import Review, open_review, stage_of
from slr.flow.expect import Comparison
from slr.model.errors import SlrError
from slr.model.flow import Flow
from slr.protocol.bundled import example_folder

EXAMPLE = "tursunbayeva-2017"
SEARCHES = {  # which export belongs to which search
    "medline": "medline.nbib",
    "cochrane": "cochrane.ris",
    "wos": "wos.bib",
    "scopus": "scopus.csv",
    "grey": "grey.csv",
}
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """What the demo built; no comparison and no report where it stops before screening."""

    root: Path
    flow: Flow
    comparison: Comparison | None = None
    report: Path | None = None


def demo(caller: Caller, *, fresh: bool, tell: Tell) -> Demo:
    """Build the worked case at caller.root; `tell` hears of each step. Raises SlrError where it is taken."""
    if caller.root.exists() and (not caller.root.is_dir() or any(caller.root.iterdir())):
        raise SlrError(f"{caller.root} is there already", "name a folder that is not: slr demo DIR")
    with as_file(example_folder(EXAMPLE)) as example:
        begin(caller, example, tell)
        if fresh:
            return Demo(root=caller.root, flow=flow(open_review(caller.root)))
        decide(caller, example, tell)
        return finish(caller, example, tell)


def begin(caller: Caller, example: Path, tell: Tell) -> None:
    """Make the folder, import the exports, remove duplicates."""
    tell("Making the review folder from the protocol")
    init(caller, protocol=example / "protocol.yaml")
    tell("Importing the exports of four databases and of grey literature")
    review = open_review(caller.root)
    wanted = [Wanted(file=example / "searches" / file, search=search) for search, file in SEARCHES.items()]
    import_prepared(review, caller, [prepare(review, one) for one in wanted])
    tell("Looking for duplicates")
    found = dedup.run(open_review(caller.root), caller)
    tell(f"  {found.joined} pairs joined, {found.waiting} wait for a person; now a person's word on them")
    dedup.apply_links(open_review(caller.root), caller, example / "links.csv")


def decide(caller: Caller, example: Path, tell: Tell) -> None:
    """Two stages of screening by two reviewers each, with their conflicts, and the coding."""

    def review() -> Review:
        return open_review(caller.root)

    for name in ("title-abstract", "full-text"):
        if name == "full-text":
            tell("Retrieving full texts")
            retrieve.apply_retrieval(review(), caller, example / "retrieval.csv")
        stage = stage_of(review(), name)
        for who in ("reviewer-a", "reviewer-b"):
            tell(f"{stage.name}: the decisions of {who}")
            screen.apply_decisions(review(), caller, stage, example / "decisions" / f"{name}-{who}.csv")
        done = resolve.apply_resolutions(review(), caller, stage, example / "resolutions" / f"{name}.csv")
        tell(f"{stage.name}: {done.added} conflicts resolved by reviewer-c")
    study.apply_studies(review(), caller, example / "studies.csv")
    for who in ("reviewer-a", "reviewer-b"):
        tell(f"Coding the included studies: {who}")
        code_apply.apply_codings(review(), caller, EXAMPLE, example / "codings" / f"{who}.csv")
    done = code_apply.apply_coding_resolutions(
        review(), caller, EXAMPLE, example / "codings" / "resolutions.csv"
    )
    tell(f"Coding: {done.added} conflicts resolved")


def finish(caller: Caller, example: Path, tell: Tell) -> Demo:
    """Compare the flow with the expectation, and write the report."""
    review = open_review(caller.root)
    tell("Counting the flow and comparing it with the published numbers")
    computed = flow(review)
    comparison = expect(computed, example / "flow.expect.yaml")
    tell("Writing the report")
    publish(review, caller, Wishes(figures=False))
    return Demo(
        root=caller.root, flow=computed, comparison=comparison, report=review.paths.output / "report.html"
    )
