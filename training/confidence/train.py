"""Learns how likely a recognised word is right from the probabilities that the decoder gave.

    npx node training/confidence/extract.ts && /usr/bin/python3 training/confidence/train.py

Prints figures on held-out speakers (5 groups), learns from all and writes `packages/engine/weights/word-confidence.json`.
Needs numpy, scikit-learn.
"""
import json
import pathlib

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

ROOT = pathlib.Path(__file__).parents[2]
GROUPS, SEED, ROWS, ADULT = 5, 1, 10, 18


def load():
    """Features, whether right, speaker, and adult, of each judged word."""
    words = [json.loads(line) for line in open(ROOT / "training/cache/confidence/words.jsonl")]
    # Figures can be read out in more ways than one: whether they are right is not known.
    words = [word for word in words if not any(sign.isdigit() for sign in word["text"])]
    features = [[word["weakestToken"], word["pieceMean"]] for word in words]
    labels = [(word["right"], word["speaker"], word["age"] >= ADULT) for word in words]
    return [np.array(features), *(np.array(column) for column in zip(*labels))]


def fit(features, right):
    return LogisticRegression(C=100).fit(features, right)


def calibration_error(confidence, right):
    """Expected calibration error over ten bands of equal width (Guo et al. 2017)."""
    band = np.minimum(ROWS - 1, (confidence * ROWS).astype(int))
    return sum(
        abs(confidence[band == one].mean() - right[band == one].mean()) * np.mean(band == one) for one in set(band)
    )


def report(name, confidence, right):
    print(
        f"{name}: {len(right)} words, {right.mean():.3f} right,"
        f" area under the curve {roc_auc_score(right, confidence):.3f},"
        f" expected calibration error {calibration_error(confidence, right):.3f}"
    )


def main():
    features, right, speakers, adult = load()
    names = sorted(set(speakers))
    order = np.random.RandomState(SEED).permutation(len(names))
    group_of = {name: place % GROUPS for name, place in zip(names, order)}
    group = np.array([group_of[speaker] for speaker in speakers])
    confidence = np.zeros(len(right))
    for held_out in range(GROUPS):
        model = fit(features[group != held_out], right[group != held_out])
        confidence[group == held_out] = model.predict_proba(features[group == held_out])[:, 1]
    for name, chosen in (("adults", adult), ("children", ~adult), ("all", adult | True)):
        report(name, confidence[chosen], right[chosen])
    for low in np.arange(ROWS) / ROWS:
        band = (confidence >= low) & (confidence < low + 1 / ROWS)
        if band.any():
            print(f"  {low:.1f}: {band.sum()} words, mean {confidence[band].mean():.3f}, right {right[band].mean():.3f}")
    model = fit(features, right)
    weakest, piece = model.coef_[0]
    weights = {"offset": model.intercept_[0], "weakestToken": weakest, "pieceMean": piece}
    path = ROOT / "packages/engine/weights/word-confidence.json"
    path.write_text(json.dumps({name: round(float(value), 4) for name, value in weights.items()}) + "\n")
    print(path.read_text())


main()
