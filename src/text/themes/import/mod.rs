//! Dictionaries of other programs, read as themes.

mod lexicoder;
mod liwc;
mod oddity;
mod outline;
mod wordstat;
mod yaml;
mod yoshikoder;

use crate::error::Result;

use super::super::analyzer::Analyzer;
use super::builder::Builder;
use super::entry::Case;
use super::file::{self, FileTheme};
use super::{Theme, Themes};
use oddity::{Oddities, Oddity};

/// In which form a set of themes is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dictionary {
    /// A theme file of dictum: TOML.
    Toml,
    /// LIWC (`.dic`): numbered categories between two lines of `%`, then words with the numbers of theirs.
    Liwc,
    /// Lexicoder (`.lc3`): categories as `+NAME`, each with its entries below.
    Lexicoder,
    /// Yoshikoder (`.ykd`) and Lexicoder (`.lcd`): XML, `cnode` a category, `pnode` an entry.
    Yoshikoder,
    /// WordStat (`.cat`): categories by indentation, entries with a weight.
    WordStat,
    /// quanteda (`.yml`, `.yaml`): maps of maps, with lists of entries.
    Yaml,
}

/// Something in a dictionary that could not be read as it was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its first line, from 1.
    pub line: u64,
    /// What it is, and what was done.
    pub what: String,
}

/// What a dictionary was read as.
#[derive(Debug)]
struct Imported {
    /// The themes, each before those under it.
    pub themes: Vec<FileTheme>,
    /// What could not be read as it was meant.
    pub oddities: Oddities,
}

impl Dictionary {
    /// The form that a file's ending names; where it names none, what the text looks like, which is TOML if nothing else.
    pub fn of(path: &str, text: &str) -> Self {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
        match ending.as_str() {
            "toml" => Self::Toml,
            "dic" => Self::Liwc,
            "lc3" => Self::Lexicoder,
            "lcd" | "ykd" | "xml" => Self::Yoshikoder,
            "cat" => Self::WordStat,
            "yml" | "yaml" => Self::Yaml,
            _ => Self::looking_like(without_mark(text).trim_start()),
        }
    }

    fn looking_like(text: &str) -> Self {
        match text.chars().next() {
            Some('%') => Self::Liwc,
            Some('+') => Self::Lexicoder,
            Some('<') => Self::Yoshikoder,
            Some(_) | None => Self::Toml,
        }
    }
}

impl Themes {
    /// The themes of a dictionary, be it a theme file or one of another program.
    ///
    /// Its categories are themes, under the categories around them, and its entries terms; case does not tell them
    /// apart, so that US may be the pronoun in capitals: another program's entry that is a form which keeps its case
    /// is found in small letters too. `*` and `?` are as in a theme file. What another program's dictionary holds beyond that is left out,
    /// and [`Themes::notes`] tells of it.
    ///
    /// # Errors
    /// A configuration error with its line: of a theme file those of [`Themes::parse`]; of any other, that its form is
    /// broken.
    ///
    /// # Example
    /// ```
    /// # use dictum::text::{Analyzer, AnalyzerOptions, Dictionary, Themes};
    /// let analyzer = Analyzer::new(&AnalyzerOptions::default())?;
    /// let themes = Themes::import(Dictionary::Yaml, "sea:\n  ships: [boat*, ferry]", &analyzer)?;
    /// assert_eq!(themes.themes()[1].key, "sea.ships");
    /// assert_eq!(themes.count_in("Two boats and a ferry.", &analyzer), [2, 2]);
    /// # Ok::<(), dictum::Error>(())
    /// ```
    pub fn import(dictionary: Dictionary, text: &str, analyzer: &Analyzer) -> Result<Self> {
        let case = match dictionary {
            Dictionary::Toml => Case::AsAnalyzed,
            Dictionary::Liwc
            | Dictionary::Lexicoder
            | Dictionary::Yoshikoder
            | Dictionary::WordStat
            | Dictionary::Yaml => Case::Ignored,
        };
        let mut builder = Builder::new(analyzer, case);
        let Imported { themes, mut oddities } = read(dictionary, text)?;
        for theme in themes {
            let id = builder.theme(Theme { key: theme.key, label: theme.label, parent: theme.parent });
            for term in theme.terms {
                match (builder.entry(id, &term.text), dictionary) {
                    (Ok(()), _) => {}
                    (Err(error), Dictionary::Toml) => return Err(error.on_line(term.line)),
                    (Err(_), _) => oddities.add(Oddity::NothingToFind, &term.text, term.line),
                }
            }
            for term in theme.not {
                builder.exclude(id, &term.text).map_err(|error| error.on_line(term.line))?;
            }
        }
        Ok(Self { notes: oddities.into_notes(), ..builder.finish()? })
    }

