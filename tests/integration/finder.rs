//! The finder of the home screen, by the words that people use: the tables name what somebody types
//! and the id of what must be among the first lines.

use super::harness::screen::{picture, press};
use mapi_teardown::headless::film::entries;
use mapi_teardown::scenario::catalogue;
use mapi_teardown::text::Lang;
use mapi_teardown::tui::message::Message;
use mapi_teardown::tui::update::update;
use mapi_teardown::tui::{self, Depth, Model, Settings, Start};

/// Lines of the list that one looks at.
const LOOKED_AT: usize = 6;

const ENGLISH: &[(&str, &str)] = &[
    ("hang", "hangs-at-exit"),
    ("hangs at exit", "hangs-at-exit"),
    ("freeze", "hangs-at-exit"),
    ("frozen", "hangs-at-exit"),
    ("deadlock", "hangs-at-exit"),
    ("not responding", "hangs-at-exit"),
    ("won't exit", "outlook-stays-in-memory"),
    ("wont close", "hangs-at-exit"),
    ("does not quit", "outlook-stays-in-memory"),
    ("never returns", "hangs-at-exit"),
    ("stuck", "hangs-at-exit"),
    ("outlook stays in memory", "outlook-stays-in-memory"),
    ("task manager", "outlook-stays-in-memory"),
    ("zombie", "outlook-stays-in-memory"),
    ("add-in", "outlook-stays-in-memory"),
    ("leak", "client-leaks-a-store"),
    ("leaking", "client-leaks-a-store"),
    ("memory leak", "memory-grows"),
    ("out of memory", "memory-grows"),
    ("memory", "outlook-stays-in-memory"),
    ("DLL", "dll-stays-loaded"),
    ("unload", "dll-stays-loaded"),
    ("crash", "crash-in-last-release"),
    ("crashed", "crash-in-last-release"),
    ("crash on exit", "crash-at-session-end"),
    ("access violation", "access-violation-in-client"),
    ("0xC0000005", "access-violation-in-client"),
    ("segfault", "crash-in-last-release"),
    ("double free", "crash-in-last-release"),
    ("use after free", "crash-in-last-release"),
    ("stack overflow", "crash-in-last-release"),
    ("heap corruption", "heap-damage"),
    ("OnNotify", "heap-damage"),
    ("MAPIUninitialize", "uninitialize-crashes"),
    ("uninitialize", "uninitialize-crashes"),
    ("MAPIUnitialize", "uninitialize-crashes"),
    ("wrong thread", "uninitialize-crashes"),
    ("outbox", "mail-stays-in-outbox"),
    ("mail not sent", "mail-stays-in-outbox"),
    ("ghost", "ghost-status-row"),
    ("status table", "ghost-status-row"),
    ("duplicate", "duplicate-rows"),
    ("file locked", "file-in-use"),
    ("cannot delete pst", "file-in-use"),
    ("data loss", "data-file-check"),
    ("scanpst", "data-file-check"),
    ("MAPIUID", "dead-store-still-routed"),
    ("S_OK", "refusal-looks-like-success"),
    ("NOT_INITIALIZED", "calls-fail"),
    ("MAPI_E_INVALID_OBJECT", "calls-fail"),
    ("shared session", "all-clients-close"),
    ("OLE", "process-ends-badly"),
    ("my outlook hangs when I close it", "hangs-at-exit"),
    ("why does my dll stay loaded", "dll-stays-loaded"),
];

