"""Learns the speaker models from what `features.ts` wrote.

embedding:  mean and deviation of the encoder states over a window -> 64 numbers (`speaker_embedding.py`).
count:      encoder states -> how many people speak in each frame.
activity:   encoder states and the speaker embeddings of the people in the recording -> who speaks in each frame.

Usage: /usr/bin/python3 training/speakers/train.py [--epochs N] [--out FOLDER] [--without-each FOLDER]
Groups 1 to 4 of the speakers teach, group 0 is kept for evaluation. Both networks learn from conversations of
readers and then a little from meetings; `--without-each` instead writes weights that learned from all meetings but one into a
folder for each, for figures on meetings that were not learned from.
"""

import argparse
import copy
import hashlib
import json
import pathlib
import random
import time

import numpy as np
import torch
from torch import nn

from networks import AROUND, FEATURE_WIDTH, MOST_AT_ONCE, PEOPLE, EMBEDDING_WIDTH, Around, Listen, Networks, Seek
from dataset import CACHE, STATE, STATES, Data
from speaker_embedding import evaluate_embedding, learn_embedding, window_embeddings

WEIGHTS = pathlib.Path(__file__).resolve().parents[2] / "packages" / "engine" / "weights"
MEETING_EPOCHS, MEETING_RATE = 3, 1e-3

torch.set_num_threads(1)


def example(data, around, table, number, rng):
    """One piece, the speaker embeddings of some of its people as clustering would give them, and who really speaks."""
    states, labels, people = data.piece(number)
    known = [local for local, person in enumerate(people) if (number, person) in table or person in table]
    known = rng.sample(known, min(PEOPLE, len(known)))
    count = max(1, min(PEOPLE, len(known) + rng.choice((0, 0, 1))))
    embeddings, truth, asked = torch.zeros(count, EMBEDDING_WIDTH), torch.zeros(count, len(states)), torch.zeros(count)
    for at, local in enumerate(known):
        own = table.get((number, people[local]), table.get(people[local]))
        centre = np.mean(rng.sample(own, rng.randint(1, len(own))), 0)
        if rng.random() < 0.3:  # clusters are never clean
            stranger = table.get((number, rng.choice(people)))
            centre = centre + rng.uniform(0, 0.25) * (rng.choice(stranger) if stranger else 0)
        centre = centre + np.random.default_rng(rng.getrandbits(32)).normal(0, rng.uniform(0, 0.05), EMBEDDING_WIDTH)
        embeddings[at] = torch.from_numpy(centre / np.linalg.norm(centre))
        truth[at] = torch.from_numpy((labels.numpy() >> local) & 1).float()
        asked[at] = 1
    for at in range(len(known), count):  # a person of the recording who is silent in this piece
        person = rng.choice(table["everybody"])
        if person not in people:
            centre = np.mean(table[person][:6], 0)
            embeddings[at] = torch.from_numpy(centre / np.linalg.norm(centre))
            asked[at] = 1
    speaking = torch.stack([(labels >> local) & 1 for local in range(8)]).sum(0).clamp_max(MOST_AT_ONCE)
    shuffled = torch.randperm(count)
    return states, around(number), embeddings[shuffled], truth[shuffled], asked[shuffled], speaking


def batches(data, around, table, numbers, rng, size=6):
    """Examples with as many people each, cut to the shortest."""
    waiting = {}
    for number in rng.sample(numbers, len(numbers)):
        one = example(data, around, table, number, rng)
        group = waiting.setdefault(len(one[2]), [])
        group.append(one)
        if len(group) == size:
            frames = min(len(one[0]) for one in group)
            starts = [rng.randint(0, len(one[0]) - frames) for one in group]
            cut = lambda k, at: torch.stack([one[k][at(s)] for one, s in zip(group, starts)])
            states, near = (cut(k, lambda s: slice(s, s + frames)).float().transpose(1, 2) for k in (0, 1))
            truth = cut(3, lambda s: (slice(None), slice(s, s + frames)))
            speaking = cut(5, lambda s: slice(s, s + frames)).long()
            embeddings, asked = (torch.stack([one[k] for one in group]) for k in (2, 4))
            yield states, near, embeddings, truth, asked[..., None].expand_as(truth), speaking
            group.clear()


@torch.no_grad()
def listen_around(data, affine, numbers):
    """The speaker embeddings around every frame of the pieces, kept in half precision."""
    model = Around(affine)
    kept = {n: model(data.piece(n)[0][:, :STATE].T[None])[0].T.half() for n in numbers}
    return kept.__getitem__


