//! Why is it so? The life of an item: every step that created, changed or removed it, with the
//! calls that led there and the page that says so; for an object, who still holds it.

use crate::narrate::cursor::{StateCursor, chain};
use crate::sim::change::Change;
use crate::sim::ledgers::{Item, Ledgers};
use crate::sim::state::Life;
use crate::sim::{Event, EventKind, ObjectId, Timeline};
use crate::tui::content::lookup;
use crate::tui::content::panel::body::doubt;
use crate::tui::content::pen::{cut, piece};
use crate::tui::content::sheet::{Sheet, broken, details, holders};
use crate::tui::content::violation::BrokenRule;
use crate::tui::model::Model;
use crate::tui::model::lesson::LessonStage;
use crate::tui::model::sheet::Action;
use crate::tui::model::stage::Stage;
use crate::tui::model::theme::Role;

/// Most steps of a life that are listed.
const MOST: usize = 400;

/// The life of an item.
pub fn item(model: &Model, stage: &Stage, item: Item, columns: u16) -> Sheet {
    let state = stage.timeline.state();
    let program = stage.timeline.machine().program();
    let mut sheet = Sheet::new(model.text("why-title"), columns);
    details::push(&mut sheet, model, stage, item);
    if let Item::Object(object) = item
        && program.is_listed(state, object)
    {
        sheet.gap();
        holders::push(&mut sheet, model, stage, object);
    }
    sheet.gap();
    let at = stage.timeline.at();
    let mut steps = life(&stage.timeline, item);
    // What is still to come may be what is asked.
    let asks = model.lesson().is_some_and(LessonStage::asks);
    if asks {
        steps.retain(|step| *step <= at);
    }
    let ahead = steps.iter().all(|step| *step > at) && !asks;
    let history = model.text(if ahead { "why-ahead" } else { "why-history" });
    sheet.push(vec![piece(Role::Title, history)]);
    let mut walk = StateCursor::new(&stage.timeline);
    if steps.is_empty() {
        sheet.text(
            Role::Quiet,
            &model.text(if asks { "why-not-touched-yet" } else { "why-untouched" }),
            2,
        );
    }
    for step in steps.iter().take(MOST) {
        push_step(&mut sheet, model, stage, &mut walk, *step);
    }
    if asks {
        sheet.text(Role::Doubt, &model.text("why-after-answer"), 2);
    }
    sheet
}

/// What led to a step.
pub fn step(model: &Model, stage: &Stage, step: usize, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("why-title"), columns);
    let Some(event) = stage.timeline.event(step) else {
        sheet.text(Role::Text, &model.text(lookup::start(&stage.timeline)), 0);
        sheet.gap();
        sheet.text(Role::Text, &model.text("why-how"), 0);
        return sheet;
    };
    let mut walk = StateCursor::new(&stage.timeline);
    push_broken(&mut sheet, model, stage, &mut walk, step);
    push_step(&mut sheet, model, stage, &mut walk, step);
    let program = stage.timeline.machine().program();
    let mut callers = stage.timeline.callers(step);
    callers.reverse();
    if !callers.is_empty() {
        sheet.gap();
        sheet.push(vec![piece(Role::Title, model.text("why-callers"))]);
    }
    for call in callers {
        // A log has no statement that calls.
        if stage.timeline.log_name().is_some() {
            let line = vec![
                piece(Role::Key, format!("{call:>6}  ")),
                piece(Role::Text, walk.short(call, model.lang)),
            ];
            sheet.choice(line, Action::Jump(call));
        } else if let Some(Event { at, .. }) = stage.timeline.event(call) {
            let body = program.body(at.body);
            let text = body
                .statements
                .get(usize::from(at.statement))
                .map_or("", |statement| &*statement.text);
            let line = vec![
                piece(Role::Key, format!("{call:>6}  ")),
                piece(Role::Actor, format!("{}  ", body.title)),
                piece(Role::Text, text.to_owned()),
            ];
            sheet.choice(line, Action::Jump(call));
        }
    }
    if step == stage.timeline.len() {
        push_removed(&mut sheet, model, stage, &mut walk);
    }
    let touched = touched(event, &stage.timeline, step);
    if !touched.is_empty() {
        sheet.gap();
        sheet.push(vec![piece(Role::Title, model.text("why-touched"))]);
        let name = |item: Item| stage.ledgers().title(item);
        for item in touched {
            sheet.choice(
                vec![piece(Role::Text, format!("  {}", name(item)))],
                Action::Open(crate::tui::model::sheet::SheetKind::Item(item)),
            );
        }
    }
    sheet
}

