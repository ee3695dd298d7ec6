//! Draws the model. The screen, golden tests, recordings and the check of layouts all call
//! [`view`]; it is a function of the model alone.

pub mod bench;
mod caption;
pub mod home;
pub(crate) mod letters;
pub mod notes;
pub mod projector;
pub mod seen;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::sim::event::LEDGERS;
use crate::tui::content::panel::{self, beats, body, call_stack, timeline_bar, why};
use crate::tui::content::pen::{Pen, Piece, line_width, piece, width};
use crate::tui::content::prompt::prompt_line;
use crate::tui::content::{card, lookup, sheet};
use crate::tui::keymap::{self, FIXED};
use crate::tui::model::layout::{self, Areas};
use crate::tui::model::lesson::CardPhase;
use crate::tui::model::scene::StageView;
use crate::tui::model::show::Show;
use crate::tui::model::stage::{Focus, Stage};
use crate::tui::model::theme::Role;
use crate::tui::model::{Model, Screen};

/// Draws the model into a buffer of the window's size.
pub fn view(model: &Model, buffer: &mut Buffer) {
    let area = buffer.area;
    let size = (area.width, area.height);
    let ground = model.theme.ground();
    buffer.content.iter_mut().for_each(|cell| {
        cell.set_style(ground);
    });
    let mut pen = Pen::new(buffer, area, model.theme);
    match &model.screen {
        _ if size.0 < layout::TINY.0 || size.1 < layout::TINY.1 => {
            too_small(&mut pen, model);
            return;
        }
        Screen::Notes(notes) => notes::draw(&mut pen, model, notes),
        Screen::Talk(talk) if talk.blank => return,
        Screen::Talk(talk) if talk.big => projector::draw(&mut pen, model, talk),
        Screen::Talk(talk) => draw_stage(&mut pen, model, &talk.show, size),
        Screen::Stage(show) => draw_stage(&mut pen, model, show, size),
        Screen::Bench(_) => {
            if let Some(bench) = &model.bench {
                bench::draw(&mut pen, model, bench);
            }
        }
        Screen::Home(_) => home::draw(&mut pen, model),
    }
    if let Some(overlay) = model.overlays.last() {
        let below = Rect { height: area.height - 1, ..area };
        pen.within(below).dim();
        sheet::draw(&mut pen, model, overlay);
    }
    let last = Rect::new(0, area.height - 1, area.width, 1);
    match model.recorded {
        true => caption::draw(&mut pen.within(last), model),
        false => hint(&mut pen, model, last),
    }
}

fn too_small(pen: &mut Pen<'_>, model: &Model) {
    let arguments = [("columns", layout::TINY.0.into()), ("rows", layout::TINY.1.into())];
    let text = model.words().with("too-small", &arguments);
    let columns = pen.area().width;
    for (y, line) in crate::tui::content::pen::wrap(&text, columns)
        .into_iter()
        .enumerate()
        .take(usize::from(pen.area().height))
    {
        pen.line(0, y as u16, &[piece(Role::Text, line)]);
    }
}

fn draw_stage(pen: &mut Pen<'_>, model: &Model, show: &Show, size: (u16, u16)) {
    let (stage, lesson, reader) = (show.stage(), show.lesson(), model.reader());
    let Some(areas) = stage.areas(size) else { return };
    let scene = stage.scene(model.lang, model.theme);
    title(&mut pen.within(areas.title), &scene, show, model);
    tabs(&mut pen.within(areas.tabs), &scene, stage);
    if !areas.stack.is_empty() {
        call_stack::draw(&mut pen.within(areas.stack), &scene, Role::Border);
    }
    let mut more = [false; 2];
    if !areas.body.is_empty() {
        let crumbs =
            if areas.stack.is_empty() { crumbs(&scene, areas.body.width) } else { Vec::new() };
        more = body::draw(&mut pen.within(areas.body), &scene, Role::Border, &crumbs);
    }
    for (area, ledger) in areas.ledgers.iter().zip(LEDGERS).filter(|(area, _)| !area.is_empty()) {
        panel::ledger(&mut pen.within(*area), &scene, ledger, stage.view(ledger));
    }
    if !areas.beats.is_empty() {
        // What comes may be the answer to a question further on.
        let ahead = lesson.is_none() && !model.hides_bugs();
        beats::draw(&mut pen.within(areas.beats), &scene, Role::Border, ahead);
    }
    match lesson {
        _ if stage.replay.is_some() => {
            let told = stage.replay.as_ref().map_or(0, |replay| replay.beats);
            let prompt = scene.words().with("replay-passes", &[("beats", told.into())]);
            why::draw(
                &mut pen.within(areas.why),
                &scene,
                Role::Border,
                &[piece(Role::Key, prompt)],
            );
        }
        Some(lesson) if lesson.phase != CardPhase::Free => {
            card::draw(&mut pen.within(areas.why), lesson, reader);
        }
        _ => {
            let prompt = lesson.map_or_else(Vec::new, |lesson| prompt_line(lesson, reader));
            why::draw(&mut pen.within(areas.why), &scene, Role::Border, &prompt);
        }
    }
    focus_border(pen, &scene, stage, &areas);
    pen.within(areas.body).more(more[0], more[1]);
    for (area, ledger) in areas.ledgers.iter().zip(LEDGERS).filter(|(area, _)| !area.is_empty()) {
        panel::more(&mut pen.within(*area), &scene, ledger, stage.view(ledger));
    }
    timeline_bar::draw(&mut pen.within(areas.bar), &scene, &lead(&scene, stage));
}

