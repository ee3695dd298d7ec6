# Texts of the projector and of the speaker's terminal.

help-present = Presents a run or a lesson to an audience in large type; a clicker controls it
help-present-examples =
    Examples:
      teardown present 02                       a lesson; PgDn moves on, b blanks the screen
      teardown present 02 --minutes 12          planned for twelve minutes instead of the lesson's own time
      teardown present 00 02 03 --minutes 30    several lessons as one talk, in thirty minutes
      teardown present release --world plain    a run

    `teardown notes` in a second terminal on this machine shows what to say, and can control the talk.
    The log is present.log in the user's state folder ($XDG_STATE_HOME/teardown on Linux).
help-notes = Shows the speaker what to say, what comes next and whether the talk is on time, alongside `present`
help-notes-examples =
    Examples:
      teardown notes                 in a second terminal on the same machine, before or after `present`
      teardown notes --theme light   with a different palette than the projector
arg-minutes = Planned duration in minutes, instead of the lesson's own
arg-log = The log file, with the rejected connections and the reasons

error-present-what = specify what to present: a lesson, a file or a path; `teardown lessons` and `teardown paths` list them
error-already-presenting = a talk is already running on this machine; quit that one first (q, twice), or control it with `teardown notes`
error-no-meeting-place = no user folder was found, so `teardown notes` would not be able to find the projector
notice-no-notes = Speaker notes are not available for this talk: { $error }
notice-no-log = There is no log: { $error }
notice-leave-talk = Press q again to end the talk; any other key continues
notice-taken-up = The talk continues where it was interrupted
notice-no-scene = Scene numbers run from 1 to { $last }
notice-no-beat = Beats are numbered 0 to { $last }
notice-reloaded-place = The lesson was saved; you are still in the same place
notice-nobody-hears = The projector is not connected

keys-room = In front of an audience
show-what-if = What if: { $what }
show-beat = beat { $at } of { $all }
show-answer = The answer
show-hands = { $count ->
        [one] one hand
       *[other] { $count } hands
    }
show-jump = To scene:
short-more = and { $count } more

key-show-next = next
key-show-next-help = move on: text, question, answer, then beat by beat (clicker)
key-show-back = back
key-show-back-help = go back (clicker)
key-show-scene = scene
key-show-scene-help = go to the next scene, or to the one whose number was typed, skipping pauses
key-show-number = to scene
key-show-number-help = type a scene number; Enter goes there
key-show-goto = to scene
key-show-goto-help = type a scene number, even while you count hands
key-show-erase = erase
key-show-erase-help = erase a digit
key-show-reveal = reveal
key-show-reveal-help = show the answer next to the hand counts; at a choice, take the way with the most hands; a second press takes the selected way
key-show-count = hands
key-show-count-help = enter the hands for the selected option
key-show-option = option
key-show-option-help = count hands for the next option
key-show-option-up = option
key-show-option-up-help = count hands for the option above
key-show-letter = option
key-show-letter-help = count hands for the option with this letter
key-show-erase-count = erase
key-show-erase-count-help = erase a digit of the count
key-show-blank = blank
key-show-blank-help = blank the screen; any key brings it back (clicker)
key-show-place = to the talk
key-show-place-help = leave a what-if, an overlay or the full stage and return to the talk (clicker)
key-show-stage = full stage
key-show-stage-help = end a detour; otherwise switch to the full stage and back (clicker)
key-show-ledger = ledger
key-show-ledger-help = show the ledgers in short form, then one by one in full
key-notes-number = hands, scene
key-notes-number-help = at a question, enter the hands for the selected option; otherwise, enter a scene number
key-notes-left = value
key-notes-left-help = select the previous value in a projector overlay
key-notes-right = value
key-notes-right-help = select the next value in a projector overlay
key-notes-down = scroll
key-notes-down-help = scroll the notes down; in a projector overlay, select the next line; if the pointer is on, move it
key-notes-up = scroll
key-notes-up-help = scroll the notes up; in a projector overlay, select the previous line; if the pointer is on, move it
key-notes-escape = close
key-notes-escape-help = do what Esc does on the projector

notes-seen = The audience sees
notes-notes = Notes
notes-next = Next
notes-none = No notes for this scene.
notes-answer = The answer: { $names }
notes-answer-nothing = none of these happens
notes-next-beat = Beat: { $text }
notes-next-scene = Scene: { $text }
notes-last-beat = none, this is the end
notes-last-scene = none, this is the last one
notes-ahead = ahead by { $time }
notes-well = on time
notes-behind = behind by { $time }
notes-not-begun = not started; the first step forward starts the clock
notes-talk = talk { $time }
notes-blank = The screen is blank.
notes-away = This is a detour; F5 returns to the talk.
notes-waiting = Waiting for `teardown present` on this machine ...
notes-lost = The projector is not responding; looking for it ...
notes-over = The talk is over. A new one will appear here.
notes-version = The projector uses version { $version } of the notes protocol. Run the same version of teardown on both sides.
notes-refused = The projector refused: { $why }

notice-too-late = The answer is already showing, so nothing was counted; PgUp returns to the question, g goes to a scene
notice-no-option = No option is selected, so nothing was counted; a capital letter selects one
notice-no-letter = There is no option { $letter }; nothing is counted until you select one
notice-count-full = A count has at most four digits

arg-present-more = More lessons, files or runs; the talk shows one after the other, and PgDn moves on to the next
error-playlist-options = options apply to one run only; in a list, append them to the run's name, as in store-logoff:flag=quiet
notice-interrupt-talk = Press Ctrl-C again to leave the talk (your place is kept); any other key continues
notice-last-item = This is the last item of the talk; press q twice to end it
notice-first-item = This is the first item of the talk
notice-scene-elsewhere = That scene belongs to another way; choose that way first
key-show-item = next item
key-show-item-help = go to the next item of the talk
key-show-item-back = previous item
key-show-item-back-help = return to the previous item of the talk, as you left it
notes-item = item { $at } of { $all }
keys-here-projector = Here, on the projector
keys-here-stage = Here, on the full stage
keys-here-notes = Here, in the notes

show-call = { $who } calls { $object }
show-return = { $object } returns
show-broken = A rule is broken

arg-present-ask = A question of your own, as "Question? | option | option"; in the list, "ask" asks it, and "ask:2" asks the second one
error-no-question = there is no question { $word }; --ask defined { $count }
question-empty = write the question and each option: Question? | option | option
question-options = a question needs 2 to 12 options, separated by |; this one has { $count }
question-long = the question and each option may have at most 200 characters
questions-title = A question of your own
questions-prompt = Type Question? | option | option, or select one that you have asked before; Enter asks it.
questions-ask = Ask: { $ask }
show-question = A question for you
show-before = before: { $count ->
        [one] one hand
       *[other] { $count } hands
    }
key-show-questions = ask
key-show-questions-help = ask the audience a question of your own, or repeat an earlier one and see both counts
notice-no-scene-here = This question has no scenes; PgDn moves on
key-pointer = pointer
key-pointer-help = mark a line of the code, a ledger or the text for the audience, or remove the mark; the next step removes it too. With the mouse: click on the line
key-pointer-off = pointer off
key-pointer-up = line
key-pointer-up-help = move the pointer a line up
key-pointer-down = line
key-pointer-down-help = move the pointer a line down
notes-pointer = You are pointing at: { $text }
notice-no-pointer = The pointer works only in the projector's layout; F5 switches to it
