//! The tables on what goes with themes: suggestions, themes together, topics.

use super::sequences::{attraction_cells, attraction_columns};
use crate::analysis::{Suggestion, TermCounts, ThemePair, Topic};
use crate::render::table::{Column, Table, Value};
use crate::scan::Corpus;
use crate::stats::association::AssociationMeasure;
use crate::text::Themes;

const SUGGESTION_COLUMNS: [Column; 10] = [
    Column::text("theme"),
    Column::text("term"),
    Column::text("stem"),
    Column::integer("observed"),
    Column::float("expected"),
    Column::float("g2"),
    Column::float("log_dice"),
    Column::integer("turns"),
    Column::integer("documents"),
    Column::float("correlation"),
];

const TOPIC_COLUMNS: [Column; 6] = [
    Column::text("topic"),
    Column::float("share"),
    Column::integer("turns"),
    Column::float("coherence"),
    Column::text("terms"),
    Column::text("speakers"),
];

/// How many speakers of a topic are named.
const SPEAKERS: usize = 3;
/// How many terms name a topic.
const NAMING: usize = 3;

/// A row a suggestion for the theme `key`, in the order given.
pub fn suggestions<F>(
    corpus: &Corpus<F>,
    counts: &TermCounts,
    key: &str,
    suggestions: &[Suggestion],
) -> Table {
    let mut table = Table::new(SUGGESTION_COLUMNS);
    let row = |suggestion: &Suggestion| {
        let score = |measure| Value::from(suggestion.attraction.score(measure));
        vec![
            key.into(),
            counts.shown(corpus, suggestion.term).into(),
            counts.stem(corpus, suggestion.term).into(),
            suggestion.attraction.observed().into(),
            suggestion.attraction.pair().and_then(|pair| pair.expected()).into(),
            score(AssociationMeasure::G2),
            score(AssociationMeasure::LogDice),
            suggestion.turns.into(),
            suggestion.documents.into(),
            suggestion.correlation.into(),
        ]
    };
    table.rows = suggestions.iter().map(row).collect();
    table
}

/// A row for each two themes, the turns being what is counted.
pub fn theme_pairs(themes: &Themes, pairs: &[ThemePair]) -> Table {
    let lead = [Column::text("theme"), Column::text("other")];
    let mut table = Table::new(lead.into_iter().chain(attraction_columns()).collect::<Vec<_>>());
    let key = |theme: usize| Value::from(themes.themes()[theme].key.as_str());
    let row = |pair: &ThemePair| {
        let lead = [key(pair.theme.index()), key(pair.other.index())];
        lead.into_iter().chain(attraction_cells(&pair.attraction)).collect()
    };
    table.rows = pairs.iter().map(row).collect();
    table
}

/// A row a topic, named by its first terms.
pub fn topics<F>(corpus: &Corpus<F>, counts: &TermCounts, topics: &[Topic]) -> Table {
    let mut table = Table::new(TOPIC_COLUMNS);
    let row = |topic: &Topic| {
        let terms: Vec<&str> = topic.terms.iter().map(|&term| counts.shown(corpus, term)).collect();
        let speakers = topic.speakers.iter().take(SPEAKERS);
        let speakers = speakers.map(|(speaker, share)| {
            format!("{} {:.0} %", corpus.speakers[speaker.index()].name, 100.0 * share)
        });
        vec![
            terms[..terms.len().min(NAMING)].join(" ").into(),
            topic.share.into(),
            topic.turns.into(),
            topic.coherence.into(),
            terms.join(", ").into(),
            speakers.collect::<Vec<_>>().join(", ").into(),
        ]
    };
    table.rows = topics.iter().map(row).collect();
    table
}

/// Topics as a theme file: each with its first terms as the name and all of them as stems.
pub fn topics_as_themes<F>(corpus: &Corpus<F>, counts: &TermCounts, topics: &[Topic]) -> String {
    let mut text = String::from(
        "# Themes that dictum found. Give each a name of its own, and strike what does not belong.\n",
    );
    for (place, topic) in (1..).zip(topics) {
        let terms: Vec<&str> = topic.terms.iter().map(|&term| counts.shown(corpus, term)).collect();
        let label = terms[..terms.len().min(NAMING)].join(" ");
        let entries: Vec<String> = terms.iter().map(|term| quoted(&format!("stem:{term}"))).collect();
        let entries = entries.join(", ");
        text += &format!("\n[themes.topic-{place}]\nlabel = {}\nterms = [{entries}]\n", quoted(&label));
    }
    text
}

/// A string as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
