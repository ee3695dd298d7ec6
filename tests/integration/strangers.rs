//! What comes from strangers: names of files, words of scripts, arguments. None of their bytes
//! reaches a terminal raw, whatever the command; files that are no files are no trap; and what is
//! killed while it writes leaves a whole file or none.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::harness::command_in;

/// What a terminal obeys, or what turns the direction of writing.
const HOSTILE: &str = "a\u{1b}[31m\u{7}\u{9b}2J\u{61c}\u{202e}\u{2066}b";

const LESSON: &str = "format: 1\ntitle: T\ngoal: G\nminutes: 5\nrun: {world: plain}\nscenes:\n  - \
    at: {start: true}\n    say: S\n    cite: []\n    predict: {rows: removed}\nclose: {expect: \
    {verdict: clean}}\n";

fn teardown(folder: &Path, arguments: &[&OsStr]) -> Output {
    command_in(folder, arguments).output().expect("the binary runs")
}

/// Characters that a terminal may obey.
fn raw(bytes: &[u8]) -> Vec<char> {
    let text = String::from_utf8_lossy(bytes);
    let direction = |c: char| {
        matches!(
            c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
    };
    text.chars()
        .filter(|c| (c.is_control() && !matches!(c, '\n' | '\t')) || direction(*c))
        .collect()
}

/// Files of every kind with hostile names, and lessons that say hostile things.
fn write_all(folder: &Path) {
    let name = |end: &str| format!("{HOSTILE}{end}");
    fs::create_dir(folder.join("inside")).expect("made");
    for place in ["", "inside/"] {
        fs::write(folder.join(format!("{place}{}", name(".yaml"))), LESSON).expect("written");
        fs::write(folder.join(format!("{place}{}", name(".txt"))), "x").expect("written");
    }
    fs::write(folder.join("bad.yaml"), "format: 1\n\"a\\e[31m\": 1\n").expect("written");
    fs::write(folder.join(name("-bad.yaml")), "format: 1\nsurprise: 1\n").expect("written");
    let script = format!("run store-logoff\nmark {HOSTILE}\nkey Right\n");
    fs::write(folder.join(name(".script")), &script).expect("written");
    let wrong = format!("run store-logoff\nkey {HOSTILE}\n{HOSTILE}\n");
    fs::write(folder.join(name("-bad.script")), &wrong).expect("written");
    fs::write(folder.join("elsewhere.script"), format!("run {HOSTILE}\n")).expect("written");
    // What a lesson says by its escapes, which are no raw bytes of the file.
    let escaped: String = HOSTILE.chars().map(|c| format!("\\U{:08x}", u32::from(c))).collect();
    let said = |from: &str, to: &str| LESSON.replace(from, &to.replace("HOSTILE", &escaped));
    let adds = "\n  world: plain\n  adds: \"objects:\\n  - {object: 'mHOSTILE', class: \
                eager/IMAPIFolder, parent: store-A}\\n\"";
    let bodies = "\n  world: plain\n  bodies: \"module: client\\nwho: client\\nscripts:\\n  \
                  store-logoff:\\n    - store.XHOSTILE()\\n\"";
    for (name, text) in [
        ("title.yaml", said("title: T", "title: \"HOSTILE\"")),
        ("say.yaml", said("say: S", "say: \"HOSTILE\"")),
        ("key.yaml", said("goal: G", "\"HOSTILE\": G")),
        ("adds.yaml", said("{world: plain}", adds)),
        ("bodies.yaml", said("{world: plain}", bodies)),
    ] {
        fs::write(folder.join(name), text).expect("written");
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a list of commands")]
fn no_byte_of_a_strangers_name_reaches_a_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    write_all(folder.path());
    let name = |end: &str| format!("{HOSTILE}{end}");
    let (lesson, bad, text, output) =
        (name(".yaml"), name("-bad.yaml"), name(".script"), name(".svg"));
    let wrong = name("-bad.script");
    let (of_path, world) = (format!("release:{HOSTILE}=1"), format!("release:world={HOSTILE}"));
    let (order, bug) = (format!("release:order={HOSTILE}"), format!("release:bug={HOSTILE}"));
    let mut commands: Vec<Vec<&str>> = vec![
        vec!["check", "--claims", &lesson],
        vec!["check", "--explain", HOSTILE],
        vec!["check", ".", "--format", "github"],
        vec!["explore", &lesson, "--format", "json"],
        vec!["explore", "release:world=plain,bug=PB4", "--save", HOSTILE],
        vec!["explore", &lesson, "--max-states", HOSTILE],
        vec!["diff", &lesson, "release", "--format", "json"],
        vec!["diff", "release", &lesson],
        vec!["new", "made.yaml", "--title", HOSTILE],
        vec!["record", &lesson, "-o", "/dev/stdout"],
        vec!["record", &lesson, "-o", "o.svg", "--size", HOSTILE],
        vec!["script", &wrong],
        vec!["script", "elsewhere.script"],
        vec!["progress", HOSTILE],
        vec!["notes", HOSTILE],
        vec!["present", &lesson],
        vec!["help", HOSTILE],
        vec!["check", &lesson],
        vec!["check", &lesson, "--format", "json"],
        vec!["check", &lesson, "--format", "github"],
        vec!["check", &lesson, "--format", "junit"],
        vec!["check", &bad],
        vec!["check", &bad, "--format", "github"],
        vec!["check", &bad, "--format", "junit"],
        vec!["check", &bad, "--format", "json"],
        vec!["check", "inside"],
        vec!["check", "inside", "--format", "github"],
        vec!["check", "bad.yaml"],
        vec!["check", HOSTILE],
        vec!["replay", &lesson],
        vec!["replay", &lesson, "--format", "jsonl"],
        vec!["replay", HOSTILE],
        vec!["replay", "store-logoff", "--flag", HOSTILE],
        vec!["diff", &lesson, "release"],
        vec!["diff", HOSTILE, "release"],
        vec!["new", &lesson],
        vec!["new", HOSTILE],
        vec!["record", &lesson, "-o", &output],
        vec!["record", "release", "-o", HOSTILE],
        vec!["explore", &lesson],
        vec!["explore", "release:world=plain,bug=PB4", "--save", "INV-01", "-o", &output],
        vec!["explore", HOSTILE],
        vec!["script", &text],
        vec!["script", HOSTILE],
        vec!["progress", "import", HOSTILE],
        vec!["progress", "reset", HOSTILE],
        vec!["card", HOSTILE],
        vec!["card", &lesson],
        vec!["lessons", HOSTILE],
        vec![HOSTILE],
        vec!["--lang", HOSTILE],
        vec!["--no-such-option", HOSTILE],
        vec!["paths", "--format", HOSTILE],
        vec!["--plain", "--play", &lesson],
    ];
    let runs = ["title.yaml", "say.yaml", "key.yaml", "adds.yaml", "bodies.yaml"];
    for run in runs.into_iter().chain([&*of_path, &world, &order, &bug]) {
        commands.extend([vec!["replay", run], vec!["replay", run, "--format", "jsonl"]]);
        commands.extend([vec!["explore", run], vec!["diff", run, "release"], vec!["card", run]]);
        commands.push(vec!["--plain", "--play", run]);
    }
    for run in runs {
        commands.extend([vec!["check", run], vec!["check", run, "--format", "github"]]);
    }
    for arguments in commands {
        let words: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
        let output = teardown(folder.path(), &words);
        for (stream, bytes) in [("output", &output.stdout), ("complaints", &output.stderr)] {
            assert_eq!(
                raw(bytes),
                Vec::<char>::new(),
                "{stream} of {arguments:?}: {}",
                String::from_utf8_lossy(bytes)
            );
        }
    }
}

#[test]
fn what_is_recorded_has_no_byte_of_a_strangers_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let lesson = format!("{HOSTILE}\u{ffff}.yaml");
    fs::write(folder.path().join(&lesson), LESSON).expect("written");
    for output in ["x.txt", "x.json", "x.md", "x.mmd", "x.svg", "x.html", "x.cast"] {
        let done = teardown(folder.path(), &["record", &lesson, "-o", output].map(OsStr::new));
        assert_eq!(done.status.code(), Some(0), "{output}: {done:?}");
        let bytes = fs::read(folder.path().join(output)).expect("recorded");
        assert_eq!(raw(&bytes), Vec::<char>::new(), "{output}");
        let text = String::from_utf8(bytes).expect("text");
        assert!(!text.is_empty() && !text.contains('\u{ffff}'), "{output}");
    }
}

#[test]
fn a_pipe_that_nobody_writes_to_is_no_trap_and_a_folder_says_what_it_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe.yaml");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("there is mkfifo").success());
    fs::write(folder.path().join("good.yaml"), LESSON).expect("written");
    let output = teardown(folder.path(), &["check", "pipe.yaml"].map(OsStr::new));
    assert!(output.status.code().is_some_and(|code| code != 0));
    let output = teardown(folder.path(), &["check", "."].map(OsStr::new));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("pipe.yaml") && told.contains("Skipped"), "{told}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("good.yaml"));
    let output = teardown(folder.path(), &["progress", "import", "/dev/zero"].map(OsStr::new));
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let output = teardown(folder.path(), &["script", "/dev/zero"].map(OsStr::new));
    assert_eq!(output.status.code(), Some(66), "{output:?}");
}

