//! The sheet of what-if: who goes next, and which setting is another; what is not possible now is
//! there, greyed, with the reason.

use crate::scenario::{OPTIONS, Scenario};
use crate::tui::content::lookup;
use crate::tui::content::pen::{Piece, cut, fit, piece};
use crate::tui::content::sheet::Sheet;
use crate::tui::model::Model;
use crate::tui::model::draft::{self, TrialResult};
use crate::tui::model::home::{FormField, fields_of};
use crate::tui::model::sheet::{Action, Overlay};
use crate::tui::model::stage::Stage;
use crate::tui::model::theme::Role;

/// The sheet of changes that can be tried from here.
pub fn sheet(model: &Model, stage: &Stage, overlay: &Overlay, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("what-if-title"), columns);
    sheet.text(Role::Quiet, &model.text("what-if-intro"), 0);
    sheet.gap();
    sheet.push(vec![piece(Role::Title, model.text("what-if-who"))]);
    let program = stage.timeline.machine().program();
    for actor in draft::actors(&stage.timeline) {
        let name = program.thread_name(stage.timeline.state(), actor.thread).to_owned();
        if let Some(reason) = actor.reason {
            sheet.push(vec![
                piece(Role::Quiet, format!("  {}", fit(&name, 16, ""))),
                piece(Role::Quiet, model.text(reason)),
            ]);
        }
        let count = actor.choices.len();
        for choice in actor.choices {
            let mut line = vec![piece(Role::Actor, format!("  {}", fit(&name, 16, "")))];
            if count > 1 {
                line.push(piece(Role::Text, format!("{} ", choice.alternative + 1)));
            }
            if actor.is_next && choice.alternative == 0 {
                line.push(piece(Role::Quiet, model.text("what-if-as-is")));
            }
            sheet.choice(line, Action::Fork(choice));
        }
    }
    sheet.gap();
    sheet.push(vec![piece(Role::Title, model.text("what-if-settings"))]);
    let secret = model.hides_bugs();
    for field in
        fields_of(&stage.options).into_iter().filter(|field| *field != FormField::Bug || !secret)
    {
        let line = setting(model, stage, field, columns);
        sheet.choice(line, Action::Setting(field));
        if overlay.selected + 1 == sheet.choices().len() {
            about(&mut sheet, model, stage, field);
        }
    }
    for key in without_meaning(stage) {
        let title = crate::scenario::catalogue::option(key)
            .map_or(key, |option| option.title.get(model.lang));
        let path = lookup::run_title(&stage.options, model.lang);
        let reason = model.words().with("what-if-no-meaning", &[("path", path.into())]);
        sheet.push(vec![
            piece(Role::Quiet, format!("  {}", fit(title, 28, ""))),
            piece(Role::Quiet, reason),
        ]);
    }
    sheet
}

/// What becomes of the selected setting, and what its value means, with its whole name.
fn about(sheet: &mut Sheet, model: &Model, stage: &Stage, field: FormField) {
    let draft = model.draft.as_ref().filter(|draft| draft.field == field);
    let options = draft.map_or(&stage.options, |draft| &draft.options);
    let is_other = field.value(options) != field.value(&stage.options);
    let becomes = draft.filter(|_| is_other).map(|draft| match &draft.outcome {
        TrialResult::Same => (Role::Quiet, model.text("what-if-same")),
        TrialResult::Impossible(why) => (Role::Bad, why.clone()),
        TrialResult::Parts(tried) => {
            let id = if tried.step <= stage.timeline.at() {
                "what-if-parts-before"
            } else {
                "what-if-parts"
            };
            (Role::Changed, model.words().with(id, &[("step", tried.step.into())]))
        }
    });
    if let Some((role, text)) = becomes {
        sheet.text(role, &text, 4);
    }
    let (title, text) = lookup::value_text(field, &field.value(options), model.lang);
    let colon = if text.is_empty() { "" } else { ": " };
    sheet.text(Role::Quiet, &format!("{title}{colon}{text}"), 4);
}

fn setting(model: &Model, stage: &Stage, field: FormField, columns: u16) -> Vec<Piece> {
    let glyphs = model.theme.glyphs;
    let draft = model.draft.as_ref().filter(|draft| draft.field == field);
    let value = field.value(draft.map_or(&stage.options, |draft| &draft.options));
    let (title, _) = lookup::value_text(field, &value, model.lang);
    let is_other = value != field.value(&stage.options);
    let role = match draft.filter(|_| is_other).map(|draft| &draft.outcome) {
        None => Role::Text,
        Some(TrialResult::Same | TrialResult::Impossible(_)) => Role::Quiet,
        Some(TrialResult::Parts(..)) => Role::Changed,
    };
    vec![
        piece(
            Role::Quiet,
            format!("  {} ", fit(&lookup::field_title(field, model.lang), 27, glyphs.cut)),
        ),
        piece(Role::Key, format!("{} ", glyphs.spin[0])),
        piece(role, cut(&title, columns.saturating_sub(30 + 6), glyphs.cut)),
        piece(Role::Key, format!(" {}", glyphs.spin[1])),
    ]
}

fn without_meaning(stage: &Stage) -> Vec<&'static str> {
    let known = Scenario::options_of(stage.options.path.as_deref().unwrap_or("store-logoff"));
    OPTIONS.iter().map(|spec| spec.key).filter(|key| !known.contains(key)).collect()
}