/// Neighbours share borders: the focused panel's is drawn again, so that it is complete.
fn focus_border(pen: &mut Pen<'_>, scene: &StageView<'_>, stage: &Stage, areas: &Areas) {
    let Focus::Ledger(ledger) = stage.focus else { return };
    let area = areas.ledgers[crate::tui::model::stage::index(ledger)];
    if !area.is_empty() {
        panel::ledger(&mut pen.within(area), scene, ledger, stage.view(ledger));
    }
}

fn title(pen: &mut Pen<'_>, scene: &StageView<'_>, show: &Show, model: &Model) {
    let columns = pen.area().width;
    let right = vec![piece(Role::Quiet, beat_text(scene)), piece(Role::Text, " ")];
    let room = columns.saturating_sub(line_width(&right) + 2);
    let name = piece(Role::Title, lookup::show_title(show, model.reader()));
    let mut line = vec![piece(Role::Brand, " teardown  "), name];
    // The current place is always kept: first the program's name is dropped, then the end of the
    // run's.
    // So is the bug, which the run is about: a gap, its name, and what counts the other settings.
    let bugs = show.stage().options.all("bug").iter().filter(|_| !model.hides_bugs());
    let bugs = bugs.fold(0, |sum, id| sum + width(id) + 3);
    let bugs = if bugs == 0 { 0 } else { bugs + 10 };
    if line_width(&line) + bugs > room {
        line[0] = piece(Role::Brand, " ");
    }
    let left = room.saturating_sub(line_width(&line));
    line.extend(settings(scene, show.stage(), model.hides_bugs(), left));
    // Two letters of a name say nothing.
    if room >= 10 {
        pen.within(Rect { width: room, ..pen.area() }).line(0, 0, &line);
    }
    pen.right(0, &right);
}

/// The settings of the run, as many as fit, and how many do not and which key shows them. The
/// provider is named too where it was not set, if there is room.
fn settings(scene: &StageView<'_>, stage: &Stage, secret: bool, room: u16) -> Vec<Piece> {
    // A log has none: those are of the model's run that it fits best.
    if scene.timeline.log_name().is_some() {
        return Vec::new();
    }
    let settings = stage.options.settings();
    let given = settings.filter(|(key, _)| *key != "bug" || !secret);
    let word = |(key, value): (&str, &str)| match key {
        "bug" => value.to_owned(),
        _ => format!("{key}={value}"),
    };
    let mut all: Vec<String> = given.map(word).collect();
    // What the run is about comes first, the provider last.
    let bugs = stage.options.all("bug");
    let place = |setting: &String| match bugs.contains(setting) {
        true => 0,
        false => 1 + u8::from(setting.starts_with("provider=")),
    };
    all.sort_by_key(place);
    let told = |id: &str, count: usize| scene.words().with(id, &[("count", count.into())]);
    let whole: u16 = all.iter().map(|it| width(it) + 2).sum();
    // Where not all fit, room is left for what says so.
    let kept = if whole < room { 0 } else { width(&told("title-settings-short", all.len())) + 2 };
    let (mut line, mut used) = (Vec::new(), 1);
    let mut push = |text: &str, kept: u16| {
        let wide = width(text) + 2;
        let fits = used + wide + kept <= room;
        if fits {
            let gap = if line.is_empty() { 3 } else { 2 };
            line.push(piece(Role::Quiet, format!("{}{text}", " ".repeat(gap))));
            used += wide;
        }
        fits
    };
    let folded = all.iter().filter(|setting| !push(setting, kept)).count();
    if folded > 0 {
        let _ = push(&told("title-settings", folded), 0)
            || push(&told("title-settings-short", folded), 0);
    } else if stage.options.given("provider").is_none() {
        push(&format!("provider={}", stage.options.get("provider").unwrap_or_default()), 0);
    }
    line
}

