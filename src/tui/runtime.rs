//! The only part of the interface with the terminal, the clock and (through its Unix half) signals.
//!
//! One guard holds all that is changed in the terminal and undoes it on every way out. When nothing
//! moves, it waits for an event without a time limit. Each frame is one write.

mod clipboard;
mod clock;
pub mod encode;
#[cfg(unix)]
#[path = "runtime/fatal_unix.rs"]
mod fatal;
mod guard;
mod input;
mod judging;
pub mod keep;
mod save;
#[cfg(unix)]
#[path = "runtime/signals_unix.rs"]
mod signals;
pub mod tape;
#[cfg_attr(unix, path = "runtime/terminal_unix.rs")]
#[cfg_attr(not(unix), path = "runtime/terminal_other.rs")]
pub mod terminal;
pub mod waking;
mod watch;

use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use crossterm::event::{self, Event};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::Settings;
use crate::tui::content::situation;
use crate::tui::model::Model;
use crate::tui::model::message::{Effect, Exit, Message};
use crate::tui::runtime::clipboard::clipboard;
use crate::tui::runtime::clock::StageClock;
use crate::tui::runtime::encode::Encoder;
pub(in crate::tui) use crate::tui::runtime::guard::TerminalGuard;
use crate::tui::runtime::guard::{Leaving, put};
use crate::tui::runtime::input::{done, translate};
use crate::tui::runtime::judging::JudgeThread;
use crate::tui::runtime::keep::{Keeper, keep};
use crate::tui::runtime::tape::{Tape, UserInput};
use crate::tui::runtime::terminal as platform;
use crate::tui::runtime::waking::Waking;
use crate::tui::runtime::watch::Watch;
use crate::tui::update::auto;
use crate::tui::update::outside::{date, remark};
use crate::tui::update::update;
use crate::tui::update::{notes, talk};
use crate::tui::view::view;
use crate::workshop::{NotesLink, StageLink};

/// Presses of keys that are taken together before the next frame.
const BATCH: usize = 64;

/// With whom the interface talks.
#[derive(Default)]
pub enum WorkshopLink {
    /// No other program is linked.
    #[default]
    None,
    /// It is the projector, and this is where speakers come in.
    Stage(Box<StageLink>),
    /// It is the speaker's terminal, and this is the projector.
    Notes(NotesLink),
}

/// Optional link, waker and tape.
#[derive(Default)]
pub struct With<'a> {
    /// With whom it talks.
    pub line: WorkshopLink,
    /// How it is woken by others.
    pub waking: Option<Waking>,
    /// Where it takes down what is done; a signal that ends the program then ends only the
    /// interface.
    pub tape: Option<&'a mut Tape>,
}

/// Runs the interface until it is left.
///
/// # Errors
/// There is no terminal, or it can't be read or written.
pub fn run(model: &mut Model, settings: &Settings, with: With<'_>) -> io::Result<Exit> {
    if !platform::is_on_terminal() {
        return Err(io::Error::new(io::ErrorKind::Unsupported, "no terminal"));
    }
    let guard = Arc::new(TerminalGuard::default());
    let _leaving = Leaving(Arc::clone(&guard));
    let before = std::panic::take_hook();
    let in_panic = Arc::clone(&guard);
    std::panic::set_hook(Box::new(move |info| {
        // The thread that reads a saved lesson fails alone: the stage continues.
        if std::thread::current().name() == Some(watch::THREAD) {
            return;
        }
        in_panic.leave();
        before(info);
    }));
    guard.defers.store(with.tape.is_some(), Ordering::Release);
    platform::listen(Arc::clone(&guard), with.waking.as_ref().map(Waking::waker))?;
    guard.enter()?;
    let watch = settings.watched.iter().filter_map(|path| Watch::begin(path)).collect();
    let encoder = Encoder::default();
    let clock = StageClock::new(settings.playing.map_or(1000, |playing| playing.speed));
    let keeper = Keeper::new(settings.keep, &model.kept);
    let result =
        Runtime { guard, encoder, old: None, spare: None, watch, keeper, clock, with, judge: None }
            .run(model, settings);
    drop(std::panic::take_hook());
    result
}

