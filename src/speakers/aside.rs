//! What others call out while somebody speaks, as transcripts put it into brackets: `(Mr. Hall: Shame!)`.

use super::label::{Label, LabelKind};
use super::lexicon::{Class, fold, is_metadata_key};

/// Words by somebody else within brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside<'t> {
    /// Who calls out.
    pub label: Label,
    /// The label as printed.
    pub printed: &'t str,
    /// The words.
    pub words: &'t str,
}

/// What a bracket holds, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark<'t> {
    /// What happens.
    Note(&'t str),
    /// What somebody says.
    Aside(Aside<'t>),
}

/// Labels of asides are no longer than this.
const LONGEST: usize = 100;

/// The remarks of the content of brackets, which dashes part; `None` where nobody speaks in it.
///
/// A label of one word calls somebody only if `is_known` says so of it, folded.
pub fn remarks<'t>(content: &'t str, is_known: &dyn Fn(&str) -> bool) -> Option<Vec<Remark<'t>>> {
    if !content.contains([':', '：']) {
        return None;
    }
    let parts = [" – ", " — ", " -- "].iter().find(|dash| content.contains(**dash));
    let parts: Vec<&str> = match parts {
        Some(dash) => content.split(dash).map(str::trim).collect(),
        None => vec![content.trim()],
    };
    let remarks: Vec<Remark<'t>> = parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(|part| aside(part, is_known).map_or(Remark::Note(part), Remark::Aside))
        .collect();
    remarks.iter().any(|remark| matches!(remark, Remark::Aside(_))).then_some(remarks)
}

fn aside<'t>(text: &'t str, is_known: &dyn Fn(&str) -> bool) -> Option<Aside<'t>> {
    let at = text.find([':', '：']).filter(|at| *at <= LONGEST)?;
    let (printed, rest) = text.split_at(at);
    let words = rest.trim_start_matches([':', '：']);
    let words = words.strip_prefix(char::is_whitespace).map(str::trim).filter(|words| is_said(words))?;
    let caller = caller(printed);
    let called = caller.is_none_or(|caller| caller.len() < printed.len());
    let mut label = caller.map_or_else(Label::crowd, Label::parse);
    if called && (label.name_size() < 2 && !label.is_told() || label.kind == LabelKind::Nobody) {
        label = Label { affiliation: caller.unwrap_or_default().to_owned(), ..Label::crowd() };
    }
    let told = called || label.name_size() > 1 || label.is_told() || is_known(&fold(&label.name));
    let stage =
        printed.split_whitespace().any(|word| Class::Stage.fits(word) || Class::StageOpener.fits(word));
    let sound = match label.kind {
        LabelKind::Crowd => true,
        LabelKind::Person => told && (called || !stage) && !is_metadata_key(printed),
        LabelKind::Office | LabelKind::Questioner => !stage,
        LabelKind::Answerer | LabelKind::Nobody => false,
    };
    sound.then_some(Aside { label, printed, words })
}

/// The one who calls out, where the label says first that somebody does: `Zuruf des Abg. Hall`, `Interjection by …`.
/// `None` where it says no more than that.
fn caller(printed: &str) -> Option<&str> {
    let mut words = printed.split_whitespace();
    let calls = words.clone().take(2).any(|word| Class::Call.fits(word));
    if !calls {
        return Some(printed);
    }
    let link = words.find(|word| Class::CallLink.fits(word))?;
    let end = link.as_ptr() as usize - printed.as_ptr() as usize + link.len();
    let rest = printed[end..].trim();
    let rest = ["la ", "der ", "den ", "the ", "el ", "de "]
        .iter()
        .find_map(|article| rest.strip_prefix(article))
        .unwrap_or(rest);
    (!rest.is_empty()).then_some(rest)
}

fn is_said(words: &str) -> bool {
    words
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .starts_with(|c: char| !c.is_lowercase() && c.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(content: &str) -> Vec<(String, String)> {
        let remarks = remarks(content, &|word| word == "lind").unwrap_or_default();
        let pairs = remarks.into_iter().map(|remark| match remark {
            Remark::Note(note) => ("note".to_owned(), note.to_owned()),
            Remark::Aside(aside) => (aside.label.name, aside.words.to_owned()),
        });
        pairs.collect()
    }

    fn pair(one: &str, other: &str) -> (String, String) {
        (one.to_owned(), other.to_owned())
    }

    #[test]
    fn words_with_a_speaker_are_told_from_notes_beside_them() {
        assert_eq!(said("Mr. Hall: Shame!"), [pair("Hall", "Shame!")]);
        assert_eq!(said("Lind: Oh!"), [pair("Lind", "Oh!")]);
        assert_eq!(
            said("Beifall bei der SPD – Dr. Ana Ruiz [SPD]: Genau! – Zuruf von der CDU: Unsinn!"),
            [pair("note", "Beifall bei der SPD"), pair("Ana Ruiz", "Genau!"), pair("", "Unsinn!")]
        );
        assert_eq!(said("Zuruf des Abg. Tom Hall: Nein!"), [pair("Tom Hall", "Nein!")]);
        assert_eq!(said("An hon. Member: Oh!"), [pair("", "Oh!")]);
    }

    #[test]
    fn brackets_in_which_nobody_speaks_have_none() {
        for content in [
            "Laughter.",
            "Source: Reuters",
            "Translation: Good day.",
            "Interpretation from Russian: Good day.",
            "at 10:30",
            "see: the annex",
            "Berg: Oh!",
        ] {
            assert_eq!(said(content), [], "{content}");
        }
    }
}
