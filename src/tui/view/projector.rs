//! Draws the projector's layout: a headline in large letters, the statement, the ledgers in short
//! form or one of them in full, and below the text or the question. The text always has room
//! first; what else there is takes the rest.
//!
//! It must not know the keys.

use ratatui::layout::Rect;

use crate::sim::event::Ledger;
use crate::sim::{EventKind, Violation};
use crate::tui::content::panel::{self, timeline_bar, why};
use crate::tui::content::pen::{Pen, Piece, cut, line_width, piece, width, wrap};
use crate::tui::content::short::{self, Brief};
use crate::tui::content::{card, lookup, poll};
use crate::tui::model::Model;
use crate::tui::model::lesson::{CardPhase, LessonStage};
use crate::tui::model::reader::Reader;
use crate::tui::model::scene::StageView;
use crate::tui::model::stage::{Focus, LedgerView, Stage, index};
use crate::tui::model::talk::Talk;
use crate::tui::model::theme::{ASCII, Role};
use crate::tui::view::letters::{self, Size};

/// Columns left free on each side.
const MARGIN: u16 = 2;
/// Rows of a ledger in full, at least.
const FULL: u16 = 4;
/// Lines of all ledgers in short form, if there is any choice.
const SHORT: usize = 6;
/// Lines of a statement.
const CODE: usize = 3;

/// Draws the projector's layout; the lowest row is for hints.
pub fn draw(pen: &mut Pen<'_>, model: &Model, talk: &Talk) {
    let stage = talk.show.stage();
    let area = pen.area();
    let (w, h) = (area.width, area.height);
    let scene = stage.scene(model.lang, model.theme);
    title(&mut pen.within(Rect { height: 1, ..area }), &scene, talk);
    timeline_bar::draw(&mut pen.within(Rect::new(area.x, h - 2, w, 1)), &scene, &[]);
    let inside = Rect::new(area.x + MARGIN, area.y + 1, w - 2 * MARGIN, h.saturating_sub(3));
    let told = ToldText::of(talk, model.reader(), &scene, inside.width);
    let parts = Heading::of(talk, &scene, inside.as_size(), told.lines.len() as u16);
    let mut y = inside.y + parts.gap;
    for (row, line) in parts.headline.iter().enumerate() {
        pen.within(Rect { y: y + row as u16, height: 1, ..inside }).line(0, 0, line);
    }
    y += parts.headline.len() as u16 + if parts.headline.is_empty() { 0 } else { parts.gap };
    for line in &parts.statement {
        pen.within(Rect { y, height: 1, ..inside }).line(0, 0, line);
        y += 1;
    }
    y += if parts.statement.is_empty() { 0 } else { parts.gap };
    if let Some((ledger, rows)) = parts.full {
        let place = Rect { y, height: rows, ..inside };
        let shown = window(&scene, stage, ledger, rows.saturating_sub(2));
        panel::ledger(&mut pen.within(place), &scene, ledger, shown);
        panel::more(&mut pen.within(place), &scene, ledger, shown);
        y += rows;
    }
    for line in &parts.ledgers {
        pen.within(Rect { y, height: 1, ..inside }).line(0, 0, line);
        y += 1;
    }
    y += if parts.full.is_some() || !parts.ledgers.is_empty() { parts.gap } else { 0 };
    told.draw(&mut pen.within(Rect { y, height: inside.bottom().saturating_sub(y), ..inside }));
}

