//! The body that runs, as its file has it, with the statement that has just run and the one that
//! comes next; or that of a call that was walked to, with its variables.

use ratatui::style::Modifier;

use crate::compare::CodeLine;
use crate::sim::body::{Body, Confidence};
use crate::sim::{BodyId, Statement};
use crate::tui::content::panel::call_stack::without_interface;
use crate::tui::content::panel::wrapped::wrap_code;
use crate::tui::content::panel::{culprit, flight, frame, recorded};
use crate::tui::content::pen::{Pen, Piece, line_width, piece, width, wrap};
use crate::tui::model::layout;
use crate::tui::model::reader::Reader;
use crate::tui::model::scene::{EFFECT_AT, StageView};
use crate::tui::model::stage::Stage;
use crate::tui::model::theme::Role;
use crate::tui::model::walk::StackPlace;

/// The code of a panel: its heading, its lines, and those that are to be seen.
pub(super) struct ShownCode {
    /// The name of the method.
    pub title: String,
    /// What is said of it on the right, the fullest form first; where it has several, the name
    /// gives way to it.
    pub remark: Vec<String>,
    /// The lines.
    pub rows: Vec<Vec<Piece>>,
    /// The first and the last row that matter; the last one matters more.
    pub seen: (usize, usize),
    /// The rows that are to be seen where these are too far apart, in the order of their weight.
    pub vital: Vec<usize>,
    /// The row of the statement that has just run.
    pub ran: Option<usize>,
    /// Which call was walked to, and its variables.
    pub variables: Vec<Vec<Piece>>,
}

impl ShownCode {
    fn of(scene: &StageView<'_>, columns: u16) -> Option<Self> {
        if let Some((code, healthy)) = scene.culprit() {
            return Some(culprit::code(scene, columns, (code, healthy)));
        }
        let body = scene.body()?;
        if scene.timeline.log_name().is_some() {
            return Some(Self::of_log(scene, body, columns));
        }
        let rows = rows_of(scene, body, columns);
        let row_of = |statement: Option<u16>| {
            let wanted = statement.map(usize::from)?;
            rows.iter().position(|(at, _)| *at == Some(wanted))
        };
        let ran = row_of(scene.running.ran);
        let first = ran.or(row_of(scene.running.next)).unwrap_or(0);
        let next = row_of(scene.running.next).unwrap_or(first);
        let statements = [scene.running.next, scene.running.ran].map(|it| it.map(usize::from));
        let is_rest = |at: &Option<usize>| at.is_some() && statements.contains(at);
        let rest = rows.iter().enumerate().filter(|(_, (at, _))| is_rest(at));
        Some(Self {
            title: body.title.clone(),
            remark: match scene.running.body.filter(|_| scene.is_over) {
                Some(body) => culprit::ended(scene, body),
                None => vec![scene.text(who(body))],
            },
            seen: (first, next),
            vital: [first, next].into_iter().chain(rest.map(|(row, _)| row)).collect(),
            ran,
            variables: scene.walked.map_or_else(Vec::new, |place| variables(scene, place, columns)),
            rows: rows.into_iter().map(|(_, line)| line).collect(),
        })
    }

    /// A log has no code: the line of the log, its note, and what MAPI does inside by its page.
    fn of_log(scene: &StageView<'_>, body: &Body, columns: u16) -> Self {
        let said = |role: Role, text: &str| {
            let lines = wrap(text, columns.saturating_sub(2).max(8)).into_iter();
            lines.map(move |line| vec![piece(Role::Quiet, "  "), piece(role, line)])
        };
        let at = scene.timeline.at();
        let recording = scene.timeline.recording();
        let line = recording.and_then(|it| it.lines.get(at.checked_sub(1)?));
        let line = line.map(|line| scene.words().with("log-line", &[("line", (*line).into())]));
        let note = recording.and_then(|it| it.notes.get(&at));
        let note =
            note.map(|note| scene.words().with("log-note", &[("note", note.to_string().into())]));
        let mut rows: Vec<Vec<Piece>> = Vec::new();
        rows.extend(line.iter().flat_map(|text| said(Role::Changed, text)));
        rows.extend(note.iter().flat_map(|text| said(Role::Text, text)));
        for at in recorded::inferred_tasks(scene) {
            rows.extend(lines(scene, &body.statements[usize::from(at)], usize::from(at), columns));
        }
        rows.extend(said(Role::Quiet, &scene.text("log-no-code")));
        // What calls from outside of every recorded call has no name.
        let is_outside = scene.running.body == Some(BodyId(0));
        let title = if is_outside { scene.text("log-outside") } else { body.title.clone() };
        let remark = if is_outside { String::new() } else { scene.text(who(body)) };
        let remark = vec![remark];
        Self { title, remark, rows, seen: (0, 0), vital: Vec::new(), ran: None, variables: vec![] }
    }

