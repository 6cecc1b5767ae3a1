"""Learns the speaker models from what `features.ts` wrote.

voiceprint: mean and deviation of the encoder states over a window -> 64 numbers (linear discriminant analysis).
activity:   encoder states and the voiceprints of the people in the recording -> who speaks in each frame.

Usage: /usr/bin/python3 training/speakers/learn.py [--folds 0 1 2 3 4] [--out FOLDER]
With --folds it cross-validates: four groups of speakers teach, the fifth is judged.
"""

import argparse
import hashlib
import json
import pathlib
import random
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

HERE = pathlib.Path(__file__).resolve().parent
CACHE = HERE.parent / "cache" / "speakers"
STATE, HEARD, PRINT, PEOPLE = 416, 64, 64, 4
FRAMES_A_SECOND = 1000 / 24
WINDOW = int(1.5 * FRAMES_A_SECOND)
SHRINKAGE = 0.05

torch.set_num_threads(1)


def frame_conv(width_in, width_out, kernel, dilation=1):
    return nn.Sequential(
        nn.Conv1d(width_in, width_out, kernel, padding=dilation * (kernel // 2), dilation=dilation),
        nn.ReLU(),
        nn.BatchNorm1d(width_out),
    )


class Activity(nn.Module):
    """Does this voice speak in this frame? Asked for each voice on its own, with the frames around as context."""

    def __init__(self, width=48):
        super().__init__()
        self.normal = nn.BatchNorm1d(STATE, affine=False)
        self.listen = nn.Sequential(self.normal, frame_conv(STATE, HEARD, 1))
        self.seek = nn.Linear(PRINT, HEARD)
        self.match = nn.Sequential(
            frame_conv(2 * HEARD, width, 1),
            frame_conv(width, width, 5),
            frame_conv(width, width, 5, 2),
            frame_conv(width, width, 5, 4),
        )
        # Beside the match of this voice: the sum of the others' matches in the same frame.
        self.decide = nn.Sequential(frame_conv(2 * width, width, 3), nn.Conv1d(width, 1, 1))

    def forward(self, heard, prints):
        """heard: batch x HEARD x frames, prints: batch x people x PRINT (0: nobody) -> logits batch x people x frames."""
        batch, people, frames = prints.shape[0], prints.shape[1], heard.shape[2]
        present = (prints.abs().sum(2) > 0).float()[..., None, None]
        sought = 8 * self.seek(prints)[..., None]
        both = torch.cat([heard[:, None] * sought, heard[:, None].expand(-1, people, -1, -1)], 2)
        own = self.match(both.reshape(-1, 2 * HEARD, frames)).reshape(batch, people, -1, frames) * present
        rest = own.sum(1, keepdim=True) - own
        decided = self.decide(torch.cat([own, rest], 2).reshape(batch * people, -1, frames))
        return decided.reshape(batch, people, frames)


class Data:
    def __init__(self):
        self.pieces = [json.loads(line) for line in open(CACHE / "pieces.jsonl")]
        whole = (CACHE / "states.f32").stat().st_size // (4 * STATE)
        self.states = np.memmap(CACHE / "states.f32", np.float32, "r", shape=(whole, STATE))
        whole = min(whole, (CACHE / "labels.u8").stat().st_size)
        ends = np.cumsum([piece["frames"] for piece in self.pieces])
        self.pieces = [piece for piece, end in zip(self.pieces, ends) if end <= whole]
        self.labels = np.memmap(CACHE / "labels.u8", np.uint8, "r")
        self.starts = np.cumsum([0] + [piece["frames"] for piece in self.pieces])
        names = sorted({f"{n}@{s}" for piece in self.pieces for n, s in piece["people"]})
        self.identity = {name: number for number, name in enumerate(names)}

    def piece(self, number):
        span = slice(self.starts[number], self.starts[number + 1])
        people = [self.identity[f"{n}@{s}"] for n, s in self.pieces[number]["people"]]
        return torch.from_numpy(self.states[span].copy()), torch.from_numpy(self.labels[span].copy()), people

    def of_folds(self, folds):
        return [n for n, piece in enumerate(self.pieces) if piece["fold"] in folds]


def windows(labels, people, length, rng, count):
    """Places where one person alone speaks for most of a window."""
    found = []
    for _ in range(count * 6):
        if len(found) == count or len(labels) <= length:
            break
        start = rng.randrange(len(labels) - length)
        part = labels[start : start + length]
        local = rng.randrange(len(people))
        alone = (part == (1 << local)).float()
        other = ((part & ~(1 << local)) != 0).float()
        if alone.mean() > 0.6 and other.mean() < 0.1:
            found.append((start, people[local], ((part & (1 << local)) != 0).float()))
    return found


def window_statistics(data, numbers, length, count, rng):
    """Mean and deviation of the states of windows of one speaker, who it is and in which piece."""
    rows, who, where = [], [], []
    for number in numbers:
        states, labels, people = data.piece(number)
        for start, person, weights in windows(labels, people, length, rng, count):
            heard = states[start : start + length][weights > 0].numpy()
            rows.append(np.concatenate([heard.mean(0), heard.std(0)]))
            who.append(person)
            where.append(number)
    return np.array(rows), np.array(who), np.array(where)


def learn_voiceprint(data, numbers, rng):
    """Linear discriminant analysis: 64 directions in which speakers differ most for how much one speaker varies."""
    parts = [window_statistics(data, numbers, int(s * FRAMES_A_SECOND), 10, rng) for s in (1, 1.5, 2.5)]
    rows, who = np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])
    centre = rows.mean(0)
    within, between = np.zeros((2, rows.shape[1], rows.shape[1]))
    for person in np.unique(who):
        own = rows[who == person]
        spread = own - own.mean(0)
        within += spread.T @ spread / len(rows)
        step = (own.mean(0) - centre)[:, None]
        between += len(own) * step @ step.T / len(rows)
    within = (1 - SHRINKAGE) * within + SHRINKAGE * np.diag(np.diag(within) + 1e-6)
    whiten = np.linalg.inv(np.linalg.cholesky(within))
    values, directions = np.linalg.eigh(whiten @ between @ whiten.T)
    matrix = directions[:, ::-1][:, :PRINT].T @ whiten
    return np.concatenate([matrix, -(matrix @ centre)[:, None]], 1).astype(np.float32)


