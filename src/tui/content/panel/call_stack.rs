//! The calls in progress: those of the running thread, or of the one that was walked to, in full,
//! each other thread in one line at the bottom.

use crate::sim::ThreadId;
use crate::sim::state::Frame;
use crate::tui::content::pen::{Pen, Piece, line_width, piece, width};
use crate::tui::model::scene::StageView;
use crate::tui::model::theme::Role;
use crate::tui::model::walk::{StackPlace, StackRow, fold};

/// Rows that the calls of the thread keep where there is not room for everything: its root, what
/// is folded, and the two innermost.
const LEAST_CALLS: usize = 4;

/// A row of the panel.
enum StackLine {
    /// The call of this depth of the thread that shows in full; 0 is the thread itself.
    Call(usize),
    /// So many calls have no room.
    Folded(usize),
    /// Another thread, or all those that have no row of their own.
    Threads(Vec<ThreadId>),
    Blank,
}

/// What fits in so many rows: the thread that shows in full keeps its root and its innermost
/// calls; the others take what is left, at the bottom, and none goes unnamed.
fn rows(scene: &StageView<'_>, height: usize) -> Vec<StackLine> {
    let shown = scene.shown_thread();
    let mut others: Vec<ThreadId> = (0..scene.state.threads.len() as u8)
        .map(ThreadId)
        .filter(|thread| *thread != shown)
        .collect();
    let calls = calls(scene, shown).max(1);
    let least = usize::from(!others.is_empty() && height > 1);
    let kept = others.len().min(height.saturating_sub(calls.min(LEAST_CALLS)).max(least));
    let selected = scene.frame().map_or(calls - 1, |place| place.depth);
    let mut rows: Vec<StackLine> = fold(calls, height - kept, selected)
        .into_iter()
        .map(|row| match row {
            StackRow::Call(depth) => StackLine::Call(depth),
            StackRow::Folded(count) => StackLine::Folded(count),
        })
        .collect();
    rows.resize_with(height - kept, || StackLine::Blank);
    let together = others.split_off(kept.saturating_sub(1));
    rows.extend(others.into_iter().map(|thread| StackLine::Threads(vec![thread])));
    rows.extend((kept > 0).then_some(StackLine::Threads(together)));
    rows
}

/// How many calls of a thread show: one that is still on its way has not arrived.
fn calls(scene: &StageView<'_>, thread: ThreadId) -> usize {
    let on_its_way = scene.is_calling() && thread == scene.active();
    let frames = scene.state.threads.get(thread.index()).map_or(0, |it| it.frames.len());
    frames.saturating_sub(usize::from(on_its_way))
}

/// The call that a click on each of so many rows selects.
pub fn places(scene: &StageView<'_>, height: usize) -> Vec<Option<StackPlace>> {
    let shown = scene.shown_thread();
    let place = |row: StackLine| match row {
        StackLine::Call(depth) => Some(StackPlace { thread: shown, depth })
            .filter(|place| place.frame(scene.state).is_some()),
        StackLine::Threads(threads) => {
            threads.into_iter().find_map(|thread| StackPlace::innermost(scene.state, thread))
        }
        StackLine::Folded(_) | StackLine::Blank => None,
    };
    rows(scene, height).into_iter().map(place).collect()
}

/// Draws the calls of the thread that shows in full, each other thread on one line.
pub fn draw(pen: &mut Pen<'_>, scene: &StageView<'_>, border: Role) {
    let inside = pen.frame(&[piece(Role::Title, scene.text("panel-stack"))], &[], border);
    let mut pen = pen.within(inside);
    let selected = scene.walked.map(|walked| walked.depth);
    for (y, row) in (0..inside.height).zip(rows(scene, usize::from(inside.height))) {
        match &row {
            StackLine::Call(0) => pen.line(0, y, &thread(scene, scene.shown_thread())),
            StackLine::Call(depth) => pen.line(0, y, &call(scene, *depth, inside.width)),
            StackLine::Folded(count) => {
                let text = folded(scene, *count);
                pen.line(4, y, &[piece(Role::Quiet, text)]);
            }
            StackLine::Threads(threads) => {
                pen.line(0, y, &summary(scene, threads, inside.width));
            }
            StackLine::Blank => {}
        }
        if matches!(row, StackLine::Call(depth) if Some(depth) == selected) {
            pen.line(0, y, &[piece(Role::Key, scene.theme.glyphs.select)]);
            pen.shade(y, Role::Selected);
        }
    }
}

/// So many calls have no room.
pub fn folded(scene: &StageView<'_>, count: usize) -> String {
    let arguments = [("count", count.into()), ("cut", scene.theme.glyphs.cut.into())];
    scene.words().with("stack-folded", &arguments)
}