fn beat_text(scene: &StageView<'_>) -> String {
    let timeline = scene.timeline;
    let arguments = [
        ("beat", timeline.beat().into()),
        ("beats", (timeline.beats().len() - 1).into()),
        ("step", timeline.at().into()),
        ("dot", scene.theme.glyphs.dot.into()),
    ];
    scene.words().with("beat-of", &arguments)
}

fn tabs(pen: &mut Pen<'_>, scene: &StageView<'_>, stage: &Stage) {
    let mut line = Vec::new();
    for (at, ledger) in LEDGERS.into_iter().enumerate() {
        let shown = stage.focus == Focus::Ledger(ledger) || stage.focus == Focus::Run && at == 0;
        let changed = scene.marks.first(ledger).is_some();
        let mark = if changed { scene.theme.glyphs.changed } else { " " };
        let role = if shown { Role::Selected } else { Role::Quiet };
        line.push(piece(
            role,
            format!(" {} {}", at + 1, scene.text(&format!("{}-short", panel::title(ledger)))),
        ));
        line.push(piece(Role::Changed, mark));
    }
    pen.line(0, 0, &line);
}

fn crumbs(scene: &StageView<'_>, columns: u16) -> Vec<Piece> {
    let mut line = call_stack::crumbs(scene);
    let title = scene.body().map_or(0, |body| width(&body.title));
    let room = columns.saturating_sub(title + 14);
    // The innermost call is the title of the panel; from the outside in, as many as fit.
    line.truncate(line.len().saturating_sub(2).max(1));
    let calls = line.len();
    let folded = |line: &[Piece]| {
        let count = (calls - line.len()) / 2;
        piece(Role::Quiet, format!(" {}", call_stack::folded(scene, count)))
    };
    // The root stays; how many calls are left out between it and the title is said.
    let mut whole = line.clone();
    while line_width(&whole) > room && line.len() > 1 {
        line.truncate(line.len() - 2);
        whole.clone_from(&line);
        whole.push(folded(&line));
    }
    whole
}

fn lead(scene: &StageView<'_>, stage: &Stage) -> Vec<Piece> {
    let glyphs = scene.theme.glyphs;
    let mut line = Vec::new();
    if stage.autoplay.is_some() {
        line.push(piece(Role::Good, glyphs.play[0]));
    }
    line
}

fn hint(pen: &mut Pen<'_>, model: &Model, area: Rect) {
    let mut pen = pen.within(area);
    if let Some(notice) = &model.notice {
        pen.line(1, 0, &[piece(Role::Changed, notice.clone())]);
        return;
    }
    if let Some(jump) = model.talk().and_then(|talk| talk.jump.as_ref()) {
        pen.line(
            1,
            0,
            &[
                piece(Role::Key, model.text("show-jump")),
                piece(Role::Text, format!(" {jump}")),
                piece(Role::Current, "_"),
            ],
        );
        return;
    }
    let room = area.width.saturating_sub(2);
    let hints: Vec<(u8, Vec<Piece>)> = keymap::hints(model)
        .into_iter()
        .map(|hint| {
            (
                hint.rank,
                vec![piece(Role::Key, hint.keys), piece(Role::Quiet, format!(" {}", hint.text))],
            )
        })
        .collect();
    // In a narrow window they move closer together before one is left out.
    let all =
        hints.iter().fold(0u16, |sum, (_, pieces)| sum.saturating_add(line_width(pieces) + 3));
    let gap = if all <= room + 3 || area.width >= 100 { 3 } else { 2 };
    let mut kept: Vec<(u8, Vec<Piece>)> = Vec::new();
    let mut used = 0;
    // Help and quit are always shown; the others as far as they fit.
    let (fixed, others): (Vec<_>, Vec<_>) = hints.into_iter().partition(|(rank, _)| *rank >= FIXED);
    for (rank, pieces) in fixed.into_iter().chain(others) {
        let wide = line_width(&pieces) + gap;
        if used + wide <= room + gap {
            used += wide;
            kept.push((rank, pieces));
        }
    }
    kept.sort_by_key(|(rank, _)| *rank);
    let mut line = Vec::new();
    for (_, pieces) in kept {
        if !line.is_empty() {
            line.push(piece(Role::Quiet, " ".repeat(usize::from(gap))));
        }
        line.extend(pieces);
    }
    pen.line(1, 0, &line);
}
