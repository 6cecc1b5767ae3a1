"""Learns examiners' levels of oral interviews from the candidate's words, by features that do not grow with length.

Ridge regressions (Hoerl & Kennard 1970) on standardised features cut off at 3 deviations: `vocabulary` from the words,
`fluency` from repetitions and repairs (`hesitation` from fillers and silences as well, for transcripts that hold them),
`level` from words, repetitions and repairs together (`markedLevel` with fillers and silences). Learned from stretches of about 100 to 400 words, halves and whole interviews of
NICT JLE, each as transcribed and as a recogniser would leave it; all of an interview in one fold. Writes
`packages/engine/weights/score-words.json`.

    node training/scores/extract-interviews.ts
    python3 training/scores/train_words.py [--predictions FILE]
"""
import argparse
import json
import pathlib

import numpy as np

from agreement import figures, folds_of, interval_law

ROOT = pathlib.Path(__file__).resolve().parents[2]
CACHE = ROOT / "training/cache"
WEIGHTS = ROOT / "packages/engine/weights"
PARTS = ["100 words", "200 words", "400 words", "half 1", "half 2", "whole"]
# What each model reads, and how strongly its weights are held back.
MODELS = {
    "vocabulary": (["vocabulary"], 3000.0),
    "fluency": (["repair"], 30.0),
    "hesitation": (["hesitation"], 30.0),
    "level": (["vocabulary", "repair"], 3000.0),
    "markedLevel": (["vocabulary", "hesitation"], 3000.0),
}
FOLDS = 5
SEED = 0
LIMIT = 3.0
# Features of words that hardly anybody said: one occurrence elsewhere would count like a rare event here.
LEAST_DEVIATION = 0.15


class Rows:
    """The stretches that have the features of a model."""

    def __init__(self, rows, kinds):
        self.rows = [row for row in rows if all(row[kind] is not None for kind in kinds)]
        named = [{name: value for kind in kinds for name, value in row[kind].items()} for row in self.rows]
        names = list(named[0])
        features = np.array([[one[name] for name in names] for one in named])
        varying = [
            not name.startswith("word:") or deviation > LEAST_DEVIATION
            for name, deviation in zip(names, features.std(0))
        ]
        self.names = [name for name, varies in zip(names, varying) if varies]
        self.features = features[:, varying]
        self.level, self.words = self.column("level", float), self.column("words", float)
        self.interview, self.part, self.text = (self.column(name, str) for name in ("interview", "part", "text"))
        self.fold = folds_of(self.interview, FOLDS, SEED)

    def column(self, name, kind):
        return np.array([row[name] for row in self.rows], kind)


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


def report_of(rows, predicted):
    report = {}
    for text in ("transcript", "recognised"):
        for part in ("whole", "half 1", "400 words", "200 words", "100 words"):
            chosen = (rows.part == part) & (rows.text == text)
            if not chosen.any():
                continue
            guess, level = predicted[chosen], rows.level[chosen]
            report[f"{text}, {part}"] = {
                "rows": int(chosen.sum()),
                **figures(guess, level),
                "exact": round(float((np.round(guess) == level).mean()), 3),
                "within one": round(float((np.abs(np.round(guess) - level) <= 1).mean()), 3),
            }
    by_part = {
        part: dict(zip(rows.interview[chosen], predicted[chosen]))
        for part in ("whole", "half 1")
        for chosen in [(rows.part == part) & (rows.text == "transcript")]
    }
    shifts = [half - by_part["whole"][one] for one, half in by_part["half 1"].items() if one in by_part["whole"]]
    report["first half less whole, levels"] = round(float(np.mean(shifts)), 3)
    return report


def law_of(rows, predicted):
    """The interval law over stretches as a recogniser leaves them, and its half widths."""
    amounts, errors = [], []
    text = "recognised" if "recognised" in rows.text else "transcript"
    for part in PARTS:
        chosen = (rows.part == part) & (rows.text == text)
        amounts.append(float(np.median(rows.words[chosen])))
        errors.append(np.abs(predicted[chosen] - rows.level[chosen]))
    law, quantiles = interval_law(amounts, errors)
    return {"constant": law[0], "perUnit": law[1]}, dict(zip(PARTS, np.round(quantiles, 2).tolist()))


def content_of(rows, penalty, law):
    mean, deviation, weights, intercept = model = fit(rows.features, rows.level, penalty)
    golden = np.stack([mean + deviation * np.sin(np.arange(len(mean)) * 0.37 + case) for case in range(3)])
    return {
        "intercept": float(intercept),
        "interval": law,
        "golden": predict(model, golden).round(4).tolist(),
        "terms": [
            {"feature": name, "mean": round(m, 6), "deviation": round(d, 6), "weight": round(w, 6)}
            for name, m, d, w in zip(rows.names, mean.tolist(), deviation.tolist(), weights.tolist())
        ],
    }


def write_predictions(path, rows, predicted):
    """Whole interviews as transcribed, JSONL."""
    if not path:
        return
    with open(path, "w") as out:
        for at in np.flatnonzero((rows.part == "whole") & (rows.text == "transcript")):
            one = {"interview": rows.interview[at], "judged": rows.level[at], "level": predicted[at]}
            out.write(json.dumps(one) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--predictions", help="write cross-validated predictions of whole interviews, JSONL")
    options = parser.parse_args()
    every = [json.loads(line) for line in open(CACHE / "interviews.jsonl")]
    every = [row for row in every if row["part"] in PARTS]
    few = [row["level"] for row in every if row["vocabulary"] is None and row["part"].startswith("half")]
    content = {
        "frequentWords": json.load(open(CACHE / "frequent-words.json")),
        "levelOfFewWords": round(float(np.mean(few)), 3),
    }
    report = {}
    for name, (kinds, penalty) in MODELS.items():
        rows = Rows(every, kinds)
        predicted = cross_validate(rows, penalty)
        law, quantiles = law_of(rows, predicted)
        report[name] = {"features": len(rows.names), **report_of(rows, predicted), "halfWidth90": quantiles}
        content[name] = content_of(rows, penalty, law)
        if name == "markedLevel":
            write_predictions(options.predictions, rows, predicted)
    (WEIGHTS / "score-words.json").write_text(json.dumps(content, indent=1) + "\n")
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
