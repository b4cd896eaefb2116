"""Write docs/codebooks/*.md from the bundled codebooks: python docs/generate_codebooks.py."""

from pathlib import Path

from slr.model.codebook import Codebook
from slr.protocol.bundled import bundled_codebooks
from slr.protocol.codebook import load_codebook
from slr.protocol.codebook_page import codebook_page

FOLDER = Path(__file__).with_name("codebooks")
HEAD = """\
# The bundled codebooks

Made by `python docs/generate_codebooks.py` from the codebooks themselves; a test holds the pages up to date.
A protocol names those that a review codes with under `codebooks:`. `slr codebook show ID` prints one,
`slr codebook new ID --extends OTHER` begins one of your own from it.

| codebook | what it is | codes | dimensions |
|---|---|---|---|
"""


def codebooks() -> dict[str, Codebook]:
    """Every bundled codebook, loaded."""
    texts = bundled_codebooks()
    found = {}
    for name, text in texts.items():
        codebook, _ = load_codebook(text, file=f"{name}.yaml", find=texts.get)
        if codebook is not None:
            found[name] = codebook
    return found


def pages() -> dict[str, str]:
    """Every page by its file name."""
    books = codebooks()
    rows = [
        f"| [`{book.id}`]({book.id}.md) | {book.name} | each {book.unit} | "
        f"{', '.join(f'`{dimension.id}`' for dimension in book.dimensions)} |"
        for book in books.values()
    ]
    made = {f"{name}.md": codebook_page(book) for name, book in books.items()}
    return {"index.md": HEAD + "\n".join(rows) + "\n", **made}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
