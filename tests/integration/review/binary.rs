//! A review by the real binary: in a terminal, as lines of text, and as a list.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use chrono::{Days, Local};

use super::super::harness::command_in;
use super::super::harness::terminal::Terminal;

fn file(home: &Path) -> PathBuf {
    home.join(".local/share/teardown/progress.txt")
}

fn home(text: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(file(home.path()).parent().expect("a folder")).expect("made");
    fs::write(file(home.path()), text).expect("written");
    home
}

/// What a run of the binary printed, and its exit code.
fn said(home: &Path, arguments: &[&str], input: &str) -> (String, Option<i32>) {
    let mut command = command_in(home, arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("starts");
    // A program that has ended reads no more.
    let _ = child.stdin.take().expect("is piped").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("ends");
    let text = [output.stdout, output.stderr].concat();
    (String::from_utf8(text).expect("is text"), output.status.code())
}

/// The day so many days ago.
fn ago(days: u64) -> String {
    let today = Local::now().date_naive();
    today.checked_sub_days(Days::new(days)).expect("a day").to_string()
}

const MISSED: &str = "teardown progress 1\nlesson 02-orderly-logoff scene=asked\n  asked \
                      attempts=2 hints=0 wrong=XP1-logon.TransportNotify right done\n";

#[cfg(target_os = "linux")]
#[test]
fn a_wrong_answer_in_a_lesson_comes_back_and_then_later() {
    let mut terminal = Terminal::start((80, 24), &["00", "--reduced-motion"]);
    terminal.wait_for("1 of 6");
    terminal.send("\r");
    terminal.wait_for("2 of 6");
    terminal.send("\r");
    terminal.wait_for("Which row will be removed from the status table?");
    terminal.send("a\r");
    terminal.wait_for("Wrong: R1");
    terminal.send("q");
    assert_eq!(terminal.end(), Some(0));
    let folder = terminal.home.clone();

    let mut review = Terminal::start_in(&folder, (80, 24), &["review", "--reduced-motion"], &[]);
    review.wait_for("Review 1 of 1 · 00 A ninety-second tour");
    review.wait_for("One question, about");
    review.send("\r");
    review.wait_for("Which row will be removed from the status table?");
    review.send("d\r");
    review.wait_for("Right: R4");
    // It is kept at once: whatever ends the program now loses nothing.
    review.signal("-KILL");
    review.end();
    let kept = fs::read_to_string(file(&folder)).expect("is kept");
    assert!(kept.starts_with("teardown progress 2\n") && kept.contains("wrong=R1"), "{kept}");
    let line = kept.lines().find(|line| line.starts_with("review 00-tour ")).expect("is kept");
    assert!(line.contains(&format!("last={}", ago(0))) && line.contains("reviews=1"), "{line}");

    let (told, code) = said(&folder, &["review"], "");
    assert!(told.contains("Nothing to review today. The next question comes back on"), "{told}");
    assert_eq!(code, Some(0));
    // Four days later it was due yesterday.
    let due = line.split("due=").nth(1).and_then(|rest| rest.split(' ').next()).expect("a day");
    fs::write(file(&folder), kept.replace(due, &ago(1)).replace(&ago(0), &ago(4))).expect("kept");
    let mut again = Terminal::start_in(&folder, (80, 24), &["--reduced-motion"], &[]);
    again.wait_for("review: 1 due");
    again.send("P");
    again.wait_for("Review 1 of 1");
    again.send("\r");
    again.wait_for("Which row will be removed from the status table?");
    again.send("d\r");
    again.wait_for("Right: R4");
    again.send("\r");
    again.wait_for("Explanation");
    again.send("\r");
    again.wait_for("You got one question right the first time");
    again.send("\r");
    again.wait_for("Lessons");
    again.send("q");
    assert_eq!(again.end(), Some(0));
    let kept = fs::read_to_string(file(&folder)).expect("is kept");
    assert!(kept.contains("reviews=2 lapses=0"), "{kept}");
}

#[cfg(target_os = "linux")]
#[test]
fn lines_of_text_carry_a_review_in_both_languages() {
    for (lang, title, end) in [
        ("en", "Review 1 of 1, 02 The orderly logoff", "You got one question right the first time"),
        ("pt-BR", "Revisão 1 de 1, 02 O logoff ordenado", "Você acertou uma pergunta de primeira"),
    ] {
        let folder = home(MISSED);
        let arguments = ["review", "--plain", "--lang", lang];
        let (told, code) = said(folder.path(), &arguments, "5\n\n\n1\nq\n");
        assert_eq!(code, Some(0), "{told}");
        for text in [title, end, "support-A.StoreLogoffTransports"] {
            assert!(told.contains(text), "{text}\n{told}");
        }
        let kept = fs::read_to_string(file(folder.path())).expect("is kept");
        assert!(kept.contains(MISSED.split_once('\n').expect("lines").1), "{kept}");
        assert!(kept.contains("review 02-orderly-logoff asked due="), "{kept}");
        // At home it is a word, and there is nothing more today.
        let (told, _) = said(folder.path(), &["--plain", "--lang", lang], "review\nq\n");
        assert!(
            told.contains(
                ["Nothing to review today", "Nada a revisar hoje"][usize::from(lang != "en")]
            ),
            "{told}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_word_at_home_begins_a_review_and_accessible_means_text() {
    let folder = home(MISSED);
    let (told, _) = said(folder.path(), &["--plain"], "review\n5\nq\n");
    assert!(told.contains("Type review to begin.") && told.contains("Right: "), "{told}");
    let folder = home(MISSED);
    let mut command = command_in(folder.path(), &["review"]);
    let output = command.env("ACCESSIBLE", "1").output().expect("runs");
    assert!(String::from_utf8_lossy(&output.stdout).contains("Review 1 of 1"));
}

#[cfg(target_os = "linux")]
#[test]
fn lists_say_what_is_due_and_when_the_next_is() {
    let next = format!(
        "{MISSED}review 00-tour guess due=9999-01-01 last={} stability=3.126 difficulty=5.315 \
         reviews=2 lapses=1\n",
        ago(1)
    );
    let folder = home(&next.replace("progress 1", "progress 2"));
    let (told, code) = said(folder.path(), &["review", "--list"], "");
    assert_eq!(code, Some(0));
    for text in ["One question", "02-orderly-logoff asked", "00-tour guess", "due 9999-01-01"] {
        assert!(told.contains(text), "{text}\n{told}");
    }
    let (told, _) = said(folder.path(), &["review", "--list", "--format", "json"], "");
    let list: serde_json::Value = serde_json::from_str(&told).expect("is JSON");
    assert_eq!(list[0]["id"], "02-orderly-logoff/asked");
    assert_eq!((&list[0]["now"], &list[0]["due"]), (&true.into(), &serde_json::Value::Null));
    assert_eq!((&list[1]["reviews"], &list[1]["due"]), (&2.into(), &"9999-01-01".into()));
    let (told, _) = said(folder.path(), &["progress"], "");
    assert!(told.contains("due now; the next question comes back on 9999-01-01"), "{told}");
    // Only the lessons that are named.
    let (told, code) = said(folder.path(), &["review", "00"], "");
    assert!(told.contains("Nothing to review today") && code == Some(0), "{told}");
    let (told, code) = said(folder.path(), &["review", "no-such-lesson"], "");
    assert_eq!(code, Some(2), "{told}");
    let (told, code) = said(folder.path(), &["review"], "");
    assert!(told.contains("teardown review --plain") && code == Some(2), "{told}");
    // What is forgotten is forgotten with its reviews.
    said(folder.path(), &["progress", "reset", "00", "--yes"], "");
    let kept = fs::read_to_string(file(folder.path())).expect("is kept");
    assert_eq!(kept, MISSED, "without reviews an older program goes on with it");
}

#[cfg(target_os = "linux")]
#[test]
fn reviews_travel_with_an_export_and_the_later_one_stays() {
    let line = |reviews: u32, days: u64| {
        format!(
            "review 00-tour guess due={} last={} stability=3.126 difficulty=5.315 \
             reviews={reviews} lapses=0\n",
            ago(0),
            ago(days)
        )
    };
    let with = |lines: &str| format!("{MISSED}{lines}").replace("progress 1", "progress 2");
    let folder = home(&with(&line(3, 5)));
    let (exported, _) = said(folder.path(), &["progress", "export"], "");
    assert_eq!(exported, with(&line(3, 5)));
    for (more, left) in [(line(2, 1), line(3, 5)), (line(4, 9), line(4, 9))] {
        fs::write(folder.path().join("more"), with(&more)).expect("written");
        let (_, code) = said(folder.path(), &["progress", "import", "more"], "");
        assert_eq!(code, Some(0));
        assert_eq!(fs::read_to_string(file(folder.path())).expect("is kept"), with(&left));
    }
}
