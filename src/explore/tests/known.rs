//! What a situation knows of its threads from the one before it changes nothing that is found.

use crate::explore::machine::MachineSystem;
use crate::explore::transition_system::WayTaken;
use crate::explore::{
    Judgement, Property, Reduced, Search, SearchState, Stretch, Transition, TransitionSystem,
};
use crate::scenario::{RunOptions, Scenario};
use crate::sim::Choice;

/// A model that knows nothing from the situation before.
struct Forgetful<M>(M);

impl<M: TransitionSystem<State = SearchState, Action = Choice>> TransitionSystem for Forgetful<M> {
    type State = SearchState;
    type Action = Choice;

    fn properties(&self) -> Vec<Property> {
        self.0.properties()
    }

    fn initial(&self) -> Vec<SearchState> {
        self.0.initial()
    }

    fn actions(&self, at: &SearchState, actions: &mut Vec<Choice>) {
        self.0.actions(at, actions);
    }

    fn next(&self, from: &SearchState, action: &Choice) -> Option<Transition<SearchState>> {
        self.0.next(from, action)
    }

    fn expand(
        &self,
        from: &SearchState,
        actions: &mut Vec<Choice>,
        found: impl FnMut(u32, Stretch<SearchState>) -> bool,
    ) {
        self.0.expand(&from.bare(), actions, found);
    }

    fn way(&self, from: &SearchState, position: u32) -> Option<WayTaken<Choice, SearchState>> {
        self.0.way(from, position)
    }

    fn is_reduced(&self) -> bool {
        self.0.is_reduced()
    }

    fn judge_terminal(&self, at: &SearchState) -> Judgement {
        self.0.judge_terminal(at)
    }

    fn was_cut(&self) -> bool {
        self.0.was_cut()
    }

    fn heap_bytes(&self, at: &SearchState) -> usize {
        self.0.heap_bytes(at)
    }
}

#[test]
fn what_is_known_from_before_changes_nothing_that_is_found() {
    let words = [
        "store-logoff:world=plain",
        "store-logoff:world=plain,queue=none,transport=XP1=sending:M1",
        "any-client:world=plain",
        "session-logoff:world=plain,provider=deferred",
        "release:world=plain,bug=PB4",
        "two-users",
        "other-process",
        "fast-shutdown",
        "open-entry:world=plain",
    ];
    for word in words {
        let options = RunOptions::parse(word).expect("known options");
        let scenario = Scenario::load(&options, &[]).expect("a run");
        let model = MachineSystem::new(&scenario.machine);
        let reduced = || Reduced(&model);
        assert_eq!(Search::new(&Forgetful(reduced())).run(), Search::new(&reduced()).run());
        let full = || MachineSystem::new(&scenario.machine);
        assert_eq!(Search::new(&Forgetful(full())).run(), Search::new(&full()).run(), "{word}");
    }
}
