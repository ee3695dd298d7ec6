//! What the notes are told: the projector in words, and what only the speaker may know.
//!
//! It is a function of the model; the times are added by whoever has the clock. It must not know who listens.

use crate::lesson::asked;
use crate::lesson::play::HINTS;
use crate::narrate::walk::Walk;
use crate::tui::content::card;
use crate::tui::content::lookup;
use crate::tui::content::poll::{option_text, verdict};
use crate::tui::content::said;
use crate::tui::content::sheet;
use crate::tui::model::Model;
use crate::tui::model::lesson::{Phase, Play};
use crate::tui::update::talk::{is_away, own, tally};
use crate::workshop::clock::plan;
use crate::workshop::protocol::{Poll, PollOption, Speaker};
use crate::workshop::talk::Place;
use crate::workshop::{Situation, Tally};

/// Columns of a text that is not wrapped.
const WIDE: u16 = 2000;

/// The place now.
pub fn place(model: &Model) -> Place {
    let Some(stage) = &model.stage else { return Place::default() };
    let run = match &model.play {
        Some(play) => play.run.lesson().id().to_owned(),
        None => stage.options.to_string(),
    };
    let scene = match &model.play {
        Some(play) => play.run.current().map_or(0, |stop| stop + 1),
        None => stage.timeline.beat(),
    };
    let begun = model.present.as_ref().is_some_and(|present| present.begun);
    Place { run, scene: number(scene), step: number(stage.timeline.at()), away: is_away(model), begun }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The situation now.
pub fn situation(model: &Model) -> Situation {
    let Some(stage) = &model.stage else { return Situation::default() };
    let place = place(model);
    let title = match &model.play {
        Some(play) => play.run.lesson().file.title.get(model.lang).trim().to_owned(),
        None => lookup::run_title(&stage.options, model.lang),
    };
    let scenes = match &model.play {
        Some(play) => play.run.stops().len(),
        None => stage.timeline.beats().len().saturating_sub(1),
    };
    Situation {
        run: place.run,
        title,
        scene: place.scene,
        scenes: number(scenes),
        step: place.step,
        steps: number(stage.timeline.len()),
        blank: model.present.as_ref().is_some_and(|present| present.blank),
        away: place.away,
        sheet: !model.overlays.is_empty(),
        seen: seen(model),
        poll: model.play.as_ref().filter(|_| model.in_lesson()).and_then(|play| poll(model, play)),
        times: crate::workshop::clock::Times::default(),
        speaker: Some(speaker(model)),
    }
}

/// What the audience reads.
fn seen(model: &Model) -> Vec<String> {
    let Some(stage) = &model.stage else { return Vec::new() };
    if let Some(top) = model.overlays.last() {
        return sheet(model, top);
    }
    let play = model.play.as_ref().filter(|play| model.in_lesson() && play.phase != Phase::Free);
    // A question is told as one.
    if play.is_some_and(|play| matches!(play.phase, Phase::Asking | Phase::Answered | Phase::Choosing)) {
        return Vec::new();
    }
    let scene = stage.scene(model.lang, model.theme);
    let mut lines = Vec::new();
    if let (Some(body), Some(next)) = (scene.body(), scene.running.next) {
        let statement = body.statements.get(usize::from(next)).map_or("", |it| &*it.text);
        lines.push(format!("{}  {} {statement}", body.title, scene.theme.glyphs.next));
    }
    match play {
        Some(play) => lines.extend(card::said(model, play, WIDE)),
        None => {
            lines.extend(said::sentences(&scene));
            let cite = said::cite(&scene);
            lines.extend((!cite.is_empty()).then(|| format!("[{cite}]")));
            lines.extend(said::changes(&scene).into_iter().map(|(_, line)| line));
        }
    }
    lines
}

/// A sheet as lines, with a mark at the selected one.
fn sheet(model: &Model, top: &sheet::Overlay) -> Vec<String> {
    let sheet = sheet::sheet(model, top);
    let choices = sheet.choices();
    let selected = choices.get(top.selected.min(choices.len().saturating_sub(1))).copied();
    let from = sheet::scroll(&sheet, top, 20);
    let mark = |at: usize| if selected == Some(at) { model.theme.glyphs.select } else { " " };
    let lines = sheet.lines.iter().enumerate().skip(from).take(20);
    std::iter::once(sheet.title.clone())
        .chain(lines.map(|(at, line)| format!("{}{}", mark(at), said::flat(&line.pieces))))
        .collect()
}

fn poll(model: &Model, play: &Play) -> Option<Poll> {
    let tally = tally(model);
    let count = |option: usize| tally.and_then(|tally| tally.count(option));
    let at = u32::try_from(tally.map_or(0, Tally::at)).unwrap_or(0);
    if play.phase == Phase::Choosing {
        let choose = play.run.scene(play.here()?).choose.as_ref()?;
        let text = |way: &crate::lesson::schema::Way| way.say.get(model.lang).trim().to_owned();
        let ways = choose.ways.iter().enumerate();
        let options = ways.map(|(option, way)| PollOption { text: text(way), count: count(option), right: None }).collect();
        return Some(Poll { ask: choose.ask.get(model.lang).trim().to_owned(), options, at, revealed: false });
    }
    let question = play.question(model.lang).filter(|_| matches!(play.phase, Phase::Asking | Phase::Answered))?;
    let revealed = play.phase == Phase::Answered;
    let right = verdict(play, &question.options);
    let options = (0..question.options.len()).map(|option| PollOption {
        text: option_text(model, play, option),
        count: count(option),
        right: revealed.then(|| right[option].is_some()),
    });
    Some(Poll { ask: question.ask.trim().to_owned(), options: options.collect(), at, revealed })
}

/// What only the speaker may know.
fn speaker(model: &Model) -> Speaker {
    let trouble = model.present.as_ref().and_then(|present| present.trouble.clone()).unwrap_or_default();
    let mut speaker = Speaker { trouble, next_beat: next_beat(model), ..Speaker::default() };
    let Some(play) = own(model) else { return speaker };
    let stops = play.run.stops();
    let here = play.run.current();
    if let Some(stop) = here {
        let scene = play.run.scene(stop);
        speaker.notes = scene.notes.as_ref().map_or_else(String::new, |notes| notes.get(model.lang).trim().to_owned());
        if scene.predict.is_some() && (play.here() == here) {
            let facts = play.run.truth(stop).map_or_else(Vec::new, |truth| truth.facts);
            let kind = play.question(model.lang).map(|question| question.kind);
            let called = |name: String| kind.map_or(name.clone(), |kind| asked::label(kind, &name, model.lang));
            speaker.answer = facts.into_iter().map(|fact| called(fact.name)).collect();
            if speaker.answer.is_empty() {
                speaker.answer.push(model.text("notes-answer-nothing"));
            }
            speaker.hints = scene.hints.iter().take(HINTS).map(|hint| hint.get(model.lang).trim().to_owned()).collect();
        }
    }
    let next = here.map_or(0, |stop| stop + 1);
    if next < stops.len() {
        let scene = play.run.scene(next);
        let say = scene.say.as_ref().map(|say| say.get(model.lang).split_whitespace().collect::<Vec<_>>().join(" "));
        let ask = play.run.question(next, model.lang).map(|question| question.ask.trim().to_owned());
        speaker.next_scene = [say, ask].into_iter().flatten().collect::<Vec<_>>().join(" ");
    }
    let minutes = model.present.as_ref().and_then(|present| present.minutes).unwrap_or(play.run.lesson().file.minutes.value);
    let paces: Vec<Option<u32>> =
        (0..stops.len()).map(|stop| play.run.scene(stop).pace.as_ref().map(|pace| pace.value)).collect();
    let shares = plan(u64::from(minutes), &paces);
    let from: u64 = shares.iter().take(here.unwrap_or(0)).sum();
    let own = here.and_then(|stop| shares.get(stop)).copied().unwrap_or(0);
    speaker.due = (from, from + own);
    speaker.planned = u64::from(minutes) * 60_000;
    speaker
}

/// The step that comes next, in a sentence.
fn next_beat(model: &Model) -> String {
    let Some(stage) = &model.stage else { return String::new() };
    match stage.timeline.next_beat() {
        Some(step) => Walk::new(&stage.timeline).sentence(step, model.lang),
        None => String::new(),
    }
}
