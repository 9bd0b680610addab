//! What each turn of a document does: states, asks, answers, or keeps the talk going.

use std::collections::{BTreeMap, BTreeSet};

use super::kind::{Kind, Side};
use super::lexicon::{Class, conducts, gives_floor};
use super::spoken::spoken_words;

/// What a document's labels and byline say of somebody's part in the talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Speaks where no label stands: at the beginning, or throughout.
    Opening,
    /// Announced as a speaker, or labelled as the one who answers.
    Principal,
    /// Labelled as one who asks.
    Questioner,
    /// Holds the office of giving the floor.
    Moderator,
    /// Passes on the words of others, or keeps the machinery going.
    Bystander,
    /// The labels do not say.
    Plain,
}

/// A turn, as far as its kind depends on it.
#[derive(Debug, Clone, Copy)]
pub struct Utterance<'a> {
    /// Equal for turns of one person; `None` where each may be another's.
    pub who: Option<usize>,
    /// Their part in the talk.
    pub standing: Standing,
    /// The outlet or party, as the labels of journalists name one; empty where there is none.
    pub affiliation: &'a str,
    /// The words, notes left out.
    pub text: &'a str,
}

/// A reply of at most so many words that asks back does not answer.
const ASKS_BACK: usize = 12;
/// An opening of at most so many words is a greeting.
const GREETING: usize = 24;
/// Giving the floor takes at most so many words.
const FLOOR: usize = 60;
/// A question without its mark has more words than this.
const FRAGMENT: usize = 4;
/// Somebody who speaks while it is not their turn to answer answers only at this length.
const SECOND_ANSWER: usize = 25;

/// The kind of each turn of one document, from who speaks, what is on the table, and the words' outward shape.
///
/// A turn by somebody labelled as asking is a question; one after a question is its answer; before any question
/// it is a statement. Greetings, thanks, floor-giving, asking back and mere notes are other.
pub fn kinds(turns: &[Utterance<'_>]) -> Vec<Kind> {
    let shapes: Vec<Shape<'_>> = turns.iter().map(|turn| Shape::of(turn.text)).collect();
    let askers = askers(turns, &shapes);
    let mut table = Table::default();
    turns
        .iter()
        .zip(&shapes)
        .map(|(turn, shape)| {
            let asks = turn.who.is_some_and(|who| askers.contains(&who));
            let kind = match turn.standing {
                Standing::Opening if shape.words > 0 => Kind::Statement,
                Standing::Opening => Kind::Other,
                Standing::Questioner => question(shape),
                Standing::Moderator if shape.asks && shape.words > ASKS_BACK => Kind::Question,
                Standing::Moderator | Standing::Bystander => Kind::Other,
                Standing::Principal | Standing::Plain if asks => question(shape),
                Standing::Principal | Standing::Plain => table.reply(turn.who, shape),
            };
            table.put(kind, turn.who, shape);
            kind
        })
        .collect()
}

/// What one person's turns look like together.
#[derive(Default)]
struct Habit {
    turns: usize,
    asking: usize,
    ending_in_questions: usize,
    words: usize,
    affiliated: bool,
    plain: bool,
}

impl Habit {
    fn mean_size(&self) -> usize {
        self.words / self.turns.max(1)
    }

    /// Whether this is how questioners talk among people whose longest turns have `longest` words on average.
    fn asks(&self, longest: usize) -> bool {
        let brief = self.mean_size() < longest || self.affiliated || self.ending_in_questions == self.turns;
        self.plain && brief && self.asking > 0 && self.asking * 2 >= self.turns
    }
}

/// Named people most of whose turns ask, and who are not those announced to speak, where there are others to reply.
fn askers(turns: &[Utterance<'_>], shapes: &[Shape<'_>]) -> BTreeSet<usize> {
    let mut habits: BTreeMap<usize, Habit> = BTreeMap::new();
    for (turn, shape) in turns.iter().zip(shapes) {
        let Some(who) = turn.who else { continue };
        let habit = habits.entry(who).or_default();
        habit.turns += 1;
        habit.asking += usize::from(shape.asks);
        habit.ending_in_questions += usize::from(shape.ends_by_asking);
        habit.words += shape.words;
        habit.affiliated = !turn.affiliation.is_empty();
        habit.plain = turn.standing == Standing::Plain;
    }
    let longest = habits.values().map(Habit::mean_size).max().unwrap_or(0);
    let alone = habits.len() < 2;
    habits.into_iter().filter(|(_, habit)| !alone && habit.asks(longest)).map(|(who, _)| who).collect()
}

/// The outward shape of a turn's words.
struct Shape<'a> {
    text: &'a str,
    words: usize,
    asks: bool,
    ends_by_asking: bool,
    broken_off: bool,
    courteous: bool,
    exclaims: bool,
}

