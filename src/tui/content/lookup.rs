//! The texts that the screen takes from elsewhere: the narration of a step, and the names of paths,
//! options, bugs, rules and readings.
//!
//! It must not know where they are drawn.

use crate::mapi::Cite;
use crate::narrate::cursor::told;
use crate::narrate::ending::ending;
use crate::narrate::narrate;
use crate::scenario::catalogue::OptionValue;
use crate::scenario::{RunOptions, catalogue};
use crate::sim::Timeline;
use crate::sim::rules::{NO_CRASH, NO_ENDLESS_WAIT};
use crate::sim::timeline::Verdict;
use crate::text::Lang;
use crate::tui::content::lesson_title;
use crate::tui::content::violation::{self, BrokenRule};
use crate::tui::model::home::mail::{MailSlot, NOTHING};
use crate::tui::model::home::{FormField, NONE};
use crate::tui::model::reader::Reader;
use crate::tui::model::scene::StageView;
use crate::tui::model::show::Show;
use crate::tui::model::stage::Stage;
use crate::tui::model::theme::Role;
use crate::words::Words;

/// What is said before the first step.
pub fn start(timeline: &Timeline) -> &'static str {
    if timeline.log_name().is_some() { "log-start" } else { "stage-start" }
}

/// What the end of a run means; a log says nothing of what became of what is still there.
fn end(timeline: &Timeline) -> &'static str {
    if timeline.log_name().is_some() { "log-over" } else { "stage-end" }
}

/// What the why panel says.
pub fn sentence(scene: &StageView<'_>) -> String {
    let timeline = scene.timeline;
    let end = || scene.text(end(timeline));
    match scene.event() {
        // The last step is often one that waits for nothing; what the end means is said in its
        // place.
        Some(event) if timeline.at() == timeline.len() => match event.kind.is_beat() {
            true => format!("{} {}", step(scene), end()),
            false => end(),
        },
        Some(event) => told(scene.program(), scene.state, event, scene.lang),
        None => scene.text(start(timeline)),
    }
}

/// The same without the reason.
pub fn step(scene: &StageView<'_>) -> String {
    match scene.event() {
        Some(event) => narrate(scene.program(), scene.state, event, scene.lang),
        None => scene.text(start(scene.timeline)),
    }
}

/// The rules that this very step has broken, in words, each with whom it blames. A crash and a wait
/// for ever are told by the verdict.
pub fn broken_here(scene: &StageView<'_>) -> Vec<String> {
    told_here(scene, |it| it.line(scene.timeline, scene.state, scene.lang))
}

/// The same without the blame; what is the case for several rules is told once.
pub fn cases(scene: &StageView<'_>) -> Vec<String> {
    let case = |it: &BrokenRule<'_>| it.case(scene.timeline, scene.state, scene.lang);
    let mut all: Vec<(Vec<&str>, String)> = Vec::new();
    for (rule, case) in told_here(scene, |it| (it.found.rule, case(it))) {
        match all.iter_mut().find(|(_, known)| *known == case) {
            Some((rules, _)) => rules.push(rule),
            None => all.push((vec![rule], case)),
        }
    }
    all.into_iter().map(|(rules, case)| format!("{}: {case}", rules.join(" "))).collect()
}

fn told_here<T>(scene: &StageView<'_>, tell: impl Fn(&BrokenRule<'_>) -> T) -> Vec<T> {
    let at_end = scene.timeline.at() == scene.timeline.len();
    let told = |rule: &str| at_end && [NO_CRASH, NO_ENDLESS_WAIT].contains(&rule);
    let here = scene.broken_here().iter().filter(|found| !told(found.rule));
    BrokenRule::all(scene.timeline, here).iter().map(tell).collect()
}

