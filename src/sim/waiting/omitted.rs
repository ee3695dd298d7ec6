//! Whose mistake it is that no thread does what another one waits for.
//!
//! It must not know a method by name: it looks at who holds, who has the statements, and whose
//! object is asked.

use super::super::budget::Meter;
use super::super::eval::EvalScope;
use super::super::value::{ThreadId, Value, Who};
use super::Graph;
use super::condition::asked;

impl Graph<'_> {
    /// Who did not do what a thread waits for: MAPI does only what it is called for, so its
    /// missing caller answers for it.
    pub(super) fn omitted(&self, thread: ThreadId) -> Who {
        let waiting = self.waiting(thread);
        if self.counted(thread).is_some() {
            // Where nobody else holds it, it waits for its own Release; and who called it cannot
            // give anything back before it returns.
            let frames = &self.state.thread(thread).frames;
            let callers: Vec<Who> =
                frames.iter().rev().skip(1).map(|frame| self.who(frame)).collect();
            let holders = self.holders(thread);
            let free = holders.iter().find(|holder| !callers.contains(&holder.who()));
            return free.map_or(waiting, |holder| holder.who());
        }
        let owner = || self.owner(thread);
        let layers = self.layers(&self.writers(thread));
        let makers = layers.iter().flatten().map(|body| self.program.body(*body).who);
        let maker = || makers.into_iter().find(|who| *who != Who::Mapi);
        owner().or_else(maker).or_else(|| self.left_early()).unwrap_or(waiting)
    }

    /// Who serves, if it has been asked: the object whose method waits is on one of its lists.
    pub(super) fn has_noted(&self, thread: ThreadId, serving: ThreadId) -> Option<Who> {
        let waiting = self.state.thread(thread).frames.last()?.this;
        let script = self.state.thread(serving).frames.first()?.this;
        let own = self.state.object(script);
        let class = &self.program.classes[own.class.index()];
        let fields = self.state.fields.iter().skip(own.fields_at as usize);
        let noted = fields.take(class.fields.len()).any(|field| match field {
            Value::List(items) => items.contains(&Value::Object(waiting)),
            _ => false,
        });
        noted.then_some(class.who)
    }

    /// The transport, or the spooler, whose own situation a thread of others waits for.
    pub(super) fn owner(&self, thread: ThreadId) -> Option<Who> {
        let meter = Meter::default();
        let mut scope = EvalScope::new(self.program, self.state, thread, &meter)?;
        let waiting = self.waiting(thread);
        let objects = self.conditions(thread).into_iter().flat_map(asked);
        let owners = objects
            .filter_map(|object| scope.object(object).ok())
            .map(|object| self.program.class(self.state, object).who);
        owners
            .into_iter()
            .find(|who| matches!(who, Who::Transport | Who::Spooler) && *who != waiting)
    }

    /// Whose script that should serve others has come to its end. A client's may.
    fn left_early(&self) -> Option<Who> {
        let over = self.state.threads.iter().filter(|thread| thread.frames.is_empty());
        let scripts = over.filter_map(|thread| {
            let script = self.state.objects.iter().find(|object| object.name == thread.name)?;
            Some(self.program.classes[script.class.index()].who)
        });
        scripts.into_iter().find(|who| !matches!(who, Who::Client | Who::Mapi))
    }
}