impl<'a> Shape<'a> {
    fn of(text: &'a str) -> Self {
        let words = spoken_words(text);
        let end = text.trim_end_matches(|c: char| c.is_whitespace() || "”\"’')]".contains(c));
        let greek =
            text.chars().find(|c| c.is_alphabetic()).is_some_and(|c| matches!(c, '\u{370}'..='\u{3ff}'));
        Self {
            text,
            words,
            asks: has_mark(text) || greek && text.contains(';'),
            ends_by_asking: end.ends_with(MARKS) || greek && end.ends_with(';'),
            exclaims: end.ends_with('!'),
            broken_off: end.ends_with(['—', '–', '-', '…', ',']),
            courteous: words <= GREETING && text.split_whitespace().filter(is_spoken).all(is_courtesy),
        }
    }

    fn gives_floor(&self) -> bool {
        self.words <= FLOOR && gives_floor(&self.text.to_lowercase())
    }
}

/// The question marks of most scripts, which begin with the bytes EF, D8 and CD but for the first; Greek has the semicolon.
const MARKS: [char; 4] = ['?', '？', '؟', '\u{37e}'];

fn has_mark(text: &str) -> bool {
    memchr::memchr(b'?', text.as_bytes()).is_some()
        || memchr::memchr3_iter(0xef, 0xd8, 0xcd, text.as_bytes()).any(|at| text[at..].starts_with(MARKS))
}

fn is_spoken(word: &&str) -> bool {
    word.chars().any(char::is_alphanumeric)
}

fn is_courtesy(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'");
    Class::Courtesy.has(&word)
}

fn question(shape: &Shape<'_>) -> Kind {
    let fragment = shape.words <= FRAGMENT && !shape.broken_off || shape.courteous;
    if shape.words == 0 || (fragment || shape.exclaims) && !shape.asks { Kind::Other } else { Kind::Question }
}

/// What is on the table: whether anything has been asked, who has answered, and how the last turn ended.
#[derive(Default)]
struct Table {
    asked: bool,
    marked: bool,
    answered_by: Option<Option<usize>>,
    after_question: bool,
}

impl Table {
    /// The kind of a turn by somebody who does not ask for a living.
    fn reply(&self, who: Option<usize>, shape: &Shape<'_>) -> Kind {
        let short_thanks = shape.courteous && !(self.after_question && self.marked && shape.words <= 2);
        if shape.words == 0 || short_thanks {
            return Kind::Other;
        }
        let asks_anew = shape.ends_by_asking && shape.words > 2 && !self.after_question;
        if asks_anew && self.answered_by != Some(who) && shape.words <= GREETING && !shape.gives_floor() {
            return Kind::Question;
        }
        if !self.asked {
            return if shape.words > GREETING && !shape.gives_floor() {
                Kind::Statement
            } else {
                Kind::Other
            };
        }
        let asks_back = shape.ends_by_asking && shape.words <= ASKS_BACK;
        let waves_on = shape.words <= 3 && !self.marked || shape.words <= 2 && shape.broken_off;
        let aside = !self.after_question && shape.words < SECOND_ANSWER && self.answered_by != Some(who);
        if asks_back || waves_on || aside || shape.words < SECOND_ANSWER && shape.gives_floor() {
            Kind::Other
        } else {
            Kind::Answer
        }
    }

