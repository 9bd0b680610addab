//! What a page's own style sheets say of its classes, as far as it tells labels and hidden text.

use std::collections::HashSet;

/// Classes of a kind, by name.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Those whose letters are bold.
    pub bold: HashSet<String>,
    /// Those that are not shown.
    pub hidden: HashSet<String>,
}

impl Sheet {
    /// Reads a style sheet: rules for one class, or for one class of an element. All others are passed over.
    pub fn read(&mut self, sheet: &str) {
        for rule in sheet.split('}') {
            let Some((selectors, body)) = rule.rsplit_once('{') else { continue };
            let body: String =
                body.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
            for (says, classes) in [
                (weight(&body).is_some_and(|weight| weight >= BOLD), &mut self.bold),
                (is_hidden(&body), &mut self.hidden),
            ] {
                let named = selectors.rsplit(';').next().unwrap_or_default().split(',').filter_map(class);
                classes.extend(named.filter(|_| says).map(str::to_owned));
            }
        }
    }
}

/// Letters of this weight or more are bold.
pub(super) const BOLD: u32 = 600;

/// The weight of letters that declarations, in lower case and without spaces, ask for.
pub(super) fn weight(style: &str) -> Option<u32> {
    match declared(style, "font-weight:")? {
        "normal" | "lighter" => Some(400),
        bold if bold.starts_with("bold") => Some(700),
        number => number.get(..3)?.parse().ok(),
    }
}

/// Whether declarations, in lower case and without spaces, hide an element.
pub(super) fn is_hidden(style: &str) -> bool {
    declared(style, "display:").is_some_and(|value| value.starts_with("none"))
        || declared(style, "visibility:").is_some_and(|value| value.starts_with("hidden"))
}

/// The value of a property whose name, with its colon, is `property`.
fn declared<'a>(style: &'a str, property: &str) -> Option<&'a str> {
    style.split(';').find_map(|declaration| declaration.strip_prefix(property))
}

/// The class of a selector such as `.name` or `p.name`.
fn class(selector: &str) -> Option<&str> {
    let (element, class) = selector.trim().split_once('.')?;
    let is_name = |name: &str| name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    (is_name(element) && is_name(class) && !class.is_empty()).then_some(class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_for_one_class_tell_what_is_bold_and_what_is_hidden() {
        let mut sheet = Sheet::default();
        sheet.read("@import url(x); .c1{color:red; font-weight: 700} p.c2,.c3{FONT-WEIGHT:bold}\n.c4 .c5{font-weight:bold}");
        sheet.read(".gone { display : none } .c6 { font-weight: 400 } .c7 { font-weight");
        let mut bold: Vec<&str> = sheet.bold.iter().map(String::as_str).collect();
        bold.sort_unstable();
        assert_eq!(bold, ["c1", "c2", "c3"]);
        assert!(sheet.hidden.contains("gone") && sheet.hidden.len() == 1);
    }
}
