"""Registers of trials: ClinicalTrials.gov (JSON, XML) and the WHO's ICTRP (XML); CSV is read as any table."""

import re
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from slr.formats.draft import Draft
from slr.formats.json_items import read_items
from slr.formats.log import ReadingLog
from slr.formats.normalize.names import family_first
from slr.formats.normalize.text import split_keywords
from slr.formats.xml_entries import first_text, read_xml, texts_of
from slr.model.reading import Reading

VERSION = 3
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)  # as text: the registers' own markup, escaped
_CONDITIONS = ("Condition", "condition_keyword/value")
TYPE = "dataset"  # CSL has no type for the entry of a register


def read_ctgov_json(data: bytes, file: str) -> Reading:
    """Read ClinicalTrials.gov JSON: one entry for each study."""
    return read_items(ReadingLog(data, file, "ctgov-json", VERSION), _draft_of_study)


def _draft_of_study(study: Mapping[str, Any]) -> Draft | None:
    section = study.get("protocolSection") or study.get("ProtocolSection")
    if not isinstance(section, dict):
        return _draft_of_rest(study)
    section = _lowered(section)
    names = section.get("identificationmodule", {})
    number = _at(names, "nctid")
    lead = _dict_at(section, "sponsorcollaboratorsmodule", "leadsponsor")
    sponsor = _at(lead, "name") or _at(lead, "leadsponsorname")
    conditions = section.get("conditionsmodule", {})
    return Draft(
        type=TYPE,
        title=_at(names, "officialtitle") or _at(names, "brieftitle"),
        abstract=_at(section, "descriptionmodule", "briefsummary"),
        authors=(family_first(f"{sponsor},"),) if sponsor else (),
        dates=_dates(
            _first_at(section, "studyfirstpostdatestruct", "date", "studyfirstpostdate"),
            _at(section, "statusmodule", "studyfirstsubmitdate"),
            _first_at(section, "startdatestruct", "date", "startdate"),
        ),
        urls=[f"https://clinicaltrials.gov/study/{number}"] if number else [],
        keywords=split_keywords(
            [
                *(_list_at(conditions, "conditions") or _list_at(conditions, "conditionlist", "condition")),
                *(_list_at(conditions, "keywords") or _list_at(conditions, "keywordlist", "keyword")),
            ],
            "\n",
        ),
        publisher="ClinicalTrials.gov",
        accession=number,
    )


def _lowered(values: Any, depth: int = 0) -> Any:
    """The same with names in small letters: the API until 2024 wrote them with capitals."""
    if not isinstance(values, dict) or depth > 4:
        return values
    return {name.lower(): _lowered(value, depth + 1) for name, value in values.items()}


def _first_at(section: Any, struct: str, *names: str) -> str:
    return next(filter(None, (_at(section, "statusmodule", struct, name) for name in names)), "")


def _dict_at(values: Any, *path: str) -> Any:
    for name in path:
        values = values.get(name) if isinstance(values, dict) else None
    return values


def _draft_of_rest(study: Mapping[str, Any]) -> Draft | None:
    """The draft of a study without sections: of the API's chosen fields, or what is left of broken JSON."""

    def text(*names: str) -> str:
        for name in names:
            value = study.get(name)
            if isinstance(value, list):  # StudyFields
                value = next((one for one in value if isinstance(one, str)), "")
            if isinstance(value, str) and value:
                return value
        return ""

    number = text("nctId", "NCTId")
    title = text("officialTitle", "OfficialTitle", "briefTitle", "BriefTitle")
    if not number and not title:
        return None
    sponsor = text("LeadSponsorName")
    return Draft(
        type=TYPE,
        title=title,
        abstract=text("briefSummary", "BriefSummary"),
        authors=(family_first(f"{sponsor},"),) if sponsor else (),
        dates=_dates(text("StudyFirstPostDate", "StudyFirstSubmitDate", "StartDate")),
        urls=[f"https://clinicaltrials.gov/study/{number}"] if number else [],
        keywords=split_keywords([*_list_at(study, "Condition"), *_list_at(study, "Keyword")], "\n"),
        publisher="ClinicalTrials.gov" if "NCTId" in study else "",
        accession=number,
    )


def _at(values: Any, *path: str) -> str:
    for name in path:
        values = values.get(name) if isinstance(values, dict) else None
    return values if isinstance(values, str) else ""


def _list_at(values: Any, *path: str) -> list[str]:
    for name in path:
        values = values.get(name) if isinstance(values, dict) else None
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def _dates(*dates: str) -> list[str]:
    return [date for date in dates if date]


def read_ictrp(data: bytes, file: str) -> Reading:
    """Read the ICTRP's XML: one entry for each Trial element."""
    return read_xml(ReadingLog(data, file, "ictrp", VERSION), ("Trial", "trial"), _draft_of_trial)


def _draft_of_trial(entry: Element) -> Draft | None:
    number = first_text(entry, "TrialID", "Main_ID", "main/trial_id", "main/main_id")
    title = first_text(
        entry, "Scientific_title", "Public_title", "main/scientific_title", "main/public_title"
    )
    if not number and not title:
        return None
    sponsor = first_text(entry, "Primary_sponsor", "main/primary_sponsor")
    return Draft(
        type=TYPE,
        title=title,
        abstract=first_text(entry, "Primary_outcome", "main/primary_outcome"),
        authors=(family_first(f"{sponsor},"),) if sponsor else (),
        dates=_dates(first_text(entry, "Date_registration", "Date_registration3", "main/date_registration")),
        urls=[text for text in texts_of(entry, "web_address") + texts_of(entry, "main/url") if "://" in text],
        keywords=split_keywords(
            [_BREAK.sub(";", text) for path in _CONDITIONS for text in texts_of(entry, path)], ";\n"
        ),
        publisher=first_text(entry, "Source_Register", "main/reg_name"),
        accession=number,
    )


def read_ctgov_xml(data: bytes, file: str) -> Reading:
    """Read ClinicalTrials.gov XML, as it was downloaded until 2024: one entry for each study."""
    log = ReadingLog(data, file, "ctgov-xml", VERSION)
    return read_xml(log, ("clinical_study", "study"), _draft_of_clinical_study)


def _draft_of_clinical_study(entry: Element) -> Draft | None:
    number = first_text(entry, "id_info/nct_id", "nct_id")
    title = first_text(entry, "official_title", "brief_title", "title")
    if not number and not title:
        return None
    sponsor = first_text(entry, "sponsors/lead_sponsor/agency", "sponsors/lead_sponsor")
    conditions = [*texts_of(entry, "condition"), *texts_of(entry, "conditions/condition")]
    return Draft(
        type=TYPE,
        title=title,
        abstract=first_text(entry, "brief_summary"),
        authors=(family_first(f"{sponsor},"),) if sponsor else (),
        dates=_dates(
            *(
                first_text(entry, name)
                for name in ("study_first_posted", "study_first_submitted", "start_date")
            )
        ),
        urls=[f"https://clinicaltrials.gov/study/{number}"] if number else [],
        keywords=split_keywords([*conditions, *texts_of(entry, "keyword")], "\n"),
        publisher="ClinicalTrials.gov",
        accession=number,
    )
