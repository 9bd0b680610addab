//! Captions that name their voices: `<v Mary>Hello`.

use super::spoken::{Matter, Spoken};
use crate::read::dialogue::By;
use crate::read::prose::Join;
use crate::read::script::Script;
use crate::speakers::{Label, LabelKind, is_stage_direction};

/// Puts the turns together: what one voice says in cue after cue is one.
pub(super) fn by_voice(all: &[Spoken<'_>], script: &mut Script) {
    let mut voice: Option<&Option<String>> = None;
    for spoken in all {
        let is_heard = spoken.voice.is_none() && is_stage_direction(&spoken.text);
        if spoken.matter == Matter::Sound || is_heard {
            script.hear(&spoken.text);
            continue;
        }
        if voice != Some(&spoken.voice) {
            let by = spoken.voice.as_deref().map_or(By::Nobody, |name| named(name, script));
            script.begin(by, spoken.line, spoken.start);
            voice = Some(&spoken.voice);
        }
        script.say(spoken.line, &spoken.text, Join::Line);
    }
}

/// A voice is named as in a label, and it is one, whatever its words are.
fn named(name: &str, script: &mut Script) -> By {
    match Label::parse(name).kind {
        LabelKind::Nobody => script.named(name),
        LabelKind::Person
        | LabelKind::Office
        | LabelKind::Questioner
        | LabelKind::Answerer
        | LabelKind::Crowd => script.dialogue.called(name),
    }
}
