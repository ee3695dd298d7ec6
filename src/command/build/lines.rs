//! What a line does on the bench, and what is printed for it.
//!
//! Commands are understood in English and Portuguese. It must not know where lines come from.

mod put;

use std::fmt::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::super::stage::keep;
use super::super::{Failure, interruption, save};
use crate::command::progress::standing;
use crate::lesson::progress::{Progress, TaskProgress};
use crate::text::{Lang, shown};
use crate::words::Words;
use crate::workbench::judged::JudgedBench;
use crate::workbench::piece::{InsertedPiece, pieces};
use crate::workbench::task::{StatementKind, TaskAsk};
use crate::workbench::{Bench, BenchMove, hint, problems, told};

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineWent {
    On,
    Out,
}

/// A bench, and what was found of it until now.
pub(super) struct Session {
    bench: Bench,
    lang: Lang,
    words: &'static Words,
    judged: Option<JudgedBench>,
    hints: usize,
    attempts: usize,
    saved: Vec<PathBuf>,
    /// What is kept of the task.
    kept: TaskProgress,
    stop: Option<Arc<AtomicBool>>,
}

/// Prints something at once.
type Say<'a> = dyn FnMut(&str) -> Result<(), Failure> + 'a;

impl Session {
    pub(super) fn new(bench: Bench, kept: TaskProgress, lang: Lang) -> Self {
        let words = Words::of(lang);
        Self {
            bench,
            lang,
            words,
            judged: None,
            hints: 0,
            attempts: 0,
            saved: Vec::new(),
            kept,
            stop: None,
        }
    }

    /// Does what a line says.
    pub(super) fn take(
        &mut self,
        line: &str,
        out: &mut String,
        say: &mut Say<'_>,
    ) -> Result<LineWent, Failure> {
        let mut parts = line.split_whitespace();
        let Some(command) = parts.next() else { return Ok(LineWent::On) };
        let rest: Vec<&str> = parts.collect();
        match command.to_lowercase().as_str() {
            "quit" | "exit" | "q" | "sair" => return Ok(LineWent::Out),
            "help" | "?" | "ajuda" => self.help(out),
            "show" | "mostrar" => self.show(out, true),
            "judge" | "julgar" | "julgue" => self.judge(out, say)?,
            "hint" | "dica" => self.hint(out, say)?,
            "undo" | "desfazer" => {
                let went = self.bench.undo();
                self.after(went, "build-nothing-to-undo", out);
            }
            "redo" | "refazer" => {
                let went = self.bench.redo();
                self.after(went, "build-nothing-to-redo", out);
            }
            "recall" | "retomar" => {
                let best = self.kept.best.clone();
                let went = best.is_some_and(|best| self.bench.take_up(&best));
                self.after(went, "build-no-solution", out);
            }
            "save" | "salvar" => {
                let file = line[command.len()..].trim();
                match file.is_empty() {
                    true => self.misunderstood(command, out),
                    false => self.save(Path::new(file), out)?,
                }
            }
            "put" | "move" | "por" | "pôr" | "ponha" | "mover" | "mova" => match self.put(&rest) {
                Ok(what) => self.make(what, out),
                Err(text) => _ = writeln!(out, "{text}"),
            },
            "look" | "ver" | "veja" => self.look(command, &rest, out),
            "in" | "dentro" => self.of_number(command, &rest, BenchMove::Indent, out),
            "out" | "fora" => self.of_number(command, &rest, BenchMove::Outdent, out),
            "take" | "back" | "tirar" => self.of_number(command, &rest, BenchMove::TakeBack, out),
            _ => {
                let arguments = [("command", shown(command).into())];
                _ = writeln!(out, "{}", self.words.with("build-unknown", &arguments));
            }
        }
        Ok(LineWent::On)
    }

    fn misunderstood(&self, command: &str, out: &mut String) {
        let arguments = [("command", shown(command).into())];
        _ = writeln!(out, "{}", self.words.with("build-not-understood", &arguments));
    }

    fn after(&self, went: bool, otherwise: &str, out: &mut String) {
        match went {
            true => self.show(out, false),
            false => _ = writeln!(out, "{}", self.words.text(otherwise)),
        }
    }

    fn of_number(
        &mut self,
        command: &str,
        rest: &[&str],
        what: fn(usize) -> BenchMove,
        out: &mut String,
    ) {
        match rest.first().and_then(|word| word.parse().ok()) {
            Some(number) => self.make(what(number), out),
            None => self.misunderstood(command, out),
        }
    }

