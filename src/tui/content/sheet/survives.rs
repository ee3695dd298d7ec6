//! What survives: how the ledgers of each path end, side by side.

use crate::compare::{self, ItemKind, ItemName};
use crate::scenario::{RunOptions, Scenario, catalogue};
use crate::sim::Timeline;
use crate::sim::state::MessageState;
use crate::text::Text;
use crate::tui::content::panel::title;
use crate::tui::content::pen::{cut, fit, piece};
use crate::tui::content::sheet::Sheet;
use crate::tui::content::standing;
use crate::tui::model::Model;
use crate::tui::model::ending::Ending;
use crate::tui::model::sheet::Action;
use crate::tui::model::stage::Stage;
use crate::tui::model::theme::Role;

/// The ends of all paths, with the provider and the world of a run where these can be had.
pub fn endings(stage: Option<&Stage>) -> Vec<Ending> {
    catalogue::paths()
        .iter()
        .filter_map(|path| {
            let plain = RunOptions::path(&path.id);
            let (options, timeline) =
                stage.and_then(|stage| like(stage, &path.id)).or_else(|| run(plain))?;
            Some(ending(options, &path.title, &timeline))
        })
        .collect()
}

fn like(stage: &Stage, path: &str) -> Option<(RunOptions, Timeline)> {
    let known = Scenario::options_of(path);
    let mut options = RunOptions::path(path);
    for key in ["provider", "world"].into_iter().filter(|key| known.contains(key)) {
        if let Some(value) = stage.options.given(key) {
            options.set(key, value).ok()?;
        }
    }
    run(options)
}

fn run(options: RunOptions) -> Option<(RunOptions, Timeline)> {
    let scenario = Scenario::load(&options, &[]).ok()?;
    Some((options, Timeline::run(scenario.machine)))
}

fn ending(options: RunOptions, title: &'static Text, timeline: &Timeline) -> Ending {
    let program = timeline.machine().program();
    let mut start = compare::standings(program, timeline.machine().start());
    let end = compare::standings(program, timeline.final_state());
    let items = end
        .into_iter()
        .map(|(name, value)| {
            let before = start.remove(&name);
            (name, (before, value))
        })
        .collect();
    let rules = timeline.broken_rules(timeline.len());
    let state = timeline.final_state();
    let count = |wanted: &[MessageState]| {
        state.messages.iter().filter(|message| wanted.contains(&message.state)).count()
    };
    let mail = (
        count(&[MessageState::Sent]),
        count(&[MessageState::Queued, MessageState::InProcess, MessageState::Deferred]),
    );
    Ending { options, title, items, mail, broken: rules.len() }
}

/// What has become of an item.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Survival {
    Absent,
    Same,
    Changed,
    Gone,
}

fn fate(ending: &Ending, name: &ItemName) -> Survival {
    match ending.items.get(name) {
        None => Survival::Absent,
        Some((_, after)) if standing::is_gone(after) => Survival::Gone,
        Some((before, after)) if before.as_ref() == Some(after) => Survival::Same,
        Some(_) => Survival::Changed,
    }
}

/// How many items of a kind are left, and how many there were.
fn left(ending: &Ending, kind: ItemKind) -> (usize, usize) {
    let of = ending.items.keys().filter(|(is, _)| *is == kind);
    of.fold((0, 0), |(there, all), name| {
        (there + usize::from(fate(ending, name) != Survival::Gone), all + 1)
    })
}

/// The sheet: the paths with what is left of each ledger, then every item by path.
pub fn sheet(model: &Model, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("survives-title"), columns);
    sheet.text(Role::Quiet, &model.text("survives-intro"), 0);
    sheet.gap();
    let Some(endings) = model.survivors.as_deref() else { return sheet };
    paths(&mut sheet, model, endings);
    sheet.gap();
    matrix(&mut sheet, model, endings);
    sheet
}

