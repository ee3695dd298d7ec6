//! What is above the text on the projector: the last step as a caption and a headline in large
//! letters, the method that runs, the ledgers.
//!
//! How the rows are shared depends on the window and on how long the text is, never on what a step
//! did: from beat to beat everything keeps its place. It must not know what is told.

use ratatui::layout::{Rect, Size as Window};

use crate::sim::event::{Event, Ledger};
use crate::sim::{EventKind, Violation};
use crate::tui::content::panel::{self, body};
use crate::tui::content::pen::{Pen, piece};
use crate::tui::content::short;
use crate::tui::model::layout;
use crate::tui::model::scene::StageView;
use crate::tui::model::stage::{Focus, LedgerView, Stage, index};
use crate::tui::model::talk::Talk;
use crate::tui::model::theme::{ASCII, Role};
use crate::tui::view::letters;

/// Rows that the text has at least: its heading, a sentence, the page. Beats are told in as many.
const TOLD: u16 = 6;
/// Rows of the caption and two lines of letters, or one of twice their size.
const HEADLINE: u16 = 7;
/// Rows of a headline where there is little room: one line of letters.
const SMALL: u16 = 3;
/// Rows of all ledgers in short form, in a small window and in one with room.
const SHORT: [u16; 2] = [5, 7];
/// From which window on the method is shown beside the ledgers.
const WIDE: Window = Window::new(116, 30);

/// The rows of each part, from the top.
struct Shares {
    headline: u16,
    code: u16,
    ledgers: u16,
    gap: u16,
}

impl Shares {
    fn of(size: Window, told: u16) -> Self {
        let mut left = size.height.saturating_sub(told.max(TOLD));
        let mut take = |wanted: u16| {
            let taken = if wanted <= left { wanted } else { 0 };
            left -= taken;
            taken
        };
        let short = SHORT[usize::from(size.height >= 26)];
        let ledgers = if take(short) == 0 { take(4) } else { short };
        let headline = if take(HEADLINE) == 0 { take(SMALL) } else { HEADLINE };
        // With room for more than a few lines of code, the parts stand apart.
        let gap = u16::from(left >= 7);
        Self { headline, code: left - 3 * gap, ledgers, gap }
    }
}

/// Draws it above a text of so many rows; gives the row where the text begins, and the parts whose
/// lines can be pointed at.
pub(super) fn draw(
    pen: &mut Pen<'_>,
    talk: &Talk,
    scene: &StageView<'_>,
    told: u16,
) -> (u16, Vec<Rect>) {
    let area = pen.area();
    let shares = Shares::of(area.as_size(), told);
    let mut y = area.y;
    let mut part = |rows: u16| {
        let place = Rect { y, height: rows.min(area.bottom().saturating_sub(y)), ..area };
        y += rows + if rows > 0 { shares.gap } else { 0 };
        place
    };
    headline(&mut pen.within(part(shares.headline)), talk, scene);
    if area.width >= WIDE.width && area.height >= WIDE.height {
        let band = part(shares.code + shares.ledgers + shares.gap);
        let left = Rect { width: band.width * 11 / 20, ..band };
        let right = Rect { x: left.right() + 1, width: band.width - left.width - 1, ..band };
        let [above, below] = body::draw(&mut pen.within(left), scene, Role::Border, &[]);
        pen.within(left).more(above, below);
        let full = Rect { height: right.height.saturating_sub(shares.ledgers), ..right };
        ledger(&mut pen.within(full), talk, scene, shown(talk).unwrap_or(Ledger::Objects));
        let below = Rect { y: full.bottom(), height: right.height - full.height, ..right };
        short_ledgers(&mut pen.within(below), scene);
        return (y, vec![layout::inside(left), layout::inside(full), below]);
    }
    let parts = match talk.ledger {
        Some(wanted) => {
            let place = part(shares.code + shares.ledgers + shares.gap);
            ledger(&mut pen.within(place), talk, scene, wanted);
            vec![layout::inside(place)]
        }
        None => {
            let places = [part(shares.code), part(shares.ledgers)];
            let [above, below] = places;
            code(&mut pen.within(above), scene);
            short_ledgers(&mut pen.within(below), scene);
            vec![without_first(above), below]
        }
    };
    (y, parts)
}

/// A part without its first row, which is a heading.
pub(super) fn without_first(part: Rect) -> Rect {
    let rows = part.height.min(1);
    Rect { y: part.y + rows, height: part.height - rows, ..part }
}

