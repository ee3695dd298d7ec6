//! Draws the speaker's terminal: the times on top, what the audience sees and the notes side by
//! side or one above the other, what comes next below.
//!
//! Everything comes from another process; it was cleaned when it came in. It must not know the
//! keys.

use ratatui::layout::Rect;

use crate::tui::content::pen::{Pen, Piece, cut, piece, width, wrap};
use crate::tui::model::Model;
use crate::tui::model::notes::Notes;
use crate::tui::model::theme::Role;
use crate::workshop::Situation;
use crate::workshop::clock::{Pace, pace, shown};
use crate::workshop::notes_link::LinkState;
use crate::workshop::protocol::{Poll, Speaker};

/// From how many columns on the two panels are side by side.
const WIDE: u16 = 90;

/// Rows of a frame.
const FRAME: u16 = 2;
/// Rows of text in what the audience sees and in the notes, at least.
const LEAST: u16 = 3;
/// Rows of text in what comes next.
const NEXT: u16 = 4;

/// The layout of the panels.
struct Places {
    times: Rect,
    seen: Rect,
    notes: Rect,
    next: Rect,
}

/// Shares the rows: side by side where there is room; one below another, what the audience sees has
/// its rows first, and what comes next the rest.
fn places(area: Rect, model: &Model, now: &Situation, speaker: &Speaker) -> Places {
    let Rect { width: w, height: h, .. } = area;
    let times = Rect::new(0, 0, w, 3.min(h));
    let below = h.saturating_sub(times.height + 1);
    if w >= WIDE {
        let next = if h >= 18 { 6 } else { 4.min(h.saturating_sub(8)) };
        let main = Rect::new(0, times.height, w, below.saturating_sub(next));
        let seen = Rect { width: w / 2, ..main };
        let notes = Rect { x: seen.width, width: w - seen.width, ..main };
        return Places { times, seen, notes, next: Rect::new(0, main.bottom(), w, next) };
    }
    let rows = |lines: &NotesLines| u16::try_from(flow(lines, inner(w)).len()).unwrap_or(u16::MAX);
    let wanted = [rows(&seen(model, now, inner(w))), rows(&told(model, now, speaker)), NEXT];
    let mut left = below.saturating_sub(FRAME * 3);
    let mut shares = [0; 3];
    // Each has its least first, then as much as it wants, then whatever is left.
    for (share, least) in shares.iter_mut().zip([LEAST, LEAST, 2]) {
        *share = least.min(left);
        left -= *share;
    }
    for (share, wanted) in shares.iter_mut().zip(wanted) {
        let more = wanted.saturating_sub(*share).min(left);
        *share += more;
        left -= more;
    }
    shares[1] += left;
    let [seen, notes, next] =
        shares.map(|share| if below < FRAME * 3 { below / 3 } else { share + FRAME });
    let at = |y: u16, height: u16| Rect::new(0, y, w, height);
    let from = times.height;
    Places {
        times,
        seen: at(from, seen),
        notes: at(from + seen, notes),
        next: at(from + seen + notes, next),
    }
}

/// Columns inside a panel.
fn inner(columns: u16) -> u16 {
    columns.saturating_sub(4)
}

/// Draws the speaker's terminal; the lowest row is for hints.
pub fn draw(pen: &mut Pen<'_>, model: &Model, notes: &Notes) {
    let area = pen.area();
    let Some(now) = &notes.heard.now else {
        let text = standing(model, notes).unwrap_or_default();
        for (y, line) in wrap(&text, area.width.saturating_sub(4)).into_iter().enumerate() {
            pen.line(2, 1 + y as u16, &[piece(Role::Title, line)]);
        }
        return;
    };
    let speaker = now.speaker.clone().unwrap_or_default();
    let places = places(area, model, now, &speaker);
    times(&mut pen.within(places.times), model, notes, now, &speaker);
    let lines = seen(model, now, inner(places.seen.width));
    let from = current(&lines, places.seen);
    panel(&mut pen.within(places.seen), &model.text("notes-seen"), lines, from);
    panel(
        &mut pen.within(places.notes),
        &model.text("notes-notes"),
        told(model, now, &speaker),
        notes.scroll,
    );
    panel(
        &mut pen.within(places.next),
        &model.text("notes-next"),
        next(model, &speaker, places.next),
        0,
    );
}

