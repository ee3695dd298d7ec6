//! Draws the home screen: the lessons, the path picker with what its values mean, and the symptoms.

use ratatui::layout::Rect;

use crate::lesson::library::goal;
use crate::lesson::progress::LessonState;
use crate::text::quoted;
use crate::tui::content::lesson_standing::{standing, standing_of_task};
use crate::tui::content::pen::{Pen, Piece, cut, fit, line_width, piece, width, wrap};
use crate::tui::content::{lookup, symptoms};
use crate::tui::model::home::{FormField, NONE, Pane, tasks};
use crate::tui::model::theme::Role;
use crate::tui::model::{Model, layout};

/// Columns that a value of the picker keeps beside a long label, at least.
const LEAST_VALUE: u16 = 14;
/// The columns that remain to the remark that a setting has no effect.
const LEAST_REMARK: u16 = 7;

/// Draws the home screen.
pub fn draw(pen: &mut Pen<'_>, model: &Model) {
    let area = pen.area();
    let (w, h) = (area.width, area.height);
    let mut title = vec![piece(Role::Brand, " teardown  ")];
    let tagline = model.text("home-tagline");
    // In a narrow window only the subject.
    let fits = line_width(&title) + width(&tagline) <= w;
    let tagline = if fits { &tagline } else { tagline.split(',').next().unwrap_or_default() };
    title.push(piece(Role::Title, tagline));
    pen.line(0, 0, &title);
    let (panes, about) = places(model, (w, h));
    if panes.len() == 1 {
        tabs(pen, model);
    }
    if !about.is_empty() {
        about_box(&mut pen.within(about), model);
    }
    // The one with the focus is drawn last, so that its border is whole.
    let (focused, others): (Vec<_>, Vec<_>) =
        panes.into_iter().partition(|(pane, _)| *pane == model.home.pane);
    for (pane, area) in others.into_iter().chain(focused) {
        draw_pane(&mut pen.within(area), model, pane);
    }
}

/// The layout of the lists in a window, and of the box that explains: all three side by side, or
/// one at a time.
fn places(model: &Model, (w, h): (u16, u16)) -> (Vec<(Pane, Rect)>, Rect) {
    let main = Rect::new(0, 1, w, h - 2);
    if w < 96 || h < 24 {
        // What a bug does, and where it shows, is the longest text of all.
        let on_bug = model.home.pane == Pane::Paths
            && model.home.fields().get(model.home.selected()) == Some(&FormField::Bug);
        let below = match main.height {
            22.. if on_bug => 9,
            // Three lines of text, the pages, the command.
            22.. => 8,
            14.. => 6,
            _ => 0,
        };
        let height = (main.height - 1 - below + u16::from(below > 0)).min(main.height - 1);
        let list = Rect::new(main.x, main.y + 1, main.width, height);
        let about = match below {
            0 => Rect::default(),
            _ => {
                Rect::new(main.x, list.bottom() - 1, main.width, main.bottom() + 1 - list.bottom())
            }
        };
        return (vec![(model.home.pane, list)], about);
    }
    let left = main.width * 45 / 100;
    let upper = main.height * 55 / 100;
    let x = main.x + left - 1;
    let below = 9.min(main.height / 3);
    let lessons = Rect::new(main.x, main.y, left, upper);
    let symptoms = Rect::new(main.x, main.y + upper - 1, left, main.height - upper + 1);
    let paths = Rect::new(x, main.y, main.width - left + 1, main.height - below + 1);
    let about = Rect::new(x, main.y + main.height - below, main.width - left + 1, below);
    (vec![(Pane::Lessons, lessons), (Pane::Paths, paths), (Pane::Symptoms, symptoms)], about)
}

fn tabs(pen: &mut Pen<'_>, model: &Model) {
    let pieces = crate::tui::model::home::PANES.into_iter().flat_map(|pane| {
        let role = if pane == model.home.pane { Role::Selected } else { Role::Quiet };
        [piece(role, format!(" {} ", model.text(pane_title(pane)))), piece(Role::Quiet, " ")]
    });
    pen.line(1, 1, &pieces.collect::<Vec<_>>());
}

/// The list at a place of the window, and the line of it.
pub fn hit(model: &Model, x: u16, y: u16) -> Option<(Pane, Option<usize>)> {
    let (panes, _) = places(model, model.size);
    if panes.len() == 1 && y == 1 {
        let mut right = 1;
        return crate::tui::model::home::PANES.into_iter().find_map(|pane| {
            right += width(&model.text(pane_title(pane))) + 3;
            (x < right).then_some((pane, None))
        });
    }
    let (pane, area) =
        panes.into_iter().find(|(_, area)| layout::inside(*area).contains((x, y).into()))?;
    let inside = layout::inside(area);
    let lines = lines(model, pane, inside.width.saturating_sub(2)).len();
    let line = scroll(model, pane, lines, usize::from(inside.height)) + usize::from(y - inside.y);
    (line < lines).then_some((pane, Some(line)))
}

