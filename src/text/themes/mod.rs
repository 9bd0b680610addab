//! Themes: named sets of patterns, looked for in the tokens of a turn.
//!
//! An entry is a phrase of word patterns. Which word patterns a form satisfies is found out once per distinct
//! form ([`Themes::word_matches`]); a turn is then searched by those ids alone ([`Themes::find`]).

mod builder;
mod entry;
mod file;
mod import;
mod matcher;
mod pattern;

use crate::error::Result;
use crate::suggest;

use super::analyzer::{Analyzer, Lexeme};
use builder::Builder;
use entry::Case;
use matcher::Phrases;
use pattern::WordPatterns;

pub use import::{Dictionary, Note};
pub use matcher::{Hit, Scratch};
pub use pattern::WordPatternId;

/// The theme file that is used where none is given.
pub const DEFAULT_THEMES: &str = include_str!("../../../corpus/themes.toml");

/// A theme's place in [`Themes::themes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThemeId(pub u32);

/// An entry's place in [`Themes::entries`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

impl ThemeId {
    /// The place as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl EntryId {
    /// The place as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A theme: what its hits, and those of the themes below it, count towards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its keys from the outermost, joined by dots.
    pub key: String,
    /// What it is called where people read it; the key unless the file says otherwise.
    pub label: String,
    /// The theme that it stands under.
    pub parent: Option<ThemeId>,
}

/// A pattern of a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The theme under which it is written.
    pub theme: ThemeId,
    /// The pattern as written.
    pub text: String,
}

/// A set of themes, ready to be looked for in texts of one analyzer.
///
/// Themes stand as in their file, each before those under it; entries by theme, as written.
#[derive(Debug)]
pub struct Themes {
    themes: Vec<Theme>,
    entries: Vec<Entry>,
    excluded: Vec<Entry>,
    patterns: WordPatterns,
    phrases: Phrases,
    notes: Vec<Note>,
}

impl Themes {
    /// The themes of a TOML theme file.
    ///
    /// Under `[themes.KEY]`, and under keys nested in it, stand `terms` and optionally `label` and `not`. A term
    /// is a phrase of words, each a type or a glob (`*` any letters, `?` one, within a word; `*` alone one word),
    /// or begins with `re:` (a regular expression on the type), `stem:` or `case:` (the form as written).
    ///
    /// # Errors
    /// A configuration error with its line: no TOML, an unknown key (with the nearest known), a value of the
    /// wrong kind, a term without a word, a bad regular expression.
    ///
    /// # Example
    /// ```
    /// # use dictum::text::{Analyzer, AnalyzerOptions, Themes};
    /// let analyzer = Analyzer::new(&AnalyzerOptions::default())?;
    /// let themes = Themes::parse("[themes.growth]\nterms = ['enlarg*', 'new member*']", &analyzer)?;
    /// assert_eq!(themes.count_in("Enlargement brings new members.", &analyzer), [2]);
    /// # Ok::<(), dictum::Error>(())
    /// ```
    pub fn parse(text: &str, analyzer: &Analyzer) -> Result<Self> {
        Self::import(Dictionary::Toml, text, analyzer)
    }

    /// One theme that is found by one entry, written as in a theme file; the theme's key is the entry.
    ///
    /// # Errors
    /// A configuration error: an entry without a word, a bad regular expression.
    pub fn of_entry(entry: &str, analyzer: &Analyzer) -> Result<Self> {
        Self::of_entries([(entry, entry)], analyzer)
    }

