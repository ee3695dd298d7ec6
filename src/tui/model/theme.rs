//! How things look: styles by role, in the colours of a palette.
//!
//! Panels ask for a role, never for a colour. Nothing is shown by colour alone: each role that
//! means something has a mark beside it. It must not know what is drawn.

mod spoken;

use std::sync::OnceLock;

use ratatui::style::{Color, Modifier, Style};

use crate::tui::model::depth::{DEPTHS, Depth, lower};
pub use crate::tui::model::glyphs::{ASCII, Glyphs, UNICODE};

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

    /// Colours of text and ground, `0xRRGGBB`: those that the palette paints, or those of a
    /// terminal that it is made for.
    pub fn paper(self) -> (u32, u32) {
        match self {
            Palette::Dark | Palette::ColourBlind => (0xd4_d8de, 0x15_191f),
            Palette::Light => (0x20_242b, 0xfc_fcfa),
            Palette::Contrast => (0xff_ffff, 0x00_0000),
        }
    }

    /// Whether it paints its own ground: it can't be read on most terminals otherwise.
    fn paints(self) -> bool {
        matches!(self, Palette::Light | Palette::Contrast)
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
pub const ROLES: [Role; 22] = [
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

    /// What lies below everything: the ground of a palette that paints its own, and the colour of
    /// text on it.
    pub fn ground(&self) -> Style {
        if !self.look.paints() || self.depth == Depth::None {
            return Style::new();
        }
        let (ink, ground) = self.look.paper();
        let [ink, ground] = [ink, ground].map(|colour| lower(Color::from_u32(colour), self.depth));
        Style::new().fg(ink).bg(ground)
    }

    fn colour(&self, role: Role) -> Option<Color> {
        let rgb: [u32; 4] = match role {
            Role::Text | Role::Selected => return None,
            Role::Quiet => [0x87_8f9c, 0x6a_717c, 0xd0_d0d0, 0x87_8f9c],
            Role::Title => [0xc8_d0dc, 0x2e_3440, 0xff_ffff, 0xc8_d0dc],
            Role::Brand => [0x7f_bbdc, 0x1f_6f9e, 0x5f_d7ff, 0x56_b4e9],
            Role::Border => [0x7e_8693, 0x6c_737e, 0xa8_a8a8, 0x7e_8693],
            Role::Focus => [0x7f_bbdc, 0x1f_6f9e, 0xff_ff00, 0x56_b4e9],
            Role::Key => [0xd8_c28a, 0x8a_5a00, 0xff_ff00, 0xf0_e442],
            Role::Changed => [0xf0_c674, 0x9a_6700, 0xff_ff00, 0xf0_e442],
            Role::Added => [0x9c_cf8f, 0x2f_7d32, 0x00_ff00, 0x56_b4e9],
            Role::Gone => [0x80_8590, 0x6c_727c, 0xb0_b0b0, 0x82_8892],
            Role::Going => [0xe4_e8ee, 0x2e_3440, 0xff_ffff, 0xe4_e8ee],
            Role::Current => [0x7f_bbdc, 0x1f_6f9e, 0x5f_ffff, 0x56_b4e9],
            Role::Cite => [0x8f_a8c8, 0x3f_5f8a, 0xaf_d7ff, 0x8f_a8c8],
            Role::Good => [0x9c_cf8f, 0x2f_7d32, 0x00_ff00, 0x56_b4e9],
            Role::Bad => [0xff_6b6b, 0xc0_1c28, 0xff_5f5f, 0xe6_9f00],
            Role::Doubt => [0xc9_a6e0, 0x7a_3e9d, 0xff_87ff, 0xcc_79a7],
            Role::Actor => [0x9b_c7c0, 0x1d_7068, 0x87_ffff, 0x9b_c7c0],
            Role::Ghost => [0x9a_86b8, 0x80_68a8, 0xd7_afff, 0xcc_79a7],
            Role::Past => [0x7f_bbdc, 0x1f_6f9e, 0xff_ffff, 0x56_b4e9],
            Role::Ahead => [0x7e_8693, 0x6c_737e, 0xa8_a8a8, 0x7e_8693],
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

    /// The ratio of two luminances as WCAG 2 defines it, from 1 to 21.
    fn contrast(one: u32, two: u32) -> f64 {
        let channel = |byte: u8| match f64::from(byte) / 255.0 {
            value if value <= 0.04045 => value / 12.92,
            value => ((value + 0.055) / 1.055).powf(2.4),
        };
        let luminance = |colour: u32| {
            let [_, red, green, blue] = colour.to_be_bytes().map(channel);
            0.2126 * red + 0.7152 * green + 0.0722 * blue
        };
        let (one, two) = (luminance(one), luminance(two));
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    #[test]
    fn every_colour_can_be_read_on_its_ground() {
        assert!((contrast(0x00_0000, 0xff_ffff) - 21.0).abs() < 0.01);
        // Where the terminal has its own ground, the usual ones: black, and what editors call dark.
        let grounds = |look: Palette| match look.paints() {
            true => vec![look.paper().1],
            false => vec![look.paper().1, 0x00_0000, 0x1e_1e1e],
        };
        for look in LOOKS {
            let theme = Theme { look, ..Theme::default() };
            for (role, ground) in
                ROLES.iter().flat_map(|role| grounds(look).into_iter().map(move |it| (role, it)))
            {
                let colour = match theme.style(*role).fg {
                    Some(Color::Rgb(r, g, b)) => u32::from_be_bytes([0, r, g, b]),
                    other => {
                        assert_eq!(other, None, "{look:?} {role:?}");
                        look.paper().0
                    }
                };
                let ratio = contrast(colour, ground);
                assert!(ratio >= 4.5, "{look:?} {role:?} on {ground:06x}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn a_light_screen_paints_its_ground_wherever_there_are_colours() {
        for depth in [Depth::Sixteen, Depth::Indexed, Depth::True] {
            for (look, paints) in LOOKS.map(|look| (look, look.paints())) {
                let ground = Theme { look, depth, ..Theme::default() }.ground();
                assert_eq!((ground.fg.is_some(), ground.bg.is_some()), (paints, paints));
            }
        }
        let none = Theme { look: Palette::Light, depth: Depth::None, ..Theme::default() };
        assert_eq!(none.ground(), Style::new());
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
