//! A turn's words put into sentences and paragraphs.

use super::random::{Chance, Random};
use super::truth::Counts;
use super::vocabulary::{Token, Vocabulary};
use super::words::number;

/// What stands in a made text where typography decides: a layout prints its own signs.
pub(super) mod mark {
    /// Opens a quotation.
    pub const OPEN: u8 = 1;
    /// Closes it.
    pub const CLOSE: u8 = 2;
    /// A dash between words.
    pub const DASH: u8 = 3;
    /// Words trail off.
    pub const ELLIPSIS: u8 = 4;
    /// Parts paragraphs.
    pub const PARAGRAPH: u8 = b'\n';
    /// An apostrophe within a word.
    pub const APOSTROPHE: u8 = b'\'';
}

/// A content word is, with this probability, one of the last content words of the turn again.
///
/// Each of them is as likely as the others, so the chance of every word stays what it is without repeats, while its
/// counts come in bursts (Church 2000, Empirical estimates of adaptation; Simon 1955 for copying as a process).
pub(super) const REPEATED: f64 = 0.25;
/// So many content words are remembered.
pub(super) const REMEMBERED: usize = 32;
/// A paragraph has at least so many words before it may end.
const PARAGRAPH: u32 = 60;

/// How a turn ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// With a period.
    Told,
    /// With a question mark.
    Asked,
}

/// A naming of a theme that stands in the place of the word of that number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Planted<'m> {
    pub place: u32,
    pub naming: &'m str,
}

/// A turn that is to be written.
#[derive(Debug)]
pub(super) struct Request<'r, 'm> {
    pub speaker: usize,
    /// How many words it has; a naming of several counts as one here.
    pub places: u32,
    pub ending: Ending,
    /// In ascending order.
    pub planted: &'r [Planted<'m>],
}

/// Writes turns, one after the other.
#[derive(Debug)]
pub(super) struct Prose<'m> {
    vocabulary: &'m Vocabulary,
    remembered: [Token; REMEMBERED],
    repeats: Chance,
    breaks: Chance,
}

/// The sentence that is being written.
struct Sentence {
    /// How many more places it has.
    left: u32,
    is_fresh: bool,
    is_quoted: bool,
}

impl Sentence {
    fn new(random: &mut Random) -> Self {
        let left = 4 + random.below(14) + random.below(14);
        Self { left, is_fresh: true, is_quoted: random.below(40) == 0 }
    }
}

impl<'m> Prose<'m> {
    pub fn new(vocabulary: &'m Vocabulary) -> Self {
        Self {
            vocabulary,
            remembered: [Token::Number; REMEMBERED],
            repeats: Chance::new(REPEATED),
            breaks: Chance::new(0.25),
        }
    }

    /// Appends a turn.
    pub fn turn(
        &mut self,
        request: &Request<'_, '_>,
        random: &mut Random,
        text: &mut Vec<u8>,
        counts: &mut Counts,
    ) {
        let &Request { speaker, places, ending, planted } = request;
        counts.drawn(speaker, u64::from(places) - planted.len() as u64);
        let (mut sentence, mut paragraph, mut known) = (Sentence::new(random), 0, 0);
        let mut planted = planted.iter().peekable();
        let mut before = Token::Number;
        for place in 0..places {
            let bits = random.bits();
            let here = planted.next_if(|planted| planted.place == place);
            let token = match here {
                Some(_) => Token::Number,
                None => self.token(speaker, &mut known, random),
            };
            if sentence.is_fresh {
                open(&sentence, paragraph > 0, text);
            } else {
                text_between(bits as u16, before, token, text);
            }
            let start = text.len();
            match here {
                Some(planted) => text.extend_from_slice(planted.naming.as_bytes()),
                None => self.write(token, (bits >> 16) as u16, random, text),
            }
            if let Token::Keyword(keyword) = token {
                counts.keyword(speaker, keyword);
            }
            if sentence.is_fresh {
                text[start].make_ascii_uppercase();
            }
            (sentence.is_fresh, sentence.left, before) = (false, sentence.left.saturating_sub(1), token);
            paragraph += 1;
            let left = places - place - 1;
            if left == 0 {
                close(&sentence, if ending == Ending::Asked { b'?' } else { b'.' }, text);
            } else if sentence.left == 0 && left >= 4 {
                close(&sentence, end((bits >> 32) as u16), text);
                if paragraph >= PARAGRAPH && random.happens(self.breaks) {
                    text.push(mark::PARAGRAPH);
                    paragraph = 0;
                }
                sentence = Sentence::new(random);
            }
        }
    }

    /// The next token: new, or one of the remembered.
    fn token(&mut self, speaker: usize, known: &mut usize, random: &mut Random) -> Token {
        let mut token = self.vocabulary.draw(speaker, random);
        if token.is_content() {
            if *known > 0 && random.happens(self.repeats) {
                token = self.remembered[random.below((*known).min(REMEMBERED) as u32) as usize];
            }
            self.remembered[*known % REMEMBERED] = token;
            *known += 1;
        }
        token
    }

    /// Appends a token as it is printed; `bits` choose whether a made word has an ending.
    fn write(&self, token: Token, bits: u16, random: &mut Random, text: &mut Vec<u8>) {
        match token {
            Token::Number => number(random, text),
            Token::Keyword(keyword) => {
                text.extend_from_slice(self.vocabulary.keywords[keyword as usize].as_bytes());
            }
            Token::Word(rank) => {
                self.vocabulary.word(rank, text);
                match bits {
                    0..4000 if token.is_content() => text.push(b's'),
                    4000..4500 if token.is_content() => text.extend_from_slice(&[mark::APOSTROPHE, b's']),
                    _ => {}
                }
            }
        }
    }
}

/// What stands before the first word of a sentence.
fn open(sentence: &Sentence, goes_on: bool, text: &mut Vec<u8>) {
    if goes_on {
        text.push(b' ');
    }
    if sentence.is_quoted {
        text.push(mark::OPEN);
    }
}

fn close(sentence: &Sentence, end: u8, text: &mut Vec<u8>) {
    text.push(end);
    if sentence.is_quoted {
        text.push(mark::CLOSE);
    }
}

/// What ends a sentence within a turn.
fn end(bits: u16) -> u8 {
    match bits {
        0..800 => mark::ELLIPSIS,
        800..2000 => b'!',
        _ => b'.',
    }
}

/// What stands between two words of a sentence.
fn text_between(bits: u16, before: Token, token: Token, text: &mut Vec<u8>) {
    let are_made = |token: Token| matches!(token, Token::Word(_)) && token.is_content();
    match bits {
        0..3500 => text.extend_from_slice(b", "),
        3500..3800 => text.extend_from_slice(b"; "),
        3800..4100 => text.push(mark::DASH),
        4100..6000 if are_made(before) && are_made(token) => text.push(b'-'),
        _ => text.push(b' '),
    }
}
