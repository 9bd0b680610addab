//! From the text of a turn to the numbers of its words.

use crate::count::TurnForms;
use crate::text::{Analyzer, Span};
use crate::vocab::Lexicon;

/// Cuts a text into words, compounds joined, and gives each the number that `lexicon` has for it.
pub(super) fn cut(text: &str, analyzer: &Analyzer, lexicon: &mut Lexicon, forms: &mut TurnForms) {
    analyzer.word_spans(text, &mut forms.spans);
    lexicon.see_all(text, &forms.spans, analyzer, &mut forms.ids);
    if !analyzer.compounds().is_empty() {
        join_compounds(text, analyzer, lexicon, forms);
    }
}

/// Makes one token of each expression that is to be joined.
pub(super) fn join_compounds(text: &str, analyzer: &Analyzer, lexicon: &mut Lexicon, forms: &mut TurnForms) {
    let mut joined = Vec::new();
    let type_at = |token: usize| lexicon.lexeme(forms.ids[token]).folded;
    analyzer.compounds().find(type_at, forms.ids.len(), |tokens| joined.push(tokens));
    for tokens in joined.into_iter().rev() {
        let span = Span { start: forms.spans[tokens.start].start, end: forms.spans[tokens.end - 1].end };
        let form = text[span.range()].split_whitespace().collect::<Vec<_>>().join(" ");
        forms.ids.splice(tokens.clone(), [lexicon.see(&form, analyzer)]);
        forms.spans.splice(tokens, [span]);
    }
}
