//! Every chart over inputs that break layouts: no text may overlap another or leave the picture.

use super::*;
use crate::render::raster;

mod contrasts;

/// Names as they come: usual, marked, other scripts, ninety letters, one word too long to break, empty, hostile.
fn names(count: usize) -> Vec<String> {
    let awkward = [
        "Jens",
        "Tove Bjørgaas",
        "Володимир Зеленський",
        "Κυριάκος Μητσοτάκης",
        "Nguyễn Xuân Phúc, Ủy viên",
        "The Right Honourable the Lord Mayor and Citizens of the Free and Hanseatic City of Somewhere",
        "Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherungsgesellschaftshauptgebäude",
        "习近平 (新华社)",
        "محمد بن سلمان",
        "<script>alert(1)</script> & \"'",
        "",
        "tab\there\nand\u{0}nul",
    ];
    (0..count)
        .map(|at| match awkward.get(at) {
            Some(name) => (*name).to_owned(),
            None => format!("Member {at}"),
        })
        .collect()
}

/// Series of numbers: growing, all equal, one of them huge, none a number.
fn numbers(count: usize) -> [Vec<f64>; 4] {
    let of = |value: fn(usize) -> f64| (0..count).map(value).collect();
    [
        of(|at| at as f64 * 1.37),
        of(|_| 3.0),
        of(|at| if at == 1 { 1e6 } else { at as f64 / 10.0 }),
        of(|at| [f64::NAN, f64::INFINITY, f64::NEG_INFINITY][at % 3]),
    ]
}

fn frame(size: usize) -> Frame {
    Frame {
        title: names(size.min(8)).join(", ")
            + " and what each of them says more often than all the others do",
        subtitle: "Times said in 1,668 words".into(),
        foot: vec!["Source: a made-up corpus.".into(), names(12).join(" · ")],
        ..Frame::default()
    }
}

fn groups(count: usize) -> Vec<Group> {
    names(count).into_iter().enumerate().map(|(at, name)| Group { name, series: Series(at) }).collect()
}

fn documents(count: usize, every: u64) -> Vec<Boundary> {
    names(count)
        .into_iter()
        .enumerate()
        .map(|(at, name)| Boundary { name, start: at as u64 * every })
        .collect()
}

fn terms(size: usize) -> Vec<Box<dyn Chart>> {
    let chart = |values: Vec<f64>| {
        let bars = names(size).into_iter().zip(values);
        let bars = bars.map(|(label, value)| Bar { note: "in 3 of 9 turns".into(), label, value });
        Box::new(Terms { frame: frame(size), bars: bars.collect(), series: Series(0) }) as Box<dyn Chart>
    };
    numbers(size).map(chart).into()
}

fn keywords(size: usize) -> Vec<Box<dyn Chart>> {
    let chart = |values: Vec<f64>| {
        let items = |count: usize| -> Vec<Item> {
            let item = |(at, (label, value)): (usize, (String, f64))| {
                let interval = [None, Some([value - 1.0, value * 1.5]), Some([-9e9, 9e9])][at % 3];
                let extent = match at % 3 {
                    2 => Extent::Words("only here (3 : 0), in one turn alone".into()),
                    _ => Extent::Ratio(Estimate { value, interval }),
                };
                let standing = [Standing::Established, Standing::Suggestive][at % 2];
                let finding = Finding { standing, extent };
                Item {
                    label, frequency: at as u64 * 7, finding, note: format!("{at} : 2 · in 3 of 5 turns")
                }
            };
            names(count).into_iter().zip(values.clone()).enumerate().map(item).collect()
        };
        let panel = |(at, title): (usize, String)| Panel {
            title,
            subtitle: "1,305 words in 5 turns".into(),
            series: Series(at),
            body: match at % 4 {
                3 => PanelBody::Sentence(
                    "Too few words to compare: 13 words in one turn, all of them said once.".into(),
                ),
                _ => PanelBody::Items(items(size.min(14 - at % 3))),
            },
        };
        Box::new(Keywords {
            frame: frame(size),
            panels: names(size.min(50)).into_iter().enumerate().map(panel).collect(),
            interval_label: "95 % interval, each for itself".into(),
        }) as Box<dyn Chart>
    };
    numbers(size).map(chart).into()
}

