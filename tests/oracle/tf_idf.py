"""scikit-learn 1.9.1: TfidfTransformer of matrix.csv, 6 units (rows) by 20 terms.

`sklearn` is its default (smooth_idf=True, norm="l2"). Of the other two it has the inverse document frequency alone: with
smooth_idf=False, idf_ is ln(N/df) + 1. Less 1, times the count, over ln 10 it is `quanteda`; times the count over the
sum of the unit `tidytext`. Writes tf_idf_matrix.csv.
"""

import csv
import math

import numpy
from sklearn.feature_extraction.text import TfidfTransformer

from rows import HERE, tool, write

COUNTS = numpy.array([[int(cell) for cell in row] for row in csv.reader(open(HERE / "matrix.csv"))])


def rows():
    name = tool("scikit-learn")
    smooth = TfidfTransformer(smooth_idf=True, norm="l2").fit_transform(COUNTS).toarray()
    logs = TfidfTransformer(smooth_idf=False, norm=None).fit(COUNTS).idf_ - 1
    for unit, counts in enumerate(COUNTS):
        for term, count in enumerate(counts):
            if count == 0:
                continue
            case = (unit, term)
            yield ("sklearn", *case), smooth[unit, term], f"{name} TfidfTransformer()"
            plain = f"{name} TfidfTransformer(smooth_idf=False).idf_ − 1"
            yield ("quanteda", *case), count * logs[term] / math.log(10), f"count · ({plain}) / ln 10"
            yield ("tidytext", *case), count / counts.sum() * logs[term], f"count / sum · ({plain})"


write("tf_idf_matrix.csv", ["weighting", "unit", "term"], rows())
