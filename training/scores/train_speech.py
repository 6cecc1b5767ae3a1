"""Learns experts' judgements of speech from the encoder's states and the delivery of each piece.

Two judges, averaged. Kernel ridge regression (Saunders, Gammerman & Vovk 1998) on short pieces (utterances of speechocean762's
train split, clean and one in ten in noise) and long ones (two to five utterances of a speaker in a row). The kernel of two pieces is the
mean of radial kernels, one for each of the encoder's nine states (mean and deviation over time, standardised, first 24
principal components) and one for the delivery features, times one of their lengths: short pieces are judged by short
ones, long by long. Networks (`networks.py`) on the same coordinates, which learn besides what the experts said of the single
words: their accuracy, the least accurate one, their stress, the share that is wrong (multi-task learning, Caruana 1997).
Learned from the mean of the experts, tested on their median. All pieces of a speaker lie in one fold.
Writes `packages/engine/weights/score-speech.{json,f32}`.

    npx node training/scores/extract-speech.ts ...    (see SETS)
    /usr/bin/python3 training/scores/train_speech.py [--predictions FILE]
"""
import argparse
import hashlib
import json
import pathlib

import numpy as np

import networks
from agreement import by_group, figures, folds_of, quantile90

ROOT = pathlib.Path(__file__).resolve().parents[2]
CACHE = ROOT / "training/cache"
WEIGHTS = ROOT / "packages/engine/weights"
LABELS = ROOT.parent / "shared/data/speechocean762/train.jsonl"
JUDGEMENTS = ["accuracy", "fluency", "prosodic", "total"]
# Corpus and condition of the pieces that are learned from.
SETS = [("speechocean", "trimmed"), ("speechocean", "noisy"), ("speechocean-long", "whole")]
# Conditions that are not learned from: how far they move the scores; fluent speech that nobody scored.
MOVED = ["paused", "telephone"]
FLUENT = [("librispeech", "trimmed"), ("ami", "trimmed")]
BLOCKS, STATISTICS, COMPONENTS = 9, 832, 24
# Chosen on the folds: widths of the kernels, share of the delivery, strength of the regularisation.
STATES_GAMMA, DELIVERY_GAMMA, LENGTH_GAMMA = 0.3, 0.05, 0.8
DELIVERY_SHARE, PENALTY = 0.5, 0.25
# How the networks learn, how strongly states and delivery drive their start, and how much the words' targets count.
RECIPE = networks.Recipe(
    (64, 64), drop_inputs=0.2, drop_units=0.4, decay=0.001, rate=0.003, passes=40, batch=64, networks=4
)
STATES_GAIN, DELIVERY_GAIN, WORDS_IMPORTANCE = 0.5, 1.0, 0.5
# The share of the networks in each judgement: they know more about words, the kernel more about fluency.
NETWORK_SHARE = np.array([0.5, 0.3, 0.3, 0.5])
# A word that the experts gave less than this, of 10, counts as wrong.
WRONG_BELOW = 7.0
# Between these lengths, s, a piece passes from short to long.
SHORT_S, LONG_S = 6.0, 12.0
LIMIT = 3.0
FOLDS, SEED = 5, 0
# Half width, 0 to 10, below which an interval is not credible for free speech: half of a CEFR level and more.
LEAST_HALF_WIDTH = 1.0


class Pieces:
    """Pieces of speech as the engine hears them."""

    def __init__(self, corpus, condition):
        name = f"{corpus}-{condition}"
        index = [json.loads(line) for line in open(CACHE / f"heard-{name}.jsonl")]
        self.ids = [one["id"] for one in index]
        self.speakers = np.array([one["speaker"] for one in index])
        self.seconds = np.array([one["durationMs"] for one in index]) / 1000
        self.states = np.fromfile(CACHE / f"heard-{name}.f32", "<f4").reshape(-1, BLOCKS, STATISTICS)
        delivery = [json.loads(line) for line in open(CACHE / f"delivery-{name}.jsonl")]
        assert [one["id"] for one in delivery] == self.ids and len(self.states) == len(self.ids)
        self.delivery = np.array([one["features"] for one in delivery], np.float32)


