# Texts of a lesson on the stage.

card-lesson = Lesson
card-question = Question
card-feedback = Your answer
card-explanation = Explanation
card-choice = Your choice
card-scene = { $at } of { $all }
card-go-on = continue
card-go-question = to the question
card-go-choose = choose
card-go-end = finish
card-none = none of them
card-pick-one = (one answer: Space selects, Enter submits)
card-pick-many = (Space selects, Enter submits)
card-pick-ordered = (Space selects, in order; Enter submits)
card-more = { $count } more below
card-hint = Hint { $level }: { $text }
card-again = Select again and press Enter.
card-missing =
    { $count ->
        [one] One answer is missing.
       *[other] { $count } answers are missing.
    }
card-answer = The answer: { $names }
card-answer-nothing = The answer: none of them.
card-see = Continue to see what happens at step { $step }.
card-see-later = Continue. You will see what happens later on, at step { $step }.
card-see-why = Continue to read why.
recap-next = Next lesson: { $title }
recap-again = Repeat this lesson from its first scene
recap-card = Reference card: what to remember
refcard-title = To remember: { $title }
refcard-close = Continue
card-fact =
    { $kind ->
        [gone] In this run, in order
        [rules] Broken in this run
       *[other] In this run
    }: { $list }.
card-fact-yours =
    { $kind ->
        [gone] In your run, in order
        [rules] Broken in your run
       *[other] In your run
    }: { $list }.
card-fact-own =
    { $kind ->
        [gone] In the lesson's own run, in order
        [rules] Broken in the lesson's own run
       *[other] In the lesson's own run
    }: { $list }.
resume-title = Resume this lesson?
resume-where = You left this lesson at scene { $at } of { $all }. You have answered { $right } of its { $questions } questions correctly.
resume-on = Continue from there
resume-anew = Start over
key-card = card
key-card-help = in a lesson: open its reference card (what to remember)
recap-home = Home screen
broken-title = The saved lesson has errors; this is its last good version
notice-answer-first = Answer first: select, then press Enter; H gives a hint, S shows the answer.
notice-mark-any = Nothing is selected yet. Select what you expect, or “none of them”.
notice-chosen = You chose: { $way }
notice-reloaded = The lesson was saved; here is the first scene that changed.
notice-first-start = First time here? Enter starts a ninety-second tour; ? lists the keys.
notice-not-saved = Your progress could not be saved: { $error }
notice-damaged = The progress file was damaged and has been kept as { $file }.
keys-lesson = In a lesson
key-scene = next scene
key-scene-help = in a lesson: go to the next scene
key-mark = select
key-mark-help = in a question: select the line, or deselect it
key-pick = by letter
key-pick-help = in a question: select by letter
key-hand-in = answer
key-hand-in-help = in a question: submit the answer
key-hint = hint
key-hint-help = in a question: get a hint, up to three
key-reveal = show
key-reveal-help = in a question: show the answer
key-cursor = choose
key-cursor-help = in a question: go to the next line
key-cursor-up = choose
key-cursor-up-help = in a question: go to the previous line
notice-not-read = Your progress could not be read ({ $error }), so this session starts from scratch.
card-go-step = step
card-go-why = why, at step { $step }
card-go-scene = next scene ({ $at } of { $all })
card-go-last = to the end
notice-mark-one = Select an answer first, with Space or its letter; then press Enter to submit it.

# What changed since a question that is explained.
card-changed = Changed since the question: { $list }.
card-changed-more = { $count } more
card-changed-new = new: { $name }

# Runs that were left.
open-runs-title = Runs to resume
open-runs-none = No other run to resume.
key-open-runs = open runs
key-open-runs-help = show the runs and lessons that you left to open another one, each at the step you had reached
key-home-kept = home (run kept)
key-to-lesson = to the lesson
key-to-lesson-kept = to the lesson (run kept)
key-end-search = end search
key-shrink = all panels

# The settings in the title of a run, and the key that shows those without room.
title-settings =
    { $count ->
        [one] +{ $count } setting (y)
       *[other] +{ $count } settings (y)
    }
title-settings-short = +{ $count } (y)

recap-run = Next run: { $title } ({ $word })
