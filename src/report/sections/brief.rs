//! In brief: sentences made from numbers, never stronger than their intervals.

use super::super::Material;
use super::super::profiles::{Profile, Verdict, tested, verdict};
use super::super::prose::{capital, count, counted, figure, list, percent};
use super::super::study::{Mode, Study, ThemeSource};
use super::keywords::keyword_id;
use crate::render::page::{Block, Section, Sentence, slug};
use crate::report::figures::LEAST_CASES;
use crate::speakers::Kind;
use crate::stats::exchanges::Uptake;
use crate::stats::keyness::{KeynessMeasure, Keyword};
use crate::vocab::TermId;

pub(super) fn section(material: &Material<'_>) -> Section {
    let study = material.study;
    let first = Block::Notice(vec![carries(study).into()]);
    if study.rows.is_empty() {
        return super::section("brief", "In brief", vec![first]);
    }
    let told = [
        most_words(study),
        most_said(study),
        most_named_theme(study),
        uptake(study),
        keyness(material),
        compared_theme(study),
        unattributed(study),
    ];
    let told = Block::Sentences(told.into_iter().flatten().collect());
    super::section("brief", "In brief", vec![first, told])
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
    if study.rows.is_empty() {
        return format!("No turn meets the conditions; the inputs hold {}.", study.corpus.turns.len());
    }
    let mut sentences = vec![format!("{}: {verdict}.", sizes(study))];
    sentences.extend(study.selection());
    match excerpt(study) {
        Some(excerpt) => sentences.push(excerpt),
        None => sentences.extend(absent(study).map(|absent| format!("{}.", capital(&absent)))),
    }
    sentences.join(" ")
}

fn excerpt(study: &Study<'_>) -> Option<String> {
    if study.elisions() == 0 {
        return None;
    }
    let questions = study.rows.iter().map(|&row| &study.corpus.turns[row as usize]);
    let questions: Vec<_> = questions.filter(|turn| turn.kind == Kind::Question).collect();
    let cut = questions.iter().filter(|turn| turn.elisions > 0).count();
    let in_questions: u64 = questions.iter().map(|turn| turn.elisions).sum();
    let elsewhere = study.elisions() - in_questions;
    let mut clauses = Vec::new();
    if cut > 0 {
        let verb = if questions.len() == 1 { "is" } else { "are" };
        let all = counted(questions.len() as u64, "question", "questions");
        clauses.push(format!("{cut} of {all} {verb} cut"));
    }
    if elsewhere > 0 {
        let places = counted(elsewhere, "other place", "other places");
        clauses.push(format!(
            "words are left out in {}",
            if cut > 0 { places } else { places.replace("other ", "") }
        ));
    }
    clauses.extend(absent(study));
    Some(format!("An excerpt: {}. Shares are of the words printed here.", clauses.join(", and ")))
}

/// The people whom headings announce and who have no turn.
fn absent(study: &Study<'_>) -> Option<String> {
    let mut absent: Vec<&str> = Vec::new();
    let is_looked_at = |rows: &std::ops::Range<u32>| {
        let at = study.rows.partition_point(|&row| row < rows.start);
        study.rows.get(at).is_some_and(|row| rows.contains(row))
    };
    for document in study.corpus.documents.iter().filter(|document| is_looked_at(&document.rows)) {
        let turns = &study.corpus.turns[document.rows.start as usize..document.rows.end as usize];
        for name in &document.header.announced {
            let speaks = turns
                .iter()
                .filter_map(|turn| study.corpus.speaker(turn))
                .any(|speaker| speaker.name == *name || speaker.aliases.iter().any(|alias| alias == name));
            if !speaks && !absent.contains(&name.as_str()) {
                absent.push(name);
            }
        }
    }
    let named = match absent.len() {
        0 => return None,
        1..=3 => list(&absent),
        many => format!("{} and {} more", absent[..3].join(", "), many - 3),
    };
    let verb = if absent.len() == 1 { "has" } else { "have" };
    Some(format!("{named}, named in the heading, {verb} no turn"))
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
    let turns = counted(first.turns, "turn", "turns");
    let words = format!("{} of {} {what}{share}, in {turns}", count(first.tokens), count(study.words()));
    let has = match people {
        1 => format!("{name} is the only speaker with a name: {words}."),
        _ => format!("{name} has the most words of {people} speakers: {words}."),
    };
    told(has, "#people")
}

