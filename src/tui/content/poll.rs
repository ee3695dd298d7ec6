//! A question before a room: its options with letters and hands, and, once it shows, what the
//! machine does beside them.
//!
//! It must not know where the lines are drawn.

mod orders;

use crate::sim::ledgers::Item;
use crate::text::Lang;
use crate::tui::content::card;
use crate::tui::content::pen::{Piece, line_width, piece, width, wrap};
use crate::tui::model::lesson::{CardPhase, LessonStage};
use crate::tui::model::reader::Reader;
use crate::tui::model::theme::Role;
use crate::workshop::{OwnQuestion, Tally};

/// Columns of the bar that shows hands, at most.
const BAR: u16 = 24;
/// Options one below another; if there are more, side by side.
const LONG: usize = 9;

/// The question, its options with the hands, and, once it shows, what the machine does.
pub fn question(
    lesson: &LessonStage,
    tally: Option<&Tally>,
    reader: Reader,
    columns: u16,
) -> Vec<Vec<Piece>> {
    let Some(question) = lesson.question(reader.lang) else { return Vec::new() };
    let ask = question.ask.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut lines: Vec<Vec<Piece>> =
        wrap(&ask, columns).into_iter().map(|line| vec![piece(Role::Title, line)]).collect();
    let arrow = reader.theme.glyphs.becomes;
    let (texts, right): (Vec<String>, Vec<bool>) =
        asked(lesson, reader.lang, arrow).into_iter().unzip();
    let right = Some(right).filter(|_| lesson.phase == CardPhase::Answered);
    lines.extend(options(now(tally), reader, &texts, right.as_deref(), columns));
    if right.as_ref().is_some_and(|right| !right.contains(&true)) {
        lines.push(vec![piece(Role::Good, reader.text("card-answer-nothing"))]);
    }
    lines
}

/// What the room chooses between, each with whether the machine does so: the options of the
/// question, or, where it asks for an order, whole orders.
pub fn asked(lesson: &LessonStage, lang: Lang, arrow: &str) -> Vec<(String, bool)> {
    let Some(question) = lesson.question(lang) else { return Vec::new() };
    let run = orders::of_run(lesson).unwrap_or_default();
    match orders::orders(lesson) {
        Some(orders) => {
            let text = |order: &Vec<usize>| {
                let names = order.iter().map(|option| question.label(*option));
                names.collect::<Vec<_>>().join(&format!(" {arrow} "))
            };
            orders.iter().map(|order| (text(order), *order == run)).collect()
        }
        None => {
            let count = question.options.len();
            let texts = match lesson.phase {
                CardPhase::Answered => told_texts(lesson, lang, count),
                _ => option_texts(lesson, lang, count),
            };
            texts
                .into_iter()
                .enumerate()
                .map(|(option, text)| (text, run.contains(&option)))
                .collect()
        }
    }
}

/// How many options or ways hands are counted for.
pub fn options_of(lesson: &LessonStage) -> usize {
    match lesson.phase {
        CardPhase::Choosing => lesson.options(),
        _ => orders::orders(lesson).map_or_else(|| lesson.options(), |orders| orders.len()),
    }
}

/// What an option says; what has a short name only, such as R4 or U-A, with what it is.
pub fn option_text(lesson: &LessonStage, lang: Lang, option: usize) -> String {
    let name = lesson.question(lang).map_or_else(String::new, |question| question.label(option));
    let Some(Some(item)) = lesson.items.get(option) else { return name };
    let ledgers = lesson.stage.ledgers();
    let what = match item {
        Item::Row(row) => ledgers.row(*row).map(|row| row.display.to_owned()),
        Item::Uid(uid) => ledgers.uid(*uid).map(|uid| uid.owner.to_string()),
        _ => None,
    };
    what.filter(|what| !what.is_empty()).map_or(name.clone(), |what| format!("{name}  {what}"))
}

