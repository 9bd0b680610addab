//! What a label says: name, role, affiliation and honorific told apart.

use std::borrow::Cow;

use super::lexicon::{Class, fold, is_stage_direction};
use super::name::is_capitals;
use super::phrase::parse_phrase;
use super::printed::{DASH, split_brackets, with_narrow_brackets, with_one_dash, without_nickname};
use super::role::is_role;

/// What kind of speaker a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LabelKind {
    /// Somebody with a name.
    Person,
    /// An office without a name: `THE PRESIDENT`, `Moderator`.
    Office,
    /// Somebody unnamed who asks: `Q`, `Question`, `Audience`.
    Questioner,
    /// Somebody unnamed who answers: `A`.
    Answerer,
    /// Somebody unnamed who calls out: `An hon. Member`, `Voices`.
    Crowd,
    /// Not a speaker at all: ordinary words.
    Nobody,
}

/// A label's parts; those it does not give are empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Whom it names.
    pub kind: LabelKind,
    /// The name without role and honorific, its case restored.
    pub name: String,
    /// `Mr`, `Dr`, without a period.
    pub honorific: String,
    /// `Secretary of State`.
    pub role: String,
    /// `NATO`, `Wall Street Journal`.
    pub affiliation: String,
    /// Stage directions that stood in it, brackets included: `(retranslated)`.
    pub notes: Vec<String>,
}

impl Label {
    pub(super) fn new(kind: LabelKind) -> Self {
        let empty = String::new;
        Self {
            kind,
            name: empty(),
            honorific: empty(),
            role: empty(),
            affiliation: empty(),
            notes: Vec::new(),
        }
    }

    /// Somebody unnamed who calls out.
    pub fn crowd() -> Self {
        Self::new(LabelKind::Crowd)
    }

    /// Somebody called just so: a nickname, a number.
    pub fn verbatim(printed: &str) -> Self {
        let name =
            printed.trim_end_matches(|c: char| c.is_ascii_digit()).strip_suffix('#').unwrap_or(printed);
        Self { name: name.trim().to_owned(), ..Self::new(LabelKind::Person) }
    }

    /// The same, where a single name after a comma is the given name: `Ruiz, Ana`.
    pub fn in_order(mut self) -> Self {
        let given = self.affiliation.split_whitespace().count() == 1 && !is_capitals(&self.affiliation);
        if self.kind == LabelKind::Person && self.name_size() == 1 && given && self.role.is_empty() {
            self.name = format!("{} {}", self.affiliation, self.name);
            self.affiliation = String::new();
        }
        self
    }

    /// Takes a label apart. `text` is the label as printed, without the colon or period that ends it.
    pub fn parse(text: &str) -> Self {
        Self::parse_while(text, |_| true)
    }

    /// The same of a text that may be nobody's label; then [`LabelKind::Nobody`] is all that is told.
    pub fn of_speaker(text: &str) -> Self {
        let label = Self::parse_while(text, |first| first.kind != LabelKind::Nobody);
        if label.kind == LabelKind::Nobody { Self::new(LabelKind::Nobody) } else { label }
    }

    /// Takes a label apart, the rest only if what stands before its first comma or bracket is worth it: what is nobody's
    /// label by that is nobody's by the rest.
    fn parse_while(text: &str, is_worth_it: impl Fn(&Self) -> bool) -> Self {
        let plain = if text.contains('*') { text.replace('*', "").into() } else { Cow::Borrowed(text) };
        let plain = without_nickname(with_narrow_brackets(plain));
        let (outside, brackets) = split_brackets(plain.trim_matches('_'));
        let outside = with_one_dash(outside);
        let mut parts = outside.split([',', DASH]).map(str::trim).filter(|part| !part.is_empty());
        let mut label = parse_phrase(parts.next().unwrap_or_default());
        if is_worth_it(&label) {
            parts.for_each(|part| label.add_apposition(part));
            brackets.iter().for_each(|bracket| label.add_bracket(bracket));
        }
        label
    }