#[test]
fn a_file_with_the_name_of_a_path_is_not_in_its_way() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("release"), "x").expect("written");
    let output = teardown(folder.path(), &["replay", "release"].map(OsStr::new));
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let output = teardown(folder.path(), &["replay", "./release"].map(OsStr::new));
    assert_eq!(output.status.code(), Some(65), "{output:?}");
}

#[test]
fn an_order_that_cannot_be_followed_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let replay = |order: &str| {
        teardown(folder.path(), &["replay", "release", "--order", order].map(OsStr::new))
    };
    let told = replay("40.XP1");
    assert!(String::from_utf8_lossy(&told.stderr).contains("is not always possible"), "{told:?}");
    assert!(replay("2.client-1").stderr.is_empty());
}

#[test]
fn a_name_that_is_no_text_is_a_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = OsStr::from_bytes(b"caf\xe9.yaml");
    fs::write(folder.path().join(name), LESSON).expect("written");
    let other =
        |end: &str| OsStr::from_bytes(&[b"\xff".as_slice(), end.as_bytes()].concat()).to_owned();
    let (picture, script, progress, new) =
        (other(".md"), other(".s"), other(".txt"), other(".yaml"));
    fs::write(folder.path().join(&script), "run store-logoff\nkey Right\n").expect("written");
    let word = OsStr::new;
    let commands: Vec<(Vec<&OsStr>, i32)> = vec![
        (vec![word("check"), word(".")], 0),
        (vec![word("check"), name], 0),
        (vec![word("check"), word("--claims"), name], 0),
        (vec![word("replay"), name], 0),
        (vec![word("card"), name], 0),
        (vec![word("explore"), name, word("--max-states"), word("10")], 0),
        (vec![word("diff"), name, word("store-logoff:world=plain")], 0),
        (vec![word("record"), name, word("-o"), &picture], 0),
        (vec![word("script"), &script], 0),
        (vec![word("progress"), word("export"), &progress], 0),
        (vec![word("progress"), word("import"), &progress], 0),
        (vec![word("new"), &new], 0),
        (vec![word("--plain"), word("--play"), name], 0),
    ];
    for (arguments, code) in commands {
        let output = teardown(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {output:?}");
    }
    assert!([picture, progress, new].iter().all(|file| folder.path().join(file).is_file()));
}

