"""Real disks that refuse: a full one, a file-size limit, a folder that may only be read; and who writes files."""

import ast
import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from conftest import Folder
from slr.cli.main import main
from tried_folder import codes_of, events_of

SOURCE = Path(__file__).parents[2] / "src" / "slr"
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits")

# Who writes to a disk past the store's one seam, and why nothing of a review can be lost there.
PAST_THE_SEAM = {
    "store/disk.py": "the seam itself",
    "store/seat.py": "a lock below .slr/, which may be deleted at will",
    "store/cache.py": "the cache below .slr/, which may be deleted at will",
    "store/output.py": "removes files of output/, which slr builds anew",
    "app/diff.py": "an earlier state of git, unpacked into a temporary folder to be read",
    "store/kept_answers.py": "what was worked out, such as orders of the ranking below .slr/, which may be deleted at will",
    "store/texts.py": "texts of full texts below .slr/, which may be deleted at will",
    "formats/xlsx_writer.py": "a member of an archive in memory",
    "cli/main.py": "points stdout nowhere, at a closed pipe",
}
WRITING = {"write_text", "write_bytes", "unlink", "rename", "mkdir", "rmdir", "touch", "symlink_to", "rmtree"}
WRITING |= {"copyfile", "copy2", "copytree", "to_csv", "to_excel", "mkdtemp", "NamedTemporaryFile"}


