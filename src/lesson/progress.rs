//! What a learner has finished, kept in a readable file of the user; written whole or not at all, and never thrown away when damaged.
//!
//! It must not know where the file is, nor who shows it.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// What is known of one lesson.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// How often it was finished.
    pub finished: u32,
    /// Right answers, the last time.
    pub right: u32,
    /// Questions, the last time.
    pub questions: u32,
}

/// All records, by lesson.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    format: u32,
    /// By id.
    pub lessons: BTreeMap<String, Record>,
}

impl Default for Progress {
    fn default() -> Self {
        Self { format: 1, lessons: BTreeMap::new() }
    }
}

/// What was found in the place of the file.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing: this is the first start.
    Nothing,
    /// The records.
    Records(Progress),
    /// Something unreadable, which now has this name.
    Damaged(PathBuf),
}

/// Reads the file; one that is damaged is set aside.
pub fn load(path: &Path) -> Found {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Found::Nothing,
        Err(_) => return set_aside(path),
    };
    match serde_json::from_str::<Progress>(&text) {
        Ok(progress) if progress.format == 1 => Found::Records(progress),
        _ => set_aside(path),
    }
}

fn set_aside(path: &Path) -> Found {
    let mut name = path.as_os_str().to_owned();
    name.push(".damaged");
    let aside = PathBuf::from(name);
    // Where it cannot be renamed it stays as it is, and is not written over: see `record`.
    let _ = std::fs::rename(path, &aside);
    Found::Damaged(aside)
}

/// Adds a finished lesson to the file.
pub fn record(path: &Path, id: &str, (right, questions): (u32, u32)) -> io::Result<()> {
    let mut progress = match load(path) {
        Found::Records(progress) => progress,
        Found::Damaged(_) if path.exists() => return Err(io::Error::from(io::ErrorKind::InvalidData)),
        _ => Progress::default(),
    };
    let record = progress.lessons.entry(id.to_owned()).or_default();
    *record = Record { finished: record.finished.saturating_add(1), right, questions };
    write(path, &progress)
}

/// Writes the file whole.
pub fn write(path: &Path, progress: &Progress) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    serde_json::to_writer_pretty(&mut file, progress)?;
    file.write_all(b"\n")?;
    file.persist(path).map_err(|failed| failed.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_finished_is_found_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/progress.json");
        assert_eq!(load(&path), Found::Nothing);
        record(&path, "00-tour", (0, 1)).expect("writes");
        record(&path, "00-tour", (1, 1)).expect("writes");
        let Found::Records(progress) = load(&path) else { panic!("no records") };
        assert_eq!(progress.lessons["00-tour"], Record { finished: 2, right: 1, questions: 1 });
    }

    #[test]
    fn a_damaged_file_is_kept_under_another_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("progress.json");
        std::fs::write(&path, "{ \"format\": 1, \"lessons\": ").expect("writes");
        let Found::Damaged(aside) = load(&path) else { panic!("not damaged") };
        assert!(std::fs::read_to_string(aside).expect("is there").contains("lessons"));
        assert_eq!(load(&path), Found::Nothing);
        record(&path, "00-tour", (1, 1)).expect("writes");
        assert!(matches!(load(&path), Found::Records(_)));
    }
}
