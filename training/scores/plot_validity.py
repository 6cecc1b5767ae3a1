"""Draws predicted against human judgements, and how often conformal intervals from four folds hold in the fifth.

    python3 training/scores/train_speech.py --predictions /tmp/speech.jsonl
    python3 training/scores/train_words.py --predictions /tmp/words.jsonl
    /usr/bin/python3 training/scores/plot_validity.py /tmp/speech.jsonl /tmp/words.jsonl docs/validity.png
"""
import json
import pathlib
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

from agreement import by_group, folds_of

LABELS = pathlib.Path(__file__).resolve().parents[3] / "shared/data/speechocean762/train.jsonl"
SHARES = np.array([0.5, 0.6, 0.7, 0.8, 0.9, 0.95])


def read(path):
    return [json.loads(line) for line in open(path)]


def held(errors, groups):
    """For each nominal share, how often an error lies within that quantile of the errors of the other folds."""
    fold = folds_of(groups)
    inside = np.zeros((len(SHARES), len(errors)))
    for one in range(5):
        limits = np.quantile(errors[fold != one], SHARES, method="higher")
        inside[:, fold == one] = errors[fold == one] <= limits[:, None]
    return inside.mean(1)


def scatter(axis, human, predicted, title, scale, colour):
    low, high = scale
    axis.plot([low, high], [low, high], color="0.6", linewidth=1)
    axis.scatter(human, predicted, s=12, alpha=0.5, color=colour, linewidths=0)
    axis.set(xlim=scale, ylim=scale, aspect="equal", xlabel="people", ylabel="engine", title=title)


def main():
    speech, words, target = read(sys.argv[1]), read(sys.argv[2]), sys.argv[3]
    labels = {one["id"]: one for one in read(LABELS)}
    adults = [one for one in speech if labels[one["id"]]["age"] >= 16]
    speakers = np.array([labels[one["id"]]["speaker"] for one in adults])
    figure, axes = plt.subplots(1, 4, figsize=(15, 4), constrained_layout=True)
    for axis, name in zip(axes, ["fluency", "accuracy"]):
        human = by_group(np.array([labels[one["id"]][name] for one in adults]), speakers)
        scatter(axis, human, by_group(np.array([one[name] for one in adults]), speakers), f"{name}, 67 adults (0-10)", (0, 10), "C0")
    level = np.array([one["judged"] for one in words])
    spread = np.random.RandomState(0).uniform(-0.25, 0.25, len(level))
    scatter(axes[2], level + spread, [one["level"] for one in words], "level of 796 interviews (1-9)", (0.5, 9.5), "C1")
    everyone = np.array([labels[one["id"]]["speaker"] for one in speech])
    for name in ["accuracy", "fluency", "prosodic"]:
        error = np.abs(np.array([one[name] - labels[one["id"]][name] for one in speech]))
        axes[3].plot(SHARES, held(error, everyone), marker="o", label=name)
    error = np.abs(np.array([one["level"] for one in words]) - level)
    axes[3].plot(SHARES, held(error, np.array([one["interview"] for one in words])), marker="s", label="interview level")
    axes[3].plot(SHARES, SHARES, color="0.6", linewidth=1)
    axes[3].set(xlabel="nominal", ylabel="held", title="share of intervals that hold", aspect="equal")
    axes[3].legend(fontsize=8)
    figure.savefig(target, dpi=110)
    print(json.dumps({"held at 0.9": {
        name: round(float(held(np.abs(np.array([one[name] - labels[one["id"]][name] for one in speech])), everyone)[4]), 3)
        for name in ["accuracy", "fluency", "prosodic", "total"]
    }}))


if __name__ == "__main__":
    main()
