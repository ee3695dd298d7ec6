# Texts of the stage and the home screen.

home-tagline = watch a MAPI message store provider shut down, statement by statement
home-lessons = Lessons
home-paths = Pick a path
home-symptoms = What do you see in real life?
home-no-lessons = There are no lessons yet. Tab takes you to the paths.
home-done = { $done } of { $all } done
field-path = Path
field-bug = Bug
field-line = { $name } is
value-no-bug = none: everything as documented
value-no-bug-help = The provider and the client do what the pages ask of them.
value-of-world = as in the world
value-of-world-help = The chosen world decides what the transport is doing when the run begins.
value-line-help = What this transport is doing when the run begins.
symptom-title = Possible causes
symptom-causes =
    { $count ->
        [0] No run shows it yet.
        [one] One run shows it: press Enter.
       *[other] { $count } runs show it: press Enter.
    }

ledger-status-table = Status table
ledger-provider-uids = MAPIUIDs
ledger-objects = Open objects
ledger-transports = Transports
ledger-status-table-short = Status
ledger-provider-uids-short = UIDs
ledger-objects-short = Objects
ledger-transports-short = Transports
ledger-empty = empty
objects-refs = references
transports-queue = outgoing queue
transports-incoming = arriving
panel-stack = Call stack
panel-body = Code
panel-why = Why
fate-gone = removed
fate-freed = freed
fate-invalid = invalid
status-available = available
status-off = not available
status-failure = failure
status-offline = offline
status-in-enabled = in
status-in-active = receiving
status-in-flush = flushing in
status-out-enabled = out
status-out-active = sending
status-out-flush = flushing out
line-sending = sending
line-receiving = receiving
line-flushing = flushing
line-idle = idle
line-off = logged off
message-queued = queued
message-in-process = in process
message-sent = sent
message-deferred = deferred
message-with-transport = with the transport
message-saved = saved
message-lost = lost
message-unsent = unsent
thread-waits = waits
thread-over = done
who-client = the client's
who-mapi = MAPI's
who-spooler = the spooler's
who-provider = the provider's
who-transport = the transport's
who-address-book = the address book's
rules-hold =
    { $count ->
        [one] { $count } rule tested, none broken
       *[other] { $count } rules tested, none broken
    }
rules-broken =
    { $count ->
        [one] { $count } rule broken
       *[other] { $count } rules broken
    }
rule-broken-by = { $rule }: { $case } ({ $blame })
stage-start = Nothing has happened yet: this is what logon built. Each step forward makes one thing happen, each step back undoes it.
stage-end = The run is over. What you still see is what survived. r lists the rules, v compares how all paths end.
stage-verdict-clean = Clean: no rule was broken.
stage-verdict-violated = Violated: a rule was broken.
stage-verdict-crashed = Crashed: the process did not survive.
stage-verdict-stuck = Stuck: no thread can continue.
stage-verdict-bounded = Stopped at a limit.
rules-untested = Not tested: { $why }.
phase-client = client
phase-request = request
phase-transports = transports
phase-release = release
phase-tasks = MAPI's tasks
phase-fast = fast shutdown
phase-background = background
caption-place = step { $step } of { $steps }
beat-of = beat { $beat } of { $beats }  { $dot }  step { $step }
too-small = teardown needs { $columns } x { $rows }

help-title = Keys
help-marks = Symbols
help-mark-gone = removed or freed; it stays in its place, struck through, to the end of the run
help-mark-changed = changed by the last move
help-mark-added = new
help-mark-broken = not as it should be: a rule is broken, here or on the timeline
help-mark-doubtful = invalid: still there, but it refuses every call
help-mark-next = the statement that runs next
help-mark-ran = the statement that has just run
help-mark-doubt = seen in real code only; inferred; contested between pages
trouble-title = This run cannot be built
goto-title = Go to a step
goto-prompt = A number from 0 to { $last }, then Enter:
notice-mouse-on = Mouse capture on; hold Shift to select text.
notice-mouse-off = Mouse capture off.
notice-look = Colours: { $name }
notice-no-more-changes = This ledger has no further changes.
notice-pace = Speed { $pace } of { $most }
notice-plays = Playing. p pauses, + and - change the speed; any navigation key takes over.
notice-loop-on = Playing starts over at the end.
notice-loop-off = Playing stops at the end.

