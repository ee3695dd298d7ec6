//! Puts runs on the stage: a path's, one beside another, one in the place of another.
//!
//! It must not know why.

use crate::scenario::{RunOptions, Scenario};
use crate::sim::Timeline;
use crate::sim::timeline::DEFAULT_BOUND;
use crate::tui::content::idle::idle_bug;
use crate::tui::content::lookup;
use crate::tui::model::Model;
use crate::tui::model::beside::Ghost;
use crate::tui::model::sheet::{Overlay, SheetKind};
use crate::tui::model::show::Show;
use crate::tui::model::stage::Stage;
use crate::tui::model::talk::Aside;
use crate::tui::update::open_runs;
use crate::tui::update::settle::settle;

/// Builds a run and shows it; complaints become a sheet.
pub fn open(model: &mut Model, options: RunOptions) {
    if let Some((options, timeline)) = build(model, &options) {
        begin(model, options, timeline);
        tell_idle_bug(model);
    }
}

/// Shows the run that somebody asked for by its settings: the home screen has them then, to change.
pub fn begin(model: &mut Model, options: RunOptions, timeline: Timeline) {
    model.home.form = options.clone();
    put_on(model, options, timeline);
}

fn build(model: &mut Model, options: &RunOptions) -> Option<(RunOptions, Timeline)> {
    match Scenario::load(options, &[]) {
        Ok(scenario) => Some((scenario.told_options(), scenario.timeline(DEFAULT_BOUND))),
        Err(complaints) => {
            let texts = complaints.iter().map(ToString::to_string).collect();
            model.overlays.push(Overlay::new(SheetKind::Trouble(texts)));
            None
        }
    }
}

/// Says so if the bug of the run does not show itself in it.
pub fn tell_idle_bug(model: &mut Model) {
    let bug = model.stage().and_then(|stage| idle_bug(&stage.options, &stage.timeline));
    if let Some(bug) = bug {
        model.notice = Some(model.words().with("notice-idle-bug", &[("bug", bug.into())]));
    }
}

/// Builds a run and shows it, with the one on the stage kept for comparison.
pub fn open_beside(model: &mut Model, options: RunOptions) {
    let Some((options, timeline)) = build(model, &options) else { return };
    let old = model
        .stage()
        .filter(|old| old.options != options)
        .map(|old| (old.options.clone(), old.timeline.clone()));
    put_on(model, options, timeline);
    let lang = model.lang;
    let beside = old.zip(model.stage_mut()).map(|((options, other), stage)| {
        let title = lookup::run_title(&options, lang);
        stage.ghost = Some(Ghost::beside(&stage.timeline, title, options, other, false));
    });
    tell_idle_bug(model);
    if beside.is_some() && model.notice.is_none() {
        model.notice = Some(model.text("notice-run-kept"));
    }
}

/// Shows a run. A talk's own run is set aside, of several in a row the first; outside of a talk a
/// lesson that was played is over.
pub fn put_on(model: &mut Model, options: RunOptions, timeline: Timeline) {
    model.overlays.clear();
    let mut before = None;
    model.put_show(|old| {
        let stage = Stage::like(old.as_ref().map(Show::stage), options, timeline);
        before = old;
        Show::Run(Box::new(stage))
    });
    match model.talk_mut() {
        Some(talk) if talk.aside.is_none() => talk.aside = before.map(Aside::of),
        Some(_) => {}
        None => before.into_iter().for_each(|left| open_runs::set_aside(model, left)),
    }
    settle(model);
}

/// Puts a run in the place of the one on the stage, which becomes its ghost. A lesson waits where
/// it is meanwhile.
pub fn replace(
    model: &mut Model,
    options: RunOptions,
    timeline: Timeline,
    at: usize,
    title: String,
) {
    let in_place = |old: &Stage| {
        let mut stage = Stage::new(options, timeline);
        stage.arrangement = old.arrangement;
        stage.focus = old.focus;
        stage.selected = old.selected;
        stage.scroll = old.scroll;
        stage.pace = old.pace;
        stage.title = old.title.clone().filter(|_| stage.options.path == old.options.path);
        let (options, other) = (old.options.clone(), old.timeline.clone());
        let mut ghost = Ghost::beside(&stage.timeline, title, options, other, true);
        ghost.made = old.made;
        stage.ghost = Some(ghost);
        stage.go(at);
        Box::new(stage)
    };
    let ghost = match model.talk() {
        Some(_) => None,
        None => model.stage_mut().and_then(|old| old.ghost.take()),
    };
    let mut own = None;
    model.change_show(|old| match old {
        Show::Lesson(lesson) => Show::Excursion(in_place(&lesson.stage), lesson),
        Show::Excursion(stage, lesson) => Show::Excursion(in_place(&stage), lesson),
        Show::Run(stage) => {
            let new = in_place(&stage);
            own = Some(Aside::of(Show::Run(stage)));
            Show::Run(new)
        }
    });
    if let Some(talk) = model.talk_mut().filter(|talk| talk.aside.is_none()) {
        talk.aside = own;
    }
    ghost.into_iter().for_each(|ghost| open_runs::set_ghost_aside(model, ghost));
    settle(model);
}
