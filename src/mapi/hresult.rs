//! The HRESULTs that occur in a shutdown, by name and value (`MAPICode.h`; section 4.6 of the
//! domain reference).
//!
//! It must not know who returns them.

/// All names with their values, ordered by value.
pub const HRESULTS: &[(&str, u32)] = &[
    ("S_OK", 0x0000_0000),
    ("MAPI_W_CANCEL_MESSAGE", 0x0004_0580),
    ("MAPI_E_NO_SUPPORT", 0x8004_0102),
    ("MAPI_E_UNKNOWN_FLAGS", 0x8004_0106),
    ("MAPI_E_INVALID_OBJECT", 0x8004_0108),
    ("MAPI_E_BUSY", 0x8004_010B),
    ("MAPI_E_NOT_FOUND", 0x8004_010F),
    ("MAPI_E_LOGON_FAILED", 0x8004_0111),
    ("MAPI_E_UNABLE_TO_ABORT", 0x8004_0114),
    ("MAPI_E_UNCONFIGURED", 0x8004_011C),
    ("MAPI_E_FAILONEPROVIDER", 0x8004_011D),
    ("MAPI_E_END_OF_SESSION", 0x8004_0200),
    ("MAPI_E_UNKNOWN_ENTRYID", 0x8004_0201),
    ("MAPI_E_TIMEOUT", 0x8004_0401),
    ("MAPI_E_NOT_IN_QUEUE", 0x8004_0601),
    ("MAPI_E_NOT_INITIALIZED", 0x8004_0605),
    ("MAPI_E_INVALID_PARAMETER", 0x8007_0057),
    ("MAPI_E_INTERFACE_NOT_SUPPORTED", 0x8000_4002),
    ("MAPI_E_CALL_FAILED", 0x8000_4005),
];

/// The value of an HRESULT, found by its header name.
pub fn hresult_value(name: &str) -> Option<u32> {
    HRESULTS.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

/// The header name of an HRESULT, or its value in hexadecimal if this program knows no name for it.
pub fn hresult_name(value: u32) -> String {
    HRESULTS
        .iter()
        .find(|(_, known)| *known == value)
        .map_or_else(|| format!("0x{value:08X}"), |(name, _)| (*name).to_owned())
}
