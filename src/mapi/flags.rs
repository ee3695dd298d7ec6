//! MAPI's flags: which bits exist, what the headers call them, and which family of flags a method
//! takes (section 4 of the domain reference).
//!
//! The same number means different things on different methods (0x1 is `LOGOFF_NO_WAIT`,
//! `MAPI_LOGOFF_SHARED`, `LOGOFF_NORMAL` and `DEINIT_NORMAL`), so flags are only printed together
//! with their [`FlagSet`]. It must not know what a flag does.

/// A family of flags that are combined in one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FlagSet {
    /// `IMsgStore::StoreLogoff` and `IMAPISupport::StoreLogoffTransports`, in and out.
    Logoff,
    /// Flags of `IMAPISession::Logoff`, in.
    SessionLogoff,
    /// `IXPLogon::TransportLogoff` (reserved by its page; the header still defines two bits, C8).
    TransportLogoff,
    /// `IXPProvider::Shutdown` and its siblings (C8).
    Shutdown,
    /// Flags of `IXPLogon::FlushQueues` and `IMAPIStatus::FlushQueues`.
    Flush,
    /// Flags of `IXPLogon::TransportNotify`.
    Notify,
    /// Flags of `IMAPISupport::ModifyStatusRow`.
    StatusRow,
    /// Bits of the property `PR_STATUS_CODE`.
    StatusCode,
    /// Bits of the property `PR_RESOURCE_METHODS`.
    ResourceMethods,
    /// Bits of the property `PR_RESOURCE_FLAGS`.
    ResourceFlags,
    /// Events of `Advise` and `OnNotify`, `fnev...`.
    Event,
    /// Flags of which no bit is in use.
    Reserved,
}

use FlagSet as F;

