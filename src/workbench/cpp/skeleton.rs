//! A provider as a file of C++: the classes that the learner's methods need, the methods, and the
//! places of the page as comments. It must not know how a statement is printed.

use std::fmt::Write;

use super::expression::CppUses;
use super::names;
use super::printer::{BodyLine, CppLine, CppPrinter};
use super::text::{class_of, comment};
use super::writer::CppWriter;
use crate::mapi::cite::Cite;
use crate::scenario::lexer::{annotations, copied};
use crate::scenario::listing::cited;
use crate::text::Lang;
use crate::words::Words;
use crate::workbench::task::TaskAsk;
use crate::workbench::{BuildTask, Layout};

/// What the header of the example declares for an interface; every interface has the two methods
/// that count references.
const DECLARED: [(&str, &[&str]); 3] = [
    (
        "IMSProvider",
        &[
            "HRESULT Logon(IMAPISupport FAR *lpMAPISup, const ENTRYID FAR *lpEntryID, \
             IMSLogon FAR *FAR *lppMSLogon, IMsgStore FAR *FAR *lppMDB)",
            "HRESULT SpoolerLogon(IMAPISupport FAR *lpMAPISup, const ENTRYID FAR *lpEntryID, \
             IMSLogon FAR *FAR *lppMSLogon, IMsgStore FAR *FAR *lppMDB)",
            "HRESULT Shutdown(ULONG FAR *lpulFlags)",
        ],
    ),
    ("IMSLogon", &["HRESULT Logoff(ULONG FAR *lpulFlags)"]),
    (
        "IMsgStore",
        &[
            "HRESULT GetProps()",
            "HRESULT OpenEntry(IMAPIFolder FAR *FAR *lppFolder)",
            "HRESULT StoreLogoff(ULONG FAR *lpulFlags)",
        ],
    ),
];

/// Interfaces that the header of the example has.
const KNOWN: [&str; 5] = ["IMSProvider", "IMSLogon", "IMsgStore", "IMAPISupport", "IMAPIFolder"];

/// Interfaces of a provider, each before those that hold it.
const CLASSES: [&str; 9] = [
    "IMSProvider",
    "IMSLogon",
    "IMsgStore",
    "IMAPIStatus",
    "IMAPIFolder",
    "IAttach",
    "IStream",
    "IMAPITable",
    "IMAPISupport",
];

/// Functions that C++ can have as they are in the model; of the others the provider knows how.
const DEFINED: [(&str, &str); 6] = [
    ("CopyOf", "template <class L> L CopyOf(const L &list) { return list; }"),
    (
        "ListOf",
        "template <class T, class L, class C> std::list<T *> ListOf(const L &list, C fits) {\n    \
         std::list<T *> found;\n    for (auto *item : list) {\n        \
         if (fits(item)) found.push_back(static_cast<T *>(item));\n    }\n    return found;\n}",
    ),
    (
        "FirstOf",
        "template <class T, class L, class C> T *FirstOf(const L &list, C fits) {\n    \
         for (auto *item : list) {\n        \
         if (fits(item)) return static_cast<T *>(item);\n    }\n    \
         return nullptr;\n}",
    ),
    (
        "Contains",
        "template <class L, class T> bool Contains(const L &list, const T &item) {\n    \
         for (const auto &other : list) {\n        if (other == item) return true;\n    }\n    \
         return false;\n}",
    ),
    (
        "BitCount",
        "inline ULONG BitCount(ULONG flags) {\n    ULONG count = 0;\n    \
         for (; flags != 0; flags &= flags - 1) ++count;\n    return count;\n}",
    ),
    (
        "WaitUntil",
        "template <class C> void WaitUntil(C holds) {\n    \
         while (!holds()) std::this_thread::yield();\n}",
    ),
];

/// The type that a function of the model gives.
fn given_by(function: &str) -> &'static str {
    match function {
        "StateOf" | "InterfaceOf" => "std::string",
        "DescendantsOf" | "ChildrenOf" | "UidsOf" | "RowsOf" | "Transports" | "LiveOf" => {
            "std::list<IUnknown *>"
        }
        "ParentOf" | "CarrierOf" | "ThreadObject" => "IUnknown *",
        "RefsOf" | "StatusCodeOf" | "ReferencesHeld" => "ULONG",
        "NextQueued" | "DeferredBy" | "OfferedBy" | "SentBy" | "ReceivedBy" => "IMessage *",
        "StoreOf" => "CMsgStore *",
        name if name.starts_with("Is") || name.starts_with("Has") => "bool",
        "Exists" | "Choose" => "bool",
        _ => "void",
    }
}

