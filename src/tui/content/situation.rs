//! What the notes receive: the projector in words, and what only the speaker may know.
//!
//! It is a function of the model; the times are added by the part that has the clock. It must not
//! know who listens.

use crate::lesson::asked::option_label;
use crate::lesson::hint::HINTS;
use crate::narrate::cursor::StateCursor;
use crate::tui::content::{card, lookup, poll as polls, said, sheet};
use crate::tui::model::Model;
use crate::tui::model::lesson::{CardPhase, LessonStage};
use crate::tui::model::sheet::Overlay;
use crate::tui::model::talk::Talk;
use crate::workshop::clock::plan;
use crate::workshop::protocol::{Poll, PollOption, Speaker};
use crate::workshop::talk::TalkPlace;
use crate::workshop::{OwnQuestion, Situation, Tally};

/// Columns of a text that is not wrapped.
const WIDE: u16 = 2000;

/// The place of the talk at the moment, to come back to.
pub fn place(model: &Model) -> TalkPlace {
    let Some(stage) = model.stage() else { return TalkPlace::default() };
    let talk = model.talk();
    let course = model.any_lesson().map(|lesson| &lesson.course);
    let run = talk.filter(|talk| talk.playlist.is_some()).map(|talk| talk.playlist.name());
    TalkPlace {
        run: run.unwrap_or_else(|| shown(model)),
        item: number(talk.map_or(0, |talk| talk.playlist.at)),
        way: course.and_then(|course| course.way().map(str::to_owned)),
        scene: number(match course {
            Some(course) => course.current().map_or(0, |stop| stop + 1),
            None => stage.timeline.beat(),
        }),
        step: number(stage.timeline.at()),
        away: talk.is_some_and(Talk::is_away),
        begun: talk.is_some_and(|talk| talk.begun),
    }
}

