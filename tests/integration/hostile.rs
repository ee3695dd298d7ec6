//! Lessons made with malice: each kind of growth, recursion, work and wrap-around by itself, and
//! any of them put together. Whatever a file of a megabyte says, the real program answers in
//! seconds and within its memory, and says with line and column what was too much.
//!
//! The files are made from a number, so that a failure names its file for good.

mod made;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use super::harness::BINARY;
use made::{File, file, indented};

/// Address space of a run, in KiB: the memory that it may take, and what the program itself lies
/// in.
const MEMORY: u32 = 420_000;

/// Seconds of the processor after which a run is killed: five as it is released, a search in a
/// build that is not optimised takes six times as long. What waits for another run is no work of
/// its own.
const SECONDS: u32 = 30;

/// Files of all kinds together.
const FILES: u64 = 500;

/// Seconds for all of them: on two idle cores, optimised as Cargo.toml says, they take 60, and
/// beside the other tests twice as long. `HOSTILE_SECONDS` gives a slower build more.
const IN_ALL: u64 = 300;

/// Runs the program under a bound on its memory and its time.
fn bounded(folder: &Path, arguments: &[&str]) -> Output {
    let script =
        format!("ulimit -v {MEMORY}; ulimit -t {SECONDS}; exec timeout -s KILL 120 \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, "sh", BINARY]).args(arguments).current_dir(folder).env_clear();
    command
        .env("LC_ALL", "C")
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", folder)
        .stdin(std::process::Stdio::null());
    command.output().expect("there is a shell")
}

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("written");
    path
}

/// What went wrong that must not, whatever the file says.
fn wrong(output: &Output) -> Option<String> {
    let told = String::from_utf8_lossy(&output.stderr);
    let code = output.status.code();
    let well = matches!(code, Some(0 | 1 | 2 | 65))
        && output.stderr.len() < 200_000
        && !told.contains("panicked");
    (!well).then(|| {
        format!(
            "{code:?}, {} bytes of complaints: {}",
            told.len(),
            told.chars().take(300).collect::<String>()
        )
    })
}

/// Checks a file, and does one other thing with it, in turn; what went wrong is told, and the file
/// kept.
fn tried(folder: &Path, number: u64) -> Vec<String> {
    let commands: [&[&str]; 4] = [
        &["check", "x.yaml"],
        &["replay", "x.yaml"],
        &["explore", "x.yaml", "--max-memory", "100"],
        &["record", "x.yaml", "-o", "x.md"],
    ];
    let text = file(number);
    write(folder, "x.yaml", &text);
    let chosen = [commands[0], commands[1 + number as usize % 3]];
    let failed = chosen.into_iter().filter_map(|arguments| {
        let why = wrong(&bounded(folder, arguments))?;
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("hostile-{number}.yaml"));
        let _ = std::fs::write(&kept, &text);
        Some(format!("{}, {}: {why}", kept.display(), arguments[0]))
    });
    failed.collect()
}

