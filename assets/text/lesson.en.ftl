# Words of lessons: questions, feedback, hints, and what each complaint of `check` means.

ask-rows-removed = Which rows will leave the status table?
ask-rows-added = Which rows will appear in the status table?
ask-rows-changed = Which rows will change?
ask-rows-stay = Which rows will still be there?
ask-uids-removed = Which MAPIUIDs will be unregistered?
ask-uids-added = Which MAPIUIDs will be registered?
ask-uids-stay = Which MAPIUIDs will still be registered?
ask-objects-freed = Which objects will be freed?
ask-objects-invalidated = Which objects will be made invalid?
ask-objects-created = Which objects will come into being?
ask-objects-stay = Which objects will still be live?
ask-transports-changed = Which transports will do something else?
ask-transports-logged-off = Which transports will log off?
ask-transports-stay = Which transports will still be logged on?
ask-messages = Which messages will be { $name }?
ask-next-call = Which call comes next?
ask-out-word = Which flags will { $name } give back?
ask-count = What will the reference count of { $name } be?
ask-blame = Who is to blame?
ask-rule = Which rules will be broken?

feedback-right = Right: { $names }
feedback-missed = Missed: { $names }
feedback-extra = Not so: { $names }
feedback-out-of-order = Right, but in another order: { $names }
feedback-nothing = Right: none of them.

hint-nudge-rows = Ask of each row who put it there, and whether that one is leaving.
hint-nudge-uids = Ask of each entry which logon registered it.
hint-nudge-objects = Ask of each object who still holds a reference on it.
hint-nudge-transports = Ask of each transport what is on its line, and who tells it to stop.
hint-nudge-messages = Ask of each message where it is now, and who could move it.
hint-nudge-next-call = Read the code that runs now: which statement comes next?
hint-nudge-out-word = Look at the lines and at the queue as they are at the return.
hint-nudge-count = Count who holds the object now, and who will let it go.
hint-nudge-blame = In whose code is the statement that should be another?
hint-nudge-rule = Take the run apart: the Release, the flag, the order, what is left over.
hint-nudge-rows-changed = PR_STATUS_CODE says what a transport does: whose line gets work, or loses it?
hint-nudge-rows-added = A row comes with a logon: who logs on?
hint-nudge-uids-added = An entry comes with a logon: who logs on, and registers one?
hint-nudge-objects-added = An object comes with a call that opens or logs on: which of them are still to come?
hint-pointer =
    { $count ->
        [one] One answer is right
       *[other] { $count } answers are right
    }; the first happens inside { $body }.
hint-pointer-call = It is made inside { $body }: read on from where that stands.
hint-pointer-word =
    { $count ->
        [one] One flag is set; the word
       *[other] { $count } flags are set; the word
    } is given back by { $body }.
hint-pointer-blame = It happens inside { $body }. Who could have kept it from coming to that?
hint-pointer-stays =
    { $count ->
        [one] One answer is right
       *[other] { $count } answers are right
    }: strike out what goes. The first to go goes inside { $body }.
hint-pointer-untouched = Look for a step that takes one of them away. Is there any?
hint-pointer-count =
    { $count ->
        [one] One step on the way changes the count; it is
       *[other] { $count } steps on the way change the count; the last is
    } inside { $body }.
hint-pointer-count-untouched = Look for an AddRef, a Release or a new holder on the way. Is there any?
hint-pointer-end =
    { $count ->
        [one] One answer is right
       *[other] { $count } answers are right
    }; no single step breaks the first: look at what is left when the run is over.
hint-pointer-nothing = What would have to run for it to happen? See whether it does.
hint-worked = Step { $step }, in { $body }: “{ $statement }”. { $said } So { $name } belongs to the answer.
hint-worked-rule = Step { $step }, in { $body }: “{ $statement }”. { $said } That breaks { $name }.
hint-worked-blame = Step { $step }, in { $body }: “{ $statement }”. { $said } That breaks the rule, and it is up to { $name } to prevent it.
hint-worked-stays = Step { $step }, in { $body }: “{ $statement }”. { $said } So { $other } goes. No step does that to { $name }: it stays.
hint-worked-count = On the way, { $counts }. The last is in { $body }: “{ $statement }”. So it is { $name }.
hint-count-step = step { $step } makes it { $count }
hint-worked-whole = Step { $step }, in { $body }: “{ $statement }”. { $said } So the answer is { $name }.
hint-count-untouched = No step on the way counts it up or down. So it is still { $name }.
hint-untouched = No step on the way takes anything of the kind away. So { $name } stays.
hint-end = When the run is over, look at { $subject }: what is left of it breaks { $name }.
hint-end-blame = When the run is over, look at { $subject }: what is left of it breaks { $rule }, and it was up to { $name } to prevent that.
hint-more =
    { $count ->
        [one] One more is found in the same way.
       *[other] { $count } more are found in the same way.
    }
