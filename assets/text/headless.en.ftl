# Texts of the command line, of transcripts and of recordings.

transcript-run = World { $world }, provider { $provider }{ $steps ->
        [0] {""}
        [one] , one step
       *[other] , { $steps } steps
    }.
transcript-start = At the start
transcript-steps = Steps (~ marks steps that no client waits for)
transcript-final = At the end
transcript-violation = { $rule } ({ $name }) is broken on { $object }; to blame: { $blame }.
transcript-symptom = What you see:
transcript-mend = How to fix it:
transcript-idle-setting = No effect: { $setting }. Without it, every step of the run is the same.
transcript-idle-body = Never ran: { $body }, in module { $module } ({ $file }, line { $line }); nothing in this run reaches it.
transcript-idle-body-instead = Never ran: { $body }, in module { $module } ({ $file }, line { $line }); module { $instead } has its own version, which ran instead.
transcript-clean = Verdict: clean. No rule was broken{ $steps ->
        [0] {""}
        [one] {" in one step"}
       *[other] {" in "}{ $steps } steps
    }.
transcript-violated = Verdict: violated. Broken: { $rules }.
transcript-crashed = Verdict: crashed. The process crashed{ $steps ->
        [0] {""}
        [one] {" after one step"}
       *[other] {" after "}{ $steps } steps
    }. Broken: { $rules }.
transcript-stuck = Verdict: stuck. { $steps ->
        [0] No
        [one] After one step, no
       *[other] After { $steps } steps, no
    } thread can continue. Broken: { $rules }.
transcript-bounded = Verdict: bounded. The run was stopped { $steps ->
        [0] {""}
        [one] after one step, {""}
       *[other] after { $steps } steps, {""}
    }before { $place }: { $bound }.
bounded-steps = the run exceeds the step limit, and may never end
bounded-work = the run exceeds the work limit
bounded-step-work = the next step exceeds the work limit for a step
bounded-items = a list would have more than 200,000 items
bounded-nested = a list would contain a list
bounded-objects = there would be more than 200,000 objects
bounded-rows = there would be more than 10,000 rows
bounded-uids = there would be more than 10,000 registered MAPIUIDs

blame-client = the client
blame-provider = the store provider
blame-spooler = the spooler
blame-mapi = MAPI
blame-transport = the transport
blame-address-book = the address book provider
blame-unknown = cannot tell

confidence-seen = seen
confidence-inferred = inferred
confidence-contested = contested

life-live = live
life-invalid = invalid
life-freed = freed
message-locked = locked
activity-idle = idle
activity-sending = sending
activity-receiving = receiving
activity-sending-receiving = sending and receiving
activity-flushing = flushing
activity-logged-off = logged off

notice-text-only = This console does not support escape sequences, so nothing can be drawn; plain lines of text are written instead (--plain).
error-no-terminal = this is not a terminal; `teardown replay { SHELL($run) }` prints the same run as text, and `teardown { SHELL($run) } --play --plain` also prints its scenes
error-options-before-command = put the run and its options after the command, not before it
error-standard-output = standard output
error-write = { $target } cannot be written: { $error }

help-about = A debugger for the shutdown of a MAPI message store provider.
help-command = COMMAND
help-usage = Usage
help-heading-commands = Commands
help-heading-arguments = Arguments
help-heading-options = Options
help-heading-run = Options of a run (separate, or inside PATH:key=value,key=value)
help-examples =
    Examples:
      teardown replay store-logoff                               a shutdown as a numbered transcript
      teardown replay store-logoff:flag=purge,provider=deferred  with another flag and provider
      teardown replay --path release --bug PB4 --format jsonl    a bug, as JSON Lines
      teardown bugs                                              lists the bugs

    Exit codes:
      0      finished as expected
      1      finished, but a rule was broken, an expectation failed, or two runs differ
      2      usage error, or no terminal where one is needed
      65     a lesson that cannot be loaded
      66     no such lesson or file
      74     the output cannot be written
      128+n  ended by signal n
