"""Small networks that learn the same from several starts and are averaged, as `packages/engine/src/scales/network.ts` runs them.

Inputs are standardised and cut off at 3 deviations; sigmoid linear units between the layers; inputs and units are dropped at
random while learning (Srivastava et al. 2014); AdamW (Loshchilov & Hutter 2019) with one cycle of the rate (Smith 2018).
"""
from dataclasses import dataclass

import numpy as np
import torch

torch.set_num_threads(1)
LIMIT = 3.0


@dataclass(frozen=True)
class Recipe:
    """How networks learn: widths of the hidden layers, shares that are dropped, decay, rate, passes over the data, rows a step, starts."""

    hidden: tuple
    drop_inputs: float
    drop_units: float
    decay: float
    rate: float
    passes: int
    batch: int
    networks: int


@dataclass(frozen=True)
class Networks:
    """Mean and deviation of the inputs, and for each network its layers as pairs of weights and offsets."""

    mean: np.ndarray
    deviation: np.ndarray
    networks: list

    def predict(self, inputs):
        values = np.clip((inputs - self.mean) / self.deviation, -LIMIT, LIMIT)
        return np.mean([run(layers, values) for layers in self.networks], axis=0)

    def numbers(self):
        """All numbers in the order in which the engine reads them."""
        parts = [self.mean, self.deviation, *(part for layers in self.networks for layer in layers for part in layer)]
        return np.concatenate([np.ravel(part) for part in parts]).astype("<f4")


def run(layers, values):
    for at, (weights, offsets) in enumerate(layers):
        if at > 0:
            values = values / (1 + np.exp(-values))
        values = values @ weights.T + offsets
    return values


def fit(inputs, targets, recipe, gains=1.0, importance=1.0, outputs=None):
    """Learns `targets` (rows x several) and keeps the first `outputs` of them.

    `gains` says how strongly each input drives the start, `importance` how much each target counts.
    """
    mean, deviation = inputs.mean(0), inputs.std(0) + 1e-9
    centre, spread = targets.mean(0), targets.std(0)
    outputs = outputs or targets.shape[1]
    gains = np.broadcast_to(gains, mean.shape)
    scaled = torch.tensor(np.clip((inputs - mean) / deviation, -LIMIT, LIMIT) * gains, dtype=torch.float32)
    wanted = torch.tensor((targets - centre) / spread, dtype=torch.float32)
    counts = torch.tensor(np.broadcast_to(importance, centre.shape).copy(), dtype=torch.float32)
    networks = []
    for seed in range(recipe.networks):
        first, *rest = learn(scaled, wanted, counts, recipe, seed)
        layers = [(first[0] * gains, first[1]), *rest]
        weights, offsets = layers[-1]
        scale = spread[:outputs]
        layers[-1] = (weights[:outputs] * scale[:, None], offsets[:outputs] * scale + centre[:outputs])
        networks.append(layers)
    return Networks(mean, deviation, networks)


def learn(inputs, targets, counts, recipe, seed):
    """One network: its layers."""
    torch.manual_seed(seed)
    widths = [inputs.shape[1], *recipe.hidden, targets.shape[1]]
    parts = [torch.nn.Dropout(recipe.drop_inputs)]
    for before, after in zip(widths[:-2], widths[1:-1]):
        parts += [torch.nn.Linear(before, after), torch.nn.SiLU(), torch.nn.Dropout(recipe.drop_units)]
    network = torch.nn.Sequential(*parts, torch.nn.Linear(widths[-2], widths[-1]))
    optimiser = torch.optim.AdamW(network.parameters(), recipe.rate, weight_decay=recipe.decay)
    batches = -(-len(inputs) // recipe.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, recipe.rate, total_steps=recipe.passes * batches + 1)
    for _ in range(recipe.passes):
        for chosen in torch.randperm(len(inputs)).split(recipe.batch):
            loss = (counts * (network(inputs[chosen]) - targets[chosen]) ** 2).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    linear = [part for part in network if isinstance(part, torch.nn.Linear)]
    return [(part.weight.detach().numpy().astype(float), part.bias.detach().numpy().astype(float)) for part in linear]
