//! Pictures of the stage as SVG: one still, or all beats as one animated picture; also rows of
//! pictures for the HTML page.
//!
//! Borders and trees are drawn as lines rather than as characters, so that they join in every font.
//! It must not know what is drawn.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use ratatui::buffer::Buffer;
use ratatui::style::Modifier;

use super::paint::{CellRun, Paper, escaped, pieces};
use super::showing::Showing;

/// The width and height of a cell, in SVG units.
pub const CELL: (u16, u16) = (9, 19);
const BASELINE: u16 = 14;
/// The font attributes of a picture.
pub const FONT: &str = "font-family=\"ui-monospace,'DejaVu Sans Mono','Cascadia \
    Mono',Menlo,Consolas,monospace\" font-size=\"15\" xml:space=\"preserve\"";

/// How a colour is written in a picture: as itself, or by a name that a style sheet explains.
pub type Colours<'a> = &'a dyn Fn(u32) -> String;

/// A colour as itself.
fn plain(colour: u32) -> String {
    format!("#{colour:06x}")
}

/// Writes one picture, with a sentence that describes it.
///
/// # Errors
/// What `out` reports.
pub fn still(
    picture: &Buffer,
    paper: Paper,
    title: &str,
    description: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let size = (picture.area.width, picture.area.height);
    head(size, paper, title, description, out)?;
    for row in 0..size.1 {
        let drawn = draw_row(picture, row, paper, &plain);
        if !drawn.is_empty() {
            writeln!(out, "<g transform=\"translate(0,{})\">{drawn}</g>", row * CELL.1)?;
        }
    }
    writeln!(out, "</svg>")
}

fn head(
    (columns, rows): (u16, u16),
    paper: Paper,
    title: &str,
    description: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (w, h) = (u32::from(columns) * u32::from(CELL.0), u32::from(rows) * u32::from(CELL.1));
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" \
         height=\"{h}\" role=\"img\" {FONT}>"
    )?;
    writeln!(out, "<title>{}</title>\n<desc>{}</desc>", escaped(title), escaped(description))?;
    writeln!(out, "<rect width=\"{w}\" height=\"{h}\" fill=\"#{:06x}\"/>", paper.ground)
}

/// Writes all beats as one picture that shows them in turn, repeating for ever.
///
/// # Errors
/// What `out` reports.
pub fn animated(showing: &Showing<'_>, out: &mut dyn Write) -> io::Result<()> {
    let paper = Paper::of(showing.screen.look);
    let (columns, rows) = showing.screen.size;
    let mut table = Rows::default();
    let mut frames: Vec<(u64, Vec<usize>)> = Vec::new();
    let mut end = 0;
    showing.play(&mut |time, shot| {
        if let super::showing::Shot::Picture(picture) = shot {
            let rows = table.rows_of(picture, paper, &plain);
            if frames.last().is_none_or(|(_, last)| *last != rows) {
                frames.push((time / 1000, rows));
            }
        }
        end = time / 1000;
        Ok(())
    })?;
    let whole = end.max(1);
    let height = u64::from(rows) * u64::from(CELL.1);
    head((columns, rows), paper, &showing.title, &showing.transcript.word(), out)?;
    write!(out, "<style>.film{{animation:film {whole}ms steps(1,end) infinite}}@keyframes film{{")?;
    for (at, (time, _)) in (0u64..).zip(&frames) {
        // Six decimal places: even 40 ms within an hour get a keyframe of their own.
        let share = time * 100_000_000 / whole;
        write!(
            out,
            "{}.{:06}%{{transform:translateY(-{}px)}}",
            share / 1_000_000,
            share % 1_000_000,
            at * height
        )?;
    }
    let last = (frames.len() as u64).saturating_sub(1) * height;
    writeln!(
        out,
        "100%{{transform:translateY(-{last}px)}}}}@media \
         (prefers-reduced-motion){{.film{{animation:none}}}}</style>"
    )?;
    writeln!(out, "<defs>")?;
    for (at, row) in table.rows.iter().enumerate().filter(|(_, row)| !row.is_empty()) {
        writeln!(out, "<g id=\"r{at}\">{row}</g>")?;
    }
    writeln!(out, "</defs>\n<g class=\"film\">")?;
    for (at, (_, frame)) in (0u64..).zip(&frames) {
        for (row, drawn) in (0u64..).zip(frame).filter(|(_, drawn)| !table.rows[**drawn].is_empty())
        {
            write!(
                out,
                "<use href=\"#r{drawn}\" y=\"{}\"/>",
                at * height + row * u64::from(CELL.1)
            )?;
        }
        writeln!(out)?;
    }
    writeln!(out, "</g>\n</svg>")
}

