# Walking the call stack.

key-caller = caller
key-caller-help = show the code and variables of the calling method or, past the outermost call, the other threads
key-callee = callee
key-callee-help = move back towards the running method
key-code-up = code up
key-code-up-help = scroll the code up
key-code-down = code down
key-code-down-help = scroll the code down
key-to-running = running method
frame-of = frame { $at } of { $all }, { $thread }
stack-folded =
    { $count ->
        [one] { $cut } { $count } frame { $cut }
       *[other] { $cut } { $count } frames { $cut }
    }
notice-no-caller = This is the outermost call.
notice-no-callee = This is the running method.
plain-stack = Call stack (f N: code and variables of call N)
plain-variables = Variables
panel-beats = The run, beat by beat
