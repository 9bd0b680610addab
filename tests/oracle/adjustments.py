"""statsmodels 0.15.0: multipletests(p, method="fdr_bh" | "holm" | "bonferroni").
scipy 1.17.1: false_discovery_control(p, method="bh").

Families in any order, with ties, with 1, and with values near 0. Writes adjustments.csv.
"""

from scipy.stats import false_discovery_control
from statsmodels.stats.multitest import multipletests

from rows import tool, write

FAMILIES = [
    [0.01, 0.04, 0.03, 0.005, 0.9],
    [0.2, 0.001, 0.2, 1e-280, 0.049, 0.051, 1.0, 0.001, 3e-17, 0.6],
    [0.5],
    [0.02, 0.02, 0.02],
]


def rows():
    for family in FAMILIES:
        cells = " ".join(map(repr, family))
        found = [
            ("bh", multipletests(family, method="fdr_bh")[1], f"{tool('statsmodels')} multipletests fdr_bh"),
            ("bh", false_discovery_control(family, method="bh"), f"{tool('scipy')} false_discovery_control"),
            ("holm", multipletests(family, method="holm")[1], f"{tool('statsmodels')} multipletests holm"),
            ("bonferroni", multipletests(family, method="bonferroni")[1], f"{tool('statsmodels')} multipletests"),
        ]
        for adjustment, values, source in found:
            for place, value in enumerate(values):
                yield (adjustment, cells, place), value, source


write("adjustments.csv", ["adjustment", "p_values", "place"], rows())