/// The rows of many pictures; each different row is stored once.
#[derive(Default)]
pub struct Rows {
    /// The rows as SVG elements, from top to bottom.
    pub rows: Vec<String>,
    known: BTreeMap<String, usize>,
}

impl Rows {
    /// The rows of a picture, as indices into `rows`.
    pub fn rows_of(&mut self, picture: &Buffer, paper: Paper, colours: Colours<'_>) -> Vec<usize> {
        (0..picture.area.height)
            .map(|row| {
                let drawn = draw_row(picture, row, paper, colours);
                *self.known.entry(drawn).or_insert_with_key(|drawn| {
                    self.rows.push(drawn.clone());
                    self.rows.len() - 1
                })
            })
            .collect()
    }
}

/// One row as SVG elements, with its upper left corner at the origin.
pub fn draw_row(picture: &Buffer, row: u16, paper: Paper, colours: Colours<'_>) -> String {
    let mut out = String::new();
    for piece in pieces(picture, row, paper) {
        draw_piece(&piece, colours, &mut out);
    }
    out
}

fn draw_piece(piece: &CellRun, colours: Colours<'_>, out: &mut String) {
    let colour = colours(piece.ink.colour);
    let width: u16 = piece.cells.iter().map(|(_, width)| width).sum();
    if let Some(ground) = piece.ink.ground {
        let (x, w) = (piece.column * CELL.0, width * CELL.0);
        let _ = write!(
            out,
            "<rect x=\"{x}\" width=\"{w}\" height=\"{}\" fill=\"{}\"/>",
            CELL.1,
            colours(ground)
        );
    }
    let style = format!(" fill=\"{colour}\"{}", attributes(piece.ink.modifier));
    let style = style.as_str();
    let mut lines = String::new();
    let mut word = Word::default();
    let mut column = piece.column;
    for (symbol, width) in &piece.cells {
        let x = column * CELL.0;
        let single = symbol.chars().next().filter(|_| symbol.chars().nth(1).is_none());
        if let Some(path) = single.and_then(|c| line(c, x)) {
            word.end(style, out);
            lines.push_str(&path);
        } else if let Some((left, w)) = single.and_then(block) {
            word.end(style, out);
            let _ = write!(
                out,
                "<rect x=\"{}\" width=\"{w}\" height=\"{}\" fill=\"{colour}\"/>",
                x + left,
                CELL.1
            );
        } else if symbol.trim().is_empty() {
            word.gap(*width, style, out);
        } else {
            word.push(symbol, column, *width, style, out);
        }
        column += width;
    }
    word.end(style, out);
    if !lines.is_empty() {
        let _ = write!(out, "<path d=\"{lines}\" fill=\"none\" stroke=\"{colour}\"/>");
    }
}

/// Text of one style without gaps wider than a blank.
#[derive(Default)]
struct Word {
    text: String,
    column: u16,
    width: u16,
    blanks: u16,
}

impl Word {
    fn push(&mut self, symbol: &str, column: u16, width: u16, style: &str, out: &mut String) {
        // A symbol that is rare in fonts may come from another font with another width, so it is
        // drawn on its own.
        if !is_letter(symbol) {
            self.end(style, out);
        }
        if self.text.is_empty() {
            self.column = column;
        }
        self.text.extend((0..self.blanks).map(|_| ' '));
        self.width += self.blanks + width;
        self.blanks = 0;
        self.text.push_str(symbol);
        if !is_letter(symbol) {
            self.end(style, out);
        }
    }

    fn gap(&mut self, width: u16, style: &str, out: &mut String) {
        if self.text.is_empty() {
            return;
        }
        self.blanks += width;
        if self.blanks > 1 {
            self.end(style, out);
        }
    }

    fn end(&mut self, style: &str, out: &mut String) {
        if !self.text.is_empty() {
            let (x, w) = (self.column * CELL.0, self.width * CELL.0);
            let _ = write!(
                out,
                "<text x=\"{x}\" y=\"{BASELINE}\" textLength=\"{w}\" \
                 lengthAdjust=\"spacingAndGlyphs\"{style}>{}</text>",
                escaped(&self.text)
            );
        }
        *self = Word::default();
    }
}