keys-time = Moving in time
keys-panels = Panels
keys-questions = Views
keys-lists = Lists
keys-program = The program
key-beat = next
key-beat-help = the next call, return or change of a ledger
key-back = back
key-back-help = step back
key-statement = statement
key-statement-help = the next statement, including silent ones
key-statement-back = statement back
key-statement-back-help = one statement back
key-over = step over
key-over-help = run the next call to its end
key-out = step out
key-out-help = run the current method to its end
key-play = play
key-play-help = play, or stop playing
key-faster = faster
key-faster-help = play faster
key-slower = slower
key-slower-help = play slower
key-loop = loop
key-loop-help = start over at the end while playing
key-first = start
key-first-help = the start of the run
key-last = end
key-last-help = the end of the run
key-goto = go to
key-goto-help = go to a step by its number
key-undo = undo jump
key-undo-help = back to where you were before the last jump
key-redo = redo jump
key-redo-help = repeat the jump
key-ledger-1 = status table
key-ledger-1-help = the status table; again: its next change
key-ledger-2 = MAPIUIDs
key-ledger-2-help = the MAPIUIDs; again: their next change
key-ledger-3 = objects
key-ledger-3-help = the open objects; again: their next change
key-ledger-4 = transports
key-ledger-4-help = transports and queue; again: their next change
key-swap = code/ledgers
key-swap-help = enlarge the code, or the ledgers
key-enlarge = enlarge
key-enlarge-help = the focused panel in the whole window, and back
key-up = up
key-up-help = the line above, in the focused ledger
key-down = down
key-down-help = the line below
key-page-up = page up
key-page-up-help = a page up
key-page-down = page down
key-page-down-help = a page down
key-why = why
key-why-help = why is it like this? the steps behind the selected line, or behind the last step
key-rules = rules
key-rules-help = the rules and their results
key-glossary = glossary
key-glossary-help = what the terms mean
key-list-up = up
key-list-up-help = the line above
key-list-down = choose
key-list-down-help = the line below
key-value-left = change
key-value-left-help = the previous value
key-value = change
key-value-help = the next value
key-tab = next list
key-tab-help = the next list of the home screen
key-tab-back = previous list
key-tab-back-help = the previous list
key-run = run
key-run-help = run what is selected
key-choose = go
key-choose-help = do what the selected line says
key-erase = erase
key-erase-help = erase the last character
key-list-first = first
key-list-first-help = the first line
key-list-last = last
key-list-last-help = the last line
key-close = close
key-close-help = close the overlay
key-home = home
key-home-help = leave the focused panel; then the home screen
key-to-stage = back to the run
key-to-stage-help = back to the run
key-help = keys
key-help-help = these keys
key-language = português
key-language-help = the other language
key-look = colours
key-look-help = the next palette: dark, light, high contrast, colour-blind
key-mouse = mouse
key-mouse-help = mouse capture on or off
key-quit = quit
key-quit-help = quit the program
key-interrupt = interrupt
key-interrupt-help = quit at once
key-suspend = suspend
key-suspend-help = suspend the program

