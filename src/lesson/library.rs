//! The places in which lessons are found: the binary, a file, or a user's folder.
//!
//! [`INDEX`] lists the bundled lessons, so that nothing is parsed before it is needed; a test
//! compares it with the files. The ids of lessons begin with two digits and the names of paths with
//! a letter, so they never collide. It must not know a run.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use include_dir::{Dir, include_dir};

use super::bounds;
use super::marked::Prose;
use super::schema::{GoalOnly, LessonFile};
use super::source::LessonSource;
use crate::diagnostic::Diagnostic;
use crate::scenario::problem::{near, refuse};
use crate::sim::rules::{NO_CRASH, NO_ENDLESS_WAIT};
use crate::sim::timeline::Verdict;
use crate::text::Lang;
use crate::yaml;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/lessons");
static COMPACT: Dir<'_> = include_dir!("$OUT_DIR/lessons");

/// A bundled lesson, as the home screen lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BundledLesson {
    /// The id, which is the file name without the extension.
    pub id: &'static str,
    /// The title in English.
    pub en: &'static str,
    /// The title in Brazilian Portuguese.
    pub pt_br: &'static str,
    /// How long it takes, in minutes.
    pub minutes: u32,
}

impl BundledLesson {
    /// The title in a language.
    pub fn title(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::PtBr => self.pt_br,
        }
    }

    /// The number and the title in a language.
    pub fn heading(&self, lang: Lang) -> String {
        heading(self.id, self.title(lang))
    }
}

/// The title of a lesson behind its number, if it is a bundled one; files of others have none.
pub fn heading(id: &str, title: &str) -> String {
    let number = INDEX.iter().find(|entry| entry.id == id).and_then(|it| it.id.split('-').next());
    number.map_or_else(|| title.to_owned(), |number| format!("{number} {title}"))
}

const fn entry(
    id: &'static str,
    minutes: u32,
    en: &'static str,
    pt_br: &'static str,
) -> BundledLesson {
    BundledLesson { id, en, pt_br, minutes }
}

/// The bundled lessons, in the order of the course. Scripts and saved progress rely on their
/// numbers, which are permanent names and say nothing about the order.
pub const INDEX: &[BundledLesson] = &[
    entry("00-tour", 2, "A ninety-second tour", "Um passeio de noventa segundos"),
    entry("23-the-page", 10, "The page, sentence by sentence", "A página, frase por frase"),
    entry(
        "01-what-is-there",
        10,
        "What exists before a shutdown",
        "O que existe antes de um encerramento",
    ),
    entry("02-orderly-logoff", 10, "The orderly logoff", "O logoff ordenado"),
    entry("03-inside-release", 10, "Inside MAPI's Release", "Dentro do Release do MAPI"),
    entry(
        "04-only-release",
        8,
        "The client that only calls Release",
        "O cliente que só chama Release",
    ),
    entry("05-exactly-once", 12, "Exactly once", "Exatamente uma vez"),
    entry(
        "06-five-flags",
        15,
        "Five flags, one busy transport",
        "Cinco flags, um transporte ocupado",
    ),
    entry(
        "07-the-out-word",
        8,
        "Does S_OK mean \"logged off\"?",
        "S_OK quer dizer \"logoff feito\"?",
    ),
    entry("08-spooler-logoff", 8, "The spooler logs off too", "O spooler também faz logoff"),
    entry(
        "09-session-logoff",
        12,
        "Ending the session, inside out",
        "O fim da sessão, de dentro para fora",
    ),
    entry("10-two-users", 15, "Two users of one store", "Dois usuários de um repositório"),
    entry(
        "11-orphans",
        12,
        "Orphans: invalid, freed, leaked",
        "Órfãos: inválidos, desalocados, vazados",
    ),
    entry("12-cycles-and-counts", 10, "Cycles and counts", "Ciclos e contagens"),
    entry("13-readings", 15, "Where the documents disagree", "Onde os documentos discordam"),
    entry("14-siblings", 12, "Transports and address books", "Transportes e catálogos"),
    entry("15-fast-shutdown", 12, "Fast shutdown", "Encerramento rápido"),
    entry(
        "16-bug-hunt",
        15,
        "The bug hunt: eight faulty providers",
        "A caça aos bugs: oito provedores com defeito",
    ),
    entry("17-reading-code", 12, "Reading a provider's code", "Lendo o código de um provedor"),
    entry(
        "21-hangs-and-threads",
        12,
        "A shutdown that never ends, or ends too soon",
        "Encerramento sem fim ou antes da hora",
    ),
    entry("22-more-readings", 10, "Six more contested points", "Mais seis pontos controversos"),
    entry(
        "19-client-manners",
        15,
        "The other side: nine faulty clients",
        "O outro lado: nove clientes com defeito",
    ),
    entry("24-in-cpp", 12, "Write it in C++", "Escreva em C++"),
    entry("18-whole-story", 15, "The whole story, unaided", "A história inteira, sem ajuda"),
    // The appendix: the course itself ends with the lesson before it.
    entry(
        "20-own-engine",
        8,
        "Appendix: if you implement MAPI yourself",
        "Apêndice: se você mesmo implementa o MAPI",
    ),
];

