"""Learns the experts' judgements of read sentences from the statistics of the speech encoder's blocks.

Ridge regression (Hoerl & Kennard 1970) from mean and deviation of all nine states to the four judgements at once.
Every utterance of speechocean762's train split is seen in every condition of CONDITIONS, all of them in one fold,
and all utterances of a speaker in one fold. Writes `packages/engine/weights/score-acoustics.{json,f32}`.

    node training/scores/extract-acoustics.ts ...    (see CONDITIONS)
    python3 training/scores/train_acoustics.py
"""
import hashlib
import json
import pathlib
import sys

import numpy as np
from scipy.linalg import cho_factor, cho_solve

from agreement import by_group, figures, folds_of, interval_law

ROOT = pathlib.Path(__file__).resolve().parents[2]
CACHE = ROOT / "training/cache"
WEIGHTS = ROOT / "packages/engine/weights"
DATA = ROOT.parent / "shared/data/speechocean762/train.jsonl"
JUDGEMENTS = ["accuracy", "fluency", "prosodic", "total"]
CONDITIONS = ["whole", "trimmed"]
WIDTH = 9 * 2 * 416
FOLDS = 5
SEED = 0
PENALTY = 3.0
AMOUNTS_S = [5, 10, 20, 40]


def load(corpus, condition):
    index = [json.loads(line) for line in open(CACHE / f"acoustics-{corpus}-{condition}.jsonl")]
    return index, np.fromfile(CACHE / f"acoustics-{corpus}-{condition}.f32", "<f4").reshape(len(index), WIDTH)


class Sums:
    """What ridge needs of a set of rows; sums of sets can be added, so every fold costs one pass."""

    def __init__(self, rows, labels):
        self.count = len(rows)
        self.first, self.labels = rows.sum(0, dtype=np.float64), labels.sum(0)
        self.second = (rows.T @ rows).astype(np.float32)
        self.cross = rows.T.astype(np.float64) @ labels

    def __add__(self, other):
        total = object.__new__(Sums)
        for name in ("count", "first", "labels", "second", "cross"):
            setattr(total, name, getattr(self, name) + getattr(other, name))
        return total


def fit(sums, penalty):
    """Weights on raw features and intercepts; `penalty` is for one condition and features scaled to unit length."""
    mean, target = sums.first / sums.count, sums.labels / sums.count
    variance = np.diag(sums.second) / sums.count - mean**2
    scale = np.sqrt(np.maximum(variance, 1e-12) * WIDTH)
    gram = (sums.second - sums.count * np.outer(mean, mean)) / np.outer(scale, scale)
    gram = gram.astype(np.float32)
    gram[np.diag_indices(WIDTH)] += penalty * len(CONDITIONS)
    cross = (sums.cross - sums.count * np.outer(mean, target)) / scale[:, None]
    weights = cho_solve(cho_factor(gram, lower=True, overwrite_a=True), cross) / scale[:, None]
    return weights, target - mean @ weights


def predict(model, rows):
    return np.clip(rows @ model[0] + model[1], 0, 10)


def cross_validate(conditions, labels, fold, penalty):
    """Predictions for every condition of every utterance by a model that never heard the speaker."""
    sums = []
    for held in range(FOLDS):
        rows = np.concatenate([conditions[name][fold == held] for name in CONDITIONS])
        sums.append(Sums(rows, np.tile(labels[fold == held], (len(CONDITIONS), 1))))
    out = {name: np.zeros_like(labels) for name in conditions}
    for held in range(FOLDS):
        others = [one for at, one in enumerate(sums) if at != held]
        model = fit(sum(others[1:], others[0]), penalty)
        for name, rows in conditions.items():
            out[name][fold == held] = predict(model, rows[fold == held])
    return out, fit(sum(sums[1:], sums[0]), penalty)


