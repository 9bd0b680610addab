//! Which records answer which question: the page, its tables and its charts.

mod contrast;
mod evidence;
mod figures;
mod groups;
mod methods;
mod profiles;
mod prose;
mod rituals;
mod said;
mod sections;
mod study;
pub mod tables;

pub use evidence::{Evidence, EvidencePlan, Quoted, Texts};
pub use figures::Figure;
pub use methods::{Found, LanguageUsed, LanguagesUsed, Methods, Stems, Told};
pub use profiles::{Profile, profiles};
pub use said::Said;
pub use study::{Mode, Shift, Study, StudyOptions, ThemeSource};

use crate::render::chart::{Chart, Style, Theme};
use crate::render::page::Page;

/// Everything that page and charts are made from.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// The corpus with its statistics.
    pub study: &'a Study<'a>,
    /// The groups' keyword profiles.
    pub profiles: &'a [Profile<'a>],
    /// The sentences behind the numbers.
    pub evidence: &'a Evidence,
    /// How it was all made.
    pub methods: &'a Methods,
}

/// A chart that was drawn.
#[derive(Debug)]
pub struct Picture {
    /// Which.
    pub figure: Figure,
    /// The picture.
    pub svg: String,
    /// The same for a dark page.
    pub svg_dark: String,
    /// What it shows, in words.
    pub description: String,
}

/// Draws a chart, light or dark as `style` says, and dark; with it the chart itself, which holds the numbers behind it.
pub fn picture(figure: Figure, material: &Material<'_>, style: &Style) -> (Picture, Box<dyn Chart>) {
    let chart = figure.chart(material);
    let dark = Style { theme: Theme::Dark, ..style.clone() };
    let description = chart.frame().description.clone();
    (Picture { figure, svg: chart.svg(style), svg_dark: chart.svg(&dark), description }, chart)
}

/// The page, with the pictures in it; it says how many rows `tables/keywords.csv` leaves out.
pub fn page(material: &Material<'_>, pictures: &[Picture], keywords_left_out: u64) -> Page {
    sections::page(material, pictures, keywords_left_out)
}
