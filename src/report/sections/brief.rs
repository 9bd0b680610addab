//! In brief: sentences made from numbers, never stronger than their intervals.

use super::super::Material;
use super::super::profiles::Profile;
use super::super::prose::{capital, count, counted, figure, list, percent};
use super::super::study::{Mode, Study};

use crate::render::page::{Block, Section, Sentence};
use crate::speakers::Kind;
use crate::stats::exchanges::Uptake;
use crate::stats::keyness::{KeynessMeasure, Keyword};
use crate::vocab::TermId;

/// With fewer cases a proportion is told as counts.
const LEAST_CASES: u64 = 5;

fn in_brief(sentences: Vec<Sentence>, first: Block) -> Section {
    super::section("brief", "In brief", vec![first, Block::Sentences(sentences)])
}

pub(super) fn section(material: &Material<'_>) -> Section {
    let study = material.study;
    let first = Block::Notice(vec![carries(study).into()]);
    let told = [
        most_words(study),
        most_said(study),
        most_named_theme(material),
        uptake(study),
        keyness(material),
        compared_theme(study),
        unattributed(study),
    ];
    in_brief(told.into_iter().flatten().collect(), first)
}

/// `1 document, 9 turns, 1,668 words`.
pub(super) fn sizes(study: &Study<'_>) -> String {
    [
        counted(study.documents() as u64, "document", "documents"),
        counted(study.rows.len() as u64, "turn", "turns"),
        counted(study.words(), "word", "words"),
    ]
    .join(", ")
}

/// What this corpus is and can carry.
fn carries(study: &Study<'_>) -> String {
    let verdict = match study.mode {
        Mode::Descriptive => "enough to describe, too little to test",
        Mode::Comparative => "enough to compare, each comparison with its interval",
    };
    let mut sentences = vec![format!("{}: {verdict}.", sizes(study))];
    sentences.extend(excerpt(study));
    sentences.join(" ")
}

fn excerpt(study: &Study<'_>) -> Option<String> {
    let questions = study.rows.iter().map(|&row| &study.corpus.turns[row as usize]);
    let questions: Vec<_> = questions.filter(|turn| turn.kind == Kind::Question).collect();
    let cut = questions.iter().filter(|turn| turn.elisions > 0).count();
    let mut clauses = Vec::new();
    if cut > 0 {
        let verb = if questions.len() == 1 { "is" } else { "are" };
        clauses.push(format!(
            "{cut} of {} {verb} cut",
            counted(questions.len() as u64, "question", "questions")
        ));
    } else if study.elisions() > 0 {
        clauses.push(format!("words are left out in {}", counted(study.elisions(), "place", "places")));
    }
    let absent = absent(study);
    if !absent.is_empty() {
        let verb = if absent.len() == 1 { "has" } else { "have" };
        clauses.push(format!("{}, named in the heading, {verb} no turn", list(&absent)));
    }
    if clauses.is_empty() {
        return None;
    }
    Some(format!("An excerpt: {}. Shares are of the words printed here.", clauses.join(", and ")))
}

/// The people that headings announce and that have no turn.
fn absent(study: &Study<'_>) -> Vec<String> {
    let mut absent: Vec<String> = Vec::new();
    for document in &study.corpus.documents {
        let turns = &study.corpus.turns[document.rows.start as usize..document.rows.end as usize];
        for name in &document.header.announced {
            let speaks = turns
                .iter()
                .filter_map(|turn| study.corpus.speaker(turn))
                .any(|speaker| speaker.name == *name || speaker.aliases.iter().any(|alias| alias == name));
            if !speaks && !absent.contains(name) {
                absent.push(name.clone());
            }
        }
    }
    absent.truncate(3);
    absent
}

fn told(words: String, href: &str) -> Option<Sentence> {
    Some(Sentence { words: vec![words.into()], href: Some(href.to_owned()) })
}

fn most_words(study: &Study<'_>) -> Option<Sentence> {
    let first = study.speakers.iter().find(|row| row.speaker.is_some())?;
    let name = &study.corpus.speakers[first.speaker?.index()].name;
    let what = if study.elisions() > 0 { "words printed" } else { "words" };
    let share = first.share_of_words.map(|share| format!(" ({})", percent(share))).unwrap_or_default();
    let people = study.speakers.iter().filter(|row| row.speaker.is_some()).count() as u64;
    let of = match people {
        1 => String::new(),
        _ => format!(" of {people} speakers"),
    };
    let has = format!(
        "{name} has the most words{of}: {} of {} {what}{share}, in {}.",
        count(first.tokens),
        count(study.words()),
        counted(first.turns, "turn", "turns")
    );
    told(has, "#people")
}

fn most_said(study: &Study<'_>) -> Option<Sentence> {
    let top: Vec<String> = study
        .top_terms(3)
        .map(|row| format!("“{}” ({})", study.shown(row.term), count(row.frequency)))
        .collect();
    match top.len() {
        0 => None,
        1 => told(format!("The term said most is {}.", top[0]), "#said"),
        _ => told(format!("The terms said most are {}.", list(&top)), "#said"),
    }
}

