"""The picture of the screening view in docs/images: drawn from synthetic reports, which it says."""

import re
from html import unescape
from itertools import count
from pathlib import Path

from golden_screens import screen_text, writing_golden
from slr.tui.preferences import Preferences
from slr.tui.screening import ScreeningApp
from tui_desks import CRITERIA, FakeScreeningDesk, synthetic_records

PICTURE = Path(__file__).parents[2] / "docs" / "images" / "screening.svg"
FONTS = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"
TERMS = {
    "public-health": ("health department*", "agenc*", "authorit*"),
    "social-media": ("social media", "repl*"),
}


async def draw() -> tuple[str, str]:
    """The picture, without fonts from elsewhere, and the text of the same screen."""
    seconds = count(0, 7)
    preferences = Preferences(terms=TERMS, clock=lambda: float(next(seconds)))
    desk = FakeScreeningDesk(synthetic_records(240), criteria=CRITERIA).decided_before(96)
    app = ScreeningApp(desk, preferences)
    async with app.run_test(size=(120, 32)) as pilot:
        await pilot.press("i", "3", "e", "u", "i", "1")
        await pilot.pause()
        svg, text = app.export_screenshot(title="slr screen"), screen_text(app)
    svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)
    return svg.replace("Fira Code, monospace", FONTS), text


def words_of(svg: str) -> str:
    """The words in a picture, in order, without blanks."""
    return "".join(unescape("".join(re.findall(r"<text[^>]*>(.*?)</text>", svg, re.DOTALL))).split())


async def test_the_picture_shows_the_screen_as_it_is_now() -> None:
    svg, text = await draw()
    if writing_golden():
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        PICTURE.write_text(svg, encoding="utf-8")
    drawn = PICTURE.read_text(encoding="utf-8")
    assert words_of(drawn) == words_of(svg)
    assert "Syntheticdata:thesereportsanddecisionsaremadeup" in words_of(drawn)
    assert "Synthetic data" in text
    assert "http" not in drawn.replace("http://www.w3.org/", "").replace("https://www.textualize.io", "")
