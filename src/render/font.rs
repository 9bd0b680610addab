//! The fonts that pictures are set in: what they can print, and how wide it comes out.

use std::sync::Arc;

use resvg::usvg::fontdb::{Database, Source};
use ttf_parser::{Face, GlyphId, name_id};
use unicode_segmentation::UnicodeSegmentation;

use crate::error::{Error, Result};

/// The families asked for, in order: the shipped one, a nearly as wide one, anything.
const FAMILIES: [&str; 2] = ["DejaVu Sans", "Verdana"];

/// The shipped faces, and one more where the user gave one.
#[derive(Clone, Debug)]
pub struct Fonts {
    extra: Option<Arc<Vec<u8>>>,
    family: String,
    database: Arc<Database>,
}

impl Fonts {
    /// The shipped faces alone: DejaVu Sans, regular and bold.
    pub fn shipped() -> Self {
        let mut database = Database::new();
        database.load_font_source(Source::Binary(Arc::new(dejavu::sans::regular())));
        database.load_font_source(Source::Binary(Arc::new(dejavu::sans::bold())));
        database.set_sans_serif_family(FAMILIES[0]);
        database.set_serif_family(FAMILIES[0]);
        Self { extra: None, family: families(None), database: Arc::new(database) }
    }

    /// The shipped faces and, for what they lack, the face in `bytes` (TrueType or OpenType).
    ///
    /// # Errors
    /// Where `bytes` is no font.
    pub fn with_face(bytes: Vec<u8>) -> Result<Self> {
        let face =
            Face::parse(&bytes, 0).map_err(|error| Error::config(format!("no usable font: {error}")))?;
        let family = families(family_name(&face).as_deref());
        let bytes = Arc::new(bytes);
        let mut database = Database::clone(&Self::shipped().database);
        database.load_font_source(Source::Binary(bytes.clone()));
        Ok(Self { extra: Some(bytes), family, database: Arc::new(database) })
    }

    /// The list of families as CSS and SVG write it.
    pub fn family(&self) -> &str {
        &self.family
    }

    /// The faces as the rasteriser looks them up.
    pub fn database(&self) -> Arc<Database> {
        self.database.clone()
    }

    /// What measures text in these fonts.
    pub fn ruler(&self) -> Ruler<'_> {
        let shipped = [dejavu::sans::regular(), dejavu::sans::bold()];
        let extra = self.extra.iter().map(|bytes| bytes.as_slice());
        let faces = shipped.into_iter().chain(extra).filter_map(|bytes| Face::parse(bytes, 0).ok()).collect();
        Ruler { faces }
    }
}

impl Default for Fonts {
    fn default() -> Self {
        Self::shipped()
    }
}

fn families(extra: Option<&str>) -> String {
    let quoted = extra.map(|name| format!("'{name}'"));
    let known = FAMILIES.into_iter().map(str::to_owned);
    known.chain(quoted).chain(["sans-serif".to_owned()]).collect::<Vec<_>>().join(", ")
}

fn family_name(face: &Face) -> Option<String> {
    let mut names = face.names().into_iter().filter(|name| name.name_id == name_id::FAMILY);
    let name = names.find_map(|name| name.to_string())?;
    name.chars().all(|c| c.is_alphanumeric() || " -_.".contains(c)).then_some(name)
}

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// For running text and numbers.
    Regular,
    /// For titles and heads.
    Bold,
}

/// The size (in units of the canvas) and weight that a text is set in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lettering {
    /// The size of the em.
    pub size: f64,
    /// How heavy.
    pub weight: Weight,
}

impl Lettering {
    /// Regular letters of a size.
    pub const fn regular(size: f64) -> Self {
        Self { size, weight: Weight::Regular }
    }

    /// Bold letters of a size.
    pub const fn bold(size: f64) -> Self {
        Self { size, weight: Weight::Bold }
    }

