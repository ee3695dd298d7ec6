//! Progress that a user made is never lost, whatever a file that is imported or found says.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use super::harness::command_in;

const MINE: &str = "teardown progress 1\nlesson 02-orderly-logoff scene=x score=3/5 done\n  a \
                    attempts=1 hints=0 right done\n";

fn teardown(home: &Path, arguments: &[&str], input: &str) -> Output {
    let mut command = command_in(home, arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("starts");
    // Who has ended reads no more.
    let _ = child.stdin.take().expect("is piped").write_all(input.as_bytes());
    child.wait_with_output().expect("ends")
}

fn file(home: &Path) -> PathBuf {
    home.join(".local/share/teardown/progress.txt")
}

fn with(text: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(file(home.path()).parent().expect("a folder")).expect("made");
    fs::write(file(home.path()), text).expect("written");
    home
}

#[test]
fn imports_only_add_and_leave_room_for_what_is_still_to_be_learnt() {
    let home = with(MINE);
    let import = |text: &str| {
        fs::write(home.path().join("more"), text).expect("written");
        teardown(home.path(), &["progress", "import", "more"], "").status.code()
    };
    assert_eq!(import("teardown progress 1\nlesson 02-orderly-logoff round=4294967295\n"), Some(0));
    assert_eq!(fs::read_to_string(file(home.path())).expect("is there"), MINE);
    let many = |name: &str| {
        let marks = (0..11_000).map(|n| format!("  {name}-{n} attempts=1 hints=0 right done\n"));
        format!("teardown progress 1\nlesson {name}\n{}", marks.collect::<String>())
    };
    let codes =
        ["first-of-them", "second-of-them", "third-of-them"].map(|name| import(&many(name)));
    assert_eq!(codes, [Some(0), Some(2), Some(2)]);
    // The next start reads it, and what is answered now is kept.
    teardown(home.path(), &["--plain", "00"], "\n\n4\n\n\nq\n");
    let kept = fs::read_to_string(file(home.path())).expect("is there");
    let lines: Vec<&str> = MINE.lines().skip(1).collect();
    assert!(kept.contains(&lines.join("\n")) && kept.contains("lesson 00-tour"));
    assert_eq!(teardown(home.path(), &["progress", "list"], "").status.code(), Some(0));
}

#[test]
fn what_a_newer_version_wrote_is_left_as_it_is_by_every_command() {
    for head in ["4", "1.5", "3 of another kind", "99999999999999999999"] {
        let text = format!("teardown progress {head}\nlesson of a later age\n");
        let home = with(&text);
        fs::write(home.path().join("more"), MINE).expect("written");
        for arguments in [
            &["progress", "list"][..],
            &["progress", "export"],
            &["progress", "import", "more"],
            &["progress", "reset", "--yes"],
        ] {
            let output = teardown(home.path(), arguments, "");
            let told = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{arguments:?}");
            assert!(told.contains("newer version") && !told.contains("damaged"), "{told}");
        }
        let played = teardown(home.path(), &["--plain", "00"], "\n\n4\n\n\nq\n");
        assert_eq!(played.status.code(), Some(0));
        let told = String::from_utf8_lossy(&played.stdout);
        assert!(told.contains("newer version"), "{told}");
        assert_eq!(fs::read_to_string(file(home.path())).expect("is there"), text, "{head}");
    }
}

#[test]
fn listing_writes_nothing_and_renames_nothing() {
    for (text, code) in [(MINE, 0), ("nonsense\n", 2), ("teardown progress 4\n", 2)] {
        let home = with(text);
        for what in ["list", "export"] {
            let output = teardown(home.path(), &["progress", what], "");
            assert_eq!(output.status.code(), Some(code), "{what} {text:?}");
            if code != 0 {
                let told = String::from_utf8_lossy(&output.stderr);
                assert!(told.contains("progress.txt") && told.contains("left unchanged"), "{told}");
            }
        }
        let folder = file(home.path());
        let folder = folder.parent().expect("a folder");
        assert_eq!(fs::read_dir(folder).expect("a folder").count(), 1, "{text:?}");
        assert_eq!(fs::read_to_string(file(home.path())).expect("is there"), text);
    }
}

#[test]
fn numbers_at_their_end_stay_there() {
    let most = usize::MAX;
    let home = with(&format!(
        "teardown progress 1\nlesson 00-tour scene=gone round=4294967295\n  predict \
         attempts={most} hints={most}\n  gone attempts={most} hints={most}\n"
    ));
    for answers in ["\n\n1\n4\n\n\nq\n", "h\nh\n1\nh\n\n\n\n\nq\n", "2\n\n\n1\nh\n1\n\n\n\nq\n"] {
        let output = teardown(home.path(), &["--plain", "00"], answers);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(teardown(home.path(), &["progress", "list"], "").status.code(), Some(0));
}
