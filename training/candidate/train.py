"""Learns how likely a speaker is the candidate, from what `extract.ts` wrote: a conditional logit over the speakers of an
interview (McFadden 1974), drawn towards weights set by reasoning; then the thresholds of the confidence.

Usage: /usr/bin/python3 training/candidate/train.py [--out FILE]
One half of the people and of the interviewers' sentences teaches, the other half is judged and sets the thresholds.
"""

import argparse
import json
import pathlib

import numpy as np
from scipy.optimize import minimize

HERE = pathlib.Path(__file__).resolve().parent
CACHE = HERE.parent / "cache" / "candidate"
# In the order of FEATURES in packages/engine/src/candidate/model.ts: the weights that reason suggests. What is learned is drawn towards a share of them, as the interviews that teach are cleaner than life in some ways.
REASONED = {
    "speakingShare": 1.5, "wordShare": 1.5, "contributionLength": 0.5, "questionShare": -3.5, "answerShare": 3.5,
    "firstPerson": 0.15, "secondPerson": -0.25, "hosting": -0.8, "narrative": 0.6,
}
SHARE_OF_REASON = 0.5
# No evidence is dropped altogether: where nobody asks, who speaks more is all there is.
LEAST_OF_REASON = 0.25
STRENGTH = 200.0
# Of the choices called high at most this share may be wrong, of those called medium at most that.
HIGH_WRONG, MEDIUM_WRONG = 0.002, 0.05
# No weight may decide alone: simulated interviewers are cleaner than real ones.
LARGEST_SHARE = 0.999


def read():
    interviews = [json.loads(line) for line in open(CACHE / "interviews.jsonl")]
    for one in interviews:
        one["values"] = np.array([speaker["values"] for speaker in one["speakers"]])
        one["truth"] = [speaker["candidate"] for speaker in one["speakers"]].index(True)
    return interviews


def log_probabilities(one, weights):
    scores = one["values"] @ weights
    return scores - scores.max() - np.log(np.exp(scores - scores.max()).sum())


def fit(interviews, scale):
    def loss(weights):
        total, slope = 0.0, np.zeros_like(weights)
        for one in interviews:
            logs = log_probabilities(one, weights)
            total -= logs[one["truth"]]
            slope += np.exp(logs) @ one["values"] - one["values"][one["truth"]]
        away = (weights - prior) * scale
        return total + STRENGTH * (away**2).sum() / 2, slope + STRENGTH * away * scale

    prior = SHARE_OF_REASON * np.array([*REASONED.values()])
    least = LEAST_OF_REASON * np.array([*REASONED.values()])
    bounds = [(low, None) if low > 0 else (None, low) for low in least]
    return minimize(loss, prior, jac=True, bounds=bounds, method="L-BFGS-B").x


def judged(interviews, weights):
    logs = [log_probabilities(one, weights) for one in interviews]
    best = np.array([np.exp(log.max()) for log in logs])
    right = np.array([int(log.argmax()) == one["truth"] for log, one in zip(logs, interviews)])
    return best, right


def threshold(best, right, wrong_share, below=1.01):
    """The lowest probability from which on no more than a share of the choices is wrong."""
    for at in np.arange(0.5, 1, 0.005):
        inside = (best >= at) & (best < below)
        if inside.any() and (~right[inside]).mean() <= wrong_share:
            return float(round(at, 3))
    return LARGEST_SHARE


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=pathlib.Path, default=HERE.parents[1] / "packages/engine/weights/candidate.json")
    options = parser.parse_args()
    interviews = read()
    teaching, held = ([one for one in interviews if one["half"] == half] for half in (0, 1))
    scale = np.concatenate([one["values"] for one in teaching]).std(0)
    weights = fit(teaching, scale)
    best, right = judged(held, weights)
    _, reasoned = judged(held, np.array([*REASONED.values()]))
    print(f"reason alone: {100 * reasoned.mean():.2f} % right")
    print(f"{len(teaching)} interviews taught, {len(held)} judged: {100 * right.mean():.2f} % right")
    for is_spontaneous in (True, False):
        some = np.array([one["isSpontaneous"] == is_spontaneous for one in held])
        print(f"  {'spontaneous' if is_spontaneous else 'read'}: {100 * right[some].mean():.2f} % of {some.sum()}")
    high = threshold(best, right, HIGH_WRONG)
    medium = threshold(best, right, MEDIUM_WRONG, high)
    print("probability  interviews  mean  right")
    edges = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01]
    for low, up in zip(edges, edges[1:]):
        inside = (best >= low) & (best < up)
        if inside.any():
            print(f"{low:.2f}-{min(up, 1):.2f}  {inside.sum():8d}  {best[inside].mean():.3f}  {right[inside].mean():.3f}")
    for name, inside in (("high", best >= high), ("medium", (best >= medium) & (best < high)), ("low", best < medium)):
        print(f"{name}: {inside.sum()} choices, {(~right[inside]).sum()} wrong")
    learned = {name: round(float(weight), 3) for name, weight in zip(REASONED, weights)}
    options.out.write_text(json.dumps({"weights": learned, "thresholds": {"high": high, "medium": medium}}, indent=2) + "\n")
    print(options.out.read_text())


main()