    /// How many lines of so many are left for the code, below which the variables stand.
    fn height(&self, rows: u16) -> usize {
        let rows = usize::from(rows);
        rows - self.variables.len().min(rows / 2)
    }

    /// The first line that shows without scrolling, and the last one that can be the first.
    fn scroll(&self, height: usize) -> (usize, usize) {
        let (first, last) = self.seen;
        let natural = window(self.rows.len(), height, first, last);
        (natural, self.rows.len().saturating_sub(height))
    }

    /// The rows that show in so many lines. Where the rows that matter are too far apart, what is
    /// between them is left out.
    fn shown(&self, height: usize, scrolled: isize) -> Vec<usize> {
        let (natural, last) = self.scroll(height);
        let (first, end) = (self.seen.0.min(self.seen.1), self.seen.0.max(self.seen.1));
        if scrolled != 0 || end - first < height {
            let from = natural.saturating_add_signed(scrolled).min(last);
            return (from..self.rows.len()).take(height).collect();
        }
        let mut shown = Vec::with_capacity(height);
        for row in &self.vital {
            if shown.len() < height && !shown.contains(row) {
                shown.push(*row);
            }
        }
        // What room is left is for the rows around them.
        let far = |row: usize| shown.iter().map(|it: &usize| it.abs_diff(row)).min();
        let mut others: Vec<usize> =
            (0..self.rows.len()).filter(|it| !shown.contains(it)).collect();
        others.sort_by_key(|row| far(*row));
        others.truncate(height - shown.len());
        shown.extend(others);
        shown.sort_unstable();
        shown
    }

    /// The name and the remark in the fullest forms that have room in so many columns.
    fn heading(&self, columns: u16) -> (&str, &str) {
        let bare = without_interface(&self.title);
        let fits = |title: &str, remark: &str| width(title) + width(remark) + 5 <= columns;
        let shorter = [bare, bare.split('(').next().unwrap_or(bare)];
        let titles = std::iter::once(self.title.as_str());
        let gives_way = self.remark.len() > 1;
        let titles = titles.chain(shorter.into_iter().filter(|_| gives_way));
        let pairs = self.remark.iter().flat_map(|it| titles.clone().map(move |name| (name, &**it)));
        let whole = [self.title.as_str()].into_iter().chain(shorter);
        let whole = whole.filter(|title| width(title) + 2 <= columns).chain([shorter[1]]).next();
        let mut pairs = pairs.filter(|(title, remark)| fits(title, remark));
        pairs.next().unwrap_or((whole.unwrap_or_default(), ""))
    }
}

/// How far the code of a stage can be scrolled, at most as far as was asked for.
pub fn reach(stage: &Stage, reader: Reader) -> isize {
    let Some(areas) = stage.areas(reader.size) else { return 0 };
    let inside = layout::inside(areas.body);
    let scene = stage.scene(reader.lang, reader.theme);
    let Some(code) = ShownCode::of(&scene, inside.width.saturating_sub(1)) else { return 0 };
    let (natural, last) = code.scroll(code.height(inside.height));
    let (natural, last) = (natural.cast_signed(), last.cast_signed());
    stage.code_scroll.clamp(-natural, last - natural)
}

/// The code without a frame, as much of it as has room: both statements first.
pub fn around(scene: &StageView<'_>, columns: u16, rows: u16) -> Vec<Vec<Piece>> {
    let Some(code) = ShownCode::of(scene, columns) else { return Vec::new() };
    let shown = code.shown(usize::from(rows), 0);
    code.rows
        .into_iter()
        .enumerate()
        .filter(|(row, _)| shown.contains(row))
        .map(|(_, it)| it)
        .collect()
}

