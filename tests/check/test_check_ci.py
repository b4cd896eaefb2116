"""The pre-commit hooks, the GitHub Action and the GitLab job, run as their files say, as far as without a network."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from defusedxml.ElementTree import parse

from seeded_reviews import commit, copy_of, edit, finished, git, segment

ROOT = Path(__file__).resolve().parents[2]
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")


def text_written(file: str) -> str:
    """A file that docs/ci.md tells readers to write."""
    found = re.search(rf"^```yaml file={re.escape(file)}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found, file
    return found[1]


def written(file: str) -> Any:
    """What such a file says."""
    return yaml.safe_load(text_written(file))


@pytest.fixture
def review(tmp_path: Path) -> Path:
    """A sound review in a repository of its own, everything committed."""
    return copy_of(finished, tmp_path / "repo")


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    """The environment of a job: slr on the path, nobody's settings."""
    own = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path)}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | own | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull} | more


# pre-commit


def hooks_repository(place: Path) -> tuple[Path, str]:
    """A repository that holds the hooks as slr's own does, and its commit.

    One word differs: `language: python` makes pre-commit install slr and what it needs from the network,
    `language: system` takes the slr of this environment.
    """
    place.mkdir()
    text = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    assert text.count("language: python") == len(HOOKS)
    (place / ".pre-commit-hooks.yaml").write_text(
        text.replace("language: python", "language: system"), "utf-8"
    )
    git(place, "init", "-q")
    commit(place, "hooks")
    return place, git(place, "rev-parse", "HEAD")


def pre_commit(repo: Path, tmp_path: Path, *words: str) -> tuple[int, str]:
    """Run pre-commit in a repository; its exit code and all it said."""
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", *words],
        cwd=repo,
        env=environment(tmp_path, PRE_COMMIT_HOME=str(tmp_path / "home")),
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


def configure(repo: Path, tmp_path: Path, *hooks: dict[str, Any]) -> None:
    """Write the configuration that asks for hooks of slr, as a team's repository has it."""
    place = tmp_path / "hooks"
    source, rev = hooks_repository(place) if not place.exists() else (place, git(place, "rev-parse", "HEAD"))
    config = {"repos": [{"repo": str(source), "rev": rev, "hooks": list(hooks)}]}
    (repo / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")


def run_hook(repo: Path, name: str, args: list[str], tmp_path: Path) -> tuple[int, str]:
    """Have pre-commit run a hook on everything."""
    configure(repo, tmp_path, {"id": name, "args": args})
    git(repo, "add", "-A")
    return pre_commit(repo, tmp_path, "run", name, "--all-files", "--color", "never")


def test_pre_commit_takes_the_hooks_file_as_it_is(tmp_path: Path) -> None:
    code, said = pre_commit(ROOT, tmp_path, "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"))
    assert code == 0, said


