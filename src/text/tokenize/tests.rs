//! Every way of cutting a text against the annex itself.

use std::path::Path;

use super::*;

/// One of each Word_Break class and length in UTF-8, of each kind of character that a window knows, and of what is
/// easily taken for one of them.
const CHARACTERS: &str = "\r\n\u{b}\u{85}\u{2028}\
    \u{308}\u{345}\u{200c}\u{93f}\u{1f3fb}\u{e0100}\u{200d}\u{ad}\u{61c}\u{2060}\u{feff}\u{e0001}\
    🇳カ\u{1b000}א\u{fb1d}aZéßăяωաعა\u{1ea0}ὀ\u{2090}\u{10400}\u{2c2}\u{a708}\u{370}\
    '\".\u{2018}’\u{2024}．:\u{b7}\u{387}\u{2027}\u{fe13},;\u{37e}\u{60c}\u{2044}\u{fe10}\
    09\u{661}\u{966}１\u{1d7ce}_\u{203f}\u{202f}＿ \u{1680}\u{2003}\u{3000}\
    \t!-/(\u{7f}\0\u{2010}\u{2011}\u{a0}\u{2007}\u{200b}–—“”…•€×÷°²½©\u{203c}😀🅰\u{24c2}中\u{20000}กあ\u{fffd}\u{10ffff}";

/// What is found, by the walk and by the annex.
fn both(text: &str, hyphens: Hyphens, spans: &mut Vec<Span>, expected: &mut Vec<Span>) {
    word_spans(text, hyphens, spans);
    expected.clear();
    annex::words(text, hyphens, |word| {
        expected.push(Span { start: word.start as u32, end: word.end as u32 });
    });
}

/// Compares texts, and says which one is cut wrongly.
#[derive(Default)]
struct Comparison {
    spans: Vec<Span>,
    expected: Vec<Span>,
}

impl Comparison {
    fn of(&mut self, text: &str) {
        for hyphens in Hyphens::ALL {
            both(text, hyphens, &mut self.spans, &mut self.expected);
            if self.spans != self.expected {
                let cut = |spans: &[Span]| {
                    spans.iter().map(|span| text[span.range()].to_owned()).collect::<Vec<_>>()
                };
                assert_eq!(cut(&self.spans), cut(&self.expected), "{hyphens:?} {text:?}");
                assert_eq!(self.spans, self.expected, "{hyphens:?} {text:?}");
            }
        }
    }
}

/// Random numbers that are the same on every machine (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (((mixed ^ mixed >> 31) as u128 * bound as u128) >> 64) as usize
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// A text of characters that meet often: of all of them, of a few, or of a few among plain words.
    fn text(&mut self, all: &[char], longest: usize) -> String {
        let few: Vec<char> = (0..1 + self.below(6)).map(|_| self.pick(all)).collect();
        let (awkward, common) = ([all, &few, &few][self.below(3)], ['a', 'b', ' ', '1', 'é', '’']);
        let share = self.below(9);
        (0..self.below(longest + 1))
            .map(|_| if self.below(8) < share { self.pick(awkward) } else { self.pick(&common) })
            .collect()
    }
}

fn number(variable: &str, default: usize) -> usize {
    std::env::var(variable).ok().map_or(default, |value| value.parse().unwrap())
}

/// `DICTUM_WORD_TEXTS` says how many, `DICTUM_WORD_SEED` where to begin.
#[test]
fn random_texts_of_awkward_characters_are_cut_as_the_annex_cuts_them() {
    let characters: Vec<char> = CHARACTERS.chars().collect();
    let mut random = Random(number("DICTUM_WORD_SEED", 29) as u64);
    let mut comparison = Comparison::default();
    for _ in 0..number("DICTUM_WORD_TEXTS", 40_000) {
        let longest = random.pick(&[6, 20, 70, 70, 300]);
        comparison.of(&random.text(&characters, longest));
    }
}

/// Words before and behind, so that `middle` stands anywhere in a window and text follows.
fn placed(middle: &str, before: usize) -> String {
    format!(
        "{}{middle}{}",
        &"ab cde 7 fghijk, lmno pqrst. uv-wx 'yz' ".repeat(4)[..before],
        " of the people".repeat(6)
    )
}

#[test]
fn two_neighbours_of_any_class_are_cut_as_the_annex_cuts_them_wherever_they_stand() {
    let mut comparison = Comparison::default();
    for first in CHARACTERS.chars() {
        for second in CHARACTERS.chars() {
            comparison.of(&placed(
                &String::from_iter([first, second]),
                usize::from((first as u32).is_multiple_of(7)),
            ));
        }
        for before in 0..=66 {
            comparison.of(&placed(&String::from_iter([first, 'a', first]), before));
        }
    }
}

#[test]
fn three_neighbours_of_any_class_are_cut_as_the_annex_cuts_them() {
    let mut comparison = Comparison::default();
    let mut random = Random(3);
    for first in CHARACTERS.chars() {
        for second in CHARACTERS.chars() {
            let thirds = CHARACTERS.chars().map(|third| String::from_iter([first, second, third, '\n']));
            comparison.of(&placed(&thirds.collect::<String>(), random.below(67)));
        }
    }
}

#[test]
#[ignore = "takes minutes"]
fn three_neighbours_of_any_class_are_cut_as_the_annex_cuts_them_wherever_they_stand() {
    let mut comparison = Comparison::default();
    for first in CHARACTERS.chars() {
        for second in CHARACTERS.chars() {
            for third in CHARACTERS.chars() {
                for before in 40..=66 {
                    comparison.of(&placed(&String::from_iter([first, second, third]), before));
                }
            }
        }
    }
}

