# Texts of the workbench: a learner's provider, judged by a search over every client.

client-release = the client only releases the store
client-store-logoff = the client calls StoreLogoff with LOGOFF_ORDERLY, then releases the store
client-unknown-flag = the client passes undefined flags
client-orphans = the client leaves objects open and ends the session
client-orphans-release = the client leaves objects open and releases the store
client-two-threads = another client opens and releases the same store, on a thread of its own
client-any-client = the client uses any flag or none and releases objects in any order
client-any-session = the client ends the session, with the store open or closed
client-two-users = a second client still has the store open
client-two-stores = a second store of the same provider is open
client-refused = the client's QUIET logoff is refused, because a message is being sent
client-any-process = another process may have the same store open
client-mail = a message is being sent while the client uses any flag or none
client-fast-shutdown = the process ends by fast shutdown, whatever each provider answers

build-accepted = Accepted: no client can break a rule. { $clients } of { $wanted } searches, { $states } states: every client of this task, every thread interleaving.
build-broken = Not accepted: { $broken ->
        [one] one rule is
       *[other] { $broken } rules are
    } broken. { $clients } of { $wanted } searches, { $states } states.
build-incomplete = Judging not completed: { $clients } of { $wanted } searches, { $states } states. No broken rule was found in the part searched.
build-broken-rule = BROKEN  { $rule } {"—"} { $title }
build-broken-when = when { $client }: after { $steps ->
        [one] one step
       *[other] { $steps } steps
    }, on { $object }
build-replay = teardown replay { SHELL($run) } --bodies { SHELL($file) }
build-held = Held ({ $count }); in brackets, the situations that put each to the test:
build-held-rule = { $rule } { $title } ({ $count })
build-untested = Not tested ({ $count }), since nothing in these runs could break them:
build-untested-rule = { $rule } { $title }
build-spoolers = { $name } is the spooler's: the spooler has opened the store too, and that is its own copy of the object.
build-one-user = Right as long as the store has one user: a rule is broken only if a second client uses the same store at the same time. If your store never has two users, use --client to choose the clients that judge.

build-hint-rule = The rule: { $rule }. { $statement } ({ $places })
build-hint-client = The client: the calls in the shortest run, up to the broken rule, are { $calls }.
build-hint-step = The step: number { $step } of the shortest run. { $sentence } { $place }
build-hint-before = The last statement of yours that ran up to this step is number { $number }.
build-hint-no-code = No statement of yours has run before this step.
build-hint-move = Statement { $which } is in the wrong place. { $then }
build-hint-replace = Statement { $which } is the wrong one: another statement from the pool belongs there. { $then }
build-hint-put = A statement from the pool is missing in { $which }. { $then }
build-hint-take = Statement { $which } is one too many. { $then }
build-hint-mends-all = With this one change, no client can break a rule.
build-hint-mends = With this one change, this client no longer breaks { $rule }; the next judgement says what is left.
build-hint-none = No hint is needed: no rule is broken.

build-tasks = Tasks for the workbench. Begin one with: teardown build 1
build-task-line = { $id }  { $title } ({ $minutes } min)
build-asks = What the page asks for
build-not-judged = What else it says (this does not depend on one statement of yours):
build-pool = Pool
build-pool-empty = (empty)
build-method = Into { $head }
build-method-empty = (nothing yet)
build-number-given = { $number } (given) { $text }
build-number = { $number } { $text }
build-help =
    put 2 in { $method }       at the end of a method; also: put 2 first in { $method }
    put 2 after 5        also before 5, under 5 (into the block below it)
    move 3 after 5       the same for a statement that is in a method, with its block
    in 3, out 3          into the block above it, out of its block
    take 3               back into the pool
    judge                tests your provider with every client; hint gives the next of three hints
    look 9               what a statement such as "do orphans" inserts
    undo, redo, show, save FILE, help, quit; recall brings back your best solution
build-prompt = build>
build-judging = Judging: client { $client } of { $clients } ({ $words }) ...
build-not-a-provider = This does not run yet:
build-problem = { $method }: { $what }
build-problem-at = { $method }, statement { $statements }: { $what }
build-problem-name = { $method }: nothing sets { $what } before { $count ->
        [one] statement
       *[other] statements
    } { $statements }.
build-problem-return = { $method } can end without a `return`.
build-problem-hint =
    { $method }{ $count ->
        [0] {""}
        [one] , statement { $statements }
       *[other] , statements { $statements }
    }: { $what }
