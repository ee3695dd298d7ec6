# Texts of the views that open from the stage, and of the mode without a screen.

key-search = search
key-search-help = search steps, items and text
key-next-hit = next hit
key-next-hit-help = go to the next search hit (Esc ends the search)
key-previous-hit = previous hit
key-previous-hit-help = go to the previous hit
key-checklist = checklist
key-checklist-help = show the guide page's statements, ticked as the run reaches them
key-readings = readings
key-readings-help = see where the documents disagree, switch a reading and see what differs
key-survives = survives
key-survives-help = compare what survives at the end of each path
key-sequence = sequence
key-sequence-help = show the run so far as a sequence diagram
key-copy = copy
key-copy-help = copy the current state to the clipboard as text
notice-hit = { $query }: hit { $number } of { $count }

situation-title = The current state as text
situation-copied = Copied to the clipboard, if the terminal allows it. Press Enter to save the text as a file.
notice-copied = Copied to the clipboard, if the terminal allows it.
situation-step = Step { $step } of { $steps }
situation-thread = Thread and calls:
situation-statement = Statement:
situation-no-rule-broken = No rule has been broken so far.
situation-pages = Pages:

readings-title = Where the documents disagree
readings-build = What is implemented:
readings-no-switch = This point has no switch of its own; the note above says what is implemented.
readings-touches = Affected paths:
readings-same = This run is the same under this reading.
readings-parts = Under this reading, the run differs from step { $step } onwards. Press Enter to switch to this reading, and c to compare the two runs.
readings-more = and { $count ->
        [one] one more effect
       *[other] { $count } more effects
    }
readings-end = at the end

checklist-title = The guide page, statement by statement
checklist-count = { $ticked } of { $all } { $ticked ->
        [one] statements has come true
       *[other] statements have come true
    }; { $ahead ->
        [0] no more
       *[other] { $ahead } more
    } will come true in this run.
checklist-order = The list follows the order of the page; the numbers are steps of this run, whose order may be different.
checklist-store = The list covers { $store }, the store that this run shuts down.
checklist-no-store = This run shuts down no store, so nothing is ticked.
checklist-elsewhere = does not happen in this run; press Enter to run { $path }, where it does
checklist-added = (our addition: { $text })
checklist-contested = contested: { $readings }

survives-title = What survives
survives-intro = How each path ends and what it leaves behind. Press Enter to run a path.
survives-rows = rows
survives-uids = MAPIUIDs
survives-objects = objects
survives-legend = { $same } still there, untouched   { $changed } there, but changed   { $gone } gone   blank: not part of that path

glossary-title = What the terms mean
glossary-prompt = Type a name; use the arrows and Enter to open an entry.
glossary-on-screen = On the screen
glossary-none = No entry has this name.
glossary-see-also = Terms used here
glossary-in-this-run = In this run
glossary-pages = Pages
glossary-actor = Actors and objects
glossary-interface = Interfaces
glossary-method = Methods and functions
glossary-flag = Flags
glossary-hresult = Results
glossary-property = Properties
glossary-term = Terms
glossary-program = This program's own terms

search-title = Search
search-prompt = Type what to look for and press Enter to jump to it; n and N then step through the matches.
search-none = No matches.
search-steps =
    { $count ->
        [one] { $count } step
       *[other] { $count } steps
    }
search-items = Items
search-texts = Text

sequence-title = The run so far
sequence-background = background: no client is waiting for what follows
sequence-empty = Nothing has happened yet.

plain-keys = Enter: next   b: back   w N: history of line N   g N: go to step N   n: statement   a NAME: explain a term   ?: help   q: quit
plain-help = Enter moves to the next call, return or change in a ledger; b moves back; n runs one statement; g 12 jumps to step 12; start and end jump to the first and last step; l lists the ledgers with line numbers; f lists the calls in progress, and f 2 shows the code and variables of call 2; w explains why the last step happened, and w 3 shows the history of line 3 of the ledgers; r lists the rules; t shows the guide page as a checklist; a StoreLogoff explains the term StoreLogoff; m, in a lesson, shows its reference card; ? shows this help; q quits.
plain-home-help = A number opens the lesson, path or symptom on that line; i changes the language; q quits. In a run, ? lists what you can type there.
plain-welcome = teardown, text mode (--plain): no screen, one line for each change. Type a command, then Enter; ? lists the commands.
plain-lessons = Lessons
plain-paths = Paths
plain-choose = Type a number, then Enter (q: quit):
plain-no-number = That number is not in the list.
plain-unknown = Unknown command. Type ? for a list of commands.
plain-changed = Changed:
plain-end = The run is over.
plain-answer = Type the numbers of what you expect, separated by spaces (0: nothing; h: a hint; s: show the answer):
plain-answer-ordered = Type the numbers in the order in which things happen (0: nothing; h: a hint; s: show the answer):
plain-answer-one = Type one number (h: a hint; s: show the answer):
plain-ways = Type the number of your choice:
plain-sheet-choose = Type a number, then Enter (Enter alone goes back):
plain-sheet-close = Press Enter to close:
survives-sent = sent
survives-queued = waiting
search-go-to = Go to step { $step }
notice-search-over = Search ended.
key-save = save
key-save-help = in the text view of the current state (y): save the text to a file
notice-saved = Saved as { $file }
notice-not-written = Could not save the file: { $error }

# The finder of the home screen.
finder-title = Find
finder-prompt = Type a symptom, a method, a rule or whatever else you are looking for:
finder-lesson = lesson
finder-symptom = symptom
finder-bug = bug
finder-rule = rule
finder-path = path
finder-term = term
finder-reading = reading
finder-setting = setting
finder-page = page
# Words of a question that say nothing of what is looked for.
finder-fillers = a an the my our your i it its is are was when while why how what does do did this that to of in on at and or with if has have be by for from
finder-rule-bugs = Bugs that break this rule:
finder-rule-none = No bug in the list breaks this rule, but your own provider could.
finder-rule-symptoms = Symptoms that a developer sees:
key-find = find
key-find-help = search lessons, symptoms, bugs, rules, paths, terms and pages for any words