class Coordinates:
    """From pieces to the coordinates that the kernel compares; learned from the clean utterances."""

    def __init__(self, pieces):
        mean, deviation = pieces.states.mean(0), pieces.states.std(0) + 1e-6
        self.maps, self.offsets = [], []
        for block in range(BLOCKS):
            scaled = (pieces.states[:, block] - mean[block]) / deviation[block]
            vectors = np.linalg.eigh(scaled.T @ scaled)[1][:, -COMPONENTS:]
            self.maps.append((vectors / deviation[block][:, None] / np.sqrt(STATISTICS)).T.astype("<f4"))
            self.offsets.append((-self.maps[-1] @ mean[block]).astype("<f4"))
        self.delivery_mean = pieces.delivery.mean(0).astype("<f4")
        self.delivery_deviation = (pieces.delivery.std(0) + 1e-9).astype("<f4")

    def __call__(self, pieces):
        states = [pieces.states[:, b] @ self.maps[b].T + self.offsets[b] for b in range(BLOCKS)]
        delivery = np.clip((pieces.delivery - self.delivery_mean) / self.delivery_deviation, -LIMIT, LIMIT)
        length = np.clip(np.log(pieces.seconds / SHORT_S) / np.log(LONG_S / SHORT_S), 0, 1)
        width = np.sqrt(delivery.shape[1])
        return np.concatenate([*states, delivery / width, length[:, None]], 1).astype("<f4")


def squared(a, b):
    return np.maximum(0, (a**2).sum(1)[:, None] + (b**2).sum(1)[None] - 2 * a @ b.T)


def kernel(a, b):
    out = np.zeros((len(a), len(b)), np.float32)
    for block in range(BLOCKS):
        own = slice(block * COMPONENTS, (block + 1) * COMPONENTS)
        out += np.exp(-STATES_GAMMA * squared(a[:, own], b[:, own]))
    delivery = slice(BLOCKS * COMPONENTS, -1)
    out *= (1 - DELIVERY_SHARE) / BLOCKS
    out += DELIVERY_SHARE * np.exp(-DELIVERY_GAMMA * squared(a[:, delivery], b[:, delivery]))
    return out * np.exp(-LENGTH_GAMMA * (a[:, -1][:, None] - b[:, -1][None]) ** 2)


def solve(gram, labels, centre):
    return np.linalg.solve(gram.astype(np.float64) + PENALTY * np.eye(len(gram)), labels - centre)


def mean_of(scores):
    return np.mean([score for score in scores if score is not None])


def words_of(words):
    """What the experts say of the words of an utterance, none of which the engine is told."""
    accuracy = np.array([mean_of(word["accuracy"]) for word in words])
    stress = np.mean([mean_of(word["stress"]) for word in words])
    marked = np.mean([np.mean(["{" in phones or "(" in phones for phones in word["phones"]]) for word in words])
    return [accuracy.mean(), accuracy.min(), np.mean(accuracy < WRONG_BELOW), stress, marked]


def read_labels():
    """By utterance: experts' median, experts' mean, what they say of the words, age, gender."""
    people = [json.loads(line) for line in open(LABELS)]
    mean = lambda one, name: mean_of(one["raters"][name])
    return {
        one["id"]: {
            "median": [one[name] for name in JUDGEMENTS],
            "mean": [mean(one, name) for name in JUDGEMENTS],
            "words": words_of(one["words"]),
            "age": one["age"],
            "gender": one["gender"],
        }
        for one in people
    }


def labels_of(ids, labels, kind, seconds):
    """A long piece has the mean of its utterances, weighted by their lengths."""
    parts = [one.split("+") for one in ids]
    return np.array([
        np.average([labels[part][kind] for part in own], axis=0, weights=[seconds[part] for part in own])
        for own in parts
    ])