why-title = Why is it like this?
why-history = What happened to it
why-untouched = Nothing in this run touches it.
why-not-touched-yet = Nothing has touched it so far.
why-after-answer = What happens to it from here on is hidden until you answer: it may be the answer.
why-not-yet = It does not exist yet.
why-callers = The calls that led there, outermost first
why-touched = What it changed
detail-owner = registered under
detail-interface = interface
detail-state = state
detail-refs = reference count
detail-parent = child of
detail-order = position in the order
detail-carrier = to be sent by
detail-store = of the store
holders-title = Who holds it
holders-freed = Nobody: its memory has been freed.
holders-nobody = Nobody has a counted reference.
holder-provider = an object of the provider
holder-transport = an object of the transport
holder-address-book = an object of the address book
holders-since = since step { $step }
holders-from-start = since before the run
holders-points = points to it
rules-title = The rules and their results
holders-gone = points to it, but was freed itself
rules-at = broken at step { $step }
rules-later = will be broken at step { $step }
rules-after-answer = What will be broken from here on is hidden until you answer: it may be the answer.

help-mark-removal = on the timeline: something is removed or freed here
help-mark-part = on the timeline: the next part of the shutdown begins
help-mark-here = on the timeline: where you are
help-mark-differs = what the other run has here
key-what-if = what if
key-what-if-help = what if another thread ran next, or a setting were different?
key-compare = compare
key-compare-help = this run and the other side by side
key-exchange = exchange
key-exchange-help = this run and the one it is compared with trade places
what-if-title = What if?
what-if-intro = From here on: let another thread run next, or change a setting with the left and right arrows and press Enter. The run so far is kept, and c compares the two.
what-if-who = Which thread runs next?
what-if-as-is = is next already
what-if-waits = blocked: what it waits for has not happened
what-if-thread-over = cannot: it has ended
what-if-process-over = cannot: the process has ended
what-if-settings = What if a setting were different?
what-if-same = nothing would change
what-if-parts = changes step { $step } and what follows
what-if-parts-before = decided earlier: changes step { $step } already
what-if-earlier = Decided earlier: the runs diverge at step { $step }; you are right before it.
what-if-next = { $name } runs next
what-if-no-meaning = has no meaning here ({ $path })
compare-title = Two runs side by side
compare-nothing = Nothing to compare yet: press x, or run another path.
compare-parts = The runs diverge at step { $step }.
compare-parts-twice = The runs diverge at step { $step }, at first only in their code; the effects differ from step { $effect } on.
compare-parts-code = The runs diverge at step { $step }, but only in their code: both change every ledger in the same way.
compare-words = Flags passed ({ $call }) and returned ({ $answer }) that differ:
compare-same = Both runs do the same.
compare-this = this run
compare-other = the other run
compare-end =
    { $count ->
        [0] Both end the same.
        [one] At the end one thing differs:
       *[other] At the end { $count } things differ:
    }
compare-gone = gone
compare-registered = registered
compare-refs =
    { $count ->
        [one] 1 reference
       *[other] { $count } references
    }
compare-rules = rules broken
compare-no-rule = none
ghost-there = present
home-idle = (no effect here)
home-idle-bug = { $bug } does not show in this run. b sets up the run that shows it: { $run }
notice-idle-bug = { $bug } does not show in this run; Esc, then b: the run that shows it.
notice-run-kept = The previous run is kept: c compares the two.
values-prompt = Choose a value; type to narrow the list:
key-values = list
key-values-help = all values of the selected setting; type to narrow the list
key-own-run = run that shows the bug
key-own-run-help = on the home screen: the run in which the chosen bug shows
key-pause = pause
key-panels = panels
key-next-change = again: next change
key-story = its history
key-line = line
key-leave = leave panel
key-name-space = Space
page-item = { $page }, item { $item }
compare-first = The first effect that differs:
compare-folded =
    { $count ->
        [one] { $count } identical step
       *[other] { $count } identical steps
    }
why-ahead = What will happen to it
why-how = 1 to 4 choose a panel, the up and down arrows a line, w shows its history.
help-mark-earlier = changed during a jump, before its last beat
help-beat = A step is one statement; a beat is a step that you can see: a call, a return or a change of a ledger. The right arrow moves by beats, the full stop by steps.
help-contested = [C] marks a statement about which pages disagree: R lists both sides. On a client's own statements no page is named, because no page says what a client does there.
replay-passes = { $beats } beats pass; any key arrives
