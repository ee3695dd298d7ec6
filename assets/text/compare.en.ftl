# Texts of `teardown diff`.
help-diff = Compares two runs by what they remove, free, send and call
help-diff-examples =
    Examples:
      teardown diff store-logoff:flag=orderly store-logoff:flag=purge
      teardown diff store-logoff store-logoff:provider=deferred    when StoreLogoffTransports is called
      teardown diff release release:bug=PB4 --format json          what a bug changes
      teardown diff release release:reading=C1=refuse-if-active    two readings of one run
arg-diff-a = The first run: a lesson, a lesson file, a path, or PATH:key=value,key=value
arg-diff-b = The second run
diff-steps = { $steps ->
    [one] { $steps } step
   *[other] { $steps } steps
    }
diff-verdict-clean = no rule broken
diff-verdict-violated = rules broken
diff-verdict-crashed = the process crashed
diff-verdict-stuck = no thread could continue
diff-verdict-bounded = stopped at a limit
diff-same = The runs are the same.
diff-counts = { $common ->
    [one] { $common } effect
   *[other] { $common } effects
    } in common, { $a } only in A, { $b } only in B
diff-divergence = First difference
diff-nothing-more = nothing more happens
diff-effects = Effects that only one run has: - in A, + in B
diff-common = { $count ->
    [one] { $count } effect in common
   *[other] { $count } effects in common
    }
diff-last = At the end, { $ledger }
diff-absent = absent
diff-words = Output flags
diff-broken = Rules that only { $run } breaks: { $rules }
