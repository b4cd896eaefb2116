"""`slr publish`: build output/ from the folder: the report, the flow, tables, figures, references."""

from dataclasses import dataclass

from slr.app.caller import Caller
from slr.app.outputs import included_records, output_files
from slr.app.published import ARCHIVE
from slr.app.report import report_data
from slr.app.review import Review
from slr.app.state import records_of, state_of
from slr.model.flow import Flow
from slr.publish.archive import zipped
from slr.publish.manifest import manifest
from slr.store.disk import create_file
from slr.store.folder import folder_files
from slr.store.output import remove_stale


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What was built: the paths below the review folder."""

    files: tuple[str, ...]
    flow: Flow


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What may leave the house besides the reviewers' own words, and what is to be built."""

    abstracts: bool = False
    exports: bool = False
    fulltexts: bool = False
    archive: bool = False
    csl: bytes = b""  # a citation style for the reference lists
    figures: bool = True  # PNG and PDF of the figures, which take longest


def publish(review: Review, caller: Caller, wishes: Wishes | None = None) -> Published:
    """Build output/; the same folder gives the same bytes. It shows what the team may see, all of it."""
    wishes = wishes or Wishes()
    state = state_of(review)
    records = records_of(review, state.holdings)
    data = report_data(review, state, records, with_abstracts=wishes.abstracts)
    files = output_files(data, included_records(data), figures=wishes.figures, csl=wishes.csl)
    files["manifest.json"] = manifest(data.sources, files).encode("utf-8")
    if wishes.archive:
        files[ARCHIVE] = archive(review, files, wishes)
    remove_stale(review.paths, files)
    # The manifest comes last: until then an interrupted run is no output that claims to be whole.
    order = sorted(files, key=lambda name: (name == "manifest.json", name))
    for name in caller.steps("Writing", order, len(files)):
        create_file(caller.disk, review.paths.output / name, files[name])
    return Published(files=tuple(f"output/{name}" for name in sorted(files)), flow=data.flow)


def archive(review: Review, files: dict[str, bytes], wishes: Wishes) -> bytes:
    """A zip for a repository such as OSF or Zenodo: the folder and the output, with a README.

    What is usually others' stays out unless asked for: exports and record files (abstracts) and PDFs.
    """
    left_out = [
        ("fulltexts/", wishes.fulltexts),
        ("searches/", wishes.exports),
        ("ledger/records/", wishes.exports),
    ]
    kept = {
        name: content
        for name, content in folder_files(review.paths).items()
        if all(wanted or not name.startswith(folder) for folder, wanted in left_out)
    }
    absent = [folder for folder, wanted in left_out if not wanted]
    readme = README.format(
        title=review.plan.title,
        notice=f"\n{review.plan.synthetic}\n" if review.plan.synthetic else "",
        absent=", ".join(absent) or "nothing",
    )
    return zipped(
        {"README.txt": readme.encode("utf-8")}
        | kept
        | {f"output/{name}": data for name, data in files.items()}
    )


README = """\
{title}
{notice}
This is the folder of a systematic review, made with slr: the protocol (protocol.yaml), the ledger of what was
imported and decided (ledger/), and what was built from it (output/). output/manifest.json names every source
and output with its SHA-256.

Left out because it is usually not ours to share: {absent}
"""
