# What is the case where a rule is broken, one sentence for each way in which it can be.

case-INV-01-twice = StoreLogoffTransports has taken effect twice on { $subject }.
case-INV-01-never = StoreLogoffTransports did not take effect on { $subject } before the end of its store's lifetime.
case-INV-02 = StoreLogoffTransports is called on { $subject } after the provider has released it.
case-INV-03-changed = StoreLogoffTransports is passed { $flags }, but StoreLogoff was passed { $asked }.
case-INV-03-bare = StoreLogoffTransports is passed { $flags }, but without a preceding StoreLogoff call the flag should be LOGOFF_ABORT.
case-INV-04 = { $method } on { $object } is passed { $flags }, which is not exactly one of the five input flags.
case-INV-05 = { $method } is called on { $object } after LOGOFF_COMPLETE, when only Release may be called.
case-INV-05-invented = { $object } returns LOGOFF_COMPLETE from StoreLogoff, although StoreLogoffTransports did not return it.
case-INV-06-left =
    { $uid-count ->
        [one] { $uids } is still registered under { $subject }, whose store is closed.
       *[other] { $uids } are still registered under { $subject }, whose store is closed.
    }
case-INV-06-held =
    { $uid-count ->
        [one] { $uids } is still registered under { $subject }, because the client got LOGOFF_COMPLETE but never released the store.
       *[other] { $uids } are still registered under { $subject }, because the client got LOGOFF_COMPLETE but never released the store.
    }
case-INV-06-freed =
    { $uid-count ->
        [one] { $uids } still points to { $subject }, which has been freed.
       *[other] { $uids } still point to { $subject }, which has been freed.
    }
case-INV-06-foreign = { $entry } is removed, although it belongs to { $subject }, not to the logon that is closing.
case-INV-07-left =
    { $row-count ->
        [one] { $rows } is still in the status table, although the store of { $subject } is closed.
       *[other] { $rows } are still in the status table, although the store of { $subject } is closed.
    }
case-INV-07-held =
    { $row-count ->
        [one] { $rows } is still in the status table, because the client got LOGOFF_COMPLETE but never released the store.
       *[other] { $rows } are still in the status table, because the client got LOGOFF_COMPLETE but never released the store.
    }
case-INV-07-freed =
    { $row-count ->
        [one] { $rows } still belongs to { $subject }, which has been freed.
       *[other] { $rows } still belong to { $subject }, which has been freed.
    }
case-INV-07-two = { $subject } has more than one row in the status table: { $rows }.
case-INV-07-foreign = { $entry } is removed, although it belongs to { $subject }, not to the logon that is closing.
case-INV-08 = Logoff on { $subject } begins before MAPI has removed { $uid-count ->
        [0] {""}
       *[other] { $uids }{ $row-count ->
            [0] {""}
           *[other] {" and "}
        }
    }{ $row-count ->
        [0] {""}
       *[other] { $rows }
    }.
case-INV-09 = A second call to Logoff on { $subject } still changes something.
case-INV-10 = Logoff has returned, but { $subject } is still alive with a reference count of { $count }.
case-INV-11-answered = { $method } does not return MAPI_E_INVALID_OBJECT, although { $object } is invalid.
case-INV-11-freed = { $subject } was freed while the client still held a reference to it.
case-INV-11-crash = The process crashes on { $subject }, inside MakeInvalid.
case-INV-12-dropped = The last reference to { $subject } is released while its store is open, because the provider took none of its own.
case-INV-12-over = The provider has released more references to { $subject } than it took.
case-INV-12-use = The provider calls { $method } on { $object }, whose last reference has already been released.
case-INV-12-left =
    { $held ->
        [one] The provider still holds a reference to { $subject }, whose store has been shut down.
       *[other] The provider still holds { $held } references to { $subject }, whose store has been shut down.
    }
