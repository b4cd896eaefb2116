"""Makes a synthetic review to screen: python benchmarks/desk_review.py REPORTS FOLDER

The review says that it is synthetic. Its reports are made-up sentences about five subjects, one in twenty of
them about the one that is sought; they are imported and deduplicated with the command line, which leaves the
cache warm. Nothing is decided.
"""

import subprocess
import sys
from pathlib import Path
from random import Random

RUN = "from slr.__main__ import run; run()"
PROTOCOL = """\
title: A synthetic review of made-up reports
synthetic: "Synthetic data: these reports are made up by a benchmark, no study behind them exists."
question: {text: "Do reminders help people to take their medicines?", framework: PICO,
           elements: {population: patients, intervention: reminders, comparison: none, outcome: adherence}}
reviewers:
  - {id: ana, name: Ana}
searches:
  - {id: made-up, source: A benchmark, kind: database, date: 2026-01-01, query: none}
stages:
  - {id: title-abstract, name: Title and abstract, reviewers: 1}
  - {id: full-text, name: Full text, on: reports, reviewers: 1}
criteria:
  - {id: adherence, text: "Reports adherence to a medicine.", type: include, terms: [adherence]}
  - {id: reminders, text: "Studies reminders of any kind.", type: include, terms: [remind*, "text message"]}
  - {id: no-data, text: "Editorial or letter without data.", type: exclude, terms: [editorial, letter]}
  - {id: animals, text: "Studies animals alone.", type: exclude, terms: [rats, mice]}
"""
SUBJECTS = (
    "reminder adherence medicine message telephone compliance patient pharmacy pill",
    "imaging tumor contrast scan resolution lesion marker detection biopsy",
    "mice receptor binding pathway protein expression kinase signal mutation",
    "hospital cost budget payment insurance reform market policy allocation",
    "school teaching student curriculum lesson learning exam skill classroom",
)
COMMON = (
    "study effect group result method analysis control baseline outcome sample measure difference week "
    "year cohort trial intervention mean confidence interval significant among between after before during"
)
PARTS = ("BACKGROUND", "OBJECTIVE", "METHODS", "RESULTS", "CONCLUSIONS")


def entry(number: int, random: Random) -> str:
    """One RIS entry of about 1.8 kB."""
    subject = SUBJECTS[0 if random.random() < 0.05 else random.randrange(1, len(SUBJECTS))].split()

    def sentence(words: int) -> str:
        chosen = (random.choice(subject if random.random() < 0.35 else COMMON.split()) for _ in range(words))
        return " ".join(chosen).capitalize()

    abstract = " ".join(f"{part}: {sentence(18)}. {sentence(20)}." for part in PARTS)
    return (
        f"TY  - JOUR\nTI  - {sentence(9)} ({number})\nAU  - Maker{number % 997}, A. B.\nAU  - Writer, C.\n"
        f"PY  - {1990 + number % 35}\nT2  - Journal of Made-up Results\nVL  - {number % 40}\n"
        f"SP  - {number}\nDO  - 10.5555/made-up.{number}\nAB  - {abstract}\n"
        f"KW  - {subject[0]}\nKW  - {subject[1]}\nER  - \n"
    )


def slr(*words: object) -> None:
    """Run a command in a process of its own."""
    subprocess.run([sys.executable, "-c", RUN, *map(str, words)], check=True, stdout=subprocess.DEVNULL)


def make_review(folder: Path, reports: int, seed: int = 1) -> Path:
    """A review folder with so many reports to screen, imported and deduplicated."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    given, export = folder.with_suffix(".yaml"), folder.with_suffix(".ris")
    random = Random(seed)
    given.write_text(PROTOCOL, encoding="utf-8")
    export.write_text("\n".join(entry(n, random) for n in range(1, reports + 1)), encoding="utf-8")
    slr("init", folder, "--protocol", given)
    slr("-C", folder, "import", export, "--search", "made-up")
    slr("-C", folder, "dedup", "--as", "ana")
    given.unlink()
    export.unlink()
    return folder


if __name__ == "__main__":
    make_review(Path(sys.argv[2]), int(sys.argv[1]))