/// The rules that a step broke come first; at the end of a run, how it came out.
fn push_broken(
    sheet: &mut Sheet,
    model: &Model,
    stage: &Stage,
    walk: &mut StateCursor<'_>,
    step: usize,
) {
    let rules = BrokenRule::all(&stage.timeline, stage.timeline.violations_at(step).iter());
    let scene = stage.scene(model.lang, model.theme);
    if !rules.is_empty() || scene.ends_otherwise().is_some() {
        broken::push_cause(sheet, model, stage);
    }
    for it in &rules {
        broken::push(sheet, model, stage, it, walk.state(step));
        sheet.gap();
    }
    let verdict = lookup::verdict(&scene);
    for (role, text) in &verdict {
        sheet.text(*role, text, 0);
    }
    if !verdict.is_empty() {
        sheet.gap();
    }
}

/// At the end of a run: each step that removed or freed something, since that is why the ledgers
/// are as they are.
fn push_removed(sheet: &mut Sheet, model: &Model, stage: &Stage, walk: &mut StateCursor<'_>) {
    let (program, last) = (stage.timeline.machine().program(), stage.timeline.final_state());
    let is_removal = |event: &Event| match event.kind {
        EventKind::RowRemoved { .. } | EventKind::UidRemoved { .. } => true,
        EventKind::Freed { object, .. } | EventKind::Invalidated { object } => {
            program.is_listed(last, object)
        }
        _ => false,
    };
    let events = (1..).zip(stage.timeline.events());
    let steps: Vec<usize> =
        events.filter(|(_, event)| is_removal(event)).map(|(step, _)| step).take(MOST).collect();
    sheet.gap();
    let id = match (steps.is_empty(), program.recorded) {
        (true, true) => "log-nothing-removed",
        (true, false) => "why-nothing-removed",
        (false, _) => "why-removed",
    };
    sheet.push(vec![piece(Role::Title, model.text(id))]);
    let room = sheet.columns.saturating_sub(8);
    for step in steps {
        let text = cut(&walk.short(step, model.lang), room, model.theme.glyphs.cut).into_owned();
        let line = vec![piece(Role::Key, format!("{step:>6}  ")), piece(Role::Text, text)];
        sheet.choice(line, Action::Jump(step));
    }
}

fn touched(event: &Event, timeline: &Timeline, step: usize) -> Vec<Item> {
    let mut walk = StateCursor::new(timeline);
    let marks =
        crate::tui::model::marks::ItemMarks::of(std::slice::from_ref(event), walk.state(step));
    let here = Ledgers::of(timeline.machine().program(), timeline.state());
    marks.items().filter(|item| here.has(*item)).collect()
}

/// A step in a list: its number, its sentence, its callers, its page. Enter jumps to it.
pub fn push_step(
    sheet: &mut Sheet,
    model: &Model,
    stage: &Stage,
    walk: &mut StateCursor<'_>,
    step: usize,
) {
    let here = stage.timeline.at();
    let glyphs = model.theme.glyphs;
    let sentence = walk.sentence(step, model.lang);
    let role = if step <= here { Role::Text } else { Role::Quiet };
    let marker = if step == here { glyphs.here } else { " " };
    let room = sheet.columns.saturating_sub(10).max(1);
    for (row, line) in crate::tui::content::pen::wrap(&sentence, room).into_iter().enumerate() {
        match row {
            0 => sheet.choice(
                vec![
                    piece(Role::Current, marker),
                    piece(Role::Key, format!("{step:>6}  ")),
                    piece(role, line),
                ],
                Action::Jump(step),
            ),
            _ => sheet.push(vec![piece(Role::Quiet, "         "), piece(role, line)]),
        }
    }
    let arrow = format!(" {} ", glyphs.spin[1]);
    let chain = chain(&stage.timeline, step).join(&arrow);
    sheet.push(vec![piece(Role::Quiet, "         "), piece(Role::Actor, chain)]);
    if let Some(cite) = cite(model, stage, step) {
        sheet.push(vec![piece(Role::Quiet, "         "), piece(Role::Cite, cite)]);
    }
}

