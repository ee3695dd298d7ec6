//! A terminal with the program in it: what a person would see after these keys, and what is left of
//! the terminal afterwards.
//!
//! Every wait is for something to appear, with a deadline that a loaded machine meets; nothing
//! sleeps and hopes.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};

use super::BINARY;

/// Far longer than any machine needs.
pub const PATIENCE: Duration = Duration::from_secs(60);

pub struct Terminal {
    pub master: Box<dyn MasterPty + Send>,
    /// Kept open so that the terminal outlives the program.
    _slave: Box<dyn SlavePty + Send>,
    writer: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    pub parser: vt100::Parser,
    pub child: Box<dyn Child + Send + Sync>,
    /// The user's folder, in which the program runs.
    pub home: PathBuf,
    /// Kept as long as the terminal.
    own: Option<tempfile::TempDir>,
}

pub fn size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

impl Terminal {
    /// Starts the program for a user who has nothing yet.
    pub fn start(size: (u16, u16), arguments: &[&str]) -> Self {
        Self::start_with(size, arguments, &[])
    }

    /// The same with more in its environment.
    pub fn start_with(size: (u16, u16), arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let mut terminal = Self::start_in(home.path(), size, arguments, environment);
        terminal.own = Some(home);
        terminal
    }

    /// The same in a folder that is there, and stays.
    pub fn start_in(
        home: &Path,
        (cols, rows): (u16, u16),
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        let pair = native_pty_system().openpty(size(cols, rows)).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(BINARY);
        if !arguments.contains(&"--lang") {
            command.args(["--lang", "en"]);
        }
        command.args(arguments);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("HOME", home);
        command.cwd(home);
        for (name, value) in environment {
            command.env(name, value);
        }
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
        let parser = vt100::Parser::new(rows, cols, 0);
        let home = home.to_owned();
        let (master, slave) = (pair.master, pair.slave);
        Self { master, _slave: slave, writer, output, parser, child, home, own: None }
    }

    pub fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// Takes what the program wrote, or waits a little for it.
    pub fn look(&mut self, most: Duration) {
        if let Ok(bytes) = self.output.recv_timeout(most) {
            self.parser.process(&bytes);
        }
    }

    /// Waits until the screen is as wanted, and says how long that took.
    pub fn wait(&mut self, what: &str, is_it: impl Fn(&vt100::Screen) -> bool) -> Duration {
        let begun = Instant::now();
        while !is_it(self.parser.screen()) {
            let left = PATIENCE.saturating_sub(begun.elapsed());
            assert!(!left.is_zero(), "never: {what}\n{}", self.screen());
            self.look(left.min(Duration::from_millis(50)));
        }
        begun.elapsed()
    }

    pub fn wait_for(&mut self, text: &str) -> Duration {
        self.wait(text, |screen| screen.contents().contains(text))
    }

    pub fn send(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("writes");
        self.writer.flush().expect("writes");
    }

    pub fn resize(&mut self, cols: u16, rows: u16) {
        self.master.resize(size(cols, rows)).expect("resizes");
        self.parser.screen_mut().set_size(rows, cols);
    }

    pub fn signal(&self, name: &str) {
        let process = self.child.process_id().expect("runs").to_string();
        let status = Command::new("kill").args([name, &process]).status().expect("there is kill");
        assert!(status.success());
    }

    /// Waits for the end; the code, or none if a signal ended it.
    pub fn end(&mut self) -> Option<u32> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            self.look(Duration::from_millis(20));
            if let Some(status) = self.child.try_wait().expect("can be asked") {
                return status.signal().is_none().then(|| status.exit_code());
            }
            assert!(Instant::now() < deadline, "does not end\n{}", self.screen());
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
