//! What stands before the first words: title, byline, date, place.

use super::candidate::{Ender, candidate};
use super::evidence::Start;
use super::front::Front;
use super::line::{Line, Matter, matter};
use crate::read::Header;
use crate::read::date::find_date;
use crate::speakers::{
    Announcement, Label, LabelKind, announcement, attendance, is_metadata_key, listed, narration,
    opens_attendance, presiding,
};

/// What the head of a document says, and how far it reaches.
#[derive(Debug, Default)]
pub(super) struct Preamble {
    /// The title, where the text itself has one.
    pub title: Option<String>,
    /// People named, those whose words are announced first.
    pub people: Vec<Label>,
    /// How many of `people` are those.
    pub principals: usize,
    /// How many of `people` a title or byline names; the others are listed as being there.
    pub leads: usize,
    /// The lines that list who is there.
    lists: Vec<usize>,
    /// The first line after the last one that is surely no speech.
    certain: usize,
    /// The first line after the last one that may be none.
    possible: usize,
}

/// No head is longer than this.
const LONGEST: usize = 40;

/// Front matter's keys for those who speak.
const SPEAKER_KEYS: &[&str] = &["speaker", "speakers", "by", "presenter", "presenters"];

impl Preamble {
    /// Reads the head of a document, and puts what it says into the header where that is still silent.
    pub fn read(lines: &[Line<'_>], front: &Front<'_>, header: &mut Header) -> Self {
        let mut preamble = Self::default();
        let mut people = Announcement::default();
        let mut there = take_front(front, header, &mut people);
        let mut list = List::Closed;
        for (at, line) in lines.iter().take(LONGEST).enumerate() {
            if at == 0 && header.title.is_empty() && is_title(lines) {
                let title = line
                    .text
                    .trim_start_matches('#')
                    .trim_matches(|c: char| c.is_whitespace() || c == '*' || c == '_');
                preamble.title = Some(title.to_owned());
                if presiding(title).is_none() {
                    add(&mut people, announcement(title));
                }
                take_date(title, header);
                preamble.certain = 1;
            } else if let Some(listed) = present(lines, at, &mut list) {
                there.extend(listed);
                preamble.lists.push(at);
                preamble.certain = at + 1;
            } else if let Some((_, office)) = narration(line.text) {
                there.extend(office);
                preamble.certain = at + 1;
            } else if opens_a_turn(line.text) || is_direction(line) {
                break;
            } else if is_head(line.text) {
                add(&mut people, byline(line.text));
                take_date(line.text, header);
                preamble.certain = at + 1;
            } else if !is_short(line.text) {
                break;
            }
            preamble.possible = at + 1;
        }
        if header.date.is_none() {
            header.date = find_date(&header.name);
        }
        preamble.principals = people.by.len();
        preamble.leads = people.by.len() + people.with.len();
        preamble.people = people.by.into_iter().chain(people.with).chain(there).collect();
        header.announced.extend(preamble.people.iter().map(|label| label.name.clone()));
        preamble.people.extend(lines.iter().filter_map(headed));
        preamble
    }

    /// How many lines surely are no speech.
    pub fn size(&self) -> usize {
        self.certain
    }

    /// Whether a line lists who is there, whatever labels it may look like.
    pub fn lists(&self, line: usize) -> bool {
        self.lists.contains(&line)
    }

    /// The line with which speech may begin, given where the first turn begins. A head that leaves nothing is none.
    pub fn end(&mut self, lines: &[Line<'_>], first: Option<&Start>) -> usize {
        let end = match first {
            Some(start) if start.line <= self.possible => start.line,
            Some(_) | None => self.certain,
        };
        if first.is_none() && end >= lines.len() || end == 0 {
            self.title = None;
            return 0;
        }
        end
    }
}

/// The person whose statement a heading in the text announces: `STATEMENT OF DR. ANA RUIZ, DIRECTOR`.
fn headed(line: &Line<'_>) -> Option<Label> {
    let heads = matches!(line.matter, Matter::Capitals | Matter::Heading);
    let first = if heads { announcement(line.text).by.into_iter().next() } else { None };
    first.filter(|label| label.name_size() > 1)
}

/// Whether a list of people is open, whose lines follow the word that says so.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Closed,
    Opened,
}

/// The people of a line that lists those who are there, or goes on with a list.
fn present(lines: &[Line<'_>], at: usize, list: &mut List) -> Option<Vec<Label>> {
    let line = &lines[at];
    let goes_on = *list == List::Opened && (!line.after_blank || opens_attendance(lines[at - 1].text));
    let people =
        if goes_on && line.text.len() <= LONGEST_ENTRY { listed(line.text) } else { attendance(line.text) };
    let opens = people.is_empty() && opens_attendance(line.text);
    let is_one = opens || !people.is_empty();
    *list = if is_one && (opens || goes_on) { List::Opened } else { List::Closed };
    is_one.then_some(people)
}

/// A line of a list of people is no longer than this.
const LONGEST_ENTRY: usize = 160;

/// Front matter: title, date, address, speakers; all else becomes fields. Gives who else is there: hosts, participants.
fn take_front(front: &Front<'_>, header: &mut Header, people: &mut Announcement) -> Vec<Label> {
    let first = |keys: &[&str]| keys.iter().find_map(|key| front.value(key));
    if header.title.is_empty() {
        first(&["title"]).unwrap_or_default().clone_into(&mut header.title);
    }
    if header.url.is_empty() {
        first(&["url", "source_url", "source", "link", "media"])
            .unwrap_or_default()
            .clone_into(&mut header.url);
    }
    let date = || first(&["date", "published", "published_time"]).and_then(find_date);
    header.date = header.date.or_else(date);
    let mut there = Vec::new();
    for (key, values) in &front.fields {
        if !matches!(key.as_str(), "title" | "date") && !values.is_empty() {
            header.fields.entry(key.clone()).or_insert_with(|| values.join("; "));
        }
        if SPEAKER_KEYS.contains(&key.as_str()) {
            let named = values
                .iter()
                .map(|value| Label::parse(value))
                .filter(|label| label.kind == LabelKind::Person);
            people.by.extend(named);
        } else {
            there.extend(values.iter().flat_map(|value| attendance(&format!("{key}: {value}"))));
        }
    }
    add(people, announcement(&header.title));
    if header.date.is_none() {
        header.date = find_date(&header.title);
    }
    there
}

fn add(people: &mut Announcement, more: Announcement) {
    people.by.extend(more.by);
    people.with.extend(more.with);
}

/// The people of a line that says by whom the words are, or who is there.
fn byline(line: &str) -> Announcement {
    if let Some(label) = introduced(line) {
        return Announcement { by: vec![label], with: Vec::new() };
    }
    if line.split_whitespace().count() <= 60 { announcement(line) } else { Announcement::default() }
}

fn take_date(line: &str, header: &mut Header) {
    let line_folded = line.to_lowercase();
    let of_the_file = ["updated", "modified", "retrieved", "accessed", "copyright"]
        .iter()
        .any(|word| line_folded.contains(word));
    if header.date.is_none() && !of_the_file {
        header.date = find_date(line);
    }
}

/// Whether the first line is a title: a heading, or a short line set off from what follows.
fn is_title(lines: &[Line<'_>]) -> bool {
    let Some(first) = lines.first() else { return false };
    let set_off = lines.get(1).is_none_or(|next| next.after_blank || is_head(next.text));
    let short = first.text.len() <= 250
        && !first.text.ends_with(['.', ',', ';', ':', '—', '…'])
        && first.text.contains(char::is_alphabetic);
    match matter(first.text) {
        Matter::Heading => true,
        Matter::Mark | Matter::Page => false,
        Matter::Prose | Matter::Capitals => {
            short && set_off && !opens_a_turn(first.text) && !is_head_only(first.text)
        }
    }
}

/// Whether a line could open a turn by a label that tells more than a word does.
fn opens_a_turn(line: &str) -> bool {
    let Some(found) = candidate(line) else { return false };
    if is_metadata_key(found.label) || found.rest >= line.len() {
        return false;
    }
    let label = Label::parse(found.label);
    match label.kind {
        LabelKind::Questioner | LabelKind::Answerer | LabelKind::Crowd | LabelKind::Office => true,
        LabelKind::Person => {
            let told = !label.role.is_empty() || !label.honorific.is_empty();
            told || label.name_size() > 1 && !matches!(found.ender, Ender::Dash | Ender::Column | Ender::Wide)
        }
        LabelKind::Nobody => false,
    }
}

/// Whether a line surely belongs to the head: byline, date, time, place of origin, a note on the whole.
fn is_head(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let open_end = !line.ends_with(['?', '!', ',', ';']) && !line.ends_with(':');
    let sentence = line.ends_with('.') && words > 12;
    let byline = open_end
        && !sentence
        && words <= 40
        && (starts_with_by(line) || announcement(line).people().next().is_some());
    let date = words <= 14 && open_end && !sentence && (find_date(line).is_some() || is_update(line));
    let described = line.split_once(':').is_some_and(|(key, _)| is_metadata_key(key));
    let named = byline || introduced(line).is_some();
    matter(line) != Matter::Prose || named || date || described || is_bracketed(line)
}

/// Whether a line belongs to the head and can be no title: a byline, a bare date, a note on the whole.
fn is_head_only(line: &str) -> bool {
    let bare_date = find_date(line).is_some() && line.split_whitespace().count() <= 5;
    let described = line.split_once(':').is_some_and(|(key, _)| is_metadata_key(key));
    starts_with_by(line)
        || bare_date
        || described
        || is_update(line)
        || is_bracketed(line)
        || introduced(line).is_some()
}

/// The person of a line that is a name with its role: `Ana Ruiz, Minister of Trade`.
fn introduced(line: &str) -> Option<Label> {
    if !line.contains(',') && !line.contains(" - ") && !line.contains('–')
        || line.len() > 120
        || presiding(line).is_some()
    {
        return None;
    }
    let label = Label::parse(line.trim_end_matches([',', ';']));
    let told = label.kind == LabelKind::Person && label.name_size() > 1 && !label.role.is_empty();
    (told && line.starts_with(label.name.as_str())).then_some(label)
}

fn starts_with_by(line: &str) -> bool {
    line.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("by "))
}

fn is_update(line: &str) -> bool {
    let folded = line.to_lowercase();
    folded.contains("last updated")
        || folded.contains("as delivered")
        || folded.contains("as prepared")
        || folded.contains("check against delivery")
}

/// A bracket right under a name, as plays have them.
fn is_direction(line: &Line<'_>) -> bool {
    !line.after_blank && line.indent > 0 && is_bracketed(line.text)
}

/// `(As delivered)`, `*Munich, Germany*`.
fn is_bracketed(line: &str) -> bool {
    let note = line.starts_with('(') && line.ends_with(')') || line.starts_with('[') && line.ends_with(']');
    note && line.len() <= 120 && line.contains(char::is_alphabetic)
}

/// Whether a line is short and no sentence, as places and headings are.
fn is_short(line: &str) -> bool {
    let ends = ['.', '?', '!', ',', ';', ':', '—', '…', '"', '”', '。'];
    line.len() <= 120 && line.split_whitespace().count() <= 12 && !line.ends_with(ends)
}

#[cfg(test)]
mod tests {
    use super::super::front::front_matter;
    use super::super::line::lines;
    use super::*;
    use jiff::civil::Date;

    fn read(text: &str) -> (Header, Preamble, usize) {
        let front = front_matter(text);
        let lines = lines(front.rest, front.line);
        let mut header = Header { name: "a/2001-02-03.txt".into(), ..Header::default() };
        let mut preamble = Preamble::read(&lines, &front, &mut header);
        let end = preamble.end(&lines, None);
        (header, preamble, end)
    }

    #[test]
    fn title_byline_and_date_are_read_and_an_update_is_no_date() {
        let text = "Talks\n\nby EU Commissioner Ana Ruiz with Mayor Tom Hall\n\n  • Last updated: 09 Jun. 2022\n  • 01 Jun. 2022 -\n  • |\n\n(As delivered)\n\nThank you all,\nit is late.";
        let (header, preamble, end) = read(text);
        assert_eq!((preamble.title.as_deref(), end), (Some("Talks"), 6));
        assert_eq!(header.date, Date::new(2022, 6, 1).ok());
        assert_eq!(header.announced, ["Ana Ruiz", "Tom Hall"]);
        assert_eq!(preamble.principals, 1);
    }

    #[test]
    fn front_matter_speaks_first_and_the_file_name_last() {
        let (header, preamble, _) = read(
            "---\ntitle: A talk\ndate: 2020-05-06\nspeakers:\n  - Nora Lind\nplace: Oslo\n---\nWell, here we are.",
        );
        assert_eq!((header.title.as_str(), header.date), ("A talk", Date::new(2020, 5, 6).ok()));
        assert_eq!((header.announced, preamble.principals), (vec!["Nora Lind".to_owned()], 1));
        assert_eq!(header.fields.get("place").map(String::as_str), Some("Oslo"));
        assert_eq!(read("Well, here we are.").0.date, Date::new(2001, 2, 3).ok());
    }

    #[test]
    fn a_text_without_a_head_loses_no_line() {
        for text in ["Hello", "We need to talk about this", "One line\nand another", ""] {
            let (_, preamble, end) = read(text);
            assert_eq!((preamble.title, end), (None, 0), "{text}");
        }
    }
}
