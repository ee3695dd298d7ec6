//! What rules remember of the past is part of a state; this is what there is to remember. It must
//! not know when it is counted.

/// What is counted, and of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Memo {
    /// Of a support object: `StoreLogoffTransports` that came back with LOGOFF_COMPLETE.
    SltComplete,
    /// Of a support object: those that came back without.
    SltRefused,
    /// Of a support object: whether the provider has released it.
    LetGo,
    /// Of a support object: one more than the flag word of the last `StoreLogoff` on its store.
    Asked,
    /// Of a support object: the one before, in case the last one is rejected.
    AskedBefore,
    /// Of a support object: the refused calls that there were when `StoreLogoff` was last called.
    RefusedBefore,
    /// Of a store and a holder: 1 it got LOGOFF_COMPLETE, 2 the provider kept that to
    /// itself.
    Told,
    /// Of a logon object: calls of `Logoff`.
    LogoffCalls,
    /// Of a logon object: those that are over.
    LogoffReturns,
    /// Of a thread and a depth: one more than the provider object of the support object that was
    /// let go there.
    SupportGone,
    /// Of a provider object: calls of `Shutdown`.
    ShutdownCalls,
    /// Of a session: `Logoff` has returned.
    SessionOver,
    /// Of a client's thread: 1 after OleUninitialize.
    OleOver,
    /// Of the process: the answer to QueryFastShutdown, 1 yes, 2 no.
    FastAnswer,
    /// Of the process: rank of the provider that was asked last, by method.
    FastRank,
    /// Of a provider: its own answer to QueryFastShutdown since MAPI was asked last, 1 yes, 2 no.
    FastOwnAnswer,
    /// Of the process: DoFastShutdown has returned.
    FastDone,
    /// Of a thread: 1 after it has called MAPIInitialize.
    Initialized,
    /// Of a message: one more than the store whose FinishedMsg was called for it.
    Finished,
    /// Of an object: one more than the code that freed it, where that was not its own.
    FreedBy,
    /// Of a message: one more than the code that lost it.
    LostBy,
    /// Of a client: its script is over.
    ScriptOver,
    /// Of an object of a recorded run: nobody saw its count since it last changed.
    CountUnseen,
}
