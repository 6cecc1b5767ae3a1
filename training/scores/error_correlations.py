"""How the errors of two scores of the same people go together, for `packages/engine/src/scales/error-correlations.ts`.

Cross-validated predictions less what people said. Correlations are of the errors as they are, with their mean (the root of the
mean square stands for the deviation), as an interval holds both. 90 % by bootstrap over people.

    /usr/bin/python3 training/scores/train_speech.py --predictions /tmp/speech.jsonl
    npx node training/scores/extract-interviews.ts --whole
    /usr/bin/python3 training/scores/train_words.py --only hesitation fluency --predictions /tmp/words.jsonl
    /usr/bin/python3 training/vocabulary/train.py --predictions /tmp/vocabulary.jsonl
    /usr/bin/python3 training/scores/error_correlations.py /tmp/speech.jsonl /tmp/words.jsonl /tmp/vocabulary.jsonl

Without `--whole` and `--only` the levels from hesitations are learned from stretches and halves as well.

Besides, how often intervals of the mean of two scores hold in people whose errors made neither correlation nor half widths: joined
as the engine joins them, as if errors were independent, and as if all were to the same side.
"""
import json
import pathlib
import sys

import numpy as np

from agreement import by_group, folds_of, quantile90

LABELS = pathlib.Path(__file__).resolve().parents[3] / "shared/data/speechocean762/train.jsonl"
# Level up to which examiners rated; predictions above it mean "9 or higher".
HIGHEST_LEVEL = 9
ADULT_FROM = 16
DRAWS = 2000


def read(path):
    return [json.loads(line) for line in open(path)]


def correlation(a, b):
    return float(a @ b / np.sqrt((a @ a) * (b @ b)))


def with_interval(a, b):
    """The correlation and its 90 % interval."""
    random = np.random.RandomState(0)
    draws = [correlation(a[at], b[at]) for at in random.randint(0, len(a), (DRAWS, len(a)))]
    return [round(float(value), 3) for value in (correlation(a, b), *np.quantile(draws, [0.05, 0.95]))]


def held(a, b):
    """Share of people whose error of the mean lies inside of intervals that the other folds gave."""
    fold = folds_of(np.arange(len(a)))
    inside = {"learned": 0, "independent": 0, "same side": 0}
    for one in range(5):
        learn, test = fold != one, fold == one
        widths = [quantile90(np.abs(errors[learn])) for errors in (a, b)]
        known = {"learned": correlation(a[learn], b[learn]), "independent": 0.0, "same side": 1.0}
        for name, together in known.items():
            half = np.sqrt(widths[0] ** 2 + widths[1] ** 2 + 2 * together * widths[0] * widths[1]) / 2
            inside[name] += int(np.sum(np.abs(a[test] + b[test]) / 2 <= half))
    return {name: round(count / len(a), 3) for name, count in inside.items()}


def figures(a, b):
    return {"people": len(a), "correlation, 90 %": with_interval(a, b), "intervals of the mean that hold": held(a, b)}


def of_read_speech(path):
    """Errors of accent (mean of accuracy and total, as the engine's) and of fluency, a reader each, and who is grown up."""
    labels = {one["id"]: one for one in read(LABELS)}
    predicted = read(path)
    judged = [labels[one["id"]] for one in predicted]
    speakers = np.array([one["speaker"] for one in judged])
    accent = lambda one: (one["accuracy"] + one["total"]) / 2  # noqa: E731
    errors = lambda of: np.array([of(guess) - of(truth) for guess, truth in zip(predicted, judged)])  # noqa: E731
    ages = by_group(np.array([one["age"] for one in judged]), speakers)
    fluency = errors(lambda one: one["fluency"])
    return by_group(errors(accent), speakers), by_group(fluency, speakers), ages >= ADULT_FROM


def of_interviews(words_path, vocabulary_path, fluency):
    """Errors of vocabulary and of what `fluency` names, levels, an interview each."""
    vocabulary = {one["interview"]: one["vocabulary"] for one in read(vocabulary_path)}
    both = [one for one in read(words_path) if one["interview"] in vocabulary]
    judged = np.array([one["judged"] for one in both])
    error = lambda found: np.minimum(np.array(found), HIGHEST_LEVEL) - judged  # noqa: E731
    return error([vocabulary[one["interview"]] for one in both]), error([one[fluency] for one in both])


def highest_third(first, second):
    """The highest correlation of a third pair beside two others: their matrix can have no negative variance."""
    return first * second + np.sqrt((1 - first**2) * (1 - second**2))


def main():
    speech, words, vocabulary = sys.argv[1:4]
    accent, fluency, adult = of_read_speech(speech)
    report = {
        "accent and fluency, readers": figures(accent, fluency),
        "the same, adults": figures(accent[adult], fluency[adult]),
        "the same, children": figures(accent[~adult], fluency[~adult]),
        "vocabulary and hesitation, interviews": figures(*of_interviews(words, vocabulary, "hesitation")),
        "vocabulary and fluency without fillers, interviews": figures(*of_interviews(words, vocabulary, "fluency")),
    }
    known = [report[name]["correlation, 90 %"][0] for name in list(report)[:1] + list(report)[3:4]]
    report["vocabulary and accent, at most"] = round(float(highest_third(*known)), 3)
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
