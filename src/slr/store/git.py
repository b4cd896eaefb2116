"""What the store asks of git: who works here, and what files were at an earlier state.

Only plumbing commands that read (rev-parse, merge-base, ls-tree, cat-file, rev-list, diff-tree): they run no
hooks, filters or text converters that a repository could bring along. Bytes come as git holds them.
"""

import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from slr.model.errors import SlrError

# Set in a hook, often relative to another folder than the one we ask about; git finds the folder's own.
HOOK_VARIABLES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
PATIENCE = 120  # seconds; a history of thousands of commits is read in a few


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A state of the repository around a review folder. `prefix` is the folder's path in it, `` or `a/`."""

    folder: Path
    sha: str
    prefix: str

    @property
    def short(self) -> str:
        """The commit's name as people write it."""
        return self.sha[:10]


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A file that a commit changed or removed; `path` is below the review folder, blobs are git's names."""

    commit: str
    path: str
    before: str
    after: str  # empty where it was removed


def git_identity(folder: Path) -> tuple[str, str]:
    """git's user.name and user.email as set for this folder; empty where git or a setting is missing."""
    return _config(folder, "user.name"), _config(folder, "user.email")


def path_in_repository(folder: Path) -> str | None:
    """The folder's path in its repository, `` or `a/b/`; None where it is in none, or git is missing."""
    found = _ask(folder, "rev-parse", "--show-prefix")
    return None if found is None else found.decode("utf-8", errors="surrogateescape").rstrip("\n")


def commit_at(folder: Path, ref: str) -> Commit:
    """The commit that a name stands for. Raises SlrError where there is no repository or no such commit."""
    prefix = path_in_repository(folder)
    if prefix is None:
        raise SlrError(
            f"{folder} is in no git repository", "git init makes one; the comparison needs its history"
        )
    found = _ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if found is None:
        raise SlrError(
            f"git knows no state {ref!r}",
            "name a commit, branch or tag; on a CI server, fetch the whole history (fetch-depth: 0)",
        )
    return Commit(folder=folder, sha=found.decode("ascii").strip(), prefix=prefix)


def has_commits(folder: Path) -> bool:
    """Whether there is anything to compare with: a repository before its first commit has nothing."""
    return path_in_repository(folder) is None or _ask(folder, "rev-parse", "--verify", "HEAD") is not None


def where_parted(folder: Path, ref: str) -> Commit:
    """The last commit that HEAD and `ref` have in common. Raises SlrError where there is none."""
    other = commit_at(folder, ref)
    found = _ask(folder, "merge-base", other.sha, "HEAD")
    if found is None:
        raise SlrError(
            f"{ref} and the present state have no commit in common",
            "on a CI server, fetch the whole history (fetch-depth: 0)",
        )
    return Commit(folder=folder, sha=found.decode("ascii").split()[0], prefix=other.prefix)


def files_at(commit: Commit, *below: str) -> dict[str, str]:
    """The files of the review folder at a commit below these paths: path to git's name of the blob."""
    listed = _must(
        commit.folder,
        "ls-tree",
        "-r",
        "-z",
        "--full-tree",
        commit.sha,
        "--",
        *(f"{commit.prefix}{path}" for path in below),
        literal=True,
    )
    found = {}
    for line in listed.split(b"\0"):
        meta, _, name = line.partition(b"\t")
        if name and meta.split()[1] == b"blob":
            path = name.decode("utf-8", errors="surrogateescape")
            found[path.removeprefix(commit.prefix)] = meta.split()[2].decode("ascii")
    return found


def blobs(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The contents of blobs by git's names, in order. Raises SlrError where one cannot be read."""
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return
    said = "".join(f"{name}\n" for name in wanted).encode("ascii")
    answer = _must(folder, "cat-file", "--batch", given=said)
    place = 0
    for name in wanted:
        head, _, _ = answer[place : place + 200].partition(b"\n")
        words = head.split()
        if len(words) != 3:
            raise SlrError(f"git cannot read {name}", "the clone may be partial or damaged: git fsck")
        start = place + len(head) + 1
        yield name, answer[start : start + int(words[2])]
        place = start + int(words[2]) + 1


def blob_name(data: bytes, like: str) -> str:
    """git's name of these bytes, by the algorithm (SHA-1 or SHA-256) that gave the name `like`."""
    made = hashlib.new("sha256" if len(like) == 64 else "sha1", usedforsecurity=False)
    made.update(b"blob %d\0" % len(data))
    made.update(data)
    return made.hexdigest()


def read_at(commit: Commit, path: str) -> bytes | None:
    """One file of the review folder at a commit; None where it was not there."""
    name = files_at(commit, path).get(path)
    return None if name is None else next(data for _, data in blobs(commit.folder, [name]))


def touched_since(commit: Commit, *below: str) -> list[Touched]:
    """What commits after this one changed or removed below these paths, oldest first; new files are left out.

    A merge is compared with its first parent: what it brings from the other side was judged there.
    """
    asked = ("rev-list", "--reverse", "--no-merges", f"{commit.sha}..HEAD", "--")
    listed = _must(commit.folder, *asked, *below, literal=True)
    found: list[Touched] = []
    for sha in listed.decode("ascii").split():
        found += _touched_by(commit, sha, below)
    return found


def _touched_by(commit: Commit, sha: str, below: Sequence[str]) -> Iterator[Touched]:
    asked = ("diff-tree", "-r", "-z", "--raw", "--no-commit-id", "--no-renames", "--no-abbrev", sha, "--")
    fields = _must(commit.folder, *asked, *below, literal=True).split(b"\0")
    for meta, name in zip(fields[::2], fields[1::2], strict=False):
        _, _, before, after, status = meta.decode("ascii").split()
        if status[0] in "MDT":
            path = name.decode("utf-8", errors="surrogateescape").removeprefix(commit.prefix)
            yield Touched(commit=sha, path=path, before=before, after="" if status[0] == "D" else after)


def _config(folder: Path, key: str) -> str:
    found = _ask(folder, "config", "--get", key)
    return found.decode("utf-8", errors="replace").strip() if found else ""


def _must(folder: Path, *words: str, given: bytes = b"", literal: bool = False) -> bytes:
    done = _run(folder, words, given, literal=literal)
    if done is None or done.returncode != 0:
        said = done.stderr.decode("utf-8", errors="replace").strip() if done else "git cannot be run"
        raise SlrError(f"git {words[0]} failed: {said}", "is the clone whole? git fsck says")
    return done.stdout


def _ask(folder: Path, *words: str) -> bytes | None:
    done = _run(folder, words, b"", literal=False)
    return done.stdout if done is not None and done.returncode == 0 else None


def _run(
    folder: Path, words: Sequence[str], given: bytes, *, literal: bool
) -> subprocess.CompletedProcess[bytes] | None:
    """Run git in a folder; None where it cannot be run. `literal`: paths are names, never patterns."""
    setting = {name: value for name, value in os.environ.items() if name not in HOOK_VARIABLES}
    top = ["--literal-pathspecs"] if literal else []
    command = ["git", "-C", str(folder), *top, *words]
    try:
        return subprocess.run(
            command, input=given, capture_output=True, timeout=PATIENCE, check=False, env=setting
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
