//! The sheet that charts draw on: margins, text that fits, a few shapes; plotters writes it down as SVG.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::colour::{Colour, Ink};
use super::{Frame, Style};
use crate::render::font::{Lettering, Ruler, Weight};
use crate::render::print::upright;

/// How wide the sheet is; the SVG says half of it, so that plotters' whole units are half a pixel.
const WIDTH: f64 = 1600.0;
/// Where content begins.
pub const LEFT: f64 = 48.0;
/// Where content ends.
pub const RIGHT: f64 = WIDTH - LEFT;

const TITLE: Lettering = Lettering::bold(40.0);
const SUBTITLE: Lettering = Lettering::regular(26.0);
/// Names of rows and what is read first.
pub const LABEL: Lettering = Lettering::regular(25.0);
/// Heads of panels and columns.
pub const HEAD: Lettering = Lettering::bold(25.0);
/// Numbers beside marks, ticks, legends.
pub const SMALL: Lettering = Lettering::regular(22.0);
const FOOT: Lettering = Lettering::regular(20.0);

/// Which end of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

#[derive(Clone, Debug)]
enum Mark {
    Rect([(f64, f64); 2]),
    Polygon(Vec<(f64, f64)>),
    Path(Vec<(f64, f64)>, f64),
    Dot((f64, f64), f64),
    Text(String, (f64, f64), Anchor, Lettering),
}

/// Collects marks from the top downwards; its height is known when all is drawn.
#[derive(Clone, Debug)]
pub struct Canvas<'a> {
    /// The colours of the theme.
    pub ink: Ink,
    /// Where the next thing goes.
    pub y: f64,
    ruler: Ruler<'a>,
    family: &'a str,
    marks: Vec<(Mark, Colour)>,
    unprintable: Vec<String>,
}

impl<'a> Canvas<'a> {
    /// An empty sheet.
    pub fn new(style: &'a Style) -> Self {
        let (ruler, family) = (style.fonts.ruler(), style.fonts.family());
        Self { ink: Ink::of(style.theme), y: 40.0, ruler, family, marks: Vec::new(), unprintable: Vec::new() }
    }

    /// A filled rectangle between two corners.
    pub fn rect(&mut self, corners: [(f64, f64); 2], colour: Colour) {
        self.marks.push((Mark::Rect(corners), colour));
    }

    /// A hollow rectangle that hides what is behind it; its first corner is the left upper one.
    pub fn frame(&mut self, [(left, top), (right, bottom)]: [(f64, f64); 2], colour: Colour) {
        const LINE: f64 = 3.0;
        self.rect([(left, top), (right, bottom)], colour);
        if right - left > 2.0 * LINE && bottom - top > 2.0 * LINE {
            let within = [(left + LINE, top + LINE), (right - LINE, bottom - LINE)];
            self.rect(within, self.ink.ground);
        }
    }

    /// A straight line.
    pub fn line(&mut self, ends: [(f64, f64); 2], width: f64, colour: Colour) {
        self.path(ends.to_vec(), width, colour);
    }

    /// A line through all points.
    pub fn path(&mut self, points: Vec<(f64, f64)>, width: f64, colour: Colour) {
        self.marks.push((Mark::Path(points, width), colour));
    }

    /// A filled polygon.
    pub fn polygon(&mut self, points: Vec<(f64, f64)>, colour: Colour) {
        self.marks.push((Mark::Polygon(points), colour));
    }

    /// A filled circle.
    pub fn dot(&mut self, centre: (f64, f64), radius: f64, colour: Colour) {
        self.marks.push((Mark::Dot(centre, radius), colour));
    }

    /// A hollow circle that hides what is behind it.
    pub fn ring(&mut self, centre: (f64, f64), radius: f64, colour: Colour) {
        self.dot(centre, radius, colour);
        self.dot(centre, (radius - 3.0).max(1.0), self.ink.ground);
    }

    /// A line of text; `place` is where its anchor stands, at half the height of its capitals.
    pub fn text(
        &mut self,
        text: &str,
        place: (f64, f64),
        anchor: Anchor,
        lettering: Lettering,
        colour: Colour,
    ) {
        let text = self.printable(text);
        if !text.trim().is_empty() {
            self.marks.push((Mark::Text(text, place, anchor, lettering), colour));
        }
    }

    /// Lines of text below one another, the first one's top at `top`; returns where they end.
    pub fn lines(
        &mut self,
        lines: &[String],
        (x, top): (f64, f64),
        anchor: Anchor,
        lettering: Lettering,
        colour: Colour,
    ) -> f64 {
        let mut y = top;
        for line in lines {
            self.text(line, (x, y + lettering.line_height() / 2.0), anchor, lettering, colour);
            y += lettering.line_height();
        }
        y
    }

