//! What the name of an interface says: whose code implements it, who calls it from outside, and how
//! its objects are called.
//!
//! It must not know a log.

use crate::sim::body::Who;

/// Whose code implements an interface; of one that is not known, a provider's.
pub fn owner(interface: &str) -> Who {
    match interface {
        "IMAPISupport"
        | "IMAPISession"
        | "MAPI"
        | "IProfSect"
        | "IMAPIClientShutdown"
        | "IAddrBook"
        | "IProfAdmin"
        | "IMsgServiceAdmin"
        | "IProviderAdmin" => Who::Mapi,
        "IABProvider" | "IABLogon" | "IABContainer" | "IDistList" | "IMailUser" => Who::AddressBook,
        "IXPProvider" | "IXPLogon" => Who::Transport,
        "IMAPIAdviseSink" => Who::Client,
        _ => Who::Provider,
    }
}

/// Who calls an interface where no recorded call does: the pages give each of these one caller.
pub fn caller(interface: &str) -> Who {
    match interface {
        "IMSProvider"
        | "IMSLogon"
        | "IABProvider"
        | "IABLogon"
        | "IXPProvider"
        | "IXPLogon"
        | "IMAPIProviderShutdown" => Who::Mapi,
        "IMAPISupport" | "IMAPIAdviseSink" => Who::Provider,
        _ => Who::Client,
    }
}

/// Whether a method opens or makes objects that its caller then holds.
pub fn opens(method: &str) -> bool {
    let is_open = method.starts_with("Open") || method.starts_with("Create");
    is_open || method.ends_with("Table") || method == "GetOutgoingQueue"
}

/// What objects of an interface are called; one store and what belongs to it share a letter.
pub fn noun(interface: &str) -> &str {
    match interface {
        "IMsgStore" => "store",
        "IMSLogon" => "logon",
        "IMAPISupport" => "support",
        "IMSProvider" => "provider",
        "IMAPISession" => "session",
        "IMAPIFolder" => "folder",
        "IMessage" => "message",
        "IAttach" => "attachment",
        "IMAPITable" => "table",
        "IMAPIStatus" => "status",
        "IMAPIAdviseSink" => "sink",
        "IStream" => "stream",
        "IABProvider" => "ab-provider",
        "IABLogon" => "ab-logon",
        "IXPProvider" => "transport-provider",
        "IXPLogon" => "transport-logon",
        "" => "object",
        other => other,
    }
}

/// The interface of what a method gives back in a parameter; empty where the name does not say.
pub fn given(parameter: &str) -> &'static str {
    match parameter {
        "lppMSLogon" | "lppMSLogonObject" | "logon" => "IMSLogon",
        "lppMDB" | "lppMsgStore" | "store" => "IMsgStore",
        "lppMSProvider" | "provider" => "IMSProvider",
        "lppSession" | "session" => "IMAPISession",
        "lppMAPISup" | "lpMAPISup" | "support" => "IMAPISupport",
        "lppFolder" | "folder" => "IMAPIFolder",
        "lppMessage" | "message" => "IMessage",
        "lppAttach" | "attachment" => "IAttach",
        "lppTable" | "table" => "IMAPITable",
        "lppMAPIStatus" | "status" => "IMAPIStatus",
        "lpAdviseSink" | "sink" => "IMAPIAdviseSink",
        _ => "",
    }
}