    fn make(&mut self, what: BenchMove, out: &mut String) {
        let number = match what {
            BenchMove::Put(number, _)
            | BenchMove::Indent(number)
            | BenchMove::Outdent(number)
            | BenchMove::TakeBack(number) => number,
        };
        match self.bench.make(what) {
            Ok(()) => self.show(out, false),
            Err(refusal) => {
                let id = format!("build-refuse-{}", refusal.name());
                _ = writeln!(out, "{}", self.words.with(&id, &[("number", number.into())]));
            }
        }
    }

    /// What a statement inserts.
    fn look(&self, command: &str, rest: &[&str], out: &mut String) {
        let Some(number) = rest.first().and_then(|word| word.parse().ok()) else {
            return self.misunderstood(command, out);
        };
        let task = &self.bench.task;
        let text = self.bench.statement(number).map(|at| task.statements[at].shown());
        let found = text.map(|text| pieces(task, self.bench.layout(), text)).unwrap_or_default();
        if found.is_empty() {
            let id =
                if text.is_some() { "build-no-piece" } else { "build-refuse-no-such-statement" };
            _ = writeln!(out, "{}", self.words.with(id, &[("number", number.into())]));
        }
        for InsertedPiece { name, statements } in found {
            _ = writeln!(out, "{name}:");
            for (depth, text) in statements {
                _ = writeln!(out, "  {}{text}", "    ".repeat(depth));
            }
        }
    }

    fn names(&self) -> String {
        let names = self.bench.task.methods.iter().map(|method| method.name.as_str());
        names.collect::<Vec<_>>().join(", ")
    }

    fn help(&self, out: &mut String) {
        let method = self.bench.task.methods.first().map_or("", |method| method.name.as_str());
        _ = writeln!(out, "{}", self.words.with("build-help", &[("method", method.into())]));
    }

    /// Prints the bench: with what it is about, or only where the statements are.
    pub(super) fn show(&self, out: &mut String, whole: bool) {
        let (task, words, lang) = (&self.bench.task, self.words, self.lang);
        if whole {
            _ = writeln!(out, "{}\n{}\n", task.title.get(lang), task.goal.get(lang));
            for (is_judged, head) in [(true, "build-asks"), (false, "build-not-judged")] {
                let asks: Vec<&TaskAsk> = task.asks(is_judged).collect();
                if !asks.is_empty() {
                    _ = writeln!(out, "{}", words.text(head));
                }
                for ask in asks {
                    _ = writeln!(out, "- {} ({})", ask.say.get(lang), ask.cites.join(", "));
                }
            }
        }
        for (at, method) in task.methods.iter().enumerate() {
            let head = [("head", method.shown().into())];
            _ = writeln!(out, "\n{}", words.with("build-method", &head));
            if whole {
                _ = writeln!(out, "  {}", method.say.get(lang));
            }
            if self.bench.layout().0[at].is_empty() {
                _ = writeln!(out, "  {}", words.text("build-method-empty"));
            }
            for line in &self.bench.layout().0[at] {
                let margin = "    ".repeat(usize::from(line.indent));
                _ = writeln!(out, "  {}", self.numbered(line.statement, &margin));
            }
        }
        _ = writeln!(out, "\n{}", words.text("build-pool"));
        let pool = self.bench.pool();
        if pool.is_empty() {
            _ = writeln!(out, "  {}", words.text("build-pool-empty"));
        }
        for statement in pool.iter().filter_map(|number| self.bench.statement(*number)) {
            _ = writeln!(out, "  {}", self.numbered(statement, ""));
        }
        if whole {
            if self.kept.best.as_ref().is_some_and(|best| self.bench.fits(best)) {
                let standing = [("standing", standing(&self.kept, words).into())];
                _ = writeln!(out, "\n{}", words.with("build-kept-offer", &standing));
            }
            _ = writeln!(out);
            self.help(out);
        }
    }

    fn numbered(&self, statement: usize, margin: &str) -> String {
        let it = &self.bench.task.statements[statement];
        let id = match it.kind {
            StatementKind::Given => "build-number-given",
            StatementKind::Pool | StatementKind::Distractor => "build-number",
        };
        let number = format!("{:>2}", self.bench.number(statement));
        let text = format!("{margin}{}", it.shown());
        self.words.with(id, &[("number", number.into()), ("text", text.into())])
    }

