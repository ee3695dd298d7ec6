//! Saves a situation or a module of bodies as a file of its own: all of it or nothing, and never
//! over another file.
//!
//! It must not know what the text says.

use std::io;
use std::path::{Path, PathBuf};

use crate::file;

/// How many numbered files of one name there may be.
const MOST: u32 = 1000;

/// Saves a text under a name and an extension, in the current folder or, where that cannot be
/// written, in the home folder; gives the file's name.
pub fn save(text: &str, name: [&str; 2]) -> Result<PathBuf, String> {
    let home =
        std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).map(PathBuf::from);
    let mut error = String::new();
    for folder in [Some(PathBuf::new()), home].into_iter().flatten() {
        match save_in(&folder, text, name) {
            Ok(file) => return Ok(file),
            Err(why) => error = why.to_string(),
        }
    }
    Err(error)
}

fn save_in(folder: &Path, text: &str, [name, end]: [&str; 2]) -> io::Result<PathBuf> {
    let name = |number| match number {
        1 => format!("{name}.{end}"),
        number => format!("{name}-{number}.{end}"),
    };
    file::create_first((1..=MOST).map(|number| folder.join(name(number))), text.as_bytes())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_saved_text_is_never_overwritten() {
        let folder = std::env::temp_dir().join(format!("teardown-save-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let first = save_in(&folder, "one", ["situation", "txt"]).expect("saved");
        let second = save_in(&folder, "two", ["situation", "txt"]).expect("saved");
        assert_eq!(fs::read_to_string(&first).expect("there"), "one");
        assert_eq!(fs::read_to_string(&second).expect("there"), "two");
        assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 2, "no draft is left");
        fs::remove_dir_all(&folder).expect("removed");
    }
}
