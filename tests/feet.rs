//! What the foot of a chart says is true of what is drawn above it.

use std::fs;

use crate::program::dictum;

/// What stands in a chart of the speeches, each with its date: all its texts, as one.
fn said<'a>(chart: &str, speeches: impl IntoIterator<Item = (String, &'a str)>) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let speech = |(place, (date, text)): (usize, (String, &str))| {
        format!("{place},{},{date},{text}\n", ["Ida Moe", "Bo Tan"][place % 2])
    };
    let speeches: String = speeches.into_iter().enumerate().map(speech).collect();
    fs::write(at("town.csv"), format!("document,speaker,date,text\n{speeches}")).expect("a file");
    fs::write(at("themes.toml"), "[themes]\ngas.terms = [\"gas\"]\nships.terms = [\"ships\"]\n")
        .expect("a file");
    let output = dictum(["charts", &at("town.csv"), "--themes", &at("themes.toml"), "-o", &at("charts")]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let svg = fs::read_to_string(at(&format!("charts/{chart}.svg"))).expect("a chart");
    let texts = svg.split("<text").skip(1).filter_map(|text| text.split_once('>')?.1.split("</text>").next());
    texts.map(str::trim).collect::<Vec<_>>().join(" ")
}

/// Two speeches in each month of some years.
fn monthly(years: impl Iterator<Item = u32>, text: &str) -> impl Iterator<Item = (String, &str)> {
    let months = years.flat_map(|year| (1..=12).map(move |month| format!("{year}-{month:02}-01")));
    months.flat_map(move |date| [(date.clone(), text), (date, text)])
}

#[test]
fn where_all_turns_are_alike_it_is_not_said_that_hits_are_few() {
    let text = "gas and the harbour ".repeat(30);
    let said = said("trends", monthly((2010..2013).chain(2020..2023), &text));
    assert!(said.contains("every turn has a theme at the same rate"), "{said}");
    assert!(said.contains("Bold: the hits of the 5 months round each"), "{said}");
    assert!(said.contains("The theme named most often, of 2."), "{said}");
}

#[test]
fn of_one_turn_it_is_not_said_that_terms_stand_in_two() {
    let text = "harbour tax and the old town hall of ours ".repeat(30);
    let one = said("collocations", [("2020-01-01".to_owned(), &*text)]);
    assert!(one.contains("each pair is said at least 2 times. Left out"), "{one}");
    let two = said("collocations", monthly(2020..2021, &text));
    assert!(two.contains(", each of its terms in 2 turns or more. Left out"), "{two}");
}
