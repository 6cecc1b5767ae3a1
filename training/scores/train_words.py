"""Learns examiners' levels of oral interviews from the candidate's words, by features that do not grow with length.

Small networks (`networks.py`) on standardised features: `fluency` from repetitions and repairs
(`hesitation` from fillers and silences as well, for transcripts that hold them), `level` from words, repetitions and
repairs together (`markedLevel` with fillers and silences). Learned from stretches of about 100 to 400 words, halves and
whole interviews of NICT JLE, each as transcribed and as a recogniser would leave it; all of an interview in one fold.
Writes `packages/engine/weights/score-words.{json,f32}`.

    npx node training/scores/extract-interviews.ts
    /usr/bin/python3 training/scores/train_words.py [--predictions FILE]
"""
import argparse
import hashlib
import json
import pathlib

import numpy as np

import networks
from agreement import figures, folds_of, interval_law

ROOT = pathlib.Path(__file__).resolve().parents[2]
CACHE = ROOT / "training/cache"
WEIGHTS = ROOT / "packages/engine/weights"
PARTS = ["100 words", "200 words", "400 words", "half 1", "half 2", "whole"]
# What each model reads, and how it learns; chosen on the folds.
MANY = networks.Recipe((48,), drop_inputs=0.3, drop_units=0.5, decay=0.03, rate=0.002, passes=12, batch=128, networks=4)
FEW = networks.Recipe((12,), drop_inputs=0.0, drop_units=0.1, decay=0.01, rate=0.005, passes=12, batch=128, networks=2)
MODELS = {
    "fluency": (["repair"], FEW),
    "hesitation": (["hesitation"], FEW),
    "level": (["vocabulary", "repair"], MANY),
    "markedLevel": (["vocabulary", "hesitation"], MANY),
}
# Examiners' levels that are taken together, and the score at the upper end of each; nobody knows how far 9 reaches.
BOUND_LEVELS = [(1, 2, 3), (4, 5), (6, 7), (8,), (9,)]
BOUND_TOPS = [0.833, 1.667, 2.333, 2.778, 5.0]
FOLDS = 5
SEED = 0
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


def fit(features, level, recipe):
    return networks.fit(features, level[:, None], recipe)


def cross_validate(rows, recipe):
    out = np.zeros(len(rows.level))
    for held in range(FOLDS):
        learn = rows.fold != held
        out[~learn] = fit(rows.features[learn], rows.level[learn], recipe).predict(rows.features[~learn])[:, 0]
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
        part: dict(zip(rows.interview[chosen], zip(predicted[chosen], rows.level[chosen])))
        for part in ("whole", "half 1")
        for chosen in [(rows.part == part) & (rows.text == "transcript")]
    }
    both = [one for one in by_part["half 1"] if one in by_part["whole"]]
    (half, level), (whole, _) = (np.array([by_part[part][one] for one in both]).T for part in ("half 1", "whole"))
    report["first half against whole, the same interviews"] = {
        "interviews": len(both),
        "mean shift, levels": round(float(np.mean(half - whole)), 3),
        "pearson of halves": round(float(np.corrcoef(half, level)[0, 1]), 3),
        "pearson of wholes": round(float(np.corrcoef(whole, level)[0, 1]), 3),
    }
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


def golden_inputs(model):
    """Three made-up rows on which the engine has to come to the same levels."""
    turns = np.arange(len(model.mean)) * 0.37
    return np.stack([model.mean + model.deviation * np.sin(turns + case) for case in range(3)])


def head_of(rows, recipe, model, law):
    return {
        "features": rows.names,
        "shape": {"inputs": len(rows.names), "widths": [*recipe.hidden, 1], "networks": recipe.networks},
        "interval": law,
        "golden": model.predict(golden_inputs(model))[:, 0].round(4).tolist(),
    }


def fluency_bounds(rows, predicted):
    """What nine in ten of the people at a level come out above by their hesitations, beside the upper end of the level."""
    heard = rows.text == "transcript"
    tenths = [np.quantile(predicted[heard & np.isin(rows.level, levels)], 0.1) for levels in BOUND_LEVELS]
    return [[round(float(tenth), 3), top] for tenth, top in zip(np.maximum.accumulate(tenths), BOUND_TOPS)]


def whole_interviews(rows, predicted):
    """Levels of whole interviews as transcribed, by interview: the examiners' and the model's."""
    chosen = np.flatnonzero((rows.part == "whole") & (rows.text == "transcript"))
    return {rows.interview[at]: (rows.level[at], predicted[at]) for at in chosen}


def write_predictions(path, levels):
    """JSONL, a line for every interview that all models could read; `level` is the marked one, `unmarked` that without fillers and silences."""
    keys = {"markedLevel": "level", "level": "unmarked", "hesitation": "hesitation", "fluency": "fluency"}
    read_by_all = set.intersection(*(set(own) for own in levels.values()))
    with open(path, "w") as out:
        for interview in sorted(read_by_all):
            found = {keys[name]: own[interview] for name, own in levels.items()}
            judged = next(iter(found.values()))[0]
            out.write(json.dumps({"interview": interview, "judged": judged, **{key: one[1] for key, one in found.items()}}) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--predictions", help="write cross-validated predictions of whole interviews, JSONL")
    parser.add_argument("--only", nargs="+", choices=MODELS, help="cross-validate these alone, print whole interviews, write no weights")
    options = parser.parse_args()
    every = [json.loads(line) for line in open(CACHE / "interviews.jsonl")]
    every = [row for row in every if row["part"] in PARTS]
    few = [row["level"] for row in every if row["vocabulary"] is None and row["part"].startswith("half")] or [np.nan]
    content = {
        "frequentWords": json.load(open(CACHE / "frequent-words.json")),
        "levelOfFewWords": round(float(np.mean(few)), 3),
    }
    report, numbers, levels = {}, [], {}
    for name, (kinds, recipe) in MODELS.items():
        if options.only and name not in options.only:
            continue
        rows = Rows(every, kinds)
        predicted = cross_validate(rows, recipe)
        levels[name] = whole_interviews(rows, predicted)
        if options.only:
            judged, found = np.array(list(levels[name].values())).T
            report[name] = {"interviews": len(judged), **figures(found, judged)}
            continue
        law, quantiles = law_of(rows, predicted)
        report[name] = {"features": len(rows.names), **report_of(rows, predicted), "halfWidth90": quantiles}
        model = fit(rows.features, rows.level, recipe)
        content[name] = head_of(rows, recipe, model, law)
        numbers.append(model.numbers())
        if name == "hesitation":
            content["fluencyBounds"] = report["fluencyBounds"] = fluency_bounds(rows, predicted)
    if options.predictions:
        write_predictions(options.predictions, levels)
    if options.only:
        return print(json.dumps(report, indent=1))
    file = np.concatenate(numbers).tobytes()
    (WEIGHTS / "score-words.f32").write_bytes(file)
    content = {"sha256": hashlib.sha256(file).hexdigest(), **content}
    (WEIGHTS / "score-words.json").write_text(json.dumps(content, indent=1) + "\n")
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
