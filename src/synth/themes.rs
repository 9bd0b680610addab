//! The themes that are planted: their words, and how much is said of them by whom, when, and in reply to what.

use super::random::{Chance, Random};
use super::words::planted_word;

/// How many months a corpus spans.
pub(super) const MONTHS: usize = 24;
/// How many themes there are.
pub(super) const THEMES: usize = PLANS.len();
/// How many ways there are to name one theme.
const NAMINGS: usize = 5;

/// What is planned for one theme.
struct Plan {
    key: &'static str,
    /// Hits in a thousand words of a statement, before speaker and month come in.
    per_thousand: f64,
    /// The probabilities that a question raises it, that an answer takes it up then, and that it offers it else.
    raised: f64,
    uptake: f64,
    base_rate: f64,
    course: Course,
}

/// How a theme fares over the months.
enum Course {
    Rises,
    Falls,
    Peaks,
    Flat,
    Swings,
}

const PLANS: [Plan; 5] = [
    plan("energy", 1.2, [0.20, 0.80, 0.10], Course::Rises),
    plan("borders", 1.6, [0.15, 0.60, 0.20], Course::Falls),
    plan("schools", 2.0, [0.12, 0.70, 0.30], Course::Peaks),
    plan("harvest", 0.8, [0.25, 0.35, 0.15], Course::Flat),
    plan("railways", 1.4, [0.10, 0.25, 0.25], Course::Swings),
];

const fn plan(key: &'static str, per_thousand: f64, chances: [f64; 3], course: Course) -> Plan {
    let [raised, uptake, base_rate] = chances;
    Plan { key, per_thousand, raised, uptake, base_rate, course }
}

/// By how much a speaker favours a theme, drawn once for each of the principals.
const FAVOURS: [f64; 4] = [0.5, 0.75, 1.25, 2.0];

/// One theme, ready to be planted.
#[derive(Debug)]
pub(super) struct Theme {
    /// Its key in the theme file.
    pub key: &'static str,
    /// The ways to name it, each one hit; the fourth is the third with an ending, the last is two words.
    pub namings: [String; NAMINGS],
    /// The probability that a question raises it.
    pub raised: f64,
    /// The probability that the answer takes it up then.
    pub uptake: f64,
    /// The probability that an answer has it where no question raised it.
    pub base_rate: f64,
    pub is_raised: Chance,
    pub is_taken_up: Chance,
    pub is_offered: Chance,
    /// Hits a word of a statement before the month comes in, by speaker.
    by_speaker: Vec<f64>,
    /// The factor of each month.
    by_month: [f64; MONTHS],
}

impl Theme {
    /// All themes, for so many speakers.
    pub fn all(seed: u64, speakers: usize) -> Vec<Self> {
        PLANS.iter().enumerate().map(|(place, plan)| Self::new(place, plan, seed, speakers)).collect()
    }

    fn new(place: usize, plan: &Plan, seed: u64, speakers: usize) -> Self {
        let word = |number: usize| planted_word('z', place * NAMINGS + number);
        let namings =
            [word(0), word(1), word(2), format!("{}n", word(2)), format!("{} {}", word(3), word(4))];
        // The streams from the far end are those that no document has.
        let mut random = Random::new(seed, u64::MAX - place as u64);
        let mut favour = || FAVOURS[random.below(FAVOURS.len() as u32) as usize];
        Self {
            key: plan.key,
            namings,
            raised: plan.raised,
            uptake: plan.uptake,
            base_rate: plan.base_rate,
            is_raised: Chance::new(plan.raised),
            is_taken_up: Chance::new(plan.uptake),
            is_offered: Chance::new(plan.base_rate),
            by_speaker: (0..speakers).map(|_| plan.per_thousand / 1000.0 * favour()).collect(),
            by_month: std::array::from_fn(|month| plan.course.factor(month)),
        }
    }

    /// Expected hits a word where `speaker` comes to speak of it in `month`.
    pub fn rate(&self, speaker: usize, month: usize) -> f64 {
        self.by_speaker[speaker] * self.by_month[month]
    }

    /// Its lines in the theme file.
    pub fn entry(&self) -> String {
        let [first, second, stem, _, phrase] = &self.namings;
        format!("[themes.{}]\nterms = [\"{first}\", \"{second}\", \"{stem}*\", \"{phrase}\"]\n", self.key)
    }
}

impl Course {
    /// The factor of a month, from 0; about 1 over all months.
    fn factor(&self, month: usize) -> f64 {
        let way = month as f64 / (MONTHS - 1) as f64;
        match self {
            Self::Rises => 0.5 + way,
            Self::Falls => 1.5 - way,
            Self::Peaks if (9..15).contains(&month) => 1.75,
            Self::Peaks => 0.75,
            Self::Flat => 1.0,
            Self::Swings => [0.6, 0.8, 1.2, 1.4, 1.2, 0.8][month % 6],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_naming_is_another_or_begins_as_one() {
        let themes = Theme::all(1, 4);
        let namings: Vec<&String> = themes.iter().flat_map(|theme| &theme.namings).collect();
        for (place, one) in namings.iter().enumerate() {
            let alike = namings.iter().enumerate().filter(|(_, other)| other.starts_with(one.as_str()));
            let own_ending = usize::from(place % NAMINGS == 2);
            assert_eq!(alike.count(), 1 + own_ending, "{one}");
        }
    }

    #[test]
    fn months_change_how_much_is_said_but_hardly_the_whole() {
        for plan in &PLANS {
            let sum: f64 = (0..MONTHS).map(|month| plan.course.factor(month)).sum();
            assert!((sum / MONTHS as f64 - 1.0).abs() < 0.02, "{}", plan.key);
        }
    }
}
