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
  dictum themes corpus --hits      every hit, to be read one by one";

pub const EXCHANGES: &str = "\
Examples:
  dictum exchanges corpus --themes my-themes.toml
  dictum exchanges corpus --by affiliation           by who asks
  dictum exchanges corpus --by speaker --whose answer
  dictum exchanges corpus --pairs --texts -f csv -o pairs.csv

Uptake is not the opposite of evasion: naming a theme in order to decline it counts as uptake, and
a reply in other words does not.";

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

pub const COMPLETIONS: &str = "\
Examples:
  dictum completions bash -o ~/.local/share/bash-completion/completions/dictum
  dictum completions zsh > ~/.zfunc/_dictum";

pub const MAN: &str = "\
Examples:
  dictum man | man -l -
  dictum man -o dictum.1";
