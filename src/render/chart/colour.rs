//! Colours by their meaning: ink and ground of a theme, one colour a series, an even scale for amounts.

/// Whether a picture stands on white or on near black.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on white.
    #[default]
    Light,
    /// Light ink on near black.
    Dark,
}

impl Theme {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// The word for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// Which colour of the palette a group has, the same in all charts of a report: 0 to 7, the rest are grey.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Series(pub usize);

impl Series {
    /// How many series have a colour of their own.
    pub const COLOURS: usize = 8;

    /// What has no colour of its own.
    pub const OTHERS: Self = Self(Self::COLOURS);

    /// Whether it is drawn grey, as one of the others.
    pub fn is_other(self) -> bool {
        self.0 >= Self::COLOURS
    }
}

/// A colour in sRGB with its opacity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colour {
    /// Red, green, blue.
    pub rgb: [u8; 3],
    /// 1 hides what is behind, 0 is not seen.
    pub opacity: f64,
}

impl Colour {
    const fn hex(code: u32) -> Self {
        Self { rgb: [(code >> 16) as u8, (code >> 8) as u8, code as u8], opacity: 1.0 }
    }

    /// The same colour, let through.
    pub fn faint(self, opacity: f64) -> Self {
        Self { opacity, ..self }
    }

    /// Black or white, whichever is read more easily on it: always at least 4.5 : 1.
    pub fn ink(self) -> Self {
        let [black, white] = [Self::hex(0x000000), Self::hex(0xffffff)];
        if self.contrast(black) >= self.contrast(white) { black } else { white }
    }

    /// The contrast ratio, 1 to 21.
    ///
    /// # Source
    /// WCAG 2.2, *contrast ratio*.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let [red, green, blue] = self.rgb.map(|channel| linear(f64::from(channel) / 255.0));
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

pub(super) fn linear(channel: f64) -> f64 {
    if channel <= 0.040_45 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
}

fn gamma(channel: f64) -> u8 {
    let curved =
        if channel <= 0.003_130_8 { channel * 12.92 } else { 1.055 * channel.powf(1.0 / 2.4) - 0.055 };
    (curved * 255.0).round().clamp(0.0, 255.0) as u8
}

/// The colours of a theme by what they are for.
#[derive(Clone, Copy, Debug)]
pub struct Ink {
    /// What all stands on.
    pub ground: Colour,
    /// Titles, labels, numbers.
    pub text: Colour,
    /// What is said aside; still 4.5 : 1 on the ground.
    pub muted: Colour,
    /// Gridlines.
    pub grid: Colour,
    /// Lines that mean something: zero, boundaries.
    pub rule: Colour,
    series: [Colour; Series::COLOURS],
    others: Colour,
    /// Where the scale for amounts begins and ends, in OKLab.
    scale: [[f64; 3]; 2],
}

impl Ink {
    /// The colours of `theme`.
    ///
    /// # Source
    /// Okabe & Ito 2008, *Color Universal Design*. On white its orange, purple and yellow are a shade darker, so that those who
    /// see two primary colours can tell them from one another and from grey; on black its blue is lighter and its black white.
    pub fn of(theme: Theme) -> Self {
        let series = |[blue, orange, purple, black, yellow]: [u32; 5]| {
            [blue, 0xd55e00, 0x009e73, orange, purple, 0x56b4e9, black, yellow].map(Colour::hex)
        };
        match theme {
            Theme::Light => Self {
                ground: Colour::hex(0xffffff),
                text: Colour::hex(0x1a1a1a),
                muted: Colour::hex(0x5f6368),
                grid: Colour::hex(0xe6e8ea),
                rule: Colour::hex(0x9aa0a6),
                series: series([0x0072b2, 0xda9400, 0xc16f9c, 0x000000, 0xd9c710]),
                others: Colour::hex(0xa3a8ad),
                scale: [[0.965, -0.006, -0.016], [0.36, -0.035, -0.115]],
            },
            Theme::Dark => Self {
                ground: Colour::hex(0x16191d),
                text: Colour::hex(0xeceef0),
                muted: Colour::hex(0xa6adb5),
                grid: Colour::hex(0x2c3137),
                rule: Colour::hex(0x6b737c),
                series: series([0x2a93d5, 0xe69f00, 0xcc79a7, 0xffffff, 0xf0e442]),
                others: Colour::hex(0x767d85),
                scale: [[0.25, -0.006, -0.02], [0.86, -0.055, -0.085]],
            },
        }
    }

    /// The colour of a series.
    pub fn series(&self, series: Series) -> Colour {
        self.series.get(series.0).copied().unwrap_or(self.others)
    }

    /// The colour of an amount from 0 (next to the ground) to 1: equal steps look equal.
    ///
    /// # Source
    /// Ottosson 2020, *A perceptual color space for image processing* (OKLab).
    pub fn amount(&self, share: f64) -> Colour {
        let share = if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) };
        let [from, to] = self.scale;
        let [light, a, b] = [0, 1, 2].map(|axis| from[axis] + share * (to[axis] - from[axis]));
        let long = (light + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let middle = (light - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let short = (light - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        let rgb = [
            4.076_741_662_1 * long - 3.307_711_591_3 * middle + 0.230_969_929_2 * short,
            -1.268_438_004_6 * long + 2.609_757_401_1 * middle - 0.341_319_396_5 * short,
            -0.004_196_086_3 * long - 0.703_418_614_7 * middle + 1.707_614_701_0 * short,
        ];
        Colour { rgb: rgb.map(gamma), opacity: 1.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_readable_on_every_colour() {
        for theme in [Theme::Light, Theme::Dark] {
            let ink = Ink::of(theme);
            let amounts = (0..=100).map(|step| ink.amount(f64::from(step) / 100.0));
            for colour in amounts.chain((0..9).map(|index| ink.series(Series(index)))) {
                assert!(colour.contrast(colour.ink()) >= 4.5, "{theme:?} {colour:?}");
            }
            assert!(ink.ground.contrast(ink.text) >= 10.0 && ink.ground.contrast(ink.muted) >= 4.5);
        }
    }

    #[test]
    fn amounts_grow_evenly_away_from_the_ground() {
        for theme in [Theme::Light, Theme::Dark] {
            let ink = Ink::of(theme);
            let steps = (0..=10).map(|step| ink.ground.contrast(ink.amount(f64::from(step) / 10.0)));
            assert!(steps.collect::<Vec<_>>().is_sorted());
        }
        assert_eq!(Ink::of(Theme::Light).amount(f64::NAN), Ink::of(Theme::Light).amount(0.0));
    }

    #[test]
    fn series_past_the_palette_are_grey() {
        let ink = Ink::of(Theme::Light);
        assert_eq!(ink.series(Series(8)), ink.series(Series(900)));
        assert!(Series(8).is_other() && !Series(7).is_other());
    }
}
