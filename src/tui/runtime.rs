//! The only file of the interface with the terminal, the clock and (through its Unix half) signals.
//!
//! One guard holds all that is changed in the terminal and undoes it on every way out. When nothing moves, it waits for an event without a
//! time limit. Each frame is one write.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};
use crossterm::terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Settings;
use super::auto;
use super::encode::Encoder;
use super::keep::Keeper;
use super::keymap::{self, Key};
use super::message::{Effect, Exit, Message};
use super::model::Model;
use super::stage::MOTION;
use super::tape::{Done, Tape};
use super::terminal as platform;
use super::update::update;
use super::view::view;
use super::waking::Waking;
use super::watch::Watch;
use super::{notes, present};
use crate::workshop::{NotesLink, StageLink};

/// Alternate screen, no cursor, pasted text in brackets, and a title of our own above the saved one.
const ENTER: &str = "\x1b[22;0t\x1b]2;teardown\x1b\\\x1b[?1049h\x1b[?25l\x1b[?2004h";
/// Everything back, in the opposite order.
const LEAVE: &str = "\x1b[?2026l\x1b[m\x1b[?2004l\x1b[?25h\x1b[?1049l\x1b[23;0t";
const MOUSE_ON: &str = "\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l";
/// What is drawn between these appears at once.
const SYNC: [&str; 2] = ["\x1b[?2026h", "\x1b[?2026l"];
/// Presses of keys that are taken together before the next frame.
const BATCH: usize = 64;

/// What has been changed in the terminal, shared with the thread that listens to signals.
#[derive(Default)]
pub(super) struct Guard {
    entered: Mutex<Entered>,
    repaint: AtomicBool,
    /// Whether a signal ends the stage only, so that its caller can still write something.
    pub(super) defers: AtomicBool,
    /// The signal that came.
    pub(super) signal: AtomicI32,
}

#[derive(Default)]
struct Entered {
    raw: bool,
    screen: bool,
    mouse: bool,
}

impl Guard {
    fn lock(&self) -> MutexGuard<'_, Entered> {
        self.entered.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Raw mode; the screen follows with the first frame, in the same write.
    fn enter(&self) -> io::Result<()> {
        let mut it = self.lock();
        terminal::enable_raw_mode()?;
        it.raw = true;
        Ok(())
    }

    /// Writes a frame, and what must come before the first one.
    fn write(&self, frame: &str) -> io::Result<()> {
        let mut it = self.lock();
        let mut bytes = String::with_capacity(frame.len() + 96);
        if !it.screen {
            bytes.push_str(ENTER);
            if it.mouse {
                bytes.push_str(MOUSE_ON);
            }
            it.screen = true;
        } else if frame.is_empty() {
            return Ok(());
        }
        bytes.push_str(SYNC[0]);
        bytes.push_str(frame);
        bytes.push_str(SYNC[1]);
        put(&bytes)
    }

    fn mouse(&self, on: bool) -> io::Result<()> {
        let mut it = self.lock();
        it.mouse = on;
        put(if on { MOUSE_ON } else { MOUSE_OFF })
    }

    /// Gives the terminal back as it was. Errors are of no use here: the terminal may be gone.
    pub(super) fn leave(&self) {
        let mut it = self.lock();
        if it.screen {
            let mouse = if it.mouse { MOUSE_OFF } else { "" };
            let _ = put(&format!("{mouse}{LEAVE}"));
            it.screen = false;
        }
        if it.raw {
            let _ = terminal::disable_raw_mode();
            it.raw = false;
        }
    }

    /// Takes the terminal again after a sleep; the next frame paints all of it.
    #[cfg(unix)]
    pub(super) fn again(&self) {
        let _ = self.enter();
        self.repaint.store(true, Ordering::Release);
    }
}

fn put(bytes: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes.as_bytes())?;
    out.flush()
}

/// Leaves the terminal when it goes out of scope, whatever the reason.
struct Leaving(Arc<Guard>);

impl Drop for Leaving {
    fn drop(&mut self) {
        self.0.leave();
    }
}

/// With whom the interface talks.
#[derive(Default)]
pub enum Line {
    /// Nobody.
    #[default]
    None,
    /// It is the projector, and this is where speakers come in.
    Stage(Box<StageLink>),
    /// It is the speaker's terminal, and this is the projector.
    Notes(NotesLink),
}

/// What an interface has besides.
#[derive(Default)]
pub struct With<'a> {
    /// With whom it talks.
    pub line: Line,
    /// How it is woken by others.
    pub waking: Option<Waking>,
    /// Where it takes down what is done; a signal that ends the program then ends only the interface.
    pub tape: Option<&'a mut Tape>,
}

