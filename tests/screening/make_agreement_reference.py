"""Makes agreement_reference.json: random ratings, and what published libraries say of them.

Not a test. Run where irrCAC 0.4.4, krippendorff 0.9.0, statsmodels 0.15.0 and scikit-learn 1.9.1 are installed:
python tests/screening/make_agreement_reference.py
"""

import json
from pathlib import Path
from random import Random
from typing import Any

import krippendorff  # type: ignore[import-not-found]
import numpy as np
import pandas as pd
from irrCAC.raw import CAC  # type: ignore[import-not-found]
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats import inter_rater  # type: ignore[import-not-found]
from statsmodels.stats.proportion import proportion_confint  # type: ignore[import-not-found]

SEED = 20151112
SHAPES = [  # units, raters, categories, share of ratings that are missing
    (20, 2, 2, 0.0), (35, 2, 3, 0.0), (60, 2, 4, 0.0), (25, 3, 2, 0.0), (40, 3, 3, 0.0), (50, 5, 4, 0.0),
    (30, 2, 2, 0.15), (30, 3, 3, 0.2), (45, 4, 3, 0.3), (24, 4, 2, 0.1),
]  # fmt: skip


def ratings(chance: Random, units: int, raters: int, categories: int, missing: float) -> list[list[str]]:
    """Rows of ratings: each rater says the unit's own category two times in three; an empty text is missing."""
    names = "abcdef"[:categories]
    table = []
    for _ in range(units):
        own = chance.choice(names)
        row = [own if chance.random() < 0.67 else chance.choice(names) for _ in range(raters)]
        table.append([value if chance.random() >= missing else "" for value in row])
    return table


def coefficient(found: dict[str, Any]) -> list[float]:
    """Value and interval, as irrCAC rounds them to 15 digits."""
    low, high = found["est"]["confidence_interval"]
    return [found["est"]["coefficient_value"], low, high]


def references(table: list[list[str]], categories: int) -> dict[str, object]:
    """What the libraries say of one table."""
    names = list("abcdef"[:categories])
    frame = pd.DataFrame([[value or None for value in row] for row in table])
    cac = CAC(frame, categories=names, digits=15)
    found: dict[str, object] = {
        "gwet_ac1": coefficient(cac.gwet()),
        "fleiss_kappa": coefficient(cac.fleiss()),
        "pabak": coefficient(cac.bp()),
    }
    codes = np.array([[names.index(v) if v else np.nan for v in row] for row in table], dtype=float)
    found["alpha"] = krippendorff.alpha(codes.T, level_of_measurement="nominal")
    if not np.isnan(codes).any():
        counts, _ = inter_rater.aggregate_raters(codes.astype(int), n_cat=categories)
        found["fleiss_statsmodels"] = inter_rater.fleiss_kappa(counts)
        if len(table[0]) == 2:
            first, second = zip(*table, strict=True)
            found["cohen_sklearn"] = cohen_kappa_score(first, second, labels=names)
            crossed = inter_rater.to_table(codes.astype(int), bins=np.arange(categories + 1) - 0.5)[0]
            kappa = inter_rater.cohens_kappa(crossed)
            found["cohen_kappa"] = [kappa.kappa, kappa.kappa_low, kappa.kappa_upp]
            same = sum(a == b for a, b in table)
            found["raw"] = [same / len(table), *proportion_confint(same, len(table), method="wilson")]
    return found


def main() -> None:
    """Write the file."""
    chance = Random(SEED)
    told = []
    for units, raters, categories, missing in SHAPES:
        table = ratings(chance, units, raters, categories, missing)
        rows = [" ".join(value or "." for value in row) for row in table]
        said = json.loads(json.dumps(references(table, categories), default=float))
        told.append({"categories": categories, "rows": rows, "references": said})
    path = Path(__file__).with_name("agreement_reference.json")
    path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
