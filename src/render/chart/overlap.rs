//! Reads a picture back: no text may overlap another or leave the picture. For tests, of the crate and from outside.

use std::sync::Arc;

use resvg::usvg::fontdb::Database;
use resvg::usvg::{Group, Node, Options, Rect, Tree};

/// What is wrong with a picture, a sentence a fault.
pub fn faults(svg: &str, fonts: Arc<Database>) -> Vec<String> {
    let mut faults = Vec::new();
    if svg.contains("NaN") || svg.contains("style=") {
        faults.push("a word in the SVG that must not be there".to_owned());
    }
    let options = Options { fontdb: fonts, font_family: "DejaVu Sans".into(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).expect("an SVG that can be read");
    let mut texts = Vec::new();
    boxes(tree.root(), &mut texts);
    texts.sort_by(|a, b| a.1.top().total_cmp(&b.1.top()));
    let (width, height) = (tree.size().width(), tree.size().height());
    for (at, (text, place)) in texts.iter().enumerate() {
        if place.left() < 0.0 || place.right() > width || place.top() < 0.0 || place.bottom() > height {
            faults.push(format!("{text:?} leaves the picture: {place:?} in {width} × {height}"));
        }
        for (other, theirs) in texts[at + 1..].iter().take_while(|(_, next)| next.top() < place.bottom()) {
            if is_overlapping(place, theirs) {
                faults.push(format!("{text:?} {place:?} lies over {other:?} {theirs:?}"));
            }
        }
    }
    faults
}

/// Every text with the box that the rasteriser sets it in, by the font's own metrics.
fn boxes(group: &Group, found: &mut Vec<(String, Rect)>) {
    for child in group.children() {
        match child {
            Node::Text(text) => {
                let words = text.chunks().iter().map(|chunk| chunk.text()).collect();
                found.push((words, text.abs_bounding_box()));
            }
            Node::Group(group) => boxes(group, found),
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

fn is_overlapping(a: &Rect, b: &Rect) -> bool {
    let slack = 0.5;
    a.left() + slack < b.right()
        && b.left() + slack < a.right()
        && a.top() + slack < b.bottom()
        && b.top() + slack < a.bottom()
}