/// Runs the interface until it is left.
pub fn run(model: &mut Model, settings: &Settings, with: With<'_>) -> io::Result<Exit> {
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return Err(io::Error::new(io::ErrorKind::Unsupported, "no terminal"));
    }
    let guard = Arc::new(Guard::default());
    let _leaving = Leaving(Arc::clone(&guard));
    let before = std::panic::take_hook();
    let in_panic = Arc::clone(&guard);
    std::panic::set_hook(Box::new(move |info| {
        in_panic.leave();
        before(info);
    }));
    guard.defers.store(with.tape.is_some(), Ordering::Release);
    platform::listen(Arc::clone(&guard), with.waking.as_ref().map(Waking::waker))?;
    guard.enter()?;
    let watch = settings.watched.as_deref().and_then(Watch::begin);
    let encoder = Encoder::new(settings.depth);
    let clock = Clock::new(settings.playing.map_or(1000, |playing| playing.speed));
    let keeper = Keeper::new(settings.keep);
    let result = Runtime { guard, encoder, old: None, spare: None, watch, keeper, clock, with }.run(model, settings);
    drop(std::panic::take_hook());
    result
}

/// The time that passes on the stage: whole milliseconds, faster or slower than outside.
struct Clock {
    start: Instant,
    told: u64,
    speed: u64,
}

impl Clock {
    fn new(speed: u32) -> Self {
        Self { start: Instant::now(), told: 0, speed: u64::from(speed.max(1)) }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_micros()).unwrap_or(u64::MAX).saturating_mul(self.speed) / 1_000_000
    }

    /// How long outside until so much has passed here.
    fn outside(&self, time: Duration) -> Duration {
        let micros = time.as_micros().saturating_mul(1000) / u128::from(self.speed);
        Duration::from_micros(u64::try_from(micros).unwrap_or(u64::MAX))
    }

    /// From here on time is counted anew.
    fn mark(&mut self) {
        self.told = self.now();
    }

    /// What has passed since, not much more than was waited for: a program that slept has missed nothing.
    fn passed(&mut self, waited: Duration) -> Duration {
        let passed = Duration::from_millis(self.now().saturating_sub(self.told));
        passed.min(waited + Duration::from_millis(self.speed.max(1000)))
    }
}

struct Runtime<'a> {
    guard: Arc<Guard>,
    encoder: Encoder,
    old: Option<Buffer>,
    spare: Option<Buffer>,
    watch: Option<Watch>,
    keeper: Keeper,
    clock: Clock,
    with: With<'a>,
}

