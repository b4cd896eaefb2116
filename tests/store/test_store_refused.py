"""What the store does where the disk, git or a link will not: one clear message, or the work without it."""

import subprocess
from pathlib import Path

import pytest

from ledger_folder import writer
from slr.model.errors import SlrError
from slr.model.text import TextPage
from slr.store.disk import RealDisk, create_file
from slr.store.git import Commit, blobs, has_commits, where_parted
from slr.store.output import old_files, remove_stale
from slr.store.paths import ReviewPaths, stay_inside
from slr.store.seat import seat
from slr.store.texts import keep_text, kept_text, pages_from, text_place


@pytest.fixture
def paths(tmp_path: Path) -> ReviewPaths:
    return ReviewPaths(tmp_path)


class Unrenaming(RealDisk):
    """A disk that writes, but does not put a file in the place of another."""

    def rename(self, old: Path, new: Path) -> None:
        raise OSError(13, "Permission denied")


class Gone(RealDisk):
    """A network drive that went away while files were open."""

    def close(self, handle: int) -> None:
        super().close(handle)
        raise OSError(5, "Input/output error")


def test_a_file_that_cannot_be_replaced_stays_as_it_was_and_nothing_half_written_is_left(
    tmp_path: Path,
) -> None:
    place = tmp_path / "notes.txt"
    place.write_bytes(b"old")
    with pytest.raises(SlrError, match=r"cannot write notes\.txt: Permission denied"):
        create_file(Unrenaming(), place, b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("notes.txt", b"old")]


def test_a_half_written_file_that_cannot_be_removed_changes_nothing_of_the_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, missing_ok: bool = False) -> None:
        if self.exists():
            raise PermissionError(13, "not this one")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(SlrError, match="Permission denied"):
        create_file(Unrenaming(), tmp_path / "notes.txt", b"new")


def test_a_drive_that_is_gone_at_the_end_of_a_run_is_no_trouble_for_what_was_made_durable(
    paths: ReviewPaths,
) -> None:
    with writer(paths, disk=Gone()) as out:
        out.append("imports", "kept", {})
        out.sync()
    assert out.segments == {}


def test_an_old_output_that_cannot_be_removed_is_said(paths: ReviewPaths) -> None:
    (paths.output / "figures").mkdir(parents=True)
    (paths.output / "old.csv").write_text("a")
    manifest = paths.output / "manifest.json"
    manifest.write_text('{"outputs": {"old.csv": "", "new.csv": "", "../protocol.yaml": "", "figures": ""}}')
    assert sorted(old_files(paths)) == ["figures", "new.csv", "old.csv"]
    remove_stale(paths, ["new.csv", "figures"])
    assert not (paths.output / "old.csv").exists()
    with pytest.raises(SlrError, match="cannot write figures"):
        remove_stale(paths, ["new.csv"])
    manifest.write_text("[]")
    assert old_files(paths) == []


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "review"
    outside.mkdir()
    root.mkdir()
    try:
        (root / "ledger").symlink_to(outside, target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    with pytest.raises(SlrError, match="ledger leads out of the review folder"):
        stay_inside(ReviewPaths(root), root / "ledger")
    stay_inside(ReviewPaths(root), root / "codebooks")


def test_a_seat_that_cannot_be_taken_is_said(paths: ReviewPaths) -> None:
    paths.cache.mkdir()
    (paths.cache / "seats").write_text("a file where the folder should be")
    with pytest.raises(SlrError, match="cannot take the seat"), seat(paths, "ana", "full-text"):
        pytest.fail("nobody sat down")


def test_a_text_is_kept_and_a_damaged_one_is_read_anew(paths: ReviewPaths) -> None:
    place = text_place(paths, "ab" * 32)
    assert kept_text(place) is None
    keep_text(place, b'{"pages": [["1", ["a line", "another"]]], "trouble": ""}')
    assert kept_text(place) == ((TextPage("1", ("a line", "another")),), "")
    assert [path.name for path in place.parent.iterdir()] == [place.name]
    for damage in (b"", b"[]", b"{}", b'{"pages": {}, "trouble": ""}', b'{"pages": [1], "trouble": ""}'):
        place.write_bytes(damage)
        assert kept_text(place) is None
    with pytest.raises(TypeError):
        pages_from({"1": []})


def test_a_text_that_cannot_be_kept_is_no_trouble(paths: ReviewPaths) -> None:
    paths.cache.write_text("a file where the folder should be")
    keep_text(text_place(paths, "ab" * 32), b"{}")
    assert kept_text(text_place(paths, "ab" * 32)) is None


def git(folder: Path, *words: str) -> None:
    name = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
    subprocess.run(["git", "-C", str(folder), *name, *words], check=True, capture_output=True)


def test_histories_with_nothing_in_common_are_said_and_so_is_a_blob_that_is_not_there(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    assert not has_commits(tmp_path)
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "one")
    assert has_commits(tmp_path)
    git(tmp_path, "checkout", "-q", "--orphan", "other")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "two")
    with pytest.raises(SlrError, match="no commit in common") as caught:
        where_parted(tmp_path, "main")
    assert "fetch-depth" in caught.value.hint
    assert isinstance(where_parted(tmp_path, "other"), Commit)
    with pytest.raises(SlrError, match="git cannot read"):
        list(blobs(tmp_path, ["0" * 40]))
    assert list(blobs(tmp_path, [])) == []


def test_without_git_a_question_to_it_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SlrError, match="git cannot be run"):
        list(blobs(tmp_path, ["0" * 40]))