def test_a_commit_is_refused_with_the_line_and_goes_through_once_it_is_mended(
    review: Path, tmp_path: Path
) -> None:
    configure(review, tmp_path, *written(".pre-commit-config.yaml")["repos"][0]["hooks"])
    assert pre_commit(review, tmp_path, "install")[0] == 0
    env = environment(tmp_path, PRE_COMMIT_HOME=str(tmp_path / "home"))

    def attempt(message: str) -> tuple[int, str]:
        git(review, "add", "-A")
        name = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
        words = ["git", "-C", str(review), *name, "commit", "-q", "-m", message]
        done = subprocess.run(words, env=env, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    assert attempt("the hooks")[0] == 0
    before = git(review, "rev-parse", "HEAD")
    line = edit(review / "protocol.yaml", "rationale:", "rationalle:")
    code, said = attempt("a slip")
    assert code == 1 and f"protocol.yaml:{line}:1: error P002: " in said, said
    assert git(review, "rev-parse", "HEAD") == before
    edit(review / "protocol.yaml", "rationalle:", "rationale:")
    edit(review / "protocol.yaml", "rationale: Nobody", "# Ours.\nrationale: Nobody")
    code, said = attempt("mended")
    assert code == 0, said


def test_the_hooks_are_what_pre_commit_asks_for() -> None:
    for hook in HOOKS.values():
        assert {"id", "name", "entry", "language"} <= hook.keys()
        assert hook["language"] == "python" and hook["pass_filenames"] is False
    files = re.compile(HOOKS["slr-check"]["files"])
    for path in ("protocol.yaml", "review/protocol.yaml", "ledger/imports/ana/x.jsonl", "output/report.html"):
        assert files.search(path), path
    for path in ("README.md", "manuscript/protocol.yaml.txt", "ledgers.md"):
        assert not files.search(path), path


def test_the_check_hook_passes_and_fails(review: Path, tmp_path: Path) -> None:
    code, said = run_hook(review, "slr-check", ["--strict"], tmp_path)
    assert code == 0, said
    line = edit(review / "protocol.yaml", "rationale:", "rationalle:")
    code, said = run_hook(review, "slr-check", ["--strict"], tmp_path)
    assert code == 1
    assert f"protocol.yaml:{line}:1: error P002: " in said


def test_the_check_hook_takes_a_folder(review: Path, tmp_path: Path) -> None:
    top = tmp_path / "top"
    top.mkdir()
    git(top, "init", "-q")
    (review / ".git").rename(tmp_path / "gone")
    review.rename(top / "review")
    code, said = run_hook(top, "slr-check", ["review", "--strict"], tmp_path)
    assert code == 0, said
    edit(top / "review/flow.expect.yaml", "databases, count: 1}", "databases, count: 2}")
    code, said = run_hook(top, "slr-check", ["review", "--strict"], tmp_path)
    assert code == 1 and "F035" in said


def test_the_ledger_hook_refuses_an_edit_and_lets_additions_and_first_commits_pass(
    review: Path, tmp_path: Path
) -> None:
    code, said = run_hook(review, "slr-ledger", [], tmp_path)
    assert code == 0, said
    path = segment(review, "decisions/full-text/ana")
    path.write_text(path.read_text("utf-8").replace('"reason":"e2"', '"reason":"e1"'), "utf-8")
    code, said = run_hook(review, "slr-ledger", [], tmp_path)
    assert code == 1 and "error G002" in said and path.name in said
    git(review, "checkout", "-q", "HEAD", "--", "ledger")
    subprocess.run(["rm", "-rf", str(review / ".git")], check=True)
    git(review, "init", "-q")
    code, said = run_hook(review, "slr-ledger", [], tmp_path)
    assert code == 0, said


def test_the_page_s_hooks_exist() -> None:
    (repo,) = written(".pre-commit-config.yaml")["repos"]
    assert [hook["id"] for hook in repo["hooks"]] == list(HOOKS)


# What GitHub and GitLab ask of their files


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", ".github/workflows/ci.yml"),
        ("vendor.github-workflows", "page: .github/workflows/review.yml"),
        ("vendor.gitlab-ci", "page: .gitlab-ci.yml"),
    ],
)
def test_a_server_s_file_fits_its_schema(schema: str, file: str, tmp_path: Path) -> None:
    path = ROOT / file
    if file.startswith("page: "):
        path = tmp_path / "page.yml"
        path.write_text(text_written(file.removeprefix("page: ")), "utf-8")
    words = ["-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run([sys.executable, *words], env=environment(tmp_path), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


# The Action


def filled(text: str, values: dict[str, str]) -> str:
    """A text with GitHub's expressions `${{ … }}` worked out; only plain names are understood."""
    return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda found: values[found[1]], text)


def wanted(condition: str | None, values: dict[str, str]) -> bool:
    """Whether a step is run: no condition, or `inputs.x != ''`."""
    if condition is None:
        return True
    found = re.fullmatch(r"([\w.-]+) != ''", condition)
    assert found, condition
    return values[found[1]] != ""