    /// Takes in for whom somebody speaks: "on behalf of the Group".
    fn add_mandate(&mut self, part: &str) -> bool {
        const WORDS: [&str; 8] = [
            "on behalf of ",
            "au nom ",
            "im namen ",
            "in nome ",
            "en nombre ",
            "em nome ",
            "namens ",
            "for the ",
        ];
        let after = |words: &&str| {
            let (start, rest) = part.split_at_checked(words.len())?;
            start.eq_ignore_ascii_case(words).then_some(rest)
        };
        let named = WORDS.iter().find_map(after).filter(|_| !self.name.is_empty());
        if let Some(named) = named {
            let bare = ["the ", "du ", "de la ", "des ", "der ", "del ", "do ", "de "].iter();
            let bare = bare.into_iter().find_map(|article| named.strip_prefix(article)).unwrap_or(named);
            fill(&mut self.affiliation, bare.to_owned());
        }
        named.is_some()
    }

    /// What follows a comma: a suffix of the name, a role, an affiliation, or proof that this is no label.
    fn add_apposition(&mut self, part: &str) {
        if matches!(&*fold(part), "jr" | "sr" | "ii" | "iii" | "iv" | "md" | "phd") && !self.name.is_empty() {
            self.name = format!("{} {}", self.name, part);
            return;
        }
        if self.add_mandate(part) {
            return;
        }
        let first = part.split_whitespace().next().unwrap_or_default();
        if first.starts_with(char::is_lowercase) && Class::Sentence.fits(first) && &*fold(first) != "the" {
            *self = Self::new(LabelKind::Nobody);
            return;
        }
        let other = parse_phrase(part);
        match other.kind {
            LabelKind::Nobody if self.name_size() > 1 && describes(part) => {
                fill(&mut self.role, part.to_owned())
            }
            LabelKind::Nobody | LabelKind::Answerer => *self = Self::new(LabelKind::Nobody),
            LabelKind::Office => {
                fill(&mut self.role, other.role);
                fill(&mut self.affiliation, other.affiliation);
            }
            LabelKind::Person | LabelKind::Questioner | LabelKind::Crowd => {
                fill(&mut self.affiliation, part.to_owned())
            }
        }
    }

    fn add_bracket(&mut self, bracket: &str) {
        let content = bracket.get(1..bracket.len() - 1).unwrap_or_default().trim();
        if content.is_empty() || content.chars().all(|c| c.is_ascii_digit() || ":., ".contains(c)) {
            return;
        }
        if is_stage_direction(content) || Class::Continuing.has(&content.to_lowercase()) {
            self.notes.push(bracket.to_owned());
            return;
        }
        let inside = parse_phrase(content);
        match (self.kind, inside.kind) {
            (LabelKind::Office, LabelKind::Person)
                if named_like_a_person(&inside)
                    || is_ideographic(content)
                    || !self.honorific.is_empty()
                    || self.is_held_by(content) =>
            {
                self.kind = LabelKind::Person;
                self.name = inside.name;
                if !inside.honorific.is_empty() || self.honorific.is_empty() {
                    self.honorific = inside.honorific;
                }
            }
            (_, LabelKind::Office) => {
                fill(&mut self.role, inside.role);
                fill(&mut self.affiliation, inside.affiliation);
            }
            _ => fill(&mut self.affiliation, content.to_owned()),
        }
    }

    /// Whether a single word in brackets after an office is its holder, because the office has no place or party:
    /// `The Speaker (Hall)`, `The Minister for Health (Ruiz)`.
    fn is_held_by(&self, word: &str) -> bool {
        let role = fold(&self.role);
        let told = role.split_whitespace().any(|word| matches!(word, "of" | "for" | "de" | "für"));
        let presides = *role != *"president" && (Class::Chair.has(&role) || Class::Moderator.has(&role));
        let short = is_capitals(word) && word.chars().count() <= 5;
        (told || presides) && self.affiliation.is_empty() && !short && !Class::RoleComplement.fits(word)
    }

