//! What a label says: name, role, affiliation and honorific told apart.

use super::lexicon::{Class, fold, is_stage_direction};
use super::name::{is_capitals, restore_case};
use super::role::{is_a_surname, is_connective, is_role, restore_affiliation, restore_role, role_span};

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

/// What stands between a name and its role as a comma does.
const DASHES: &[&str] = &[" -- ", " – ", " — ", " - "];
/// One sign for all of them.
const DASH: char = '—';

/// The most words that a name has.
const LONGEST_NAME: usize = 6;

impl Label {
    fn new(kind: LabelKind) -> Self {
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
        let plain = text.replace('*', "");
        let (outside, brackets) = split_brackets(plain.trim_matches('_'));
        let outside = DASHES.iter().fold(outside, |text, dash| text.replace(dash, &DASH.to_string()));
        let mut parts = outside.split([',', DASH]).map(str::trim).filter(|part| !part.is_empty());
        let mut label = parse_phrase(parts.next().unwrap_or_default());
        for part in parts {
            label.add_apposition(part);
        }
        for bracket in brackets {
            label.add_bracket(bracket);
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
        let folded = part.to_lowercase();
        let rest = WORDS.iter().find_map(|words| folded.strip_prefix(words));
        let named =
            rest.filter(|_| !self.name.is_empty()).map(|rest| &part[part.len().saturating_sub(rest.len())..]);
        if let Some(named) = named {
            let bare = ["the ", "du ", "de la ", "des ", "der ", "del ", "do ", "de "].iter();
            let bare = bare.into_iter().find_map(|article| named.strip_prefix(article)).unwrap_or(named);
            fill(&mut self.affiliation, bare.to_owned());
        }
        named.is_some()
    }

    /// What follows a comma: a suffix of the name, a role, an affiliation, or proof that this is no label.
    fn add_apposition(&mut self, part: &str) {
        if matches!(fold(part).as_str(), "jr" | "sr" | "ii" | "iii" | "iv" | "md" | "phd")
            && !self.name.is_empty()
        {
            self.name = format!("{} {}", self.name, part);
            return;
        }
        if self.add_mandate(part) {
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
                if named_like_a_person(&inside) || !self.honorific.is_empty() =>
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

    /// How many words the name has.
    pub fn name_size(&self) -> usize {
        self.name.split_whitespace().count()
    }
}

/// Whether words after a name and a comma may tell what somebody is, though no known role is among them.
fn describes(part: &str) -> bool {
    let mut words = part.split_whitespace();
    let first = words.next().unwrap_or_default();
    first.starts_with(char::is_lowercase)
        && words.count() < 8
        && !Class::Sentence.fits(first)
        && !part.contains(['.', '?', '!', ';', ':'])
}

fn named_like_a_person(label: &Label) -> bool {
    !label.honorific.is_empty() || label.name_size() > 1
}

fn fill(field: &mut String, value: String) {
    if field.is_empty() {
        *field = value;
    }
}

/// The text outside brackets, and each bracket with its signs.
fn split_brackets(text: &str) -> (String, Vec<&str>) {
    let (mut outside, mut brackets) = (String::with_capacity(text.len()), Vec::new());
    let mut rest = text;
    while let Some(open) = rest.find(['(', '[']) {
        let Some(close) = rest[open..].find([')', ']']) else { break };
        outside.push_str(&rest[..open]);
        outside.push(' ');
        brackets.push(&rest[open..=open + close]);
        rest = &rest[open + close + 1..];
    }
    outside.push_str(rest);
    (outside, brackets)
}

/// Honorific, affiliation, role and name, in the order in which labels put them.
fn parse_phrase(phrase: &str) -> Label {
    let folded = phrase.trim().trim_end_matches('.').to_lowercase();
    let folded = folded.strip_prefix("the ").unwrap_or(&folded);
    if let Some(label) = unnamed(folded, phrase) {
        return label;
    }
    let mut words: Vec<&str> = phrase.split_whitespace().collect();
    let mut definite = is_definite(&words);
    if definite {
        words.remove(0);
        definite = !words.first().is_some_and(|word| Class::Honorific.fits(word));
    }
    if let Some(name) = addressing(&words) {
        words.truncate(name);
    }
    let mut label = Label::new(LabelKind::Person);
    let mut words = take_honorific(&mut label, &words);
    if words.len() > 1 && is_definite(words) {
        words = &words[1..];
    }
    if let Some(name) = name_in_capitals(words) {
        label.name = restore_case(&words[..name].join(" "));
        label.role = restore_role(&words[name..]);
        return label;
    }
    match role_span(words) {
        Some(span) if !is_a_surname(words, &span) || definite => {
            label.affiliation = restore_affiliation(&words[..span.start]);
            label.role = restore_role(&words[span.clone()]);
            let rest = take_honorific(&mut label, &words[span.end..]);
            let well_formed = is_proper(&words[..span.start]) && take_name(&mut label, rest);
            label.kind = match (well_formed, label.name.is_empty()) {
                (false, _) => LabelKind::Nobody,
                (true, true) => LabelKind::Office,
                (true, false) => LabelKind::Person,
            };
        }
        Some(_) | None => {
            if definite || !take_name(&mut label, words) || label.name.is_empty() {
                label.kind = LabelKind::Nobody;
            }
        }
    }
    if label.kind == LabelKind::Nobody { Label::new(LabelKind::Nobody) } else { label }
}

/// Whether the first word is an article before a title or a role: `the President`, `El señor PRESIDENTE`.
fn is_definite(words: &[&str]) -> bool {
    match words {
        [first, ..] if fold(first) == "the" => true,
        [first, second, ..] => {
            Class::Article.fits(first)
                && (Class::Honorific.fits(second) || is_role(second) || Class::RoleModifier.fits(second))
        }
        [_] | [] => false,
    }
}

/// How many words stand before "to the Minister", as whom a member asks.
fn addressing(words: &[&str]) -> Option<usize> {
    let at = words.iter().position(|word| *word == "to").filter(|at| *at > 1)?;
    (role_span(&words[at..]).is_some() && role_span(&words[..at]).is_none()).then_some(at)
}

/// How many words a name in capitals has that words in small letters follow: `ANA RUIZ államtitkár`.
fn name_in_capitals(words: &[&str]) -> Option<usize> {
    let size = words.iter().take_while(|word| is_capitals(word)).count();
    let small = |word: &&str| word.starts_with(char::is_lowercase) && !Class::Sentence.fits(word);
    let told = size > 1 && size < words.len() && words[size..].iter().all(small);
    (told && words[size..].len() <= 6 && !words[..size].iter().any(|word| is_role(word))).then_some(size)
}

/// Labels that say what somebody does here, not who it is.
fn unnamed(folded: &str, phrase: &str) -> Option<Label> {
    if let Some(outlet) = folded.strip_suffix("记者").or_else(|| folded.strip_suffix("記者")) {
        let affiliation = outlet.trim().to_owned();
        return Some(Label { affiliation, ..Label::new(LabelKind::Questioner) });
    }
    let base = folded.trim_end_matches(|c: char| c.is_ascii_digit() || " #№.".contains(c));
    let numbered = base.len() < folded.len();
    if Class::Crowd.has(folded) {
        return Some(Label::crowd());
    }
    let (first, rest) = folded.split_once(' ').unwrap_or((folded, ""));
    if matches!(first, "vozes" | "voces" | "voci" | "voices" | "stimmen" | "rufe" | "голоса")
        && !rest.is_empty()
    {
        let affiliation = phrase.trim()[first.len()..].trim().to_owned();
        return Some(Label { affiliation, ..Label::crowd() });
    }
    if Class::Questioner.has(folded) || Class::Questioner.has(base) {
        return Some(Label::new(LabelKind::Questioner));
    }
    if Class::Answerer.has(folded) || Class::Answerer.has(base) {
        return Some(Label::new(LabelKind::Answerer));
    }
    let lettered = folded
        .rsplit_once(' ')
        .is_some_and(|(word, last)| last.chars().count() == 1 && Class::Numbered.has(word));
    if numbered && (Class::Numbered.has(base) || base == "s") || lettered {
        let mut label = Label::new(LabelKind::Person);
        label.name = restore_case(phrase.trim());
        return Some(label);
    }
    None
}

fn take_honorific<'a, 'b>(label: &mut Label, words: &'a [&'b str]) -> &'a [&'b str] {
    let initial_like = |word: &str| matches!(fold(word).as_str(), "m" | "fr" | "hr" | "mag" | "sr");
    let size = words
        .iter()
        .enumerate()
        .take_while(|(place, word)| {
            Class::Honorific.fits(word)
                && (!initial_like(word) || word.ends_with('.') && words.len() > place + 1)
        })
        .count();
    // A lone honorific is a name or a way to address somebody, no title of anybody.
    let size = if size == words.len() { 0 } else { size };
    for word in &words[..size] {
        let word = restore_case(word.trim_end_matches('.'));
        label.honorific =
            if label.honorific.is_empty() { word } else { format!("{} {word}", label.honorific) };
    }
    &words[size..]
}

/// Puts the name, and a place or party after "of" or "for", into the label; false where the words are no name.
fn take_name(label: &mut Label, words: &[&str]) -> bool {
    let name_size = words
        .iter()
        .position(|word| matches!(fold(word).as_str(), "of" | "from" | "for"))
        .unwrap_or(words.len());
    let (name, from) = words.split_at(name_size);
    let titled = !label.role.is_empty() || !label.honorific.is_empty();
    let (name, party) = split_party(name);
    let proper = if titled && name.len() > 1 && is_initial(name[0]) { &name[1..] } else { name };
    let proper_place = from.is_empty() || from.len() > 1 && !name.is_empty() && is_proper(&from[1..]);
    if name.len() > LONGEST_NAME || !is_proper(proper) || !proper_place {
        return false;
    }
    label.name = restore_case(&name.join(" "));
    fill(&mut label.affiliation, party.to_owned());
    if from.len() > 1 {
        let place: Vec<&str> = from[1..].iter().skip_while(|word| fold(word) == "the").copied().collect();
        fill(&mut label.affiliation, restore_affiliation(&place));
    }
    true
}

/// A name of two words or more, and the short form of a party in small letters after it: `Esa Lind kesk`.
fn split_party<'a, 'w>(words: &'a [&'w str]) -> (&'a [&'w str], &'w str) {
    match words {
        [name @ .., last] if name.len() > 1 && is_party(last) => (name, last),
        _ => (words, ""),
    }
}

