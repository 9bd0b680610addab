//! The text of a page as a row of pieces: what stands between two ends of lines, and what of it is a label.

use super::tree::Weight;

/// What ends before a piece begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    Line,
    Paragraph,
}

/// How sure it is that the beginning of a piece is a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Surety {
    /// The page says so.
    Sure,
    /// It stands where labels stand.
    Likely,
}

/// A line of the page's text.
#[derive(Debug)]
pub(super) struct Piece {
    /// What ends before it.
    pub gap: Gap,
    /// The line of the source, from 1, on which its first letter stands.
    pub line: u64,
    pub text: String,
    /// The bytes at which later lines of the source begin in it, with their numbers.
    pub breaks: Vec<(usize, u64)>,
    /// The bytes from which on letters are set in another way.
    pub weights: Vec<(usize, Weight)>,
    /// Where the label ends that it begins with.
    pub label: Option<(usize, Surety)>,
    /// The level of the heading that it is.
    pub heading: Option<usize>,
}

impl Piece {
    fn after(gap: Gap) -> Self {
        let text = String::new();
        Self { gap, line: 0, text, breaks: Vec::new(), weights: Vec::new(), label: None, heading: None }
    }
}

/// Puts pieces together.
#[derive(Debug)]
pub(super) struct Pieces {
    done: Vec<Piece>,
    open: Piece,
    /// One past the last letter of the open piece that is no white space.
    solid: usize,
}

impl Pieces {
    pub fn new() -> Self {
        Self { done: Vec::new(), open: Piece::after(Gap::Paragraph), solid: 0 }
    }

    /// Adds letters that begin on `line`; white space counts once, and line ends as white space.
    pub fn flow(&mut self, letters: &str, line: u64, weight: Weight) {
        let mut line = line;
        for letter in letters.chars() {
            if letter.is_ascii_whitespace() {
                if !self.open.text.is_empty() && !self.open.text.ends_with(' ') {
                    self.open.text.push(' ');
                }
                line += u64::from(letter == '\n');
            } else {
                self.push(letter, line, weight);
            }
        }
    }

    /// Adds letters that begin on `line` as they are printed.
    pub fn print(&mut self, letters: &str, line: u64, weight: Weight) {
        let mut line = line;
        for letter in letters.chars() {
            match letter {
                '\n' => {
                    self.end(Gap::Line);
                    line += 1;
                }
                letter => self.push(letter, line, weight),
            }
        }
    }

    fn push(&mut self, letter: char, line: u64, weight: Weight) {
        // Soft hyphens are hints, and control characters nothing that is printed.
        if letter == '\u{ad}' || letter.is_control() && letter != '\t' {
            return;
        }
        let open = &mut self.open;
        if open.line == 0 {
            open.line = line;
        } else if line > open.breaks.last().map_or(open.line, |(_, before)| *before) {
            open.breaks.push((open.text.len(), line));
        }
        if open.weights.last().map_or(Weight::Plain, |(_, before)| *before) != weight {
            open.weights.push((open.text.len(), weight));
        }
        open.text.push(letter);
        if !letter.is_whitespace() {
            self.solid = open.text.len();
        }
    }

    /// Ends the piece. A label waits for its words.
    pub fn end(&mut self, gap: Gap) {
        if !self.is_label_alone() {
            self.end_surely(gap);
        }
    }

    fn end_surely(&mut self, gap: Gap) {
        let solid = std::mem::take(&mut self.solid);
        if solid == 0 {
            let both = (self.open.gap, gap);
            let next = if both == (Gap::Line, Gap::Line) { Gap::Paragraph } else { both.0.max(both.1) };
            self.open = Piece::after(next);
            return;
        }
        let mut done = std::mem::replace(&mut self.open, Piece::after(gap));
        done.text.truncate(solid);
        self.done.push(done);
    }

    /// Takes white space off the end of the open piece.
    pub fn trim_end(&mut self) {
        self.open.text.truncate(self.solid);
    }

    /// Whether nothing of a piece, or only its label, is there yet.
    pub fn is_at_label(&self) -> bool {
        self.solid == 0 || self.is_label_alone()
    }

    /// Whether all there is of a piece is its label.
    pub fn is_label_alone(&self) -> bool {
        self.open.label.is_some_and(|(end, _)| end >= self.solid)
    }

    /// Begins a label: on a line of its own.
    pub fn begin_label(&mut self) {
        self.end_surely(Gap::Paragraph);
        self.open.gap = Gap::Paragraph;
    }

    /// What the open piece has so far is its label.
    pub fn end_label(&mut self, surety: Surety) {
        if self.solid > 0 {
            self.open.label = Some((self.solid, surety));
        }
    }

    /// The open piece is a heading.
    pub fn heading(&mut self, level: usize) {
        self.open.heading = Some(level);
    }

    /// All pieces.
    pub fn finish(mut self) -> Vec<Piece> {
        self.end_surely(Gap::Paragraph);
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_counts_once_and_lines_are_those_of_the_first_letter() {
        let mut pieces = Pieces::new();
        pieces.flow("\n a\n  b", 4, Weight::Plain);
        pieces.flow("c ", 6, Weight::Bold);
        pieces.end(Gap::Line);
        pieces.end(Gap::Line);
        pieces.print(" d\n e\u{2}", 8, Weight::Plain);
        let pieces = pieces.finish();
        assert_eq!(pieces[0].breaks, [(2, 6)]);
        let read: Vec<(Gap, u64, String)> =
            pieces.into_iter().map(|piece| (piece.gap, piece.line, piece.text)).collect();
        let expected = [(Gap::Paragraph, 5, "a bc"), (Gap::Paragraph, 8, " d"), (Gap::Line, 9, " e")];
        assert_eq!(read, expected.map(|(gap, line, text)| (gap, line, text.to_owned())));
    }

    #[test]
    fn a_label_waits_for_its_words_and_gives_way_to_another() {
        let mut pieces = Pieces::new();
        for name in ["Ana", "Tom"] {
            pieces.begin_label();
            pieces.flow(name, 1, Weight::Plain);
            pieces.end_label(Surety::Sure);
            pieces.end(Gap::Paragraph);
        }
        pieces.flow("Well.", 2, Weight::Plain);
        let read: Vec<String> = pieces.finish().into_iter().map(|piece| piece.text).collect();
        assert_eq!(read, ["Ana", "TomWell."]);
    }
}