hint-nothing-nearest = Step { $step }, in { $body }: “{ $statement }”. { $said } That is as near as it comes up to step { $until }. So the right answer is to pick nothing.
hint-nothing-later = Step { $step }, in { $body }: “{ $statement }”. { $said } That is too late: the question ends with step { $until }. So the right answer is to pick nothing.
hint-nothing-earlier = Step { $step }, in { $body }: “{ $statement }”. { $said } That is behind you, and it does not happen again. So the right answer is to pick nothing.
hint-nothing-never = No step up to step { $until } does it. The last that { $thread } does by then is step { $step }, in { $body }: “{ $statement }”. { $said } So the right answer is to pick nothing.
hint-nothing-messages = When the question ends, at step { $until }, the messages are: { $list }. So the right answer is to pick nothing.
hint-nothing-stays = One after the other, { $list }. The last is in { $body }: “{ $statement }”. So none is left, and the right answer is to pick nothing.
hint-goes-step = step { $step } takes { $name }
hint-nothing-rule = The rules judge each of the { $steps } steps, and what is left at the end. The last to be freed is in step { $step }, in { $body }: { $said } No rule is broken, so the right answer is to pick nothing.

recap-title = What went differently than you thought
recap-clean = You predicted everything right.
score-line = { $right } of { $questions } right, { $attempts ->
    [one] one attempt
   *[other] { $attempts } attempts
}, { $hints ->
    [0] no hint
    [one] one hint
   *[other] { $hints } hints
}

