//! `teardown judge FILE`: what a log of a real program says of a shutdown, or what a search finds
//! of a provider, as text or as one JSON object.
//!
//! Ends with 0 where the log shows no broken rule, with 1 where it shows one. It must not know how
//! a log is judged.

mod bodies;
mod facts;
mod json;

use std::ffi::OsStr;
use std::io::{self, Write};

use self::facts::{
    lesson, line_of, line_of_finding, object, open_calls, points, sentence, shown_at, sides, why,
};
use super::{CommandResult, Ended, print, report};
use crate::cli::{JudgeArgs, ListFormat};
use crate::lesson::library::INDEX;
use crate::log::Standing;
use crate::log::evidence::Doubt;
use crate::log::fit::TriedRun;
use crate::log::judge::{LogFinding, MapiTasks, TaskStanding};
use crate::log::record::LogEnd;
use crate::narrate::blame::{advice, blamed, symptom};
use crate::run::{self, Judged, RunError};
use crate::scenario::catalogue;
use crate::scenario::problem::refuse;
use crate::sim::Timeline;
use crate::text::Lang;
use crate::words::Words;

pub(super) fn judge(args: &JudgeArgs, lang: Lang) -> CommandResult {
    if run::names_bodies(&args.log) {
        return bodies::judge(args, lang);
    }
    let judged = read(&args.log)?;
    complain(&judged, lang);
    print(|out| match args.format {
        ListFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &json::of(&judged, lang))
                .map_err(io::Error::from)?;
            writeln!(out)
        }
        ListFormat::Text => Told { judged: &judged, words: Words::of(lang), lang }.write(out),
    })?;
    Ok(if judged.judgement.findings.is_empty() { Ended::Well } else { Ended::Otherwise })
}

/// Reads a log; what is another file is refused as what it is.
fn read(word: &OsStr) -> Result<Judged, RunError> {
    let path = std::path::Path::new(word);
    if path.is_dir() || !path.is_file() && run::names_lesson(word) {
        let name = format!("{:?}", word.to_string_lossy());
        return Err(RunError::Missing(refuse("no-log", "log-judge", &[("name", &name)])));
    }
    run::read_log(word)
}

/// Says what could not be read of a log.
pub(super) fn complain(judged: &Judged, lang: Lang) {
    let log = &judged.run.log;
    if log.problem_count == 0 {
        return;
    }
    report::complain(&log.problems, &[], lang);
    let arguments = [("count", log.problem_count.into())];
    report::say(&Words::of(lang).with("log-problems", &arguments));
}

struct Told<'a> {
    judged: &'a Judged,
    words: &'static Words,
    lang: Lang,
}

