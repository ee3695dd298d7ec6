# Textos sobre logs de programas reais: como um log é julgado e o que ele não permite dizer.

help-judge = Julga o log de um encerramento real, ou um provedor em um módulo de bodies: que regra foi violada e de quem é o erro
help-judge-examples =
    Exemplos:
      teardown judge shutdown.log                       até onde está certo, e a primeira chamada que viola uma regra
      teardown judge shutdown.log --format json | jq .findings
      teardown diff shutdown.log release:world=plain    comparado com uma execução do modelo
arg-judge-log = Um log (veja docs/log.md) ou um módulo de bodies (veja docs/bodies.md)

log-title = Um log gravado
log-heading = Log { $name }: { $steps ->
        [1] um passo
       *[other] { $steps } passos
    }. Um log tem chamadas e resultados, mas não o código que fez as chamadas.
log-note = (nota: { $note })
narrate-first-seen = { $object } ({ $interface }) aparece no log pela primeira vez.
log-no-what-if = Este é um log do que aconteceu de verdade: nada nele pode ser mudado. Tecle c para ver a execução do modelo mais parecida.
log-healthy = { $run } do modelo
log-clean = Veredito: limpo, até onde este log permite dizer. Ele não mostra nenhuma regra violada.
log-cannot-tell = Não dá para dizer: { $rules }. `teardown judge` diz por quê.
log-problems = { $count ->
        [1] Uma linha do log não pôde ser lida ou é estranha; todas as outras foram lidas.
       *[other] { $count } linhas do log não puderam ser lidas ou são estranhas; todas as outras foram lidas.
    }

judge-read = { $records ->
        [1] um registro
       *[other] { $records } registros
    }, { $calls ->
        [1] uma chamada
       *[other] { $calls } chamadas
    }; gravado por { $recorder }
judge-recorder-unknown = um gravador desconhecido
judge-end-exit = O processo terminou, segundo o log.
judge-end-stopped = A gravação foi encerrada; o processo continuou.
judge-end-crash = O processo caiu em { $place }.
judge-end-crash-outside = O processo caiu em { $thread }; o log não tem nenhuma chamada em aberto nessa thread.
judge-end-crash-unknown = O processo caiu; o log não diz em qual thread.
judge-end-elsewhere = Em aberto nesse momento, em { $thread }: { $place }.
judge-end-unknown = O log se interrompe; nada diz como o processo terminou.
judge-end-open = Em aberto quando o log acaba, em { $thread }: { $place }. Uma queda, um travamento, um processo encerrado à força e um que termina dentro desta chamada têm este aspecto.
judge-lawful-all = Certas: { $calls ->
        [0] não há chamada a julgar.
        [1] a única chamada.
       *[other] todas as { $calls } chamadas.
    } Nenhuma viola uma regra, até onde este log permite dizer.
judge-lawful = Certas: { $calls ->
        [0] nenhuma chamada
        [1] a única chamada
       *[other] todas as { $calls } chamadas
    } antes da linha { $line }.
judge-first = A primeira chamada que viola uma regra, linha { $line }:
judge-omitted = O que ainda não tinha acontecido no fim do log (linha { $line }):
judge-omitted-short = Até o fim do log, o que a regra exige ainda não tinha acontecido.
judge-rest = O resto:
judge-rule = { $rule } { $name }: { $statement }
judge-blame-only = erro de: { $blame }
judge-blame = erro de: { $blame }; objeto: { $object }
judge-allowed = permitido aqui: { $calls }
judge-mend = em vez disso: { $mend }
judge-pages = páginas: { $pages }
judge-symptom = leva a: { $symptom }
judge-bug = mais parecido com: bug { $bug }, { $title }
judge-lesson = ensinado em: lição { $lesson }
judge-leans = ponto em disputa: { $points }
judge-no-mistake = não é erro sob a leitura { $settings }
judge-right = o modelo faz esta chamada sem violar regra alguma com: { $settings }
judge-sides = Por lado
judge-side = { $side }: { $rules }
judge-side-none = nada, até onde este log permite dizer
judge-tasks = As quatro tarefas do MAPI no Release com que a contagem de { $support } chega a 0, linha { $line }
judge-tasks-unsure = As quatro tarefas do MAPI no Release de { $support }, linha { $line }; o log não mostra se a contagem chega a 0 ali
judge-task-uids = 1 remove os MAPIUIDs: { $result }
judge-task-row = 2 remove a linha de status: { $result }
judge-task-logoff = 3 chama IMSLogon::Logoff: { $result }
judge-task-release = 4 libera o objeto de logon: { $result }
judge-task-done = feito (linha { $line })
judge-task-not-done = não foi feito, mas não por culpa do provedor
judge-task-nothing = não há objeto de logon
judge-task-cannot-tell = não dá para dizer ({ $why })
judge-rules = Regras
judge-result-broken = violadas: { $rules }
judge-result-held = respeitadas: { $rules }
judge-result-not-tested = não testadas: { $rules }
judge-result-cannot-tell = não dá para dizer, { $why }: { $rules }
judge-doubt-calls = nem todas as chamadas a { $interface } foram gravadas
judge-doubt-everything = nem todas as interfaces foram gravadas
judge-doubt-counts = nem todas as contagens foram gravadas, ou elas não batem
judge-doubt-flags = faltam flags
judge-doubt-results = faltam resultados
judge-doubt-objects = a criação e a destruição dos objetos não foram gravadas
judge-doubt-start = o começo pode não estar no log
judge-doubt-end = o log não mostra o fim
judge-doubt-inside = nenhuma chamada gravada mostra isso
judge-doubt-caller = o log não mostra de quem é o código que obteve ou liberou referências
judge-doubt-opened = o log não mostra se algo aberto no repositório ainda o mantém vivo
judge-doubt-gone = o log não mostra se um objeto foi destruído ou se ainda é o mesmo
judge-doubt-who = não se sabe a que cliente uma thread pertence
judge-strategy-eager = StoreLogoffTransports é chamado em StoreLogoff: a estratégia eager (C5).
judge-strategy-deferred = StoreLogoffTransports é chamado em Release ou Logoff: a estratégia deferred, ou um repositório do qual ninguém fez logoff (C5).
judge-fit = Mais parecido com: { $run }
judge-fit-counts = { $run }: { $common ->
        [1] uma chamada ou resposta
       *[other] { $common } chamadas e respostas
    } em comum, { $log } só no log, { $model } só no modelo
