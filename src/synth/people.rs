//! Who speaks: principals, who state and answer, and questioners, with names that nobody shares.

use super::random::Alias;

const FIRST_NAMES: [&str; 32] = [
    "Ada", "Bruno", "Clara", "David", "Edith", "Felix", "Greta", "Hugo", "Ines", "Jonas", "Karin", "Lukas",
    "Marta", "Nils", "Olga", "Pavel", "Rosa", "Simon", "Tilda", "Ulrich", "Vera", "Willem", "Ylva", "Anton",
    "Berta", "Carl", "Doris", "Emil", "Frida", "Georg", "Hanna", "Ivan",
];
const SURNAMES: [[&str; 10]; 3] = [
    ["Hal", "Ber", "Lin", "Mor", "Tor", "Kar", "Sol", "Wen", "Dra", "Fen"],
    ["be", "den", "wi", "ga", "mo", "ri", "sto", "la", "tu", "ne"],
    ["rk", "stad", "ll", "vik", "gren", "sen", "lund", "mann", "nd", "holt"],
];
const ROLES: [&str; 6] =
    ["Finance Minister", "Foreign Minister", "Prime Minister", "Ambassador", "Governor", "Commissioner"];
const COUNTRIES: [&str; 8] =
    ["Norland", "Westmark", "Ostria", "Halvia", "Sarmia", "Tavland", "Brennia", "Kolmark"];
const OUTLETS: [[&str; 4]; 2] =
    [["Morning", "Harbour", "Northern", "Evening"], ["Courier", "Gazette", "Tribune", "Herald"]];

/// Somebody who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// First name and surname.
    pub name: String,
    /// The office, or `Correspondent`.
    pub role: &'static str,
    /// The country, or the outlet.
    pub affiliation: String,
}

/// All who speak; the principals come first.
#[derive(Debug)]
pub(super) struct Cast {
    pub speakers: Vec<Speaker>,
    pub principals: usize,
    /// Who answers, and who asks: a few have the floor often, many seldom, as 1 / (rank + 2).
    pub answering: Alias,
    pub asking: Alias,
}

impl Cast {
    /// So many speakers, at least 2; one in four is a principal.
    pub fn new(count: usize) -> Self {
        let principals = (count / 4).max(1);
        let floor = |count: usize| {
            let weights: Vec<u64> = (0..count as u64).map(|rank| (1 << 32) / (rank + 2)).collect();
            Alias::new(&weights)
        };
        let speakers = (0..count).map(|number| speaker(number, number < principals)).collect();
        Self { speakers, principals, answering: floor(principals), asking: floor(count - principals) }
    }
}

/// The speaker of that number; below [`MOST_SPEAKERS`] no two have one surname.
fn speaker(number: usize, is_principal: bool) -> Speaker {
    let surname = number * 37 % MOST_SPEAKERS;
    let part = |place: usize, digit: usize| SURNAMES[place][digit % 10];
    let surname = [part(0, surname), part(1, surname / 10), part(2, surname / 100)].concat();
    let name = format!("{} {surname}", FIRST_NAMES[number % FIRST_NAMES.len()]);
    if is_principal {
        let affiliation = COUNTRIES[number % COUNTRIES.len()].to_owned();
        return Speaker { name, role: ROLES[number % ROLES.len()], affiliation };
    }
    let affiliation = format!("{} {}", OUTLETS[0][number % 4], OUTLETS[1][number / 4 % 4]);
    Speaker { name, role: "Correspondent", affiliation }
}

/// There are names for so many.
pub const MOST_SPEAKERS: usize = 1000;

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn nobody_shares_a_surname() {
        let cast = Cast::new(MOST_SPEAKERS);
        let surnames: HashSet<&str> =
            cast.speakers.iter().filter_map(|speaker| speaker.name.split(' ').nth(1)).collect();
        assert_eq!((surnames.len(), cast.principals), (MOST_SPEAKERS, 250));
        assert_eq!(Cast::new(2).principals, 1);
    }
}
