//! How things look: styles by role, and the characters that borders, trees and marks are drawn
//! with.
//!
//! Panels ask for a role, never for a colour. Nothing is shown by colour alone: each role that
//! means something has a mark beside it. It must not know what is drawn.

mod spoken;

use std::sync::OnceLock;

use ratatui::style::{Color, Modifier, Style};

use crate::tui::model::depth::{DEPTHS, Depth, lower};

pub use spoken::spoken;

/// A palette, by the background or the eyes that it is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Palette {
    /// Colours for dark backgrounds.
    #[default]
    Dark,
    /// Colours for light backgrounds.
    Light,
    /// Few colours, far apart.
    Contrast,
    /// Blue, orange and weight instead of red and green.
    ColourBlind,
}

/// All palettes, in the order in which a key cycles them.
pub const LOOKS: [Palette; 4] =
    [Palette::Dark, Palette::Light, Palette::Contrast, Palette::ColourBlind];

impl Palette {
    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Palette::Dark => "dark",
            Palette::Light => "light",
            Palette::Contrast => "high-contrast",
            Palette::ColourBlind => "colour-blind",
        }
    }

    /// The palette of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        LOOKS.into_iter().find(|look| look.name() == name)
    }

    /// The next palette in the order of [`LOOKS`], around.
    #[must_use]
    pub fn next(self) -> Self {
        let at = LOOKS.iter().position(|look| *look == self).unwrap_or(0);
        LOOKS[(at + 1) % LOOKS.len()]
    }
}

/// What a piece of text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Text without a meaning of its own.
    Text,
    /// Text that steps back.
    Quiet,
    /// The title in a panel's border.
    Title,
    /// The name of the program.
    Brand,
    /// The border of a panel without focus.
    Border,
    /// The border of the focused panel.
    Focus,
    /// Keys in the hint line.
    Key,
    /// What this step changed.
    Changed,
    /// What this step added.
    Added,
    /// What was removed or freed.
    Gone,
    /// What this step removed.
    Going,
    /// The statement that runs.
    Current,
    /// A citation of a page.
    Cite,
    /// A rule that holds, an answer that is right.
    Good,
    /// A rule is broken.
    Bad,
    /// Something invalid, contested or inferred.
    Doubt,
    /// Names of threads and actors.
    Actor,
    /// What the other run has in the place of this.
    Ghost,
    /// The selected line of a list.
    Selected,
    /// The part of the timeline that is behind.
    Past,
    /// The part of the timeline that is ahead.
    Ahead,
    /// The trail from cause to effect.
    Spark,
}

/// All roles, in their order.
const ROLES: [Role; 22] = [
    Role::Text,
    Role::Quiet,
    Role::Title,
    Role::Brand,
    Role::Border,
    Role::Focus,
    Role::Key,
    Role::Changed,
    Role::Added,
    Role::Gone,
    Role::Going,
    Role::Current,
    Role::Cite,
    Role::Good,
    Role::Bad,
    Role::Doubt,
    Role::Actor,
    Role::Ghost,
    Role::Selected,
    Role::Past,
    Role::Ahead,
    Role::Spark,
];

