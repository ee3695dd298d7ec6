//! Every choice, breadth first: an exhaustive search that finds for each broken property the
//! shortest run which breaks it.
//!
//! It is generic over a [`TransitionSystem`] and must not know the machine, a screen, a file or a
//! clock: its caller measures time and owns the flag of Ctrl-C. The same system and the same bounds
//! give the same [`SearchResult`].
//!
//! # What a search keeps
//!
//! Full states are kept only while they wait to be expanded. Of a visited state remain its 64-bit
//! fingerprint and eight bytes that say how it was first reached; runs are rebuilt from these by
//! replaying the model. Two states may share a fingerprint, and then the second is taken for the
//! first: see [`chance_of_collision`]. [`Search::exact`] keeps the states themselves, which shows
//! on small models that nothing is lost.
//!
//! # Eventually
//!
//! An *eventually* property is satisfied when every run *that ends* meets it: it is judged where a
//! run can go no further. A run that goes round in a circle for ever is never judged, so a model
//! with cycles may hold a property and yet never meet it. What a run still owes is part of what is
//! visited: a state reached once with the property met and once without it is visited twice, and
//! counts twice. Without that, the run that comes second to a join of two runs would be forgotten
//! together with its debt.
//!
//! # Examples
//! ```
//! use mapi_teardown::explore::{Search, SearchReport, report::model};
//! use mapi_teardown::scenario::{RunOptions, Scenario};
//!
//! let options = RunOptions::parse("store-logoff:world=plain,bug=PB1").expect("known options");
//! let scenario = Scenario::load(&options, &[]).expect("a run");
//! let outcome = Search::new(&model(&scenario)).run();
//! let report = SearchReport::new(&scenario, &outcome);
//! assert!(report.is_complete());
//! for (rule, breach) in report.broken() {
//!     println!("{rule}: teardown replay '{}'", breach.word);
//! }
//! ```

mod bounds;
mod breadth_first;
mod executed;
mod expansion;
mod fingerprint;
pub mod idle;
mod known;
mod levels;
pub mod machine;
pub mod readings;
mod reduction;
pub mod report;
mod result;
mod search;
mod search_state;
mod seen;
mod side_by_side;
pub mod space;
#[cfg(test)]
mod tests;
mod transition_system;

pub use bounds::Bounds;
pub use reduction::Reduced;
pub use report::SearchReport;
pub use result::{
    Finding, PropertyVerdict, SearchProgress, SearchResult, StopReason, Trace, chance_of_collision,
};
pub use search::Search;
pub use search_state::SearchState;
pub use side_by_side::side_by_side;
pub use transition_system::{
    Expectation, Judgement, Property, PropertySet, Stretch, Transition, TransitionSystem,
};
