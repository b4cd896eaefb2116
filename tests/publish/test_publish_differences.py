"""What changed since a state of git: for a terminal and for a pull request, whose readers trust no title."""

from slr.publish.differences import BoxChange, Difference, Section, difference_markdown, difference_text

NOTHING = Difference(ref="v1", commit="c" * 40, title="A review")


def box(column: str, label: str, before: int | None, now: int | None) -> BoxChange:
    return BoxChange(box="b", column=column, label=label, item="", unit="records", before=before, now=now)


CHANGED = Difference(
    ref="v`1",
    commit="c" * 40,
    title="A review",
    sections=(Section("Search_es", ("`wos` was imported", "a lone ` and @ana, <b>bold</b> #7")),),
    boxes=(
        box("databases", "Records identified", 10, 22),
        box("other", "Records identified", 5, 2),
        box("all", "New | box", None, 3),
        box("previous", "Gone", 4, None),
    ),
    notice="Synthetic *data*",
)


def test_nothing_changed_is_said() -> None:
    assert difference_text(NOTHING) == "Nothing changed since v1.\n"
    assert difference_markdown(NOTHING) == "### What changed in the review since `v1`\n\nNothing.\n"


def test_a_pull_request_shows_what_changed_and_reads_no_markup_in_it() -> None:
    assert (
        difference_markdown(CHANGED)
        == r"""### What changed in the review since `v1`

*Synthetic \*data\**

**Search\_es**

- `wos` was imported
- a lone ' and \@ana, \<b\>bold\</b\> \#7

**Flow**

| | before | now | |
|---|---:|---:|---:|
| Records identified | 10 | 22 | +12 |
| Records identified (other methods) | 5 | 2 | -3 |
| New \| box (in all) | – | 3 |  |
| Gone (previous) | 4 | – |  |
"""
    )


def test_a_terminal_shows_each_box_before_and_now() -> None:
    assert (
        difference_text(CHANGED)
        == """Search_es
  `wos` was imported
  a lone ` and @ana, <b>bold</b> #7

Flow
  Records identified      10 →     22     +12
  Records identified       5 →      2      -3  (other methods)
  New | box                – →      3          (in all)
  Gone                     4 →      –          (previous)
"""
    )
