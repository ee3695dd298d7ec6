//! The bundled data: bodies, worlds, paths, bugs.
//!
//! Only `scenario` reads these files; a test proves that they parse.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

use serde::Deserialize;

use super::edits::BugSpec;
use super::module::{self, Module};
use super::options::OPTIONS;
use super::world::spec::{Fragment, ThreadSpec};
use super::yaml::Entries;
use crate::diagnostic::Diagnostic;
use crate::yaml::{self, Later, compact_form};

/// A bundled file: its name, and its compact form.
pub type File = (&'static str, &'static [u8]);

/// The files of bodies that every run has, whatever its store provider.
pub const BODIES: &[File] = &[
    ("assets/bodies/mapi/session.yaml", compact_form!("assets/bodies/mapi/session.yaml")),
    (
        "assets/bodies/mapi/store_support.yaml",
        compact_form!("assets/bodies/mapi/store_support.yaml"),
    ),
    (
        "assets/bodies/mapi/transport_support.yaml",
        compact_form!("assets/bodies/mapi/transport_support.yaml"),
    ),
    (
        "assets/bodies/mapi/address_book_support.yaml",
        compact_form!("assets/bodies/mapi/address_book_support.yaml"),
    ),
    ("assets/bodies/mapi/invalid.yaml", compact_form!("assets/bodies/mapi/invalid.yaml")),
    ("assets/bodies/mapi/freed.yaml", compact_form!("assets/bodies/mapi/freed.yaml")),
    ("assets/bodies/spooler.yaml", compact_form!("assets/bodies/spooler.yaml")),
    (
        "assets/bodies/transport/transport.yaml",
        compact_form!("assets/bodies/transport/transport.yaml"),
    ),
    ("assets/bodies/transport/smtp.yaml", compact_form!("assets/bodies/transport/smtp.yaml")),
    ("assets/bodies/transport/fax.yaml", compact_form!("assets/bodies/transport/fax.yaml")),
    ("assets/bodies/address_book.yaml", compact_form!("assets/bodies/address_book.yaml")),
    ("assets/bodies/client.yaml", compact_form!("assets/bodies/client.yaml")),
    ("assets/bodies/store/store.yaml", compact_form!("assets/bodies/store/store.yaml")),
];

/// The store providers: their names, and the files of their bodies.
pub const PROVIDERS: &[(&str, &[File])] = &[
    (
        "eager",
        &[("assets/bodies/store/eager.yaml", compact_form!("assets/bodies/store/eager.yaml"))],
    ),
    (
        "deferred",
        &[(
            "assets/bodies/store/deferred.yaml",
            compact_form!("assets/bodies/store/deferred.yaml"),
        )],
    ),
    ("stub", &[("assets/bodies/store/stub.yaml", compact_form!("assets/bodies/store/stub.yaml"))]),
    (
        "wrapper",
        &[
            ("assets/bodies/store/wrapper.yaml", compact_form!("assets/bodies/store/wrapper.yaml")),
            ("assets/bodies/store/eager.yaml", compact_form!("assets/bodies/store/eager.yaml")),
        ],
    ),
];

/// The worlds, and the parts from which they are assembled.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Worlds {
    /// The names of each world's fragments.
    pub worlds: Entries<Vec<String>>,
    /// Fragments by name; each is read when a world needs it.
    pub fragments: Entries<Later<'static, Fragment>>,
}

/// The options that are valid on every path.
const ALWAYS: [&str; 5] = ["world", "bug", "reading", "provider", "order"];

/// A way in which a shutdown can begin.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PathSpec {
    /// The scripts of the client threads.
    pub threads: Entries<ThreadSpec>,
    /// The options that are valid on it, besides those that always are.
    pub options: Vec<String>,
    /// The parts that it adds to the world.
    #[serde(default)]
    pub fragments: Vec<String>,
    /// Objects that the world must have, or the path is refused.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Rules that need not be kept once a fast shutdown has ended the process.
    #[serde(default)]
    pub exempt: Vec<String>,
    /// The defaults that it sets for options.
    #[serde(default)]
    pub defaults: Entries<String>,
    /// Option values that define it: with other values it would be another path.
    #[serde(default)]
    pub fixed: Entries<String>,
    /// Option values that are not allowed on it.
    #[serde(default)]
    pub without: Entries<String>,
    /// Whether it leaves open what its clients do, so that it can be searched but not replayed.
    #[serde(default)]
    pub searched: bool,
}