    /// How wide `text` comes out.
    pub fn width(&mut self, text: &str, lettering: Lettering) -> f64 {
        let text = self.printable(text);
        self.ruler.width(&text, lettering)
    }

    /// How wide the widest of `texts` comes out, but at most `most`.
    pub fn widest<'t>(
        &mut self,
        texts: impl Iterator<Item = &'t str>,
        lettering: Lettering,
        most: f64,
    ) -> f64 {
        texts.map(|text| self.width(text, lettering).ceil()).fold(0.0, f64::max).min(most)
    }

    /// `text`, ending in "…" where it is wider than `room`.
    pub fn shorten(&mut self, text: &str, lettering: Lettering, room: f64) -> String {
        let text = self.printable(text);
        self.ruler.shorten(&text, lettering, room)
    }

    /// `text` in lines no wider than `room`; never cut.
    pub fn wrap(&mut self, text: &str, lettering: Lettering, room: f64) -> Vec<String> {
        let text = self.printable(text);
        self.ruler.wrap(&text, lettering, room)
    }

    /// `text` in at most `most` lines no wider than `room`, ending in "…" where that is too little.
    pub fn wrap_within(&mut self, text: &str, lettering: Lettering, room: f64, most: usize) -> Vec<String> {
        let text = self.printable(text);
        self.ruler.wrap_within(&text, lettering, room, most)
    }

    /// `text` in as few lines as the whole width allows, but no line much longer than the others.
    fn balanced(&mut self, text: &str, lettering: Lettering) -> Vec<String> {
        let mut best = self.wrap(text, lettering, RIGHT - LEFT);
        for percent in (50..100).rev().step_by(5) {
            let narrower = self.wrap(text, lettering, (RIGHT - LEFT) * f64::from(percent) / 100.0);
            if narrower.len() > best.len() {
                break;
            }
            best = narrower;
        }
        best
    }

    /// A paragraph over the whole width, from the present height on.
    pub fn paragraph(&mut self, text: &str, lettering: Lettering, colour: Colour) {
        if !text.is_empty() {
            let lines = self.wrap(text, lettering, RIGHT - LEFT);
            self.y = self.lines(&lines, (LEFT, self.y), Anchor::Start, lettering, colour);
        }
    }

    /// Title and subtitle.
    pub(super) fn head(&mut self, frame: &Frame) {
        let title = self.balanced(&frame.title, TITLE);
        self.y = self.lines(&title, (LEFT, self.y), Anchor::Start, TITLE, self.ink.text);
        self.y += 6.0;
        self.paragraph(&frame.subtitle, SUBTITLE, self.ink.muted);
        self.y += 28.0;
    }

    /// The sentence in place of a chart.
    pub(super) fn nothing(&mut self, frame: &Frame) {
        let sentence = if frame.nothing.is_empty() { "There is nothing to show." } else { &frame.nothing };
        self.y += 24.0;
        self.paragraph(sentence, SUBTITLE, self.ink.text);
        self.y += 24.0;
    }

    /// The foot, and what the font could not print.
    pub(super) fn foot(&mut self, frame: &Frame) {
        self.y += 30.0;
        for paragraph in &frame.foot {
            self.paragraph(paragraph, FOOT, self.ink.muted);
        }
        let (first, last) = match self.unprintable.len() {
            0 => return,
            1 => ("(text 1) is".to_owned(), "it stands"),
            many => (format!("(text 1) to (text {many}) are"), "they stand"),
        };
        let sentence =
            format!("{first} in a script that this font lacks; {last} in the data beside the picture.");
        self.paragraph(&sentence, FOOT, self.ink.muted);
    }

    /// `text` with plain spaces for all others and for control characters, and "(text 1)" for what no face can print.
    fn printable(&mut self, text: &str) -> String {
        let text = upright(text).replace(|letter: char| letter.is_control() || letter.is_whitespace(), " ");
        let mut printed = String::with_capacity(text.len());
        let mut rest = &*text;
        while let Some(at) = rest.find(|letter| self.ruler.lacks(letter)) {
            let (before, from) = rest.split_at(at);
            let seen = |letter: char| !self.ruler.lacks(letter) && !letter.is_whitespace();
            let end = from.find(seen).unwrap_or(from.len());
            let lacking = from[..end].trim_end();
            printed.push_str(before);
            let number = self.unprintable.iter().position(|known| known == lacking);
            let number = number.unwrap_or_else(|| {
                self.unprintable.push(lacking.to_owned());
                self.unprintable.len() - 1
            });
            printed.push_str(&format!("(text {})", number + 1));
            rest = &from[lacking.len()..];
        }
        printed + rest
    }

    /// The SVG: half as wide as the sheet, with what screen readers say put in after the root tag.
    pub(super) fn finish(self, frame: &Frame) -> String {
        let height = ((self.y + 36.0) / 2.0).ceil() as u32 * 2;
        let mut drawn = String::new();
        self.write(&mut drawn, height).expect("plotters' SVG backend only appends to the string");
        let body = drawn.split_once('>').map_or("", |(_, body)| body);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{}\" height=\"{}\" \
             viewBox=\"0 0 {WIDTH} {height}\">\n<title>{}</title>\n<desc>{}</desc>{body}",
            WIDTH / 2.0,
            height / 2,
            escaped(&frame.title),
            escaped(&frame.description),
        )
    }

    fn write(&self, drawn: &mut String, height: u32) -> Result<(), Box<dyn std::error::Error>> {
        let area = SVGBackend::with_string(drawn, (WIDTH as u32, height)).into_drawing_area();
        area.fill(&plotters_colour(self.ink.ground))?;
        for (mark, colour) in &self.marks {
            let colour = plotters_colour(*colour);
            match mark {
                Mark::Rect(corners) => area.draw(&Rectangle::new(corners.map(whole), colour.filled()))?,
                Mark::Polygon(points) => area.draw(&Polygon::new(whole_all(points), colour))?,
                Mark::Path(points, width) => {
                    area.draw(&PathElement::new(whole_all(points), colour.stroke_width(*width as u32)))?;
                }
                Mark::Dot(centre, radius) => {
                    area.draw(&Circle::new(whole(*centre), radius.round() as i32, colour.filled()))?;
                }
                Mark::Text(text, place, anchor, lettering) => {
                    let style = self.text_style(*anchor, *lettering, colour);
                    area.draw_text(text, &style, whole(text_top(*place, *lettering)))?;
                }
            }
        }
        Ok(area.present()?)
    }

    fn text_style(&self, anchor: Anchor, lettering: Lettering, colour: RGBAColor) -> TextStyle<'a> {
        let weight = match lettering.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        };
        let side = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        // The backend writes a size divided by 1.24.
        let font = FontDesc::new(FontFamily::Name(self.family), lettering.size * 1.24, weight);
        font.color(&colour).pos(Pos::new(side, VPos::Top))
    }
}

