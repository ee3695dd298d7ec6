//! The example in C++: it compiles without a warning, and what it records and prints is what the
//! model's own runs say: the calls of provider and MAPI in their order, with flags, results and
//! counts, and what is there before and after.
//!
//! Where there is no C++ compiler the tests say so; with `TEARDOWN_CPP=required` that is a failure.

mod example;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use mapi_teardown::lesson::library::Lesson;
use mapi_teardown::text::Lang;

use self::example::read_example;
use crate::harness::{command, stdout};

/// Each way of the example, with a fault or none, and the run of the model that it must equal.
const WAYS: [(&str, Option<&str>, &str); 12] = [
    ("orderly", None, "store-logoff:world=plain,flag=orderly,MAIL"),
    ("no-wait", None, "store-logoff:world=plain,flag=no-wait,MAIL"),
    ("purge", None, "store-logoff:world=plain,flag=purge,MAIL"),
    ("abort", None, "store-logoff:world=plain,flag=abort,MAIL"),
    ("quiet", None, "store-logoff:world=plain,flag=quiet,MAIL"),
    ("release", None, "release:world=plain"),
    ("session", None, "tests/integration/cpp/forgotten.yaml"),
    ("two-users", None, "two-users:world=plain,flag=orderly"),
    ("orderly", Some("leak"), "store-logoff:world=plain,flag=orderly,bug=PB2,MAIL"),
    ("purge", Some("leak"), "store-logoff:world=plain,flag=purge,bug=PB2,MAIL"),
    ("release", Some("crash"), "release:world=plain,bug=PB3"),
    ("abort", Some("crash"), "store-logoff:world=plain,flag=abort,bug=PB3,MAIL"),
];

/// One message is being sent, another one waits.
const MAIL: &str = "transport=XP1=sending:M1,queue=M2:XP1";

/// Methods that both sides have. The model shows more of the provider's bookkeeping, the example
/// shows a reference that is only counted.
const METHODS: [&str; 8] = [
    "StoreLogoff",
    "StoreLogoffTransports",
    "Release",
    "Logoff",
    "Shutdown",
    "Logon",
    "OpenMsgStore",
    "MakeInvalid",
];

/// Kinds of objects that both sides have.
const KINDS: [&str; 6] =
    ["IMAPISession", "IMSProvider", "IMSLogon", "IMsgStore", "IMAPISupport", "IMAPIFolder"];

/// What is compared.
#[derive(Debug, Default, PartialEq)]
struct Told {
    before: Ledgers,
    calls: Vec<String>,
    after: Ledgers,
    /// The object whose method was running when the process crashed.
    crash: Option<String>,
}

#[derive(Debug, Default, PartialEq)]
struct Ledgers {
    rows: BTreeSet<String>,
    /// The logon objects that have a MAPIUID.
    uids: BTreeSet<String>,
    objects: BTreeMap<String, (i64, String)>,
    messages: BTreeMap<String, String>,
}

/// A thread's open calls: a return names none.
#[derive(Default)]
struct Calls {
    lines: Vec<String>,
    open: BTreeMap<String, Vec<bool>>,
}

impl Calls {
    fn call(&mut self, thread: &str, what: &str, object: &str, argument: &str) {
        let method = what.rsplit('.').next().unwrap_or_default();
        let both_have = METHODS.contains(&method) && !is_the_models_alone(object, argument);
        let open = self.open.entry(thread.to_owned()).or_default();
        if both_have {
            self.lines.push(format!("{thread} {} {what}({argument})", open.len()));
        }
        open.push(both_have);
    }

    fn leave(&mut self, thread: &str, result: &str) {
        let open = self.open.entry(thread.to_owned()).or_default();
        if open.pop().expect("a call for each return") {
            self.lines.push(format!("{thread} {} -> {result}", open.len()));
        }
    }
}

/// Transports, address books, and what else the example leaves out.
fn is_the_models_alone(object: &str, argument: &str) -> bool {
    let elsewhere = ["XP", "ab-", "sink-", "MAPI", "message-", "contents-", "status-"];
    elsewhere.iter().any(|prefix| object.starts_with(prefix) || argument.starts_with(prefix))
}

pub fn required() -> bool {
    std::env::var("TEARDOWN_CPP").is_ok_and(|value| value == "required")
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cpp")
}

fn runs(program: &str, argument: &str) -> bool {
    let quiet = || Stdio::null();
    Command::new(program)
        .arg(argument)
        .stdin(quiet())
        .stdout(quiet())
        .stderr(quiet())
        .status()
        .is_ok()
}

