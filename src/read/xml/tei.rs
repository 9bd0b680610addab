//! TEI: debates as ParlaMint and others mark them up, and drama.

use super::dialect::{Dialect, Fact, Glue, Meaning, Part, Place, Scene};
use super::list::LISTS;
use super::markup::Tag;
use crate::speakers::Standing;

/// TEI.
#[derive(Debug)]
pub(super) struct TeiDialect {
    words: Words,
}

/// How the file tells where one word ends and the next begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Words {
    /// By white space.
    Spaced,
    /// Words and signs are marked up one by one and say where no space is.
    Joined,
}

impl TeiDialect {
    /// TEI as `text` has it.
    pub fn of(text: &str) -> Self {
        let joined = memchr::memmem::find(text.as_bytes(), b" join=").is_some();
        Self { words: if joined { Words::Joined } else { Words::Spaced } }
    }

    /// What an element of the header means.
    fn in_header(tag: &Tag<'_>, place: Place<'_>) -> Meaning {
        match (tag.name, place.parent()) {
            ("title", "titleStmt") if !place.is_within("sourceDesc") => Part::Says(Fact::Title).into(),
            ("date", _) if place.is_within("setting") => dated(tag, Fact::Date),
            ("date", _) if place.is_within("sourceDesc") => dated(tag, Fact::Published),
            _ => Part::Plain.into(),
        }
    }

    /// What an element means within a speech.
    fn in_speech(&self, tag: &Tag<'_>, place: Place<'_>) -> Meaning {
        let part = match (tag.name, place.parent()) {
            ("note" | "vocal" | "kinesic" | "incident" | "gap" | "pause" | "shift" | "writing", _) => {
                Part::Note
            }
            ("stage" | "head" | "trailer" | "figure", _) => Part::Note,
            ("seg" | "p" | "ab" | "lg" | "quote" | "list" | "item", _) => Part::Paragraph,
            ("corr" | "reg" | "expan", "choice") => Part::Unspoken,
            ("del" | "fw" | "teiHeader", _) => Part::Unspoken,
            ("lb" | "pb" | "cb", _) if tag.attribute("break").is_some_and(|how| how == "no") => Part::Plain,
            ("lb" | "pb" | "cb" | "milestone" | "l" | "s" | "cell", _) => Part::Space,
            ("w" | "pc", _) => self.token(tag),
            ("speaker", "sp") => Part::Says(Fact::Label),
            _ => Part::Plain,
        };
        part.into()
    }

    fn token(&self, tag: &Tag<'_>) -> Part {
        match self.words {
            Words::Spaced => Part::Plain,
            Words::Joined => match tag.attribute("join").as_deref() {
                Some("right" | "both") => Part::Token(Glue::Joined),
                Some(_) | None => Part::Token(Glue::Apart),
            },
        }
    }
}

impl Dialect for TeiDialect {
    fn meaning(&self, tag: &Tag<'_>, place: Place<'_>) -> Meaning {
        match tag.name {
            "u" | "sp" => speech(tag),
            _ if place.scene == Scene::Speaking => self.in_speech(tag, place),
            "TEI" | "TEI.2" => Part::Document.with([(Fact::Language, tag.attribute("lang"))]),
            "text" => Part::Plain.with([(Fact::Language, tag.attribute("lang"))]),
            name if LISTS.contains(&name) => Part::People.into(),
            _ if place.is_within("teiHeader") => Self::in_header(tag, place),
            "note" if tag.attribute("type").is_some_and(|what| what == "speaker") => {
                Part::Says(Fact::Label).into()
            }
            "note" | "vocal" | "kinesic" | "incident" | "stage" => Part::Note.into(),
            _ => Part::Plain.into(),
        }
    }
}

/// A speech, with what its tag says of the speaker.
fn speech(tag: &Tag<'_>) -> Meaning {
    let is_chair =
        tag.attribute("ana").is_some_and(|ana| ana.split_whitespace().any(|part| part == "#chair"));
    let standing = if is_chair { Standing::Moderator } else { Standing::Plain };
    // A start that refers to a timeline says nothing by itself.
    let start = tag.attribute("start").filter(|start| !start.starts_with('#'));
    Part::Speech { kind: None, standing }.with([(Fact::Id, tag.attribute("who")), (Fact::Time, start)])
}

