//! Splits a statement into words, each with the column where it begins.
//!
//! It must not know what a statement means.

use std::borrow::Cow;
use std::sync::Arc;

use super::catalogue::{reading, readings};
use super::problem::{bad_cite, near, refuse};
use crate::diagnostic::Diagnostic;
use crate::mapi::Cite;

/// A word or a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// A name of a variable, method, field, constant or keyword.
    Name(&'a str),
    /// A number, decimal or hexadecimal.
    Number(i64),
    /// A word in quotes, such as `"in-process"`.
    Quoted(&'a str),
    /// An operator or a bracket.
    Sign(&'static str),
}

/// Splits a text into tokens with their offsets; it is optimized for plain characters.
///
/// # Errors
/// The offset in bytes of the first character that begins no token.
pub fn cut(text: &str) -> Result<Vec<(Token<'_>, usize)>, usize> {
    let mut tokens = Vec::with_capacity(16);
    let mut at = 0;
    while let Some(&first) = text.as_bytes().get(at) {
        if matches!(first, b' ' | b'\t' | b'\n' | b'\r') {
            at += 1;
            continue;
        }
        let rest = &text[at..];
        let (token, length) = match first {
            b'0'..=b'9' => {
                let end = rest.bytes().position(|byte| !byte.is_ascii_alphanumeric());
                let end = end.unwrap_or(rest.len());
                (Token::Number(number(&rest[..end]).ok_or(at)?), end)
            }
            b'"' => {
                let end = rest[1..].find('"').ok_or(at)?;
                (Token::Quoted(&rest[1..=end]), end + 2)
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'\'' | 0x80.. => {
                let end = name_end(rest);
                if end == 0 {
                    at += blank(rest).ok_or(at)?;
                    continue;
                }
                (Token::Name(&rest[..end]), end)
            }
            _ => {
                let sign = sign(rest).ok_or(at)?;
                (Token::Sign(sign), sign.len())
            }
        };
        tokens.push((token, at));
        at += length;
    }
    Ok(tokens)
}

/// The number of bytes of the non-ASCII blank with which the text begins.
fn blank(text: &str) -> Option<usize> {
    text.chars().next().filter(|first| first.is_whitespace()).map(char::len_utf8)
}

/// Whether a byte may be part of a name.
const NAME_BYTES: [bool; 256] = {
    let mut found = [false; 256];
    let mut byte = 0;
    while byte < 0x80_u8 {
        found[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'\'');
        byte += 1;
    }
    found
};

/// The end of the name with which the text begins, in bytes.
fn name_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    while bytes.get(end).is_some_and(|byte| NAME_BYTES[usize::from(*byte)]) {
        end += 1;
    }
    match bytes.get(end) {
        // Letters beyond ASCII are rare, and only they need to be read as characters.
        Some(0x80..) => text
            .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '\''))
            .unwrap_or(text.len()),
        _ => end,
    }
}

fn sign(text: &str) -> Option<&'static str> {
    Some(match text.as_bytes() {
        [b'=', b'=', ..] => "==",
        [b'!', b'=', ..] => "!=",
        [b'+', b'=', ..] => "+=",
        [b'-', b'=', ..] => "-=",
        [b'=', ..] => "=",
        [b'<', ..] => "<",
        [b'>', ..] => ">",
        [b'|', ..] => "|",
        [b'&', ..] => "&",
        [b'+', ..] => "+",
        [b'-', ..] => "-",
        [b'.', ..] => ".",
        [b',', ..] => ",",
        [b'(', ..] => "(",
        [b')', ..] => ")",
        _ => return None,
    })
}

fn number(text: &str) -> Option<i64> {
    match text.strip_prefix("0x") {
        Some(digits) => i64::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

/// The annotations at the end of a statement: places, confidence or reading, label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotations {
    /// `@ page, page 2`
    pub cites: Arc<[Cite]>,
    /// `~ inferred`, `~ seen`, `~ C5`
    pub mark: Option<Cow<'static, str>>,
    /// `^ label`: the name by which texts and edits refer to the statement.
    pub label: Option<Cow<'static, str>>,
}

/// Separates a statement from its annotations. For the program's own files, the results still
/// borrow the bundled text.
pub fn split_annotations(text: Cow<'static, str>) -> (Cow<'static, str>, Annotations) {
    match text {
        Cow::Borrowed(text) => {
            let (bare, found) = annotations(text, Cow::Borrowed);
            (Cow::Borrowed(bare), found)
        }
        Cow::Owned(text) => {
            let (bare, found) = annotations(&text, copied);
            (copied(bare), found)
        }
    }
}

/// A copied text.
pub fn copied(text: &str) -> Cow<'static, str> {
    Cow::Owned(text.to_owned())
}

/// Finds a statement's annotations and the text before them; `keep` makes texts `'static`.
pub fn annotations<'t>(
    text: &'t str,
    keep: fn(&'t str) -> Cow<'static, str>,
) -> (&'t str, Annotations) {
    let Some(start) = annotation(text) else {
        return (text.trim_ascii_end(), Annotations::default());
    };
    let mut found = Annotations::default();
    let mut cited = Vec::new();
    let mut rest = text[start..].trim_ascii();
    while let Some(mark) = rest.as_bytes().first() {
        let body = &rest[1..];
        let end = annotation(body).unwrap_or(body.len());
        let value = body[..end].trim_ascii();
        match mark {
            b'@' => cites(value, |text| cited.push(Cite::read(text, keep))),
            b'~' => found.mark = Some(keep(value)),
            _ => found.label = Some(keep(value)),
        }
        rest = body[end..].trim_ascii();
    }
    if !cited.is_empty() {
        found.cites = cited.into();
    }
    (text[..start].trim_ascii_end(), found)
}

