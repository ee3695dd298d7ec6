//! A lesson's reference card: what to remember, and what the lesson's own run adds to it.
//!
//! Whatever the run can tell (an order of calls, output flags) is computed here rather than written
//! on the card. It must not know a screen.

use std::collections::BTreeSet;

use super::course::Course;
use super::lesson_run::LessonRun;
use super::marked::Marked;
use super::predict::call_name;
use super::schema::{CardFact, CardLine};
use super::sources::Sources;
use super::story::{Story, What};
use crate::text::Lang;
use crate::words::Words;

/// A line of a card, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownLine {
    /// The sentence to remember.
    pub say: String,
    /// The fact that the run adds.
    pub fact: Option<String>,
    /// The sources of the sentence, with their marks.
    pub sources: Sources,
}

/// The card's lines for the run that was played. If that run has nothing to add to a line, the
/// lesson's own run may.
pub fn lines(run: &LessonRun, lang: Lang) -> Vec<ShownLine> {
    lines_of(run, &run.story(), lang)
}

/// The card's lines for a course and the story of its run.
pub fn lines_of(course: &Course, story: &Story<'_>, lang: Lang) -> Vec<ShownLine> {
    let card = course.lesson().file.card.as_deref().map_or(&[][..], Vec::as_slice);
    let other = course
        .way()
        .filter(|_| !card.is_empty())
        .and_then(|_| LessonRun::new(course.shared_lesson()).ok());
    let own = other.as_ref().map(LessonRun::story);
    let said = |line: &Marked<CardLine>| match &own {
        None => fact(line, story, "card-fact", lang),
        Some(own) => fact(line, story, "card-fact-yours", lang)
            .or_else(|| fact(line, own, "card-fact-own", lang)),
    };
    card.iter().map(|line| ready(line, said(line), lang)).collect()
}

fn ready(line: &CardLine, fact: Option<String>, lang: Lang) -> ShownLine {
    ShownLine {
        say: line.say.get(lang).split_whitespace().collect::<Vec<_>>().join(" "),
        fact,
        sources: Sources::from(line),
    }
}

/// What a run adds to a line, in the text with this id; `None` if the line asks for nothing, or the
/// run has nothing of the kind.
pub fn fact(line: &CardLine, story: &Story<'_>, id: &str, lang: Lang) -> Option<String> {
    let words = Words::of(lang);
    let names = match (&line.calls, &line.run) {
        (Some(who), _) => calls(story, who),
        (None, Some(Marked { value: CardFact::Gone, .. })) => gone(story),
        (None, Some(Marked { value: CardFact::Out, .. })) => out_words(story),
        (None, Some(Marked { value: CardFact::Messages, .. })) => {
            let messages = story.ledgers_at(story.end()).messages.into_iter();
            let said = |state: String| words.find(&format!("state-{state}"), &[]).unwrap_or(state);
            messages.map(|(name, state)| format!("{name} {}", said(state))).collect()
        }
        (None, Some(Marked { value: CardFact::Rules, .. })) => {
            let broken = story
                .broken()
                .iter()
                .map(|it| format!("{} ({})", it.rule, words.text(&format!("blame-{}", it.blame))));
            distinct(broken.collect())
        }
        (None, Some(Marked { value: CardFact::Failed, .. })) => failed(story),
        (None, None) => return None,
    };
    let kind = match line.run.as_ref().map(|run| &run.value) {
        Some(CardFact::Gone) => "gone",
        Some(CardFact::Rules) => "rules",
        _ => "other",
    };
    let list = names.join(", ");
    (!names.is_empty()).then(|| words.with(id, &[("kind", kind.into()), ("list", list.into())]))
}

fn distinct(names: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    names.into_iter().filter(|name| seen.insert(name.clone())).collect()
}

fn calls(story: &Story<'_>, who: &str) -> Vec<String> {
    let theirs = story.steps().filter(|(_, moment)| moment.actor == who);
    distinct(theirs.filter_map(|(_, moment)| call_name(story, moment)).collect())
}

fn gone(story: &Story<'_>) -> Vec<String> {
    let listed: BTreeSet<String> =
        story.ledgers_at(story.end()).objects.into_iter().map(|(name, ..)| name).collect();
    let went = story.steps().filter_map(|(_, moment)| match (&moment.what, moment.object) {
        (What::RowRemoved(name) | What::UidRemoved(name), _) => Some(name.clone()),
        (What::Freed, Some(object)) => {
            Some(story.object(object).to_owned()).filter(|name| listed.contains(name))
        }
        _ => None,
    });
    distinct(went.collect())
}

fn out_words(story: &Story<'_>) -> Vec<String> {
    let words = story.steps().filter_map(|(_, moment)| match &moment.what {
        What::Return(method, _, Some(flags)) if method == "StoreLogoff" => Some(flags.join(" | ")),
        _ => None,
    });
    words.collect()
}

fn failed(story: &Story<'_>) -> Vec<String> {
    let failed = story.steps().filter_map(|(_, moment)| match &moment.what {
        What::Return(method, result, _) if result.starts_with("MAPI_E_") => {
            Some(format!("{method}: {result}"))
        }
        _ => None,
    });
    distinct(failed.collect())
}

/// A line as one paragraph in three parts: sentence, the run's fact, sources.
pub fn paragraph(line: &ShownLine, lang: Lang) -> [String; 3] {
    let sources: Vec<String> =
        line.sources.cites.iter().cloned().chain(line.sources.marks(lang)).collect();
    let sources =
        if sources.is_empty() { String::new() } else { format!("[{}]", sources.join(", ")) };
    [line.say.clone(), line.fact.clone().unwrap_or_default(), sources]
}