/// The ledger that the speaker wants to see, or that the scene is about.
fn shown(talk: &Talk) -> Option<Ledger> {
    match (talk.ledger, talk.show.stage().focus) {
        (Some(ledger), _) | (None, Focus::Ledger(ledger)) => Some(ledger),
        (None, Focus::Run) => None,
    }
}

/// The last step: who does it in a line, what it is in letters.
fn headline(pen: &mut Pen<'_>, talk: &Talk, scene: &StageView<'_>) {
    let area = pen.area();
    let (caption, text, role) = step(talk, scene);
    let rows = if area.height > SMALL {
        pen.line(0, 0, &[piece(Role::Actor, caption)]);
        area.height - 1
    } else {
        area.height
    };
    let ascii = std::ptr::eq(scene.theme.glyphs, &ASCII);
    match letters::largest(&text, (area.width, rows), ascii) {
        Some(lines) => {
            for (row, line) in (area.height - rows..).zip(lines) {
                pen.line(0, row, &[piece(role, line)]);
            }
        }
        None => pen.line(0, area.height.saturating_sub(rows), &[piece(role, text)]),
    }
}

/// The method that runs, with what has just run and what comes next, in as many lines as there are.
fn code(pen: &mut Pen<'_>, scene: &StageView<'_>) {
    let area = pen.area();
    let (Some(body), Some(height)) = (scene.body(), area.height.checked_sub(1)) else { return };
    let thread = scene.program().thread_name(scene.state, scene.running.thread).to_owned();
    let title = [piece(Role::Actor, format!("{thread}  ")), piece(Role::Quiet, body.title.clone())];
    pen.line(0, 0, &title);
    for (y, line) in (1..area.height).zip(body::around(scene, area.width, height)) {
        pen.line(0, y, &line);
    }
}

/// All ledgers in short form.
fn short_ledgers(pen: &mut Pen<'_>, scene: &StageView<'_>) {
    let area = pen.area();
    for (y, line) in (0..area.height).zip(&short::fitting(scene, area.width, area.height)) {
        pen.line(0, y, line);
    }
}

/// A ledger in full.
fn ledger(pen: &mut Pen<'_>, talk: &Talk, scene: &StageView<'_>, ledger: Ledger) {
    let rows = pen.area().height;
    if rows < 3 {
        return;
    }
    let shown = window(scene, talk.show.stage(), ledger, rows - 2);
    panel::ledger(pen, scene, ledger, shown);
    panel::more(pen, scene, ledger, shown);
}

/// The last step: who does it, and what it is in a word or two.
fn step(talk: &Talk, scene: &StageView<'_>) -> (String, String, Role) {
    let Some(event) = scene.event() else { return (String::new(), start(talk), Role::Brand) };
    let here = scene.timeline.at();
    let (program, state) = (scene.program(), scene.state);
    if let Some(Violation { rule, .. }) = scene.timeline.violations_at(here).first() {
        return (scene.text("show-broken"), (*rule).to_owned(), Role::Bad);
    }
    let object = |it| program.object_name(state, it);
    let said = |id: &str, one: String, two: String| {
        scene.words().with(id, &[("who", one.into()), ("object", two.into())])
    };
    match &event.kind {
        EventKind::Call { object: called, method, .. } => (
            said("show-call", object(event.actor), object(*called)),
            program.method_name(*method).to_owned(),
            Role::Current,
        ),
        EventKind::Return { object: called, method, .. } => (
            said("show-return", object(event.actor), object(*called)),
            format!("< {}", program.method_name(*method)),
            Role::Current,
        ),
        _ => {
            let (text, role) = effect(scene, event);
            (scene.body().map_or_else(String::new, |body| body.title.clone()), text, role)
        }
    }
}

/// What a step did that is no call and no return.
fn effect(scene: &StageView<'_>, event: &Event) -> (String, Role) {
    let (program, state, glyphs) = (scene.program(), scene.state, scene.theme.glyphs);
    let gone = |name: String| (format!("{} {name}", glyphs.gone), Role::Changed);
    let new = |name: String| (format!("{} {name}", glyphs.added), Role::Added);
    match &event.kind {
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
        // A test or a note of the method's own: the room reads whose method it is.
        _ => (program.object_name(state, event.actor), Role::Quiet),
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