fn themes(size: usize) -> Vec<Box<dyn Chart>> {
    let chart = |values: Vec<f64>| {
        let cell = |at: usize| match at % 5 {
            1 => Cell::Words(format!("{at} of 13 words")),
            3 => Cell::Empty,
            _ => Cell::Amount(values.get(at).copied().unwrap_or(0.0)),
        };
        let columns = names(size.min(40));
        let row = |(at, label)| CellRow {
            label,
            cells: (0..columns.len()).map(|column| cell(at + column)).collect(),
            total: cell(at),
        };
        Box::new(Themes {
            frame: frame(size),
            rows: names(size).into_iter().enumerate().map(row).collect(),
            totals: (0..=columns.len()).map(cell).collect(),
            columns,
            total_label: "all".into(),
        }) as Box<dyn Chart>
    };
    numbers(size).map(chart).into()
}

fn floors(size: usize) -> Vec<Box<dyn Chart>> {
    let sizes: [fn(u64) -> u64; 4] = [|at| at * 31, |_| 10, |at| if at == 1 { 1_000_000 } else { at }, |_| 0];
    let chart = |of: fn(u64) -> u64| {
        let blocks = (0..size * 3).map(|at| Block { group: at * 7 % size.max(1), size: of(at as u64) });
        Box::new(Floor {
            frame: frame(size),
            groups: groups(size),
            blocks: blocks.collect(),
            documents: documents(size, of(1)),
            unit: "words".into(),
            block_unit: "turns".into(),
        }) as Box<dyn Chart>
    };
    sizes.map(chart).into()
}

fn dispersions(size: usize) -> Vec<Box<dyn Chart>> {
    let chart = |every: u64| {
        let row = |label| HitRow {
            label,
            hits: (0..every).map(|at| Hit { position: at * every, group: Some(at as usize % 50) }).collect(),
        };
        Box::new(Dispersion {
            frame: frame(size),
            groups: groups(size),
            rows: names(size).into_iter().map(row).collect(),
            documents: documents(size.min(60), every * every / 60),
            size: every * every,
            unit: "words".into(),
        }) as Box<dyn Chart>
    };
    [0, 1, 17, 150].map(chart).into()
}

fn exchanges(size: usize) -> Vec<Box<dyn Chart>> {
    let chart = |of: u64| {
        let proportion = |at: u64| {
            let of = of * (1 + at % 3) / 2;
            let interval = (of > 6).then_some([0.1, 0.9]);
            Proportion { hits: of.min(at), of, interval }
        };
        let row = |(at, label): (usize, String)| Exchange {
            label,
            uptake: proportion(at as u64),
            base: proportion(at as u64 + 1),
            note: "rests on one hit".into(),
        };
        Box::new(Exchanges {
            frame: frame(size),
            rows: names(size).into_iter().enumerate().map(row).collect(),
            uptake_label: "taken up in the answer when the question raised it".into(),
            base_label: "came up in the answer although the question did not raise it".into(),
            interval_label: "95 % interval, each for itself".into(),
        }) as Box<dyn Chart>
    };
    [0, 3, 12, 1_000_000].map(chart).into()
}

fn scalings(size: usize) -> Vec<Box<dyn Chart>> {
    let chart = |values: Vec<f64>| {
        let point = |(at, value): (usize, &f64)| Throughput {
            threads: at as u64 + 1,
            value: *value,
            range: [value * 0.8, value * 1.3],
            note: "×1.92 of one thread alone, from 1.88 to 1.95 in all runs".into(),
        };
        let cost = |label| Cost { label, parts: values.clone() };
        Box::new(Scaling {
            frame: frame(size),
            line_title: "MB of text in a second, by number of threads".into(),
            line: values.iter().enumerate().map(point).collect(),
            ideal_label: "if each thread gave as much as one alone".into(),
            bars_title: names(size.min(8)).join(", "),
            stages: names(size),
            bars: names(size.min(50)).into_iter().map(cost).collect(),
        }) as Box<dyn Chart>
    };
    numbers(size).map(chart).into()
}

fn trends(size: usize) -> Vec<Box<dyn Chart>> {
    let chart = |values: Vec<f64>| {
        let moment = |(at, label): (usize, String)| Moment { label, place: (at + at / 5) as i64 };
        let level = |(at, &value): (usize, &f64)| {
            let range = [None, Some([value * 0.5, value * 1.5]), Some([-9e9, 9e9])][at / 3 % 3];
            (at % 7 != 6).then_some(Level { value, range })
        };
        let line = |label| TrendLine {
            label,
            levels: values.iter().enumerate().map(level).collect(),
            means: if size > 12 {
                values.iter().map(|value| Some(value / 2.0)).collect()
            } else {
                Vec::new()
            },
            changes: vec![0, size / 2, size],
        };
        Box::new(Trends {
            frame: frame(size),
            moments: names(size).into_iter().enumerate().map(moment).collect(),
            lines: names(size.min(8)).into_iter().map(line).collect(),
            window: size % 3,
            change_label: "Dashed: from here on the level is another one.".into(),
        }) as Box<dyn Chart>
    };
    numbers(size).map(chart).into()
}

