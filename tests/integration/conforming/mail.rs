//! Mail that is under way while a store shuts down.

use mapi_teardown::scenario::{RunOptions, Scenario};

/// How the mail of a run ends: names and states.
pub(super) fn mail(word: &str) -> String {
    let options = RunOptions::parse(word).unwrap_or_else(|problem| panic!("{word}: {problem}"));
    let scenario =
        Scenario::load(&options, &[]).unwrap_or_else(|problems| panic!("{word}: {}", problems[0]));
    let timeline = scenario.timeline(100_000);
    let program = timeline.machine().program();
    let ledgers = mapi_teardown::sim::notation::ledgers(program, timeline.final_state());
    ledgers
        .lines()
        .find_map(|line| line.strip_prefix("mail:"))
        .unwrap_or_default()
        .trim()
        .to_owned()
}

/// C26: what a later LOGOFF_ABORT cancels is not sent again, though LOGOFF_NO_WAIT came first.
#[test]
fn a_later_abort_overrides_an_earlier_flag() {
    for flag in ["no-wait", "orderly"] {
        let word = format!("store-logoff:world=busy,flag={flag},bug=PB5");
        assert_eq!(mail(&word), "M1=queued M2=queued M3=queued", "{word}");
    }
}

/// LOGOFF_QUIET of the spooler's own: while mail is under way nothing happens to the store, and the
/// mail goes on as if nothing had been asked.
#[test]
fn a_quiet_spooler_does_nothing_while_mail_is_under_way() {
    for activity in ["sending:M1", "receiving:M9"] {
        let word =
            format!("spooler-logoff:world=plain,flag=quiet,queue=M2:XP1,transport=XP1={activity}");
        let scenario =
            Scenario::load(&RunOptions::parse(&word).expect("valid"), &[]).expect("loads");
        let timeline = scenario.timeline(100_000);
        let (start, end) = (timeline.machine().start(), timeline.final_state());
        assert_eq!((&start.rows.len(), &start.uids), (&end.rows.len(), &end.uids), "{word}");
        let refs = |state: &mapi_teardown::sim::State| {
            state.objects.iter().map(|it| (it.refs, it.life)).collect::<Vec<_>>()
        };
        assert_eq!(refs(start), refs(end), "{word}");
        assert!(mail(&word).contains("M2=sent"), "{word}: {}", mail(&word));
    }
    assert!(mail("spooler-logoff:world=plain,flag=quiet,queue=M2:XP1").contains("M2=queued"));
}

/// A coupled transport has sent what it was sending before StoreLogoffTransports answers, so the
/// flags do not claim that it still does.
#[test]
fn the_flags_are_read_after_a_coupled_transport_has_logged_off() {
    use mapi_teardown::mapi::flag_value;
    use mapi_teardown::sim::{EventKind, Value};
    for flag in ["orderly", "no-wait"] {
        let word = format!(
            "store-logoff:world=plain,flag={flag},coupled=XP1,queue=none,transport=XP1=sending:\
            M1,reading=C21=log-off-coupled"
        );
        let scenario =
            Scenario::load(&RunOptions::parse(&word).expect("valid"), &[]).expect("loads");
        let timeline = scenario.timeline(100_000);
        let program = timeline.machine().program();
        let word_of = |kind: &EventKind| match kind {
            EventKind::Return { method, out: Value::Number(word), .. }
                if program.method_name(*method) == "StoreLogoffTransports" =>
            {
                Some(*word as u32)
            }
            _ => None,
        };
        let told =
            timeline.events().iter().find_map(|event| word_of(&event.kind)).expect("it returns");
        assert_eq!(Some(told), flag_value("LOGOFF_COMPLETE"), "{word}");
        assert_eq!(mail(&word), "M1=sent", "{word}");
    }
}