/// The selected line of a list, within what there is.
fn selected(model: &Model, pane: Pane, lines: usize) -> usize {
    let at = crate::tui::model::home::PANES.iter().position(|it| *it == pane).unwrap_or(0);
    model.home.selected[at].min(lines.saturating_sub(1))
}

/// The first line of a list that shows.
fn scroll(model: &Model, pane: Pane, lines: usize, height: usize) -> usize {
    selected(model, pane, lines).saturating_sub(height * 2 / 3).min(lines.saturating_sub(height))
}

fn lines(model: &Model, pane: Pane, columns: u16) -> Vec<Vec<Piece>> {
    match pane {
        Pane::Lessons => lessons(model, columns),
        Pane::Paths => fields(model, columns, model.home.pane == pane),
        Pane::Symptoms => symptoms::lines(model, columns),
    }
}

fn pane_title(pane: Pane) -> &'static str {
    match pane {
        Pane::Lessons => "home-lessons",
        Pane::Paths => "home-paths",
        Pane::Symptoms => "home-symptoms",
    }
}

fn draw_pane(pen: &mut Pen<'_>, model: &Model, pane: Pane) {
    let focused = model.home.pane == pane;
    let border = if focused { Role::Focus } else { Role::Border };
    let lines = lines(model, pane, pen.area().width.saturating_sub(4));
    let remark = [piece(Role::Quiet, remark(model, pane))];
    let inside = pen.frame(&[piece(Role::Title, model.text(pane_title(pane)))], &remark, border);
    let height = usize::from(inside.height);
    let selected = selected(model, pane, lines.len());
    let scroll = scroll(model, pane, lines.len(), height);
    pen.more(scroll > 0, scroll + height < lines.len());
    let mut pen = pen.within(inside);
    for (y, line) in lines.iter().enumerate().skip(scroll).take(height) {
        let row = (y - scroll) as u16;
        pen.line(1, row, line);
        if focused && selected == y {
            pen.shade(row, Role::Selected);
        }
    }
}

fn remark(model: &Model, pane: Pane) -> String {
    match pane {
        Pane::Lessons if !model.lessons.is_empty() => {
            let is_done = |id: &str| model.kept.state(id) == LessonState::Done;
            let done = model.lessons.iter().filter(|lesson| is_done(&lesson.id)).count();
            model
                .words()
                .with("home-done", &[("done", done.into()), ("all", model.lessons.len().into())])
        }
        _ => String::new(),
    }
}

fn lessons(model: &Model, columns: u16) -> Vec<Vec<Piece>> {
    if model.lessons.is_empty() {
        let said = wrap(&model.text("home-no-lessons"), columns).into_iter();
        return said.map(|line| vec![piece(Role::Quiet, line)]).collect();
    }
    let row = |state: LessonState, number: &str, title: &str, score: String| {
        let glyphs = model.theme.glyphs;
        let mark = match state {
            LessonState::Done => piece(Role::Good, glyphs.holds),
            LessonState::Begun => piece(Role::Changed, glyphs.begun),
            LessonState::New => piece(Role::Quiet, glyphs.open),
        };
        let room = columns.saturating_sub(5 + width(&mark.text) + width(&score) + 1);
        vec![
            mark,
            piece(Role::Quiet, format!(" {number:>2} ")),
            piece(Role::Text, fit(title, room, glyphs.cut)),
            piece(Role::Quiet, format!(" {score}")),
        ]
    };
    let lessons = model.lessons.iter().map(|lesson| {
        let score = standing(model, &lesson.id).unwrap_or_default();
        row(model.kept.state(&lesson.id), lesson.number(), lesson.title(model.lang), score)
    });
    let tasks = tasks().iter().map(|task| {
        let title = [("title", task.title.get(model.lang).into())];
        let title = model.words().with("home-task", &title);
        let score = standing_of_task(model, task.id).unwrap_or_default();
        row(model.kept.task_state(task.id), "", &title, score)
    });
    lessons.chain(tasks).collect()
}

