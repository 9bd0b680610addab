//! Who speaks: labels, people and the kinds of their turns.

mod announce;
mod aside;
mod attendance;
mod cast;
mod kind;
mod kinds;
mod label;
mod lexicon;
mod name;
mod narration;
mod near;
mod person;
mod phrase;
mod presiding;
mod printed;
mod register;
mod role;
mod roster;
mod shape;
mod short;
mod spoken;

pub use announce::{Announcement, announcement};
pub use aside::{Aside, Remark, remarks};
pub use attendance::{attendance, listed, opens_attendance};
pub use cast::{Call, Member, cast};
pub use kind::{Kind, Side};
pub use kinds::{KindCounts, Standing, Utterance, kinds, side};
pub use label::{Label, LabelKind};
pub use lexicon::{
    is_metadata_key, is_numbering, is_stage_direction, is_sworn, opens_with_title, speaks_in_person,
};
pub use name::restore_case;
pub use narration::{Narration, narration};
pub use near::near_names;
pub use person::{Origin, Person};
pub use presiding::{has_the_chair, may_hold, presiding};
pub use register::{Entry, Register};
pub use roster::{Roster, Speaker, SpeakerId};