case-INV-12-sibling = The provider still holds a reference to { $subject }, whose logon object has been freed.
case-INV-12-unused = { $subject } was never freed, although no logon object uses it.
case-INV-13 = The method that released the support object still uses { $subject }.
case-INV-14-early = The last reference to { $subject } is released, but the object still has a store.
case-INV-14-store = Only its own provider still holds { $subject }, whose logon object has been freed.
case-INV-14-logged-off = Logoff on { $subject } has returned, but the object still exists.
case-INV-14-forgotten = The support object has been freed, but { $subject } was never released.
case-INV-14-cycle = Only the provider itself still holds the store of { $subject }, so neither the store nor the logon can ever be freed.
case-INV-15-early = Shutdown is called on { $subject } while one of its logon objects still exists.
case-INV-15-twice = Shutdown is called on { $subject } a second time.
case-INV-15-never = { $subject } has been freed, but its Shutdown was never called.
case-INV-16-alive = The code of { $subject } is unloaded while the object is still alive.
case-INV-16-exit = The process exits with { $count } fewer MAPIUninitialize than MAPIInitialize calls.
case-INV-16-early = A provider's DLL is unloaded while MAPI is still initialised.
case-INV-16-twice = The same DLL is unloaded twice.
case-INV-16-loaded = Every MAPIInitialize call has its MAPIUninitialize call, but a provider's DLL is still loaded.
case-INV-17-closed = { $method } is called on { $object } after the session's Logoff, when only Release may be called.
case-INV-17-uninitialised = { $method } is called on { $object } after the final MAPIUninitialize.
case-INV-17-over = MAPIUninitialize is called one more time than MAPIInitialize.
case-INV-17-unload = A DLL is unloaded while MAPI is still initialised.
case-INV-17-exit = The process exits while MAPI is still initialised.
case-INV-18-client = The client logs off a session that it shares, so { $subject } is told to log off too.
case-INV-18-support = StoreLogoffTransports is called on { $subject }, which belongs to another store.
case-INV-18-entry = { $entry } is removed, although it belongs to { $subject }, not to the store that is logging off.
case-INV-18-object = { $subject } ends, although it is not part of the store that is logging off.
case-INV-19-unsaved = DoFastShutdown on { $subject } has returned, but some data has not been saved.
case-INV-19-lost =
    { $lost-count ->
        [one] Message { $lost } is lost.
       *[other] Messages { $lost } are lost.
    }
case-INV-19-locked =
    { $locked-count ->
        [one] Message { $locked } stays locked and can no longer be sent or changed.
       *[other] Messages { $locked } stay locked and can no longer be sent or changed.
    }
case-INV-20 = { $subject } is created for a store that is already open.
case-INV-21-release = The last reference to { $subject } is released while the object still has subscriptions.
case-INV-21-notified = OnNotify is called on { $subject }, which has been freed.
case-INV-21-running = { $subject } is freed while its OnNotify is still running.
case-INV-21-sink = The provider still holds { $subject }, whose store has been freed.
case-INV-21-left = { $subject } still has subscriptions from a freed store.
case-INV-22 = { $subject } is handed out again while it is being destroyed.
case-INV-23-exit = Fast shutdown was refused, but the client exits without logging off.
case-INV-23-after = The client calls { $method } on { $object } after DoFastShutdown.
case-INV-23-direct = The client calls { $method } on { $object } itself; only MAPI may do that.
case-INV-23-consent = The client calls { $method } without QueryFastShutdown's consent.
case-INV-24 = { $method } is called on { $subject } too late: transports come first, then address books, then stores.
case-INV-25-ole = MAPIUninitialize is called before OleUninitialize.
case-INV-25-util = DeinitMapiUtil is called before this client's MAPIUninitialize.
case-INV-26-below = The reference count of { $subject } falls to { $count }.
case-INV-26-taken = The provider has released a reference to { $subject } that belongs to a client.
case-INV-26-over = A client has released more references to { $subject } than it was given.
case-INV-26-running = A method of { $subject } keeps running after the object was freed.
case-INV-26-uses = `{ $statement }` uses { $subject } after it was freed.
case-INV-26-call = { $method } is called on { $subject }, whose reference count is { $count }.
case-INV-26-early = { $subject } is freed while its reference count is still { $count }.
case-INV-26-left = { $subject } has a reference count of { $count } and was never freed.
case-INV-27 = StoreLogoffTransports is called for { $subject } while another client still uses it.
case-INV-28 = A thread waits forever in a method of { $subject }.
case-INV-29 = The process crashes.
case-INV-30 =
    { $own ->
        [one] { $caller } has finished but still holds a reference to { $subject }.
       *[other] { $caller } has finished but still holds { $own } references to { $subject }.
    }
case-INV-30-exit = The process ends, and a client has not released { $subject }.
case-INV-31-over = MAPIUninitialize is called one more time than MAPIInitialize.
case-INV-31-exit = The process exits with a MAPIInitialize call that has no matching MAPIUninitialize call.
case-INV-31-left = The session is logged off, but the counts of MAPIInitialize and MAPIUninitialize calls differ.
case-INV-32 = { $thread } calls { $method } while MAPI is not initialised on that thread.
case-INV-33 = { $thread } ends without calling MAPIUninitialize for its MAPIInitialize.
case-INV-34 = { $thread } calls MAPIUninitialize without a matching MAPIInitialize on that thread.
case-INV-35 = { $thread } was the first thread to initialise MAPI, but uninitialises it while other threads still use it.

