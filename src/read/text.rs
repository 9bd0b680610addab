//! Plain text and Markdown: the transcript of a conversation.

use super::format::{Confidence, Format};
use super::input::Input;
use super::turn::{Header, Sink, Turn};
use crate::speakers::Kind;

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
        read_transcript(input.text(), input.header(input.name()), sink);
    }
}

/// Stands in for the transcript reader: the whole text is one turn of nobody's.
pub(super) fn read_transcript(text: &str, header: Header, sink: &mut dyn Sink) {
    sink.document(header);
    sink.turn(Turn {
        speaker: None,
        number: None,
        kind: Kind::Statement,
        date: None,
        text,
        line: 1,
        lines: &[],
        notes: &[],
        elisions: super::elision::elisions(text),
        fields: &[],
    });
}
