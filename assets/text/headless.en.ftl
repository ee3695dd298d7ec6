# Words of transcripts and recordings.

transcript-run = World { $world }, provider { $provider }, { $steps ->
        [one] one step
       *[other] { $steps } steps
    }.
transcript-start = At the start
transcript-steps = Steps (a ~ marks what no client waits for)
transcript-final = At the end
transcript-violation = { $rule } ({ $name }) is broken on { $object }; to blame: { $blame }.
transcript-symptom = What one sees:
transcript-mend = How to mend it:
transcript-clean = Verdict: clean. No rule was broken in { $steps ->
        [one] one step
       *[other] { $steps } steps
    }.
transcript-violated = Verdict: violated. Broken: { $rules }.
transcript-bounded = Verdict: bounded. The run was stopped after { $steps } steps; it may go on for ever.

blame-client = the client
blame-provider = the store provider
blame-spooler = the spooler
blame-mapi = MAPI
blame-transport = the transport

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

error-no-terminal = there is no terminal here; `teardown replay { $run }` writes the same run as text
error-options-before-command = the run and its options go after the command, not before it
error-standard-output = the standard output
error-write = { $target } cannot be written: { $error }

help-about = A debugger for the shutdown of a MAPI message store provider.
help-command = COMMAND
help-usage = Usage
help-heading-commands = Commands
help-heading-arguments = Arguments
help-heading-options = Options
help-heading-run = Options of a run (alone, or inside the word PATH:key=value,key=value)
help-examples =
    Examples:
      teardown replay store-logoff                               a shutdown as a numbered transcript
      teardown replay store-logoff:flag=purge,provider=deferred  with another flag and provider
      teardown replay --path release --bug PB4 --format jsonl    a bug, as JSON Lines
      teardown bugs                                              which bugs there are

    Exit codes:
      0      done and as expected
      1      done, but a rule was broken, an expectation failed, or two runs differ
      2      usage, or no terminal where one is needed
      65     a lesson that cannot be loaded
      66     no such lesson or file
      74     the output cannot be written
      128+n  ended by signal n
help-replay = Runs a path or a lesson without a terminal and writes what happens
help-replay-examples =
    Examples:
      teardown replay store-logoff --world plain --flag orderly
      teardown replay store-logoff --until StoreLogoff          up to the return of StoreLogoff
      teardown replay release --only status_table --lang pt-BR  only what changes the status table, in Portuguese
      teardown replay session-logoff --format jsonl | jq .event
help-paths = Lists the shutdown paths
help-worlds = Lists the situations that a run can start from
help-providers = Lists the store providers
help-bugs = Lists the bugs that a run can have
help-readings = Lists the points on which the sources disagree, and how each can be read
help-rules = Lists the rules by which a run is judged
help-completions = Writes a completion script for a shell
help-completions-examples =
    Example:
      teardown completions bash > ~/.local/share/bash-completion/completions/teardown
help-man = Writes the manual page of the program or of one of its commands
help-man-examples =
    Example:
      teardown man replay | man -l -

arg-help = Prints help
arg-version = Prints the version
arg-lang = Language of all texts; by default that of the environment
arg-run = A lesson, a lesson file, a path, or PATH:key=value,key=value
arg-path = The path, if no RUN names it
arg-world = What stands when the run begins
arg-flag = The flag of StoreLogoff; also a raw word such as 0x3
arg-store = The store that the client logs off
arg-coupled = The transport whose PR_OWN_STORE_ENTRYID names store A
arg-target = The transport that is logged off (transport-logoff)
arg-session = Whether the session is shared with other clients
arg-no-mail = The store is opened without mail: the spooler has no instance of it
arg-provider = The store provider
arg-orphans = What the provider does with objects that are still open in Logoff
arg-children = Whether an open child keeps its store alive
arg-lenient = The provider forwards flag words unchecked
arg-client = Whether the client first releases what it opened
arg-transport = What a transport is doing, such as XP1=sending:M1+receiving:M9; repeatable
arg-queue = The outgoing queue, such as M1:XP1,M2:XP2; none for an empty one
arg-inbox = Whether store A holds the default Inbox
arg-session-flags = The flags of IMAPISession::Logoff
arg-policy = FastShutdownBehavior
arg-answer = What a provider answers to fast shutdown, such as store-A=no; repeatable
arg-bug = A bug of the catalogue; repeatable
arg-reading = How a contested point is read, such as C1=refuse-if-active; repeatable
arg-format = Form of the output
arg-from = First step that is shown: a number, or a method's name for its first call
arg-until = Last step that is shown: a number, or a method's name for its first return
arg-only = Only what changes this ledger
arg-ledgers = Also prints the ledgers at the end
arg-shell = The shell
arg-man-command = A command; without it the page of the program

check-good = { $name }: good. { $scenes ->
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
check-total = { $bad ->
        [0] { $lessons ->
            [one] The lesson is good.
           *[other] All { $lessons } lessons are good.
        }
        [one] One lesson has errors.
       *[other] { $bad } lessons have errors.
    }
list-minutes = { $minutes } minutes
error-exists = { $file } is there already, and is not overwritten
new-written = { $file } is written. Check it with: teardown check { $file }

help-check = Checks lessons: parses, lints and runs them, and compares with what they expect
help-check-examples =
    Examples:
      teardown check                                 all bundled lessons
      teardown check my-lesson.yaml --format junit   a report for continuous integration
      teardown check --explain unreached-scene       what a complaint means
help-lessons = Lists the lessons
help-new = Writes a commented lesson to begin with
help-schema = Writes the JSON Schema of a lesson

arg-paths = Lessons, files or folders; all bundled lessons if there is none
arg-explain = Explains a kind of complaint instead of checking
arg-file = The file to write
arg-title = The title of the lesson
arg-theme = The palette
arg-ascii = Draws with letters and signs of ASCII only
arg-plain = Writes lines of text instead of a screen, as it also does where TERM is dumb
arg-reduced-motion = Shows changes without animations