const PORTUGUESE: &[(&str, &str)] = &[
    ("trava", "hangs-at-exit"),
    ("travando", "hangs-at-exit"),
    ("travou ao sair", "hangs-at-exit"),
    ("congela", "hangs-at-exit"),
    ("congelou", "hangs-at-exit"),
    ("deadlock", "hangs-at-exit"),
    ("não responde", "hangs-at-exit"),
    ("nao responde", "hangs-at-exit"),
    ("não fecha", "hangs-at-exit"),
    ("não encerra", "outlook-stays-in-memory"),
    ("nunca retorna", "hangs-at-exit"),
    ("lento", "hangs-at-exit"),
    ("fica na memória", "outlook-stays-in-memory"),
    ("gerenciador de tarefas", "outlook-stays-in-memory"),
    ("zumbi", "outlook-stays-in-memory"),
    ("suplemento", "outlook-stays-in-memory"),
    ("vazamento", "client-leaks-a-store"),
    ("vazando", "client-leaks-a-store"),
    ("vazamento de memória", "memory-grows"),
    ("memória", "memory-grows"),
    ("DLL", "dll-stays-loaded"),
    ("descarrega", "dll-stays-loaded"),
    ("derruba", "crash-in-last-release"),
    ("derrubou", "crash-in-last-release"),
    ("cai", "crash-in-last-release"),
    ("queda ao sair", "crash-at-session-end"),
    ("violação de acesso", "access-violation-in-client"),
    ("violacao de acesso", "access-violation-in-client"),
    ("0xC0000005", "access-violation-in-client"),
    ("double free", "crash-in-last-release"),
    ("estouro de pilha", "crash-in-last-release"),
    ("exceção", "crash-in-last-release"),
    ("heap corrompido", "heap-damage"),
    ("notificação", "heap-damage"),
    ("MAPIUninitialize", "uninitialize-crashes"),
    ("thread errada", "uninitialize-crashes"),
    ("caixa de saida", "mail-stays-in-outbox"),
    ("outbox", "mail-stays-in-outbox"),
    ("não envia", "mail-stays-in-outbox"),
    ("e-mail preso", "mail-stays-in-outbox"),
    ("fantasma", "ghost-status-row"),
    ("tabela de status", "ghost-status-row"),
    ("duplicado", "duplicate-rows"),
    ("arquivo bloqueado", "file-in-use"),
    ("arquivo em uso", "file-in-use"),
    ("perda de dados", "data-file-check"),
    ("encerramento rápido", "data-file-check"),
    ("sessão compartilhada", "all-clients-close"),
    ("fecha sozinho", "all-clients-close"),
    ("flags de saída", "refusal-looks-like-success"),
    ("falso sucesso", "refusal-looks-like-success"),
    ("erro", "calls-fail"),
    ("meu outlook trava quando eu fecho", "hangs-at-exit"),
    ("por que a dll fica carregada", "dll-stays-loaded"),
];

fn finder(lang: Lang, typed: &str) -> Model {
    let mut model = tui::model(
        Start::Home,
        &Settings {
            reduced_motion: true,
            depth: Depth::None,
            lessons: entries(),
            ..Settings::from_environment(lang)
        },
    );
    // The list has the whole width then: nothing of the home screen is beside it.
    update(&mut model, Message::Resize(100, 36));
    press(&mut model, "f");
    typed.chars().for_each(|c| {
        update(&mut model, Message::Char(c));
    });
    model
}

/// The lines of the list, without what is said about the selected one.
fn found(model: &Model) -> Vec<String> {
    let shown = picture(model);
    let lines = shown.lines().filter_map(|line| line.split('│').nth(1));
    let lines = lines.skip_while(|line| !line.trim_start().starts_with("> ")).skip(1);
    let lines = lines.filter(|line| !line.trim().is_empty() && !line.starts_with("     "));
    lines.map(|line| line.trim().to_owned()).collect()
}