judge-fit-same = sem diferença: { $settings }
judge-fit-long = O log é longo demais para ser comparado com várias execuções; `teardown diff` o compara com uma.
judge-fit-diff = `teardown diff { SHELL($log) } { SHELL($run) }` mostra a diferença.

refuse-log-option = um log é um registro fixo e não aceita a opção { $key }
refuse-log-option-help = `teardown diff LOG RUN` compara um log com uma execução que tem opções
refuse-log-explore = um log é uma só execução, então não há o que procurar
refuse-log-explore-help = `teardown explore` examina uma execução do modelo; `teardown judge` diz com qual execução um log mais se parece
refuse-log-judge = { $name } não é um log nem um módulo de bodies
refuse-log-judge-help = um log começa com uma linha como {"{"}"teardown-log":1{"}"}; docs/log.md diz como gravar um

unsure-rule = não dá para dizer: { $why }

help-log = Faz um log a partir de texto simples colado de um depurador, com uma chamada por linha
help-log-examples =
    Exemplos:
      teardown log convert calls.txt -o calls.log       depois: teardown judge calls.log
arg-log-action = O que fazer
arg-log-file = Um log em texto simples: StoreLogoff(store=0x1f3c, *lpulFlags=0x2) -> S_OK, 0x10000
arg-log-output = O log a escrever; se omitido, a saída padrão
refuse-no-calls = { $name } não contém nenhuma chamada
refuse-no-calls-help = uma chamada é uma linha como StoreLogoff(store=0x1f3c, *lpulFlags=0x2) -> S_OK, 0x10000; veja docs/log.md

from-log-title = Um log: { $name }
from-log-goal = Você sabe dizer qual chamada deste log está errada, de quem é o erro e o que deveria ter sido chamado.
from-log-no-symptom = Nada: até onde este log permite dizer, o encerramento está correto.
from-log-begin = Este é o log de um encerramento real: { $records ->
        [1] um registro
       *[other] { $records } registros
    }, { $calls ->
        [1] uma chamada
       *[other] { $calls } chamadas
    }. Nomes e endereços foram trocados, e o código não está no log.
from-log-ask = Se quiser, percorra o log antes. Que regras ele viola? "Nenhuma" é uma resposta válida.
from-log-end = O log acabou, mas um passo que a regra exige não aconteceu.
from-log-close = É isto que o log prova. O que ele não permite dizer está no painel de regras e em `teardown judge`.
arg-from-log = O log de um programa real, ou um módulo de bodies, sobre o qual escrever a lição

# O palco com um log: o que se sabe, e o que o log não mostra.
log-start = O log começa aqui. Cada objeto aparece quando o log o menciona pela primeira vez. O que nenhuma chamada mostra não é desenhado.
log-over = O log acaba aqui. Ele não mostra o que houve depois com o que ainda existe. Tecle r para ver as regras ou c para ver ao lado a execução do modelo.
log-run = abrir no lugar dele a execução { $run }
log-crash = O processo caiu{ $step ->
        [0] {""}
       *[other] {" no passo "}{ $step }
    } em { $call }. É a chamada mais interna que foi gravada; o que ela chamou pode não estar no log.
log-crash-outside = O processo caiu{ $step ->
        [0] {""}
       *[other] {" no passo "}{ $step }
    } em { $thread }, fora de qualquer chamada gravada.
log-crash-unknown = O processo caiu{ $step ->
        [0] {""}
       *[other] {" no passo "}{ $step }
    }. O log não diz em qual thread.
