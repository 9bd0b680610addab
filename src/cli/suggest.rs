//! "Did you mean …?"

use crate::error::Error;

/// How alike two names must be before one is offered for the other, of 1.
const ALIKE: f64 = 0.8;
/// How many names are offered at most.
const OFFERED: usize = 3;

/// An error for a name that is not known, with the known ones that look most like it.
pub fn unknown<'a>(what: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Error {
    Error::config(format_args!("unknown {what} '{name}'{}", did_you_mean(name, known)))
}

/// `; did you mean 'A' or 'B'?` with the names most like `name`; empty where none is.
pub fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let near: Vec<String> = nearest(name, known).iter().map(|near| format!("'{near}'")).collect();
    if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(" or ")) }
}

/// The names most like `name`, the likest first, ties by byte order.
fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut near: Vec<(f64, &str)> = known
        .into_iter()
        .map(|candidate| (likeness(name, candidate), candidate))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    near.dedup();
    near.into_iter().take(OFFERED).map(|(_, candidate)| candidate).collect()
}

/// How alike two names are, 0 to 1: as wholes, or (a little less) the name and one word of the candidate.
fn likeness(name: &str, candidate: &str) -> f64 {
    let (name, candidate) = (name.to_lowercase(), candidate.to_lowercase());
    let word = candidate.split_whitespace().map(|word| strsim::jaro_winkler(&name, word)).fold(0.0, f64::max);
    strsim::jaro_winkler(&name, &candidate).max(0.99 * word)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEOPLE: [&str; 3] = ["Jens Stoltenberg", "Kylie Atwood", "Vivian Salama"];

    #[test]
    fn a_misspelt_surname_finds_the_whole_name() {
        assert_eq!(
            unknown("speaker", "Stoltenburg", PEOPLE).to_string(),
            "unknown speaker 'Stoltenburg'; did you mean 'Jens Stoltenberg'?"
        );
    }

    #[test]
    fn a_name_like_no_other_gets_no_suggestion() {
        assert_eq!(unknown("speaker", "Zz", PEOPLE).to_string(), "unknown speaker 'Zz'");
    }

    #[test]
    fn the_likest_comes_first() {
        assert_eq!(nearest("min-cuont", ["min-count", "minutes", "top"])[0], "min-count");
    }
}