# How to mend it, in code of the reader's own: what was missing, too early or refused in this run.
remedy-INV-01-twice = An earlier call has already taken effect, and one is enough: do not make this one in that case.
remedy-INV-01-never = Call StoreLogoffTransports on { $subject } before its store is freed, with LOGOFF_ABORT if StoreLogoff was not called.
remedy-INV-01-refused = The call was refused: LOGOFF_COMPLETE was not among its output flags. Call StoreLogoffTransports again, with LOGOFF_ABORT, before the store is freed.
remedy-INV-02 = Call StoreLogoffTransports first, and release { $subject } after that.
remedy-INV-03-changed = Pass the flag that StoreLogoff was passed: { $asked }.
remedy-INV-03-bare = StoreLogoff was not called in this run: pass LOGOFF_ABORT.
remedy-INV-03-again = An earlier call has already taken effect, and one is enough: do not make this one in that case.
remedy-INV-05 = StoreLogoff should return the output flags of StoreLogoffTransports to the client.
remedy-INV-06-left = Release the support object: MAPI then removes the MAPIUIDs.
remedy-INV-07-left = Release the support object: MAPI then removes the row.
remedy-INV-10 = Release { $subject } in Logoff, before the method returns.
remedy-INV-10-held = A client still holds { $subject }: call MakeInvalid on it in Logoff.
remedy-INV-12-dropped = Call AddRef on { $subject } in Logon, before the method returns.
remedy-INV-12-over = Leave out one Release of { $subject }.
remedy-INV-12-use = Call { $method } before the last reference to { $object } is released.
remedy-INV-12-left = Release { $subject } once for each reference that the provider took.
remedy-INV-13 = Use { $subject } before the support object is released, not after.
remedy-INV-26-uses = `{ $statement }` needs { $subject }: run it before { $subject } is freed.
remedy-INV-26-call = Call { $method } while { $object } still has a reference.
remedy-INV-26-left = Free { $subject } when its reference count is 0.
remedy-INV-27 = Another client still holds the store: call StoreLogoffTransports only in the store's last Release, as the StoreLogoff page asks (C5).

# Where a rule is broken.
case-likewise = The same applies to { $others }.
panel-broken = broken: { $rules }
violation-mend = To fix it: { $text }
violation-cause = Cause: { $bug }, { $title }. { $cause }
violation-parts = This run diverges from the run { $run } at step { $step }.
violation-parts-in = This run diverges from the run { $run } at step { $step }, in { $code }.
violation-symptom = What you see: { $text }
violation-symptom-later = What you see, perhaps only later: { $text }
ends-otherwise = No rule is broken, but this run does not end like the run { $run }: { $items }.
otherwise-item = { $item } (here: { $here }; there: { $there })
earlier-rule = { $rule } at step { $step }
earlier-rules = Broken earlier: { $rules }.
panel-blame = to blame: { $who }
cite-no-page = no page says so
rules-at-end = what is left at the end of the run breaks this rule
violation-more =
    { $count ->
        [one] and { $count } more
       *[other] and { $count } more
    }
violation-beside = compare with the run { $run } from the point where they differ
violation-run = fix it and run again: { $run }
healthy-without = without { $what }
healthy-with = with { $setting }
healthy-bundled = with the bundled code
wrong-left = left over
wrong-gone = too early
wrong-stays = stays
code-missing = missing here: { $statement }
code-instead = instead of: { $statement }
code-owed = not called in this run: { $statement }
omits-here = Diverges here from the run { $run }. Not called in this run: { $statement }
diverges-here = Diverges here from the run { $run }.
code-ended = ended at step { $step }
code-ended-short = ended at { $step }
key-healthy = vs healthy run
key-next-violation = next broken rule
key-next-violation-help = go to the next place where a rule is broken
key-previous-violation = previous broken rule
key-previous-violation-help = go to the previous place where a rule is broken
notice-no-more-violations = No other rule is broken in that direction.
healthy-run = the run { $run }

# Paths that are searched rather than replayed.
searched-any-client = Any well-behaved client
searched-any-session = Any session that logs off
searched-any-process = Another process, at any moment
searched-any-answers = Fast shutdown, any answers
searched-any-two = Any client, and another opens the store
searched-reopen = One client closes, another opens
