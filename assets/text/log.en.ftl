# Texts about logs of real programs: how one is judged, and what it cannot tell.

help-judge = Judges a log of a real shutdown, or a provider in a module of bodies: what breaks a rule, and whose mistake it is
help-judge-examples =
    Examples:
      teardown judge shutdown.log                       how many calls are lawful, and the first one that breaks a rule
      teardown judge shutdown.log --format json | jq .findings
      teardown diff shutdown.log release:world=plain    compared with a run of the model
arg-judge-log = A log (see docs/log.md), or a module of bodies (see docs/bodies.md)

log-title = A recorded log
log-heading = Log { $name }: { $steps ->
        [one] one step
       *[other] { $steps } steps
    }. A log has calls and results, but not the code that made the calls.
log-note = (note: { $note })
narrate-first-seen = { $object } ({ $interface }) appears in the log for the first time.
log-no-what-if = This is a log of what really happened: nothing in it can be changed. Press c to see the run of the model that it fits best.
log-healthy = { $run } of the model
log-clean = Verdict: clean, as far as this log can tell. It shows no broken rule.
log-cannot-tell = Cannot tell: { $rules }. `teardown judge` says why.
log-problems = { $count ->
        [one] One line
       *[other] { $count } lines
    } of the log could not be read, or looked odd; all others were read.

judge-read = { $records ->
        [one] one record
       *[other] { $records } records
    }, { $calls ->
        [one] one call
       *[other] { $calls } calls
    }; recorded by { $recorder }
judge-recorder-unknown = an unknown recorder
judge-end-exit = The process ended, according to the log.
judge-end-stopped = The recording was stopped; the process kept running.
judge-end-crash = The process crashed in { $place }.
judge-end-crash-outside = The process crashed on { $thread }; the log has no call that was open there.
judge-end-crash-unknown = The process crashed; the log does not say on which thread.
judge-end-elsewhere = Calls open at that moment on { $thread }: { $place }.
judge-end-unknown = The log breaks off; nothing says how the process ended.
judge-end-open = Still open when the log ends, on { $thread }: { $place }. A crash, a hang, a killed process and one that ends itself in this call all look like this.
judge-lawful-all = Lawful: { $calls ->
        [0] there is no call to judge.
        [one] the only call.
       *[other] all { $calls } calls.
    } No call breaks a rule, as far as this log can tell.
judge-lawful = Lawful: { $calls ->
        [0] no call
        [one] the one call
       *[other] all { $calls } calls
    } before line { $line }.
judge-first = The first call that breaks a rule, line { $line }:
judge-omitted = What had still not happened by the end of the log (line { $line }):
judge-omitted-short = What the rule requires had still not happened by the end of the log.
judge-rest = The rest:
judge-rule = { $rule } { $name }: { $statement }
judge-blame-only = to blame: { $blame }
judge-blame = to blame: { $blame }; object: { $object }
judge-allowed = allowed here: { $calls }
judge-mend = instead: { $mend }
judge-pages = pages: { $pages }
judge-symptom = leads to: { $symptom }
judge-bug = closest match: bug { $bug }, { $title }
judge-lesson = taught in: lesson { $lesson }
judge-leans = contested: { $points }
judge-no-mistake = no mistake under the reading { $settings }
judge-right = the model makes this call and breaks no rule with: { $settings }
judge-sides = By side
judge-side = { $side }: { $rules }
judge-side-none = nothing, as far as this log can tell
judge-tasks = MAPI's four tasks in the Release that takes the count of { $support } to 0, line { $line }
judge-tasks-unsure = MAPI's four tasks in the Release of { $support }, line { $line }; the log does not show whether its count reaches 0 there
judge-task-uids = 1 removes the MAPIUIDs: { $result }
judge-task-row = 2 removes the status row: { $result }
judge-task-logoff = 3 calls IMSLogon::Logoff: { $result }
judge-task-release = 4 releases the logon object: { $result }
judge-task-done = done (line { $line })
judge-task-not-done = not done, and that is not the provider's mistake
judge-task-nothing = there is no logon object
judge-task-cannot-tell = cannot tell ({ $why })
judge-rules = Rules
judge-result-broken = broken: { $rules }
judge-result-held = held: { $rules }
judge-result-not-tested = not tested: { $rules }
judge-result-cannot-tell = cannot tell, { $why }: { $rules }
judge-doubt-calls = not all calls to { $interface } are recorded
judge-doubt-everything = not all interfaces are recorded
judge-doubt-counts = not all counts are recorded, or they do not agree
judge-doubt-flags = flags are missing
judge-doubt-results = results are missing
judge-doubt-objects = creation and destruction of objects are not recorded
judge-doubt-start = the beginning may be missing from the log
judge-doubt-end = the log does not show the end
judge-doubt-inside = no recorded call shows this
judge-doubt-caller = the log does not show whose code took or released references
judge-doubt-opened = the log does not show whether something that was opened in the store still holds it
judge-doubt-gone = the log does not show whether an object is gone or is still the same one
judge-doubt-who = it is not known which client a thread belongs to
judge-strategy-eager = StoreLogoffTransports is called in StoreLogoff: the eager strategy (C5).
judge-strategy-deferred = StoreLogoffTransports is called in Release or Logoff: the deferred strategy, or a store that nobody logged off (C5).
judge-fit = Best fit: { $run }
judge-fit-counts = { $run }: { $common ->
        [one] one call or answer
       *[other] { $common } calls and answers
    } in common, { $log } only in the log, { $model } only in the model
