//! Refuses calls that nothing could answer: methods for which this model has no body, either
//! anywhere or on the object that is called.
//!
//! It must not know what a method does. If only the run can tell what a statement calls, the
//! statement is accepted.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::assets::{BODIES, PROVIDERS, bundled};
use super::problem::{refuse, unknown_method};
use crate::diagnostic::{Diagnostic, Place};
use crate::sim::body::{Body, Code, Expr, Who};
use crate::sim::program::Class;
use crate::sim::value::{BodyId, ClassId, FieldId, MethodId, Value};
use crate::sim::{Program, State};

/// A call, and the place where it was written.
#[derive(Clone, Debug)]
pub struct CallSite {
    /// Index of the operation in its body.
    pub op: u16,
    /// The file in which the call was written.
    pub file: Arc<str>,
    /// The statement; line 0 for a statement of an edit.
    pub place: Place,
}

impl CallSite {
    fn at(&self, complaint: Diagnostic) -> Diagnostic {
        let place = (self.place.line > 0).then_some(self.place);
        Diagnostic { file: (&*self.file).into(), place, ..complaint }
    }

    fn method(&self, body: &Body) -> Option<MethodId> {
        match &body.ops.get(usize::from(self.op))?.code {
            Code::Call { method, .. } => Some(*method),
            _ => None,
        }
    }
}

/// Errors for calls of methods for which no class has a body.
pub fn without_body(
    calls: &[(BodyId, CallSite)],
    bodies: &[Body],
    classes: &[Class],
    names: &[String],
) -> Vec<Diagnostic> {
    let has_body = |method: &MethodId| classes.iter().any(|class| answers(class, *method));
    let known = || {
        (0..names.len() as u16)
            .map(MethodId)
            .filter(has_body)
            .map(|method| names[method.index()].as_str())
    };
    let missing = |(body, call): &(BodyId, CallSite)| {
        let method = call.method(&bodies[body.index()]).filter(|method| !has_body(method))?;
        Some(call.at(unknown_method(&names[method.index()], known())))
    };
    calls.iter().filter_map(missing).collect()
}

/// Errors for calls on objects that have no body for them, as far as the initial state tells which
/// object is called.
pub fn on_the_wrong_object(
    calls: &[(BodyId, CallSite)],
    program: &Program,
    start: &State,
) -> Vec<Diagnostic> {
    if calls.is_empty() {
        return Vec::new();
    }
    let it = CallCheck::new(program, start);
    let of_call = |(body, call): &(BodyId, CallSite)| {
        it.call(*body, call.op).map(|complaint| call.at(complaint))
    };
    calls.iter().filter_map(of_call).collect()
}

/// A class together with one of its fields.
type FieldOf = (ClassId, FieldId);

struct CallCheck<'a> {
    program: &'a Program,
    start: &'a State,
    /// The classes of the objects in each field when the run begins; only for fields that no
    /// statement sets.
    fields: BTreeMap<FieldOf, BTreeSet<ClassId>>,
}

impl<'a> CallCheck<'a> {
    fn new(program: &'a Program, start: &'a State) -> Self {
        // No party writes into another's objects; MAPI and its spooler count as one party.
        let party = |who: Who| if who == Who::Spooler { Who::Mapi } else { who } as u8;
        let ops =
            program.bodies.iter().flat_map(|body| body.ops.iter().map(|op| (party(body.who), op)));
        let set = ops.filter_map(|(party, op)| match &op.code {
            Code::Set { field, value, .. } if *value != Expr::Constant(Value::Null) => {
                Some((party, field.0))
            }
            _ => None,
        });
        let set: BTreeSet<(u8, u16)> = set.collect();
        let mut fields: BTreeMap<FieldOf, BTreeSet<ClassId>> = BTreeMap::new();
        for object in &start.objects {
            let class = &program.classes[object.class.index()];
            let own = (object.fields_at as usize..).zip(&class.fields);
            for (at, (field, _)) in
                own.filter(|(_, (field, _))| !set.contains(&(party(class.who), field.0)))
            {
                if let Some(other) = start.fields[at].object() {
                    fields
                        .entry((object.class, *field))
                        .or_default()
                        .insert(start.object(other).class);
                }
            }
        }
        Self { program, start, fields }
    }

    fn call(&self, body: BodyId, op: u16) -> Option<Diagnostic> {
        let Code::Call { target, method, .. } = &self.program.body(body).ops[usize::from(op)].code
        else {
            return None;
        };
        let classes = self.classes_of(body, target);
        let classes: Vec<&Class> =
            classes.iter().map(|class| &self.program.classes[class.index()]).collect();
        let first = classes.first()?;
        if classes.iter().any(|class| answers(class, *method) || class.any.is_some()) {
            return None;
        }
        let name = self.program.method_name(*method);
        let known = self.names_on(&first.interface).join(", ");
        Some(refuse(
            "unknown-method",
            "unknown-method-of",
            &[("name", name), ("interface", &first.interface), ("known", &known)],
        ))
    }

    /// The methods for which some class of this interface has a body.
    fn names_on(&self, interface: &str) -> Vec<String> {
        let is_there = |method: &MethodId| {
            self.program
                .classes
                .iter()
                .any(|class| class.interface == interface && answers(class, *method))
        };
        let methods = (0..self.program.methods.len() as u16).map(MethodId).filter(is_there);
        let of_run = methods.map(|method| self.program.method_name(method).to_owned());
        // All bundled files are consulted, because a run contains only the bodies that it needs.
        let files = BODIES.iter().chain(PROVIDERS.iter().flat_map(|(_, files)| *files));
        let modules = files.filter_map(|file| bundled(*file).ok());
        let bundled: Vec<String> = modules
            .flat_map(|module| {
                let own = module.methods.iter().filter(|body| body.interface == interface);
                own.map(|body| body.name.to_string()).collect::<Vec<_>>()
            })
            .collect();
        of_run.chain(bundled).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The classes to which a target can belong; empty if only the run can tell.
    fn classes_of(&self, body: BodyId, target: &Expr) -> BTreeSet<ClassId> {
        match target {
            Expr::This => self.runners(body),
            Expr::Field(of, field) if **of == Expr::This => {
                let known = self
                    .runners(body)
                    .into_iter()
                    .filter_map(|class| self.fields.get(&(class, *field)));
                known.flatten().copied().collect()
            }
            _ => BTreeSet::new(),
        }
    }

    /// The classes that have this body as a method, or whose objects run it as a script.
    fn runners(&self, body: BodyId) -> BTreeSet<ClassId> {
        let has_it =
            |class: &Class| class.any == Some(body) || class.dispatch.contains(&Some(body));
        let of_classes = (0..self.program.classes.len() as u16).map(ClassId);
        let of_classes = of_classes.filter(|class| has_it(&self.program.classes[class.index()]));
        let threads = self
            .start
            .threads
            .iter()
            .filter_map(|thread| thread.frames.first())
            .filter(|frame| frame.body == body);
        of_classes.chain(threads.map(|frame| self.start.object(frame.this).class)).collect()
    }
}

fn answers(class: &Class, method: MethodId) -> bool {
    class.dispatch.get(method.index()).copied().flatten().is_some()
}
