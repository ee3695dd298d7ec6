//! Draws the card of a lesson below the ledgers: what the scene tells, its question, how an attempt
//! compares, the explanation.

mod room;

use ratatui::layout::Rect;

use crate::lesson::asked::{ask, feedback_lines, option_labels};
use crate::lesson::marked::Prose;
use crate::lesson::predict::{QuestionKind, Select};
use crate::lesson::sources::Sources;
use crate::lesson::{Feedback, Question};
use crate::text::Lang;
use crate::tui::content::pen::{Pen, Piece, cut, line_width, piece, wrap};
use crate::tui::content::prompt::prompt_line;
use crate::tui::model::bindings::LETTERS;
use crate::tui::model::lesson::{CardPhase, LessonStage};
use crate::tui::model::reader::Reader;
use crate::tui::model::theme::Role;

pub use room::{follow, has_room, height, last_scroll, said_at};

/// Wrong answers that are explained at once.
const MOST_WRONG: usize = 3;

/// A text of a lesson in lines; its own line ends mean nothing, its empty lines do.
pub fn flow(text: &Prose, lang: Lang, columns: u16) -> Vec<String> {
    let paragraphs = text.get(lang).trim().split("\n\n");
    paragraphs
        .flat_map(|it| wrap(&it.split_whitespace().collect::<Vec<_>>().join(" "), columns))
        .collect()
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
            let asked = asked(lesson, reader, columns);
            let mut all = text(lesson, lang, columns);
            if all.len() + asked.len() > usize::from(rows)
                || lesson.feedback.is_some()
                || lesson.hint.is_some()
            {
                return asked;
            }
            all.extend(asked);
            all
        }
    }
}

