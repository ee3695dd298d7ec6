//! A copy of a state that shares no part with it: two threads that work on copies which share parts
//! wait for each other wherever one of them is made or dropped, because the owners are counted.
//!
//! It must not know what the threads do.

use std::sync::Arc;

use super::super::value::Value;
use super::{Shared, State, Thread};

/// A value with lists of its own.
fn own(value: &Value) -> Value {
    match value {
        Value::List(items) => Value::List(Arc::new(items.iter().map(own).collect())),
        other => other.clone(),
    }
}

fn all_own(values: &[Value]) -> Shared<Vec<Value>> {
    values.iter().map(own).collect::<Vec<_>>().into()
}

impl State {
    /// A copy that shares nothing with it.
    pub fn apart(&self) -> Self {
        let thread = |it: &Shared<Thread>| -> Shared<Thread> {
            let (frames, stack) = (it.frames.clone(), all_own(&it.stack));
            Thread { name: it.name, frames, stack, waiting: it.waiting }.into()
        };
        Self {
            rows: self.rows.apart(),
            uids: self.uids.apart(),
            objects: self.objects.apart(),
            fields: all_own(&self.fields),
            transports: self.transports.apart(),
            messages: self.messages.apart(),
            waiting_mail: self.waiting_mail.apart(),
            threads: self.threads.iter().map(thread).collect(),
            memory: self.memory.apart(),
            unloaded: self.unloaded.apart(),
            end: self.end,
        }
    }
}