/// Where the backend wants a text whose capitals' middle is at `place`: it sets the baseline 0.76 em lower.
fn text_top((x, y): (f64, f64), lettering: Lettering) -> (f64, f64) {
    const HALF_CAPITAL: f64 = 0.365;
    (x, y + (HALF_CAPITAL - 0.76) * lettering.size)
}

fn whole((x, y): (f64, f64)) -> (i32, i32) {
    (x.round() as i32, y.round() as i32)
}

fn whole_all(points: &[(f64, f64)]) -> Vec<(i32, i32)> {
    points.iter().copied().map(whole).collect()
}

fn plotters_colour(colour: Colour) -> RGBAColor {
    let [red, green, blue] = colour.rgb;
    RGBAColor(red, green, blue, colour.opacity)
}

fn escaped(text: &str) -> String {
    let text =
        text.replace(|letter: char| letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}'), " ");
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(frame: &Frame) -> String {
        let style = Style::default();
        let mut canvas = Canvas::new(&style);
        canvas.head(frame);
        canvas.foot(frame);
        canvas.finish(frame)
    }

    #[test]
    fn a_picture_says_what_it_is_and_keeps_its_text_as_text() {
        let frame = Frame {
            title: "Who <said> \u{1}\"what\" & why".into(),
            description: "A picture.\u{0}".into(),
            ..Frame::default()
        };
        let svg = drawn(&frame);
        let root = "width=\"800\" height=\"96\" viewBox=\"0 0 1600 192\">";
        let told = "<title>Who &lt;said&gt;  \"what\" &amp; why</title>\n<desc>A picture. </desc>";
        assert!(svg.contains(&format!("{root}\n{told}")), "{svg}");
        assert!(svg.contains("\nWho &lt;said&gt; &quot;what&quot; &amp; why\n</text>"), "{svg}");
        assert!(svg.contains("font-size=\"40\"") && !svg.contains("style="), "{svg}");
    }

    #[test]
    fn a_script_that_the_font_lacks_is_said_and_not_printed_as_boxes() {
        let frame = Frame { title: "习近平 and 安倍 晋三 and 习近平".into(), ..Frame::default() };
        let svg = drawn(&frame);
        assert!(svg.contains("(text 1) and (text 2) and (text 1)\n"), "{svg}");
        assert!(svg.contains("(text 1) to (text 2) are in a script"), "{svg}");
    }
}