fn is_party(word: &str) -> bool {
    let short = word.chars().count() <= 5 && word.chars().all(char::is_lowercase);
    short && !Class::Sentence.fits(word) && !Class::Particle.fits(word) && !is_connective(word)
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1 && word.chars().all(char::is_uppercase)
}

/// Whether all words are written as proper names are.
fn is_proper(words: &[&str]) -> bool {
    words.iter().all(|word| {
        Class::Particle.fits(word) || is_connective(word) && words.len() > 1 || is_name_word(word)
    }) && words.iter().any(|word| is_name_word(word)) != words.is_empty()
        && (is_initials(words) || !words.iter().any(|word| Class::Sentence.fits(word) && !is_inner(word)))
}

/// Whether all there is are two or three capitals.
fn is_initials(words: &[&str]) -> bool {
    matches!(words, [word] if is_capitals(word) && word.chars().count() <= 3)
}

/// Words that may stand inside the name of an organisation or belong to an initial (`A.`, `I.`).
fn is_inner(word: &str) -> bool {
    is_connective(word) && !word.starts_with(char::is_uppercase)
        || word.ends_with('.') && fold(word).chars().count() == 1
        || is_connective(word) && is_capitals(word)
}

fn is_name_word(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return word == "&" };
    let sound = word.chars().all(|c| c.is_alphanumeric() || "'’ʼ.-‐‑–&·/\u{300}\u{301}\u{308}".contains(c));
    let abbreviates = !word.ends_with('.') || word.chars().filter(|c| c.is_alphabetic()).count() <= 4;
    let ends_well = abbreviates && !word.ends_with(['-', '–']) && !word.starts_with('-');
    sound
        && ends_well
        && (!first.is_lowercase() || word.chars().skip(1).any(char::is_uppercase))
        && !word.starts_with(|c: char| c.is_ascii_digit())
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
