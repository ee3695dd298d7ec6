# Texts of lessons: questions, feedback, hints, and what each problem that `check` finds means.

ask-rows-removed = Which rows will leave the status table?
ask-rows-added = Which rows will appear in the status table?
ask-rows-changed = Which rows will change?
ask-rows-stay = Which rows will still be there?
ask-uids-removed = Which MAPIUIDs will be unregistered?
ask-uids-added = Which MAPIUIDs will be registered?
ask-uids-stay = Which MAPIUIDs will still be registered?
ask-objects-freed = Which objects will be freed?
ask-objects-invalidated = Which objects will be made invalid?
ask-objects-created = Which objects will be created?
ask-objects-stay = Which objects will still be live?
ask-transports-changed = Which transports will change what they are doing?
ask-transports-logged-off = Which transports will log off?
ask-transports-stay = Which transports will still be logged on?
ask-messages = Which messages will be { $name }?
ask-next-call = Which call comes next?
ask-out-word = Which output flags will { $name } return?
ask-count = What will the reference count of { $name } be?
ask-blame = Who is to blame?
ask-rule = Which rules will be broken?

feedback-right = Right: { $names }
feedback-missed = Missed: { $names }
feedback-extra = Wrong: { $names }
feedback-in-place = In the right place: { $names }
feedback-out-of-order = Right, but in the wrong place: { $names }
feedback-nothing = Right: none of them.

hint-nudge-rows = For each row, ask who added it and whether they are leaving.
hint-nudge-uids = For each entry, ask which logon registered it.
hint-nudge-objects = For each object, ask who still holds a reference to it.
hint-nudge-transports = For each transport, ask what it is sending or receiving, and who tells it to stop.
hint-nudge-messages = For each message, ask where it is now, and who could move it.
hint-nudge-next-call = Read the code that is running. Which statement comes next?
hint-nudge-out-word = Look at the queue and at what the transports are doing when the call returns.
hint-nudge-count = Count who holds a reference now, and who will release one.
hint-nudge-blame = Whose code contains the wrong statement?
hint-nudge-rule = Check one thing at a time: the Release, the flag, the order, what is left over.
hint-nudge-rows-changed = PR_STATUS_CODE shows what a transport is doing, so ask which one starts or stops an activity.
hint-nudge-rows-added = Rows are added at logon, so ask who logs on.
hint-nudge-uids-added = Entries are added at logon, so ask who logs on and adds one.
hint-nudge-objects-added = Calls that open something or log on create objects. Which of them are still to come?
hint-pointer =
    { $count ->
        [one] One answer is right; look for it
       *[other] { $count } answers are right; look for the first
    } inside { $body }.
hint-pointer-call = The call is made inside { $body }. Read on from its current line.
hint-pointer-word =
    { $count ->
        [one] One flag is set; the value is
       *[other] { $count } flags are set; the value is
    } returned by { $body }.
hint-pointer-blame = The rule is broken inside { $body }. Who could have prevented that?
hint-pointer-stays =
    { $count ->
        [one] One answer is right
       *[other] { $count } answers are right
    }. Cross out what does not stay. The first change of that kind happens inside { $body }.
hint-pointer-untouched = Look for a step that removes one of the options. Is there one?
hint-pointer-count =
    { $count ->
        [one] Between now and then, one step changes the count; it is
       *[other] Between now and then, { $count } steps change the count; the last is
    } inside { $body }.
hint-pointer-count-untouched = Look for an AddRef, a Release or a new holder between now and then. Is there one?
hint-pointer-end =
    { $count ->
        [one] One answer is right
       *[other] { $count } answers are right
    }. No single step breaks the first rule; look at what is left when the run is over.
hint-pointer-nothing = What code would have to run for that to happen? Check whether it runs.
hint-worked = Step { $step }, in { $body }: “{ $statement }”. { $said } So { $name } is part of the answer.
hint-worked-rule = Step { $step }, in { $body }: “{ $statement }”. { $said } That breaks { $name }.
hint-worked-blame = Step { $step }, in { $body }: “{ $statement }”. { $said } That breaks the rule, and it was up to { $name } to prevent it.
hint-worked-stays = Step { $step }, in { $body }: “{ $statement }”. { $said } So { $other } does not stay. No step does that to { $name }, so it stays.
hint-worked-count = Between now and then, { $counts }. Step { $step } is in { $body }: “{ $statement }”. So the count is { $name }.
hint-count-step = step { $step } makes it { $count }
hint-worked-whole = Step { $step }, in { $body }: “{ $statement }”. { $said } So the answer is { $name }.
hint-count-untouched = No step between now and then changes the count, so it is still { $name }.
hint-untouched = No step between now and then removes anything of this kind, so { $name } stays.
hint-end = Look at { $subject } at the end of the run. What is left of it breaks { $name }.
hint-end-blame = Look at { $subject } at the end of the run. What is left of it breaks { $rule }, and it was up to { $name } to prevent that.
hint-more =
    { $count ->
        [one] You can find one more in the same way.
       *[other] You can find { $count } more in the same way.
    }
hint-nothing-nearest = Step { $step }, in { $body }: “{ $statement }”. { $said } Nothing up to step { $until } comes closer to what is asked. So the right answer is to pick nothing.
hint-nothing-later = Step { $step }, in { $body }: “{ $statement }”. { $said } That is too late: the question ends at step { $until }. So the right answer is to pick nothing.
hint-nothing-earlier = Step { $step }, in { $body }: “{ $statement }”. { $said } That has already happened, and it does not happen again. So the right answer is to pick nothing.
hint-nothing-never = No step up to step { $until } makes that happen. The last step that { $thread } takes by then is step { $step }, in { $body }: “{ $statement }”. { $said } So the right answer is to pick nothing.
hint-nothing-messages = When the question ends, at step { $until }, the messages are: { $list }. So the right answer is to pick nothing.
hint-nothing-stays = One after the other, { $list }. The last of these is in { $body }: “{ $statement }”. So none is left, and the right answer is to pick nothing.
hint-goes-removed = step { $step } removes { $name }
hint-goes-freed = step { $step } frees { $name }
hint-goes-invalidated = step { $step } makes { $name } invalid
hint-goes-logged-off = step { $step } logs { $name } off
hint-nothing-rule = All { $steps } steps are checked against the rules, and so is what is left at the end. The last object is freed at step { $step }, in { $body }: { $said } No rule is broken, so the right answer is to pick nothing.

