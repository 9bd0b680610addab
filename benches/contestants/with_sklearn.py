"""Terms by speaker and document frequencies with CountVectorizer; with "stem" for a second argument, PyStemmer each token."""

import json
import sys

import numpy as np
import scipy.sparse as sp
from sklearn.feature_extraction.text import CountVectorizer

speakers, texts = [], []
with open(sys.argv[1], encoding="utf-8") as file:
    for line in file:
        record = json.loads(line)
        speakers.append(record["speaker"])
        texts.append(record["text"])

vectorizer = CountVectorizer(stop_words="english", token_pattern=r"(?u)\b[^\W\d]\w+\b")
if sys.argv[2:] == ["stem"]:
    import Stemmer

    stem, cut = Stemmer.Stemmer("english").stemWords, vectorizer.build_analyzer()
    vectorizer = CountVectorizer(analyzer=lambda text: stem(cut(text)))
records = vectorizer.fit_transform(texts)
names = {name: row for row, name in enumerate(sorted(set(speakers)))}
rows = np.array([names[name] for name in speakers])
groups = sp.csr_matrix((np.ones(len(rows)), (rows, np.arange(len(rows)))))
by_speaker = groups @ records
spread = np.bincount(records.indices, minlength=records.shape[1])
print(by_speaker.nnz, len(spread))