/// The address of the page that says so, and how sure it is.
fn cite(model: &Model, stage: &Stage, step: usize) -> Option<String> {
    let event = stage.timeline.event(step)?;
    let statement = stage.timeline.machine().program().statement(event)?;
    let mark = doubt(statement.confidence).map_or(String::new(), |mark| format!("  {mark}"));
    let pages: Vec<String> =
        statement.cites.iter().map(|cite| lookup::page(cite, model.lang)).collect();
    match (pages.is_empty(), mark.is_empty()) {
        (true, true) => None,
        _ => Some(format!("{}{mark}", pages.join("  "))),
    }
}

/// Steps that created, changed or removed an item, tried to, or called it too late; oldest first.
pub fn life(timeline: &Timeline, item: Item) -> Vec<usize> {
    let start = timeline.machine().start();
    let mut counts = [start.rows.len(), start.uids.len(), start.objects.len()];
    let mut life = Life::Live;
    let mut steps = Vec::new();
    for (index, event) in timeline.events().iter().enumerate() {
        let mut is_about = names(&event.kind, item, life);
        for change in &event.changes {
            is_about |= touches(change, item, &mut counts);
            if let (Change::Life(object, _, now), Item::Object(id)) = (change, item)
                && *object == id
            {
                life = *now;
            }
        }
        if is_about {
            steps.push(index + 1);
        }
    }
    steps
}

/// Whether an event is about an item although it may have changed nothing: a second removal, a call
/// that comes too late.
fn names(kind: &EventKind, item: Item, life: Life) -> bool {
    match (kind, item) {
        (EventKind::RowRemoved { row } | EventKind::RowChanged { row, .. }, Item::Row(id)) => {
            *row == id
        }
        (EventKind::UidRemoved { uid }, Item::Uid(id)) => *uid == id,
        (EventKind::Freed { object, .. } | EventKind::Invalidated { object }, Item::Object(id)) => {
            *object == id
        }
        (EventKind::Call { object, .. }, Item::Object(id)) => *object == id && life != Life::Live,
        (EventKind::Crash { object: Some(object), .. }, Item::Object(id)) => *object == id,
        _ => false,
    }
}

fn touches(change: &Change, item: Item, counts: &mut [usize; 3]) -> bool {
    let mut next = |kind: usize| {
        counts[kind] += 1;
        counts[kind] - 1
    };
    match change {
        Change::RowAdded(_) => Some(next(0)) == row(item),
        Change::UidAdded(_) => Some(next(1)) == uid(item),
        Change::Create(..) => Some(next(2)) == object(item).map(ObjectId::index),
        Change::Present(at, ..) | Change::Status(at, ..) => Some(at.index()) == row(item),
        Change::Registered(at, ..) => Some(at.index()) == uid(item),
        Change::Refs(at, ..) | Change::Life(at, ..) => Some(*at) == object(item),
        Change::Message(at, ..) => item == Item::Message(*at),
        Change::Sends(at, ..)
        | Change::Gets(at, ..)
        | Change::Flushing(at, ..)
        | Change::LoggedOn(at, ..) => item == Item::Transport(*at),
        _ => false,
    }
}

fn row(item: Item) -> Option<usize> {
    match item {
        Item::Row(row) => Some(row.index()),
        _ => None,
    }
}

fn uid(item: Item) -> Option<usize> {
    match item {
        Item::Uid(uid) => Some(uid.index()),
        _ => None,
    }
}

fn object(item: Item) -> Option<ObjectId> {
    match item {
        Item::Object(object) => Some(object),
        _ => None,
    }
}

/// The last step up to here in which a holder got one more reference; that of the creation, where a
/// log has it.
pub fn taken(timeline: &Timeline, object: ObjectId, column: usize) -> Option<usize> {
    let is_created = |event: &Event| {
        let is_its = matches!(event.kind, EventKind::Created { object: it } if it == object);
        is_its && event.at.statement != crate::log::FIRST_SEEN
    };
    (1..=timeline.at()).rev().find(|step| {
        timeline.event(*step).is_some_and(|event| {
            timeline.recording().is_some() && is_created(event)
                || event.changes.iter().any(|change| {
                    let Change::Held(at, held, old, new) = change else { return false };
                    *at == object && usize::from(*held) == column && new > old
                })
        })
    })
}