build-problem-hint-name = { $count ->
        [one] Statement { $statements } sets { $what }: in { $method }, it must come before everything that uses { $what }.
       *[other] These statements set { $what }: { $statements }. In { $method }, one of them must come before everything that uses { $what }.
    }
build-problem-hint-return = { $count ->
        [0] { $method } must end with a `return`, but the pool has none. Take one back from another method.
        [one] Statement { $statements } returns: { $method } must end with it.
       *[other] These statements return: { $statements }. { $method } must end with one of them, at the outermost level.
    }
build-unknown = There is no command { $command }. Type help.
build-not-understood = Wrong arguments for { $command }. Type help.
build-no-method = There is no method { $method } here. One of: { $known }
build-which-method = Which method? One of: { $known }
build-no-piece = Statement { $number } inserts nothing: only one that begins with "do" does.
build-nothing-to-undo = Nothing to undo.
build-nothing-to-redo = Nothing to redo.
build-saved = Your provider is in { $file }. `teardown judge { SHELL($file) }` judges it, and `teardown replay release --bodies { SHELL($file) }` runs it.
build-solved = Solved in { $moves } moves and { $attempts ->
        [one] one judgement
       *[other] { $attempts } judgements
    }.
build-unusual = Your solution is correct and deferred: StoreLogoff doesn't call StoreLogoffTransports; a later call does. Both ways are correct (C5).
build-unusual-eager = Your solution is correct and eager: StoreLogoff calls StoreLogoffTransports at once. Both ways are correct (C5).
build-refuse-no-such-statement = There is no statement { $number }.
build-refuse-given = Statement { $number } belongs to the task; it stays where it is.
build-refuse-in-pool = That statement is still in the pool.
build-refuse-no-block = Nothing can be put below that statement, because it does not start a block.
build-refuse-into-itself = A statement cannot be moved into its own block.
build-refuse-no-depth = There is no block to move into or out of.
build-refuse-moves-given = That would move a statement of the task into another block.

help-build = Lets you put the statements of a provider in order; a search over every client judges the result
help-build-examples =
    Examples:
      teardown build                   the first task that you haven't solved
      teardown build 3                 the third task
      teardown build --plain           lists the tasks
      teardown build 1 --seed 7        the first task, with the pool in another order
arg-build-task = A task's id or number, a bug to mend such as PB4, or a task file
arg-build-seed = Seed for the order of the pool
arg-bodies = A file of bodies that replace the provider's (format: docs/bodies.md)
arg-judge-client = A client that judges a module of bodies

refuse-no-such-task = there is no task { $name }
refuse-no-such-task-help = known: { $known }
refuse-bodies-run = --bodies applies to a shutdown path, not to a lesson or a log
refuse-unknown-client = there is no client { $name }
refuse-unknown-client-help = known: { $known }

check-good-task = { $name }: good. A task for the workbench; a search over its pool found a solution.
explain-no-solution = A search over the pool of a task must find a provider with which no client of the task can break a rule. Something is missing from the pool or the methods, or the search reached its limit; in that case, put more of the statements under `given`.
explain-ask-not-judged = Each entry under `asks` lists, in `needs`, the statements that do what the page asks for. Without one of them, or with another statement from the pool in its place, a client of the task must break a rule. Add a client that judges it, take the other statement out of the pool, or leave this one out of `needs`: the learner then reads that nothing judges it.
explain-solved-as-listed = The statements of a task, in the order in which the file lists them, are a solution. List the pool in another order, so that nobody can read the answer in the file.

