//! The shortest bytes that turn one picture into the next.
//!
//! It must not know what a picture shows, or where the bytes go.

mod colour;

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use colour::colour;

/// Writes changes and remembers what was sent to the terminal last: at first, plain style and an
/// unknown cursor.
#[derive(Default)]
pub struct Encoder {
    style: Sgr,
    at: Option<(u16, u16)>,
}

/// Select Graphic Rendition: what the terminal draws the next signs with.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Sgr {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

const PLAIN: Sgr = Sgr { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

impl Encoder {
    /// Appends what turns `old` into `new`; `None` is a screen of unknown content, which is
    /// cleared.
    pub fn encode(&mut self, old: Option<&Buffer>, new: &Buffer, out: &mut String) {
        let start = out.len();
        match old.filter(|old| old.area == new.area) {
            Some(old) => self.changes(old, new, out),
            None => {
                self.style = PLAIN;
                self.at = None;
                out.push_str("\x1b[0m\x1b[2J");
                self.whole(new, out);
            }
        }
        if out.len() > start && self.style != PLAIN {
            self.pen(PLAIN, out);
        }
    }

    /// The cells that differ. What a wide character covered is written again when that is removed.
    fn changes(&mut self, old: &Buffer, new: &Buffer, out: &mut String) {
        let (area, width) = (new.area, usize::from(new.area.width).max(1));
        let rows = old.content.chunks(width).zip(new.content.chunks(width));
        for (y, (was, is)) in (area.top()..).zip(rows) {
            let (mut at, mut stale) = (0, 0);
            while let (Some(before), Some(cell)) =
                (was.get(usize::from(at)), is.get(usize::from(at)))
            {
                let (old_sign, sign) = (before.symbol(), cell.symbol());
                let wide = columns(sign);
                let is_same = cell.fg == before.fg
                    && cell.bg == before.bg
                    && cell.modifier == before.modifier
                    && same(sign, old_sign);
                if at < stale || !is_same {
                    self.cell((area.left() + at, y), cell, sign, new, out);
                    stale = stale.max(at + reach(sign).max(reach(old_sign)));
                }
                at += wide;
            }
        }
    }

    /// All cells on a blank screen.
    fn whole(&mut self, new: &Buffer, out: &mut String) {
        let area = new.area;
        for (y, row) in (area.top()..).zip(new.content.chunks(usize::from(area.width).max(1))) {
            let (mut at, mut stale) = (0, 0);
            while let Some(cell) = row.get(usize::from(at)) {
                let sign = cell.symbol();
                let is_empty = sign == " "
                    && cell.fg == Color::Reset
                    && cell.bg == Color::Reset
                    && cell.modifier.is_empty();
                if at < stale || !is_empty {
                    self.cell((area.left() + at, y), cell, sign, new, out);
                    stale = stale.max(at + reach(sign));
                }
                at += columns(sign);
            }
        }
    }

    fn cell(
        &mut self,
        (x, y): (u16, u16),
        cell: &Cell,
        sign: &str,
        new: &Buffer,
        out: &mut String,
    ) {
        self.move_to(x, y, new, out);
        let wanted = Sgr { fg: cell.fg, bg: cell.bg, modifier: cell.modifier };
        let blank = sign == " " && wanted.bg == Color::Reset && !shows_on_blank(wanted.modifier);
        let invisible =
            blank && self.style.bg == Color::Reset && !shows_on_blank(self.style.modifier);
        if wanted != self.style && !invisible {
            self.pen(wanted, out);
        }
        let next = x + columns(sign);
        if is_joined(sign) {
            // A terminal may take it for narrower, and for wider: what it covers is blank before,
            // and then the position of the cursor is unknown.
            out.extend((x..next).map(|_| ' '));
            self.at = None;
            self.move_to(x, y, new, out);
            out.push_str(sign);
            self.at = None;
            return;
        }
        out.push_str(sign);
        // After the last column the terminals disagree about where the cursor is.
        self.at = Some((next, y)).filter(|(next, _)| *next < new.area.width);
    }

    fn move_to(&mut self, x: u16, y: u16, new: &Buffer, out: &mut String) {
        match self.at {
            Some(at) if at == (x, y) => return,
            Some((from, row)) if row == y && x > from => {
                let gap = x - from;
                // A gap of a few plain blanks is cheaper to write than to jump over.
                let is_plain = |at: u16| {
                    let cell = &new[(at, y)];
                    cell.symbol() == " "
                        && cell.bg == Color::Reset
                        && !shows_on_blank(cell.modifier)
                };
                if gap <= 3
                    && (from..x).all(is_plain)
                    && self.style.bg == Color::Reset
                    && !shows_on_blank(self.style.modifier)
                {
                    out.extend((0..gap).map(|_| ' '));
                } else if gap == 1 {
                    out.push_str("\x1b[C");
                } else {
                    let _ = write!(out, "\x1b[{gap}C");
                }
            }
            _ => {
                let _ = match (x, y) {
                    (0, 0) => write!(out, "\x1b[H"),
                    (0, y) => write!(out, "\x1b[{}H", y + 1),
                    (x, y) => write!(out, "\x1b[{};{}H", y + 1, x + 1),
                };
            }
        }
        self.at = Some((x, y));
    }

    fn pen(&mut self, wanted: Sgr, out: &mut String) {
        let mut from = std::mem::replace(&mut self.style, wanted);
        out.push_str("\x1b[");
        if wanted == PLAIN {
            out.push('m');
            return;
        }
        if !(from.modifier - wanted.modifier).is_empty() {
            out.push_str("0;");
            from = PLAIN;
        }
        for (bit, code) in MODIFIERS {
            if (wanted.modifier - from.modifier).contains(bit) {
                out.push_str(code);
            }
        }
        if wanted.fg != from.fg {
            colour(wanted.fg, 30, out);
        }
        if wanted.bg != from.bg {
            colour(wanted.bg, 40, out);
        }
        // Each code ended with a semicolon.
        if out.ends_with(';') {
            out.pop();
        }
        out.push('m');
    }
}

const MODIFIERS: [(Modifier, &str); 6] = [
    (Modifier::BOLD, "1;"),
    (Modifier::DIM, "2;"),
    (Modifier::ITALIC, "3;"),
    (Modifier::UNDERLINED, "4;"),
    (Modifier::REVERSED, "7;"),
    (Modifier::CROSSED_OUT, "9;"),
];

/// Whether two symbols are one; most are single letters, which need no comparison of memory.
fn same(a: &str, b: &str) -> bool {
    match (a.as_bytes(), b.as_bytes()) {
        ([a], [b]) => a == b,
        (a, b) => a == b,
    }
}

/// Columns that a symbol takes, at least one.
fn columns(symbol: &str) -> u16 {
    match symbol.as_bytes() {
        // Plain letters, and the lines of borders.
        [_] | [0xe2, 0x94 | 0x95, _] => 1,
        _ => u16::try_from(symbol.width()).unwrap_or(1).max(1),
    }
}

/// Whether a symbol is made of several signs, such as a flag or a family: terminals disagree about
/// how wide that is.
fn is_joined(symbol: &str) -> bool {
    symbol.len() > 1 && symbol.chars().nth(1).is_some()
}

/// Columns that a symbol may take on a terminal that joins nothing.
fn reach(symbol: &str) -> u16 {
    if !is_joined(symbol) {
        return columns(symbol);
    }
    let apart: usize = symbol.chars().filter_map(UnicodeWidthChar::width).sum();
    columns(symbol).max(u16::try_from(apart).unwrap_or(u16::MAX))
}

fn shows_on_blank(modifier: Modifier) -> bool {
    modifier.intersects(Modifier::REVERSED | Modifier::UNDERLINED | Modifier::CROSSED_OUT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn picture(rows: &[&str], style: Style) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, rows.len() as u16));
        for (y, row) in (0u16..).zip(rows) {
            buffer.set_string(0, y, row, style);
        }
        buffer
    }

    fn assert_shows(parser: &vt100::Parser, picture: &Buffer) {
        for (x, y) in
            (0..picture.area.height).flat_map(|y| (0..picture.area.width).map(move |x| (x, y)))
        {
            let shown = parser
                .screen()
                .cell(y, x)
                .map(|cell| cell.contents().to_owned())
                .unwrap_or_default();
            let shown = if shown.is_empty() { " ".to_owned() } else { shown };
            assert_eq!(shown, picture[(x, y)].symbol(), "at {x},{y}");
        }
    }

    proptest::proptest! {
        /// Signs that take two columns come and go over others.
        #[test]
        fn any_picture_follows_any_other(pictures in proptest::collection::vec(
            ["[ab 会│]{0,10}", "[ab 会│]{0,10}"],
            1..6,
        )) {
            let mut parser = vt100::Parser::new(2, 20, 0);
                let mut encoder = Encoder::default();
            let mut old: Option<Buffer> = None;
            for [one, other] in pictures {
                let new = picture(&[&one, &other], Style::new());
                let mut out = String::new();
                encoder.encode(old.as_ref(), &new, &mut out);
                parser.process(out.as_bytes());
                assert_shows(&parser, &new);
                old = Some(new);
            }
        }
    }

    /// The terminal of this test joins nothing: a family takes eight columns there, for us two.
    #[test]
    fn signs_that_a_terminal_may_not_join_cost_no_border() {
        let families = ["👩‍👩‍👧‍👦", "🇧🇷", "👍🏽", "❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "e\u{301}"];
        let (mut parser, mut encoder) = (vt100::Parser::new(2, 20, 0), Encoder::default());
        let mut old: Option<Buffer> = None;
        let rows = families.iter().flat_map(|it| {
            [
                [format!("│{it}│  │"), "other rows".to_owned()],
                ["│a b c│  │".to_owned(), it.repeat(4)],
            ]
        });
        for [one, other] in rows {
            let new = picture(&[&one, &other], Style::new());
            let mut out = String::new();
            encoder.encode(old.as_ref(), &new, &mut out);
            parser.process(out.as_bytes());
            for (at, cell) in
                (0..).zip(&new.content[..20]).filter(|(_, cell)| !is_joined(cell.symbol()))
            {
                let shown = parser.screen().cell(0, at).expect("is there").contents();
                let is_covered = at > 0 && is_joined(new[(at - 1, 0)].symbol());
                assert!(
                    is_covered || shown.trim() == cell.symbol().trim(),
                    "{one} at {at}: {shown:?}"
                );
            }
            old = Some(new);
        }
    }

    #[test]
    fn the_same_picture_costs_no_byte() {
        let one = picture(&["hello", "world"], Style::new().fg(Color::Rgb(200, 30, 30)));
        let mut out = String::new();
        Encoder::default().encode(Some(&one), &one, &mut out);
        assert_eq!(out, "");
    }

    #[test]
    fn what_a_terminal_shows_is_the_new_picture() {
        let (mut parser, mut encoder) = (vt100::Parser::new(2, 20, 0), Encoder::default());
        let mut old: Option<Buffer> = None;
        let styles = [
            Style::new(),
            Style::new().fg(Color::Rgb(200, 30, 30)),
            Style::new().add_modifier(Modifier::BOLD),
        ];
        for (rows, style) in
            [["hello  there", "world"], ["hello, where", "w  ld"], ["", "                  ab"]]
                .iter()
                .zip(styles)
        {
            let new = picture(rows, style);
            let mut out = String::new();
            encoder.encode(old.as_ref(), &new, &mut out);
            parser.process(out.as_bytes());
            assert_shows(&parser, &new);
            old = Some(new);
        }
    }
}
