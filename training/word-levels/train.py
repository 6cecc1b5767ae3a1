"""Learns the CEFR level of a lemma from the features that features.ts prints, and writes the weights with their card.

npx node training/word-levels/features.ts ../shared/data/cefr-j | python3 training/word-levels/train.py

Needs Python 3 with numpy and scikit-learn. Cross-validated by lemma: all parts of speech of a lemma lie in one fold.
"""

import json
import sys
import warnings
from pathlib import Path

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import GroupKFold
from sklearn.neural_network import MLPClassifier

LEVELS = ["A1", "A2", "B1", "B2", "C1", "C2"]
WEIGHTS = Path(__file__).parents[2] / "packages/engine/weights/word-level.json"
HIDDEN_UNITS, WEIGHT_DECAY, EPOCHS, SEED, FOLDS = 16, 3.0, 60, 1, 5


def read_words(lines):
    """Names of the features, then features (words x features), level 0-5 and lemma of every word."""
    names = json.loads(next(lines))["features"]
    words = [json.loads(line) for line in lines]
    values = np.array([word["values"] for word in words], float)
    return names, values, np.array([word["level"] for word in words]), np.array([word["lemma"] for word in words])


def fit(values, levels):
    """Mean and deviation of the features, and the network that was trained on the standardised ones."""
    mean, deviation = values.mean(0), values.std(0)
    deviation[deviation == 0] = 1
    network = MLPClassifier((HIDDEN_UNITS,), alpha=WEIGHT_DECAY, max_iter=EPOCHS, random_state=SEED)
    return mean, deviation, network.fit((values - mean) / deviation, levels)


def median_level(probabilities):
    """The median of each distribution over the levels."""
    return (np.cumsum(probabilities, 1) >= 0.5).argmax(1)


def cross_validate(values, levels, lemmas):
    """The level that each word gets from a network that has not seen its lemma."""
    predicted = np.zeros_like(levels)
    for train, test in GroupKFold(FOLDS).split(values, levels, lemmas):
        mean, deviation, network = fit(values[train], levels[train])
        predicted[test] = median_level(network.predict_proba((values[test] - mean) / deviation))
    return predicted


def write_weights(names, mean, deviation, network):
    def rounded(array):
        return np.round(array, 4).tolist()

    weights = {
        "features": names,
        "mean": rounded(mean),
        "deviation": [max(value, 1e-4) for value in rounded(deviation)],
        "hidden": {"weights": rounded(network.coefs_[0].T), "bias": rounded(network.intercepts_[0])},
        "output": {"weights": rounded(network.coefs_[1].T), "bias": rounded(network.intercepts_[1])},
    }
    WEIGHTS.write_text(json.dumps(weights, separators=(",", ":")) + "\n")


def confusion(levels, predicted):
    rows = ["| listed \\ estimated | " + " | ".join(LEVELS) + " | words |", "|" + "---|" * (len(LEVELS) + 2)]
    for level, name in enumerate(LEVELS):
        counts = np.bincount(predicted[levels == level], minlength=len(LEVELS))
        rows.append(f"| {name} | " + " | ".join(map(str, counts)) + f" | {counts.sum()} |")
    return "\n".join(rows)


def write_card(levels, predicted):
    exact, near = (predicted == levels).mean(), (abs(predicted - levels) <= 1).mean()
    correlation = np.corrcoef(predicted, levels)[0, 1]
    majority = np.bincount(levels).max() / len(levels)
    always = np.argmax(np.bincount(levels))
    always_near = (abs(levels - always) <= 1).mean()
    WEIGHTS.with_suffix(".md").write_text(
        f"""# word-level

Estimates the CEFR level of an English lemma from its features: subtitle frequency of the lemma, its family and its base,
length, syllables, part of speech, affixes. One hidden layer of {HIDDEN_UNITS} rectifiers; the answer is the median of six
probabilities. It holds no word list.

- Data: {len(levels)} headwords (lemma and part of speech) of the CEFR-J Vocabulary Profile 1.5 (A1-B2; Tono Laboratory,
  Tokyo University of Foreign Studies; free for research and commercial use with citation) and the Octanove Vocabulary
  Profile C1/C2 1.0 (Octanove Labs; CC BY-SA 4.0). Frequencies: SUBTLEX-US (Brysbaert & New 2009). Phrases left out.
- Split: {FOLDS} folds by lemma. The weights here are trained on all words. Seed {SEED}.
- Command: `npx node training/word-levels/features.ts ../shared/data/cefr-j | python3 training/word-levels/train.py`
- Date: 2026-11-24

| cross-validated by lemma | exact | within one level | correlation |
|---|---|---|---|
| this model | {exact:.3f} | {near:.3f} | {correlation:.2f} |
| always {LEVELS[always]} | {majority:.3f} | {always_near:.3f} | - |

{confusion(levels, predicted)}

## Limits

One word in {round(1 / (1 - near))} is off by more than one level: a list of advanced words holds some that teachers call
easy, and topic words of the classroom that are rare in films ("homework") come out too high. Names have no level and are
left out by the caller. American spelling; British spellings are rarer in the subtitles and come out a little higher.
"""
    )
    print(f"words {len(levels)}, exact {exact:.3f}, within one {near:.3f}, correlation {correlation:.3f}")


def main():
    warnings.filterwarnings("ignore", category=ConvergenceWarning)
    names, values, levels, lemmas = read_words(iter(sys.stdin))
    write_card(levels, cross_validate(values, levels, lemmas))
    write_weights(names, *fit(values, levels))


main()