#[test]
fn a_search_that_is_killed_while_it_saves_leaves_a_whole_file_or_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("found.yaml");
    let arguments =
        ["explore", "release:world=plain,bug=PB4", "--save", "INV-01", "-o", "found.yaml"]
            .map(OsStr::new);
    let output = teardown(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let whole = fs::read(&file).expect("saved");
    assert!(whole.len() > 200);
    fs::remove_file(&file).expect("removed");
    let mut killed = 0;
    for delay in 0..60_u64 {
        let mut command = command_in(folder.path(), &arguments);
        let mut child =
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
        // Any moment of its life, from none at all to long after it is over.
        let until = std::time::Instant::now() + std::time::Duration::from_micros(delay * 1_500);
        while std::time::Instant::now() < until {
            std::thread::yield_now();
        }
        let _ = child.kill();
        killed += usize::from(!child.wait().expect("ends").success());
        if let Ok(bytes) = fs::read(&file) {
            assert_eq!(bytes, whole, "killed after {delay} steps");
            fs::remove_file(&file).expect("removed");
        }
    }
    assert!(killed > 5, "{killed}");
    assert_eq!(teardown(folder.path(), &arguments).status.code(), Some(1));
    let left: Vec<_> = fs::read_dir(folder.path())
        .expect("a folder")
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    assert_eq!(left, ["found.yaml"], "drafts of the killed are taken away");
}