struct Runtime<'a> {
    guard: Arc<TerminalGuard>,
    encoder: Encoder,
    old: Option<Buffer>,
    spare: Option<Buffer>,
    watch: Vec<Watch>,
    keeper: Keeper,
    clock: StageClock,
    with: With<'a>,
    judge: Option<JudgeThread>,
}

impl Runtime<'_> {
    fn run(&mut self, model: &mut Model, settings: &Settings) -> io::Result<Exit> {
        self.resize(model)?;
        if let Some(playing) = settings.playing {
            auto::begin(model, playing.looping);
            remark(model, model.text("notice-plays"));
        }
        self.draw(model)?;
        self.tell(model);
        // The event source is created only now: from here on every resize is reported.
        event::poll(Duration::ZERO)?;
        if platform::size()? != model.size {
            self.resize(model)?;
            self.draw(model)?;
        }
        if let Some(tape) = &mut self.with.tape {
            tape.size = model.size;
        }
        // A wake-up may predate the reader thread; treat the first pass as woken.
        let mut woken = self.with.waking.is_some();
        if let Some(waking) = &self.with.waking {
            waking.read_apart()?;
        }
        self.clock.mark();
        loop {
            let limit = model.deadline();
            let outside = limit.map(|limit| self.clock.outside(limit));
            let first = if std::mem::take(&mut woken) { self.more()? } else { self.wait(outside)? };
            let mut effects = Vec::new();
            if let Some(limit) = limit {
                let passed = self.clock.passed(limit);
                effects.extend(self.elapse(model, passed));
            }
            self.clock.mark();
            date(model, (settings.today)());
            if let Some(first) = first {
                effects.extend(self.take_events(model, first)?);
            }
            match self.guard.signal.load(Ordering::Acquire) {
                0 => {}
                signal => return Ok(Exit::Signalled(signal)),
            }
            for saved in self.watch.iter().filter_map(Watch::take) {
                crate::tui::update::reload::reload(model, saved);
            }
            if let Some(error) = keep(&mut self.keeper, model) {
                remark(model, model.words().with("notice-not-saved", &[("error", error.into())]));
            }
            effects.extend(self.hear(model));
            judging::look(&mut self.judge, model);
            for effect in effects {
                if let Some(exit) = self.perform(model, effect)? {
                    return Ok(exit);
                }
            }
            self.draw(model)?;
            self.tell(model);
        }
    }

    /// Takes what the other end of the line has to say.
    fn hear(&mut self, model: &mut Model) -> Vec<Effect> {
        match &self.with.line {
            WorkshopLink::None => Vec::new(),
            WorkshopLink::Stage(link) => {
                link.asked().into_iter().filter_map(|what| talk::perform(model, what)).collect()
            }
            WorkshopLink::Notes(link) => {
                notes::hear(model, link.heard());
                Vec::new()
            }
        }
    }

    /// Sends what is on the screen to the notes; after drawing, so that drawing never waits for it.
    fn tell(&mut self, model: &Model) {
        if let WorkshopLink::Stage(link) = &mut self.with.line {
            link.tell(situation::place(model), || situation::situation(model));
        }
    }

    fn resize(&mut self, model: &mut Model) -> io::Result<()> {
        let (w, h) = platform::size()?;
        update(model, Message::Resize(w, h));
        Ok(())
    }

    /// Waits for an event or a wake-up, but no longer than the limit.
    fn wait(&self, limit: Option<Duration>) -> io::Result<Option<Event>> {
        match (&self.with.waking, limit) {
            (Some(waking), limit) => waking.wait(limit),
            (None, Some(limit)) if !event::poll(limit)? => Ok(None),
            (None, _) => event::read().map(Some),
        }
    }

    /// An event that is there already.
    fn more(&self) -> io::Result<Option<Event>> {
        match &self.with.waking {
            Some(waking) => waking.more(),
            None if event::poll(Duration::ZERO)? => event::read().map(Some),
            None => Ok(None),
        }
    }

    /// Takes one event and those that came with it.
    fn take_events(&mut self, model: &mut Model, first: Event) -> io::Result<Vec<Effect>> {
        let mut effects = Vec::new();
        let mut next = Some(first);
        for _ in 0..BATCH {
            let Some(event) = next.take() else { break };
            effects.extend(self.take_event(model, &event));
            if !effects.is_empty() {
                break;
            }
            next = self.more()?;
        }
        // Whatever was read is taken.
        if let Some(event) = next {
            effects.extend(self.take_event(model, &event));
        }
        // A key can hide a change of the size that came in the same moment.
        let size = platform::size()?;
        if size != model.size {
            effects.extend(self.take_event(model, &Event::Resize(size.0, size.1)));
        }
        Ok(effects)
    }

    /// Takes an event, and takes down what was done.
    fn take_event(&mut self, model: &mut Model, event: &Event) -> Option<Effect> {
        if matches!(event, Event::Resize(..)) {
            self.guard.look_again();
        }
        let message = translate(model, event)?;
        let context = model.context();
        let effect = match message {
            Message::Elapsed(time) => self.elapse(model, time),
            message => update(model, message),
        };
        let done =
            done(event).filter(|_| !matches!(message, Message::Elapsed(_) | Message::Arrive));
        if let (Some(tape), Some(done)) = (&mut self.with.tape, done)
            && !matches!(effect, Some(Effect::Quit(_)))
            && !matches!(done, UserInput::Size(w, h) if tape.last_size() == (w, h))
        {
            tape.take(done, context, model);
        }
        effect
    }

    /// Lets time pass; it is taken down where it leads anywhere.
    fn elapse(&mut self, model: &mut Model, time: Duration) -> Option<Effect> {
        let plays = model.stage().is_some_and(|stage| stage.autoplay.is_some());
        let effect = update(model, Message::Elapsed(time));
        if let Some(tape) = self.with.tape.as_mut().filter(|_| plays) {
            tape.take(UserInput::Time(time), model.context(), model);
        }
        effect
    }

    fn perform(&mut self, model: &mut Model, effect: Effect) -> io::Result<Option<Exit>> {
        match effect {
            Effect::Quit(exit) => {
                if let (Exit::Done, WorkshopLink::Stage(link)) = (exit, &mut self.with.line) {
                    link.end();
                }
                return Ok(Some(exit));
            }
            Effect::Mouse(on) => self.guard.mouse(on)?,
            Effect::Suspend => platform::suspend(),
            Effect::Copy(text) => put(&clipboard(&text))?,
            Effect::Ask(what) => {
                if let WorkshopLink::Notes(link) = &self.with.line
                    && !link.ask(what)
                {
                    remark(model, model.text("notice-nobody-hears"));
                }
            }
            Effect::Save(_) | Effect::SaveBodies(_) => {
                let saved = match &effect {
                    Effect::SaveBodies(text) => save::save(text, ["teardown-provider", "yaml"]),
                    Effect::Save(text) => save::save(text, ["teardown-situation", "txt"]),
                    _ => return Ok(None),
                };
                let told = match saved {
                    Ok(file) => model
                        .words()
                        .with("notice-saved", &[("file", file.display().to_string().into())]),
                    Err(error) => {
                        model.words().with("notice-not-written", &[("error", error.into())])
                    }
                };
                remark(model, told);
            }
            Effect::Finished => {}
        }
        Ok(None)
    }

    fn draw(&mut self, model: &Model) -> io::Result<()> {
        let (w, h) = model.size;
        let area = Rect::new(0, 0, w, h);
        if self.guard.repaint.swap(false, Ordering::AcqRel) {
            self.old = None;
        }
        let mut new = match self.spare.take().filter(|spare| spare.area == area) {
            Some(mut spare) => {
                spare.reset();
                spare
            }
            None => Buffer::empty(area),
        };
        if !area.is_empty() {
            view(model, &mut new);
        }
        let mut bytes = String::with_capacity(2 * new.content.len());
        self.encoder.encode(self.old.as_ref(), &new, &mut bytes);
        self.guard.write(&bytes)?;
        self.spare = self.old.replace(new);
        Ok(())
    }
}
