"""Learns the vocabulary model and prints what its card shows. Writes `packages/engine/weights/score-vocabulary.{json,f32}`.

Examiners' levels (NICT JLE) are met with squared errors; fluent native speakers (Switchboard, ICSI meetings, MASC) are anchors: only
a level below C1 costs anything. All of a person, call or meeting lies in one fold.

    node training/vocabulary/extract.ts
    /usr/bin/python3 training/vocabulary/train.py [--predictions FILE]
"""
import argparse
import hashlib
import json
import os
import pathlib
import sys

os.environ.setdefault("OMP_NUM_THREADS", "1")
import numpy as np
from scipy.optimize import minimize

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "training/scores"))
from agreement import figures, folds_of, interval_law  # noqa: E402
import networks  # noqa: E402
from model import BESIDES, COMBINATION, COUNTED, FAMILIES, levels, standardised  # noqa: E402

CACHE = ROOT / "training/cache"
WEIGHTS = ROOT / "packages/engine/weights"
RATED = "nict-jle"
ANCHORS = ["switchboard", "icsi-native", "masc"]
LEARNED_PARTS = ["whole", "half", "200 words", "100 words"]
PARTS = ["60 words", "100 words", "200 words", "half", "whole"]
RANGE = [name for members in FAMILIES.values() for name in members] + list(BESIDES)
# Transcribers of NICT JLE wrote no apostrophes and heard other noises than those of other corpora: these tell corpora apart.
SPELLED_OTHERWISE = set(
    "s ll d re m ve well were its id hell ill we t don didn doesn isn wasn okay o ok yeah uh um hmm mm huh".split()
)
# The level below which an anchor costs, and its weight against a rated person (in the sum) or stretch (in the networks); ridge
# penalties of the sum. All chosen on the folds.
ANCHOR_LEVEL = 9.9
SUM_ANCHOR_WEIGHT, NETWORKS_ANCHOR_WEIGHT = 1.0, 0.1
RANGE_PENALTY, CHOICE_PENALTY = 3.0, 100.0
STARTS = 4
FOLDS = 5
SEED = 0
DIGITS = 5


class Rows:
    """Stretches with their features, in columns."""

    def __init__(self, rows):
        self.names = RANGE + [name for name in rows[0]["features"] if is_word_choice(name)]
        self.features = np.array([[row["features"][name] for name in self.names] for row in rows])
        column = lambda name, kind: np.array([row[name] for row in rows], kind)  # noqa: E731
        self.unknown = np.array([row["features"]["unknownShare"] for row in rows])
        self.level, self.words = column("level", float), column("words", float)
        self.corpus, self.id, self.group, self.part, self.text = (
            column(name, str) for name in ("corpus", "id", "group", "part", "text")
        )


def is_word_choice(name):
    kind, _, word = name.partition(":")
    return kind == "pos" or (kind == "word" and word not in SPELLED_OTHERWISE)


def learn(rows, chosen):
    """The model of the chosen rows."""
    rated, anchors = rows.corpus == RATED, np.isin(rows.corpus, ANCHORS)
    model = {"names": rows.names, "growth": growth_of(rows, chosen & rated)}
    middle = chosen & rated & (rows.part == "200 words") & (rows.text == "transcript")
    brought = rows.features[middle] * (200 / np.minimum(rows.words[middle], 200))[:, None] ** model["growth"]
    model["mean"], model["deviation"] = brought.mean(0).round(DIGITS), (brought.std(0) + 1e-3).round(DIGITS)
    learned = chosen & (rated | anchors) & np.isin(rows.part, LEARNED_PARTS) & (rows.words >= 95)
    deviations = standardised(model, rows.features[learned], rows.words[learned])
    level = np.where(anchors, np.nan, rows.level)[learned]
    weight = np.where(anchors[learned], NETWORKS_ANCHOR_WEIGHT, 1.0)
    model["networks"] = networks.fit(deviations, level, ANCHOR_LEVEL, weight, STARTS)
    longer = rows.words[learned] >= 150
    weight = np.where(np.isnan(level), SUM_ANCHOR_WEIGHT, 1.0)[longer] / stretches_of_each(rows.id[learned][longer])
    found = weighted_sum(deviations[longer], level[longer], weight, rows.names)
    model["intercept"], model["weights"] = round(float(found[0]), DIGITS), found[1:].round(DIGITS)
    return model