def fit_networks(points, judged, words):
    gains = np.full(points.shape[1], STATES_GAIN)
    gains[BLOCKS * COMPONENTS : -1] = DELIVERY_GAIN
    importance = np.repeat([1.0, WORDS_IMPORTANCE], [judged.shape[1], words.shape[1]])
    targets = np.concatenate([judged, words], 1)
    return networks.fit(points, targets, RECIPE, gains, importance, outputs=judged.shape[1])


def blend(from_kernel, from_network):
    return (1 - NETWORK_SHARE) * from_kernel + NETWORK_SHARE * from_network


def agreement_of(guess, truth, speakers, adult):
    result = {}
    for at, judgement in enumerate(JUDGEMENTS):
        groups = {"utterances": np.full(len(guess), True), "adults": adult, "children": ~adult}
        result[judgement] = {name: figures(guess[own, at], truth[own, at]) for name, own in groups.items()}
        for name, own in [("speakers", groups["utterances"]), ("adult speakers", adult)]:
            result[judgement][name] = figures(
                by_group(guess[own, at], speakers[own]), by_group(truth[own, at], speakers[own])
            )
    return result


def interval_laws(clean, predicted, truth):
    """The law `sqrt(constant + perUnit / seconds)` through the quantile of single utterances and of whole speakers."""
    laws, report = {}, {}
    one = float(np.median(clean.seconds))
    every = by_group(clean.seconds, clean.speakers) * np.array([np.sum(clean.speakers == s) for s in sorted(set(clean.speakers))])
    for at, name in enumerate(JUDGEMENTS):
        single = quantile90(np.abs(predicted[:, at] - truth[:, at]))
        speaker = quantile90(np.abs(by_group(predicted[:, at], clean.speakers) - by_group(truth[:, at], clean.speakers)))
        constant = max(LEAST_HALF_WIDTH, speaker) ** 2
        laws[name] = {"constant": constant, "perUnit": max(0.0, (single**2 - constant) * one)}
        report[name] = {f"{one:.1f} s": round(single, 2), f"{np.median(every):.0f} s": round(speaker, 2)}
    return laws, report


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--predictions", help="write cross-validated predictions of the clean utterances, JSONL")
    options = parser.parse_args()
    sets = [Pieces(*one) for one in SETS]
    clean, labels = sets[0], read_labels()
    coordinates = Coordinates(clean)
    points = np.concatenate([coordinates(one) for one in sets])
    seconds = dict(zip(clean.ids, clean.seconds))
    ids = [one for pieces in sets for one in pieces.ids]
    speakers = np.concatenate([one.speakers for one in sets])
    target, words = (labels_of(ids, labels, kind, seconds) for kind in ("mean", "words"))
    centre = target[: len(clean.ids)].mean(0)
    gram, fold = kernel(points, points), folds_of(speakers, FOLDS, SEED)

    outside = {name: coordinates(Pieces(*name)) for name in FLUENT}
    moved = {name: Pieces("speechocean", name) for name in MOVED}
    placed = {name: coordinates(pieces) for name, pieces in moved.items()}
    shifts = {name: np.zeros((len(pieces.ids), len(JUDGEMENTS))) for name, pieces in moved.items()}
    fold_of = dict(zip(ids, fold))
    predicted, heard = np.zeros_like(target), {name: 0 for name in outside}
    for held in range(FOLDS):
        learn, test = np.flatnonzero(fold != held), np.flatnonzero(fold == held)
        weights = solve(gram[np.ix_(learn, learn)], target[learn], centre)
        network = fit_networks(points[learn], target[learn], words[learn])
        ask = lambda some: blend(kernel(some, points[learn]) @ weights + centre, network.predict(some))
        predicted[test] = ask(points[test])
        for name, some in outside.items():
            heard[name] = heard[name] + ask(some) / FOLDS
        for name, pieces in moved.items():
            own = [at for at, one in enumerate(pieces.ids) if fold_of[one] == held]
            before = predicted[[ids.index(pieces.ids[at]) for at in own]]
            shifts[name][own] = ask(placed[name][own]) - before
    predicted = np.clip(predicted, 0, 10)

    count = len(clean.ids)
    truth = labels_of(clean.ids, labels, "median", seconds)
    adult = np.array([labels[one]["age"] >= 16 for one in clean.ids])
    report = {"clean utterances": agreement_of(predicted[:count], truth, clean.speakers, adult)}
    noisy, long = count + len(sets[1].ids), len(ids) - len(sets[2].ids)
    same = [clean.ids.index(one) for one in sets[1].ids]
    report["in noise less clean, of 5 points"] = ((predicted[count:noisy] - predicted[same]) / 2).mean(0).round(2).tolist()
    for name, shift in shifts.items():
        report[f"{name} less clean, of 5 points"] = {
            "mean": (shift / 2).mean(0).round(2).tolist(),
            "mean move": np.abs(shift / 2).mean(0).round(2).tolist(),
            "share raised": (shift > 0).mean(0).round(2).tolist(),
        }
    report["long pieces"] = {
        name: figures(predicted[long:, at], target[long:, at]) for at, name in enumerate(JUDGEMENTS)
    }
    for name, guess in heard.items():
        report[f"{name[0]}, quantiles .05 .25 .5 .75 .95"] = {
            judgement: np.quantile(np.clip(guess[:, at], 0, 10), [0.05, 0.25, 0.5, 0.75, 0.95]).round(2).tolist()
            for at, judgement in enumerate(JUDGEMENTS)
        }
    laws, report["halfWidth90"] = interval_laws(clean, predicted[:count], truth)
    if options.predictions:
        with open(options.predictions, "w") as out:
            for at, one in enumerate(clean.ids):
                scores = dict(zip(JUDGEMENTS, predicted[at].round(4).tolist()))
                out.write(json.dumps({"id": one, **scores}) + "\n")
    network = fit_networks(points, target, words)
    write(coordinates, points, solve(gram, target, centre), centre, network, laws)
    print(json.dumps(report, indent=1))