/// A character alone, as a neighbour of letters, of digits, of a space, and under a combining mark.
fn contexts(c: char) -> [String; 5] {
    [format!("a {c} b"), format!("a{c}b"), format!("1{c}1"), format!(" {c}"), format!("{c}\u{308}a")]
}

#[test]
fn every_character_of_the_first_blocks_is_cut_as_the_annex_cuts_it() {
    let mut comparison = Comparison::default();
    for c in ('\0'..='\u{3400}').chain(('\u{3401}'..=char::MAX).step_by(97)) {
        comparison.of(&contexts(c).join("\n"));
    }
}

#[test]
#[ignore = "takes minutes"]
fn every_character_is_cut_as_the_annex_cuts_it() {
    let mut comparison = Comparison::default();
    for c in '\0'..=char::MAX {
        contexts(c).iter().for_each(|text| comparison.of(text));
        comparison.of(&contexts(c).join("\n"));
    }
}

#[test]
fn spaces_before_a_mark_belong_to_its_word() {
    let mut comparison = Comparison::default();
    for spaces in 0..140 {
        let spaces = " ".repeat(spaces);
        comparison.of(&format!("and{spaces}\u{345} so{spaces}\u{200d}\u{24c2}{spaces}on"));
        comparison.of(&format!("and\u{3000}{spaces}\u{345} so\u{2007}{spaces}\u{345}"));
    }
}

#[test]
fn words_and_rows_of_signs_of_any_length_are_cut_as_the_annex_cuts_them() {
    let mut comparison = Comparison::default();
    for len in 0..200 {
        for sign in ["a", "_", "é", "я", "ά", "a.", "1,", "x-", "’", "—", "-", "\n", "\t", "カ"] {
            comparison.of(&sign.repeat(len));
            comparison.of(&format!("no {} or", sign.repeat(len)));
        }
    }
}

#[test]
fn a_long_text_is_cut_at_borders_and_loses_nothing() {
    let characters: Vec<char> = CHARACTERS.chars().collect();
    let mut random = Random(5);
    for _ in 0..4_000 {
        let text = random.text(&characters, 120);
        for hyphens in Hyphens::ALL {
            let (mut pieces, mut whole) = (Vec::new(), Vec::new());
            let sizes = Sizes { piece: 1 + random.below(50), most: random.below(60) };
            words_by_piece(&text, hyphens, sizes, |word| pieces.push(word));
            annex::words(&text, hyphens, |word| whole.push(word));
            assert_eq!(pieces, whole, "{sizes:?} {hyphens:?} {text:?}");
            let prefix = border::prefix(&text, random.below(120), hyphens);
            whole.retain(|word| word.end <= prefix.len());
            pieces.clear();
            words(prefix, hyphens, |word| pieces.push(word));
            assert_eq!(pieces, whole, "{prefix:?} of {text:?}");
        }
    }
    assert_eq!(border::prefix("one two three", 12, Hyphens::Split), "one two");
    assert_eq!(border::prefix("one two three", 13, Hyphens::Split), "one two three");
    assert_eq!(border::prefix("one two- three", 13, Hyphens::Keep), "one");
    assert_eq!(border::prefix("onetwothree", 10, Hyphens::Split), "");
}

#[test]
fn what_was_in_the_spans_before_is_gone() {
    let mut spans = vec![Span { start: 9, end: 9 }; 500];
    word_spans("so it is", Hyphens::Split, &mut spans);
    assert_eq!(spans, [(0, 2), (3, 5), (6, 8)].map(|(start, end)| Span { start, end }));
    word_spans("", Hyphens::Split, &mut spans);
    assert!(spans.is_empty());
}

fn cut(text: &str, hyphens: Hyphens) -> Vec<&str> {
    let mut found = Vec::new();
    words(text, hyphens, |word| found.push(&text[word]));
    found
}

#[test]
fn one_hyphen_joins_when_hyphens_are_kept_and_two_never_do() {
    let text = "an EU-wide, state\u{2011}of\u{2010}the-art - plan -- no -x y- 2-3 _-a";
    let kept = ["an", "EU-wide", "state\u{2011}of\u{2010}the-art", "plan", "no", "x", "y", "2-3", "a"];
    assert_eq!(cut(text, Hyphens::Keep), kept);
    assert_eq!(cut("EU-wide", Hyphens::Split), ["EU", "wide"]);
}

#[test]
fn apostrophes_inside_and_separators_of_numbers_stay_in_the_word() {
    let text = "Turkey’s can't 100,000 U.S. 2% 'quoted' ‘so’";
    assert_eq!(cut(text, Hyphens::Split), ["Turkey’s", "can't", "100,000", "U.S", "2", "quoted", "so"]);
}

/// Calls `each` with every file below `folder` that is text.
fn texts(folder: &Path, each: &mut impl FnMut(&str)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts(&path, each);
        } else if let Some(text) = text_of(&path) {
            each(&text);
        }
    }
}

fn text_of(path: &Path) -> Option<String> {
    let bytes = std::fs::read(path).unwrap();
    if path.extension().is_some_and(|ending| ending == "gz") {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut flate2::read::MultiGzDecoder::new(&bytes[..]), &mut text).ok()?;
        return Some(text);
    }
    String::from_utf8(bytes).ok()
}

#[test]
fn real_texts_are_cut_as_the_annex_cuts_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if !folder.is_dir() {
        eprintln!("skipped: {} is not here", folder.display());
        return;
    }
    let mut comparison = Comparison::default();
    let mut bytes = 0;
    texts(&folder, &mut |text| {
        bytes += text.len();
        comparison.of(text);
        // With typographic quotation marks and dashes, of which few texts have many.
        let typographic = text.replace('\'', "’").replace(" \"", " “").replace('"', "”").replace("--", "—");
        typographic.lines().for_each(|line| comparison.of(line));
    });
    assert!(bytes > 0);
}
