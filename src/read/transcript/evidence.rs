//! Which possible labels are labels: decided over the whole document, by what speaks for each.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use super::candidate::{Candidate, Ender, candidates, heading};
use super::group::{Group, Layout, Position, Style, corroborated};
use super::labels::{Decision, Labels};
use super::line::{Line, Matter};
use super::pairs::name_letters;
use crate::speakers::{Label, LabelKind, is_metadata_key};

/// A label of the document.
#[derive(Debug)]
pub(super) struct Used<'a> {
    /// What it says.
    pub label: Label,
    /// As printed.
    pub printed: Cow<'a, str>,
    /// How many turns it opens.
    pub times: usize,
}

/// A turn's beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Start {
    /// Index of the line.
    pub line: usize,
    /// Index of the label in [`Found::used`].
    pub used: usize,
    /// The byte of the line at which its words begin.
    pub rest: usize,
}

/// The labels of a document and where they open turns, in order.
#[derive(Debug, Default)]
pub(super) struct Found<'a> {
    pub used: Vec<Used<'a>>,
    pub starts: Vec<Start>,
    /// What looks like a label and is not taken for one, with the line where it is met first.
    pub refused: Vec<Refused<'a>>,
}

impl Found<'_> {
    /// Leaves out what begins on lines that are known to be no turn.
    pub fn leave_out(&mut self, is_none: impl Fn(usize) -> bool) {
        let used = &mut self.used;
        self.starts.retain(|start| {
            let stays = !is_none(start.line);
            used[start.used].times -= usize::from(!stays);
            stays
        });
    }
}

/// Something that looks like a label and is none.
#[derive(Debug)]
pub(super) struct Refused<'a> {
    pub printed: &'a str,
    pub times: i32,
    /// Index of the line.
    pub line: usize,
    /// What speaks against it most.
    pub why: &'static str,
}

/// Labels with this much speaking for them stand by themselves.
const STRONG: i32 = 4;
/// Labels with this much stand where others of their style do.
const WEAK: i32 = 3;

/// Labels of a person whom another label names need no more than this.
const NAMED: i32 = 2;

#[derive(Debug, Clone, Copy)]
pub(super) struct Occurrence {
    pub line: usize,
    pub group: usize,
    rest: usize,
    position: Position,
    small: bool,
}

/// Finds the labels of a document. `known` are the people whom its head, the first `head` lines, names; in the head
/// a name on a line of its own opens no turn.
pub(super) fn find<'a>(
    lines: &[Line<'a>],
    layout: Layout,
    head: usize,
    known: &[Label],
    user: &Labels,
) -> Found<'a> {
    let (mut groups, occurrences) = collect(lines, layout, head, user);
    name_letters(&mut groups, &occurrences, lines);
    let mut scores = accept(&groups, &known_words(known));
    add_alternating(&groups, &one_a_line(&occurrences, &scores), &mut scores);
    let mut found = Found::default();
    let mut place = vec![None; groups.len()];
    for seen in one_a_line(&occurrences, &scores) {
        let group = &groups[seen.group];
        if scores[seen.group].is_none() || !stands(group, &seen) {
            continue;
        }
        let used = *place[seen.group].get_or_insert_with(|| {
            found.used.push(Used { label: group.label.clone(), printed: group.printed.into(), times: 0 });
            found.used.len() - 1
        });
        found.used[used].times += 1;
        found.starts.push(Start { line: seen.line, used, rest: seen.rest });
    }
    let starts: HashSet<usize> = found.starts.iter().map(|start| start.line).collect();
    let mut told = vec![false; groups.len()];
    for seen in occurrences.iter().filter(|seen| !starts.contains(&seen.line)) {
        let group = &groups[seen.group];
        if scores[seen.group].is_none()
            && group.looks_like_one()
            && !std::mem::replace(&mut told[seen.group], true)
        {
            let (printed, times, why) = (group.printed, group.times, group.why_not());
            found.refused.push(Refused { printed, times, line: seen.line, why });
        }
    }
    found
}