/// The running thread's calls in one line, innermost last, for narrow windows.
pub fn crumbs(scene: &StageView<'_>) -> Vec<Piece> {
    let thread = scene.shown_thread();
    let Some(it) = scene.state.threads.get(thread.index()) else { return Vec::new() };
    let mut line =
        vec![piece(Role::Actor, scene.program().thread_name(scene.state, thread).to_owned())];
    for frame in it.frames.iter().skip(1) {
        line.push(piece(Role::Quiet, format!(" {} ", scene.theme.glyphs.spin[1])));
        line.push(piece(Role::Text, call_name(scene, frame)));
    }
    line
}

/// A thread: the one whose code shows has a sign, whatever was walked to.
fn thread(scene: &StageView<'_>, thread: ThreadId) -> Vec<Piece> {
    let glyphs = scene.theme.glyphs;
    let is_over = scene.state.threads.get(thread.index()).is_none_or(|it| it.frames.is_empty());
    let crashed = thread == scene.active() && scene.crashes_here();
    let (role, sign) = match scene.culprit() {
        _ if crashed => (Role::Bad, glyphs.broken),
        Some(_) if thread != scene.shown_thread() => (Role::Quiet, " "),
        Some(_) if scene.omits_here().is_some() => (Role::Doubt, glyphs.owed),
        Some(_) => (Role::Bad, glyphs.broken),
        None if thread != scene.active() => (Role::Quiet, " "),
        None if is_over => (Role::Changed, glyphs.ran),
        None => (Role::Current, glyphs.next),
    };
    vec![
        piece(role, format!("{sign} ")),
        piece(Role::Actor, scene.program().thread_name(scene.state, thread).to_owned()),
        piece(Role::Quiet, state(scene, thread)),
    ]
}

/// A call with its object; where not all has room, the method without its interface, which the
/// object has.
fn call(scene: &StageView<'_>, depth: usize, columns: u16) -> Vec<Piece> {
    let thread = scene.shown_thread();
    let Some(frame) = (StackPlace { thread, depth }).frame(scene.state) else { return Vec::new() };
    let last = calls(scene, thread).saturating_sub(1);
    let role = if depth == last { Role::Current } else { Role::Text };
    let indent = "  ".repeat(depth.min(8));
    let mut line = vec![
        piece(Role::Border, format!("{indent}{}", scene.theme.glyphs.tree[1])),
        piece(role, call_name(scene, frame)),
        piece(Role::Quiet, format!("  {}", scene.program().object_name(scene.state, frame.this))),
    ];
    if line_width(&line) > columns {
        line[1].text = without_interface(&line[1].text).to_owned();
    }
    line
}

/// A thread and its innermost call; several of them with what they do, or at least their names.
fn summary(scene: &StageView<'_>, threads: &[ThreadId], columns: u16) -> Vec<Piece> {
    if let [thread] = threads {
        return one(scene, *thread, columns);
    }
    let names = || threads.iter().map(|it| scene.program().thread_name(scene.state, *it));
    let states = threads.iter().map(|it| state(scene, *it));
    let full: Vec<String> =
        names().zip(states).map(|(name, does)| name.to_owned() + &does).collect();
    let short: Vec<&str> = names().collect();
    let (full, short) = (full.join(&format!(" {} ", scene.theme.glyphs.dot)), short.join(", "));
    let text = if width(&full) + 2 <= columns { full } else { short };
    let is_bad = threads.iter().any(|it| thread(scene, *it)[0].role == Role::Bad);
    let sign = if is_bad { scene.theme.glyphs.broken } else { " " };
    vec![piece(Role::Bad, format!("{sign} ")), piece(Role::Actor, text)]
}

fn one(scene: &StageView<'_>, thread: ThreadId, columns: u16) -> Vec<Piece> {
    let Some(it) = scene.state.threads.get(thread.index()) else { return Vec::new() };
    let mut line = self::thread(scene, thread);
    if let Some(frame) = it.frames.last().filter(|_| it.frames.len() > 1) {
        let name = call_name(scene, frame);
        let room = columns.saturating_sub(line_width(&line) + 2);
        let name = if width(&name) > room { without_interface(&name) } else { &name };
        line.push(piece(Role::Quiet, format!("  {name}")));
    }
    line
}

fn state(scene: &StageView<'_>, thread: ThreadId) -> String {
    let Some(it) = scene.state.threads.get(thread.index()) else { return String::new() };
    let word = match (it.frames.is_empty(), it.waiting) {
        (true, _) => "thread-over",
        (false, true) => "thread-waits",
        (false, false) => return String::new(),
    };
    format!(" {}", scene.text(word))
}

/// `Method` of `Interface::Method`.
pub(super) fn without_interface(name: &str) -> &str {
    name.split_once("::").map_or(name, |(_, method)| method)
}

/// `Interface::Method` of a call in progress.
pub fn call_name(scene: &StageView<'_>, frame: &Frame) -> String {
    let program = scene.program();
    match frame.method {
        Some(method) => format!(
            "{}::{}",
            program.interface(scene.state, frame.this),
            program.method_name(method)
        ),
        None if program.recorded => scene.text("log-outside"),
        None => program.body(frame.body).title.clone(),
    }
}