def agreement_of(predicted, labels, people):
    speakers = np.array([one["speaker"] for one in people])
    adult = np.array([one["age"] >= 16 for one in people])
    result = {}
    for at, judgement in enumerate(JUDGEMENTS):
        guess, truth = predicted[:, at], labels[:, at]
        result[judgement] = {
            "utterances": figures(guess, truth),
            "adults": figures(guess[adult], truth[adult]),
            "children": figures(guess[~adult], truth[~adult]),
            "speakers": figures(by_group(guess, speakers), by_group(truth, speakers)),
        }
        for name, chosen in [("adult speakers", adult)]:
            result[judgement][name] = figures(
                by_group(guess[chosen], speakers[chosen]), by_group(truth[chosen], speakers[chosen])
            )
    return result


def speaker_errors(predicted, labels, speakers, seconds, amount, rng, draws=20):
    """How far the mean over about `amount` seconds of a speaker lies from the experts' mean over all they read."""
    errors = []
    for speaker in sorted(set(speakers)):
        own = np.flatnonzero(speakers == speaker)
        truth = labels[own].mean(0)
        for _ in range(draws):
            order = rng.permutation(own)
            enough = int(np.searchsorted(np.cumsum(seconds[order]), amount)) + 1
            part = order[:enough]
            errors.append(np.abs(np.average(predicted[part], axis=0, weights=seconds[part]) - truth))
    return np.array(errors)


def golden(model):
    """Predictions on made-up features that the engine's tests recompute: feature i of case c is sin(i * 0.37 + c)."""
    at = np.arange(WIDTH)
    cases = np.stack([0.05 * np.sin(at * 0.37 + case) for case in range(3)]).astype(np.float32)
    return predict(model, cases.astype(np.float64)).round(5).tolist()


def main():
    people = [json.loads(line) for line in open(DATA)]
    labels = np.array([[one[name] for name in JUDGEMENTS] for one in people])
    speakers = np.array([one["speaker"] for one in people])
    fold = folds_of(speakers, FOLDS, SEED)
    conditions, seconds = {}, None
    for name in dict.fromkeys(CONDITIONS + sys.argv[1:]):
        index, conditions[name] = load("speechocean", name)
        assert [one["id"] for one in index] == [one["id"] for one in people]
        if name == "trimmed":
            seconds = np.array([one["durationMs"] for one in index]) / 1000
    predicted, model = cross_validate(conditions, labels, fold, PENALTY)
    report = {name: agreement_of(guess, labels, people) for name, guess in predicted.items()}

    rng = np.random.RandomState(SEED)
    errors = [speaker_errors(predicted["trimmed"], labels, speakers, seconds, s, rng) for s in AMOUNTS_S]
    laws = {}
    for at, name in enumerate(JUDGEMENTS):
        law, quantiles = interval_law(AMOUNTS_S, [error[:, at] for error in errors])
        laws[name] = {"constant": law[0], "perUnit": law[1]}
        report.setdefault("halfWidth90", {})[name] = dict(zip(AMOUNTS_S, np.round(quantiles, 2).tolist()))

    weights = np.ascontiguousarray(model[0].T).astype("<f4").tobytes()
    (WEIGHTS / "score-acoustics.f32").write_bytes(weights)
    head = {
        "judgements": JUDGEMENTS,
        "width": WIDTH,
        "intercepts": model[1].tolist(),
        "weightsSha256": hashlib.sha256(weights).hexdigest(),
        "interval": laws,
        "golden": golden((np.frombuffer(weights, "<f4").reshape(4, WIDTH).T.astype(np.float64), model[1])),
    }
    (WEIGHTS / "score-acoustics.json").write_text(json.dumps(head, indent=2) + "\n")
    for corpus in ("librispeech", "ami"):
        for name in CONDITIONS:
            try:
                guess = predict(model, load(corpus, name)[1])
            except FileNotFoundError:
                continue
            report[f"{corpus} {name}, quantiles .05 .25 .5 .75 .95"] = {
                judgement: np.quantile(guess[:, at], [0.05, 0.25, 0.5, 0.75, 0.95]).round(2).tolist()
                for at, judgement in enumerate(JUDGEMENTS)
            }
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
