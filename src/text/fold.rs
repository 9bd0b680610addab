//! From a form to its type: one spelling for what differs in code points, letter case or kind of apostrophe.

use std::borrow::Cow;
use std::collections::BTreeSet;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::language::Language;

/// How forms fold to types: by the language, and but for the forms that keep their case.
#[derive(Debug, Clone, Default)]
pub struct Folding {
    language: Language,
    kept: BTreeSet<String>,
}

impl Folding {
    /// Folding in `language`, in which the forms of `keep_case` stay as they are written.
    pub fn new<S: AsRef<str>>(language: Language, keep_case: impl IntoIterator<Item = S>) -> Self {
        Self { language, kept: keep_case.into_iter().map(|form| normalize(form.as_ref().trim())).collect() }
    }

    /// The type of `form`: NFC, then lower case unless the form keeps its case, with U+2019 as a straight
    /// apostrophe. Lower case is Unicode's full one (ß and ligatures stay, a final Σ becomes ς); in Turkish and
    /// Azerbaijani I becomes ı and İ becomes i.
    pub fn fold<'f>(&self, form: &'f str) -> Cow<'f, str> {
        if form.is_ascii() && !self.has_dotless_i() {
            let is_folded = !form.bytes().any(|byte| byte.is_ascii_uppercase()) || self.keeps_case(form);
            return if is_folded { form.into() } else { form.to_ascii_lowercase().into() };
        }
        let normal = normalize(form);
        if self.keeps_case(&normal) { normal.into() } else { self.lower(&normal).into() }
    }

    /// Whether `normal`, a type or a form after [`normalize`], keeps its case, by itself or before a possessive 's.
    pub(super) fn keeps_case(&self, normal: &str) -> bool {
        self.kept.contains(normal)
            || without_possessive(normal).is_some_and(|owner| self.kept.contains(owner))
    }

    /// What `normal` would fold to if it did not keep its case; `None` where it does not.
    pub(super) fn uncased(&self, normal: &str) -> Option<String> {
        self.keeps_case(normal).then(|| self.lower(normal))
    }

    fn has_dotless_i(&self) -> bool {
        matches!(self.language, Language::Turkish | Language::Azerbaijani)
    }

    fn lower(&self, normal: &str) -> String {
        let lower = if self.has_dotless_i() {
            normal.replace('İ', "i").replace('I', "ı").to_lowercase()
        } else {
            normal.to_lowercase()
        };
        normalize(&lower)
    }
}

/// `form` in NFC, with U+2019 as a straight apostrophe: as written, but for what a reader cannot see.
pub(super) fn normalize(form: &str) -> String {
    let normal = match is_nfc_quick(form.chars()) {
        IsNormalized::Yes => form.to_owned(),
        IsNormalized::No | IsNormalized::Maybe => form.nfc().collect(),
    };
    if normal.contains('’') { normal.replace('’', "'") } else { normal }
}

/// `text` with its letters bare: Erdoğan becomes Erdogan, Øyvind Oyvind; in NFC.
///
/// A text without marks is as it was. Letters with a stroke or without their dot (ø, đ, ħ, ł, ŧ, ı) are bare o, d, h, l,
/// t, i; ligatures and ß stay.
pub fn unmarked(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    text.nfd().filter(|c| !is_combining_mark(*c)).map(bare).nfc().collect()
}

fn bare(letter: char) -> char {
    match letter {
        'ø' => 'o',
        'Ø' => 'O',
        'đ' => 'd',
        'Đ' => 'D',
        'ħ' => 'h',
        'Ħ' => 'H',
        'ł' => 'l',
        'Ł' => 'L',
        'ŧ' => 't',
        'Ŧ' => 'T',
        'ı' => 'i',
        other => other,
    }
}

/// A type or normalized form without its final 's or ', if it has one and is more than that.
pub(super) fn without_possessive(word: &str) -> Option<&str> {
    let owner =
        word.strip_suffix("'s").or_else(|| word.strip_suffix("'S")).or_else(|| word.strip_suffix('\''))?;
    (!owner.is_empty()).then_some(owner)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fold(form: &str) -> String {
        Folding::default().fold(form).into_owned()
    }

    #[test]
    fn case_composition_and_curly_apostrophes_fold_away() {
        assert_eq!(fold("NATO’s"), "nato's");
        assert_eq!(fold("Bjo\u{308}rn"), "björn");
        assert_eq!(fold("ÅSBERG"), "åsberg");
        assert_eq!(fold("A\u{30a}SBERG"), "åsberg");
    }

    #[test]
    fn marks_strokes_and_a_missing_dot_leave_bare_letters() {
        assert_eq!(
            unmarked("Erdoğan, Łódź, Bjo\u{308}rn, Øyvind, ılımlı"),
            "Erdogan, Lodz, Bjorn, Oyvind, ilimli"
        );
        assert_eq!(unmarked("plain*"), "plain*");
        assert_eq!(unmarked("Straße 한국"), "Straße 한국");
    }

    #[test]
    fn special_letters_fold_as_unicode_has_them() {
        assert_eq!(fold("Straße"), "straße");
        assert_eq!(fold("ﬁne"), "ﬁne");
        assert_eq!(fold("ΝΑΤΟΣ"), "νατος");
        assert_eq!(fold("İstanbul"), "i\u{307}stanbul");
    }

    #[test]
    fn turkish_has_a_dotted_and_a_dotless_i() {
        let turkish = Folding::new(Language::Turkish, ["BM"]);
        assert_eq!(turkish.fold("ILIMLI"), "ılımlı");
        assert_eq!(turkish.fold("İSTANBUL’DA"), "istanbul'da");
        assert_eq!(turkish.fold("BM"), "BM");
    }

    #[test]
    fn a_kept_form_stays_apart_also_as_an_owner() {
        let folding = Folding::new(Language::English, ["US"]);
        assert_eq!(["US", "us", "Us", "US’s"].map(|form| folding.fold(form)), ["US", "us", "us", "US's"]);
    }

    proptest! {
        #[test]
        fn a_type_folds_to_itself(form in "\\PC{0,12}") {
            let once = fold(&form);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
