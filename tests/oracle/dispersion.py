"""corpus-dispersion 0.2.0: CorpusWordAnalyzer(counts, sizes, sum of sizes).calculate_all_metrics().
DP and DPnorm also in exact fractions, by the formulas of Gries (2008) and Lijffijt & Gries (2012).

Its conventions are ours: D from the population's standard deviation of the rates, D2 and the divergence in bits, S
weighted by the sizes of the parts, under the name roschengren_s_adj. It does not keep D from falling below 0 by
rounding; that is written as 0. Writes dispersion_parts.csv.
"""

from fractions import Fraction

from corpus_dispersion import CorpusWordAnalyzer

from rows import tool, write

NAMES = {
    "juilland_d": "juilland_d", "carroll_d2": "carroll_d2", "roschengren_s_adj": "rosengren_s", "dp": "dp",
    "dp_norm": "dp_norm", "kl_divergence": "kl_divergence",
}
TERMS = [
    ([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]),
    ([0, 0, 3, 0, 0], [9, 10, 10, 10, 11]),
    ([12, 0, 7, 1, 0, 90, 3, 3], [400, 12, 380, 95, 1_200, 2_600, 61, 300]),
    ([5, 50], [100, 1_000]),
    ([0, 1, 0, 0, 0, 0, 0, 0, 0, 1], [5_000, 20, 70, 1, 900, 33, 33, 4, 250, 6_000]),
    ([1, 1, 1], [1, 1, 1_000_000]),
]


def exact_dp(counts, sizes):
    f, n = sum(counts), sum(sizes)
    return sum(abs(Fraction(v, f) - Fraction(s, n)) for v, s in zip(counts, sizes)) / 2


def rows():
    for counts, sizes in TERMS:
        cells = (" ".join(map(str, counts)), " ".join(map(str, sizes)))
        found = CorpusWordAnalyzer(counts, sizes, sum(sizes)).calculate_all_metrics()
        for theirs, ours in NAMES.items():
            value = getattr(found, theirs)
            yield (*cells, ours), 0.0 if abs(value) < 1e-12 else value, f"{tool('corpus-dispersion')} {theirs}"
        dp = exact_dp(counts, sizes)
        yield (*cells, "dp"), dp, "exact fractions of Gries (2008)"
        norm = dp / (1 - Fraction(min(sizes), sum(sizes)))
        yield (*cells, "dp_norm"), norm, "exact fractions of Lijffijt & Gries (2012)"


write("dispersion_parts.csv", ["counts", "sizes", "measure"], rows())
