//! The entries of each list in the catalogue, as written in its file. It must not know where the
//! files are.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use crate::mapi::Cite;
use crate::sim::body::Confidence;
use crate::text::{Lang, Text};

/// The names by which files refer to a [`Confidence`].
#[derive(Deserialize)]
#[serde(remote = "Confidence", rename_all = "kebab-case")]
enum Spelling {
    Documented,
    Seen,
    Inferred,
    Contested,
}

/// Citations in the one form in which everything prints them: with a blank between page and place.
fn canonical<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let cites = Vec::<String>::deserialize(from)?;
    Ok(cites.iter().map(|cite| Cite::canonical(cite)).collect())
}

/// The confidence of a text whose file states none.
fn documented() -> Confidence {
    Confidence::Documented
}

/// The confidence of a symptom whose file states none.
fn inferred() -> Confidence {
    Confidence::Inferred
}

/// The mark of one sentence of an entry: its own if the entry lists it, otherwise the entry's.
fn mark_of(field: &str, (inferred, seen): (&[String], &[String]), entry: Confidence) -> Confidence {
    let has = |list: &[String]| list.iter().any(|listed| listed == field);
    match (has(inferred), has(seen)) {
        (true, _) => Confidence::Inferred,
        (_, true) => Confidence::Seen,
        _ => entry,
    }
}

/// Where a rule does not apply.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exemption {
    /// Paths on which the rule is applied only in part or not at all; the text says which.
    pub paths: Vec<String>,
    /// The exemption in words.
    pub text: Text,
}

/// One of the rules by which a run is judged.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleText {
    /// Its number, `INV-01` to `INV-35`.
    pub id: String,
    /// Short name, such as `slt-once`.
    pub name: String,
    /// A heading of a few words.
    pub title: Text,
    /// The rule itself, in one sentence.
    pub statement: Text,
    /// What happens if the rule is broken.
    pub why: Text,
    /// What a developer then sees.
    pub symptom: Text,
    /// How to fix it.
    pub mend: Text,
    /// For whom that is written, by the words for whose mistake it is; for everyone if empty.
    #[serde(default)]
    pub mend_for: Vec<String>,
    /// Why a run may not test the rule, in a few words after a colon.
    pub untested: Text,
    /// The places on which it is based.
    #[serde(deserialize_with = "canonical")]
    pub cites: Vec<String>,
    /// Contested points on which it depends.
    #[serde(default)]
    pub readings: Vec<String>,
    /// Values of those points, as `point=value`, under which what the rule finds may be no mistake.
    #[serde(default)]
    pub no_mistake_under: Vec<String>,
    /// How certain the statement is.
    #[serde(default = "documented", with = "Spelling")]
    pub confidence: Confidence,
    /// Which of the other texts (why, symptom, mend) no page states in plain words.
    #[serde(default)]
    pub inferred: Vec<String>,
    /// Which of them are only seen in code; `cites` names the code.
    #[serde(default)]
    pub seen: Vec<String>,
    /// Where it does not apply.
    pub exempt: Option<Exemption>,
}

impl RuleText {
    /// How certain one of its texts is: `statement`, `why`, `symptom`, `mend`.
    pub fn mark(&self, field: &str) -> Confidence {
        mark_of(field, (&self.inferred, &self.seen), self.confidence)
    }
}

/// Whose code has the bug.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Culprit {
    /// A store provider.
    Provider,
    /// A transport provider.
    Transport,
    /// An application that uses MAPI.
    Client,
}

/// One bug in the catalogue.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BugText {
    /// `PB1` to `PB23`, `CB1` to `CB19`.
    pub id: String,
    /// Whose code has the bug.
    pub who: Culprit,
    /// A heading of a few words.
    pub title: Text,
    /// What the code does wrong.
    pub cause: Text,
    /// What a developer sees.
    pub symptom: Text,
    /// How to fix it.
    pub mend: Text,
    /// The rules that define the bug; a run may break more.
    pub rules: Vec<String>,
    /// The places that say how it should be done.
    #[serde(deserialize_with = "canonical")]
    pub cites: Vec<String>,
    /// How certain the symptom is.
    #[serde(default = "documented", with = "Spelling")]
    pub confidence: Confidence,
    /// Which of the other texts (cause, mend) no page states in plain words.
    #[serde(default)]
    pub inferred: Vec<String>,
    /// Which of them are only seen in code; `cites` names the code.
    #[serde(default)]
    pub seen: Vec<String>,
    /// Contested points on which it depends.
    #[serde(default)]
    pub readings: Vec<String>,
}

impl BugText {
    /// How certain one of its texts is: `cause`, `symptom`, `mend`.
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
    /// What the reading says, and its consequences for a run.
    pub text: Text,
    /// Pages, or tags of sources in capitals, such as `SMS` and `HDR`.
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
    /// Which readings the program implements, and why.
    pub build: Text,
    /// Paths on which the reading makes a difference.
    pub touches: Vec<String>,
    /// Whether the learner can switch it; otherwise only the default is implemented.
    pub switch: bool,
}

impl ReadingText {
    /// The value that a run uses by default, which is the first one.
    pub fn default_value(&self) -> Option<&ReadingValue> {
        self.values.first()
    }
}