    /// From one baseline to the next: enough that accents and descenders never touch.
    pub fn line_height(self) -> f64 {
        (self.size * 1.3).ceil()
    }
}

/// Measures text by the faces' own metrics, and fits it into a given room.
#[derive(Clone, Debug)]
pub struct Ruler<'a> {
    /// Regular, bold, and the extra face if there is one.
    faces: Vec<Face<'a>>,
}

impl Ruler<'_> {
    /// Whether no face has a glyph for `letter` although it should be seen.
    pub fn lacks(&self, letter: char) -> bool {
        !is_invisible(letter) && self.glyph(letter, Weight::Regular).is_none()
    }

    /// How wide `text` comes out, in units of the canvas.
    pub fn width(&self, text: &str, lettering: Lettering) -> f64 {
        let mut sum = 0.0;
        let mut before = None;
        for letter in text.chars().filter(|letter| !is_invisible(*letter)) {
            let Some((index, glyph)) = self.glyph(letter, lettering.weight) else {
                sum += lettering.size;
                before = None;
                continue;
            };
            let face = &self.faces[index];
            let mut units = i32::from(face.glyph_hor_advance(glyph).unwrap_or(0));
            if let Some((_, left)) = before.filter(|(same, _)| *same == index) {
                units += kerning(face, left, glyph);
            }
            sum += f64::from(units) * lettering.size / f64::from(face.units_per_em());
            before = Some((index, glyph));
        }
        sum
    }

    /// `text` if it is at most `room` wide, else as much of it as fits before a "…".
    pub fn shorten(&self, text: &str, lettering: Lettering, room: f64) -> String {
        if self.width(text, lettering) <= room {
            return text.to_owned();
        }
        let room = room - self.width("…", lettering);
        format!("{}…", text[..self.fitting(text, lettering, room)].trim_end())
    }

    /// `text` in lines at most `room` wide, broken at spaces and after hyphens, and inside a word only where it alone is wider.
    /// At least one line; never cut.
    pub fn wrap(&self, text: &str, lettering: Lettering, room: f64) -> Vec<String> {
        let mut lines = vec![String::new()];
        for (gap, word) in pieces(text) {
            let mut line = lines.pop().unwrap_or_default();
            let joined = if line.is_empty() { word.to_owned() } else { format!("{line}{gap}{word}") };
            if self.width(&joined, lettering) <= room {
                lines.push(joined);
                continue;
            }
            if !line.is_empty() {
                lines.push(line);
            }
            line = word.to_owned();
            while !line.is_empty() && self.width(&line, lettering) > room {
                let cut = self.fitting(&line, lettering, room).max(first_letter(&line));
                let rest = line.split_off(cut);
                lines.push(std::mem::replace(&mut line, rest));
            }
            lines.push(line);
        }
        lines
    }

    /// As [`Ruler::wrap`], but at most `most` lines, the last of which then ends in "…".
    pub fn wrap_within(&self, text: &str, lettering: Lettering, room: f64, most: usize) -> Vec<String> {
        let mut lines = self.wrap(text, lettering, room);
        if lines.len() > most.max(1) {
            lines.truncate(most.max(1));
            let last = lines.pop().unwrap_or_default();
            let cut = self.fitting(&last, lettering, room - self.width("…", lettering));
            lines.push(format!("{}…", last[..cut].trim_end()));
        }
        lines
    }

    /// How many bytes of `text` fit into `room`, at a boundary between letters as readers see them.
    fn fitting(&self, text: &str, lettering: Lettering, room: f64) -> usize {
        let mut sum = 0.0;
        for (at, letter) in text.grapheme_indices(true) {
            sum += self.width(letter, lettering);
            if sum > room {
                return at;
            }
        }
        text.len()
    }

    /// The first face that has `letter`, the one of the right weight before the other shipped one.
    fn glyph(&self, letter: char, weight: Weight) -> Option<(usize, GlyphId)> {
        let order = match weight {
            Weight::Regular => [0, 1, 2],
            Weight::Bold => [1, 0, 2],
        };
        order.into_iter().find_map(|index| Some((index, self.faces.get(index)?.glyph_index(letter)?)))
    }
}

