"""`slr retrieve`: attach a PDF, match a folder, list what a library should get."""

import hashlib
from pathlib import Path

import pytest

from conftest import Folder
from slr.app import fulltexts
from slr.store.disk import Disk, create_file, read_bytes


@pytest.fixture
def passed(review: Folder) -> Folder:
    """Alpha, Beta and Gamma passed title and abstract."""
    review("dedup")
    rows = [f"{name},include,{who}" for name in ("scopus.1", "scopus.2", "wos.2") for who in ("ana", "ben")]
    review("screen", "--apply", review.csv("d.csv", "report,decision,reviewer", *rows))
    return review


def test_a_file_is_kept_as_a_reports_full_text(passed: Folder) -> None:
    pdf = passed.root.parent / "download.pdf"
    pdf.write_bytes(b"%PDF-1.7 something")
    passed("retrieve", "10.5555/alpha", "--attach", pdf)
    name = passed.id("scopus.1")
    assert (passed.root / "fulltexts" / f"{name}.pdf").read_bytes() == pdf.read_bytes()
    (event,) = passed.json("log", "--kind", "retrieval")
    assert event["data"]["sha256"] == hashlib.sha256(pdf.read_bytes()).hexdigest()
    assert event["data"]["file"] == f"fulltexts/{name}.pdf"
    assert passed.json("status")["retrieval"]["retrieved"] == 1
    assert "which report" in passed("retrieve", "--attach", pdf, code=2).err


def test_a_folder_is_matched_by_names_and_the_rest_is_for_a_person(passed: Folder) -> None:
    folder = passed.root.parent / "pdfs"
    folder.mkdir()
    for name in ("10.5555_alpha.pdf", "Gray2012.pdf", "scan0001.pdf", "notes.md"):
        (folder / name).write_bytes(b"%PDF")
    ran = passed("retrieve", "--match", folder)
    assert passed.id("scopus.1") in ran.out and passed.id("wos.2") in ran.out
    assert "scan0001.pdf: fits no report" in ran.err and "notes.md" not in ran.err
    assert "2 full texts kept, 1 for you to place" in ran.err
    assert "is no folder" in passed("retrieve", "--match", folder / "none", code=2).err


def test_of_the_files_of_a_folder_one_at_a_time_is_in_memory(
    passed: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = passed.root.parent / "pdfs"
    folder.mkdir()
    for name in ("10.5555_alpha.pdf", "Gray2012.pdf"):
        (folder / name).write_bytes(b"%PDF")
    done: list[str] = []

    def reading(path: Path) -> bytes:
        done.append("read")
        return read_bytes(path)

    def writing(disk: Disk, path: Path, data: bytes) -> None:
        done.append("written")
        create_file(disk, path, data)

    monkeypatch.setattr(fulltexts, "read_bytes", reading)
    monkeypatch.setattr(fulltexts, "create_file", writing)
    passed("retrieve", "--match", folder)
    assert done == ["read", "written"] * 2
    assert passed.json("status")["retrieval"]["retrieved"] == 2


def test_what_a_library_should_get_is_written_in_any_format(passed: Folder) -> None:
    passed("retrieve", passed.id("scopus.1"), "--status", "retrieved")
    passed("retrieve", passed.id("scopus.2"), "--status", "not-retrieved")
    path = passed.root.parent / "order.ris"
    passed("retrieve", "--order", path)
    assert path.read_text().count("TY  -") == 1
    assert "Gamma rays in spring" in path.read_text()
