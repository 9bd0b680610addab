//! No text breaks the readers of theme files and dictionaries, and themes that were read can be looked for.
#![no_main]

use dictum::text::{Analyzer, AnalyzerOptions, Dictionary, Themes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, &str)| {
    let (which, text) = input;
    let endings = ["toml", "dic", "lc3", "ykd", "cat", "yml", "txt"];
    let path = format!("themes.{}", endings[usize::from(which) % endings.len()]);
    let analyzer = Analyzer::new(&AnalyzerOptions::default()).unwrap();
    if let Ok(themes) = Themes::import(Dictionary::of(&path, text), text, &analyzer) {
        themes.count_in("NATO's enlargement, and new members; sanctions on oil.", &analyzer);
        themes.count_in(text, &analyzer);
    }
});
