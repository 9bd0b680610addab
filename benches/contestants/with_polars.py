"""Stems by speaker and document frequencies with polars: regex, explode, group_by; each distinct word is stemmed once."""

import os
import sys

os.environ["POLARS_MAX_THREADS"] = "1"

import polars as pl
import Stemmer
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

words = (
    pl.scan_ndjson(sys.argv[1], schema_overrides={"speaker": pl.String, "text": pl.String})
    .select("speaker", pl.col("text"))
    .with_row_index("record")
    .with_columns(
        pl.col("text").str.to_lowercase().str.extract_all(r"[\p{L}\p{N}_]+(?:['’][\p{L}\p{N}_]+)*").alias("word")
    )
    .drop("text")
    .explode("word")
    .filter(
        pl.col("word").is_not_null()
        & pl.col("word").str.contains(r"\p{L}")
        & ~pl.col("word").is_in(sorted(ENGLISH_STOP_WORDS))
    )
    .group_by("speaker", "record", "word")
    .len()
    .collect()
)
distinct = words["word"].unique()
stems = pl.DataFrame(
    {"word": distinct, "stem": Stemmer.Stemmer("english").stemWords(distinct.to_list())}
)
words = words.join(stems, on="word")
by_speaker = words.group_by("speaker", "stem").agg(pl.col("len").sum())
spread = words.group_by("stem").agg(pl.col("record").n_unique())
print(by_speaker.height, spread.height)
