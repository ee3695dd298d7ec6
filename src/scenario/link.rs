//! Links modules into a program: classes inherit, bodies are compiled, methods find their bodies.
//!
//! It must not know worlds or options; the switches that `when` tests are passed in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::calls::{CallSite, without_body};
use super::compile::{CompileContext, MOST_STATEMENTS, compile};
use super::expression::constant;
use super::module::{Module, RawBody};
use super::names::Interner;
use super::problem::{near, refuse};
use super::written::Written;
use crate::diagnostic::Diagnostic;
use crate::sim::Program;
use crate::sim::body::Body;
use crate::sim::program::{Class, KnownWords, MESSAGE_STATES, life_name, message_state_name};
use crate::sim::rules::Watched;
use crate::sim::state::Life;
use crate::sim::value::{BodyId, ClassId, FieldId, Value};

/// The interface whose methods every object has.
const ROOT: &str = "IUnknown";

/// A program, with the IDs of its classes and scripts.
pub struct Linked {
    /// All bodies and classes, ready to run.
    pub program: Program,
    /// The IDs of the classes, by `module/interface`.
    pub classes: BTreeMap<String, ClassId>,
    /// The scripts of threads, by module and name, in the order of the modules; a script that no
    /// thread runs has no body.
    pub scripts: Vec<(String, String, Option<BodyId>)>,
    /// What a user wrote, and where it ended up in the program.
    pub written: Vec<Written>,
    /// The calls that a user wrote, with the bodies that contain them.
    pub calls: Vec<(BodyId, CallSite)>,
    /// The switches that decided what bodies contain, each with the first operation after the test.
    pub asked: Vec<(BodyId, u16, String)>,
}

impl Linked {
    /// The script that a thread runs: the one from its object's module, or else the first with that
    /// name.
    pub fn script(&self, module: &str, name: &str) -> Option<BodyId> {
        let named = || self.scripts.iter().filter(|(_, known, _)| known == name);
        named()
            .find(|(of, ..)| of == module)
            .or_else(|| named().next())
            .and_then(|(.., body)| *body)
    }
}

/// Links modules. `switches` are what `when` tests, `constants` the texts for `$name`, `running`
/// the scripts that threads run. A bundled script that no thread runs is not compiled, but a user's
/// is, so that all its errors are reported at once.
pub fn link(
    modules: &[Arc<Module>],
    switches: &BTreeMap<String, String>,
    constants: &BTreeMap<String, String>,
    running: &[&str],
) -> Result<Linked, Vec<Diagnostic>> {
    let mut linker = Linker {
        modules,
        names: Interner::default(),
        classes: Vec::new(),
        by_name: BTreeMap::new(),
        bodies: Vec::new(),
        scripts: Vec::new(),
        written: Written::of(modules),
        calls: Vec::new(),
        asked: Vec::new(),
        problems: Vec::new(),
        left: MOST_STATEMENTS,
    };
    linker.declare();
    linker.compile(switches, constants, running);
    linker.finish()
}

struct Linker<'a> {
    modules: &'a [Arc<Module>],
    names: Interner,
    classes: Vec<Class>,
    by_name: BTreeMap<String, ClassId>,
    bodies: Vec<Body>,
    scripts: Vec<(String, String, Option<BodyId>)>,
    written: Vec<Written>,
    calls: Vec<(BodyId, CallSite)>,
    asked: Vec<(BodyId, u16, String)>,
    problems: Vec<Diagnostic>,
    /// How many more statements may be compiled.
    left: usize,
}

impl<'a> Linker<'a> {
    /// A module, followed by those that it extends.
    fn chain(&self, module: &'a Module) -> Vec<&'a Module> {
        let next = |of: &&'a Module| {
            self.modules
                .iter()
                .map(Arc::as_ref)
                .find(|other| Some(&other.name) == of.extends.as_ref())
        };
        std::iter::successors(Some(module), next).take(8).collect()
    }

    /// Assigns numbers to words, fields and classes, so that bodies may refer to all of them.
    fn declare(&mut self) {
        for interface in self.modules.iter().flat_map(|module| &module.objects) {
            self.names.word(&interface.0);
            for (field, _) in &interface.1 {
                self.names.field(field);
            }
        }
        for module in self.modules {
            let mut declared: Vec<(&str, Vec<&(String, String)>)> = Vec::new();
            for (interface, fields) in self.chain(module).iter().flat_map(|part| &part.objects) {
                match declared.iter_mut().find(|(known, _)| known == interface) {
                    Some((_, known)) => known.extend(fields),
                    None => declared.push((interface, fields.iter().collect())),
                }
            }
            for (interface, fields) in declared {
                self.declare_class(module, interface, &fields);
            }
        }
    }

