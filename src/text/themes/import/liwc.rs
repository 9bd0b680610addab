//! LIWC (`.dic`).

use std::collections::BTreeMap;

use crate::error::{Error, Result};

use super::Imported;
use super::oddity::Oddity;
use super::outline::{CategoryId, Indentation, Outline, indentation, lines};

/// Categories with their numbers between two lines of `%`, one indented further within one that is less; below them
/// words, each with the numbers of its categories.
///
/// What LIWC makes depend on the words around is read as quanteda reads it: a line with `<of>` is left out, and of
/// `(02 134)125/464` both categories count.
pub(super) fn read(text: &str) -> Result<Imported> {
    let mut lines = lines(text).filter(|(_, line)| !line.trim().is_empty());
    let mut outline = Outline::default();
    match lines.next() {
        Some((_, line)) if line.trim() == "%" => {}
        Some((number, _)) => return Err(Error::config(NO_HEADER).on_line(number)),
        None => return Err(Error::config(NO_HEADER).on_line(1)),
    }
    let Some(categories) = header(&mut lines, &mut outline)? else {
        return Err(Error::config("the second line of '%', which ends the categories, is missing").on_line(1));
    };
    for (number, line) in lines {
        word(line.trim(), number, &categories, &mut outline);
    }
    Ok(outline.finish())
}

const NO_HEADER: &str = "a LIWC dictionary begins with its categories between two lines of '%'";

type Categories = BTreeMap<u32, CategoryId>;

/// The categories up to the second `%`; `None` where there is none.
fn header<'t>(
    lines: &mut impl Iterator<Item = (u64, &'t str)>,
    outline: &mut Outline,
) -> Result<Option<Categories>> {
    let (mut categories, mut around) = (Categories::new(), Indentation::default());
    for (number, line) in lines {
        let written = line.trim();
        if written == "%" {
            return Ok(Some(categories));
        }
        let (id, name) = written.split_once(char::is_whitespace).unwrap_or((written, ""));
        let Ok(id) = id.parse() else {
            return Err(Error::config(format!("'{id}' is no number of a category")).on_line(number));
        };
        let name = name.rsplit('\t').next().unwrap_or_default();
        let width = indentation(line);
        let category = outline.category(around.parent(width), name, number)?;
        around.open(width, category);
        categories.insert(id, category);
    }
    Ok(None)
}

/// Adds a word to its categories.
fn word(line: &str, number: u64, categories: &Categories, outline: &mut Outline) {
    let (entry, ids) = split(line);
    if ids.contains("<of>") || entry.contains("<of>") {
        return outline.odd(Oddity::FollowedByOf, entry, number);
    }
    let ids = match (ids.find('('), ids.rfind(')')) {
        (Some(start), Some(end)) if start < end => {
            outline.odd(Oddity::Condition, entry, number);
            format!("{} {}", &ids[..start], &ids[end + 1..])
        }
        _ => ids.to_owned(),
    };
    let mut ids = ids.split(|c: char| !c.is_ascii_digit()).filter(|id| !id.is_empty()).peekable();
    if ids.peek().is_none() {
        outline.odd(Oddity::Homeless, entry, number);
    }
    for id in ids {
        match id.parse().ok().and_then(|id: u32| categories.get(&id)) {
            Some(category) => outline.entry(*category, entry, number),
            None => outline.odd(Oddity::Undefined, &format!("{id} for {entry}"), number),
        }
    }
}

/// What is looked for, which may be several words, and its categories: they begin at the first tab, or at the first
/// white space before a number, a condition or a `<of>`.
fn split(line: &str) -> (&str, &str) {
    let is_end = |(at, c): &(usize, char)| {
        let next = line[at + c.len_utf8()..].trim_start().chars().next();
        *c == '\t' || c.is_whitespace() && next.is_some_and(|c| c.is_ascii_digit() || matches!(c, '(' | '<'))
    };
    let end = line.char_indices().find(is_end).map_or(line.len(), |(at, _)| at);
    (line[..end].trim_end(), &line[end..])
}

#[cfg(test)]
mod tests {
    use super::super::outline::seen;
    use super::*;

    #[test]
    fn words_stand_in_their_categories_whatever_parts_them() {
        let file =
            "%\n01\tpeople\n2 trade of  goods\n%\n\nking*\t01 02\nport of call 2\ncrown\t\t1\t2\n9/11\t2\n";
        let read = seen(read(file));
        assert_eq!(read, ["people: king*, crown", "trade of  goods: king*, port of call, crown, 9/11"]);
        assert_eq!(seen(super::read("%\r1\ta\r%\rking\t1\r")), ["a: king"]);
    }

    #[test]
    fn categories_stand_within_those_that_are_indented_less() {
        let file = "%\n1\tfunction\tFunction Words\n\t2\tpronoun\n\t\t3\tppron\n\t4\tarticle\n5\tU.S.\n%\nI\t1\t2\t3\nthe\t4\nflag\t5\n";
        let expected = [
            "Function Words: I",
            "Function Words.pronoun: I",
            "Function Words.pronoun.ppron: I",
            "Function Words.article: the",
            "U_S_: flag",
        ];
        assert_eq!(seen(read(file)), expected);
    }

    #[test]
    fn what_depends_on_words_around_is_told_and_the_rest_kept() {
        let file = "%\n125\taffect\n464\tfiller\n%\nkind\t<of>131/125\t464\nlike\t(02 134)125/464\t253\nlone\nlone two\nglad 125\n";
        let read = read(file).unwrap();
        let notes = [
            "5: 'kind': left out, as its category depends on whether \"of\" comes next",
            "6: 'like': a condition in parentheses, left out: every category after it counts",
            "6: '253 for like': a category that the header does not define, left out",
            "7: 'lone': left out, as it stands in no category (and 1 more like it)",
        ];
        let told = read.oddities.into_notes();
        assert_eq!(
            told.iter().map(|note| format!("{}: {}", note.line, note.what)).collect::<Vec<_>>(),
            notes
        );
        assert_eq!(read.themes.iter().map(|theme| theme.terms.len()).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn a_broken_header_is_a_fault_on_its_line() {
        for (file, fault) in [
            ("", "line 1: a LIWC dictionary begins"),
            ("\nking\t1\n", "line 2: a LIWC dictionary begins"),
            ("%\n1\ta\nking\t1\n", "line 3: 'king' is no number of a category"),
            ("%\n1\ta\n", "line 1: the second line of '%'"),
            ("%\n1\n%\n", "line 2: a category without a name"),
        ] {
            let error = read(file).unwrap_err().to_string();
            assert!(error.starts_with(fault), "{error}");
        }
    }
}
