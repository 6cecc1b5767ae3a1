"""How well predictions agree with people: the figures every card prints."""
import numpy as np
from scipy.stats import pearsonr, spearmanr


def figures(predicted, human):
    """Pearson, Spearman and root mean square error."""
    return {
        "pearson": round(float(pearsonr(predicted, human)[0]), 3),
        "spearman": round(float(spearmanr(predicted, human)[0]), 3),
        "rmse": round(float(np.sqrt(np.mean((predicted - human) ** 2))), 3),
    }


def by_group(values, groups):
    """Mean of every group, in the order of the sorted groups."""
    return np.array([values[groups == group].mean() for group in sorted(set(groups))])


def folds_of(groups, count=5, seed=0):
    """A fold for every item; items of one group (a speaker, an interview) share it."""
    names = np.array(sorted(set(groups)))
    order = np.random.RandomState(seed).permutation(len(names))
    fold = dict(zip(names[order], np.arange(len(names)) % count))
    return np.array([fold[group] for group in groups])


def quantile90(errors):
    """The conformal 90 % quantile of absolute errors: rank ceil((n + 1) * 0.9) (Vovk, Gammerman & Shafer 2005)."""
    rank = min(len(errors), int(np.ceil((len(errors) + 1) * 0.9)))
    return float(np.sort(errors)[rank - 1])


def interval_law(amounts, errors):
    """Half width of an interval that holds 90 % of the errors at every amount of speech: `sqrt(a + b / amount)`.

    `errors` is a list of arrays of absolute errors, one for each amount.
    """
    quantiles = [quantile90(error) for error in errors]
    design = np.stack([np.ones(len(amounts)), 1 / np.asarray(amounts, float)], 1)
    law = np.linalg.lstsq(design, np.square(quantiles), rcond=None)[0]
    return [max(0.0, float(value)) for value in law], [float(value) for value in quantiles]