fn title(pen: &mut Pen<'_>, scene: &StageView<'_>, talk: &Talk) {
    let stage = talk.show.stage();
    let columns = pen.area().width;
    let lesson = talk.show.lesson().map(|lesson| lesson.title(scene.lang));
    let name = match (lesson, &stage.ghost) {
        (Some(lesson), _) => lesson.to_owned(),
        (None, Some(ghost)) => {
            scene.words().with("show-what-if", &[("what", ghost.title.clone().into())])
        }
        (None, None) => lookup::run_title(&stage.options, scene.lang),
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
    match talk.show.lesson() {
        Some(lesson) => {
            let at = lesson.course.current().map_or(0, |stop| stop + 1);
            scene.words().with(
                "card-scene",
                &[("at", at.into()), ("all", lesson.course.stops().len().into())],
            )
        }
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

/// The heading above the text.
struct Heading {
    gap: u16,
    headline: Vec<Vec<Piece>>,
    statement: Vec<Vec<Piece>>,
    ledgers: Vec<Vec<Piece>>,
    full: Option<(Ledger, u16)>,
}

impl Heading {
    /// Shares the room that is left: ledgers before the statement, the statement before the
    /// headline, and air last.
    fn of(talk: &Talk, scene: &StageView<'_>, size: ratatui::layout::Size, told: u16) -> Self {
        let (columns, mut left) = (size.width, size.height.saturating_sub(told));
        let mut it = Self {
            gap: 0,
            headline: Vec::new(),
            statement: Vec::new(),
            ledgers: Vec::new(),
            full: None,
        };
        let mut statement = statement(scene, columns);
        match full(talk, scene, left) {
            Some((ledger, wanted)) => {
                it.full = Some((ledger, wanted));
                left -= wanted;
            }
            _ => {
                let fits = |lines: &Vec<Vec<Piece>>| lines.len() <= SHORT.min(usize::from(left));
                let briefly = [Brief::No, Brief::Others, Brief::Gone]
                    .into_iter()
                    .map(|brief| short::lines(scene, columns, brief));
                it.ledgers = briefly
                    .clone()
                    .find(fits)
                    .or_else(|| briefly.clone().next_back())
                    .unwrap_or_default();
                it.ledgers.truncate(usize::from(left));
                left -= it.ledgers.len() as u16;
            }
        }
        statement.truncate(usize::from(left));
        left -= statement.len() as u16;
        it.statement = statement;
        let (text, role) = headline(talk, scene);
        it.headline = large(&text, role, columns, left, scene);
        left -= it.headline.len() as u16;
        it.gap = u16::from(left >= 4);
        it
    }
}

/// The ledger that shows in full, and its rows: the one that the speaker wants, as far as there is
/// room, or the one that the scene is about, if all of it has room.
fn full(talk: &Talk, scene: &StageView<'_>, left: u16) -> Option<(Ledger, u16)> {
    let rows = |ledger: Ledger| {
        u16::try_from(scene.lines().count(ledger)).unwrap_or(u16::MAX).saturating_add(2).max(FULL)
    };
    match (talk.ledger, talk.show.stage().focus) {
        (Some(ledger), _) if left >= FULL => {
            Some((ledger, rows(ledger).min(left.saturating_sub(3).max(FULL))))
        }
        (None, Focus::Ledger(ledger)) => {
            Some((ledger, rows(ledger))).filter(|(_, rows)| *rows <= left)
        }
        _ => None,
    }
}

/// The headline as large as it can be in so many rows, with a row to spare.
fn large(
    text: &str,
    role: Role,
    columns: u16,
    rows: u16,
    scene: &StageView<'_>,
) -> Vec<Vec<Piece>> {
    let ascii = std::ptr::eq(scene.theme.glyphs, &ASCII);
    let air = |size: &Size| if *size == Size::Double { 6 } else { 1 };
    let fitting = letters::sizes(ascii).iter().filter(|size| size.rows() + air(size) <= rows);
    let drawn = fitting.filter_map(|size| letters::lines(text, columns, *size, ascii)).next();
    match drawn {
        Some(lines) => lines.into_iter().map(|line| vec![piece(role, line)]).collect(),
        None if rows > 1 && !text.is_empty() => vec![vec![piece(role, text)]],
        None => Vec::new(),
    }
}

/// The last step in a word or two.
fn headline(talk: &Talk, scene: &StageView<'_>) -> (String, Role) {
    let (program, state, glyphs) = (scene.program(), scene.state, scene.theme.glyphs);
    let here = scene.timeline.at();
    if let Some(Violation { rule, .. }) =
        scene.timeline.violations_at(here).first().filter(|_| here > 0)
    {
        return ((*rule).to_owned(), Role::Bad);
    }
    let gone = |name: String| (format!("{} {name}", glyphs.gone), Role::Changed);
    let new = |name: String| (format!("{} {name}", glyphs.added), Role::Added);
    let Some(event) = scene.event() else { return (start(talk), Role::Brand) };
    match &event.kind {
        EventKind::Call { method, .. } => (program.method_name(*method).to_owned(), Role::Current),
        EventKind::Return { method, .. } => {
            (program.method_name(*method).to_owned(), Role::Current)
        }
        EventKind::UidAdded { uid } => new(program.uid_name(state, *uid)),
        EventKind::UidRemoved { uid } => gone(program.uid_name(state, *uid)),
        EventKind::RowAdded { row } => new(program.row_name(state, *row)),
        EventKind::RowRemoved { row } => gone(program.row_name(state, *row)),
        EventKind::RowChanged { row, .. } => (program.row_name(state, *row), Role::Changed),
        EventKind::Refs { object, from, to } => {
            (format!("{} {from}>{to}", program.object_name(state, *object)), Role::Changed)
        }
        EventKind::Created { object } => new(program.object_name(state, *object)),
        EventKind::Invalidated { object } => {
            (format!("! {}", program.object_name(state, *object)), Role::Doubt)
        }
        EventKind::Freed { object, .. } => gone(program.object_name(state, *object)),
        EventKind::Message { message, .. } => {
            (program.message_name(state, *message).to_owned(), Role::Changed)
        }
        EventKind::Transport { transport, .. } => {
            (program.transport_name(state, *transport).to_owned(), Role::Changed)
        }
        EventKind::Notify { what, .. } => (program.names.text(*what).to_owned(), Role::Changed),
        EventKind::Unload { library } => gone(program.names.text(*library).to_owned()),
        EventKind::Crash { .. } => (event.kind.name().to_owned(), Role::Bad),
        kind => (kind.name().to_owned(), Role::Current),
    }
}

/// Before the first step: the number of the lesson, or the name of the path.
fn start(talk: &Talk) -> String {
    match talk.show.lesson() {
        Some(lesson) => {
            lesson.course.lesson().id().split('-').next().unwrap_or_default().to_owned()
        }
        None => talk.show.stage().options.path.clone().unwrap_or_else(|| "store-logoff".to_owned()),
    }
}

/// Who runs what: the method, the statement that has run, and the one that comes next.
fn statement(scene: &StageView<'_>, columns: u16) -> Vec<Vec<Piece>> {
    let glyphs = scene.theme.glyphs;
    let Some(body) = scene.body() else { return Vec::new() };
    let thread = scene.program().thread_name(scene.state, scene.running.thread).to_owned();
    let mut lines: Vec<Vec<Piece>> = vec![vec![
        piece(Role::Actor, format!("{thread}  ")),
        piece(Role::Quiet, body.title.clone()),
    ]];
    let ran = scene.running.ran.map(|at| (at, glyphs.ran, Role::Changed));
    let next = scene.running.next.map(|at| (at, glyphs.next, Role::Current));
    let both =
        ran.filter(|(at, ..)| next.is_none_or(|(next, ..)| next != *at)).into_iter().chain(next);
    for (at, glyph, role) in both {
        let Some(statement) = body.statements.get(usize::from(at)) else { continue };
        for (row, part) in
            wrap(&statement.text, columns.saturating_sub(4)).into_iter().take(CODE).enumerate()
        {
            lines.push(vec![
                piece(role, if row == 0 { format!("  {glyph} ") } else { "      ".to_owned() }),
                piece(role, part),
            ]);
        }
    }
    lines
}

/// The part of a ledger that shows: with the line that is asked about, or that has changed.
fn window(scene: &StageView<'_>, stage: &Stage, ledger: Ledger, rows: u16) -> LedgerView {
    let total = scene.lines().count(ledger);
    let changed = scene.marks.first(ledger).and_then(|item| scene.lines().line_of(item));
    let line = changed.unwrap_or(stage.selected[index(ledger)].min(total));
    let last = total.saturating_sub(usize::from(rows));
    LedgerView {
        scroll: line.saturating_sub(usize::from(rows) / 2).min(last),
        selected: None,
        focused: true,
    }
}
