//! Pictures as pixels: one still as PNG, a run playing by itself as GIF.
//!
//! Each row is drawn as SVG, as in every other picture, and painted once, with a font that the
//! program carries: the same run gives the same bytes on every machine. It must not know what is
//! drawn.

mod colours;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::Arc;

use gif::{DisposalMethod, Encoder, EncodingError, Frame, Repeat};
use ratatui::buffer::Buffer;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Options, Tree};

use self::colours::{PixelColours, UNCHANGED};
use super::paint::Paper;
use super::showing::{Shot, Showing};
use super::svg::{CELL, FONT, draw_row};

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/DejaVuSansMono.ttf");
const BOLD: &[u8] = include_bytes!("../../assets/fonts/DejaVuSansMono-Bold.ttf");
/// How many pixels a still has for each unit of its SVG: enough for a slide or a printed page.
const FINE: u16 = 2;
/// Most bytes of painted rows that are kept for later frames.
const KEPT: usize = 64 << 20;
/// The shortest time that players show a frame, and how long the last one stands before the film
/// starts over, in hundredths of a second.
const SHORTEST: u64 = 2;
const LAST: u64 = 300;

/// Writes one picture as PNG.
///
/// # Errors
/// What `out` reports.
pub fn still(picture: &Buffer, paper: Paper, out: &mut dyn Write) -> io::Result<()> {
    let area = picture.area;
    let pixels = |cells, unit| u32::from(cells) * u32::from(unit) * u32::from(FINE);
    let mut encoder =
        png::Encoder::new(out, pixels(area.width, CELL.0), pixels(area.height, CELL.1));
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header()?;
    let mut stream = writer.stream_writer()?;
    let brush = Brush::new(paper, FINE);
    for row in 0..area.height {
        let painted = brush.row(&drawn(picture, row, paper), area.width)?;
        for pixel in painted.pixels() {
            stream.write_all(&[pixel.red(), pixel.green(), pixel.blue()])?;
        }
    }
    Ok(stream.finish()?)
}

/// Writes the run, playing by itself, as a GIF that repeats for ever.
///
/// # Errors
/// What `out` reports.
pub fn film(showing: &Showing<'_>, out: &mut dyn Write) -> io::Result<()> {
    let paper = Paper::of(showing.screen.look);
    let mut colours = PixelColours::new(paper);
    showing.play(&mut |_, shot| {
        if let Shot::Picture(picture) = shot {
            colours.see(picture);
        }
        Ok(())
    })?;
    let mut reel = Reel::new(showing.screen.size, paper, colours, out)?;
    showing.play(&mut |time, shot| match shot {
        Shot::Picture(picture) => reel.show(time, picture),
        Shot::Mark(_) => reel.stand(time),
    })?;
    reel.end()
}

/// What an encoder says of the disk, as the disk said it.
fn told(error: EncodingError) -> io::Error {
    match error {
        EncodingError::Io(error) => error,
        error => io::Error::other(error),
    }
}

/// A row as SVG elements with colours as themselves.
fn drawn(picture: &Buffer, row: u16, paper: Paper) -> String {
    draw_row(picture, row, paper, &|colour| format!("#{colour:06x}"))
}

/// Paints rows.
struct Brush {
    options: Options<'static>,
    paper: Paper,
    scale: u16,
}

impl Brush {
    fn new(paper: Paper, scale: u16) -> Self {
        let mut fonts = Database::new();
        for font in [REGULAR, BOLD] {
            fonts.load_font_source(Source::Binary(Arc::new(font)));
        }
        Self { options: Options { fontdb: Arc::new(fonts), ..Options::default() }, paper, scale }
    }

    /// A row of a picture on its paper.
    fn row(&self, elements: &str, columns: u16) -> io::Result<Pixmap> {
        let (w, h) = (u32::from(columns) * u32::from(CELL.0), u32::from(CELL.1));
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" \
             height=\"{h}\" {FONT}><rect width=\"{w}\" height=\"{h}\" fill=\"#{:06x}\"/>\
             {elements}</svg>",
            self.paper.ground
        );
        let tree = Tree::from_str(&svg, &self.options).map_err(io::Error::other)?;
        let scale = u32::from(self.scale);
        let mut pixels = Pixmap::new(w * scale, h * scale)
            .ok_or_else(|| io::Error::other("a row of this width has no pixels"))?;
        let size = Transform::from_scale(f32::from(self.scale), f32::from(self.scale));
        resvg::render(&tree, size, &mut pixels.as_mut());
        Ok(pixels)
    }
}

