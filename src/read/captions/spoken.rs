//! What is said in cues, line by line: marks undone, lines shown twice counted once, sounds told from words.

use super::cue::Cue;
use super::markup::{Part, parts};

/// A line of a cue, or what one voice says in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spoken<'a> {
    /// When its cue begins, as printed.
    pub start: &'a str,
    /// The line, from 1.
    pub line: u64,
    /// Which cue it is in.
    pub cue: usize,
    /// The voice that a tag names.
    pub voice: Option<String>,
    /// What is said or heard.
    pub text: String,
    /// Which of both.
    pub matter: Matter,
}

/// What a line tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Matter {
    /// Words.
    Words,
    /// What else is to be heard: music, applause.
    Sound,
}

/// What is said in `cues`, in order.
pub(super) fn spoken<'a>(cues: &[Cue<'a>]) -> Vec<Spoken<'a>> {
    let mut all = Vec::new();
    let mut bounds = vec![0];
    for (number, cue) in cues.iter().enumerate() {
        all.extend(in_cue(cue, number));
        bounds.push(all.len());
    }
    without_repeats(all, &bounds)
}

fn in_cue<'a>(cue: &Cue<'a>, number: usize) -> Vec<Spoken<'a>> {
    let (mut found, mut voice, mut is_song) = (Vec::new(), None, false);
    for (line, printed) in &cue.lines {
        for part in parts(printed) {
            match part {
                Part::Voice(name) => voice = Some(name),
                Part::NoVoice => voice = None,
                Part::Text(text) => {
                    let sings = is_song || text.starts_with(NOTES);
                    is_song = sings && !(text.ends_with(NOTES) && text.chars().nth(1).is_some());
                    let matter = if sings || is_bracketed(&text) { Matter::Sound } else { Matter::Words };
                    let (start, voice) = (cue.start, voice.clone());
                    found.push(Spoken { start, line: *line, cue: number, voice, text, matter });
                }
            }
        }
    }
    found
}

/// Signs between which somebody sings.
const NOTES: [char; 4] = ['♪', '♫', '♬', '♩'];

/// Whether a line is all in brackets, which in captions tell what is heard.
fn is_bracketed(text: &str) -> bool {
    let inside = |open, close| text.strip_prefix(open).and_then(|text| text.strip_suffix(close));
    let content = inside('[', ']').or_else(|| inside('(', ')'));
    content.is_some_and(|content| {
        content.contains(char::is_alphabetic) && !content.contains(['[', '(', ']', ')'])
    })
}

/// Captions that roll show the last lines of a cue again at the beginning of the next: these are taken out. Where not
/// even every third cue begins so, somebody says the same words twice.
fn without_repeats<'a>(all: Vec<Spoken<'a>>, bounds: &[usize]) -> Vec<Spoken<'a>> {
    let cues: Vec<&[Spoken<'_>]> = bounds.windows(2).map(|ends| &all[ends[0]..ends[1]]).collect();
    let filled = cues.iter().filter(|cue| !cue.is_empty()).count();
    let mut before: &[Spoken<'_>] = &[];
    let (mut repeated, mut repeats) = (vec![false; all.len()], 0);
    for (cue, first) in cues.into_iter().zip(bounds).filter(|(cue, _)| !cue.is_empty()) {
        let size = overlap(before, cue);
        repeats += usize::from(size > 0);
        repeated[*first..first + size].fill(true);
        before = cue;
    }
    if repeats < 2 || repeats * 3 < filled {
        return all;
    }
    all.into_iter().zip(repeated).filter(|(_, repeated)| !repeated).map(|(spoken, _)| spoken).collect()
}

/// How many lines at the beginning of a cue are those at the end of the one before.
fn overlap(before: &[Spoken<'_>], cue: &[Spoken<'_>]) -> usize {
    let same = |(one, other): (&Spoken<'_>, &Spoken<'_>)| one.text == other.text && one.voice == other.voice;
    let most = before.len().min(cue.len()).min(TALLEST);
    let fits = |size: &usize| before[before.len() - size..].iter().zip(cue).all(same);
    (1..=most).rev().find(fits).unwrap_or(0)
}

/// No cue that rolls has more lines.
const TALLEST: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::captions::cue::{Cues, Dialect};

    fn said(text: &str) -> Vec<(u64, String, Matter)> {
        let cues = Cues::read(text, Dialect::WebVtt).cues;
        spoken(&cues).into_iter().map(|spoken| (spoken.line, spoken.text, spoken.matter)).collect()
    }

    #[test]
    fn lines_that_roll_count_once_and_words_said_twice_twice() {
        let cue = |lines: &str| format!("00:01.000 --> 00:02.000\n{lines}\n\n");
        let rolling = [cue("one"), cue("one"), cue("one\ntwo"), cue("two\nthree"), cue("three")].concat();
        let texts: Vec<String> = said(&rolling).into_iter().map(|(_, text, _)| text).collect();
        assert_eq!(texts, ["one", "two", "three"]);
        let said_twice = [cue("No."), cue("No."), cue("a"), cue("b"), cue("c"), cue("d")].concat();
        assert_eq!(said(&said_twice).len(), 6);
    }

    #[test]
    fn songs_and_lines_in_brackets_are_heard_and_not_said() {
        let text = "00:01.000 --> 00:02.000\n♪ la la\nla ♪\nso (he said)\n[door slams]\n(a) b (c)\n♪\n";
        let sounds = said(text).into_iter().filter(|(_, _, matter)| *matter == Matter::Sound);
        assert_eq!(sounds.map(|(line, ..)| line).collect::<Vec<_>>(), [2, 3, 5, 7]);
    }
}