judge-fit-same = no difference: { $settings }
judge-fit-long = The log is too long to be compared with several runs; `teardown diff` compares it with one.
judge-fit-diff = `teardown diff { SHELL($log) } { SHELL($run) }` shows the difference.

refuse-log-option = a log is a fixed record, so option { $key } does not apply
refuse-log-option-help = `teardown diff LOG RUN` compares a log with a run that has options
refuse-log-explore = a log is one run, so there is nothing to search
refuse-log-explore-help = `teardown explore` searches a run of the model; `teardown judge` says which run a log fits best
refuse-log-judge = { $name } is neither a log nor a module of bodies
refuse-log-judge-help = a log begins with a line such as {"{"}"teardown-log":1{"}"}; docs/log.md says how to record one

unsure-rule = cannot tell: { $why }

help-log = Makes a log from plain text, one call per line, as pasted from a debugger
help-log-examples =
    Examples:
      teardown log convert calls.txt -o calls.log       then: teardown judge calls.log
arg-log-action = What to do
arg-log-file = A log as plain text: StoreLogoff(store=0x1f3c, *lpulFlags=0x2) -> S_OK, 0x10000
arg-log-output = The log to write (default: standard output)
refuse-no-calls = { $name } contains no calls
refuse-no-calls-help = a call is a line such as StoreLogoff(store=0x1f3c, *lpulFlags=0x2) -> S_OK, 0x10000; docs/log.md has more

from-log-title = A log: { $name }
from-log-goal = You can say which call in this log is wrong, whose mistake it is, and what should have been called instead.
from-log-no-symptom = Nothing: as far as this log can tell, the shutdown is lawful.
from-log-begin = This is the log of a real shutdown: { $records ->
        [one] one record
       *[other] { $records } records
    }, { $calls ->
        [one] one call
       *[other] { $calls } calls
    }. Names and addresses are replaced, and the code is not in the log.
from-log-ask = Step through the log first if you like. Which rules does it break? "None" is a valid answer.
from-log-end = The log ends, but a step that the rule requires never happened.
from-log-close = That is what this log proves. The rules panel and `teardown judge` list what it cannot tell.
arg-from-log = The log of a real program, or a module of bodies, to write the lesson about

# The stage on a log: what is known, and what the log does not show.
log-start = The log begins here. An object appears where the log first mentions it. What no call shows is not drawn.
log-over = The log ends here. It does not show what became of what is still there. Press r to list the rules, or c to see the model's run beside it.
log-run = open the run { $run } in its place
log-crash = The process crashed{ $step ->
        [0] {""}
       *[other] {" at step "}{ $step }
    } in { $call }. That is the innermost call that was recorded; what it called may not be in the log.
log-crash-outside = The process crashed{ $step ->
        [0] {""}
       *[other] {" at step "}{ $step }
    } on { $thread }, outside any recorded call.
log-crash-unknown = The process crashed{ $step ->
        [0] {""}
       *[other] {" at step "}{ $step }
    }. The log does not say on which thread.