def teach(networks, data, around, table, epochs, rate, rng, evaluate):
    """epochs: for each the pieces to learn from."""
    optimiser = torch.optim.AdamW(networks.parameters(), lr=rate, weight_decay=0.05)
    steps = sum(len(numbers) // 6 + 6 for numbers in epochs)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps)
    for epoch, numbers in enumerate(epochs):
        began, sums, count = time.time(), np.zeros(2), 0
        networks.train()
        for batch in batches(data, around, table, numbers, rng):
            activity, speaker_count = networks.losses(*batch)
            optimiser.zero_grad()
            (activity + 0.5 * speaker_count).backward()
            nn.utils.clip_grad_norm_(networks.parameters(), 5)
            optimiser.step()
            schedule.step()
            sums += (activity.item(), speaker_count.item())
            count += 1
        print(f"  epoch {epoch}: losses {sums / max(1, count)} ({time.time() - began:.0f} s)", flush=True)
    print(f"  {evaluate(networks.eval())}", flush=True)
    return networks


@torch.no_grad()
def evaluate_networks(networks, data, around, table, numbers, rng):
    """Wrong frames a spoken frame: of the activity, of the number of people, and of whether two or more speak."""
    wrong, spoken, miscounted, together, all_spoken = 0.0, 0.0, 0.0, 0.0, 0.0
    for states, near, embeddings, truth, asked, speaking in batches(data, around, table, numbers, rng, 1):
        logits = networks.activity(networks.activity.listen(states), near, embeddings)
        wrong += (((logits > 0).float() != truth) * asked).sum().item()
        spoken += truth.sum().item()
        counted = networks.speaker_count(states).argmax(1)
        miscounted += (counted - speaking).abs().sum().item()
        together += ((counted >= 2) != (speaking >= 2)).sum().item()
        all_spoken += speaking.sum().item()
    return f"wrong {wrong / spoken:.3f}, miscounted {miscounted / all_spoken:.3f}, together {together / all_spoken:.3f}"


def export(data, affine, networks, out):
    """The names of inputs and outputs are stored in the weights that ship: `heard` are features, `crowd` the number of speakers,
    `prints` speaker embeddings."""
    out.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        Listen(networks, affine), (torch.randn(1, 100, STATES),), out / "speaker-frames.onnx", opset_version=15,
        input_names=["states"], output_names=["heard", "crowd"],
        dynamic_axes={"states": {1: "frames"}, "heard": {1: "frames"}, "crowd": {2: "frames"}},
    )
    torch.onnx.export(
        Seek(networks.activity), (torch.randn(1, 100, FEATURE_WIDTH + len(AROUND) * EMBEDDING_WIDTH), torch.randn(1, 3, EMBEDDING_WIDTH)),
        out / "speaker-activity.onnx", input_names=["heard", "prints"], output_names=["activity"], opset_version=15,
        dynamic_axes={"heard": {1: "frames"}, "prints": {1: "people"}, "activity": {1: "people", 2: "frames"}},
    )
    affine.astype("<f4").tofile(out / "speaker-embedding.f32")
    names = ["speaker-frames.onnx", "speaker-activity.onnx", "speaker-embedding.f32"]
    sums = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in names}
    learned = {name for n in data.readers(False) for name, _ in data.pieces[n]["people"]}
    (out / "speaker-learned.json").write_text(json.dumps(sorted(learned)) + "\n")
    (out / "speaker-checksums.json").write_text(json.dumps(sums, indent=2) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--out", type=pathlib.Path, default=WEIGHTS)
    parser.add_argument("--without-each", type=pathlib.Path)
    parser.add_argument("--from-readers", action="store_true", help="go on from the networks that readers taught last time")
    options = parser.parse_args()
    torch.manual_seed(1)
    data, rng = Data(), random.Random(7)
    learned, held, meetings = data.readers(False), data.readers(True), data.meetings()
    affine = learn_embedding(data, learned, rng)
    for seconds in (0.6, 1.5, 2.5):
        print(f"{seconds} s:", evaluate_embedding(data, affine, held, seconds, rng), flush=True)
    around = listen_around(data, affine, range(len(data.pieces)))
    tables = [window_embeddings(data, affine, numbers, rng) for numbers in (learned + meetings, held)]
    evaluate = lambda networks: evaluate_networks(networks, data, around, tables[1], held, random.Random(11))
    readers = Networks().eval()
    if options.from_readers:
        readers.load_state_dict(torch.load(CACHE / "readers.pt"))
    else:
        teach(readers, data, around, tables[0], options.epochs * [learned], 4e-3, rng, evaluate)
        torch.save(readers.state_dict(), CACHE / "readers.pt")

    def with_meetings(numbers, evaluate):
        """Goes on from the readers: meetings, and readers as well lest they be forgotten."""
        epochs = [2 * numbers + rng.sample(learned, len(learned) // 4) for _ in range(MEETING_EPOCHS)]
        return teach(copy.deepcopy(readers), data, around, tables[0], epochs, MEETING_RATE, rng, evaluate)

    for meeting in sorted({name for n in meetings for name in data.pieces[n]["meetings"]} if options.without_each else ()):
        own = [n for n in meetings if data.pieces[n]["meetings"] == [meeting]]
        evaluate_meeting = lambda networks: evaluate_networks(networks, data, around, tables[0], own, random.Random(11))
        print(f"without {meeting}: readers alone {evaluate_meeting(readers)}", flush=True)
        export(data, affine, with_meetings(data.meetings(meeting), evaluate_meeting), options.without_each / meeting)
    if options.without_each:
        return
    print("with all meetings:", flush=True)
    export(data, affine, with_meetings(meetings, evaluate), options.out)


if __name__ == "__main__":
    main()