static GOALS: [OnceLock<Option<Prose>>; INDEX.len()] = [const { OnceLock::new() }; INDEX.len()];

/// The goal of a bundled lesson, which is read on first use.
pub fn goal(id: &str) -> Option<&'static Prose> {
    let at = INDEX.iter().position(|entry| entry.id == id)?;
    let read = || {
        let bytes = COMPACT.get_file(format!("{id}.yaml"))?.contents();
        yaml::bundled(bytes).ok().map(|file: GoalOnly| file.goal)
    };
    GOALS[at].get_or_init(read).as_ref()
}

/// A lesson that has been parsed.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// The text from which it was parsed.
    pub source: LessonSource,
    /// The contents of the file.
    pub file: LessonFile,
}

impl Lesson {
    /// Parses a lesson's text; bundled lessons were already parsed when the program was built.
    ///
    /// # Errors
    /// All errors in the text: its shape, and bounds that it exceeds.
    pub fn parse(source: LessonSource) -> Result<Self, Vec<Diagnostic>> {
        let file = match compact(&source).and_then(|bytes| yaml::bundled(bytes).ok()) {
            Some(file) => file,
            None => {
                let file = source.parse()?;
                let found = bounds::crossed(&source, &file);
                if !found.is_empty() {
                    return Err(found);
                }
                file
            }
        };
        Ok(Self { source, file })
    }

    /// The parts of a lesson that have the right shape, within the bounds; `None` if there are
    /// none. It is made to be checked, not to be played.
    pub(super) fn sound(source: &LessonSource) -> Option<Self> {
        let file = source.sound_parts()?;
        bounds::crossed(source, &file).is_empty().then(|| Self { source: source.clone(), file })
    }

    /// Finds and parses a lesson: a bundled one by its id or number, or a file by its path.
    ///
    /// # Errors
    /// There is no such lesson, with the nearest ids; or all errors in the file.
    ///
    /// # Examples
    /// ```
    /// use std::sync::Arc;
    ///
    /// use mapi_teardown::lesson::{Lesson, LessonRun};
    ///
    /// let lesson = Lesson::find("01").expect("a bundled lesson");
    /// let run = LessonRun::new(Arc::new(lesson)).expect("a lesson that runs");
    /// assert!(!run.stops().is_empty());
    ///
    /// let problems = Lesson::find("no-such-lesson").expect_err("neither an id nor a file");
    /// assert_eq!(problems.len(), 1);
    /// ```
    pub fn find(word: &str) -> Result<Self, Vec<Diagnostic>> {
        Self::parse(find(word.as_ref()).map_err(|it| vec![it])?)
    }

    /// Whether the lesson announces that a rule will be broken, either by its number or by the
    /// verdict that goes with it.
    pub fn announces(&self, rule: &str) -> bool {
        let named = self.file.expect_violations.iter().any(|known| known.value == rule);
        let by_verdict = match rule {
            NO_CRASH => self.expects(Verdict::Crashed),
            NO_ENDLESS_WAIT => self.expects(Verdict::Stuck),
            _ => false,
        };
        named || by_verdict
    }

    /// Whether the lesson expects this verdict.
    pub fn expects(&self, verdict: Verdict) -> bool {
        let Some(expect) = &self.file.close.expect else { return false };
        let crash =
            expect.crash.as_ref().is_some_and(|crash| crash.value) && verdict == Verdict::Crashed;
        crash || expect.verdict.as_ref().is_some_and(|wanted| wanted.value == verdict.name())
    }

    /// The id, which is the file name without the extension.
    pub fn id(&self) -> &str {
        &self.source.id
    }
}

/// The compact form of exactly this text, if it is bundled.
fn compact(source: &LessonSource) -> Option<&'static [u8]> {
    let name = format!("{}.yaml", source.id);
    FILES.get_file(&name).filter(|file| file.contents() == source.text.as_bytes())?;
    COMPACT.get_file(&name).map(include_dir::File::contents)
}

/// The text of a bundled lesson.
pub fn bundled(id: &str) -> Option<LessonSource> {
    let text = FILES.get_file(format!("{id}.yaml"))?.contents_utf8()?;
    Some(LessonSource {
        name: format!("lessons/{id}.yaml"),
        id: id.to_owned(),
        text: text.to_owned(),
    })
}

