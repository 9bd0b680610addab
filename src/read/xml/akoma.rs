//! Akoma Ntoso: debates as parliaments and the United Nations mark them up.

use super::dialect::{Dialect, Fact, Meaning, Part, Place, Scene};
use super::list::LISTS;
use super::markup::Tag;
use crate::speakers::{Kind, Standing};

/// Akoma Ntoso.
#[derive(Debug)]
pub(super) struct AkomaDialect;

impl Dialect for AkomaDialect {
    fn meaning(&self, tag: &Tag<'_>, place: Place<'_>) -> Meaning {
        match tag.name {
            "speech" => speech(tag, None),
            "question" => speech(tag, Some(Kind::Question)),
            "answer" => speech(tag, Some(Kind::Answer)),
            "from" => Part::Says(Fact::Label).into(),
            "narrative" | "scene" | "summary" | "remark" | "authorialNote" | "recordedTime" => {
                Part::Note.into()
            }
            _ if place.scene == Scene::Speaking => in_speech(tag.name).into(),
            "akomaNtoso" | "akomantoso" => Part::Document.into(),
            name if LISTS.contains(&name) => Part::People.into(),
            "FRBRdate" => Part::Unspoken.with([(Fact::Published, tag.attribute("date"))]),
            "FRBRlanguage" => Part::Unspoken.with([(Fact::Language, tag.attribute("language"))]),
            "docDate" => match tag.attribute("date") {
                Some(date) => Part::Unspoken.with([(Fact::Date, Some(date))]),
                None => Part::Says(Fact::Date).into(),
            },
            "docTitle" => Part::Says(Fact::Title).into(),
            _ => Part::Plain.into(),
        }
    }
}

/// What an element means within a speech.
fn in_speech(name: &str) -> Part {
    match name {
        "p" | "block" | "blockList" | "item" | "li" | "ul" | "ol" | "tr" | "tblock" => Part::Paragraph,
        "eol" | "eop" | "td" | "th" => Part::Space,
        "heading" | "subheading" | "crossHeading" | "num" => Part::Note,
        "meta" | "del" => Part::Unspoken,
        _ => Part::Plain,
    }
}

/// A speech, with what its tag says of the speaker.
fn speech(tag: &Tag<'_>, kind: Option<Kind>) -> Meaning {
    Part::Speech { kind, standing: Standing::Plain }.with([
        (Fact::Id, tag.attribute("by")),
        (Fact::Role, tag.attribute("as")),
        (Fact::Time, tag.attribute("startTime")),
    ])
}

#[cfg(test)]
mod tests {
    use super::super::formats::Akoma;
    use crate::read::format::Format;
    use crate::read::gathered::Gathered;
    use crate::read::input::Input;
    use crate::read::options::ReadOptions;
    use crate::speakers::Kind;
    use jiff::civil::date;

    #[test]
    fn a_debate_has_people_roles_questions_and_answers() {
        let text = "<akomaNtoso><debate><meta><identification><FRBRWork><FRBRdate date='2021-05-05' name='x'/></FRBRWork>
</identification><references><TLCPerson eId='hall' href='/p/hall' showAs='Tom Hall'/>
<TLCRole eId='mayor' href='/r/mayor' showAs='Mayor'/></references></meta>
<preface><p><docTitle>Question time</docTitle> of <docDate date='2021-05-04'>4 May</docDate></p></preface>
<debateBody><debateSection><heading>Piers</heading><narrative>The council met.</narrative>
<question by='#ruiz'><from>Ms. Ana Ruiz (Nets):</from><p>Is there a new pier?</p></question>
<answer by='#hall' as='#mayor'><from>The Mayor</from><p>There is. <remark type='x'>[Applause]</remark></p><p>Two.</p></answer>
<scene>They rise.</scene></debateSection></debateBody></debate></akomaNtoso>";
        let (options, mut gathered) = (ReadOptions::default(), Gathered::default());
        Akoma.read(&Input::for_test("a.xml", text, &options), &mut gathered);
        assert_eq!(gathered.messages(), [""; 0]);
        let header = &gathered.documents[0].header;
        assert_eq!((header.date, &*header.title), (Some(date(2021, 5, 4)), "Question time"));
        let [asked, answered] = &gathered.documents[0].turns[..] else { panic!("two turns: {gathered:?}") };
        let (ruiz, hall) = (asked.speaker.as_ref().unwrap(), answered.speaker.as_ref().unwrap());
        assert_eq!((&*ruiz.name, &*ruiz.affiliation, asked.kind), ("Ana Ruiz", "Nets", Kind::Question));
        assert_eq!((&*hall.name, &*hall.role, &*hall.label), ("Tom Hall", "Mayor", "The Mayor"));
        assert_eq!((&*answered.text, answered.kind), ("There is.\n\nTwo.", Kind::Answer));
        assert_eq!(answered.notes, [(9, "[Applause]".to_owned()), (15, "They rise.".to_owned())]);
    }
}
