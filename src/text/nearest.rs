//! The known name that someone most likely meant.

/// The name among `known` that is nearest to `typed`, if any is near enough to suggest.
///
/// Near enough is a Damerau–Levenshtein distance, letter case aside, of at most a third of the longer of the
/// two, and at least one edit. Of equally near names the first is taken.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let near = known.into_iter().filter_map(|name| {
        let distance = strsim::damerau_levenshtein(&typed, &name.to_lowercase());
        let longer = typed.chars().count().max(name.chars().count());
        (distance <= (longer / 3).max(1)).then_some((distance, name))
    });
    near.min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_the_name_and_another_word_finds_none() {
        let known = ["terms", "not", "label"];
        assert_eq!(nearest("term", known), Some("terms"));
        assert_eq!(nearest("LABLE", known), Some("label"));
        assert_eq!(nearest("colour", known), None);
    }

    #[test]
    fn of_equally_near_names_the_first_is_taken() {
        assert_eq!(nearest("cat", ["bat", "rat"]), Some("bat"));
    }
}
