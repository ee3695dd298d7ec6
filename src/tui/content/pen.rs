//! Drawing into a buffer without ever leaving the place one was given: text that is cut with a
//! mark, boxes, words that wrap.
//!
//! It must not know what it draws.

use std::borrow::Cow;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::tui::model::depth::Depth;
use crate::tui::model::theme::{Role, Theme};

/// A piece of a line: a text and what it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text to draw, on one line.
    pub text: String,
    /// What it is for.
    pub role: Role,
    /// Bold, struck and the like, beside what the role says.
    pub extra: Modifier,
}

/// A piece of a line.
pub fn piece(role: Role, text: impl Into<String>) -> Piece {
    Piece { text: text.into(), role, extra: Modifier::empty() }
}

/// Columns that a text takes.
pub fn width(text: &str) -> u16 {
    u16::try_from(plain_signs(text).unwrap_or_else(|| text.width())).unwrap_or(u16::MAX)
}

/// How many signs a text has, if each is plain: a letter of Western Europe or a line of a box,
/// which takes one column and joins no other. Nearly all texts are so, and need not be cut into
/// what a reader takes for one sign.
fn plain_signs(text: &str) -> Option<usize> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Some(text.len());
    }
    let is_plain = |sign: char| matches!(sign, ' '..='~' | 'À'..='ÿ' | '\u{2500}'..='\u{259f}');
    text.chars().try_fold(0, |count, sign| is_plain(sign).then_some(count + 1))
}

/// Columns that a line takes.
pub fn line_width(line: &[Piece]) -> u16 {
    line.iter().fold(0u16, |sum, piece| sum.saturating_add(width(&piece.text)))
}

/// The text, cut to `columns` with a mark.
pub fn cut<'t>(text: &'t str, columns: u16, mark: &str) -> Cow<'t, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let room = columns.saturating_sub(width(mark));
    let mut kept = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = width(grapheme);
        if used + wide > room {
            break;
        }
        used += wide;
        kept.push_str(grapheme);
    }
    if width(mark) <= columns {
        kept.push_str(mark);
    }
    Cow::Owned(kept)
}

/// The text, filled with blanks to `columns`, or cut.
pub fn fit(text: &str, columns: u16, mark: &str) -> String {
    let mut text = cut(text, columns, mark).into_owned();
    let missing = columns.saturating_sub(width(&text));
    text.extend((0..missing).map(|_| ' '));
    text
}

/// The words of a text in lines of at most `columns`; a word that is longer is cut into pieces.
pub fn wrap(text: &str, columns: u16) -> Vec<String> {
    let mut lines = Vec::new();
    if columns == 0 {
        return lines;
    }
    for paragraph in text.split('\n') {
        let (mut line, mut used) = (String::new(), 0u16);
        for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
            let (gap, wide) = (u16::from(used > 0), width(word));
            if used.saturating_add(gap).saturating_add(wide) <= columns {
                if gap == 1 {
                    line.push(' ');
                }
                line.push_str(word);
                used += gap + wide;
                continue;
            }
            if used > 0 {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            for grapheme in word.graphemes(true) {
                let wide = width(grapheme);
                if used + wide > columns && used > 0 {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push_str(grapheme);
                used += wide;
            }
        }
        lines.push(line);
    }
    lines
}

const UP: usize = 1;
const RIGHT: usize = 2;
const DOWN: usize = 4;
const LEFT: usize = 8;

/// Draws inside of one rectangle.
pub struct Pen<'b> {
    buffer: &'b mut Buffer,
    area: Rect,
    theme: Theme,
    /// What is drawn lies above everything and joins nothing.
    above: bool,
}

impl<'b> Pen<'b> {
    /// A pen for a part of a buffer.
    pub fn new(buffer: &'b mut Buffer, area: Rect, theme: Theme) -> Self {
        let area = area.intersection(buffer.area);
        Self { buffer, area, theme, above: false }
    }

    /// Where it may draw.
    pub fn area(&self) -> Rect {
        self.area
    }

    /// The palette and signs that the pen draws with.
    pub fn theme(&self) -> Theme {
        self.theme
    }

