//! A page as Markdown: the same sections, pictures linked, tables cut short.

use super::anchors::Anchors;
use super::model::{Block, Details, Figure, Inline, Page, Quotation, Section, Sentence, Span, TableBlock};
use super::{MARKDOWN_ROWS, view};
use crate::render::markdown::{escaped, head, row};
use crate::render::print::{column, rounded, upright};
use crate::render::table::Value;

/// The heading level of a section; what stands in it is one level lower, and so on.
const SECTION: usize = 2;

/// The page as Markdown (CommonMark with tables). Names in links are HTML anchors, since the headings'
/// own differ from one viewer to the next.
pub fn markdown(page: &Page) -> String {
    let writer = Writer { anchors: Anchors::of(page, MARKDOWN_ROWS) };
    let mut parts = vec![format!("# {}", escaped(&page.title))];
    if !page.subtitle.is_empty() {
        parts.push(escaped(&page.subtitle));
    }
    parts.push(writer.contents(&page.sections));
    for section in &page.sections {
        parts.push(format!("{} {}{}", "#".repeat(SECTION), anchor(&section.id), escaped(&section.title)));
        parts.extend(section.blocks.iter().map(|block| writer.block(block, SECTION + 1)));
    }
    if !page.foot.is_empty() {
        parts.push(format!("---\n\n{}", writer.words(&page.foot)));
    }
    parts.retain(|part| !part.is_empty());
    upright(&(parts.join("\n\n") + "\n")).into_owned()
}

struct Writer<'a> {
    anchors: Anchors<'a>,
}

