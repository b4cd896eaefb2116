"""Every file of output/, as bytes."""

import json
from typing import Any

from msgspec.structs import replace

from slr.flow.draw_graph import draw_mermaid
from slr.flow.draw_print import draw_pdf, draw_png
from slr.flow.draw_svg import draw_svg
from slr.flow.draw_text import draw_text
from slr.flow.prisma_csv import write_prisma_csv
from slr.formats.registry import write_records
from slr.model.record import Record
from slr.publish.checklists import checklists
from slr.publish.csl import styled_list
from slr.publish.data import ReportData, Table
from slr.publish.document import document
from slr.publish.drawing import svg_text
from slr.publish.figures import report_figures
from slr.publish.latex import latex_table
from slr.publish.markdown import markdown_document, markdown_table
from slr.publish.narrative import FLOW_FIGURE, narrative
from slr.publish.page import render_page
from slr.publish.print import pdf, png
from slr.publish.reference import reference_list
from slr.publish.report_tables import report_tables
from slr.publish.tables import csv_text
from slr.publish.workbook import workbook


def output_files(
    data: ReportData, included: list[Record], *, figures: bool, csl: bytes = b""
) -> dict[str, bytes]:
    """Every output file but the manifest, by its path below output/; `figures`: PNG and PDF too.

    `csl` is a citation style for the reference lists, else they are as medical journals have them.
    """
    excluded = [shown(one.record, with_abstracts=data.with_abstracts) for one in data.excluded]
    flow_png = draw_png(data.flow) if figures else b""
    texts = flow_texts(data) | table_texts([*report_tables(data), *checklists(data)])
    texts |= {
        "report.html": render_page(data),
        "report.md": markdown_document(narrative(data), {FLOW_FIGURE: "flow.svg"}),
        "included.ris": write_records(included, "ris"),
        "included.bib": write_records(included, "bibtex"),
        "included.csv": write_records(included, "csv"),
        "excluded-full-text.ris": write_records(excluded, "ris"),
        "excluded-full-text.bib": write_records(excluded, "bibtex"),
        "included.txt": references(included, csl),
        "excluded-full-text.txt": references(excluded, csl),
    }
    made = {name: text.encode("utf-8") for name, text in texts.items()}
    made["tables.xlsx"] = workbook([*report_tables(data), *checklists(data)], notice=data.flow.notice)
    pictures = {FLOW_FIGURE: flow_png} if figures else {}
    made["report.docx"] = document(narrative(data), title=data.plan.title, figures=pictures)
    if figures:
        made |= {"flow.png": flow_png, "flow.pdf": draw_pdf(data.flow)}
    for drawing in report_figures(data):
        made[f"figures/{drawing.name}.svg"] = svg_text(drawing).encode("utf-8")
        if figures:
            made |= {f"figures/{drawing.name}.png": png(drawing), f"figures/{drawing.name}.pdf": pdf(drawing)}
    return made


def references(records: list[Record], csl: bytes) -> str:
    """A reference list as plain text."""
    if not csl or not records:
        return reference_list(records)
    return styled_list(json.loads(write_records(records, "csl-json")), csl)


def flow_texts(data: ReportData) -> dict[str, str]:
    """The flow in every form that is text."""
    about = {"title": data.flow.title, "synthetic": data.flow.notice, "draft": data.flow.draft}
    return {
        **{f"flow-round-{one.round}.svg": draw_svg(one) for one in data.rounds},
        "flow.svg": draw_svg(data.flow),
        "flow.txt": draw_text(data.flow),
        "flow.mmd": draw_mermaid(data.flow),
        "flow.csv": write_prisma_csv(data.flow),
        "flow.json": pretty(about | {"boxes": [box.as_dict() for box in data.flow.boxes]}),
    }


def table_texts(tables: list[Table]) -> dict[str, str]:
    """Each table as CSV, Markdown and LaTeX."""
    texts = {}
    for table in tables:
        texts[f"tables/{table.id}.csv"] = csv_text(table)
        texts[f"tables/{table.id}.md"] = markdown_table(table)
        texts[f"tables/{table.id}.tex"] = latex_table(table)
    return texts


def pretty(value: Any) -> str:
    """JSON that git can diff."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def included_records(data: ReportData) -> list[Record]:
    """The records of included reports, without abstracts unless they were asked for."""
    records = {record.id: record for study in data.studies for record in study.records}
    return [shown(record, with_abstracts=data.with_abstracts) for record in records.values()]


def shown(record: Record, *, with_abstracts: bool) -> Record:
    """A record as it may be shared: abstracts are usually the publishers'."""
    return record if with_abstracts else replace(record, abstract="")
