//! What can be explored: states, the actions that lead from one to the next, and the properties
//! that are judged on the way.
//!
//! It must not know how the search goes about it.

use std::hash::Hash;

/// The choices of a stretch, and the state that it leads to, if it leads to one.
pub type WayTaken<A, S> = (Vec<A>, Option<S>);

/// Something that can be in states and be led from one to the next.
///
/// All methods must be functions of their arguments: the search replays a run to rebuild it, and
/// relies on meeting the same states.
pub trait TransitionSystem {
    /// The situation; equal states are visited once.
    type State: Clone + Eq + Hash;
    /// A choice that leads from one state to the next.
    type Action: Clone;

    /// What is judged, at most [`PropertySet::CAPACITY`] properties; a [`PropertySet`] refers to
    /// them by position.
    fn properties(&self) -> Vec<Property>;

    /// The states in which runs begin; a [`crate::explore::Trace`] names one by its position.
    fn initial(&self) -> Vec<Self::State>;

    /// Appends the choices that are open in `state`, in an order that is always the same. None: the
    /// run ends there.
    fn actions(&self, state: &Self::State, actions: &mut Vec<Self::Action>);

    /// Takes one choice; `None` if it turns out not to be open. A state in which no choice leads
    /// anywhere ends the run.
    fn next(&self, state: &Self::State, action: &Self::Action) -> Option<Transition<Self::State>>;

    /// Everything that a state leads to: `found` is told each stretch with its position, in an
    /// order that is always the same, and says whether to go on. A stretch is one step, unless a
    /// model knows that several can be taken together and nothing is lost by that; then it says
    /// so by [`TransitionSystem::is_reduced`]. `actions` is empty before and after.
    fn expand(
        &self,
        state: &Self::State,
        actions: &mut Vec<Self::Action>,
        found: impl FnMut(u32, Stretch<Self::State>) -> bool,
    ) {
        expand_by_steps(self, state, actions, found);
    }

    /// The choices of the stretch at this position, and where it leads; `None` if there is none.
    fn way(
        &self,
        state: &Self::State,
        position: u32,
    ) -> Option<WayTaken<Self::Action, Self::State>> {
        let mut actions = Vec::new();
        self.actions(state, &mut actions);
        let action = actions.into_iter().nth(position as usize)?;
        let to = self.next(state, &action)?.state;
        Some((vec![action], Some(to)))
    }

    /// Whether a stretch may be several steps, so that fewer states stand for all.
    fn is_reduced(&self) -> bool {
        false
    }

    /// Judges a state in which a run begins.
    fn judge_initial(&self, _state: &Self::State) -> PropertySet {
        PropertySet::NONE
    }

    /// Judges a state in which a run ends, before it is asked what it still owes.
    fn judge_terminal(&self, _state: &Self::State) -> Judgement {
        Judgement::default()
    }

    /// Whether any action was not taken because the model itself has a bound.
    fn was_cut(&self) -> bool {
        false
    }

    /// Bytes that a state holds outside itself; the bound on memory counts them for the states that
    /// wait.
    fn heap_bytes(&self, _state: &Self::State) -> usize {
        0
    }
}

/// Takes each choice that is open in a state.
pub(super) fn expand_by_steps<M: TransitionSystem + ?Sized>(
    model: &M,
    state: &M::State,
    actions: &mut Vec<M::Action>,
    mut found: impl FnMut(u32, Stretch<M::State>) -> bool,
) {
    model.actions(state, actions);
    for (action, position) in actions.iter().zip(0..) {
        if let Some(step) = model.next(state, action)
            && !found(position, step.into())
        {
            break;
        }
    }
    actions.clear();
}

/// The end of one transition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition<S> {
    /// The state after it.
    pub state: S,
    /// What happened on the way or holds in the state after it.
    pub judgement: Judgement,
}

/// Steps that a search takes as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch<S> {
    /// The state after the last of them; `None` if others lead to all that comes after it, and only
    /// what they say of the properties counts.
    pub state: Option<S>,
    /// How many they are.
    pub steps: u32,
    /// Properties that a step of them breaks, reaches or satisfies, with the number of the step
    /// from 1; those that none does are left out.
    pub marks: Vec<(u32, PropertySet)>,
    /// Properties that any of them puts to the test.
    pub tested: PropertySet,
}