fn option_texts(lesson: &LessonStage, lang: Lang, count: usize) -> Vec<String> {
    (0..count).map(|option| option_text(lesson, lang, option)).collect()
}

/// What the options say once the answer shows: of changes, what the run of each did.
fn told_texts(lesson: &LessonStage, lang: Lang, count: usize) -> Vec<String> {
    let run = &lesson.stage.timeline;
    let told = lesson.here().map(|stop| lesson.course.trials_told(run, stop, lang));
    match told.filter(|told| told.len() == count) {
        Some(told) => told.into_iter().map(|(_, text)| text).collect(),
        None => option_texts(lesson, lang, count),
    }
}

/// The ways of a choice.
pub fn ways(
    lesson: &LessonStage,
    tally: Option<&Tally>,
    reader: Reader,
    columns: u16,
) -> Vec<Vec<Piece>> {
    let Some(choose) = lesson.here().and_then(|stop| lesson.course.scene(stop).choose.as_ref())
    else {
        return Vec::new();
    };
    let ask = card::flow(&choose.ask, reader.lang, columns);
    let mut lines: Vec<Vec<Piece>> =
        ask.into_iter().map(|line| vec![piece(Role::Title, line)]).collect();
    let texts: Vec<String> = choose
        .ways
        .iter()
        .map(|way| way.say.get(reader.lang).split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    lines.extend(options(now(tally), reader, &texts, None, columns));
    lines
}

/// A question of the speaker's own: its options with the hands, and those of the time before.
pub fn own(question: &OwnQuestion, reader: Reader, columns: u16) -> Vec<Vec<Piece>> {
    let mut lines: Vec<Vec<Piece>> = wrap(&question.ask, columns)
        .into_iter()
        .map(|line| vec![piece(Role::Title, line)])
        .collect();
    lines.push(Vec::new());
    let hands = Hands { now: question.tally(), before: question.before() };
    lines.extend(options(hands, reader, &question.options, None, columns));
    if let Some(before) = hands.before {
        let total = [("count", before.total().into())];
        lines.push(vec![piece(
            Role::Quiet,
            format!("       {}", reader.words().with("show-before", &total)),
        )]);
    }
    lines
}

/// The hands that are shown: of this time, and of the time before if it was asked before.
#[derive(Clone, Copy)]
struct Hands<'a> {
    now: Option<&'a Tally>,
    before: Option<&'a Tally>,
}

fn now(tally: Option<&Tally>) -> Hands<'_> {
    Hands { now: tally, before: None }
}

/// How an option is shown.
struct ShownOption<'a> {
    mark: &'a str,
    letter: char,
    role: Role,
    text: &'a str,
    count: Option<u32>,
    before: Option<u32>,
    right: bool,
}

/// Options: a letter, what it says, and the hands; `right` once the answer shows.
fn options(
    hands: Hands<'_>,
    reader: Reader,
    texts: &[String],
    right: Option<&[bool]>,
    columns: u16,
) -> Vec<Vec<Piece>> {
    let glyphs = reader.theme.glyphs;
    let choice = |option: usize| {
        let here = right.is_none() && hands.now.and_then(Tally::at) == Some(option);
        let is_right = right.is_some_and(|right| right[option]);
        let (mark, role) = match right {
            Some(_) if is_right => (glyphs.holds, Role::Good),
            Some(_) => ("", Role::Quiet),
            None if here => (glyphs.select, Role::Current),
            None => ("", Role::Text),
        };
        let letter = u8::try_from(option)
            .ok()
            .filter(|option| *option < 26)
            .map_or(' ', |option| char::from(b'A' + option));
        let [count, before] =
            [hands.now, hands.before].map(|tally| tally.and_then(|tally| tally.count(option)));
        ShownOption { mark, letter, role, text: &texts[option], count, before, right: is_right }
    };
    let choices: Vec<ShownOption<'_>> = (0..texts.len()).map(choice).collect();
    let widest = texts.iter().map(|text| width(text)).max().unwrap_or(0);
    // Many short options are shown side by side.
    let most_abreast = if hands.before.is_some() { 1 } else { (columns / (widest + 14)).max(1) };
    let abreast = texts.len().div_ceil(LONG).min(usize::from(most_abreast));
    let mut lines = match abreast {
        0 | 1 => choices
            .iter()
            .flat_map(|choice| one_below_another(reader, choice, &choices, columns))
            .collect(),
        _ => side_by_side(&choices, abreast, columns),
    };
    if choices.iter().any(|choice| choice.count.is_some()) {
        let total = hands.now.map_or(0, Tally::total);
        lines.push(vec![piece(
            Role::Quiet,
            format!("       {}", reader.words().with("show-hands", &[("count", total.into())])),
        )]);
    }
    lines
}

