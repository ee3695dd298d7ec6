# Texts of reviews: questions that come back after some days.

review-start = { $count ->
    [one] One question
   *[other] { $count } questions
}, about { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}.{ $waiting ->
    [0] {""}
    [one] {" "}One more is due and will come in the next review.
   *[other] {" "}{ $waiting } more are due and will come in the next review.
}
review-nothing-today = Nothing to review today. The next question comes back on { $day }.
review-nothing-yet = Nothing to review yet.
review-how = A question comes back if, in a lesson, you got it wrong, took a hint, or asked to see the answer. `teardown lessons` lists the lessons.
review-standing = Review: { $due ->
    [one] one question is due
   *[other] { $due } questions are due
}. To answer, run `teardown review`.
review-standing-next = Review: { $due ->
    [0] nothing is due today
    [one] one question is due now
   *[other] { $due } questions are due now
}; the next question comes back on { $day }.
review-title = Review { $at } of { $all }{ $apart }{ $lesson }
review-go-next = next question
review-go-end = the result
notice-review-stays = A review shows only the question. To move through the run, open the lesson.
reviewed-title = Review
reviewed-known = { $count ->
    [one] You got one question right the first time. It comes
   *[other] You got { $count } questions right the first time. The first of them comes
} back on { $day }.
reviewed-helped = { $count ->
    [one] You got one question right with a hint or on a later attempt. It comes
   *[other] You got { $count } questions right with a hint or on a later attempt. The first of them comes
} back on { $day }.
reviewed-missed = { $count ->
    [one] You were shown one answer. The question comes
   *[other] You were shown { $count } answers. The first of these questions comes
} back on { $day }.
reviewed-more = Continue: { $start }
key-review = review
key-review-due = review: { $due } due
key-review-help = on the home screen: review questions missed in lessons and those due today, for ten minutes at most
finder-review = review
finder-review-title = Review what you missed
finder-review-names = review, repeat, repetition, spaced repetition, practise, practice, again
plain-review = review: { $start } Type review to begin.

help-review = Repeats questions that you missed in lessons, at growing intervals; a session takes ten minutes at most
help-review-examples =
    Examples:
      teardown review                        the questions that are due today
      teardown review 02 05                  only those from two lessons
      teardown review --list                 what is due, and when the rest comes back
      teardown review --list --format json   the same for a script
arg-review-lessons = Lessons (default: all of them)
arg-review-list = Lists the questions and their dates instead of asking them
error-review-no-terminal = this is not a terminal; `teardown review --plain` asks in plain text, and `teardown review --list` lists the questions
review-list-due = Due now
review-list-later = Later
review-list-new = missed in the lesson, not reviewed yet
review-list-known = due { $due }, { $reviews ->
    [one] one review, on { $last }
   *[other] { $reviews } reviews, the last on { $last }
}