fn paths(sheet: &mut Sheet, model: &Model, endings: &[Ending]) {
    let glyphs = model.theme.glyphs;
    let title = sheet.columns.saturating_sub(5 + 45 + 5).max(10);
    let heads =
        ["survives-rows", "survives-uids", "survives-objects", "survives-sent", "survives-queued"]
            .map(|id| format!("{:>9}", model.text(id)));
    sheet.push(vec![
        piece(Role::Quiet, " ".repeat(usize::from(title) + 5)),
        piece(Role::Quiet, heads.concat()),
    ]);
    for (at, ending) in endings.iter().enumerate() {
        let mut line = vec![
            piece(Role::Key, format!("{:>3}  ", at + 1)),
            piece(Role::Text, fit(ending.title.get(model.lang), title, glyphs.cut)),
        ];
        for kind in [ItemKind::Row, ItemKind::Uid, ItemKind::Object] {
            let (there, all) = left(ending, kind);
            let role = if there == all { Role::Quiet } else { Role::Changed };
            line.push(piece(role, format!("{:>9}", format!("{there}/{all}"))));
        }
        for count in [ending.mail.0, ending.mail.1] {
            line.push(piece(
                if count > 0 { Role::Changed } else { Role::Quiet },
                format!("{count:>9}"),
            ));
        }
        if ending.broken > 0 {
            line.push(piece(Role::Bad, format!("  {} {}", glyphs.broken, ending.broken)));
        }
        sheet.choice(line, Action::Run(ending.options.clone()));
    }
}

/// What an item is called in full.
fn called(endings: &[Ending], name: &ItemName) -> String {
    standing::title(
        &name.1,
        endings.iter().find_map(|ending| ending.items.get(name)).map(|(_, after)| after),
    )
}

fn matrix(sheet: &mut Sheet, model: &Model, endings: &[Ending]) {
    let glyphs = model.theme.glyphs;
    let mut names: Vec<&ItemName> = endings.iter().flat_map(|ending| ending.items.keys()).collect();
    names.sort();
    names.dedup();
    let wide = sheet.columns.saturating_sub(4 * endings.len() as u16 + 2).clamp(8, 34);
    let numbers: String = (1..=endings.len()).map(|at| format!("{at:>4}")).collect();
    let mut last = None;
    for name in names {
        if last != Some(name.0) {
            last = Some(name.0);
            let head = model.text(match name.0 {
                ItemKind::Message => "transports-queue",
                kind => title(kind.ledger()),
            });
            sheet.push(vec![
                piece(Role::Title, fit(&head, wide + 2, glyphs.cut)),
                piece(Role::Key, numbers.clone()),
            ]);
        }
        let mut line = vec![piece(
            Role::Text,
            format!("  {}", fit(&cut(&called(endings, name), wide, glyphs.cut), wide, "")),
        )];
        line.extend(endings.iter().map(|ending| match fate(ending, name) {
            Survival::Absent => piece(Role::Quiet, "    "),
            Survival::Same => piece(Role::Good, format!("   {}", glyphs.holds)),
            Survival::Changed => piece(Role::Changed, format!("   {}", glyphs.changed)),
            Survival::Gone => piece(Role::Bad, format!("   {}", glyphs.gone)),
        }));
        // Enter runs the first path that takes the item away, else one that has it.
        let takes = |wanted: Survival| endings.iter().find(|ending| fate(ending, name) == wanted);
        match takes(Survival::Gone)
            .or_else(|| takes(Survival::Changed))
            .or_else(|| takes(Survival::Same))
        {
            Some(ending) => sheet.choice(line, Action::Run(ending.options.clone())),
            None => sheet.push(line),
        }
    }
    let legend = model.words().with(
        "survives-legend",
        &[
            ("same", glyphs.holds.into()),
            ("changed", glyphs.changed.into()),
            ("gone", glyphs.gone.into()),
        ],
    );
    sheet.gap();
    sheet.text(Role::Quiet, &legend, 0);
}
