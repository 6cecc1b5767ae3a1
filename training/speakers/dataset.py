"""What `features.ts` wrote: pieces of conversations and meetings, who speaks in them, and what the encoder hears."""

import json
import pathlib

import numpy as np
import torch

CACHE = pathlib.Path(__file__).resolve().parents[1] / "cache" / "speakers"
# Of each frame: the states after two blocks of the encoder; the speaker embedding reads the first of them.
STATE, STATES = 416, 832
FRAMES_A_SECOND = 1000 / 24
HELD_OUT = 0


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
