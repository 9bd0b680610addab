//! Labels behind a circle, as the parliaments of East Asia set off who speaks.

use super::candidate::{Candidate, Ender, LONGEST, is_possible};

/// `○議長（山田太郎君）　これより`, `○박영희 위원  장관님`: as the parliaments of East Asia set off who speaks.
pub(super) fn circled(line: &str, body: usize) -> Option<Candidate<'_>> {
    let text = line[body..].strip_prefix(['○', '◯', '〇'])?;
    let near = &text[..text.floor_char_boundary(LONGEST)];
    let is_gap = |at: &usize| ["  ", "\u{3000}"].iter().any(|gap| near[*at..].starts_with(gap));
    let mut depth = 0;
    let outside = near.char_indices().filter_map(|(at, sign)| {
        depth += i32::from(matches!(sign, '（' | '(')) - i32::from(matches!(sign, '）' | ')'));
        (depth <= 0).then_some(at)
    });
    let end = outside.into_iter().find(is_gap)?;
    let label = near[..end].trim();
    let rest = line.len() - text[end..].trim_start().len();
    is_possible(label).then_some(Candidate::new(label, Ender::Column, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_label_ends_at_the_first_wide_space_outside_brackets() {
        for (line, label, rest) in [
            ("○박영희 위원  장관님", "박영희 위원", "장관님"),
            ("○国務大臣（内閣総理大臣　山田太郎君）　はい", "国務大臣（内閣総理大臣　山田太郎君）", "はい"),
            (
                "○内閣府特命担当大臣（消費者及び食品安全）（鈴木花子君）　はい",
                "内閣府特命担当大臣（消費者及び食品安全）（鈴木花子君）",
                "はい",
            ),
        ] {
            let found = circled(line, 0).map(|found| (found.label, found.ender, &line[found.rest..]));
            assert_eq!(found, Some((label, Ender::Column, rest)));
        }
        assert!(circled("山田太郎君　はい", 0).is_none());
    }
}
