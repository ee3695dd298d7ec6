//! Where the documents disagree: each point with its question, its values and their sources. A
//! value can be turned here; what then differs is shown at once, and Enter takes the run that
//! follows it.

use crate::compare::AlignedRow;
use crate::narrate::cursor::StateCursor;
use crate::scenario::RunOptions;
use crate::scenario::catalogue::{self, ReadingText};
use crate::tui::content::pen::{cut, piece};
use crate::tui::content::sheet::Sheet;
use crate::tui::content::standing;
use crate::tui::model::Model;
use crate::tui::model::draft::{TrialResult, Tried};
use crate::tui::model::home::FormField;
use crate::tui::model::sheet::{Action, Overlay, SheetKind};
use crate::tui::model::stage::Stage;
use crate::tui::model::theme::Role;

/// Most differing effects that are listed; the comparison has them all.
const MOST: usize = 8;

/// The sheet: one line a point, and all about the selected one below it.
pub fn sheet(model: &Model, overlay: &Overlay, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("readings-title"), columns);
    sheet.expands = true;
    if model.stage().is_some_and(Stage::is_log) {
        sheet.text(Role::Quiet, &model.text("log-readings"), 0);
        sheet.gap();
    }
    let path = model.stage().and_then(|stage| stage.options.path.as_deref());
    for (at, reading) in catalogue::readings().iter().enumerate() {
        let selected = overlay.selected.min(catalogue::readings().len() - 1) == at;
        head(&mut sheet, model, reading, path);
        if selected {
            details(&mut sheet, model, reading);
        }
    }
    sheet
}

/// The value that holds: the one tried out, else the run's, else the one that is built.
fn value(model: &Model, reading: &'static ReadingText) -> String {
    let field = FormField::Reading(&reading.id);
    match (tried(model, reading), model.stage()) {
        (Some(options), _) => field.value(options),
        (None, Some(stage)) => field.value(&stage.options),
        (None, None) => field.value(&model.home.form),
    }
}

fn tried<'a>(model: &'a Model, reading: &'static ReadingText) -> Option<&'a RunOptions> {
    let draft = model.draft.as_ref()?;
    (draft.field == FormField::Reading(&reading.id)).then_some(&draft.options)
}

fn head(sheet: &mut Sheet, model: &Model, reading: &'static ReadingText, path: Option<&str>) {
    let glyphs = model.theme.glyphs;
    let here = path.is_some_and(|path| reading.touches.iter().any(|it| it == path));
    let now = value(model, reading);
    let title =
        reading.values.iter().find(|it| it.id == now).map_or("", |it| it.title.get(model.lang));
    let mut line = vec![
        piece(if here { Role::Current } else { Role::Quiet }, if here { glyphs.here } else { " " }),
        piece(Role::Key, format!(" {:<4}", reading.id)),
        piece(Role::Title, reading.title.get(model.lang).to_owned()),
        piece(Role::Quiet, ": "),
    ];
    let is_computed = model.stage().is_some_and(|stage| !stage.is_log());
    let action = if reading.switch && is_computed {
        line.push(piece(Role::Key, format!("{} ", glyphs.spin[0])));
        line.push(piece(Role::Changed, title.to_owned()));
        line.push(piece(Role::Key, format!(" {}", glyphs.spin[1])));
        Action::Setting(FormField::Reading(&reading.id))
    } else {
        line.push(piece(Role::Quiet, title.to_owned()));
        Action::Open(SheetKind::Reading(reading.id.clone()))
    };
    sheet.choice(line, action);
}

fn details(sheet: &mut Sheet, model: &Model, reading: &'static ReadingText) {
    difference(sheet, model, reading);
    about(sheet, model, reading, 6);
    sheet.gap();
}

