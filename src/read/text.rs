//! Plain text and Markdown: the transcript of a conversation.

use super::format::{Confidence, Format};
use super::input::Input;
use super::transcript::read_transcript;
use super::turn::Sink;

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
        read_transcript(input.text(), input.header(input.name()), &input.options().labels, sink);
    }
}
