//! How a lesson goes on from here: what Enter and the arrow lead to, the same in the card's frame and in the hint line.
//!
//! It must not know what a card says.

use crate::tui::content::pen::{Piece, piece};
use crate::tui::model::Model;
use crate::tui::model::key::{Key, label};
use crate::tui::model::lesson::Phase;
use crate::tui::model::message::Message;
use crate::tui::model::theme::Role;

/// How the lesson goes on: the wishes that lead on and what they do, the same in the frame and in the hint line.
pub fn prompt(model: &Model) -> Vec<(Message, String)> {
    let Some(play) = model.play.as_ref().filter(|_| model.in_lesson()) else { return Vec::new() };
    let only = |wish: Message, id: &str| vec![(wish, model.text(id))];
    let timeline = play.run.timeline();
    let at_end = timeline.at() == timeline.len();
    match play.phase {
        Phase::Asking => only(Message::Enter, "key-hand-in"),
        Phase::Choosing => only(Message::Enter, "card-go-choose"),
        Phase::Text if play.here().is_some_and(|stop| play.run.asks(stop)) => only(Message::Beat, "card-go-question"),
        Phase::Answered => only(Message::Beat, "card-go-on"),
        Phase::Why(stop) if play.has_due() || play.here().is_some_and(|here| here != stop) => only(Message::Beat, "card-go-on"),
        _ if at_end => only(Message::Beat, "card-go-end"),
        _ => {
            let (next, all) = (play.run.current().map_or(0, |stop| stop + 1), play.run.stops().len());
            let place = play.run.stops().get(next).map_or(timeline.len(), |stop| stop.place);
            let due = play.next_due(place.saturating_add(1));
            let scene = match next < all {
                _ if due <= place => model.words().with("card-go-why", &[("step", due.into())]),
                true => model.words().with("card-go-scene", &[("at", (next + 1).into()), ("all", all.into())]),
                false => model.text("card-go-last"),
            };
            vec![(Message::Beat, model.text("card-go-step")), (Message::Scene, scene)]
        }
    }
}

/// The same as a line for a frame.
pub fn prompt_line(model: &Model) -> Vec<Piece> {
    let mut line = Vec::new();
    for (wish, text) in prompt(model) {
        if !line.is_empty() {
            line.push(piece(Role::Quiet, format!(" {} ", model.theme.glyphs.dot)));
        }
        let key = if wish == Message::Beat { Key::Right } else { Key::Enter };
        line.push(piece(Role::Key, label(key, model)));
        line.push(piece(Role::Quiet, format!(" {text}")));
    }
    line
}
