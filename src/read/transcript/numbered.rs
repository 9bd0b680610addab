//! Pages whose lines are numbered, as in depositions.

use super::line::{Line, matter};

/// Takes the numbers off the lines of a text most of whose lines have one that counts on from the line before it.
pub(super) fn strip_line_numbers(lines: &mut Vec<Line<'_>>) {
    let numbers: Vec<Option<(u32, usize)>> = lines.iter().map(|line| leading(line.text)).collect();
    let mut before = None;
    let mut counting = 0;
    for number in &numbers {
        let Some((number, _)) = number else { continue };
        let goes_on = *number == 1 || before.is_some_and(|before: u32| before + 1 == *number);
        counting += usize::from(goes_on);
        before = Some(*number);
    }
    if counting < LEAST || counting * 3 < lines.len() * 2 {
        return;
    }
    for (line, number) in lines.iter_mut().zip(numbers) {
        if let Some((_, size)) = number {
            line.text = line.text[size..].trim_start();
            line.matter = matter(line.text);
        }
    }
    lines.retain(|line| !line.text.is_empty());
}

/// A text with fewer numbered lines has a list in it.
const LEAST: usize = 12;

/// The number that a line begins with, and its size.
fn leading(text: &str) -> Option<(u32, usize)> {
    let size = text.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let set_off = text[size..].is_empty() || text[size..].starts_with([' ', '\t', '\u{a0}']);
    let number = text[..size].parse().ok().filter(|number| *number > 0 && set_off)?;
    Some((number, size))
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    #[test]
    fn lines_that_count_lose_their_numbers_and_lists_keep_theirs() {
        let page: String = (1..=15).map(|n| format!("{n}  Words {n}\n")).collect();
        let mut numbered = lines(&page, 1);
        strip_line_numbers(&mut numbered);
        assert_eq!((numbered.len(), numbered[14].text), (15, "Words 15"));
        let list: String = (1..=15).map(|n| format!("{n}  Words\n\nMore\n\nand more\n")).collect();
        let mut listed = lines(&list, 1);
        strip_line_numbers(&mut listed);
        assert_eq!(listed[0].text, "1  Words");
    }
}
