//! What single frames say without their sentences: the change with the value before, who runs, the
//! line that has run and the one at fault, and what broke.

use std::time::Duration;

use mapi_teardown::scenario::Scenario;
use mapi_teardown::sim::EventKind;
use mapi_teardown::sim::event::LEDGERS;
use mapi_teardown::tui::model::beside::Wrong;
use mapi_teardown::tui::model::theme::Role;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::*;

const RUNS: [&str; 4] =
    ["store-logoff:world=busy", "session-logoff", "purge:world=busy", "release:bug=PB2"];
const SIZES: [(u16, u16); 4] = [(80, 24), (100, 30), (120, 36), (200, 50)];

/// The panels that are looked into.
#[derive(Clone, Copy)]
enum Panel {
    Code,
    Stack,
    Ledger(usize),
}

/// The lines inside the border of a panel.
fn cells(model: &Model, panel: Panel) -> Vec<String> {
    let buffer = tui::render(model, model.size.0, model.size.1);
    let stage = model.stage().expect("a run");
    let areas = stage.areas(model.size).expect("large enough");
    let area: Rect = match panel {
        Panel::Code => areas.body,
        Panel::Stack => areas.stack,
        Panel::Ledger(at) => areas.ledgers[at],
    };
    let columns = area.left() + 1..area.right().saturating_sub(1);
    let line = |y| columns.clone().map(|x| buffer[(x, y)].symbol()).collect();
    (area.top() + 1..area.bottom().saturating_sub(1)).map(line).collect()
}

/// Each beat of each run, at each size.
fn at_every_beat(sizes: &[(u16, u16)], lang: Lang, mut check: impl FnMut(&Model)) {
    for (word, size) in RUNS.into_iter().flat_map(|word| sizes.iter().map(move |it| (word, *it))) {
        let mut model = stage(word, lang, size);
        while model.stage().is_some_and(|stage| stage.timeline.next_beat().is_some()) {
            press(&mut model, "Right");
            check(&model);
        }
    }
}

#[test]
fn every_frame_of_a_run_keeps_the_laws() {
    let (mut changes, mut arrows) = (0, 0);
    at_every_beat(&SIZES, Lang::En, |model| {
        changes += changes_show_the_value_before(model, ["removed", "freed", "invalid 1"]);
        arrows += arrows_are_beside_no_sign(model);
        code_is_in_view(model);
        if model.size.0 >= 100 {
            no_thread_is_missing(model);
        }
    });
    assert!(changes > 200 && arrows > 100, "{changes} {arrows}");
    let mut changes = 0;
    at_every_beat(&[(80, 24), (120, 36)], Lang::PtBr, |model| {
        let fates = ["removida", "desalocado", "inválido 1"];
        changes += changes_show_the_value_before(model, fates);
    });
    assert!(changes > 100, "{changes}");
}

/// Where a line changed, its old value shows beside the new one, or what became of it; and what is
/// said on the right is never cut, nor is a line of the tree.
fn changes_show_the_value_before(model: &Model, fates: [&str; 3]) -> usize {
    let mut changes = 0;
    for ledger in 0..LEDGERS.len() {
        for cell in cells(model, Panel::Ledger(ledger)) {
            let line = cell.trim_end_matches(['<', '+', '\'']).trim_end();
            let shown = || picture(model, model.size);
            // A narrow panel keeps the name, and cuts what is said of it; what flags a row has is
            // too long for both in most.
            let is_wide = model.size.0 >= 120 && ledger == 2;
            assert!(!is_wide || !line.contains('…'), "{cell}\n{}", shown());
            if !is_wide || !cell.ends_with('<') {
                changes += usize::from(cell.ends_with('<'));
                continue;
            }
            changes += 1;
            let leads_to = |it: &str| ["XP", "logon", "ab-"].iter().any(|to| it.starts_with(to));
            let owner = line.split("→ ").skip(1).any(leads_to);
            let arrows = line.matches('→').count() - usize::from(owner);
            let told = arrows > 0 || fates.iter().any(|fate| line.ends_with(fate));
            let signed = line.starts_with(['x', '!', '¬']);
            assert!(told || signed, "{cell}\n{}", shown());
        }
    }
    changes
}

