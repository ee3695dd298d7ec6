//! Every claim about MAPI that the program or a lesson makes: where it stands, the places behind
//! it, and how sure it is.
//!
//! It must not know how a list of them is printed.

use std::collections::{BTreeMap, BTreeSet};

use super::library::Lesson;
use super::marked::{Marked, Prose};
use super::sources::Sources;
use crate::scenario::assets::{BODIES, PROVIDERS, bundled};
use crate::scenario::catalogue::{
    bugs, glossary, guide, options, paths, readings, rules, symptoms,
};
use crate::scenario::expression::Scope;
use crate::scenario::lexer::split_annotations;
use crate::scenario::module::{Module, RawBody, Sources as Annotated, parse, sources};
use crate::scenario::names::Interner;
use crate::scenario::statement::parse_head;
use crate::scenario::yaml::Line;
use crate::sim::body::{Confidence, Who};
use crate::sim::value::FieldId;
use crate::text::{Lang, Text};

/// How sure a claim is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// The cited place says it.
    Documented,
    /// Only code shows it.
    Seen,
    /// It follows from the cited places; none says it.
    Inferred,
    /// The documents disagree; `readings` says about what.
    Contested,
    /// It says of itself that it claims nothing about MAPI.
    Nothing,
    /// Neither place nor mark: a fault.
    Unmarked,
}

impl Mark {
    /// All, in the order of a report.
    pub const ALL: [Mark; 6] = [
        Mark::Documented,
        Mark::Seen,
        Mark::Inferred,
        Mark::Contested,
        Mark::Nothing,
        Mark::Unmarked,
    ];

    /// The word in a report.
    pub fn name(self) -> &'static str {
        match self {
            Mark::Documented => "documented",
            Mark::Seen => "seen",
            Mark::Inferred => "inferred",
            Mark::Contested => "contested",
            Mark::Nothing => "nothing",
            Mark::Unmarked => "unmarked",
        }
    }

    fn of(confidence: Confidence, cites: &[String]) -> Self {
        match confidence {
            Confidence::Documented if cites.is_empty() => Mark::Unmarked,
            Confidence::Documented => Mark::Documented,
            Confidence::Seen => Mark::Seen,
            Confidence::Inferred => Mark::Inferred,
            Confidence::Contested => Mark::Contested,
        }
    }
}

/// A sentence that claims something about MAPI, and what backs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The list, file of bodies or lesson that makes it.
    pub source: String,
    /// Where in it: an id, a scene, a line.
    pub key: String,
    /// The sentence in English.
    pub text: String,
    /// The places behind it.
    pub cites: Vec<String>,
    /// How sure it is.
    pub mark: Mark,
    /// The readings that it depends on.
    pub readings: Vec<String>,
}

/// Collects the claims of one source.
struct List<'a> {
    source: &'a str,
    lang: Lang,
    claims: Vec<Claim>,
}

impl List<'_> {
    fn add(
        &mut self,
        key: &str,
        text: &Text,
        cites: &[String],
        confidence: Confidence,
        readings: &[String],
    ) {
        let mark = Mark::of(confidence, cites);
        self.push(key.to_owned(), text.get(self.lang).to_owned(), cites.to_vec(), mark, readings);
    }

    fn push(
        &mut self,
        key: String,
        text: String,
        cites: Vec<String>,
        mark: Mark,
        readings: &[String],
    ) {
        let source = self.source.to_owned();
        self.claims.push(Claim { source, key, text, cites, mark, readings: readings.to_vec() });
    }
}

