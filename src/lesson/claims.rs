//! Every claim about MAPI that the program or a lesson makes: where it is made, the places that
//! support it, and how certain it is.
//!
//! It must not know how a list of claims is printed.

mod bodies;
mod claim;

use std::collections::BTreeSet;

use bodies::of_modules;

use super::library::Lesson;
use super::marked::{Marked, Prose};
use super::sources::Sources;
use crate::scenario::catalogue::{
    EntryKind, bugs, glossary, guide, options, paths, readings, rules, symptoms,
};
use crate::scenario::module::parse;
use crate::sim::body::Confidence;
use crate::text::{Lang, Text};

pub use bodies::of_bodies;
pub use claim::{Claim, ClaimMark};

/// Collects the claims from one source.
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
        let mark = ClaimMark::of(confidence, cites);
        self.push(key.to_owned(), text.get(self.lang).to_owned(), cites.to_vec(), mark, readings);
    }

    fn push(
        &mut self,
        key: String,
        text: String,
        cites: Vec<String>,
        mark: ClaimMark,
        readings: &[String],
    ) {
        let source = self.source.to_owned();
        self.claims.push(Claim { source, key, text, cites, mark, readings: readings.to_vec() });
    }
}

/// The claims in the catalogue: rules, bugs, readings, paths, options, glossary, symptoms, the
/// guide page.
pub fn of_texts(lang: Lang) -> Vec<Claim> {
    type Fill = fn(&mut List<'_>);
    const LISTS: [(&str, Fill); 8] = [
        ("rules", of_rules),
        ("bugs", of_bugs),
        ("readings", of_readings),
        ("paths", of_paths),
        ("options", of_options),
        ("glossary", of_glossary),
        ("symptoms", of_symptoms),
        ("guide", of_guide),
    ];
    let mut all = Vec::new();
    for (source, fill) in LISTS {
        let mut list = List { source, lang, claims: Vec::new() };
        fill(&mut list);
        all.append(&mut list.claims);
    }
    all
}

fn of_rules(list: &mut List<'_>) {
    for it in rules() {
        let texts = [
            ("statement", &it.statement),
            ("why", &it.why),
            ("symptom", &it.symptom),
            ("mend", &it.mend),
        ];
        for (field, text) in texts {
            list.add(&format!("{} {field}", it.id), text, &it.cites, it.mark(field), &it.readings);
        }
    }
}

fn of_bugs(list: &mut List<'_>) {
    for it in bugs() {
        for (field, text) in [("cause", &it.cause), ("symptom", &it.symptom), ("mend", &it.mend)] {
            list.add(&format!("{} {field}", it.id), text, &it.cites, it.mark(field), &it.readings);
        }
    }
}

fn of_readings(list: &mut List<'_>) {
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
}

fn of_paths(list: &mut List<'_>) {
    paths()
        .iter()
        .for_each(|it| list.add(&it.id, &it.summary, &it.cites, it.confidence, &it.readings));
}

fn of_options(list: &mut List<'_>) {
    for (option, it) in
        options().iter().flat_map(|option| option.values.iter().map(move |value| (option, value)))
    {
        let is_ours = it.cites.is_empty() && it.confidence == Confidence::Documented;
        let mark =
            if is_ours { ClaimMark::Nothing } else { ClaimMark::of(it.confidence, &it.cites) };
        let text = it.text.get(list.lang).to_owned();
        list.push(format!("{}={}", option.id, it.id), text, it.cites.clone(), mark, &it.readings);
    }
}

fn of_glossary(list: &mut List<'_>) {
    // This program's own terms claim nothing about MAPI.
    glossary()
        .iter()
        .filter(|it| it.kind != EntryKind::Program)
        .for_each(|it| list.add(&it.id, &it.text, &it.cites, it.confidence, &it.readings));
}

fn of_symptoms(list: &mut List<'_>) {
    symptoms().iter().for_each(|it| list.add(&it.id, &it.text, &it.cites, it.confidence, &[]));
}

fn of_guide(list: &mut List<'_>) {
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
}

/// The claims in a lesson: in its scenes, its card, its closing text, and its own bodies.
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
    let bodies = lesson.file.run.bodies.0.iter();
    let modules: Vec<_> = bodies
        .filter_map(|text| parse(&lesson.source.name, &text.value, text.place.line).ok())
        .collect();
    list.claims.extend(of_modules(&modules.iter().collect::<Vec<_>>()));
    list.claims
}

fn taught(list: &mut List<'_>, key: String, text: String, has_cite: bool, sources: Sources) {
    let mark = match () {
        () if sources.reading.is_some() => ClaimMark::Contested,
        () if sources.inferred => ClaimMark::Inferred,
        () if sources.seen => ClaimMark::Seen,
        () if !sources.cites.is_empty() => ClaimMark::Documented,
        () if has_cite => ClaimMark::Nothing,
        () => ClaimMark::Unmarked,
    };
    let readings: Vec<String> = sources.reading.into_iter().collect();
    list.push(key, text, sources.cites, mark, &readings);
}