    /// Themes that are each found by one entry, given as key and entry.
    ///
    /// # Errors
    /// As [`Self::of_entry`].
    pub fn of_entries<'e>(
        entries: impl IntoIterator<Item = (&'e str, &'e str)>,
        analyzer: &Analyzer,
    ) -> Result<Self> {
        let mut builder = Builder::new(analyzer, Case::AsAnalyzed);
        for (key, entry) in entries {
            let id = builder.theme(Theme { key: key.to_owned(), label: key.to_owned(), parent: None });
            builder.entry(id, entry)?;
        }
        builder.finish()
    }

    /// Themes that each have one entry and are found wherever one of their forms stands, exactly as written.
    ///
    /// # Errors
    /// More forms than fit into memory as patterns.
    pub fn of_forms<'f, F: IntoIterator<Item = &'f str>>(
        named: impl IntoIterator<Item = (&'f str, F)>,
        analyzer: &Analyzer,
    ) -> Result<Self> {
        let mut builder = Builder::new(analyzer, Case::AsAnalyzed);
        for (key, forms) in named {
            let id = builder.theme(Theme { key: key.to_owned(), label: key.to_owned(), parent: None });
            builder.forms(id, key, forms);
        }
        builder.finish()
    }

    /// The theme of that dotted key.
    ///
    /// # Errors
    /// There is none; the nearest keys are named.
    pub fn find_key(&self, key: &str) -> Result<ThemeId> {
        let place = self.themes.iter().position(|theme| theme.key == key);
        let known = || self.themes.iter().map(|theme| theme.key.as_str());
        place.map(|place| ThemeId(id(place))).ok_or_else(|| suggest::unknown("theme", key, known()))
    }

    /// The themes, in the order of their file, each before those under it.
    pub fn themes(&self) -> &[Theme] {
        &self.themes
    }

    /// The entries, by theme, as written.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The phrases whose neighbourhood does not count (`not`), by theme, as written.
    pub fn excluded(&self) -> &[Entry] {
        &self.excluded
    }

    /// Which word patterns a form satisfies, ascending: to be asked once for each distinct form.
    pub fn word_matches<S: AsRef<str>>(&self, form: &str, lexeme: &Lexeme<S>) -> Vec<WordPatternId> {
        self.patterns.matches(form, lexeme)
    }

    /// Every entry with the patterns of its words, `None` where any word will do: entries with the same find the same.
    pub fn entry_words(&self) -> impl Iterator<Item = (EntryId, Vec<Option<WordPatternId>>)> {
        self.phrases.entry_words()
    }

    /// Whether a theme is this one or stands under it, however far down.
    pub fn is_within(&self, theme: ThemeId, outer: ThemeId) -> bool {
        std::iter::successors(Some(theme), |theme| self.themes[theme.index()].parent)
            .any(|above| above == outer)
    }

    /// Puts every theme's hits in a turn of `len` tokens into `hits`, which is cleared first: by theme, then by
    /// position. `words` gives [`Themes::word_matches`] of the token at a position below `len`, and `anchors` are the
    /// positions, ascending, of those that [are anchors](Themes::is_anchor).
    ///
    /// Within a theme overlapping matches count once: the longest wins, then the leftmost, then the entry
    /// written first. A theme's matches are those of its own entries and the hits of the themes right under it.
    /// What then overlaps a phrase of its `not` is no hit.
    pub fn find<'a>(
        &self,
        anchors: &[usize],
        words: impl Fn(usize) -> &'a [WordPatternId],
        len: usize,
        scratch: &mut Scratch,
        hits: &mut Vec<Hit>,
    ) {
        self.phrases.find(&self.themes, anchors, words, len, scratch, hits);
    }

    /// Whether some phrase is looked for where a token with these [`Themes::word_matches`] stands.
    pub fn is_anchor(&self, words: &[WordPatternId]) -> bool {
        self.phrases.is_anchor(words)
    }

    /// How many hits each theme has in `text`, taken as one turn: for trying out a theme file.
    pub fn count_in(&self, text: &str, analyzer: &Analyzer) -> Vec<u64> {
        let forms = analyzer.forms(text);
        let matches: Vec<_> =
            forms.iter().map(|form| self.word_matches(form, &analyzer.lexeme(form))).collect();
        let mut hits = Vec::new();
        let anchors: Vec<usize> = (0..matches.len()).filter(|&at| self.is_anchor(&matches[at])).collect();
        self.find(&anchors, |at| &matches[at], matches.len(), &mut Scratch::default(), &mut hits);
        let mut counts = vec![0; self.themes.len()];
        for hit in hits {
            counts[hit.theme.index()] += 1;
        }
        counts
    }
}