fn no_thread_is_missing(model: &Model) {
    let panel = cells(model, Panel::Stack).join("\n");
    let stage = model.stage().expect("a run");
    let program = stage.timeline.machine().program();
    for thread in 0..stage.state().threads.len() as u8 {
        let name = program.thread_name(stage.state(), mapi_teardown::sim::ThreadId(thread));
        assert!(panel.contains(name), "{name} is missing\n{}", picture(model, model.size));
    }
}

/// The statement that has run and the next one are in the panel, away from its border.
fn code_is_in_view(model: &Model) {
    let panel = cells(model, Panel::Code);
    let begins = |sign: char| panel.iter().any(|line| line.starts_with(sign));
    let shown = || picture(model, model.size);
    let running = model.stage().expect("a run").running;
    let tells = begins('!') || begins('¬') && !begins('▶');
    if running.body.is_some() && !tells {
        assert!(running.next.is_none() || begins('▶'), "{}", shown());
        let ran = running.ran.filter(|ran| running.next != Some(*ran));
        assert!(ran.is_none() || begins('•'), "{}", shown());
    }
    assert!(panel.iter().all(|line| line.ends_with([' ', '…'])), "{}", shown());
}

/// Arrows for more lines are in a border.
fn arrows_are_beside_no_sign(model: &Model) -> usize {
    let mut seen = 0;
    for line in picture(model, model.size).lines() {
        let signs: Vec<char> = line.chars().collect();
        for at in (1..signs.len()).filter(|at| ['▲', '▼'].contains(&signs[*at])) {
            seen += 1;
            let shown = || picture(model, model.size);
            assert!("─┬┴┼├▼▲ ".contains(signs[at - 1]), "{line}\n{}", shown());
        }
    }
    seen
}

/// The picture where the first rule is broken in the run of a bug.
fn broken(word: &str, size: (u16, u16)) -> Model {
    let mut model = stage(word, Lang::En, size);
    press(&mut model, "]");
    model
}

#[test]
fn a_small_window_shows_the_first_lines_of_the_fault() {
    let first = |word: &str| cells(&broken(word, (80, 24)), Panel::Code);
    let early = first("release:bug=PB3");
    assert!(early[0].starts_with('!') && early[0].contains(" st.support.Release()"), "{early:?}");
    assert!(early[1].contains("missing here: sup.Release()"), "{early:?}");
    for (id, bug) in Scenario::bugs() {
        let word = format!("{}{}bug={id}", bug.run, if bug.run.contains(':') { "," } else { ":" });
        let [small, large] = [(80, 24), (200, 60)].map(|size| {
            let mut model = stage(&word, Lang::En, size);
            press(&mut model, "]");
            cells(&model, Panel::Code)
        });
        // The first of them, or the one with which the run diverges.
        let begins = |line: &String| line.chars().filter(|it| *it != ' ').take(24).collect();
        let marked = |line: &&String| line.starts_with(['!', '¬']);
        let fault: Vec<String> = large.iter().filter(marked).map(begins).collect();
        let flat: String = small.concat().chars().filter(|it| *it != ' ').collect();
        let is_seen = fault.is_empty() || fault.iter().any(|line| flat.contains(line));
        assert!(is_seen, "{id}: {fault:?}\n{}", small.join("\n"));
    }
}

#[test]
fn a_method_that_has_ended_says_so_at_every_size() {
    for word in ["session-logoff:bug=PB10", "release:bug=PB2"] {
        for size in SIZES {
            let model = broken(word, size);
            let shown = picture(&model, size);
            assert!(shown.contains("ended at "), "{shown}");
        }
    }
}

/// The line of an item whose text begins so.
fn line_of(model: &Model, text: &str) -> String {
    let shown = picture(model, model.size);
    let line = shown.lines().find(|line| line.contains(text)).expect("on the screen");
    let from = line[..line.find(text).expect("is there")].rfind('│').expect("a border");
    line[from..].split('│').nth(1).expect("a cell").to_owned()
}

