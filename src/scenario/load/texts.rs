//! The texts that options put in the place of `$name`, in bodies and in worlds.
//!
//! It must not know where a text is used.

use std::collections::BTreeMap;

use crate::scenario::options::{RunOptions, unknown};
use crate::scenario::problem::{Problems, one};

/// The texts for `$name` in bodies.
pub(super) fn constants(options: &RunOptions) -> Result<BTreeMap<String, String>, Problems> {
    let flag = match options.get("flag").unwrap_or("orderly") {
        "orderly" => "LOGOFF_ORDERLY".to_owned(),
        "no-wait" => "LOGOFF_NO_WAIT".to_owned(),
        "purge" => "LOGOFF_PURGE".to_owned(),
        "abort" => "LOGOFF_ABORT".to_owned(),
        "quiet" => "LOGOFF_QUIET".to_owned(),
        raw => raw_flags(raw)?,
    };
    let session_flags = match options.get("session-flags") {
        Some("ui") => "MAPI_LOGOFF_UI",
        Some("shared") => "MAPI_LOGOFF_SHARED",
        Some("ui+shared") => "MAPI_LOGOFF_SHARED | MAPI_LOGOFF_UI",
        _ => "0",
    };
    let store = if options.get("store") == Some("B") { "store_b" } else { "store" };
    let other = if store == "store" { "store_b" } else { "store" };
    let pairs = [
        ("flag", flag.as_str()),
        ("session_flags", session_flags),
        ("other_store", other),
        ("store", store),
    ];
    Ok(pairs.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect())
}

/// Flags given as a number, hexadecimal or decimal.
fn raw_flags(raw: &str) -> Result<String, Problems> {
    let number = match raw.strip_prefix("0x") {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => raw.parse().ok(),
    };
    let known = ["orderly", "no-wait", "purge", "abort", "quiet"];
    number
        .map(|word| format!("0x{word:X}"))
        .ok_or_else(|| one(unknown("flag", raw, known).about("flag", raw)))
}

/// The texts for `$name` in worlds.
pub(super) fn aliases(options: &RunOptions) -> BTreeMap<String, String> {
    let coupled = if options.get("coupled") == Some("XP1") { "entry-A" } else { "null" };
    let answer = |who: &str| {
        let given = options
            .all("answer")
            .iter()
            .rev()
            .find_map(|answer| answer.strip_prefix(who)?.strip_prefix('='));
        given.unwrap_or("yes").to_owned()
    };
    BTreeMap::from([
        ("provider".to_owned(), options.get("provider").unwrap_or("eager").to_owned()),
        (
            "other_store".to_owned(),
            if options.get("store") == Some("B") { "store-A" } else { "store-B" }.to_owned(),
        ),
        ("inbox".to_owned(), options.get("inbox").unwrap_or("yes").to_owned()),
        ("target".to_owned(), options.get("target").unwrap_or("XP1").to_owned()),
        ("coupled_XP1".to_owned(), coupled.to_owned()),
        ("policy".to_owned(), options.get("policy").unwrap_or("0").to_owned()),
        ("answer_store".to_owned(), answer("store-A")),
        ("answer_XP1".to_owned(), answer("XP1")),
        ("answer_XP2".to_owned(), answer("XP2")),
        ("answer_ab".to_owned(), answer("ab")),
    ])
}
