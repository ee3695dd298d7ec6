//! Draws the card of a lesson below the ledgers: what the scene tells, its question, how an attempt
//! compares, the explanation.

mod feedback;
mod room;
mod why;

use ratatui::layout::Rect;

use crate::lesson::Question;
use crate::lesson::marked::Prose;
use crate::lesson::predict::{QuestionKind, Select};
use crate::lesson::sources::Sources;
use crate::text::Lang;
use crate::tui::content::paragraphs::paragraphs;
use crate::tui::content::pen::{Pen, Piece, line_width, piece, wrap};
use crate::tui::content::prompt::prompt_line;
use crate::tui::model::bindings::LETTERS;
use crate::tui::model::lesson::{CardPhase, LessonStage};
use crate::tui::model::reader::Reader;
use crate::tui::model::theme::Role;

pub use feedback::MOST_WRONG;
use feedback::feedback;
pub use room::{follow, has_room, height, last_scroll, said_at};
use why::why;

/// A text of a lesson in lines.
pub fn flow(text: &Prose, lang: Lang, columns: u16) -> Vec<String> {
    paragraphs(text.get(lang), columns)
}

fn plain(role: Role, lines: Vec<String>) -> impl Iterator<Item = Vec<Piece>> {
    lines.into_iter().map(move |line| vec![piece(role, line)])
}

/// Everything that the card has to say.
pub fn lines(lesson: &LessonStage, reader: Reader, (columns, rows): (u16, u16)) -> Vec<Vec<Piece>> {
    let lang = reader.lang;
    match lesson.phase {
        CardPhase::Free => Vec::new(),
        CardPhase::Text => text(lesson, lang, columns),
        CardPhase::Why(_) => why(lesson, reader, (columns, rows)),
        CardPhase::Answered => feedback(lesson, reader, columns),
        CardPhase::Asking | CardPhase::Choosing => {
            let mut asked = asked(lesson, reader, columns);
            let text = text_above(lesson, lang, asked.len(), (columns, rows));
            asked.splice(0..0, text);
            asked
        }
    }
}

pub fn text(lesson: &LessonStage, lang: Lang, columns: u16) -> Vec<Vec<Piece>> {
    let Some(scene) = lesson.scene() else { return Vec::new() };
    let mut all: Vec<Vec<Piece>> = Vec::new();
    if let Some(say) = &scene.say {
        all.extend(plain(Role::Text, flow(say, lang, columns)));
    }
    if let Some(exercise) = &scene.exercise {
        all.extend(plain(Role::Actor, flow(&exercise.say, lang, columns)));
    }
    all
}

/// The text of the scene above its question, where both have room and nothing was just said.
fn text_above(
    lesson: &LessonStage,
    lang: Lang,
    asked: usize,
    (columns, rows): (u16, u16),
) -> Vec<Vec<Piece>> {
    let text = text(lesson, lang, columns);
    let fits = text.len() + asked <= usize::from(rows);
    if fits && lesson.feedback.is_none() && lesson.hint.is_none() { text } else { Vec::new() }
}

fn asked(lesson: &LessonStage, reader: Reader, columns: u16) -> Vec<Vec<Piece>> {
    let mut all = Vec::new();
    if lesson.feedback.is_some() {
        all.extend(feedback(lesson, reader, columns));
    }
    if let Some((level, hint)) = &lesson.hint {
        let text = reader
            .words()
            .with("card-hint", &[("level", (*level).into()), ("text", hint.trim().into())]);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        all.extend(plain(Role::Doubt, wrap(&text, columns)));
    }
    if lesson.phase == CardPhase::Choosing {
        all.extend(choice(lesson, reader, columns));
    } else if let Some(question) = lesson.question(reader.lang) {
        let mut asks: Vec<Vec<Piece>> =
            plain(Role::Quiet, chosen(lesson, reader, columns)).collect();
        asks.extend(plain(Role::Title, asked_lines(reader, question, columns)));
        let options = options(lesson, reader, question, columns);
        // What was just said comes between the question and what can be picked. Where not all has
        // room, the options stay.
        asks.append(&mut all);
        asks.extend(options);
        all = asks;
    }
    all
}

/// What the learner chose last, where the answer is in no ledger: a report, or a piece of code,
/// that the question is about.
fn chosen(lesson: &LessonStage, reader: Reader, columns: u16) -> Vec<String> {
    if lesson.question(reader.lang).is_none_or(|question| question.ledger.is_some()) {
        return Vec::new();
    }
    let Some(way) = lesson.here().and_then(|stop| lesson.course.chosen_before(stop)) else {
        return Vec::new();
    };
    let said = way.say.get(reader.lang).split_whitespace().collect::<Vec<_>>().join(" ");
    wrap(&reader.words().with("notice-chosen", &[("way", said.into())]), columns)
}