/// The verdict, at the end of the run: a line with its sign, and a line for a crash
/// or for each thread that waits for ever.
pub fn verdict(scene: &StageView<'_>) -> Vec<(Role, String)> {
    let timeline = scene.timeline;
    if timeline.is_empty() || timeline.at() < timeline.len() {
        return Vec::new();
    }
    let verdict = timeline.verdict();
    let (role, sign) = (verdict_role(verdict), scene.theme.glyphs.verdicts[verdict as usize]);
    let id = match (timeline.log_name(), verdict) {
        (Some(_), Verdict::Clean) => "log-clean".to_owned(),
        _ => format!("stage-verdict-{}", verdict.name()),
    };
    let (role, head) = match scene.ends_otherwise() {
        Some(run) => {
            let text = violation::ends_otherwise(run, scene.lang);
            (Role::Doubt, format!("{} {text}", scene.theme.glyphs.owed))
        }
        None => (role, format!("{sign} {}", scene.text(&id))),
    };
    let rest =
        ending(timeline, scene.lang, true).into_iter().map(|sentence| (Role::Text, sentence));
    std::iter::once((role, head)).chain(rest).collect()
}

/// The colour of a verdict.
fn verdict_role(verdict: Verdict) -> Role {
    match verdict {
        Verdict::Clean => Role::Good,
        Verdict::Violated => Role::Bad,
        Verdict::Bounded => Role::Changed,
        Verdict::Stuck => Role::Doubt,
        Verdict::Crashed => Role::Bad,
    }
}

/// A citation as a reader calls it: the name of the page, and the place on it.
pub fn page(cite: &Cite, lang: Lang) -> String {
    match cite.item() {
        Some(item) => Words::of(lang).with(
            "page-item",
            &[("page", cite.page.to_string().into()), ("item", item.to_string().into())],
        ),
        None => cite.to_string(),
    }
}

/// The title of the run on a stage: of a log that it is one.
pub fn stage_title(stage: &Stage, lang: Lang) -> String {
    match stage.timeline.log_name() {
        Some(_) => Words::of(lang).text("log-title"),
        None => run_title(&stage.options, lang),
    }
}

/// The title of a run.
pub fn run_title(options: &RunOptions, lang: Lang) -> String {
    let path = options.path.as_deref().unwrap_or("store-logoff");
    let searched = || Words::of(lang).find(&format!("searched-{path}"), &[]);
    let title = catalogue::path(path).map(|path| path.title.get(lang).to_owned());
    title.or_else(searched).unwrap_or_else(|| path.to_owned())
}

/// What is on the stage: a lesson's number and title, a name that was given, or the path's title.
pub fn show_title(show: &Show, reader: Reader) -> String {
    let lesson = show.lesson().map(|lesson| lesson_title::title(lesson, reader));
    let stage = show.stage();
    lesson.or_else(|| stage.title.clone()).unwrap_or_else(|| run_title(&stage.options, reader.lang))
}

/// The name of a line of the picker.
pub fn field_title(field: FormField, lang: Lang) -> String {
    let words = Words::of(lang);
    match field {
        FormField::Mail(name, slot) => {
            let id = match slot {
                MailSlot::Sends => "field-sends",
                MailSlot::Receives => "field-receives",
                MailSlot::Besides => "field-besides",
            };
            words.with(id, &[("name", name.into())])
        }
        FormField::Queued(name) => words.with("field-queued", &[("name", name.into())]),
        FormField::Answer(name) => words.with("field-answer", &[("name", name.into())]),
        FormField::Reading(id) => {
            format!("{id} {}", catalogue::reading(id).map_or("", |reading| reading.title.get(lang)))
        }
        other => catalogue::option(other.key()).map_or_else(
            || words.text(&format!("field-{}", other.key())),
            |option| option.title.get(lang).to_owned(),
        ),
    }
}

/// A setting and its value in a line.
pub fn setting(field: FormField, options: &RunOptions, lang: Lang) -> String {
    format!("{}: {}", field_title(field, lang), value_text(field, &field.value(options), lang).0)
}

/// The value of an option, as its list has it.
fn option_value(key: &str, value: &str) -> Option<&'static OptionValue> {
    catalogue::option(key)?.values.iter().find(|it| it.id == value)
}

