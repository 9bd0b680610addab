//! What each turn of a document does: states, asks, answers, or keeps the talk going.

use std::collections::{BTreeMap, BTreeSet};

use super::kind::{Kind, Side};
use super::lexicon::conducts;
use super::shape::{GREETING, Shape};

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
    /// Their name; empty where there is none.
    pub name: &'a str,
    /// The outlet or party, as the labels of journalists name one; empty where there is none.
    pub affiliation: &'a str,
    /// The words, notes left out.
    pub text: &'a str,
}

/// A reply of at most so many words that asks back does not answer.
const ASKS_BACK: usize = 12;
/// Who conducts the talk and says more than this, without giving the floor, states something.
const PROCEDURE: usize = 40;
/// Calling the next speaker by name takes at most so many words.
const CALL: usize = 12;
/// A question without its mark has more words than this.
const FRAGMENT: usize = 4;
/// Somebody who speaks while it is not their turn to answer answers only at this length.
const SECOND_ANSWER: usize = 25;

/// The kind of each turn of one document, from who speaks, what is on the table, and the words' outward shape.
///
/// A turn by somebody labelled as asking is a question; one after a question is its answer; before any question
/// it is a statement, and so is what somebody else says at length once a question is answered, unless they answer others
/// or all is asked from one side: there all that askers say is a question. Greetings, thanks, floor-giving, asking back and mere notes are
/// other. Whoever gives the floor again and again conducts the talk, whatever their label says.
pub fn kinds(turns: &[Utterance<'_>]) -> Vec<Kind> {
    let shapes: Vec<Shape> = turns.iter().map(|turn| Shape::of(turn.text)).collect();
    let calls: Vec<bool> = (0..turns.len()).map(|at| calls_next(turns, &shapes, at)).collect();
    let chairs = chairs(turns, &shapes, &calls);
    let askers = askers(turns, &shapes);
    let mut table = Table {
        one_sided: is_one_sided(turns, &askers),
        answerers: answerers(turns, &shapes, &askers),
        ..Table::default()
    };
    let mut kinds = Vec::with_capacity(turns.len());
    for (at, (turn, shape)) in turns.iter().zip(&shapes).enumerate() {
        let has = |people: &BTreeSet<usize>| turn.who.is_some_and(|who| people.contains(&who));
        let standing = if has(&chairs) { Standing::Moderator } else { turn.standing };
        let next = turns.get(at + 1).and_then(|next| next.who);
        let kind = match standing {
            Standing::Opening if shape.words > 0 => Kind::Statement,
            Standing::Opening => Kind::Other,
            Standing::Questioner => question(shape),
            Standing::Moderator if calls[at] => Kind::Other,
            Standing::Moderator if table.is_asked_by(next) => table.reply(turn.who, shape),
            Standing::Moderator => conducting(shape),
            Standing::Bystander => Kind::Other,
            Standing::Principal | Standing::Plain if has(&askers) && (table.one_sided || shape.asks) => {
                question(shape)
            }
            Standing::Principal | Standing::Plain if calls[at] && !table.after_question => Kind::Other,
            Standing::Principal | Standing::Plain => table.reply(turn.who, shape),
        };
        table.put(kind, turn.who, shape, standing);
        kinds.push(kind);
    }
    kinds
}

/// Whether questions come from those labelled so, or from one person whose turns are a third of all.
fn is_one_sided(turns: &[Utterance<'_>], askers: &BTreeSet<usize>) -> bool {
    let by_asker = turns.iter().filter(|turn| turn.who.is_some_and(|who| askers.contains(&who))).count();
    let labelled = turns.iter().any(|turn| turn.standing == Standing::Questioner);
    labelled || askers.len() == 1 && by_asker * 3 >= turns.len()
}

/// Whether a turn does no more than to call by name whoever speaks next.
fn calls_next(turns: &[Utterance<'_>], shapes: &[Shape], at: usize) -> bool {
    let (turn, shape) = (&turns[at], &shapes[at]);
    let Some(next) = turns.get(at + 1).filter(|next| next.who != turn.who) else { return false };
    let Some(surname) = next.name.split_whitespace().last().map(str::to_lowercase) else { return false };
    let is_short = (1..=CALL).contains(&shape.words) && !shape.asks;
    is_short && turn.text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| word == surname)
}

/// People without an office who give the floor in every third of their turns, and more than once.
fn chairs(turns: &[Utterance<'_>], shapes: &[Shape], calls: &[bool]) -> BTreeSet<usize> {
    let mut habits: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for ((turn, shape), calls) in turns.iter().zip(shapes).zip(calls) {
        if let (Some(who), Standing::Plain) = (turn.who, turn.standing) {
            let (all, giving) = habits.entry(who).or_default();
            *all += 1;
            *giving += usize::from(shape.gives_floor() || *calls);
        }
    }
    let conducts = |(all, giving): (usize, usize)| giving > 1 && giving * 3 >= all;
    habits.into_iter().filter(|(_, habit)| conducts(*habit)).map(|(who, _)| who).collect()
}

/// The kind of a turn by whoever conducts the talk.
fn conducting(shape: &Shape) -> Kind {
    let asks = shape.ends_by_asking && shape.words > 2 && !shape.gives_floor();
    if asks || shape.asks && shape.words > ASKS_BACK {
        Kind::Question
    } else if shape.words > PROCEDURE && !shape.gives_floor() {
        Kind::Statement
    } else {
        Kind::Other
    }
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
fn askers(turns: &[Utterance<'_>], shapes: &[Shape]) -> BTreeSet<usize> {
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

/// Named people, no askers, who have the word next after an asker has asked.
fn answerers(turns: &[Utterance<'_>], shapes: &[Shape], askers: &BTreeSet<usize>) -> BTreeSet<usize> {
    let asks = |who: Option<usize>| who.is_some_and(|who| askers.contains(&who));
    let pairs = turns.iter().zip(shapes).zip(turns.iter().skip(1));
    let answered = pairs.filter(|((turn, shape), _)| asks(turn.who) && shape.asks);
    answered.filter_map(|(_, next)| next.who).filter(|who| !askers.contains(who)).collect()
}

fn question(shape: &Shape) -> Kind {
    let fragment = shape.words <= FRAGMENT && !shape.broken_off || shape.courteous;
    if shape.words == 0 || (fragment || shape.exclaims) && !shape.asks { Kind::Other } else { Kind::Question }
}

/// What is on the table: whether anything has been asked, by whom, who has answered, and how the last turn ended.
#[derive(Default)]
struct Table {
    /// Whether questions come from one side: from those labelled so, or from one person.
    one_sided: bool,
    /// Named people who answer somewhere.
    answerers: BTreeSet<usize>,
    asked: bool,
    asked_by: Option<usize>,
    marked: bool,
    answered_by: Option<Option<usize>>,
    after_question: bool,
}

impl Table {
    /// Whether the question that was just put is that of a named person.
    fn is_asked_by(&self, who: Option<usize>) -> bool {
        self.after_question && who.is_some() && self.asked_by == who
    }

    /// The kind of a turn by somebody who does not ask for a living.
    fn reply(&self, who: Option<usize>, shape: &Shape) -> Kind {
        let short_thanks = shape.courteous && !(self.after_question && self.marked && shape.words <= 2);
        if shape.words == 0 || short_thanks {
            return Kind::Other;
        }
        let asks_anew = shape.ends_by_asking && shape.words > 2 && !self.after_question;
        if asks_anew && self.answered_by != Some(who) && shape.words <= GREETING && !shape.gives_floor() {
            return Kind::Question;
        }
        let answered = !self.after_question && self.answered_by != Some(who);
        let answers = self.one_sided || who.is_some_and(|who| self.answerers.contains(&who));
        if !self.asked || answered && !answers {
            let least = if self.one_sided { GREETING } else { FRAGMENT };
            return if shape.words > least && !shape.gives_floor() { Kind::Statement } else { Kind::Other };
        }
        let asks_back = shape.ends_by_asking && shape.words <= ASKS_BACK;
        let waves_on = shape.words <= 3 && !self.marked || shape.words <= 2 && shape.broken_off;
        let aside = answered && shape.words < SECOND_ANSWER;
        if asks_back || waves_on || aside || shape.gives_floor() && shape.words < SECOND_ANSWER {
            Kind::Other
        } else {
            Kind::Answer
        }
    }

    fn put(&mut self, kind: Kind, who: Option<usize>, shape: &Shape, standing: Standing) {
        match kind {
            Kind::Question => {
                self.asked = true;
                self.asked_by = who;
                self.marked = shape.asks;
                self.after_question = true;
                self.answered_by = None;
            }
            Kind::Answer => {
                self.answered_by = Some(who);
                self.after_question = false;
            }
            // The floor is given to whoever is asked.
            Kind::Other if matches!(standing, Standing::Moderator | Standing::Bystander) => {}
            Kind::Statement => {
                self.after_question = false;
                self.answered_by = None;
            }
            Kind::Other => self.after_question = false,
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
        Utterance { who: Some(who), standing, name: "", affiliation: "", text }
    }

    fn asked(text: &str) -> Utterance<'_> {
        Utterance { who: None, standing: Standing::Questioner, name: "", affiliation: "", text }
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

    fn named<'a>(who: usize, name: &'a str, text: &'a str) -> Utterance<'a> {
        Utterance { name, ..turn(who, Standing::Plain, text) }
    }

    #[test]
    fn whoever_gives_the_floor_conducts_and_what_follows_an_answer_is_a_statement() {
        let turns = [
            named(0, "Lund", "The committee will come to order."),
            named(1, "Tom Hall", "How many locks are there on the river?"),
            named(2, "Ek", "Eleven."),
            named(0, "Lund", "Ms. Ruiz of Maine."),
            named(3, "Ruiz", "I have nothing that I could tell them."),
            named(0, "Lund", "Did you know of this?"),
            named(2, "Ek", "I did."),
        ];
        use Kind::{Answer, Other, Question, Statement};
        assert_eq!(kinds(&turns), [Other, Question, Answer, Other, Statement, Question, Answer]);
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
