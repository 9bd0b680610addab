//! In brief: sentences made from numbers, never stronger than their intervals.

use super::super::Material;
use super::super::profiles::{Profile, Verdict, tested, verdict};
use super::super::prose::{capital, count, counted, figure, list, percent};
use super::super::study::{Mode, Study, ThemeSource};
use super::keywords::UNFOLDED;
use super::names::Names;
use super::themes;
use crate::analysis::Change;
use crate::count::Key;
use crate::render::page::{Block, Section, Sentence};
use crate::report::figures::LEAST_CASES;
use crate::speakers::Kind;
use crate::stats::exchanges::Uptake;
use crate::stats::keyness::{KeynessMeasure, Keyword};
use crate::text::ThemeId;
use crate::vocab::TermId;

/// So many sentences are told at most.
const MOST: usize = 7;
/// Fewer uses or hits are called few.
const FEW: u64 = 5;

pub(super) fn section(material: &Material<'_>, names: &Names) -> Section {
    let study = material.study;
    let first = Block::Notice(vec![carries(study).into()]);
    if study.rows.is_empty() {
        return super::section("brief", "In brief", vec![first]);
    }
    let told = [
        most_words(study, names),
        most_said(study, names),
        most_named_theme(study, names),
        uptake(study, names),
        keyness(material, names),
        compared_theme(study, names),
        unattributed(study, names),
    ];
    let mut told: Vec<Sentence> = told.into_iter().flatten().collect();
    if told.len() < MOST {
        told.extend(changed(study, names));
    }
    super::section("brief", "In brief", vec![first, Block::Sentences(told)])
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
        let verb = if cut == 1 { "is" } else { "are" };
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

/// A sentence with a link to what it tells of.
fn told(words: String, name: &str) -> Option<Sentence> {
    Some(Sentence { words: vec![words.into()], href: Some(format!("#{name}")) })
}

fn most_words(study: &Study<'_>, names: &Names) -> Option<Sentence> {
    let first = study.speakers.iter().find(|row| row.speaker.is_some())?;
    let name = &study.corpus.speakers[first.speaker?.index()].name;
    let printed = if study.elisions() > 0 { " printed" } else { "" };
    let share = first.share_of_words.map(|share| format!(" ({})", percent(share))).unwrap_or_default();
    let people = study.speakers.iter().filter(|row| row.speaker.is_some()).count() as u64;
    let as_many = study.speakers.iter().filter(|row| row.speaker.is_some() && row.tokens == first.tokens);
    let others = as_many.count() as u64 - 1;
    let turns = counted(first.turns, "turn", "turns");
    let all = counted(study.words(), "word", "words");
    let words = format!("{} of {all}{printed}{share}, in {turns}", count(first.tokens));
    let has = match (people, others) {
        (1, _) => format!("{name} is the only speaker with a name: {words}."),
        (_, 0) => format!("{name} has the most words of {people} speakers: {words}."),
        (_, others) => {
            let have = if others == 1 { "another has" } else { "others have" };
            let others = if others == 1 { String::new() } else { format!("{} ", count(others)) };
            format!("{name} has the most words of {people} speakers, and {others}{have} as many: {words}.")
        }
    };
    told(has, names.speaker(first.speaker))
}

/// The terms said most, as far as they do not tie with what would be left out.
fn most_said(study: &Study<'_>, names: &Names) -> Option<Sentence> {
    let top: Vec<_> = study.top_terms(4).collect();
    let fourth = top.get(3).map_or(0, |row| row.frequency);
    let said: Vec<String> = top
        .iter()
        .take(3)
        .filter(|row| row.frequency > fourth)
        .map(|row| format!("“{}” ({})", study.shown(row.term), count(row.frequency)))
        .collect();
    let first = top.first()?;
    let few = if first.frequency < FEW { ", but said few times" } else { "" };
    let name = names.term(first.term);
    match said.len() {
        0 => None,
        1 => told(format!("The term said most is {}{few}.", said[0]), name),
        _ => told(format!("The terms said most are {}{few}.", list(&said)), name),
    }
}

fn most_named_theme(study: &Study<'_>, names: &Names) -> Option<Sentence> {
    let themes = study.themes.themes();
    let all = (0..).map(ThemeId).zip(&study.theme_rates);
    let top_level = all.filter(|(id, _)| themes[id.index()].parent.is_none());
    let (id, rate) =
        top_level.max_by_key(|(id, rate)| (rate.counts.hits, std::cmp::Reverse(&themes[id.index()].key)))?;
    let theme = &themes[id.index()];
    if rate.counts.hits == 0 {
        return told("None of the themes is named.".to_owned(), "themes");
    }
    let which = match study.theme_source {
        ThemeSource::BuiltIn => "Of the built-in themes",
        ThemeSource::File => "Of the themes",
    };
    let few = if rate.counts.hits < FEW { ", but few times" } else { "" };
    let named = format!(
        "{which}, “{}” is named most{few}: {}, in {} of {}.",
        theme.label,
        counted(rate.counts.hits, "hit", "hits"),
        count(rate.counts.turns_with_theme),
        counted(rate.counts.turns, "turn", "turns")
    );
    told(named, names.rate(id))
}

fn uptake(study: &Study<'_>, names: &Names) -> Option<Sentence> {
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
        names.uptake(row.theme),
    )
}