/// The terms said most, as far as they do not tie with what would be left out.
fn most_said(study: &Study<'_>) -> Option<Sentence> {
    let top: Vec<_> = study.top_terms(4).collect();
    let fourth = top.get(3).map_or(0, |row| row.frequency);
    let said: Vec<String> = top
        .iter()
        .take(3)
        .filter(|row| row.frequency > fourth)
        .map(|row| format!("“{}” ({})", study.shown(row.term), count(row.frequency)))
        .collect();
    match said.len() {
        0 => None,
        1 => told(format!("The term said most is {}.", said[0]), "#said"),
        _ => told(format!("The terms said most are {}.", list(&said)), "#said"),
    }
}

fn most_named_theme(study: &Study<'_>) -> Option<Sentence> {
    let themes = study.themes.themes();
    let top_level = study.theme_rates.iter().zip(themes).filter(|(_, theme)| theme.parent.is_none());
    let (rate, theme) =
        top_level.max_by_key(|(rate, theme)| (rate.counts.hits, std::cmp::Reverse(&theme.key)))?;
    if rate.counts.hits == 0 {
        return told("None of the themes is named.".to_owned(), "#themes");
    }
    let which = match study.theme_source {
        ThemeSource::BuiltIn => "Of the built-in themes",
        ThemeSource::File => "Of the themes",
    };
    let named = format!(
        "{which}, “{}” is named most: {}, in {} of {}.",
        theme.label,
        counted(rate.counts.hits, "hit", "hits"),
        rate.counts.turns_with_theme,
        counted(rate.counts.turns, "turn", "turns")
    );
    told(named, &format!("#theme-{}", slug(&theme.key)))
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
        format!(
            "When a question raised “{label}”, the answer took it up {}{}.",
            taken_up(&row.uptake),
            unasked(&row.uptake)
        ),
        "#exchanges",
    )
}

/// How often the theme came up when no question raised it.
fn unasked(uptake: &Uptake) -> String {
    match uptake.not_raised {
        0 => String::new(),
        all => format!("; it came up in {} of {all} when none did", uptake.offered),
    }
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
    let profiles = material.profiles;
    if profiles.is_empty() || study.groups.order.len() < 2 {
        return None;
    }
    let none = |why: &str| {
        told(format!("No term sets one group apart: tested {}, {why}.", tested(profiles)), "#keywords")
    };
    match verdict(study, profiles) {
        Verdict::NonePasses => return none("none passes"),
        Verdict::TooSmall => return none("in a corpus too small for the test to mean anything"),
        Verdict::Passed(_) => {}
    }
    let established = profiles.iter().filter(|profile| profile.established() > 0);
    let told_of = |(profile, term, keyword): (&Profile<'_>, TermId, &Keyword<'_>)| {
        times_as_often(study, profile, term, keyword)
    };
    let all = established.clone().flat_map(|profile| {
        let first = profile.keywords.iter().take(profile.established());
        first.map(move |(term, keyword)| (profile, *term, keyword))
    });
    let told_first = all.clone().find_map(|found| Some((told_of(found)?, found)));
    let link = |profile: &Profile<'_>, term: TermId| keyword_id(study.shown(term), &profile.name);
    match told_first {
        Some((words, (profile, term, _))) => told(words, &format!("#{}", link(profile, term))),
        None => {
            let (profile, term, keyword) = all.clone().next()?;
            let table = &keyword.counts.table;
            let uses = counted(table.target, "use", "uses");
            let shown = study.shown(term);
            let against = count(table.reference);
            told(
                format!("“{shown}” is a keyword of {}: {uses} against {against}.", profile.name),
                &format!("#{}", link(profile, term)),
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
            "{} says “{}” {} times as often as the others (95 % interval {} to {}).",
            capital(&profile.name),
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
    match study.theme_source {
        ThemeSource::BuiltIn => return None,
        ThemeSource::File => {}
    }
    let mut best = None;
    for &place in study.groups.order.iter().filter(|&&group| !study.groups.is_pool[group]) {
        let group = &study.group_themes[place];
        for (rate, theme) in group.rates.iter().zip(study.themes.themes()) {
            let (Some(ratio), Some(bounds)) = (rate.ratio, rate.ratio_bounds) else { continue };
            let passes = rate.q_cluster.is_some_and(|q| q < crate::stats::ALPHA) && bounds.low > 1.0;
            if passes && !bounds.is_too_wide() && best.as_ref().is_none_or(|(low, _)| bounds.low > *low) {
                let words = format!(
                    "{} names “{}” {} times as often as the others (95 % interval {} to {}).",
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
