//! Bodies with one thing changed.

/// A body with one statement changed.
pub(super) struct Mutant {
    /// What was done, for people.
    pub(super) name: String,
    pub(super) file: String,
    /// Lines of a shared piece count in whatever body they were put.
    pub(super) piece: bool,
    /// Lines of the body, from 1.
    pub(super) from: u32,
    pub(super) to: u32,
    /// A file of bodies with nothing but this one.
    pub(super) text: String,
}

/// Every mutant of a file of bodies.
pub(super) fn mutants(file: &str, text: &str) -> Vec<Mutant> {
    let lines: Vec<&str> = text.lines().collect();
    let head: Vec<&str> = lines
        .iter()
        .copied()
        .filter(|line| ["module:", "extends:", "who:"].iter().any(|key| line.starts_with(key)))
        .collect();
    let mut found = Vec::new();
    let mut section = "";
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            section = line;
        }
        let is_head = line.starts_with("  ")
            && !line.starts_with("   ")
            && !line.trim_start().starts_with('#');
        if is_head
            && ["pieces:", "methods:", "scripts:"].contains(&section)
            && line.trim_end().ends_with(':')
        {
            let end =
                (at + 1..lines.len()).find(|next| is_outside(lines[*next])).unwrap_or(lines.len());
            for (name, body) in changed(&lines[at + 1..end]) {
                let text = format!("{}\n{section}\n{line}\n{}\n", head.join("\n"), body.join("\n"));
                let name = format!("{file}: {}: {name}", line.trim());
                found.push(Mutant {
                    name,
                    file: file.to_owned(),
                    piece: section == "pieces:",
                    from: at as u32 + 1,
                    to: end as u32,
                    text,
                });
            }
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

fn is_outside(line: &str) -> bool {
    !line.trim().is_empty() && !line.starts_with("   ") && !line.trim_start().starts_with('#')
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The lines of a body, changed in each way.
fn changed(body: &[&str]) -> Vec<(String, Vec<String>)> {
    let owned: Vec<String> = body
        .iter()
        .filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
        .map(|it| (*it).to_owned())
        .collect();
    let mut found = Vec::new();
    for (at, line) in owned.iter().enumerate() {
        let end = block_end(&owned, at);
        let what = line.trim().trim_start_matches("- ").split("  ").next().unwrap_or("").to_owned();
        let siblings = (0..owned.len())
            .filter(|other| indent(&owned[*other]) == indent(line) && same_list(&owned, at, *other))
            .count();
        if siblings > 1 {
            let mut without = owned.clone();
            without.drain(at..end);
            found.push((format!("drop {what:?}"), without));
        }
        if end < owned.len() && indent(&owned[end]) == indent(line) {
            let next = block_end(&owned, end);
            let swapped =
                [&owned[..at], &owned[end..next], &owned[at..end], &owned[next..]].concat();
            found.push((format!("swap {what:?} with the next"), swapped));
        }
        for (name, text) in [
            ("turn round", turned(line)),
            ("change a flag of", reflagged(line)),
            ("change yes and no of", answered(line)),
        ] {
            if let Some(text) = text {
                let mut other = owned.clone();
                other[at] = text;
                found.push((format!("{name} {what:?}"), other));
            }
        }
    }
    found
}

fn block_end(lines: &[String], at: usize) -> usize {
    (at + 1..lines.len())
        .find(|next| indent(&lines[*next]) <= indent(&lines[at]))
        .unwrap_or(lines.len())
}

/// Whether two statements of one depth stand in the same list.
fn same_list(lines: &[String], one: usize, other: usize) -> bool {
    let (low, high) = (one.min(other), one.max(other));
    lines[low..high].iter().all(|line| indent(line) >= indent(&lines[one]))
}

/// A statement's text, and what follows it: annotations, the colon, a comment.
fn parted(line: &str) -> (&str, &str) {
    let begins = indent(line);
    let end = line[begins..].find("  ").map_or(line.len(), |at| begins + at);
    let code = line[..end].trim_end();
    match code.strip_suffix(':') {
        Some(code) => (code, &line[code.len()..]),
        None => (code, &line[code.len()..]),
    }
}

fn turned(line: &str) -> Option<String> {
    let (code, rest) = parted(line);
    let (before, condition) = code
        .split_once("if ")
        .filter(|(before, _)| before.ends_with("- ") || before.ends_with("quietly "))?;
    let condition = condition.trim();
    let opposite = match condition.strip_prefix("not ") {
        Some(inner) if !inner.contains(" and ") && !inner.contains(" or ") => inner.to_owned(),
        _ => format!("not ({condition})"),
    };
    Some(format!("{before}if {opposite}{rest}"))
}

const FLAGS: [(&str, &str); 15] = [
    ("LOGOFF_OUTBOUND_QUEUE", "LOGOFF_INBOUND"),
    ("LOGOFF_OUTBOUND", "LOGOFF_INBOUND"),
    ("LOGOFF_INBOUND", "LOGOFF_OUTBOUND"),
    ("LOGOFF_COMPLETE", "LOGOFF_INBOUND"),
    ("LOGOFF_ABORT", "LOGOFF_ORDERLY"),
    ("LOGOFF_PURGE", "LOGOFF_ORDERLY"),
    ("LOGOFF_NO_WAIT", "LOGOFF_ABORT"),
    ("LOGOFF_QUIET", "LOGOFF_NO_WAIT"),
    ("STATUS_OUTBOUND_FLUSH", "STATUS_INBOUND_FLUSH"),
    ("STATUS_OUTBOUND_", "STATUS_INBOUND_"),
    ("STATUS_INBOUND_", "STATUS_OUTBOUND_"),
    ("NOTIFY_END_OUTBOUND_FLUSH", "NOTIFY_END_INBOUND"),
    ("NOTIFY_END_OUTBOUND", "NOTIFY_END_INBOUND"),
    ("NOTIFY_END_INBOUND", "NOTIFY_END_OUTBOUND"),
    ("S_OK", "MAPI_E_CALL_FAILED"),
];

fn reflagged(line: &str) -> Option<String> {
    let (code, rest) = parted(line);
    let (from, to) = FLAGS.iter().find(|(from, _)| code.contains(from))?;
    Some(format!("{}{rest}", code.replacen(from, to, 1)))
}

fn answered(line: &str) -> Option<String> {
    let (code, rest) = parted(line);
    let pairs = [
        (" = yes", " = no"),
        (" = no", " = yes"),
        (" += 1", " -= 1"),
        (" -= 1", " += 1"),
        ("locked yes", "locked no"),
        ("locked no", "locked yes"),
    ];
    let (from, to) = pairs.iter().find(|(from, _)| code.contains(from))?;
    Some(format!("{}{rest}", code.replacen(from, to, 1)))
}