/// The compilers of this machine; `c++` only where it is none of the others by another name.
pub fn compilers() -> Vec<&'static str> {
    let mut found: Vec<_> =
        ["g++", "clang++"].into_iter().filter(|it| runs(it, "--version")).collect();
    if found.is_empty() && runs("c++", "--version") {
        found.push("c++");
    }
    if cfg!(windows) && runs("cl", "/?") {
        found.push("cl");
    }
    found
}

fn compile(compiler: &str, program: &Path) {
    let mut sources: Vec<_> = fs::read_dir(folder())
        .expect("the example")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it == "cpp"))
        .collect();
    sources.sort();
    let mut command = Command::new(compiler);
    if compiler == "cl" {
        command.args(["/nologo", "/EHsc", "/W4", "/WX"]).args(sources);
        command.arg(format!("/Fe:{}", program.display()));
    } else {
        let warnings = ["-std=c++11", "-O1", "-Wall", "-Wextra", "-Wpedantic", "-Werror"];
        command.args(warnings).args(sources).arg("-o").arg(program);
    }
    let output = command.current_dir(env!("CARGO_TARGET_TMPDIR")).output().expect("it runs");
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{compiler}:\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

/// The example, compiled once by each compiler. None: there is no compiler, and that was said.
pub fn programs() -> &'static [PathBuf] {
    static PROGRAMS: OnceLock<Vec<PathBuf>> = OnceLock::new();
    PROGRAMS.get_or_init(|| {
        let compilers = compilers();
        if compilers.is_empty() {
            assert!(!required(), "TEARDOWN_CPP=required, and no g++, clang++, c++ or cl is here");
            eprintln!(
                "SKIPPED: no C++ compiler (g++, clang++, c++, cl), so examples/cpp is untested"
            );
        }
        let at = |compiler: &&str| {
            let name = format!("shutdown-{}{}", compiler, std::env::consts::EXE_SUFFIX);
            let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
            compile(compiler, &program);
            program
        };
        compilers.iter().map(at).collect()
    })
}

/// A run of the example: what it printed, and the folder in which its logs are.
pub struct Ran {
    printed: String,
    folder: PathBuf,
}

/// Runs the example in a folder of its own.
pub fn run(program: &Path, arguments: &[&str]) -> Ran {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let number = RUNS.fetch_add(1, Ordering::Relaxed);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("logs-{number}"));
    fs::create_dir_all(&folder).expect("a folder");
    let output = Command::new(program)
        .args(arguments)
        .current_dir(&folder)
        .output()
        .expect("the example runs");
    assert!(output.status.success(), "{arguments:?}: {:?}", output.status);
    Ran { printed: String::from_utf8(output.stdout).expect("UTF-8"), folder }
}

impl Ran {
    /// The log of a way, with a fault or none.
    pub fn log(&self, way: &str, fault: Option<&str>) -> PathBuf {
        let name = fault.map_or_else(|| way.to_owned(), |fault| format!("{way}-{fault}"));
        self.folder.join(format!("{name}.log"))
    }
}

impl Ledgers {
    fn read_line(&mut self, line: &str, words: &[&str]) {
        match words[0] {
            "row" => drop(self.rows.insert(line.trim_start_matches("row").trim().to_owned())),
            "mapiuid" => drop(self.uids.insert(words[2].to_owned())),
            "message" => drop(self.messages.insert(words[1].to_owned(), words[2].to_owned())),
            "object" => {
                let count = words[2].parse().expect("a count");
                self.objects.insert(words[1].to_owned(), (count, words[3].to_owned()));
            }
            other => panic!("{other}: {line}"),
        }
    }

    /// Those parts of the model's ledgers that the example has too.
    fn of(ledgers: &Value) -> Self {
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let list = |name: &str| ledgers[name].as_array().expect("a list").iter();
        let is_ours = |object: &str| !is_the_models_alone(object, "");
        Self {
            rows: list("status_table")
                .filter(|row| row["state"] == "present")
                .filter(|row| ![35, 36].contains(&row["type"].as_i64().expect("a type")))
                .map(|row| text(&row["name"]))
                .collect(),
            uids: list("provider_uids")
                .filter(|uid| uid["state"] == "registered")
                .map(|uid| text(&uid["owner"]))
                .filter(|owner| is_ours(owner))
                .collect(),
            objects: list("objects")
                .filter(|it| KINDS.iter().any(|kind| it["kind"] == *kind))
                .filter(|it| is_ours(it["object"].as_str().expect("a name")))
                .map(|it| {
                    let count = it["refs"].as_i64().expect("a count");
                    (text(&it["object"]), (count, text(&it["state"])))
                })
                .collect(),
            messages: list("queue").map(|it| (text(&it["message"]), text(&it["state"]))).collect(),
        }
    }
}

fn flags(value: &Value) -> Option<String> {
    let names: Vec<_> = value.as_array()?.iter().filter_map(Value::as_str).collect();
    Some(if names.is_empty() { "0".to_owned() } else { names.join("|") })
}