/// How often the theme came up when no question raised it.
fn unasked(uptake: &Uptake) -> String {
    match uptake.not_raised {
        0 => String::new(),
        all => format!("; it came up in {} of {} when none did", count(uptake.offered), count(all)),
    }
}

fn taken_up(uptake: &Uptake) -> String {
    let of = format!("in {} of {}", count(uptake.taken_up), counted(uptake.raised, "exchange", "exchanges"));
    match uptake.uptake.filter(|estimate| uptake.raised >= LEAST_CASES && !estimate.bounds.is_too_wide()) {
        None if uptake.raised < LEAST_CASES => format!("{of}, too few for a rate"),
        Some(estimate) => format!(
            "{of} ({}, 95 % interval {} to {})",
            percent(estimate.value),
            percent(estimate.bounds.low),
            percent(estimate.bounds.high)
        ),
        None => of,
    }
}

fn keyness(material: &Material<'_>, names: &Names) -> Option<Sentence> {
    let study = material.study;
    let profiles = material.profiles;
    if profiles.is_empty() || study.groups.order.len() < 2 {
        return None;
    }
    let none = |why: &str| {
        told(format!("No term sets one group apart: tested {}, {why}.", tested(profiles)), "keywords")
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
        let first = profile.keywords.iter().take(profile.established().min(UNFOLDED));
        first.map(move |(term, keyword)| (profile, *term, keyword))
    });
    let told_first = all.clone().find_map(|found| Some((told_of(found)?, found)));
    match told_first {
        Some((words, (profile, term, _))) => told(words, names.keyword(profile.group, term)),
        None => {
            let (profile, term, keyword) = all.clone().next()?;
            let table = &keyword.counts.table;
            let uses = counted(table.target, "use", "uses");
            let shown = study.shown(term);
            let against = count(table.reference);
            let few = if table.target < FEW { "few times, " } else { "" };
            told(
                format!("“{shown}” is a keyword of {}: {few}{uses} against {against}.", profile.name),
                names.keyword(profile.group, term),
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
fn compared_theme(study: &Study<'_>, names: &Names) -> Option<Sentence> {
    match study.theme_source {
        ThemeSource::BuiltIn => return None,
        ThemeSource::File => {}
    }
    let more = themes::compared(study)
        .filter_map(|(place, theme, rate)| Some((place, theme, rate.ratio?, rate.ratio_bounds?)))
        .filter(|(.., bounds)| bounds.low > 1.0);
    let (place, theme, ratio, bounds) = more.reduce(|best, next| match next.3.low > best.3.low {
        true => next,
        false => best,
    })?;
    let words = format!(
        "{} names “{}” {} times as often as the others (95 % interval {} to {}).",
        capital(&study.group_themes[place].group),
        study.themes.themes()[theme.index()].label,
        figure(ratio),
        figure(bounds.low),
        figure(bounds.high)
    );
    told(words, names.compared(place, theme))
}

/// The lasting change of a theme's rate that says most, where its interval excludes 1 and periods are of the calendar.
fn changed(study: &Study<'_>, names: &Names) -> Option<Sentence> {
    if matches!(study.period, Key::Document | Key::Turn) {
        return None;
    }
    let told_by = |change: &Change| {
        let (ratio, bounds) = (change.ratio?, change.bounds?);
        let excess = bounds.low.max(1.0 / bounds.high);
        (!bounds.is_too_wide() && excess > 1.0).then_some((ratio, bounds, excess))
    };
    let found = study.changes.iter().enumerate().filter_map(|(place, change)| {
        told_by(change).map(|(ratio, bounds, excess)| (place, change, ratio, bounds, excess))
    });
    let (place, change, ratio, bounds, _) = found.reduce(|best, next| match next.4 > best.4 {
        true => next,
        false => best,
    })?;
    let period = &study.trends.get(change.period)?.period;
    let which = match study.theme_source {
        ThemeSource::BuiltIn => "the built-in theme ",
        ThemeSource::File => "",
    };
    let words = format!(
        "From {period} on, {which}“{}” is named {} times as often as before (95 % interval {} to {}, the place of \
         the change taken as known).",
        study.themes.themes()[change.series.index()].label,
        figure(ratio),
        figure(bounds.low),
        figure(bounds.high)
    );
    told(words, names.changes().get(place)?)
}

fn unattributed(study: &Study<'_>, names: &Names) -> Option<Sentence> {
    let row = study.speakers.iter().find(|row| row.speaker.is_none())?;
    let unknown = format!(
        "{} with {} {} no speaker's name.",
        counted(row.turns, "turn", "turns"),
        counted(row.tokens, "word", "words"),
        if row.turns == 1 { "has" } else { "have" }
    );
    told(capital(&unknown), names.speaker(None))
}