/// The claims of the catalogue: rules, bugs, readings, paths, options, glossary, symptoms, the
/// guide page.
pub fn of_texts(lang: Lang) -> Vec<Claim> {
    let mut all = Vec::new();
    let mut list = |source: &str, fill: &dyn Fn(&mut List<'_>)| {
        let mut list = List { source, lang, claims: Vec::new() };
        fill(&mut list);
        all.append(&mut list.claims);
    };
    list("rules", &|list| {
        for it in rules() {
            let texts = [
                ("statement", &it.statement),
                ("why", &it.why),
                ("symptom", &it.symptom),
                ("mend", &it.mend),
            ];
            for (field, text) in texts {
                list.add(
                    &format!("{} {field}", it.id),
                    text,
                    &it.cites,
                    it.mark(field),
                    &it.readings,
                );
            }
        }
    });
    list("bugs", &|list| {
        for it in bugs() {
            for (field, text) in
                [("cause", &it.cause), ("symptom", &it.symptom), ("mend", &it.mend)]
            {
                list.add(
                    &format!("{} {field}", it.id),
                    text,
                    &it.cites,
                    it.mark(field),
                    &it.readings,
                );
            }
        }
    });
    list("readings", &|list| {
        for it in readings() {
            let own = std::slice::from_ref(&it.id);
            let sources: BTreeSet<&String> =
                it.values.iter().flat_map(|value| &value.sources).collect();
            let sources: Vec<String> = sources.into_iter().cloned().collect();
            list.add(&it.id, &it.question, &sources, Confidence::Contested, own);
            list.add(&format!("{} build", it.id), &it.build, &sources, Confidence::Contested, own);
            for value in &it.values {
                list.add(
                    &format!("{}={}", it.id, value.id),
                    &value.text,
                    &value.sources,
                    Confidence::Contested,
                    own,
                );
            }
        }
    });
    list("paths", &|list| {
        paths()
            .iter()
            .for_each(|it| list.add(&it.id, &it.summary, &it.cites, it.confidence, &it.readings))
    });
    list("options", &|list| {
        for (option, it) in options()
            .iter()
            .flat_map(|option| option.values.iter().map(move |value| (option, value)))
        {
            let is_ours = it.cites.is_empty() && it.confidence == Confidence::Documented;
            let mark = if is_ours { Mark::Nothing } else { Mark::of(it.confidence, &it.cites) };
            let text = it.text.get(list.lang).to_owned();
            list.push(
                format!("{}={}", option.id, it.id),
                text,
                it.cites.clone(),
                mark,
                &it.readings,
            );
        }
    });
    list("glossary", &|list| {
        glossary()
            .iter()
            .for_each(|it| list.add(&it.id, &it.text, &it.cites, it.confidence, &it.readings))
    });
    list("symptoms", &|list| {
        symptoms().iter().for_each(|it| list.add(&it.id, &it.text, &it.cites, it.confidence, &[]))
    });
    list("guide", &|list| {
        for it in guide() {
            list.add(&it.id, &it.text, &it.cites, Confidence::Documented, &[]);
            if let Some(added) = &it.added {
                list.add(
                    &format!("{} added", it.id),
                    added,
                    &it.cites,
                    Confidence::Inferred,
                    &it.readings,
                );
            }
        }
    });
    all
}

/// The claims of a lesson: its scenes, its card, its last words, and the statements of bodies of
/// its own.
pub fn of_lesson(lesson: &Lesson, lang: Lang) -> Vec<Claim> {
    let mut list = List { source: &lesson.source.name, lang, claims: Vec::new() };
    let said = |texts: &[Option<&Marked<Prose>>]| {
        let texts: Vec<&str> =
            texts.iter().flatten().map(|text| text.value.get(lang).trim()).collect();
        texts.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for (number, scene) in lesson.file.scenes.iter().enumerate() {
        let key = scene.id.as_ref().map_or_else(|| (number + 1).to_string(), |id| id.value.clone());
        let why = scene.predict.as_ref().and_then(|predict| predict.why.as_ref());
        let text = said(&[scene.say.as_ref(), why]);
        if !text.is_empty() {
            taught(&mut list, key, text, scene.cite.is_some(), Sources::from(&scene.value));
        }
    }
    for (number, line) in lesson.file.card.iter().flat_map(|card| card.iter()).enumerate() {
        let key = format!("card {}", number + 1);
        taught(
            &mut list,
            key,
            said(&[Some(&line.say)]),
            line.cite.is_some(),
            Sources::from(&line.value),
        );
    }
    let close = &lesson.file.close;
    if close.say.is_some() {
        taught(
            &mut list,
            "close".to_owned(),
            said(&[close.say.as_ref()]),
            close.cite.is_some(),
            Sources::from(&close.value),
        );
    }
    let bodies = lesson.file.run.bodies.as_ref();
    if let Some(module) =
        bodies.and_then(|text| parse(&lesson.source.name, &text.value, text.place.line).ok())
    {
        list.claims.extend(of_modules(&[&module]));
    }
    list.claims
}

fn taught(list: &mut List<'_>, key: String, text: String, has_cite: bool, sources: Sources) {
    let mark = match () {
        () if sources.reading.is_some() => Mark::Contested,
        () if sources.inferred => Mark::Inferred,
        () if sources.seen => Mark::Seen,
        () if !sources.cites.is_empty() => Mark::Documented,
        () if has_cite => Mark::Nothing,
        () => Mark::Unmarked,
    };
    let readings: Vec<String> = sources.reading.into_iter().collect();
    list.push(key, text, sources.cites, mark, &readings);
}

/// The claims of the bundled bodies: each step of MAPI, the spooler and providers.
pub fn of_bodies() -> Vec<Claim> {
    let files = BODIES.iter().chain(PROVIDERS.iter().flat_map(|(_, files)| files.iter()));
    let files: BTreeMap<&str, _> = files.map(|file| (file.0, *file)).collect();
    let modules: Vec<_> = files.into_values().filter_map(|file| bundled(file).ok()).collect();
    of_modules(&modules.iter().map(AsRef::as_ref).collect::<Vec<_>>())
}

fn of_modules(modules: &[&Module]) -> Vec<Claim> {
    let mut reader =
        Reader { names: Interner::default(), fields: BTreeSet::new(), claims: Vec::new() };
    for (field, _) in
        modules.iter().flat_map(|module| &module.objects).flat_map(|(_, fields)| fields)
    {
        reader.names.field(field);
        reader.fields.insert(field.clone());
    }
    for module in modules.iter().filter(|module| module.who != Who::Client) {
        for body in module.methods.iter().chain(&module.scripts).chain(&module.pieces) {
            let head = reader.head(body, modules);
            if let Ok(lines) = body.lines.read() {
                reader.lines(body, &lines.0, &head);
            }
        }
    }
    reader.claims
}

struct Reader {
    names: Interner,
    fields: BTreeSet<String>,
    claims: Vec<Claim>,
}

/// Every name is a variable, unless it is a field.
struct Any<'a>(&'a BTreeSet<String>);