fault-crash = o log não diz por quê
ledger-unknown = fora do log
log-checklist-count = De { $all } afirmações, o log mostra { $ticked } até aqui e { $ahead } mais adiante; inferidas: { $inferred }.
log-checklist-elsewhere = o log não mostra isso; tecle Enter para rodar { $path }, onde acontece
log-inferred = nenhuma chamada mostra isso: inferido do último Release do objeto de suporte
log-line = linha { $line } do log
log-no-code = O código não está no log.
log-outside = Nenhuma chamada gravada
log-blame-unknown = não dá para dizer; dentro da chamada gravada mais interna estava { $who }, e o que ele chamou pode não estar no log
log-blame-outside = não dá para dizer; não consta nenhuma chamada gravada em aberto na thread que caiu
log-mend-outside = O log não mostra em que código o processo caiu. Um dump da queda, ou um log com as chamadas dessa thread, pode mostrar.
log-mend-other = Segundo este log, o erro não é de quem recebe o conselho habitual. Quem teria de agir de outro modo: { $who }.
judge-shown = aparece na linha { $line }: { $call }
judge-task-elsewhere = chamado na linha { $line }, e não de dentro deste Release
log-uid-added = SetProviderUID teve êxito: o MAPI deve ter agora { $uid } registrado para { $owner }. Nenhum registro do log mostra a tabela de MAPIUIDs.
log-uid-removed = Com este Release, o MAPI deve remover { $uid } de { $owner }. Nenhum registro do log mostra a tabela de MAPIUIDs.
log-row-added = ModifyStatusRow teve êxito: o MAPI deve ter agora a linha { $row }{ $is-named ->
        [yes] {" "}({ $display })
       *[no] {""}
    } na tabela de status. Nenhum registro do log mostra a tabela.
log-row-removed = Com este Release, o MAPI deve remover da tabela de status a linha { $row }{ $is-named ->
        [yes] {" "}({ $display })
       *[no] {""}
    }. Nenhum registro do log mostra a tabela.
log-refs = A contagem de referências de { $object } agora é { $to }, conforme o retorno da chamada.
log-refs-unseen = Pelo que a chamada seguinte retorna, a contagem de referências de { $object } era { $to }: chamadas fora do log podem tê-la alterado.
log-refs-unknown = { $how ->
        [up] { $object } tem uma referência a mais; o log não mostra quantas são.
       *[other] { $object } tem uma referência a menos; o log não mostra quantas restam.
    }
log-return-count = { $method } em { $object } retorna { $count }.
log-freed = { $object } é destruído, conforme o registro do log.
log-invalidated = { $object } fica inválido a partir daqui, conforme o registro do log.
log-life-live = existe, até onde o log mostra
log-life-unknown = o log não mostra se ainda existe
log-nothing-removed = O log não registra nenhuma remoção nem destruição.
log-holders-unknown = O log não tem aqui a contagem deste objeto; por isso não mostra quem tem referências a ele.
log-holders-nobody = Pelas contagens do log, ninguém.
log-holders-before = desde antes de o log o mencionar
log-holder-others = o MAPI, ou código cujas chamadas não estão no log
log-holder-caller = um chamador que o log não identifica
log-rules-hold =
    { $count ->
        [1] { $count } regra testada, sem violação, até onde este log permite dizer
       *[other] { $count } regras testadas, sem violação, até onde este log permite dizer
    }
log-no-rule-broken = Nenhuma regra foi violada até aqui, até onde este log permite dizer.
log-no-rule = nenhuma mostrada
log-untested = nada neste log põe a regra à prova
log-readings = Esta execução é um log, em que não se muda a leitura. As marcadas afetam a execução do modelo mais parecida.
log-plain-end = O log acaba aqui.
log-checklist-perhaps = O log tem uma chamada assim, mas não mostra quem a faz, ou se é a última.
log-compare-end =
    { $count ->
        [0] Um log não mostra como a execução termina. Entre as contagens que os dois mostram no fim, nenhuma difere.
        [1] Um log não mostra como a execução termina. Entre as contagens que os dois mostram no fim, uma difere:
       *[other] Um log não mostra como a execução termina. Entre as contagens que os dois mostram no fim, { $count } diferem:
    }
log-compare-no-counts = Um log não mostra como a execução termina. As contagens no final deste não são comparadas.
log-compare-same = Toda chamada e resposta do log que foi comparada está também na outra execução.
log-compare-parts = A primeira chamada ou resposta que difere está no passo { $step }.
log-diff-clean = nenhuma regra violada, até onde este log permite dizer
log-diff-same = Nada do que os dois mostram é diferente. Um log não mostra como a execução termina.
log-diff-blind = Nada foi comparado: o log não tem nenhuma chamada de uma interface que seu cabeçalho liste em observed.calls.
log-diff-compared = Comparado: chamadas de { $interfaces }.
log-diff-over = o log acaba aqui
log-diff-end = Um log tem chamadas, respostas e contagens: o que ele não mostra não é comparado.
log-set = Pelas chamadas do log, { $field } de { $object }: { $value }.
log-call-freed = { $who } chama { $method }({ $args }) em { $object }, que o log dá como destruído.
judge-crash = O processo caiu, linha { $line }:
