# Words of a lesson on the stage.

card-lesson = Lesson
card-question = Question
card-feedback = Your answer
card-explanation = Why it is so
card-choice = Your choice
card-scene = { $at } of { $all }
card-go-on = right arrow: go on
card-go-question = right arrow: the question
card-go-answer = Enter: hand in
card-go-choose = Enter: choose
card-go-end = right arrow: the end
card-pick-one = (one answer)
card-pick-many = (Space marks, Enter hands in)
card-pick-ordered = (Space marks, in order; Enter hands in)
card-hint = Hint { $level }: { $text }
card-again = Mark again and press Enter; h gives a hint, s shows the answer.
card-missing =
    { $count ->
        [one] One is missing.
       *[other] { $count } are missing.
    }
card-answer = The answer: { $names }
card-answer-nothing = The answer: nothing of the kind happens.
card-see = Right arrow: see it happen, at step { $step }.
card-see-later = Right arrow: go on; you will see it happen at step { $step }.
card-see-why = Right arrow: why it is so.
recap-next = Next lesson: { $title }
recap-again = This lesson again, from its first scene
recap-card = The reference card: what to remember
refcard-title = To remember: { $title }
refcard-close = Go on
card-fact = In this run: { $list }.
resume-title = You have been here
resume-where = You left this lesson at scene { $at } of { $all }, with { $right } of { $questions } right.
resume-on = Go on there
resume-anew = Begin anew
key-card = card
key-card-help = in a lesson: its reference card, what to remember
recap-home = The home screen
broken-title = The saved lesson has errors; below is its last good version
notice-answer-first = First the answer: mark and press Enter; h gives a hint, s shows it.
notice-nothing-marked = Nothing is marked. Enter once more answers: nothing of the kind.
notice-chosen = You chose: { $way }
notice-reloaded = The lesson was saved: here is the first scene that changed.
notice-first-start = First time here? Enter starts a tour of ninety seconds. ? lists the keys.
notice-not-saved = Your progress could not be saved: { $error }
notice-damaged = The progress file was damaged; it was kept as { $file }.
keys-lesson = A lesson
key-scene = next scene
key-scene-help = in a lesson: to its next scene
key-mark = mark
key-mark-help = in a question: mark the line, or take the mark away
key-pick = by letter
key-pick-help = in a question: mark by letter
key-hand-in = hand in
key-hand-in-help = in a question: hand in the answer
key-hint = hint
key-hint-help = in a question: a hint, up to three
key-reveal = show
key-reveal-help = in a question: show the answer
key-cursor = choose
key-cursor-help = in a question: the next line
key-cursor-up = choose
key-cursor-up-help = in a question: the line before
notice-not-read = Your progress could not be read ({ $error }); this session begins without it.
