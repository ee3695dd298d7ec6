//! Draws the card of a lesson below the ledgers: what the scene tells, its question, how an attempt compares, the explanation.

use ratatui::layout::Rect;

use crate::lesson::asked::{ask, feedback_lines, labels};
use crate::lesson::marked::Prose;
use crate::lesson::predict::{Kind, Select};
use crate::lesson::sources::Sources;
use crate::lesson::{Feedback, Question};
use crate::text::Lang;
use crate::tui::content::pen::{Pen, Piece, cut, line_width, piece, wrap};
use crate::tui::model::Model;
use crate::tui::model::layout;
use crate::tui::model::lesson::{Phase, Play};
use crate::tui::model::theme::Role;

use crate::tui::content::prompt::prompt_line;

/// Letters of options: those that mean nothing else in a question.
pub const LETTERS: [char; 24] =
    ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'm', 'n', 'o', 'r', 't', 'u', 'v', 'x', 'y', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

/// A text of a lesson in lines; its own line ends mean nothing, its empty lines do.
pub(in crate::tui) fn flow(text: &Prose, lang: Lang, columns: u16) -> Vec<String> {
    let paragraphs = text.get(lang).trim().split("\n\n");
    paragraphs.flat_map(|it| wrap(&it.split_whitespace().collect::<Vec<_>>().join(" "), columns)).collect()
}

fn plain(role: Role, lines: Vec<String>) -> impl Iterator<Item = Vec<Piece>> {
    lines.into_iter().map(move |line| vec![piece(role, line)])
}

/// Everything that the card has to say.
pub(in crate::tui) fn lines(model: &Model, play: &Play, (columns, rows): (u16, u16)) -> Vec<Vec<Piece>> {
    let lang = model.lang;
    match play.phase {
        Phase::Free => Vec::new(),
        Phase::Text => text(play, lang, columns),
        Phase::Why(_) => why(model, play, (columns, rows)),
        Phase::Answered => feedback(model, play, columns),
        Phase::Asking | Phase::Choosing => {
            let asked = asked(model, play, columns);
            let mut all = text(play, lang, columns);
            if all.len() + asked.len() > usize::from(rows) || play.feedback.is_some() || play.hint.is_some() {
                return asked;
            }
            all.extend(asked);
            all
        }
    }
}

/// The explanation below the question that it answers: what was asked may be many steps and other questions ago.
fn why(model: &Model, play: &Play, (columns, rows): (u16, u16)) -> Vec<Vec<Piece>> {
    let Some(predict) = play.scene().and_then(|scene| scene.predict.as_ref()) else { return Vec::new() };
    let Some(why) = &predict.why else { return Vec::new() };
    let asked = ask(predict, model.lang).split_whitespace().collect::<Vec<_>>().join(" ");
    let (mut asked, why) = (wrap(&asked, columns), flow(why, model.lang, columns));
    if asked.len() + why.len() > usize::from(rows) {
        asked = vec![cut(&asked.join(" "), columns, model.theme.glyphs.cut).into_owned()];
    }
    plain(Role::Quiet, asked).chain(plain(Role::Text, why)).collect()
}

pub(in crate::tui) fn text(play: &Play, lang: Lang, columns: u16) -> Vec<Vec<Piece>> {
    let Some(scene) = play.scene() else { return Vec::new() };
    let mut all: Vec<Vec<Piece>> = Vec::new();
    if let Some(say) = &scene.say {
        all.extend(plain(Role::Text, flow(say, lang, columns)));
    }
    if let Some(exercise) = &scene.exercise {
        all.extend(plain(Role::Actor, flow(&exercise.say, lang, columns)));
    }
    all
}

fn asked(model: &Model, play: &Play, columns: u16) -> Vec<Vec<Piece>> {
    let mut all = Vec::new();
    if play.feedback.is_some() {
        all.extend(feedback(model, play, columns));
    }
    if let Some((level, hint)) = &play.hint {
        let text = model.words().with("card-hint", &[("level", (*level).into()), ("text", hint.trim().into())]);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        all.extend(plain(Role::Doubt, wrap(&text, columns)));
    }
    if play.phase == Phase::Choosing {
        all.extend(choice(model, play, columns));
    } else if let Some(question) = play.question(model.lang) {
        let mut asks: Vec<Vec<Piece>> = plain(Role::Quiet, chosen(model, play, columns)).collect();
        asks.extend(plain(Role::Title, asked_lines(model, question, columns)));
        let options = options(model, play, question, columns);
        // What was just said comes between the question and what can be picked. Where not all has room, the options stay.
        asks.append(&mut all);
        asks.extend(options);
        all = asks;
    }
    all
}

/// What the learner chose last, where the answer is in no ledger: a report, or a piece of code, that the question is about.
fn chosen(model: &Model, play: &Play, columns: u16) -> Vec<String> {
    if play.question(model.lang).is_none_or(|question| question.ledger.is_some()) {
        return Vec::new();
    }
    let Some(way) = play.here().and_then(|stop| play.run.chosen_before(stop)) else { return Vec::new() };
    let said = way.say.get(model.lang).split_whitespace().collect::<Vec<_>>().join(" ");
    wrap(&model.words().with("notice-chosen", &[("way", said.into())]), columns)
}

/// The question and how it is answered.
fn asked_lines(model: &Model, question: &Question, columns: u16) -> Vec<String> {
    let ask = question.ask.split_whitespace().collect::<Vec<_>>().join(" ");
    let how = model.text(match question.select {
        Select::One => "card-pick-one",
        Select::Many => "card-pick-many",
        Select::Ordered => "card-pick-ordered",
    });
    wrap(&format!("{ask} {how}"), columns)
}

fn choice(model: &Model, play: &Play, columns: u16) -> Vec<Vec<Piece>> {
    let Some(stop) = play.here() else { return Vec::new() };
    let Some(choose) = &play.run.scene(stop).choose else { return Vec::new() };
    let mut all: Vec<Vec<Piece>> = plain(Role::Title, flow(&choose.ask, model.lang, columns)).collect();
    for (at, way) in choose.ways.iter().enumerate() {
        let role = if at == play.cursor { Role::Selected } else { Role::Text };
        for (row, line) in flow(&way.say, model.lang, columns.saturating_sub(4)).into_iter().enumerate() {
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
fn options(model: &Model, play: &Play, question: &Question, columns: u16) -> Vec<Vec<Piece>> {
    let glyphs = model.theme.glyphs;
    let ordered = question.select == Select::Ordered;
    let mut all: Vec<Vec<Piece>> = Vec::new();
    let mut line: Vec<Piece> = Vec::new();
    for (at, label) in question.labels().enumerate() {
        let letter = LETTERS.get(at).map_or("  ".to_owned(), |letter| format!("{letter} "));
        let mark = match play.picked.iter().position(|picked| *picked == at) {
            Some(place) if ordered => format!("[{}]", place + 1),
            Some(_) => format!("[{}]", glyphs.marked),
            None => "[ ]".to_owned(),
        };
        let role = match at == play.cursor {
            true => Role::Selected,
            false if play.picked.contains(&at) => Role::Changed,
            false => Role::Text,
        };
        let item = [piece(Role::Key, letter), piece(Role::Changed, format!("{mark} ")), piece(role, label)];
        let gap = if line.is_empty() { 0 } else { 3 };
        // Titles are read one below another.
        let full = line_width(&line) + gap + line_width(&item) > columns || question.kind == Kind::Rule;
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

fn feedback(model: &Model, play: &Play, columns: u16) -> Vec<Vec<Piece>> {
    let (Some(feedback), Some(question)) = (&play.feedback, play.question(model.lang)) else { return Vec::new() };
    let glyphs = model.theme.glyphs;
    let mut all = Vec::new();
    if play.given_up {
        let names = labels(question.kind, feedback.missed.iter().map(|fact| fact.name.as_str()), model.lang);
        let text = match names.is_empty() {
            true => model.text("card-answer-nothing"),
            false => model.words().with("card-answer", &[("names", names.into())]),
        };
        all.extend(plain(Role::Title, wrap(&text, columns)));
    } else {
        let (mark, role) = if feedback.is_right() { (glyphs.holds, Role::Good) } else { (glyphs.broken, Role::Bad) };
        // What is missing is only counted as long as the learner may still find it.
        let open = !feedback.is_right() && play.phase == Phase::Asking;
        let told = Feedback { missed: if open { Vec::new() } else { feedback.missed.clone() }, ..feedback.clone() };
        let missing = feedback.missed.len();
        let one = question.select == Select::One;
        let missing = (open && missing > 0 && !one).then(|| model.words().with("card-missing", &[("count", missing.into())]));
        let told =
            if open && told == Feedback::default() { Vec::new() } else { feedback_lines(&told, question.kind, model.lang) };
        let good = usize::from(!feedback.right.is_empty());
        for (at, text) in told.into_iter().chain(missing).enumerate() {
            // What was right is so, whatever else was not.
            let (mark, role) = if at < good { (glyphs.holds, Role::Good) } else { (mark, role) };
            all.extend(plain(role, wrap(&format!("{mark} {text}"), columns)));
        }
        if !feedback.is_right() {
            all.extend(plain(Role::Quiet, wrap(&model.text("card-again"), columns)));
        }
    }
    if play.phase == Phase::Answered && model.auto.is_none() {
        let text = match feedback.step().filter(|step| *step > play.run.timeline().at()) {
            Some(step) => {
                let id = if play.has_scene_before(step) { "card-see-later" } else { "card-see" };
                model.words().with(id, &[("step", step.into())])
            }
            None => model.text("card-see-why"),
        };
        all.extend(plain(Role::Quiet, wrap(&text, columns)));
    }
    all
}

/// The card as lines without its options, for a mode that numbers them.
pub fn said(model: &Model, play: &Play, columns: u16) -> Vec<String> {
    let mut all = match play.phase {
        Phase::Asking | Phase::Choosing if play.feedback.is_none() && play.hint.is_none() => text(play, model.lang, columns),
        Phase::Asking | Phase::Choosing => Vec::new(),
        _ => lines(model, play, (columns, u16::MAX)),
    };
    if matches!(play.phase, Phase::Asking | Phase::Choosing) {
        all.extend(feedback(model, play, columns));
        if let Some((level, hint)) = &play.hint {
            let text = model.words().with("card-hint", &[("level", (*level).into()), ("text", hint.trim().into())]);
            all.extend(plain(Role::Doubt, wrap(&text.split_whitespace().collect::<Vec<_>>().join(" "), columns)));
        }
        all.extend(plain(Role::Quiet, chosen(model, play, columns)));
        if let Some(question) = play.question(model.lang) {
            all.extend(plain(Role::Title, wrap(&question.ask.split_whitespace().collect::<Vec<_>>().join(" "), columns)));
        }
        let choose = play.here().filter(|_| play.phase == Phase::Choosing).and_then(|stop| play.run.scene(stop).choose.as_ref());
        if let Some(choose) = choose {
            all.extend(plain(Role::Title, flow(&choose.ask, model.lang, columns)));
        }
    }
    let pages: String = cites(model, play).iter().map(|piece| piece.text.as_str()).collect();
    let mut all: Vec<String> = all.iter().map(|line| crate::tui::content::said::flat(line)).collect();
    all.extend((!pages.is_empty()).then(|| format!("[{pages}]")));
    all
}

/// Columns of the card's text and the most rows that it may take.
fn room(model: &Model) -> (u16, u16) {
    (model.size.0.saturating_sub(4), layout::card_most(model.size))
}

/// The most rows of what the card shows now.
fn most(model: &Model, play: &Play) -> usize {
    let lists = match play.phase {
        Phase::Choosing => true,
        Phase::Asking => play.question(model.lang).is_some_and(|question| question.ledger.is_none()),
        _ => false,
    };
    usize::from(if lists { layout::list_most(model.size) } else { room(model).1 })
}

/// Lines that the card needs and gets, if there is one.
pub fn height(model: &Model) -> Option<u16> {
    let play = model.play.as_ref().filter(|play| model.in_lesson() && play.phase != Phase::Free)?;
    let rows = lines(model, play, room(model)).len().min(most(model, play));
    Some(u16::try_from(rows).unwrap_or(u16::MAX))
}

/// Whether the text of the scene and its question have room together.
pub fn has_room(model: &Model) -> bool {
    let Some(play) = &model.play else { return false };
    if model.present.is_some() {
        // A room reads one thing at a time.
        return play.scene().is_none_or(|scene| scene.say.is_none());
    }
    let (columns, rows) = room(model);
    let text = text(play, model.lang, columns).len();
    text == 0 || text + asked(model, play, columns).len() <= usize::from(rows)
}

/// The last line that the card can begin with.
pub fn last_scroll(model: &Model) -> usize {
    let Some(play) = &model.play else { return 0 };
    lines(model, play, room(model)).len().saturating_sub(most(model, play))
}

/// Where the card is scrolled to when the cursor has moved: its line is in view.
pub fn follow(model: &Model) -> usize {
    let Some(play) = &model.play else { return 0 };
    let (all, rows) = (lines(model, play, room(model)), most(model, play));
    let scroll = play.scroll.min(all.len().saturating_sub(rows));
    let has_cursor = |line: &Vec<Piece>| line.iter().any(|piece| piece.role == Role::Selected);
    match (all.iter().position(has_cursor), all.iter().rposition(has_cursor)) {
        (Some(first), _) if first < scroll => first,
        (Some(_), Some(last)) if last >= scroll + rows => last + 1 - rows,
        _ => scroll,
    }
}

/// The first line of what was just said of an attempt, or of a hint; above it is only the question.
pub fn said_at(model: &Model) -> usize {
    let Some(play) = &model.play else { return 0 };
    let Some(question) = play.question(model.lang) else { return 0 };
    let columns = room(model).0;
    chosen(model, play, columns).len() + asked_lines(model, question, columns).len()
}

/// Draws the card.
pub fn draw(pen: &mut Pen<'_>, model: &Model, play: &Play) {
    let area = pen.area();
    let dot = model.theme.glyphs.dot;
    let title = match play.phase {
        Phase::Text | Phase::Free => model.text("card-lesson"),
        Phase::Asking => model.text("card-question"),
        Phase::Answered => model.text("card-feedback"),
        Phase::Why(_) => model.text("card-explanation"),
        Phase::Choosing => model.text("card-choice"),
    };
    // An explanation has the number of the scene that asked.
    let stop = if let Phase::Why(stop) = play.phase { Some(stop) } else { play.run.current() };
    let number = stop.map_or(0, |stop| stop + 1);
    let count = model.words().with("card-scene", &[("at", number.into()), ("all", play.run.stops().len().into())]);
    let border = if matches!(play.phase, Phase::Asking | Phase::Choosing) { Role::Focus } else { Role::Border };
    let title = [piece(Role::Title, title), piece(Role::Quiet, format!(" {dot} {count}"))];
    let inside = pen.frame(&title, &prompt_line(model), border);
    pen.footer(&cites(model, play));
    let columns = inside.width.saturating_sub(2);
    let all = lines(model, play, (columns, inside.height));
    let scroll = play.scroll.min(all.len().saturating_sub(usize::from(inside.height)));
    pen.more(scroll > 0, scroll + usize::from(inside.height) < all.len());
    let mut pen = pen.within(Rect { x: inside.x.max(area.x), ..inside });
    for (y, line) in all.iter().skip(scroll).take(usize::from(inside.height)).enumerate() {
        pen.line(1, y as u16, line);
    }
}

/// The pages, and how sure they are.
pub(in crate::tui) fn cites(model: &Model, play: &Play) -> Vec<Piece> {
    let mut line: Vec<Piece> = Vec::new();
    let Some(scene) = play.scene().filter(|_| matches!(play.phase, Phase::Text | Phase::Why(_) | Phase::Asking)) else {
        return line;
    };
    let sources = Sources::from(scene);
    // The mark stands first: what does not fit is cut from the end.
    let marks = sources.marks(model.lang);
    if !marks.is_empty() {
        line.push(piece(Role::Doubt, format!("[{}] ", marks.join(", "))));
    }
    for (number, cite) in sources.cites.iter().enumerate() {
        if number > 0 {
            line.push(piece(Role::Quiet, format!(" {} ", model.theme.glyphs.dot)));
        }
        line.push(piece(Role::Cite, cite.clone()));
    }
    let room = model.size.0.saturating_sub(8);
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