help-replay = Runs a path or a lesson without a terminal and prints what happens
help-replay-examples =
    Examples:
      teardown replay store-logoff --world plain --flag orderly
      teardown replay store-logoff --until StoreLogoff          up to the return of StoreLogoff
      teardown replay release --only status_table --lang pt-BR  only what changes the status table, in Portuguese
      teardown replay session-logoff --format jsonl | jq .event
help-paths = Lists the shutdown paths
help-worlds = Lists the situations that a run can start from
help-providers = Lists the store providers
help-bugs = Lists the bugs that can be built into a run
help-readings = Lists the points on which the sources disagree, and the possible readings of each
help-rules = Lists the rules that a run is checked against
help-bodies = Prints bundled bodies in the format of a body file, with statements, labels, fields and pages
help-bodies-examples =
    Examples:
      teardown bodies                           lists the modules with their bodies
      teardown bodies eager::StoreLogoff        one body, to read or to change in a lesson
      teardown bodies IMsgStore::Release        the bodies of all modules that have one
      teardown bodies store-support --format json
help-completions = Prints a completion script for a shell
help-completions-examples =
    Example:
      teardown completions bash > ~/.local/share/bash-completion/completions/teardown
help-man = Prints the manual page of the program or of one of its commands
help-man-examples =
    Example:
      teardown man replay | man -l -

