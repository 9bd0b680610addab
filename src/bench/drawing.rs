//! The charts that the last stage draws.

use super::stages::Records;
use crate::error::Result;
use crate::render::chart::{
    Bar, Chart, Estimate, Extent, Finding, Frame, Item, Keywords, Panel, PanelBody, Series, Standing, Style,
    Terms,
};
use crate::render::raster;

/// Draws the terms said most, and the keywords of those who speak most, as SVG and PNG.
///
/// # Errors
/// A picture that cannot be drawn.
pub(super) fn draw(records: &Records) -> Result<()> {
    let style = Style::default();
    let charts: [Box<dyn Chart>; 2] = [Box::new(terms(records)), Box::new(keywords(records))];
    for chart in charts {
        std::hint::black_box(raster::png(&chart.svg(&style), &style)?);
    }
    Ok(())
}

fn terms(records: &Records) -> Terms {
    let bars = records.terms.iter();
    let bars =
        bars.map(|(term, count)| Bar { label: term.clone(), value: *count as f64, note: String::new() });
    Terms { frame: Frame::default(), series: Series(0), bars: bars.collect() }
}

fn keywords(records: &Records) -> Keywords {
    let panels = records.profiles.iter().enumerate().map(|(at, profile)| {
        let items = profile.terms.iter().map(|(term, frequency, value)| Item {
            label: term.clone(),
            frequency: *frequency,
            finding: Finding {
                standing: Standing::Suggestive,
                extent: Extent::Ratio(Estimate { value: *value, interval: None }),
            },
            note: String::new(),
        });
        Panel {
            title: profile.speaker.clone(),
            subtitle: String::new(),
            series: Series(at),
            body: PanelBody::Items(items.collect()),
        }
    });
    Keywords { frame: Frame::default(), panels: panels.collect(), interval_label: String::new() }
}