/// All about a point.
fn about(sheet: &mut Sheet, model: &Model, reading: &'static ReadingText, indent: u16) {
    let glyphs = model.theme.glyphs;
    let blank = " ".repeat(usize::from(indent));
    sheet.text(Role::Text, reading.question.get(model.lang), indent);
    let now = value(model, reading);
    for it in &reading.values {
        let is_now = it.id == now;
        let (sign, role) =
            if is_now { (glyphs.holds, Role::Good) } else { (glyphs.open, Role::Quiet) };
        sheet.push(vec![
            piece(role, format!("{blank}{sign} ")),
            piece(
                if is_now { Role::Title } else { Role::Text },
                it.title.get(model.lang).to_owned(),
            ),
        ]);
        sheet.text(Role::Cite, &it.sources.join(", "), indent + 2);
        sheet.text(Role::Quiet, it.text.get(model.lang), indent + 2);
    }
    let build = format!("{} {}", model.text("readings-build"), reading.build.get(model.lang));
    sheet.text(Role::Text, &build, indent);
    if !reading.switch {
        sheet.text(Role::Doubt, &model.text("readings-no-switch"), indent);
    }
    let touches = format!("{} {}", model.text("readings-touches"), reading.touches.join(", "));
    sheet.text(Role::Quiet, &touches, indent);
}

/// What the tried value makes of this run: only what differs.
fn difference(sheet: &mut Sheet, model: &Model, reading: &'static ReadingText) {
    let (Some(draft), Some(stage)) = (&model.draft, model.stage()) else { return };
    if draft.field != FormField::Reading(&reading.id) || draft.options == stage.options {
        return;
    }
    match &draft.outcome {
        TrialResult::Same => sheet.text(Role::Good, &model.text("readings-same"), 6),
        TrialResult::Impossible(why) => sheet.text(Role::Bad, why, 6),
        TrialResult::Parts(tried) => {
            let said = model.words().with("readings-parts", &[("step", tried.step.into())]);
            sheet.text(Role::Changed, &said, 6);
            differing(sheet, model, stage, tried);
        }
    }
    sheet.gap();
}

fn differing(sheet: &mut Sheet, model: &Model, stage: &Stage, tried: &Tried) {
    let glyphs = model.theme.glyphs;
    let room = sheet.columns.saturating_sub(14);
    let only: Vec<(bool, usize)> = tried
        .comparison
        .rows()
        .iter()
        .filter_map(|row| match *row {
            AlignedRow::Both(..) => None,
            AlignedRow::OnlyA(step) => Some((true, step)),
            AlignedRow::OnlyB(step) => Some((false, step)),
        })
        .collect();
    let (mut now, mut then) =
        (StateCursor::new(&stage.timeline), StateCursor::new(&tried.timeline));
    for (is_now, step) in only.iter().take(MOST) {
        let (sign, role) =
            if *is_now { (glyphs.gone, Role::Going) } else { (glyphs.added, Role::Added) };
        let walk = if *is_now { &mut now } else { &mut then };
        let sentence = walk.short(*step, model.lang);
        let text = cut(&sentence, room, glyphs.cut);
        sheet.push(vec![piece(role, format!("      {sign} {step:>4} ")), piece(role, text)]);
    }
    if only.len() > MOST {
        let said = model.words().with("readings-more", &[("count", (only.len() - MOST).into())]);
        sheet.push(vec![piece(Role::Quiet, format!("        {said}"))]);
    }
    for it in tried.comparison.last() {
        let [now, then] = [&it.a, &it.b].map(Option::as_ref);
        let name = standing::title(&it.item, now.or(then));
        sheet.push(vec![
            piece(Role::Text, format!("      {} {name}: ", model.text("readings-end"))),
            piece(Role::Going, standing::text(model.words(), now)),
            piece(Role::Quiet, format!(" {} ", glyphs.becomes)),
            piece(Role::Added, standing::text(model.words(), then)),
        ]);
    }
}

/// One point on a sheet of its own, with the addresses of its pages.
pub fn one(model: &Model, id: &str, columns: u16) -> Sheet {
    let Some(reading) = catalogue::reading(id) else { return Sheet::new(id.to_owned(), columns) };
    let mut sheet = Sheet::new(format!("{id}  {}", reading.title.get(model.lang)), columns);
    about(&mut sheet, model, reading, 0);
    sheet.gap();
    let mut pages: Vec<&str> =
        reading.values.iter().flat_map(|it| &it.sources).map(String::as_str).collect();
    pages.sort_unstable();
    pages.dedup();
    crate::tui::content::sheet::glossary::push_pages(
        &mut sheet,
        model,
        pages.into_iter().filter(|page| !is_tag(page)),
    );
    sheet
}

/// Sources that are no pages of the reference are named in capitals.
fn is_tag(source: &str) -> bool {
    !source.chars().any(char::is_lowercase)
}
