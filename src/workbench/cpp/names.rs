//! Names: of fields, of variables and parameters, of functions. What has a name in MAPI's headers
//! or in its pages has that one. It must not know statements.

use super::text::identifier;
use super::types::CppType;

/// The words of a name, each with a capital.
pub(super) fn camel(name: &str) -> String {
    let parts = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(|part| part[..1].to_ascii_uppercase() + &part[1..]).collect()
}

/// The function of a piece.
pub(super) fn function(piece: &str) -> String {
    identifier(&camel(piece))
}

/// A field's name and type; `owner` is the interface that has it, where that is known.
pub(super) fn field(name: &str, owner: Option<&str>) -> (String, CppType) {
    let own = |name: &str| CppType::Own(name.to_owned());
    let other = |name: &str| CppType::Interface(name.to_owned());
    let list = |item: CppType| CppType::List(Box::new(item));
    let (cpp, kind) = match name {
        "support" | "outer" => {
            (if name == "outer" { "m_lpOuterSup" } else { "m_lpMAPISup" }, other("IMAPISupport"))
        }
        "provider" => ("m_pProvider", own("IMSProvider")),
        "logon" => ("m_pLogon", own("IMSLogon")),
        "store" => ("m_pStore", own("IMsgStore")),
        "around" => ("m_pOuterStore", own("IMsgStore")),
        "context" => ("m_pContext", own("IMsgStore")),
        "inner" => ("m_pInner", other(owner.unwrap_or("IMsgStore"))),
        "entry" => ("m_lpEntryID", CppType::Entry),
        "open" => ("m_lstOpenStores", list(own("IMsgStore"))),
        "sinks" => ("m_lstSinks", list(other("IMAPIAdviseSink"))),
        "notified" => ("m_lstNotified", list(other("IMAPIAdviseSink"))),
        "subscriptions" => ("m_lstSubscriptions", list(CppType::Text)),
        "saved" => ("m_ulSavedFlags", CppType::Flags),
        "told" => ("m_fTold", CppType::Bool),
        "side" => ("m_fSpooler", CppType::Bool),
        "being_destroyed" => ("m_fBeingDestroyed", CppType::Bool),
        "unsaved" => ("m_fUnsaved", CppType::Bool),
        "small" => ("m_fSmall", CppType::Bool),
        "lock" => ("m_fLock", CppType::Bool),
        "stop_worker" => ("m_fStopWorker", CppType::Bool),
        "worker_ended" => ("m_fWorkerEnded", CppType::Bool),
        "fast_answer" => ("m_strFastAnswer", CppType::Text),
        "key" => ("m_strKey", CppType::Text),
        other => return (format!("m_{}", identifier(other)), CppType::Value),
    };
    (cpp.to_owned(), kind)
}

/// What a variable's name says of its type, before any statement is read.
pub(super) fn expected(name: &str) -> CppType {
    match name {
        "st" | "new" => CppType::object("IMsgStore"),
        "sup" | "up" | "support" => CppType::object("IMAPISupport"),
        "lg" => CppType::object("IMSLogon"),
        "entry" => CppType::Entry,
        "hr" => CppType::Hresult,
        "word" | "flags" => CppType::Flags,
        "left" => CppType::Count,
        "message" => CppType::object("IMessage"),
        "sink" | "connection" => CppType::object("IMAPIAdviseSink"),
        "lock" => CppType::Bool,
        "what" | "o" => CppType::unknown(),
        "key" => CppType::Text,
        _ => CppType::Value,
    }
}

/// The C++ name of a variable.
pub(super) fn variable(name: &str, kind: &CppType) -> String {
    let known = match name {
        "st" => "pStore",
        "new" => "pNewStore",
        "sup" => "lpMAPISup",
        "up" => "lpOuterSup",
        "lg" => "pLogon",
        "hr" => "hr",
        "word" => "ulFlags",
        "left" => "cRef",
        "twin" => "pInner",
        "inside" => "pInnerStore",
        "message" => "lpMessage",
        "sink" => "lpAdviseSink",
        "connection" => "lpConnection",
        "entry" => "lpEntryID",
        "support" => "lpMAPISup",
        "event" => "ulEvent",
        "what" => "lpObject",
        "lock" => "fLock",
        "key" => "strKey",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let name = match kind.interface() {
        Some("IUnknown") if name.len() == 1 => "object".to_owned(),
        Some(interface) if name.len() == 1 => {
            let bare = interface.trim_start_matches('I');
            bare.strip_prefix("MAPI").unwrap_or(bare).to_owned()
        }
        _ => name.to_owned(),
    };
    let prefix = match kind {
        CppType::Hresult => "hr",
        CppType::Flags => "ul",
        CppType::Count => "c",
        CppType::Bool => "f",
        CppType::Text => "str",
        CppType::List(_) => "lst",
        CppType::Entry | CppType::Interface(_) => "lp",
        CppType::Own(_) => "p",
        CppType::Value => "x",
    };
    let prefix = if name == "object" { "p" } else { prefix };
    format!("{prefix}{}", camel(&name))
}

/// Whether a method's flags come and go through a pointer, as the headers have it.
pub(super) fn takes_pointer(method: &str) -> bool {
    ["StoreLogoff", "StoreLogoffTransports", "Logoff", "Shutdown"].contains(&method)
}

/// Whether a method gives a logon object and a store.
pub(super) fn is_logon(method: &str) -> bool {
    ["Logon", "SpoolerLogon"].contains(&method)
}

/// The parameters of a method in C++. `gives`: whether its body returns an object besides.
pub(super) fn parameters(method: &str, names: &[String], gives: bool) -> String {
    if is_logon(method) {
        return "IMAPISupport FAR *lpMAPISup, const ENTRYID FAR *lpEntryID, \
                IMSLogon FAR *FAR *lppMSLogon, IMsgStore FAR *FAR *lppMDB"
            .to_owned();
    }
    let one = |name: &String| match name.as_str() {
        "flags" if takes_pointer(method) => "ULONG FAR *lpulFlags".to_owned(),
        name => {
            let kind = expected(name);
            format!("{}{}", kind.declared(), variable(name, &kind))
        }
    };
    let mut all: Vec<String> = names.iter().map(one).collect();
    if gives {
        all.push(format!("{}{}", given(method).0, given(method).1));
    }
    all.join(", ")
}

/// The type and the name of the parameter through which a method gives an object.
pub(super) fn given(method: &str) -> (&'static str, &'static str) {
    match method {
        "Logon" | "SpoolerLogon" => ("IMsgStore FAR *FAR *", "lppMDB"),
        "OpenEntry" => ("IMAPIFolder FAR *FAR *", "lppFolder"),
        "Advise" => ("IMAPIAdviseSink FAR *FAR *", "lppConnection"),
        _ => ("IUnknown FAR *FAR *", "lppUnk"),
    }
}

/// The type that a method returns.
pub(super) fn returned(method: &str) -> CppType {
    match method {
        "AddRef" | "Release" => CppType::Count,
        _ => CppType::Hresult,
    }
}
