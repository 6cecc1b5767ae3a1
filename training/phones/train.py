"""Learns to tell phones apart from the states of the speech encoder, and judges the goodness of pronunciation that comes out.

    npx node training/phones/extract.ts 7 && /usr/bin/python3 training/phones/train.py

Reads `training/cache/phones`; prints figures on held-out speakers (5 groups), then learns from all and writes
`packages/engine/weights/phones.f32`, `phones.json` and the golden values of the engine's test. Needs numpy, scikit-learn, torch.
"""
import json
import pathlib

import numpy as np
import torch
from sklearn.metrics import roc_auc_score

ROOT = pathlib.Path(__file__).parents[2]
CACHE = ROOT / "training/cache/phones"
WEIGHTS = ROOT / "packages/engine/weights"
GOLDEN = ROOT / "packages/engine/src/speech/alignment/goodness.golden.json"
BLOCK, WIDTH, GROUPS, SEED = 7, 416, 5, 1
SYMBOLS = (
    "AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH SIL"
).split()
SILENCE = SYMBOLS.index("SIL")
ADULT = 18
# Phones that the experts found accented or wrong are not learned from.
LEARNED_SCORE = 1.5
# What counts as mispronounced and as well said when the goodness is judged, mean of the experts on 0 to 2.
MISPRONOUNCED, ACCENTED, WELL_SAID = 0.5, 1.0, 1.9
UNCLEAR = (-1, -2, -3, -4)


def load():
    """All utterances, each with its states (frames x 416)."""
    utterances = [json.loads(line) for line in open(CACHE / "utterances.jsonl")]
    states = np.memmap(CACHE / f"states-{BLOCK}.f32", dtype="f4", mode="r").reshape(-1, WIDTH)
    at = 0
    for utterance in utterances:
        utterance["states"] = states[at : at + utterance["frames"]]
        at += utterance["frames"]
    return utterances


def adult(utterance):
    return utterance["age"] is None or utterance["age"] >= ADULT


def group_of(utterances):
    """Whole speakers to groups, each corpus spread evenly."""
    shuffled = np.random.RandomState(SEED)
    groups = {}
    for corpus in ("librispeech", "speechocean"):
        speakers = sorted({u["speaker"] for u in utterances if u["corpus"] == corpus})
        order = shuffled.permutation(len(speakers))
        groups.update({(corpus, speaker): place % GROUPS for speaker, place in zip(speakers, order)})
    return lambda u: groups[u["corpus"], u["speaker"]]


def labelled_frames(utterances):
    """States and the phone that was due in them; between words silence, unless a word could not be placed there."""
    states, labels = [], []
    for utterance in utterances:
        due = np.full(utterance["frames"], SILENCE if utterance["unaligned"] == 0 else -1)
        for phone in utterance["phones"]:
            learned = phone["score"] is None or phone["score"] >= LEARNED_SCORE
            due[phone["start"] : phone["end"]] = SYMBOLS.index(phone["symbol"]) if learned else -1
        states.append(np.asarray(utterance["states"])[due >= 0])
        labels.append(due[due >= 0])
    return np.concatenate(states), np.concatenate(labels)


def fit(states, labels, epochs=3, batch=512, rate=0.006):
    """Softmax regression: `40 x 417` for the raw states, the last column the offset."""
    torch.manual_seed(SEED)
    mean, deviation = states.mean(0), states.std(0) + 1e-6
    inputs, targets = torch.from_numpy((states - mean) / deviation), torch.from_numpy(labels)
    layer = torch.nn.Linear(WIDTH, len(SYMBOLS))
    optimiser = torch.optim.Adam(layer.parameters(), weight_decay=1e-5)
    steps = len(inputs) // batch
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=epochs * steps)
    for _ in range(epochs):
        order = torch.randperm(len(inputs))
        for step in range(steps):
            chosen = order[step * batch : (step + 1) * batch]
            loss = torch.nn.functional.cross_entropy(layer(inputs[chosen]), targets[chosen])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    weights = layer.weight.detach().numpy() / deviation
    offset = layer.bias.detach().numpy() - weights @ mean
    return np.concatenate([weights, offset[:, None]], axis=1).astype("f4")