/// What may stand on a line of its own, with what stands before it on the same line.
fn pieces(text: &str) -> impl Iterator<Item = (&'static str, &str)> {
    text.split_whitespace().flat_map(|word| {
        word.split_inclusive('-').enumerate().map(|(at, piece)| (if at == 0 { " " } else { "" }, piece))
    })
}

fn first_letter(text: &str) -> usize {
    text.graphemes(true).next().map_or(0, str::len)
}

fn kerning(face: &Face, left: GlyphId, right: GlyphId) -> i32 {
    let tables = face.tables().kern.into_iter().flat_map(|kern| kern.subtables);
    let pairs =
        tables.filter(|table| table.horizontal && !table.has_state_machine && !table.has_cross_stream);
    pairs.filter_map(|table| table.glyphs_kerning(left, right)).map(i32::from).sum()
}

/// Whether `letter` steers other letters and has no shape of its own: joiners, marks of direction, selectors.
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Lettering = Lettering::regular(20.0);

    #[test]
    fn the_shipped_faces_print_european_names_and_lack_chinese() {
        let fonts = Fonts::shipped();
        let ruler = fonts.ruler();
        assert_eq!(ruler.faces.len(), 2);
        assert!(!"Bjørgaas Åsberg Erdoğan Зеленський Μητσοτάκης".chars().any(|letter| ruler.lacks(letter)));
        assert!(ruler.lacks('習'));
        assert!(!ruler.lacks('\u{200d}'));
    }

    #[test]
    fn a_text_is_measured_as_the_rasteriser_sets_it() {
        let fonts = Fonts::shipped();
        let ruler = fonts.ruler();
        for (text, weight) in [
            ("AVATAR Tove LT. fjord, 1,668", Weight::Regular),
            ("Tove Bjørgaas: “We have”", Weight::Bold),
            ("Володимир Зеленський", Weight::Regular),
        ] {
            let measured = ruler.width(text, Lettering { size: 100.0, weight });
            let set = f64::from(crate::render::raster::set_width(text, weight, &fonts));
            assert!((measured / set - 1.0).abs() < 0.02, "{text}: measured {measured}, set {set}");
        }
    }

    #[test]
    fn a_long_text_is_shortened_to_its_room_and_says_so() {
        let fonts = Fonts::shipped();
        let ruler = fonts.ruler();
        let short = ruler.shorten("a name that goes on and on", PLAIN, 100.0);
        assert!(short.ends_with('…') && ruler.width(&short, PLAIN) <= 100.0, "{short}");
        assert_eq!(ruler.shorten("fits", PLAIN, 100.0), "fits");
    }

    #[test]
    fn wrapping_loses_no_letter_and_keeps_within_the_room() {
        let fonts = Fonts::shipped();
        let ruler = fonts.ruler();
        let text = "one two-hundred-and-fifty-thousand-and-more three";
        let lines = ruler.wrap(text, PLAIN, 120.0);
        assert!(lines.len() > 3 && lines.iter().all(|line| ruler.width(line, PLAIN) <= 120.0), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        let two = ruler.wrap_within(text, PLAIN, 120.0, 2);
        assert!(two.len() == 2 && two[1].ends_with('…'), "{two:?}");
        assert_eq!(ruler.wrap("", PLAIN, 120.0), [""]);
    }

    #[test]
    fn bytes_that_are_no_font_are_refused() {
        assert!(Fonts::with_face(b"no font".to_vec()).is_err());
        let again =
            Fonts::with_face(dejavu::serif::regular().to_vec()).map(|fonts| fonts.family().to_owned());
        assert_eq!(again.ok().as_deref(), Some("DejaVu Sans, Verdana, 'DejaVu Serif', sans-serif"));
    }
}