def run_action(repo: Path, tmp_path: Path, **inputs: str) -> tuple[int, str]:
    """Run the Action's shell steps in a repository, as GitHub's runner does; the exit code and all output.

    The step that installs runs with a pip that only notes what it was asked for: there is no network.
    """
    given = {name.replace("_", "-"): value for name, value in inputs.items()}
    assert given.keys() <= ACTION["inputs"].keys()
    values = {f"inputs.{name}": given.get(name, one["default"]) for name, one in ACTION["inputs"].items()}
    values["github.action_path"] = str(ROOT)
    tools = tmp_path / "tools"
    tools.mkdir(exist_ok=True)
    (tools / "python").write_text(f'#!/bin/sh\necho "$@" >> "{tmp_path}/pip"\n', "utf-8")
    (tools / "python").chmod(0o755)
    said = ""
    for step in ACTION["runs"]["steps"]:
        if "run" not in step or not wanted(step.get("if"), values):
            continue
        assert step["shell"] == "bash"
        script = tmp_path / "step.sh"
        script.write_text(filled(step["run"], values), "utf-8")
        env = environment(tmp_path, GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"))
        env["PATH"] = f"{tools}{os.pathsep}{env['PATH']}" if "pip" in step["run"] else env["PATH"]
        env |= {name: filled(text, values) for name, text in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=repo,
            env=env,
            capture_output=True,
            text=True,
        )
        said += done.stdout + done.stderr
        if done.returncode:
            return done.returncode, said
    return 0, said


def test_the_action_passes_on_a_sound_review(review: Path, tmp_path: Path) -> None:
    code, said = run_action(review, tmp_path, strict="true")
    assert (code, said) == (0, "nothing to complain about\n")
    asked = (tmp_path / "pip").read_text("utf-8")
    assert asked == f"-m pip install --quiet --disable-pip-version-check {ROOT}\n"
    assert not (tmp_path / "summary.md").exists()


def test_the_action_annotates_writes_sarif_and_says_what_changed(review: Path, tmp_path: Path) -> None:
    git(review, "tag", "base")
    line = edit(review / "protocol.yaml", "text: No pupils took part", "text: No children took part")
    commit(review, "reword")
    code, said = run_action(review, tmp_path, base="base", sarif="slr.sarif")
    assert code == 1
    (annotation,) = [one for one in said.splitlines() if one.startswith("::error ")]
    assert annotation.startswith(f"::error file=protocol.yaml,line={line},col=5,title=A001 change without")
    summary = (tmp_path / "summary.md").read_text("utf-8")
    assert summary.startswith("### What changed in the review since `base`\n")
    assert (
        "The criterion `e1` was reworded, from “No pupils took part” to “No children took part”." in summary
    )
    assert "- Owed, and not entered: `e1` changed after screening began." in summary
    (run,) = json.loads((review / "slr.sarif").read_text("utf-8"))["runs"]
    assert {result["ruleId"] for result in run["results"]} == {"A001", "F011", "F030"}


def test_the_summary_says_which_amendments_are_owed_and_which_are_entered(
    review: Path, tmp_path: Path
) -> None:
    git(review, "tag", "base")
    edit(review / "protocol.yaml", "text: No pupils took part", "text: No children took part")
    edit(review / "codebooks/own.yaml", "Groups were assigned at random.", "Any assignment.")
    told = "{date: 2020-03-01, change: e1 says children, reason: it was unclear, parts: [e1]}"
    edit(review / "protocol.yaml", "known:", f"amendments:\n  - {told}\nknown:")
    commit(review, "reword")
    run_action(review, tmp_path, base="base")
    summary = (tmp_path / "summary.md").read_text("utf-8")
    assert summary.count("Owed, and not entered") == 1
    assert "- Owed, and not entered: the codebook `own` changed after coding began." in summary
    assert "- Entered (2020-03-01, on `e1`): e1 says children. Reason: it was unclear." in summary


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({}, 0),  # a warning alone
        ({"strict": "true"}, 1),
        ({"strict": "true", "ignore": "F022"}, 0),
        ({"strict": "true", "select": "Q,S"}, 0),
        ({"folder": "nowhere"}, 2),
        ({"base": "nowhere"}, 2),
        ({"retractions": "dois.txt"}, 1),
        ({"sarif": "a b.sarif", "strict": "true"}, 1),
        ({"folder": "$(touch /tmp/slr-injected)"}, 2),
    ],
)
def test_the_action_s_inputs(inputs: dict[str, str], code: int, review: Path, tmp_path: Path) -> None:
    (review / "dois.txt").write_text("10.5555/alpha\n", "utf-8")
    (review / "searches/scopus/more.ris").write_text("TY  - JOUR\nER  - \n", "utf-8")
    assert run_action(review, tmp_path, **inputs)[0] == code


def test_no_input_is_written_into_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", ""), "inputs reach a script through its environment alone"


def test_the_page_s_workflow_names_inputs_that_there_are() -> None:
    (job,) = written(".github/workflows/review.yml")["jobs"].values()
    (step,) = [step for step in job["steps"] if step["uses"].startswith("OWNER/slr")]
    assert step["with"].keys() <= ACTION["inputs"].keys()
    assert job["steps"][0]["with"]["fetch-depth"] == 0


# GitLab


def run_gitlab(repo: Path, tmp_path: Path, **variables: str) -> int:
    """Run the page's job as a runner does: its lines in one shell that stops at the first failure."""
    job = written(".gitlab-ci.yml")["review"]
    script = tmp_path / "job.sh"
    script.write_text("\n".join(job["script"]), "utf-8")
    env = environment(tmp_path, **variables)
    env.pop("CI_MERGE_REQUEST_DIFF_BASE_SHA", None) if not variables else None
    done = subprocess.run(
        ["bash", "-eo", "pipefail", str(script)], cwd=repo, env=env, capture_output=True, text=True
    )
    assert done.returncode in (0, 1), done.stderr
    return done.returncode


def test_the_gitlab_job_writes_both_reports(review: Path, tmp_path: Path) -> None:
    reports = written(".gitlab-ci.yml")["review"]["artifacts"]["reports"]
    assert run_gitlab(review, tmp_path) == 0
    assert json.loads((review / reports["codequality"]).read_text("utf-8")) == []
    base = git(review, "rev-parse", "HEAD")
    line = edit(review / "protocol.yaml", "text: No pupils took part", "text: No children took part")
    commit(review, "reword")
    assert run_gitlab(review, tmp_path, CI_MERGE_REQUEST_DIFF_BASE_SHA=base) == 1
    found = json.loads((review / reports["codequality"]).read_text("utf-8"))
    assert (found[0]["check_name"], found[0]["location"]) == (
        "A001",
        {"path": "protocol.yaml", "lines": {"begin": line}},
    )
    names = [case.attrib["name"] for case in parse(review / reports["junit"]).iter("testcase")]
    assert names[0] == f"A001 {line}:5"
