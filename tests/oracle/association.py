"""association-measures 0.3.2: score(digits=None) of tables given by f, f1, f2, N.
nltk 3.10.4: nltk.collocations.BigramAssocMeasures, with (f, (f1, f2), N).

Their conventions: mutual_information is a logarithm to base 10, ours to base 2; liddell is ΔP of the first word given
the second, and with f1 and f2 exchanged that of the second given the first; nltk's likelihood_ratio has no sign, ours
that of O − E; mi_like is O³/(f1·f2), ours lg(O³·N/(f1·f2)). Where O = 0 both programs put something in its place, we
nothing: those values are left out. Writes association.csv.
"""

import math

import pandas as pd
from association_measures import measures
from nltk.collocations import BigramAssocMeasures as nltk

from rows import tool, write

# Rare and frequent, attracted and repelled, one that is always together, one that never is.
TABLES = [
    (1, 1, 1, 10_000), (1, 3, 2, 1_000_000), (2, 2, 40, 52_113), (7, 19, 23, 8_001), (30, 120, 80, 10_000),
    (40, 40, 40, 1_000), (1, 500, 800, 100_000), (1_500, 90_000, 85_000, 500_000), (5_000, 20_000, 60_000, 1_000_000),
    (812, 1_000, 90_000, 30_000_000), (0, 50, 40, 1_000),
]


def score(o, f1, f2, n):
    frame = pd.DataFrame({"f": [o], "f1": [f1], "f2": [f2], "N": [n]})
    return measures.score(frame, freq=True, per_million=False, digits=None).iloc[0]


def rows():
    first, second = tool("association-measures"), tool("nltk")
    for o, f1, f2, n in TABLES:
        ours, swapped = score(o, f1, f2, n), score(o, f2, f1, n)
        asked = (o, (f1, f2), n)
        sign = math.copysign(1, o * n - f1 * f2)
        found = [
            ("expected", ours["E11"], f"{first} E11"),
            ("z", ours["z_score"], f"{first} z_score"),
            ("g2", ours["log_likelihood"], f"{first} log_likelihood"),
            ("g2", sign * nltk.likelihood_ratio(*asked), f"{second} likelihood_ratio with the sign of O − E"),
            ("dice", ours["dice"], f"{first} dice"),
            ("dice", nltk.dice(*asked), f"{second} dice"),
            ("delta_p_21", ours["liddell"], f"{first} liddell"),
            ("delta_p_12", swapped["liddell"], f"{first} liddell with f1 and f2 exchanged"),
        ]
        if o > 0:
            pmi = nltk.pmi(*asked)
            found += [
                ("pmi", ours["mutual_information"] / math.log10(2), f"{first} mutual_information / lg 2"),
                ("pmi", pmi, f"{second} pmi"),
                ("npmi", pmi / -math.log2(nltk.raw_freq(*asked)), f"{second} pmi / −lg raw_freq"),
                ("mi3", math.log2(nltk.mi_like(*asked) * n), f"{second} lg(mi_like · N)"),
                ("t", ours["t_score"], f"{first} t_score"),
                ("t", nltk.student_t(*asked), f"{second} student_t"),
                ("log_dice", 14 + math.log2(nltk.dice(*asked)), f"{second} 14 + lg dice"),
            ]
        for measure, value, source in found:
            yield (o, f1, f2, n, measure), value, source


write("association.csv", ["observed", "first", "second", "total", "measure"], rows())
