"""The rules' pages for the documentation."""

from slr.protocol.checks import RULES
from slr.protocol.rule_pages import rule_page, rules_index


def test_a_rule_s_page_says_everything():
    assert rule_page(RULES["P012"]) == (
        "# P012: too few reviewers\n\n"
        "*Error, family stages.*\n\n"
        "Where a stage asks for more people than there are, every report stays pending for ever.\n\n"
        "## Example\n\n"
        "```yaml\n"
        "stages:\n"
        "  - {id: title-abstract}\n"
        "  - {id: full-text, on: reports, reviewers: 3}\n"
        "```\n\n"
        "## How to mend it\n\n"
        "Name everyone who decides under `reviewers`, or lower the number and say so in the paper.\n\n"
        "## Source\n\n"
        "PRISMA-P 2015, item 11b.\n"
    )


def test_a_fixable_rule_says_so():
    assert "`slr check --fix` puts quotes around the word." in rule_page(RULES["P008"])


def test_the_index_lists_every_rule_once_and_every_page_can_be_made():
    index = rules_index()
    for code, rule in RULES.items():
        assert index.count(f"| [{code}]({code}.md) | {rule.severity.value} | {rule.name} |") == 1
        assert rule_page(rule).startswith(f"# {code}: ")
