"""Learns a low-rank adapter of the recogniser's decoder (Hu et al. 2022) from learners' read speech, and writes its weights.

    /usr/bin/python3 training/recogniser/train.py

Half of the readers of LibriSpeech are learned from as well, with the words that the decoder writes of them without the adapter: what it
does well is to stay. A fifth of the learners, as whole people, is left out, for figures and for what is learned on the adapted decoder.
"""
import argparse
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from decoder import END, START, STATE_WIDTH, Decoder

ROOT = Path(__file__).parents[2]
CACHE = ROOT / "training/cache/recogniser"
FOLDS = 5
SEED = 1
IGNORED = -100
# About half; the others show what the adapter does to people of whom it learned nothing (`word-errors.ts`).
LEARNED_READERS = 132


@dataclass(frozen=True)
class Piece:
    """Speech of one person: the encoder's states, and the tokens to be learned; none where it is not known what is right."""

    speaker: str
    states: np.ndarray
    tokens: list | None


def read_pieces(name):
    """Of readers of LibriSpeech nobody wrote down what they said: the decoder's own words are to stay."""
    rows = [json.loads(line) for line in (CACHE / f"{name}.jsonl").read_text().splitlines()]
    states = np.memmap(CACHE / f"{name}.f32", dtype="<f4", mode="r").reshape(-1, STATE_WIDTH)
    pieces, at = [], 0
    for row in rows:
        own = states[at : at + row["frames"]]
        at += row["frames"]
        own_words = row["written"] if row["said"] == "" and row["cut"] is None else None
        pieces.append(Piece(row["speaker"], own, row["tokens"] or own_words))
    return pieces


def folds_of(pieces):
    """The fold of each speaker: whole speakers, in an order that has nothing to do with their numbers."""
    speakers = sorted({piece.speaker for piece in pieces})
    random.Random(SEED).shuffle(speakers)
    return {speaker: at % FOLDS for at, speaker in enumerate(speakers)}


def filled_up(pieces):
    longest = max(len(piece.states) for piece in pieces)
    states = torch.zeros(len(pieces), longest, STATE_WIDTH)
    unheard = torch.ones(len(pieces), longest, dtype=torch.bool)
    for row, piece in enumerate(pieces):
        states[row, : len(piece.states)] = torch.from_numpy(np.array(piece.states))
        unheard[row, : len(piece.states)] = False
    return states, unheard


def batches(pieces, frames, shuffle):
    """Pieces of about the same length together, up to so many frames."""
    ordered = sorted(pieces, key=lambda piece: len(piece.states) * shuffle.uniform(0.85, 1.15))
    found, batch = [], []
    for piece in ordered:
        if batch and (len(batch) + 1) * len(piece.states) > frames:
            found.append(batch)
            batch = []
        batch.append(piece)
    found.append(batch)
    shuffle.shuffle(found)
    return found


def loss_of(decoder, batch):
    """Mean cross entropy of the tokens to come, in nats."""
    states, unheard = filled_up(batch)
    longest = 1 + max(len(piece.tokens) for piece in batch)
    tokens = torch.full((len(batch), longest), END)
    targets = torch.full((len(batch), longest), IGNORED)
    for row, piece in enumerate(batch):
        tokens[row, : len(piece.tokens) + 1] = torch.tensor([START, *piece.tokens])
        targets[row, : len(piece.tokens) + 1] = torch.tensor([*piece.tokens, END])
    known = targets != IGNORED
    after = decoder(tokens, decoder.hold(states), unheard)[known]
    return F.cross_entropy(decoder.logits(after), targets[known])


def learn(decoder, pieces, options):
    shuffle = random.Random(SEED)
    parameters = [*decoder.inwards.values(), *decoder.outwards.values()]
    optimiser = torch.optim.AdamW(parameters, lr=options.rate, weight_decay=options.decay)
    plan = [batch for _ in range(options.passes) for batch in batches(pieces, options.frames, shuffle)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, options.rate, total_steps=len(plan) + 1, pct_start=0.1)
    began, total = time.time(), 0.0
    for step, batch in enumerate(plan, 1):
        optimiser.zero_grad()
        loss = loss_of(decoder, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
        total += float(loss.detach())
        if step % 10 == 0:
            print(f"step {step} of {len(plan)}: loss {total / 10:.3f}, {time.time() - began:.0f} s", flush=True)
            total = 0.0


def adapter_names(decoder):
    """In the order in which `decoder-adapter.ts` reads them, inwards before outwards."""
    return [f"{layer}_cross_{what}" for layer in range(decoder.layers) for what in ("key", "value")]


def write_weights(decoder, left_out, folder):
    """The adapters, and the speakers of whom they learned nothing: what is learned on the words of the adapted decoder learns from these."""
    parts = [
        part[name].detach().numpy().ravel()
        for name in adapter_names(decoder)
        for part in (decoder.inwards, decoder.outwards)
    ]
    np.concatenate(parts).astype("<f4").tofile(folder / "recogniser-adapter.f32")
    speakers = sorted({piece.speaker for piece in left_out})
    about = {"rank": decoder.rank, "width": STATE_WIDTH, "layers": decoder.layers, "leftOut": speakers, "readers": LEARNED_READERS}
    (folder / "recogniser-adapter.json").write_text(f"{json.dumps(about)}\n")


def options_of():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fold", type=int, default=0, help="the fifth of the learners that is left out, 0 to 4")
    parser.add_argument("--rank", type=int, default=16)
    parser.add_argument("--passes", type=int, default=1)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--decay", type=float, default=0.01)
    parser.add_argument("--frames", type=int, default=3000, help="frames of a batch")
    parser.add_argument("--threads", type=int, default=2, help="other numbers of threads add up in another order")
    parser.add_argument("--out", type=Path, default=ROOT / "packages/engine/weights", help="folder of the weights")
    return parser.parse_args()


def main():
    options = options_of()
    torch.set_num_threads(options.threads)
    torch.manual_seed(SEED)
    learners, readers = read_pieces("learners"), [piece for piece in read_pieces("readers") if piece.tokens]
    folds = folds_of(learners)
    left_out = [piece for piece in learners if folds[piece.speaker] == options.fold]
    chosen = [piece for piece in learners if piece.tokens and folds[piece.speaker] != options.fold]
    decoder = Decoder(CACHE, ("cross.key", "cross.value"), options.rank, SEED)
    print(f"{len(chosen)} pieces of learners, {LEARNED_READERS} of readers", flush=True)
    learn(decoder, [*chosen, *readers[:LEARNED_READERS]], options)
    write_weights(decoder, left_out, options.out)


if __name__ == "__main__":
    main()
