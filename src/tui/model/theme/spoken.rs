//! Words in the place of signs, for text that is read aloud: no lines of trees and frames, no
//! arrows. What hangs below something is indented.
//!
//! It must not know what the words stand beside.

use super::Glyphs;
use crate::text::Lang;

/// The words of a language.
pub fn spoken(lang: Lang) -> &'static Glyphs {
    match lang {
        Lang::En => &ENGLISH,
        Lang::PtBr => &PORTUGUESE,
    }
}

static ENGLISH: Glyphs = Glyphs {
    gone: "gone",
    changed: "changed",
    earlier: "changed earlier",
    added: "new",
    active: "running",
    next: "next",
    ran: "ran",
    becomes: "then",
    owner: "of",
    here: "here",
    removal: "removed",
    broken: "broken",
    owed: "owed",
    doubtful: "invalid",
    open: "open",
    begun: "started",
    marked: "selected",
    holds: "ok",
    verdicts: ["ok", "broken", "stopped", "stuck", "crashed"],
    differs: "other run:",
    ..BARE
};

static PORTUGUESE: Glyphs = Glyphs {
    gone: "fora",
    changed: "mudou",
    earlier: "mudou antes",
    added: "novo",
    active: "rodando",
    next: "próxima",
    ran: "rodou",
    becomes: "depois",
    owner: "de",
    here: "aqui",
    removal: "removido",
    broken: "violado",
    owed: "devido",
    doubtful: "inválido",
    open: "aberto",
    begun: "iniciada",
    marked: "marcado",
    holds: "ok",
    verdicts: ["ok", "violado", "parado", "travado", "caiu"],
    differs: "outra execução:",
    ..BARE
};

/// What both languages share: blanks and punctuation.
const BARE: Glyphs = Glyphs {
    joints: [" "; 16],
    tree: ["  "; 4],
    gone: "",
    changed: "",
    earlier: "",
    coming: "",
    added: "",
    active: "",
    next: "",
    ran: "",
    becomes: "",
    owner: "",
    spin: [":"; 2],
    here: "",
    track: [" "; 2],
    removal: "",
    broken: "",
    owed: "",
    holds: "",
    verdicts: [""; 5],
    doubtful: "",
    open: "",
    begun: "",
    marked: "",
    spark: " ",
    more: [" "; 2],
    dot: ",",
    play: [" "; 2],
    cut: "...",
    select: " ",
    differs: "",
    pointer: [""; 2],
};