impl<S> From<Transition<S>> for Stretch<S> {
    /// A single step.
    fn from(Transition { state, judgement }: Transition<S>) -> Self {
        let marks = match judgement.marks.is_empty() {
            true => Vec::new(),
            false => vec![(1, judgement.marks)],
        };
        Self { state: Some(state), steps: 1, marks, tested: judgement.tested }
    }
}

impl<S> Stretch<S> {
    /// All that its steps break, reach or satisfy.
    pub fn all_marks(&self) -> PropertySet {
        self.marks.iter().fold(PropertySet::NONE, |all, (_, marks)| all.and(*marks))
    }
}

/// What a transition, or the end of a run, says of the properties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    /// Properties that it breaks, reaches or satisfies.
    pub marks: PropertySet,
    /// Properties that it put to the test, whatever came of it: a property of *always* that no
    /// transition ever tested has not been kept.
    pub tested: PropertySet,
    /// Properties that are left aside at this end, though an end judges them elsewhere.
    pub aside: PropertySet,
}

impl From<PropertySet> for Judgement {
    /// Where a property is marked it was tested.
    fn from(marks: PropertySet) -> Self {
        Self { marks, tested: marks, aside: PropertySet::NONE }
    }
}

/// A name, and what is expected of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// Name, as the report prints it.
    pub name: String,
    /// What a mark of this property means.
    pub expectation: Expectation,
}

impl Property {
    /// A mark breaks it.
    pub fn always(name: impl Into<String>) -> Self {
        Self { name: name.into(), expectation: Expectation::Always }
    }

    /// A mark reaches it.
    pub fn sometimes(name: impl Into<String>) -> Self {
        Self { name: name.into(), expectation: Expectation::Sometimes }
    }

    /// A mark satisfies it for the runs that continue from there; a run that ends without one
    /// breaks it.
    pub fn eventually(name: impl Into<String>) -> Self {
        Self { name: name.into(), expectation: Expectation::Eventually }
    }
}

/// What is expected of a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// No run breaks it.
    Always,
    /// Some run reaches it.
    Sometimes,
    /// Every run that ends has met it.
    Eventually,
}

/// A set of properties, by their position in [`TransitionSystem::properties`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct PropertySet(u64);

impl PropertySet {
    /// The set without any property.
    pub const NONE: PropertySet = PropertySet(0);
    /// How many properties a model can have.
    pub const CAPACITY: usize = 64;

    /// The property at this position alone.
    ///
    /// # Panics
    /// If `position` is not below [`PropertySet::CAPACITY`].
    pub fn one(position: usize) -> PropertySet {
        assert!(
            position < Self::CAPACITY,
            "property {position} is beyond the {} that fit",
            Self::CAPACITY
        );
        PropertySet(1 << position)
    }

    /// The properties of these bits, the first one lowest.
    pub const fn of_bits(bits: u64) -> PropertySet {
        PropertySet(bits)
    }

    /// The property at this position if `condition`, else none.
    pub fn when(condition: bool, position: usize) -> PropertySet {
        if condition { Self::one(position) } else { Self::NONE }
    }

    /// The properties in either set.
    #[must_use]
    pub fn and(self, other: PropertySet) -> PropertySet {
        PropertySet(self.0 | other.0)
    }

    /// In this one, but not in the other.
    #[must_use]
    pub fn without(self, other: PropertySet) -> PropertySet {
        PropertySet(self.0 & !other.0)
    }

    /// The properties in both sets.
    #[must_use]
    pub fn within(self, other: PropertySet) -> PropertySet {
        PropertySet(self.0 & other.0)
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the property at this position is in it.
    pub fn contains(self, position: usize) -> bool {
        position < Self::CAPACITY && self.0 >> position & 1 == 1
    }

    /// Positions, in ascending order.
    pub fn positions(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let position = rest.trailing_zeros();
            // Clears the lowest bit, or does nothing to zero.
            rest &= rest.wrapping_sub(1);
            (position < u64::BITS).then_some(position as usize)
        })
    }
}