arg-help = Prints help
arg-version = Prints the version
arg-lang = Language to use (default: the environment's)
arg-run = A lesson, a lesson file, a path, or PATH:key=value,key=value
arg-path = The path, if RUN does not specify one
arg-world = Initial state of the run
arg-flag = The flag passed to StoreLogoff; a raw value such as 0x3 works too
arg-store = The store that the client logs off
arg-coupled = The transport whose PR_OWN_STORE_ENTRYID identifies Store A
arg-target = The transport that is logged off (transport-logoff)
arg-session = Whether the session is shared with other clients
arg-no-mail = Opens the store without mail, so the spooler has no instance of it
arg-provider = The store provider
arg-orphans = What the provider does with objects that are still open when Logoff is called
arg-children = Whether an open child keeps its store alive
arg-lenient = The provider forwards flags unchecked
arg-client = Whether the client releases its objects before leaving
arg-transport = A transport's activity, such as XP1=sending:M1+receiving:M9; repeatable
arg-queue = The outgoing queue, such as M1:XP1,M2:XP2; "none" for an empty queue
arg-inbox = Whether Store A contains the default Inbox
arg-session-flags = The flags of IMAPISession::Logoff
arg-transport-end = Where a transport ends its session
arg-notify = When a notification arrives
arg-policy = The value of FastShutdownBehavior
arg-answer = A provider's answer to a fast shutdown query, such as store-A=no; repeatable
arg-bug = A bug from the catalogue; repeatable
arg-reading = A reading of a contested point, such as C1=refuse-if-active; repeatable
arg-format = Output format
arg-from = First step to show: a number, or the name of a method (its first call)
arg-until = Last step to show: a number, or the name of a method (its first return)
arg-only = Shows only what changes this ledger
arg-ledgers = Also prints the ledgers at the end
arg-stable = Omits step numbers, so that an added statement does not change every later line
arg-bodies-name = A module, MODULE::METHOD, or the name of a body; without a name, lists the modules
arg-shell = The shell
arg-man-command = A command (default: the page of the program itself)

check-good = { $name }: passed. { $scenes ->
        [one] one scene
       *[other] { $scenes } scenes
    }, { $questions ->
        [one] one question
       *[other] { $questions } questions
    }, { $steps } steps{ $warnings ->
        [0] {""}
        [one] , one warning
       *[other] , { $warnings } warnings
    }
check-bad = { $name }: { $errors ->
        [one] one error
       *[other] { $errors } errors
    }
claim-documented = documented
claim-seen = seen in code
claim-inferred = inferred
claim-contested = contested
claim-nothing = claims nothing about MAPI
claim-unmarked = no citation and no mark
check-total = { $bad ->
        [0] { $lessons ->
            [one] The lesson passed.
           *[other] All { $lessons } lessons passed.
        }
        [one] One lesson has errors.
       *[other] { $bad } lessons have errors.
    }
list-minutes = { $minutes } minutes
error-exists = { $file } already exists and was not overwritten
new-written = Wrote { $file }. Check it with: teardown check { SHELL($file) }

help-check = Checks lessons: parses, lints and runs them, and compares the results with what they expect
help-check-examples =
    Examples:
      teardown check                                 all bundled lessons
      teardown check my-lesson.yaml --format junit   a report for continuous integration
      teardown check --explain unreached-scene       what a problem means
help-lessons = Lists the lessons
help-card = Prints lessons' reference cards as Markdown, for handouts
help-new = Writes a commented lesson to start from
help-schema = Prints the JSON Schema of a lesson, of a task, or of a line of jsonl output or of a log

arg-lessons = Lessons (default: all bundled ones)
arg-paths = Lessons, files or folders (default: all bundled lessons)
arg-explain = Explains a kind of problem instead of checking
arg-file = The file to write
arg-title = The lesson's title
arg-theme = The palette
arg-ascii = Draws with ASCII characters only
arg-plain = Writes lines of text instead of a screen; automatic if TERM is dumb
arg-reduced-motion = Shows changes without animations

help-progress = Lists, exports, imports or resets your progress in the lessons
help-progress-examples =
    Examples:
      teardown progress                      how far you are
      teardown progress export mine.txt      a copy to take with you
      teardown progress import mine.txt      adds to what is here; nothing is lost
      teardown progress reset 03             starts lesson 03 over; asks first
arg-progress-action = What to do
arg-what = A file to export to or import from, or the lessons to reset (default: all)
arg-yes = Resets without asking
progress-new = new
progress-begun = started
progress-done = done
progress-detail = { $tried ->
        [0] {""}
       *[other] { $right } of { $tried } right;{" "}
    }last scene: { $scene }
progress-right = { $tried ->
        [0] {""}
       *[other] { $right } of { $tried } right
    }
progress-set-aside = The progress file was damaged. It was kept as { $file }, and you start with an empty one.
progress-not-read = cannot read your progress from { $file } (left unchanged): { $what }
progress-import-what = specify the file to import
progress-import-refused = { $file } is not a progress file: { $reason }
progress-imported = { $count ->
    [one] One lesson added.
   *[other] { $count } lessons added.
  }
progress-kept = Nothing was changed.
progress-forgotten = Your progress was reset.
progress-needs-yes = cannot ask without a terminal; pass --yes
progress-all = all lessons
progress-ask = Reset your progress in { $what }? [y/N]
error-progress = cannot save progress: { $what }
record-play = Play
record-pause = Pause
record-back = Back
record-next = Next
record-controls = Controls
record-beat = Beat
record-ledgers-title = Ledgers
record-transcript = Transcript
record-keys = Keys: Space, PageDown or → go forward, PageUp or ← go back, Home and End jump to the start and the end, p plays, b blanks the screen. The page address includes the step.
record-noscript = Without JavaScript this page shows the start; the transcript below has every beat.
record-told = The step
record-picture = Picture of the stage
record-end = How it ends
record-card = To remember
record-check = Check
record-hint = Hint
record-reveal = Show the answer
record-pick-one = (one answer)
record-pick-many = (any number, or none)
record-pick-ordered = (in the right order)
record-pick = Select an answer first.
record-none = Nothing is selected. Check again to answer “none of them”.
record-again = Change your answer and check again.
record-unanswerable = This question has too many answers to check here. Go on to see the right one.
record-way = This page follows the first way: { $way }
record-place = { $step } of { $steps }
record-score = Right on the first attempt, without a hint: { $right } of { $questions }.

error-format = the extension of { $file } is not a recording format; known formats: { $known }
error-option-of-format = { $option } applies to { $format } only
error-no-pixels = this build cannot write .{ $format } files, because it lacks the `pictures` feature; use a released version, build with `cargo install --path . --features pictures`, or write an .svg file instead
error-size = { $size } is not a valid screen size; give columns and rows, such as 100x30, at most { $largest }
error-no-step = the run has no step { $step }; its last step is { $last }
error-speed = { $speed } is not a valid speed; give a number from 0.1 to 100
script-good = { $name }: passed. { $expectations ->
        [one] one expectation
       *[other] { $expectations } expectations
    }, { $seconds } s of virtual time
script-bad = { $name }: failed
help-record = Records a run to a file; the extension sets the format: .txt .md .json .mmd .cast .svg .html .png .gif
help-record-examples =
      teardown record store-logoff -o run.cast                      for asciinema, with a marker for each beat
      teardown record store-logoff -o step.svg --at StoreLogoff     a picture for a book
      teardown record 02-orderly-logoff -o lesson.html --lang en    a page that works offline
      teardown record release --bug PB4 -o bug.md                   a transcript with links to the pages
    A file is written completely or not at all.
help-script = Runs scripts that press keys on the stage and check what it shows
help-script-examples =
    A script is a text file with one command per line; # starts a comment. For example:
      run store-logoff:flag=orderly
      key Right 3 every 200ms
      key p
      wait until row R4 removed within 5m
      expect object store-A freed
      expect out StoreLogoff LOGOFF_COMPLETE LOGOFF_OUTBOUND LOGOFF_OUTBOUND_QUEUE
      expect screen "R4"
      still end.svg
    A script that fails prints what it expected, what it found and the line. docs/scripts.md has every command.
arg-record-output = The file to write: .txt .md .json .mmd .cast .svg .html .png .gif
arg-size = Columns and rows of the screen (default: 120x36)
arg-speed = Playback speed, 0.1 to 100
arg-cast-version = asciicast version (default: 2)
arg-at = The moment a still shows (default: the end): a step, or the name of a method (its first return)
arg-projected = The screen to show: stage, or present (what the audience saw)
arg-animate = Puts all beats into one SVG that plays by itself
arg-files = Scripts
arg-stills = The folder for stills (default: the script's folder)
arg-of = Which schema: lesson, run, log or task
arg-claims = Lists every claim about MAPI with its citation and mark, and counts them by mark
arg-thorough = Tries every thread interleaving, not only the default order

arg-play = Plays the run by itself, including questions and answers, then quits; any navigation key hands control to you
arg-looping = With --play: starts over at the end, without stopping
help-record-script = Opens the stage and records what you do there as a script that repeats it
help-record-script-examples =
      teardown record-script 02-orderly-logoff -o lesson.script   keys, answers and choices; written when you leave
      teardown script lesson.script                               repeats it and checks that the result is the same
arg-record-script-output = The script to write
error-play-what = --play needs a run; give a lesson or a path
error-loop-where = without a screen, --loop never ends, so its output must go to a terminal
error-script-what = give a lesson without options, or a path, as in `teardown record-script store-logoff -o run.script`
script-written = { $file }: written and replayed, { $expectations ->
        [one] one expectation holds
       *[other] { $expectations } expectations hold
    }
script-written-bad = { $file }: written, but replaying it gives a different result
report-more = … and { $count ->
        [one] one more problem
       *[other] { $count } more problems
    }
progress-too-large = the file is larger than 1 MiB
report-skipped = Skipped, because they are not lesson files: { $files }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
replay-astray = From step { $step } on, the requested order is not always possible; the default order is used where it is not.
error-long-film = this run has { $steps } steps, but an animated recording shows at most { $most }. Use a text file or a single picture for the whole run

# A command line that means nothing, and what was probably meant.
error-no-such-command = `{ $words }` is not a command
error-meant = did you mean `{ $line }`?