recap-title = Where the run differed from your prediction
recap-clean = You predicted everything correctly.
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
explain-bad-log = The lesson's log cannot be read. Each line is one JSON object, as described in docs/log.md; the first line has the key "teardown-log".
explain-log-differs = The run of this lesson is a recorded log. It cannot be run with other options, bodies or ways; remove the keys that ask for them.
explain-bad-world = The lesson's additions to the world cannot be read. They must be part of a world, written as in assets/worlds.yaml: objects, rows, uids, messages, set, link, hold.
explain-bad-yaml = The text is not valid YAML. Usually the indentation is off, a quote is not closed, or a value with a colon followed by a space needs quotes or a | block.
explain-control-character = Control characters, raw or written as an escape, can harm a terminal and are refused everywhere in a lesson; so are characters that reverse the direction of text.
explain-duplicate-key = A mapping has the same key twice. It is not clear which one is meant, so neither is used. Remove one of them.
explain-duplicate-scene = Two scenes have the same id. Progress and other tools find a scene by its id, so it must be unique in the lesson.
explain-duplicate-way = Two ways in the lesson's choices have the same name. Later scenes use that name to say which way they belong to, so it must be unique.
explain-empty-file = The file is empty. `teardown new` writes a lesson to start from.
explain-empty-text = The text is empty. Fill it in, or leave out the key.
explain-endless-run = The run was stopped at its limit. A body of the lesson probably loops, or two threads keep handing work to each other.
explain-expectation-failed = The lesson expects something at this point that is not true in the run. Either the lesson is wrong, or a body has changed; the run shows which.
explain-first-way = The first way of a choice is the lesson's own run, so it cannot set options. Put its options into the lesson's run.
explain-idle-body = None of the lesson's runs uses this body: nothing calls it, or the provider that runs has a method of its own by that name. A learner who reads it would think that it has an effect.
explain-idle-hint = A hint helps with a question. This scene has hints but asks nothing.
explain-lost-place = YAML reads a space followed by # as the start of a comment, so the heading is lost. Leave out the space, as in imslogon-logoff#Remarks, or put the citation in quotes.
explain-idle-setting = An option, bug or reading makes no difference to any run of the lesson: without it, every step is the same. A lesson about a bug that never takes effect shows nothing.
explain-missing-key = A required key is missing. `teardown new` writes a lesson that has all the required keys.
explain-missing-translation = The text exists in one language only. It is shown in both, so readers of the other language see it untranslated.
explain-newer-format = The lesson was written for a newer teardown. Update the program, or ask the author for a lesson in a format that this version reads.
explain-no-answer = The question is about something that does not happen after its scene: no such call, no such return, no such object, no such broken rule; or the scene is at the end of the run.
explain-no-choice = There is only one thing to pick, so the question cannot be answered wrongly and teaches nothing.
explain-no-expectation = The lesson does not say what must hold at the end of its run, so a later change to the run would go unnoticed.
explain-no-fact = The card asks the run for something that it does not have: output flags when nothing calls StoreLogoff, or the calls of an object that makes none.
explain-no-scenes = A lesson needs at least one scene: a moment of the run, and what happens there.
explain-no-such-file = No file has this name. Check the spelling and the current folder.
explain-no-such-lesson = There is no bundled lesson with this id. `teardown lessons` lists the bundled ones; to use a file of your own, include its extension.
explain-not-utf8 = The file has a byte that is not UTF-8. Save it as UTF-8, with or without a byte-order mark.
explain-nth-and-pick = `nth` counts from the start of the run; `pick` is first, next, last or each. An anchor uses only one of the two keys.
explain-nth-zero = Moments are counted from 1, so `nth: 2` is the second one.
explain-odd-minutes = A lesson takes from one minute to an hour, ideally five to fifteen minutes.
explain-one-event = An anchor has exactly one event, such as `call`, `removed` or `freed`. The keys `object`, `by`, `thread` and `to` narrow it down.
explain-one-kind = A question asks about exactly one kind of thing. Split a question about two kinds into two scenes.
explain-one-way = A choice needs at least two ways. Add another way, or leave the choice out.
explain-rule-broken = The run breaks a rule that the lesson does not announce. If this is intended, list the rule in `expect_violations`; if not, the run is wrong.
explain-rule-not-broken = The lesson announces a broken rule, but the run does not break it. Remove the rule from `expect_violations`, or make the run break it.
explain-same-translation = The Portuguese text is identical to the English one. API names stay as they are; everything else is translated.
explain-scene-order = A scene happens before one that is listed above it. The stage shows scenes in the order of the run; list them in that order, or use `pick: next`.
explain-several-documents = A file holds one lesson. Anything after the --- line would be ignored, so the file is refused.
explain-too-deep = The text has more nesting, or more repetition through aliases, than any lesson needs. Such a file can hang a program, so it is refused.
explain-too-large = A lesson file may be at most 1 MiB. A larger one is refused without being read in full.
explain-too-long = The text does not fit on a screen of 80 columns and 24 lines. Keep to one idea per scene: shorten the text, or split it into two scenes.
explain-too-many-hints = A question has at most three hints: a nudge, a pointer, and a worked step. If there is no third hint, the program makes one from the run.
explain-too-much = A lesson is limited so that any file can be read, checked and played in seconds. There are limits on scenes, ways, statements in its bodies, additions to its world, and the cost of its runs; docs/bodies.md lists them. If you need more, split it into several lessons.
explain-uncited = Text that claims something about MAPI must cite the page that says so. If it claims nothing, write `cite: []`.
explain-unknown-alias = The text uses an alias with * that no & defines. Write the value out.
explain-unknown-label = A reason belongs to a statement with a label, the word after ^. No body of this run has a statement with this label; `teardown bodies` prints those of the bundled bodies.
explain-unknown-flag = The headers define no LOGOFF_ flag with this name.
explain-unknown-focus = A focus is a ledger (status_table, provider_uids, objects, transports) or the name of one thing in it.
explain-unknown-format = The only format so far is 1. Write `format: 1` in the first line.
explain-unknown-key = There is no such key here. `teardown schema` lists all keys; an editor that supports JSON Schema completes them.
explain-unknown-lesson = The lesson refers to a next lesson, or to a task for the workbench (build:1-order), that is not bundled. `teardown lessons` and `teardown build` list those that are.
explain-unknown-method = There is no method with this name in the MAPI interfaces that this program knows. Spell it as the headers do.
explain-unknown-reading = The readings are C1 to C27, the points on which the documents disagree. `teardown readings` lists them.
explain-unknown-rule = The rules are INV-01 to INV-35. `teardown rules` lists them.
explain-unknown-value = The key accepts only certain values, and this is not one of them. The help line lists them.
explain-unknown-way = A scene belongs to a way that no choice of the lesson offers.
explain-unreached-scene = The run never reaches the moment that the anchor describes, so the scene would never be shown. Look at the run with `teardown replay`.
explain-unreached-until = A question looks ahead to a moment that the run does not reach after its scene.
explain-unreadable = The file exists but cannot be read. Check its permissions.
explain-untold-way = A way of a choice has no scene of its own that explains how it turned out. Add one with `way: NAME` and a `say`, usually at the end of the run.
explain-watch-only = The lesson never asks the learner anything. Watching alone teaches next to nothing; predicting first helps. Add a `predict` or a `choose`.
explain-wrong-type = A value has the wrong type for its key, such as a list where text is needed. `teardown schema` describes each key.
explain-yes-no = A guess between yes and no is right half the time and teaches little. Ask which, what, who or why.
explain-not-every-order = The run has more thread interleavings than a check tries. The report says what was tried; in a smaller world, all of them could be tried.
explain-some-order-breaks = The lesson expects something that holds in the default order but not in another one. Expect only what holds in every order, or make this race the subject of the lesson.
explain-some-order-misses = The scene is reached in the default order, but some other thread order never reaches it. Anchor it to something that always happens, or leave it as it is.