/// Of the possible labels of each line the accepted one for which most speaks; where none is accepted, the first.
fn one_a_line(occurrences: &[Occurrence], scores: &[Option<i32>]) -> Vec<Occurrence> {
    let best = |line: &[Occurrence]| {
        let mut best = line[0];
        for seen in &line[1..] {
            if scores[seen.group] > scores[best.group] {
                best = *seen;
            }
        }
        best
    };
    occurrences.chunk_by(|one, other| one.line == other.line).map(best).collect()
}

/// Gathers the possible labels of all lines by what is printed.
fn collect<'a>(
    lines: &[Line<'a>],
    layout: Layout,
    head: usize,
    user: &Labels,
) -> (Vec<Group<'a>>, Vec<Occurrence>) {
    let (mut groups, mut occurrences): (Vec<Group<'a>>, Vec<Occurrence>) = (Vec::new(), Vec::new());
    let mut known: HashMap<(&'a str, Ender, bool), usize, RandomState> = HashMap::default();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let mut label = possible(line, user, &mut found);
        let forced = label.is_some();
        let position = if found.is_empty() { continue } else { layout.position(lines, at) };
        for possible in found.drain(..) {
            let alone = possible.ender == Ender::Line;
            let set_off = possible.timed || matches!(possible.ender, Ender::Bracket | Ender::Column);
            let position = if set_off { Position::Paragraph } else { position };
            if alone && (at < head || position != Position::Paragraph || at + 1 == lines.len()) {
                continue;
            }
            let group = *known.entry((possible.label, possible.ender, forced)).or_insert_with(|| {
                groups.push(Group::new(&possible, label.take()));
                groups.len() - 1
            });
            let first = line.text[possible.rest..].chars().find(|c| c.is_alphanumeric());
            let small = !set_off && first.is_some_and(char::is_lowercase);
            groups[group].count(position, small);
            groups[group].centred += i32::from(alone && is_centred(lines, at));
            occurrences.push(Occurrence { line: at, group, rest: possible.rest, position, small });
        }
    }
    (groups, occurrences)
}

/// Whether a line stands farther in than the one below it, as names do in plays.
fn is_centred(lines: &[Line<'_>], at: usize) -> bool {
    let below = lines.get(at + 1).map_or(0, |line| line.indent);
    lines[at].indent >= below + CENTRED
}

/// By how many signs.
const CENTRED: usize = 6;

/// Puts the possible labels of a line into `found`, which is empty. Where a pattern of the user's finds one, it is the only
/// one, and its parts are the result.
fn possible<'a>(line: &Line<'a>, user: &Labels, found: &mut Vec<Candidate<'a>>) -> Option<Label> {
    match (user.find(line.text), line.matter) {
        (Some(Decision::Label(forced)), _) => {
            found.push(Candidate::new(forced.printed, Ender::Colon, forced.rest));
            return Some(forced.label);
        }
        (None, Matter::Prose | Matter::Capitals) => candidates(line.text, found),
        (None, Matter::Heading) => found.extend(heading(line.text)),
        (Some(Decision::NoLabel), _) | (None, Matter::Mark | Matter::Page) => {}
    }
    None
}

/// Whether this use of an accepted label opens a turn: not in the middle of a sentence.
fn stands(group: &Group<'_>, seen: &Occurrence) -> bool {
    if group.style.timed || matches!(group.style.ender, Ender::Bracket | Ender::Column) {
        return true;
    }
    let plain = group.label.honorific.is_empty() && group.label.role.is_empty() && !group.style.capitals;
    match seen.position {
        Position::Paragraph => true,
        Position::Sentence => group.forced || !(plain && seen.small),
        Position::Inside => {
            group.forced || group.style.capitals && !seen.small && group.style.ender == Ender::Colon
        }
    }
}

/// The given names and surnames of people known from outside the labels, folded.
fn known_words(known: &[Label]) -> HashSet<String> {
    let ends = |label: &Label| {
        let words: Vec<String> = label.name.split_whitespace().map(str::to_lowercase).collect();
        let initials = words.iter().filter_map(|word| word.chars().next()).collect();
        [
            words.first().cloned(),
            words.last().cloned(),
            Some(initials),
            Some(label.affiliation.to_lowercase()),
        ]
    };
    known.iter().flat_map(ends).flatten().collect()
}

/// Chooses a consistent set: what stands by itself, what agrees with it in style or name, and what agrees among itself.
fn accept(groups: &[Group<'_>], known: &HashSet<String>) -> Vec<Option<i32>> {
    let corroborated = corroborated(groups);
    let bonus = |at: usize| i32::from(corroborated[at]);
    let scores: Vec<i32> =
        groups.iter().enumerate().map(|(at, group)| group.score(known) + bonus(at)).collect();
    let strong = |at: &usize| groups[*at].forced || scores[*at] >= STRONG;
    let weak = |at: &usize| scores[*at] == WEAK && !groups[*at].forced;
    let all = || 0..groups.len();
    let mut styles: HashMap<Style, i32> = HashMap::new();
    for at in all().filter(strong).filter(|&at| !groups[at].is_letter()) {
        let group = &groups[at];
        *styles.entry(group.style).or_default() += group.times;
        if group.is_initials() {
            let other = Style { capitals: !group.style.capitals, ..group.style };
            *styles.entry(other).or_default() += group.times;
        }
    }
    let most = styles.values().copied().max().unwrap_or(0);
    let is_usual = |times: i32| times > 1 && times * 8 >= most;
    let usual = |at: usize| styles.get(&groups[at].style).is_some_and(|&times| is_usual(times));
    // Labels end in a colon here, and this one tells who somebody is.
    let told = |at: usize| {
        let Group { style, paragraphs, times, .. } = groups[at];
        let ends_alike = |(other, times): (&Style, &i32)| other.ender == style.ender && is_usual(*times);
        let placed = style.ender == Ender::Colon && paragraphs == times;
        placed && groups[at].is_told() && styles.iter().any(ends_alike)
    };
    let name = |at: usize| groups[at].label.name.to_lowercase();
    let mut names: HashMap<String, usize, RandomState> = HashMap::default();
    for at in all().filter(strong).filter(|&at| !groups[at].label.name.is_empty()) {
        *names.entry(name(at)).or_default() += 1;
    }
    let named = |at: usize| names.get(&name(at)).is_some_and(|&times| times > usize::from(strong(&at)));
    let (weak_groups, weak_times) =
        all().filter(weak).fold((0, 0), |(n, times), at| (n + 1, times + groups[at].times));
    let among_themselves =
        !all().any(|at| strong(&at)) && (weak_groups > 2 || weak_groups > 1 && weak_times > 3);
    let asked = all().any(|at| groups[at].label.kind == LabelKind::Questioner && strong(&at));
    all()
        .map(|at| {
            let group = &groups[at];
            let odd = group.times == 1 && most > 3 && !usual(at) && !group.is_letter();
            match group.label.kind {
                _ if group.forced => true,
                LabelKind::Nobody => false,
                LabelKind::Answerer => asked && scores[at] >= WEAK,
                LabelKind::Person | LabelKind::Office | LabelKind::Questioner | LabelKind::Crowd => {
                    let by_itself = strong(&at) && (!odd || named(at) || told(at));
                    let settled = usual(at) && group.times > 1 && group.paragraphs == group.times;
                    by_itself
                        || weak(&at) && (usual(at) || among_themselves)
                        || scores[at] >= NAMED && settled
                        || scores[at] >= NAMED && named(at)
                }
            }
        })
        .zip(&scores)
        .map(|(is_accepted, score)| is_accepted.then_some(*score))
        .collect()
}

/// Adds labels that stand, each time they are used, where else one speaker would follow on themselves, or one
/// questioner on another: those who answer whom the accepted labels let ask.
fn add_alternating(groups: &[Group<'_>], occurrences: &[Occurrence], scores: &mut [Option<i32>]) {
    let mut between: HashMap<usize, i32> = HashMap::new();
    let mut credit = |held: &[usize]| {
        if let [group] = held {
            *between.entry(*group).or_default() += 1;
        }
    };
    let (mut before, mut held) = (None, Vec::new());
    for seen in occurrences {
        if scores[seen.group].is_none() {
            held.push(seen.group);
            continue;
        }
        let asks = groups[seen.group].label.kind == LabelKind::Questioner;
        let same = if asks { None } else { Some(seen.group) };
        // Before the first question stands what answers one that no label opens.
        if before == Some(same) || before.is_none() && asks {
            credit(&held);
        }
        before = Some(same);
        held.clear();
    }
    if before.is_some() {
        credit(&held);
    }
    for (group, times) in between {
        let Group { label, printed, style, .. } = &groups[group];
        let person =
            label.kind == LabelKind::Person && style.ender == Ender::Colon && !is_metadata_key(printed);
        let well_placed = groups[group].paragraphs == groups[group].times && groups[group].small * 2 <= times;
        if person && well_placed && times > 1 && times == groups[group].times {
            scores[group].get_or_insert(NAMED);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn labels(text: &str, known: &[&str]) -> Vec<String> {
        let known: Vec<Label> = known.iter().map(|name| Label::parse(name)).collect();
        let lines = lines(text, 1);
        let found = find(&lines, Layout::of(&lines), 0, &known, &Labels::default());
        found.starts.iter().map(|start| found.used[start.used].printed.to_string()).collect()
    }

    #[test]
    fn labels_that_recur_or_tell_a_role_open_turns_and_sentences_do_not() {
        let text = "Ana Ruiz (EU): Two questions: first, why?\n\nMinister Hall: The question is: when?\n\n\
                    Remember: it is late.\n\nHistory shows us: If we wait, we lose.\n\nAna Ruiz (EU): President Hall, my question: why?";
        assert_eq!(labels(text, &[]), ["Ana Ruiz (EU)", "Minister Hall", "Ana Ruiz (EU)"]);
    }

    #[test]
    fn a_single_word_is_a_label_when_the_byline_knows_it() {
        let text = "Nora: Good day.\n\nNote: the door is open.\n\nLocation: Oslo";
        assert_eq!(labels(text, &["Nora Lind"]), ["Nora"]);
        assert_eq!(labels(text, &[]), [""; 0]);
    }

    #[test]
    fn one_label_in_another_style_is_none_unless_it_tells_who_somebody_is() {
        let labels_with = |odd: &str| {
            let text = "MR. HALL: One.\n\nQ   Two?\n\nMR. HALL: Three.\n\nODD: Four.\n\nMR. HALL: Five.\n\nMR. HALL: Six.";
            labels(&text.replace("ODD", odd), &[])
        };
        assert_eq!(labels_with("Eva Ruiz"), ["MR. HALL", "Q", "MR. HALL", "MR. HALL", "MR. HALL"]);
        assert_eq!(
            labels_with("President Ruiz"),
            ["MR. HALL", "Q", "MR. HALL", "President Ruiz", "MR. HALL", "MR. HALL"]
        );
    }

    #[test]
    fn a_label_needs_no_blank_line_but_a_sentence_that_has_ended() {
        let text = "MR. HALL: Is it war?\nMS. RUIZ: No.\n\nMR. HALL: We met\nMS. RUIZ: of whom I spoke.\n\nMS. RUIZ: Yes.";
        assert_eq!(labels(text, &[]), ["MR. HALL", "MS. RUIZ", "MR. HALL", "MS. RUIZ"]);
    }

    #[test]
    fn names_on_lines_of_their_own_must_recur() {
        let text = "Ana Ruiz\nOne.\n\nTom Hall\nTwo.\n\nAna Ruiz\nThree.\n\nTom Hall\nFour.\n\nAna Ruiz\nFive.\n\nTom Hall\nSix.\n\nThe End\nx";
        assert_eq!(labels(text, &[]).len(), 6);
        assert_eq!(labels("Opening Remarks\nOne.\n\nThe Bridge\nTwo.", &[]), [""; 0]);
    }

    #[test]
    fn answers_need_questions() {
        assert_eq!(labels("Q: Why?\n\nA: So.\n\nQ: When?", &[]), ["Q", "A", "Q"]);
        assert_eq!(labels("A: one\n\nB: two\n\nC: three", &[]), [""; 0]);
    }
}
