//! A page as one HTML file that asks nothing of any network.
//!
//! Everything is escaped by the templates; only our own charts, style and script are put in as they are,
//! and a Content-Security-Policy lets exactly that style and that script run.

use askama::Template;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use super::PAGE_ROWS;
use super::anchors::Anchors;
use super::model::{Block, Inline, Page};
use super::view::{BlockView, Words};
use crate::error::{Error, Result};
use crate::render::print::upright;

const STYLE: &str = include_str!("../templates/page.css");
const SCRIPT: &str = include_str!("../templates/page.js");

#[derive(Template)]
#[template(path = "page.html", config = "src/render/templates/askama.toml")]
struct PageView<'a> {
    page: &'a Page,
    anchors: Anchors<'a>,
    policy: String,
    style: &'static str,
    script: &'static str,
}

impl PageView<'_> {
    fn blocks(&self, blocks: &[Block]) -> askama::Result<String> {
        blocks.iter().map(|block| BlockView { block, anchors: &self.anchors }.render()).collect()
    }

    fn words(&self, words: &[Inline]) -> askama::Result<String> {
        Words { words, anchors: &self.anchors }.render()
    }
}

/// The page as one HTML file: style, script and pictures inline, usable with the script off.
///
/// # Errors
/// A template could not be filled in, which no text of a page can cause.
pub fn html(page: &Page) -> Result<String> {
    let anchors = Anchors::of(page, PAGE_ROWS);
    let policy = policy();
    let view = PageView { page, anchors, policy, style: STYLE, script: SCRIPT };
    let text = view.render().map_err(Error::engine)?;
    Ok(upright(&text).into_owned())
}

fn policy() -> String {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::{Details, Figure, Head, Quotation, Section, Sentence, Span, TableBlock};
    use crate::render::table::{Column, Table, Value};

    const HOSTILE: &str = "<script>alert(1)</script>\" onclick='alert(2)' style=\"x\" \u{202e}";

    /// A page with `text` in every place that holds text.
    fn page(text: &str) -> Page {
        let words = || {
            let link = Inline::Link { text: text.into(), href: "https://example.org/".to_owned() + text };
            let words = [Inline::Strong, Inline::Emphasis, Inline::Code, Inline::Text];
            words.into_iter().map(|word| word(text.into())).chain([link]).collect::<Vec<_>>()
        };
        let mut table = Table::new([Column::text("term"), Column::float("rate")]);
        table.rows.push(vec![text.into(), (1.0 / 3.0).into()]);
        table.rows.push(vec![Value::Empty, Value::Empty]);
        let head = Head { label: text.into(), unit: text.into(), help: text.into(), ..Head::default() };
        let table = TableBlock {
            id: text.into(),
            caption: text.into(),
            table,
            heads: vec![head],
            row_ids: vec![text.into(), "row".into()],
            row_links: vec!["#row".into()],
            rows_in_all: Some(9000),
            csv: Some("tables/t.csv".into()),
            note: words(),
        };
        let figure = Figure {
            id: text.into(),
            caption: text.into(),
            alt: text.into(),
            svg: "<svg></svg>".into(),
            svg_dark: None,
            files: vec![(text.into(), "charts/a.png".into())],
        };
        let quotation = Quotation {
            id: text.into(),
            spans: vec![Span::Plain(text.into()), Span::Marked(text.into())],
            language: text.into(),
            speaker: text.into(),
            date: text.into(),
            document: text.into(),
            line: Some(3),
            url: "javascript:alert(3)".into(),
        };
        let inner = vec![Block::Table(table), Block::Figure(figure), Block::Quotations(vec![quotation])];
        let blocks = vec![
            Block::Heading(text.into()),
            Block::Paragraph(words()),
            Block::Notice(words()),
            Block::Code(text.into()),
            Block::Sentences(vec![Sentence { words: words(), href: Some("#row".into()) }]),
            Block::Definitions(vec![(text.into(), words())]),
            Block::Details(Details {
                id: text.into(),
                alias: "other".into(),
                summary: words(),
                blocks: inner,
            }),
        ];
        let section = Section { id: text.into(), title: text.into(), blocks };
        let title = text.to_owned();
        let page = Page { title, subtitle: text.into(), language: text.into(), ..Page::default() };
        Page { generator: text.into(), sections: vec![section], foot: words(), ..page }
    }

    /// The opening tags of `html`, by a reading that knows quotes.
    fn tags(html: &str) -> Vec<String> {
        let (mut tags, mut tag, mut quote) = (Vec::new(), None::<String>, false);
        for c in html.chars() {
            match (&mut tag, c) {
                (None, '<') => tag = Some(String::new()),
                (Some(text), '>') if !quote => {
                    tags.push(std::mem::take(text));
                    tag = None;
                }
                (Some(text), c) => {
                    quote ^= c == '"';
                    text.push(if quote && c != '"' { '.' } else { c });
                }
                (None, _) => {}
            }
        }
        tags
    }

    fn body(html: &str) -> &str {
        let start = html.find("<body>").unwrap();
        &html[start..html.rfind("<script>").unwrap()]
    }

    #[test]
    fn hostile_text_makes_no_tag_and_no_attribute() {
        let html = html(&page(HOSTILE)).unwrap();
        let plain = super::html(&page("word")).unwrap();
        assert_eq!(tags(body(&html)).len(), tags(body(&plain)).len());
        for tag in tags(body(&html)) {
            assert!(
                !tag.starts_with("script") && !tag.contains("style=") && !tag.contains("onclick"),
                "{tag}"
            );
        }
        assert_eq!(html.matches("<script").count(), 1);
        assert!(!html.contains("javascript:"));
    }

    #[test]
    fn the_policy_names_the_style_and_the_script_that_are_in_the_page() {
        let html = html(&page("word")).unwrap();
        for name in ["style", "script"] {
            let (_, rest) = html.split_once(&format!("<{name}>")).unwrap();
            let (text, _) = rest.split_once(&format!("</{name}>")).unwrap();
            assert!(html.contains(&format!("{name}-src &#39;{}&#39;", hash(text))), "{name}");
        }
    }

    #[test]
    fn a_rounded_cell_carries_its_exact_number_and_an_undefined_one_nothing() {
        let html = html(&page("word")).unwrap();
        assert!(html.contains("<td class=\"n\" data-v=\"0.3333333333333333\">0.333</td>"));
        assert!(html.contains("<td class=\"n\"></td>"));
        assert!(html.contains("First 2 of 9,000 rows. All rows: <a href=\"tables/t.csv\">"));
    }

    #[test]
    fn without_script_all_is_unfolded_and_no_control_is_there() {
        let html = html(&page("word")).unwrap();
        let body = body(&html);
        assert_eq!(body.matches("<details").count(), body.matches(" open>").count());
        assert!(!body.contains("<button") && !body.contains("<input"));
    }
}
