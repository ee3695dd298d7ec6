//! The names, classes and bodies of a recorded run. A log has calls and no code, so a body has one
//! line that says so; what MAPI does inside the support object's Release has lines of its own, with
//! the page that describes them.
//!
//! It must not know what happened.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::record::{CallLog, RecordKind};
use super::survey::{Instance, Survey, is_spooler};
use crate::mapi::Cite;
use crate::sim::body::{Body, Code, Confidence, Op, Statement, Who};
use crate::sim::program::{
    Class, KnownWords, LIVES, MESSAGE_STATES, Names, Program, life_name, message_state_name,
};
use crate::sim::rules::Watched;
use crate::sim::state::{Frame, Life, Object, State, Thread};
use crate::sim::value::{BodyId, ClassId, FieldId, MethodId, ObjectId, Value, Word};

/// Most methods and most interfaces that are told apart: they have numbers of sixteen bits.
pub const MOST_NAMES: usize = 4_000;

/// Line of a body for everything that was recorded.
pub const RECORDED: u16 = 0;
/// Line of a body for an object that is seen for the first time and not known to be new.
pub const FIRST_SEEN: u16 = 1;
/// Line of a body for AddRef or Release whose own count the log does not have.
pub const NOT_SEEN: u16 = 2;
/// Line of a body for a count that changed by calls that are not in the log.
pub const UNSEEN: u16 = 3;
/// Line of a body for a MAPIUID that MAPI was given.
pub const GIVEN_UID: u16 = 4;
/// Line of a body for a row that MAPI was given.
pub const GIVEN_ROW: u16 = 5;
/// Lines of the support object's Release.
pub const TASK_UIDS: u16 = 6;
/// The second of them.
pub const TASK_ROW: u16 = 7;

/// Fields of recorded objects, in order; all classes have all of them.
pub const FIELDS: [&str; 8] =
    ["support", "logon", "store", "provider", "entry", "side", "subscriptions", "session"];

/// Position of a field of [`FIELDS`].
pub fn field(name: &str) -> usize {
    FIELDS.iter().position(|known| *known == name).unwrap_or(0)
}

/// Code outside of the log that calls into it, each with a hidden object.
pub const OUTSIDE: [(Who, &str); 4] =
    [(Who::Client, "client"), (Who::Mapi, "MAPI"), (Who::Provider, "?"), (Who::Spooler, "spooler")];

/// A program for a log, and the situation in which its run begins.
pub struct Cast {
    /// Names, classes and bodies.
    pub program: Program,
    /// Threads and what calls from outside; no object of the log.
    pub start: State,
    /// Numbers of the methods, by text.
    pub methods: BTreeMap<u32, MethodId>,
    /// Classes of the objects, by text of the interface and by whose code it is.
    pub classes: BTreeMap<(u32, Who), ClassId>,
    /// Bodies, by class and method.
    pub bodies: BTreeMap<(ClassId, MethodId), BodyId>,
    /// The script of all threads.
    pub script: BodyId,
    /// The number of the first object of the log.
    pub base: u32,
}

impl Cast {
    /// The hidden object of a thread.
    pub fn thread_object(thread: u8) -> ObjectId {
        ObjectId(u32::from(thread))
    }

    /// The hidden object of code outside of the log.
    pub fn outside(&self, who: Who) -> ObjectId {
        let at = OUTSIDE.iter().position(|(known, _)| *known == who).unwrap_or(1);
        ObjectId(self.base - OUTSIDE.len() as u32 + at as u32)
    }

    /// The number of an object of the log.
    pub fn object(&self, instance: u32) -> ObjectId {
        ObjectId(self.base.saturating_add(instance))
    }

    /// The class of an object of the log.
    pub fn class_of(&self, log: &CallLog, instance: &Instance) -> Option<ClassId> {
        self.classes.get(&(instance.interface, instance.owner(log))).copied()
    }

    /// The cast of a log.
    pub fn of(log: &CallLog, survey: &Survey) -> Self {
        let mut names = Names::default();
        let (methods, method_names) = methods(log);
        let mut classes = Vec::new();
        let mut known: BTreeMap<(u32, Who), ClassId> = BTreeMap::new();
        for it in &survey.instances {
            let key = (it.interface, it.owner(log));
            if !known.contains_key(&key) && classes.len() < MOST_NAMES {
                let interface = log.texts.text(it.interface);
                known.insert(key, ClassId(classes.len() as u16));
                let hidden = interface == "MAPI";
                classes.push(class(&mut names, interface, key.1, hidden));
            }
        }
        let first_hidden = classes.len();
        for (who, name) in OUTSIDE {
            classes.push(class(&mut names, &format!("{name} (outside)"), who, true));
        }
        let fate = ClassId(classes.len() as u16);
        classes.push(class(&mut names, "IUnknown", Who::Mapi, true));
        let watched =
            Watched::find(|name| names.find(name), &method_names, &FIELDS.map(str::to_owned));
        let lives = LIVES.map(|life| names.word(life_name(life)));
        let messages = MESSAGE_STATES.map(|state| names.word(message_state_name(state)));
        let file: Arc<str> = log.name.as_str().into();
        let script = body(&file, "recorded".to_owned(), Who::Client);
        let program = Program {
            counting: [watched.add_ref, watched.release],
            watched,
            names,
            classes,
            bodies: vec![script],
            methods: method_names,
            fields: FIELDS.map(str::to_owned).to_vec(),
            flag_fields: Vec::new(),
            invalid: fate,
            freed: fate,
            known: KnownWords { lives, messages },
            recorded: true,
            uncounted: Vec::new(),
            reasons: BTreeMap::new(),
        };
        let mut it = Self {
            program,
            start: State::default(),
            methods,
            classes: known,
            bodies: BTreeMap::new(),
            script: BodyId(0),
            base: 0,
        };
        it.begin(log, first_hidden);
        it.write_bodies(log, survey, &file);
        it
    }

