//! Calls that nothing answers are refused where they are written.

use mapi_teardown::scenario::{Replacement, RunOptions, Scenario};

use super::refused;

#[test]
fn a_method_without_a_body_is_refused_where_it_is_called() {
    let script = |call: &str| {
        format!(
            "module: client\nwho: client\nscripts:\n  store-logoff:\n    - store.Release()\n    - \
             {call}\n"
        )
    };
    for (call, name) in [
        ("store.SaveChanges()", "SaveChanges"),
        ("store.CopyTo(null)", "CopyTo"),
        ("let hr, x = store.OpenAttach(0)", "OpenAttach"),
    ] {
        let found = refused("store-logoff:world=plain", &script(call));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].message, format!("this model has no method {name}"));
        assert_eq!(found[0].place.map(|place| place.line), Some(6), "{found:?}");
        assert!(
            found[0].help.as_ref().is_some_and(|help| !help.contains("OpenAttach"))
                && found[0].portuguese.is_some(),
            "{found:?}"
        );
    }
    let own = "module: eager\nwho: provider\nmethods:\n  IMsgStore::SaveChanges() ~ inferred:\
        \n    - return S_OK\n";
    assert_eq!(
        refused("store-logoff:world=plain", own)[0].message,
        "this model has no method SaveChanges"
    );
    // A body of one's own for a method that the program only knows by name makes the call possible.
    let own = "module: eager\nwho: provider\nmethods:\n  IMsgStore::GetOutgoingQueue() ~ \
        inferred:\n    - return S_OK\n";
    let client = Replacement {
        text: script("store.GetOutgoingQueue()").replace("store.Release()", "store.GetProps()"),
        file: "client.yaml".into(),
        line: 0,
    };
    let provider = Replacement { text: own.to_owned(), file: "own.yaml".into(), line: 0 };
    let options = RunOptions::parse("store-logoff:world=plain").expect("a run");
    assert!(Scenario::load(&options, &[client, provider]).is_ok());
}

#[test]
fn a_method_of_another_object_is_refused_too() {
    let script = |call: &str| {
        format!(
            "module: client\nwho: client\nscripts:\n  store-logoff:\n    - {call}\n    - \
             store.Release()\n"
        )
    };
    for (call, message) in [
        ("session.GetProps()", "in this model, IMAPISession has no method GetProps"),
        ("store.TransportLogoff(0)", "in this model, IMsgStore has no method TransportLogoff"),
        ("subsystem.StoreLogoff(LOGOFF_ORDERLY)", "in this model, MAPI has no method StoreLogoff"),
    ] {
        let found = refused("store-logoff:world=plain", &script(call));
        assert_eq!(found.iter().map(|it| it.message.as_str()).collect::<Vec<_>>(), [message]);
        assert_eq!(found[0].place.map(|place| place.line), Some(5));
    }
    // What only the run can tell is left to it, and what the store really has is not refused.
    let own = Replacement { text: script("store.GetProps()"), file: "own.yaml".into(), line: 0 };
    assert!(
        Scenario::load(&RunOptions::parse("store-logoff:world=plain").expect("a run"), &[own])
            .is_ok()
    );
}

#[test]
fn every_bundled_run_calls_only_what_has_a_body() {
    use mapi_teardown::sim::body::Code;
    let mut calls = 0;
    let bugs = Scenario::bugs().into_iter().map(|(id, bug)| {
        format!("{}{}bug={id}", bug.run, if bug.run.contains(':') { ',' } else { ':' })
    });
    let paths = Scenario::all_paths().into_iter();
    let paths = paths.flat_map(|path| {
        Scenario::providers().into_iter().map(move |provider| format!("{path}:provider={provider}"))
    });
    for word in paths.chain(bugs) {
        let options = RunOptions::parse(&word).expect("a run");
        // Some paths are of one provider only.
        let Ok(scenario) = Scenario::load(&options, &[]) else { continue };
        let program = scenario.machine.program();
        for op in program.bodies.iter().flat_map(|body| &body.ops) {
            if let Code::Call { method, .. } = &op.code {
                calls += 1;
                let has_body = program
                    .classes
                    .iter()
                    .any(|class| class.dispatch.get(method.index()).copied().flatten().is_some());
                assert!(has_body, "{word}: {}", program.method_name(*method));
            }
        }
    }
    assert!(calls > 1000);
}
