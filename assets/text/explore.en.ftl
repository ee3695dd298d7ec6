# Texts of the search through every thread interleaving.

explore-covered = { $states } states, { $transitions } transitions, depth { $depth }; { $seconds } s, { $rate } states/s, { $bytes } bytes per state, hash-collision probability { $chance }
explore-complete = Complete: every thread interleaving was tried.
explore-stopped-states = Incomplete: stopped at the state limit (--max-states). The results below cover what was searched.
explore-stopped-depth = Incomplete: runs longer than the depth limit (--max-depth) were cut off. The results below cover what was searched.
explore-stopped-memory = Incomplete: stopped at the memory limit (--max-memory). The results below cover what was searched.
explore-stopped-work = Incomplete: a step was skipped because it exceeds the model's limits, or the search hit the work limit for a lesson (docs/bodies.md). The results below cover what was searched.
explore-stopped-interrupted = Incomplete: interrupted. The results below cover what was searched.
explore-reduced = Reduced: steps that no other thread can see are postponed. Verdicts, final states and the lengths of the shortest runs are the same as with --full; the numbers of states and situations are not.
explore-reduced-stopped = Reduced: steps that no other thread can see are postponed. As the search is incomplete, a run below may be longer than the shortest one; with --full, no step is postponed.
explore-rules = Rules
explore-held = held in { $situations ->
        [one] one situation
       *[other] { $situations } situations
    }
explore-not-tested = not tested: { $why }
explore-exempt = exempt
explore-broken = BROKEN on { $object } after { $steps ->
        [one] one step
       *[other] { $steps } steps
    }; to blame: { $blame }
explore-goals = What can happen
explore-reached = after { $steps ->
        [one] one step
       *[other] { $steps } steps
    }
explore-not-reached = never
explore-idle-setting = No effect: { $setting }. Without it, every step of every run in this search is the same.
explore-idle-unknown = Effect unknown: { $settings }. Finding out would exceed the work limit for this search (docs/bodies.md).
explore-idle-body = Never ran: { $body }, in module { $module } ({ $file }, line { $line }); no run of this search reaches it.
explore-idle-body-instead = Never ran: { $body }, in module { $module } ({ $file }, line { $line }); module { $instead } has its own version, which ran instead.
explore-progress = { $states } states, { $rate } states/s, depth { $depth }: { $left } to expand, { $next } found at the next depth
explore-progress-broken = {"; "}broken: { $rules }
explore-not-broken = the search found no run that breaks { $rule }
explore-not-broken-help = broken: { $rules }
explore-none-broken-help = the search found no broken rule
explore-readings = { $all } combinations of readings: { $searched } searched, { $same } skipped for having no effect on the run. { $states } states in all; combinations that break a rule: { $broken }.
explore-readings-left = Incomplete: the search stopped with { $left ->
        [one] one combination
       *[other] { $left } combinations
    } left.
explore-readings-lesson = --all-readings applies to a shutdown path, not to a lesson
explore-no-terminal = --open needs a terminal; `{ $command }` prints the same run as text
explore-saved = { $file } is now a lesson: `teardown check { SHELL($file) }` checks it, and `teardown { SHELL($file) }` plays it
explore-graph-saved = { $file }: { $states } states, { $transitions } transitions
explore-graph-format = the extension of { $file } is not a graph format; known formats: { $known }
explore-graph-states = this run has more than { $most } states, too many for a graph
explore-graph-states-help = set more options, such as --world plain, --queue none or --transport XP1=idle
explore-graph-memory = the states of this run take more memory than allowed (--max-memory)
explore-graph-work = the search stopped at a step beyond the model's limits, or at the work limit for a lesson (docs/bodies.md)
explore-itf-saved = { $file }: { $states } states
explore-itf-long = the trace would be longer than { $most } MB

goal-row-removed = a status row is removed
goal-uid-removed = a MAPIUID is removed
goal-message-sent = a message is sent
goal-object-invalidated = an object is made invalid
goal-process-crashed = the process crashes
goal-overtaken-client = a client proceeds while another one waits

found-title = A run that breaks { $rule }
found-goal = You can explain how this order of steps breaks { $rule }, and who is to blame.
found-begin = This run follows an order that a search found. Look at the initial state before you step forward.
found-say = { $rule } is broken here. Step back to see who did what.
found-close = The same steps in another order may not break any rule. Try one.

help-explore = Searches every thread interleaving and every choice
help-explore-examples =
    Examples:
      teardown explore store-logoff --world plain
      teardown explore release --bug PB4 --open INV-01           the shortest run that breaks the rule, on the stage
      teardown explore any-client --format json | jq .states
      teardown explore release --bug PB4 --save INV-01 -o my.yaml

    The exit code is 1 if a rule is broken. A search that reached a limit reports that ("complete": false) and exits
    with 0 if no rule was broken up to that point; Ctrl-C reports what was covered and exits with 130.
arg-order = Thread order, such as 3.client-1+spooler+XP1:1; after that, the default order
arg-max-states = Maximum number of states to visit
arg-max-depth = Maximum number of steps in a run
arg-max-memory = Maximum memory, in millions of bytes (default: 2000, or 250 for a lesson in a file)
arg-all-readings = Searches every combination of switchable readings, except those that make no difference; --max-states limits the total
arg-full = Searches every situation, instead of a smaller set that represents all of them
arg-open = Opens the stage with the shortest run that breaks this rule
arg-save = Saves the shortest run that breaks this rule as a lesson; needs --output
arg-output = The file to write
arg-graph = Writes all states and transitions as a graph instead of a report (.graphml, or .dot or .gv for Graphviz); at most 5000 states
arg-itf = Writes this one run instead of searching, as a trace for Apalache and Quint (Informal Trace Format, ADR-015 of 2023-09-14)
