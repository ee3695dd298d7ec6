//! Draws the projector's layout: what happens (`heading`), and below what is told or asked. What is
//! told always has room first; what else there is takes the rest.
//!
//! It must not know the keys.

mod heading;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::content::panel::{timeline_bar, why};
use crate::tui::content::pen::{Pen, Piece, cut, line_width, piece, width, wrap};
use crate::tui::content::{card, lookup, poll};
use crate::tui::model::Model;
use crate::tui::model::lesson::{CardPhase, LessonStage};
use crate::tui::model::reader::Reader;
use crate::tui::model::scene::StageView;
use crate::tui::model::talk::{Pointer, Talk};
use crate::tui::model::theme::Role;

/// Columns left free on each side.
const MARGIN: u16 = 2;

/// Draws the projector's layout; the lowest row is for hints.
pub fn draw(pen: &mut Pen<'_>, model: &Model, talk: &Talk) {
    parts(pen, model, talk);
    if let Some(pointer) = talk.pointer() {
        let Rect { x, y, width, .. } = pointer.area;
        let [left, right] = pen.theme().glyphs.pointer;
        pen.within(pointer.area).shade(0, Role::Selected);
        pen.line(x.saturating_sub(1), y, &[piece(Role::Key, left)]);
        pen.line(x + width, y, &[piece(Role::Key, right)]);
    }
}

/// The lines of the screen that can be pointed at: those of the code, of the ledgers and of what is
/// told or asked, in this order.
pub fn lines(model: &Model, talk: &Talk) -> Vec<Pointer> {
    let mut shown = Buffer::empty(Rect::new(0, 0, model.size.0, model.size.1));
    let area = shown.area;
    let parts = parts(&mut Pen::new(&mut shown, area, model.theme), model, talk);
    let step = talk.show.stage().timeline.at();
    let line = |row: Rect| {
        let text: String = row.columns().map(|cell| shown[(cell.x, cell.y)].symbol()).collect();
        Pointer { area: row, text: text.trim().to_owned(), step }
    };
    let rows = parts.into_iter().flat_map(|part| part.intersection(area).rows());
    rows.map(line).filter(|line| !line.text.is_empty()).collect()
}

/// Draws everything but the pointer; gives the parts whose lines can be pointed at.
fn parts(pen: &mut Pen<'_>, model: &Model, talk: &Talk) -> Vec<Rect> {
    let stage = talk.show.stage();
    let area = pen.area();
    let (w, h) = (area.width, area.height);
    let scene = stage.scene(model.lang, model.theme);
    title(&mut pen.within(Rect { height: 1, ..area }), &scene, talk);
    timeline_bar::draw(&mut pen.within(Rect::new(area.x, h - 2, w, 1)), &scene, &[]);
    let inside = Rect::new(area.x + MARGIN, area.y + 1, w - 2 * MARGIN, h.saturating_sub(3));
    if let Some(question) = talk.question() {
        let lines = poll::own(question, model.reader(), inside.width);
        let place = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
        ToldText { lines, footer: Vec::new() }.draw(&mut pen.within(place));
        return vec![place];
    }
    let told = ToldText::of(talk, model.reader(), &scene, inside.width);
    let rows = u16::try_from(told.lines.len()).unwrap_or(u16::MAX);
    let (y, mut parts) = heading::draw(&mut pen.within(inside), talk, &scene, rows);
    let below = Rect { y, height: inside.bottom().saturating_sub(y), ..inside };
    told.draw(&mut pen.within(below));
    parts.push(heading::without_first(below));
    parts
}

fn title(pen: &mut Pen<'_>, scene: &StageView<'_>, talk: &Talk) {
    let stage = talk.show.stage();
    let columns = pen.area().width;
    let lesson = talk.show.lesson().map(|lesson| lesson.title(scene.lang));
    let name = match (lesson, &stage.ghost) {
        _ if talk.question().is_some() => scene.text("show-question"),
        (Some(lesson), _) => lesson,
        (None, Some(ghost)) => {
            scene.words().with("show-what-if", &[("what", ghost.title.clone().into())])
        }
        (None, None) => lookup::stage_title(stage, scene.lang),
    };
    let role = if talk.is_away() { Role::Ghost } else { Role::Title };
    let right = vec![
        piece(Role::Quiet, place(scene, talk)),
        piece(Role::Text, " ".repeat(usize::from(MARGIN))),
    ];
    let room = columns.saturating_sub(line_width(&right) + MARGIN + 2);
    pen.line(MARGIN, 0, &[piece(role, cut(&name, room, scene.theme.glyphs.cut))]);
    pen.right(0, &right);
}

