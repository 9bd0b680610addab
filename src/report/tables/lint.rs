//! The table of `themes --lint`.

use super::grouped;
use crate::analysis::{Finding, Lint, StemFamily};
use crate::count::Key;
use crate::render::table::{Column, Table, Value};
use crate::text::{EntryId, Themes};

const COLUMNS: [Column; 4] =
    [Column::text("theme"), Column::text("entry"), Column::text("finding"), Column::text("detail")];

/// A row a finding, as given; `groups` of `None` puts no column first.
pub fn theme_lint(themes: &Themes, by: Option<&Key>, groups: &[(String, Vec<Lint>)]) -> Table {
    let mut table = Table::new(grouped(by, &COLUMNS));
    for (group, findings) in groups {
        for lint in findings {
            let entry = &themes.entries()[lint.entry.index()];
            let cells = [
                themes.themes()[entry.theme.index()].key.as_str().into(),
                entry.text.as_str().into(),
                lint.finding.name().into(),
                detail(themes, &lint.finding).into(),
            ];
            let group = by.map(|_| Value::from(group.as_str()));
            table.rows.push(group.into_iter().chain(cells).collect());
        }
    }
    table
}

fn detail(themes: &Themes, finding: &Finding) -> String {
    let key = |theme: &crate::text::ThemeId| themes.themes()[theme.index()].key.as_str();
    match finding {
        Finding::ListedTwice { times } => format!("{times} times"),
        Finding::InTwoThemes { other } => format!("also in {}", key(other)),
        Finding::NoHit { matches: 0, .. } => "nothing matches".to_owned(),
        Finding::NoHit { matches, taken, excluded } => taken_by(themes, *matches, taken, *excluded),
        Finding::UnmarkedTwin { forms } | Finding::MarkedTwin { forms } => counted(forms),
        Finding::SeveralStems { families } => families.iter().map(family).collect::<Vec<_>>().join("; "),
        Finding::CarriesTheme { hits, of } => format!("{hits} of {of} hits"),
        Finding::SharesHits { other, hits, of, forms } => {
            format!("with {}: {hits} of {of} hits ({})", key(other), counted(forms))
        }
    }
}

fn taken_by(themes: &Themes, matches: u64, taken: &[(EntryId, u64)], excluded: u64) -> String {
    let takers: Vec<(String, u64)> =
        taken.iter().map(|(entry, count)| (themes.entries()[entry.index()].text.clone(), *count)).collect();
    let mut parts = Vec::new();
    if !takers.is_empty() {
        parts.push(format!("counted for {}", counted(&takers)));
    }
    if excluded > 0 {
        parts.push(format!("excluded {excluded}"));
    }
    let matched = if matches == 1 { "1 match".to_owned() } else { format!("{matches} matches") };
    format!("{matched}: {}", parts.join("; "))
}

fn family(family: &StemFamily) -> String {
    format!("{}: {}", family.stem, counted(&family.forms))
}

fn counted(forms: &[(String, u64)]) -> String {
    let shown: Vec<String> = forms.iter().map(|(form, count)| format!("{form} {count}")).collect();
    shown.join(", ")
}
