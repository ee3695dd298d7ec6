//! Damaged logs, made from good ones by kinds: what is wrong has its line and its reason, and
//! everything else is read as before. No process is started, so that many can be tried.

use std::fs;
use std::path::Path;

use mapi_teardown::log::{fold, judge, read};

/// What is read of a log.
#[derive(Debug, PartialEq)]
struct ReadLog {
    records: usize,
    /// The line and the code of each problem.
    problems: Vec<(u32, &'static str)>,
    /// The rules that are broken, and who is to blame.
    broken: Vec<(&'static str, &'static str)>,
}

fn read(bytes: &[u8]) -> ReadLog {
    let log = read::read("damaged", Box::new(bytes)).expect("a log");
    let records = log.records.len();
    let run = fold(log);
    let place = |line: Option<mapi_teardown::diagnostic::Place>| line.map_or(0, |it| it.line);
    ReadLog {
        records,
        problems: run.log.problems.iter().map(|it| (place(it.place), it.code)).collect(),
        broken: run.timeline.violations().iter().map(|it| (it.rule, it.blame.name())).collect(),
    }
}

/// The logs of other implementations, by name.
fn logs() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = fs::read_dir(root.join("tests/logs")).expect("a folder");
    let mut all: Vec<_> = folder
        .map(|entry| entry.expect("an entry").path())
        .chain([root.join("examples/shutdown.log")])
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(path).expect("a text"))
        })
        .collect();
    all.sort();
    all
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound.max(1)
    }
}

fn wide(text: &str, big: bool) -> Vec<u8> {
    let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
    format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect()
}

#[test]
fn an_encoding_or_a_line_end_changes_nothing() {
    for (name, text) in logs() {
        let windows = text.replace('\n', "\r\n");
        let plain = read(text.as_bytes());
        assert_eq!(read(windows.as_bytes()), plain, "{name}: line ends");
        assert_eq!(read(format!("\u{feff}{text}").as_bytes()), plain, "{name}: mark");
        for big in [false, true] {
            assert_eq!(read(&wide(&windows, big)), plain, "{name}: UTF-16, big: {big}");
        }
    }
}

#[test]
fn a_log_that_is_cut_anywhere_is_read_up_to_there() {
    let text = &logs().into_iter().find(|(name, _)| name == "always-abort").expect("it").1;
    let header = text.find('\n').expect("a header") + 1;
    for at in (header..text.len()).step_by(23) {
        let cut = &text[..at];
        let whole = cut.lines().count() - 1 - usize::from(!cut.ends_with('\n'));
        for bytes in [cut.as_bytes().to_vec(), wide(cut, false)] {
            let found = read(&bytes);
            let last = cut.lines().count() as u32;
            let broken: Vec<_> = found.problems.iter().filter(|it| it.1 == "bad-record").collect();
            // A record that lacks only its line end is whole.
            let is_whole = found.records == whole + 1 && broken.is_empty();
            let is_cut = found.records == whole && broken.iter().all(|it| it.0 == last);
            assert!(is_whole || is_cut, "{at}: {found:?}");
        }
    }
}

