//! Refuses calls that nothing could answer: methods that this model has no body for, at all or on the object that is called.
//!
//! It must not know what a method does. Where a statement calls something that only the run can tell, it lets it be.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::link::Linked;
use super::refusal::{refuse, unknown_method};
use crate::diagnostic::{Diagnostic, Place};
use crate::sim::body::{Code, Expr};
use crate::sim::program::Class;
use crate::sim::value::{BodyId, ClassId, FieldId, MethodId, Value};
use crate::sim::{Program, State};

/// A call, and where it was written.
#[derive(Clone, Debug)]
pub struct Called {
    /// The operation of its body.
    pub op: u16,
    /// The file.
    pub file: Arc<str>,
    /// The statement; line 0 for one of an edit.
    pub place: Place,
}

/// All complaints about what a user wrote, in a program and the situation that it starts from. What comes with the program is answered.
pub fn check(linked: &Linked, start: &State) -> Vec<Diagnostic> {
    if linked.calls.is_empty() {
        return Vec::new();
    }
    let it = Check::new(&linked.program, start);
    let at = |call: &Called, complaint: Diagnostic| {
        let place = (call.place.line > 0).then_some(call.place);
        Diagnostic { file: call.file.to_string(), place, ..complaint }
    };
    let of_call = |(body, call): &(BodyId, Called)| it.call(*body, call.op).map(|complaint| at(call, complaint));
    linked.calls.iter().filter_map(of_call).collect()
}

/// A class and one of its fields.
type FieldOf = (ClassId, FieldId);

struct Check<'a> {
    program: &'a Program,
    start: &'a State,
    /// What the fields of the objects of a class are, when the run begins; of all that no statement sets.
    fields: BTreeMap<FieldOf, BTreeSet<ClassId>>,
}

impl<'a> Check<'a> {
    fn new(program: &'a Program, start: &'a State) -> Self {
        let ops = program.bodies.iter().flat_map(|body| &body.ops);
        let set = ops.filter_map(|op| match &op.code {
            Code::Set { field, value, .. } if *value != Expr::Constant(Value::Null) => Some(field.0),
            _ => None,
        });
        let set: BTreeSet<u16> = set.collect();
        let mut fields: BTreeMap<FieldOf, BTreeSet<ClassId>> = BTreeMap::new();
        for object in &start.objects {
            let class = &program.classes[object.class.index()];
            let own = (object.fields_at as usize..).zip(&class.fields);
            for (at, (field, _)) in own.filter(|(_, (field, _))| !set.contains(&field.0)) {
                if let Some(other) = start.fields[at].object() {
                    fields.entry((object.class, *field)).or_default().insert(start.object(other).class);
                }
            }
        }
        Self { program, start, fields }
    }

    fn call(&self, body: BodyId, op: u16) -> Option<Diagnostic> {
        let Code::Call { target, method, .. } = &self.program.body(body).ops[usize::from(op)].code else { return None };
        let has_own = |class: &&Class| answers(class, *method);
        if !self.program.classes.iter().any(|class| has_own(&class)) {
            return Some(unknown_method(self.program.method_name(*method), self.names_on(|_| true)));
        }
        let classes = self.classes_of(body, target);
        let classes: Vec<&Class> = classes.iter().map(|class| &self.program.classes[class.index()]).collect();
        let first = classes.first()?;
        if classes.iter().any(|class| answers(class, *method) || class.any.is_some()) {
            return None;
        }
        let name = self.program.method_name(*method);
        let known = self.names_on(|class| class.interface == first.interface).collect::<BTreeSet<_>>();
        let known = known.into_iter().collect::<Vec<_>>().join(", ");
        Some(refuse("unknown-method", "unknown-method-of", &[("name", name), ("interface", &first.interface), ("known", &known)]))
    }

    /// Methods that classes have a body for.
    fn names_on(&self, wanted: impl Fn(&Class) -> bool) -> impl Iterator<Item = &str> {
        let methods = (0..self.program.methods.len() as u16).map(MethodId);
        let is_there = move |method: &MethodId| self.program.classes.iter().any(|class| wanted(class) && answers(class, *method));
        methods.filter(is_there).map(|method| self.program.method_name(method))
    }

    /// The classes that a target can be of; empty where only the run can tell.
    fn classes_of(&self, body: BodyId, target: &Expr) -> BTreeSet<ClassId> {
        match target {
            Expr::This => self.runners(body),
            Expr::Field(of, field) if **of == Expr::This => {
                let known = self.runners(body).into_iter().filter_map(|class| self.fields.get(&(class, *field)));
                known.flatten().copied().collect()
            }
            _ => BTreeSet::new(),
        }
    }

    /// The classes whose method, or whose objects' script, a body is.
    fn runners(&self, body: BodyId) -> BTreeSet<ClassId> {
        let has_it = |class: &Class| class.any == Some(body) || class.dispatch.contains(&Some(body));
        let of_classes = (0..self.program.classes.len() as u16).map(ClassId);
        let of_classes = of_classes.filter(|class| has_it(&self.program.classes[class.index()]));
        let threads = self.start.threads.iter().flat_map(|thread| thread.frames.first()).filter(|frame| frame.body == body);
        of_classes.chain(threads.map(|frame| self.start.object(frame.this).class)).collect()
    }
}

fn answers(class: &Class, method: MethodId) -> bool {
    class.dispatch.get(method.index()).copied().flatten().is_some()
}
