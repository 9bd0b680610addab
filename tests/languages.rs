//! Corpora of several languages, each text in its own: what is found does not depend on threads, cuts or the order of
//! merging, and travels.

use dictum::analysis::{FrequencyOptions, TermCounts, Totals, frequencies};
use dictum::count::{Counts, Forms, Key, SpeakerCounts, SpeakerTable, Spread};
use dictum::read::{Languages as Told, PieceSize, ReadOptions, Source};
use dictum::render::table::Table;
use dictum::render::writer::Format;
use dictum::report::{LanguagesUsed, tables};
use dictum::scan::{Corpus, Grain, Partial, Plan, scan, scan_spilling};
use dictum::stats::tf_idf::TfIdf;
use dictum::text::{AnalyzerOptions, Analyzers, Languages};
use dictum::vocab::{TermRule, TermUnit};
use proptest::prelude::*;

/// Long enough to tell; words of one language that are spelt like words of another.
const SAID: [&str; 5] = [
    "The old gift shop in the town will die if nobody comes to see the problem that the war has left behind for us all. Nobody has \
     asked the people there what they would like to do about it.",
    "Die Stadt hat ein Problem mit dem Gift im Wasser, und niemand war in den letzten Jahren bereit, darüber zu \
     sprechen. Wir haben sie danach gefragt und nichts gehört.",
    "Le problème de la ville est que personne ne veut parler du poison dans l'eau que nous buvons tous chaque jour \
     ici, et cela depuis la fin de la guerre.",
    "War.",
    "Die Information.",
];

fn records(turns: &[(usize, u8, bool)]) -> String {
    let record = |(said, document, is_declared): &(usize, u8, bool)| {
        let language = if *is_declared { "de-AT" } else { "" };
        let (document, text) = (document.to_string(), SAID[*said]);
        let record = serde_json::json!({
            "document": document, "speaker": "Ann", "text": text, "language": language
        });
        format!("{record}\n")
    };
    turns.iter().map(record).collect()
}

fn transcript(turns: &[(usize, u8, bool)]) -> String {
    turns.iter().map(|(said, who, _)| format!("SPEAKER {who}: {}\n\n", SAID[*said])).collect()
}

fn sources() -> impl Strategy<Value = Vec<Source>> {
    let turns = prop::collection::vec((0..SAID.len(), 0..3_u8, prop::bool::weighted(0.2)), 1..7);
    let source = (any::<bool>(), turns).prop_map(|(is_records, turns)| match is_records {
        true => ("jsonl", records(&turns)),
        false => ("txt", transcript(&turns)),
    });
    prop::collection::vec(source, 1..5).prop_map(|made| {
        let named = |(place, (ending, text)): (usize, (&str, String))| {
            Source::in_memory(format!("{place}.{ending}"), text)
        };
        made.into_iter().enumerate().map(named).collect()
    })
}

fn plan(sources: &[Source], block: usize, grain: Grain) -> Plan {
    let read =
        ReadOptions { languages: Told::Told, piece_size: PieceSize::new(block), ..ReadOptions::default() };
    let analyzer = Analyzers::new(Languages::Each, &AnalyzerOptions::default()).unwrap();
    Plan { sources: sources.to_vec(), read, analyzer, register: None, grain }
}

fn frequency<F>(
    corpus: &Corpus<F>,
    forms: &impl Forms,
    spread: Option<&Spread>,
    unit: TermUnit,
    by: Option<&Key>,
) -> Vec<u8> {
    let rows: Vec<u32> = (0..corpus.turns.len() as u32).collect();
    let rule = TermRule { unit, ..TermRule::default() };
    let counts = TermCounts::new(corpus, forms, rule, Totals::All).unwrap();
    let weighting = TfIdf::Quanteda;
    let options = FrequencyOptions { by: by.cloned(), min_count: 1, unit: Key::Turn, weighting };
    let found = frequencies(corpus, forms, &counts, spread, &rows, &options).unwrap();
    let rows = tables::frequency_rows(corpus, &counts, &found).collect();
    Table { columns: tables::frequency_columns(by), rows }.bytes(Format::Csv).unwrap()
}

/// All that can be asked of languages: frequencies under each unit, by language, and which languages were found.
fn asked(partial: Partial<Counts>, plan: &Plan) -> String {
    let corpus = partial.freeze(plan);
    let by = Key::parse("language").unwrap();
    let mut all = Vec::new();
    for unit in TermUnit::ALL {
        all.extend(frequency(&corpus, &corpus.counted, None, unit, None));
        all.extend(frequency(&corpus, &corpus.counted, None, unit, Some(&by)));
    }
    let used = LanguagesUsed::of(&corpus, &plan.analyzer);
    format!("{}{used:#?}{:#?}", String::from_utf8(all).unwrap(), corpus.issues)
}