impl Scope for Any<'_> {
    fn variable(&self, name: &str) -> Option<u16> {
        (!self.0.contains(name)).then_some(0)
    }

    fn own_field(&self, _: FieldId) -> bool {
        true
    }

    fn known(&self, _: &Interner) -> Vec<String> {
        Vec::new()
    }
}

impl Reader {
    /// Annotations of the head of a body; a piece without any has those of the first body that
    /// includes it.
    fn head(&self, body: &RawBody, modules: &[&Module]) -> Annotated {
        let own = (body.cites.clone(), body.mark.clone());
        if !own.0.is_empty() || own.1.is_some() || !body.interface.is_empty() {
            return own;
        }
        let wanted = format!("do {}", body.name);
        let bodies = modules
            .iter()
            .flat_map(|module| module.methods.iter().chain(&module.scripts).chain(&module.pieces));
        let mut including =
            bodies.filter(|other| other.lines.read().is_ok_and(|lines| has(&lines.0, &wanted)));
        including.next().map_or(own, |other| (other.cites.clone(), other.mark.clone()))
    }

    fn lines(&mut self, body: &RawBody, lines: &[Line<'_>], head: &Annotated) {
        for line in lines {
            let (text, notes) = split_annotations(line.text.clone().into_owned().into());
            if self.is_step(&text) {
                self.add(body, line, &text, sources(notes.cites, notes.mark, head));
            }
            self.lines(body, line.block.as_deref().unwrap_or(&[]), head);
        }
    }

    fn is_step(&mut self, text: &str) -> bool {
        parse_head(text, &mut self.names, &Any(&self.fields)).is_ok_and(|head| head.claims())
    }

    fn add(&mut self, body: &RawBody, line: &Line<'_>, text: &str, (cites, mark): Annotated) {
        let cites: Vec<String> = cites.iter().map(ToString::to_string).collect();
        let (mark, readings) = match mark.as_deref() {
            Some("documented") if cites.is_empty() => (Mark::Unmarked, Vec::new()),
            Some("documented") => (Mark::Documented, Vec::new()),
            Some("seen") => (Mark::Seen, Vec::new()),
            Some("inferred") => (Mark::Inferred, Vec::new()),
            Some(reading) => (Mark::Contested, vec![reading.to_owned()]),
            None => (Mark::Unmarked, Vec::new()),
        };
        let name = if body.interface.is_empty() {
            body.name.to_string()
        } else {
            format!("{}::{}", body.interface, body.name)
        };
        let key = format!("{name} {}", line.place.line);
        self.claims.push(Claim {
            source: body.file.to_string(),
            key,
            text: text.to_owned(),
            cites,
            mark,
            readings,
        });
    }
}

fn has(lines: &[Line<'_>], wanted: &str) -> bool {
    let is_it =
        |line: &Line<'_>| split_annotations(line.text.clone().into_owned().into()).0 == wanted;
    lines
        .iter()
        .any(|line| is_it(line) || line.block.as_deref().is_some_and(|block| has(block, wanted)))
}
