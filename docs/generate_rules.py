"""Write docs/rules/*.md from the rules themselves: python docs/generate_rules.py."""

from pathlib import Path

from slr.app.check_rules import ALL_RULES
from slr.protocol.rule_pages import rule_page, rules_index

FOLDER = Path(__file__).with_name("rules")


def pages() -> dict[str, str]:
    """Every page by its file name."""
    made = {f"{rule.code}.md": rule_page(rule) for rule in ALL_RULES.values()}
    return {"index.md": rules_index(ALL_RULES.values()), **made}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