# Why an answer is wrong in this run.
why-not-untouched = { $name }: nothing touches it in the rest of this run.
why-not-later = { $name }: something happens to it, but only after the point that the question asks about.
why-not-other = { $name }: something happens to it at step { $step }, but not what the question asks about.
why-not-goes = { $name } does not stay: step { $step } removes it.
why-not-freed = { $name } does not stay: step { $step } frees it.
why-not-invalidated = { $name } does not stay: step { $step } makes it invalid.
why-not-logged-off = { $name } does not stay: step { $step } logs it off.
why-not-gone-before = { $name } has already been removed.
why-not-invalid-before = { $name } has already been made invalid.
why-not-logged-off-before = { $name } has already been logged off.
why-not-call-later = { $name } is called, but only later.
why-not-call-before = { $name } was called before, at step { $step }.
why-not-call-never = { $name } is never called in this run.
why-not-flag =
    { $name } is not returned. { $listed ->
        [0] When the call returns, there are no transports and no messages.
       *[other] When the call returns: { $transports }.
    }
why-not-count =
    { $count ->
        [0] Nothing changes the count between now and then.
        [one] The count changes once between now and then.
       *[other] The count changes { $count } times between now and then.
    }
why-not-blame = The code that made the mistake or omission is to blame, not the code that failed because of it.
why-not-rule-holds = { $name }: this run tests the rule and does not break it.
why-not-rule-untested = { $name }: nothing in this run tests the rule.
notice-point-first = Choose first: press a letter or an arrow key, then Enter.
key-exercise = try it
key-exercise-help = in a lesson: run the scene's exercise
recap-exercise = try it: { $say }
recap-way = take another way: { $say }
code-covered = (hidden until you answer)

