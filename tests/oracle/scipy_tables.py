"""scipy 1.17.1: fisher_exact(alternative="two-sided"), chi2_contingency(correction=False), the same with
lambda_="log-likelihood", of [[target, target_size − target], [reference, reference_size − reference]].

Its statistics have no sign; ours are negative where the term is rarer in the target. Ours sums the tables whose
probability is at most 1 + 1e-7 times that of the table seen, as R, scipy's at most 1 + 1e-14 times: the same but in
ties. Writes scipy_tables.csv.
"""

import math

from scipy.stats import chi2_contingency, fisher_exact

from rows import tool, write

TABLES = [
    (10, 23, 2, 63), (0, 23, 7, 63), (1, 23, 0, 63), (4, 23, 40, 63), (3, 1_465, 1, 203), (12, 1_000, 12, 1_000),
    (40, 12_000, 90, 150_000), (250, 80_000, 1_900, 410_000), (9_000, 100_000, 8_600, 100_000), (5, 7, 2, 9),
]


def rows():
    name = tool("scipy")
    for a, n1, b, n2 in TABLES:
        table = [[a, n1 - a], [b, n2 - b]]
        sign = math.copysign(1, a * n2 - b * n1)
        chi2 = chi2_contingency(table, correction=False).statistic
        g2 = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
        fisher = fisher_exact(table, alternative="two-sided").pvalue
        for measure, value, call in [
            ("chi2", sign * chi2, "chi2_contingency(correction=False), signed"),
            ("g2", sign * g2, 'chi2_contingency(correction=False, lambda_="log-likelihood"), signed'),
            ("fisher_p", fisher, "fisher_exact"),
        ]:
            yield (a, n1, b, n2, measure), value, f"{name} {call}"


write("scipy_tables.csv", ["target", "target_size", "reference", "reference_size", "measure"], rows())