/// The question and how it is answered.
fn asked_lines(reader: Reader, question: &Question, columns: u16) -> Vec<String> {
    let ask = question.ask.split_whitespace().collect::<Vec<_>>().join(" ");
    let how = reader.text(match question.select {
        Select::One => "card-pick-one",
        Select::Many => "card-pick-many",
        Select::Ordered => "card-pick-ordered",
    });
    wrap(&format!("{ask} {how}"), columns)
}

fn choice(lesson: &LessonStage, reader: Reader, columns: u16) -> Vec<Vec<Piece>> {
    let Some(stop) = lesson.here() else { return Vec::new() };
    let Some(choose) = &lesson.course.scene(stop).choose else { return Vec::new() };
    let mut all: Vec<Vec<Piece>> =
        plain(Role::Title, flow(&choose.ask, reader.lang, columns)).collect();
    for (at, way) in choose.ways.iter().enumerate() {
        let here = at == lesson.cursor && lesson.pointed;
        let role = if here { Role::Selected } else { Role::Text };
        for (row, line) in
            flow(&way.say, reader.lang, columns.saturating_sub(4)).into_iter().enumerate()
        {
            let head = match LETTERS.get(at).filter(|_| row == 0) {
                Some(letter) => format!("{letter}  "),
                None => "   ".to_owned(),
            };
            all.push(vec![piece(Role::Key, head), piece(role, line)]);
        }
    }
    all
}

/// The options, as many in a line as fit.
fn options(
    lesson: &LessonStage,
    reader: Reader,
    question: &Question,
    columns: u16,
) -> Vec<Vec<Piece>> {
    let glyphs = reader.theme.glyphs;
    let ordered = question.select == Select::Ordered;
    let mut all: Vec<Vec<Piece>> = Vec::new();
    let mut line: Vec<Piece> = Vec::new();
    let none = lesson.none().map(|_| reader.text("card-none"));
    for (at, label) in question.labels().chain(none).enumerate() {
        let letter = LETTERS.get(at).map_or("  ".to_owned(), |letter| format!("{letter} "));
        let mark = match lesson.picked.iter().position(|picked| *picked == at) {
            Some(place) if ordered && Some(at) != lesson.none() => format!("[{}]", place + 1),
            Some(_) => format!("[{}]", glyphs.marked),
            None => "[ ]".to_owned(),
        };
        let role = match at == lesson.cursor {
            true => Role::Selected,
            false if lesson.picked.contains(&at) => Role::Changed,
            false => Role::Text,
        };
        let item = [
            piece(Role::Key, letter),
            piece(Role::Changed, format!("{mark} ")),
            piece(role, label),
        ];
        let gap = if line.is_empty() { 0 } else { 3 };
        // Titles are read one below another.
        let full = line_width(&line) + gap + line_width(&item) > columns
            || matches!(question.kind, QuestionKind::Rule | QuestionKind::Because);
        if gap > 0 && full {
            all.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(piece(Role::Text, "   "));
        }
        line.extend(item);
    }
    all.push(line);
    all
}

/// The card as lines without its options, for a mode that numbers them.
pub fn said(lesson: &LessonStage, reader: Reader, columns: u16) -> Vec<String> {
    let mut all = match lesson.phase {
        CardPhase::Asking | CardPhase::Choosing
            if lesson.feedback.is_none() && lesson.hint.is_none() =>
        {
            text(lesson, reader.lang, columns)
        }
        CardPhase::Asking | CardPhase::Choosing => Vec::new(),
        _ => lines(lesson, reader, (columns, u16::MAX)),
    };
    if matches!(lesson.phase, CardPhase::Asking | CardPhase::Choosing) {
        all.extend(feedback(lesson, reader, columns));
        if let Some((level, hint)) = &lesson.hint {
            let text = reader
                .words()
                .with("card-hint", &[("level", (*level).into()), ("text", hint.trim().into())]);
            all.extend(plain(
                Role::Doubt,
                wrap(&text.split_whitespace().collect::<Vec<_>>().join(" "), columns),
            ));
        }
        all.extend(plain(Role::Quiet, chosen(lesson, reader, columns)));
        if let Some(question) = lesson.question(reader.lang) {
            all.extend(plain(
                Role::Title,
                wrap(&question.ask.split_whitespace().collect::<Vec<_>>().join(" "), columns),
            ));
        }
        let choose = lesson
            .here()
            .filter(|_| lesson.phase == CardPhase::Choosing)
            .and_then(|stop| lesson.course.scene(stop).choose.as_ref());
        if let Some(choose) = choose {
            all.extend(plain(Role::Title, flow(&choose.ask, reader.lang, columns)));
        }
    }
    let pages: String = cites(lesson, reader).iter().map(|piece| piece.text.as_str()).collect();
    let mut all: Vec<String> =
        all.iter().map(|line| crate::tui::content::said::flat(line)).collect();
    all.extend(
        (!pages.is_empty())
            .then(|| if pages.starts_with('[') { pages } else { format!("[{pages}]") }),
    );
    all
}