/// The characters that are not letters.
#[derive(Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// Lines that go up (1), right (2), down (4) and left (8), and all their sums.
    pub joints: [&'static str; 16],
    /// Tree: child, last child, rail, nothing.
    pub tree: [&'static str; 4],
    /// Marks what was removed or freed.
    pub gone: &'static str,
    /// Marks what changed in the last move.
    pub changed: &'static str,
    /// Something changed on the way of a jump, before its last beat.
    pub earlier: &'static str,
    /// Marks what is new.
    pub added: &'static str,
    /// The line of an object whose method is running.
    pub active: &'static str,
    /// Marks the statement that comes next.
    pub next: &'static str,
    /// The statement that just ran.
    pub ran: &'static str,
    /// An arrow between an old and a new value.
    pub becomes: &'static str,
    /// Leads from a name to its owner.
    pub owner: &'static str,
    /// Left and right of a value that can be changed.
    pub spin: [&'static str; 2],
    /// The position on the timeline.
    pub here: &'static str,
    /// The timeline behind and ahead.
    pub track: [&'static str; 2],
    /// A removal on the timeline.
    pub removal: &'static str,
    /// Marks a broken rule.
    pub broken: &'static str,
    /// A rule that holds, a thing that is done.
    pub holds: &'static str,
    /// How a run came out, in the order of the verdicts: clean, violated, bounded, stuck, crashed.
    pub verdicts: [&'static str; 5],
    /// Marks what is there and does not work.
    pub doubtful: &'static str,
    /// A thing that is not done.
    pub open: &'static str,
    /// A thing that is begun.
    pub begun: &'static str,
    /// An option that is marked as an answer.
    pub marked: &'static str,
    /// The trail from cause to effect.
    pub spark: &'static str,
    /// More above, more below.
    pub more: [&'static str; 2],
    /// Separates two remarks on one line.
    pub dot: &'static str,
    /// Shows that it plays, and that it is paused.
    pub play: [&'static str; 2],
    /// The end of a text that was cut.
    pub cut: &'static str,
    /// A mark at the selected line.
    pub select: &'static str,
    /// The other run has something else here.
    pub differs: &'static str,
}

impl Glyphs {
    /// Where the lines of a sign go, if it is made of lines or blank. Several sums look the same;
    /// the last one has the most arms.
    pub fn arms(&self, sign: &str) -> Option<usize> {
        // Frames ask this of each of their cells: signs that end alike are mostly the same.
        match sign.as_bytes() {
            b" " => Some(0),
            [.., end] => self
                .joints
                .iter()
                .rposition(|joint| joint.as_bytes().last() == Some(end) && *joint == sign),
            [] => None,
        }
    }
}

/// For terminals with the usual fonts.
pub static UNICODE: Glyphs = Glyphs {
    joints: [" ", "│", "─", "╰", "│", "│", "╭", "├", "─", "╯", "─", "┴", "╮", "┤", "┬", "┼"],
    tree: ["├╴", "╰╴", "│ ", "  "],
    gone: "x",
    changed: "<",
    earlier: "‹",
    added: "+",
    active: "┃",
    next: "▶",
    ran: "•",
    becomes: "→",
    owner: "→",
    spin: ["◂", "▸"],
    here: "●",
    track: ["━", "─"],
    removal: "╳",
    broken: "!",
    holds: "✓",
    verdicts: ["✓", "!", "»", "‖", "†"],
    doubtful: "?",
    open: "·",
    begun: "½",
    marked: "*",
    spark: "◆",
    more: ["▲", "▼"],
    dot: "·",
    play: ["▶", "‖"],
    cut: "…",
    select: "▌",
    differs: "≠",
};

/// Signs for `--ascii`: nothing beyond ASCII.
pub static ASCII: Glyphs = Glyphs {
    joints: [" ", "|", "-", "+", "|", "|", "+", "+", "-", "+", "-", "+", "+", "+", "+", "+"],
    tree: ["|-", "'-", "| ", "  "],
    gone: "x",
    changed: "<",
    earlier: "'",
    added: "+",
    active: "#",
    next: ">",
    ran: "*",
    becomes: "->",
    owner: "->",
    spin: ["<", ">"],
    here: "O",
    track: ["=", "-"],
    removal: "x",
    broken: "!",
    holds: "ok",
    verdicts: ["ok", "!", ">>", "||", "X"],
    doubtful: "?",
    open: ". ",
    begun: "~ ",
    marked: "*",
    spark: "*",
    more: ["^", "v"],
    dot: ".",
    play: [">", "||"],
    cut: "~",
    select: ">",
    differs: "#",
};

/// A look, a set of characters, and how many colours there are.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// The palette that styles are taken from.
    pub look: Palette,
    /// The signs that marks and borders are drawn with.
    pub glyphs: &'static Glyphs,
    /// How many colours the terminal has.
    pub depth: Depth,
}

impl Default for Theme {
    fn default() -> Self {
        Self { look: Palette::Dark, glyphs: &UNICODE, depth: Depth::True }
    }
}

impl Theme {
    /// The style of a role, in the colours that the terminal has: each is brought down once.
    pub fn style(&self, role: Role) -> Style {
        static SHOWN: [[OnceLock<[Style; ROLES.len()]>; DEPTHS]; LOOKS.len()] =
            [const { [const { OnceLock::new() }; DEPTHS] }; LOOKS.len()];
        let shown = |role| {
            let style = weight(role);
            self.colour(role).map_or(style, |colour| style.fg(colour))
        };
        let styles = &SHOWN[self.look as usize][self.depth as usize];
        styles.get_or_init(|| ROLES.map(shown))[role as usize]
    }

    fn colour(&self, role: Role) -> Option<Color> {
        let rgb: [u32; 4] = match role {
            Role::Text | Role::Selected => return None,
            Role::Quiet => [0x87_8f9c, 0x6a_717c, 0xd0_d0d0, 0x87_8f9c],
            Role::Title => [0xc8_d0dc, 0x2e_3440, 0xff_ffff, 0xc8_d0dc],
            Role::Brand => [0x7f_bbdc, 0x1f_6f9e, 0x5f_d7ff, 0x56_b4e9],
            Role::Border => [0x48_505c, 0xb4_bac4, 0xa8_a8a8, 0x48_505c],
            Role::Focus => [0x7f_bbdc, 0x1f_6f9e, 0xff_ff00, 0x56_b4e9],
            Role::Key => [0xd8_c28a, 0x8a_5a00, 0xff_ff00, 0xf0_e442],
            Role::Changed => [0xf0_c674, 0x9a_6700, 0xff_ff00, 0xf0_e442],
            Role::Added => [0x9c_cf8f, 0x2f_7d32, 0x00_ff00, 0x56_b4e9],
            Role::Gone => [0x6d_7480, 0x92_98a2, 0xb0_b0b0, 0x7a_808a],
            Role::Going => [0xe4_e8ee, 0x2e_3440, 0xff_ffff, 0xe4_e8ee],
            Role::Current => [0x7f_bbdc, 0x1f_6f9e, 0x5f_ffff, 0x56_b4e9],
            Role::Cite => [0x8f_a8c8, 0x3f_5f8a, 0xaf_d7ff, 0x8f_a8c8],
            Role::Good => [0x9c_cf8f, 0x2f_7d32, 0x00_ff00, 0x56_b4e9],
            Role::Bad => [0xff_6b6b, 0xc0_1c28, 0xff_5f5f, 0xe6_9f00],
            Role::Doubt => [0xc9_a6e0, 0x7a_3e9d, 0xff_87ff, 0xcc_79a7],
            Role::Actor => [0x9b_c7c0, 0x1d_7068, 0x87_ffff, 0x9b_c7c0],
            Role::Ghost => [0x9a_86b8, 0x80_68a8, 0xd7_afff, 0xcc_79a7],
            Role::Past => [0x7f_bbdc, 0x1f_6f9e, 0xff_ffff, 0x56_b4e9],
            Role::Ahead => [0x48_505c, 0xb4_bac4, 0xa8_a8a8, 0x48_505c],
            Role::Spark => [0xf0_c674, 0x9a_6700, 0xff_ff00, 0xf0_e442],
        };
        let colour = lower(Color::from_u32(rgb[self.look as usize]), self.depth);
        Some(colour).filter(|colour| *colour != Color::Reset)
    }
}

fn weight(role: Role) -> Style {
    let style = Style::new();
    match role {
        Role::Title
        | Role::Brand
        | Role::Changed
        | Role::Added
        | Role::Current
        | Role::Bad
        | Role::Spark => style.add_modifier(Modifier::BOLD),
        Role::Gone => style.add_modifier(Modifier::CROSSED_OUT),
        Role::Going => style.add_modifier(Modifier::BOLD.union(Modifier::CROSSED_OUT)),
        Role::Selected => style.add_modifier(Modifier::REVERSED),
        Role::Ghost => style.add_modifier(Modifier::ITALIC),
        _ => style,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_found_by_its_name() {
        for look in LOOKS {
            assert_eq!(Palette::from_name(look.name()), Some(look));
        }
        assert_eq!(Palette::from_name("pink"), None);
    }

    #[test]
    fn gone_changed_and_broken_have_a_colour_and_a_mark_of_their_own() {
        for look in LOOKS {
            let theme = Theme { look, ..Theme::default() };
            let told = [Role::Gone, Role::Going, Role::Changed, Role::Bad, Role::Added];
            for (at, role) in told.into_iter().enumerate() {
                for other in &told[at + 1..] {
                    let (one, two) = (theme.style(role), theme.style(*other));
                    assert_ne!(one.fg, two.fg, "{look:?}: {role:?} {other:?}");
                }
            }
        }
        for glyphs in [&UNICODE, &ASCII] {
            let marks = [glyphs.gone, glyphs.changed, glyphs.added, glyphs.broken, glyphs.doubtful];
            for (at, mark) in marks.iter().enumerate() {
                assert!(!marks[at + 1..].contains(mark), "{mark} twice");
            }
        }
    }

    #[test]
    fn without_colour_what_matters_still_differs() {
        let theme = Theme { depth: Depth::None, ..Theme::default() };
        for role in [Role::Gone, Role::Changed, Role::Selected] {
            assert_ne!(theme.style(role), theme.style(Role::Text));
            assert_eq!(theme.style(role).fg, None);
        }
    }
}
