//! The sequence diagram: heads that stay, whole names, what is given back, and a list where lanes
//! have no room.

use super::*;

fn diagram(word: &str, lang: Lang, size: (u16, u16)) -> String {
    let mut model = stage(word, lang, size);
    press(&mut model, "End s");
    picture(&model, size)
}

#[test]
fn the_sequence_in_both_languages_and_at_three_sizes() {
    for lang in [Lang::En, Lang::PtBr] {
        for size in [(80, 24), (120, 36), (200, 50)] {
            let name = format!("sequence-{}-{}x{}", lang.code(), size.0, size.1);
            insta::assert_snapshot!(name, diagram("store-logoff:world=plain", lang, size));
        }
    }
}

#[test]
fn heads_stay_and_methods_have_their_whole_names_and_flags() {
    let mut model = stage("store-logoff:world=busy", Lang::En, (120, 36));
    press(&mut model, "End s");
    for _ in 0..3 {
        let shown = picture(&model, (120, 36));
        let head = shown.lines().find(|line| line.contains("client-1") && line.contains("store-A"));
        assert!(head.is_some_and(|head| head.contains("support-A")), "{shown}");
        (0..12).for_each(|_| drop(press(&mut model, "Up")));
    }
    let plain = diagram("store-logoff:world=plain", Lang::En, (200, 50));
    for whole in [
        "StoreLogoffTransports(LOGOFF_ORDERLY)",
        "TransportNotify(NOTIFY_END_INBOUND, null)",
        "S_OK, LOGOFF_COMPLETE",
    ] {
        assert!(plain.contains(whole), "{whole}\n{plain}");
    }
    assert!(plain.contains('┃'), "what runs is a bar");
}

#[test]
fn the_list_has_every_call_of_the_run() {
    for word in ["store-logoff:world=plain", "session-logoff:world=busy"] {
        let size = (80, 300);
        let mut model = stage(word, Lang::En, size);
        press(&mut model, "End s");
        let shown = picture(&model, size);
        let of_call = |line: &str| {
            let inner = line.trim_start_matches(['│', ' ', '●']);
            let (step, rest) = inner.split_once(' ')?;
            step.parse::<usize>().ok().filter(|_| rest.contains('▸'))
        };
        let listed: Vec<usize> = shown.lines().filter_map(of_call).collect();
        let stage = model.stage().expect("a run");
        let calls = (1..)
            .zip(stage.timeline.events())
            .filter(|(_, event)| matches!(event.kind, mapi_teardown::sim::EventKind::Call { .. }));
        let calls: Vec<usize> = calls.map(|(step, _)| step).collect();
        assert_eq!(listed, calls, "{word}\n{shown}");
    }
}
