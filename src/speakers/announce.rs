//! People whom a title or byline names.

use super::label::{Label, LabelKind};
use super::lexicon::{Class, fold};

/// The people of a title or byline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Announcement {
    /// Those whose words it announces ("by …"), in order.
    pub by: Vec<Label>,
    /// Those who are there too ("with …", "between … and …"), in order.
    pub with: Vec<Label>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Elsewhere,
    By,
    With,
}

/// Finds people in a title or byline: "by NATO Secretary General Jens Stoltenberg with …".
///
/// Words that do not have the shape of a name, a role or an honorific name nobody.
pub fn announcement(line: &str) -> Announcement {
    let mut found = Announcement::default();
    let (mut place, mut before, mut segment) = (Place::Elsewhere, fold(""), Vec::new());
    for (at, word) in line.split_whitespace().take(60).enumerate() {
        let folded = fold(word);
        let next = match &*folded {
            "by" => Some(Place::By),
            by if at == 0 && Class::By.has(by) => Some(Place::By),
            "with" | "between" | "mit" | "avec" => Some(Place::With),
            "of" if place == Place::Elsewhere && Class::Speech.has(&before) => Some(Place::By),
            link if link.chars().count() <= 4 && Class::Interview.has(&before) => Some(Place::With),
            "and" | "und" | "et" => Some(place),
            "" => Some(Place::Elsewhere),
            end if Class::AfterName.has(end) && word.starts_with(char::is_lowercase) => {
                Some(Place::Elsewhere)
            }
            _ => None,
        };
        match next {
            Some(next) => {
                found.close(place, &mut segment);
                place = next;
            }
            None => {
                segment.push(word.trim_end_matches([',', ';', ':']));
                if word.ends_with([',', ';', ':']) {
                    found.close(place, &mut segment);
                }
            }
        }
        before = folded;
    }
    found.close(place, &mut segment);
    found
}

impl Announcement {
    /// Takes the words gathered so far as one person, or as the role of the one before.
    fn close(&mut self, place: Place, segment: &mut Vec<&str>) {
        let words = std::mem::take(segment).join(" ");
        let people = match place {
            Place::Elsewhere => return,
            Place::By => &mut self.by,
            Place::With => &mut self.with,
        };
        let label = Label::parse(&words);
        let told = !label.honorific.is_empty() || !label.role.is_empty() || label.name_size() > 1;
        match label.kind {
            LabelKind::Person if told => people.push(label),
            LabelKind::Office => {
                if let Some(last) = people.last_mut().filter(|last| last.role.is_empty()) {
                    last.role = label.role;
                    last.affiliation = label.affiliation;
                }
            }
            LabelKind::Person
            | LabelKind::Questioner
            | LabelKind::Answerer
            | LabelKind::Crowd
            | LabelKind::Nobody => {}
        }
    }

    /// Everybody named, speakers first.
    pub fn people(&self) -> impl Iterator<Item = &Label> {
        self.by.iter().chain(&self.with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(people: &[Label]) -> Vec<&str> {
        people.iter().map(|label| label.name.as_str()).collect()
    }

    #[test]
    fn who_speaks_is_told_from_who_is_there() {
        let found =
            announcement("by EU High Representative Ana Ruiz with the US Secretary of State Tom B. Hall");
        assert_eq!((names(&found.by), names(&found.with)), (vec!["Ana Ruiz"], vec!["Tom B. Hall"]));
        assert_eq!(
            (found.by[0].role.as_str(), found.by[0].affiliation.as_str()),
            ("High Representative", "EU")
        );
    }

    #[test]
    fn a_title_names_people_before_its_place() {
        let found = announcement(
            "Remarks by Vice President Lund and President Petrov of Ruritania in Joint Press Conference | Bonn",
        );
        assert_eq!(names(&found.by), ["Lund", "Petrov"]);
        assert_eq!(found.by[1].affiliation, "Ruritania");
        let found = announcement("Speech by Ana Ruiz, Minister of Finance, at the autumn meeting");
        assert_eq!((names(&found.by), found.by[0].role.as_str()), (vec!["Ana Ruiz"], "Minister of Finance"));
    }

    #[test]
    fn a_line_about_things_names_nobody() {
        for line in ["", "Answers to media questions", "A motion by members of the house", "Step by Step"] {
            assert_eq!(announcement(line), Announcement::default(), "{line}");
        }
    }
}
