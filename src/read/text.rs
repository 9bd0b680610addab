//! Plain text and Markdown: the transcript of a conversation.

use super::format::{Confidence, Format};
use super::input::Input;
use super::transcript::read_transcript;
use super::turn::Sink;
use crate::issues::IssueKind;

/// A transcript in plain text or Markdown.
#[derive(Debug)]
pub(super) struct Transcript;

impl Format for Transcript {
    fn name(&self) -> &'static str {
        "transcript"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text", "md", "markdown"]
    }

    fn sniff(&self, _head: &str) -> Confidence {
        Confidence::Fallback
    }

    fn read(&self, input: &Input<'_>, sink: &mut dyn Sink) {
        let (header, labels) = (input.header(input.name()), &input.options().labels);
        if let Some((line, what)) = read_transcript(input.text(), header, labels, sink) {
            let what = format!("the front matter is read line by line: {what}");
            sink.issue(IssueKind::Malformed, input.issue(Some(line), what));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::ReadOptions;
    use crate::read::gathered::Gathered;

    #[test]
    fn broken_front_matter_is_told_and_costs_no_words() {
        let text = "---\ntitle: Water: a talk\n---\nWell, here we are.";
        let mut gathered = Gathered::default();
        Transcript.read(&Input::for_test("a.md", text, &ReadOptions::default()), &mut gathered);
        assert!(gathered.messages()[0].starts_with("a.md:2: the front matter is read line by line"));
        assert_eq!(gathered.documents[0].header.title, "Water: a talk");
        assert_eq!(gathered.turns().next().unwrap().text, "Well, here we are.");
    }
}