impl Layout {
    /// The statements of each method as C++, for a printer of the task's provider.
    pub fn cpp(&self, task: &BuildTask) -> Vec<Vec<CppLine>> {
        let printer = printer(task, self);
        let bodies = task.methods.iter().zip(0..);
        bodies.map(|(method, at)| printer.body(method.shown(), &lines_of(task, self, at))).collect()
    }

    /// The whole provider as a file of C++, with what the page asks for in comments.
    pub fn skeleton(&self, task: &BuildTask, lang: Lang) -> String {
        let printer = printer(task, self);
        let mut file =
            Skeleton { bodies: String::new(), uses: CppUses::default(), own: Vec::new() };
        // A piece is a function of its own; it is there before the methods that call it.
        let (methods, pieces): (Vec<usize>, Vec<usize>) =
            (0..task.methods.len()).partition(|at| task.methods[*at].is_method());
        for at in pieces.into_iter().chain(methods) {
            file.add(task, self, &printer, at, lang);
        }
        let mut text = head(task, lang);
        text.push_str(&file.declarations(&printer, lang));
        text.push_str(&file.bodies);
        text
    }
}

fn printer(task: &BuildTask, layout: &Layout) -> CppPrinter {
    let mut printer = CppPrinter::new(&task.provider);
    for (at, method) in task.methods.iter().enumerate().filter(|(_, it)| !it.is_method()) {
        printer.add_piece(method.shown(), &lines_of(task, layout, at));
    }
    printer
}

fn lines_of<'t>(task: &'t BuildTask, layout: &Layout, method: usize) -> Vec<BodyLine<'t>> {
    let lines = layout.0.get(method).into_iter().flatten();
    lines.map(|line| (line.indent, task.statements[line.statement].text.as_str())).collect()
}

/// The title, and what the page asks for.
fn head(task: &BuildTask, lang: Lang) -> String {
    let words = Words::of(lang);
    let mut text = format!("// {}\n", comment(task.title.get(lang)));
    let id = [("task", task.id.as_str().into())];
    _ = writeln!(text, "// {}\n//", comment(&words.with("cpp-head", &id)));
    for (is_judged, head) in [(true, "build-asks"), (false, "build-not-judged")] {
        let asks: Vec<&TaskAsk> = task.asks(is_judged).collect();
        if !asks.is_empty() {
            _ = writeln!(text, "// {}", comment(&words.text(head)));
        }
        for ask in asks {
            let places = ask.cites.join(", ");
            _ = writeln!(text, "// - {} [{}]", comment(ask.say.get(lang)), comment(&places));
        }
    }
    _ = writeln!(text, "\n// {}", comment(&words.text("cpp-header")));
    text + "#include \"mapi.hpp\"\n\n#include <atomic>\n#include <cstdlib>\n#include <list>\n\
            #include <string>\n#include <thread>\n\n#ifndef FAILED\n\
            #define SUCCEEDED(hr) ((hr) >= 0)\n#define FAILED(hr) ((hr) < 0)\n#endif\n\n"
}

/// The places of a head or a statement, as a comment.
fn places(text: &str) -> String {
    let notes = annotations(text, copied).1;
    let cites: Vec<String> = notes.cites.iter().map(|cite: &Cite| cited(cite)).collect();
    comment(&cites.join(", "))
}

struct Skeleton {
    bodies: String,
    uses: CppUses,
    /// Interface, name and declaration of each method; a piece has no interface.
    own: Vec<(Option<String>, String, String)>,
}

impl Skeleton {
    fn add(
        &mut self,
        task: &BuildTask,
        layout: &Layout,
        printer: &CppPrinter,
        at: usize,
        lang: Lang,
    ) {
        let method = &task.methods[at];
        let lines = lines_of(task, layout, at);
        let mut writer = CppWriter::new(printer, method.shown(), &lines);
        let interface = writer.method().map(|(interface, _)| interface.to_owned());
        let declared = writer.signature(false);
        self.own.push((interface, writer.name.clone(), declared));
        let text = &mut self.bodies;
        _ = writeln!(text, "\n// {}", comment(method.say.get(lang)));
        let cites = places(&method.head);
        if !cites.is_empty() {
            _ = writeln!(text, "// [{cites}]");
        }
        let mut told: Vec<usize> = Vec::new();
        for line in writer.function() {
            let margin = "    ".repeat(usize::from(line.indent));
            let source = line.statement.filter(|it| !told.contains(it));
            let cites = source.map_or_else(String::new, |it| places(lines[it].1));
            told.extend(source);
            let end = if cites.is_empty() { cites } else { format!("  // [{cites}]") };
            _ = writeln!(text, "{margin}{}{end}", line.text);
        }
        let uses = writer.expressions.uses;
        self.uses.functions.extend(uses.functions);
        self.uses.fields.extend(uses.fields);
        self.uses.pieces.extend(uses.pieces);
    }

