//! Captions: what is said, cut into cues that have times. WebVTT and SubRip.
//!
//! Cues say when words are shown, not who says them: successive ones are one turn until a voice, a label or another mark
//! begins the next. The order is that of the file, whatever the times are.

mod cue;
mod labels;
mod markup;
mod spoken;
mod voices;

use self::cue::{Cues, Dialect};
use self::labels::by_label;
use self::spoken::spoken;
use self::voices::by_voice;
use super::date::find_date;
use super::format::{Confidence, Format};
use super::input::Input;
use super::script::Script;
use super::turn::Sink;
use crate::issues::IssueKind;

/// Captions.
#[derive(Debug)]
pub(super) struct Captions {
    name: &'static str,
    extensions: &'static [&'static str],
    dialect: Dialect,
}

impl Captions {
    /// WebVTT.
    pub const VTT: Self = Self { name: "vtt", extensions: &["vtt", "webvtt"], dialect: Dialect::WebVtt };
    /// SubRip.
    pub const SRT: Self = Self { name: "srt", extensions: &["srt"], dialect: Dialect::SubRip };
}

impl Format for Captions {
    fn name(&self) -> &'static str {
        self.name
    }

    fn extensions(&self) -> &'static [&'static str] {
        self.extensions
    }

    fn sniff(&self, head: &str) -> Confidence {
        let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty());
        let first = lines.next().unwrap_or_default();
        let is_mine = match self.dialect {
            Dialect::WebVtt => first.split_whitespace().next() == Some("WEBVTT"),
            Dialect::SubRip => {
                let is_number = first.bytes().all(|byte| byte.is_ascii_digit());
                is_number && lines.next().is_some_and(|line| cue::start_time(line).is_some())
            }
        };
        if is_mine { Confidence::Sure } else { Confidence::No }
    }

    fn read(&self, input: &Input<'_>, sink: &mut dyn Sink) {
        let found = Cues::read(input.text(), self.dialect);
        for &line in &found.stray {
            let what = "neither a cue nor a note; it was left out";
            sink.issue(IssueKind::Malformed, input.issue(Some(line), what));
        }
        let mut header = input.header(input.name());
        header.date = header.date.or_else(|| find_date(&header.name));
        if let Some(language) = found.language {
            header.fields.entry("language".to_owned()).or_insert_with(|| language.to_owned());
        }
        let all = spoken(&found.cues);
        let mut script = Script::default();
        match all.iter().any(|spoken| spoken.voice.is_some()) {
            true => by_voice(&all, &mut script),
            false => by_label(&all, &input.options().labels, &mut script),
        }
        script.finish(header, sink);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;
    use crate::read::gathered::Gathered;
    use crate::read::options::ReadOptions;

    fn read(format: &Captions, text: &str) -> Gathered {
        let options = ReadOptions::default();
        let mut gathered = Gathered::default();
        format.read(&Input::for_test("a.vtt", text, &options), &mut gathered);
        gathered
    }

    #[test]
    fn the_captions_of_other_projects_are_read_as_their_truth_says() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/captions");
        let Ok(truth) = std::fs::read_to_string(folder.join("captions.expect.json")) else {
            println!("skipped: {} is absent", folder.display());
            return;
        };
        let truth: serde_json::Map<String, Value> = serde_json::from_str(&truth).unwrap();
        for (name, expected) in truth {
            let text = std::fs::read_to_string(folder.join(&name)).unwrap();
            let gathered = read(&Captions::VTT, &text);
            let turns: Vec<(&str, &str)> = gathered.turns().map(|turn| (turn.name(), &*turn.text)).collect();
            let expected = expected["turns"].as_array().unwrap();
            assert_eq!(turns.len(), expected.len(), "{name}: {turns:?}");
            for ((speaker, text), expected) in turns.iter().zip(expected) {
                assert_eq!(*speaker, expected["speaker"], "{name}");
                assert!(text.starts_with(expected["first_words"].as_str().unwrap()), "{name}: {text}");
            }
            assert!(gathered.issues.is_empty(), "{name}");
        }
    }

    #[test]
    fn a_turn_begins_with_its_time_and_stands_on_its_lines() {
        let text = "WEBVTT\nLanguage: nb\n\n1\n00:01.000 --> 00:02.000\n<v Ana>One\n[applause]\n\n00:03.000 --> 00:04.000\n<v Ana>two\n\nlost\n";
        let gathered = read(&Captions::VTT, text);
        assert_eq!(gathered.documents[0].header.fields["language"], "nb");
        let turn = &gathered.documents[0].turns[0];
        assert_eq!((&*turn.text, turn.line, turn.last_line), ("One two", 6, 10));
        assert_eq!(gathered.messages(), ["a.vtt:12: neither a cue nor a note; it was left out"]);
    }

    #[test]
    fn captions_are_known_by_their_beginning() {
        assert_eq!(Captions::VTT.sniff("WEBVTT\n\n"), Confidence::Sure);
        assert_eq!(Captions::SRT.sniff("1\n00:00:01,000 --> 00:00:02,000\n"), Confidence::Sure);
        assert_eq!(Captions::SRT.sniff("1\nOne --> two\n"), Confidence::No);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "(WEBVTT|00:01\\.000 --> 00:02\\.000|<v A>|</v>|>>|- |A: |♪|\\[x\\]|NOTE|\n|\n|[a-zø0-9&;<>{}] ?){0,40}") {
            let read = [read(&Captions::VTT, &text), read(&Captions::SRT, &text)];
            let last = text.split('\n').count() as u64;
            for turn in read.iter().flat_map(Gathered::turns) {
                prop_assert!(turn.line <= turn.last_line && turn.last_line <= last);
            }
        }
    }
}
