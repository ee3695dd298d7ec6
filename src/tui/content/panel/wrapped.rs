//! Code that is too wide for its panel, in lines that can still be read as code.
//!
//! It must not know what it says.

use unicode_segmentation::UnicodeSegmentation;

use crate::tui::content::pen::width;

/// Code in lines; what continues is indented. A name is broken only if no line has room for it.
pub(super) fn wrap_code(text: &str, columns: u16) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for mut word in text.split(' ').filter(|word| !word.is_empty()) {
        while !word.is_empty() {
            let indent = if lines.is_empty() { 0 } else { 2 };
            let room = columns.saturating_sub(indent).max(1);
            let gap = if line.is_empty() { "" } else { " " };
            if width(&line) + width(gap) + width(word) <= room {
                line.push_str(gap);
                line.push_str(word);
                break;
            }
            if line.is_empty() {
                let (head, rest) = word.split_at(code_break(word, room));
                line.push_str(head);
                word = rest;
            }
            lines.push(format!("{:1$}{line}", "", usize::from(indent)));
            line.clear();
        }
    }
    if !line.is_empty() || lines.is_empty() {
        let indent = if lines.is_empty() { 0 } else { 2 };
        lines.push(format!("{:1$}{line}", "", indent));
    }
    lines
}

/// Where a word that has no room in a line is broken: behind the last bracket or operator that has,
/// or before the last dot; else anywhere.
fn code_break(word: &str, room: u16) -> usize {
    let (mut used, mut good, mut any) = (0, 0, 0);
    for (at, grapheme) in word.grapheme_indices(true) {
        if grapheme == "." && at > 0 {
            good = at;
        }
        used += width(grapheme);
        if used > room && at > 0 {
            break;
        }
        any = at + grapheme.len();
        if matches!(grapheme, "(" | "[" | "," | "|" | "&" | "=") {
            good = any;
        }
    }
    if good > 0 { good } else { any }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_wraps_at_blanks_brackets_and_dots_and_nothing_is_lost() {
        let text = "let hr, word = st.support.StoreLogoffTransports(LOGOFF_ABORT | LOGOFF_QUIET)";
        assert_eq!(
            wrap_code("support.StoreLogoffTransports(flags)", 33),
            ["support.StoreLogoffTransports(", "  flags)"]
        );
        for columns in 1..90u16 {
            let lines = wrap_code(text, columns);
            let plain = |text: &str| text.replace(' ', "");
            assert_eq!(plain(&lines.concat()), plain(text), "{columns}");
            assert!(lines.iter().all(|line| width(line.trim_start()) <= columns));
            // The longest name, its bracket, and the indentation.
            if columns >= "StoreLogoffTransports(".len() as u16 + 3 {
                let in_name = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
                let mut rest = text;
                for line in &lines {
                    rest = rest.trim_start()[line.trim_start().len()..].as_ref();
                    let broken = in_name(line.chars().last()) && in_name(rest.chars().next());
                    assert!(!broken, "{columns}: {lines:?}");
                }
            }
        }
    }
}