keys-bench = Workbench
key-bench-put = put
key-bench-put-help = in the pool: put the statement at the arrow in the methods; in the methods: go to the pool, to add after this row
key-bench-here = add below
key-bench-side = methods
key-bench-side-pool = pool
key-bench-side-help = to the pool, or to the methods
key-bench-up = up
key-bench-up-help = the statement above
key-bench-down = down
key-bench-down-help = the statement below
key-bench-raise = move up
key-bench-move = move
key-bench-raise-help = move the statement up, with its block
key-bench-lower = move down
key-bench-lower-help = move the statement down, with its block
key-bench-indent = indent
key-bench-indent-help = in the methods: move the statement into the block above it; in the pool: move the arrow into that block, or go to the methods
key-bench-outdent = outdent
key-bench-outdent-help = in the methods: move the statement out of its block, or go to the pool; in the pool: move the arrow out of its block
key-bench-back = remove
key-bench-back-help = take the statement back into the pool
key-bench-judge = judge
key-bench-judge-help = run every client of the task against your provider; the same key stops it
key-bench-stop = stop judging
key-bench-run = shortest run
key-bench-run-help = the shortest run that breaks a rule, on the stage, with your code
key-bench-hint = hint
key-bench-hint-help = the next hint: the rule, the client, the step
key-bench-undo = undo
key-bench-undo-help = undo the last move
key-bench-redo = redo
key-bench-redo-help = redo the move that you undid
key-bench-read = more
key-bench-read-help = scroll the text at the bottom down
key-bench-read-up = read back
key-bench-read-up-help = scroll the text at the bottom up
key-bench-save = save
key-bench-save-help = save your provider as a module of bodies
key-bench-open = workbench
key-bench-open-help = to the workbench: back from a run, or to the task that the lesson names
bench-title = Workbench: { $title }
bench-counts = moves { $moves }, judged { $judged }
bench-methods = Your provider
bench-judging = Judging
bench-states = { $states } states; the same key stops the search.
build-verdict = Verdict
build-run-title = Your provider: { $task }
finder-task = build
finder-task-names = build, build a provider, workbench, task, exercise, practice, write a provider, put in order, Parsons problem
build-in-lines = As lines of text: teardown build { SHELL($id) }
bench-slot = { $number } goes here
bench-start = { $put } puts the selected statement of the pool at the arrow. { $side } goes to the methods: the arrow is below the row that you select there; { $out } moves it out of a block. Press { $judge } to judge.
bench-solved-before = You have solved this before: press { $kept } to put your best solution on the bench.
bench-next-broken = Press { $run } to see the shortest run that breaks a rule, on the stage with your code, or { $hint } for a hint.
bench-next-problem = Mend that first; then press { $judge } to judge again.
bench-next-incomplete = Press { $judge } to judge again.
bench-next-task = Press { $next } to open the next task: { $title }.
bench-next-none = That was the last task.
key-bench-next = next task
key-bench-next-help = open the next task, once this one is solved
key-bench-kept = your solution
key-bench-kept-help = put your best solution of this task on the bench
build-kept = { $statements } statements, judged { $attempts ->
        [one] once
       *[other] { $attempts } times
    }
build-kept-open = judged { $attempts ->
        [one] once
       *[other] { $attempts } times
    }, not solved yet
build-kept-offer = You have solved this before ({ $standing }). Type recall to put your best solution on the bench.
build-no-solution = No solution of yours is kept for this task.
recap-task = Build it yourself: { $title }
home-task = Build: { $title }
home-task-solved = { $statements } { $statements ->
        [one] statement
       *[other] statements
    }
bench-not-all = Not every statement is needed.
bench-all-put = Nothing is left in the pool: press { $judge } to judge.

# The provider as C++
build-saved-cpp = { $file } has your provider as C++. The comments in it cite the pages.
cpp-head = Written by teardown build, from task { $task }. What is only declared here is for you to write.
cpp-header = teardown has this header in examples/cpp; your provider includes MAPI's own.
cpp-of-the-model = The model knows this about its objects; your provider has to keep track of it itself.

# A provider as a lesson
from-bodies-title = A provider: { $name }
from-bodies-goal = You can say which statement of this provider breaks a rule, and with which client.
from-bodies-no-symptom = Nothing: with this client, the provider breaks no rule.
from-bodies-begin = This lesson has a provider of its own. You see what it does when { $client }.
from-bodies-clean = The run is over, and no rule was broken.
from-bodies-end = The run ends here.
from-bodies-close = The provider's code is in the file of this lesson, under bodies. Change it and play the lesson again: the new run answers the questions.
arg-new-task = A task for the workbench in place of a lesson

# A bug to mend
repair-title = Mend { $id }: { $title }
repair-say = This is the code with the bug. Move, remove or add statements to mend it.
refuse-repair-option = { $name } is not a wrong statement: it is what the setting { $what } does here
refuse-repair-world = { $name } is not a wrong statement: it is in the objects with which the run begins ({ $what })
refuse-repair-elsewhere = { $name } is in { $what }, and the workbench only has the code of store providers
refuse-repair-unseen = with { $name }, no client of the workbench breaks a rule
refuse-repair-help = `teardown { SHELL($run) }` shows it on the stage.
key-bench-inside = look
key-bench-inside-help = show what a statement that begins with "do" inserts
piece-title = What “{ $statement }” inserts
key-bench-cpp = C++
key-bench-cpp-help = show the statements as C++, or as on the stage again
key-bench-model = as on the stage