    /// Whether it says more of somebody than a name.
    pub fn is_told(&self) -> bool {
        !self.honorific.is_empty() || !self.role.is_empty() || !self.affiliation.is_empty()
    }

    /// How many words the name has, initials without a space after them included: `J.Hall` has two.
    pub fn name_size(&self) -> usize {
        let glued = |word: &str| word.trim_end_matches('.').matches('.').count();
        self.name.split_whitespace().map(|word| 1 + glued(word)).sum()
    }
}

/// Whether words after a name and a comma may tell what somebody is, though no known role is all of them.
fn describes(part: &str) -> bool {
    let mut words = part.split_whitespace();
    let first = words.next().unwrap_or_default();
    (first.starts_with(char::is_lowercase) || is_role(first))
        && words.count() < 8
        && !Class::Sentence.fits(first)
        && !part.contains(['.', '?', '!', ';', ':'])
}

/// Whether a text is in the characters of China and Japan, where a whole name is one word.
fn is_ideographic(text: &str) -> bool {
    text.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '々')
}

fn named_like_a_person(label: &Label) -> bool {
    !label.honorific.is_empty() || label.name_size() > 1
}

pub(super) fn fill(field: &mut String, value: String) {
    if field.is_empty() {
        *field = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// kind, honorific, affiliation, role, name
    fn parts(text: &str) -> (LabelKind, String, String, String, String) {
        let label = Label::parse(text);
        (label.kind, label.honorific, label.affiliation, label.role, label.name)
    }

    fn person(text: &str, honorific: &str, affiliation: &str, role: &str, name: &str) {
        let expected = (LabelKind::Person, honorific.into(), affiliation.into(), role.into(), name.into());
        assert_eq!(parts(text), expected, "{text}");
    }

    fn kind(text: &str, kind: LabelKind) {
        assert_eq!(Label::parse(text).kind, kind, "{text}");
    }

    #[test]
    fn role_and_affiliation_stand_before_the_name() {
        person(
            "NATO Secretary General Jens Stoltenberg",
            "",
            "NATO",
            "Secretary General",
            "Jens Stoltenberg",
        );
        person(
            "the US Secretary of State Antony J. Blinken",
            "",
            "US",
            "Secretary of State",
            "Antony J. Blinken",
        );
        person("President of Finland Sauli Niinisto", "", "", "President of Finland", "Sauli Niinisto");
        person(
            "Federal President of the Republic of Austria Alexander Van der Bellen",
            "",
            "",
            "Federal President of the Republic of Austria",
            "Alexander Van der Bellen",
        );
        person(
            "Principal Deputy Press Secretary Olivia Dalton",
            "",
            "",
            "Principal Deputy Press Secretary",
            "Olivia Dalton",
        );
        person("OMB Director Shalanda Young", "", "OMB", "Director", "Shalanda Young");
        person(
            "Bundesminister für Finanzen DDr. Tom Hall",
            "DDr",
            "",
            "Bundesminister für Finanzen",
            "Tom Hall",
        );
        person("TOM HALL államtitkár", "", "", "államtitkár", "Tom Hall");
        person("El señor HALL RUIZ", "señor", "", "", "Hall Ruiz");
        person("Tom Hall, on behalf of the Green Group", "", "Green Group", "", "Tom Hall");
        person("Maa- ja metsätalousministeri Tom Hall", "", "", "Maa- ja metsätalousministeri", "Tom Hall");
    }

    #[test]
    fn capitals_and_honorifics_are_understood() {
        person("VICE PRESIDENT HARRIS", "", "", "Vice President", "Harris");
        person("PRESIDENT BIDEN", "", "", "President", "Biden");
        person("MR. STOLTENBERG", "Mr", "", "", "Stoltenberg");
        person("MS JEAN-PIERRE", "Ms", "", "", "Jean-Pierre");
        person("Mr. McCAIN", "Mr", "", "", "McCain");
        person("Mr. SMITH of New Hampshire", "Mr", "New Hampshire", "", "Smith");
        person("President Zelenskyy of Ukraine", "", "Ukraine", "President", "Zelenskyy");
    }

    #[test]
    fn brackets_and_commas_give_affiliation_role_or_name() {
        person("Vivian Salama (Wall Street Journal)", "", "Wall Street Journal", "", "Vivian Salama");
        person("Kylie Atwood, CNN", "", "CNN", "", "Kylie Atwood");
        person(
            "Jens Stoltenberg, NATO Secretary General",
            "",
            "NATO",
            "Secretary General",
            "Jens Stoltenberg",
        );
        person("The PRESIDING OFFICER (Mr. Kyl)", "Mr", "", "Presiding Officer", "Kyl");
        person("The Speaker (Hall)", "", "", "Speaker", "Hall");
        person("Tom \"Bud\" Hall (EU)", "", "EU", "", "Tom Hall");
        person("Eva Lund, Ministerin für Umwelt", "", "", "Ministerin für Umwelt", "Eva Lund");
        person("The Minister for Health (Ruiz)", "", "", "Minister for Health", "Ruiz");
        assert_eq!(Label::parse("The Minister for Health (SPD)").affiliation, "SPD");
        assert_eq!(Label::parse("The Foreign Minister (France)").affiliation, "France");
        assert_eq!(Label::parse("Sauli Niinisto (retranslated)").notes, ["(retranslated)"]);
        let asked = Label::parse("Q (Reuters)");
        assert_eq!((asked.kind, asked.affiliation.as_str()), (LabelKind::Questioner, "Reuters"));
    }

    #[test]
    fn surnames_that_are_offices_stay_names() {
        person("Larry King", "", "", "", "Larry King");
        person("KING", "", "", "", "King");
        kind("THE KING", LabelKind::Office);
    }

    #[test]
    fn unnamed_speakers_are_known_by_what_they_do() {
        kind("Q", LabelKind::Questioner);
        kind("Question 3", LabelKind::Questioner);
        kind("AUDIENCE MEMBER", LabelKind::Questioner);
        kind("A", LabelKind::Answerer);
        kind("MODERATOR", LabelKind::Office);
        kind("Secretary General", LabelKind::Office);
        person("Speaker 2", "", "", "", "Speaker 2");
    }

    #[test]
    fn what_is_nobodys_label_tells_nothing_and_any_other_tells_all() {
        for text in ["Mr. Hall (EU), Minister", "Ana Ruiz -- Governor", "Q 3", "THE KING", "**Voices**"] {
            assert_eq!(Label::of_speaker(text), Label::parse(text), "{text}");
        }
        assert_eq!(Label::parse("so we met, Minister").role, "Minister");
        assert_eq!(Label::of_speaker("so we met, Minister"), Label::new(LabelKind::Nobody));
    }

    #[test]
    fn a_mandate_is_read_whatever_its_letters_become_in_lower_case() {
        person("Tom Hall, on behalf of ẞx", "", "ẞx", "", "Tom Hall");
        person("Tom Hall, ON BEHALF OF the İİé", "", "İİé", "", "Tom Hall");
        assert_eq!(Label::parse("The Voices of the Left").affiliation, "of the Left");
    }

    #[test]
    fn ordinary_words_are_nobody() {
        for text in [
            "Two questions",
            "The question is",
            "President Biden, my question",
            "History shows us",
            "A clarification follow-up to my colleague’s question",
            "the real issue was",
            "Mr. REID addressed the Chair",
            "At 12",
            "This",
            "",
            "—",
            "()",
        ] {
            kind(text, LabelKind::Nobody);
        }
    }
}