/// Draws the panel; whether there is more of the code above and below.
pub fn draw(pen: &mut Pen<'_>, scene: &StageView<'_>, border: Role, crumbs: &[Piece]) -> [bool; 2] {
    // The last column keeps code away from the border, and has the sign of what is left out.
    let columns = pen.area().width.saturating_sub(3);
    let Some(code) = ShownCode::of(scene, columns) else {
        pen.frame(&[piece(Role::Title, scene.text("panel-body"))], crumbs, border);
        return [false; 2];
    };
    let follows = scene.walked.is_none() && scene.culprit().is_none() && !scene.is_over;
    let (title, remark) = code.heading(pen.area().width.saturating_sub(4));
    let remark = match crumbs.is_empty() || !follows {
        true => [piece(Role::Quiet, remark)].to_vec(),
        false => crumbs.to_vec(),
    };
    let inside = pen.frame(&[piece(Role::Title, title)], &remark, border);
    let height = code.height(inside.height);
    let shown = code.shown(height, scene.code_scroll);
    let mut pen = pen.within(inside);
    for (y, row) in (0..inside.height).zip(&shown) {
        pen.line(0, y, &code.rows[*row]);
        if shown.get(usize::from(y) + 1).is_some_and(|next| *next > row + 1) {
            pen.line(columns, y, &[piece(Role::Quiet, scene.theme.glyphs.cut)]);
        }
    }
    let below = usize::from(inside.height) - height;
    for (y, line) in (u16::try_from(height).unwrap_or(u16::MAX)..).zip(&code.variables[..below]) {
        pen.line(1, y, line);
    }
    if below < code.variables.len() {
        // More variables than lines for them.
        pen.right(inside.height - 1, &[piece(Role::Key, scene.theme.glyphs.more[1])]);
    }
    if let Some(y) = code.ran.and_then(|ran| shown.iter().position(|row| *row == ran)) {
        let from = line_width(&code.rows[shown[y]]) + 1;
        flight::from_statement(&mut pen, u16::try_from(y).unwrap_or(u16::MAX), scene, from);
    }
    let last = code.rows.len().saturating_sub(1);
    [shown.first().is_some_and(|row| *row > 0), shown.last().is_some_and(|row| *row < last)]
}

/// Which call it is, then its variables.
fn variables(scene: &StageView<'_>, place: StackPlace, columns: u16) -> Vec<Vec<Piece>> {
    let heading = vec![
        piece(Role::Quiet, format!("{}  ", scene.text("plain-variables"))),
        piece(Role::Key, frame::place(scene, place)),
    ];
    std::iter::once(heading).chain(frame::lines(scene, columns)).collect()
}

/// The first line that shows: both statements are in the window if they fit, and a third of it is
/// above.
fn window(total: usize, height: usize, ran: usize, next: usize) -> usize {
    let (first, last) = (ran.min(next), ran.max(next));
    let focus = if last - first < height { first } else { next };
    let wanted = focus.saturating_sub(height / 3);
    let wanted =
        if last - first < height { wanted.max((last + 1).saturating_sub(height)) } else { wanted };
    wanted.min(total.saturating_sub(height))
}

/// All lines of the code that shows.
pub(in crate::tui::content) fn rows(scene: &StageView<'_>, columns: u16) -> Vec<Vec<Piece>> {
    ShownCode::of(scene, columns).map_or_else(Vec::new, |code| code.rows)
}

/// All lines of a body, each with its statement; what it leaves out has none.
fn rows_of(scene: &StageView<'_>, body: &Body, columns: u16) -> Vec<(Option<usize>, Vec<Piece>)> {
    let owes = scene.owes().and_then(|run| Some((run, run.code.as_ref()?)));
    let owes = owes.filter(|(_, code)| Some(code.a) == scene.running.body && !scene.covered);
    let mut rows = Vec::new();
    let mut add = |at: Option<usize>, lines: Vec<Vec<Piece>>| {
        rows.extend(lines.into_iter().map(|line| (at, line)));
    };
    let all: Vec<CodeLine> = match owes {
        Some((_, code)) => code.lines.clone(),
        None => (0..body.statements.len()).map(CodeLine::Both).collect(),
    };
    for line in all {
        match (line, owes) {
            (CodeLine::OnlyB(at), Some((run, code))) => {
                add(None, culprit::owed(scene, (code, run), at, columns));
            }
            (CodeLine::Both(at) | CodeLine::OnlyA(at), _) => {
                add(Some(at), lines(scene, &body.statements[at], at, columns));
            }
            (CodeLine::OnlyB(_), None) => {}
        }
    }
    rows
}