fn most_named_theme(material: &Material<'_>) -> Option<Sentence> {
    let study = material.study;
    let themes = study.themes.themes();
    let top_level = study.theme_rates.iter().zip(themes).filter(|(_, theme)| theme.parent.is_none());
    let (rate, theme) =
        top_level.max_by_key(|(rate, theme)| (rate.counts.hits, std::cmp::Reverse(&theme.key)))?;
    if rate.counts.hits == 0 {
        return told("None of the themes is named.".to_owned(), "#themes");
    }
    let which = match material.methods.themes {
        None => "Of the built-in themes",
        Some(_) => "Of the themes",
    };
    let named = format!(
        "{which}, “{}” is named most: {}, in {} of {}.",
        theme.label,
        counted(rate.counts.hits, "hit", "hits"),
        rate.counts.turns_with_theme,
        counted(rate.counts.turns, "turn", "turns")
    );
    told(named, "#themes")
}

fn uptake(study: &Study<'_>) -> Option<Sentence> {
    let themes = study.themes.themes();
    let top_level = study.uptakes.iter().filter(|row| themes[row.theme.index()].parent.is_none());
    let row = top_level.max_by_key(|row| (row.uptake.raised, std::cmp::Reverse(row.theme)))?;
    if row.uptake.raised == 0 {
        return None;
    }
    let label = &themes[row.theme.index()].label;
    told(
        format!("When a question raised “{label}”, the answer took it up {}.", taken_up(&row.uptake)),
        "#exchanges",
    )
}

fn taken_up(uptake: &Uptake) -> String {
    let of = format!("in {} of {}", uptake.taken_up, counted(uptake.raised, "exchange", "exchanges"));
    match uptake.uptake.filter(|estimate| uptake.raised >= LEAST_CASES && !estimate.bounds.is_too_wide()) {
        Some(estimate) => format!(
            "{of} ({}, 95 % interval {} to {})",
            percent(estimate.value),
            percent(estimate.bounds.low),
            percent(estimate.bounds.high)
        ),
        None => of,
    }
}

fn keyness(material: &Material<'_>) -> Option<Sentence> {
    let study = material.study;
    let tested: usize = material.profiles.iter().map(|profile| profile.tested).sum();
    if tested == 0 {
        return None;
    }
    let mut established = material.profiles.iter().filter(|profile| profile.established() > 0).peekable();
    if established.peek().is_none() {
        let tested = counted(tested as u64, "term", "terms");
        return told(format!("No term sets one group apart: of {tested} tested, none passes."), "#keywords");
    }
    let told_of = |(profile, term, keyword): (&Profile<'_>, TermId, &Keyword<'_>)| {
        times_as_often(study, profile, term, keyword)
    };
    let all = established.clone().flat_map(|profile| {
        let first = profile.keywords.iter().take(profile.established());
        first.map(move |(term, keyword)| (profile, *term, keyword))
    });
    match all.clone().find_map(told_of) {
        Some(words) => told(words, "#keywords"),
        None => {
            let (profile, term, keyword) = all.clone().next()?;
            let table = &keyword.counts.table;
            let uses = counted(table.target, "use", "uses");
            let shown = study.shown(term);
            let against = count(table.reference);
            told(
                format!("“{shown}” is a keyword of {}: {uses} against {against}.", profile.name),
                "#keywords",
            )
        }
    }
}

/// The comparison in words, where the corpus can carry one and the interval says something.
fn times_as_often(
    study: &Study<'_>,
    profile: &Profile<'_>,
    term: TermId,
    keyword: &Keyword<'_>,
) -> Option<String> {
    let interval = keyword.interval().filter(|interval| !interval.is_too_wide() && interval.low > 0.0)?;
    let log_ratio = keyword.score(KeynessMeasure::LogRatio)?;
    match (study.mode, keyword.counts.table.zero()) {
        (Mode::Descriptive, _) | (Mode::Comparative, Some(_)) => None,
        (Mode::Comparative, None) => Some(format!(
            "{} {} “{}” {} times as often as the others (95 % interval {} to {}).",
            capital(&profile.name),
            if profile.members == 1 { "says" } else { "say" },
            study.shown(term),
            figure(log_ratio.exp2()),
            figure(interval.low.exp2()),
            figure(interval.high.exp2())
        )),
    }
}

/// A theme that one group names more often than the others, where the interval excludes 1.
fn compared_theme(study: &Study<'_>) -> Option<Sentence> {
    match study.mode {
        Mode::Descriptive => return None,
        Mode::Comparative => {}
    }
    let mut best = None;
    for &place in &study.groups.order {
        let group = &study.group_themes[place];
        let names = if study.groups.members[place] == 1 { "names" } else { "name" };
        for (rate, theme) in group.rates.iter().zip(study.themes.themes()) {
            let (Some(ratio), Some(bounds)) = (rate.ratio, rate.ratio_bounds) else { continue };
            let passes = rate.q_cluster.is_some_and(|q| q < crate::stats::ALPHA) && bounds.low > 1.0;
            if passes && !bounds.is_too_wide() && best.as_ref().is_none_or(|(low, _)| bounds.low > *low) {
                let words = format!(
                    "{} {names} “{}” {} times as often as the others (95 % interval {} to {}).",
                    group.group,
                    theme.label,
                    figure(ratio),
                    figure(bounds.low),
                    figure(bounds.high)
                );
                best = Some((bounds.low, words));
            }
        }
    }
    told(best?.1, "#themes")
}

fn unattributed(study: &Study<'_>) -> Option<Sentence> {
    let row = study.speakers.iter().find(|row| row.speaker.is_none())?;
    let unknown = format!(
        "{} with {} {} no speaker's name.",
        counted(row.turns, "turn", "turns"),
        counted(row.tokens, "word", "words"),
        if row.turns == 1 { "has" } else { "have" }
    );
    told(capital(&unknown), "#people")
}
