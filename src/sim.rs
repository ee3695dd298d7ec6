//! Ring 2: the machine. It executes bodies, one statement a step, and says in one [`Event`] what
//! each step did.
//!
//! It must not know a screen, a file, a clock, randomness, an unordered map or YAML, and it names
//! no path, provider, bug or reading: those are bodies and worlds under `assets/`. A refused call,
//! a leak or a crash of the simulated process is data here; the machine itself never fails, and
//! every run has a bound.

pub mod body;
pub mod budget;
pub(crate) mod change;
mod choice;
pub mod eval;
pub mod event;
pub mod footprint;
pub mod growth;
pub mod ledgers;
pub mod machine;
pub mod notation;
mod print;
pub mod program;
pub mod rules;
pub mod state;
pub mod step;
pub mod timeline;
pub mod value;
pub(crate) mod waiting;

pub use body::{Body, Statement};
pub use budget::{Budget, Limit};
pub use change::Change;
pub use event::{Event, EventKind};
pub use footprint::Footprint;
pub use machine::{Choice, Machine};
pub use program::Program;
pub use rules::{Rule, Violation};
pub use state::{Life, State};
pub use timeline::Timeline;
pub use value::{
    BodyId, ClassId, FieldId, MessageId, MethodId, ObjectId, RowId, ThreadId, TransportId, UidId,
    Value, Word,
};