impl Writer<'_> {
    fn contents(&self, sections: &[Section]) -> String {
        let line =
            |section: &Section| self.item(&self.link(&escaped(&section.title), &format!("#{}", section.id)));
        sections.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn item(&self, text: &str) -> String {
        format!("- {text}")
    }

    fn block(&self, block: &Block, level: usize) -> String {
        match block {
            Block::Heading(text) => format!("{} {}", hashes(level), escaped(text)),
            Block::Paragraph(words) => self.words(words),
            Block::Notice(words) => format!("> **Note:** {}", self.words(words)),
            Block::Code(text) => fenced(text),
            Block::Sentences(sentences) => lines(sentences.iter().map(|sentence| self.sentence(sentence))),
            Block::Definitions(pairs) => lines(pairs.iter().map(|(term, words)| {
                self.item(&format!("**{}**: {}", escaped(term.trim()), self.words(words)))
            })),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Quotations(quotations) => {
                let quotations: Vec<_> =
                    quotations.iter().map(|quotation| self.quotation(quotation)).collect();
                quotations.join("\n\n")
            }
            Block::Details(details) => self.details(details, level),
        }
    }

    fn words(&self, words: &[Inline]) -> String {
        words.iter().map(|word| self.word(word)).collect()
    }

    fn word(&self, word: &Inline) -> String {
        match word {
            Inline::Text(text) => escaped(text),
            Inline::Strong(text) => wrapped(text, "**"),
            Inline::Emphasis(text) => wrapped(text, "*"),
            Inline::Code(text) => code(text),
            Inline::Link { text, href } => self.link(&escaped(text), href),
        }
    }

    fn link(&self, label: &str, href: &str) -> String {
        match self.anchors.href(href) {
            Some(href) => format!("[{label}]({})", destination(&href)),
            None => label.to_owned(),
        }
    }

    fn sentence(&self, sentence: &Sentence) -> String {
        let words = self.words(&sentence.words);
        let href = sentence.href.as_deref().and_then(|href| self.anchors.href(href));
        self.item(&href.map_or(words.clone(), |href| format!("{words} ({})", self.link("evidence", &href))))
    }

    fn details(&self, details: &Details, level: usize) -> String {
        let summary = format!(
            "{} {}{}{}",
            hashes(level),
            anchor(&details.id),
            anchor(&details.alias),
            self.words(&details.summary)
        );
        let blocks = details.blocks.iter().map(|block| self.block(block, level + 1));
        std::iter::once(summary).chain(blocks).collect::<Vec<_>>().join("\n\n")
    }

    fn figure(&self, figure: &Figure) -> String {
        let picture = figure.files.first().and_then(|(_, path)| self.anchors.href(path));
        let picture = picture.map(|path| format!("!{}\n\n", self.link(&escaped(&figure.alt), &path)));
        let files = figure.files.iter().map(|(name, path)| self.link(&escaped(name), path));
        let files = files.collect::<Vec<_>>().join(", ");
        let caption = wrapped(&figure.caption, "*");
        format!("{}{}{caption} {files}", anchor(&figure.id), picture.unwrap_or_default())
            .trim_end()
            .to_owned()
    }

    fn quotation(&self, quotation: &Quotation) -> String {
        let words: String = quotation
            .spans
            .iter()
            .map(|span| match span {
                Span::Plain(text) => broken(text),
                Span::Marked(text) => wrapped(text, "**"),
            })
            .collect();
        let speaker = if quotation.speaker.is_empty() { "Unknown speaker" } else { &quotation.speaker };
        let document = Some(self.link(&escaped(&quotation.document), &quotation.url));
        let line = quotation.line.map(|line| format!("line {line}"));
        let place = [Some(escaped(speaker)), Some(escaped(&quotation.date)), document, line];
        let place: Vec<_> = place.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        format!("{}> {words}\n>\n> — {}", anchor_line(&quotation.id), place.join(", "))
    }

    /// The cells of the rows that are shown.
    fn rows(&self, block: &TableBlock) -> Vec<Vec<String>> {
        let rows = &block.table.rows[..block.table.rows.len().min(MARKDOWN_ROWS)];
        let mut written: Vec<Vec<String>> = rows.iter().map(|_| Vec::new()).collect();
        for (index, known) in block.table.columns.iter().enumerate() {
            let values = rows.iter().map(|row| row.get(index).unwrap_or(&Value::Empty));
            let cells = match known.is_number() {
                true => column(values, block.form(index)),
                false => values.map(|value| rounded(value).into_owned()).collect(),
            };
            for (row, cell) in written.iter_mut().zip(cells) {
                row.push(escaped(&cell));
            }
        }
        written
    }

    fn table(&self, block: &TableBlock) -> String {
        let labels = block.table.columns.iter().enumerate().map(|(index, column)| {
            let unit = block.heads.get(index).map_or("", |head| head.unit.as_str());
            (escaped(format!("{} {unit}", block.label(index, column)).trim_end()), column)
        });
        let mut text = format!("{}{}\n\n{}", anchor(&block.id), wrapped(&block.caption, "**"), head(labels));
        for (index, mut cells) in self.rows(block).into_iter().enumerate() {
            if let Some(first) = cells.first_mut() {
                let href = block.row_links.get(index).map_or("", String::as_str);
                let id = block.row_ids.get(index).map_or("", String::as_str);
                *first = format!("{}{}", anchor(id), self.link(first, href));
            }
            text.push_str(&row(cells.into_iter()));
        }
        let csv = block.csv.as_deref().map(|csv| format!(" All rows: {}.", self.link(&escaped(csv), csv)));
        if let Some(shown) = view::shown(block, MARKDOWN_ROWS) {
            text.push_str(&format!("\n{shown}{}\n", csv.unwrap_or_default()));
        }
        if !block.note.is_empty() {
            text.push_str(&format!("\n{}\n", self.words(&block.note)));
        }
        text.trim_end().to_owned()
    }
}

/// A link's destination, in angle brackets where it could end too early.
fn destination(href: &str) -> String {
    if href.contains(['<', '>', '(', ')', '|', '\\']) || href.contains(char::is_whitespace) {
        let safe = href.replace('<', "%3C").replace('>', "%3E").replace('|', "%7C").replace('\\', "%5C");
        return format!("<{safe}>");
    }
    href.to_owned()
}

fn lines(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join("\n")
}

fn hashes(level: usize) -> String {
    "#".repeat(level.min(6))
}

fn anchor(id: &str) -> String {
    if id.is_empty() {
        return String::new();
    }
    let id = id.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('|', "&#124;");
    format!("<a id=\"{id}\"></a>")
}

/// An anchor on a line of its own, for what cannot hold one.
fn anchor_line(id: &str) -> String {
    if id.is_empty() { String::new() } else { anchor(id) + "\n\n" }
}