    /// Everything that the methods name: classes, functions of the model, pieces.
    fn declarations(&self, printer: &CppPrinter, lang: Lang) -> String {
        let mut pieces = String::new();
        for (_, _, declared) in self.own.iter().filter(|(interface, ..)| interface.is_none()) {
            _ = writeln!(pieces, "{declared};");
        }
        let is_own = |name: &str| self.own.iter().any(|(_, own, _)| own == name);
        for name in self.uses.pieces.iter().filter(|name| !is_own(name)) {
            _ = writeln!(pieces, "{};", CppWriter::new(printer, name, &[]).signature(false));
        }
        let classes = self.classes(printer, &pieces);
        let mut text = String::new();
        for name in ["IMessage", "IMAPIAdviseSink", "IMAPIFolder"] {
            let whole = format!("{classes}{pieces}{}", self.bodies);
            if whole.contains(name) && !KNOWN.contains(&name) {
                _ = writeln!(text, "struct {name} : IUnknown {{}};");
            }
        }
        text += &classes;
        let undefined = |name: &&&str| !DEFINED.iter().any(|(known, _)| *known == **name);
        for (_, definition) in DEFINED.iter().filter(|(name, _)| self.uses.functions.contains(name))
        {
            _ = writeln!(text, "\n{definition}");
        }
        if self.uses.functions.iter().any(|name| undefined(&name)) {
            _ = writeln!(text, "\n// {}", comment(&Words::of(lang).text("cpp-of-the-model")));
        }
        for name in self.uses.functions.iter().filter(undefined) {
            let given = given_by(name);
            _ = writeln!(text, "template <class... T> {given} {name}(T... of);");
        }
        if !pieces.is_empty() {
            _ = writeln!(text, "\n{}", pieces.trim_end());
        }
        text
    }

    /// The classes that are named, and those that these name.
    fn classes(&self, printer: &CppPrinter, pieces: &str) -> String {
        let mut used: Vec<&str> = Vec::new();
        let mut text = format!("{}{pieces}", self.bodies);
        loop {
            let is_new = |name: &&&str| {
                let class = class_of(name);
                let owns = self.own.iter().any(|(owner, ..)| owner.as_deref() == Some(**name));
                !used.contains(*name) && (owns || text.contains(&class))
            };
            let Some(next) = CLASSES.iter().find(is_new) else { break };
            used.push(next);
            text += &self.class(printer, next);
        }
        used.sort_by_key(|name| CLASSES.iter().position(|known| known == name));
        let ahead = used.iter().map(|name| format!("class {};\n", class_of(name)));
        let whole = used.iter().map(|name| format!("\n{}", self.class(printer, name)));
        ahead.chain(whole).collect()
    }

    fn class(&self, printer: &CppPrinter, interface: &str) -> String {
        let base = if KNOWN.contains(&interface) { interface } else { "IUnknown" };
        let mut text = format!("class {} final : public {base} {{\npublic:\n", class_of(interface));
        text += "    ULONG AddRef() override;\n    ULONG Release() override;\n";
        let declared = DECLARED.iter().find(|(name, _)| *name == interface);
        let declared = declared.map_or(&[][..], |(_, methods)| methods);
        for method in declared {
            _ = writeln!(text, "    {method} override;");
        }
        let is_there = |name: &str| {
            let has = |method: &&&str| method.contains(&format!(" {name}("));
            ["AddRef", "Release"].contains(&name) || declared.iter().any(|it| has(&it))
        };
        let is_of = |owner: &Option<String>| owner.as_deref() == Some(interface);
        for (_, _, own) in
            self.own.iter().filter(|(owner, name, _)| is_of(owner) && !is_there(name))
        {
            _ = writeln!(text, "    {own};");
        }
        text += "\n    std::atomic<ULONG> m_cRef{1};\n";
        let fields =
            self.uses.fields.iter().filter(|(owner, name)| owner == interface && name != "refs");
        for (_, field) in fields {
            let (name, kind) = names::field(field, Some(interface));
            let first = printer.first_value(interface, field);
            let first = first.unwrap_or_else(|| kind.first().to_owned());
            _ = writeln!(text, "    {}{name}{first};", kind.declared());
        }
        text + "};\n"
    }
}

impl CppPrinter {
    /// The flag that a field has at first, if it is one.
    fn first_value(&self, interface: &str, field: &str) -> Option<String> {
        let known = self.fields.get(field)?;
        let (_, first) = known.iter().find(|(owner, _)| owner == interface)?;
        crate::mapi::flag_value(first).map(|_| format!(" = {first}"))
    }
}
