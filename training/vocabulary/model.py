"""The vocabulary model in NumPy, as the engine runs it (`packages/engine/src/scales/vocabulary-model.ts`).

What examiners would say (a sum of standardised, clipped features, in which the words a speaker leans on cannot decide alone), lifted
by the range of the words: the mean of three families lifts a little, and a range that is high in all three sets a floor.
"""
import numpy as np

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
    # Deviations beyond which a feature counts no further: in the sum, and in each family.
    "sumClip": 2.5,
    "familyClip": {"variety": 3.0, "reach": 4.0, "combinations": 3.0},
    # The least and the most that the words a speaker leans on add to the sum.
    "wordChoiceLimits": [-3.5, 4.0],
    # Where the sum ends: examiners never judged above 9, and the anchors ask for no more than this.
    "sumTop": 10.2,
    # Range lifts nobody whose sum is below the first, and everybody in full above the second.
    "liftedFrom": [5.0, 6.0],
    "lift": {"from": 0.25, "slope": 1.1, "most": 2.0},
    # The weakest of the three families, each moved and divided so that 0.8 is what proficient speakers have and learners do not.
    "floor": {
        "moved": {"variety": 0.0, "reach": 0.0, "combinations": 1.0},
        "divided": {"variety": 1.2, "reach": 1.8, "combinations": 1.0},
        "from": 0.8,
        "width": 0.12,
        "level": 10.4,
        "slope": 1.2,
    },
    # Levels above C1 are drawn together: a step of range counts less where nobody was rated.
    "above": {"from": 9.5, "share": 0.7},
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


def levels(model, features, words):
    """Examiners' levels, 9.5 and above for C1, of rows of features."""
    deviations = standardised(model, features, words)
    clipped = np.clip(deviations, -COMBINATION["sumClip"], COMBINATION["sumClip"])
    chosen = np.array([":" in name for name in model["names"]])
    low, high = COMBINATION["wordChoiceLimits"]
    choice = np.clip(clipped[:, chosen] @ model["weights"][chosen], low, high)
    summed = model["intercept"] + clipped[:, ~chosen] @ model["weights"][~chosen] + choice
    return lifted(np.minimum(summed, COMBINATION["sumTop"]), families(model, deviations))


def lifted(summed, family):
    """The sum with what the families of range add to it."""
    first, last = COMBINATION["liftedFrom"]
    share = np.clip((summed - first) / (last - first), 0, 1)
    lift, floor, above = (COMBINATION[name] for name in ("lift", "floor", "above"))
    mean = np.mean(list(family.values()), 0)
    raised = np.clip(lift["slope"] * (mean - lift["from"]), 0, lift["most"])
    weakest = np.min([(value + floor["moved"][name]) / floor["divided"][name] for name, value in family.items()], 0)
    odds = 1 / (1 + np.exp(-(weakest - floor["from"]) / floor["width"]))
    least = floor["level"] + floor["slope"] * np.clip(weakest - floor["from"], 0, 1)
    level = summed + share * (raised + odds * np.maximum(0, least - summed - raised))
    return np.where(level > above["from"], above["from"] + above["share"] * (level - above["from"]), level)