/// The explanation below the question that it answers: what was asked may be many steps and other
/// questions ago.
fn why(lesson: &LessonStage, reader: Reader, (columns, rows): (u16, u16)) -> Vec<Vec<Piece>> {
    let Some(predict) = lesson.scene().and_then(|scene| scene.predict.as_ref()) else {
        return Vec::new();
    };
    let Some(why) = &predict.why else { return Vec::new() };
    let asked = ask(predict, reader.lang).split_whitespace().collect::<Vec<_>>().join(" ");
    let (mut asked, why) = (wrap(&asked, columns), flow(why, reader.lang, columns));
    if asked.len() + why.len() > usize::from(rows) {
        asked = vec![cut(&asked.join(" "), columns, reader.theme.glyphs.cut).into_owned()];
    }
    plain(Role::Quiet, asked).chain(plain(Role::Text, why)).collect()
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
    for (at, label) in question.labels().enumerate() {
        let letter = LETTERS.get(at).map_or("  ".to_owned(), |letter| format!("{letter} "));
        let mark = match lesson.picked.iter().position(|picked| *picked == at) {
            Some(place) if ordered => format!("[{}]", place + 1),
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

fn feedback(lesson: &LessonStage, reader: Reader, columns: u16) -> Vec<Vec<Piece>> {
    let (Some(feedback), Some(question)) = (&lesson.feedback, lesson.question(reader.lang)) else {
        return Vec::new();
    };
    let Some(predict) = lesson.scene().and_then(|scene| scene.predict.as_ref()) else {
        return Vec::new();
    };
    let glyphs = reader.theme.glyphs;
    let mut all = tried(lesson, reader, columns);
    if !all.is_empty() {
        // What each change did says what is right, too.
    } else if lesson.given_up {
        let names = option_labels(
            predict,
            feedback.missed.iter().map(|fact| fact.name.as_str()),
            reader.lang,
        );
        let text = match names.is_empty() {
            true => reader.text("card-answer-nothing"),
            false => reader.words().with("card-answer", &[("names", names.into())]),
        };
        all.extend(plain(Role::Title, wrap(&text, columns)));
    } else {
        let (mark, role) = if feedback.is_right() {
            (glyphs.holds, Role::Good)
        } else {
            (glyphs.broken, Role::Bad)
        };
        // What is missing is only counted as long as the learner may still find it.
        let open = !feedback.is_right() && lesson.phase == CardPhase::Asking;
        let told = Feedback {
            missed: if open { Vec::new() } else { feedback.missed.clone() },
            ..feedback.clone()
        };
        let missing = feedback.missed.len();
        let one = question.select == Select::One;
        let missing = (open && missing > 0 && !one)
            .then(|| reader.words().with("card-missing", &[("count", missing.into())]));
        let told = if open && told == Feedback::default() {
            Vec::new()
        } else {
            feedback_lines(&told, predict, reader.lang)
        };
        let good = usize::from(!feedback.right.is_empty());
        for (at, text) in told.into_iter().chain(missing).enumerate() {
            // What was right is so, whatever else was not.
            let (mark, role) = if at < good { (glyphs.holds, Role::Good) } else { (mark, role) };
            all.extend(plain(role, wrap(&format!("{mark} {text}"), columns)));
        }
        for text in wrong(lesson, feedback, reader.lang) {
            all.extend(plain(Role::Text, wrap(&text, columns)));
        }
        if !feedback.is_right() {
            all.extend(plain(Role::Quiet, wrap(&reader.text("card-again"), columns)));
        }
    }
    let has_more = predict.because.is_none() || predict.why.is_some();
    if lesson.phase == CardPhase::Answered && !reader.plays && has_more {
        let text = match feedback.step().filter(|step| *step > lesson.at()) {
            Some(step) => {
                let id = if lesson.has_scene_before(step) { "card-see-later" } else { "card-see" };
                reader.words().with(id, &[("step", step.into())])
            }
            None => reader.text("card-see-why"),
        };
        all.extend(plain(Role::Quiet, wrap(&text, columns)));
    }
    all
}

/// What the run of each change did, once a question that asks why is answered.
fn tried(lesson: &LessonStage, reader: Reader, columns: u16) -> Vec<Vec<Piece>> {
    let Some(stop) = lesson.here().filter(|_| lesson.phase == CardPhase::Answered) else {
        return Vec::new();
    };
    let all = lesson.course.trials_told(&lesson.stage.timeline, stop, reader.lang);
    let line = |(is_right, text): (bool, String)| {
        let (mark, role) = match is_right {
            true => (reader.theme.glyphs.holds, Role::Good),
            false => ("-", Role::Text),
        };
        plain(role, wrap(&format!("{mark} {text}"), columns))
    };
    all.into_iter().flat_map(line).collect()
}

/// Why what was answered is wrong in this run, for the first few.
fn wrong(lesson: &LessonStage, feedback: &Feedback, lang: Lang) -> Vec<String> {
    let Some(stop) = lesson.here() else { return Vec::new() };
    let run = &lesson.stage.timeline;
    let extra = feedback.extra.iter().take(MOST_WRONG);
    extra.filter_map(|name| lesson.course.why_wrong(run, stop, name, lang)).collect()
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
    // An explanation has the number of the scene that asked.
    let stop =
        if let CardPhase::Why(stop) = lesson.phase { Some(stop) } else { lesson.course.current() };
    let number = stop.map_or(0, |stop| stop + 1);
    let count = reader
        .words()
        .with("card-scene", &[("at", number.into()), ("all", lesson.course.stops().len().into())]);
    let border = if matches!(lesson.phase, CardPhase::Asking | CardPhase::Choosing) {
        Role::Focus
    } else {
        Role::Border
    };
    let title = [piece(Role::Title, title), piece(Role::Quiet, format!(" {dot} {count}"))];
    let inside = pen.frame(&title, &prompt_line(lesson, reader), border);
    pen.footer(&cites(lesson, reader));
    let columns = inside.width.saturating_sub(2);
    let all = lines(lesson, reader, (columns, inside.height));
    let scroll = lesson.scroll.min(all.len().saturating_sub(usize::from(inside.height)));
    pen.more(scroll > 0, scroll + usize::from(inside.height) < all.len());
    let mut pen = pen.within(Rect { x: inside.x.max(area.x), ..inside });
    for (y, line) in all.iter().skip(scroll).take(usize::from(inside.height)).enumerate() {
        pen.line(1, y as u16, line);
    }
}

/// The pages, and how sure they are.
pub fn cites(lesson: &LessonStage, reader: Reader) -> Vec<Piece> {
    let mut line: Vec<Piece> = Vec::new();
    let Some(scene) = lesson.scene().filter(|_| {
        matches!(lesson.phase, CardPhase::Text | CardPhase::Why(_) | CardPhase::Asking)
    }) else {
        return line;
    };
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
