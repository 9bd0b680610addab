//! The mappings that are known: the user's own, then those that are built in.

use std::sync::{Arc, LazyLock};

use super::mapping::Mapping;
use crate::error::{Error, Result};

/// Those that are built in, as a user would write them.
const BUILT_IN: [&str; 2] = [include_str!("mappings/publicwhip.toml"), include_str!("mappings/hansard.toml")];

static BUILT_IN_MAPPINGS: LazyLock<Vec<Mapping>> =
    LazyLock::new(|| BUILT_IN.iter().flat_map(|text| parse(text).expect("tested")).collect());

/// The user's own mappings.
#[derive(Debug, Clone, Default)]
pub struct Mappings(Arc<Vec<Mapping>>);

impl Mappings {
    /// The mappings of the user's own, each complete.
    pub fn new(mappings: Vec<Mapping>) -> Self {
        Self(Arc::new(mappings))
    }

    /// The user's mapping of files with that root element.
    pub(super) fn own(&self, root: &str) -> Option<&Mapping> {
        self.0.iter().find(|mapping| mapping.has_root(root))
    }
}

/// The mapping that is built in of files with that root element.
pub(super) fn built_in(root: &str) -> Option<&'static Mapping> {
    BUILT_IN_MAPPINGS.iter().find(|mapping| mapping.has_root(root))
}

/// The mappings of a file with tables `[xml.NAME]` alone.
fn parse(text: &str) -> Result<Vec<Mapping>> {
    let fault = |error: &dyn std::fmt::Display| Error::config(error);
    let tables: toml::Table = text.parse().map_err(|error: toml::de::Error| fault(&error.message()))?;
    let named = tables.get("xml").and_then(toml::Value::as_table).into_iter().flatten();
    named
        .map(|(name, table)| {
            let mut mapping = Mapping::new(name);
            for (key, value) in table.as_table().into_iter().flatten() {
                mapping.set(key, strings(value))?;
            }
            mapping.complete()
        })
        .collect()
}