fn option_text(key: &str, value: &str, lang: Lang) -> Option<(String, String)> {
    let it = option_value(key, value)?;
    Some((it.title.get(lang).to_owned(), it.text.get(lang).to_owned()))
}

/// What a transport does when the run begins, part by part.
fn mail_text(words: &Words, value: &str) -> String {
    let part = |part: &str| match part.split_once(':') {
        Some((what @ ("offered" | "deferred"), message)) => {
            words.with(&format!("value-{what}"), &[("message", message.to_owned().into())])
        }
        Some((_, message)) => message.to_owned(),
        None if part == NOTHING => words.text("value-nothing"),
        None => words.text("value-flushing"),
    };
    value.split('+').map(part).collect::<Vec<_>>().join(", ")
}

/// The places behind a value of the picker; none where it is a matter of this program.
pub fn value_cites(field: FormField, value: &str) -> &'static [String] {
    match field {
        FormField::Path => catalogue::path(value).map_or(&[], |path| &path.cites),
        FormField::Option(key) => option_value(key, value).map_or(&[], |it| &it.cites),
        FormField::Answer(_) => option_value("answer", value).map_or(&[], |it| &it.cites),
        FormField::Bug => catalogue::bug(value).map_or(&[], |bug| &bug.cites),
        FormField::Mail(..) | FormField::Queued(_) => &[],
        FormField::Reading(id) => catalogue::reading(id)
            .and_then(|reading| reading.values.iter().find(|it| it.id == value))
            .map_or(&[], |it| &it.sources),
    }
}

/// Citations in a line; of several places on a page in a row, the page is named once.
pub fn pages(cites: &[String]) -> String {
    let page = |cite: &str| cite.split_once(' ').map_or(cite, |(page, _)| page).to_owned();
    let mut last = None;
    let told = cites.iter().map(|cite| {
        let of = page(cite);
        let again = last.as_ref() == Some(&of);
        let place = cite.split_once(' ').filter(|_| again).map(|(_, place)| place);
        last = Some(of);
        place.unwrap_or(cite)
    });
    told.collect::<Vec<_>>().join(", ")
}

/// The name of a value of the picker, and what it means.
pub fn value_text(field: FormField, value: &str, lang: Lang) -> (String, String) {
    let words = Words::of(lang);
    let plain = || (value.to_owned(), String::new());
    match field {
        FormField::Path => catalogue::path(value).map_or_else(plain, |path| {
            (path.title.get(lang).to_owned(), path.summary.get(lang).to_owned())
        }),
        FormField::Option(key) => option_text(key, value, lang).unwrap_or_else(plain),
        FormField::Bug if value == NONE => {
            (words.text("value-no-bug"), words.text("value-no-bug-help"))
        }
        FormField::Bug => catalogue::bug(value).map_or_else(plain, |bug| {
            (
                format!("{value} {}", bug.title.get(lang)),
                format!("{} {}", bug.cause.get(lang), bug.symptom.get(lang)),
            )
        }),
        FormField::Mail(..) | FormField::Queued(_) if value == NONE => {
            (words.text("value-of-world"), words.text("value-of-world-help"))
        }
        FormField::Mail(..) => (mail_text(words, value), words.text("value-mail-help")),
        FormField::Queued(_) if value == NOTHING => {
            (words.text("value-not-queued"), words.text("value-queue-help"))
        }
        FormField::Queued(_) => (value.to_owned(), words.text("value-queue-help")),
        FormField::Answer(_) => option_text("answer", value, lang).unwrap_or_else(plain),
        FormField::Reading(id) => catalogue::reading(id)
            .and_then(|reading| {
                let it = reading.values.iter().find(|it| it.id == value)?;
                Some((
                    it.title.get(lang).to_owned(),
                    format!("{} {}", reading.question.get(lang), it.text.get(lang)),
                ))
            })
            .unwrap_or_else(plain),
    }
}