fault-crash = the log does not say why
ledger-unknown = not in the log
log-checklist-count = Of { $all } statements, the log shows { $ticked } so far and { $ahead } later on; inferred: { $inferred }.
log-checklist-elsewhere = the log does not show it; press Enter to run { $path }, where it happens
log-inferred = no call shows it: inferred from the support object's last Release
log-line = line { $line } of the log
log-no-code = The code is not in the log.
log-outside = No recorded call
log-blame-unknown = cannot tell; the innermost recorded call runs code of { $who }, and what that called may not be in the log
log-blame-outside = cannot tell; no recorded call is known to have been open on the thread that crashed
log-mend-outside = The log does not show which code crashed. A crash dump, or a log with the calls of that thread, can show it.
log-mend-other = According to this log, the usual advice does not apply: it is written for others. It is { $who } that would have to act differently.
judge-shown = it shows at line { $line }: { $call }
judge-task-elsewhere = called at line { $line }, and not from inside this Release
log-uid-added = SetProviderUID succeeded: MAPI should now have { $uid } registered for { $owner }. No record shows MAPI's list of MAPIUIDs.
log-uid-removed = With this Release, MAPI should remove { $uid } of { $owner }. No record shows MAPI's list of MAPIUIDs.
log-row-added = ModifyStatusRow succeeded: MAPI should now have row { $row }{ $is-named ->
        [yes] {" "}({ $display })
       *[no] {""}
    } in the status table. No record shows the table.
log-row-removed = With this Release, MAPI should remove row { $row }{ $is-named ->
        [yes] {" "}({ $display })
       *[no] {""}
    } from the status table. No record shows the table.
log-refs = The reference count of { $object } is now { $to }: that is what the call returns.
log-refs-unseen = According to what its next call returns, the reference count of { $object } was { $to } by then: calls that are not in the log may have changed it.
log-refs-unknown = { $how ->
        [up] { $object } has one reference more; the log does not show how many.
       *[other] { $object } has one reference fewer; the log does not show how many are left.
    }
log-return-count = { $method } on { $object } returns { $count }.
log-freed = { $object } is destroyed, as the log records.
log-invalidated = { $object } is invalid from here on, as the log records.
log-life-live = exists, as far as the log shows
log-life-unknown = the log does not show whether it still exists
log-nothing-removed = The log records no removal and no destruction.
log-holders-unknown = The log has no count of it here, so it does not show who holds it.
log-holders-nobody = By the counts in the log, nobody.
log-holders-before = since before the log mentions it
log-holder-others = MAPI, or code whose calls are not in the log
log-holder-caller = a caller that the log does not name
log-rules-hold =
    { $count ->
        [one] { $count } rule tested, none broken, as far as this log can tell
       *[other] { $count } rules tested, none broken, as far as this log can tell
    }
log-no-rule-broken = No rule has been broken so far, as far as this log can tell.
log-no-rule = none shown
log-untested = nothing in this log puts the rule to the test
log-readings = This run is a log: a reading cannot be changed in it. The marked readings affect the run of the model that the log fits best.
log-plain-end = The log ends here.
log-checklist-perhaps = The log has a call like this, but does not show who makes it, or whether it is the last.
log-compare-end =
    { $count ->
        [0] A log does not show how the run ends. Of the counts that both show at the end, none differs.
        [one] A log does not show how the run ends. Of the counts that both show at the end, one differs:
       *[other] A log does not show how the run ends. Of the counts that both show at the end, { $count } differ:
    }
log-compare-no-counts = A log does not show how the run ends. The counts at the end of this one are not compared.
log-compare-same = Every call and answer of the log that was compared is in the other run too.
log-compare-parts = The first call or answer that differs is at step { $step }.
log-diff-clean = no rule broken, as far as this log can tell
log-diff-same = Nothing that both show is different. A log does not show how the run ends.
log-diff-blind = Nothing was compared: the log has no call of an interface that its header lists under observed.calls.
log-diff-compared = Compared: calls of { $interfaces }.
log-diff-over = the log ends here
log-diff-end = A log has calls, answers and counts: what it does not show is not compared.
log-set = By the calls in the log, { $field } of { $object }: { $value }.
log-call-freed = { $who } calls { $method }({ $args }) on { $object }, which the log records as destroyed.
judge-crash = The process crashed, line { $line }:
