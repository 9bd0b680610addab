//! From SVG to PNG, with fonts from memory alone: the same bytes on every machine.

use png::{BitDepth, ColorType, Encoder, EncodingError};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::chart::Style;
use super::font::Fonts;
use crate::error::{Error, Result};

/// More pixels than this are refused rather than tried: 400 MB while they are drawn.
const MOST_PIXELS: f64 = 1e8;

/// `svg` as a PNG, `style.width` × `style.scale` pixels wide.
///
/// # Errors
/// Where `svg` is no SVG, or the picture would have no pixel or too many.
pub fn png(svg: &str, style: &Style) -> Result<Vec<u8>> {
    let tree = parse(svg, &style.fonts)?;
    let size = tree.size();
    let width = (f64::from(style.width) * style.scale).round();
    let zoom = width / f64::from(size.width());
    let height = (f64::from(size.height()) * zoom).round();
    if !(width >= 1.0 && height >= 1.0 && width * height <= MOST_PIXELS) {
        return Err(Error::config(format!("a picture of {width} × {height} pixels cannot be drawn")));
    }
    let mut pixels = Pixmap::new(width as u32, height as u32)
        .ok_or_else(|| Error::config(format!("a picture of {width} × {height} pixels cannot be drawn")))?;
    resvg::render(&tree, Transform::from_scale(zoom as f32, zoom as f32), &mut pixels.as_mut());
    encode(pixels).map_err(|error| Error::engine(format!("the PNG could not be written: {error}")))
}

/// As [`Pixmap::encode_png`] does it, without a second copy of the pixels.
fn encode(pixels: Pixmap) -> Result<Vec<u8>, EncodingError> {
    let mut png = Vec::new();
    let mut encoder = Encoder::new(&mut png, pixels.width(), pixels.height());
    encoder.set_color(ColorType::Rgba);
    encoder.set_depth(BitDepth::Eight);
    encoder.write_header()?.write_image_data(&pixels.take_demultiplied())?;
    Ok(png)
}

/// `svg` as the rasteriser understands it.
///
/// # Errors
/// Where `svg` is no SVG.
pub(super) fn parse(svg: &str, fonts: &Fonts) -> Result<Tree> {
    let options =
        Options { fontdb: fonts.database(), font_family: "DejaVu Sans".into(), ..Options::default() };
    Tree::from_str(svg, &options)
        .map_err(|error| Error::engine(format!("the SVG could not be read: {error}")))
}

/// How wide the rasteriser sets `text` at size 100: what tests hold our own measuring against.
#[cfg(test)]
pub(super) fn set_width(text: &str, weight: super::font::Weight, fonts: &Fonts) -> f32 {
    let weight = match weight {
        super::font::Weight::Regular => "normal",
        super::font::Weight::Bold => "bold",
    };
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='4000' height='200'>\
         <text x='9' y='99' font-size='100' font-family='DejaVu Sans' font-weight='{weight}'>{text}</text></svg>"
    );
    let tree = parse(&svg, fonts).expect("an SVG");
    tree.root().bounding_box().width()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: &str =
        "<svg xmlns='http://www.w3.org/2000/svg' width='80' height='40'><rect width='80' height='40'/></svg>";

    fn size(png: &[u8]) -> (u32, u32) {
        let number = |at: usize| u32::from_be_bytes([png[at], png[at + 1], png[at + 2], png[at + 3]]);
        (number(16), number(20))
    }

    #[test]
    fn the_picture_is_as_wide_as_asked_and_keeps_its_shape() {
        let style = Style { width: 300, scale: 2.0, ..Style::default() };
        assert_eq!(size(&png(SQUARE, &style).expect("a picture")), (600, 300));
    }

    #[test]
    fn what_cannot_be_drawn_is_an_error() {
        let of = |width, scale| png(SQUARE, &Style { width, scale, ..Style::default() });
        assert!(of(0, 1.0).is_err() && of(100, 0.0).is_err() && of(100, f64::NAN).is_err());
        assert!(of(1_000_000, 1.0).is_err());
        assert!(png("<svg", &Style::default()).is_err());
    }
}
