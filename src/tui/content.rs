//! What the screens say: the lines of panels, sheets and cards, out of the model.
//!
//! Everything here is a function of the model. It must not know a key's meaning, where a panel
//! stands, or how the model changes.

pub(crate) mod bench;
pub mod card;
pub mod idle;
pub(crate) mod lesson_standing;
pub(crate) mod lesson_title;
pub(crate) mod lookup;
pub(crate) mod panel;
mod paragraphs;
pub(crate) mod pen;
pub mod poll;
pub(crate) mod prompt;
pub mod said;
pub mod sheet;
pub(crate) mod short;
pub mod situation;
pub(crate) mod standing;
pub(crate) mod symptoms;
pub(crate) mod violation;
