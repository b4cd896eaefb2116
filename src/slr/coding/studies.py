"""Studies: which reports describe one investigation.

The rules of the design's section "Studies": each included report is a study of its own until reports are
linked, and one report may describe several studies.
"""

from collections.abc import Iterable, Mapping, Sequence

from slr.model.event import Event, in_force
from slr.model.report import Study


def study_links(events: Iterable[Event]) -> dict[str, dict[str, str]]:
    """The links in force: for each study its records, each with the event that linked it, in order."""
    studies: dict[str, dict[str, str]] = {}
    for event in in_force(e for e in events if e.kind in ("study-link", "study-unlink")):
        if event.kind == "study-link":
            studies.setdefault(event.data["study"], {}).setdefault(event.data["record"], event.id)
    return studies


def studies_of(
    included: Sequence[str], links: Mapping[str, Iterable[str]], report_of: Mapping[str, str]
) -> list[Study]:
    """The studies with at least one included report, in the order of their first report.

    `included` are reports, `links` the linked studies' records, `report_of` names the report of each record.
    A linked study keeps its name; any other report is a study under its own id.
    """
    place = {name: number for number, name in enumerate(included)}
    linked: dict[str, list[str]] = {}
    for study, records in links.items():
        reports = {report_of[record] for record in records if report_of.get(record) in place}
        if reports:
            linked[study] = sorted(reports, key=place.__getitem__)
    taken = {report for reports in linked.values() for report in reports}
    studies = [Study(id=name, reports=tuple(reports)) for name, reports in linked.items()]
    studies += [Study(id=name, reports=(name,)) for name in included if name not in taken]
    return sorted(studies, key=lambda study: (place[study.reports[0]], study.id))
