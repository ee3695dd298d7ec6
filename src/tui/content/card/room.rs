//! How high the card is, and how far its text is scrolled. It must not draw.

use super::{asked, asked_lines, chosen, lines, text};
use crate::lesson::Question;
use crate::tui::content::pen::{Piece, piece};
use crate::tui::model::layout;
use crate::tui::model::lesson::{CardPhase, LessonStage};
use crate::tui::model::reader::Reader;
use crate::tui::model::theme::Role;

/// Columns of the card's text and the most rows that it may take.
pub(super) fn room(reader: Reader) -> (u16, u16) {
    (reader.size.0.saturating_sub(4), layout::card_most(reader.size))
}

/// The most rows of what the card shows now.
fn most(lesson: &LessonStage, reader: Reader) -> usize {
    let lists = match lesson.phase {
        CardPhase::Choosing => true,
        CardPhase::Asking => {
            let listed = |question: &Question| question.ledger.is_none();
            lesson.question(reader.lang).is_some_and(listed) && !lesson.asks_of_code()
        }
        _ => false,
    };
    usize::from(if lists { layout::list_most(reader.size) } else { room(reader).1 })
}

/// Lines that the card needs and gets, if there is one.
pub fn height(lesson: &LessonStage, reader: Reader) -> Option<u16> {
    if lesson.phase == CardPhase::Free {
        return None;
    }
    let rows = lines(lesson, reader, room(reader)).len().min(most(lesson, reader));
    Some(u16::try_from(rows).unwrap_or(u16::MAX))
}

/// Whether the text of the scene and its question have room together.
pub fn has_room(lesson: &LessonStage, reader: Reader) -> bool {
    if reader.in_room {
        // A room reads one thing at a time.
        return lesson.scene().is_none_or(|scene| scene.say.is_none());
    }
    let (columns, rows) = room(reader);
    let text = text(lesson, reader.lang, columns).len();
    text == 0 || text + asked(lesson, reader, columns).len() <= usize::from(rows)
}

/// The last line that the card can begin with.
pub fn last_scroll(lesson: &LessonStage, reader: Reader) -> usize {
    lines(lesson, reader, room(reader)).len().saturating_sub(most(lesson, reader))
}

/// Where the card is scrolled to when the cursor has moved: its line is in view.
pub fn follow(lesson: &LessonStage, reader: Reader) -> usize {
    let (all, rows) = (lines(lesson, reader, room(reader)), most(lesson, reader));
    let scroll = lesson.scroll.min(all.len().saturating_sub(rows));
    let has_cursor = |line: &Vec<Piece>| line.iter().any(|piece| piece.role == Role::Selected);
    match (all.iter().position(has_cursor), all.iter().rposition(has_cursor)) {
        (Some(first), _) if first < scroll + kept(lesson, reader, rows) => {
            first.saturating_sub(kept(lesson, reader, rows))
        }
        (Some(_), Some(last)) if last >= scroll + rows => last + 1 - rows,
        _ => scroll,
    }
}

/// The first line of the question; below it is what was just said of an attempt, or a hint.
pub fn said_at(lesson: &LessonStage, reader: Reader) -> usize {
    chosen(lesson, reader, room(reader).0).len()
}

/// Lines of an open question that stay at the top of the card while what is below them scrolls: as
/// many as leave two thirds of it.
fn kept(lesson: &LessonStage, reader: Reader, rows: usize) -> usize {
    question_lines(lesson, reader).len().min(rows / 3)
}

fn question_lines(lesson: &LessonStage, reader: Reader) -> Vec<String> {
    let question = lesson.question(reader.lang).filter(|_| lesson.phase == CardPhase::Asking);
    question.map_or_else(Vec::new, |question| asked_lines(reader, question, room(reader).0))
}

/// What shows of the lines of the card, whether more is above, and how many lines are below.
pub(super) fn window(
    lesson: &LessonStage,
    reader: Reader,
    all: Vec<Vec<Piece>>,
    rows: usize,
) -> (Vec<Vec<Piece>>, bool, usize) {
    let count = all.len();
    let scroll = lesson.scroll.min(count.saturating_sub(rows));
    let mut shown: Vec<Vec<Piece>> = all.into_iter().skip(scroll).take(rows).collect();
    // As it was asked, the options are in view, with what has room above them.
    if scroll > said_at(lesson, reader) && lesson.scroll != usize::MAX {
        let question = question_lines(lesson, reader);
        let kept = kept(lesson, reader, rows);
        for (line, text) in shown.iter_mut().zip(question.into_iter().take(kept)) {
            *line = vec![piece(Role::Title, text)];
        }
    }
    (shown, scroll > 0, count.saturating_sub(scroll + rows))
}
