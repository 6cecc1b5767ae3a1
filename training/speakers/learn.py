"""Learns the speaker models from what `features.ts` wrote.

voiceprint: mean and deviation of the encoder states over a window -> 64 numbers (linear discriminant analysis).
crowd:      encoder states -> how many people speak in each frame.
activity:   encoder states and the voiceprints of the people in the recording -> who speaks in each frame.

Usage: /usr/bin/python3 training/speakers/learn.py [--epochs N] [--out FOLDER] [--without-each FOLDER]
Groups 1 to 4 of the speakers teach, group 0 is judged and kept for evaluation. Both networks learn from conversations of
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
import torch.nn.functional as F
from torch import nn

HERE = pathlib.Path(__file__).resolve().parent
CACHE = HERE.parent / "cache" / "speakers"
# Of each frame: the states after two blocks of the encoder; the voiceprint reads the first of them.
STATE, STATES = 416, 832
HEARD, PRINT, PEOPLE, MOST_AT_ONCE = 64, 64, 4, 3
FRAMES_A_SECOND = 1000 / 24
HELD_OUT = 0
SHRINKAGE = 0.05
# Voiceprints of the frames around a frame, about 0.7 and 1.8 s; odd, so that they lie around it.
AROUND = (29, 75)

MEETING_EPOCHS, MEETING_RATE = 1, 1e-3

torch.set_num_threads(1)


def frame_conv(width_in, width_out, kernel, dilation=1):
    return nn.Sequential(
        nn.Conv1d(width_in, width_out, kernel, padding=dilation * (kernel // 2), dilation=dilation),
        nn.ReLU(),
        nn.BatchNorm1d(width_out),
    )


class Further(nn.Module):
    """The same and what a wider view adds."""

    def __init__(self, width, dilation):
        super().__init__()
        self.wider = frame_conv(width, width, 5, dilation)

    def forward(self, frames):
        return frames + self.wider(frames)


class Around(nn.Module):
    """The voiceprints of the frames around each frame: batch x STATE x frames -> batch x (scales x PRINT) x frames."""

    def __init__(self, affine):
        super().__init__()
        self.register_buffer("matrix", torch.from_numpy(affine[:, :-1])[..., None].clone())
        self.register_buffer("offset", torch.from_numpy(affine[:, -1]).clone())

    def forward(self, states):
        prints = []
        for width in AROUND:
            pool = dict(kernel_size=width, stride=1, padding=width // 2, count_include_pad=False)
            mean = F.avg_pool1d(states, **pool)
            variance = F.avg_pool1d(states * states, **pool) - mean * mean
            statistics = torch.cat([mean, variance.clamp_min(1e-8).sqrt()], 1)
            print_ = F.conv1d(statistics, self.matrix, self.offset)
            prints.append(print_ / print_.norm(dim=1, keepdim=True).clamp_min(1e-6))
        return torch.cat(prints, 1)


class Crowd(nn.Module):
    """How many people speak in each frame: batch x STATES x frames -> logits of none, one, two, three or more."""

    def __init__(self, width=80):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Dropout1d(0.1), nn.BatchNorm1d(STATES, affine=False), nn.Dropout(0.1), frame_conv(STATES, width, 1),
            *[Further(width, dilation) for dilation in (1, 2, 4, 8, 16)],
            nn.Dropout(0.1), nn.Conv1d(width, MOST_AT_ONCE + 1, 1),
        )

    def forward(self, states):
        return self.layers(states)


class Activity(nn.Module):
    """Does this voice speak in this frame? Asked for each voice on its own, with the frames around as context."""

    def __init__(self, width=64):
        super().__init__()
        self.listen = nn.Sequential(
            nn.Dropout1d(0.1), nn.BatchNorm1d(STATES, affine=False), nn.Dropout(0.1), frame_conv(STATES, HEARD, 1)
        )
        self.seek = nn.Linear(PRINT, HEARD)
        self.match = nn.Sequential(
            frame_conv(2 * HEARD + 2 * len(AROUND), width, 1), *[Further(width, dilation) for dilation in (1, 2, 4, 8)]
        )
        # Beside the match of this voice: the sum of the others' matches in the same frame.
        self.decide = nn.Sequential(nn.Dropout1d(0.1), frame_conv(2 * width, width, 3), Further(width, 4), nn.Conv1d(width, 1, 1))

    def forward(self, heard, around, prints):
        """heard: batch x HEARD x frames, around: batch x (scales x PRINT) x frames, prints: batch x people x PRINT
        (0: nobody) -> logits batch x people x frames."""
        batch, people, frames = prints.shape[0], prints.shape[1], heard.shape[2]
        present = (prints.abs().sum(2) > 0).float()[..., None, None]
        sought = 8 * self.seek(prints)[..., None]
        alike = torch.stack([prints @ part for part in around.split(PRINT, 1)], 2)
        nobody = torch.zeros_like(alike[:, :1])
        first, second = torch.cat([alike, nobody, nobody], 1).topk(2, 1).values.split(1, 1)
        rival = torch.where(alike >= first, second.expand_as(alike), first.expand_as(alike))
        shared = heard[:, None].expand(-1, people, -1, -1)
        both = torch.cat([heard[:, None] * sought, shared, alike, rival], 2)
        own = self.match(both.reshape(batch * people, -1, frames)).reshape(batch, people, -1, frames) * present
        rest = own.sum(1, keepdim=True) - own
        decided = self.decide(torch.cat([own, rest], 2).reshape(batch * people, -1, frames))
        return decided.reshape(batch, people, frames)


class Data:
    def __init__(self):
        self.pieces = [json.loads(line) for line in open(CACHE / "pieces.jsonl") if line.endswith("\n")]
        whole = (CACHE / "states.f16").stat().st_size // (2 * STATES)
        self.states = np.memmap(CACHE / "states.f16", np.float16, "r", shape=(whole, STATES))
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
        states = torch.from_numpy(self.states[span].astype(np.float32))
        return states, torch.from_numpy(self.labels[span].copy()), people

    def readers(self, held_out):
        return [n for n, piece in enumerate(self.pieces) if "group" in piece and (piece["group"] == HELD_OUT) == held_out]

    def meetings(self, without=None):
        return [n for n, piece in enumerate(self.pieces) if "meetings" in piece and without not in piece["meetings"]]


def solo_windows(data, number, seconds, count, rng):
    """Mean and deviation of the states of windows in which one person speaks nearly alone, and who it is."""
    states, labels, people = data.piece(number)
    states, labels = states[:, :STATE].numpy().astype(np.float64), labels.numpy()
    sums = np.vstack([np.zeros(STATE), np.cumsum(states, 0)])
    squares = np.vstack([np.zeros(STATE), np.cumsum(states**2, 0)])
    rows, who = [], []
    for _ in range(8 * count):
        length = int(rng.choice(seconds) * FRAMES_A_SECOND)
        if len(rows) == count or len(labels) <= length:
            break
        start = rng.randrange(len(labels) - length)
        part, local = labels[start : start + length], rng.randrange(len(people))
        own, other = (part & (1 << local)) != 0, (part & ~np.uint8(1 << local)) != 0
        if own.mean() > 0.7 and other.mean() < 0.1:
            mean = (sums[start + length] - sums[start]) / length
            variance = (squares[start + length] - squares[start]) / length - mean**2
            rows.append(np.concatenate([mean, np.sqrt(np.maximum(variance, 0))]))
            who.append(people[local])
    return rows, who


def window_statistics(data, numbers, seconds, count, rng):
    """Windows of many pieces: their statistics, who speaks and in which piece."""
    rows, who, where = [], [], []
    for number in numbers:
        own, people = solo_windows(data, number, seconds, count, rng)
        rows += own
        who += people
        where += [number] * len(own)
    return np.array(rows, np.float32), np.array(who), np.array(where)


def learn_voiceprint(data, numbers, rng):
    """Linear discriminant analysis: 64 directions in which speakers differ most for how much one speaker varies."""
    rows, who, _ = window_statistics(data, numbers, (0.6, 0.9, 1.5, 1.5, 2.5), 40, rng)
    centre = rows.mean(0, dtype=np.float64)
    within, between = np.zeros((2, rows.shape[1], rows.shape[1]))
    for person in np.unique(who):
        own = rows[who == person].astype(np.float64)
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
    rows, who, where = window_statistics(data, numbers, (seconds,), 6, rng)
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
    rows, who, where = window_statistics(data, numbers, (0.7, 1.5), 24, rng)
    table = {}
    for print_, person, piece in zip(prints_of(affine, rows), who, where):
        table.setdefault((piece, person), []).append(print_)
        table.setdefault(person, []).append(print_)
    table["everybody"] = sorted(set(who))
    return table


def example(data, around, table, number, rng):
    """One piece, the voiceprints of some of its people as clustering would give them, and who really speaks."""
    states, labels, people = data.piece(number)
    known = [local for local, person in enumerate(people) if (number, person) in table or person in table]
    known = rng.sample(known, min(PEOPLE, len(known)))
    count = max(1, min(PEOPLE, len(known) + rng.choice((0, 0, 1))))
    prints, truth, asked = torch.zeros(count, PRINT), torch.zeros(count, len(states)), torch.zeros(count)
    for at, local in enumerate(known):
        own = table.get((number, people[local]), table.get(people[local]))
        centre = np.mean(rng.sample(own, rng.randint(1, len(own))), 0)
        if rng.random() < 0.3:  # clusters are never clean
            stranger = table.get((number, rng.choice(people)))
            centre = centre + rng.uniform(0, 0.25) * (rng.choice(stranger) if stranger else 0)
        centre = centre + np.random.default_rng(rng.getrandbits(32)).normal(0, rng.uniform(0, 0.05), PRINT)
        prints[at] = torch.from_numpy(centre / np.linalg.norm(centre))
        truth[at] = torch.from_numpy((labels.numpy() >> local) & 1).float()
        asked[at] = 1
    for at in range(len(known), count):  # somebody of the recording who is silent in this piece
        person = rng.choice(table["everybody"])
        if person not in people:
            centre = np.mean(table[person][:6], 0)
            prints[at] = torch.from_numpy(centre / np.linalg.norm(centre))
            asked[at] = 1
    speaking = torch.stack([(labels >> local) & 1 for local in range(8)]).sum(0).clamp_max(MOST_AT_ONCE)
    shuffled = torch.randperm(count)
    return states, around(number), prints[shuffled], truth[shuffled], asked[shuffled], speaking


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
            prints, asked = (torch.stack([one[k] for one in group]) for k in (2, 4))
            yield states, near, prints, truth, asked[..., None].expand_as(truth), speaking
            group.clear()


@torch.no_grad()
def listen_around(data, affine, numbers):
    """The voiceprints around every frame of the pieces, kept in half precision."""
    model = Around(affine)
    kept = {n: model(data.piece(n)[0][:, :STATE].T[None])[0].T.half() for n in numbers}
    return kept.__getitem__


class Networks(nn.Module):
    def __init__(self):
        super().__init__()
        self.crowd, self.activity = Crowd(), Activity()

    def losses(self, states, near, prints, truth, asked, speaking):
        logits = self.activity(self.activity.listen(states), near, prints)
        activity = (F.binary_cross_entropy_with_logits(logits, truth, reduction="none") * asked).sum() / asked.sum()
        return activity, F.cross_entropy(self.crowd(states), speaking)


def teach(networks, data, around, table, epochs, rate, rng, judge):
    """epochs: for each the pieces to learn from."""
    optimiser = torch.optim.AdamW(networks.parameters(), lr=rate, weight_decay=0.05)
    steps = sum(len(numbers) // 6 + 6 for numbers in epochs)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps)
    for epoch, numbers in enumerate(epochs):
        began, sums, count = time.time(), np.zeros(2), 0
        networks.train()
        for batch in batches(data, around, table, numbers, rng):
            activity, crowd = networks.losses(*batch)
            optimiser.zero_grad()
            (activity + 0.5 * crowd).backward()
            nn.utils.clip_grad_norm_(networks.parameters(), 5)
            optimiser.step()
            schedule.step()
            sums += (activity.item(), crowd.item())
            count += 1
        print(f"  epoch {epoch}: losses {sums / max(1, count)} ({time.time() - began:.0f} s)", flush=True)
    print(f"  {judge(networks.eval())}", flush=True)
    return networks


@torch.no_grad()
def judge_networks(networks, data, around, table, numbers, rng):
    """Wrong frames a spoken frame: of the activity, of the number of people, and of whether two or more speak."""
    wrong, spoken, miscounted, together, all_spoken = 0.0, 0.0, 0.0, 0.0, 0.0
    for states, near, prints, truth, asked, speaking in batches(data, around, table, numbers, rng, 1):
        logits = networks.activity(networks.activity.listen(states), near, prints)
        wrong += (((logits > 0).float() != truth) * asked).sum().item()
        spoken += truth.sum().item()
        counted = networks.crowd(states).argmax(1)
        miscounted += (counted - speaking).abs().sum().item()
        together += ((counted >= 2) != (speaking >= 2)).sum().item()
        all_spoken += speaking.sum().item()
    return f"wrong {wrong / spoken:.3f}, miscounted {miscounted / all_spoken:.3f}, together {together / all_spoken:.3f}"


class Listen(nn.Module):
    """What to keep of a stretch: HEARD numbers and the voiceprints around, a frame; and how many people speak in it."""

    def __init__(self, networks, affine):
        super().__init__()
        self.networks, self.around = networks, Around(affine)

    def forward(self, states):
        states = states.transpose(1, 2)
        heard = torch.cat([self.networks.activity.listen(states), self.around(states[:, :STATE])], 1)
        return heard.transpose(1, 2), torch.softmax(self.networks.crowd(states), 1)


class Seek(nn.Module):
    def __init__(self, activity):
        super().__init__()
        self.activity = activity

    def forward(self, kept, prints):
        heard, around = kept.transpose(1, 2).split([HEARD, len(AROUND) * PRINT], 1)
        return torch.sigmoid(self.activity(heard, around, prints))


def export(data, affine, networks, out):
    out.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        Listen(networks, affine), (torch.randn(1, 100, STATES),), out / "speaker-frames.onnx", opset_version=15,
        input_names=["states"], output_names=["heard", "crowd"],
        dynamic_axes={"states": {1: "frames"}, "heard": {1: "frames"}, "crowd": {2: "frames"}},
    )
    torch.onnx.export(
        Seek(networks.activity), (torch.randn(1, 100, HEARD + len(AROUND) * PRINT), torch.randn(1, 3, PRINT)),
        out / "speaker-activity.onnx", input_names=["heard", "prints"], output_names=["activity"], opset_version=15,
        dynamic_axes={"heard": {1: "frames"}, "prints": {1: "people"}, "activity": {1: "people", 2: "frames"}},
    )
    affine.astype("<f4").tofile(out / "speaker-voiceprint.f32")
    names = ["speaker-frames.onnx", "speaker-activity.onnx", "speaker-voiceprint.f32"]
    sums = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in names}
    learned = {name for n in data.readers(False) for name, _ in data.pieces[n]["people"]}
    (out / "speaker-learned.json").write_text(json.dumps(sorted(learned)) + "\n")
    (out / "speaker-checksums.json").write_text(json.dumps(sums, indent=2) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--out", type=pathlib.Path, default=HERE.parents[1] / "packages/engine/weights")
    parser.add_argument("--without-each", type=pathlib.Path)
    parser.add_argument("--from-readers", action="store_true", help="go on from the networks that readers taught last time")
    options = parser.parse_args()
    torch.manual_seed(1)
    data, rng = Data(), random.Random(7)
    learned, held, meetings = data.readers(False), data.readers(True), data.meetings()
    affine = learn_voiceprint(data, learned, rng)
    for seconds in (0.6, 1.5, 2.5):
        print(f"{seconds} s:", judge_voiceprint(data, affine, held, seconds, rng), flush=True)
    around = listen_around(data, affine, range(len(data.pieces)))
    tables = [window_prints(data, affine, numbers, rng) for numbers in (learned + meetings, held)]
    judge = lambda networks: judge_networks(networks, data, around, tables[1], held, random.Random(11))
    readers = Networks().eval()
    if options.from_readers:
        readers.load_state_dict(torch.load(CACHE / "readers.pt"))
    else:
        teach(readers, data, around, tables[0], options.epochs * [learned], 4e-3, rng, judge)
        torch.save(readers.state_dict(), CACHE / "readers.pt")

    def with_meetings(numbers, judge):
        """Goes on from the readers: meetings, and readers as well lest they be forgotten."""
        epochs = [2 * numbers + rng.sample(learned, len(learned) // 4) for _ in range(MEETING_EPOCHS)]
        return teach(copy.deepcopy(readers), data, around, tables[0], epochs, MEETING_RATE, rng, judge)

    for meeting in sorted({name for n in meetings for name in data.pieces[n]["meetings"]} if options.without_each else ()):
        own = [n for n in meetings if data.pieces[n]["meetings"] == [meeting]]
        judge_meeting = lambda networks: judge_networks(networks, data, around, tables[0], own, random.Random(11))
        print(f"without {meeting}: readers alone {judge_meeting(readers)}", flush=True)
        export(data, affine, with_meetings(data.meetings(meeting), judge_meeting), options.without_each / meeting)
    if options.without_each:
        return
    print("with all meetings:", flush=True)
    export(data, affine, with_meetings(meetings, judge), options.out)


if __name__ == "__main__":
    main()
