//! Texts as C++ has them: names, comments, texts in quotes. It must not know statements.

use crate::scenario::lexer::copied;

/// A name that C++ takes: other characters become `_`.
pub(super) fn identifier(name: &str) -> String {
    let fits = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let plain: String = name.chars().map(fits).collect();
    let begins_well = plain.starts_with(|c: char| c.is_ascii_alphabetic());
    if begins_well { plain } else { format!("x{plain}") }
}

/// The statement without its annotations.
pub(super) fn bare(text: &str) -> &str {
    crate::scenario::lexer::annotations(text, copied).0
}

/// The class of an interface: `IMsgStore` is implemented by `CMsgStore`.
pub(super) fn class_of(interface: &str) -> String {
    let bare = interface.rsplit('/').next().unwrap_or(interface);
    format!("C{}", identifier(bare.strip_prefix('I').unwrap_or(bare)))
}

/// A text that may follow `//`: on one line, with nothing that continues it on the next.
pub(super) fn comment(text: &str) -> String {
    let clean = |c: char| if c.is_control() || c == '\u{2028}' { ' ' } else { c };
    text.chars().map(clean).map(|c| if c == '\\' { '/' } else { c }).collect()
}

/// A text in quotes.
pub(super) fn quoted(text: &str) -> String {
    let clean = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut quoted = String::from("\"");
    for c in clean {
        if matches!(c, '"' | '\\' | '?') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted + "\""
}
