"""Stems by speaker and document frequencies with DuckDB: regex, unnest, group by; each distinct word is stemmed once."""

import sys

import duckdb
import Stemmer
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

db = duckdb.connect()
db.execute("SET threads = 1")
db.execute("CREATE TABLE stop AS SELECT unnest(?) AS word", [sorted(ENGLISH_STOP_WORDS)])
db.execute(
    """CREATE TABLE words AS
    SELECT speaker, record, word, count(*) AS n FROM (
        SELECT speaker, row_number() OVER () AS record,
               unnest(regexp_extract_all(lower(text), '[\\p{L}\\p{N}_]+(?:[''’][\\p{L}\\p{N}_]+)*')) AS word
        FROM read_json(?, format = 'newline_delimited', columns = {speaker: 'VARCHAR', text: 'VARCHAR'})
    ) WHERE word NOT IN (SELECT word FROM stop) AND regexp_matches(word, '\\p{L}')
    GROUP BY ALL""",
    [sys.argv[1]],
)
words = [row[0] for row in db.execute("SELECT DISTINCT word FROM words").fetchall()]
stems = Stemmer.Stemmer("english").stemWords(words)
db.execute("CREATE TABLE stems AS SELECT unnest(?) AS word, unnest(?) AS stem", [words, stems])
by_speaker = db.execute(
    "SELECT speaker, stem, sum(n) FROM words JOIN stems USING (word) GROUP BY ALL"
).fetchnumpy()
spread = db.execute(
    "SELECT stem, count(DISTINCT record) FROM words JOIN stems USING (word) GROUP BY ALL"
).fetchnumpy()
print(len(by_speaker["stem"]), len(spread["stem"]))
