//! Sets a text of a lesson: words flow, code stays as it is.
//!
//! It must not know where the lines are drawn.

use crate::tui::content::pen::{width, wrap};

/// A text in lines of at most `columns`. Its own line ends mean nothing, except for empty lines and
/// code: an indented line stays a line, with its indentation if there is room for it.
pub fn paragraphs(text: &str, columns: u16) -> Vec<String> {
    let is_code = |line: &str| line.starts_with("  ");
    let mut all = Vec::new();
    let lines: Vec<&str> = text.trim_end().lines().collect();
    for block in lines.chunk_by(|one, other| !is_code(one) && !is_code(other)) {
        match block {
            [code] if is_code(code) && width(code.trim_end()) <= columns => {
                all.push(code.trim_end().to_owned());
            }
            _ => {
                let parts = block.split(|line| line.trim().is_empty());
                let words = |part: &[&str]| {
                    part.iter()
                        .flat_map(|line| line.split_whitespace())
                        .collect::<Vec<_>>()
                        .join(" ")
                };
                all.extend(
                    parts.map(words).filter(|it| !it.is_empty()).flat_map(|it| wrap(&it, columns)),
                );
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_flows_and_its_code_stays_as_it_is() {
        let text = "one two\nthree\n\nfour:\n  a = b;\n    c();\nfive\nsix\n";
        assert_eq!(
            paragraphs(text, 9),
            ["one two", "three", "four:", "  a = b;", "    c();", "five six"]
        );
        assert_eq!(paragraphs("  too_long = x;", 9), ["too_long", "= x;"]);
    }
}
