//! An anchor of the guide page, read from its text: an event and the conditions on it. It must not
//! know a run.

/// What an object is to the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ObjectRole {
    /// The store object that the run shuts down.
    Store,
    /// A support object that the store was given.
    Support,
    /// The logon object that belongs to the store.
    Logon,
    /// The session that it was opened in.
    Session,
    /// The logon object of any transport.
    Transport,
}

/// A method of one of them, such as `store.Release`.
pub(super) type Method<'a> = (ObjectRole, &'a str);

/// The event that an anchor asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AnchorEvent<'a> {
    Call(Method<'a>),
    Return(Method<'a>),
    /// A MAPIUID of its logon object.
    UidRemoved,
    /// A row of its logon object.
    RowRemoved,
    /// A condition is looked at whose text has one of these words.
    Test(&'a str),
}

/// A condition on the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clause<'a> {
    /// A call of this method leads to it.
    In(Method<'a>),
    /// This method made the call.
    From(Method<'a>),
    /// This method is under way, on whatever thread.
    During(Method<'a>),
    /// This method has returned on the same thread.
    After(Method<'a>),
    /// It was never called before.
    Without(Method<'a>),
    /// It came back with LOGOFF_COMPLETE exactly once before.
    Once(Method<'a>),
    /// The name of the thread begins so.
    By(&'a str),
    /// The call takes this flag.
    With(&'a str),
    /// The call succeeds and gives this flag back.
    Giving(&'a str),
    /// No StoreLogoff that succeeded had the flag of this call.
    Unchosen,
    /// No rule about the store is broken by then, and StoreLogoffTransports said the same inside.
    Controlled,
    /// The store is not freed yet.
    Alive,
    /// None is left after it; of a call: it gives back 0.
    Last,
}

/// An anchor that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct GuideAnchor<'a> {
    pub(super) what: AnchorEvent<'a>,
    pub(super) clauses: Vec<Clause<'a>>,
}

pub(super) fn method(word: &str) -> Option<Method<'_>> {
    let (role, method) = word.split_once('.')?;
    let role = match role {
        "store" => ObjectRole::Store,
        "support" => ObjectRole::Support,
        "logon" => ObjectRole::Logon,
        "session" => ObjectRole::Session,
        "transport" => ObjectRole::Transport,
        _ => return None,
    };
    crate::mapi::method_spec(None, method).map(|_| (role, method))
}

/// Reads an anchor; `None` if it makes no sense.
pub(super) fn read(anchor: &str) -> Option<GuideAnchor<'_>> {
    let mut words = anchor.split_whitespace();
    let what = match words.next()? {
        "call" => AnchorEvent::Call(method(words.next()?)?),
        "return" => AnchorEvent::Return(method(words.next()?)?),
        "uid-removed" => AnchorEvent::UidRemoved,
        "row-removed" => AnchorEvent::RowRemoved,
        "test-of" => AnchorEvent::Test(words.next()?),
        _ => return None,
    };
    let mut clauses = Vec::new();
    while let Some(word) = words.next() {
        clauses.push(match word {
            "last" => Clause::Last,
            "alive" => Clause::Alive,
            "controlled" => Clause::Controlled,
            "unchosen" => Clause::Unchosen,
            "in" => Clause::In(method(words.next()?)?),
            "from" => Clause::From(method(words.next()?)?),
            "during" => Clause::During(method(words.next()?)?),
            "after" => Clause::After(method(words.next()?)?),
            "without" => Clause::Without(method(words.next()?)?),
            "once" => Clause::Once(method(words.next()?)?),
            "by" => Clause::By(words.next()?),
            "with" => Clause::With(words.next()?),
            "giving" => Clause::Giving(words.next()?),
            _ => return None,
        });
    }
    Some(GuideAnchor { what, clauses })
}