def writes(path: Path) -> list[str]:
    """The calls of a module that may change a disk: their names and lines."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        words = [
            a.value for a in (*node.args, *(k.value for k in node.keywords)) if isinstance(a, ast.Constant)
        ]
        opens = name in ("open", "fdopen") and any(
            isinstance(w, str) and len(w) <= 3 and set(w) & set("wax+") for w in words
        )
        low = name == "open" and ast.unparse(node.func) == "os.open"
        whose = ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""
        if (name in WRITING and whose not in ("", "verb", "self")) or opens or low:
            found.append(f"{name} in line {node.lineno}")
    return found


def test_nothing_is_written_past_the_seam() -> None:
    found = {path.relative_to(SOURCE).as_posix(): writes(path) for path in sorted(SOURCE.rglob("*.py"))}
    found = {name: calls for name, calls in found.items() if calls}
    assert len(found) >= 4
    assert {n: c for n, c in found.items() if n not in PAST_THE_SEAM} == {}


def in_child(root: Path, argv: list[str], out: Path, prepare: str) -> int:
    """Run a command in a forked child under a limit; its exit code, what it said in `out`."""
    child = os.fork()
    if child == 0:
        import contextlib
        import resource

        code = 71
        try:
            with out.open("w") as said, contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                if prepare.startswith("size"):
                    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                    limit = int(prepare.partition(" ")[2])
                    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
                code = main(["-C", str(root), *argv])
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def commands(review: Folder, files: Path) -> dict[str, list[str]]:
    """One command of each way of writing."""
    review("dedup")
    row = f"{review.id('scopus.1')},include,ana"
    (files / "d.csv").write_text(f"report,decision,reviewer\n{row}\n", encoding="utf-8")
    (files / "g.ris").write_text("TY  - JOUR\nTI  - " + "Long " * 200 + "\nER  - \n", encoding="utf-8")
    (files / "full.pdf").write_bytes(b"%PDF" + b"x" * 5000)
    return {
        "import": ["import", str(files / "g.ris"), "--search", "grey"],
        "withdraw": ["import", "--withdraw", "wos", "--reason", "wrong"],
        "screen": ["screen", "--apply", str(files / "d.csv")],
        "attach": ["retrieve", review.id("scopus.1"), "--attach", str(files / "full.pdf")],
        "publish": ["publish", "--text-only"],
        "export": ["export", "all", "--to", "ris", "-o", str(review.root / "all.ris")],
        "convert": ["convert", str(files / "g.ris"), "-o", str(review.root / "g.bib")],
        "codebook": ["codebook", "new", "own"],
        "freeze": ["flow", "--freeze", "first"],
    }


def refused(review: Folder, argv: list[str], out: Path, prepare: str) -> None:
    """The command says in one message that it could not, and the folder is as it was."""
    before = events_of(review.root)
    code = in_child(review.root, argv, out, prepare)
    said = out.read_text("utf-8")
    assert code == 2, (argv, code, said)
    assert said.count("hint:") == 1 and "Traceback" not in said, said
    assert "cannot write" in said or "cannot take" in said, said
    assert before.items() <= events_of(review.root).items(), argv
    assert codes_of(review.root) <= {"L001", "F022", "F032", "F034"}, argv


@posix
@pytest.mark.parametrize("limit", [0, 40])
def test_a_file_size_limit_is_one_message_and_costs_nothing(
    review: Folder, tmp_path: Path, limit: int
) -> None:
    for argv in commands(review, tmp_path).values():
        refused_under(review, argv, limit)


def refused_under(review: Folder, argv: list[str], limit: int) -> None:
    """As `refused`; the message itself goes through a pipe, which the limit does not reach."""
    hear, tell = os.pipe()
    before = events_of(review.root)
    code = in_child(review.root, argv, Path(f"/dev/fd/{tell}"), f"size {limit}")
    os.close(tell)
    with os.fdopen(hear, encoding="utf-8") as heard:
        said = heard.read()
    assert code == 2, (argv, code, said)
    assert said.count("hint:") == 1 and "Traceback" not in said and "cannot write" in said, said
    assert before.items() <= events_of(review.root).items(), argv
    assert codes_of(review.root) <= {"L001", "F022", "F032"}, argv


@pytest.fixture
def small_disk(tmp_path: Path):  # type: ignore[no-untyped-def]
    """A disk of 8 MB that is nearly full; skipped where nothing may be mounted."""
    place = tmp_path / "small"
    place.mkdir()
    made = ["mount", "-t", "tmpfs", "-o", "size=8m", "slr-test", str(place)]
    if (
        os.name == "nt"
        or shutil.which("mount") is None
        or subprocess.run(made, capture_output=True).returncode
    ):
        pytest.skip("no disk may be mounted here: the file-size limit stands for it")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_real_full_disk(review: Folder, tmp_path: Path, small_disk: Path) -> None:
    argvs = commands(review, tmp_path)
    shutil.copytree(review.root, small_disk / "review")
    full = Folder(small_disk / "review", review.slr)
    named = {
        name: [word.replace(str(review.root), str(full.root)) for word in argv]
        for name, argv in argvs.items()
    }
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
    for argv in named.values():
        refused(full, argv, tmp_path / "said", "")
    filler.unlink()
    for name, argv in named.items():
        full(*argv)
        assert codes_of(full.root) <= {"L001"}, name


READING = (["status"], ["flow"], ["check"], ["verify"], ["log"], ["export", "all"])


def read_only(folder: Folder, argvs: dict[str, list[str]], said: Path) -> None:
    """Whatever writes is refused, whatever reads works."""
    for argv in argvs.values():
        refused(folder, argv, said, "")
    for argv in READING:
        assert in_child(folder.root, argv, said, "") in (0, 1), argv
        assert "Traceback" not in said.read_text("utf-8")


@posix
@pytest.mark.skipif(
    os.name != "nt" and os.getuid() == 0, reason="nothing is forbidden to root by permissions"
)
def test_a_folder_that_may_only_be_read(review: Folder, tmp_path: Path) -> None:
    argvs = commands(review, tmp_path)
    places = [review.root, *sorted(review.root.rglob("*"))]
    for place in places:
        place.chmod(0o555 if place.is_dir() else 0o444)
    try:
        read_only(review, argvs, tmp_path / "said")
    finally:
        for place in places:
            place.chmod(0o755 if place.is_dir() else 0o644)


def test_a_disk_that_may_only_be_read(review: Folder, tmp_path: Path, small_disk: Path) -> None:
    argvs = commands(review, tmp_path)
    shutil.copytree(review.root, small_disk / "review")
    there = Folder(small_disk / "review", review.slr)
    named = {
        name: [word.replace(str(review.root), str(there.root)) for word in argv]
        for name, argv in argvs.items()
    }
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    read_only(there, named, tmp_path / "said")
