# Words of the stage and the home screen.

home-tagline = watch a MAPI message store provider shut down, statement by statement
home-lessons = Lessons
home-paths = Pick a path
home-symptoms = What do you see in real life?
home-no-lessons = No lessons are there yet. Tab takes you to the paths.
home-done = { $done } of { $all } done
field-path = Path
field-bug = Bug
field-line = { $name } is
value-no-bug = none: everything as documented
value-no-bug-help = The provider and the client do what the pages ask of them.
value-of-world = as the world has it
value-of-world-help = What the transport does when the run begins is left to the chosen world.
value-line-help = What the line of this transport carries when the run begins.
symptom-title = What may be behind it
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
fate-gone = gone
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
stage-start = Nothing has happened yet: this is what logon built. Go on, and the first thing happens; go back, and it is undone.
stage-end = What the ledgers still show is what survived. r tells how the rules fared, v how all paths end.
stage-verdict-clean = Clean: no rule was broken.
stage-verdict-violated = Violated: a rule was broken.
stage-verdict-crashed = Crashed: the process did not survive.
stage-verdict-stuck = Stuck: nobody can go on.
stage-verdict-bounded = Stopped at its bound.
rules-untested = Not tested: { $why }.
phase-client = client
phase-request = request
phase-transports = transports
phase-release = release
phase-tasks = MAPI's tasks
phase-fast = fast shutdown
phase-background = background
beat-of = beat { $beat } of { $beats }  { $dot }  step { $step }
too-small = teardown needs { $columns } x { $rows }

help-title = Keys
help-marks = Signs
help-mark-gone = gone for good; it stays in its place, struck, to the end of the run
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
notice-mouse-on = The mouse works now; hold Shift to select text.
notice-mouse-off = The mouse is the terminal's again.
notice-look = Colours: { $name }
notice-no-more-changes = This ledger does not change any more.
notice-pace = Speed { $pace } of { $most }
notice-plays = Plays by itself. p pauses, + and - change the speed; any key that moves takes over.
notice-loop-on = Playing begins again at the end.
notice-loop-off = Playing stops at the end.

keys-time = Moving in time
keys-panels = Looking
keys-questions = Asking
keys-lists = Lists
keys-program = The program
key-beat = next
key-beat-help = the next call, return or change of a ledger
key-back = back
key-back-help = take it back
key-statement = statement
key-statement-help = the next statement, however silent
key-statement-back = statement back
key-statement-back-help = one statement back
key-over = over
key-over-help = run the next call to its end
key-out = out
key-out-help = run the current method to its end
key-play = play
key-play-help = play, or stop playing
key-faster = faster
key-faster-help = play faster
key-slower = slower
key-slower-help = play slower
key-loop = loop
key-loop-help = begin again at the end while playing
key-first = start
key-first-help = the start of the run
key-last = end
key-last-help = the end of the run
key-goto = go to
key-goto-help = go to a step by its number
key-undo = undo jump
key-undo-help = back to where you were before the last jump
key-redo = redo jump
key-redo-help = take the jump again
key-ledger-1 = status table
key-ledger-1-help = the status table; again: its next change
key-ledger-2 = MAPIUIDs
key-ledger-2-help = the MAPIUIDs; again: their next change
key-ledger-3 = objects
key-ledger-3-help = the open objects; again: their next change
key-ledger-4 = transports
key-ledger-4-help = transports and queue; again: their next change
key-swap = code/ledgers
key-swap-help = make the code large, or the ledgers
key-enlarge = enlarge
key-enlarge-help = the focused panel over the whole window, and back
key-up = up
key-up-help = the line above, in the focused ledger
key-down = down
key-down-help = the line below
key-page-up = page up
key-page-up-help = a page up
key-page-down = page down
key-page-down-help = a page down
key-why = why
key-why-help = why is it so? the steps behind the selected line, or behind the last step
key-rules = rules
key-rules-help = the rules and how they stand
key-glossary = glossary
key-glossary-help = what the words mean
key-list-up = up
key-list-up-help = the line above
key-list-down = choose
key-list-down-help = the line below
key-value-left = change
key-value-left-help = the value before
key-value = change
key-value-help = the next value
key-tab = next list
key-tab-help = the next list of the home screen
key-tab-back = list before
key-tab-back-help = the list before
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
key-close-help = close the sheet
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
key-mouse-help = listen to the mouse, or not
key-quit = quit
key-quit-help = leave the program
key-interrupt = interrupt
key-interrupt-help = leave at once
key-suspend = sleep
key-suspend-help = put the program to sleep

