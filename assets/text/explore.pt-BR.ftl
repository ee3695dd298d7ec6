# Textos da busca por todas as intercalações de threads.

explore-covered = { $states } estados, { $transitions } transições, profundidade { $depth }; { $seconds } s, { $rate } estados/s, { $bytes } bytes por estado, probabilidade de colisão de hash { $chance }
explore-complete = Completa: todas as intercalações de threads foram tentadas.
explore-stopped-states = Incompleta: parou no limite de estados (--max-states). Os resultados abaixo valem para o que foi percorrido.
explore-stopped-depth = Incompleta: execuções mais longas que o limite de profundidade (--max-depth) foram cortadas. Os resultados abaixo valem para o que foi percorrido.
explore-stopped-memory = Incompleta: parou no limite de memória (--max-memory). Os resultados abaixo valem para o que foi percorrido.
explore-stopped-work = Incompleta: um passo foi pulado porque passaria dos limites do modelo, ou a busca atingiu o limite de trabalho de uma lição (docs/bodies.md). Os resultados abaixo valem para o que foi percorrido.
explore-stopped-interrupted = Incompleta: interrompida. Os resultados abaixo valem para o que foi percorrido.
explore-reduced = Reduzida: passos que nenhuma outra thread enxerga são adiados. Os vereditos, os estados finais e os tamanhos das execuções mais curtas são os mesmos com --full; os números de estados e de situações são outros.
explore-reduced-stopped = Reduzida: passos que nenhuma outra thread enxerga são adiados. Como a busca está incompleta, uma execução abaixo pode não ser a mais curta; com --full, nenhum passo é adiado.
explore-rules = Regras
explore-held = vale em { $situations ->
        [1] uma situação
       *[other] { $situations } situações
    }
explore-not-tested = não testada: { $why }
explore-exempt = isenta
explore-broken = VIOLADA em { $object } após { $steps ->
        [1] um passo
       *[other] { $steps } passos
    }; responsável: { $blame }
explore-goals = O que pode acontecer
explore-reached = após { $steps ->
        [1] um passo
       *[other] { $steps } passos
    }
explore-not-reached = nunca
explore-idle-setting = Sem efeito: { $setting }. Com ou sem isso, as execuções desta busca são as mesmas, passo a passo.
explore-idle-unknown = Efeito desconhecido: { $settings }. Descobri-lo ultrapassaria o limite de trabalho desta busca (docs/bodies.md).
explore-idle-body = Não rodou: { $body }, do módulo { $module } ({ $file }, linha { $line }); nenhuma execução desta busca chega a ele.
explore-idle-body-instead = Não rodou: { $body }, do módulo { $module } ({ $file }, linha { $line }); em seu lugar rodou o corpo do módulo { $instead }.
explore-progress = { $states } estados, { $rate } estados/s, profundidade { $depth }: { $left } a expandir e { $next } já achados na seguinte
explore-progress-broken = {"; "}violadas: { $rules }
explore-not-broken = nenhuma das execuções percorridas viola { $rule }
explore-not-broken-help = regras violadas: { $rules }
explore-none-broken-help = a busca não achou nenhuma regra violada
explore-readings = Combinações de leituras: { $all }; percorridas: { $searched }; puladas por não afetarem a execução: { $same }. { $states } estados ao todo; combinações em que uma regra é violada: { $broken }.
explore-readings-left = Incompleta: a busca parou com { $left ->
        [1] uma combinação
       *[other] { $left } combinações
    } por percorrer.
explore-readings-lesson = --all-readings vale para caminhos de encerramento, não para lições
explore-no-terminal = --open precisa de um terminal; `{ $command }` mostra a mesma execução como texto
explore-saved = { $file } agora é uma lição: `teardown check { SHELL($file) }` a verifica, e `teardown { SHELL($file) }` a reproduz
explore-graph-saved = { $file }: { $states } estados, { $transitions } transições
explore-graph-format = a extensão de { $file } não indica um formato de grafo; formatos conhecidos: { $known }
explore-graph-states = esta execução tem mais de { $most } estados, demais para um grafo
explore-graph-states-help = defina mais opções, por exemplo --world plain, --queue none ou --transport XP1=idle
explore-graph-memory = os estados desta execução ocupam mais memória do que o permitido (--max-memory)
explore-graph-work = a busca parou porque um passo passaria dos limites do modelo ou porque o limite de trabalho de uma lição foi atingido (docs/bodies.md)
explore-itf-saved = { $file }: { $states } estados
explore-itf-long = o trace teria mais de { $most } MB

goal-row-removed = uma linha da tabela de status é removida
goal-uid-removed = um MAPIUID é removido
goal-message-sent = uma mensagem é enviada
goal-object-invalidated = um objeto é invalidado
goal-process-crashed = o processo cai
goal-overtaken-client = um cliente avança enquanto outro espera

found-title = Uma execução que viola { $rule }
found-goal = Você sabe explicar como esta ordem de passos viola { $rule } e quem é o responsável.
found-begin = Esta execução segue uma ordem que uma busca achou. Veja o estado inicial antes de avançar.
found-say = { $rule } é violada aqui. Volte alguns passos e veja quem fez o quê antes.
found-close = Em outra ordem, os mesmos passos podem não violar nenhuma regra. Experimente.

help-explore = Percorre todas as intercalações de threads e todas as escolhas
help-explore-examples =
    Exemplos:
      teardown explore store-logoff --world plain
      teardown explore release --bug PB4 --open INV-01           a execução mais curta que viola a regra, no palco
      teardown explore any-client --format json | jq .states
      teardown explore release --bug PB4 --save INV-01 -o minha.yaml

    O código de saída é 1 se uma regra foi violada. Uma busca que chegou a um limite informa isso ("complete": false) e
    termina com 0 se nenhuma regra foi violada até ali; Ctrl-C relata o que foi visto e termina com 130.
arg-order = Ordem das threads, como 3.client-1+spooler+XP1:1; depois vale a ordem padrão
arg-max-states = Máximo de estados a visitar
arg-max-depth = Máximo de passos de uma execução
arg-max-memory = Máximo de memória, em milhões de bytes; por padrão, 2000, ou 250 para uma lição em um arquivo
arg-all-readings = Percorre todas as combinações das leituras que se podem escolher, exceto as que não fazem diferença; --max-states limita o total
arg-full = Percorre todas as situações, em vez de um conjunto menor que as representa
arg-open = Abre no palco a execução mais curta que viola esta regra
arg-save = Salva como lição a execução mais curta que viola esta regra; exige --output
arg-output = O arquivo a gravar
arg-graph = Grava todos os estados e transições como grafo, em vez do relatório (.graphml, ou .dot ou .gv para o Graphviz); até 5000 estados
arg-itf = Em vez de fazer a busca, grava só a execução indicada, como trace para o Apalache e o Quint (Informal Trace Format, ADR-015 de 2023-09-14)