    fn declare_class(&mut self, module: &'a Module, interface: &str, fields: &[&(String, String)]) {
        let mut own: Vec<(FieldId, Value)> = Vec::new();
        for (name, first) in fields {
            let id = self.names.field(name);
            if own.iter().all(|(known, _)| *known != id) {
                own.push((id, literal(first, &mut self.names).unwrap_or_default()));
            }
        }
        let mut slots = vec![None; self.names.fields.len()];
        for (at, (field, _)) in own.iter().enumerate() {
            slots[field.index()] = Some(at as u16);
        }
        let chain = self.chain(module);
        let library = chain.iter().find_map(|part| part.library.as_ref());
        let hidden = chain.iter().any(|part| part.hidden.iter().any(|name| name == interface));
        let class = Class {
            module: module.name.clone(),
            interface: interface.to_owned(),
            kind: self.names.word(interface),
            who: module.who,
            hidden,
            fields: own,
            slots,
            dispatch: Vec::new(),
            any: None,
            library: library.map(|name| self.names.word(name)),
        };
        self.by_name
            .insert(format!("{}/{interface}", module.name), ClassId(self.classes.len() as u16));
        self.classes.push(class);
    }

    /// Compiles the scripts that threads run, and then each method that compiled code calls, until
    /// nothing is added. What a user wrote is always compiled, so that its errors are reported.
    fn compile(
        &mut self,
        switches: &BTreeMap<String, String>,
        constants: &BTreeMap<String, String>,
        running: &[&str],
    ) {
        let classes = self.by_name.clone();
        let mut waiting = self.written();
        let mut compiled = usize::MAX;
        while self.bodies.len() != compiled {
            compiled = self.bodies.len();
            for (module, shared, bodies) in &mut waiting {
                bodies.retain(|raw| {
                    let is_script = raw.interface.is_empty();
                    let is_wanted = match is_script {
                        true => running.contains(&&*raw.name),
                        false => {
                            raw.name == "*"
                                || self.names.methods.iter().any(|method| *method == raw.name)
                        }
                    };
                    if !is_wanted && raw.bundled {
                        return true;
                    }
                    let body = self.body(raw, module, (switches, constants), (shared, &classes));
                    match is_script {
                        true => self.scripts.push((
                            module.name.clone(),
                            raw.name.to_string(),
                            Some(body),
                        )),
                        false => self.install(module, raw, body),
                    }
                    false
                });
            }
        }
        for (module, _, bodies) in waiting {
            let left = bodies.into_iter().filter(|raw| raw.interface.is_empty());
            self.scripts.extend(left.map(|raw| (module.name.clone(), raw.name.to_string(), None)));
        }
    }

