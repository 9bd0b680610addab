//! The examples at the end of each help text.

pub const DICTUM: &str = "\
Start here:
  dictum report corpus -o output   read the folder corpus, write output/report.html
  dictum turns corpus              check first that everybody's words are given to the right person
  dictum init                      write a dictum.toml and a theme file to make your own

Exit codes: 0 done; 1 could not finish, or nothing could be read; 2 usage;
3 under --strict, something was lost or altered in reading.";

pub const REPORT: &str = "\
Examples:
  dictum report corpus -o output
  dictum report corpus --themes my-themes.toml --speakers people.csv
  dictum report corpus --since 2022 --until 2023-06

Only files that an earlier report wrote, and nobody changed since, are replaced.";

pub const CHARTS: &str = "\
Examples:
  dictum charts --list
  dictum charts corpus -o figures
  dictum charts corpus --only themes --only floor --theme dark";

pub const TURNS: &str = "\
Examples:
  dictum turns corpus
  dictum turns interview.txt --format jsonl
  dictum turns corpus --where kind=question --where affiliation~BBC
  dictum turns corpus --audit             what is doubtful in how they were found";

pub const SPEAKERS: &str = "\
Examples:
  dictum speakers corpus
  dictum speakers corpus --format csv -o people.csv   a list to correct and give back with --speakers";

pub const TOKENS: &str = "\
Examples:
  dictum tokens corpus --where 'speaker=Jens Stoltenberg'
  echo \"NATO's member states\" | dictum tokens --words -";

pub const FREQUENCY: &str = "\
Examples:
  dictum frequency corpus --top 50
  dictum frequency corpus --by speaker --terms type
  dictum frequency corpus --stop-words none --numbers keep -f parquet -o words.parquet";

pub const KEYWORDS: &str = "\
Examples:
  dictum keywords corpus                                   each speaker against all the others
  dictum keywords corpus --by side --target principal      one side of the table against the other
  dictum keywords corpus --by year --target 2022 --reference 2021
  dictum keywords corpus --by side --reference list.csv    against a frequency list
  dictum keywords corpus --n 2                             pairs of neighbours instead of words
  dictum keywords corpus --by side --permutations 9999     with a test that assumes next to nothing

log_ratio says how much more often (1: twice, 2: four times), with its interval; q_cluster says
whether the difference is more than the chance of who happened to say a word again and again.";

pub const THEMES: &str = "\
Examples:
  dictum themes corpus --themes my-themes.toml
  dictum themes corpus --by month
  dictum themes corpus --entries   what each entry of the theme file caught
  dictum themes corpus --hits      every hit, to be read one by one
  dictum themes corpus --lint      entries that find nothing, or something else; overlaps
  dictum themes corpus --themes liwc.dic

--lint tells, entry by entry in the order of the file:
  listed twice            the same entry again in its theme
  in two themes           the same entry in a theme that is neither above nor below its own
  no hit                  nothing is found, or all of it counts for other entries or is excluded
  unmarked, marked twin   words of the corpus that differ from the entry by marks alone (Erdogan, Erdoğan),
                          and that no word of its theme finds
  several stems           a glob that finds words of several stems (join* finds joint)
  carries its theme       more than half of a theme's hits, where there are at least five
  shares hits             words that count for a theme neither above nor below as well";

pub const SUGGEST: &str = "\
Examples:
  dictum themes suggest enlargement corpus
  dictum themes suggest energy talks --themes my-themes.toml --window 5 --min-count 5

First what stands near the theme, then what is not near it but moves with it. What the theme's own entries
match is not suggested. correlation: of the rates over documents, or over turns
where there are fewer than ten documents.";

pub const DISCOVER: &str = "\
Examples:
  dictum themes discover talks --topics 12
  dictum themes discover talks --toml -o found.toml     to be named, corrected, and given back with --themes

Only terms that stand in three turns or more are looked at, the 5,000 most frequent of them. coherence is the
mean NPMI of the ten terms: from -1, never in one turn, to 1, always.";

pub const EXCHANGES: &str = "\
Examples:
  dictum exchanges corpus --themes my-themes.toml
  dictum exchanges corpus --by affiliation           by who asks
  dictum exchanges corpus --by speaker --whose answer
  dictum exchanges corpus --pairs --texts -f csv -o pairs.csv

Uptake is not the opposite of evasion: naming a theme in order to decline it counts as uptake, and
a reply in other words does not.";