    /// Judges the bench, unless that was done since the last move.
    fn judged(&mut self, say: &mut Say<'_>) -> Result<&JudgedBench, Failure> {
        let is_known = self.judged.as_ref().is_some_and(|it| it.layout == *self.bench.layout());
        if !is_known {
            self.hints = 0;
            self.attempts += 1;
            let stop = self.stop.get_or_insert_with(interruption);
            stop.store(false, Ordering::Relaxed);
            let (words, lang, stop) = (self.words, self.lang, Arc::clone(stop));
            let task = Arc::clone(&self.bench.task);
            let (mut told, mut problem) = (None, None);
            let judged = JudgedBench::of(&self.bench, &mut |progress| {
                if told != Some(progress.client) {
                    told = Some(progress.client);
                    let client = hint::client_words(task.clients[progress.client].id, lang);
                    let arguments = [
                        ("client", (progress.client + 1).into()),
                        ("clients", progress.clients.into()),
                        ("words", client.into()),
                    ];
                    problem = say(&words.with("build-judging", &arguments)).err();
                }
                match problem.is_some() || stop.load(Ordering::Relaxed) {
                    true => ControlFlow::Break(()),
                    false => ControlFlow::Continue(()),
                }
            });
            if let Some(problem) = problem {
                return Err(problem);
            }
            self.keep(&judged, say)?;
            self.judged = Some(judged);
        }
        self.judged.as_ref().ok_or_else(|| std::io::Error::other("nothing was judged").into())
    }

    /// Keeps how far the task is.
    fn keep(&mut self, judged: &JudgedBench, say: &mut Say<'_>) -> Result<(), Failure> {
        let task = &self.bench.task;
        self.kept.merge(&judged.progress(task, self.kept.attempts, self.attempts));
        match keep(&Progress::of_task(&task.id, self.kept.clone())) {
            Ok(()) => Ok(()),
            Err(error) => say(&self.words.with("notice-not-saved", &[("error", error.into())])),
        }
    }

    fn judge(&mut self, out: &mut String, say: &mut Say<'_>) -> Result<(), Failure> {
        self.judged(say)?;
        let Some(judged) = &self.judged else { return Ok(()) };
        match &judged.result {
            Err(_) => self.problems(judged, out),
            Ok(judgement) => {
                for line in told::lines(judgement, None, self.lang) {
                    _ = writeln!(out, "{line}");
                }
                if judgement.is_accepted() {
                    let arguments =
                        [("moves", self.bench.moves().into()), ("attempts", self.attempts.into())];
                    _ = writeln!(out, "\n{}", self.words.with("build-solved", &arguments));
                }
            }
        }
        Ok(())
    }

    /// What is wrong with a layout that is no provider, at the statements.
    fn problems(&self, judged: &JudgedBench, out: &mut String) {
        _ = writeln!(out, "{}", self.words.text("build-not-a-provider"));
        let number = |statement| self.bench.number(statement);
        for line in problems::lines(&self.bench.task, judged, &number, self.lang) {
            _ = writeln!(out, "  {line}");
        }
    }

    fn hint(&mut self, out: &mut String, say: &mut Say<'_>) -> Result<(), Failure> {
        self.judged(say)?;
        let Some(judged) = &self.judged else { return Ok(()) };
        let number = |statement| self.bench.number(statement);
        let all = hint::hints(&self.bench.task, judged, &number, self.lang);
        match all.get(self.hints).or_else(|| all.last()) {
            Some(text) => _ = writeln!(out, "{text}"),
            None => _ = writeln!(out, "{}", self.words.text("build-hint-none")),
        }
        self.hints += 1;
        Ok(())
    }

    fn save(&mut self, file: &Path, out: &mut String) -> Result<(), Failure> {
        let (layout, task) = (self.bench.layout(), &self.bench.task);
        let is_cpp = file.extension().is_some_and(|end| end.eq_ignore_ascii_case("cpp"));
        let (text, id) = match is_cpp {
            true => (layout.skeleton(task, self.lang), "build-saved-cpp"),
            false => (layout.module(task).text, "build-saved"),
        };
        // Only a file that was saved from this bench is replaced.
        let is_own = self.saved.iter().any(|known| known == file);
        save::save(file, text.as_bytes(), is_own)?;
        if !is_own {
            self.saved.push(file.to_owned());
        }
        let arguments = [("file", shown(&file.display().to_string()).into())];
        _ = writeln!(out, "{}", self.words.with(id, &arguments));
        Ok(())
    }
}