/// What the model's run says, from `teardown replay RUN --format jsonl`.
fn read_model(run: &str) -> Told {
    let output = command(&["replay", run, "--ledgers", "--format", "jsonl"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the binary runs");
    let mut told = Told::default();
    let mut calls = Calls::default();
    for line in stdout(&output).lines() {
        let event: Value = serde_json::from_str(line).expect("JSON");
        let word = |key: &str| event[key].as_str().unwrap_or_default();
        match word("event") {
            "call" => {
                let method = word("method");
                let argument = match method {
                    "StoreLogoff" | "StoreLogoffTransports" => flags(&event["in"]),
                    "MakeInvalid" => event["args"][0].as_str().map(str::to_owned),
                    _ => None,
                };
                let what = format!("{}.{method}", word("object"));
                let argument = argument.unwrap_or_default();
                calls.call(word("thread"), &what, word("object"), &argument);
            }
            "return" => {
                let result = match (event["count"].as_i64(), flags(&event["out"])) {
                    (Some(count), _) => count.to_string(),
                    (None, Some(out)) => format!("{}, {out}", word("hresult")),
                    (None, None) => word("hresult").to_owned(),
                };
                calls.leave(word("thread"), &result);
            }
            _ => {}
        }
        if event["teardown"].is_number() {
            told.before = Ledgers::of(&event["start"]);
        }
        if event["end"] == true {
            told.after = Ledgers::of(&event["final"]);
            told.crash = event["crash"]["object"].as_str().map(str::to_owned);
        }
    }
    told.calls = calls.lines;
    told
}

#[test]
fn it_does_what_the_model_does() {
    for program in programs() {
        for (way, fault, run_word) in WAYS {
            let arguments: Vec<_> =
                [way].into_iter().chain(fault.into_iter().flat_map(|it| ["--fault", it])).collect();
            let mut printed = read_example(&run(program, &arguments), way, fault);
            let mut model = read_model(&run_word.replace("MAIL", MAIL));
            assert!(printed.calls.len() >= 4, "{way}: {printed:?}");
            // A process that has crashed prints no tables any more.
            if model.crash.is_some() {
                (printed.after, model.after) = (Ledgers::default(), Ledgers::default());
            }
            assert_eq!(printed, model, "{way} {fault:?} and {run_word}, by {}", program.display());
        }
    }
}

#[test]
fn a_fault_is_seen() {
    for program in programs() {
        let sound = read_example(&run(program, &["orderly"]), "orderly", None);
        let leak = ["orderly", "--fault", "leak"];
        let leaking = read_example(&run(program, &leak), "orderly", Some("leak"));
        assert!(!sound.after.rows.contains("Store A") && sound.after.uids.is_empty(), "{sound:?}");
        assert!(leaking.after.rows.contains("Store A"), "{leaking:?}");
        assert_eq!(leaking.after.objects["support-A"], (1, "live".to_owned()));
    }
}

#[test]
fn without_a_word_it_runs_six_ways_and_the_crash_ends_it_as_announced() {
    for program in programs() {
        let all = run(program, &[]).printed;
        assert_eq!((all.matches("== ").count(), all.matches("\nlog ").count()), (7, 7), "{all}");
        assert!(all.ends_with("crash\n  freed memory was used\n"), "{all}");
    }
}

/// A line of C++ without its comment and its indentation.
fn code_of(line: &str) -> &str {
    line.split("//").next().unwrap_or_default().trim()
}

#[test]
fn the_code_of_the_lesson_is_the_code_of_the_example() {
    let provider = fs::read_to_string(folder().join("provider.cpp")).expect("the provider");
    let provider: Vec<_> = provider.lines().map(code_of).filter(|line| !line.is_empty()).collect();
    let lesson = Lesson::find("24-in-cpp").expect("bundled");
    for lang in Lang::ALL {
        let mut shown = 0;
        for scene in lesson.file.scenes.iter() {
            let say = scene.say.as_ref().map_or("", |say| say.get(lang));
            let code: Vec<_> =
                say.lines().filter(|line| line.starts_with("  ")).map(code_of).collect();
            let id = scene.id.as_ref().map_or("", |id| id.value.as_str());
            let place = provider.windows(code.len().max(1)).position(|lines| lines == code);
            // Logon has comments and other statements between the three that are shown.
            let in_order = {
                let mut rest = provider.iter();
                code.iter().all(|line| rest.any(|other| other == line))
            };
            assert!(
                code.is_empty() || place.is_some() || (id == "logon" && in_order),
                "{id}: {code:#?}"
            );
            shown += usize::from(!code.is_empty());
        }
        assert_eq!(shown, 4, "StoreLogoff, Release twice, and Logon, in {lang:?}");
    }
}