def log_posteriors(weights, states):
    scores = np.asarray(states, dtype="f8") @ weights[:, :-1].T.astype("f8") + weights[:, -1]
    scores -= scores.max(1, keepdims=True)
    return scores - np.log(np.exp(scores).sum(1, keepdims=True))


def goodness(posteriors, start, end, symbol):
    """Hu et al. (2015): mean log posterior of the phone that was due, less that of the best one."""
    mean = posteriors[start:end].mean(0)
    return mean[SYMBOLS.index(symbol)] - mean.max()


def judged(utterances, weights):
    """One row a phone that the experts scored: utterance, its accuracy, adult, score, goodness."""
    rows = []
    for utterance in utterances:
        posteriors = log_posteriors(weights, utterance["states"])
        for phone in utterance["phones"]:
            if phone["score"] is not None:
                value = goodness(posteriors, phone["start"], phone["end"], phone["symbol"])
                rows.append((utterance["id"], utterance["accuracy"], adult(utterance), phone["score"], value))
    return rows


def report(name, rows):
    ids, accuracy, _, scores, values = (np.array(column) for column in zip(*rows))
    wrong, well = scores < MISPRONOUNCED, scores >= WELL_SAID
    both = wrong | well
    names, first, at = np.unique(ids, return_index=True, return_inverse=True)
    means = np.bincount(at, values) / np.bincount(at)
    print(f"{name}: {len(rows)} phones, {wrong.sum()} mispronounced (below {MISPRONOUNCED}), {len(names)} utterances")
    print(f"  area under the curve, mispronounced against well said: {roc_auc_score(wrong[both], -values[both]):.3f}")
    print(f"  area under the curve, below {ACCENTED} against the rest:    {roc_auc_score(scores < ACCENTED, -values):.3f}")
    print(f"  correlation with the phone's score:                 {np.corrcoef(scores, values)[0, 1]:.3f}")
    print(f"  correlation of an utterance's mean with its accuracy: {np.corrcoef(accuracy[first], means)[0, 1]:.3f}")
    for limit in UNCLEAR:
        print(f"  below {limit}: {np.mean(values[wrong] < limit):.3f} of the mispronounced, {np.mean(values[well] < limit):.3f} of the well said")


def cross_validate(utterances):
    group, rows, right = group_of(utterances), [], {"librispeech": [], "speechocean": []}
    for held_out in range(GROUPS):
        weights = fit(*labelled_frames([u for u in utterances if adult(u) and group(u) != held_out]))
        others = [u for u in utterances if group(u) == held_out]
        rows += judged([u for u in others if u["corpus"] == "speechocean"], weights)
        for corpus, found in right.items():
            states, labels = labelled_frames([u for u in others if adult(u) and u["corpus"] == corpus])
            found.append(np.mean(log_posteriors(weights, states).argmax(1) == labels))
    for corpus, found in right.items():
        print(f"frames right on held-out adults of {corpus}: {np.mean(found):.3f}")
    report("adults", [row for row in rows if row[2]])
    report("children", [row for row in rows if not row[2]])


def write(weights):
    weights.tofile(WEIGHTS / "phones.f32")
    described = {"block": BLOCK, "symbols": SYMBOLS}
    (WEIGHTS / "phones.json").write_text(json.dumps(described) + "\n")
    frames = 6
    states = np.sin(np.arange(frames * WIDTH, dtype="f8")).astype("f4").reshape(frames, WIDTH)
    posteriors = log_posteriors(weights, states)
    golden = {
        "logPosteriors": np.round(posteriors, 5).tolist(),
        "goodness": [
            {"symbol": symbol, "start": start, "end": end, "value": round(goodness(posteriors, start, end, symbol), 5)}
            for symbol, start, end in (("AA", 0, 3), ("TH", 2, 3), ("SH", 1, 6))
        ],
    }
    GOLDEN.write_text(json.dumps(golden) + "\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    everybody = load()
    cross_validate(everybody)
    write(fit(*labelled_frames([u for u in everybody if adult(u)])))