fn assert_found(lang: Lang, table: &[(&str, &str)]) {
    let mut missed = Vec::new();
    for (typed, id) in table {
        let symptom = catalogue::symptoms().iter().find(|it| it.id == *id);
        let title = symptom.unwrap_or_else(|| panic!("{id} is a symptom")).title.get(lang);
        let lines = found(&finder(lang, typed));
        if !lines.iter().take(LOOKED_AT).any(|line| line.contains(title)) {
            missed.push(format!("{typed}: {:#?}", &lines[..lines.len().min(LOOKED_AT)]));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn what_people_say_in_english_leads_to_the_symptom() {
    assert_found(Lang::En, ENGLISH);
}

#[test]
fn what_people_say_in_portuguese_leads_to_the_symptom() {
    assert_found(Lang::PtBr, PORTUGUESE);
}

#[test]
fn everything_in_the_catalogue_is_found_by_its_name() {
    for lang in [Lang::En, Lang::PtBr] {
        let bugs = catalogue::bugs().iter().map(|it| (it.id.as_str(), it.title.get(lang)));
        let rules = catalogue::rules().iter().map(|it| (it.id.as_str(), it.title.get(lang)));
        let symptoms = catalogue::symptoms().iter().map(|it| (it.title.get(lang), ""));
        for (name, title) in bugs.chain(rules).chain(symptoms) {
            let first = found(&finder(lang, name)).first().cloned().unwrap_or_default();
            assert!(first.contains(name) && first.contains(title), "{name}: {first}");
        }
    }
    for it in catalogue::glossary() {
        let lines = found(&finder(Lang::En, &it.id));
        assert!(lines.iter().any(|line| line.ends_with(&it.id)), "{}: {lines:#?}", it.id);
    }
}

#[test]
fn a_method_is_found_by_its_own_name_before_all_that_speaks_of_it() {
    for name in ["StoreLogoffTransports", "StoreLogoff", "MAPIUninitialize", "SetProviderUID"] {
        let lines = found(&finder(Lang::En, name));
        let first = lines.first().unwrap_or_else(|| panic!("{name} is not found"));
        assert!(first.starts_with("term") && first.contains(name), "{name}: {lines:#?}");
    }
}

#[test]
fn readings_and_settings_are_found_and_open_where_they_are_chosen() {
    for it in catalogue::readings() {
        let first = found(&finder(Lang::PtBr, &it.id)).first().cloned().unwrap_or_default();
        assert!(first.contains(&it.id) && first.contains("leitura"), "{}: {first}", it.id);
    }
    let mut model = finder(Lang::En, "C5");
    press(&mut model, "Enter");
    assert!(picture(&model).contains("C5"), "{}", picture(&model));
    for (typed, title) in [("provider", "Provider"), ("purge", "flag"), ("policy", "policy")] {
        let lines = found(&finder(Lang::En, typed));
        let is_it = |line: &String| line.starts_with("setting") && line.contains(title);
        assert!(lines.iter().take(LOOKED_AT).any(is_it), "{typed}: {lines:#?}");
    }
    let mut model = finder(Lang::En, "a quiet room");
    press(&mut model, "Enter");
    press(&mut model, "Down Enter");
    let shown = picture(&model);
    assert_eq!(model.home.form.get("world"), Some("plain"), "{shown}");
    // A setting of another path takes that path along.
    let mut model = finder(Lang::En, "policy");
    press(&mut model, "Enter Down Enter");
    let form = &model.home.form;
    assert_eq!(
        (form.path.as_deref(), form.given("policy").is_some()),
        (Some("fast-shutdown"), true)
    );
}

#[test]
fn words_that_nothing_has_find_nothing() {
    let shown = picture(&finder(Lang::En, "xyzzy"));
    assert!(shown.contains("No matches"), "{shown}");
}

#[test]
fn a_bug_leads_to_its_run_and_a_rule_to_a_run_that_breaks_it() {
    let mut model = finder(Lang::En, "PB2");
    press(&mut model, "Enter");
    let stage = model.stage().expect("the run of the bug");
    assert!(!stage.timeline.violations_at(stage.timeline.at()).is_empty());
    let mut model = finder(Lang::En, "INV-22");
    press(&mut model, "Enter Enter");
    let stage = model.stage().expect("the run of a bug that breaks the rule");
    let here = stage.timeline.violations_at(stage.timeline.at());
    assert!(here.iter().any(|found| found.rule == "INV-22"));
    // A rule that no bug of the list breaks has its sheet, too.
    let mut model = finder(Lang::En, "INV-24");
    press(&mut model, "Enter");
    assert!(picture(&model).contains("No bug in the list"), "{}", picture(&model));
}

#[test]
fn what_is_typed_stays_in_view_however_far_one_goes_down() {
    let settings = Settings {
        reduced_motion: true,
        depth: Depth::None,
        lessons: entries(),
        ..Settings::from_environment(Lang::En)
    };
    let mut model = tui::model(Start::Home, &settings);
    update(&mut model, Message::Resize(80, 24));
    press(&mut model, "/ l e a k");
    for _ in 0..30 {
        let shown = picture(&model);
        assert!(shown.contains("> leak"), "{shown}");
        press(&mut model, "Down");
    }
}
