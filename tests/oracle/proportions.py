"""statsmodels 0.15.0: proportion_confint(hits, trials, method="wilson") and
confint_proportions_2indep(..., compare="diff", method="newcomb"), both at 95 %. Writes proportions.csv.
"""

from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from rows import tool, write

ONE = [(81, 263), (15, 148), (0, 20), (1, 29), (29, 29), (3, 4), (12_345, 1_000_000)]
TWO = [(56, 70, 48, 80), (9, 10, 3, 10), (10, 10, 0, 20), (0, 10, 0, 20), (5, 56, 0, 29), (310, 4_000, 295, 4_100)]


def rows():
    name = tool("statsmodels")
    for hits, trials in ONE:
        for bound, value in zip(["low", "high"], proportion_confint(hits, trials, method="wilson")):
            yield ("wilson", hits, trials, "", "", bound), value, f"{name} proportion_confint wilson"
    for case in TWO:
        bounds = confint_proportions_2indep(*case, compare="diff", method="newcomb")
        for bound, value in zip(["low", "high"], bounds):
            yield ("newcombe", *case, bound), value, f"{name} confint_proportions_2indep newcomb"


write("proportions.csv", ["interval", "hits", "trials", "other_hits", "other_trials", "bound"], rows())