# Questions that ask why: changes of the run, and what each of them did.
ask-because = Which of these changes would change the answer? { $about }
ask-mends = With which of these changes is no rule broken?
trial-differs = { $change }: { $now }. Without the change: { $own }.
trial-same = { $change }: no difference; { $now }.
trial-same-run = { $change }: no difference; every step of the run is the same.
trial-no-end = { $change }: the run never gets that far. Without the change: { $own }.
trial-nothing = { $change }: nothing of the kind happens. Without the change: { $own }.
trial-mends = { $change }: no rule is broken.
trial-mends-not = { $change }: { $now }.
trial-none = { $change }: this change cannot be run.
trial-crashes = The process crashes.
trial-hangs = A thread waits forever.
trial-breaks =
    { $count ->
        [one] The run breaks a rule: { $rules }.
       *[other] The run breaks { $count } rules: { $rules }.
    }
outcome-none = none
outcome-step = { $name } (step { $step })
outcome-rows-removed = rows removed: { $names }
outcome-rows-added = rows added: { $names }
outcome-rows-changed = rows changed: { $names }
outcome-rows-stay = rows left: { $names }
outcome-uids-removed = MAPIUIDs unregistered: { $names }
outcome-uids-added = MAPIUIDs registered: { $names }
outcome-uids-stay = MAPIUIDs left: { $names }
outcome-objects-freed = objects freed: { $names }
outcome-objects-invalidated = objects made invalid: { $names }
outcome-objects-created = objects created: { $names }
outcome-objects-stay = objects still live: { $names }
outcome-transports-changed = transports that change: { $names }
outcome-transports-logged-off = transports logged off: { $names }
outcome-transports-stay = transports still logged on: { $names }
outcome-messages = messages { $name }: { $names }
outcome-next-call = next call: { $names }
outcome-out-word = output flags: { $names }
outcome-count = reference count of { $name }: { $names }
outcome-blame = to blame: { $names }
outcome-rule = rules broken: { $names }
hint-nudge-because = Find the statement that decides the answer. Which change makes it run differently, or not at all?
hint-nudge-mends = Find the statement that breaks the rule. Which change keeps it from running?
hint-pointer-because =
    { $count ->
        [one] One change is right. The deciding statement runs inside { $body }.
       *[other] { $count } changes are right. The deciding statement runs inside { $body }.
    }
hint-pointer-because-none =
    { $count ->
        [one] One change is right. Nothing of the kind happens in this run. What would have to run for it to happen?
       *[other] { $count } changes are right. Nothing of the kind happens in this run. What would have to run for it to happen?
    }
hint-worked-because = { $told } The runs diverge at step { $step }, in { $body }: “{ $statement }”.
hint-worked-because-none = None of the changes make a difference.
explain-bad-edit = A change to a body drops a statement, moves it before or after another one, or adds new ones. A statement is identified by its label, the word after ^ in a body.
explain-bad-name = Progress and scripts refer to changes by name, so a name may contain only letters, digits, hyphens, underscores and dots.
explain-duplicate-change = Two changes in one question have the same name, so an answer could mean either.
explain-edit-misses = The run has no body of this name, or the body has no statement with this label. `teardown replay` shows which bodies run; the help line has the nearest names.
explain-empty-change = A change to the run sets an option, edits a body, or adds a reference. A change that does none of these can never be a right answer.
explain-few-changes = A question that asks why offers two to five changes: at least one that matters, and one that does not.
explain-lone-mends = The key `mends` asks which change leads to a run that breaks no rule. It needs `because`, and `rule: true` as the outcome.
explain-many-changes = A question that asks why offers at most five changes. Each of them is run when the question is answered.
explain-many-ways = A choice offers at most five ways. Keep the five that teach the most, or split the lesson in two.
explain-one-sided = Each change was run, and either none of them makes a difference or all of them do. The help line says what each run did. Offer a change that matters and one that does not.
