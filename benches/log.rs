//! What a log of a million records takes: reading, folding and judging it, opening it on the stage
//! until the first frame is there, and how much memory the whole program needs for that.
//!
//! The bounds are three seconds and 400 MB.

use std::fmt::Write as _;
use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use divan::Bencher;
use mapi_teardown::headless::film::{Film, FilmScreen};
use mapi_teardown::log;
use mapi_teardown::run;
use mapi_teardown::tui::Start;

/// Records of the long log.
const RECORDS: usize = 1_000_000;

fn main() {
    match peak(&LONG) {
        Some(kib) => {
            println!("teardown judge, {RECORDS} records: at most {} MB", kib * 1024 / 1_000_000);
        }
        None => println!("teardown judge: no memory is known on this system"),
    }
    divan::main();
}

static LONG: LazyLock<PathBuf> = LazyLock::new(|| {
    let path = std::env::temp_dir().join("teardown-bench-long.log");
    fs::write(&path, long()).expect("a file");
    path
});

/// Clients at work on messages of a store, and its shutdown at the end.
fn long() -> String {
    let mut it = Writer::default();
    let observed = r#""calls":["IMsgStore","IMAPISupport","IMSLogon","IMSProvider","IMessage"]"#;
    let flags = r#""counts":true,"results":true,"flags":true,"from_start":true"#;
    let _ = writeln!(it.text, r#"{{"teardown-log":1,"observed":{{{observed},{flags}}}}}"#);
    it.call("0xA0000", "IMSProvider", "Logon", r#","args":{"lpMAPISup":"0xB0000"}"#);
    it.counted("0xB0000", "IMAPISupport", "AddRef", 2);
    it.back(r#","result":0,"gives":{"lppMSLogon":"0xC0000","lppMDB":"0xD0000"}"#);
    it.counted("0xB0000", "IMAPISupport", "Release", 1);
    let mut turn = 0;
    while it.records < RECORDS - 20 {
        let message = format!("0xE{:04X}", turn % 2_000);
        it.call("0xD0000", "IMsgStore", "OpenEntry", "");
        it.back(&format!(r#","result":0,"gives":{{"lppMessage":"{message}"}}"#));
        it.call(&message, "IMessage", "GetProps", "");
        it.back(r#","result":"S_OK""#);
        it.counted(&message, "IMessage", "AddRef", 2);
        it.counted(&message, "IMessage", "Release", 1);
        it.counted(&message, "IMessage", "Release", 0);
        turn += 1;
    }
    it.call("0xD0000", "IMsgStore", "StoreLogoff", r#","flags":"LOGOFF_ORDERLY""#);
    it.call("0xB0000", "IMAPISupport", "StoreLogoffTransports", r#","flags":"LOGOFF_ORDERLY""#);
    it.back(r#","result":0,"flags":"LOGOFF_COMPLETE""#);
    it.back(r#","result":0,"flags":"LOGOFF_COMPLETE""#);
    it.call("0xD0000", "IMsgStore", "Release", "");
    it.call("0xB0000", "IMAPISupport", "Release", "");
    it.call("0xC0000", "IMSLogon", "Logoff", r#","flags":0"#);
    it.back(r#","result":0"#);
    it.counted("0xC0000", "IMSLogon", "Release", 0);
    it.back(r#","count":0"#);
    it.back(r#","count":0"#);
    while it.records < RECORDS {
        it.record(r#"{"record":"note","note":"over"}"#);
    }
    it.text
}

#[derive(Default)]
struct Writer {
    text: String,
    records: usize,
    open: Vec<usize>,
}

impl Writer {
    fn record(&mut self, line: &str) {
        self.records += 1;
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn call(&mut self, object: &str, interface: &str, method: &str, more: &str) {
        let seq = self.records + 1;
        self.open.push(seq);
        let head = format!(r#"{{"record":"call","seq":{seq},"time":{},"thread":7,"#, seq * 997);
        let what = format!(r#""object":"{object}","interface":"{interface}","method":"{method}""#);
        self.record(&format!("{head}{what}{more}}}"));
    }

    fn back(&mut self, more: &str) {
        let of = self.open.pop().unwrap_or_default();
        let seq = self.records + 1;
        let head = format!(r#"{{"record":"return","seq":{seq},"time":{},"#, seq * 997);
        self.record(&format!(r#"{head}"thread":7,"of":{of}{more}}}"#));
    }

    fn counted(&mut self, object: &str, interface: &str, method: &str, count: i32) {
        self.call(object, interface, method, "");
        self.back(&format!(r#","count":{count}"#));
    }
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_and_judge() -> usize {
    let file = BufReader::new(fs::File::open(&*LONG).expect("a file"));
    let log = log::read::read("long", Box::new(file)).expect("a log");
    assert_eq!((log.records.len(), log.problem_count), (RECORDS, 0));
    let run = log::fold(log);
    log::judge(&run).findings.len()
}

/// Until the first frame is drawn.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn open_on_the_stage(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| {
        let run = run::find(Some(LONG.as_os_str()), &[]).expect("a run");
        let start = Start::Ready(run.scenario.options.clone(), Box::new(run.timeline()));
        let screen = FilmScreen { size: (120, 36), ..FilmScreen::default() };
        let mut film = Film::new(start, None, &screen, true);
        film.begin();
        film.picture().area.width
    });
}

/// The most memory that `teardown judge` had, in KiB, where the system tells.
#[expect(clippy::disallowed_methods, reason = "a process tells nobody that its memory has grown")]
fn peak(log: &Path) -> Option<u64> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_teardown"))
        .arg("judge")
        .arg(log)
        .stdout(Stdio::null())
        .spawn()
        .ok()?;
    let status = format!("/proc/{}/status", child.id());
    let mut most = None;
    while child.try_wait().ok()?.is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        most = most.max(now);
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    most
}
