//! Keyword profiles: what each group says more than the others.

use super::super::profiles::{Profile, Verdict, tested, verdict};
use super::super::prose::{count, counted, figure as digits};
use super::super::study::{Mode, Study};
use super::super::{Figure, Material, Picture};
use super::names::Names;
use super::{figure, paragraph, quotations};
use crate::count::Quote;
use crate::render::page::{Block, Details, Inline, Section};
use crate::stats::contingency::Zero;
use crate::stats::keyness::{KeynessMeasure, Keyword, Status};
use crate::vocab::TermId;

/// How many keywords unfold in each profile.
pub(super) const UNFOLDED: usize = 10;
/// How many sentences each.
const SENTENCES: usize = 4;

pub(super) fn section(
    material: &Material<'_>,
    names: &Names,
    pictures: &[Picture],
    left_out: u64,
) -> Section {
    let study = material.study;
    if study.groups.order.len() < 2 {
        let alone = paragraph("Only one group speaks here, so there is nothing to compare it with.");
        return super::section("keywords", "Keyword profiles", vec![alone]);
    }
    let mut blocks = vec![paragraph(told_verdict(material))];
    for which in [Figure::Keywords, Figure::Keyness, Figure::Scatter] {
        blocks.extend(figure(study, pictures, which));
    }
    blocks.extend(study.groups.notes.iter().map(|note| paragraph(note.as_str())));
    for profile in material.profiles {
        let sizes = format!(
            "{}: {} in {}",
            profile.name,
            counted(profile.words, "word", "words"),
            counted(profile.turns, "turn", "turns")
        );
        blocks.push(Block::Heading(sizes));
        if profile.keywords.is_empty() {
            blocks.push(paragraph("Nothing is said more often here than by the others."));
        }
        let unfolded = profile.keywords.iter().take(UNFOLDED);
        blocks.extend(
            unfolded.map(|(term, keyword)| Block::Details(details(material, names, profile, *term, keyword))),
        );
    }
    blocks.push(Block::Paragraph(vec![
        format!("Every term of every {}, with all measures, is in ", study.by).into(),
        Inline::Link { text: "tables/keywords.csv".to_owned(), href: "tables/keywords.csv".to_owned() },
        match left_out {
            0 => ".".to_owned(),
            rows => format!(
                "; {} in the middle of the ranks left out (--top 0: none).",
                counted(rows, "row", "rows")
            ),
        }
        .into(),
    ]));
    super::section("keywords", "Keyword profiles", blocks)
}

fn told_verdict(material: &Material<'_>) -> String {
    let tested = tested(material.profiles);
    match verdict(material.study, material.profiles) {
        Verdict::NonePasses => format!(
            "Words that differ most: none passes the test. Tested: {tested}. What follows describes this text and \
             proves nothing beyond it."
        ),
        Verdict::TooSmall => format!(
            "Words that differ most, in counts. Tested: {tested}; but this corpus is too small for the test to mean \
             anything beyond it."
        ),
        Verdict::Passed(passed) => format!(
            "Of {tested}, {} said more by one group than by the others {} the test: the difference is larger than \
             chance allows, and it holds when turns, not words, are the unit; where the others never say a term, it \
             stands in at least 3 turns.",
            count(passed as u64),
            if passed == 1 { "passes" } else { "pass" }
        ),
    }
}

fn details(
    material: &Material<'_>,
    names: &Names,
    profile: &Profile<'_>,
    term: TermId,
    keyword: &Keyword<'_>,
) -> Details {
    let study = material.study;
    let shown = study.shown(term);
    let mut blocks = vec![paragraph(counts(material, profile, keyword))];
    let own = |quote: &&Quote| study.groups.grouping.of[quote.row as usize] == Some(profile.group as u32);
    blocks.extend(quotations(study, material.evidence.of_term(term).iter().filter(own).take(SENTENCES)));
    Details {
        id: names.keyword(profile.group, term).to_owned(),
        alias: names.keyword_term(profile.group, term).to_owned(),
        summary: vec![
            Inline::Strong(shown.to_owned()),
            format!(" — {}", summary(study, profile, keyword)).into(),
        ],
        blocks,
    }
}

fn summary(study: &Study<'_>, profile: &Profile<'_>, keyword: &Keyword<'_>) -> String {
    let table = &keyword.counts.table;
    let turns = keyword.counts.spread.map_or(0, |spread| spread.target_turns);
    let place = match (turns, profile.turns) {
        (_, 1) => String::new(),
        (1, all) => format!(", in one turn of {all} only"),
        (some, all) => format!(", in {some} of {all} turns"),
    };
    let status = match (study.mode, keyword.judged.status) {
        (Mode::Comparative, Some(Status::Established)) if !study.groups.is_pool[profile.group] => {
            "; established"
        }
        (Mode::Comparative | Mode::Descriptive, _) => "",
    };
    match table.zero() {
        Some(Zero::Reference) => format!("only here ({} : 0){place}{status}", count(table.target)),
        Some(Zero::Target) | None => {
            format!("{} here, {} elsewhere{place}{status}", count(table.target), count(table.reference))
        }
    }
}

/// The counts of a keyword, and in a corpus that can carry it the ratio with its interval.
fn counts(material: &Material<'_>, profile: &Profile<'_>, keyword: &Keyword<'_>) -> String {
    let table = &keyword.counts.table;
    let mut sentences = vec![format!(
        "{} among {} here; {} among {} in all other turns.",
        counted(table.target, "use", "uses"),
        counted(table.target_size, "word", "words"),
        counted(table.reference, "use", "uses"),
        counted(table.reference_size, "word", "words")
    )];
    let log_ratio = keyword.score(KeynessMeasure::LogRatio).filter(|_| table.zero().is_none());
    match (material.study.mode, log_ratio, keyword.interval()) {
        (Mode::Descriptive, _, _) | (Mode::Comparative, None, _) => {}
        (Mode::Comparative, Some(_), Some(interval)) if interval.is_too_wide() => {
            sentences.push("Too few turns to say how much more often.".to_owned());
        }
        (Mode::Comparative, Some(log_ratio), Some(interval)) => {
            let [ratio, low, high] =
                [log_ratio, interval.low, interval.high].map(|logarithm| digits(logarithm.exp2()));
            sentences.push(match interval.low > 0.0 {
                true => format!("That is {ratio} times as often (95 % interval {low} to {high})."),
                false => format!(
                    "The ratio is {ratio}, but it may be none: the 95 % interval, {low} to {high}, holds 1."
                ),
            });
        }
        (Mode::Comparative, Some(_), None) => {
            sentences.push("Too few turns to say how much more often.".to_owned());
        }
    }
    if let Some(dp_norm) = keyword.counts.spread.and_then(|spread| spread.dp_norm) {
        sentences.push(format!(
            "Dispersion over the {} turns: DPnorm {} (0 even, 1 in one place).",
            profile.turns,
            digits(dp_norm)
        ));
    }
    sentences.join(" ")
}
