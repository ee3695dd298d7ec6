# Refusals of what makes no sense. `kind-...` names what is unknown; `-of` names what it belongs to.

refuse-option = { $key }={ $value } does not apply to path { $path }, because nothing there uses it
refuse-option-help = options of this path: { $known }
refuse-fixed = { $key }={ $value } does not apply to path { $path }, which needs { $key }={ $wanted }
refuse-fixed-help = leave { $key } out, or choose another path
refuse-without = { $key }={ $value } does not apply to path { $path }, because no provider wraps the store that is opened there
refuse-without-help = choose another provider, or the path wrapped-store
refuse-store = store={ $store } does not apply here, because this world has no store-{ $store }
refuse-store-help = choose world=two-stores, or the path two-stores
refuse-world = path { $path } cannot start in world { $world }, which has no { $missing }
refuse-world-help = choose another world
refuse-transports = { $key }={ $value } does not apply to world { $world }, which has no transports
refuse-transports-help = choose another world
refuse-no-switch = reading { $reading } cannot be switched, because only its first value is implemented
refuse-transport-syntax = transport: write XP1=idle or XP1=sending:M1, not { $given }
refuse-activity = transport { $transport }: { $given } is not one of idle, flushing, sending:M, receiving:M, offered:M, deferred:M
refuse-queue-syntax = queue: write M1:XP1, not { $given }
refuse-message-name = a message needs a name, such as M1
refuse-message-twice = { $message } is listed twice, but can only be in one place
refuse-no-reader = transport { $transport }: { $given } contradicts no-mail, because the spooler has not opened Store A and none of its mail is in transit
refuse-no-reader-help = leave no-mail out, or put the message in the queue: queue=M1:{ $transport }
refuse-line-occupied = { $transport } already has a message in that direction
refuse-unknown = there is no { $what } { $name }
refuse-one-of = one of: { $known }
refuse-did-you-mean = did you mean { $known }?
refuse-no-lessons = there are no lessons in this folder
refuse-no-lessons-help = lessons are .yaml or .yml files directly in the folder; list each subfolder separately
refuse-no-such-run = there is no lesson, path or file { $name }
refuse-no-such-run-help = see `teardown paths` and `teardown lessons`
refuse-no-such-run-near = there is no lesson, path or file { $name }
refuse-no-such-run-near-help = did you mean { $known }?
refuse-kind-option = option
refuse-kind-path = path
refuse-kind-bug = bug
refuse-kind-reading = reading
refuse-kind-flag = flag
refuse-kind-provider = provider
refuse-kind-provider-that-answers = queried provider
refuse-kind-world = world
refuse-kind-transport = transport
refuse-kind-activity = activity
refuse-kind-thread = thread
refuse-kind-rule = rule
refuse-kind-language = language
refuse-kind-command = command
refuse-kind-code = code
refuse-kind-body = body
refuse-kind-body-of = body in module { $of } named
refuse-kind-module-or-body = module or body
refuse-kind-label = statement with the label
refuse-kind-value-of = value of { $of }
refuse-kind-answer-of = { $of } answer
refuse-unknown-method = this model has no method { $name }
refuse-unknown-method-help = known methods: { $known }
refuse-unknown-method-near = this model has no method { $name }
refuse-unknown-method-near-help = did you mean { $known }?
refuse-unknown-method-of = in this model, { $interface } has no method { $name }
refuse-unknown-method-of-help = { $interface } has { $known }