#[test]
fn a_transport_is_struck_only_when_its_logoff_arrives_and_the_change_is_lit() {
    for size in [(80, 24), (120, 36)] {
        let mut model = stage("session-logoff", Lang::En, size);
        model.reduced_motion = false;
        let run = model.stage_mut().expect("a run");
        let off = run.timeline.events().iter().position(|event| {
            matches!(event.kind, EventKind::Transport { from, to, .. }
                if from.logged_on && !to.logged_on)
        });
        run.go(off.expect("it happens"));
        press(&mut model, ".");
        let name = if line_of(&model, "1 XP1").contains('◇') { "1 XP1" } else { "2 XP2" };
        for _ in 0..4 {
            let before = line_of(&model, name);
            assert!(before.starts_with('◇') && !before.contains("logged off"), "{before}");
            update(&mut model, Message::Elapsed(Duration::from_millis(30)));
        }
        update(&mut model, Message::Arrive);
        let after = line_of(&model, name);
        assert!(after.starts_with('x') && after.contains(" → logged off"), "{after}");
        let lit = text_in(&model, Role::Changed);
        assert!(lit.contains("logged off"), "{lit}");
        assert!(!struck(&model).contains("idle"), "only what it is called is struck");
    }
}

/// All text on the screen in the colour of a role.
fn text_in(model: &Model, role: Role) -> String {
    let colour = model.theme.style(role).fg;
    let buffer = tui::render(model, model.size.0, model.size.1);
    let cells = buffer.content().iter();
    cells.map(|cell| if Some(cell.fg) == colour { cell.symbol() } else { " " }).collect()
}

/// All text on the screen that is struck.
fn struck(model: &Model) -> String {
    let buffer = tui::render(model, model.size.0, model.size.1);
    let is_struck = |cell: &&ratatui::buffer::Cell| cell.modifier.contains(Modifier::CROSSED_OUT);
    buffer.content().iter().filter(is_struck).map(ratatui::buffer::Cell::symbol).collect()
}

#[test]
fn what_stays_is_told_when_it_is_left_out_and_not_before_the_step_has_landed() {
    let mut model = stage("release:bug=PB2", Lang::En, (120, 36));
    model.reduced_motion = false;
    let stays = |model: &Model| picture(model, model.size).matches(" stays ").count();
    let mut last = 0;
    let mut told = Vec::new();
    while model.stage().is_some_and(|stage| stage.timeline.next_beat().is_some()) {
        press(&mut model, "Right");
        assert!(!model.is_moving() || stays(&model) <= last, "too early");
        update(&mut model, Message::Arrive);
        let stage = model.stage().expect("a run");
        if stays(&model) > last {
            let event = stage.timeline.last_event().expect("a step");
            told.push(event.kind.clone());
            assert!(stage.wrong.values().any(|it| *it == Wrong::Stays));
        }
        last = stays(&model);
    }
    assert!(!told.is_empty());
    let returns = told.iter().all(|kind| matches!(kind, EventKind::Return { .. }));
    assert!(returns, "the call is left out when the method returns without it: {told:?}");
}

#[test]
fn a_crash_lights_what_broke_and_the_thread_it_happened_on() {
    let size = (120, 36);
    let mut model = stage("store-logoff:world=busy,notify=late,bug=PB14", Lang::En, size);
    press(&mut model, "End");
    assert!(text_in(&model, Role::Bad).contains("store-A"));
    let stack = cells(&model, Panel::Stack);
    let crashed = stack.iter().find(|line| line.contains("OnNotify")).expect("it is running");
    assert!(crashed.starts_with("! spooler"), "{stack:?}");
}

#[test]
fn where_a_rule_is_broken_nothing_else_is_lit() {
    let size = (120, 36);
    for word in ["release:bug=PB2", "release:bug=PB3", "session-logoff:bug=PB10"] {
        let model = broken(word, size);
        let lit = text_in(&model, Role::Changed);
        let words = ["freed", "removed", "logged off", "sent", "→"];
        let found = words.iter().find(|word| lit.contains(**word));
        assert!(found.is_none(), "{word}: {found:?}\n{}", picture(&model, size));
    }
}

#[test]
fn all_lines_of_the_tree_have_the_interface_or_none_has() {
    for (size, wanted) in [((80, 24), 0), ((120, 36), 0), ((160, 45), 0), ((200, 50), 10)] {
        let model = stage("store-logoff:world=busy", Lang::En, size);
        let lines = cells(&model, Panel::Ledger(2));
        let kinds = ["IMSProvider", "IMSLogon", "IMsgStore", "IMAPISupport", "IMAPISession"];
        let with = lines.iter().filter(|line| kinds.iter().any(|kind| line.contains(kind)));
        let count = with.count();
        assert!(count >= wanted && (wanted > 0 || count == 0), "{size:?} {}", lines.join("\n"));
    }
}