fn fields(model: &Model, columns: u16, focused: bool) -> Vec<Vec<Piece>> {
    let glyphs = model.theme.glyphs;
    let selected = model.home.selected[1];
    let rows = model.home.fields().into_iter().map(|field| {
        let value = field.value(&model.home.form);
        let (title, _) = lookup::value_text(field, &value, model.lang);
        (field, lookup::field_title(field, model.lang), value, title)
    });
    let rows: Vec<_> = rows.collect();
    // Values stand below each other behind the labels that take up to half of the room; a longer
    // label is whole, too, as long as its value keeps some.
    let labels = rows.iter().map(|(_, label, ..)| width(label)).filter(|it| *it <= columns / 2);
    let column = labels.max().unwrap_or(0);
    let row = |(at, (field, label, set, title)): (usize, (FormField, String, String, String))| {
        let idle = if model.home.idle.has(field) {
            format!("  {}", model.text("home-idle"))
        } else {
            String::new()
        };
        // A long value begins further left, as far as its label leaves room.
        let value = width(&title) + width(&idle);
        let margin = column.min(columns.saturating_sub(value + 5)).max(width(&label));
        let margin = margin.min(columns.saturating_sub(value.min(LEAST_VALUE) + 5));
        let role = match field {
            FormField::Path => Role::Title,
            _ if is_set(field, &set) => Role::Changed,
            _ => Role::Quiet,
        };
        let spin = if focused && at == selected { glyphs.spin } else { [" ", " "] };
        // The remark gives way before the value does.
        let room = columns.saturating_sub(margin + 5);
        let title = cut(&title, room.saturating_sub(width(&idle).min(LEAST_REMARK)), glyphs.cut);
        let idle = cut(&idle, room.saturating_sub(width(&title)), glyphs.cut);
        vec![
            piece(Role::Quiet, format!("{} ", fit(&label, margin, glyphs.cut))),
            piece(Role::Key, format!("{} ", spin[0])),
            piece(role, title),
            piece(Role::Key, format!(" {}", spin[1])),
            piece(Role::Doubt, idle),
        ]
    };
    rows.into_iter().enumerate().map(row).collect()
}

fn is_set(field: FormField, value: &str) -> bool {
    value != NONE && field.values().first().is_some_and(|first| first != value)
}

/// What the selected line means.
fn about_box(pen: &mut Pen<'_>, model: &Model) {
    let (title, text) = about(model);
    let inside = pen.frame(&[piece(Role::Title, title)], &[], Role::Border);
    let command = match model.home.pane {
        Pane::Paths => vec![
            piece(Role::Quiet, "$ "),
            piece(Role::Cite, format!("teardown {}", quoted(&model.home.form.to_string()))),
        ],
        _ => Vec::new(),
    };
    let mut pen = pen.within(inside);
    let rows = inside.height.saturating_sub(u16::from(!command.is_empty()));
    let warning = wrap(&warning(model), inside.width.saturating_sub(2))
        .into_iter()
        .filter(|line| !line.is_empty());
    let text =
        wrap(&text, inside.width.saturating_sub(2)).into_iter().map(|line| (Role::Text, line));
    let pages = wrap(&lookup::pages(cites(model)), inside.width.saturating_sub(2))
        .into_iter()
        .filter(|line| !line.is_empty())
        .map(|line| (Role::Cite, line));
    let lines = warning.map(|line| (Role::Doubt, line)).chain(text).chain(pages);
    let lines: Vec<(Role, String)> = lines.collect();
    let cut = if lines.len() > usize::from(rows) { model.theme.glyphs.cut } else { "" };
    for (y, (role, line)) in (0..rows).zip(lines) {
        let mark = if y + 1 == rows { cut } else { "" };
        pen.line(1, y, &[piece(role, line), piece(Role::Quiet, mark)]);
    }
    if line_width(&command) > 0 && inside.height > 0 {
        pen.line(1, inside.height - 1, &command);
    }
}

/// The places behind what the selected line means.
fn cites(model: &Model) -> &'static [String] {
    let line = model.home.selected();
    match model.home.pane {
        Pane::Lessons => &[],
        Pane::Paths => model
            .home
            .fields()
            .get(line)
            .map_or(&[], |field| lookup::value_cites(*field, &field.value(&model.home.form))),
        Pane::Symptoms => symptoms::all().get(line).map_or(&[], |symptom| &symptom.cites),
    }
}

/// That the chosen bug does not show itself, and where it does.
fn warning(model: &Model) -> String {
    let idle = &model.home.idle;
    match (model.home.pane, idle.bug(), &idle.elsewhere) {
        (Pane::Paths, Some(bug), Some(run)) => {
            let mut run = run.clone();
            run.clear("bug");
            model.words().with(
                "home-idle-bug",
                &[("bug", bug.to_owned().into()), ("run", run.to_string().into())],
            )
        }
        _ => String::new(),
    }
}

fn about(model: &Model) -> (String, String) {
    let line = model.home.selected();
    match model.home.pane {
        Pane::Lessons => match model.lessons.get(line) {
            Some(lesson) => {
                let goal = goal(&lesson.id)
                    .map_or("", |goal| goal.get(model.lang))
                    .split_whitespace()
                    .collect::<Vec<_>>();
                (
                    lesson.title(model.lang).to_owned(),
                    format!("{}\n{}", goal.join(" "), lesson.summary(model.lang)),
                )
            }
            None => match tasks().get(line.wrapping_sub(model.lessons.len())) {
                Some(task) if !model.lessons.is_empty() => {
                    (task.title.get(model.lang).to_owned(), task.goal.get(model.lang).to_owned())
                }
                _ => (model.text("home-lessons"), model.text("home-no-lessons")),
            },
        },
        Pane::Paths => match model.home.fields().get(line) {
            Some(field) => {
                let value = field.value(&model.home.form);
                lookup::value_text(*field, &value, model.lang)
            }
            None => (model.text("home-paths"), String::new()),
        },
        Pane::Symptoms => symptoms::about(model, line),
    }
}
