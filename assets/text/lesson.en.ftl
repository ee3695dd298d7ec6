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
feedback-nothing = Right: nothing happens.

hint-worked = Step { $step }, in { $body }: "{ $statement }". That gives { $name }.
hint-nothing = Walk through the run: nothing of this kind happens. The right answer is to pick nothing.

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