    fn put(&mut self, kind: Kind, who: Option<usize>, shape: &Shape<'_>) {
        match kind {
            Kind::Question => {
                self.asked = true;
                self.marked = shape.asks;
                self.after_question = true;
                self.answered_by = None;
            }
            Kind::Answer => {
                self.answered_by = Some(who);
                self.after_question = false;
            }
            Kind::Statement | Kind::Other => self.after_question = false,
        }
    }
}

/// How many turns of each kind somebody has, over a whole corpus.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct KindCounts {
    /// Statements.
    pub statements: u64,
    /// Questions.
    pub questions: u64,
    /// Answers.
    pub answers: u64,
    /// All else.
    pub others: u64,
}

impl KindCounts {
    /// Counts one more turn.
    pub fn add(&mut self, kind: Kind) {
        match kind {
            Kind::Statement => self.statements += 1,
            Kind::Question => self.questions += 1,
            Kind::Answer => self.answers += 1,
            Kind::Other => self.others += 1,
        }
    }
}

/// Which side of the table somebody sits on, from their name, role and all their turns.
///
/// Whose role is to give the floor is a moderator; who mostly asks a questioner; who states or answers a principal;
/// who does none of these is other.
pub fn side(name: &str, role: &str, counts: &KindCounts) -> Side {
    let speaks = counts.statements + counts.answers;
    if conducts(name, role) && speaks <= counts.questions + counts.others {
        Side::Moderator
    } else if counts.questions > 0 && counts.questions * 2 >= counts.questions + speaks + counts.others
        || counts.questions > speaks
    {
        Side::Questioner
    } else if speaks > 0 {
        Side::Principal
    } else {
        Side::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn<'a>(who: usize, standing: Standing, text: &'a str) -> Utterance<'a> {
        Utterance { who: Some(who), standing, affiliation: "", text }
    }

    fn asked(text: &str) -> Utterance<'_> {
        Utterance { who: None, standing: Standing::Questioner, affiliation: "", text }
    }

    const LONG: &str = "This budget is about schools, and it is about roads, and it is about the harbour that we have \
                        promised to the people of this town for so many years now.";

    #[test]
    fn remarks_questions_and_answers_are_told_apart() {
        let turns = [
            turn(0, Standing::Principal, LONG),
            asked("Thank you. What of the bridge?"),
            turn(0, Standing::Principal, "The bridge comes next."),
            asked("And the"),
            turn(0, Standing::Principal, "I’m sorry?"),
            asked("And when will it be open, I wonder"),
            turn(0, Standing::Principal, "Next year, if the weather is good."),
            turn(0, Standing::Principal, "Thank you all so much."),
            asked("Sorry."),
        ];
        use Kind::{Answer, Other, Question, Statement};
        assert_eq!(
            kinds(&turns),
            [Statement, Question, Answer, Other, Other, Question, Answer, Other, Other]
        );
    }

    #[test]
    fn named_people_who_mostly_ask_are_questioners() {
        let turns = [
            turn(0, Standing::Plain, "Where were you born?"),
            turn(1, Standing::Plain, LONG),
            turn(0, Standing::Plain, "And did you like it there?"),
            turn(1, Standing::Plain, LONG),
        ];
        assert_eq!(kinds(&turns), [Kind::Question, Kind::Answer, Kind::Question, Kind::Answer]);
    }

    #[test]
    fn both_principals_answer_one_question() {
        let turns = [
            asked("A question for both of you: what of the harbour and the bridge?"),
            turn(0, Standing::Plain, LONG),
            turn(1, Standing::Plain, LONG),
        ];
        assert_eq!(kinds(&turns), [Kind::Question, Kind::Answer, Kind::Answer]);
    }

    #[test]
    fn sides_follow_from_roles_and_kinds() {
        let counts =
            |statements, questions, answers, others| KindCounts { statements, questions, answers, others };
        assert_eq!(side("Moderator", "Moderator", &counts(0, 2, 0, 5)), Side::Moderator);
        assert_eq!(side("Ana", "", &counts(0, 3, 1, 1)), Side::Questioner);
        assert_eq!(side("Ana", "President", &counts(1, 1, 9, 4)), Side::Principal);
        assert_eq!(side("Interpreter", "Interpreter", &counts(0, 0, 0, 2)), Side::Other);
    }
}