impl Told<'_> {
    fn timeline(&self) -> &Timeline {
        &self.judged.run.timeline
    }

    fn line(&self, step: usize) -> u32 {
        line_of(self.timeline(), step)
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let judgement = &self.judged.judgement;
        self.head(out)?;
        writeln!(out)?;
        match judgement.findings.iter().find(|it| it.is_call()).map(|it| it.call) {
            None => {
                let calls = [("calls", judgement.calls.into())];
                writeln!(out, "{}", self.words.with("judge-lawful-all", &calls))?;
            }
            Some(first) => {
                let arguments =
                    [("calls", judgement.lawful.into()), ("line", self.line(first).into())];
                writeln!(out, "{}", self.words.with("judge-lawful", &arguments))?;
            }
        }
        let mut findings = judgement.findings.iter();
        if let Some(first) = findings.next() {
            self.finding(first, "judge-first", out)?;
        }
        let rest: Vec<&LogFinding> = findings.collect();
        if !rest.is_empty() {
            writeln!(out, "\n{}", self.words.text("judge-rest"))?;
        }
        for finding in rest {
            self.short(finding, out)?;
        }
        self.sides(out)?;
        judgement.tasks.iter().try_for_each(|tasks| self.tasks(tasks, out))?;
        self.rules(out)?;
        self.fit(out)
    }

    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        let log = &self.judged.run.log;
        writeln!(out, "{}", log.name)?;
        let recorder = match log.header.recorder.as_str() {
            "" => self.words.text("judge-recorder-unknown"),
            name => name.to_owned(),
        };
        let arguments = [
            ("records", self.judged.run.records.into()),
            ("calls", self.judged.judgement.calls.into()),
            ("recorder", recorder.into()),
        ];
        writeln!(out, "{}", self.words.with("judge-read", &arguments))?;
        self.end(log.end, out)
    }

    /// How it ends, and which calls are open then, thread by thread: on different threads, they are
    /// not inside each other.
    fn end(&self, end: LogEnd, out: &mut dyn Write) -> io::Result<()> {
        let open = open_calls(self.timeline());
        let own = open.iter().find(|it| it.crashed);
        let (id, place, thread) = match own {
            Some(it) if !it.calls.is_empty() => ("judge-end-crash", it.calls[0].as_str(), ""),
            Some(it) if it.thread == "?" => ("judge-end-crash-unknown", "", ""),
            Some(it) => ("judge-end-crash-outside", "", it.thread.as_str()),
            None if end == LogEnd::Crash => ("judge-end-crash-unknown", "", ""),
            None => ("", "", ""),
        };
        let id = if id.is_empty() { format!("judge-end-{}", end.name()) } else { id.to_owned() };
        let said = self.words.with(&id, &[("place", place.into()), ("thread", thread.into())]);
        writeln!(out, "{said}")?;
        let id = if own.is_some() { "judge-end-elsewhere" } else { "judge-end-open" };
        for it in open.iter().filter(|it| !it.crashed) {
            let (place, thread) = (it.calls.join(" < "), it.thread.as_str());
            let arguments = [("place", place.into()), ("thread", thread.into())];
            writeln!(out, "{}", self.words.with(id, &arguments))?;
        }
        Ok(())
    }

    fn sentence(&self, step: usize) -> String {
        sentence(self.timeline(), step, self.lang)
    }

    fn finding(&self, it: &LogFinding, id: &str, out: &mut dyn Write) -> io::Result<()> {
        let id = match (it.is_omission, it.is_call()) {
            (true, _) => "judge-omitted",
            (false, true) => id,
            (false, false) => "judge-crash",
        };
        let line = [("line", line_of_finding(self.judged, it).into())];
        writeln!(out, "\n{}", self.words.with(id, &line))?;
        if !it.is_omission {
            writeln!(out, "  {}", self.sentence(it.call))?;
            self.shown(it, 2, out)?;
        }
        let Some(rule) = catalogue::rule(it.found.rule) else { return Ok(()) };
        let marked = |text, field| catalogue::marked(text, rule.mark(field), self.lang);
        let statement = marked(&rule.statement, "statement");
        let arguments = [
            ("rule", rule.id.as_str().into()),
            ("name", rule.name.as_str().into()),
            ("statement", statement.into()),
        ];
        writeln!(out, "  {}", self.words.with("judge-rule", &arguments))?;
        writeln!(out, "  {}", self.blame(it))?;
        let mut say = |id: &str, key: &'static str, text: String| {
            let said = self.words.with(id, &[(key, text.into())]);
            if said.is_empty() { Ok(()) } else { writeln!(out, "  {said}") }
        };
        if !it.allowed.is_empty() {
            say("judge-allowed", "calls", it.allowed.join(", "))?;
        }
        say("judge-mend", "mend", advice(self.timeline(), &it.found, self.lang))?;
        say("judge-pages", "pages", rule.cites.join(", "))?;
        if let Some(symptom) = symptom(self.timeline(), &it.found, self.lang) {
            say("judge-symptom", "symptom", symptom)?;
        }
        if !it.leans_on.is_empty() {
            say("judge-leans", "points", points(&it.leans_on, self.lang))?;
        }
        if !it.no_mistake_under.is_empty() {
            say("judge-no-mistake", "settings", it.no_mistake_under.join(", "))?;
        }
        if !it.right_under.is_empty() {
            say("judge-right", "settings", it.right_under.join(", "))?;
        }
        if let Some(bug) = it.bug.and_then(catalogue::bug) {
            let arguments =
                [("bug", bug.id.as_str().into()), ("title", bug.title.get(self.lang).into())];
            writeln!(out, "  {}", self.words.with("judge-bug", &arguments))?;
        }
        let lesson = lesson(it);
        if let Some(lesson) = lesson.and_then(|id| INDEX.iter().find(|entry| entry.id == id)) {
            let title = format!("{}, {}", lesson.id, lesson.title(self.lang));
            writeln!(out, "  {}", self.words.with("judge-lesson", &[("lesson", title.into())]))?;
        }
        Ok(())
    }

    /// The later call at which it shows that a call was wrong.
    fn shown(&self, it: &LogFinding, indent: usize, out: &mut dyn Write) -> io::Result<()> {
        let Some(step) = shown_at(self.timeline(), it) else { return Ok(()) };
        let arguments = [("line", self.line(step).into()), ("call", self.sentence(step).into())];
        writeln!(out, "{:indent$}{}", "", self.words.with("judge-shown", &arguments))
    }

    fn blame(&self, it: &LogFinding) -> String {
        let blame = blamed(self.timeline(), &it.found, self.lang);
        let object = object(self.timeline(), it);
        let id = if object.is_some() { "judge-blame" } else { "judge-blame-only" };
        let object = object.unwrap_or_default();
        self.words.with(id, &[("blame", blame.into()), ("object", object.into())])
    }

    /// A finding that follows the first, in two lines.
    fn short(&self, it: &LogFinding, out: &mut dyn Write) -> io::Result<()> {
        let title = catalogue::rule(it.found.rule).map_or("", |rule| rule.title.get(self.lang));
        let place = match it.is_omission {
            true => self.words.text("judge-omitted-short"),
            false => self.sentence(it.call),
        };
        let line = line_of_finding(self.judged, it);
        writeln!(out, "  {line:>5}  {} {title}", it.found.rule)?;
        for line in [place, self.blame(it)] {
            writeln!(out, "         {line}")?;
        }
        self.shown(it, 9, out)?;
        let under = [
            ("judge-no-mistake", it.no_mistake_under.join(", ")),
            ("judge-right", it.right_under.join(", ")),
        ];
        for (id, settings) in under.into_iter().filter(|(_, settings)| !settings.is_empty()) {
            let said = self.words.with(id, &[("settings", settings.into())]);
            writeln!(out, "         {said}")?;
        }
        Ok(())
    }

    fn sides(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n{}", self.words.text("judge-sides"))?;
        for (side, rules) in sides(self.judged) {
            let rules = match rules.is_empty() {
                true => self.words.text("judge-side-none"),
                false => rules.join(", "),
            };
            let name = self.words.text(&format!("blame-{side}"));
            let arguments = [("side", name.into()), ("rules", rules.into())];
            writeln!(out, "  {}", self.words.with("judge-side", &arguments))?;
        }
        Ok(())
    }

    fn why(&self, doubt: Doubt) -> String {
        why(doubt, self.lang)
    }

    fn tasks(&self, it: &MapiTasks, out: &mut dyn Write) -> io::Result<()> {
        let arguments =
            [("support", it.support.as_str().into()), ("line", self.line(it.step).into())];
        let id = if it.is_last { "judge-tasks" } else { "judge-tasks-unsure" };
        writeln!(out, "\n{}", self.words.with(id, &arguments))?;
        for (task, standing) in it.tasks {
            let result = match standing {
                TaskStanding::CannotTell(doubt) => {
                    self.words.with("judge-task-cannot-tell", &[("why", self.why(doubt).into())])
                }
                other => {
                    let line = other.step().map_or(0, |step| self.line(step));
                    let id = format!("judge-task-{}", other.name());
                    self.words.with(&id, &[("line", line.into())])
                }
            };
            let id = format!("judge-task-{}", task.name());
            writeln!(out, "  {}", self.words.with(&id, &[("result", result.into())]))?;
        }
        Ok(())
    }

    fn rules(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n{}", self.words.text("judge-rules"))?;
        let rules = &self.judged.judgement.rules;
        for wanted in [Standing::Broken, Standing::Held, Standing::Untested] {
            let of: Vec<&str> =
                rules.iter().filter(|(_, it)| *it == wanted).map(|(rule, _)| *rule).collect();
            if !of.is_empty() {
                let id = format!("judge-result-{}", wanted.name());
                let said = self.words.with(&id, &[("rules", of.join(", ").into())]);
                writeln!(out, "  {said}")?;
            }
        }
        let mut doubts: Vec<Doubt> = Vec::new();
        for (_, standing) in rules {
            if let Standing::CannotTell(doubt) = standing
                && !doubts.contains(doubt)
            {
                doubts.push(*doubt);
            }
        }
        for doubt in doubts {
            let of: Vec<&str> = rules
                .iter()
                .filter(|(_, it)| *it == Standing::CannotTell(doubt))
                .map(|(rule, _)| *rule)
                .collect();
            let arguments = [("why", self.why(doubt).into()), ("rules", of.join(", ").into())];
            writeln!(out, "  {}", self.words.with("judge-result-cannot-tell", &arguments))?;
        }
        Ok(())
    }

    fn fit(&self, out: &mut dyn Write) -> io::Result<()> {
        let judgement = &self.judged.judgement;
        writeln!(out)?;
        if let Some(strategy) = judgement.strategy {
            let id = format!("judge-strategy-{}", strategy.name());
            writeln!(out, "{}", self.words.text(&id))?;
        }
        let Some(fit) = &judgement.fit else {
            return writeln!(out, "{}", self.words.text("judge-fit-long"));
        };
        let best = fit.best();
        if fit.is_blind() {
            return writeln!(out, "{}", self.words.text("log-diff-blind"));
        }
        let run = best.options.to_string();
        writeln!(out, "{}", self.words.with("judge-fit", &[("run", run.as_str().into())]))?;
        let is_same = |it: &&TriedRun| it.counts == best.counts;
        // What comes out alike is told once.
        let mut others: Vec<([usize; 3], Vec<&str>)> = vec![(best.counts, vec![run.as_str()])];
        for it in fit.others().iter().filter(|it| !is_same(it)) {
            match others.iter_mut().find(|(counts, _)| *counts == it.counts) {
                Some((_, words)) => words.push(it.word.as_str()),
                None => others.push((it.counts, vec![it.word.as_str()])),
            }
        }
        for ([common, log, model], words) in others {
            let arguments = [
                ("run", words.join(", ").into()),
                ("common", common.into()),
                ("log", log.into()),
                ("model", model.into()),
            ];
            writeln!(out, "  {}", self.words.with("judge-fit-counts", &arguments))?;
        }
        let same: Vec<&str> =
            fit.others().iter().filter(is_same).map(|it| it.word.as_str()).collect();
        if !same.is_empty() {
            let settings = [("settings", same.join(", ").into())];
            writeln!(out, "  {}", self.words.with("judge-fit-same", &settings))?;
        }
        let name = self.judged.run.log.name.as_str();
        let arguments = [("log", name.into()), ("run", run.into())];
        writeln!(out, "{}", self.words.with("judge-fit-diff", &arguments))
    }
}