impl PathSpec {
    /// Whether an option is valid on it.
    pub fn has_option(&self, key: &str) -> bool {
        ALWAYS.contains(&key) || self.options.iter().any(|known| known == key)
    }

    /// All options that are valid on it, in the order of [`OPTIONS`].
    pub fn known_options(&self) -> Vec<&'static str> {
        OPTIONS.iter().map(|spec| spec.key).filter(|key| self.has_option(key)).collect()
    }
}

/// A bundled file of bodies, parsed once; to edit it, make a copy.
///
/// # Errors
/// All errors in the file; a test proves that it has none.
pub fn bundled((file, bytes): File) -> Result<Arc<Module>, Vec<Diagnostic>> {
    static PARSED: Mutex<BTreeMap<&'static str, Arc<Module>>> = Mutex::new(BTreeMap::new());
    // A poisoned lock only means that another thread panicked while it was reading a file; the map
    // itself is intact.
    let mut parsed = PARSED.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(module) = parsed.get(file) {
        return Ok(Arc::clone(module));
    }
    let module = Arc::new(module::bundled(file, bytes)?);
    parsed.insert(file, Arc::clone(&module));
    Ok(module)
}

/// A reading, as a switch.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingSpec {
    /// Whether any value other than the first is implemented.
    pub switch: bool,
    /// The names of its values, the default first.
    pub values: Vec<String>,
}

/// The readings with their values.
///
/// # Errors
/// The bundled file can't be read, which a test rules out.
pub fn readings() -> Result<&'static Entries<ReadingSpec>, Diagnostic> {
    static FILE: OnceLock<Result<Entries<ReadingSpec>, Diagnostic>> = OnceLock::new();
    once(&FILE, "assets/readings.yaml", compact_form!("assets/readings.yaml"))
}

/// The worlds, and the fragments from which they are assembled.
///
/// # Errors
/// The bundled file can't be read, which a test rules out.
pub fn worlds() -> Result<&'static Worlds, Diagnostic> {
    static FILE: OnceLock<Result<Worlds, Diagnostic>> = OnceLock::new();
    once(&FILE, "assets/worlds.yaml", compact_form!("assets/worlds.yaml"))
}

/// The paths; each is read on demand.
///
/// # Errors
/// The bundled file can't be read, which a test rules out.
pub fn paths() -> Result<&'static Entries<Later<'static, PathSpec>>, Diagnostic> {
    static FILE: OnceLock<Result<Entries<Later<'static, PathSpec>>, Diagnostic>> = OnceLock::new();
    once(&FILE, "assets/paths.yaml", compact_form!("assets/paths.yaml"))
}

/// The bugs in the catalogue, as edits and options.
///
/// # Errors
/// The bundled file can't be read, which a test rules out.
pub fn bugs() -> Result<&'static Entries<BugSpec>, Diagnostic> {
    static FILE: OnceLock<Result<Entries<BugSpec>, Diagnostic>> = OnceLock::new();
    once(&FILE, "assets/bugs.yaml", compact_form!("assets/bugs.yaml"))
}

/// Reads a bundled file, but only the first time; the test below proves that it can be read.
fn once<T: Deserialize<'static>>(
    file: &'static OnceLock<Result<T, Diagnostic>>,
    name: &str,
    bytes: &'static [u8],
) -> Result<&'static T, Diagnostic> {
    file.get_or_init(|| yaml::bundled(bytes).map_err(|problem| module::broken(name, problem, 0)))
        .as_ref()
        .map_err(Clone::clone)
}

impl Later<'static, PathSpec> {
    /// Reads the path's specification.
    ///
    /// # Errors
    /// The bundled file can't be read, which a test rules out.
    pub fn path(&self) -> Result<PathSpec, Diagnostic> {
        self.read().map_err(|problem| module::broken("assets/paths.yaml", problem, 0))
    }
}

impl<T> Entries<T> {
    /// The entry with this key.
    pub fn get(&self, key: &str) -> Option<&T> {
        self.0.iter().find(|(known, _)| known.value == key).map(|(_, value)| value)
    }

    /// All keys, in file order.
    pub fn keys(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.iter().map(|(key, _)| key.value.as_str())
    }
}