/// Why nothing comes, if nothing comes.
fn standing(model: &Model, notes: &Notes) -> Option<String> {
    match &notes.heard.standing {
        LinkState::Here if notes.heard.now.is_some() => None,
        LinkState::Here | LinkState::Waiting if notes.heard.now.is_none() => {
            Some(model.text("notes-waiting"))
        }
        LinkState::Here | LinkState::Waiting => Some(model.text("notes-lost")),
        LinkState::Over => Some(model.text("notes-over")),
        LinkState::Version(version) => {
            Some(model.words().with("notes-version", &[("version", (*version).into())]))
        }
        LinkState::Refused(why) => {
            Some(model.words().with("notes-refused", &[("why", why.clone().into())]))
        }
    }
}

fn times(pen: &mut Pen<'_>, model: &Model, notes: &Notes, now: &Situation, speaker: &Speaker) {
    let words = model.words();
    let columns = pen.area().width;
    let dot = model.theme.glyphs.dot;
    let place = words.with("card-scene", &[("at", now.scene.into()), ("all", now.scenes.into())]);
    let mut line = vec![
        piece(Role::Title, format!(" {}", now.title)),
        piece(Role::Quiet, format!("  {dot}  {place}")),
    ];
    if now.items > 1 {
        let item = [("at", now.item.into()), ("all", now.items.into())];
        line.push(piece(Role::Quiet, format!("  {dot}  {}", words.with("notes-item", &item))));
    }
    if let Some(jump) = &notes.jump {
        line.push(piece(Role::Key, format!("  {dot}  {} {jump}_", model.text("show-jump"))));
    }
    pen.line(0, 0, &line);
    let planned =
        if speaker.planned > 0 { format!(" / {}", shown(speaker.planned)) } else { String::new() };
    let mut line = vec![piece(Role::Current, format!(" {}{planned}", shown(now.times.lesson)))];
    if now.times.runs && speaker.planned > 0 {
        let (id, time, role) = match pace(now.times.lesson, speaker.due) {
            Pace::Ahead(by) => ("notes-ahead", by, Role::Good),
            Pace::Well => ("notes-well", 0, Role::Good),
            Pace::Behind(by) => ("notes-behind", by, Role::Bad),
        };
        line.push(piece(role, format!("   {}", words.with(id, &[("time", shown(time).into())]))));
    } else if !now.times.runs {
        line.push(piece(Role::Quiet, format!("   {}", model.text("notes-not-begun"))));
    }
    if now.times.runs {
        let talk = words.with("notes-talk", &[("time", shown(now.times.talk).into())]);
        line.push(piece(Role::Quiet, format!("   {talk}")));
    }
    pen.line(0, 1, &line);
    let warning = standing(model, notes)
        .or_else(|| (!speaker.trouble.is_empty()).then(|| speaker.trouble.clone()));
    let warning = warning.or_else(|| (!speaker.notice.is_empty()).then(|| speaker.notice.clone()));
    let warning = warning.or_else(|| now.blank.then(|| model.text("notes-blank")));
    let warning = warning.or_else(|| now.away.then(|| model.text("notes-away")));
    match warning {
        Some(text) => pen.line(
            0,
            2,
            &[piece(
                Role::Bad,
                format!(" {}", cut(&text, columns.saturating_sub(2), model.theme.glyphs.cut)),
            )],
        ),
        None => progress(pen, model, now, speaker),
    }
}