fn threads<T: Send>(count: usize, run: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(count).build().unwrap().install(run)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn languages_do_not_depend_on_cuts_threads_or_the_order_of_merging(
        sources in sources(), block in 1..400_usize, cut in any::<prop::sample::Index>()
    ) {
        let read = |sources: &[Source], block: usize| {
            scan::<Counts>(&plan(sources, block, Grain::Turn), &(), &())
        };
        let nothing = plan(&[], 1, Grain::Turn);
        let whole = asked(threads(1, || read(&sources, 1 << 20)), &nothing);
        for count in [1, 2, 3] {
            let in_blocks = asked(threads(count, || read(&sources, block)), &nothing);
            prop_assert_eq!(&whole, &in_blocks, "{} threads", count);
        }
        let (left, right) = sources.split_at(cut.index(sources.len()));
        for (first, second) in [(left, right), (right, left)] {
            let merged = read(first, block).merge(read(second, 1 << 20), &());
            prop_assert_eq!(&whole, &asked(merged, &nothing));
        }
    }

    #[test]
    fn languages_travel_with_the_counts(sources in sources(), block in 1..400_usize) {
        let of_turns = plan(&sources, 1 << 20, Grain::Turn);
        let read = || scan::<Counts>(&of_turns, &(), &());
        let bytes = read().encode(Grain::Turn, &of_turns.analyzer).unwrap();
        let (decoded, _) = Partial::<Counts>::decode(&bytes, &(), Grain::Turn, &of_turns.analyzer).unwrap();
        prop_assert_eq!(&decoded.encode(Grain::Turn, &of_turns.analyzer).unwrap(), &bytes);
        prop_assert_eq!(asked(decoded, &of_turns), asked(read(), &of_turns));
        let in_english = Analyzers::new(Languages::parse("en").unwrap(), &AnalyzerOptions::default()).unwrap();
        prop_assert!(Partial::<Counts>::decode(&bytes, &(), Grain::Turn, &in_english).is_err());

        let counted = Source::in_memory("all.dct".to_owned(), bytes);
        let of_counts = plan(&[counted], 1 << 20, Grain::Turn);
        prop_assert_eq!(
            asked(scan::<Counts>(&of_counts, &(), &()), &of_counts),
            asked(read(), &of_turns)
        );

        let corpus = read().freeze(&of_turns);
        let by_speaker = plan(&sources, block, Grain::Speaker);
        for unit in TermUnit::ALL {
            let rule = TermRule { unit, ..TermRule::default() };
            let expected = frequency(&corpus, &corpus.counted, None, unit, None);
            for partial in [
                scan::<SpeakerCounts>(&by_speaker, &rule, &()),
                scan_spilling::<SpeakerCounts>(&by_speaker, &rule, &(), 1).unwrap(),
            ] {
                let corpus = partial.freeze(&by_speaker);
                let SpeakerTable { forms, spread } = &corpus.counted;
                prop_assert_eq!(&frequency(&corpus, forms, Some(spread), unit, None), &expected);
            }
        }
    }
}

#[test]
fn one_term_gathers_what_is_spelt_alike_in_several_languages_and_only_where_it_is_no_stop_word() {
    let texts = [SAID[0], SAID[1]].map(|said| format!("ANN LEE: {said}\n"));
    let sources =
        texts.iter().enumerate().map(|(place, text)| Source::in_memory(format!("{place}.txt"), text.clone()));
    let plan = plan(&sources.collect::<Vec<_>>(), 1 << 20, Grain::Turn);
    let corpus = scan::<Counts>(&plan, &(), &()).freeze(&plan);
    let table = String::from_utf8(frequency(&corpus, &corpus.counted, None, TermUnit::Type, None)).unwrap();
    let row = |term: &str| {
        table
            .lines()
            .find(|line| line.split(',').next() == Some(term))
            .map(|line| line.split(',').skip(2).collect::<Vec<_>>().join(","))
    };
    // "die" is a verb in one text and an article in the other, "war" a noun and a verb form that is a stop word.
    assert!(row("die").unwrap().starts_with("die 1,1,"), "{table}");
    assert!(row("war").unwrap().starts_with("war 1,1,"), "{table}");
    assert!(table.contains("\"Gift 1, gift 1\",2,"), "{table}");
    assert!(table.contains("\"Problem 1, problem 1\",2,"), "{table}");
}