/// `text` within marks; blanks at its ends stay outside, where Markdown wants them.
fn wrapped(text: &str, mark: &str) -> String {
    let inner = text.trim();
    if inner.is_empty() {
        return text.to_owned();
    }
    let before = &text[..text.len() - text.trim_start().len()];
    let after = &text[text.trim_end().len()..];
    format!("{}{mark}{}{mark}{}", escaped(before), escaped(inner), escaped(after))
}

/// Lines of a quotation, kept as lines.
fn broken(text: &str) -> String {
    text.split('\n').map(|line| escaped(line.trim_end_matches('\r'))).collect::<Vec<_>>().join("\\\n> ")
}

fn code(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    let ticks = "`".repeat(longest_run(&text) + 1);
    let blank = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{ticks}{blank}{text}{blank}{ticks}")
}

fn fenced(text: &str) -> String {
    let fence = "`".repeat((longest_run(text) + 1).max(3));
    format!("{fence}\n{}\n{fence}", text.trim_end_matches('\n'))
}

/// The most backticks in a row.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::table::{Column, Table};

    fn page(blocks: Vec<Block>) -> Page {
        let section = Section { id: "themes".into(), title: "Themes & <b>".into(), blocks };
        Page { title: "A page".into(), sections: vec![section], ..Page::default() }
    }

    fn body(blocks: Vec<Block>) -> String {
        let text = markdown(&page(blocks));
        text.split_once("</a>Themes & \\<b\\>\n\n").unwrap().1.to_owned()
    }

    #[test]
    fn a_page_begins_with_its_title_and_contents() {
        let expected = "# A page\n\n- [Themes & \\<b\\>](#themes)\n\n## <a id=\"themes\"></a>Themes & \\<b\\>\n\n---\n\nend\n";
        let page = Page { foot: vec!["end".into()], ..page(Vec::new()) };
        assert_eq!(markdown(&page), expected);
    }

    #[test]
    fn a_picture_is_linked_and_links_lead_only_where_something_is() {
        let figure = Figure {
            alt: "Bars [1]".into(),
            caption: "Terms".into(),
            files: vec![("PNG".into(), "charts/terms.png".into())],
            ..Figure::default()
        };
        let link = |href: &str| Inline::Link { text: "x".into(), href: href.into() };
        let words = vec![link("#themes"), link("#nowhere"), link("javascript:alert(1)")];
        let text = body(vec![Block::Figure(figure), Block::Paragraph(words)]);
        let picture = "![Bars \\[1\\]](charts/terms.png)\n\n*Terms* [PNG](charts/terms.png)";
        assert_eq!(text, format!("{picture}\n\n[x](#themes)xx\n"));
    }

    #[test]
    fn a_long_table_is_cut_and_names_its_file() {
        let mut table = Table::new([Column::text("term"), Column::integer("n")]);
        table.rows = (0..MARKDOWN_ROWS + 1).map(|row| vec!["a|b".into(), (row * 10_000).into()]).collect();
        let block =
            TableBlock { caption: "Terms".into(), table, csv: Some("t.csv".into()), ..TableBlock::default() };
        let text = body(vec![Block::Table(block)]);
        assert!(
            text.starts_with(
                "**Terms**\n\n| term | n |\n| --- | ---: |\n| a\\|b | 0 |\n| a\\|b | 10,000 |\n"
            )
        );
        assert!(text.ends_with("\n\nFirst 25 of 26 rows. All rows: [t.csv](t.csv).\n"), "{text}");
    }

    #[test]
    fn a_quotation_keeps_its_lines_and_says_who_where_and_when() {
        let quotation = Quotation {
            spans: vec![Span::Plain("# We\nsaid ".into()), Span::Marked("it ".into())],
            speaker: "Ann_".into(),
            date: "2022-06-01".into(),
            document: "a.txt".into(),
            line: Some(7),
            ..Quotation::default()
        };
        let text = body(vec![Block::Quotations(vec![quotation])]);
        assert_eq!(text, "> \\# We\\\n> said **it** \n>\n> — Ann\\_, 2022-06-01, a.txt, line 7\n");
    }

    #[test]
    fn an_address_with_brackets_or_pipes_stays_whole() {
        assert_eq!(destination("https://example.org/a_(b)|c"), "<https://example.org/a_(b)%7Cc>");
    }

    #[test]
    fn code_outlasts_the_backticks_in_it() {
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(fenced("```\nx"), "````\n```\nx\n````");
    }
}