fn is_letter(symbol: &str) -> bool {
    symbol.chars().all(|c| c < '\u{2000}' || matches!(c, '…' | '–' | '—' | '“' | '”' | '‘' | '’'))
}

fn attributes(modifier: Modifier) -> String {
    let mut out = String::new();
    if modifier.contains(Modifier::BOLD) {
        out.push_str(" font-weight=\"bold\"");
    }
    if modifier.contains(Modifier::ITALIC) {
        out.push_str(" font-style=\"italic\"");
    }
    if modifier.contains(Modifier::DIM) {
        out.push_str(" opacity=\"0.6\"");
    }
    let lines = [(Modifier::UNDERLINED, "underline"), (Modifier::CROSSED_OUT, "line-through")];
    let lines: Vec<&str> =
        lines.iter().filter(|(bit, _)| modifier.contains(*bit)).map(|(_, name)| *name).collect();
    if !lines.is_empty() {
        let _ = write!(out, " text-decoration=\"{}\"", lines.join(" "));
    }
    out
}

/// The left edge and width of a block character in its cell.
fn block(c: char) -> Option<(u16, u16)> {
    match c {
        '█' => Some((0, CELL.0)),
        '▌' => Some((0, 4)),
        '▐' => Some((5, 4)),
        _ => None,
    }
}

/// The SVG path of a line-drawing character whose cell begins at `x`; `None` for other characters.
fn line(c: char, x: u16) -> Option<String> {
    let (left, middle, right) = (f32::from(x), f32::from(x) + 4.5, f32::from(x + CELL.0));
    let (half, bottom) = (9.5, CELL.1);
    Some(match c {
        '╭' => format!("M{middle} {bottom}V13.5Q{middle} {half} {} {half}H{right}", middle + 4.0),
        '╮' => format!("M{middle} {bottom}V13.5Q{middle} {half} {} {half}H{left}", middle - 4.0),
        '╰' => format!("M{middle} 0V5.5Q{middle} {half} {} {half}H{right}", middle + 4.0),
        '╯' => format!("M{middle} 0V5.5Q{middle} {half} {} {half}H{left}", middle - 4.0),
        '╳' => format!("M{left} 0L{right} {bottom}M{right} 0L{left} {bottom}"),
        '━' => format!("M{left} 9H{right}M{left} 10H{right}"),
        _ => {
            // Bits: up 1, right 2, down 4, left 8.
            let arms = match c {
                '│' => 5,
                '─' => 10,
                '├' => 7,
                '┤' => 13,
                '┬' => 14,
                '┴' => 11,
                '┼' => 15,
                '└' => 3,
                '┌' => 6,
                '┘' => 9,
                '┐' => 12,
                '╵' => 1,
                '╶' => 2,
                '╷' => 4,
                '╴' => 8,
                _ => return None,
            };
            let mut path = String::new();
            let (up, down) = (
                if arms & 1 != 0 { 0.0 } else { half },
                if arms & 4 != 0 { f32::from(bottom) } else { half },
            );
            if arms & 5 != 0 {
                let _ = write!(path, "M{middle} {up}V{down}");
            }
            let (from, to) = (
                if arms & 8 != 0 { left } else { middle },
                if arms & 2 != 0 { right } else { middle },
            );
            if arms & 10 != 0 {
                let _ = write!(path, "M{from} {half}H{to}");
            }
            path
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn drawn(text: &str) -> String {
        let mut picture = Buffer::empty(Rect::new(0, 0, 24, 1));
        picture.set_string(0, 0, text, Style::new());
        draw_row(&picture, 0, Paper::of(crate::tui::theme::Palette::Dark), &plain)
    }

    #[test]
    fn borders_are_lines_and_letters_are_text() {
        let row = drawn("├─ é <b> │");
        assert!(row.contains("<path") && !row.contains('├') && !row.contains('│'), "{row}");
        assert!(row.contains(">é &lt;b&gt;</text>"), "{row}");
        assert!(row.contains("x=\"27\"") && row.contains("textLength=\"45\""), "{row}");
    }

    #[test]
    fn every_joint_of_the_theme_is_drawn() {
        let glyphs = &crate::tui::theme::UNICODE;
        let all = glyphs
            .joints
            .iter()
            .chain(&glyphs.tree)
            .flat_map(|text| text.chars())
            .filter(|c| *c != ' ');
        for c in all {
            assert!(line(c, 0).is_some(), "{c:?}");
        }
    }

    #[test]
    fn blanks_draw_nothing() {
        assert_eq!(drawn("   "), "");
    }
}