/// What is shown, by its id.
fn shown(model: &Model) -> String {
    match model.any_lesson() {
        Some(lesson) => lesson.course.lesson().id().to_owned(),
        None => model.stage().map_or_else(String::new, |stage| {
            stage.timeline.log_name().map_or_else(|| stage.options.to_string(), str::to_owned)
        }),
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What the notes are to know of the talk at the moment.
pub fn situation(model: &Model) -> Situation {
    let Some(stage) = model.stage() else { return Situation::default() };
    let place = place(model);
    let title = match model.any_lesson() {
        Some(lesson) => lesson.title(model.lang),
        None => lookup::stage_title(stage, model.lang),
    };
    let (scene, scenes) = match model.any_lesson() {
        Some(lesson) => (lesson.number(), lesson.course.lesson().file.scenes.len()),
        None => (stage.timeline.beat(), stage.timeline.beats().len().saturating_sub(1)),
    };
    let playlist = model.talk().map(|talk| &talk.playlist).filter(|items| items.is_some());
    let asks_own = model.talk().is_some_and(|talk| talk.question().is_some());
    Situation {
        run: shown(model),
        title,
        scene: number(scene),
        scenes: number(scenes),
        item: playlist.map_or(0, |items| number(items.at + 1)),
        items: playlist.map_or(0, |items| number(items.items.len())),
        step: place.step,
        steps: number(stage.timeline.len()),
        blank: model.talk().is_some_and(|talk| talk.blank),
        away: place.away,
        sheet: !model.overlays.is_empty(),
        seen: if asks_own && model.overlays.is_empty() { Vec::new() } else { seen(model) },
        pointer: model.talk().and_then(Talk::pointer).map(|pointer| pointer.text.clone()),
        poll: match model.talk().and_then(Talk::question) {
            Some(question) => Some(own_poll(question)),
            None => model.lesson().and_then(|lesson| poll(model, lesson)),
        },
        times: crate::workshop::clock::Times::default(),
        speaker: Some(speaker(model)),
    }
}

/// What the audience reads.
fn seen(model: &Model) -> Vec<String> {
    let Some(stage) = model.stage() else { return Vec::new() };
    if let Some(top) = model.overlays.last() {
        return sheet(model, top);
    }
    let lesson = model.lesson().filter(|lesson| lesson.phase != CardPhase::Free);
    // A question is shown as one.
    if lesson.is_some_and(|lesson| lesson.phase.asks() || lesson.phase == CardPhase::Answered) {
        return Vec::new();
    }
    let scene = stage.scene(model.lang, model.theme);
    let mut lines = Vec::new();
    if let (Some(body), Some(next)) = (scene.body(), scene.running.next) {
        let statement = body.statements.get(usize::from(next)).map_or("", |it| &*it.text);
        lines.push(format!("{}  {} {statement}", body.title, scene.theme.glyphs.next));
    }
    match lesson {
        Some(lesson) => lines.extend(card::said(lesson, model.reader(), WIDE)),
        None => {
            lines.extend(said::sentences(&scene));
            let cite = said::cite(&scene);
            lines.extend((!cite.is_empty()).then(|| format!("[{cite}]")));
            lines.extend(said::changes(&scene).into_iter().map(|(_, line)| line));
        }
    }
    lines
}

/// A sheet as lines, with a mark at the selected one.
fn sheet(model: &Model, top: &Overlay) -> Vec<String> {
    let sheet = sheet::sheet(model, top);
    let choices = sheet.choices();
    let selected = choices.get(top.selected.min(choices.len().saturating_sub(1))).copied();
    let shown = sheet::shown(&sheet, top, 20);
    let mark = |at: usize| if selected == Some(at) { model.theme.glyphs.select } else { " " };
    let line = |at: usize| format!("{}{}", mark(at), said::flat(&sheet.lines[at].pieces));
    std::iter::once(sheet.title.clone()).chain(shown.into_iter().map(line)).collect()
}

/// A question of the speaker's own.
fn own_poll(question: &OwnQuestion) -> Poll {
    let count = |tally: Option<&Tally>, option| tally.and_then(|tally| tally.count(option));
    let options = question.options.iter().enumerate().map(|(option, text)| PollOption {
        text: text.clone(),
        count: count(question.tally(), option),
        before: count(question.before(), option),
        right: None,
    });
    let at = question.tally().and_then(Tally::at).unwrap_or(question.options.len());
    Poll { ask: question.ask.clone(), options: options.collect(), at: number(at), revealed: false }
}

fn poll(model: &Model, lesson: &LessonStage) -> Option<Poll> {
    let tally = model.talk().and_then(Talk::tally);
    let count = |option: usize| tally.and_then(|tally| tally.count(option));
    let all = tally.map_or(0, Tally::options);
    let at = number(tally.and_then(Tally::at).unwrap_or(all));
    if lesson.phase == CardPhase::Choosing {
        let choose = lesson.course.scene(lesson.here()?).choose.as_ref()?;
        let text = |way: &crate::lesson::schema::Way| way.say.get(model.lang).trim().to_owned();
        let ways = choose.ways.iter().enumerate();
        let options = ways
            .map(|(option, way)| PollOption {
                text: text(way),
                count: count(option),
                ..PollOption::default()
            })
            .collect();
        return Some(Poll {
            ask: choose.ask.get(model.lang).trim().to_owned(),
            options,
            at,
            revealed: false,
        });
    }
    let question = lesson
        .question(model.lang)
        .filter(|_| matches!(lesson.phase, CardPhase::Asking | CardPhase::Answered))?;
    let revealed = lesson.phase == CardPhase::Answered;
    let asked = polls::asked(lesson, model.lang, model.theme.glyphs.becomes);
    let options = asked.into_iter().enumerate().map(|(option, (text, right))| PollOption {
        text,
        count: count(option),
        right: revealed.then_some(right),
        before: None,
    });
    Some(Poll { ask: question.ask.trim().to_owned(), options: options.collect(), at, revealed })
}

/// What only the speaker may know.
fn speaker(model: &Model) -> Speaker {
    let trouble = model.talk().and_then(|talk| talk.trouble.clone()).unwrap_or_default();
    let notice = model.notice.clone().unwrap_or_default();
    let mut speaker =
        Speaker { trouble, notice, next_beat: next_beat(model), ..Speaker::default() };
    times(model, &mut speaker);
    let own = model.talk().map_or_else(|| model.any_lesson(), Talk::own);
    let playlist = model.talk().map(|talk| &talk.playlist);
    let next_item = playlist.and_then(|list| list.neighbour(1).map(|at| &list.items[at]));
    let next_item = next_item.map(|item| item.title(model.lang)).unwrap_or_default();
    let asks_own = model.talk().is_some_and(|talk| talk.question().is_some());
    let Some(lesson) = own.filter(|_| !asks_own) else {
        speaker.next_scene = next_item;
        return speaker;
    };
    let stops = lesson.course.stops();
    let here = lesson.course.current();
    if let Some(stop) = here {
        let scene = lesson.course.scene(stop);
        speaker.notes = scene
            .notes
            .as_ref()
            .map_or_else(String::new, |notes| notes.get(model.lang).trim().to_owned());
        if scene.predict.is_some() && (lesson.here() == here) {
            let facts = lesson.truth(stop).map_or_else(Vec::new, |truth| truth.facts);
            let called = |name: String| match &scene.predict {
                Some(predict) => option_label(predict, &name, model.lang),
                None => name,
            };
            speaker.answer = facts.into_iter().map(|fact| called(fact.name)).collect();
            if speaker.answer.is_empty() {
                speaker.answer.push(model.text("notes-answer-nothing"));
            }
            speaker.hints = scene
                .hints
                .iter()
                .take(HINTS)
                .map(|hint| hint.get(model.lang).trim().to_owned())
                .collect();
        }
    }
    let next = here.map_or(0, |stop| stop + 1);
    if next < stops.len() {
        let scene = lesson.course.scene(next);
        let say = scene
            .say
            .as_ref()
            .map(|say| say.get(model.lang).split_whitespace().collect::<Vec<_>>().join(" "));
        let ask = lesson
            .course
            .question(&lesson.stage.timeline, next, model.lang)
            .map(|question| question.ask.trim().to_owned());
        speaker.next_scene = [say, ask].into_iter().flatten().collect::<Vec<_>>().join(" ");
    } else {
        speaker.next_scene = next_item;
    }
    speaker
}

/// What is planned for the scene and for the whole: of the lesson, or of all items of the talk.
fn times(model: &Model, speaker: &mut Speaker) {
    let minutes = model.talk().and_then(|talk| talk.minutes);
    let own = model.talk().map_or_else(|| model.any_lesson(), Talk::own);
    let playlist = model.talk().map(|talk| &talk.playlist).filter(|items| items.is_some());
    let (item, planned) = match (playlist, own) {
        (Some(playlist), _) => playlist.due(minutes),
        (None, Some(lesson)) => {
            let own = lesson.course.lesson().file.minutes.value;
            let planned = u64::from(minutes.unwrap_or(own)) * 60_000;
            ((0, planned), planned)
        }
        (None, None) => return,
    };
    (speaker.due, speaker.planned) = (item, planned);
    let Some(course) = own.map(|lesson| &lesson.course) else { return };
    let paces: Vec<Option<u32>> = (0..course.stops().len())
        .map(|stop| course.scene(stop).pace.as_ref().map(|pace| pace.value))
        .collect();
    let shares = plan(item.1 - item.0, &paces);
    let here = course.current();
    let from = item.0 + shares.iter().take(here.unwrap_or(0)).sum::<u64>();
    let own = here.and_then(|stop| shares.get(stop)).copied().unwrap_or(0);
    speaker.due = (from, from + own);
}

/// The step that comes next, in a sentence.
fn next_beat(model: &Model) -> String {
    let Some(stage) = model.stage() else { return String::new() };
    match stage.timeline.next_beat() {
        Some(step) => StateCursor::new(&stage.timeline).sentence(step, model.lang),
        None => String::new(),
    }
}