def stretches_of_each(ids):
    names, counts = np.unique(ids, return_counts=True)
    return counts[np.searchsorted(names, ids)]


def weighted_sum(deviations, level, weight, names):
    """Intercept and weights of a ridge regression with one-sided anchors; weights of range are 0 or more."""
    inputs, anchor = np.clip(deviations, -networks.LIMIT, networks.LIMIT), np.isnan(level)
    is_range = np.array([":" not in name for name in names])
    penalty = np.where(is_range, RANGE_PENALTY, CHOICE_PENALTY)

    def cost(found):
        predicted = found[0] + inputs @ found[1:]
        error = np.where(anchor, np.minimum(0, predicted - ANCHOR_LEVEL), predicted - np.where(anchor, 0, level))
        slope = weight * error
        value = 0.5 * (slope @ error) + 0.5 * (penalty @ found[1:] ** 2)
        return value, np.concatenate([[slope.sum()], inputs.T @ slope + penalty * found[1:]])

    bounds = [(None, None)] + [(0, None) if one else (None, None) for one in is_range]
    start = np.concatenate([[np.nanmean(level)], np.zeros(inputs.shape[1])])
    options = {"maxiter": 2000, "maxfun": 20000, "ftol": 1e-13, "gtol": 1e-8}
    return minimize(cost, start, jac=True, bounds=bounds, method="L-BFGS-B", options=options).x


def growth_of(rows, chosen):
    """Exponents by which counts grow from 100 to 200 words (Heaps 1978), 0 for what is no count."""
    chosen = chosen & (rows.text == "transcript")
    mean = lambda part: rows.features[chosen & (rows.part == part)].mean(0)  # noqa: E731
    longer, shorter = mean("200 words"), mean("100 words")
    return np.array(
        [round(float(np.log2(longer[at] / shorter[at])), 3) if name in COUNTED else 0.0 for at, name in enumerate(rows.names)]
    )


def cross_validate(rows):
    """Levels of everybody by a model that did not learn from their group; of anchors also by one that never saw their corpus."""
    fold = folds_of(rows.group, FOLDS, SEED)
    predicted, without_corpus = np.zeros(len(rows.level)), np.full(len(rows.level), np.nan)
    for held in range(FOLDS):
        model = learn(rows, fold != held)
        of = fold == held
        predicted[of] = levels(model, rows.features[of], rows.words[of], rows.unknown[of])
    for corpus in ANCHORS:
        of = rows.corpus == corpus
        without_corpus[of] = levels(learn(rows, ~of), rows.features[of], rows.words[of], rows.unknown[of])
    return predicted, without_corpus


def report_rated(rows, predicted):
    report = {}
    for text in ("transcript", "recognised"):
        for part in reversed(PARTS):
            of = (rows.corpus == RATED) & (rows.text == text) & (rows.part == part)
            level, found, group = rows.level[of], predicted[of], rows.group[of]
            near = np.abs(np.round(np.clip(found, 1, 9)) - level) <= 1
            low = level <= 7
            report[f"{text}, {part}"] = {
                "stretches": int(of.sum()),
                **figures(found, level),
                "mean error": round(float(np.mean(found - level)), 2),
                "pearson, interval": with_interval(lambda at: np.corrcoef(found[at], level[at])[0, 1], group),
                "within one": with_interval(lambda at: near[at].mean(), group),
                "up to 7 at C1": with_interval(lambda at: (found[at][low[at]] >= 9.5).mean(), group),
            }
    return report


def report_anchors(rows, predicted, without_corpus):
    report = {}
    for corpus in ANCHORS:
        for part in ("whole", "200 words"):
            of = (rows.corpus == corpus) & (rows.part == part) & (rows.text == "transcript")
            report[f"{corpus}, {part}"] = {
                "stretches": int(of.sum()),
                "C1": share_at_c1(predicted[of], rows.group[of]),
                "C1 without this corpus": share_at_c1(without_corpus[of], rows.group[of]),
                "C2": round(float(np.mean(predicted[of] >= 11)), 3),
                "median level": round(float(np.median(predicted[of])), 2),
            }
    return report


def share_at_c1(found, groups):
    return with_interval(lambda at: (found[at] >= 9.5).mean(), groups)