/// A shutdown path: one way in which a shutdown begins.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PathText {
    /// The name that `--path` takes.
    pub id: String,
    /// A heading of a few words.
    pub title: Text,
    /// What the learner will watch, in one sentence.
    pub summary: Text,
    /// The section of the domain reference.
    pub section: String,
    /// The places that describe it.
    #[serde(deserialize_with = "canonical")]
    pub cites: Vec<String>,
    /// How certain the summary is.
    #[serde(default = "documented", with = "Spelling")]
    pub confidence: Confidence,
    /// Contested points on which it depends.
    #[serde(default)]
    pub readings: Vec<String>,
}

/// One value of an option of a run.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionValue {
    /// The value as typed on the command line.
    pub id: String,
    /// A heading of a few words.
    pub title: Text,
    /// What a run does differently with this value.
    pub text: Text,
    /// The places that support it; none if it concerns only this program.
    #[serde(default, deserialize_with = "canonical")]
    pub cites: Vec<String>,
    /// How certain the text is.
    #[serde(default = "documented", with = "Spelling")]
    pub confidence: Confidence,
    /// Contested points on which it depends.
    #[serde(default)]
    pub readings: Vec<String>,
}

/// An option of a run, such as `flag`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionText {
    /// The name on the command line, without dashes.
    pub id: String,
    /// A heading of a few words.
    pub title: Text,
    /// What the option sets.
    pub text: Text,
    /// Fixed values, the default first; none for an option with free values or with values listed
    /// elsewhere.
    #[serde(default)]
    pub values: Vec<OptionValue>,
}

/// What kind of thing a glossary entry explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryKind {
    /// An actor, or an object that is acted upon.
    Actor,
    /// A COM interface, such as `IMsgStore`.
    Interface,
    /// A method or function.
    Method,
    /// A bit among some method's flags.
    Flag,
    /// An HRESULT, such as `MAPI_E_CALL_FAILED`.
    Hresult,
    /// A MAPI property, such as `PR_STATUS_CODE`.
    Property,
    /// Anything else that needs explaining.
    Term,
    /// A word or sign of this program, which claims nothing about MAPI.
    Program,
}

/// One entry of the glossary.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GlossaryEntry {
    /// The exact spelling in the API, or the term.
    pub id: String,
    /// The term in Portuguese; API names are the same in every language.
    #[serde(default, rename = "pt-BR")]
    pub portuguese: Option<String>,
    /// What kind of thing it is.
    pub kind: EntryKind,
    /// The explanation, in plain words.
    pub text: Text,
    /// The places on which the explanation is based.
    #[serde(deserialize_with = "canonical")]
    pub cites: Vec<String>,
    /// How certain the explanation is.
    #[serde(default = "documented", with = "Spelling")]
    pub confidence: Confidence,
    /// Contested points on which it depends.
    #[serde(default)]
    pub readings: Vec<String>,
}

impl GlossaryEntry {
    /// The entry's name in a language.
    pub fn name(&self, lang: Lang) -> &str {
        self.portuguese.as_deref().filter(|_| lang == Lang::PtBr).unwrap_or(&self.id)
    }

    /// The original name on the pages, if this language uses another one.
    pub fn original(&self, lang: Lang) -> Option<&str> {
        Some(self.id.as_str()).filter(|original| *original != self.name(lang))
    }

    /// The entry's names in all languages.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.id.as_str()).chain(self.portuguese.as_deref())
    }
}

/// Something that a developer sees in practice, and the bugs that look like it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SymptomText {
    /// A short name in lower case, unique among symptoms.
    pub id: String,
    /// The symptom, as a developer would describe it.
    pub title: Text,
    /// How to tell its causes apart.
    pub text: Text,
    /// The words that people type when they search for it, separated by commas.
    pub words: Text,
    /// Bugs that cause it, first the one whose run shows it best.
    pub bugs: Vec<String>,
    /// Rules whose violation the developer sees, the most obvious first; none if nothing is broken
    /// and only the end of the run shows it.
    #[serde(default)]
    pub rules: Vec<String>,
    /// For bugs that show the symptom only in a run other than their own: bug and run.
    #[serde(default)]
    pub runs: BTreeMap<String, String>,
    /// Whether no run reaches it: each ends at the mistake that leads to it.
    #[serde(default)]
    pub beyond: bool,
    /// The places that support it.
    #[serde(default, deserialize_with = "canonical")]
    pub cites: Vec<String>,
    /// How certain the text is: what people see is mostly inferred from what the bugs do.
    #[serde(default = "inferred", with = "Spelling")]
    pub confidence: Confidence,
}

/// One statement of the guide page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideStatement {
    /// A short name in lower case, unique in its list.
    pub id: String,
    /// The number on the page, for MAPI's four tasks.
    pub item: Option<u8>,
    /// The statement in our own words.
    pub text: Text,
    /// What must happen in a run before the statement is ticked.
    pub anchor: String,
    /// What we add to the statement, kept apart because the page does not say it.
    pub added: Option<Text>,
    /// Contested points that concern it.
    #[serde(default)]
    pub readings: Vec<String>,
    /// The place on the guide page, and other places that say the same in different words.
    #[serde(deserialize_with = "canonical")]
    pub cites: Vec<String>,
}