/// The texts of all bundled lessons, by id.
pub fn all_bundled() -> Vec<LessonSource> {
    let mut names: Vec<String> = FILES
        .files()
        .filter_map(|file| Some(file.path().file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    names.iter().filter_map(|id| bundled(id)).collect()
}

/// Whether a word on the command line is a lesson and not a path: a bundled id, its number, or a
/// file name.
pub fn is_lesson(word: &str) -> bool {
    by_id(word).is_some()
        || word.ends_with(".yaml")
        || word.ends_with(".yml")
        || word.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a word on the command line is a bundled lesson, by its id or number.
pub fn is_bundled(word: &str) -> bool {
    by_id(word).is_some()
}

fn by_id(word: &str) -> Option<&'static BundledLesson> {
    let number = |entry: &&BundledLesson| entry.id.split('-').next() == Some(word);
    INDEX.iter().find(|entry| entry.id == word).or_else(|| INDEX.iter().find(number))
}

/// Finds a lesson's text by id, number or file name.
///
/// # Errors
/// There is no such lesson, with the nearest ids; or the file can't be read.
pub fn find(name: &OsStr) -> Result<LessonSource, Diagnostic> {
    let (path, word) = (Path::new(name), &*name.to_string_lossy());
    if let Some(source) = by_id(word).and_then(|entry| bundled(entry.id)) {
        return Ok(source);
    }
    if path.is_file() || word.ends_with(".yaml") || word.ends_with(".yml") {
        return LessonSource::read(path);
    }
    let ids = INDEX.iter().map(|entry| entry.id);
    let found = refuse("no-such-lesson", "no-such-lesson", &[("name", &format!("{word:?}"))]);
    Err(found.help_in_both(near(word, ids)))
}

/// The lesson files in a folder, sorted by name, and the other files, which are ignored; for a
/// file, the file itself.
///
/// # Errors
/// The folder can't be read.
pub fn files_of(path: &Path) -> Result<(Vec<PathBuf>, Vec<PathBuf>), Diagnostic> {
    if !path.is_dir() {
        return Ok((vec![path.to_owned()], Vec::new()));
    }
    let failed = |error: std::io::Error| {
        let said = [("error", &*error.to_string())];
        refuse("unreadable", "unreadable", &said).at(&path.display().to_string(), None)
    };
    let (mut found, mut skipped) = (Vec::new(), Vec::new());
    for entry in std::fs::read_dir(path).map_err(failed)? {
        let file = entry.map_err(failed)?.path();
        let is_lesson =
            file.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
        if is_lesson && file.is_file() {
            found.push(file);
        } else {
            skipped.push(file);
        }
    }
    found.sort();
    skipped.sort();
    Ok((found, skipped))
}

/// The first lesson whose run or whose choices have the bug, else one that speaks of the rule.
pub fn that_teaches(bug: Option<&str>, rule: &str) -> Option<&'static str> {
    let sources = all_bundled();
    let id = |wanted: &str| {
        let source = sources.iter().find(|source| has_word(&source.text, wanted))?;
        INDEX.iter().find(|entry| entry.id == source.id).map(|entry| entry.id)
    };
    let of_bug = |bug: &str| id(&format!("bug: {bug}")).or_else(|| id(bug));
    bug.and_then(of_bug).or_else(|| id(rule))
}

/// Whether a text has a word, and not only the beginning of a longer one.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word)
        .any(|(at, _)| !text[at + word.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_is_what_the_files_say() {
        let files: Vec<String> = all_bundled().into_iter().map(|source| source.id).collect();
        let mut ids: Vec<_> = INDEX.iter().map(|entry| entry.id).collect();
        ids.sort_unstable();
        assert_eq!(ids, files);
        for entry in INDEX {
            let lesson =
                Lesson::find(entry.id).unwrap_or_else(|found| panic!("{}: {found:?}", entry.id));
            let title = |lang| lesson.file.title.get(lang).to_owned();
            assert_eq!(
                (entry.en, entry.pt_br),
                (title(Lang::En).as_str(), title(Lang::PtBr).as_str())
            );
            assert_eq!(entry.minutes, lesson.file.minutes.value, "{}", entry.id);
        }
    }

    #[test]
    fn what_the_build_read_is_what_the_text_says() {
        for source in all_bundled() {
            assert!(compact(&source).is_some(), "{}", source.id);
            let read = source.parse().unwrap_or_else(|found| panic!("{}: {found:?}", source.id));
            let compact = Lesson::parse(source).expect("the same lesson").file;
            assert_eq!(format!("{compact:?}"), format!("{read:?}"));
        }
        let mut other = bundled("02-orderly-logoff").expect("bundled");
        other.text.push('\n');
        assert!(compact(&other).is_none(), "a text of one's own is read again, whatever its name");
    }

    #[test]
    fn a_misspelt_id_gets_a_suggestion_and_ids_are_no_paths() {
        assert!(find("no-such-thing".as_ref()).is_err());
        assert!(INDEX.iter().all(|entry| entry.id.starts_with(|c: char| c.is_ascii_digit())));
        assert!(!is_lesson("store-logoff"));
    }
}
