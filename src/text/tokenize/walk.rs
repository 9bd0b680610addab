//! The way through a text, window by window.

use super::bitmap::{WINDOW, Window, below};
use super::spans::Spans;
use super::{Hyphens, Span, annex, border, letters, plain};

/// Fills `spans` with the words of `text`, which is shorter than 4 GiB.
///
/// Each window begins at a border, or where a word ends and something follows that does not join it: so it is cut as
/// if it were a text of its own, and nothing of a window has to be known to the next.
pub(super) fn walk(text: &str, hyphens: Hyphens, spans: &mut Vec<Span>) {
    let mut spans = Spans::new(spans);
    let mut padded = [b' '; WINDOW];
    // The words of a window are written after the next one is classified: neither waits for the other then.
    let (mut at, mut base, mut words) = (0, 0, 0);
    while at < text.len() {
        let (window, len) = window(text, at, &mut padded);
        let step = if plain::is_plain(window) { plain_step(window, len, hyphens) } else { Step::NONE };
        spans.push_runs(base, words);
        (base, words) = (at, step.words);
        at += step.len;
        if step.len == 0 {
            at = slow_step(text, at, window, len, hyphens, &mut spans);
        }
    }
    spans.push_runs(base, words);
    spans.finish();
}

/// The words among the next `len` bytes.
struct Step {
    words: u64,
    len: usize,
}

impl Step {
    const NONE: Self = Self { words: 0, len: 0 };
}

/// The bytes of `text` from `at` on; those of its end with spaces behind them, in `padded`. And how many are text.
#[inline(always)]
fn window<'a>(text: &'a str, at: usize, padded: &'a mut Window) -> (&'a Window, usize) {
    let rest = &text.as_bytes()[at..];
    match rest.first_chunk() {
        Some(window) => (window, WINDOW),
        None => {
            padded.fill(b' ');
            padded[..rest.len()].copy_from_slice(rest);
            (padded, rest.len())
        }
    }
}

/// A plain window as far as it can be decided: not at all if no word ends in it.
#[inline(always)]
fn plain_step(window: &Window, len: usize, hyphens: Hyphens) -> Step {
    let words = plain::words(window, hyphens);
    if len < WINDOW {
        return Step { words, len };
    }
    let end = plain::last_end(window, words, hyphens);
    Step { words: words & below(end), len: end as usize }
}

/// Cuts any window, or as much of the text as the annex itself has to. Where the next window begins.
#[inline(never)]
fn slow_step(
    text: &str,
    at: usize,
    window: &Window,
    len: usize,
    hyphens: Hyphens,
    spans: &mut Spans<'_>,
) -> usize {
    let decided = letters::decide(window, len, hyphens);
    spans.push_runs(at, decided.words);
    let start = at + decided.len as usize;
    let unknown = match decided.unknown {
        Some(unknown) => at + unknown as usize,
        None if start > at => return start,
        None => at,
    };
    let end = border::at_or_after(text, unknown + 1, hyphens);
    annex::words(&text[start..end], hyphens, |word| spans.push(start + word.start, start + word.end));
    end
}