/// A star, a chain, all with all (of twelve), no links, and pairs with loops and ends that are no node.
fn webs(size: usize) -> [Vec<[usize; 2]>; 5] {
    let all = size.min(12);
    [
        (1..size).map(|leaf| [leaf, 0]).collect(),
        (1..size).map(|node| [node - 1, node]).collect(),
        (0..all).flat_map(|from| (0..from).map(move |to| [from, to])).collect(),
        Vec::new(),
        (0..size).flat_map(|node| [[node, node ^ 1], [node, node], [node, size + 1]]).collect(),
    ]
}

fn collocations(size: usize) -> Vec<Box<dyn Chart>> {
    let chart = |(ends, values): (Vec<[usize; 2]>, Vec<f64>)| {
        let node = |(at, label): (usize, String)| Node { label, size: [7, 1_000_000, 0, 12][at % 4] };
        let strength = |at: usize| values.get(at % size.max(1)).copied().unwrap_or(1e6);
        let link = |(at, ends): (usize, [usize; 2])| Link { ends, strength: strength(at), count: at as u64 };
        Box::new(Collocations {
            frame: frame(size),
            nodes: names(size).into_iter().enumerate().map(node).collect(),
            links: ends.into_iter().enumerate().map(link).collect(),
            strength_label: "log-dice".into(),
            size_label: "uses".into(),
        }) as Box<dyn Chart>
    };
    let values = numbers(size);
    let values = values.iter().cloned().chain([vec![f64::NAN; size]]);
    webs(size).into_iter().zip(values).map(chart).collect()
}

type Maker = fn(usize) -> Vec<Box<dyn Chart>>;

fn charts(size: usize) -> impl Iterator<Item = (&'static str, Box<dyn Chart>)> {
    let makers: [(&str, Maker); 11] = [
        ("terms", terms),
        ("keywords", keywords),
        ("keyness", contrasts::keyness),
        ("scatter", contrasts::scatters),
        ("themes", themes),
        ("floor", floors),
        ("dispersion", dispersions),
        ("exchanges", exchanges),
        ("scaling", scalings),
        ("trends", trends),
        ("collocations", collocations),
    ];
    makers.into_iter().flat_map(move |(name, make)| make(size).into_iter().map(move |chart| (name, chart)))
}

/// What is wrong with the picture of `chart`.
fn faults(name: &str, chart: &dyn Chart) -> Vec<String> {
    let style = Style::default();
    let svg = chart.svg(&style);
    overlap::faults(&svg, style.fonts.database())
        .into_iter()
        .map(|fault| format!("{name}: {fault}"))
        .collect()
}

#[test]
fn no_text_overlaps_another_or_leaves_the_picture() {
    for size in [0, 1, 2, 12, 40] {
        let all: Vec<_> =
            charts(size).flat_map(|(name, chart)| faults(&format!("{name} of {size}"), &*chart)).collect();
        assert!(all.is_empty(), "{} faults, of them\n{}", all.len(), all[..all.len().min(20)].join("\n"));
    }
}

#[test]
fn five_hundred_rows_are_drawn_whole() {
    for (name, chart) in charts(500).step_by(4) {
        let all = faults(&format!("{name} of 500"), &*chart);
        assert!(all.is_empty(), "{} faults, of them\n{}", all.len(), all[..all.len().min(20)].join("\n"));
        assert!(chart.svg(&Style::default()).len() < 8_000_000, "{name}");
    }
}

#[test]
fn a_chart_without_rows_is_a_sentence() {
    for (name, chart) in charts(0) {
        assert!(chart.svg(&Style::default()).contains("There is nothing to show."), "{name}");
        assert_eq!(chart.rows().count(), 0, "{name}");
    }
}

#[test]
fn every_row_of_a_table_has_a_cell_a_column() {
    for (name, chart) in charts(12) {
        assert!(chart.is_empty() || chart.rows().count() > 0, "{name}");
        assert!(chart.rows().all(|row| row.len() == chart.columns().len()), "{name}");
    }
}

#[test]
fn a_picture_is_the_same_bytes_on_every_run() {
    let style = Style { width: 400, theme: Theme::Dark, ..Style::default() };
    for (name, chart) in charts(2).step_by(4) {
        let png = || raster::png(&chart.svg(&style), &style).expect("a picture");
        assert_eq!(png(), png(), "{name}");
    }
}