/// A film in the making: a frame is written when it is known how long it stands.
struct Reel<'o> {
    encoder: Encoder<&'o mut dyn Write>,
    brush: Brush,
    colours: PixelColours,
    size: (u16, u16),
    /// Painted rows, as colours, by what is drawn.
    painted: BTreeMap<String, Rc<[u8]>>,
    /// What the frames so far have left on the screen.
    screen: Vec<u8>,
    /// The next frame, and since when it stands.
    next: Option<(u64, Vec<String>)>,
    now: u64,
}

impl<'o> Reel<'o> {
    fn new(
        size: (u16, u16),
        paper: Paper,
        mut colours: PixelColours,
        out: &'o mut dyn Write,
    ) -> io::Result<Self> {
        let (w, h) = (size.0 * CELL.0, size.1 * CELL.1);
        let mut encoder = Encoder::new(out, w, h, &colours.table()).map_err(told)?;
        encoder.set_repeat(Repeat::Infinite).map_err(told)?;
        Ok(Self {
            encoder,
            brush: Brush::new(paper, 1),
            colours,
            size,
            painted: BTreeMap::new(),
            screen: vec![UNCHANGED; usize::from(w) * usize::from(h)],
            next: None,
            now: 0,
        })
    }

    /// Time passes, in microseconds since the start.
    fn stand(&mut self, time: u64) -> io::Result<()> {
        self.now = time / 10_000;
        Ok(())
    }

    fn show(&mut self, time: u64, picture: &Buffer) -> io::Result<()> {
        self.stand(time)?;
        let rows: Vec<String> =
            (0..self.size.1).map(|row| drawn(picture, row, self.brush.paper)).collect();
        let since = match self.next.take() {
            Some((since, old)) if old == rows => since,
            Some((since, old)) if self.now >= since + SHORTEST => {
                self.frame(&old, self.now - since)?;
                self.now
            }
            // It stood too shortly to be seen: what comes after it takes its place.
            Some((since, _)) => since,
            None => self.now,
        };
        self.next = Some((since, rows));
        Ok(())
    }

    fn end(mut self) -> io::Result<()> {
        match self.next.take() {
            Some((since, rows)) => self.frame(&rows, (self.now - since).max(LAST)),
            None => Ok(()),
        }
    }

    fn frame(&mut self, rows: &[String], mut time: u64) -> io::Result<()> {
        let mut pixels = Vec::with_capacity(self.screen.len());
        for row in rows {
            pixels.extend_from_slice(&self.row(row)?);
        }
        let mut part = self.changed(&pixels);
        self.screen = pixels;
        // A frame has room for eleven minutes.
        while time > 0 {
            part.delay = u16::try_from(time).unwrap_or(u16::MAX);
            time -= u64::from(part.delay);
            self.encoder.write_frame(&part).map_err(told)?;
        }
        Ok(())
    }

    /// The pixels of a row, as colours.
    fn row(&mut self, elements: &str) -> io::Result<Rc<[u8]>> {
        if let Some(known) = self.painted.get(elements) {
            return Ok(known.clone());
        }
        let painted = self.brush.row(elements, self.size.0)?;
        let row: Rc<[u8]> = painted
            .pixels()
            .iter()
            .map(|pixel| self.colours.nearest([pixel.red(), pixel.green(), pixel.blue()]))
            .collect();
        if self.painted.len() >= KEPT / row.len().max(1) {
            self.painted.clear();
        }
        self.painted.insert(elements.to_owned(), row.clone());
        Ok(row)
    }

    /// The smallest part of the screen that changes; within it, what stays is left out.
    fn changed(&self, pixels: &[u8]) -> Frame<'static> {
        let width = usize::from(self.size.0 * CELL.0);
        let differs = |at: &usize| self.screen[*at] != pixels[*at];
        let all = || (0..pixels.len()).filter(differs);
        let (top, bottom) = match (all().next(), all().next_back()) {
            (Some(first), Some(last)) => (first / width, last / width),
            _ => (0, 0),
        };
        let left = all().map(|at| at % width).min().unwrap_or(0);
        let right = all().map(|at| at % width).max().unwrap_or(0);
        let inside = (top..=bottom).flat_map(|y| (left..=right).map(move |x| y * width + x));
        let buffer: Vec<u8> =
            inside.map(|at| if differs(&at) { pixels[at] } else { UNCHANGED }).collect();
        let side = |value: usize| u16::try_from(value).unwrap_or(u16::MAX);
        Frame {
            dispose: DisposalMethod::Keep,
            transparent: Some(UNCHANGED),
            top: side(top),
            left: side(left),
            width: side(right - left + 1),
            height: side(bottom - top + 1),
            buffer: Cow::Owned(buffer),
            ..Frame::default()
        }
    }
}
