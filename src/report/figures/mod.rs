//! Records as charts: one file a chart.

mod collocations;
mod dispersion;
mod exchanges;
mod floor;
mod keyness;
mod keywords;
mod panels;
mod scatter;
mod terms;
mod themes;
mod trends;

use super::Material;
use super::prose::counted;
use super::study::{Study, ThemeSource};
use crate::count::Key;
use crate::render::chart::{Boundary, Chart, Frame};

/// With fewer cases a proportion is shown as counts.
pub(super) const LEAST_CASES: u64 = 5;

/// A chart that a report or `dictum charts` can make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// The terms said most.
    Terms,
    /// Each group's keyword profile.
    Keywords,
    /// Two groups against each other.
    Keyness,
    /// How often terms occur against how much more one of two groups says them.
    Scatter,
    /// Themes by group.
    Themes,
    /// Themes over time.
    Trends,
    /// Where themes and top terms fall.
    Dispersion,
    /// Who holds the floor.
    Floor,
    /// Whether a question's theme is taken up.
    Exchanges,
    /// Which terms go together.
    Collocations,
}

impl Figure {
    /// Every chart, in the order in which a report shows them.
    pub const ALL: [Self; 10] = [
        Self::Floor,
        Self::Terms,
        Self::Dispersion,
        Self::Collocations,
        Self::Keywords,
        Self::Keyness,
        Self::Scatter,
        Self::Themes,
        Self::Exchanges,
        Self::Trends,
    ];

    /// Its name, which is that of its files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Terms => "terms",
            Self::Keywords => "keywords",
            Self::Keyness => "keyness",
            Self::Scatter => "scatter",
            Self::Themes => "themes",
            Self::Trends => "trends",
            Self::Dispersion => "dispersion",
            Self::Floor => "floor",
            Self::Exchanges => "exchanges",
            Self::Collocations => "collocations",
        }
    }

    /// What it shows, in a line, where groups are formed by `key`.
    pub(super) fn shows_by(self, key: &Key) -> String {
        self.shows().replace("speaker", key.name())
    }

    /// What it shows, in a line.
    pub fn shows(self) -> &'static str {
        match self {
            Self::Terms => "the terms said most",
            Self::Keywords => "what each speaker says more than the others",
            Self::Keyness => "what each of the two groups with the most words says more",
            Self::Scatter => "how often each term is said, and by which of the same two groups more",
            Self::Themes => "how often each speaker names each theme",
            Self::Trends => "which themes come up when",
            Self::Dispersion => "where each theme and top term falls along the corpus",
            Self::Floor => "who speaks when, and how much",
            Self::Exchanges => "whether a theme raised in a question is taken up in the answer",
            Self::Collocations => "which terms go together",
        }
    }

    /// The chart itself.
    pub fn chart(self, material: &Material<'_>) -> Box<dyn Chart> {
        let study = material.study;
        match self {
            Self::Terms => Box::new(terms::chart(study)),
            Self::Keywords => Box::new(keywords::chart(study, material.profiles)),
            Self::Keyness => Box::new(keyness::chart(study)),
            Self::Scatter => Box::new(scatter::chart(study)),
            Self::Themes => Box::new(themes::chart(study)),
            Self::Trends => Box::new(trends::chart(study)),
            Self::Dispersion => Box::new(dispersion::chart(study)),
            Self::Floor => Box::new(floor::chart(study)),
            Self::Exchanges => Box::new(exchanges::chart(study)),
            Self::Collocations => Box::new(collocations::chart(study)),
        }
    }
}

/// Title, subtitle and foot; the foot says what the numbers come from.
fn frame(
    study: &Study<'_>,
    title: impl Into<String>,
    subtitle: impl Into<String>,
    notes: Vec<String>,
) -> Frame {
    let title = title.into();
    let subtitle = subtitle.into();
    let mut foot = vec![source(study)];
    foot.extend(study.selection());
    foot.extend(notes);
    Frame {
        description: format!("{title}{} {subtitle}.", if title.ends_with('?') { "" } else { "." }),
        title,
        subtitle,
        foot,
        nothing: "Nothing was found in this corpus.".to_owned(),
    }
}

/// Says whose themes a chart shows, where they are not the user's own.
fn theme_note(study: &Study<'_>) -> Option<String> {
    match study.theme_source {
        ThemeSource::BuiltIn => {
            Some("The built-in themes, made for talk of NATO and European security in the 2020s.".to_owned())
        }
        ThemeSource::File => None,
    }
}

fn source(study: &Study<'_>) -> String {
    let documents = study.documents() as u64;
    let named = match study.rows.first().map(|&row| study.corpus.document(&study.corpus.turns[row as usize]))
    {
        Some(document) if documents == 1 => format!("Source: {}", document.header.name),
        Some(_) | None => format!("Source: {}", counted(documents, "document", "documents")),
    };
    let excerpt = match study.elisions() {
        0 => String::new(),
        cuts => format!(" The transcript leaves words out in {}.", counted(cuts, "place", "places")),
    };
    let turns = counted(study.rows.len() as u64, "turn", "turns");
    format!("{named}; {turns}, {}.{excerpt}", counted(study.words(), "word", "words"))
}

/// How many words lie before each of the turns that are looked at, and where documents begin.
fn positions(study: &Study<'_>) -> (Vec<u64>, Vec<Boundary>) {
    let mut starts = vec![0; study.corpus.turns.len()];
    let mut boundaries = Vec::new();
    let mut before = 0;
    let mut last = None;
    for &row in &study.rows {
        let turn = &study.corpus.turns[row as usize];
        if last != Some(turn.document) {
            last = Some(turn.document);
            let name = study.corpus.document(turn).header.name.clone();
            boundaries.push(Boundary { name, start: before });
        }
        starts[row as usize] = before;
        before += turn.tokens;
    }
    (starts, boundaries)
}
