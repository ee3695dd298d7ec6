//! How a lesson continues from here: what Enter and the arrow lead to, the same in the card's frame
//! and in the hint line.
//!
//! It must not know what a card says.

use crate::tui::content::pen::{Piece, piece};
use crate::tui::model::key::{Key, label};
use crate::tui::model::lesson::{CardPhase, LessonStage};
use crate::tui::model::message::Message;
use crate::tui::model::reader::Reader;
use crate::tui::model::theme::Role;

/// How the lesson continues: the requests that lead on and what they do, the same in the frame and
/// in the hint line.
pub fn prompt(lesson: &LessonStage, reader: Reader) -> Vec<(Message, String)> {
    let only = |wish: Message, id: &str| vec![(wish, reader.text(id))];
    let timeline = &lesson.stage.timeline;
    let at_end = timeline.at() == timeline.len();
    match lesson.phase {
        CardPhase::Why(_) if lesson.review.is_some() => {
            let is_last = lesson.review.as_ref().is_some_and(|review| review.is_last());
            only(Message::Beat, if is_last { "review-go-end" } else { "review-go-next" })
        }
        CardPhase::Asking => only(Message::Enter, "key-hand-in"),
        CardPhase::Choosing => only(Message::Enter, "card-go-choose"),
        CardPhase::Text if lesson.here().is_some_and(|stop| lesson.course.asks(stop)) => {
            only(Message::Beat, "card-go-question")
        }
        CardPhase::Answered => only(Message::Beat, "card-go-on"),
        CardPhase::Why(stop)
            if lesson.has_due() || lesson.here().is_some_and(|here| here != stop) =>
        {
            only(Message::Beat, "card-go-on")
        }
        _ if at_end => only(Message::Beat, "card-go-end"),
        _ => {
            let (next, all) =
                (lesson.course.current().map_or(0, |stop| stop + 1), lesson.course.stops().len());
            let place = lesson.course.stops().get(next).map_or(timeline.len(), |stop| stop.place);
            let due = lesson.next_due(place.saturating_add(1));
            let scene = match next < all {
                _ if due <= place => reader.words().with("card-go-why", &[("step", due.into())]),
                true => reader
                    .words()
                    .with("card-go-scene", &[("at", (next + 1).into()), ("all", all.into())]),
                false => reader.text("card-go-last"),
            };
            vec![(Message::Beat, reader.text("card-go-step")), (Message::Scene, scene)]
        }
    }
}

/// The same as a line for a frame.
pub fn prompt_line(lesson: &LessonStage, reader: Reader) -> Vec<Piece> {
    let mut line = Vec::new();
    for (wish, text) in prompt(lesson, reader) {
        if !line.is_empty() {
            line.push(piece(Role::Quiet, format!(" {} ", reader.theme.glyphs.dot)));
        }
        let key = if wish == Message::Beat { Key::Right } else { Key::Enter };
        line.push(piece(Role::Key, label(key, reader)));
        line.push(piece(Role::Quiet, format!(" {text}")));
    }
    line
}
