"""Learns examiners' levels of oral interviews from the candidate's words, by features that do not grow with length.

Ridge regression (Hoerl & Kennard 1970) on standardised features cut off at 3 deviations, from stretches of about 100 to
400 words, halves and whole interviews of NICT JLE; all stretches of an interview in one fold. Writes
`packages/engine/weights/score-vocabulary.json`.

    node training/scores/extract-interviews.ts
    python3 training/scores/train_vocabulary.py
"""
import json
import pathlib

import numpy as np

from agreement import figures, folds_of, interval_law

ROOT = pathlib.Path(__file__).resolve().parents[2]
CACHE = ROOT / "training/cache"
WEIGHTS = ROOT / "packages/engine/weights"
PARTS = ["100 words", "200 words", "400 words", "half 1", "half 2", "whole"]
FOLDS = 5
SEED = 0
PENALTY = 1000.0
LIMIT = 3.0
# Features of words that hardly anybody said: one occurrence elsewhere would count like a rare event here.
LEAST_DEVIATION = 0.15


class Rows:
    """Stretches of interviews with the features of one kind."""

    def __init__(self, kind, parts=PARTS):
        rows = [json.loads(line) for line in open(CACHE / "interviews.jsonl")]
        rows = [row for row in rows if row["part"] in parts and row[kind] is not None]
        self.names = list(rows[0][kind])
        features = np.array([[row[kind][name] for name in self.names] for row in rows])
        varying = np.array([
            not name.startswith("word:") or deviation > LEAST_DEVIATION
            for name, deviation in zip(self.names, features.std(0))
        ])
        self.names = [name for name, varies in zip(self.names, varying) if varies]
        self.features = features[:, varying]
        self.level = np.array([row["level"] for row in rows], float)
        self.interview = np.array([row["interview"] for row in rows])
        self.part = np.array([row["part"] for row in rows])
        self.words = np.array([row["words"] for row in rows])
        self.fold = folds_of(self.interview, FOLDS, SEED)


def fit(features, level, penalty):
    mean, deviation = features.mean(0), features.std(0)
    scaled = np.clip((features - mean) / deviation, -LIMIT, LIMIT)
    intercept = level.mean()
    gram = scaled.T @ scaled + penalty * np.eye(scaled.shape[1])
    return mean, deviation, np.linalg.solve(gram, scaled.T @ (level - intercept)), intercept


def predict(model, features):
    mean, deviation, weights, intercept = model
    return np.clip((features - mean) / deviation, -LIMIT, LIMIT) @ weights + intercept


def cross_validate(rows, penalty):
    out = np.zeros(len(rows.level))
    for held in range(FOLDS):
        learn = rows.fold != held
        out[~learn] = predict(fit(rows.features[learn], rows.level[learn], penalty), rows.features[~learn])
    return out


def half_against_whole(rows, predicted):
    """Mean shift of the first half against the whole, levels, over interviews with both."""
    whole = {one: p for one, p, part in zip(rows.interview, predicted, rows.part) if part == "whole"}
    half = {one: p for one, p, part in zip(rows.interview, predicted, rows.part) if part == "half 1"}
    both = [one for one in half if one in whole]
    return round(float(np.mean([half[one] - whole[one] for one in both])), 3)


def main():
    rows = Rows("vocabulary")
    predicted = cross_validate(rows, PENALTY)
    report = {"features": len(rows.names), "interviews": len(set(rows.interview))}
    amounts, errors = [], []
    for part in PARTS:
        chosen = rows.part == part
        error = predicted[chosen] - rows.level[chosen]
        report[part] = {
            "rows": int(chosen.sum()),
            **figures(predicted[chosen], rows.level[chosen]),
            "within one": round(float((np.abs(np.round(predicted[chosen]) - rows.level[chosen]) <= 1).mean()), 3),
        }
        amounts.append(float(np.median(rows.words[chosen])))
        errors.append(np.abs(error))
    report["first half against whole, levels"] = half_against_whole(rows, predicted)
    law, quantiles = interval_law(amounts, errors)
    report["halfWidth90"] = dict(zip(PARTS, np.round(quantiles, 2).tolist()))

    mean, deviation, weights, intercept = model = fit(rows.features, rows.level, PENALTY)
    terms = [
        {"feature": name, "mean": round(m, 6), "deviation": round(d, 6), "weight": round(w, 6)}
        for name, m, d, w in zip(rows.names, mean.tolist(), deviation.tolist(), weights.tolist())
    ]
    golden = np.stack([mean + deviation * np.sin(np.arange(len(mean)) * 0.37 + case) for case in range(3)])
    content = {
        "intercept": float(intercept),
        "interval": {"constant": law[0], "perUnit": law[1]},
        "golden": predict(model, golden).round(4).tolist(),
        "frequentWords": json.load(open(CACHE / "frequent-words.json")),
        "terms": terms,
    }
    (WEIGHTS / "score-vocabulary.json").write_text(json.dumps(content, indent=1) + "\n")
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