/// An option in as many lines as it needs, with its number of hands and a bar.
fn one_below_another(
    reader: Reader,
    choice: &ShownOption<'_>,
    all: &[ShownOption<'_>],
    columns: u16,
) -> Vec<Vec<Piece>> {
    let most = all.iter().flat_map(|choice| [choice.count, choice.before]).flatten().max();
    let again = all.iter().any(|choice| choice.before.is_some());
    let arrow = reader.theme.glyphs.becomes;
    let number = if again { 10 + width(arrow) } else { 6 };
    let (bar, number) = if most.is_some() { (BAR.min(columns / 4), number) } else { (0, 0) };
    // Numbers are beside the names, however wide the screen is.
    let widest = all.iter().map(|choice| width(choice.text)).max().unwrap_or(0);
    let room = columns.saturating_sub(bar + number + 7).min(widest + 2).max(8);
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    for (row, part) in wrap(choice.text, room).into_iter().enumerate() {
        if row > 0 {
            lines.push(vec![piece(Role::Text, "       "), piece(choice.role, part)]);
            continue;
        }
        let lead = format!("{:<2} ", choice.mark);
        let mut line = vec![
            piece(choice.role, lead),
            piece(Role::Key, format!("{}   ", choice.letter)),
            piece(choice.role, part),
        ];
        if let Some(most) = most {
            let filled = choice.count.map_or(0, |count| {
                (u32::from(bar) * count).div_ceil(most.max(1)).min(u32::from(bar)) as usize
            });
            let fill = if reader.is_ascii() { "#" } else { "█" };
            let blank = " ".repeat(usize::from((room + 7).saturating_sub(line_width(&line))));
            let shown = |count: Option<u32>| count.map_or_else(String::new, |it| it.to_string());
            let now = shown(choice.count);
            line.push(match again {
                false => piece(Role::Text, format!("{blank}{now:>4}  ")),
                true => {
                    let before = shown(choice.before);
                    piece(Role::Text, format!("{blank}{before:>4} {arrow}{now:>4}  "))
                }
            });
            line.push(piece(
                if choice.right { Role::Good } else { Role::Actor },
                fill.repeat(filled),
            ));
        }
        lines.push(line);
    }
    lines
}

/// Options in columns, read downwards, with their numbers of hands.
fn side_by_side(choices: &[ShownOption<'_>], abreast: usize, columns: u16) -> Vec<Vec<Piece>> {
    let rows = choices.len().div_ceil(abreast);
    let wide = usize::from(columns) / abreast;
    let cell = |choice: &ShownOption<'_>| {
        let count = choice.count.map_or_else(String::new, |count| format!("  {count}"));
        let blank = wide.saturating_sub(6 + usize::from(width(choice.text)) + count.len());
        [
            piece(choice.role, format!("{:<2} ", choice.mark)),
            piece(Role::Key, format!("{}  ", choice.letter)),
            piece(choice.role, choice.text),
            piece(Role::Actor, count),
            piece(Role::Text, " ".repeat(blank)),
        ]
    };
    (0..rows).map(|row| choices.iter().skip(row).step_by(rows).flat_map(cell).collect()).collect()
}
