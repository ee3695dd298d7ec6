//! Sources other than pages of the MAPI reference: headers, sample and open source code, articles.
//! A citation names them by a tag in capitals and may name a place in them, such as `SMS MSPMS.C`
//! or `KB 304116`.
//!
//! It must not know what they say.

/// A source, with the places in it that a citation can name.
#[derive(Debug)]
pub struct Source {
    /// The tag, such as `SMS`.
    pub tag: &'static str,
    /// Whether it is code; a claim that is found only there is marked `seen`.
    pub is_code: bool,
    /// Its permanent public address, if it has one.
    pub address: Option<&'static str>,
    /// The places: files, classes, numbers or titles.
    pub places: &'static [&'static str],
}

/// All sources other than the documentation's pages.
pub const SOURCES: &[Source] = &[
    Source {
        // MAPI headers
        tag: "HDR",
        is_code: true,
        address: Some("https://github.com/microsoft/MAPIStubLibrary"),
        places: &[
            "MAPIDefS.h",
            "MAPISPI.h",
            "MAPIX.h",
            "MAPICode.h",
            "MAPITags.h",
            "MAPIHook.h",
            "MAPIGuid.h",
            "MAPIUtil.h",
        ],
    },
    Source {
        // Microsoft's sample message store, 1992-1995
        tag: "SMS",
        is_code: true,
        address: None,
        places: &["MSPINIT.C", "MSPLOGON.C", "MSPMS.C", "MSPNTFY.C", "MSPOBJ.C"],
    },
    Source {
        // Microsoft's sample transport
        tag: "XPS",
        is_code: true,
        address: None,
        places: &["XPBASE.C"],
    },
    Source {
        // a later Microsoft sample transport
        tag: "MRXP",
        is_code: true,
        address: None,
        places: &["CXPProvider", "CXPLogon"],
    },
    Source {
        // Kopano
        tag: "KC",
        is_code: true,
        address: Some("https://github.com/Kopano-dev/kopano-core"),
        places: &[
            "mapi4linux",
            "provider/client",
            "ECMsgStore.cpp",
            "KC-588",
            "KC-1572",
            "KC-1748",
            "KC-1791",
        ],
    },
    Source {
        // MFCMAPI
        tag: "MFC",
        is_code: true,
        address: Some("https://github.com/microsoft/mfcmapi"),
        places: &["issue 28", "issue 53", "issue 552"],
    },
    Source {
        // Wine
        tag: "WINE",
        is_code: true,
        address: Some("https://github.com/wine-mirror/wine/tree/master/dlls/mapi32"),
        places: &[],
    },
    Source {
        // OpenChange
        tag: "OC",
        is_code: true,
        address: Some("https://github.com/openchange/openchange"),
        places: &["IMSProvider.c", "pull request 349"],
    },
    Source {
        // gromox
        tag: "GROMOX",
        is_code: true,
        address: Some("https://github.com/grommunio/gromox"),
        places: &[],
    },
    Source {
        // pywin32
        tag: "PYWIN32",
        is_code: true,
        address: Some("https://github.com/mhammond/pywin32"),
        places: &["pull request 2196"],
    },
    Source {
        // a sample message store of 2004
        tag: "MSLMS",
        is_code: true,
        address: None,
        places: &[],
    },
    Source {
        // Microsoft Knowledge Base
        tag: "KB",
        is_code: false,
        address: None,
        places: &["170036", "183719", "303221", "304116", "324841"],
    },
    Source {
        // articles by Microsoft's developers
        tag: "BLOG",
        is_code: false,
        address: None,
        places: &[
            "MAPI Multithreading Rules",
            "Fast Shutdown and the Wrapped PST",
            "Application Shutdown Changes in Outlook 2007 SP2",
            "Shutdown Changes for Outlook 2010",
            "Data file checks and you",
        ],
    },
];

/// The source with this tag.
pub fn source(tag: &str) -> Option<&'static Source> {
    SOURCES.iter().find(|source| source.tag == tag)
}
