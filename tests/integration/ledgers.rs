//! Shutdowns as a person would check them on paper: the ledgers before, the calls that were made,
//! the ledgers after.
//!
//! In the notation a struck thing is gone, `!` is invalid, a number in parentheses is a reference
//! count.

use mapi_teardown::scenario::{RunOptions, Scenario};
use mapi_teardown::sim::{Timeline, notation};

fn replay(word: &str) -> [String; 3] {
    let options = RunOptions::parse(word).expect("a run");
    let scenario =
        Scenario::load(&options, &[]).unwrap_or_else(|problems| panic!("{word}: {}", problems[0]));
    let timeline = Timeline::run(scenario.machine);
    let program = timeline.machine().program();
    let last = timeline.final_state();
    let calls = notation::calls(program, last, timeline.events());
    [
        notation::ledgers(program, timeline.machine().start()),
        calls,
        notation::ledgers(program, last),
    ]
}

/// Compares without regard to indentation of the whole and to how a ledger is broken into lines.
fn check(word: &str, before: &str, calls: &str, after: &str) {
    let [real_before, real_calls, real_after] = replay(word);
    assert_eq!(words(&real_before), words(before), "{word}: before\n{real_before}");
    let wanted: Vec<&str> =
        calls.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    let margin = wanted.iter().map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let wanted: Vec<&str> = wanted.iter().map(|line| &line[margin..]).collect();
    assert_eq!(real_calls.lines().collect::<Vec<_>>(), wanted, "{word}: calls\n{real_calls}");
    assert_eq!(words(&real_after), words(after), "{word}: after\n{real_after}");
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// World `plain`: MAPI's rows, store A with the spooler's own instance, two transports, an address
/// book.
const PLAIN: &str = "
    rows:    R1 R2 R3 R4 R5=00110001 R6=00110001 R8
    uids:    U-A U-AB U-A'
    objects: session(1) provider(1)
             logon-A(1) store-A(1) support-A(1)
             logon-A'(1) store-A'(1) support-A'(1)
             XP1-provider(1) XP1-logon(1) XP1-support(1)
             XP2-provider(1) XP2-logon(1) XP2-support(1)
             ab-provider(1) ab-logon(1) ab-support(1)
    lines:   XP1 XP2
    mail:
";

/// Both instances of store A are gone with all that MAPI had of them; it had the default Inbox, so
/// nothing comes in any more.
const STORE_GONE: &str = "
    rows:    R1 R2 R3 ~R4~ R5=00100001 R6=00100001 R8
    uids:    ~U-A~ U-AB ~U-A'~
    objects: session(1) provider(1)
             ~logon-A~ ~store-A~ ~support-A~
             ~logon-A'~ ~store-A'~ ~support-A'~
             XP1-provider(1) XP1-logon(1) XP1-support(1)
             XP2-provider(1) XP2-logon(1) XP2-support(1)
             ab-provider(1) ab-logon(1) ab-support(1)
    lines:   XP1 XP2
    mail:
";

#[test]
fn an_eager_provider_asks_the_transports_in_store_logoff() {
    let calls = "
        client-1 store-A.StoreLogoff(LOGOFF_ORDERLY)
        client-1   support-A.StoreLogoffTransports(LOGOFF_ORDERLY)
        spooler  XP1-logon.TransportNotify(NOTIFY_END_INBOUND, null)
        spooler    XP1-support.ModifyStatusRow(0, 0x10000, STATUSROW_UPDATE)
        spooler  XP2-logon.TransportNotify(NOTIFY_END_INBOUND, null)
        spooler    XP2-support.ModifyStatusRow(0, 0x10000, STATUSROW_UPDATE)
        client-1 store-A.Release()
        client-1   support-A.Unsubscribe(outgoing queue)
        client-1   support-A.Unsubscribe(tables)
        client-1   support-A.Release()
        client-1     logon-A.Logoff(0)
        client-1     logon-A.Release()
        spooler  store-A'.Release()
        spooler    support-A'.StoreLogoffTransports(LOGOFF_ABORT)
        spooler    support-A'.Release()
        spooler      logon-A'.Logoff(0)
        spooler      logon-A'.Release()
    ";
    check("store-logoff:world=plain", PLAIN, calls, STORE_GONE);
}

#[test]
fn a_deferred_provider_asks_them_in_the_last_release() {
    let calls = "
        client-1 store-A.StoreLogoff(LOGOFF_ORDERLY)
        client-1 store-A.Release()
        client-1   support-A.Unsubscribe(outgoing queue)
        client-1   support-A.Unsubscribe(tables)
        client-1   support-A.StoreLogoffTransports(LOGOFF_ORDERLY)
        spooler  XP1-logon.TransportNotify(NOTIFY_END_INBOUND, null)
        spooler    XP1-support.ModifyStatusRow(0, 0x10000, STATUSROW_UPDATE)
        spooler  XP2-logon.TransportNotify(NOTIFY_END_INBOUND, null)
        spooler    XP2-support.ModifyStatusRow(0, 0x10000, STATUSROW_UPDATE)
        client-1   support-A.Release()
        client-1     logon-A.Logoff(0)
        client-1     logon-A.Release()
        spooler  store-A'.Release()
        spooler    support-A'.StoreLogoffTransports(LOGOFF_ABORT)
        spooler    support-A'.Release()
        spooler      logon-A'.Logoff(0)
        spooler      logon-A'.Release()
    ";
    check("store-logoff:world=plain,provider=deferred", PLAIN, calls, STORE_GONE);
}

#[test]
fn a_bare_release_has_abort_imposed_on_it() {
    let calls = "
        client-1 store-A.Release()
        client-1   support-A.StoreLogoffTransports(LOGOFF_ABORT)
        spooler  XP1-logon.TransportNotify(NOTIFY_END_INBOUND, null)
        spooler    XP1-support.ModifyStatusRow(0, 0x10000, STATUSROW_UPDATE)
        spooler  XP2-logon.TransportNotify(NOTIFY_END_INBOUND, null)
        spooler    XP2-support.ModifyStatusRow(0, 0x10000, STATUSROW_UPDATE)
        spooler  store-A'.Release()
        spooler    support-A'.StoreLogoffTransports(LOGOFF_ABORT)
        spooler    support-A'.Release()
        spooler      logon-A'.Logoff(0)
        spooler      logon-A'.Release()
        client-1   support-A.Unsubscribe(outgoing queue)
        client-1   support-A.Unsubscribe(tables)
        client-1   support-A.Release()
        client-1     logon-A.Logoff(0)
        client-1     logon-A.Release()
    ";
    check("release:world=plain", PLAIN, calls, STORE_GONE);
}

#[test]
fn session_logoff_ends_address_books_stores_and_transports_in_this_order() {
    let calls = "
        client-1 MAPI.MAPIFreeBuffer(entry ID of store A)
        client-1 session.Logoff(0)
        client-1   ab-logon.Logoff(0)
        client-1     ab-support.Release()
        client-1   ab-logon.Release()
        client-1   ab-provider.Shutdown(0)
        client-1   ab-provider.Release()
        client-1   logon-A.Logoff(0)
        client-1     support-A.StoreLogoffTransports(LOGOFF_ABORT)
        spooler  XP1-logon.TransportNotify(NOTIFY_END_INBOUND, null)
        spooler    XP1-support.ModifyStatusRow(0, 0x10000, STATUSROW_UPDATE)
        spooler  XP2-logon.TransportNotify(NOTIFY_END_INBOUND, null)
        spooler    XP2-support.ModifyStatusRow(0, 0x10000, STATUSROW_UPDATE)
        spooler  store-A'.Release()
        spooler    support-A'.StoreLogoffTransports(LOGOFF_ABORT)
        spooler    support-A'.Release()
        spooler      logon-A'.Logoff(0)
        spooler      logon-A'.Release()
        client-1     support-A.Unsubscribe(outgoing queue)
        client-1     support-A.Unsubscribe(tables)
        client-1     support-A.MakeInvalid(store-A)
        client-1     support-A.Release()
        client-1   logon-A.Release()
        spooler  XP1-logon.TransportNotify(NOTIFY_END_OUTBOUND, null)
        spooler    XP1-support.ModifyStatusRow(0, 0x100000, STATUSROW_UPDATE)
        spooler  XP1-logon.TransportLogoff(0)
        spooler    XP1-support.MakeInvalid(XP1-logon)
        spooler    XP1-support.Release()
        spooler      XP1-provider.Shutdown(0)
        spooler      XP1-provider.Release()
        spooler  XP1-logon.Release()
        spooler  XP2-logon.TransportNotify(NOTIFY_END_OUTBOUND, null)
        spooler    XP2-support.ModifyStatusRow(0, 0x100000, STATUSROW_UPDATE)
        spooler  XP2-logon.TransportLogoff(0)
        spooler    XP2-support.MakeInvalid(XP2-logon)
        spooler    XP2-support.Release()
        spooler      XP2-provider.Shutdown(0)
        spooler      XP2-provider.Release()
        spooler  XP2-logon.Release()
        client-1   provider.Shutdown(0)
        client-1   provider.Release()
        client-1 store-A.Release()
        client-1 session.Release()
        client-1 MAPI.OleUninitialize()
        client-1 MAPI.MAPIUninitialize()
        client-1 MAPI.DeinitMapiUtil()
    ";
    // The client still holds the store: it stays as an invalid object until its last reference is
    // given back, which is never.
    let after = "
        rows:    ~R1~ ~R2~ ~R3~ ~R4~ ~R5~ ~R6~ ~R8~
        uids:    ~U-A~ ~U-AB~ ~U-A'~
        objects: ~session~ ~provider~
                 ~logon-A~ ~store-A~ ~support-A~
                 ~logon-A'~ ~store-A'~ ~support-A'~
                 ~XP1-provider~ ~XP1-logon~ ~XP1-support~
                 ~XP2-provider~ ~XP2-logon~ ~XP2-support~
                 ~ab-provider~ ~ab-logon~ ~ab-support~
        lines:   ~XP1~ ~XP2~
        mail:
    ";
    check("session-logoff:world=plain", PLAIN, calls, after);
}

#[test]
fn mail_under_way_is_finished_and_the_rest_waits() {
    let word =
        "store-logoff:world=plain,flag=orderly,transport=XP1=sending:M1+receiving:M9,queue=M2:XP1";
    let [before, _, after] = replay(word);
    let of = |text: &str, ledger: &str| {
        text.lines().find(|line| line.starts_with(ledger)).expect("a ledger").to_owned()
    };
    assert_eq!(of(&before, "rows"), "rows: R1 R2 R3 R4 R5=00330001 R6=00110001 R8");
    assert_eq!(of(&before, "lines"), "lines: XP1>M1<M9 XP2");
    assert_eq!(of(&before, "mail"), "mail: M1=in-process* M2=queued M9=in-process");
    assert_eq!(of(&after, "rows"), "rows: R1 R2 R3 ~R4~ R5=00100001 R6=00100001 R8");
    assert_eq!(of(&after, "lines"), "lines: XP1 XP2");
    assert_eq!(of(&after, "mail"), "mail: M1=sent M2=queued M9=saved");
}