def with_interval(figure, groups):
    """A figure of chosen rows with its 90 % interval, by a bootstrap over groups."""
    random, names = np.random.RandomState(SEED), sorted(set(groups))
    rows_of = [np.flatnonzero(groups == name) for name in names]
    draws = [
        figure(np.concatenate([rows_of[at] for at in random.randint(0, len(names), len(names))])) for _ in range(1000)
    ]
    return [round(float(value), 4) for value in (figure(np.arange(len(groups))), *np.quantile(draws, [0.05, 0.95]))]


def law_of(rows, predicted):
    """Half widths of 90 % intervals by words, from stretches as a recogniser leaves them."""
    amounts, errors = [], []
    for part in PARTS:
        of = (rows.corpus == RATED) & (rows.text == "recognised") & (rows.part == part)
        amounts.append(float(np.median(rows.words[of])))
        errors.append(np.abs(predicted[of] - rows.level[of]))
    law, quantiles = interval_law(amounts, errors)
    constant, per_unit = (round(value, DIGITS) for value in law)
    return {"constant": constant, "perUnit": per_unit}, dict(zip(PARTS, np.round(quantiles, 2).tolist()))


def golden(model):
    """Made-up rows, the last of a short text, on which the engine has to come to the same levels."""
    turns = np.arange(len(model["names"])) * 0.37
    features = np.stack([model["mean"] + model["deviation"] * size * np.sin(turns + size) for size in (0.5, 1.5, 3.0, 1.0)])
    features[2, : len(RANGE)] = (model["mean"] + 2.2 * model["deviation"])[: len(RANGE)]
    words = np.array([400.0, 200.0, 900.0, 80.0])
    features, unknown = features.round(DIGITS), np.array([0.0, 0.0, 0.01, 0.05])
    return [
        {"words": words[at], "unknownShare": unknown[at], "features": features[at].tolist(), "level": round(float(level), 4)}
        for at, level in enumerate(levels(model, features, words, unknown))
    ]


def group_of(name):
    for family, members in FAMILIES.items():
        if name in members:
            return family
    return BESIDES.get(name, "wordChoice")


def numbers_of(model):
    """All numbers in the order in which the engine reads them."""
    parts = [model["mean"], model["deviation"], model["weights"], [model["intercept"]]]
    parts += [model["mean"], model["deviation"]]
    parts += [part for layers in model["networks"] for layer in layers for part in layer]
    return np.concatenate([np.ravel(part) for part in parts]).astype("<f4").tobytes()


def content_of(model, law):
    shape = {"inputs": len(model["names"]), "widths": [networks.HIDDEN, 1], "networks": STARTS}
    return {
        "sha256": hashlib.sha256(numbers_of(model)).hexdigest(),
        "combination": COMBINATION,
        "interval": law,
        "shape": shape,
        "features": [
            {"name": name, "group": group_of(name), "inFamily": name in RANGE and name not in BESIDES, "growth": float(growth)}
            for name, growth in zip(model["names"], model["growth"])
        ],
        "golden": golden(model),
    }


def as_json(content):
    """One feature a line."""
    text = json.dumps({**content, "features": [], "golden": []}, indent=1)
    listed = lambda items: "[\n" + ",\n".join("  " + json.dumps(item) for item in items) + "\n ]"  # noqa: E731
    text = text.replace('"features": []', '"features": ' + listed(content["features"]))
    return text.replace('"golden": []', '"golden": ' + listed(content["golden"])) + "\n"


def write_predictions(path, rows, predicted):
    """Whole interviews as transcribed, JSONL."""
    with open(path, "w") as out:
        for at in np.flatnonzero((rows.corpus == RATED) & (rows.part == "whole") & (rows.text == "transcript")):
            one = {"interview": rows.id[at], "judged": rows.level[at], "vocabulary": predicted[at]}
            out.write(json.dumps(one) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--predictions", help="write cross-validated predictions of whole interviews, JSONL")
    options = parser.parse_args()
    rows = Rows([json.loads(line) for line in open(CACHE / "vocabulary.jsonl")])
    predicted, without_corpus = cross_validate(rows)
    if options.predictions:
        write_predictions(options.predictions, rows, predicted)
    law, quantiles = law_of(rows, predicted)
    model = learn(rows, np.ones(len(rows.level), bool))
    (WEIGHTS / "score-vocabulary.f32").write_bytes(numbers_of(model))
    (WEIGHTS / "score-vocabulary.json").write_text(as_json(content_of(model, law)))
    report = {
        "rated": report_rated(rows, predicted),
        "anchors": report_anchors(rows, predicted, without_corpus),
        "halfWidth90": quantiles,
    }
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
