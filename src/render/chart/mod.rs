//! Charts: structs of plain numbers and labels, each drawn once, as SVG.
//!
//! A chart knows what it shows and how that is best laid out; [`Canvas`] knows fonts, margins and how to draw.
//! Every picture stands alone: title, subtitle, foot, and its numbers as rows of plain values.

use super::font::Fonts;
use super::table::{Column, Value};

mod arrows;
mod boxes;
mod canvas;
mod collocations;
mod colour;
mod dispersion;
mod doublings;
mod exchanges;
mod findings;
mod floor;
mod keyness;
mod keywords;
mod labels;
mod layout;
mod legend;
#[cfg(test)]
mod nasty;
#[cfg(test)]
mod overlap;
mod scale;
mod scaling;
mod scatter;
mod strip;
mod terms;
mod themes;
mod trends;
#[cfg(test)]
mod vision;

pub use canvas::{Anchor, Canvas};
pub use collocations::{Collocations, Link, Node};
pub use colour::{Colour, Ink, Series, Theme};
pub use dispersion::{Dispersion, Hit, HitRow};
pub use exchanges::{Exchange, Exchanges, Proportion};
pub use findings::{Estimate, Extent, Finding, Item, Panel, PanelBody, Standing};
pub use floor::{Block, Floor};
pub use keyness::Keyness;
pub use keywords::Keywords;
pub use scale::count;
pub use scaling::{Cost, Scaling, Throughput};
pub use scatter::{Point, Scatter};
pub use terms::{Bar, Terms};
pub use themes::{Cell, CellRow, Themes};
pub use trends::{Level, Moment, TrendLine, Trends};

/// What stands around a chart, so that it can be understood alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// What is seen, in the reader's words; wraps and is never cut.
    pub title: String,
    /// Measure and unit.
    pub subtitle: String,
    /// Source, sizes, and what was left out; a paragraph each.
    pub foot: Vec<String>,
    /// For those who cannot see it: the SVG's `<desc>`.
    pub description: String,
    /// The sentence that is printed in place of a chart without rows.
    pub nothing: String,
}

/// How pictures are made.
#[derive(Clone, Debug)]
pub struct Style {
    /// The PNG's width in pixels, before `scale`.
    pub width: u32,
    /// Pixels a pixel: 2 for a screen of double density.
    pub scale: f64,
    /// Light or dark.
    pub theme: Theme,
    /// What text is set in.
    pub fonts: Fonts,
}

impl Default for Style {
    fn default() -> Self {
        Self { width: 1600, scale: 1.0, theme: Theme::Light, fonts: Fonts::shipped() }
    }
}

/// What has a name and a colour: a speaker, a party, whatever the rows were grouped by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Its colour in every chart.
    pub series: Series,
}

/// A place on the way through a corpus where a document begins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Boundary {
    /// The document's name.
    pub name: String,
    /// How much lies before it, in the unit of the axis.
    pub start: u64,
}

/// A picture of numbers.
pub trait Chart: Send + Sync {
    /// What stands around it.
    fn frame(&self) -> &Frame;

    /// Whether it has nothing to draw; then the frame's sentence is printed instead.
    fn is_empty(&self) -> bool;

    /// Draws it from the canvas's present height downwards. Not called when it is empty.
    fn draw(&self, canvas: &mut Canvas);

    /// The columns of the numbers behind the picture.
    fn columns(&self) -> Vec<Column>;

    /// The numbers behind the picture, a row each; there may be millions.
    fn rows(&self) -> Box<dyn Iterator<Item = Vec<Value>> + '_>;

    /// The whole picture, 800 units wide and as high as its rows need. The same on every run.
    fn svg(&self, style: &Style) -> String {
        let mut canvas = Canvas::new(style);
        canvas.head(self.frame());
        if self.is_empty() {
            canvas.nothing(self.frame());
        } else {
            self.draw(&mut canvas);
        }
        canvas.foot(self.frame());
        canvas.finish(self.frame())
    }
}