/// The time that is planned as a bar, with the scene that is due.
fn progress(pen: &mut Pen<'_>, model: &Model, now: &Situation, speaker: &Speaker) {
    let columns = u64::from(pen.area().width.saturating_sub(2));
    if speaker.planned == 0 || columns == 0 {
        return;
    }
    let at = |time: u64| (time.min(speaker.planned) * columns / speaker.planned) as usize;
    let (passed, from, until) = (at(now.times.lesson), at(speaker.due.0), at(speaker.due.1));
    let ascii = model.reader().is_ascii();
    let [due, other] = if ascii { ["=", "-"] } else { ["━", "─"] };
    let cell = |x: usize| {
        let role = if x < passed { Role::Past } else { Role::Ahead };
        piece(role, if (from..until).contains(&x) { due } else { other })
    };
    let line: Vec<Piece> = (0..columns as usize).map(cell).collect();
    pen.line(1, 2, &line);
}

type NotesLines = Vec<(Role, String)>;

fn seen(model: &Model, now: &Situation, columns: u16) -> NotesLines {
    if now.blank {
        return vec![(Role::Quiet, model.text("notes-blank"))];
    }
    // In a sheet, below its title, only the selected line begins with a mark.
    let selected =
        |at: usize, line: &str| now.sheet && at > 0 && !line.is_empty() && !line.starts_with(' ');
    let role = |at: usize, line: &str| if selected(at, line) { Role::Current } else { Role::Text };
    let pointed = now.pointer.as_ref().map(|text| {
        (Role::Current, model.words().with("notes-pointer", &[("text", text.clone().into())]))
    });
    let read = now.seen.iter().enumerate().map(|(at, line)| (role(at, line), line.clone()));
    let mut lines: NotesLines = pointed.into_iter().chain(read).collect();
    if let Some(poll) = now.poll.as_ref().filter(|_| !now.sheet) {
        lines.extend(options(model, poll, columns));
    }
    lines
}

fn options(model: &Model, poll: &Poll, columns: u16) -> NotesLines {
    let glyphs = model.theme.glyphs;
    let mut lines = vec![(Role::Title, poll.ask.clone())];
    for (at, option) in poll.options.iter().enumerate() {
        let letter =
            u8::try_from(at).ok().filter(|at| *at < 26).map_or(' ', |at| char::from(b'A' + at));
        let here = !poll.revealed && poll.at as usize == at;
        let (mark, role) = match option.right {
            Some(true) => (glyphs.holds, Role::Good),
            None if here => (glyphs.select, Role::Current),
            _ => (" ", Role::Text),
        };
        let shown = |count: Option<u32>, sign: &str| {
            count.map_or_else(String::new, |count| format!(" {sign} {count}"))
        };
        let before = shown(option.before, glyphs.dot);
        let sign = if before.is_empty() { glyphs.dot } else { glyphs.becomes };
        let count = format!("{before}{}", shown(option.count, sign));
        let mut lead = format!("{mark} {letter} ");
        let blank = " ".repeat(usize::from(width(&lead)));
        for part in wrap(&format!("{}{count}", option.text), columns.saturating_sub(width(&lead))) {
            lines.push((role, std::mem::replace(&mut lead, blank.clone()) + &part));
        }
    }
    lines
}

/// The notes; below them what the machine will do, and hints to give.
fn told(model: &Model, now: &Situation, speaker: &Speaker) -> NotesLines {
    let mut lines: NotesLines = Vec::new();
    if speaker.notes.is_empty() {
        lines.push((Role::Quiet, model.text("notes-none")));
    } else {
        lines.extend(
            speaker
                .notes
                .split("\n\n")
                .map(|text| (Role::Text, text.split_whitespace().collect::<Vec<_>>().join(" "))),
        );
    }
    let revealed = now.poll.as_ref().is_some_and(|poll| poll.revealed);
    if !speaker.answer.is_empty() && !revealed {
        let names = speaker.answer.join(", ");
        lines.push((Role::Good, model.words().with("notes-answer", &[("names", names.into())])));
        for (at, hint) in speaker.hints.iter().enumerate() {
            let hint = hint.split_whitespace().collect::<Vec<_>>().join(" ");
            lines.push((
                Role::Doubt,
                model
                    .words()
                    .with("card-hint", &[("level", (at + 1).into()), ("text", hint.into())]),
            ));
        }
    }
    lines
}