/// A day in its attribute, else in its text.
fn dated(tag: &Tag<'_>, fact: Fact) -> Meaning {
    let when = tag.attribute("when").or_else(|| tag.attribute("from"));
    match when.is_some() {
        true => Part::Unspoken.with([(fact, when)]),
        false => Part::Says(fact).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::formats::Tei;
    use crate::issues::IssueKind;
    use crate::read::format::Format;
    use crate::read::gathered::Gathered;
    use crate::read::input::Input;
    use crate::read::options::ReadOptions;
    use crate::speakers::{Kind, Origin};
    use jiff::civil::date;

    fn read(text: &str) -> Gathered {
        let (options, mut gathered) = (ReadOptions::default(), Gathered::default());
        Tei.read(&Input::for_test("a.xml", text, &options), &mut gathered);
        gathered
    }

    const SITTING: &str = "<TEI xmlns='http://www.tei-c.org/ns/1.0' xml:lang='en'><teiHeader><fileDesc>
<titleStmt><title type='main'>Harbour Council</title><title type='sub'>Sitting 3</title></titleStmt>
<publicationStmt><date when='2024-01-01'/></publicationStmt>
<sourceDesc><bibl><title>Minutes</title><date when='2021-05-05'>5 May</date></bibl></sourceDesc></fileDesc>
<profileDesc><settingDesc><setting><date when='2021-05-04'>4 May</date></setting></settingDesc></profileDesc>
</teiHeader><text><body><div>
<note type='time'>10.00</note>
<note type='speaker'>Chairwoman Dr. Ana Ruiz</note>
<u who='#p1' ana='#chair'><seg>The sitting is open.</seg> <note>bell</note><seg>Mr Hall has the floor.</seg></u>
<note type='speaker'>Mr. Hall (Boats)</note>
<u who='#p2' ana='#regular' start='10:02'><seg>We need a new <kinesic><desc>Applause</desc></kinesic>
  pier, <gap/>and <choice><sic>soom</sic><corr>soon</corr></choice>.</seg></u>
<vocal><desc>Shouts</desc></vocal>
<u who='#p9'><seg>Who pays?</seg></u>
</div></body><back><listPerson>
<person xml:id='p1'><persName><surname>Ruiz</surname><forename>Ana</forename><roleName>Dr.</roleName></persName></person>
<person xml:id='p2'><persName><forename>Tom</forename><nameLink>van</nameLink><surname>Hall</surname></persName>
<persName>Thomas</persName>
<affiliation ref='#party.NETS' from='2019' to='2021-05-03'/><affiliation ref='#party.BOATS' from='2021-05-04'/>
<affiliation ref='#CITY' role='member'/><affiliation ref='#GOV' role='minister' from='2022'><roleName>Minister</roleName>
</affiliation></person></listPerson>
<listOrg><org xml:id='party.BOATS' role='politicalParty'><orgName full='yes'>Boats of Today</orgName>
<orgName full='abb'>BOT</orgName></org></listOrg></back></text></TEI>";

    #[test]
    fn a_sitting_has_its_day_its_people_and_their_parties_of_that_day() {
        let gathered = read(SITTING);
        assert_eq!(gathered.messages(), [""; 0]);
        let document = &gathered.documents[0];
        let header = &document.header;
        assert_eq!((header.date, &*header.title), (Some(date(2021, 5, 4)), "Harbour Council"));
        assert_eq!((&*header.name, &*header.fields["language"]), ("a.xml", "en"));
        let [chair, hall, unknown] = &document.turns[..] else { panic!("three turns: {document:?}") };
        let (ruiz, tom) = (chair.speaker.as_ref().unwrap(), hall.speaker.as_ref().unwrap());
        assert_eq!((&*ruiz.name, &*ruiz.role, ruiz.origin), ("Ana Ruiz", "presiding", Origin::Field));
        assert_eq!((&*tom.name, &*tom.affiliation, &*tom.role), ("Tom van Hall", "BOT", ""));
        assert_eq!((&*tom.label, unknown.name()), ("Mr. Hall (Boats)", "p9"));
        assert_eq!((chair.kind, hall.line), (Kind::Other, 11));
    }

    #[test]
    fn what_is_not_said_is_a_note_with_its_place() {
        let gathered = read(SITTING);
        let [chair, hall, _] = &gathered.documents[0].turns[..] else { panic!("three turns") };
        assert_eq!(chair.text, "The sitting is open.\n\nMr Hall has the floor.");
        assert_eq!(chair.notes, [(20, "bell".to_owned())]);
        assert_eq!(hall.text, "We need a new pier, and soom.");
        let notes = [(0, "10:02"), (13, "Applause"), (hall.text.len(), "Shouts")];
        assert_eq!(hall.notes, notes.map(|(at, note)| (at, note.to_owned())));
        assert_eq!(hall.last_line, 12);
    }

    #[test]
    fn words_that_are_marked_up_one_by_one_are_spaced_as_they_say() {
        let text = "<TEI><text><u who='a'><seg><s><w>Don</w>\n<w join='right'>so</w>\n<pc>,</pc>\n<w>he</w></s>\n\
                    <s><name><w>Ann</w></name></s></seg></u></text></TEI>";
        assert_eq!(read(text).documents[0].turns[0].text, "Don so, he Ann");
        let plain = text.replace(" join='right'", "").replace("</w>\n<pc>", "</w><pc>");
        assert_eq!(read(&plain).documents[0].turns[0].text, "Don so, he Ann");
    }

    #[test]
    fn a_label_stands_for_a_key_that_nobody_resolves_and_where_there_is_no_key() {
        let text =
            "<div><note type='speaker'>Mr. Tom Hall (Boats):</note><u who='#x'>One.</u><u who='#x'>Two.</u>
                    <note type='speaker'>Hall</note><u>Three.</u><u>Four.</u></div>";
        let gathered = read(text);
        let names: Vec<&str> = gathered.turns().map(|turn| turn.name()).collect();
        assert_eq!(names, ["Tom Hall", "Tom Hall", "Tom Hall", ""]);
        assert_eq!(gathered.turns().next().unwrap().speaker.as_ref().unwrap().affiliation, "Boats");
    }

    #[test]
    fn a_corpus_has_a_document_for_each_text_and_lists_are_none() {
        let text =
            "<teiCorpus><teiHeader><listPerson><person xml:id='a'><persName>Ann Lee</persName></person>
            </listPerson></teiHeader><TEI xml:id='x'><text><u who='#a'>One.</u></text></TEI>
            <TEI><text><u who='#a'>Two.</u></text></TEI></teiCorpus>";
        let gathered = read(text);
        assert_eq!(gathered.names(), ["a.xml#x", "a.xml#2"]);
        assert!(gathered.turns().all(|turn| turn.name() == "Ann Lee"));
        for list in [
            "<listPerson><person xml:id='a'/></listPerson>",
            "<teiCorpus><teiHeader/><xi:include/></teiCorpus>",
        ] {
            let gathered = read(list);
            assert_eq!((gathered.documents.len(), gathered.issues.len()), (0, 0), "{list}");
        }
        assert_eq!(read("<TEI><text><p>Prose.</p></text></TEI>").kinds(), [IssueKind::Empty]);
    }

    #[test]
    fn drama_has_speakers_and_stage_directions() {
        let text = "<TEI><text><body><castList><castItem><role xml:id='ham'>Hamlet, Prince</role></castItem></castList>
            <stage>A platform.</stage><sp who='#ham'><speaker>Ham.</speaker><l>To be, or</l><l>not <stage>aside</stage>
            to be.</l></sp><sp><speaker>FIRST GUARD.</speaker><p>Who’s <hi>th</hi>ere?</p></sp></body></text></TEI>";
        let gathered = read(text);
        let turns: Vec<(&str, &str)> = gathered.turns().map(|turn| (turn.name(), &*turn.text)).collect();
        assert_eq!(turns, [("Hamlet, Prince", "To be, or not to be."), ("First Guard", "Who’s there?")]);
        assert_eq!(gathered.turns().next().unwrap().notes, [(13, "aside".to_owned())]);
    }

    #[test]
    fn depth_does_not_matter() {
        let deep = 100_000;
        let text = format!("<TEI><u who='a'>{}x{}</u></TEI>", "<seg>".repeat(deep), "</seg>".repeat(deep));
        assert_eq!(read(&text).turns().count(), 1);
        assert_eq!(read(&"<u>a".repeat(deep)).turns().count(), deep);
        assert_eq!(read(&format!("<TEI>{}<u>x</u>", "<div>".repeat(deep))).turns().count(), 1);
    }
}
