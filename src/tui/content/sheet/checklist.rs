//! The guide page as a checklist: its statements, ticked as far as the run has come; Enter goes to
//! the step, or to a run that has it.

use crate::mapi::cite::base;
use crate::narrate::guide;
use crate::scenario::{RunOptions, Scenario, catalogue};
use crate::sim::Timeline;
use crate::sim::body::Confidence;
use crate::tui::content::pen::{fit, piece, width, wrap};
use crate::tui::content::sheet::Sheet;
use crate::tui::model::Model;
use crate::tui::model::sheet::Action;
use crate::tui::model::stage::Stage;
use crate::tui::model::theme::Role;

/// The page whose statements are listed.
pub const PAGE: &str = "shutting-down-a-message-store-provider";

/// Runs that between them reach every statement, the most telling first.
const RUNS: [&str; 5] = [
    "store-logoff",
    "release",
    "session-logoff",
    "spooler-logoff",
    "store-logoff:coupled=XP1,reading=C21=log-off-coupled",
];

/// For each statement, the first of these runs that reaches it.
pub fn elsewhere() -> Vec<Option<&'static str>> {
    let mut found = vec![None; catalogue::guide().len()];
    for run in RUNS {
        let scenario =
            RunOptions::parse(run).ok().and_then(|options| Scenario::load(&options, &[]).ok());
        let Some(scenario) = scenario else { continue };
        let ticks = guide::ticks(&Timeline::run(scenario.machine));
        for (known, _) in
            found.iter_mut().zip(ticks).filter(|(known, step)| known.is_none() && step.is_some())
        {
            *known = Some(run);
        }
        if found.iter().all(Option::is_some) {
            break;
        }
    }
    found
}

/// The sheet with the guide page's statements and what this run does of them.
pub fn sheet(model: &Model, stage: &Stage, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("checklist-title"), columns);
    let here = stage.timeline.at();
    let steps = guide::ticks(&stage.timeline);
    let perhaps = guide::perhaps(&stage.timeline);
    let inferred = |step: &usize| is_inferred(&stage.timeline, *step);
    let all = steps.len();
    let (inferred, shown): (Vec<usize>, Vec<usize>) =
        steps.iter().flatten().copied().partition(inferred);
    let ticked = shown.iter().filter(|step| **step <= here).count();
    let ahead = shown.len() - ticked;
    let count = [
        ("ticked", ticked.into()),
        ("ahead", ahead.into()),
        ("all", all.into()),
        ("inferred", inferred.len().into()),
    ];
    let is_log = stage.is_log();
    let id = if is_log { "log-checklist-count" } else { "checklist-count" };
    sheet.text(Role::Text, &model.words().with(id, &count), 0);
    sheet.text(Role::Quiet, &model.text("checklist-order"), 0);
    let store = guide::Subject::of(&stage.timeline).map(|subject| {
        stage.timeline.machine().program().object_name(stage.timeline.final_state(), subject.store)
    });
    let id = if store.is_some() { "checklist-store" } else { "checklist-no-store" };
    sheet.text(
        Role::Quiet,
        &model.words().with(id, &[("store", store.unwrap_or_default().into())]),
        0,
    );
    // An address is not broken inside of a name.
    let address = crate::tui::content::sheet::glossary::address(PAGE);
    let fits = address.len() <= usize::from(columns);
    let lines = if fits { vec![address] } else { vec![base().to_owned(), PAGE.to_owned()] };
    lines.into_iter().for_each(|line| sheet.push(vec![piece(Role::Cite, line)]));
    sheet.gap();
    for (at, (statement, step)) in catalogue::guide().iter().zip(steps).enumerate() {
        let text = statement.text.get(model.lang);
        let text =
            statement.item.map_or_else(|| text.to_owned(), |item| format!("({item}) {text}"));
        push(&mut sheet, model, &text, (step, perhaps[at]), here, at);
        if step.is_some_and(|step| is_inferred(&stage.timeline, step)) {
            sheet.text(Role::Doubt, &model.text("log-inferred"), 11);
        }
        if let Some(added) = &statement.added {
            let said =
                model.words().with("checklist-added", &[("text", added.get(model.lang).into())]);
            sheet.text(Role::Quiet, &said, 11);
        }
        if !statement.readings.is_empty() {
            let said = model
                .words()
                .with("checklist-contested", &[("readings", statement.readings.join(", ").into())]);
            sheet.push(vec![piece(Role::Doubt, format!("           {said}"))]);
        }
    }
    sheet
}

/// Whether a log shows a step in no call.
fn is_inferred(timeline: &Timeline, step: usize) -> bool {
    let statement = timeline.event(step).and_then(|it| timeline.machine().program().statement(it));
    timeline.log_name().is_some()
        && statement.is_some_and(|it| it.confidence == Some(Confidence::Inferred))
}

fn push(
    sheet: &mut Sheet,
    model: &Model,
    text: &str,
    (step, perhaps): (Option<usize>, Option<usize>),
    here: usize,
    at: usize,
) {
    let glyphs = model.theme.glyphs;
    let other = model.elsewhere.get(at).copied().flatten();
    let (sign, role, place) = match step {
        Some(step) if step <= here => (glyphs.holds, Role::Good, step.to_string()),
        Some(step) => (glyphs.open, Role::Text, step.to_string()),
        None => ("", Role::Quiet, perhaps.map_or("-".to_owned(), |step| step.to_string())),
    };
    let sign = fit(sign, width(glyphs.holds), "");
    let lead_columns = 10 + width(glyphs.holds);
    let text_role = if step.is_some_and(|step| step <= here) { Role::Text } else { Role::Quiet };
    let room = sheet.columns.saturating_sub(lead_columns);
    for (row, line) in wrap(text, room).into_iter().enumerate() {
        let lead = match row {
            0 => vec![piece(role, format!(" {sign} ")), piece(Role::Key, format!("{place:>6}  "))],
            _ => vec![piece(Role::Text, " ".repeat(usize::from(lead_columns)))],
        };
        let mut line = [lead, vec![piece(text_role, line)]].concat();
        match (row, step, other.and_then(|run| RunOptions::parse(run).ok())) {
            (0, Some(step), _) => sheet.choice(line, Action::Jump(step)),
            (0, None, _) if perhaps.is_some() => {
                sheet.choice(line, Action::Jump(perhaps.unwrap_or_default()));
            }
            (0, None, Some(run)) => sheet.choice(line, Action::Run(run)),
            _ => sheet.push(std::mem::take(&mut line)),
        }
    }
    let is_log = model.stage().is_some_and(Stage::is_log);
    if step.is_none() && perhaps.is_some() {
        sheet.text(Role::Doubt, &model.text("log-checklist-perhaps"), 11);
    } else if let (None, Some(path)) = (step, other) {
        let id = if is_log { "log-checklist-elsewhere" } else { "checklist-elsewhere" };
        let said = model.words().with(id, &[("path", path.into())]);
        for line in wrap(&said, sheet.columns.saturating_sub(11)) {
            sheet.push(vec![piece(Role::Quiet, format!("           {line}"))]);
        }
    }
}
