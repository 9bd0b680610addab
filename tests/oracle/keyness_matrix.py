"""Scattertext 0.2.2 on the two halves of matrix.csv: its first three units are the target, its last three the reference.

G2, LRC (its translation of Evert's function) and SimpleMaths of a corpus of two texts. Its log odds with a Dirichlet prior
have four terms in their variance, those of Monroe, Colaresi & Quinn's approximation and ours two: they are not comparable.
Writes keyness_matrix.csv.
"""

import csv

import numpy
import pandas
import scattertext

from rows import HERE, tool, write

COUNTS = numpy.array([[int(cell) for cell in row] for row in csv.reader(open(HERE / "matrix.csv"))])
SIDES = {"target": COUNTS[:3].sum(axis=0), "reference": COUNTS[3:].sum(axis=0)}
WORDS = [f"w{number:02}" for number in range(COUNTS.shape[1])]


def corpus():
    texts = [" ".join(word for word, n in zip(WORDS, counts) for _ in range(n)) for counts in SIDES.values()]
    frame = pandas.DataFrame({"side": SIDES.keys(), "text": texts})
    return scattertext.CorpusFromPandas(
        frame, category_col="side", text_col="text", nlp=scattertext.whitespace_nlp
    ).build().get_unigram_corpus()


def rows():
    name = tool("scattertext")
    both = corpus()
    target, reference = SIDES.values()
    for measure, scorer in [
        ("g2", scattertext.G2), ("lrc", scattertext.LRC), ("simple_maths", scattertext.SimpleMaths)
    ]:
        scores = scorer(both).set_categories("target", ["reference"]).get_scores()
        for place, word in enumerate(WORDS):
            case = (target[place], target.sum(), reference[place], reference.sum(), measure)
            yield case, scores[word], f"{name} {scorer.__name__}"


write("keyness_matrix.csv", ["target", "target_size", "reference", "reference_size", "measure"], rows())