const FLAGS: &[(FlagSet, &str, u32)] = &[
    (F::Logoff, "LOGOFF_NO_WAIT", 0x1),
    (F::Logoff, "LOGOFF_ORDERLY", 0x2),
    (F::Logoff, "LOGOFF_PURGE", 0x4),
    (F::Logoff, "LOGOFF_ABORT", 0x8),
    (F::Logoff, "LOGOFF_QUIET", 0x10),
    (F::Logoff, "LOGOFF_COMPLETE", 0x1_0000),
    (F::Logoff, "LOGOFF_INBOUND", 0x2_0000),
    (F::Logoff, "LOGOFF_OUTBOUND", 0x4_0000),
    (F::Logoff, "LOGOFF_OUTBOUND_QUEUE", 0x8_0000),
    (F::SessionLogoff, "MAPI_LOGOFF_SHARED", 0x1),
    (F::SessionLogoff, "MAPI_LOGOFF_UI", 0x2),
    (F::TransportLogoff, "LOGOFF_NORMAL", 0x1),
    (F::TransportLogoff, "LOGOFF_HURRY", 0x8000_0000),
    (F::Shutdown, "DEINIT_NORMAL", 0x1),
    (F::Shutdown, "DEINIT_HURRY", 0x8000_0000),
    (F::Flush, "FLUSH_UPLOAD", 0x2),
    (F::Flush, "FLUSH_DOWNLOAD", 0x4),
    (F::Flush, "FLUSH_FORCE", 0x8),
    (F::Flush, "FLUSH_NO_UI", 0x10),
    (F::Flush, "FLUSH_ASYNC_OK", 0x20),
    (F::Notify, "NOTIFY_BEGIN_INBOUND", 0x1),
    (F::Notify, "NOTIFY_BEGIN_OUTBOUND", 0x2),
    (F::Notify, "NOTIFY_BEGIN_INBOUND_FLUSH", 0x4),
    (F::Notify, "NOTIFY_BEGIN_OUTBOUND_FLUSH", 0x8),
    (F::Notify, "NOTIFY_END_INBOUND", 0x1_0000),
    (F::Notify, "NOTIFY_END_OUTBOUND", 0x2_0000),
    (F::Notify, "NOTIFY_END_INBOUND_FLUSH", 0x4_0000),
    (F::Notify, "NOTIFY_END_OUTBOUND_FLUSH", 0x8_0000),
    (F::Notify, "NOTIFY_ABORT_DEFERRED", 0x4000_0000),
    (F::Notify, "NOTIFY_CANCEL_MESSAGE", 0x8000_0000),
    (F::StatusRow, "STATUSROW_UPDATE", 0x1000_0000),
    (F::StatusCode, "STATUS_AVAILABLE", 0x1),
    (F::StatusCode, "STATUS_OFFLINE", 0x2),
    (F::StatusCode, "STATUS_FAILURE", 0x4),
    (F::StatusCode, "STATUS_INBOUND_ENABLED", 0x1_0000),
    (F::StatusCode, "STATUS_INBOUND_ACTIVE", 0x2_0000),
    (F::StatusCode, "STATUS_INBOUND_FLUSH", 0x4_0000),
    (F::StatusCode, "STATUS_OUTBOUND_ENABLED", 0x10_0000),
    (F::StatusCode, "STATUS_OUTBOUND_ACTIVE", 0x20_0000),
    (F::StatusCode, "STATUS_OUTBOUND_FLUSH", 0x40_0000),
    (F::StatusCode, "STATUS_REMOTE_ACCESS", 0x80_0000),
    (F::ResourceMethods, "STATUS_VALIDATE_STATE", 0x1),
    (F::ResourceMethods, "STATUS_SETTINGS_DIALOG", 0x2),
    (F::ResourceMethods, "STATUS_CHANGE_PASSWORD", 0x4),
    (F::ResourceMethods, "STATUS_FLUSH_QUEUES", 0x8),
    (F::ResourceFlags, "STATUS_DEFAULT_OUTBOUND", 0x1),
    (F::ResourceFlags, "STATUS_DEFAULT_STORE", 0x2),
    (F::ResourceFlags, "STATUS_PRIMARY_IDENTITY", 0x4),
    (F::ResourceFlags, "STATUS_SIMPLE_STORE", 0x8),
    (F::ResourceFlags, "STATUS_XP_PREFER_LAST", 0x10),
    (F::ResourceFlags, "STATUS_NO_PRIMARY_IDENTITY", 0x20),
    (F::ResourceFlags, "STATUS_NO_DEFAULT_STORE", 0x40),
    (F::ResourceFlags, "STATUS_TEMP_SECTION", 0x80),
    (F::ResourceFlags, "STATUS_OWN_STORE", 0x100),
    (F::Event, "fnevCriticalError", 0x1),
    (F::Event, "fnevNewMail", 0x2),
    (F::Event, "fnevObjectDeleted", 0x8),
    (F::Event, "fnevObjectModified", 0x10),
    (F::Event, "fnevTableModified", 0x100),
    (F::Event, "fnevExtended", 0x8000_0000),
];

/// All flags of a family, lowest bit first.
pub fn flags_of(set: FlagSet) -> impl Iterator<Item = (&'static str, u32)> {
    FLAGS.iter().filter(move |(of, ..)| *of == set).map(|(_, name, value)| (*name, *value))
}

/// The value of a flag, found by its header name in any family.
pub fn flag_value(name: &str) -> Option<u32> {
    FLAGS.iter().find(|(_, known, _)| *known == name).map(|(.., value)| *value)
}

/// The names of the bits that are set, lowest first; unnamed bits follow as one hexadecimal number.
pub fn flag_names(set: FlagSet, word: u32) -> Vec<String> {
    let mut rest = word;
    let mut names = Vec::new();
    for (name, value) in flags_of(set) {
        if word & value != 0 {
            names.push(name.to_owned());
            rest &= !value;
        }
    }
    if rest != 0 {
        names.push(format!("0x{rest:X}"));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_has_a_name_for_each_family() {
        assert_eq!(flag_names(FlagSet::Logoff, 0x1), ["LOGOFF_NO_WAIT"]);
        assert_eq!(flag_names(FlagSet::SessionLogoff, 0x1), ["MAPI_LOGOFF_SHARED"]);
        assert_eq!(
            flag_names(FlagSet::Logoff, 0x9_0000),
            ["LOGOFF_COMPLETE", "LOGOFF_OUTBOUND_QUEUE"]
        );
        assert_eq!(flag_names(FlagSet::Logoff, 0x22), ["LOGOFF_ORDERLY", "0x20"]);
    }
}