/// Draws the card of a lesson, with its question and feedback.
pub fn draw(pen: &mut Pen<'_>, lesson: &LessonStage, reader: Reader) {
    let area = pen.area();
    let dot = reader.theme.glyphs.dot;
    let title = match lesson.phase {
        CardPhase::Text | CardPhase::Free => reader.text("card-lesson"),
        CardPhase::Asking => reader.text("card-question"),
        CardPhase::Answered => reader.text("card-feedback"),
        CardPhase::Why(_) => reader.text("card-explanation"),
        CardPhase::Choosing => reader.text("card-choice"),
    };
    let stop = lesson.course.current();
    // Before a room a scene has one number on every way, and an explanation that of the scene that
    // asked: it is typed to come back to it. A reader counts what was met.
    let (number, all) = match (reader.in_room, lesson.phase) {
        (true, phase) => {
            let stop = if let CardPhase::Why(stop) = phase { Some(stop) } else { stop };
            let number = stop.map_or(0, |stop| lesson.course.stops()[stop].scene + 1);
            (number, lesson.course.lesson().file.scenes.len())
        }
        (false, _) => (stop.map_or(0, |stop| stop + 1), lesson.course.stops().len()),
    };
    let count = reader.words().with("card-scene", &[("at", number.into()), ("all", all.into())]);
    let border = if matches!(lesson.phase, CardPhase::Asking | CardPhase::Choosing) {
        Role::Focus
    } else {
        Role::Border
    };
    let mut title = vec![piece(Role::Title, title)];
    // A review counts its own questions.
    if lesson.review.is_none() {
        title.push(piece(Role::Quiet, format!(" {dot} {count}")));
    }
    let inside = pen.frame(&title, &prompt_line(lesson, reader), border);
    let columns = inside.width.saturating_sub(2);
    let all = lines(lesson, reader, (columns, inside.height));
    let (shown, above, below) = room::window(lesson, reader, all, usize::from(inside.height));
    pen.more(above, below > 0);
    // The lower border has the pages, and how many lines are below.
    let text = reader.words().with("card-more", &[("count", below.into())]);
    let more: Vec<Piece> =
        (below > 0).then(|| piece(Role::Key, format!(" {text} "))).into_iter().collect();
    let taken = line_width(&more) + u16::from(below > 0) * 2;
    let left = Rect { width: area.width.saturating_sub(taken), ..area };
    pen.within(left).footer(&cites(lesson, reader));
    let place = Rect::new(left.right(), area.bottom().saturating_sub(1), taken, 1);
    pen.within(place).line(0, 0, &more);
    let mut pen = pen.within(Rect { x: inside.x.max(area.x), ..inside });
    for (y, line) in shown.iter().enumerate() {
        pen.line(1, y as u16, line);
    }
}

/// The pages behind what the card tells now, and how sure they are: a question alone tells
/// nothing, and an explanation lists them below its text where the border is too short.
pub fn cites(lesson: &LessonStage, reader: Reader) -> Vec<Piece> {
    let mut line: Vec<Piece> = Vec::new();
    let tells = match lesson.phase {
        CardPhase::Text => true,
        CardPhase::Why(_) => why::listed(lesson, reader).is_empty(),
        CardPhase::Asking => {
            let (columns, rows) = room::room(reader);
            let asked = asked(lesson, reader, columns).len();
            !text_above(lesson, reader.lang, asked, (columns, rows)).is_empty()
        }
        _ => false,
    };
    let Some(scene) = lesson.scene().filter(|_| tells) else { return line };
    let sources = Sources::from(scene);
    // The mark comes first: what does not fit is cut from the end.
    let marks = sources.marks(reader.lang);
    if !marks.is_empty() {
        line.push(piece(Role::Doubt, format!("[{}] ", marks.join(", "))));
    }
    for (number, cite) in sources.cites.iter().enumerate() {
        if number > 0 {
            line.push(piece(Role::Quiet, format!(" {} ", reader.theme.glyphs.dot)));
        }
        line.push(piece(Role::Cite, cite.clone()));
    }
    let room = reader.size.0.saturating_sub(8);
    let mut hidden = 0;
    while line_width(&line) > room.saturating_sub(4) && line.len() > 1 {
        hidden += usize::from(line.pop().is_some_and(|last| last.role != Role::Quiet));
    }
    if hidden > 0 {
        line.pop_if(|last| last.role == Role::Quiet);
        line.push(piece(Role::Quiet, format!(" +{hidden}")));
    }
    line
}
