//! What an entry of each list of the catalogue says, as it is written in its file. It must not know
//! where the files are.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use crate::mapi::Cite;
use crate::sim::body::Confidence;
use crate::text::{Lang, Text};

/// How a file spells a [`Confidence`].
#[derive(Deserialize)]
#[serde(remote = "Confidence", rename_all = "kebab-case")]
enum Spelling {
    Documented,
    Seen,
    Inferred,
    Contested,
}

/// Citations in the one form that everything prints: a blank between page and place.
fn canonical<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let cites = Vec::<String>::deserialize(from)?;
    Ok(cites.iter().map(|cite| Cite::of(cite).to_string()).collect())
}

/// What a text is where its file says nothing else.
fn documented() -> Confidence {
    Confidence::Documented
}

/// What a symptom is where its file says nothing else.
fn inferred() -> Confidence {
    Confidence::Inferred
}

/// The mark of one sentence of an entry: its own if it is listed, else the entry's.
fn mark_of(field: &str, (inferred, seen): (&[String], &[String]), entry: Confidence) -> Confidence {
    let has = |list: &[String]| list.iter().any(|listed| listed == field);
    match (has(inferred), has(seen)) {
        (true, _) => Confidence::Inferred,
        (_, true) => Confidence::Seen,
        _ => entry,
    }
}

/// Where a rule does not judge.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exemption {
    /// Paths on which the rule is not applied at all, or only in part; the text says which.
    pub paths: Vec<String>,
    /// The exemption in words.
    pub text: Text,
}

/// One of the rules that a run is judged by.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleText {
    /// Its number, `INV-01` to `INV-35`.
    pub id: String,
    /// Short name, such as `slt-once`.
    pub name: String,
    /// A heading of a few words.
    pub title: Text,
    /// What must hold, in one sentence.
    pub statement: Text,
    /// What happens if it does not.
    pub why: Text,
    /// What a developer sees then.
    pub symptom: Text,
    /// How to mend it.
    pub mend: Text,
    /// Why a run may not put it to the test, in a few words after a colon.
    pub untested: Text,
    /// Pages it rests on.
    #[serde(deserialize_with = "canonical")]
    pub cites: Vec<String>,
    /// Contested points that it leans on.
    #[serde(default)]
    pub readings: Vec<String>,
    /// How sure the statement is.
    #[serde(default = "documented", with = "Spelling")]
    pub confidence: Confidence,
    /// Which of the other texts (why, symptom, mend) no page says in plain words.
    #[serde(default)]
    pub inferred: Vec<String>,
    /// Which of them are only seen in code, which `cites` names.
    #[serde(default)]
    pub seen: Vec<String>,
    /// Where it does not judge.
    pub exempt: Option<Exemption>,
}

impl RuleText {
    /// How sure one of its texts is: `statement`, `why`, `symptom`, `mend`.
    pub fn mark(&self, field: &str) -> Confidence {
        mark_of(field, (&self.inferred, &self.seen), self.confidence)
    }
}

/// Whose code has the bug.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Culprit {
    /// A service provider: store, address book or transport.
    Provider,
    /// An application that uses MAPI.
    Client,
}

/// One bug of the catalogue.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BugText {
    /// `PB1` to `PB21`, `CB1` to `CB11`.
    pub id: String,
    /// Whose bug it is.
    pub who: Culprit,
    /// A heading of a few words.
    pub title: Text,
    /// What the code does wrong.
    pub cause: Text,
    /// What a developer sees.
    pub symptom: Text,
    /// How to mend it.
    pub mend: Text,
    /// Rules that the bug is about; a run may break more.
    pub rules: Vec<String>,
    /// The places that say how it should be.
    #[serde(deserialize_with = "canonical")]
    pub cites: Vec<String>,
    /// How sure the symptom is.
    #[serde(default = "documented", with = "Spelling")]
    pub confidence: Confidence,
    /// Which of the other texts (cause, mend) no page says in plain words.
    #[serde(default)]
    pub inferred: Vec<String>,
    /// Which of them are only seen in code, which `cites` names.
    #[serde(default)]
    pub seen: Vec<String>,
    /// Contested points that it leans on.
    #[serde(default)]
    pub readings: Vec<String>,
}

impl BugText {
    /// How sure one of its texts is: `cause`, `symptom`, `mend`.
    pub fn mark(&self, field: &str) -> Confidence {
        let entry = if field == "symptom" { self.confidence } else { Confidence::Documented };
        mark_of(field, (&self.inferred, &self.seen), entry)
    }
}

/// One way to read a contested point.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingValue {
    /// The name that `--reading` takes.
    pub id: String,
    /// A heading of a few words.
    pub title: Text,
    /// What the reading says, and what follows from it in a run.
    pub text: Text,
    /// Pages, or tags of sources in capitals such as `SMS` and `HDR`.
    #[serde(deserialize_with = "canonical")]
    pub sources: Vec<String>,
    /// Whether a run uses it by default.
    #[serde(default)]
    pub default: bool,
}

/// A point on which the sources disagree.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingText {
    /// Its number, `C1` to `C27`.
    pub id: String,
    /// A heading of a few words.
    pub title: Text,
    /// What the sources disagree about.
    pub question: Text,
    /// The readings, the default first.
    pub values: Vec<ReadingValue>,
    /// What the program builds, and why.
    pub build: Text,
    /// Paths on which the reading shows.
    pub touches: Vec<String>,
    /// Whether the learner can switch it; otherwise only the default is built.
    pub switch: bool,
}

