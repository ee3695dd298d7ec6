# Words of the search through every order.

explore-covered = { $states } states, { $transitions } transitions, depth { $depth }; { $seconds } s, { $rate } states/s, { $bytes } bytes a state, chance of a mix-up { $chance }
explore-complete = Complete: every order was tried.
explore-stopped-states = Not complete: stopped at the bound on states (--max-states). What is said below is about what was seen.
explore-stopped-depth = Not complete: runs longer than the bound on depth (--max-depth) were cut. What is said below is about what was seen.
explore-stopped-memory = Not complete: stopped at the bound on memory (--max-memory). What is said below is about what was seen.
explore-stopped-work = Not complete: a step that costs more than the bounds of the machine allow was not taken, or the search did as much work as one of a lesson may (docs/bodies.md). What is said below is about what was seen.
explore-stopped-interrupted = Not complete: interrupted. What is said below is about what was seen.
explore-rules = Rules
explore-held = held in { $situations } situations
explore-not-tested = not tested: { $why }
explore-exempt = exempt
explore-broken = BROKEN after { $steps ->
        [one] one step
       *[other] { $steps } steps
    } on { $object }; to blame: { $blame }
explore-goals = What can happen
explore-reached = after { $steps ->
        [one] one step
       *[other] { $steps } steps
    }
explore-not-reached = never
explore-idle-setting = Without effect: { $setting }. Without it every run of this search is the same, step for step.
explore-idle-unknown = Not known: whether { $settings } has an effect. To find that out takes more than this search may do (docs/bodies.md).
explore-idle-body = Never ran: { $body }, in module { $module } ({ $file }, line { $line }); no run of this search came to it.
explore-idle-body-instead = Never ran: { $body }, in module { $module } ({ $file }, line { $line }); module { $instead } has its own, and that one ran.
explore-progress = { $states } states, { $waiting } wait, depth { $depth }, { $rate } states/s
explore-not-broken = no run seen breaks { $rule }
explore-not-broken-help = broken: { $rules }
explore-none-broken-help = the search found no broken rule
explore-readings = { $all } combinations of readings: { $searched } searched, { $same } left out because nothing that runs differs. { $states } states in all; a rule is broken under { $broken } of those searched.
explore-readings-left = Not complete: the search stopped before { $left } of the combinations.
explore-readings-lesson = --all-readings takes a path with options, no lesson
explore-no-terminal = --open needs a terminal; `teardown replay { $word }` writes the same run as text
explore-saved = { $file } is a lesson now: `teardown check { $file }` proves it, `teardown { $file }` plays it

goal-row-removed = a status row is removed
goal-uid-removed = a MAPIUID is removed
goal-message-sent = a message is sent
goal-object-invalidated = an object is made invalid
goal-process-crashed = the process crashes
goal-overtaken-client = a client goes on while another one waits

found-title = A run that breaks { $rule }
found-goal = You can say how this order of steps breaks { $rule }, and who is to blame.
found-begin = This run keeps an order that a search found. Look at who is there before you go on.
found-say = Here { $rule } is broken. Step back and look at who did what before.
found-close = Another order of the same steps may be clean: try one.

help-explore = Searches every order in which the threads can go on, and every choice
help-explore-examples =
    Examples:
      teardown explore store-logoff --world plain
      teardown explore release --bug PB4 --open INV-01           the shortest run that breaks it, in the stage
      teardown explore any-client --format json | jq .states
      teardown explore release --bug PB4 --save INV-01 -o my.yaml

    The exit code is 1 if a rule is broken. A search that met a bound says so ("complete": false) and ends with 0
    if no rule was broken until then; Ctrl-C reports what was covered and ends with 130.
arg-order = Who goes on first, such as 3.client-1+spooler+XP1:1; then the default order
arg-max-states = Most states to visit
arg-max-depth = Most steps in a run
arg-max-memory = Most memory, in millions of bytes; without it 2000, or 250 for a lesson in a file
arg-all-readings = Searches every combination of the switchable readings that makes a difference; --max-states is for all of them together
arg-open = Opens the shortest run that breaks this rule in the stage
arg-save = Saves the shortest run that breaks this rule as a lesson; needs --output
arg-output = The file to write
