"""The vocabulary model in NumPy, as the engine runs it (`packages/engine/src/scales/vocabulary-model.ts`).

What examiners would say, by a weighted sum and small networks, half and half; it ends short of C1 for whoever has no range. Range lifts it: the mean of three families
a little, and a range that is high in all three sets a floor.
"""
import numpy as np

import networks

FAMILIES = {
    "variety": ["mattr50", "logLemmaMtld", "lemmasPer20ContentWords"],
    "reach": ["reachAboveA1", "reachAboveA2", "reachAboveB1"],
    "combinations": ["closedClassForms", "phrasalVerbs", "wordPairs"],
}
# Figures of range that the sum reads besides, by the family to which they are counted when it is explained.
BESIDES = {"reachLemmas": "reach", "adverbs": "reach", "closedClassPairs": "combinations"}
# Types in windows: fewer in a text that is shorter than a window.
COUNTED = [
    "reachLemmas", "reachAboveA1", "reachAboveA2", "reachAboveB1", "adverbs",
    "closedClassForms", "closedClassPairs", "phrasalVerbs", "wordPairs",
]
WINDOW_WORDS = 200
# How the parts are put together, in examiners' levels. Chosen on the developers' halves, see the card.
COMBINATION = {
    # Deviations beyond which a figure counts no further in its family.
    "familyClip": {"variety": 3.0, "reach": 4.0, "combinations": 3.0},
    # Share of the weighted sum in the answer; the rest is the networks'.
    "sumShare": 0.5,
    # Where the answer ends: without range short of C1, with it a little above what the anchors ask for.
    "top": {"level": 8.85, "slope": 1.12, "most": 10.2},
    # Forms that are no English words: from this share on, the end falls and range lifts less.
    "control": {"from": 0.023, "slope": 40.0, "width": 0.08},
    # Range lifts nobody who is below the first, and everybody in full from the second.
    "liftedFrom": [4.83, 5.83],
    "lift": {"from": 0.18, "slope": 1.0, "most": 2.0},
    # The weakest of the three families, each moved and divided so that 0.8 is what proficient speakers have and learners do
    # not; it begins a little above, where fewer weak essays are lifted with them (`remedies.py`).
    "floor": {
        "moved": {"variety": 0.0, "reach": 0.0, "combinations": 1.3},
        "divided": {"variety": 1.16, "reach": 2.28, "combinations": 1.0},
        "from": 0.88,
        "width": 0.08,
        "level": 10.8,
        "slope": 1.2,
    },
    # Levels above C1 are drawn together: a step of range counts less where nobody was rated.
    "above": {"from": 9.5, "share": 0.65},
}


def standardised(model, features, words):
    """Rows of features as deviations from the mean; counts of short texts brought to the window's length."""
    short = np.minimum(words, WINDOW_WORDS)[:, None]
    return (features * (WINDOW_WORDS / short) ** model["growth"] - model["mean"]) / model["deviation"]


def families(model, deviations):
    """Mean deviation of each family, in the order of `FAMILIES`."""
    names, clips = model["names"], COMBINATION["familyClip"]
    return {
        family: np.mean([np.clip(deviations[:, names.index(one)], -clips[family], clips[family]) for one in members], 0)
        for family, members in FAMILIES.items()
    }


def levels(model, features, words, unknown):
    """Examiners' levels, 9.5 and above for C1, of rows of features; `unknown` is the share of forms that are no English words."""
    deviations = standardised(model, features, words)
    sums = model["intercept"] + np.clip(deviations, -networks.LIMIT, networks.LIMIT) @ model["weights"]
    share = COMBINATION["sumShare"]
    answer = share * sums + (1 - share) * networks.predict(model["networks"], deviations)
    return combined(answer, families(model, deviations), unknown)


def combined(answer, family, unknown):
    """The networks' answer within its end, and what the families of range add to it."""
    top = COMBINATION["top"]
    mean = np.mean(list(family.values()), 0)
    control = COMBINATION["control"]
    beyond = np.maximum(0, unknown - control["from"])
    end = np.minimum(top["level"] + top["slope"] * np.maximum(0, mean) - control["slope"] * beyond, top["most"])
    return lifted(np.minimum(answer, end), family, np.maximum(0, 1 - beyond / control["width"]))


def lifted(limited, family, controlled):
    """The level with what the families of range add to it."""
    first, last = COMBINATION["liftedFrom"]
    share = controlled * np.clip((limited - first) / (last - first), 0, 1)
    lift, floor, above = (COMBINATION[name] for name in ("lift", "floor", "above"))
    mean = np.mean(list(family.values()), 0)
    raised = np.clip(lift["slope"] * (mean - lift["from"]), 0, lift["most"])
    weakest = np.min([(value + floor["moved"][name]) / floor["divided"][name] for name, value in family.items()], 0)
    odds = 1 / (1 + np.exp(-(weakest - floor["from"]) / floor["width"]))
    least = floor["level"] + floor["slope"] * np.clip(weakest - floor["from"], 0, 1)
    level = limited + share * (raised + odds * np.maximum(0, least - limited - raised))
    return np.where(level > above["from"], above["from"] + above["share"] * (level - above["from"]), level)
