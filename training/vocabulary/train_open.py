"""The vocabulary model without the interviews of NICT JLE, whose terms are research use. Writes
`packages/engine/weights/score-vocabulary-open.{json,f32}`; the engine reads both models alike.

Without ratings there is no scale below C1, only people who are above it. The mean of the three families of range is read
against native speakers (Switchboard, ICSI meetings, MASC): C1 begins where nine in ten of them lie above, and a standard
deviation of theirs is as wide as a mean band of the published alignment of examiners' levels. Both are conventions that were
set before anything was measured; `vivavoce evaluate vocabulary --score-weights open` says what they are worth.

    node training/vocabulary/extract.ts --open
    /usr/bin/python3 training/vocabulary/train_open.py

With `--figures`, after `extract.ts` without `--open`, it writes nothing and prints how the model does on the rated interviews, which it
does not learn from, and on each native corpus by a model of the others.
"""
import hashlib
import json
import sys

import numpy as np

from model import BESIDES, COUNTED, FAMILIES, WINDOW_WORDS
from train import ANCHORS, CACHE, DIGITS, RATED, WEIGHTS, as_json

NAMES = [name for members in FAMILIES.values() for name in members]
# Edge of C1, and levels in a band: 0.5 to 9.5 hold four bands (published alignment, see `scale-mapping.ts`).
C1_LEVEL, LEVELS_IN_BAND = 9.5, (9.5 - 0.5) / 4
NATIVES_BELOW_C1 = 10
# Half of the interval, levels, as nothing was rated: two bands held 80 % of the rated interviews (`--figures`), so three.
HALF_WIDTH = 3 * LEVELS_IN_BAND
CLIP = 3.0


def growth_of(rows):
    """Exponents by which counts grow from 100 to 200 words (Heaps 1978), 0 for what is no count."""
    mean = lambda part: np.mean([values(row) for row in rows if row["part"] == part and row["text"] == "transcript"], 0)  # noqa: E731
    longer, shorter = mean("200 words"), mean("100 words")
    return np.array([round(float(np.log2(longer[at] / shorter[at])), 3) if name in COUNTED else 0.0 for at, name in enumerate(NAMES)])


def values(row):
    return np.array([row["features"][name] for name in NAMES])


def learn(rows):
    """Means and deviations of native speakers, and the weighted sum that puts them on the scale."""
    growth = growth_of(rows)
    whole = [row for row in rows if row["part"] == "whole"]
    short = np.array([WINDOW_WORDS / min(row["words"], WINDOW_WORDS) for row in whole])[:, None]
    features = np.array([values(row) for row in whole]) * short**growth
    mean, deviation = features.mean(0).round(DIGITS), features.std(0).round(DIGITS)
    together = np.clip((features - mean) / deviation, -CLIP, CLIP).mean(1)
    slope = LEVELS_IN_BAND / together.std()
    weights = np.full(len(NAMES), slope / len(NAMES)).round(DIGITS)
    intercept = round(float(C1_LEVEL - slope * np.percentile(together, NATIVES_BELOW_C1)), DIGITS)
    return {"growth": growth, "mean": mean, "deviation": deviation, "weights": weights, "intercept": intercept}


def combination():
    """The sum alone decides: no networks, no lift, no floor, no ends."""
    same = lambda value: {family: value for family in FAMILIES}  # noqa: E731
    return {
        "familyClip": same(CLIP),
        "sumShare": 1.0,
        "top": {"level": 30.0, "slope": 0.0, "most": 30.0},
        "control": {"from": 1.0, "slope": 0.0, "width": 1.0},
        "liftedFrom": [0.0, 1.0],
        "lift": {"from": 0.0, "slope": 0.0, "most": 0.0},
        "floor": {"moved": same(0.0), "divided": same(1.0), "from": 0.0, "width": 1.0, "level": -100.0, "slope": 0.0},
        "above": {"from": C1_LEVEL, "share": 1.0},
    }


def numbers_of(model):
    """As `train.py` writes them, with one network that answers 0."""
    inputs = len(NAMES)
    parts = [model["mean"], model["deviation"], model["weights"], [model["intercept"]]]
    parts += [model["mean"], model["deviation"], np.zeros(inputs), [0.0]]
    return np.concatenate([np.ravel(part) for part in parts]).astype("<f4").tobytes()


