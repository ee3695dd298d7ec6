//! The end of a lesson: last words, the score, what was predicted wrong, and where to go from here.

use crate::lesson::course::Course;
use crate::lesson::library::{INDEX, heading};
use crate::lesson::score::Regret;
use crate::lesson::sources::Sources;
use crate::lesson::tasks::named_task;
use crate::scenario::RunOptions;
use crate::tui::content::lookup;
use crate::tui::content::pen::{piece, wrap};
use crate::tui::content::sheet::Sheet;
use crate::tui::model::Model;
use crate::tui::model::sheet::{Action, SheetKind};
use crate::tui::model::theme::Role;
use crate::workbench::task::titled;

/// The sheet at the end of a lesson: the score, and what went wrong at first.
pub fn sheet(model: &Model, columns: u16) -> Sheet {
    let Some(course) = model.any_lesson().map(|lesson| &lesson.course) else {
        return Sheet::new(String::new(), columns);
    };
    let lesson = course.lesson();
    let title = heading(lesson.id(), lesson.file.title.get(model.lang).trim());
    let mut sheet = Sheet::new(title, columns);
    if let Some(say) = &lesson.file.close.say {
        let text: Vec<&str> = say.get(model.lang).split_whitespace().collect();
        sheet.text(Role::Text, &text.join(" "), 0);
    }
    let sources = Sources::from(&lesson.file.close.value).told(model.lang);
    if !sources.is_empty() {
        sheet.text(Role::Cite, &sources, 0);
    }
    sheet.gap();
    // What comes next is selected, not what went wrong; that is listed below.
    if model.talk().is_none() {
        score(&mut sheet, model, course);
        sheet.gap();
    }
    let next: Vec<&str> = lesson.file.close.next.iter().map(|id| id.value.as_str()).collect();
    // Before a room there is always a way on: if the lesson names none, the one that comes after
    // it.
    let after = INDEX.iter().skip_while(|entry| entry.id != lesson.id()).nth(1);
    let after = after
        .filter(|_| model.talk().is_some() && !INDEX.iter().any(|entry| next.contains(&entry.id)));
    for entry in INDEX
        .iter()
        .filter(|entry| next.contains(&entry.id) || after.is_some_and(|after| after.id == entry.id))
    {
        let text = model.words().with("recap-next", &[("title", entry.heading(model.lang).into())]);
        sheet.choice(
            vec![piece(Role::Key, "> "), piece(Role::Text, text)],
            Action::Lesson(entry.id.to_owned()),
        );
    }
    tasks(&mut sheet, model, &next);
    // A run that the lesson names comes next, too.
    let is_lesson = |id: &&str| INDEX.iter().any(|entry| entry.id == *id);
    for options in next.iter().filter(|id| !is_lesson(id)).flat_map(|id| RunOptions::parse(id)) {
        let title = lookup::run_title(&options, model.lang);
        let arguments = [("title", title.into()), ("word", options.to_string().into())];
        let text = model.words().with("recap-run", &arguments);
        let action = Action::Run(options);
        sheet.hanging(piece(Role::Key, "> "), Role::Text, &text, Some(action));
    }
    ways_on(&mut sheet, model, course);
    if lesson.file.card.is_some() {
        sheet.choice(
            vec![piece(Role::Key, "> "), piece(Role::Text, model.text("recap-card"))],
            Action::Open(SheetKind::Card),
        );
    }
    sheet.choice(
        vec![piece(Role::Key, "> "), piece(Role::Text, model.text("recap-again"))],
        Action::Anew,
    );
    if model.talk().is_none() {
        sheet.choice(
            vec![piece(Role::Key, "> "), piece(Role::Text, model.text("recap-home"))],
            Action::Home,
        );
        regrets(&mut sheet, &course.recap(model.lang), model);
    }
    sheet
}

/// The tasks of the workbench that the lesson names.
fn tasks(sheet: &mut Sheet, model: &Model, next: &[&str]) {
    for id in next.iter().filter_map(|next| named_task(next)) {
        let title = titled(id).map_or(id, |title| title.get(model.lang));
        let text = model.words().with("recap-task", &[("title", title.into())]);
        sheet.hanging(piece(Role::Key, "> "), Role::Text, &text, Some(Action::Build(id)));
    }
}

/// What can be tried in this lesson besides: its exercises, and the ways that were not taken.
fn ways_on(sheet: &mut Sheet, model: &Model, course: &Course) {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut offer = |id: &str, say: &str, action: Action| {
        let text = model.words().with(id, &[("say", flat(say).into())]);
        sheet.hanging(piece(Role::Key, "> "), Role::Text, &text, Some(action));
    };
    for (at, scene) in course.lesson().file.scenes.iter().enumerate() {
        if let Some(exercise) = scene.exercise.as_ref().filter(|it| !it.set.0.is_empty()) {
            offer("recap-exercise", exercise.say.get(model.lang), Action::Exercise(at));
        }
    }
    for stop in 0..course.stops().len() {
        let taken = course.mark(stop).and_then(|mark| mark.way.clone());
        for (at, way) in course.ways(stop).iter().enumerate() {
            if taken.is_some() && taken.as_deref() != Some(way.name.value.as_str()) {
                offer("recap-way", way.say.get(model.lang), Action::Way(stop, at));
            }
        }
    }
}

fn score(sheet: &mut Sheet, model: &Model, course: &Course) {
    let score = course.score();
    let arguments = [
        ("right", score.right.into()),
        ("questions", score.questions.into()),
        ("attempts", score.attempts.into()),
        ("hints", score.hints.into()),
    ];
    sheet.text(Role::Title, &model.words().with("score-line", &arguments), 0);
    if score.questions > 0 && course.recap(model.lang).is_empty() {
        sheet.text(Role::Good, &model.text("recap-clean"), 0);
    }
}

fn regrets(sheet: &mut Sheet, regrets: &[Regret], model: &Model) {
    if regrets.is_empty() {
        return;
    }
    sheet.gap();
    sheet.push(vec![piece(Role::Title, model.text("recap-title"))]);
    for regret in regrets {
        let ask = regret.ask.split_whitespace().collect::<Vec<_>>().join(" ");
        let step = regret.step.map_or(String::new(), |step| step.to_string());
        // What is asked begins at one column, whether or not a step answers it.
        let mut asked = wrap(&ask, sheet.columns.saturating_sub(8).max(1)).into_iter();
        let line = vec![
            piece(Role::Key, format!("{step:>6}  ")),
            piece(Role::Text, asked.next().unwrap_or_default()),
        ];
        match regret.stop {
            Some(stop) => sheet.choice(line, Action::Scene(stop)),
            None => sheet.push(line),
        }
        for more in asked {
            sheet.push(vec![piece(Role::Text, format!("        {more}"))]);
        }
        for said in &regret.said {
            sheet.text(Role::Doubt, said, 8);
        }
    }
}
