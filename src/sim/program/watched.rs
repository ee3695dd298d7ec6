//! The names that rules look for, found once in a program. It must not know what a rule makes of
//! them.

use crate::sim::value::{FieldId, MethodId, Word};

/// Ids of the methods, interfaces and fields that rules watch; `None` where no body mentions it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Watched {
    pub store_logoff: Option<MethodId>,
    pub slt: Option<MethodId>,
    pub release: Option<MethodId>,
    pub add_ref: Option<MethodId>,
    pub query_interface: Option<MethodId>,
    pub logoff: Option<MethodId>,
    pub shutdown: Option<MethodId>,
    pub make_invalid: Option<MethodId>,
    pub finished_msg: Option<MethodId>,
    pub on_notify: Option<MethodId>,
    pub logon: Option<MethodId>,
    pub initialize: Option<MethodId>,
    pub uninitialize: Option<MethodId>,
    pub free_buffer: Option<MethodId>,
    pub ole_uninitialize: Option<MethodId>,
    pub deinit_util: Option<MethodId>,
    pub query_fast: Option<MethodId>,
    pub notify_fast: Option<MethodId>,
    pub do_fast: Option<MethodId>,
    pub store: Option<Word>,
    pub support: Option<Word>,
    pub store_logon: Option<Word>,
    pub session: Option<Word>,
    pub subsystem: Option<Word>,
    pub sink: Option<Word>,
    pub provider_kinds: [Option<Word>; 3],
    pub client_shutdown: Option<Word>,
    pub field_support: Option<FieldId>,
    pub field_logon: Option<FieldId>,
    pub field_store: Option<FieldId>,
    pub field_provider: Option<FieldId>,
    pub field_entry: Option<FieldId>,
    pub field_side: Option<FieldId>,
    pub field_subscriptions: Option<FieldId>,
    pub field_own_store: Option<FieldId>,
    pub field_ole: Option<FieldId>,
    pub field_unsaved: Option<FieldId>,
    pub field_session: Option<FieldId>,
    pub field_keeps: Option<FieldId>,
    pub field_first_thread: Option<FieldId>,
    pub field_own_window_thread: Option<FieldId>,
}

impl Watched {
    /// Looks the names up.
    pub fn find(
        kind: impl Fn(&str) -> Option<Word>,
        methods: &[String],
        fields: &[String],
    ) -> Self {
        let method = |name: &str| {
            methods.iter().position(|known| known == name).map(|at| MethodId(at as u16))
        };
        let field =
            |name: &str| fields.iter().position(|known| known == name).map(|at| FieldId(at as u16));
        Self {
            store_logoff: method("StoreLogoff"),
            slt: method("StoreLogoffTransports"),
            release: method("Release"),
            add_ref: method("AddRef"),
            query_interface: method("QueryInterface"),
            logoff: method("Logoff"),
            shutdown: method("Shutdown"),
            make_invalid: method("MakeInvalid"),
            finished_msg: method("FinishedMsg"),
            on_notify: method("OnNotify"),
            logon: method("Logon"),
            initialize: method("MAPIInitialize"),
            uninitialize: method("MAPIUninitialize"),
            free_buffer: method("MAPIFreeBuffer"),
            ole_uninitialize: method("OleUninitialize"),
            deinit_util: method("DeinitMapiUtil"),
            query_fast: method("QueryFastShutdown"),
            notify_fast: method("NotifyProcessShutdown"),
            do_fast: method("DoFastShutdown"),
            store: kind("IMsgStore"),
            support: kind("IMAPISupport"),
            store_logon: kind("IMSLogon"),
            session: kind("IMAPISession"),
            subsystem: kind("MAPI"),
            sink: kind("IMAPIAdviseSink"),
            provider_kinds: [kind("IMSProvider"), kind("IABProvider"), kind("IXPProvider")],
            client_shutdown: kind("IMAPIClientShutdown"),
            field_support: field("support"),
            field_logon: field("logon"),
            field_store: field("store"),
            field_provider: field("provider"),
            field_entry: field("entry"),
            field_side: field("side"),
            field_subscriptions: field("subscriptions"),
            field_own_store: field("own_store"),
            field_ole: field("ole"),
            field_unsaved: field("unsaved"),
            field_session: field("session"),
            field_keeps: field("keeps"),
            field_first_thread: field("first_thread"),
            field_own_window_thread: field("own_window_thread"),
        }
    }
}
