"""Every rule of `slr check` has a page, made from the rule itself."""

import runpy
from pathlib import Path

from slr.app.check_rules import ALL_RULES

DOCS = Path(__file__).parents[2] / "docs"


def test_the_pages_of_the_rules_are_up_to_date() -> None:
    made = runpy.run_path(str(DOCS / "generate_rules.py"))["pages"]()
    kept = {path.name: path.read_text("utf-8") for path in (DOCS / "rules").glob("*.md")}
    assert made == kept, "run: python docs/generate_rules.py"


def test_every_page_says_why_shows_an_example_and_how_to_mend_it() -> None:
    for code in ALL_RULES:
        text = (DOCS / "rules" / f"{code}.md").read_text("utf-8")
        assert text.startswith(f"# {code}: ")
        assert "## Example" in text and "## " in text.partition("## Example")[2], code
