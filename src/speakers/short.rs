//! Labels that are shorter or longer than a name: initials that the head explains, roles in a language that is not known.

use std::collections::{HashMap, HashSet};

use super::cast::{Call, only};
use super::label::LabelKind;

/// Gives labels that are initials or short forms of somebody whom the head names that person's words.
pub(super) fn explain_initials(entries: &[Call<'_>], known: usize, names: &mut [Vec<String>]) {
    let mut meant: HashMap<String, Vec<usize>> = HashMap::new();
    for (entry, call) in entries.iter().enumerate().take(known) {
        let initials: String = names[entry].iter().filter_map(|word| word.chars().next()).collect();
        let short = call.label.affiliation.to_lowercase();
        for form in [initials, short].into_iter().filter(|form| form.chars().count() > 1) {
            let bearers = meant.entry(form).or_default();
            if bearers.last() != Some(&entry) {
                bearers.push(entry);
            }
        }
    }
    for entry in known..entries.len() {
        let [word] = &names[entry][..] else { continue };
        let form: String = word.chars().filter(|c| c.is_alphabetic()).collect();
        let printed = entries[entry].printed.trim();
        let brief = form.chars().count() <= 4 && !printed.chars().any(char::is_lowercase);
        let bearers = meant.get(&form).map_or(&[][..], Vec::as_slice);
        if let Some(bearer) = only(bearers).filter(|_| brief) {
            names[entry] = names[bearer].clone();
        }
    }
}

/// What stands before a name that other labels give alone: a role in a language that is not known. The names lose it.
pub(super) fn titles_before_names(entries: &[Call<'_>], names: &mut [Vec<String>]) -> HashMap<usize, String> {
    let full: HashSet<Vec<String>> = names.iter().filter(|words| words.len() > 1).cloned().collect();
    let mut titles = HashMap::new();
    for (entry, call) in entries.iter().enumerate() {
        let words = &names[entry];
        let plain = call.label.kind == LabelKind::Person && call.label.role.is_empty();
        let starts = 1..words.len().saturating_sub(1).min(LONGEST_TITLE);
        let start = starts.into_iter().find(|&start| plain && full.contains(&words[start..]));
        if let Some(start) = start {
            let printed: Vec<&str> = call.label.name.split_whitespace().collect();
            titles.insert(entry, printed[..start.min(printed.len())].join(" "));
            names[entry].drain(..start);
        }
    }
    titles
}

/// A role before a name has no more words than this.
const LONGEST_TITLE: usize = 8;
