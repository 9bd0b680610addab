//! Turns put together from their lines: what others call out in the middle of one is a turn of its own.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::evidence::{Found, Start, Used};
use super::group::Layout;
use super::lead::lead;
use super::line::{Line, Matter};
use super::preamble::Preamble;
use super::wrap::Wrap;
use crate::read::dialogue::{By, Speech};
use crate::read::prose::{Draft, Join, pairs};
use crate::speakers::{Label, LabelKind, Narration, Remark, narration, remarks, speaks_in_person};

/// Cuts the lines from `start` on into turns. Labels of those who call out in between are added to those of `found`.
pub(super) fn assemble(
    lines: &[Line<'_>],
    layout: Layout,
    start: usize,
    found: &mut Found<'_>,
    preamble: &Preamble,
) -> Vec<Speech> {
    let chat = is_chat(lines, &found.starts);
    let starts = std::mem::take(&mut found.starts);
    let first = starts.first().map_or(lines.len(), |start| start.line);
    let surname = |used: &Used<'_>| used.label.name.split_whitespace().last().map(str::to_lowercase);
    let mut assembly = Assembly {
        chat,
        terse: is_terse(lines, &starts),
        announced: preamble.people.len(),
        wrap: Wrap::of(lines, layout),
        surnames: found.used.iter().filter_map(surname).collect(),
        found,
        called: HashMap::new(),
        spoken: Vec::new(),
    };
    if start < first {
        let opening = &lines[start..first];
        let asked = assembly.asked_before(opening, &starts).unwrap_or(opening.len());
        assembly.opening(&opening[..asked], preamble, &starts);
        assembly.asked(&opening[asked..]);
    }
    let ends = starts.iter().skip(1).map(|start| start.line).chain([lines.len()]);
    for (start, end) in starts.iter().zip(ends) {
        assembly.labelled(&lines[start.line..end], start);
    }
    let spoken = assembly.spoken;
    found.starts = starts;
    spoken
}

/// Whether nearly all turns have a time and their first words on the line of their label.
fn is_chat(lines: &[Line<'_>], starts: &[Start]) -> bool {
    let timed =
        |start: &&Start| start.rest < lines[start.line].text.len() && lead(lines[start.line].text).timed;
    starts.len() > 2 && starts.iter().filter(timed).count() * 10 > starts.len() * 9
}

/// Whether in a text whose turns blank lines part hardly any has a second paragraph.
fn is_terse(lines: &[Line<'_>], starts: &[Start]) -> bool {
    let spoken = starts.first().map_or(&[][..], |first| &lines[first.line..]);
    let paragraphs = spoken.iter().filter(|line| line.after_blank).count();
    starts.len() > 5 && paragraphs >= starts.len() && paragraphs * 2 <= starts.len() * 3
}

/// Turns in the making.
struct Assembly<'f, 'a> {
    found: &'f mut Found<'a>,
    /// Whether a time stands before the words of each turn, as in a chat.
    chat: bool,
    /// Whether hardly any turn has a second paragraph.
    terse: bool,
    /// How many members of the cast the head names.
    announced: usize,
    wrap: Wrap,
    /// The surnames of those who speak, folded.
    surnames: HashSet<String>,
    /// The labels of those who called out.
    called: HashMap<String, usize>,
    spoken: Vec<Speech>,
}

impl Assembly<'_, '_> {
    /// The words before the first label. In a document with labels they are somebody's only if somebody speaks in them.
    fn opening(&mut self, lines: &[Line<'_>], preamble: &Preamble, starts: &[Start]) {
        let mut draft = Draft::default();
        self.add(&mut draft, lines, None);
        let by = if preamble.principals > 0 { By::Announced(0) } else { By::Nobody };
        let said = starts.is_empty() || speaks_in_person(draft.text());
        if let Some(first) = lines.first().filter(|_| said) {
            self.close(draft, by, first.number, Emptiness::Dropped);
        }
    }

    /// Where in the words before the first label a question begins that this label answers: their last paragraph, where that
    /// is one sentence, in a document whose other questions have a label.
    fn asked_before(&self, lines: &[Line<'_>], starts: &[Start]) -> Option<usize> {
        let kind = |start: &Start| self.found.used[start.used].label.kind;
        let answered = starts.first().is_some_and(|first| kind(first) != LabelKind::Questioner);
        let labelled = starts.iter().any(|start| kind(start) == LabelKind::Questioner);
        let last = lines.last().filter(|_| answered && labelled)?;
        let start = lines.iter().rposition(|line| line.after_blank)?;
        let question = last.text.strip_suffix(['?', '？', '؟']).filter(|_| last.matter == Matter::Prose)?;
        let before = lines[start..lines.len() - 1].iter().map(|line| line.text);
        let is_one = before.chain([question]).all(|text| !text.contains(['.', '!', '?', '。', '؟']));
        is_one.then_some(start)
    }

    /// A question that no label opens, put by whoever the labels say asks.
    fn asked(&mut self, lines: &[Line<'_>]) {
        let Some(first) = lines.first() else { return };
        let mut draft = Draft::default();
        self.add(&mut draft, lines, None);
        let label = Label { kind: LabelKind::Questioner, ..Label::crowd() };
        let by = By::Member(self.announced + self.used(&label, ""));
        self.close(draft, by, first.number, Emptiness::Dropped);
    }

    /// A turn with the label that opens it.
    fn labelled(&mut self, lines: &[Line<'_>], start: &Start) {
        let mut draft = Draft::default();
        self.found.used[start.used].label.notes.iter().for_each(|note| draft.note(note));
        let number = lines[0].number;
        let words = without_mark(lines[0].text[start.rest..].trim_start());
        if !words.is_empty() {
            draft.push(number, words, Join::Line);
        }
        let directed = lines.get(1).filter(|line| words.is_empty() && is_direction(line.text));
        if let Some(line) = directed {
            draft.note(line.text);
        }
        self.add(&mut draft, &lines[1 + usize::from(directed.is_some())..], Some(Matter::Prose));
        self.close(draft, By::Member(self.announced + start.used), number, Emptiness::Kept);
    }

    /// Adds lines to a turn: their words, or a note where they have none.
    fn add(&self, draft: &mut Draft, lines: &[Line<'_>], mut before: Option<Matter>) {
        for (at, line) in lines.iter().enumerate() {
            let whole = lines.get(at + 1).is_none_or(|next| next.after_blank || next.indent > 0);
            match line.matter {
                Matter::Prose if whole && self.tells(line) => draft.note(line.text),
                Matter::Prose if self.chat && lead(line.text).timed => draft.note(line.text),
                Matter::Prose => {
                    let join = self.wrap.join(draft, line, before);
                    draft.push(line.number, line.text, join);
                }
                Matter::Heading | Matter::Capitals | Matter::Mark | Matter::Page => draft.note(line.text),
            }
            before = Some(line.matter);
        }
    }

    /// Whether a line that is a paragraph tells what happens, and nobody says it.
    fn tells(&self, line: &Line<'_>) -> bool {
        let set_off = line.after_blank || line.indent > 0;
        let least = if self.terse { Narration::Possible } else { Narration::Sure };
        set_off && narration(line.text).is_some_and(|(narration, _)| narration >= least)
    }

    /// A turn is whole; what others say in it is cut out.
    fn close(&mut self, draft: Draft, by: By, line: u64, emptiness: Emptiness) {
        let (mut from, mut first, mut empty) = (0, line, emptiness);
        for (range, remarks) in self.cuts(draft.text()) {
            let here = draft.line_at(range.start).unwrap_or(line);
            let mut own = draft.part(from..range.start);
            own.notes_at_end(remarks.iter().filter_map(note));
            self.finish(own, by, first, empty);
            for remark in &remarks {
                self.add_aside(remark, here);
            }
            from = range.end;
            first = draft.line_at(from).unwrap_or(here);
            empty = Emptiness::Dropped;
        }
        let rest = if from == 0 { draft } else { draft.part(from..draft.text().len()) };
        let first = if from == 0 { line } else { rest.line_at(0).unwrap_or(first) };
        self.finish(rest, by, first, empty);
    }

    /// The brackets of a text in which somebody speaks, with what they hold.
    fn cuts<'t>(&self, text: &'t str) -> Vec<(Range<usize>, Vec<Remark<'t>>)> {
        let is_known = |word: &str| self.surnames.contains(word);
        let mut cuts: Vec<(Range<usize>, Vec<Remark<'t>>)> = Vec::new();
        for range in pairs(text) {
            let content = &text[range.start + 1..range.end - 1];
            if cuts.last().is_none_or(|(last, _)| last.end <= range.start) {
                cuts.extend(remarks(content, &is_known).map(|remarks| (range, remarks)));
            }
        }
        cuts
    }

    fn finish(&mut self, draft: Draft, by: By, line: u64, emptiness: Emptiness) {
        let prose = draft.finish(line);
        match emptiness {
            Emptiness::Dropped if prose.text.is_empty() && prose.notes.is_empty() => {}
            Emptiness::Dropped | Emptiness::Kept => self.spoken.push(Speech { by, line, prose, date: None }),
        }
    }

    fn add_aside(&mut self, remark: &Remark<'_>, line: u64) {
        let Remark::Aside(aside) = remark else { return };
        let by = By::Aside(self.announced + self.used(&aside.label, aside.printed));
        let mut draft = Draft::default();
        draft.push(line, aside.words, Join::Line);
        self.finish(draft, by, line, Emptiness::Dropped);
    }

    /// The number of a label that somebody calls out under.
    fn used(&mut self, label: &Label, printed: &str) -> usize {
        let used = &mut self.found.used;
        let number = *self.called.entry(printed.to_owned()).or_insert_with(|| {
            used.push(Used { label: label.clone(), printed: printed.to_owned().into(), times: 0 });
            used.len() - 1
        });
        used[number].times += 1;
        number
    }
}

fn note<'r>(remark: &'r Remark<'_>) -> Option<&'r str> {
    match remark {
        Remark::Note(note) => Some(note),
        Remark::Aside(_) => None,
    }
}

/// Whether a line below a name says how the words are said: `(not looking up)`.
fn is_direction(text: &str) -> bool {
    text.starts_with('(') && text.ends_with(')') && text.matches('(').count() == 1 && text.len() <= 80
}

/// Words without the mark that closes the emphasis which opened before them.
fn without_mark(words: &str) -> &str {
    let closing =
        ["**", "__"].into_iter().find(|mark| words.ends_with(mark) && words.matches(mark).count() == 1);
    closing.and_then(|mark| words.strip_suffix(mark)).unwrap_or(words)
}

/// What becomes of a turn without words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Emptiness {
    Kept,
    Dropped,
}
