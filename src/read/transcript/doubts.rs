//! What is doubtful in how a transcript was read.

use super::evidence::{Found, Used};
use super::line::Line;
use crate::read::{Finding, FindingKind};
use crate::speakers::{LabelKind, Member};

/// The doubts of one document: labels refused, labels used once, names merged. `members` are those whom the labels call.
pub(super) fn findings(
    document: &str,
    lines: &[Line<'_>],
    found: &Found<'_>,
    members: &[Member],
) -> Vec<Finding> {
    let finding = |line: Option<u64>, kind, what, remedy| Finding {
        document: document.to_owned(),
        line,
        kind,
        what,
        remedy,
    };
    let mut all = Vec::new();
    if found.used.is_empty() {
        let what = "no label was found: the whole text is one turn".to_owned();
        all.push(finding(None, FindingKind::NoLabel, what, rule(r"(?<name>[A-Z][^:]+):", "true")));
    }
    for refused in &found.refused {
        let what =
            format!("'{}' ({} times) is taken for no label: {}", refused.printed, refused.times, refused.why);
        let line = Some(lines[refused.line].number);
        all.push(finding(
            line,
            FindingKind::LabelRefused,
            what,
            rule(&regex::escape(refused.printed), "true"),
        ));
    }
    for (number, used) in found.used.iter().enumerate() {
        let line =
            found.starts.iter().find(|start| start.used == number).map(|start| lines[start.line].number);
        if used.times == 1 && tells_little(used) && line.is_some() {
            let what = format!("'{}' opens one turn only", used.printed);
            all.push(finding(
                line,
                FindingKind::LabelOnce,
                what,
                rule(&regex::escape(&used.printed), "false"),
            ));
        }
        if let Some(member) = members.get(number).filter(|member| is_misspelt(used, member)) {
            let name = &member.person.name;
            let what = format!("'{}' is taken for {name}", used.printed);
            all.push(finding(
                line,
                FindingKind::NameMerged,
                what,
                format!("speakers.csv: {},", used.label.name),
            ));
        }
    }
    all
}

/// The lines for `dictum.toml` that decide it otherwise.
fn rule(pattern: &str, label: &str) -> String {
    format!("[[labels]] pattern = '{pattern}' label = {label}")
}

fn tells_little(used: &Used<'_>) -> bool {
    let label = &used.label;
    label.kind == LabelKind::Person
        && label.honorific.is_empty()
        && label.role.is_empty()
        && label.affiliation.is_empty()
}

/// Whether a label's last name is not that of the person whom it calls.
fn is_misspelt(used: &Used<'_>, member: &Member) -> bool {
    let last = |name: &str| name.split_whitespace().last().unwrap_or_default().to_lowercase();
    let named = used.label.kind == LabelKind::Person && used.label.name_size() > 0;
    let (called, known) = (last(&used.label.name), member.person.name.to_lowercase());
    let words: Vec<&str> = known.split_whitespace().collect();
    named && called.chars().count() > 4 && !words.contains(&called.as_str())
}
