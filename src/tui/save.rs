//! Saves the situation as a file of its own: all of it or nothing, and never over another file.
//!
//! It must not know what the text says.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Files of one name that may stand side by side.
const MOST: u32 = 1000;

/// Saves a text in the current folder or, where that cannot be written, in the home folder; gives the file's name.
pub fn save(text: &str) -> Result<PathBuf, String> {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).map(PathBuf::from);
    let mut error = String::new();
    for folder in [Some(PathBuf::new()), home].into_iter().flatten() {
        match save_in(&folder, text) {
            Ok(file) => return Ok(file),
            Err(why) => error = why.to_string(),
        }
    }
    Err(error)
}

fn save_in(folder: &Path, text: &str) -> io::Result<PathBuf> {
    let draft = folder.join(format!(".teardown-situation-{}.tmp", std::process::id()));
    let mut file = OpenOptions::new().write(true).create_new(true).open(&draft)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    let placed = written.and_then(|()| place(folder, &draft));
    // The draft is of no use any more, whatever happened.
    let _ = fs::remove_file(&draft);
    placed
}

/// Gives the draft the first free name. A link fails if there is such a file, so nothing is overwritten.
fn place(folder: &Path, draft: &Path) -> io::Result<PathBuf> {
    for number in 1..=MOST {
        let name = if number == 1 { "teardown-situation.txt".to_owned() } else { format!("teardown-situation-{number}.txt") };
        let file = folder.join(name);
        match fs::hard_link(draft, &file) {
            Ok(()) => return Ok(file),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_text_is_never_overwritten() {
        let folder = std::env::temp_dir().join(format!("teardown-save-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let first = save_in(&folder, "one").expect("saved");
        let second = save_in(&folder, "two").expect("saved");
        assert_eq!(fs::read_to_string(&first).expect("there"), "one");
        assert_eq!(fs::read_to_string(&second).expect("there"), "two");
        assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 2, "no draft is left");
        fs::remove_dir_all(&folder).expect("removed");
    }
}
