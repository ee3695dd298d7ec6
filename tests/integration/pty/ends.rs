//! However it ends, the terminal is given back.

use portable_pty::native_pty_system;

use super::save;
use crate::harness::terminal::{Terminal, size};
use crate::harness::{command, stderr};

/// Runs the stage, ends it somehow, and looks at what is left of the terminal.
fn ends_restored(environment: &[(&str, &str)], end: impl Fn(&mut Terminal)) -> Option<u32> {
    // The mode before: that of a terminal of the same making in which nothing ran.
    let untouched = native_pty_system().openpty(size(80, 24)).expect("a pseudo-terminal");
    let before = untouched.master.get_termios().expect("has a mode");
    let mut terminal = Terminal::start_with((80, 24), &["store-logoff"], environment);
    terminal.wait_for("Open objects");
    assert!(terminal.parser.screen().alternate_screen() && terminal.parser.screen().hide_cursor());
    assert_ne!(terminal.master.get_termios().expect("has a mode"), before, "raw while it runs");
    end(&mut terminal);
    let code = terminal.end();
    // Screen, cursor, pasting, and cooked mode are as they were.
    terminal.wait("restored", |screen| {
        !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
    });
    assert_eq!(terminal.master.get_termios().expect("has a mode"), before);
    code
}

#[test]
fn signals_give_the_terminal_back() {
    let sent = ["-TERM", "-INT", "-HUP", "-QUIT", "-USR1", "-USR2", "-ALRM", "-VTALRM", "-XCPU"];
    // Those that a process gets for what it did: an abort, memory that cannot be had, a stack that
    // is too deep, a fault.
    let own = ["-ABRT", "-SEGV", "-BUS", "-ILL", "-FPE", "-SYS", "-TRAP"];
    for name in sent.into_iter().chain(own) {
        assert_eq!(
            ends_restored(&[], |terminal| terminal.signal(name)),
            None,
            "{name} is what ended it"
        );
    }
    // What the library has no ending for ends with its number.
    #[cfg(target_os = "linux")]
    for (name, code) in [("-IO", 157), ("-PWR", 158), ("-STKFLT", 144), ("-RTMIN", 162)] {
        assert_eq!(ends_restored(&[], |terminal| terminal.signal(name)), Some(code), "{name}");
    }
}

#[test]
fn keys_that_end_it_give_the_terminal_back() {
    assert_eq!(ends_restored(&[], |terminal| terminal.send("q")), Some(0));
    assert_eq!(ends_restored(&[], |terminal| terminal.send("\x03")), Some(130));
}

#[test]
fn a_panic_gives_the_terminal_back() {
    let code = ends_restored(&[("TEARDOWN_PANIC", "1")], |terminal| terminal.send("\x1b[24~"));
    assert_eq!(code, Some(101));
}

#[test]
fn without_a_terminal_it_names_replay() {
    let output = command(&["--lang", "en"]).output().expect("runs");
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert!(said.contains("replay") && output.stdout.is_empty(), "{said}");
}

#[test]
fn a_killed_program_loses_the_scene_at_most() {
    let home = tempfile::tempdir().expect("a folder");
    let kept = home.path().join(".local/share/teardown/progress.txt");
    let start = || Terminal::start_in(home.path(), (80, 24), &["--reduced-motion", "00"], &[]);
    let mut terminal = start();
    terminal.wait_for("1 of 6");
    terminal.send("\r\r");
    terminal.wait_for("Which row will be removed from the status table?");
    terminal.send("d\r");
    terminal.wait_for("Right: R4");
    terminal.send("\r");
    terminal.wait_for("Explanation");
    terminal.send("\r");
    terminal.wait_for("4 of 6");
    if !cfg!(target_os = "linux") {
        return;
    }
    // It is written before the screen shows the scene.
    assert!(std::fs::read_to_string(&kept).expect("is kept").contains("scene=gone"));
    terminal.signal("-KILL");
    assert_eq!(terminal.end(), None);

    let mut terminal = start();
    terminal.wait_for("You left this lesson at scene 4 of 6. You have answered");
    terminal.send("\r");
    terminal.wait_for("4 of 6");
    terminal.send("q");
    assert_eq!(terminal.end(), Some(0));

    let mut terminal = start();
    terminal.wait_for("Start over");
    terminal.send("\x1b[B\r");
    terminal.wait_for("1 of 6");
    terminal.send("q");
    assert_eq!(terminal.end(), Some(0));
    let text = std::fs::read_to_string(&kept).expect("is kept");
    assert!(text.contains("round=1") && !text.contains("attempts="), "{text}");
}

/// The terminal of these tests joins nothing: a family is four signs there, each two columns wide.
#[test]
fn signs_that_a_terminal_does_not_join_leave_every_border_where_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let borders = |title: &str| {
        let path = folder.path().join("mine.yaml");
        let lesson = format!(
            "format: 1\ntitle: {title}\ngoal: {title}\nminutes: 5\nrun: {{world: plain}}\n\
             scenes:\n  - at: {{start: true}}\n    say: {title} {title} {title} {title}\n    \
             cite: []\n    predict: {{rows: removed}}\nclose: {{expect: {{verdict: clean}}}}\n"
        );
        save(&path, &lesson);
        let mut terminal = Terminal::start((80, 24), &[path.to_str().expect("a name")]);
        terminal.wait_for("Open objects");
        terminal.send("\r");
        terminal.wait("a whole picture", |screen| {
            let corner = screen.cell(21, 79).map(|cell| cell.contents().to_owned());
            screen.contents().contains("Which rows") && corner.as_deref() == Some("╯")
        });
        let edges = |y: u16| {
            [0, 79].map(|x| {
                let cell = terminal.parser.screen().cell(y, x);
                cell.map(|cell| cell.contents().to_owned()).unwrap_or_default()
            })
        };
        let found: Vec<_> = (0..24).map(edges).collect();
        terminal.send("q");
        found
    };
    let joined = "ab 👩‍👩‍👧‍👦 cd 🇧🇷 ef 👍🏽 gh ❤️ ij 🏴󠁧󠁢󠁥󠁮󠁧󠁿";
    assert_eq!(borders(joined), borders("ab xx cd xx ef xx gh xx ij xx"));
}
