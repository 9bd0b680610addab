//! The charts that set two groups against each other.

use super::*;

fn findings(values: &[f64]) -> Vec<Item> {
    let item = |(at, (label, &value)): (usize, (String, &f64))| {
        let interval = [None, Some([value - 1.0, value * 1.5]), Some([-9e9, 9e9])][at % 3];
        let extent = match at % 4 {
            2 => Extent::Words("only here (3 : 0), in one turn alone".into()),
            _ => Extent::Ratio(Estimate { value, interval }),
        };
        let standing = [Standing::Established, Standing::Suggestive][at % 2];
        Item {
            label,
            frequency: at as u64 * 7,
            finding: Finding { standing, extent },
            note: format!("{at} : 2"),
        }
    };
    names(values.len()).into_iter().zip(values).enumerate().map(item).collect()
}

pub(super) fn keyness(size: usize) -> Vec<Box<dyn Chart>> {
    let chart = |values: Vec<f64>| {
        let panel = |(at, items): (usize, Vec<Item>)| Panel {
            title: names(12)[(size + at * 5) % 12].clone(),
            subtitle: "1,305 words in 5 turns".into(),
            series: Series(at),
            body: match items.is_empty() {
                true => PanelBody::Sentence("Nothing here is said more often than by the other.".into()),
                false => PanelBody::Items(items),
            },
        };
        let [left, right] = [(0, findings(&values)), (1, findings(&values[..size / 2]))].map(panel);
        Box::new(Keyness {
            frame: frame(size),
            sides: [left, right],
            interval_label: "95 % interval, each for itself".into(),
        }) as Box<dyn Chart>
    };
    numbers(size).map(chart).into()
}

pub(super) fn scatters(size: usize) -> Vec<Box<dyn Chart>> {
    let sides = |at: usize| Group { name: names(12)[(size + at) % 12].clone(), series: Series(at) };
    let chart = |values: Vec<f64>| {
        let point = |(at, (label, value)): (usize, (String, f64))| Point {
            label,
            frequency: [at as u64, 3, 1_000_000][at % 3],
            log_ratio: if at % 2 == 0 { value } else { -value },
            standing: [Standing::Established, Standing::Suggestive][at % 5 % 2],
            note: format!("{at} : 2"),
        };
        Box::new(Scatter {
            frame: frame(size),
            sides: [sides(0), sides(7)],
            points: names(size).into_iter().zip(values).enumerate().map(point).collect(),
            frequency_title: "uses by both together".into(),
            ratio_title: "how many times as often".into(),
        }) as Box<dyn Chart>
    };
    numbers(size).map(chart).into()
}
