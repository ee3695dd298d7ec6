//! From one item of a talk to the next and back: an item is left as it stands, and found so.
//!
//! It must not know a key.

use std::sync::Arc;

use crate::lesson::LessonRun;
use crate::tui::content::sheet;
use crate::tui::model::Model;
use crate::tui::model::lesson::LessonStage;
use crate::tui::model::message::Message;
use crate::tui::model::playlist::{ItemRun, Playlist, TalkItem};
use crate::tui::model::sheet::SheetKind;
use crate::tui::model::show::Show;
use crate::tui::model::stage::Stage;
use crate::tui::model::talk::Talk;
use crate::tui::update::lesson;
use crate::tui::update::settle::settle;
use crate::tui::update::talk::{Taken, follow, questions, to_place};
use crate::workshop::OwnQuestion;

/// Gives a talk its items and the questions of the speaker's own; the first item that is none of
/// those is on the stage.
pub fn playlist(model: &mut Model, items: Vec<TalkItem>, questions: Vec<OwnQuestion>) {
    if let Some(talk) = model.talk_mut() {
        let is_shown = |item: &TalkItem| !matches!(item.run, ItemRun::Question(_));
        let shown = items.iter().position(is_shown).unwrap_or(0);
        talk.questions = questions;
        // A single item is no list: another lesson takes its place.
        let items = if items.len() > 1 { items } else { Vec::new() };
        talk.playlist = Playlist { items, at: 0, shown };
    }
    questions::ask_item(model);
    follow(model);
}

/// To another item, by so many places; where there is none, that is said.
pub(super) fn turn(model: &mut Model, by: isize) {
    match model.talk().and_then(|talk| talk.playlist.neighbour(by)) {
        Some(at) => go_to_item(model, at),
        None => {
            let id = if by > 0 { "notice-last-item" } else { "notice-first-item" };
            model.notice = Some(model.text(id));
        }
    }
}

/// To an item: as it was left, or from its start.
pub fn go_to_item(model: &mut Model, at: usize) {
    to_place(model);
    let reader = model.reader();
    let Some(talk) = model.talk_mut() else { return };
    let shown = talk.playlist.shown;
    let Some(item) = talk.playlist.items.get_mut(at).filter(|_| at != talk.playlist.at) else {
        return;
    };
    if at == shown || matches!(item.run, ItemRun::Question(_)) {
        (talk.playlist.at, talk.begun, talk.ledger) = (at, true, None);
        questions::ask_item(model);
        settle(model);
        follow(model);
        return;
    }
    let known = item.left.take();
    let is_new = known.is_none();
    let show = match (known, &item.run) {
        (Some(left), _) => left,
        (None, ItemRun::Run(run)) => Show::Run(Box::new(Stage::new(run.0.clone(), run.1.clone()))),
        (None, ItemRun::Question(_)) => return,
        (None, ItemRun::Lesson(lesson)) => match LessonRun::new(Arc::clone(lesson)) {
            Ok(run) => Show::Lesson(Box::new(LessonStage::new(run, None))),
            Err(found) => {
                let texts: Vec<String> = found.iter().map(|it| it.told(reader.lang)).collect();
                talk.trouble = Some(texts.join("; "));
                return;
            }
        },
    };
    (talk.playlist.at, talk.playlist.shown) = (at, at);
    let old = std::mem::replace(&mut talk.show, show);
    if let Some(item) = talk.playlist.items.get_mut(shown) {
        item.left = Some(old);
    }
    (talk.begun, talk.ledger, talk.asking) = (true, None, None);
    match is_new {
        true => lesson::arrive(model),
        false => lesson::resume(model),
    }
    settle(model);
    follow(model);
}

/// What going on and back means at the end and at the start of an item, and where a lesson's last
/// sheets lie above it; `None`: what it always means.
pub(super) fn take(model: &mut Model, message: Message) -> Option<Taken> {
    let talk = model.talk()?;
    let top = model.overlays.last().map(|top| (&top.kind, top.selected));
    match (message, top) {
        (Message::PageDown | Message::Enter, Some((SheetKind::Card, selected))) => {
            (selected >= sheet::last(model)).then(|| past_card(model))
        }
        (Message::PageDown, Some((SheetKind::Recap, _))) if talk.playlist.is_some() => {
            turn(model, 1);
            Some(Taken::Done(None))
        }
        (Message::PageDown, Some((SheetKind::Recap, _))) => Some(Taken::As(Message::Enter)),
        (Message::PageUp, Some((SheetKind::Card | SheetKind::Recap, 0))) => {
            model.overlays.clear();
            Some(Taken::Done(None))
        }
        (Message::Beat | Message::Scene, None) if talk.ends_run() => {
            turn(model, 1);
            Some(Taken::Done(None))
        }
        (Message::Back, None) if talk.is_at_start() && talk.playlist.at > 0 => {
            turn(model, -1);
            Some(Taken::Done(None))
        }
        _ => None,
    }
}

/// From the reference card on: to the next item, or to the end of the lesson.
fn past_card(model: &mut Model) -> Taken {
    let ends = model.overlays.iter().any(|sheet| sheet.kind == SheetKind::Recap);
    model.overlays.pop();
    if model.overlays.is_empty() && !ends && at_end(model) {
        turn(model, 1);
    }
    Taken::Done(None)
}

fn at_end(model: &Model) -> bool {
    let at_end = |talk: &Talk| {
        let timeline = &talk.show.stage().timeline;
        let is_over = talk.show.lesson().is_none_or(|lesson| lesson.course.is_over());
        !talk.is_away() && timeline.at() == timeline.len() && is_over
    };
    model.talk().is_some_and(at_end)
}

/// The end of an item before the last one: its reference card, if it has one, or the next item.
/// False: there is no item after this one.
pub fn finish(model: &mut Model, has_card: bool) -> bool {
    let next = model.talk().and_then(|talk| talk.playlist.neighbour(1));
    let (Some(next), false) = (next, has_card) else { return next.is_some() };
    go_to_item(model, next);
    true
}
