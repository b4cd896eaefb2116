"""Rules decide at the first stage alone: what goes straight to full text is none of their business."""

from conftest import Folder, ris


def test_reports_that_skip_the_stage_are_neither_counted_nor_marked(empty: Folder) -> None:
    protocol = empty.root / "protocol.yaml"
    rule = "text: Wrong topic, type: exclude, rule: {year: {to: 1989}}, auto: exclude}"
    protocol.write_text(protocol.read_text().replace("text: Wrong topic, type: exclude}", rule))
    old = ("Kites before the war | Bow, A. | 1930 |", "Kites after the war | Bow, A. | 1950 |")
    for search, entry in zip(("scopus", "grey"), old, strict=True):
        empty("--as", "ana", "import", empty.file(f"{search}.ris", ris(entry)), "--search", search)
    empty("--as", "ana", "dedup")
    (row,) = [line.split() for line in empty("screen", "--rules").out.splitlines() if line.startswith("e1")]
    assert row[:5] == ["e1", "decides", "1", "0", "0"]
    assert "1 mark new" in empty("screen", "--rules", "--run", "--as", "ana").err
    boxes = {(b["column"], b["box"]): b["count"] for b in empty.json("flow")["boxes"]}
    assert boxes["databases", "automation"] == 1 and boxes["other", "sought"] == 1
