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
    let mut first: Vec<Option<u64>> = vec![None; found.used.len()];
    for start in &found.starts {
        first[start.used].get_or_insert(lines[start.line].number);
    }
    for ((number, used), line) in found.used.iter().enumerate().zip(first) {
        if used.times == 1 && used.label.kind == LabelKind::Person && !used.label.is_told() && line.is_some()
        {
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

/// Whether a label's last name is not that of the person whom it calls.
fn is_misspelt(used: &Used<'_>, member: &Member) -> bool {
    let last = |name: &str| name.split_whitespace().last().unwrap_or_default().to_lowercase();
    let named = used.label.kind == LabelKind::Person && used.label.name_size() > 0;
    let (called, known) = (last(&used.label.name), member.person.name.to_lowercase());
    let words: Vec<&str> = known.split_whitespace().collect();
    named && called.chars().count() > 4 && !words.contains(&called.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issues::{Issue, IssueKind};
    use crate::read::{Header, Labels, Sink, Turn, read_transcript};

    #[derive(Default)]
    struct Found(Vec<(FindingKind, Option<u64>)>);

    impl Sink for Found {
        fn document(&mut self, _: Header) {}
        fn turn(&mut self, _: Turn<'_>) {}
        fn finding(&mut self, finding: Finding) {
            self.0.push((finding.kind, finding.line));
        }
        fn issue(&mut self, _: IssueKind, _: Issue) {}
    }

    fn kinds(text: &str) -> Vec<(FindingKind, Option<u64>)> {
        let mut found = Found::default();
        read_transcript(text, Header::default(), &Labels::default(), &mut found);
        found.0
    }

    #[test]
    fn labels_used_once_and_merged_are_told_with_their_lines() {
        let text = "Ana Ruiz: One.\n\nTom Hall: Two.\n\nAna Ruiz: Three.\n\nTom Hall: Four.\n\nEva Lund: Five.\n\nAna Ruiz: Six.";
        assert_eq!(kinds(text), [(FindingKind::LabelOnce, Some(9))]);
        let text = "MR. PETROVIC: One.\n\nQ   Two?\n\nMR. PETROVIC: Three.\n\nMR. PETROVYC: Four.\n\nMR. PETROVIC: Five.";
        assert_eq!(kinds(text), [(FindingKind::NameMerged, Some(7))]);
    }

    #[test]
    fn a_text_without_labels_is_doubtful_and_one_whose_labels_tell_more_is_not() {
        assert_eq!(kinds("Some words."), [(FindingKind::NoLabel, None)]);
        let told = "Mr. Hall (EU): One.\n\nMs. Lund (NRK): Two?\n\nMr. Hall (EU): Three.";
        assert_eq!(kinds(told), []);
    }
}