/// The offset of the blank before the first annotation.
fn annotation(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_mark = |byte: u8| matches!(byte, b'@' | b'~' | b'^');
    // Looks at where the second blank would be, so that most bytes are passed over.
    let mut at = 2;
    while let Some(byte) = bytes.get(at) {
        at += match byte {
            b' ' if bytes[at - 2] == b' ' && is_mark(bytes[at - 1]) => return Some(at - 2),
            b' ' => 2,
            byte if is_mark(*byte) => 1,
            _ => 3,
        };
    }
    None
}

/// Hands on the citations in a list separated by commas; a comma within a heading belongs to the
/// heading.
fn cites<'t>(list: &'t str, mut found: impl FnMut(&'t str)) {
    let (mut from, mut end) = (0, 0);
    while end <= list.len() {
        end = list[end..].find(',').map_or(list.len(), |comma| end + comma);
        let text = &list[from..end];
        let cut_heading = end < list.len()
            && text.contains('#')
            && !Cite::begins(&list[end + 1..])
            && Cite::check(text).is_err()
            && whole(&list[from..]).is_some();
        end += 1;
        if !cut_heading {
            if !text.trim().is_empty() {
                found(text.trim());
            }
            from = end;
        }
    }
}

/// The shortest prefix of a list that is a valid citation.
fn whole(list: &str) -> Option<&str> {
    let ends = list.match_indices(',').map(|(end, _)| end).chain(std::iter::once(list.len()));
    ends.map(|end| &list[..end]).find(|text| Cite::check(text).is_ok())
}

/// The errors in a statement's citations and mark, each with its first byte and length in bytes.
pub fn wrong_annotations(text: &str) -> Vec<((usize, usize), Diagnostic)> {
    let mut found = Vec::new();
    let Some(start) = annotation(text) else { return found };
    let mut at = start + 1;
    while let Some(mark) = text[at..].chars().next() {
        let body = at + mark.len_utf8();
        let end = annotation(&text[body..]).map_or(text.len(), |length| body + length);
        let value = text[body..end].trim_ascii();
        let offset = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
        match mark {
            '@' => {
                cites(value, |cite| {
                    if let Err(wrong) = Cite::check(cite) {
                        let (first, length) = wrong.span;
                        found.push(((first + offset(cite), length), bad_cite(&wrong)));
                    }
                });
            }
            '~' if !MARKS.contains(&value) && reading(value).is_none() => {
                let known = || MARKS.into_iter().chain(readings().iter().map(|it| it.id.as_str()));
                let mark =
                    refuse("unknown-mark", "unknown-mark", &[("name", &format!("{value:?}"))]);
                let help = near(value, known().collect::<Vec<_>>());
                found.push(((offset(value), value.len()), mark.help_in_both(help)));
            }
            _ => {}
        }
        at = end + text[end..].len() - text[end..].trim_ascii_start().len();
    }
    found
}

/// The marks after `~`, other than readings.
const MARKS: [&str; 3] = ["documented", "seen", "inferred"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annotations_come_off_in_any_order() {
        let (text, found) =
            split_annotations("remove row r   @ a-page 2, other-page ~ C9 ^ remove-row".into());
        assert_eq!(text, "remove row r");
        assert_eq!(found.cites.len(), 2);
        assert_eq!(found.cites[0].item(), Some(2));
        assert_eq!(
            (found.mark.as_deref(), found.label.as_deref()),
            (Some("C9"), Some("remove-row"))
        );
    }

    #[test]
    fn a_comma_within_a_heading_parts_no_citations() {
        let list = "imsgstore-storelogoff LOGOFF_QUIET, \
            fast-shutdown-user-options#Option 1: The MAPI subsystem enables fast shutdown, unless \
            MAPI providers explicitly opt out, SMS";
        let listed = |list| {
            let mut found = Vec::new();
            cites(list, |cite| found.push(cite));
            found
        };
        let found = listed(list);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found.iter().all(|cite| Cite::check(cite).is_ok()), "{found:?}");
        assert_eq!(listed("imsgstore-storelogoff #Nothing, imslogon-logoff").len(), 2);
    }

    #[test]
    fn wrong_annotations_have_their_place() {
        let text =
            "return S_OK   @ imslogon-logoff #Remarks, imslogon-logof ~ infered ^ label @ SMS";
        let found: Vec<(&str, &str)> = wrong_annotations(text)
            .iter()
            .map(|((first, length), it)| (it.code, &text[*first..first + length]))
            .collect();
        assert_eq!(found, [("bad-cite", "imslogon-logof"), ("unknown-mark", "infered")]);
    }

    #[test]
    fn a_statement_is_cut_into_words() {
        let tokens = cut("let left = x.refs -= 0x1").expect("valid");
        assert_eq!(tokens.len(), 8);
        assert_eq!(tokens[7], (Token::Number(1), 21));
        assert_eq!(cut("a ? b"), Err(2));
    }
}