def prints_of(affine, rows):
    prints = rows @ affine[:, :-1].T + affine[:, -1]
    return prints / np.linalg.norm(prints, axis=1, keepdims=True)


def equal_error_rate(same, different):
    scores = np.concatenate([same, different])
    truth = np.concatenate([np.ones(len(same)), np.zeros(len(different))])
    order = np.argsort(-scores)
    missed = 1 - np.cumsum(truth[order]) / len(same)
    false = np.cumsum(1 - truth[order]) / len(different)
    at = np.argmin(np.abs(missed - false))
    return (missed[at] + false[at]) / 2, scores[order][at]


def judge_voiceprint(data, affine, numbers, seconds, rng):
    """Equal error rates of single windows: across pieces (other microphone, room, noise) and inside one piece."""
    rows, who, where = window_statistics(data, numbers, int(seconds * FRAMES_A_SECOND), 4, rng)
    prints = prints_of(affine, rows)
    scores = prints @ prints.T
    pairs = np.triu(np.ones_like(scores, bool), 1)
    same, inside = who[:, None] == who[None], where[:, None] == where[None]
    rates = {
        "across": equal_error_rate(scores[pairs & same & ~inside], scores[pairs & ~same & ~inside]),
        "inside": equal_error_rate(scores[pairs & same & inside], scores[pairs & ~same & inside]),
    }
    return {**rates, "windows": len(who)}


def window_prints(data, affine, numbers, rng):
    """Of every piece and person the voiceprints of some windows, as clustering will see them."""
    rows, who, where = window_statistics(data, numbers, WINDOW, 24, rng)
    table = {}
    for print_, person, piece in zip(prints_of(affine, rows), who, where):
        table.setdefault((piece, person), []).append(print_)
        table.setdefault(person, []).append(print_)
    return table


def activity_example(data, table, number, rng):
    """One piece, the voiceprints of its people as clustering would give them, and who really speaks."""
    states, labels, people = data.piece(number)
    prints, truth, asked = torch.zeros(PEOPLE, PRINT), torch.zeros(PEOPLE, len(states)), torch.zeros(PEOPLE)
    everybody = [key for key in table if not isinstance(key, tuple)]
    for local, person in enumerate(people):
        own = table.get((number, person), table.get(person))
        if own is None:
            continue
        centre = np.mean(rng.sample(own, rng.randint(1, len(own))), 0)
        if rng.random() < 0.3:  # clusters are never clean
            stranger = table.get((number, rng.choice(people)))
            centre = centre + rng.uniform(0, 0.25) * (rng.choice(stranger) if stranger else 0)
        prints[local] = torch.from_numpy(centre / np.linalg.norm(centre))
        truth[local] = torch.from_numpy((labels.numpy() >> local) & 1).float()
        asked[local] = 1
    for local in range(len(people), PEOPLE):  # people of the recording who are silent in this piece
        person = rng.choice(everybody)
        if rng.random() < 0.4 and person not in people:
            centre = np.mean(table[person][:6], 0)
            prints[local] = torch.from_numpy(centre / np.linalg.norm(centre))
            asked[local] = 1
    shuffled = torch.randperm(PEOPLE)
    return states, prints[shuffled], truth[shuffled], asked[shuffled]