    /// A pen for a part of its part.
    pub fn within(&mut self, area: Rect) -> Pen<'_> {
        let area = area.intersection(self.area);
        Pen { buffer: self.buffer, area, theme: self.theme, above: self.above }
    }

    /// Writes a line at a column and row of its part; what does not fit is cut with a mark.
    pub fn line(&mut self, x: u16, y: u16, line: &[Piece]) {
        if y >= self.area.height || x >= self.area.width {
            return;
        }
        let room = self.area.width - x;
        let too_long = line_width(line) > room;
        let mark = self.theme.glyphs.cut;
        let end = if too_long { room.saturating_sub(width(mark)) } else { room };
        let mut at = 0;
        for piece in line {
            if at >= end {
                break;
            }
            let style = self.theme.style(piece.role).add_modifier(piece.extra);
            let wide = width(&piece.text);
            if wide <= end - at {
                self.put(x + at, y, &piece.text, style);
                at += wide;
            } else {
                let text = cut(&piece.text, end - at, "");
                self.put(x + at, y, &text, style);
                at += width(&text);
            }
        }
        if too_long && room > 0 {
            self.put(x + at.min(end), y, mark, self.theme.style(Role::Quiet));
        }
    }

    /// Whether a cell of its part is blank or part of a border or a rail.
    pub fn is_free(&self, x: u16, y: u16) -> bool {
        x < self.area.width
            && y < self.area.height
            && self
                .theme
                .glyphs
                .arms(self.buffer[(self.area.x + x, self.area.y + y)].symbol())
                .is_some()
    }

    /// Writes a line that ends at the right edge.
    pub fn right(&mut self, y: u16, line: &[Piece]) {
        let x = self.area.width.saturating_sub(line_width(line));
        self.line(x, y, line);
    }

    fn put(&mut self, x: u16, y: u16, text: &str, style: Style) {
        let room = usize::from(self.area.width.saturating_sub(x));
        if y >= self.area.height || room == 0 {
            return;
        }
        let (x, y) = (self.area.x + x, self.area.y + y);
        let Some(signs) = plain_signs(text) else {
            self.buffer.set_stringn(x, y, text, room, style);
            return;
        };
        let room = room.min(usize::from(self.buffer.area.right().saturating_sub(x)));
        let first = self.index(x, y);
        let cells = &mut self.buffer.content[first..first + signs.min(room)];
        for ((at, sign), cell) in text.char_indices().zip(cells) {
            cell.set_symbol(&text[at..at + sign.len_utf8()]).set_style(style);
        }
    }

    /// Where a cell lies in the buffer; its place lies in the pen's part, and so in the buffer.
    fn index(&self, x: u16, y: u16) -> usize {
        let whole = self.buffer.area;
        usize::from(y - whole.y) * usize::from(whole.width) + usize::from(x - whole.x)
    }

    /// Gives a row of its part a style, in one colour throughout: its cells keep no own.
    pub fn shade(&mut self, y: u16, role: Role) {
        if y < self.area.height {
            let row = Rect::new(self.area.x, self.area.y + y, self.area.width, 1);
            let plain = Style::new().fg(Color::Reset).bg(Color::Reset);
            let style = plain.patch(self.theme.ground()).patch(self.theme.style(role));
            self.buffer.set_style(row, style);
        }
    }

    /// Makes everything in its part blank; what follows lies above the rest.
    pub fn clear(&mut self) {
        self.above = true;
        for position in self.area.positions() {
            self.buffer[position].reset();
        }
        self.buffer.set_style(self.area, self.theme.ground());
    }

    /// Makes everything in its part step back.
    pub fn dim(&mut self) {
        let style = self.theme.style(Role::Gone);
        for position in self.area.positions() {
            let cell = &mut self.buffer[position];
            cell.modifier = Modifier::empty();
            cell.fg = style.fg.unwrap_or_default();
            if self.theme.depth == Depth::None {
                cell.modifier = Modifier::DIM;
            }
        }
    }

    /// Draws a border with a title on the left and a remark on the right, and gives the inside.
    pub fn frame(&mut self, title: &[Piece], remark: &[Piece], border: Role) -> Rect {
        let Rect { width: w, height: h, .. } = self.area;
        if w < 2 || h < 2 {
            return Rect { width: 0, height: 0, ..self.area };
        }
        let style = self.theme.style(border);
        for x in 0..w {
            let side = if x == 0 {
                RIGHT
            } else if x == w - 1 {
                LEFT
            } else {
                LEFT | RIGHT
            };
            self.edge(x, 0, side | if x == 0 || x == w - 1 { DOWN } else { 0 }, style);
            self.edge(x, h - 1, side | if x == 0 || x == w - 1 { UP } else { 0 }, style);
        }
        for y in 1..h - 1 {
            self.edge(0, y, UP | DOWN, style);
            self.edge(w - 1, y, UP | DOWN, style);
        }
        let area = self.area;
        let room = w.saturating_sub(4);
        let fits = !title.is_empty() && room > 0;
        let mut top = self.within(Rect::new(area.x + 2, area.y, room, 1));
        if fits {
            top.words(0, title);
        }
        let left = line_width(title) + 3;
        let wide = line_width(remark) + 2;
        if wide > 2 && left + wide <= room {
            top.words(room - wide, remark);
        }
        Rect::new(area.x + 1, area.y + 1, w - 2, h - 2)
    }

    /// Writes into the lower border of a framed panel.
    pub fn footer(&mut self, line: &[Piece]) {
        let Rect { x, y, width, height } = self.area;
        if line_width(line) == 0 || width < 8 || height < 2 {
            return;
        }
        self.within(Rect::new(x + 2, y + height - 1, width - 4, 1)).words(0, line);
    }

    /// Words in a border, with a blank on either side, or the joint of another border there.
    fn words(&mut self, x: u16, line: &[Piece]) {
        let straight = self.theme.glyphs.joints[LEFT | RIGHT];
        let Rect { x: left, y, width, .. } = self.area;
        let room = Rect { x: left + x + 1, width: width.saturating_sub(x + 1), ..self.area };
        self.within(room).line(0, 0, line);
        for x in [x, x + 1 + line_width(line)].into_iter().filter(|x| *x < width) {
            if [straight, " "].contains(&self.buffer[(left + x, y)].symbol()) {
                self.put(x, 0, " ", self.theme.style(Role::Border));
            }
        }
    }

    /// One cell of a border; where borders meet, they join, and what is written in one stays.
    fn edge(&mut self, x: u16, y: u16, arms: usize, style: Style) {
        let joints = self.theme.glyphs.joints;
        if self.above {
            self.put(x, y, joints[arms], style);
            return;
        }
        let (x, whole) = (self.area.x + x, self.buffer.area);
        let at = self.index(x, self.area.y + y);
        let cells = &mut self.buffer.content;
        let Some(known) = self.theme.glyphs.arms(cells[at].symbol()) else { return };
        // A blank between the words of a title belongs to the title.
        let is_line = |sign: &str| {
            sign == " " || sign == joints[LEFT | RIGHT] || self.theme.glyphs.arms(sign).is_some()
        };
        let is_text = |cell: &Cell| !is_line(cell.symbol());
        let is_beside = || {
            (x > whole.left() && is_text(&cells[at - 1]))
                || (x + 1 < whole.right() && is_text(&cells[at + 1]))
        };
        if known == 0 && is_beside() {
            return;
        }
        cells[at].set_symbol(joints[arms | known]).set_style(style);
    }

    /// Arrows in the upper and in the lower border of a framed panel where more lines are above or
    /// below, as far right as no words are: beside a line they would look like a sign of that.
    pub fn more(&mut self, above: bool, below: bool) {
        let (w, h) = (self.area.width, self.area.height);
        if w < 4 || h < 3 {
            return;
        }
        let style = self.theme.style(Role::Key);
        let straight = self.theme.glyphs.joints[LEFT | RIGHT];
        let arrows = [(above, 0), (below, h - 1)].into_iter().zip(self.theme.glyphs.more);
        for ((_, y), arrow) in arrows.filter(|((shows, _), _)| *shows) {
            let at = |x: u16| self.buffer[(self.area.x + x, self.area.y + y)].symbol();
            let x = (1..w - 1).rev().find(|x| at(*x) == straight).unwrap_or(w - 2);
            self.put(x, y, arrow, style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_with_a_mark() {
        assert_eq!(cut("StoreLogoff", 6, "…"), "Store…");
        assert_eq!(cut("StoreLogoff", 11, "…"), "StoreLogoff");
        assert_eq!(cut("StoreLogoff", 0, "…"), "");
        assert_eq!(fit("ab", 4, "…"), "ab  ");
    }

    #[test]
    fn words_wrap_and_none_is_lost() {
        assert_eq!(wrap("takes the row out", 8), ["takes", "the row", "out"]);
        assert_eq!(wrap("abcdefgh ij", 5), ["abcde", "fgh", "ij"]);
        assert!(wrap("abc", 0).is_empty());
    }

    #[test]
    fn a_pen_never_leaves_its_part() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 3));
        let mut pen = Pen::new(&mut buffer, Rect::new(3, 1, 4, 1), Theme::default());
        pen.line(0, 0, &[piece(Role::Text, "0123456789")]);
        pen.line(0, 5, &[piece(Role::Text, "never")]);
        pen.line(9, 0, &[piece(Role::Text, "never")]);
        let rows: Vec<String> =
            (0..3).map(|y| (0..10).map(|x| buffer[(x, y)].symbol().to_owned()).collect()).collect();
        assert_eq!(rows, [" ".repeat(10), "   012…   ".to_owned(), " ".repeat(10)]);
    }
}