/// From which row on the panel shows what the audience sees, so that the option that is being
/// counted, or selected, is there.
fn current(lines: &NotesLines, place: Rect) -> usize {
    let rows = flow(lines, inner(place.width));
    let here = rows.iter().position(|(role, _)| *role == Role::Current).unwrap_or(0);
    (here + 2).saturating_sub(usize::from(place.height.saturating_sub(FRAME)))
}

/// The step and the scene that come next: their beginnings, in half of the rows each.
fn next(model: &Model, speaker: &Speaker, place: Rect) -> NotesLines {
    let words = model.words();
    let rows = usize::from(place.height.saturating_sub(FRAME));
    let or_end =
        |text: &str, id: &str| if text.is_empty() { model.text(id) } else { text.to_owned() };
    let beat = words
        .with("notes-next-beat", &[("text", or_end(&speaker.next_beat, "notes-last-beat").into())]);
    if speaker.planned == 0 {
        return begun(model, &beat, Role::Text, rows, place.width);
    }
    let scene = words.with(
        "notes-next-scene",
        &[("text", or_end(&speaker.next_scene, "notes-last-scene").into())],
    );
    let mut lines = begun(model, &beat, Role::Text, rows.div_ceil(2), place.width);
    let left = rows.saturating_sub(lines.len());
    lines.extend(begun(model, &scene, Role::Quiet, left, place.width));
    lines
}

/// A text in at most so many rows; what is left out is said to be.
fn begun(model: &Model, text: &str, role: Role, rows: usize, columns: u16) -> NotesLines {
    let columns = inner(columns);
    let mark = model.theme.glyphs.cut;
    let mut lines = wrap(text, columns);
    if lines.len() > rows {
        lines.truncate(rows);
        if let Some(last) = lines.last_mut() {
            *last = format!("{}{mark}", cut(last, columns.saturating_sub(width(mark)), ""));
        }
    }
    lines.into_iter().map(|line| (role, line)).collect()
}

fn panel(pen: &mut Pen<'_>, title: &str, lines: NotesLines, scroll: usize) {
    let inside = pen.frame(&[piece(Role::Title, title)], &[], Role::Border);
    let columns = inside.width.saturating_sub(2);
    let rows = flow(&lines, columns);
    let height = usize::from(inside.height);
    let scroll = scroll.min(rows.len().saturating_sub(height));
    pen.more(scroll > 0, scroll + height < rows.len());
    let mut pen = pen.within(inside);
    for (y, (role, line)) in rows.into_iter().skip(scroll).take(height).enumerate() {
        pen.line(1, y as u16, &[piece(role, line)]);
    }
}

/// Lines that fit; what continues keeps its indent.
fn flow(lines: &NotesLines, columns: u16) -> NotesLines {
    let mut rows = Vec::new();
    for (role, text) in lines {
        let start = text.trim_start();
        let indent = width(text).saturating_sub(width(start)).min(columns / 2);
        let blank = " ".repeat(usize::from(indent));
        rows.extend(
            wrap(start, columns.saturating_sub(indent))
                .into_iter()
                .map(|line| (*role, format!("{blank}{line}"))),
        );
    }
    rows
}

/// The last line that the notes can begin with.
pub fn last_scroll(model: &Model) -> usize {
    let Some(now) = model.notes().and_then(|notes| notes.heard.now.as_ref()) else { return 0 };
    let speaker = now.speaker.clone().unwrap_or_default();
    let place = places(Rect::new(0, 0, model.size.0, model.size.1), model, now, &speaker).notes;
    let rows = flow(&told(model, now, &speaker), inner(place.width));
    rows.len().saturating_sub(usize::from(place.height.saturating_sub(FRAME)))
}
