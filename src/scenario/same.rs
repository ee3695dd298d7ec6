//! Whether two programs do the same, step by step, although each numbers its words, methods and
//! threads independently.
//!
//! It must not know why they are compared.

use crate::sim::state::{HOLDERS, Object};
use crate::sim::{ClassId, Event, EventKind, Machine, Program, State, ThreadId, Value, Word};

/// What the other run lacks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// An option or a reading: if it shows in the ledgers from the start, that counts as a
    /// difference.
    Setting,
    /// A bug. A thread that never takes a step, or a reference that no step counts, makes no
    /// difference even if the bug added it.
    OfBug,
}

impl LeftOut {
    /// The kind of setting that has this key.
    pub fn of(key: &str) -> Self {
        if key == "bug" { LeftOut::OfBug } else { LeftOut::Setting }
    }
}

/// Two programs in which words, methods and threads have different numbers.
pub struct Both<'a> {
    ours: &'a Program,
    theirs: &'a Program,
    /// For each of our threads, their thread with the same name.
    threads: Vec<Option<ThreadId>>,
    /// The references that a bug adds to the first objects, by holder.
    added: Vec<[i16; HOLDERS.len()]>,
}

impl<'a> Both<'a> {
    /// `None` if they begin with different threads or references, unless a bug explains the
    /// difference.
    pub fn new(ours: &'a Machine, theirs: &'a Machine, part: LeftOut) -> Option<Self> {
        let names = |machine: &'a Machine| {
            let name = |at| machine.program().thread_name(machine.start(), ThreadId(at));
            (0..machine.start().threads.len() as u8).map(name).collect::<Vec<_>>()
        };
        let (own, other) = (names(ours), names(theirs));
        let at =
            |name: &&str| other.iter().position(|known| known == name).map(|at| ThreadId(at as u8));
        let threads: Vec<Option<ThreadId>> = own.iter().map(at).collect();
        let apart = |(ours, theirs): (&Object, &Object)| {
            std::array::from_fn(|at| ours.held[at] - theirs.held[at])
        };
        let added: Vec<[i16; HOLDERS.len()]> =
            ours.start().objects.iter().zip(&theirs.start().objects).map(apart).collect();
        let is_same = own == other && added.iter().flatten().all(|count| *count == 0);
        let has_all = threads.iter().flatten().count() == other.len();
        let it = Self { ours: ours.program(), theirs: theirs.program(), threads, added };
        (is_same || part == LeftOut::OfBug && has_all).then_some(it)
    }

    /// Their thread with the same name; a choice made in a what-if belongs to no thread.
    pub fn thread(&self, ours: ThreadId) -> Option<ThreadId> {
        self.threads.get(ours.index()).copied().flatten()
    }

    /// Whether an object has the same references, apart from those that a bug added at the start of
    /// the run.
    fn is_held(&self, at: usize, ours: &Object, theirs: &Object) -> bool {
        let added = self.added.get(at).copied().unwrap_or_default();
        let all: i32 = added.iter().map(|count| i32::from(*count)).sum();
        ours.refs == theirs.refs + all
            && (0..HOLDERS.len()).all(|at| ours.held[at] == theirs.held[at] + added[at])
    }

    fn is_word(&self, ours: Word, theirs: Word) -> bool {
        self.ours.names.text(ours) == self.theirs.names.text(theirs)
    }

    fn is_value(&self, ours: &Value, theirs: &Value) -> bool {
        match (ours, theirs) {
            (Value::Word(ours), Value::Word(theirs)) => self.is_word(*ours, *theirs),
            (Value::List(ours), Value::List(theirs)) => {
                ours.len() == theirs.len()
                    && ours
                        .iter()
                        .zip(theirs.iter())
                        .all(|(ours, theirs)| self.is_value(ours, theirs))
            }
            _ => ours == theirs,
        }
    }

    /// Whether the same thread did the same thing in both.
    pub fn do_the_same(&self, ours: &Event, theirs: &Event) -> bool {
        (ours.depth, ours.actor) == (theirs.depth, theirs.actor)
            && self.thread(ours.thread) == Some(theirs.thread)
            && self.is_kind(&ours.kind, &theirs.kind)
    }

    fn is_kind(&self, ours: &EventKind, theirs: &EventKind) -> bool {
        use crate::sim::event::Fault::Said;
        use EventKind::{Call, Choice, Crash, Link, Notify, Return, Set, Unlink, Unload};
        let is_method =
            |ours, theirs| self.ours.method_name(ours) == self.theirs.method_name(theirs);
        let is_field = |ours, theirs| self.ours.field_name(ours) == self.theirs.field_name(theirs);
        match (ours, theirs) {
            (Call { object, method, args }, Call { object: on, method: called, args: with }) => {
                let same = args.len() == with.len()
                    && args.iter().zip(with).all(|(ours, theirs)| self.is_value(ours, theirs));
                same && object == on && is_method(*method, *called)
            }
            (
                Return { object, method, result, out },
                Return { object: on, method: called, result: gives, out: word },
            ) => {
                object == on
                    && is_method(*method, *called)
                    && self.is_value(result, gives)
                    && self.is_value(out, word)
            }
            (Set { object, field, value }, Set { object: on, field: known, value: to })
            | (Link { object, field, value }, Link { object: on, field: known, value: to })
            | (Unlink { object, field, value }, Unlink { object: on, field: known, value: to }) => {
                object == on && is_field(*field, *known) && self.is_value(value, to)
            }
            (Notify { to, what }, Notify { to: whom, what: event }) => {
                self.is_value(to, whom) && self.is_word(*what, *event)
            }
            (Unload { library }, Unload { library: other }) => self.is_word(*library, *other),
            (Crash { why: Said(ours), object }, Crash { why: Said(theirs), object: on }) => {
                self.is_word(*ours, *theirs) && object == on
            }
            (Choice { taken, name }, Choice { taken: other, name: called }) => {
                taken == other && self.is_word(*name, *called)
            }
            _ => ours == theirs,
        }
    }

    /// Whether the ledgers show the same; an object's private fields are not compared.
    pub fn have_same_ledgers(&self, ours: &State, theirs: &State) -> bool {
        fn alike<T>(ours: &[T], theirs: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
            ours.len() == theirs.len()
                && ours.iter().zip(theirs).all(|(ours, theirs)| same(ours, theirs))
        }
        let interface =
            |program: &Program, class: ClassId| program.classes[class.index()].interface.clone();
        let is_held =
            |(at, (ours, theirs)): (usize, (&Object, &Object))| self.is_held(at, ours, theirs);
        ours.objects.iter().zip(&theirs.objects).enumerate().all(is_held)
            && alike(&ours.objects, &theirs.objects, |ours, theirs| {
                let own = |it: &Object| (it.nth, it.parent, it.life, it.transport);
                own(ours) == own(theirs)
                    && self.is_word(ours.name, theirs.name)
                    && interface(self.ours, ours.class) == interface(self.theirs, theirs.class)
            })
            && alike(&ours.rows, &theirs.rows, |ours, theirs| {
                let own = |it: &crate::sim::state::Row| {
                    (it.nth, it.owner, it.resource_type, it.status, it.present)
                };
                own(ours) == own(theirs)
                    && self.is_word(ours.name, theirs.name)
                    && self.is_word(ours.display, theirs.display)
            })
            && alike(&ours.uids, &theirs.uids, |ours, theirs| {
                let own = |it: &crate::sim::state::Uid| (it.nth, it.owner, it.registered);
                own(ours) == own(theirs)
                    && self.is_word(ours.name, theirs.name)
                    && self.is_word(ours.bytes, theirs.bytes)
            })
            && alike(&ours.messages, &theirs.messages, |ours, theirs| {
                let own = |it: &crate::sim::state::MailMessage| {
                    (it.transport, it.store, it.state, it.locked)
                };
                own(ours) == own(theirs) && self.is_word(ours.name, theirs.name)
            })
            && alike(&ours.transports, &theirs.transports, |ours, theirs| {
                let own = |it: &crate::sim::state::Transport| {
                    (it.sends, it.gets, it.flushing, it.logged_on)
                };
                own(ours) == own(theirs) && self.is_word(ours.name, theirs.name)
            })
    }
}
