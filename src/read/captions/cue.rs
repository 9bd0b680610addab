//! Cues: the times at which lines are shown, and the lines.

/// How the cues of a file are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// WebVTT: a cue ends with a blank line, and there are blocks that are no cues.
    WebVtt,
    /// SubRip: a cue ends where the next begins; its own lines may be blank.
    SubRip,
}

/// Lines that are shown together.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Cue<'a> {
    /// When they are first shown, as printed.
    pub start: &'a str,
    /// The lines that are not blank, as printed, each with its number from 1.
    pub lines: Vec<(u64, &'a str)>,
}

/// What stands in a file of captions.
#[derive(Debug, Default)]
pub(super) struct Cues<'a> {
    /// Its cues, in order.
    pub cues: Vec<Cue<'a>>,
    /// The language that its head names.
    pub language: Option<&'a str>,
    /// Lines, from 1, with which something begins that is neither a cue nor anything else that is known.
    pub stray: Vec<u64>,
    /// A line that may be the name of the next cue.
    waiting: Option<u64>,
}

/// What a line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Nothing,
    Cue,
    /// A head, a note, a style, a region, or rubbish.
    Other,
}

impl<'a> Cues<'a> {
    /// Finds the cues of a text.
    pub fn read(text: &'a str, dialect: Dialect) -> Self {
        let end = if text.contains('\n') { '\n' } else { '\r' };
        let mut cues = Self::default();
        let mut within = Within::Nothing;
        for (number, line) in (1..).zip(text.split(end)) {
            within = cues.take(number, line.trim_end_matches('\r'), dialect, within);
        }
        cues.stray.extend(cues.waiting);
        cues
    }

    fn take(&mut self, number: u64, printed: &'a str, dialect: Dialect, within: Within) -> Within {
        let line = printed.trim();
        if let Some(start) = start_time(line) {
            self.waiting = None;
            self.drop_number(number);
            self.cues.push(Cue { start, lines: Vec::new() });
            return Within::Cue;
        }
        match (within, line.is_empty()) {
            // A line of white space alone does not end a cue.
            (Within::Cue, true) if dialect == Dialect::SubRip || !printed.is_empty() => Within::Cue,
            (Within::Cue | Within::Other, true) => Within::Nothing,
            (Within::Cue, false) => {
                self.cues.last_mut().into_iter().for_each(|cue| cue.lines.push((number, line)));
                Within::Cue
            }
            (Within::Nothing, true) => {
                self.stray.extend(self.waiting.take());
                Within::Nothing
            }
            (Within::Nothing, false) if is_block(line) => Within::Other,
            (Within::Nothing, false) => self.wait(number),
            (Within::Other, false) => {
                self.language = self.language.or(named(line, "Language"));
                Within::Other
            }
        }
    }

    /// The first line of a block may name a cue; behind a second one it did not.
    fn wait(&mut self, number: u64) -> Within {
        match self.waiting.replace(number) {
            None => Within::Nothing,
            Some(first) => {
                self.waiting = None;
                self.stray.push(first);
                Within::Other
            }
        }
    }

    /// The number of the cue whose time stands on line `number` was taken for a line of the one before it.
    fn drop_number(&mut self, number: u64) {
        let Some(cue) = self.cues.last_mut() else { return };
        let is_number =
            |(line, text): &(u64, &str)| line + 1 == number && text.bytes().all(|byte| byte.is_ascii_digit());
        if cue.lines.last().is_some_and(is_number) {
            cue.lines.pop();
        }
    }
}

/// Whether a line opens a block of WebVTT that is no cue.
fn is_block(line: &str) -> bool {
    let first = line.split([' ', '\t']).next().unwrap_or_default();
    matches!(first, "WEBVTT" | "NOTE" | "STYLE" | "REGION") || first.starts_with("X-TIMESTAMP-MAP")
}

fn named<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    line.strip_prefix(key)?.strip_prefix(':').map(str::trim).filter(|value| !value.is_empty())
}

/// The first of the two times of a line `00:01.000 --> 00:02.500 align:start`.
pub(super) fn start_time(line: &str) -> Option<&str> {
    let (start, rest) = line.split_once("-->")?;
    let end = rest.split_whitespace().next()?;
    let start = start.trim();
    (is_time(start) && is_time(end)).then_some(start)
}

fn is_time(text: &str) -> bool {
    text.contains(':')
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b','))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cues(text: &str, dialect: Dialect) -> (Vec<(&str, Vec<u64>)>, Vec<u64>) {
        let found = Cues::read(text, dialect);
        let cues =
            found.cues.iter().map(|cue| (cue.start, cue.lines.iter().map(|(line, _)| *line).collect()));
        (cues.collect(), found.stray)
    }

    #[test]
    fn webvtt_names_notes_styles_and_rubbish_are_no_lines_of_cues() {
        let text = "WEBVTT - Talk\nLanguage: nb\n\nSTYLE\n::cue {}\n\nintro\n00:01.000 --> 00:02.000 align:start\nOne\ntwo\n\nNOTE x\n\nlost\n\n00:03.000 --> 00:04.000\nThree";
        let (found, stray) = cues(text, Dialect::WebVtt);
        assert_eq!(found, [("00:01.000", vec![9, 10]), ("00:03.000", vec![17])]);
        assert_eq!(stray, [14]);
        assert_eq!(Cues::read(text, Dialect::WebVtt).language, Some("nb"));
    }

    #[test]
    fn subrip_cues_end_with_the_next_whatever_blank_lines_there_are() {
        let text = "1\r\n00:00:01,000 --> 00:00:02,000\r\nOne\r\n\r\ntwo\r\n2\r\n00:00:03,000 --> 00:00:04,000 X1:1\r\n2014\r\n\r\n3\r\n00:00:05,000 --> 00:00:06,000\r\n";
        let (found, stray) = cues(text, Dialect::SubRip);
        assert_eq!(
            found,
            [("00:00:01,000", vec![3, 5]), ("00:00:03,000", vec![8]), ("00:00:05,000", vec![])]
        );
        assert_eq!(stray, [1; 0]);
    }

    #[test]
    fn an_arrow_in_speech_is_no_time() {
        for line in ["A --> B", "1 --> 2", "--> 00:01.000", "00:01.000 -->", "12:30 -> 13:00"] {
            assert_eq!(start_time(line), None, "{line}");
        }
    }
}
