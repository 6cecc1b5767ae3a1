"""Small networks of one hidden layer that learn ratings and one-sided anchors, in NumPy, as `packages/engine/src/scales/network.ts` runs them.

Inputs are cut off at 3 deviations; sigmoid linear units; inputs and units are dropped at random while learning (Srivastava et al.
2014); AdamW (Loshchilov & Hutter 2019) with a rate that falls in a straight line. Several starts are averaged.
"""
import numpy as np

LIMIT = 3.0
HIDDEN = 48
DROP_INPUTS, DROP_UNITS = 0.3, 0.5
DECAY, RATE, PASSES, BATCH = 0.03, 0.002, 12, 128


def predict(networks, deviations):
    """Mean answer of the networks to rows of standardised inputs."""
    inputs = np.clip(deviations, -LIMIT, LIMIT)
    return np.mean([answer(layers, inputs) for layers in networks], 0)


def answer(layers, inputs):
    (first, offsets), (last, offset) = layers
    units = inputs @ first.T + offsets
    return (units / (1 + np.exp(-units))) @ last[0] + offset[0]


def fit(deviations, level, least, weight, starts):
    """Networks from several starts.

    `level` of a row is met; where it is NaN the row is an anchor and only an answer below `least` costs. `weight` says how
    much a row counts.
    """
    inputs = np.clip(deviations, -LIMIT, LIMIT)
    rated = ~np.isnan(level)
    centre, spread = level[rated].mean(), level[rated].std()
    wanted = np.where(rated, (level - centre) / spread, (least - centre) / spread)
    networks = []
    for seed in range(starts):
        first, offsets, last, offset = learn(inputs, wanted, rated, weight, np.random.RandomState(seed))
        layers = [(first.T, offsets), (last.T * spread, offset * spread + centre)]
        networks.append([(part.round(5), rest.round(5)) for part, rest in layers])
    return networks


def learn(inputs, wanted, rated, weight, random):
    rows, width = inputs.shape
    numbers = [
        random.randn(width, HIDDEN) / np.sqrt(width),
        np.zeros(HIDDEN),
        random.randn(HIDDEN, 1) / np.sqrt(HIDDEN),
        np.zeros(1),
    ]
    step = adam(numbers, PASSES * (rows // BATCH))
    for _ in range(PASSES):
        order = random.permutation(rows)
        for start in range(0, rows - BATCH + 1, BATCH):
            chosen = order[start : start + BATCH]
            kept = (random.rand(BATCH, width) > DROP_INPUTS) / (1 - DROP_INPUTS)
            units = (random.rand(BATCH, HIDDEN) > DROP_UNITS) / (1 - DROP_UNITS)
            step(gradients(numbers, inputs[chosen] * kept, units, (wanted[chosen], rated[chosen], weight[chosen])))
    return numbers


def gradients(numbers, inputs, kept, rows):
    """Of the mean cost of some rows: squared errors, of anchors only below what is wanted."""
    first, offsets, last, offset = numbers
    wanted, rated, weight = rows
    sums = inputs @ first + offsets
    gate = 1 / (1 + np.exp(-sums))
    units = sums * gate * kept
    error = (units @ last + offset)[:, 0] - wanted
    slope = (2 / len(wanted) * weight * np.where(rated, error, np.minimum(0, error)))[:, None]
    back = slope @ last.T * kept * (gate + sums * gate * (1 - gate))
    return [inputs.T @ back, back.sum(0), units.T @ slope, slope.sum(0)]


def adam(numbers, steps):
    """A step of AdamW on `numbers` in place; the rate falls to a tenth over all steps."""
    first, second, count = [np.zeros_like(one) for one in numbers], [np.zeros_like(one) for one in numbers], [0]

    def step(slopes):
        count[0] += 1
        at = count[0]
        rate = RATE * (1 - 0.9 * at / steps)
        for one, slope, mean, square in zip(numbers, slopes, first, second):
            mean += 0.1 * (slope - mean)
            square += 0.001 * (slope**2 - square)
            moved = (mean / (1 - 0.9**at)) / (np.sqrt(square / (1 - 0.999**at)) + 1e-8)
            one -= rate * (moved + (DECAY * one if one.ndim > 1 else 0))

    return step
