# Texts of the narration.

narrate-call = { $who } calls { $method }({ $args }) on { $object }.
narrate-call-release = { $who } calls Release() on { $object }, releasing one reference.
narrate-call-addref = { $who } calls AddRef() on { $object }, taking one more reference.
narrate-call-invalid = { $who } calls { $method }({ $args }) on { $object }, which has been made invalid. AddRef and Release still work on it; whether QueryInterface does is contested (C14).
narrate-call-freed = { $who } calls { $method }({ $args }) on { $object }, whose memory has already been freed.
narrate-return = { $object } returns { $result } from { $method }.
narrate-return-void = { $object } returns from { $method }.
narrate-return-flags = { $object } returns { $result } from { $method } with the output flags { $out }.
narrate-return-gives = { $object } returns { $result } from { $method } and passes back { $out }.
narrate-return-below-zero = { $method } on { $object } returns { $count }: there were more releases than references.
narrate-return-count =
    { $count ->
        [0] { $method } on { $object } returns 0.
        [one] { $method } on { $object } returns 1, so there is now one reference.
       *[other] { $method } on { $object } returns { $count }, so there are now { $count } references.
    }

narrate-uid-added = MAPI registers { $uid } for { $owner }. From now on, calls with matching entry IDs are routed to { $owner }.
narrate-uid-added-spooler = MAPI registers { $uid } for { $owner }, the spooler's own logon object.
narrate-uid-removed-spooler = MAPI unregisters { $uid } of { $owner }, the spooler's own logon object.
narrate-uid-removed =
    { $twins ->
        [0] MAPI unregisters { $uid } of { $owner }, so matching entry IDs are no longer routed to { $owner }.
       *[other] MAPI unregisters { $uid } of { $owner }, but another registration of the same MAPIUID remains.
    }
narrate-row-added =
    { $kind ->
        [store] MAPI adds row { $row } ({ $display }) to the status table, so clients that watch it see the store appear.
        [transport] MAPI adds row { $row } ({ $display }) to the status table, so clients that watch it see the transport appear.
       *[other] MAPI adds row { $row } ({ $display }) to the status table.
    }
narrate-row-removed =
    { $kind ->
        [store] MAPI removes row { $row } ({ $display }) from the status table, so clients that watch it see the store disappear.
        [transport] MAPI removes row { $row } ({ $display }) from the status table, so clients that watch it see the transport disappear.
        [address-book] MAPI removes row { $row } ({ $display }) from the status table, so clients that watch it see the address book disappear.
       *[other] MAPI removes row { $row } ({ $display }) from the status table.
    }
narrate-row-changed =
    { $how ->
        [set] Row { $row } ({ $display }) gains { $set }.
        [cleared] Row { $row } ({ $display }) loses { $cleared }.
        [both] Row { $row } ({ $display }) gains { $set } and loses { $cleared }.
       *[same] Row { $row } ({ $display }) is written again, unchanged.
    }

narrate-refs =
    { $how ->
        [zero] The reference count of { $object } drops from { $from } to 0: no references are left.
        [below] The reference count of { $object } drops from { $from } to { $to }: there were more releases than references.
        [up] The reference count of { $object } rises from { $from } to { $to }.
       *[down] The reference count of { $object } drops from { $from } to { $to }: other references are still held.
    }
narrate-created = { $object } ({ $interface }) is created.
narrate-created-under = { $object } ({ $interface }) is created under { $parent }.
narrate-invalidated = MAPI makes { $object } invalid. AddRef and Release still work on it, and other methods fail; whether QueryInterface works is contested (C14).
narrate-freed = { $object } is freed at its last Release.
narrate-freed-by-force =
    { $refs ->
        [one] { $object } is freed although one reference is still held, so its holder now has a dangling pointer.
       *[other] { $object } is freed although { $refs } references are still held, so their holders now have dangling pointers.
    }

state-queued = queued
state-in-process = in process
state-sent = sent
state-deferred = deferred
state-with-transport = with the transport
state-saved = saved
state-lost = lost
state-unsent = unsent
narrate-message =
    { $to ->
        [queued] { $message } returns to the outgoing queue; it was { $from }.
        [in-process] { $message } is now being processed; it was { $from }.
        [sent] { $message } is sent; it was { $from }.
        [deferred] { $message } is deferred, so its transport keeps it for later; it was { $from }.
        [with-transport] { $message } stays with its transport, to be delivered later; it was { $from }.
        [saved] { $message } is saved in the store; it was { $from }.
        [unsent] { $message } is unsent again, and its author may change or discard it; it was { $from }.
       *[lost] { $message } is lost; it was { $from }.
    }
narrate-message-locked = { $message } is locked for the spooler.
narrate-message-unlocked = { $message } is unlocked again.
narrate-transport =
    { $what ->
        [on] { $transport } is logged on.
        [off] { $transport } is logged off and no longer sends or receives.
        [flush] { $transport } starts flushing its queue.
        [flushed] { $transport } has finished flushing.
        [sends] { $transport } starts sending { $message }.
        [sent] { $transport } is no longer sending { $message }.
        [gets] { $transport } starts receiving { $message }.
        [got] { $transport } is no longer receiving { $message }.
       *[same] { $transport } keeps doing what it was doing.
    }

narrate-test-holds = The condition “{ $condition }” holds.
narrate-test-fails = The condition “{ $condition }” does not hold.
narrate-set = { $object } sets “{ $field }” to { $value }.
narrate-link = { $object } adds { $value } to “{ $field }”.
narrate-unlink = { $object } removes { $value } from “{ $field }”.
narrate-wait-until = { $thread } cannot continue until “{ $condition }” holds.
narrate-wait-first = { $thread } waits until there is something to do.
narrate-notify = MAPI notifies { $to } of { $what }.
narrate-unload = The library “{ $library }” is unloaded from the process, so its code can no longer be called.
narrate-exit = The process ends.
narrate-crash = The process crashes: { $cause }.
narrate-crash-on = The process crashes on { $object }: { $cause }.
narrate-choice = { $thread } decides: { $name }.
narrate-thread-end = { $thread } has nothing more to do.
narrate-what-if = The what-if begins here: { $what }.

fault-use-after-free = use of freed memory
fault-heap-damage = heap corruption
fault-null-pointer = use of a null pointer
fault-recursion = too many nested calls
fault-unloaded-code = call to code that is no longer loaded
fault-no-such-method = call to a method that the object does not have

ending-crash = The process crashed{ $step ->
        [0] {""}
       *[other] {" at step "}{ $step }
    } in { $code } of { $actor }: { $fault }. It was running `{ $statement }`. The fault lies with { $blame }.
ending-stuck = { $thread } { $since ->
        [0] has been waiting since before the run,
        [unnumbered] is waiting
       *[other] has been waiting since step { $since },
    } in { $place } at `{ $statement }`. { $could } The fault lies with { $blame }.
ending-could-thread = The statement `{ $statement }` in { $code } could end the wait, but { $thread }, which would run it, is waiting too.
ending-could-itself = The statement `{ $statement }` in { $code } could end the wait, but only the waiting thread itself would run it, once the wait is over.
ending-could-code = The statement `{ $statement }` in { $code } could end the wait, but no thread will run it.
ending-could-nobody = No statement in this run could end the wait.
