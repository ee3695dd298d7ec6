//! What the screens say: the lines of panels, sheets and cards, out of the model.
//!
//! Everything here is a function of the model. It must not know a key's meaning, where a panel
//! stands, or how the model changes.

pub mod card;
pub mod idle;
pub mod lookup;
pub mod panel;
pub mod pen;
pub mod poll;
pub mod prompt;
pub mod said;
pub mod sheet;
pub mod short;
pub mod situation;
pub mod standing;
pub mod symptoms;
