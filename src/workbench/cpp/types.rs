//! Types of C++ and how a value of each is asked for, compared with nothing, and declared. It must
//! not know statements.

use super::text::class_of;

/// The type of a value, as far as the printer needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CppType {
    Hresult,
    Flags,
    Count,
    Bool,
    Text,
    /// An entry ID, whose parts have no `m_`.
    Entry,
    /// A pointer to a class of this provider.
    Own(String),
    /// A pointer to an interface that somebody else may implement.
    Interface(String),
    List(Box<CppType>),
    /// What the printer cannot know.
    Value,
}

impl CppType {
    /// The pointer to an interface: a class of the provider where it has one.
    pub(super) fn object(interface: &str) -> Self {
        let is_other = ["IMAPISupport", "IMAPIAdviseSink", "IMessage", "IUnknown", "IXPLogon"];
        match is_other.contains(&interface) {
            true => CppType::Interface(interface.to_owned()),
            false => CppType::Own(interface.to_owned()),
        }
    }

    /// Any object.
    pub(super) fn unknown() -> Self {
        CppType::Interface("IUnknown".to_owned())
    }

    /// The type in a declaration, with the blank or asterisk before the name.
    pub(super) fn declared(&self) -> String {
        match self {
            CppType::Hresult => "HRESULT ".to_owned(),
            CppType::Flags | CppType::Count => "ULONG ".to_owned(),
            CppType::Bool => "bool ".to_owned(),
            CppType::Text => "std::string ".to_owned(),
            CppType::Entry => "const ENTRYID *".to_owned(),
            CppType::Own(interface) => format!("{} *", class_of(interface)),
            CppType::Interface(interface) => format!("{} *", super::text::identifier(interface)),
            CppType::List(item) => format!("std::list<{}> ", item.declared().trim_end()),
            CppType::Value => "ULONG ".to_owned(),
        }
    }

    /// What a variable of this type has before anything was put into it.
    pub(super) fn first(&self) -> &'static str {
        match self {
            CppType::Hresult => " = S_OK",
            CppType::Flags | CppType::Count | CppType::Value => " = 0",
            CppType::Bool => " = false",
            CppType::Text | CppType::List(_) => "",
            CppType::Entry | CppType::Own(_) | CppType::Interface(_) => " = nullptr",
        }
    }

    /// Nothing, as a value of this type.
    pub(super) fn null(&self) -> &'static str {
        match self {
            CppType::Hresult | CppType::Flags | CppType::Count => "0",
            CppType::Bool => "false",
            CppType::Text => "\"\"",
            CppType::List(_) => "{}",
            _ => "nullptr",
        }
    }

    /// Whether a value holds, or does not.
    pub(super) fn test(&self, value: &str, holds: bool) -> String {
        match (self, holds) {
            (CppType::Hresult, true) => format!("SUCCEEDED({value})"),
            (CppType::Hresult, false) => format!("FAILED({value})"),
            (CppType::Flags | CppType::Count, true) => format!("{value} != 0"),
            (CppType::Flags | CppType::Count, false) => format!("{value} == 0"),
            (CppType::List(_) | CppType::Text, true) => format!("!{value}.empty()"),
            (CppType::List(_) | CppType::Text, false) => format!("{value}.empty()"),
            (CppType::Entry | CppType::Own(_) | CppType::Interface(_), true) => {
                format!("{value} != nullptr")
            }
            (CppType::Entry | CppType::Own(_) | CppType::Interface(_), false) => {
                format!("{value} == nullptr")
            }
            (CppType::Bool | CppType::Value, true) => value.to_owned(),
            (CppType::Bool | CppType::Value, false) => format!("!{value}"),
        }
    }

    /// The interface of an object.
    pub(super) fn interface(&self) -> Option<&str> {
        match self {
            CppType::Own(interface) | CppType::Interface(interface) => Some(interface),
            _ => None,
        }
    }
}
