//! The words of a statement, with the column where each begins.
//!
//! It must not know what a statement means.

/// A word or a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// A name.
    Name(&'a str),
    /// A number, decimal or hexadecimal.
    Number(i64),
    /// A word of the closed language, in quotes.
    Quoted(&'a str),
    /// A sign.
    Sign(&'static str),
}

/// Cuts a text; the error is the offset of the character that does not belong.
pub fn cut(text: &str) -> Result<Vec<(Token<'_>, usize)>, usize> {
    let mut tokens = Vec::with_capacity(16);
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        if first == ' ' {
            at += 1;
            continue;
        }
        if first.is_whitespace() {
            at += first.len_utf8();
        } else if first.is_ascii_digit() {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            tokens.push((Token::Number(number(&rest[..end]).ok_or(at)?), at));
            at += end;
        } else if first.is_alphabetic() || first == '_' {
            let end = name_end(rest);
            tokens.push((Token::Name(&rest[..end]), at));
            at += end;
        } else if first == '"' {
            let end = rest[1..].find('"').ok_or(at)?;
            tokens.push((Token::Quoted(&rest[1..=end]), at));
            at += end + 2;
        } else {
            let sign = sign(rest).ok_or(at)?;
            tokens.push((Token::Sign(sign), at));
            at += sign.len();
        }
    }
    Ok(tokens)
}

/// Where the name ends that the text begins with; nearly all names have plain letters only.
fn name_end(text: &str) -> usize {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'\'';
    match text.bytes().position(|byte| !plain(byte)) {
        Some(end) if text.as_bytes()[end].is_ascii() => end,
        Some(_) => text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '\'')).unwrap_or(text.len()),
        None => text.len(),
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

/// The annotations at the end of a statement: pages, confidence or reading, label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotations {
    /// `@ page, page 2`
    pub cites: Vec<crate::mapi::Cite>,
    /// `~ inferred`, `~ seen`, `~ C5`
    pub mark: Option<String>,
    /// `^ label`
    pub label: Option<String>,
}

/// Takes the annotations off a statement.
pub fn annotations(text: &str) -> (&str, Annotations) {
    let Some(start) = annotation(text) else { return (text.trim_end(), Annotations::default()) };
    let mut found = Annotations::default();
    let mut rest = text[start..].trim();
    while let Some(mark) = rest.chars().next() {
        let body = &rest[mark.len_utf8()..];
        let end = annotation(body).unwrap_or(body.len());
        let value = body[..end].trim();
        match mark {
            '@' => found.cites.extend(value.split(',').filter_map(cite)),
            '~' => found.mark = Some(value.to_owned()),
            _ => found.label = Some(value.to_owned()),
        }
        rest = body[end..].trim();
    }
    (text[..start].trim_end(), found)
}

/// Where the first annotation begins.
fn annotation(text: &str) -> Option<usize> {
    text.as_bytes().windows(3).position(|sign| matches!(sign, [b' ', b'@' | b'~' | b'^', b' ']))
}

fn cite(text: &str) -> Option<crate::mapi::Cite> {
    let mut parts = text.split_whitespace();
    let page = parts.next()?.to_owned();
    Some(crate::mapi::Cite { page, item: parts.next().and_then(|item| item.parse().ok()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annotations_come_off_in_any_order() {
        let (text, found) = annotations("remove row r   @ a-page 2, other-page ~ C9 ^ remove-row");
        assert_eq!(text, "remove row r");
        assert_eq!(found.cites.len(), 2);
        assert_eq!(found.cites[0].item, Some(2));
        assert_eq!((found.mark.as_deref(), found.label.as_deref()), (Some("C9"), Some("remove-row")));
    }

    #[test]
    fn a_statement_is_cut_into_words() {
        let tokens = cut("let left = x.refs -= 0x1").expect("valid");
        assert_eq!(tokens.len(), 8);
        assert_eq!(tokens[7], (Token::Number(1), 21));
        assert_eq!(cut("a ? b"), Err(2));
    }
}
