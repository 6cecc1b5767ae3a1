"""The decoder of Moonshine base in PyTorch, with the weights that ship, and low-rank adapters beside some of its matrices (Hu et al. 2022).

It computes what `packages/engine/src/speech/words/decoder-graph.ts` does, in 32-bit floats.
"""
import json
import math
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

START, END = 1, 2
STATE_WIDTH = 416
QUERY_KEY_VALUE = ("query", "key", "value")


def read_weights(folder: Path):
    """The matrices by name, and what `extract-decoder.ts` says of the network."""
    about = json.loads((folder / "decoder.json").read_text())
    numbers = torch.from_numpy(np.fromfile(folder / "decoder.f32", dtype="<f4"))
    weights, at = {}, 0
    for entry in about["named"]:
        size = math.prod(entry["shape"])
        weights[entry["name"]] = numbers[at : at + size].reshape(entry["shape"])
        at += size
    return weights, about


class Decoder(nn.Module):
    """Tokens and the encoder's states to the logits of the next token.

    `adapted` names the matrices that get an adapter of `rank`, as in "cross.key"; what is learned are the adapters alone.
    """

    def __init__(self, folder: Path, adapted: tuple, rank: int, seed: int):
        super().__init__()
        self.weights, about = read_weights(folder)
        self.heads, self.head_width = about["heads"], about["headWidth"]
        self.frequencies = torch.tensor(about["frequencies"])
        self.layers = 1 + max(int(name.split(".")[0]) for name in self.weights if name[0].isdigit())
        self.rank = rank
        generator = torch.Generator().manual_seed(seed)
        self.inwards, self.outwards = nn.ParameterDict(), nn.ParameterDict()
        for name, weight in self.weights.items():
            if any(name.endswith(f".{one}") for one in adapted):
                inputs, outputs = weight.shape
                key = name.replace(".", "_")
                self.inwards[key] = nn.Parameter(torch.randn(inputs, rank, generator=generator) / math.sqrt(inputs))
                self.outwards[key] = nn.Parameter(torch.zeros(rank, outputs))

    def times(self, states, name):
        product = states @ self.weights[name]
        key = name.replace(".", "_")
        if key in self.inwards:
            product = product + (states @ self.inwards[key]) @ self.outwards[key]
        return product

    def by_head(self, states):
        rows, length, _ = states.shape
        return states.view(rows, length, self.heads, self.head_width).transpose(1, 2)

    def norm(self, states, name):
        return F.layer_norm(states, (states.shape[-1],), self.weights[name], None, 1e-5)

    def rotate(self, heads):
        """Pairs of the first elements of each head by an angle that grows with the position (Su et al. 2021)."""
        width = 2 * len(self.frequencies)
        angles = torch.arange(heads.shape[2])[:, None] * self.frequencies[None]
        cos, sin = angles.cos(), angles.sin()
        even, odd = heads[..., 0:width:2], heads[..., 1:width:2]
        turned = torch.stack([even * cos - odd * sin, even * sin + odd * cos], -1).flatten(-2)
        return torch.cat([turned, heads[..., width:]], -1)

    def attend(self, query, key, value, hidden, name):
        scores = query @ key.transpose(-1, -2) / math.sqrt(self.head_width)
        found = scores.masked_fill(hidden, float("-inf")).softmax(-1) @ value
        return self.times(found.transpose(1, 2).flatten(2), f"{name}.output")

    def hold(self, states):
        """Keys and values of every layer for the encoder's states."""
        return [
            tuple(self.by_head(self.times(states, f"{layer}.cross.{what}")) for what in ("key", "value"))
            for layer in range(self.layers)
        ]

    def forward(self, tokens, held, unheard):
        """The last states of each token, normalised; `unheard` marks the frames that only fill up, rows x frames."""
        states = self.weights["embedding"][tokens]
        length = tokens.shape[1]
        later = torch.ones(length, length, dtype=torch.bool).triu(1)
        for layer, of_states in enumerate(held):
            name = f"{layer}.self"
            normed = self.norm(states, f"{name}.norm")
            query, key, value = (self.by_head(self.times(normed, f"{name}.{what}")) for what in QUERY_KEY_VALUE)
            states = states + self.attend(self.rotate(query), self.rotate(key), value, later, name)
            name = f"{layer}.cross"
            query = self.by_head(self.times(self.norm(states, f"{name}.norm"), f"{name}.query"))
            states = states + self.attend(query, *of_states, unheard[:, None, None], name)
            name = f"{layer}.forward"
            inner = self.times(self.norm(states, f"{name}.norm"), f"{name}.up") + self.weights[f"{name}.up.bias"]
            values, gates = inner.chunk(2, -1)
            states = states + self.times(F.silu(gates) * values, f"{name}.down") + self.weights[f"{name}.down.bias"]
        return self.norm(states, "norm")

    def logits(self, states):
        return states @ self.weights["embedding"].T