impl ReadingText {
    /// The value that a run uses by default: the first of the list.
    pub fn default_value(&self) -> Option<&ReadingValue> {
        self.values.first()
    }
}

/// A shutdown path: a way in which a shutdown begins.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PathText {
    /// The name that `--path` takes.
    pub id: String,
    /// A heading of a few words.
    pub title: Text,
    /// What the learner will watch, in one sentence.
    pub summary: Text,
    /// Section of the domain reference.
    pub section: String,
    /// The places that it follows.
    #[serde(deserialize_with = "canonical")]
    pub cites: Vec<String>,
    /// How sure the summary is.
    #[serde(default = "documented", with = "Spelling")]
    pub confidence: Confidence,
    /// Contested points that it leans on.
    #[serde(default)]
    pub readings: Vec<String>,
}

/// One value of an option of a run.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionValue {
    /// The word on the command line.
    pub id: String,
    /// A heading of a few words.
    pub title: Text,
    /// What a run does differently with this value.
    pub text: Text,
    /// The places behind it; none where it is a matter of this program.
    #[serde(default, deserialize_with = "canonical")]
    pub cites: Vec<String>,
    /// How sure it is.
    #[serde(default = "documented", with = "Spelling")]
    pub confidence: Confidence,
    /// Contested points that it leans on.
    #[serde(default)]
    pub readings: Vec<String>,
}

/// An option of a run, such as `flag`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionText {
    /// Name on the command line without dashes.
    pub id: String,
    /// A heading of a few words.
    pub title: Text,
    /// What it is about.
    pub text: Text,
    /// Fixed values, the default first; none for an option whose values are free or listed
    /// elsewhere.
    #[serde(default)]
    pub values: Vec<OptionValue>,
}

/// What kind of thing a glossary entry explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryKind {
    /// An actor, or an object that is acted on.
    Actor,
    /// A COM interface, such as `IMsgStore`.
    Interface,
    /// A method or function.
    Method,
    /// A bit of some flag word.
    Flag,
    /// An HRESULT, such as `MAPI_E_CALL_FAILED`.
    Hresult,
    /// A MAPI property, such as `PR_STATUS_CODE`.
    Property,
    /// Anything else worth a line.
    Term,
    /// A word or sign of this program: it claims nothing about MAPI.
    Program,
}

/// One entry of the glossary.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GlossaryEntry {
    /// The exact spelling in the API, or the term.
    pub id: String,
    /// The term in Portuguese; names of the API are what they are in every language.
    #[serde(default, rename = "pt-BR")]
    pub portuguese: Option<String>,
    /// What kind of thing it is.
    pub kind: EntryKind,
    /// The explanation, in plain words.
    pub text: Text,
    /// The pages that the explanation rests on.
    #[serde(deserialize_with = "canonical")]
    pub cites: Vec<String>,
    /// How sure the explanation is.
    #[serde(default = "documented", with = "Spelling")]
    pub confidence: Confidence,
    /// Contested points that it leans on.
    #[serde(default)]
    pub readings: Vec<String>,
}

impl GlossaryEntry {
    /// Its name in a language.
    pub fn name(&self, lang: Lang) -> &str {
        self.portuguese.as_deref().filter(|_| lang == Lang::PtBr).unwrap_or(&self.id)
    }

    /// The name that the pages know it by, where a language has another.
    pub fn original(&self, lang: Lang) -> Option<&str> {
        Some(self.id.as_str()).filter(|original| *original != self.name(lang))
    }

    /// Its names in all languages.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.id.as_str()).chain(self.portuguese.as_deref())
    }
}

/// Something that a developer sees in real life, and the bugs that look like it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SymptomText {
    /// A short name in small letters, unique among symptoms.
    pub id: String,
    /// The symptom, as one would say it.
    pub title: Text,
    /// What tells its causes apart.
    pub text: Text,
    /// What people type who look for it, separated by commas.
    pub words: Text,
    /// Bugs that cause it, the likeliest first.
    pub bugs: Vec<String>,
    /// Rules whose breach is what the developer sees, the plainest first; none where nothing is
    /// broken and only the end of the run shows it.
    #[serde(default)]
    pub rules: Vec<String>,
    /// The runs of bugs that show it in another run than their own, by bug.
    #[serde(default)]
    pub runs: BTreeMap<String, String>,
    /// The places behind it.
    #[serde(default, deserialize_with = "canonical")]
    pub cites: Vec<String>,
    /// How sure the text is: what people meet is mostly inferred from what the bugs do.
    #[serde(default = "inferred", with = "Spelling")]
    pub confidence: Confidence,
}

/// One statement of the guide page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideStatement {
    /// A short name in small letters, unique in its list.
    pub id: String,
    /// Number on the page, for MAPI's four tasks.
    pub item: Option<u8>,
    /// The statement in words of our own.
    pub text: Text,
    /// What must happen in a run for the statement to be ticked.
    pub anchor: String,
    /// What we add to the statement, apart from it: the page does not say so.
    pub added: Option<Text>,
    /// Contested points about it.
    #[serde(default)]
    pub readings: Vec<String>,
    /// The place on the guide page, and places that say the same in other words.
    #[serde(deserialize_with = "canonical")]
    pub cites: Vec<String>,
}