#[test]
fn five_hundred_hostile_lessons_end_in_time_and_within_their_memory() {
    let chosen = std::env::var("HOSTILE")
        .ok()
        .map(|all| all.split(',').filter_map(|one| one.parse().ok()).collect::<Vec<u64>>());
    let numbers = chosen.unwrap_or_else(|| (0..FILES).collect());
    let seconds = std::env::var("HOSTILE_SECONDS")
        .ok()
        .and_then(|given| given.parse().ok())
        .unwrap_or(IN_ALL);
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let failed = Mutex::new(Vec::new());
    let begun = Instant::now();
    let work = || {
        let folder = tempfile::tempdir().expect("a folder");
        while begun.elapsed() < Duration::from_secs(seconds)
            && failed.lock().is_ok_and(|failed: MutexGuard<'_, Vec<String>>| failed.len() < 6)
            && let Some(number) = numbers.get(next.fetch_add(1, Ordering::Relaxed))
        {
            let wrong = tried(folder.path(), *number);
            failed.lock().expect("no other thread has panicked").extend(wrong);
            done.fetch_add(1, Ordering::Relaxed);
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
    let failed = failed.into_inner().expect("no thread has panicked");
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    let (done, all) = (done.into_inner(), numbers.len());
    assert_eq!(
        done, all,
        "{done} files of {all} in {seconds} s: a file has become dearer, or the machine is slow \
         (HOSTILE_SECONDS)"
    );
}

/// A bound that is crossed, and where it is told.
const TOLD: [(&str, &str, &str); 13] = [
    ("- let n = 1\n- do a\n", "a:\n  - do a\n", "levels deep"),
    ("- do a\n", "a:\n  - do b\n  - do b\nb:\n  - do c\n  - do c\nc:\n  - do a\n", "levels deep"),
    ("- let x = PARENS\n", "", "nested too deeply"),
    ("- let x = ANDS\n", "", "too long"),
    (
        "- let x = live(\"IMsgStore\")\n- for ever:\n    - x = x | x\n    - store.AddRef()\n",
        "",
        "more than 200,000 items",
    ),
    ("- for ever:\n    - link store into opened\n", "", "work limit"),
    ("- for ever:\n    - link opened into opened\n", "", "contain a list"),
    (
        "- for ever:\n    - let n = create \"eager/IMAPIFolder\" named \"x\" under store\n",
        "",
        "work limit",
    ),
    ("- for ever:\n    - store.AddRef()\n", "", "step limit"),
    ("LONG", "", "too long (at most 20000"),
    ("VARIABLES", "", "too many variables"),
    ("- let n = create \"eager/IMAPIFolder\" named \"NAME\" under store\n", "", "too long"),
    ("- wait until WORK\n", "", "work limit"),
];

#[test]
fn whoever_crosses_a_bound_is_told_where_and_what_was_too_much() {
    let folder = tempfile::tempdir().expect("a folder");
    let work = "first(a for a in LIST if first(b for b in LIST if first(c for c in LIST if no)))"
        .replace("LIST", "live(\"IMAPIFolder\")");
    for (statements, pieces, wanted) in TOLD {
        let statements = statements
            .replace("PARENS", &format!("{}1{}", "(".repeat(70), ")".repeat(70)))
            .replace("ANDS", &format!("{}1", "1 and ".repeat(300)))
            .replace("LONG", &"- store.AddRef()\n".repeat(20_001))
            .replace(
                "VARIABLES",
                &(0..1_100).map(|at| format!("- let v{at} = {at}\n")).collect::<String>(),
            )
            .replace("NAME", &"x".repeat(1_500))
            .replace("WORK", &work);
        let adds = "objects:\n  - {object: m, class: eager/IMAPIFolder, parent: store-A, held: \
            {client-1: 1}, count: 900}\n";
        let adds = if wanted == "work limit" && statements.contains("wait") {
            adds.to_owned()
        } else {
            String::new()
        };
        let file = File {
            statements: vec![statements],
            pieces: pieces.to_owned(),
            adds,
            ..File::default()
        };
        write(folder.path(), "x.yaml", &file.text());
        let output = bounded(folder.path(), &["check", "x.yaml"]);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(wrong(&output), None);
        let place = |line: &&str| {
            line.contains("x.yaml:")
                && line.split(':').nth(1).is_some_and(|line| line.parse::<u32>().is_ok())
        };
        assert!(told.contains(wanted) && told.lines().any(|line| place(&line)), "{wanted}: {told}");
    }
}

#[test]
fn what_a_world_has_too_much_of_is_told_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let object = |more: &str| {
        format!("objects:\n  - {{object: m, class: eager/IMAPIFolder, parent: store-A, {more}}}\n")
    };
    let many: String = (0..300)
        .map(|at| format!("  - {{object: T{at}, class: mapi/IMAPISession, transport: true}}\n"))
        .collect();
    let cases = [
        (object("count: 4294967295"), "4294967295 objects are too many"),
        (object("held: {client-1: -5}"), "a reference count cannot be -5"),
        (
            object(&format!("fields: {{store: '{}{}'}}", "[".repeat(3_000), "]".repeat(3_000))),
            "this value is too long",
        ),
        (format!("objects:\n{many}"), "too many transports"),
    ];
    for (adds, wanted) in cases {
        write(folder.path(), "x.yaml", &File { adds, ..File::default() }.text());
        let output = bounded(folder.path(), &["check", "x.yaml"]);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!((wrong(&output), output.status.code()), (None, Some(65)));
        let line = told
            .lines()
            .position(|line| line.contains(wanted))
            .unwrap_or_else(|| panic!("{wanted}: {told}"));
        assert!(
            told.lines().nth(line + 1).is_some_and(|place| place.contains("x.yaml:")),
            "{wanted}: {told}"
        );
    }
}

#[test]
fn a_lesson_that_asks_what_its_run_does_not_answer_is_played_nowhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let bad = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_lessons");
    let mut refused = 0;
    for entry in std::fs::read_dir(bad).expect("a folder").flatten() {
        let path = entry.path();
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let head = text.lines().next().unwrap_or("").to_owned();
        let path = path.to_str().expect("a name");
        for arguments in [
            vec!["record", path, "-o", "x.cast", "--size", "80x24"],
            vec!["--plain", "--play", path],
        ] {
            let output = bounded(folder.path(), &arguments);
            assert_eq!(wrong(&output), None, "{path} {}", arguments[0]);
            if ["no-answer", "unreached-until", "one-kind"].iter().any(|code| head.contains(code)) {
                assert_eq!(output.status.code(), Some(65), "{path} {}", arguments[0]);
                refused += 1;
            }
        }
    }
    assert!(refused >= 12, "{refused}");
}

#[test]
fn a_bug_that_finds_nothing_in_a_body_of_the_lesson_is_told_at_that_body() {
    let folder = tempfile::tempdir().expect("a folder");
    let bodies = "module: eager\nwho: provider\npieces:\n  destroy-store:\n    - store.AddRef()\n";
    let text = File { options: "bug: PB2".to_owned(), ..File::default() }.text();
    let text = text.replace("scenes:\n", &format!("  bodies: |\n{}scenes:\n", indented(bodies, 4)));
    write(folder.path(), "x.yaml", &text);
    let line = 1 + text.lines().position(|line| line.contains("destroy-store")).expect("is there");
    let output = bounded(folder.path(), &["check", "x.yaml"]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(
        told.contains("an edit of PB2 needs it") && told.contains(&format!("x.yaml:{line}:")),
        "{told}"
    );
}

fn many(count: usize, of: &dyn Fn(usize) -> String) -> String {
    (0..count).map(of).collect()
}

fn scene(more: String) -> String {
    format!("  - {{at: {{start: true}}, cite: [], {more}}}\n")
}

/// Lessons that have thousands of one thing, each with what it is told.
fn texts_by_the_thousand() -> Vec<(File, &'static str)> {
    let endless = || vec!["- for ever:\n    - store.AddRef()\n".to_owned()];
    vec![
        (
            File {
                scenes: scene(format!("say: x, cites: 1, cite: [{}]", "p,".repeat(9_000)))
                    .replace("cite: [], ", "")
                    .replace("cites: 1, ", ""),
                ..File::default()
            },
            "9000 citations, but may have at most 100",
        ),
        (
            File {
                statements: endless(),
                tail: format!(
                    "card:\n{}",
                    many(20_000, &|_| "  - {say: x, cite: [], calls: client-1}\n".to_owned())
                ),
                ..File::default()
            },
            "20000 lines, but may have at most 100",
        ),
        (
            File {
                scenes: many(9_000, &|_| scene("try: {say: x, set: {flag: purge}}".to_owned())),
                ..File::default()
            },
            "this lesson has 9000 exercises",
        ),
        (
            File {
                statements: endless(),
                scenes: scene(format!(
                    "expect: {{calls: {{{}}}}}",
                    many(20_000, &|at| format!("s{at}.AddRef: 1, "))
                )),
                ..File::default()
            },
            "questions, expectations and facts",
        ),
    ]
}

/// The same, of what makes the run long or its code large.
fn code_by_the_thousand() -> Vec<(File, &'static str)> {
    let mail = "messages:\n  - {message: M, transport: XP1, store: entry-A, activity: queued, \
                count: 100000}\n";
    let folders = "objects:\n  - {object: m, class: eager/IMAPIFolder, parent: store-A, count: \
                   2800}\n";
    let ask = "let x = list(a for a in live(\"IMAPIFolder\") if first(b for b in \
               live(\"IMAPIFolder\") if queued(session)))";
    vec![
        (
            File {
                adds: mail.to_owned(),
                scenes: many(3_000, &|_| scene("predict: {messages: queued}".to_owned())),
                ..File::default()
            },
            "questions, expectations and facts",
        ),
        (
            File {
                statements: vec![format!("- {ask}\n")],
                adds: format!("{folders}{mail}"),
                ..File::default()
            },
            "work limit",
        ),
        (
            File {
                adds: format!("set:\n{}", many(12_000, &|at| format!("  - 'n{at}.f = 1'\n"))),
                ..File::default()
            },
            "n0",
        ),
        (
            File {
                scenes: format!(
                    "  - at: {{{}}}\n",
                    many(60_000, &|at| format!("{}k{at}: 1", if at > 0 { ", " } else { "" }))
                ),
                ..File::default()
            },
            "at has no key \"k0\"",
        ),
    ]
}

#[test]
fn what_a_lesson_has_by_the_thousand_is_told_or_done_in_time() {
    let folder = tempfile::tempdir().expect("a folder");
    for (file, wanted) in texts_by_the_thousand().into_iter().chain(code_by_the_thousand()) {
        write(folder.path(), "x.yaml", &file.text());
        for command in ["check", "replay"] {
            let output = bounded(folder.path(), &[command, "x.yaml"]);
            let told = String::from_utf8_lossy(&output.stderr);
            assert_eq!(wrong(&output), None, "{wanted}: {command}");
            if command == "check" {
                let placed = |line: &str| line.contains("x.yaml:");
                assert!(told.contains(wanted) && told.lines().any(placed), "{wanted}: {told}");
            }
        }
    }
}
