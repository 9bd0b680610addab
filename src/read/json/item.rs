//! What a speech recogniser hands out: words or pieces of speech, with times and speakers.

use std::borrow::Cow;

use super::node::Node;
use super::time::{Time, time};

/// A piece of recognised speech, or only who spoke when.
#[derive(Debug, Clone, Default)]
pub(super) struct Item<'a> {
    /// What is said.
    pub text: Option<Cow<'a, str>>,
    /// Who says it, as the source calls them.
    pub speaker: Option<Cow<'a, str>>,
    /// When it begins.
    pub start: Option<Time<'a>>,
    /// When it ends, in seconds.
    pub end: Option<f64>,
    /// Where it stands in the source.
    pub offset: usize,
    /// How it joins what stands before it.
    pub form: Form,
}

/// What an item is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Form {
    /// A word, or several.
    #[default]
    Words,
    /// A sign that follows a word without a space.
    Punctuation,
}

/// Keys of what is said; the first goes before the others.
const TEXT: [&str; 9] =
    ["punctuated_word", "punct", "word", "text", "display", "transcript", "utterance", "content", "value"];
/// Keys of who says it.
const SPEAKER: [&str; 7] =
    ["speaker", "speaker_name", "speakerLabel", "speaker_label", "speakerTag", "speaker_id", "who"];
/// Keys of when it begins.
const START: [&str; 8] = ["start", "start_time", "startTime", "startOffset", "ts", "from", "begin", "offset"];
/// Keys of when it ends.
const END: [&str; 6] = ["end", "end_time", "endTime", "endOffset", "end_ts", "to"];
/// Keys of lists of which each element says the same in other words, the best first.
pub(super) const ALTERNATIVES: [&str; 3] = ["alternatives", "nBest", "hypotheses"];
/// Keys of a record that is no recogniser's.
const RECORD: [&str; 5] = ["document", "conversation_id", "date", "turn", "kind"];

impl<'a> Item<'a> {
    /// What an object says.
    pub fn of(members: &[(Cow<'a, str>, Node<'a>)], offset: usize) -> Self {
        let get = |key: &str| members.iter().find(|(name, _)| name == key).map(|(_, node)| *node);
        let best = ALTERNATIVES.iter().find_map(|key| get(key)?.elements().first().copied());
        let best = best.map(Node::members).unwrap_or_default();
        let in_best = |key: &str| best.iter().find(|(name, _)| name == key).map(|(_, node)| *node);
        let text = TEXT.iter().find_map(|key| get(key)?.text());
        let speaker = SPEAKER.iter().find_map(|key| speaker(key, get(key)?));
        let times = get("timestamps").map(Node::members).unwrap_or_default();
        let in_times = |key: &str| times.iter().find(|(name, _)| name == key).map(|(_, node)| *node);
        let is_record = RECORD.iter().any(|key| get(key).is_some());
        let start = START.iter().find_map(|key| time(get(key).or_else(|| in_times(key))?));
        let start = start.filter(|_| !is_record);
        let end = END.iter().find_map(|key| time(get(key).or_else(|| in_times(key))?)).map(|end| end.seconds);
        let lasts = || Some(start.as_ref()?.seconds + time(get("duration")?)?.seconds);
        let kind = get("type").and_then(Node::text);
        Self {
            text: text.or_else(|| TEXT.iter().find_map(|key| in_best(key)?.text())),
            speaker: speaker.or_else(|| SPEAKER.iter().find_map(|key| self::speaker(key, in_best(key)?))),
            end: end.or_else(lasts),
            start,
            offset,
            form: match kind.as_deref() {
                Some("punct" | "punctuation") => Form::Punctuation,
                Some(_) | None => Form::Words,
            },
        }
    }

    /// What a list says that is a word and two times.
    pub fn of_list(elements: &[Node<'a>], offset: usize) -> Option<Self> {
        let [word, start, end] = elements else { return None };
        let (start, end) = (time(*start)?, time(*end)?.seconds);
        let text = word.text().filter(|_| word.printed().starts_with('"'))?;
        Some(Self { text: Some(text), start: Some(start), end: Some(end), offset, ..Self::default() })
    }

    /// Whether it says when somebody speaks, but not what.
    pub fn is_span(&self) -> bool {
        self.text.is_none() && self.speaker.is_some() && self.start.is_some()
    }

    /// The middle of its time, in seconds.
    pub fn middle(&self) -> Option<f64> {
        let start = self.start.as_ref()?.seconds;
        Some(self.end.map_or(start, |end| (start + end) / 2.0))
    }
}

/// A speaker by name or number, or an object that has one.
fn speaker<'a>(key: &str, node: Node<'a>) -> Option<Cow<'a, str>> {
    let members = node.members();
    let named = ["name", "id", "@id"].iter().find_map(|name| {
        let (_, node) = members.iter().find(|(key, _)| key == name)?;
        node.text()
    });
    let said = node.text().or(named)?;
    let is_unset = key == "speakerTag" && said == "0";
    let said = match said {
        Cow::Borrowed(said) => Cow::Borrowed(said.trim()),
        Cow::Owned(said) => Cow::Owned(said.trim().to_owned()),
    };
    (!said.is_empty() && !is_unset).then_some(said)
}