/// What may be between two records, and what is said of it.
fn strangers() -> Vec<(Vec<u8>, &'static str)> {
    let note = format!("{{\"record\":\"note\",\"note\":\"{}\"}}", "y".repeat(1 << 20));
    let deep = "[".repeat(30_000);
    let text = |text: &str, code| (text.as_bytes().to_vec(), code);
    vec![
        (note.into_bytes(), "long-record"),
        (deep.into_bytes(), "bad-record"),
        (vec![b'{', 0xFF, 0xFE, b'}'], "not-utf8"),
        (vec![b'{', 0, b'}'], "not-utf8"),
        text(r#"{"record":"call","object":"0x1","#, "bad-record"),
        text("2026-11-30 12:00:07 [INFO] provider started", "bad-record"),
        text(r#"{"record":"call","object":"0x10001","interface":"IMsgStore"}"#, "bad-record"),
        text(r#"{"record":"return","of":987654}"#, "no-call"),
        text(r#"{"record":"return","count":1e20}"#, "bad-record"),
        text(r#"{"record":"return","flags":-9999999999}"#, "bad-record"),
        text(r#"{"record":"object","state":"created"}"#, "bad-record"),
        text(r#"{"record":"object","object":"0x10001","state":"tired"}"#, "bad-record"),
        text(r#"{"record":"end","how":"well"}"#, "bad-record"),
        text(r#"{"record":"heap","note":"\u001b[2J\u202e"}"#, "unknown-record"),
        text(r#"{"teardown-log":1}"#, "bad-record"),
    ]
}

#[test]
fn what_is_in_between_has_its_line_and_the_rest_is_read_as_before() {
    let mut dice = Dice(7);
    for (name, text) in logs() {
        let lines: Vec<&str> = text.lines().collect();
        let plain = read(text.as_bytes());
        for (stranger, code) in strangers() {
            let at = 1 + dice.below(lines.len() - 1);
            let mut bytes = lines[..at].join("\n").into_bytes();
            bytes.push(b'\n');
            bytes.extend(&stranger);
            bytes.push(b'\n');
            bytes.extend(lines[at..].join("\n").bytes());
            let found = read(&bytes);
            let what = String::from_utf8_lossy(&stranger[..stranger.len().min(60)]).into_owned();
            assert_eq!(found.problems, [(at as u32 + 1, code)], "{name} {what}");
            assert_eq!(found.broken, plain.broken, "{name} {what}");
            // What is only odd is a record too.
            let kept = matches!(code, "no-call" | "unknown-record");
            assert_eq!(found.records, plain.records + usize::from(kept), "{name} {what}");
        }
    }
}

#[test]
fn clocks_and_numbers_that_go_back_are_said_and_change_nothing() {
    for (name, text) in logs() {
        let plain = read(text.as_bytes());
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let mut wanted = Vec::new();
        for (at, line) in lines.iter_mut().enumerate().skip(1) {
            let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
            if value.get("time").is_some() {
                continue;
            }
            let time = 1_000_000 - at;
            *line = line.replacen('{', &format!("{{\"time\":{time},"), 1);
            wanted.push((at as u32 + 1, "clock-goes-back"));
        }
        let found = read(lines.join("\n").as_bytes());
        let back: Vec<_> =
            found.problems.iter().copied().filter(|it| it.1 == "clock-goes-back").collect();
        // The first one has nothing before it.
        let first = wanted.len().saturating_sub(back.len());
        assert!(first <= 1, "{name}: {first}");
        assert_eq!(back, wanted[first..], "{name}");
        assert_eq!((found.records, found.broken), (plain.records, plain.broken), "{name}");
    }
}

#[test]
fn logs_of_other_programs_are_refused_with_a_line() {
    let others: [&[u8]; 8] = [
        b"",
        b"\n\n",
        b"\"Time of Day\",\"Process Name\",\"PID\",\"Operation\"\n",
        b"<?xml version=\"1.0\"?>\n<Events/>\n",
        b"{\"level\":\"info\",\"msg\":\"started\"}\n",
        b"MZ\x90\x00\x03\x00\x00\x00",
        b"\xFF\xFEO\x00u\x00t\x00l\x00o\x00o\x00k\x00",
        b"{\"teardown-log\":\"1\"}\n",
    ];
    for other in others {
        let found = read::read("other", Box::new(other)).expect_err("no log");
        assert!(found.place.is_some_and(|it| it.line > 0), "{found:?}");
        assert!(found.help.is_some(), "{found:?}");
    }
}

/// Damages a log in one of many ways.
fn damage(lines: &mut Vec<String>, dice: &mut Dice) {
    let at = dice.below(lines.len());
    let other = dice.below(lines.len());
    let place = |line: &str, dice: &mut Dice| {
        let mut at = dice.below(line.len() + 1);
        while !line.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    match dice.below(8) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(other, lines[at].clone()),
        2 => lines.swap(at, other),
        3 => {
            let cut = place(&lines[at], dice);
            lines[at].truncate(cut);
        }
        4 => {
            let odd = ["\u{1b}[2J", "\0", "\r", "\u{2028}", "\"", "}", "\\u0000"];
            let to = place(&lines[at], dice);
            lines[at].insert_str(to, odd[dice.below(odd.len())]);
        }
        5 => {
            let numbers = ["-1", "18446744073709551616", "1e308", "null", "[]", "{}", "\"0x0\""];
            let number = numbers[dice.below(numbers.len())];
            lines[at] = lines[at].replacen(":0", &format!(":{number}"), 1);
        }
        6 => {
            let keys = ["\"depth\":", "\"of\":", "\"thread\":", "\"count\":", "\"flags\":"];
            let key = format!("{{{}{},", keys[dice.below(keys.len())], dice.below(70_000));
            lines[at] = lines[at].replacen('{', &key, 1);
        }
        _ => lines.truncate(at.max(1)),
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
}

#[test]
fn however_a_log_is_damaged_it_is_read_or_refused() {
    let (logs, mut dice) = (logs(), Dice(2_026));
    for round in 0..400 {
        let (name, text) = &logs[dice.below(logs.len())];
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for _ in 0..=dice.below(5) {
            damage(&mut lines, &mut dice);
        }
        let bytes = match dice.below(4) {
            0 => wide(&lines.join("\r\n"), dice.below(2) == 0),
            _ => lines.join("\n").into_bytes(),
        };
        let Ok(log) = read::read("damaged", Box::new(&bytes[..])) else { continue };
        let count = lines.len() as u32;
        let run = fold(log);
        assert!(run.records <= lines.len(), "{name} {round}");
        for problem in &run.log.problems {
            let line = problem.place.map_or(0, |it| it.line);
            assert!((1..=count + 1).contains(&line), "{name} {round}: {problem:?}");
        }
        // A few are judged whole, which lays them beside runs of the model.
        if round % 40 == 0 {
            let judged = judge(&run);
            assert!(judged.lawful <= judged.calls, "{name} {round}");
        }
    }
}
