//! Which objects point to an object, by their fields.
//!
//! It must not know how that is shown.

use crate::sim::state::{HOLDERS, Life, Object};
use crate::sim::{ObjectId, Program, State, Value};

/// Objects whose fields name an object, with the name of the field. One that is gone still counts,
/// if its own code has a reference on the object: then that was its.
pub fn pointers(program: &Program, state: &State, target: ObjectId) -> Vec<(ObjectId, String)> {
    let is_it = |value: &Value| match value {
        Value::Object(object) => *object == target,
        Value::List(list) => list.iter().any(|item| item.object() == Some(target)),
        _ => false,
    };
    let mut found = Vec::new();
    let held = state.object(target).held;
    let holds = |object: &Object| {
        let who = program.classes[object.class.index()].who;
        HOLDERS.iter().zip(held).any(|(holder, count)| holder.who() == who && count > 0)
    };
    let counts = |object: &Object| object.life != Life::Freed || holds(object);
    for (index, object) in state.objects.iter().enumerate().filter(|(_, it)| counts(it)) {
        let class = &program.classes[object.class.index()];
        for (slot, (field, _)) in class.fields.iter().enumerate() {
            let id = ObjectId(index as u32);
            let value = state.fields.get(object.fields_at as usize + slot);
            if id != target && value.is_some_and(is_it) {
                found.push((id, program.field_name(*field).to_owned()));
            }
        }
    }
    found
}