/// A string, or a list of them.
fn strings(value: &toml::Value) -> Vec<String> {
    match value {
        toml::Value::Array(list) => list.iter().filter_map(toml::Value::as_str).map(str::to_owned).collect(),
        value => value.as_str().map(str::to_owned).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::formats::Mapped;
    use super::*;
    use crate::issues::IssueKind;
    use crate::read::format::Format;
    use crate::read::gathered::Gathered;
    use crate::read::input::Input;
    use crate::read::options::ReadOptions;
    use crate::speakers::{Kind, Origin};
    use jiff::civil::date;

    fn read(text: &str, mappings: &str) -> Gathered {
        let mappings = Mappings::new(parse(mappings).unwrap());
        let (options, mut gathered) =
            (ReadOptions { mappings, ..ReadOptions::default() }, Gathered::default());
        Mapped.read(&Input::for_test("a.xml", text, &options), &mut gathered);
        gathered
    }

    fn turns(gathered: &Gathered) -> Vec<(&str, &str)> {
        gathered.turns().map(|turn| (turn.name(), &*turn.text)).collect()
    }

    #[test]
    fn the_built_in_mappings_are_sound() {
        let all: Vec<&str> = BUILT_IN.iter().flat_map(|text| parse(text).unwrap()).map(|_| "").collect();
        assert_eq!(all.len(), BUILT_IN.len());
        assert!(
            built_in("publicwhip").is_some() && built_in("hansard").is_some() && built_in("TEI").is_none()
        );
    }

    #[test]
    fn hansard_is_known_as_published_today() {
        let text = "<publicwhip><major-heading id='x'>Piers</major-heading>
<speech id='uk.org.publicwhip/debate/2021-05-04a.1.0' speakername='Ana Ruiz' person_id='p/1' time='14:30:00'>
<p>Order.</p><p class='italic'>Interruption</p><p>Order!</p></speech>
<speech id='uk.org.publicwhip/debate/2021-05-04a.1.1' nospeaker='true'><p>The House divided.</p></speech>
<ques id='q' speakername='Tom Hall' person_id='p/2'><p>When?</p></ques></publicwhip>";
        let gathered = read(text, "");
        let told = [("Ana Ruiz", "Order.\n\nOrder!"), ("", "The House divided."), ("Tom Hall", "When?")];
        assert_eq!(turns(&gathered), told);
        let first = &gathered.documents[0].turns[0];
        assert_eq!(first.notes, [(0, "14:30:00".to_owned()), (6, "Interruption".to_owned())]);
        assert_eq!(first.speaker.as_ref().unwrap().origin, Origin::Field);
        assert_eq!((gathered.documents[0].header.date, first.date), (Some(date(2021, 5, 4)), None));
        assert_eq!(gathered.turns().nth(2).unwrap().kind, Kind::Question);
    }

    #[test]
    fn hansard_is_known_as_it_was_printed() {
        let text = "<hansard><housecommons><title>HOUSE OF COMMONS</title><date format='1901-02-14'>Thursday</date><debates>
<section><title>PIERS</title><p id='1'>The House met.</p><section><title>NEW PIERS</title>
<p><member>MR. TOM HALL<memberconstituency> (Leith)</memberconstituency></member><membercontribution>: I beg to ask.
</membercontribution></p><col>12</col><p>And to ask again.</p>
<p><member>THE PRESIDENT (MS. ANA RUIZ)</member><membercontribution>: No.</membercontribution></p></section>
</section></debates></housecommons></hansard>";
        let gathered = read(text, "");
        let told =
            [("", "The House met."), ("Tom Hall", "I beg to ask.\n\nAnd to ask again."), ("Ana Ruiz", "No.")];
        assert_eq!(turns(&gathered), told);
        let header = &gathered.documents[0].header;
        assert_eq!((&*header.name, header.date), ("a.xml", Some(date(1901, 2, 14))));
        assert_eq!(header.title, "HOUSE OF COMMONS");
    }

    const MINE: &str = "[xml.mine]\nroot = 'debates'\ndocument = 'sitting'\nspeech = 'talk'\nspeaker = 'redner/name'\n\
        speaker_id = 'redner/@id'\nparty = 'name/party'\nrole = 'name/role'\ndate = 'sitting/@day'\n\
        skip = \"p[@class='label']\"\nnote = ['stage']\n";

    #[test]
    fn a_mapping_of_the_users_own_describes_any_other() {
        let text = "<debates><sitting day='04.05.2021'><talk><p class='label'><redner id='7'><name><first>Tom</first>
<last>Hall</last><party>Boats</party><role>Minister</role></name></redner>Tom Hall, Boats:</p><p>One.</p><stage>Noise</stage>
<p class='label'><redner id='8'><name>Ana Ruiz</name></redner>Ana Ruiz:</p><p>Two.</p></talk></sitting>
<sitting day='05.05.2021'><talk>Three.</talk></sitting></debates>";
        let gathered = read(text, MINE);
        assert_eq!(turns(&gathered), [("Tom Hall", "One."), ("Ana Ruiz", "Two."), ("", "Three.")]);
        let tom = gathered.turns().next().unwrap().speaker.clone().unwrap();
        assert_eq!((&*tom.affiliation, &*tom.role, tom.origin), ("Boats", "Minister", Origin::Field));
        assert_eq!(gathered.names(), ["a.xml#1", "a.xml#2"]);
        assert_eq!(gathered.documents[1].header.date, Some(date(2021, 5, 5)));
        assert_eq!(gathered.turns().next().unwrap().notes, [(4, "Noise".to_owned())]);
    }

    #[test]
    fn a_speech_within_a_speech_is_a_turn_between_two() {
        let mine = "[xml.a]\nroot = 'a'\nspeech = ['s', 'i']\nspeaker = '@by'\n";
        let gathered = read("<a><s by='A'>One <i by='B'>Oh!</i> two.<i by='C'>Yes.</i></s></a>", mine);
        assert_eq!(turns(&gathered), [("A", "One"), ("B", "Oh!"), ("A", "two."), ("C", "Yes.")]);
    }

    #[test]
    fn what_no_mapping_describes_and_what_is_broken_is_told_once() {
        let gathered = read("<other><p>Words.</p></other>", MINE);
        assert_eq!(
            gathered.messages(),
            ["a.xml: nothing tells what <other> holds; a table [xml.NAME] in dictum.toml can"]
        );
        let broken =
            read("<publicwhip>\n<speech speakername='A'>P&O</p></speech>\n<speech speakername='B'>Two", "");
        assert_eq!(turns(&broken), [("A", "P&O"), ("B", "Two")]);
        assert_eq!((broken.kinds(), broken.issues[0].1.line), (vec![IssueKind::Malformed], Some(2)));
    }
}
