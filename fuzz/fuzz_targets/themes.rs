//! No text breaks the reader of theme files, and themes that were read can be looked for.
#![no_main]

use dictum::text::{Analyzer, AnalyzerOptions, Themes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let analyzer = Analyzer::new(&AnalyzerOptions::default()).unwrap();
    if let Ok(themes) = Themes::parse(text, &analyzer) {
        themes.count_in("NATO's enlargement, and new members; sanctions on oil.", &analyzer);
        themes.count_in(text, &analyzer);
    }
});
