//! The calls in progress: the running thread's in full, each other thread in one line at the
//! bottom, where it always is.

use crate::sim::ThreadId;
use crate::sim::state::Frame;
use crate::tui::content::pen::{Pen, Piece, piece};
use crate::tui::model::scene::StageView;
use crate::tui::model::theme::Role;

/// Draws the running thread's calls in full, each other thread on one line.
pub fn draw(pen: &mut Pen<'_>, scene: &StageView<'_>, border: Role) {
    let inside = pen.frame(&[piece(Role::Title, scene.text("panel-stack"))], &[], border);
    let mut pen = pen.within(inside);
    let height = inside.height;
    let shown = scene.running.thread;
    let others: Vec<ThreadId> = (0..scene.state.threads.len() as u8)
        .map(ThreadId)
        .filter(|thread| *thread != shown)
        .collect();
    let own = stack(scene, shown);
    // The own stack needs its thread and at least the innermost call; the others take what is left.
    let wanted = own.len() as u16;
    let room = height.saturating_sub(wanted.min(height.saturating_sub(1)));
    let kept = others.len().min(usize::from(room));
    let space = height.saturating_sub(kept as u16);
    let skipped = own.len().saturating_sub(usize::from(space));
    for (y, line) in own.iter().enumerate().skip(skipped).map(|(at, line)| (at - skipped, line)) {
        pen.line(0, y as u16, line);
    }
    for (at, thread) in others.iter().take(kept).enumerate() {
        pen.line(0, space + at as u16, &summary(scene, *thread));
    }
}

/// The running thread's calls in one line, innermost last, for narrow windows.
pub fn crumbs(scene: &StageView<'_>) -> Vec<Piece> {
    let thread = scene.running.thread;
    let Some(it) = scene.state.threads.get(thread.index()) else { return Vec::new() };
    let mut line =
        vec![piece(Role::Actor, scene.program().thread_name(scene.state, thread).to_owned())];
    for frame in it.frames.iter().skip(1) {
        line.push(piece(Role::Quiet, format!(" {} ", scene.theme.glyphs.spin[1])));
        line.push(piece(Role::Text, call_name(scene, frame)));
    }
    line
}

fn stack(scene: &StageView<'_>, thread: ThreadId) -> Vec<Vec<Piece>> {
    let Some(it) = scene.state.threads.get(thread.index()) else { return Vec::new() };
    let glyphs = scene.theme.glyphs;
    let mut lines = Vec::with_capacity(it.frames.len() + 1);
    let name = scene.program().thread_name(scene.state, thread).to_owned();
    lines.push(vec![
        piece(Role::Current, format!("{} ", glyphs.next)),
        piece(Role::Actor, name),
        piece(Role::Quiet, state(scene, thread)),
    ]);
    let last = it.frames.len().saturating_sub(1);
    // A call that is still on its way has not arrived.
    let shown = it.frames.len() - usize::from(scene.is_calling());
    let last = last.min(shown.saturating_sub(1));
    for (depth, frame) in it.frames[..shown].iter().enumerate().skip(1) {
        let indent = "  ".repeat(depth.min(8));
        let role = if depth == last { Role::Current } else { Role::Text };
        lines.push(vec![
            piece(Role::Border, format!("{indent}{}", glyphs.tree[1])),
            piece(role, call_name(scene, frame)),
            piece(
                Role::Quiet,
                format!("  {}", scene.program().object_name(scene.state, frame.this)),
            ),
        ]);
    }
    lines
}

fn summary(scene: &StageView<'_>, thread: ThreadId) -> Vec<Piece> {
    let Some(it) = scene.state.threads.get(thread.index()) else { return Vec::new() };
    let name = scene.program().thread_name(scene.state, thread).to_owned();
    let mut line = vec![
        piece(Role::Quiet, "  "),
        piece(Role::Actor, name),
        piece(Role::Quiet, state(scene, thread)),
    ];
    if let Some(frame) = it.frames.last().filter(|_| it.frames.len() > 1) {
        line.push(piece(Role::Quiet, format!("  {}", call_name(scene, frame))));
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

/// `Interface::Method` of a call in progress.
pub fn call_name(scene: &StageView<'_>, frame: &Frame) -> String {
    let program = scene.program();
    match frame.method {
        Some(method) => format!(
            "{}::{}",
            program.interface(scene.state, frame.this),
            program.method_name(method)
        ),
        None => program.body(frame.body).title.clone(),
    }
}
