# A pilha de chamadas, chamada por chamada.

key-caller = chamador
key-caller-help = ver o código e as variáveis do método chamador ou, depois da chamada mais externa, as outras threads
key-callee = método chamado
key-callee-help = voltar em direção ao método em execução
key-code-up = código acima
key-code-up-help = rolar o código para cima
key-code-down = código abaixo
key-code-down-help = rolar o código para baixo
key-to-running = método em execução
frame-of = frame { $at } de { $all }, { $thread }
stack-folded =
    { $count ->
        [1] { $cut } { $count } frame { $cut }
       *[other] { $cut } { $count } frames { $cut }
    }
notice-no-caller = Esta é a chamada mais externa.
notice-no-callee = Este é o método em execução.
plain-stack = Pilha de chamadas (f N: o código e as variáveis da chamada N)
plain-variables = Variáveis
panel-beats = A execução, evento por evento
