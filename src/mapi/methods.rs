//! The methods that bodies may call, by interface, with the family of flags that each takes and
//! returns (`MAPISPI.h`, `MAPIX.h`).
//!
//! A body that calls or defines a method not listed here is refused when it is loaded. It must not
//! know what a method does.

use super::flags::FlagSet;

/// What the header declares about a method, as far as this program prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MethodSpec {
    /// The method's name.
    pub name: &'static str,
    /// The interfaces that declare it; `IUnknown` stands for all of them.
    pub interfaces: &'static [&'static str],
    /// The position of the flags among the body's arguments, and their family.
    pub flags: Option<(usize, FlagSet)>,
    /// The family of its other numbers, if they are bits of a property.
    pub bits: Option<FlagSet>,
    /// Whether its second result is flags of the same family.
    pub gives_flags: bool,
}

const fn plain(name: &'static str, interfaces: &'static [&'static str]) -> MethodSpec {
    MethodSpec { name, interfaces, flags: None, bits: None, gives_flags: false }
}

const fn flagged(
    name: &'static str,
    interfaces: &'static [&'static str],
    at: usize,
    set: FlagSet,
) -> MethodSpec {
    MethodSpec { name, interfaces, flags: Some((at, set)), bits: None, gives_flags: false }
}

const UNKNOWN: &[&str] = &["IUnknown"];
const PROVIDERS: &[&str] = &["IMSProvider", "IABProvider", "IXPProvider"];
const SHUTDOWN: &[&str] = &["IMAPIProviderShutdown", "IMAPIClientShutdown"];
const CONTAINERS: &[&str] = &["IMAPISession", "IMsgStore", "IMAPIFolder", "IMSLogon", "IABLogon"];
const TABLED: &[&str] = &["IMAPIFolder", "IMsgStore"];

const METHODS: &[MethodSpec] = &[
    plain("AddRef", UNKNOWN),
    plain("Release", UNKNOWN),
    plain("QueryInterface", UNKNOWN),
    MethodSpec {
        name: "StoreLogoff",
        interfaces: &["IMsgStore"],
        flags: Some((0, FlagSet::Logoff)),
        bits: None,
        gives_flags: true,
    },
    MethodSpec {
        name: "StoreLogoffTransports",
        interfaces: &["IMAPISupport"],
        flags: Some((0, FlagSet::Logoff)),
        bits: None,
        gives_flags: true,
    },
    flagged("Logoff", &["IMSLogon", "IABLogon"], 0, FlagSet::Reserved),
    flagged("Logoff", &["IMAPISession"], 0, FlagSet::SessionLogoff),
    flagged("Shutdown", PROVIDERS, 0, FlagSet::Shutdown),
    plain("Logon", &["IMSProvider", "IABProvider"]),
    plain("SpoolerLogon", &["IMSProvider"]),
    plain("TransportLogon", &["IXPProvider"]),
    flagged("TransportLogoff", &["IXPLogon"], 0, FlagSet::TransportLogoff),
    flagged("TransportNotify", &["IXPLogon"], 0, FlagSet::Notify),
    flagged("FlushQueues", &["IXPLogon", "IMAPIStatus"], 0, FlagSet::Flush),
    plain("SubmitMessage", &["IXPLogon"]),
    plain("EndMessage", &["IXPLogon"]),
    plain("StartMessage", &["IXPLogon"]),
    plain("AddressTypes", &["IXPLogon"]),
    plain("SetLockState", &["IMsgStore"]),
    plain("FinishedMsg", &["IMsgStore"]),
    plain("DoSentMail", &["IMAPISupport"]),
    plain("GetOutgoingQueue", &["IMsgStore"]),
    plain("AbortSubmit", &["IMsgStore"]),
    plain("SubmitMessage", &["IMessage"]),
    plain("Advise", &["IMsgStore", "IMAPISession", "IMAPITable"]),
    plain("Unadvise", &["IMsgStore", "IMAPISession", "IMAPITable"]),
    flagged("OnNotify", &["IMAPIAdviseSink"], 0, FlagSet::Event),
    plain("Subscribe", &["IMAPISupport"]),
    plain("Unsubscribe", &["IMAPISupport"]),
    plain("Notify", &["IMAPISupport"]),
    plain("SetProviderUID", &["IMAPISupport"]),
    MethodSpec {
        bits: Some(FlagSet::StatusCode),
        ..flagged("ModifyStatusRow", &["IMAPISupport"], 2, FlagSet::StatusRow)
    },
    plain("MakeInvalid", &["IMAPISupport"]),
    plain("SpoolerNotify", &["IMAPISupport"]),
    plain("OpenProfileSection", &["IMAPISupport", "IMAPISession"]),
    plain("OpenStatusEntry", &["IMSLogon", "IABLogon", "IXPLogon"]),
    plain("OpenEntry", CONTAINERS),
    plain("OpenAttach", &["IMessage"]),
    plain("OpenProperty", &["IAttach", "IMessage"]),
    plain("GetContentsTable", TABLED),
    plain("GetProps", &["IMsgStore", "IMAPIFolder", "IMessage", "IAttach", "IMAPIStatus"]),
    plain("QueryRows", &["IMAPITable"]),
    plain("Read", &["IStream"]),
    plain("ValidateState", &["IMAPIStatus"]),
    plain("OpenMsgStore", &["IMAPISession"]),
    plain("GetStatusTable", &["IMAPISession"]),
    plain("QueryFastShutdown", SHUTDOWN),
    plain("NotifyProcessShutdown", SHUTDOWN),
    plain("DoFastShutdown", SHUTDOWN),
    plain("MAPIUninitialize", &["MAPI"]),
    plain("MAPIInitialize", &["MAPI"]),
    plain("MAPIFreeBuffer", &["MAPI"]),
    plain("OleUninitialize", &["MAPI"]),
    plain("DeinitMapiUtil", &["MAPI"]),
    plain("FreeLibrary", &["MAPI"]),
];

/// The declaration of `method` on `interface`; the name alone is enough if only one interface
/// declares it.
pub fn method_spec(interface: Option<&str>, method: &str) -> Option<&'static MethodSpec> {
    METHODS
        .iter()
        .filter(|spec| spec.name == method)
        .find(|spec| {
            interface
                .is_none_or(|name| spec.interfaces.contains(&name) || spec.interfaces == UNKNOWN)
        })
        .or_else(|| METHODS.iter().find(|spec| spec.name == method && interface.is_none()))
}

/// The names of all methods, for suggestions.
pub fn method_names() -> impl Iterator<Item = &'static str> {
    METHODS.iter().map(|spec| spec.name)
}

/// The names of all interfaces that declare one of them.
pub fn interfaces() -> impl Iterator<Item = &'static str> {
    METHODS.iter().flat_map(|spec| spec.interfaces).copied()
}

/// The first method that takes flags of a family.
pub fn takes(set: FlagSet) -> Option<&'static str> {
    METHODS.iter().find(|spec| spec.flags.is_some_and(|(_, its)| its == set)).map(|it| it.name)
}

/// The names of the methods that take flags.
pub fn with_flags() -> impl Iterator<Item = &'static str> {
    METHODS.iter().filter(|spec| spec.flags.is_some()).map(|spec| spec.name)
}