/// A statement in as many lines as it needs.
fn lines(scene: &StageView<'_>, statement: &Statement, at: usize, columns: u16) -> Vec<Vec<Piece>> {
    let glyphs = scene.theme.glyphs;
    let ran = scene.running.ran.map(usize::from) == Some(at);
    let next = scene.running.next.map(usize::from) == Some(at);
    let moving = scene.progress < EFFECT_AT;
    let (gutter, role) = match (ran, next) {
        (true, _) if moving => (piece(Role::Spark, glyphs.next), Role::Spark),
        (_, true) if !moving => (piece(Role::Current, glyphs.next), Role::Current),
        (true, false) => (piece(Role::Changed, glyphs.ran), Role::Changed),
        _ => (piece(Role::Quiet, " "), Role::Text),
    };
    let indent = usize::from(statement.indent) * 2 + 2;
    let covered = scene.covered && is_ahead(scene, at);
    let mark = doubt(statement.confidence).filter(|_| !covered);
    let doubt = mark.map_or(String::new(), |mark| format!(" {mark}"));
    let room = columns.saturating_sub(indent as u16);
    // Whether a test is a step is the machine's concern, and not shown in the code.
    let shown = statement.text.strip_prefix("quietly ").unwrap_or(&statement.text);
    let cover = scene.text("code-covered");
    let shown = match (covered, next) {
        (false, _) => shown,
        (true, true) => &cover,
        (true, false) => glyphs.cut,
    };
    let texts = wrap_code(shown, room.saturating_sub(doubt.len() as u16).max(8));
    let last = texts.len().saturating_sub(1);
    texts
        .into_iter()
        .enumerate()
        .map(|(row, text)| {
            let lead = if row == 0 { gutter.clone() } else { piece(Role::Quiet, " ") };
            let mut text = piece(role, text);
            if ran && !next && !moving {
                text.extra -= Modifier::BOLD;
            }
            let mut line = vec![lead, piece(Role::Quiet, " ".repeat(indent - 1)), text];
            if row == last && !doubt.is_empty() {
                line.push(piece(Role::Doubt, doubt.clone()));
            }
            line
        })
        .collect()
}

/// Whether a statement is still to come: what runs next, and all below that; where the next one is
/// above, everything but what has just run.
fn is_ahead(scene: &StageView<'_>, at: usize) -> bool {
    let [ran, next] = [scene.running.ran, scene.running.next].map(|it| it.map(usize::from));
    match (ran, next) {
        (Some(ran), Some(next)) if next <= ran => at != ran,
        (Some(ran), _) => at > ran,
        (None, Some(next)) => at >= next,
        (None, None) => true,
    }
}

/// A sign for what the pages do not say in plain words.
pub fn doubt(confidence: Option<Confidence>) -> Option<&'static str> {
    match confidence? {
        Confidence::Documented => None,
        Confidence::Seen => Some("[S]"),
        Confidence::Inferred => Some("[I]"),
        Confidence::Contested => Some("[C]"),
    }
}

/// Whose code a body is.
pub fn who(body: &Body) -> &'static str {
    use crate::sim::body::Who;
    match body.who {
        Who::Client => "who-client",
        Who::Mapi => "who-mapi",
        Who::Spooler => "who-spooler",
        Who::Provider => "who-provider",
        Who::Transport => "who-transport",
        Who::AddressBook => "who-address-book",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_statements_are_in_the_window_if_they_fit() {
        for total in 1..40usize {
            for height in 1..20usize {
                for ran in 0..total {
                    for next in 0..total {
                        let first = window(total, height, ran, next);
                        assert!(
                            next >= first && next < first + height,
                            "{total} {height} {ran} {next} {first}"
                        );
                        if ran.abs_diff(next) < height {
                            assert!(ran >= first && ran < first + height);
                        }
                    }
                }
            }
        }
    }
}