def golden(model):
    """Made-up rows on which the engine has to come to the same levels."""
    rows = []
    for size, words in [(0.5, 400.0), (1.5, 200.0), (1.0, 80.0)]:
        features = (model["mean"] + model["deviation"] * size * np.sin(np.arange(len(NAMES)) * 0.37 + size)).round(DIGITS)
        brought = features * (WINDOW_WORDS / min(words, WINDOW_WORDS)) ** model["growth"]
        deviations = np.clip((brought - model["mean"]) / model["deviation"], -CLIP, CLIP)
        level = model["intercept"] + float(deviations @ model["weights"])
        rows.append({"words": words, "unknownShare": 0.0, "features": features.tolist(), "level": round(level, 4)})
    return rows


def levels_of(model, rows):
    words = np.minimum([row["words"] for row in rows], WINDOW_WORDS)[:, None]
    brought = np.array([values(row) for row in rows]) * (WINDOW_WORDS / words) ** model["growth"]
    return model["intercept"] + np.clip((brought - model["mean"]) / model["deviation"], -CLIP, CLIP) @ model["weights"]


def with_interval(figure, groups):
    """A figure of rows by number, and its 90 % interval when whole groups are drawn with replacement."""
    of = [np.flatnonzero(groups == name) for name in sorted(set(groups))]
    random = np.random.RandomState(0)
    draws = [figure(np.concatenate([of[at] for at in random.randint(0, len(of), len(of))])) for _ in range(1000)]
    return [round(float(value), 3) for value in (figure(np.arange(len(groups))), *np.quantile(draws, [0.05, 0.95]))]


def figures(rows):
    """What the model is worth on people whom it did not learn from, of whole texts as a recogniser leaves them."""
    natives = [row for row in rows if row["corpus"] in ANCHORS]
    of = lambda test: [row for row in rows if row["part"] == "whole" and row["text"] == "recognised" and test(row)]  # noqa: E731
    rated = of(lambda row: row["corpus"] == RATED)
    level, judged = levels_of(learn(natives), rated), np.array([row["level"] for row in rated])
    error = np.minimum(level, 9) - judged
    groups = np.array([row["group"] for row in rated])
    report = {
        "interviews": len(rated),
        "pearson": with_interval(lambda at: np.corrcoef(level[at], judged[at])[0, 1], groups),
        "meanError": with_interval(lambda at: error[at].mean(), groups),
        "withinOne": with_interval(lambda at: np.mean(np.abs(np.rint(np.clip(level[at], 1, 9)) - judged[at]) <= 1), groups),
        "insideInterval": with_interval(lambda at: np.mean(np.abs(error[at]) <= HALF_WIDTH), groups),
        "upTo7AtC1": with_interval(lambda at: np.mean(level[at][judged[at] <= 7] >= C1_LEVEL), groups),
    }
    for corpus in ANCHORS:
        own = of(lambda row: row["corpus"] == corpus)
        without = levels_of(learn([row for row in natives if row["corpus"] != corpus]), own)
        names = np.array([row["group"] for row in own])
        report[f"{corpus} at C1"] = [len(own), *with_interval(lambda at: np.mean(without[at] >= C1_LEVEL), names)]
    return report


def main():
    rows = [json.loads(line) for line in open(CACHE / "vocabulary.jsonl")]
    if "--figures" in sys.argv:
        return print(json.dumps(figures(rows), indent=1))
    rows = [row for row in rows if row["corpus"] in ANCHORS]
    model = learn(rows)
    assert not set(NAMES) & set(BESIDES)
    content = {
        "sha256": hashlib.sha256(numbers_of(model)).hexdigest(),
        "combination": combination(),
        "interval": {"constant": HALF_WIDTH**2, "perUnit": 0.0},
        "shape": {"inputs": len(NAMES), "widths": [1], "networks": 1},
        "frequentWords": json.load(open(CACHE / "frequent-words.json")),
        "features": [
            {"name": name, "group": family, "inFamily": True, "growth": float(model["growth"][NAMES.index(name)])}
            for family, members in FAMILIES.items()
            for name in members
        ],
        "golden": golden(model),
    }
    (WEIGHTS / "score-vocabulary-open.f32").write_bytes(numbers_of(model))
    (WEIGHTS / "score-vocabulary-open.json").write_text(as_json(content))
    print(json.dumps({"natives": len({row["id"] for row in rows}), "intercept": model["intercept"], "weight": float(model["weights"][0])}))


if __name__ == "__main__":
    main()