impl Runtime<'_> {
    fn run(&mut self, model: &mut Model, settings: &Settings) -> io::Result<Exit> {
        self.resize(model)?;
        if let Some(playing) = settings.playing {
            auto::begin(model, playing.looping);
            model.notice = Some(model.text("notice-plays"));
        }
        self.draw(model)?;
        self.tell(model);
        // Only now the source of events is made: from here on every change of the size is told.
        event::poll(Duration::ZERO)?;
        if terminal::size()? != model.size {
            self.resize(model)?;
            self.draw(model)?;
        }
        if let Some(tape) = &mut self.with.tape {
            tape.size = model.size;
        }
        // Whoever woke us before we could be woken has been waiting since.
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
            if let Some(first) = first {
                effects.extend(self.take_events(model, first)?);
            }
            match self.guard.signal.load(Ordering::Acquire) {
                0 => {}
                signal => return Ok(Exit::Signalled(signal)),
            }
            if let Some(saved) = self.watch.as_ref().and_then(Watch::take) {
                super::reload::reload(model, saved);
            }
            if let Some(error) = self.keeper.look(model) {
                model.notice = Some(model.words().with("notice-not-saved", &[("error", error.into())]));
            }
            effects.extend(self.hear(model));
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
            Line::None => Vec::new(),
            Line::Stage(link) => link.asked().into_iter().filter_map(|what| present::command::perform(model, what)).collect(),
            Line::Notes(link) => {
                notes::hear(model, link.heard());
                Vec::new()
            }
        }
    }

    /// Tells the other end what is on the screen; after the screen, so that nobody waits for it.
    fn tell(&mut self, model: &Model) {
        if let Line::Stage(link) = &mut self.with.line {
            link.tell(present::situation::place(model), || present::situation::situation(model));
        }
    }

    fn resize(&mut self, model: &mut Model) -> io::Result<()> {
        let (w, h) = terminal::size()?;
        update(model, Message::Resize(w, h));
        Ok(())
    }

    /// Waits for an event, or until somebody has news, but no longer than the limit.
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
        Ok(effects)
    }

    /// Takes an event, and takes down what was done.
    fn take_event(&mut self, model: &mut Model, event: &Event) -> Option<Effect> {
        let message = translate(model, event)?;
        let context = model.context();
        let effect = match message {
            Message::Elapsed(time) => self.elapse(model, time),
            message => update(model, message),
        };
        let done = done(event).filter(|_| !matches!(message, Message::Elapsed(_)));
        if let (Some(tape), Some(done)) = (&mut self.with.tape, done)
            && !matches!(effect, Some(Effect::Quit(_)))
            && !matches!(done, Done::Size(w, h) if tape.last_size() == (w, h))
        {
            tape.take(done, context, model);
        }
        effect
    }

    /// Lets time pass; it is taken down where it leads anywhere.
    fn elapse(&mut self, model: &mut Model, time: Duration) -> Option<Effect> {
        let plays = model.stage.as_ref().is_some_and(|stage| stage.play.is_some());
        let effect = update(model, Message::Elapsed(time));
        if let Some(tape) = self.with.tape.as_mut().filter(|_| plays) {
            tape.take(Done::Time(time), model.context(), model);
        }
        effect
    }

    fn perform(&mut self, model: &mut Model, effect: Effect) -> io::Result<Option<Exit>> {
        match effect {
            Effect::Quit(exit) => return Ok(Some(exit)),
            Effect::Mouse(on) => self.guard.mouse(on)?,
            Effect::Suspend => platform::suspend(),
            Effect::Copy(text) => put(&clipboard(&text))?,
            Effect::Ask(what) => {
                if let Line::Notes(link) = &self.with.line
                    && !link.ask(what)
                {
                    model.notice = Some(model.text("notice-nobody-hears"));
                }
            }
            Effect::Save(text) => {
                model.notice = Some(match super::save::save(&text) {
                    Ok(file) => model.words().with("notice-saved", &[("file", file.display().to_string().into())]),
                    Err(error) => model.words().with("notice-not-written", &[("error", error.into())]),
                });
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
        let mut new = self.spare.take().filter(|spare| spare.area == area).unwrap_or_else(|| Buffer::empty(area));
        new.reset();
        if !area.is_empty() {
            view(model, &mut new);
        }
        let mut bytes = String::new();
        self.encoder.encode(self.old.as_ref(), &new, &mut bytes);
        self.guard.write(&bytes)?;
        self.spare = self.old.replace(new);
        Ok(())
    }
}

fn translate(model: &Model, event: &Event) -> Option<Message> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => {
            panic_on_request(key);
            let message = key_of(key).and_then(|key| keymap::message(model, key));
            // A key that means nothing still completes a running animation.
            Some(message.unwrap_or(Message::Elapsed(MOTION)).to_owned()).filter(|_| message.is_some() || model.is_moving())
        }
        Event::Resize(w, h) => Some(Message::Resize(*w, *h)),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Message::Click(mouse.column, mouse.row)),
            MouseEventKind::Drag(MouseButton::Left) => Some(Message::Drag(mouse.column)),
            MouseEventKind::ScrollDown => Some(Message::Wheel(false, (mouse.column, mouse.row))),
            MouseEventKind::ScrollUp => Some(Message::Wheel(true, (mouse.column, mouse.row))),
            _ => None,
        },
        _ => None,
    }
}

/// The tests of the terminal's restoration need a panic.
fn panic_on_request(key: &KeyEvent) {
    if key.code == KeyCode::F(12) && std::env::var_os("TEARDOWN_PANIC").is_some() {
        panic!("requested by TEARDOWN_PANIC");
    }
}

/// An event as it is taken down.
fn done(event: &Event) -> Option<Done> {
    Some(match event {
        Event::Key(key) => Done::Key(key_of(key)?),
        Event::Resize(w, h) => Done::Size(*w, *h),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(_) => Done::Click(mouse.column, mouse.row),
            MouseEventKind::ScrollDown => Done::Wheel { up: false },
            MouseEventKind::ScrollUp => Done::Wheel { up: true },
            _ => return None,
        },
        _ => return None,
    })
}

fn key_of(event: &KeyEvent) -> Option<Key> {
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    if event.modifiers.contains(KeyModifiers::ALT) {
        return None;
    }
    Some(match event.code {
        KeyCode::Char(c) if ctrl => Key::Ctrl(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Escape,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::F(n) => Key::F(n),
        _ => return None,
    })
}

/// The sequence that puts a text into the clipboard (OSC 52).
fn clipboard(text: &str) -> String {
    format!("\x1b]52;c;{}\x07", base64(text.as_bytes()))
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            match place <= chunk.len() {
                true => text.push(char::from(ALPHABET[(word >> (18 - 6 * place)) as usize & 63])),
                false => text.push('='),
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_as_the_standard_has_it() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn what_is_entered_is_left() {
        for mode in ["?1049", "?2004"] {
            assert!(ENTER.contains(&format!("\x1b[{mode}h")) && LEAVE.contains(&format!("\x1b[{mode}l")));
        }
        assert!(ENTER.contains("\x1b[?25l") && LEAVE.contains("\x1b[?25h"));
        assert!(ENTER.contains("\x1b[22;0t") && LEAVE.contains("\x1b[23;0t"));
    }
}
