//! The characters that borders, trees and marks are drawn with, for terminals with the usual fonts
//! and in ASCII. It must not know what they mark.

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
    /// Marks what the step that is on its way changes or calls.
    pub coming: &'static str,
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
    /// Marks what stays because of a call that is not made in this run.
    pub owed: &'static str,
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
    /// Left and right of the line that a speaker points at.
    pub pointer: [&'static str; 2],
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
    coming: "◇",
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
    owed: "¬",
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
    pointer: ["»", "«"],
};

/// Signs for `--ascii`: nothing beyond ASCII.
pub static ASCII: Glyphs = Glyphs {
    joints: [" ", "|", "-", "+", "|", "|", "+", "+", "-", "+", "-", "+", "+", "+", "+", "+"],
    tree: ["|-", "'-", "| ", "  "],
    gone: "x",
    changed: "<",
    earlier: "'",
    coming: "o",
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
    owed: "-",
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
    pointer: ["[", "]"],
};
