"""The speaker embedding: mean and deviation of the encoder states over a window -> 64 numbers (linear discriminant analysis)."""

import numpy as np

from networks import EMBEDDING_WIDTH
from dataset import FRAMES_A_SECOND, STATE

SHRINKAGE = 0.05


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


def learn_embedding(data, numbers, rng):
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
    matrix = directions[:, ::-1][:, :EMBEDDING_WIDTH].T @ whiten
    return np.concatenate([matrix, -(matrix @ centre)[:, None]], 1).astype(np.float32)


def embeddings_of(affine, rows):
    embeddings = rows @ affine[:, :-1].T + affine[:, -1]
    return embeddings / np.linalg.norm(embeddings, axis=1, keepdims=True)


def equal_error_rate(same, different):
    scores = np.concatenate([same, different])
    truth = np.concatenate([np.ones(len(same)), np.zeros(len(different))])
    order = np.argsort(-scores)
    missed = 1 - np.cumsum(truth[order]) / len(same)
    false = np.cumsum(1 - truth[order]) / len(different)
    at = np.argmin(np.abs(missed - false))
    return (missed[at] + false[at]) / 2, scores[order][at]


def evaluate_embedding(data, affine, numbers, seconds, rng):
    """Equal error rates of single windows: across pieces (other microphone, room, noise) and inside one piece."""
    rows, who, where = window_statistics(data, numbers, (seconds,), 6, rng)
    embeddings = embeddings_of(affine, rows)
    scores = embeddings @ embeddings.T
    pairs = np.triu(np.ones_like(scores, bool), 1)
    same, inside = who[:, None] == who[None], where[:, None] == where[None]
    rates = {
        "across": equal_error_rate(scores[pairs & same & ~inside], scores[pairs & ~same & ~inside]),
        "inside": equal_error_rate(scores[pairs & same & inside], scores[pairs & ~same & inside]),
    }
    return {**rates, "windows": len(who)}


def window_embeddings(data, affine, numbers, rng):
    """Of every piece and person the speaker embeddings of some windows, as clustering will see them."""
    rows, who, where = window_statistics(data, numbers, (0.7, 1.5), 24, rng)
    table = {}
    for embedding, person, piece in zip(embeddings_of(affine, rows), who, where):
        table.setdefault((piece, person), []).append(embedding)
        table.setdefault(person, []).append(embedding)
    table["everybody"] = sorted(set(who))
    return table
