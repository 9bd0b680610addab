//! Whether the colours of groups can be told apart by everybody: seen with three primary colours, and with two.

use super::colour::linear;
use super::{Colour, Ink, Series, Theme};

type Matrix = [[f64; 3]; 3];

const NAMES: [&str; 9] =
    ["blue", "vermilion", "green", "orange", "purple", "sky", "black or white", "yellow", "grey"];

/// What is seen of linear red, green and blue: by most; without the long cones; without the middle ones.
///
/// # Source
/// Machado, Oliveira & Fernandes 2009, *A physiologically-based model for simulation of color vision deficiency*, severity 1.
const SIGHTS: [(&str, Matrix); 3] = [
    ("most people", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
];

fn times(matrix: &Matrix, [a, b, c]: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row[0] * a + row[1] * b + row[2] * c)
}

/// A colour as it is seen, in CIELAB under D65.
fn seen(colour: Colour, sight: &Matrix) -> [f64; 3] {
    const XYZ: Matrix = [
        [0.412_456_4, 0.357_576_1, 0.180_437_5],
        [0.212_672_9, 0.715_152_2, 0.072_175_0],
        [0.019_333_9, 0.119_192_0, 0.950_304_1],
    ];
    const WHITE: [f64; 3] = [0.950_47, 1.0, 1.088_83];
    let rgb = times(sight, colour.rgb.map(|channel| linear(f64::from(channel) / 255.0)));
    let xyz = times(&XYZ, rgb.map(|channel| channel.clamp(0.0, 1.0)));
    let curved = |axis: usize| match xyz[axis] / WHITE[axis] {
        bright if bright > 216.0 / 24389.0 => bright.cbrt(),
        dark => (24389.0 / 27.0 * dark + 16.0) / 116.0,
    };
    let [x, y, z] = [0, 1, 2].map(curved);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// How different two colours look: 1 is hardly seen, 100 is black beside white.
///
/// # Source
/// CIE 142-2001 (CIEDE2000), as Sharma, Wu & Dalal 2005 write it down.
fn difference(one: [f64; 3], other: [f64; 3]) -> f64 {
    let seventh = |chroma: f64| (chroma.powi(7) / (chroma.powi(7) + 25f64.powi(7))).sqrt();
    let chroma = |[_, a, b]: [f64; 3]| f64::hypot(a, b);
    let stretch = 1.0 + 0.5 * (1.0 - seventh((chroma(one) + chroma(other)) / 2.0));
    let polar = |[light, a, b]: [f64; 3]| {
        let a = a * stretch;
        (light, a.hypot(b), b.atan2(a).to_degrees().rem_euclid(360.0))
    };
    let ((light_1, chroma_1, hue_1), (light_2, chroma_2, hue_2)) = (polar(one), polar(other));
    let is_grey = chroma_1 * chroma_2 == 0.0;
    let turn = if is_grey { 0.0 } else { (hue_2 - hue_1 + 180.0).rem_euclid(360.0) - 180.0 };
    let hue = if is_grey { hue_1 + hue_2 } else { hue_1 + turn / 2.0 };
    let (light, chroma) = ((light_1 + light_2) / 2.0, (chroma_1 + chroma_2) / 2.0);
    let wave = |times: f64, shift: f64| (times * hue + shift).to_radians().cos();
    let hue_weight = 1.0 - 0.17 * wave(1.0, -30.0) + 0.24 * wave(2.0, 0.0) + 0.32 * wave(3.0, 6.0)
        - 0.2 * wave(4.0, -63.0);
    let off = (light - 50.0).powi(2);
    let by_light = (light_2 - light_1) / (1.0 + 0.015 * off / (20.0 + off).sqrt());
    let by_chroma = (chroma_2 - chroma_1) / (1.0 + 0.045 * chroma);
    let arc = 2.0 * (chroma_1 * chroma_2).sqrt() * (turn / 2.0).to_radians().sin();
    let by_hue = arc / (1.0 + 0.015 * chroma * hue_weight);
    let blue = 60.0 * (-((hue.rem_euclid(360.0) - 275.0) / 25.0).powi(2)).exp();
    let rotation = -2.0 * seventh(chroma) * blue.to_radians().sin();
    (by_light.powi(2) + by_chroma.powi(2) + by_hue.powi(2) + rotation * by_chroma * by_hue).sqrt()
}

/// The two groups whose colours look least different, and how different they look.
fn nearest(theme: Theme, sight: &Matrix) -> (f64, &'static str, &'static str) {
    let ink = Ink::of(theme);
    let colours = [0, 1, 2, 3, 4, 5, 6, 7, 8].map(|series| seen(ink.series(Series(series)), sight));
    let pairs = (0..colours.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
    let told = pairs.map(|(a, b)| (difference(colours[a], colours[b]), NAMES[b], NAMES[a]));
    told.min_by(|a, b| a.0.total_cmp(&b.0)).expect("nine colours")
}

#[test]
fn groups_can_be_told_apart_with_two_primary_colours() {
    for theme in Theme::ALL {
        for (name, sight) in &SIGHTS {
            let (apart, one, other) = nearest(theme, sight);
            println!("{} theme, {name}: {apart:.1} between {one} and {other}", theme.name());
            assert!(apart >= 8.0, "{theme:?}, {name}: {one} and {other} are only {apart:.1} apart");
        }
    }
}

/// docs/gallery.md says how far apart the nearest two are.
#[test]
fn the_table_of_the_gallery_holds_what_is_measured() {
    let gallery = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/gallery.md");
    let gallery = std::fs::read_to_string(gallery).expect("docs/gallery.md");
    for theme in Theme::ALL {
        let ground = match theme {
            Theme::Light => "on white",
            Theme::Dark => "on black",
        };
        let cells = SIGHTS.map(|(_, sight)| {
            let (apart, one, other) = nearest(theme, &sight);
            format!("{apart:.1} {one}, {other}")
        });
        let row = format!("| {ground} | {} |", cells.join(" | "));
        assert!(gallery.lines().any(|line| line == row), "docs/gallery.md lacks the row {row}");
    }
}

#[test]
fn what_is_seen_of_grey_is_grey() {
    for (name, sight) in &SIGHTS {
        let [_, a, b] = seen(Colour { rgb: [128; 3], opacity: 1.0 }, sight);
        assert!(a.abs() < 0.05 && b.abs() < 0.05, "{name}: {a} {b}");
    }
}

#[test]
fn red_and_green_of_one_lightness_look_alike_without_middle_cones() {
    let colour = |rgb| Colour { rgb, opacity: 1.0 };
    let (red, green) = (colour([0xa0, 0x60, 0x20]), colour([0x6c, 0x78, 0x20]));
    let apart = |sight: &Matrix| difference(seen(red, sight), seen(green, sight));
    assert!(
        apart(&SIGHTS[0].1) > 25.0 && apart(&SIGHTS[2].1) < 8.0,
        "{:?}",
        SIGHTS.map(|(_, sight)| apart(&sight))
    );
}

/// Pairs from the table of Sharma, Wu & Dalal (2005).
#[test]
fn differences_are_those_of_the_published_table() {
    let table = [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 2.5, 0.0], [50.0, 0.0, -2.5], 4.3065),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ([50.0, -1.0, 2.0], [50.0, 0.0, 0.0], 2.3669),
        ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
        ([2.0776, 0.0795, -1.1350], [0.9033, -0.0636, -0.5514], 0.9082),
    ];
    for (one, other, expected) in table {
        let found = difference(one, other);
        assert!((found - expected).abs() < 5e-5, "{one:?} {other:?}: {found}, not {expected}");
    }
}
