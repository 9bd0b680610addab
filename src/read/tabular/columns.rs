//! Which fields of a record are read, and what each of them means.

use crate::read::options::{FieldNames, Languages, ReadOptions};
use crate::read::turn::LANGUAGE;

/// The fields that are read, each under a number, in which a record's cells are looked up.
#[derive(Debug)]
pub struct Columns {
    names: Vec<String>,
    asked: Vec<usize>,
    pub text: usize,
    pub speaker: usize,
    pub date: usize,
    /// Where a document's name may stand, the best first.
    pub document: Vec<usize>,
    pub role: usize,
    pub affiliation: usize,
    pub kind: usize,
    pub turn: usize,
    pub line: usize,
    pub title: usize,
    pub url: usize,
    /// The label of a speaker as a transcript prints it: where it stands, the speaker is who it shows.
    pub label: usize,
    pub honorific: usize,
    /// Who is named in a document's title or byline, as a list in JSON.
    pub announced: usize,
    /// What else is known of a document, as an object in JSON.
    pub known: usize,
    /// Where languages are told.
    pub language: Option<usize>,
    /// Fields that turns are to carry.
    pub extra: Vec<usize>,
}

impl Columns {
    /// Usual names of the field that holds the words, the plain one first.
    pub const TEXT: [&str; 5] = ["text", "content", "utterance", "transcript", "body"];
    /// Usual names of the field that says who speaks.
    const SPEAKER: [&str; 6] = ["speaker", "speaker_name", "name", "speakerLabel", "speaker_label", "who"];

    /// The fields that reading with these options needs.
    pub fn new(options: &ReadOptions) -> Self {
        Self::among(options, &|_| false)
    }

    /// The same for records of which it is known what fields they have: where no option names one and the plain name
    /// is not among them, another usual name is taken.
    pub fn among(options: &ReadOptions, has: &dyn Fn(&str) -> bool) -> Self {
        let FieldNames { text, speaker, date, document } = &options.names;
        let mut names = Vec::new();
        let mut column = |name: &str| number(&mut names, name);
        let named = |name: &Option<String>, usual: &[&str]| {
            let usual = || usual.iter().find(|name| has(name)).or(usual.first()).copied().unwrap_or_default();
            name.clone().unwrap_or_else(|| usual().to_owned())
        };
        let mut columns = Self {
            text: column(&named(text, &Self::TEXT)),
            speaker: column(&named(speaker, &Self::SPEAKER)),
            date: column(&named(date, &["date"])),
            document: match document {
                Some(name) => vec![column(name)],
                None => ["document", "conversation_id", "id"].map(&mut column).to_vec(),
            },
            role: column("role"),
            affiliation: column("affiliation"),
            kind: column("kind"),
            turn: column("turn"),
            line: column("line"),
            title: column("title"),
            url: column("url"),
            label: column("speaker_as_printed"),
            honorific: column("honorific"),
            announced: column("document_announced"),
            known: column("document_fields"),
            language: match options.languages {
                Languages::AsWritten => None,
                Languages::Told => Some(column(LANGUAGE)),
            },
            extra: options.fields.iter().map(|name| column(name)).collect(),
            asked: [speaker, date, document].into_iter().flatten().map(|name| column(name)).collect(),
            names: Vec::new(),
        };
        columns.names = names;
        columns
    }

    /// The names of the fields, by number.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The number of the field of that name.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// The fields, other than the text, that were asked for by name.
    pub fn asked(&self) -> &[usize] {
        &self.asked
    }

    /// Whether a record is of no use when this field holds a list or an object.
    pub fn is_essential(&self, number: usize) -> bool {
        [self.text, self.speaker, self.date].contains(&number) || self.asked.contains(&number)
    }
}

/// The place of `name` in `names`, added where it is new.
fn number(names: &mut Vec<String>, name: &str) -> usize {
    names.iter().position(|known| known == name).unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_may_mean_two_things_and_has_one_number() {
        let names = FieldNames { document: Some("session".into()), ..FieldNames::default() };
        let options =
            ReadOptions { names, fields: vec!["session".into(), "party".into()], ..ReadOptions::default() };
        let columns = Columns::new(&options);
        assert_eq!(columns.document, [columns.extra[0]]);
        assert_eq!(columns.asked(), [columns.extra[0]]);
        assert_eq!(columns.number("party"), Some(columns.extra[1]));
        assert_eq!(columns.number("id"), None);
    }
}
