//! Whether the theme of a question is taken up in the answer.

use super::themes::ThemeMatrix;
use crate::count::Key;
use crate::scan::Corpus;
use crate::stats::exchanges::{self as blocks, ThemeHits, Uptake};
use crate::text::ThemeId;

/// Questions with no answer between them and the answers to them, in one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// Index of the document.
    pub document: u32,
    /// Its number in the document, from 0.
    pub number: u32,
    /// The rows of the turns that ask; at least one.
    pub questions: Vec<u32>,
    /// The rows of the turns that answer; none where the block is unanswered.
    pub answers: Vec<u32>,
}

/// Whose group an exchange is put into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Whose {
    /// That of its first question.
    #[default]
    Question,
    /// That of its first answer; an unanswered exchange is in none.
    Answer,
}

impl Whose {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Question, Self::Answer];

    /// The word for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Answer => "answer",
        }
    }
}

/// How exchanges are grouped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangeKey {
    /// What the turns are asked for.
    pub key: Key,
    /// Which turn is asked.
    pub whose: Whose,
}

impl ExchangeKey {
    /// The turn that is asked.
    pub fn row(&self, exchange: &Exchange) -> Option<u32> {
        match self.whose {
            Whose::Question => exchange.questions.first().copied(),
            Whose::Answer => exchange.answers.first().copied(),
        }
    }
}

/// A theme's uptake in one group of exchanges, or in all.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeUptake {
    /// The group; `None` where there are none.
    pub group: Option<String>,
    /// The theme.
    pub theme: ThemeId,
    /// The counts and rates.
    pub uptake: Uptake,
}

/// All exchanges that have a turn among `rows`, in the order of the corpus.
pub fn exchanges<F>(corpus: &Corpus<F>, rows: &[u32]) -> Vec<Exchange> {
    let mut found = Vec::new();
    for (document, of) in corpus.documents.iter().enumerate() {
        let turns = &corpus.turns[of.rows.start as usize..of.rows.end as usize];
        let in_corpus =
            |turns: Vec<usize>| turns.into_iter().map(|turn| of.rows.start + turn as u32).collect();
        let blocks = blocks::exchanges(turns.iter().map(|turn| turn.kind));
        found.extend(blocks.into_iter().zip(0..).map(|(block, number)| Exchange {
            document: document as u32,
            number,
            questions: in_corpus(block.questions),
            answers: in_corpus(block.answers),
        }));
    }
    let mut looked_at = vec![false; corpus.turns.len()];
    for &row in rows {
        looked_at[row as usize] = true;
    }
    found.retain(|exchange| {
        exchange.questions.iter().chain(&exchange.answers).any(|&row| looked_at[row as usize])
    });
    found
}

impl Exchange {
    /// One theme's hits in the questions and in the answers.
    pub fn hits(&self, matrix: &ThemeMatrix, theme: ThemeId) -> ThemeHits {
        let sum = |rows: &[u32]| rows.iter().map(|&row| matrix.hits(row, theme)).sum();
        let answer = (!self.answers.is_empty()).then(|| sum(&self.answers));
        ThemeHits { question: sum(&self.questions), answer }
    }
}

/// The uptake of every theme, in the order of the theme file; with a key by group, those without a value in none.
pub fn uptakes<F>(
    corpus: &Corpus<F>,
    matrix: &ThemeMatrix,
    exchanges: &[Exchange],
    by: Option<&ExchangeKey>,
) -> Vec<ThemeUptake> {
    let Some(by) = by else { return of_group(matrix, &exchanges.iter().collect::<Vec<_>>(), None) };
    let asked: Vec<u32> = exchanges.iter().filter_map(|exchange| by.row(exchange)).collect();
    let grouping = corpus.group_by(&by.key, &asked);
    let mut members: Vec<Vec<&Exchange>> = vec![Vec::new(); grouping.labels.len()];
    for exchange in exchanges {
        if let Some(group) = by.row(exchange).and_then(|row| grouping.of[row as usize]) {
            members[group as usize].push(exchange);
        }
    }
    let groups = grouping.labels.iter().zip(members);
    groups.flat_map(|(label, members)| of_group(matrix, &members, Some(label))).collect()
}

fn of_group(matrix: &ThemeMatrix, exchanges: &[&Exchange], group: Option<&str>) -> Vec<ThemeUptake> {
    (0..matrix.themes as u32)
        .map(ThemeId)
        .map(|theme| {
            let mut documents: Vec<(u32, Vec<ThemeHits>)> = Vec::new();
            for exchange in exchanges {
                let hits = exchange.hits(matrix, theme);
                match documents.last_mut() {
                    Some((document, found)) if *document == exchange.document => found.push(hits),
                    Some(_) | None => documents.push((exchange.document, vec![hits])),
                }
            }
            let uptake = Uptake::new(documents.into_iter().map(|(_, hits)| hits));
            ThemeUptake { group: group.map(str::to_owned), theme, uptake }
        })
        .collect()
}
