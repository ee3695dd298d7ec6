//! The variables of a call, by name, and what they hold at the moment.
//!
//! It must not know how a call is selected.

use crate::mapi::{FlagSet, method_spec};
use crate::narrate::flags_text;
use crate::sim::body::Code;
use crate::sim::state::Frame;
use crate::sim::{ThreadId, Value};
use crate::tui::content::pen::{Piece, line_width, piece};
use crate::tui::model::scene::StageView;
use crate::tui::model::theme::Role;
use crate::tui::model::walk::StackPlace;

/// The variables of the call that shows: its object, its parameters, and what has been set since.
pub fn variables(scene: &StageView<'_>) -> Vec<(String, String)> {
    let Some(place) = scene.frame() else { return Vec::new() };
    let Some(frame) = place.frame(scene.state) else { return Vec::new() };
    let program = scene.program();
    let body = program.body(frame.body);
    let Some(thread) = scene.state.threads.get(place.thread.index()) else { return Vec::new() };
    let this = frame
        .method
        .map(|_| ("this".to_owned(), program.value_text(scene.state, &Value::Object(frame.this))));
    let values = thread.stack.iter().skip(frame.base as usize);
    let named = body.variables.iter().zip(values).enumerate();
    let shown = named.filter(|(at, (name, value))| {
        // What the machine itself keeps of a loop has no name.
        let is_set = *at < usize::from(body.parameters) || **value != Value::Null;
        is_set && !name.starts_with('#') && *name != "this"
    });
    let told = shown.map(|(at, (name, value))| {
        let text = match (value, flags_of(scene, frame, at)) {
            (Value::Number(number), Some(set)) => flags_text(set, *number as u32),
            _ => program.value_text(scene.state, value),
        };
        (name.clone(), text)
    });
    let fields = if scene.of_bench { fields(scene, frame) } else { Vec::new() };
    this.into_iter().chain(told).chain(fields).collect()
}

/// The fields of the object that the statements of its body name, if they hold a plain value: what
/// the reader's own code remembers. A statement of a piece may name them by way of a variable.
fn fields(scene: &StageView<'_>, frame: &Frame) -> Vec<(String, String)> {
    let program = scene.program();
    let body = program.body(frame.body);
    let names = |field: &str| {
        let texts = body.statements.iter().map(|it| it.text.as_ref());
        let is_word = |text: &str| {
            text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|it| it == field)
        };
        let mut texts = texts.filter(|text| !text.starts_with("let "));
        texts.any(is_word)
    };
    let of_class = program.class(scene.state, frame.this).fields.iter().map(|(field, _)| *field);
    let named = of_class.filter(|field| names(program.field_name(*field)));
    let told = named.filter_map(|field| {
        let at = program.field_at(scene.state, frame.this, field)?;
        let text = match (scene.state.fields.get(at)?, program.flags_in(field)) {
            (Value::Number(number), Some(set)) => flags_text(set, *number as u32),
            (value @ (Value::Bool(_) | Value::Number(_)), _) => {
                program.value_text(scene.state, value)
            }
            _ => return None,
        };
        Some((program.field_name(field).to_owned(), text))
    });
    told.collect()
}

/// The family of the flags that a variable holds: a parameter of a method that takes them, or what
/// a call gave back beside its result.
fn flags_of(scene: &StageView<'_>, frame: &Frame, variable: usize) -> Option<FlagSet> {
    let program = scene.program();
    let body = program.body(frame.body);
    if variable < usize::from(body.parameters) {
        let interface = program.interface(scene.state, frame.this);
        let spec = method_spec(Some(interface), program.method_name(frame.method?))?;
        return spec.flags.filter(|(at, _)| *at == variable).map(|(_, set)| set);
    }
    let gives = body.ops.iter().find_map(|op| match op.code {
        Code::Call { method, out: Some(slot), .. } if usize::from(slot) == variable => Some(method),
        _ => None,
    })?;
    let spec = method_spec(None, program.method_name(gives))?;
    spec.flags.filter(|_| spec.gives_flags).map(|(_, set)| set)
}

/// The variables side by side, in as many lines as they need.
pub(super) fn lines(scene: &StageView<'_>, columns: u16) -> Vec<Vec<Piece>> {
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    for (name, value) in variables(scene) {
        let item = [
            piece(Role::Quiet, format!(" {name} = ")),
            piece(Role::Title, value),
            piece(Role::Quiet, " "),
        ];
        match lines.last_mut() {
            Some(line) if line_width(line) + line_width(&item) <= columns => line.extend(item),
            _ => lines.push(item.to_vec()),
        }
    }
    lines
}

/// Which call of how many it is, and whose thread runs it.
pub fn place(scene: &StageView<'_>, StackPlace { thread, depth }: StackPlace) -> String {
    let count = scene.state.threads.get(thread.index()).map_or(0, |it| it.frames.len());
    let arguments = [
        ("at", (depth + 1).into()),
        ("all", count.into()),
        ("thread", name_of(scene, thread).into()),
    ];
    scene.words().with("frame-of", &arguments)
}

fn name_of(scene: &StageView<'_>, thread: ThreadId) -> String {
    scene.program().thread_name(scene.state, thread).to_owned()
}