/// Where the talk is: the scene of the lesson, else the beat.
fn place(scene: &StageView<'_>, talk: &Talk) -> String {
    if talk.question().is_some() {
        return String::new();
    }
    match talk.show.lesson() {
        Some(lesson) => scene.words().with(
            "card-scene",
            &[
                ("at", lesson.number().into()),
                ("all", lesson.course.lesson().file.scenes.len().into()),
            ],
        ),
        None => {
            let beats = scene.timeline.beats().len().saturating_sub(1);
            scene
                .words()
                .with("show-beat", &[("at", scene.timeline.beat().into()), ("all", beats.into())])
        }
    }
}

/// The text or the question, with its heading.
struct ToldText {
    lines: Vec<Vec<Piece>>,
    footer: Vec<Piece>,
}

impl ToldText {
    fn of(talk: &Talk, reader: Reader, scene: &StageView<'_>, columns: u16) -> Self {
        let played = talk.show.lesson().filter(|lesson| lesson.phase != CardPhase::Free);
        let (heading, mut body, footer) = match played {
            Some(played) => lesson(talk, played, reader, columns),
            None => free(scene, columns),
        };
        let rule = scene.theme.glyphs.joints[10];
        let lead = format!("{rule}{rule} ");
        let rest = columns.saturating_sub(width(&lead) + width(&heading) + 1);
        let line = vec![
            piece(Role::Border, lead),
            piece(Role::Title, heading),
            piece(Role::Border, format!(" {}", rule.repeat(usize::from(rest)))),
        ];
        body.insert(0, line);
        Self { lines: body, footer }
    }

    /// Draws it; what does not fit is said to be there.
    fn draw(&self, pen: &mut Pen<'_>) {
        let rows = usize::from(pen.area().height);
        for (y, line) in self.lines.iter().take(rows).enumerate() {
            pen.line(0, y as u16, line);
        }
        if self.lines.len() > rows && rows > 0 {
            pen.right(rows as u16 - 1, &[piece(Role::Key, pen.theme().glyphs.more[1])]);
        } else if self.lines.len() < rows {
            // The page is shown right below what it says.
            pen.line(0, self.lines.len() as u16, &self.footer);
        }
    }
}

type Page = (String, Vec<Vec<Piece>>, Vec<Piece>);

fn free(scene: &StageView<'_>, columns: u16) -> Page {
    let plain = |role: Role| move |line: String| vec![piece(role, line)];
    let broken = lookup::broken_here(scene)
        .into_iter()
        .flat_map(|text| wrap(&text, columns))
        .map(plain(Role::Bad));
    let sentence = wrap(&lookup::sentence(scene), columns).into_iter().map(plain(Role::Text));
    (scene.text("panel-why"), broken.chain(sentence).collect(), why::cite(scene))
}

fn lesson(talk: &Talk, lesson: &LessonStage, reader: Reader, columns: u16) -> Page {
    let id = match lesson.phase {
        CardPhase::Text | CardPhase::Free => "card-lesson",
        CardPhase::Asking => "card-question",
        CardPhase::Answered => "show-answer",
        CardPhase::Why(_) => "card-explanation",
        CardPhase::Choosing => "card-choice",
    };
    let lines = match lesson.phase {
        CardPhase::Asking | CardPhase::Answered => {
            poll::question(lesson, talk.tally(), reader, columns)
        }
        CardPhase::Choosing => poll::ways(lesson, talk.tally(), reader, columns),
        _ => card::lines(lesson, reader, (columns, u16::MAX)),
    };
    (reader.text(id), lines, card::cites(lesson, reader))
}