    fn begin(&mut self, log: &CallLog, first_hidden: usize) {
        let threads = log.threads.len().max(1);
        let hidden = |who: Who| {
            let at = OUTSIDE.iter().position(|(known, _)| *known == who).unwrap_or(0);
            ClassId((first_hidden + at) as u16)
        };
        for at in 0..threads {
            let thread = at as u8;
            let who = if is_spooler(log, thread) { Who::Spooler } else { Who::Client };
            let name = log.threads.get(at).map_or("?", String::as_str);
            let name = self.program.names.word(name);
            self.add_hidden(hidden(who), name);
            self.start.threads.push(crate::sim::state::Shared::from(Thread {
                name,
                frames: vec![Frame {
                    body: self.script,
                    pc: 0,
                    this: ObjectId(at as u32),
                    method: None,
                    base: 0,
                    result: None,
                    out: None,
                }],
                stack: Default::default(),
                waiting: false,
            }));
        }
        for (who, name) in OUTSIDE {
            let name = self.program.names.word(name);
            self.add_hidden(hidden(who), name);
        }
        self.base = self.start.objects.len() as u32;
    }

    fn add_hidden(&mut self, class: ClassId, name: Word) {
        let fields_at = self.start.fields.len() as u32;
        self.start.create(&object(class, name, fields_at), &fields());
    }

    /// A body for each method of each class that is called.
    fn write_bodies(&mut self, log: &CallLog, survey: &Survey, file: &Arc<str>) {
        for record in log.records.iter().filter(|it| it.kind == RecordKind::Call) {
            let Some(instance) = survey.instances.get(record.instance as usize) else { continue };
            let (Some(class), Some(method)) =
                (self.class_of(log, instance), self.methods.get(&record.method))
            else {
                continue;
            };
            let key = (class, *method);
            if self.bodies.contains_key(&key) || self.program.bodies.len() > 60_000 {
                continue;
            }
            let class = &self.program.classes[key.0.index()];
            let method = self.program.method_name(key.1);
            let is_engine = class.interface == "IMAPISupport" && method == "Release";
            let mut new = body(file, format!("{}::{method}()", class.interface), class.who);
            if is_engine {
                new.statements.extend(tasks());
            }
            self.bodies.insert(key, BodyId(self.program.bodies.len() as u16));
            self.program.bodies.push(new);
        }
    }
}

/// An object that nobody holds.
pub fn object(class: ClassId, name: Word, fields_at: u32) -> Object {
    Object {
        class,
        name,
        nth: 0,
        parent: None,
        refs: 0,
        life: Life::Live,
        held: [0; 8],
        fields_at,
        transport: None,
        first_child: None,
        last_child: None,
        next_sibling: None,
        live_children: 0,
    }
}

/// The fields of an object of which nothing is known.
pub fn fields() -> Vec<Value> {
    vec![Value::Null; FIELDS.len()]
}

fn methods(log: &CallLog) -> (BTreeMap<u32, MethodId>, Vec<String>) {
    let (mut known, mut names) = (BTreeMap::new(), Vec::new());
    for record in log.records.iter().filter(|it| it.kind == RecordKind::Call) {
        if !known.contains_key(&record.method) && names.len() < MOST_NAMES {
            known.insert(record.method, MethodId(names.len() as u16));
            names.push(log.texts.text(record.method).to_owned());
        }
    }
    // What could have been called instead must have a number too.
    for name in ["StoreLogoff", "StoreLogoffTransports", "Release", "Logoff", "Shutdown"] {
        if names.iter().all(|known| known != name) {
            names.push(name.to_owned());
        }
    }
    (known, names)
}

fn class(names: &mut Names, interface: &str, who: Who, hidden: bool) -> Class {
    let all = (0..FIELDS.len() as u16).map(|at| (FieldId(at), Value::Null));
    Class {
        module: "log".to_owned(),
        interface: interface.to_owned(),
        kind: names.word(interface),
        who,
        hidden,
        fields: all.collect(),
        slots: (0..FIELDS.len() as u16).map(Some).collect(),
        dispatch: Vec::new(),
        any: None,
        library: None,
    }
}

fn body(file: &Arc<str>, title: String, who: Who) -> Body {
    Body {
        title,
        file: Arc::clone(file),
        who,
        parameters: 0,
        variables: Vec::new(),
        ops: vec![Op { code: Code::End, statement: RECORDED }],
        statements: known(),
    }
}

/// The lines that every body has.
fn known() -> Vec<Statement> {
    let plain = ["recorded", "first seen", "count not seen", "counted unseen"];
    let given = [
        ("register uid of logon", "imapisupport-setprovideruid#Remarks"),
        ("add row of logon", "imapisupport-modifystatusrow"),
    ];
    let plain = plain.into_iter().map(|text| statement(text, &[], None));
    let given = given
        .into_iter()
        .map(|(text, page)| statement(text, &[page.to_owned()], Some(Confidence::Inferred)));
    plain.chain(given).collect()
}

fn tasks() -> [Statement; 2] {
    let page = "shutting-down-a-message-store-provider";
    [("remove uid of logon", 1), ("remove row of logon", 2)].map(|(text, item)| {
        statement(text, &[format!("{page} {item}")], Some(Confidence::Inferred))
    })
}

fn statement(text: &'static str, cites: &[String], confidence: Option<Confidence>) -> Statement {
    Statement {
        text: text.into(),
        indent: 0,
        line: 1,
        cites: cites.iter().map(|cite| Cite::of(cite)).collect(),
        confidence,
        reading: None,
        label: None,
    }
}
