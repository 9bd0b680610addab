//! Links that lead somewhere: only to what the page shows, and never into a script.

use std::collections::BTreeMap;

use super::model::{Block, Page, Section, TableBlock};

/// A name for links made of `text`: letters and digits in lower case, everything else one hyphen.
/// Two texts may share one; whoever builds a page keeps its names apart.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Every name on a page, with the name that a link to it leads to: a row that is not shown is found at
/// its table.
pub(super) struct Anchors<'a> {
    names: BTreeMap<&'a str, &'a str>,
}

impl<'a> Anchors<'a> {
    /// The names of `page` where tables show `rows` rows.
    pub(super) fn of(page: &'a Page, rows: usize) -> Self {
        let mut anchors = Self { names: BTreeMap::new() };
        for Section { id, blocks, .. } in &page.sections {
            anchors.add(id);
            anchors.add_blocks(blocks, rows);
        }
        anchors
    }

    fn add(&mut self, id: &'a str) {
        if !id.is_empty() {
            self.names.entry(id).or_insert(id);
        }
    }

    fn add_blocks(&mut self, blocks: &'a [Block], rows: usize) {
        for block in blocks {
            match block {
                Block::Table(table) => self.add_table(table, rows),
                Block::Figure(figure) => self.add(&figure.id),
                Block::Quotations(quotations) => {
                    quotations.iter().for_each(|quotation| self.add(&quotation.id))
                }
                Block::Details(details) => {
                    self.add(&details.id);
                    self.add(&details.alias);
                    self.add_blocks(&details.blocks, rows);
                }
                Block::Heading(_)
                | Block::Paragraph(_)
                | Block::Sentences(_)
                | Block::Notice(_)
                | Block::Definitions(_)
                | Block::Code(_) => {}
            }
        }
    }

    fn add_table(&mut self, table: &'a TableBlock, rows: usize) {
        self.add(&table.id);
        for (row, id) in table.row_ids.iter().enumerate().filter(|(_, id)| !id.is_empty()) {
            let place = if row < rows { id } else { &table.id };
            self.names.entry(id).or_insert(place);
        }
    }

    /// Where a link to `href` may lead, if anywhere.
    pub(super) fn href(&self, href: &str) -> Option<String> {
        match href.strip_prefix('#') {
            Some(id) => self.names.get(id).map(|place| format!("#{place}")),
            None => is_harmless(href).then(|| href.to_owned()),
        }
    }
}

/// Whether `href` is a web or mail address or a relative path.
fn is_harmless(href: &str) -> bool {
    if href.is_empty() || href.chars().any(char::is_control) || href.starts_with(char::is_whitespace) {
        return false;
    }
    match href.split(['/', '?', '#']).next().unwrap_or_default().split_once(':') {
        Some((scheme, _)) => ["http", "https", "mailto"].contains(&scheme.to_ascii_lowercase().as_str()),
        None => !href.starts_with("//") && !href.contains('\\'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::Details;

    #[test]
    fn a_slug_is_fit_for_a_link() {
        assert_eq!(slug("  Tove Bjørgaas (NRK)"), "tove-bjørgaas-nrk");
        assert_eq!(slug("<script>"), "script");
    }

    #[test]
    fn a_link_into_a_script_leads_nowhere() {
        let page = Page::default();
        let anchors = Anchors::of(&page, 1);
        for href in [
            "javascript:alert(1)",
            " javascript:alert(1)",
            "JAVA\nSCRIPT:x",
            "data:text/html,x",
            "//x",
            "",
            "#x",
        ] {
            assert_eq!(anchors.href(href), None, "{href}");
        }
        for href in ["https://example.org/a:b", "HTTP://example.org", "tables/a.csv", "mailto:a@example.org"]
        {
            assert_eq!(anchors.href(href).as_deref(), Some(href));
        }
    }

    #[test]
    fn a_row_that_is_not_shown_is_found_at_its_table() {
        let row_ids = vec!["first".into(), "second".into()];
        let table = TableBlock { id: "table".into(), row_ids, ..TableBlock::default() };
        let fold = Details { id: "fold".into(), blocks: vec![Block::Table(table)], ..Details::default() };
        let section = Section { blocks: vec![Block::Details(fold)], ..Section::default() };
        let page = Page { sections: vec![section], ..Page::default() };
        let anchors = Anchors::of(&page, 1);
        let hrefs = ["#first", "#second", "#fold"].map(|href| anchors.href(href));
        assert_eq!(hrefs, [Some("#first".into()), Some("#table".into()), Some("#fold".into())]);
    }
}