    /// What in the dictionary could not be read as it was meant: the first of each kind, by line.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }
}

/// The themes of a text that is written so.
fn read(dictionary: Dictionary, text: &str) -> Result<Imported> {
    let text = without_mark(text);
    match dictionary {
        Dictionary::Toml => Ok(Imported { themes: file::read(text)?, oddities: Oddities::default() }),
        Dictionary::Liwc => liwc::read(text),
        Dictionary::Lexicoder => lexicoder::read(text),
        Dictionary::Yoshikoder => yoshikoder::read(text),
        Dictionary::WordStat => wordstat::read(text),
        Dictionary::Yaml => yaml::read(text),
    }
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::AnalyzerOptions;

    #[test]
    fn the_ending_tells_the_form_and_else_the_text_does() {
        assert_eq!(Dictionary::of("a/LIWC.DIC", "+x"), Dictionary::Liwc);
        assert_eq!(Dictionary::of("x.lcd", ""), Dictionary::Yoshikoder);
        assert_eq!(Dictionary::of("x.txt", "\u{feff}\n%\n1\ta\n%"), Dictionary::Liwc);
        assert_eq!(Dictionary::of("x", "<?xml version='1.0'?>"), Dictionary::Yoshikoder);
        assert_eq!(Dictionary::of("x", "+GOOD\nwell"), Dictionary::Lexicoder);
        assert_eq!(Dictionary::of("x.txt", "[themes.a]"), Dictionary::Toml);
    }

    #[test]
    fn what_cannot_be_looked_for_is_told_once_and_the_rest_found() {
        let analyzer = Analyzer::new(&AnalyzerOptions::default()).unwrap();
        let file = "mood:\n  good: [':)', Glad*, '*', well done]\n";
        let themes = Themes::import(Dictionary::Yaml, file, &analyzer).unwrap();
        assert_eq!(themes.count_in("GLADLY: well done, she is glad", &analyzer), [3, 3]);
        let what = "':)': left out, as there is no word to look for (and 1 more like it)";
        assert_eq!(
            themes.notes().iter().map(|note| (note.line, note.what.as_str())).collect::<Vec<_>>(),
            [(2, what)]
        );
    }

    #[test]
    fn an_entry_in_capitals_is_found_in_small_letters_too_but_in_a_theme_file() {
        let analyzer = Analyzer::new(&AnalyzerOptions::default()).unwrap();
        let count = |dictionary, file| {
            let themes = Themes::import(dictionary, file, &analyzer).unwrap();
            ["They told us.", "The US, the US's", "us all"].map(|text| themes.count_in(text, &analyzer)[0])
        };
        assert_eq!(count(Dictionary::Yaml, "we: [US]\n"), [1, 2, 1]);
        assert_eq!(count(Dictionary::Lexicoder, "+WE\nUS ALL\nOUR\n"), [0, 0, 1]);
        assert_eq!(count(Dictionary::Yaml, "we: [us]\n"), [1, 0, 1]);
        assert_eq!(count(Dictionary::Toml, "[themes.we]\nterms = [\"US\"]\n"), [0, 2, 0]);
    }

    #[test]
    fn no_rubbish_breaks_a_reader() {
        let analyzer = Analyzer::new(&AnalyzerOptions::default()).unwrap();
        let deep = "\n".to_owned() + &(0..500).map(|at| format!("{}x\n", " ".repeat(at))).collect::<String>();
        let pieces =
            ["%\n1 a\n%\n", "<dictionary>", "<cnode name='a'>", "(1)", "\t", "a: &x [*x]", "é(<of>)/"];
        for text in pieces.iter().flat_map(|one| pieces.map(|two| format!("{one}{two}{one}"))).chain([deep]) {
            for path in ["a.dic", "a.lc3", "a.ykd", "a.cat", "a.yml", "a.toml"] {
                let _ = Themes::import(Dictionary::of(path, &text), &text, &analyzer);
            }
        }
    }
}