    /// All bodies, by the module for which they are compiled: an inherited body is compiled again,
    /// because that module has its own `when` values and fields.
    fn written(&self) -> Vec<(&'a Module, Vec<&'a Module>, Vec<&'a RawBody>)> {
        let of_module = |module: &'a Module| {
            let chain = self.chain(module);
            let extended =
                self.modules.iter().any(|other| other.extends.as_ref() == Some(&module.name));
            let methods = chain
                .iter()
                .flat_map(|part| &part.methods)
                .filter(|_| !extended || chain.len() > 1);
            let mut known = BTreeSet::new();
            let is_first = |raw: &&'a RawBody| known.insert((&*raw.interface, &*raw.name));
            let bodies = methods.chain(&module.scripts).filter(is_first).collect();
            (module, self.seen_by(&chain), bodies)
        };
        self.modules.iter().map(|module| of_module(module)).collect()
    }

    /// The modules in which a module finds shared pieces, the first one first: those of its chain,
    /// and then everybody's, from the last.
    fn seen_by(&self, chain: &[&'a Module]) -> Vec<&'a Module> {
        chain.iter().copied().chain(self.modules.iter().rev().map(Arc::as_ref)).collect()
    }

    /// The fields that a method's code may name without `x.`: those of its interface; for IUnknown
    /// and scripts, all those in the module.
    fn fields_for(&self, module: &Module, interface: &str) -> Vec<FieldId> {
        let wide = interface.is_empty() || interface == ROOT;
        let own = self
            .classes
            .iter()
            .filter(|class| class.module == module.name && (wide || class.interface == interface));
        own.flat_map(|class| &class.fields).map(|(field, _)| *field).collect()
    }

    fn body(
        &mut self,
        raw: &RawBody,
        module: &Module,
        (switches, constants): (&BTreeMap<String, String>, &BTreeMap<String, String>),
        (shared, classes): (&[&Module], &BTreeMap<String, ClassId>),
    ) -> BodyId {
        let own_fields = &self.fields_for(module, &raw.interface);
        let (mut parts, mut calls, mut asked) = (Vec::new(), Vec::new(), Vec::new());
        let mut context = CompileContext {
            switches,
            constants,
            shared,
            classes,
            own_fields,
            who: module.who,
            module: &module.name,
            problems: &mut self.problems,
            left: &mut self.left,
            names: &mut self.names,
            calls: &mut calls,
            asked: &mut asked,
            parts: &mut parts,
        };
        let body = compile(raw, &mut context);
        let id = BodyId(self.bodies.len() as u16);
        for part in parts {
            self.written.iter_mut().for_each(|written| written.note(id, &part));
        }
        self.calls.extend(calls.into_iter().map(|call| (id, call)));
        self.asked.extend(asked.into_iter().map(|(at, switch)| (id, at, switch)));
        self.bodies.push(body);
        id
    }

    /// Puts a body where calls find it: in the class of its interface or, for IUnknown, in all
    /// classes of the module that don't have their own.
    fn install(&mut self, module: &Module, raw: &RawBody, body: BodyId) {
        let any = raw.name == "*";
        let method = if any { None } else { Some(self.names.method(&raw.name)) };
        let mut found = false;
        for class in self.classes.iter_mut().filter(|class| class.module == module.name) {
            let exact = *class.interface == *raw.interface;
            if !exact && raw.interface != ROOT {
                continue;
            }
            found = true;
            let Some(method) = method else {
                class.any.get_or_insert(body);
                continue;
            };
            if class.dispatch.len() <= method.index() {
                class.dispatch.resize(method.index() + 1, None);
            }
            let slot = &mut class.dispatch[method.index()];
            if exact || slot.is_none() {
                *slot = Some(body);
            }
        }
        if !found {
            let known: Vec<String> = self
                .classes
                .iter()
                .filter(|class| class.module == module.name)
                .map(|class| class.interface.clone())
                .collect();
            let name = format!("{:?}", raw.interface);
            let said = [("module", module.name.as_str()), ("name", &name)];
            let found = refuse("unknown-object", "unknown-object", &said);
            let help = near(&raw.interface, known.iter().map(String::as_str));
            self.problems.push(found.help_in_both(help).at(&raw.file, Some(raw.place)));
        }
    }

    fn finish(mut self) -> Result<Linked, Vec<Diagnostic>> {
        let find = |name: &str| self.by_name.get(name).copied();
        let (Some(invalid), Some(freed)) = (find("invalid/IUnknown"), find("freed/IUnknown"))
        else {
            self.problems.push(refuse("no-fate", "no-fate", &[]));
            return Err(self.problems);
        };
        self.problems.extend(without_body(
            &self.calls,
            &self.bodies,
            &self.classes,
            &self.names.methods,
        ));
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        let known = KnownWords {
            lives: [Life::Live, Life::Invalid, Life::Freed]
                .map(|life| self.names.word(life_name(life))),
            messages: MESSAGE_STATES.map(|state| self.names.word(message_state_name(state))),
        };
        let flags = self.modules.iter().flat_map(|module| &module.flags);
        let flag_fields = flags.map(|(field, set)| (self.names.field(field), *set)).collect();
        let Interner { words, methods, fields } = self.names;
        let watched = Watched::find(|name| words.find(name), &methods, &fields);
        let program = Program {
            counting: [watched.add_ref, watched.release],
            watched,
            names: words,
            classes: self.classes,
            bodies: self.bodies,
            methods,
            fields,
            flag_fields,
            recorded: false,
            uncounted: Vec::new(),
            reasons: BTreeMap::new(),
            invalid,
            freed,
            known,
        };
        Ok(Linked {
            program,
            classes: self.by_name,
            scripts: self.scripts,
            written: self.written,
            calls: self.calls,
            asked: self.asked,
        })
    }
}

/// A value as written in data files: `null`, `yes`, `no`, `[]`, a number, a flag by its name, or a
/// word in quotes.
pub fn literal(text: &str, names: &mut Interner) -> Option<Value> {
    let number = || match text.strip_prefix("0x") {
        Some(digits) => i64::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    };
    match text {
        "null" => Some(Value::Null),
        "yes" | "true" => Some(Value::Bool(true)),
        "no" | "false" => Some(Value::Bool(false)),
        "[]" => Some(Value::List(Arc::new(Vec::new()))),
        _ => match text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            Some(word) => Some(Value::Word(names.word(word))),
            None => constant(text).or_else(|| number().map(Value::Number)),
        },
    }
}
