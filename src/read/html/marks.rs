//! What an element's name, classes and role say it is for.

use super::sheet::{Sheet, is_hidden};
use super::tree::Element;

/// Elements whose content is never words of the page.
const NEVER: &str = " script style template noscript title svg math iframe object embed applet select option textarea \
    button input canvas audio video map datalist progress meter rt rp figcaption noframes noembed ";

/// Elements and roles that stand beside the main text.
const BESIDE: &str = " nav aside footer header form menu dialog figure search ";
const BESIDE_ROLES: &str = " navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar tooltip alert form ";

/// Words of classes and ids of what stands beside the main text.
const BESIDE_WORDS: &str = " nav navbar navigation navmenu menu breadcrumb breadcrumbs sidebar footer masthead share \
    sharing sharebar social related recommended recommendations cookie cookies consent gdpr comments commentlist disqus \
    newsletter subscribe promo advert advertisement ads sponsored captions wpcaption credit popup modal tooltip toolbar \
    pagination pager skip print noprint tags taglist taxonomy ignore media ";

/// Classes that hide their element.
const HIDDEN: &str =
    " hidden hide invisible d-none visually-hidden visuallyhidden sr-only screen-reader-text ";

/// Words of classes of those who speak.
const SPEAKER: &str =
    " speaker speakername interlocutor sprecher redner orador oratore orateur intervenant locuteur talker ";

/// Words beside them that tell what the speaker does.
const ROLE: &str =
    " role title position affiliation office function party description desc org organisation organization ";

/// Whether a word stands in a list of words between spaces.
fn is_in(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|listed| listed == word)
}

/// What an element may be for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// Its content is never text of the page.
    Never,
    /// It may stand beside the main text, or be hidden: the word that says so.
    Beside(String),
    /// Nothing says so.
    None,
}

/// What the element's name, classes, id and role say of it.
pub(super) fn mark(element: &Element, sheet: &Sheet) -> Mark {
    let name = &*element.name;
    if is_in(NEVER, name) {
        return Mark::Never;
    }
    let hidden = element.attribute("hidden").is_some()
        || element.attribute("aria-hidden") == Some("true")
        || element.style().is_some_and(|style| is_hidden(&style))
        || element.classes().any(|class| is_in(HIDDEN, class) || sheet.hidden.contains(class));
    if hidden {
        return Mark::Beside("hidden".into());
    }
    let role = element.attribute("role").filter(|role| is_in(BESIDE_ROLES, role));
    let by_name = is_in(BESIDE, name).then_some(name);
    if let Some(word) = by_name.or(role) {
        return Mark::Beside(word.to_owned());
    }
    let id = element.attribute("id").unwrap_or_default();
    let may = element.is_block() || matches!(name, "span" | "section");
    let word = element.classes().chain([id]).flat_map(words).find(|word| may && is_in(BESIDE_WORDS, word));
    word.map_or(Mark::None, Mark::Beside)
}

/// What a class says of who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// The element is a speaker's name.
    Name,
    /// It is what the speaker of the name before it does.
    Role,
}

/// What a class says of who speaks, if it does.
pub(super) fn says(class: &str) -> Option<Says> {
    let words: Vec<String> = words(class).collect();
    let has = |list| words.iter().any(|word| is_in(list, word));
    match (has(SPEAKER), has(ROLE)) {
        (true, true) => Some(Says::Role),
        (true, false) => Some(Says::Name),
        (false, _) => None,
    }
}

/// The words of a class or id, in lower case: `speaker-name`, `speaker_name` and `speakerName` have two.
fn words(class: &str) -> impl Iterator<Item = String> {
    let mut spaced = String::with_capacity(class.len() + 4);
    let mut before = ' ';
    for letter in class.chars() {
        if letter.is_uppercase() && before.is_lowercase() {
            spaced.push(' ');
        }
        spaced.extend(letter.to_lowercase());
        before = letter;
    }
    let words: Vec<String> = spaced
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.into_iter()
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    fn marked(tag: &str) -> Mark {
        let tree = parse(tag);
        mark(tree.element(0).unwrap(), &tree.sheet)
    }

    #[test]
    fn names_classes_and_roles_tell_what_stands_beside_the_text() {
        for (tag, word) in [
            ("<nav>", "nav"),
            ("<div class='page-footer x'>", "footer"),
            ("<div class=mainMenu>", "menu"),
            ("<div role=navigation>", "navigation"),
            ("<p style='color:red; display: none'>", "hidden"),
            ("<p aria-hidden=true>", "hidden"),
            ("<section id=comments>", "comments"),
        ] {
            assert_eq!(marked(tag), Mark::Beside(word.into()), "{tag}");
        }
        assert_eq!(marked("<script>"), Mark::Never);
        for tag in ["<p class=footnote>", "<a class=tags>", "<p aria-hidden=false>", "<main class=shared>"] {
            assert_eq!(marked(tag), Mark::None, "{tag}");
        }
    }

    #[test]
    fn a_class_tells_a_speaker_or_what_they_do() {
        assert_eq!((says("speaker-name"), says("transcriptSpeaker")), (Some(Says::Name), Some(Says::Name)));
        assert_eq!(
            (says("speaker_title"), says("loudspeakers"), says("name")),
            (Some(Says::Role), None, None)
        );
    }
}