explain-bad-cite = A citation names a page of the Outlook MAPI reference by its file name without .md, and a place on it: `imsgstore-storelogoff LOGOFF_QUIET`, `imslogon-logoff#Remarks`, or the number of an item. Other sources have a tag: HDR, SMS, XPS, MRXP, KC, MFC, WINE, OC, KB, BLOG.
explain-bad-option = The run asks for an option or a value that does not exist. The names are those of the command line; see `teardown --help` and `teardown paths`.
explain-bad-world = What the lesson adds to the world cannot be read. It is the text of a part of a world, as in assets/worlds.yaml: objects, rows, uids, messages, set, link, hold.
explain-bad-yaml = The text is not YAML. Mostly the indentation is off, a quote is not closed, or a text with a colon and a space in it needs quotes or a | block.
explain-control-character = Control characters, raw or written as an escape, can do harm to a terminal and are refused everywhere in a lesson; so are characters that turn the direction of text.
explain-duplicate-key = A mapping has the same key twice. Which one counts would be a guess, so none does: remove one of them.
explain-duplicate-scene = Two scenes have the same id. Progress and other tools find a scene by its id, so it must be unique in the lesson.
explain-duplicate-way = Two ways of the lesson's choices have the same name. Later scenes say with it to which way they belong, so it must be unique.
explain-empty-file = There is nothing in the file. `teardown new` writes a lesson to begin with.
explain-empty-text = A text is there but has no words. Write it, or leave the key out.
explain-endless-run = The run was stopped at its bound. A body of the lesson probably loops, or two threads hand work to each other without end.
explain-expectation-failed = The lesson says that something holds at this place, and the run says otherwise. Either the lesson is wrong, or a body changed: the run shows which.
explain-first-way = The first way of a choice is the lesson's own run, so it cannot set options. Put its options into the lesson's run.
explain-idle-body = A body of the lesson runs in none of its runs: nothing calls it, or the provider that runs has a method of its own by that name. A learner who reads it would think that it does something.
explain-idle-hint = A hint helps with a question. This scene has hints but asks nothing.
explain-lost-place = YAML takes a blank and # for the beginning of a comment, so the heading is not read. Leave out the blank, as in imslogon-logoff#Remarks, or put the citation in quotes.
explain-idle-setting = An option, a bug or a reading changes none of the lesson's runs: without it they are the same, step for step. A lesson about a bug that never comes into play shows nothing.
explain-missing-key = A key that every lesson needs is not there. `teardown new` writes a lesson that has them all.
explain-missing-translation = A text is there in one language only. It is shown in both, so a reader of the other language meets a foreign text.
explain-newer-format = The lesson was written for a newer teardown. Get a newer program; or ask the writer for a lesson of the format that this program reads.
explain-no-answer = The question is about something that does not happen after its scene: no such call, no such return, no such object, no such broken rule; or its scene is the end of the run.
explain-no-choice = There is only one thing that could be picked, so the question cannot go wrong and teaches nothing.
explain-no-expectation = The lesson does not say what must hold at the end of its run, so nobody would notice when the run changes under it.
explain-no-fact = The card asks the run for something that it does not have: an out word where nobody calls StoreLogoff, the calls of an object that makes none.
explain-no-scenes = A lesson has at least one scene: a moment of the run, and what happens there.
explain-no-such-file = There is no file of this name. Look at the spelling and at the folder you are in.
explain-no-such-lesson = There is no bundled lesson of this id. `teardown lessons` lists them; a file of your own is named with its extension.
explain-not-utf8 = The file has a byte that is not UTF-8. Save it as UTF-8; with or without a byte-order mark is fine.
explain-nth-and-pick = nth counts from the start of the run, pick says first, next, last or each. An anchor uses one of them.
explain-nth-zero = Moments are counted from 1: nth: 2 is the second one.
explain-odd-minutes = A lesson takes between one minute and an hour; five to fifteen minutes is good.
explain-one-event = An anchor names exactly one event, such as call, removed or freed, and then narrows it down with object, by, thread or to.
explain-one-kind = A question asks about exactly one kind of thing. Make two scenes of a question about two.
explain-one-way = A choice with one way is none. Add another way, or leave the choice out.
explain-rule-broken = The run breaks a rule that the lesson does not announce. If it is meant to, list the rule in expect_violations; if not, the run is wrong.
explain-rule-not-broken = The lesson announces a broken rule, and the run keeps it. Remove it from expect_violations, or make the run break it.
explain-same-translation = The Portuguese text is the English one, letter by letter. Names of the API stay as they are, everything else is translated.
explain-scene-order = A scene happens before one that stands above it. The stage shows scenes in the order of the run; write them so, or use pick: next.
explain-several-documents = A file holds one lesson. What follows the line with --- would be ignored, so it is refused.
explain-too-deep = The text nests deeper, or repeats itself by aliases more often, than any lesson needs. That is how files hang programs, so it is refused.
explain-too-large = A lesson file has at most 1 MiB. A larger one is refused without being read to its end.
explain-too-long = A text does not fit its place on a screen of 80 columns and 24 lines. One idea a scene: say less, or make two scenes of it.
explain-too-many-hints = A question has at most three hints: a nudge, a pointer, and a worked step. Without a third the program makes one from the run.
explain-too-much = A lesson has bounds, so that any file is read, checked and played in seconds: scenes, ways, the statements of its bodies, what it adds to its world, and what its runs may cost. docs/bodies.md names them. Whoever needs more makes several lessons of it.
explain-uncited = A text that claims something about MAPI names the page that says so. If it claims nothing, write cite: [].
explain-unknown-alias = The text refers with * to a name that no & has given. Write the value out.
explain-unknown-flag = There is no flag of this name among the LOGOFF_ flags that the headers define.
explain-unknown-focus = A focus is a ledger (status_table, provider_uids, objects, transports) or the name of one thing in it.
explain-unknown-format = The only format so far is 1. Write format: 1 in the first line.
explain-unknown-key = There is no such key here. `teardown schema` lists them; an editor that knows JSON Schema completes them.
explain-unknown-lesson = The lesson names a next lesson that is not bundled. `teardown lessons` lists them.
explain-unknown-method = There is no method of this name in the MAPI interfaces that this program knows. Spell it as the headers do.
explain-unknown-reading = Readings are C1 to C27, the places where the documents disagree. `teardown readings` lists them.
explain-unknown-rule = Rules are INV-01 to INV-35. `teardown rules` lists them.
explain-unknown-value = The key knows only some words, and this is none of them. The help line lists them.
explain-unknown-way = A scene belongs to a way that no choice of the lesson offers.
explain-unreached-scene = The run never comes to the moment that the anchor names, so nobody would see the scene. Look at the run with `teardown replay`.
explain-unreached-until = A question looks ahead to a moment that the run never comes to after the scene.
explain-unreadable = The file is there but cannot be read. Look at its permissions.
explain-watch-only = The learner is never asked anything. Watching teaches next to nothing; predicting first does. Add a predict or a choose.
explain-wrong-type = A value is of another kind than the key needs, such as a list where a text is wanted. `teardown schema` describes each key.
explain-yes-no = Whoever guesses between yes and no is right half the time and learns little. Ask which, what, who or why.
explain-not-every-order = The run can go in more orders than a check tries. What was tried is reported; a smaller world lets all be tried.
explain-some-order-breaks = The lesson expects something that holds in the default order and not in another one. Say only what holds in every order, or make the lesson about this very race.
explain-some-order-misses = The scene is reached in the default order, but some other order of the threads never comes to it. Anchor it to something that always happens, or leave it as it is.

# Why an answer is wrong in this run.
why-not-untouched = { $name }: nothing in this run touches it.
why-not-later = { $name }: something happens to it, but only after what the question is about.
why-not-other = { $name }: something happens to it at step { $step }, but not what the question asks for.
why-not-goes = { $name } does not stay: it goes at step { $step }.
why-not-gone-before = { $name } is gone already.
why-not-call-later = { $name } is called, but later than that.
why-not-call-before = { $name } was called before, at step { $step }.
why-not-call-never = { $name } is never called in this run.
why-not-flag = { $name } is not given back. When the call returns: { $transports }.
why-not-count =
    { $count ->
        [0] Nothing counts it on the way there.
        [one] On the way there it is counted up or down once.
       *[other] On the way there it is counted up or down { $count } times.
    }
why-not-blame = To blame is the code that did it or left it out, not the code that ran into it.
why-not-rule-holds = { $name }: this run puts it to the test, and it holds.
why-not-rule-untested = { $name }: nothing in this run puts it to the test.
notice-point-first = Choose first: a letter or an arrow, then Enter.
key-exercise = try it
key-exercise-help = in a lesson: run the exercise of the scene
recap-exercise = try it: { $say }
recap-way = take another way: { $say }
code-covered = (covered until you answer)