def write(coordinates, points, weights, centre, network, laws):
    weights = weights.astype("<f4")
    parts = [*(part for pair in zip(coordinates.maps, coordinates.offsets) for part in pair)]
    parts += [coordinates.delivery_mean, coordinates.delivery_deviation, points, weights, network.numbers()]
    content = b"".join(np.ascontiguousarray(part, "<f4").tobytes() for part in parts)
    (WEIGHTS / "score-speech.f32").write_bytes(content)
    probe = [0, len(points) // 2, len(points) - 1]
    near = points[probe] + 0.01
    golden = np.clip(blend(kernel(near, points) @ weights + centre, network.predict(near)), 0, 10)
    head = {
        "sha256": hashlib.sha256(content).hexdigest(),
        "judgements": JUDGEMENTS,
        "components": COMPONENTS,
        "supports": len(points),
        "statesGamma": STATES_GAMMA,
        "deliveryGamma": DELIVERY_GAMMA,
        "deliveryShare": DELIVERY_SHARE,
        "lengthGamma": LENGTH_GAMMA,
        "shortS": SHORT_S,
        "longS": LONG_S,
        "centre": centre.tolist(),
        "networks": {
            "inputs": points.shape[1],
            "widths": [*RECIPE.hidden, len(JUDGEMENTS)],
            "networks": RECIPE.networks,
        },
        "networkShare": NETWORK_SHARE.tolist(),
        "interval": laws,
        "golden": [{"support": at, "judged": one} for at, one in zip(probe, golden.round(4).tolist())],
    }
    (WEIGHTS / "score-speech.json").write_text(json.dumps(head, indent=2) + "\n")


if __name__ == "__main__":
    main()