/// A place in a list as an id. Lists are read from files, which have fewer than 2^32 entries in memory.
fn id(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::analyzer::AnalyzerOptions;
    use super::super::tokenize::Hyphens;
    use super::*;

    fn counts(file: &str, text: &str) -> Vec<u64> {
        let analyzer = Analyzer::new(&AnalyzerOptions::default()).unwrap();
        Themes::parse(file, &analyzer).unwrap().count_in(text, &analyzer)
    }

    fn one(terms: &str, text: &str) -> u64 {
        counts(&format!("[themes.one]\nterms = [{terms}]"), text)[0]
    }

    #[test]
    fn an_exact_word_matches_its_type_also_as_an_owner() {
        assert_eq!(one("'Turkey'", "TURKEY, Turkey’s and turkeys"), 2);
        assert_eq!(one("'erdogan'", "Erdoğan"), 0);
    }

    #[test]
    fn a_glob_stays_within_a_word_and_a_lone_star_is_one_word() {
        assert_eq!(one("'enlarg*'", "enlarge enlargement's Enlarg larger"), 3);
        assert_eq!(one("'wom?n'", "woman women womn wooman"), 2);
        assert_eq!(one("'*ship'", "membership shipping ship"), 2);
        assert_eq!(one("'share * burden'", "share the burden, share burden, share all the burden"), 1);
    }

    #[test]
    fn a_regular_expression_is_on_the_type() {
        assert_eq!(
            one("'re:^candidat(e|es|ure)$'", "Candidate candidates candidature candidacy candidate's"),
            4
        );
    }

    #[test]
    fn a_stem_takes_all_its_types_and_a_case_one_form_only() {
        assert_eq!(one("'stem:accede'", "accede acceded acceding access"), 3);
        assert_eq!(one("'case:MAP'", "MAP map Map MAP’s"), 2);
        assert_eq!(
            one("'case:European Union', 'stem:sanctions'", "European Union european union sanctioned"),
            2
        );
    }

    #[test]
    fn an_entry_alone_is_found_as_in_a_file() {
        let analyzer = Analyzer::new(&AnalyzerOptions::default()).unwrap();
        let themes = Themes::of_entry("port* fee", &analyzer).unwrap();
        assert_eq!(themes.count_in("port fees, the port fee, ports fee", &analyzer), [2]);
        assert!(Themes::of_entry(" — ", &analyzer).unwrap_err().what().contains("no word"));
    }

    #[test]
    fn a_theme_is_found_by_its_whole_key_and_the_nearest_is_named() {
        let analyzer = Analyzer::new(&AnalyzerOptions::default()).unwrap();
        let themes =
            Themes::parse("[themes.trade]\n[themes.trade.ports]\nterms = ['port']", &analyzer).unwrap();
        assert_eq!(themes.find_key("trade.ports").unwrap(), ThemeId(1));
        let error = themes.find_key("trade.port").unwrap_err();
        assert_eq!(error.to_string(), "unknown theme 'trade.port'; did you mean 'trade.ports'?");
    }

    #[test]
    fn forms_are_found_exactly_as_written() {
        let analyzer = Analyzer::new(&AnalyzerOptions::default()).unwrap();
        let themes = Themes::of_forms([("cours", ["course", "Course's"])], &analyzer).unwrap();
        assert_eq!(themes.count_in("Of course; Course, course's, Course's and courses", &analyzer), [2]);
    }

    #[test]
    fn a_form_that_keeps_its_case_is_another_word() {
        assert_eq!(one("'US'", "The US helps us; the US's help"), 2);
        assert_eq!(one("'us'", "The US helps us"), 1);
    }

    #[test]
    fn overlapping_matches_count_once_and_the_longest_wins() {
        assert_eq!(one("'sanction*', 'economic sanctions'", "heavy economic sanctions, sanctions"), 2);
        assert_eq!(one("'a b', 'b c'", "a b c"), 1);
        assert_eq!(one("'a b', 'b c', 'c'", "a b c"), 2);
    }

    #[test]
    fn an_excluded_phrase_takes_what_overlaps_it_and_no_more() {
        let file = "[themes.war]\nterms = ['war', 'war against']\nnot = ['nuclear war']";
        assert_eq!(counts(file, "a war, a nuclear war, nuclear war against all"), [1]);
    }

    #[test]
    fn a_parent_counts_its_childrens_hits_and_overlaps_once() {
        let file = "[themes.a]\nterms = ['join finland']\nnot = ['sweden again']\n[themes.a.b]\nterms = ['finland', 'sweden']";
        assert_eq!(counts(file, "join Finland; Sweden, Finland. Sweden again"), [3, 4]);
    }

    #[test]
    fn an_entry_is_cut_as_the_text_is() {
        for hyphens in [Hyphens::Split, Hyphens::Keep] {
            let analyzer = Analyzer::new(&AnalyzerOptions { hyphens, ..AnalyzerOptions::default() }).unwrap();
            let themes =
                Themes::parse("[themes.b]\nterms = ['burden-sharing', 'state-*']", &analyzer).unwrap();
            assert_eq!(themes.count_in("On burden-sharing: state-owned", &analyzer), [2]);
        }
    }

    #[test]
    fn an_entry_without_a_word_is_an_error_on_its_line() {
        let analyzer = Analyzer::new(&AnalyzerOptions::default()).unwrap();
        for (entry, fault) in
            [("—", "no word"), ("* *", "no word"), ("re:(", "unclosed group"), ("stem:", "no word")]
        {
            let file = format!("[themes.a]\nterms = [\n  'fine',\n  '{entry}',\n]");
            let error = Themes::parse(&file, &analyzer).unwrap_err();
            assert_eq!(error.line(), Some(4));
            assert!(error.what().contains(entry) && error.what().contains(fault), "{error}");
        }
    }

    #[test]
    fn the_shipped_themes_parse() {
        let analyzer = Analyzer::new(&AnalyzerOptions::default()).unwrap();
        let themes = Themes::parse(DEFAULT_THEMES, &analyzer).unwrap();
        assert!(themes.themes().len() >= 10);
    }
}
