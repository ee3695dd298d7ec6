//! A terminal with the program in it.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};

use super::PATIENCE;

pub(super) struct Terminal {
    pub(super) _master: Box<dyn MasterPty + Send>,
    pub(super) _slave: Box<dyn SlavePty + Send>,
    pub(super) writer: Box<dyn Write + Send>,
    pub(super) output: Receiver<Vec<u8>>,
    pub(super) parser: vt100::Parser,
    pub(super) child: Box<dyn Child + Send + Sync>,
}

impl Terminal {
    pub(super) fn start(home: &Path, arguments: &[&str]) -> Self {
        let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_teardown"));
        command.args(arguments);
        command.args(["--lang", "en", "--reduced-motion"]);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("HOME", home);
        command.cwd(home);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let writer = pair.master.take_writer().expect("a writer");
        let child = pair.slave.spawn_command(command).expect("starts");
        let (send, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count) = reader.read(&mut bytes) {
                if count == 0 || send.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let parser = vt100::Parser::new(30, 100, 0);
        Self { _master: pair.master, _slave: pair.slave, writer, output, parser, child }
    }

    pub(super) fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// Waits until the screen is as wanted, and says how long that took.
    pub(super) fn wait(&mut self, what: &str, is_it: impl Fn(&str) -> bool) -> Duration {
        let begun = Instant::now();
        while !is_it(&self.screen()) {
            let left = PATIENCE.saturating_sub(begun.elapsed());
            assert!(!left.is_zero(), "never: {what}\n{}", self.screen());
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(50)) {
                self.parser.process(&bytes);
            }
        }
        begun.elapsed()
    }

    pub(super) fn wait_for(&mut self, text: &str) -> Duration {
        self.wait(text, |screen| screen.contains(text))
    }

    pub(super) fn send(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("writes");
        self.writer.flush().expect("writes");
    }

    pub(super) fn end(&mut self) -> u32 {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(20)) {
                self.parser.process(&bytes);
            }
            if let Some(status) = self.child.try_wait().expect("can be asked") {
                return status.exit_code();
            }
            assert!(Instant::now() < deadline, "does not end\n{}", self.screen());
        }
    }

    /// The number of the scene.
    pub(super) fn scene(&self) -> usize {
        let screen = self.screen();
        let (before, _) = screen.split_once(" of 8").expect("a scene");
        before.split_whitespace().last().and_then(|word| word.parse().ok()).expect("a number")
    }

    /// The stage works: the next scene shows at once.
    pub(super) fn goes_on(&mut self) {
        let next = if self.scene() == 3 { 2 } else { 3 };
        self.send(&format!("g{next}\r"));
        self.wait_for(&format!("{next} of 8"));
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