pub const TRENDS: &str = "\
Examples:
  dictum trends talks --period quarter
  dictum trends talks --term sanctions --term 'gas price*' --period month --smooth 3
  dictum trends talks --changes --by speaker
  dictum trends talks --compare 2021..2022     what rises, falls, is new, has vanished
  dictum trends talks --compare ..2022     the same against all that is earlier";

pub const NGRAMS: &str = "\
Examples:
  dictum ngrams corpus
  dictum ngrams corpus --n 3 --by speaker --top 10
  dictum ngrams corpus --skip 2 --rank-by log_dice

Nothing crosses a turn. N-grams with a stop word have no row unless --stop-words none is given, but stop
words stand between the words, and count in f1, f2 and n.";

pub const COLLOCATES: &str = "\
Examples:
  dictum collocates sanctions corpus
  dictum collocates 'military support' corpus --window 0,3
  dictum collocates theme:sanctions corpus --within sentence --rank-by log_dice

Stop words have no row, but take up room in the window. Of the node's own words none is a collocate.";

pub const DISPERSION: &str = "\
Examples:
  dictum dispersion corpus
  dictum dispersion corpus --by speaker --min-count 10

The parts are the turns, or what --by names. dp and kl_divergence are 0 where a term is spread as all
words are; juilland_d, carroll_d2 and rosengren_s are 1 there.";

pub const DIVERSITY: &str = "\
Examples:
  dictum diversity corpus
  dictum diversity corpus --by document --mattr-window 100

Every word counts, stop words too. A group's text is its turns one after the other.";
pub const CONCORDANCE: &str = "\
Examples:
  dictum concordance gas corpus
  dictum concordance 'candidate status' corpus --sort right --window 4,8
  dictum concordance theme:sanctions corpus --unit sentence --sample 20
  dictum kwic 'stem:accede' corpus --where kind=answer -f html -o lines.html";

pub const DFM: &str = "\
Examples:
  dictum dfm corpus -o matrix
  dictum dfm corpus -o matrix --by speaker --weight tfidf --tf-idf sklearn --top 1000
  python: scipy.io.mmread('matrix/matrix.mtx').tocsr(); polars.read_parquet('matrix/dfm.parquet')
  R: Matrix::readMM('matrix/matrix.mtx') |> quanteda::as.dfm()

rows.csv and columns.csv say what the rows and columns are, in their order, counted from 1. --top keeps so many
terms, the most frequent.";
pub const EXPLAIN: &str = "\
Examples:
  dictum explain sanctions corpus
  dictum explain sanctions corpus --by side --terms type
  dictum explain sanctions corpus -f csv -o sanctions.csv

Numbers are those of frequency, keywords and dispersion. In the formulas ln is the natural logarithm
and lg the binary one; low and high are the 95 % interval, turns as the unit.";

pub const COUNT: &str = "\
Examples:
  dictum count archive/2021 -o 2021.dct
  dictum report 2021.dct 2022.dct -o output   as from the texts, but without quotations

A file of counts holds the words of each turn in order, and who spoke, but not the text.";

pub const MERGE: &str = "\
Examples:
  dictum merge 2021.dct 2022.dct -o both.dct
  dictum keywords both.dct";

pub const INIT: &str = "\
Examples:
  dictum init
  dictum init my-project";

pub const SYNTH: &str = "\
Examples:
  dictum synth     10 MB of records, themes.toml and truth.json in the folder synth
  dictum synth --size 200MB --layout transcript -o made
  dictum keywords synth/synth.jsonl     to be compared with what truth.json says was planted
  dictum exchanges synth/synth.jsonl --themes synth/themes.toml

The words are made up, but for those that carry grammar. Every keyword begins with v, every theme
with z.";

pub const BENCH: &str = "\
Examples:
  dictum bench
  dictum bench talks --runs 9 -o measured     on texts of your own, with the chart scaling
  dictum bench --size 1GB --threads 8 -f json

Stages and baselines are timed by the processor's clock on one thread, threads by the wall's.
seconds and mb_per_second are medians; low and high are the least and the greatest of all runs.
ratio: of threads, how many times as fast as one; of a baseline (unicode_words, countwords, naive),
how many times as long as dictum takes for the same.";

pub const VERIFY: &str = "\
Examples:
  dictum verify output/manifest.json

The inputs are read from where they were; run it in the folder in which the report was made. Exit code 1
where an input has changed or a file comes out otherwise.";

pub const COMPLETIONS: &str = "\
Examples:
  dictum completions bash -o ~/.local/share/bash-completion/completions/dictum
  dictum completions zsh > ~/.zfunc/_dictum";

pub const MAN: &str = "\
Examples:
  dictum man | man -l -
  dictum man -o dictum.1";