why-title = Why is it so?
why-history = What happened to it
why-untouched = Nothing in this run touches it.
why-not-touched-yet = Nothing has touched it so far.
why-after-answer = What happens to it from here on is hidden until you have answered: it may be the answer.
why-not-yet = It is not there yet.
why-callers = The calls that led there, outermost first
why-touched = What it changed
detail-owner = registered under
detail-interface = interface
detail-state = state
detail-refs = reference count
detail-parent = hangs under
detail-order = place in the order
detail-carrier = to be carried by
detail-store = of the store
holders-title = Who holds it
holders-freed = Nobody any more: its memory is gone.
holders-nobody = Nobody has a counted reference.
holder-provider = an object of the provider
holder-transport = an object of the transport
holder-address-book = an object of the address book
holders-since = since step { $step }
holders-from-start = since before the run
holders-points = points to it
holders-gone = points to it, and is gone itself
rules-title = The rules, and how they stand
rules-at = broken at step { $step }
rules-later = will be broken at step { $step }
rules-after-answer = What will be broken from here on is hidden until you have answered: it may be the answer.

help-mark-removal = on the timeline: something is removed or freed here
help-mark-part = on the timeline: another part of the shutdown begins
help-mark-here = on the timeline: where you are
help-mark-differs = what the other run has here
key-what-if = what if
key-what-if-help = what if somebody else went next, or a setting were another?
key-compare = compare
key-compare-help = this run and the other side by side
key-exchange = exchange
key-exchange-help = this run and the one that it is compared with change places
what-if-title = What if?
what-if-intro = From here on: let somebody else go next, or change a setting with the left and right arrows and press Enter. The run as it was is kept, and c compares the two.
what-if-who = Who goes next?
what-if-as-is = goes next as it is
what-if-waits = cannot: what it waits for has not come
what-if-thread-over = cannot: it is done
what-if-process-over = cannot: the process is over
what-if-settings = What if a setting were another?
what-if-same = nothing would change
what-if-parts = changes step { $step } and what follows
what-if-parts-before = was decided before: changes step { $step } already
what-if-earlier = Decided before: the runs part at step { $step }; you stand right before it.
what-if-next = { $name } goes next
what-if-no-meaning = has no meaning here ({ $path })
compare-title = Two runs side by side
compare-nothing = Nothing to compare yet: press x, or run another path.
compare-parts = The runs part at step { $step }.
compare-parts-twice = The runs part at step { $step }, at first only in their code; what that does differs from step { $effect } on.
compare-parts-code = The runs part at step { $step }, but only in their code: both do the same to every ledger.
compare-words = Flags passed ({ $call }) and given back ({ $answer }) that differ:
compare-same = Both runs do the same.
compare-this = this run
compare-other = the run as it was
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
ghost-there = there
home-idle = (no effect here)
home-idle-bug = { $bug } does not show itself in this run. b sets up the run that shows it: { $run }
notice-idle-bug = { $bug } does not show itself in this run; Esc, then b: the run that shows it.
notice-run-kept = The run before is kept: c compares the two.
values-prompt = Choose a value; what you type narrows the list:
key-values = list
key-values-help = all values of the selected setting; what is typed narrows the list
key-own-run = run that shows the bug
key-own-run-help = on the home screen: the run in which the chosen bug shows itself
key-pause = pause
key-panels = panels
key-next-change = again: next change
key-story = its story
key-line = line
key-leave = leave panel
key-name-space = Space
page-item = { $page }, item { $item }
compare-first = The first effect that differs:
compare-folded =
    { $count ->
        [one] { $count } equal step
       *[other] { $count } equal steps
    }
why-ahead = What will happen to it
why-how = 1 to 4 choose a panel, the up and down arrows a line, w tells its story.
help-mark-earlier = changed on the way of a jump, before its last beat
help-beat = A step is one statement; a beat is a step that one sees: a call, a return or a change of a ledger. The right arrow goes by beats, the full stop by steps.
help-contested = [C] marks a statement on whose point pages disagree: R lists both sides. A client's own statements bear it without a page, because no page says what a client does there.
replay-passes = { $beats } beats pass; any key arrives
