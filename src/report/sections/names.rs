//! The names in links of what stands on the page, each given once.

use std::collections::BTreeMap;

use super::super::Material;
use super::super::study::Study;
use super::keywords::UNFOLDED;
use super::themes;
use crate::render::page::slug;
use crate::speakers::SpeakerId;
use crate::text::ThemeId;
use crate::vocab::TermId;

/// A name in links is made of so many letters of what it names.
const LETTERS: usize = 100;

/// What each thing is called in links.
#[derive(Debug, Default)]
pub(super) struct Names {
    speakers: BTreeMap<SpeakerId, String>,
    terms: BTreeMap<TermId, String>,
    keywords: BTreeMap<(usize, TermId), String>,
    keyword_terms: BTreeMap<TermId, (usize, String)>,
    themes: Vec<[String; 3]>,
    compared: BTreeMap<(usize, ThemeId), String>,
    changes: Vec<String>,
}

impl Names {
    /// The names of all that the page shows.
    pub(super) fn of(material: &Material<'_>) -> Self {
        let Material { study, profiles, .. } = material;
        let mut given = Given::default();
        let mut names = Self::default();
        let people = study.speakers.iter().filter_map(|row| row.speaker);
        names.speakers = people
            .map(|speaker| (speaker, given.name("speaker", &study.corpus.speakers[speaker.index()].name)))
            .collect();
        let top = study.top_terms(study.top);
        names.terms = top.map(|row| (row.term, given.name("term", study.shown(row.term)))).collect();
        for profile in *profiles {
            for (term, _) in profile.keywords.iter().take(UNFOLDED) {
                let name = given.name("keyword", &format!("{} {}", study.shown(*term), profile.name));
                names.keywords.insert((profile.group, *term), name);
            }
        }
        let unfolded = profiles.iter().flat_map(|profile| {
            profile.keywords.iter().take(UNFOLDED).map(move |keyword| (profile, keyword))
        });
        for (profile, (term, _)) in unfolded {
            let name = || (profile.group, given.name("keyword", study.shown(*term)));
            names.keyword_terms.entry(*term).or_insert_with(name);
        }
        names.add_themes(study, &mut given);
        names
    }

    fn add_themes(&mut self, study: &Study<'_>, given: &mut Given) {
        let keys: Vec<&str> = study.themes.themes().iter().map(|theme| theme.key.as_str()).collect();
        self.themes =
            keys.iter().map(|key| ["theme", "rate", "uptake"].map(|kind| given.name(kind, key))).collect();
        for (place, theme, _) in themes::compared(study) {
            let name = format!("{} {}", keys[theme.index()], study.group_themes[place].group);
            self.compared.insert((place, theme), given.name("compared", &name));
        }
        let change = |change: &crate::analysis::Change| {
            let period = study.trends.get(change.period).map_or("", |rates| rates.period.as_str());
            given.name("change", &format!("{} {period}", keys[change.series.index()]))
        };
        self.changes = study.changes.iter().map(change).collect();
    }

    /// The row of somebody, or of all turns without a name.
    pub(super) fn speaker(&self, speaker: Option<SpeakerId>) -> &str {
        speaker.map_or("nameless", |speaker| self.speakers.get(&speaker).map_or("", String::as_str))
    }

    /// The row of a term among those said most.
    pub(super) fn term(&self, term: TermId) -> &str {
        self.terms.get(&term).map_or("", String::as_str)
    }

    /// A keyword of a group.
    pub(super) fn keyword(&self, group: usize, term: TermId) -> &str {
        self.keywords.get(&(group, term)).map_or("", String::as_str)
    }

    /// The name of a term as a keyword, whoever's, which leads to the first group that has it; of another group, empty.
    pub(super) fn keyword_term(&self, group: usize, term: TermId) -> &str {
        let first = self.keyword_terms.get(&term).filter(|(first, _)| *first == group);
        first.map_or("", |(_, name)| name)
    }

    /// What is counted for a theme.
    pub(super) fn theme(&self, theme: ThemeId) -> &str {
        &self.themes[theme.index()][0]
    }

    /// The row with a theme's rate.
    pub(super) fn rate(&self, theme: ThemeId) -> &str {
        &self.themes[theme.index()][1]
    }

    /// The row with a theme's uptake.
    pub(super) fn uptake(&self, theme: ThemeId) -> &str {
        &self.themes[theme.index()][2]
    }

    /// The row of a theme that a group, by its place, names more or less than the others.
    pub(super) fn compared(&self, group: usize, theme: ThemeId) -> &str {
        self.compared.get(&(group, theme)).map_or("", String::as_str)
    }

    /// The rows of the lasting changes, in their order.
    pub(super) fn changes(&self) -> &[String] {
        &self.changes
    }
}

/// Names that were given already, with how many wanted each.
#[derive(Debug, Default)]
struct Given(BTreeMap<String, usize>);

impl Given {
    /// `KIND-WORDS`; a number follows where that was given before.
    fn name(&mut self, kind: &str, words: &str) -> String {
        let words: String = slug(words).chars().take(LETTERS).collect();
        let first = format!("{kind}-{}", if words.is_empty() { "unnamed" } else { &words });
        let mut wanted = self.0.get(&first).copied().unwrap_or(0);
        let mut name = first.clone();
        while wanted > 0 && self.0.contains_key(&name) {
            wanted += 1;
            name = format!("{first}-{wanted}");
        }
        self.0.insert(name.clone(), 1);
        self.0.insert(first, wanted.max(1));
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_given_twice() {
        let mut given = Given::default();
        let names = ["<b>", "B", "b-2", "!", "b", ""].map(|words| given.name("speaker", words));
        let expected = [
            "speaker-b",
            "speaker-b-2",
            "speaker-b-2-2",
            "speaker-unnamed",
            "speaker-b-3",
            "speaker-unnamed-2",
        ];
        assert_eq!(names, expected);
        assert!(given.name("term", &"a".repeat(10_000)).len() < 120);
    }
}