def learn_activity(data, table, numbers, epochs, seed=1):
    torch.manual_seed(seed)
    rng = random.Random(seed)
    activity = Activity()
    optimiser = torch.optim.AdamW(activity.parameters(), lr=2e-3, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=epochs * (len(numbers) // 6 + 1))
    for epoch in range(epochs):
        order = numbers[:]
        rng.shuffle(order)
        wrong = spoken = 0.0
        for at in range(0, len(order) - 5, 6):
            batch = [activity_example(data, table, n, rng) for n in order[at : at + 6]]
            frames = min(len(example[0]) for example in batch)
            starts = [rng.randint(0, len(example[0]) - frames) for example in batch]
            states = torch.stack([e[0][s : s + frames] for e, s in zip(batch, starts)]).transpose(1, 2)
            truth = torch.stack([e[2][:, s : s + frames] for e, s in zip(batch, starts)])
            prints, asked = (torch.stack([example[k] for example in batch]) for k in (1, 3))
            asked = asked[..., None].expand_as(truth)
            logits = activity(activity.listen(states), prints)
            loss = (F.binary_cross_entropy_with_logits(logits, truth, reduction="none") * asked).sum() / asked.sum()
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(activity.parameters(), 5)
            optimiser.step()
            schedule.step()
            wrong += (((logits > 0).float() != truth) * asked).sum().item()
            spoken += truth.sum().item()
        print(f"  activity epoch {epoch}: wrong frames a spoken frame {wrong / spoken:.3f}", flush=True)
    return activity.eval()


@torch.no_grad()
def judge_activity(data, table, activity, numbers, rng):
    wrong = spoken = 0.0
    for number in numbers:
        states, prints, truth, asked = activity_example(data, table, number, rng)
        logits = activity(activity.listen(states.T[None]), prints[None])[0]
        wrong += (((logits > 0).float() != truth) * asked[:, None]).sum().item()
        spoken += truth.sum().item()
    return wrong / spoken


class Listen(nn.Module):
    def __init__(self, activity):
        super().__init__()
        self.activity = activity

    def forward(self, states):
        return self.activity.listen(states.transpose(1, 2)).transpose(1, 2)


class Seek(nn.Module):
    def __init__(self, activity):
        super().__init__()
        self.activity = activity

    def forward(self, heard, prints):
        return torch.sigmoid(self.activity(heard.transpose(1, 2), prints))


def export(affine, activity, out):
    out.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        Listen(activity), (torch.randn(1, 100, STATE),), out / "speaker-frames.onnx", opset_version=15,
        input_names=["states"], output_names=["heard"],
        dynamic_axes={name: {1: "frames"} for name in ("states", "heard")},
    )
    torch.onnx.export(
        Seek(activity), (torch.randn(1, 100, HEARD), torch.randn(1, 3, PRINT)), out / "speaker-activity.onnx",
        input_names=["heard", "prints"], output_names=["activity"], opset_version=15,
        dynamic_axes={"heard": {1: "frames"}, "prints": {1: "people"}, "activity": {1: "people", 2: "frames"}},
    )
    affine.astype("<f4").tofile(out / "speaker-voiceprint.f32")
    names = ["speaker-frames.onnx", "speaker-activity.onnx", "speaker-voiceprint.f32"]
    sums = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in names}
    (out / "speaker-checksums.json").write_text(json.dumps(sums, indent=2) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--folds", type=int, nargs="*")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--out", type=pathlib.Path, default=HERE.parents[1] / "packages/engine/weights")
    options = parser.parse_args()
    data, rng = Data(), random.Random(7)
    for fold in options.folds if options.folds is not None else [None]:
        held = data.of_folds([fold])
        numbers = data.of_folds([f for f in range(5) if f != fold])
        began = time.time()
        affine = learn_voiceprint(data, numbers, rng)
        for seconds in (1.5, 3) if held else ():
            print(f"fold {fold} {seconds} s:", judge_voiceprint(data, affine, held, seconds, rng), flush=True)
        table = window_prints(data, affine, numbers, rng)
        activity = learn_activity(data, table, numbers, options.epochs)
        if held:
            wrong = judge_activity(data, window_prints(data, affine, held, rng), activity, held, rng)
            print(f"fold {fold} activity: wrong frames a spoken frame {wrong:.3f}", flush=True)
        export(affine, activity, options.out)
        print(f"{time.time() - began:.0f} s")


main()
