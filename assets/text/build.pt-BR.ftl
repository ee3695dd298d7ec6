# Textos da bancada: o provedor do aluno, julgado por uma busca em todos os clientes.

client-release = o cliente só libera o repositório
client-store-logoff = o cliente chama StoreLogoff com LOGOFF_ORDERLY e depois libera o repositório
client-unknown-flag = o cliente passa flags que não existem
client-orphans = o cliente deixa objetos abertos e encerra a sessão
client-orphans-release = o cliente deixa objetos abertos e libera o repositório
client-two-threads = outro cliente abre e libera o mesmo repositório, em uma thread própria
client-any-client = o cliente usa qualquer flag ou nenhuma e libera objetos em qualquer ordem
client-any-session = o cliente encerra a sessão, com o repositório aberto ou fechado
client-two-users = um segundo cliente ainda tem o repositório aberto
client-two-stores = um segundo repositório do mesmo provedor está aberto
client-refused = o logoff QUIET do cliente é recusado, porque há mensagens na fila
client-any-process = outro processo pode ter o mesmo repositório aberto
client-mail = uma mensagem está sendo enviada enquanto o cliente usa qualquer flag ou nenhuma

build-accepted = Aceito: nenhum cliente consegue violar uma regra. { $clients } de { $wanted } buscas, { $states } estados: todos os clientes desta tarefa, todas as intercalações de threads.
build-broken = Não aceito: { $broken ->
        [one] uma regra violada
       *[other] { $broken } regras violadas
    }. { $clients } de { $wanted } buscas, { $states } estados.
build-incomplete = Julgamento incompleto: { $clients } de { $wanted } buscas, { $states } estados. Na parte examinada, nenhuma regra foi violada.
build-broken-rule = VIOLADA  { $rule } {"—"} { $title }
build-broken-when = quando { $client }: depois de { $steps ->
        [one] um passo
       *[other] { $steps } passos
    }, em { $object }
build-replay = teardown replay '{ $run }' --bodies { $file }
build-held = Cumpridas: { $rules }
build-held-rule = { $rule } ({ $count })
build-untested = Não testadas: { $rules }

build-hint-rule = A regra: { $rule }. { $statement }
build-hint-client = O cliente: a violação acontece quando { $client }.
build-hint-step = O passo: o de número { $step } da execução mais curta. { $sentence } { $case } { $place }
build-hint-place = Veja a sua instrução { $number }.
build-hint-none = Não há dica a dar: nenhuma regra é violada.

build-tasks = Tarefas da bancada. Para começar uma: teardown build 1
build-task-line = { $id }  { $title } ({ $minutes } min)
build-asks = O que a página pede
build-pool = Instruções disponíveis
build-pool-empty = (nenhuma)
build-method = Em { $head }
build-method-empty = (ainda nada)
build-number-given = { $number } (dada) { $text }
build-number = { $number } { $text }
build-help =
    put 2 in { $method }       no fim de um método; ou: put 2 first in { $method }
    put 2 after 5        ou before 5, ou under 5 (no bloco abaixo dela)
    move 3 after 5       o mesmo para uma instrução que já está em um método, com o seu bloco
    in 3, out 3          mais fundo, menos fundo
    take 3               volta para as disponíveis
    judge                busca em todos os clientes; hint dá a próxima de três dicas
    undo, redo, show, save ARQUIVO, help, quit
build-prompt = build>
build-judging = Julgando: cliente { $client } de { $clients } ({ $words }) ...
build-not-a-provider = Isto ainda não roda:
build-statement = instrução { $number }: { $message }
build-unknown = Não existe o comando { $command }. Digite help.
build-not-understood = Argumentos inválidos para { $command }. Digite help.
build-no-method = Não existe o método { $method } aqui. Um destes: { $known }
build-which-method = Em qual método? Um destes: { $known }
build-nothing-to-undo = Não há o que desfazer.
build-nothing-to-redo = Não há o que refazer.
build-saved = O seu provedor está em { $file }. `teardown judge { $file }` o julga, e `teardown replay release --bodies { $file }` o executa.
build-solved = Resolvido em { $moves } movimentos e { $attempts ->
        [one] um julgamento
       *[other] { $attempts } julgamentos
    }.
build-unusual = A sua solução está certa e é deferred: o seu StoreLogoff não chama StoreLogoffTransports; uma chamada posterior faz isso. As duas formas estão certas (C5).
build-refuse-no-such-statement = Não existe a instrução { $number }.
build-refuse-given = A instrução { $number } é da tarefa e fica onde está.
build-refuse-in-pool = Essa instrução ainda não está em um método.
build-refuse-no-block = Nada pode ficar abaixo dessa instrução: ela não começa um bloco.
build-refuse-into-itself = Uma instrução não pode ir para dentro do próprio bloco.
build-refuse-no-depth = Não há bloco em que entrar ou do qual sair.
build-refuse-moves-given = Isso levaria uma instrução da tarefa para outro bloco.

help-build = Ordena as instruções de um provedor; uma busca em todos os clientes julga o resultado
help-build-examples =
    Exemplos:
      teardown build                   lista as tarefas
      teardown build 1 --seed 7        a primeira tarefa, com as instruções em outra ordem
arg-build-task = O id, o número ou o arquivo de uma tarefa
arg-build-seed = Semente da ordem das instruções
arg-bodies = Um arquivo de bodies que substituem os do provedor (formato: docs/bodies.md)
arg-judge-client = Um cliente que julga um módulo de bodies

refuse-no-such-task = não existe a tarefa { $name }
refuse-no-such-task-help = existem: { $known }
refuse-bodies-run = --bodies vale para um caminho com opções, não para uma lição nem um log
refuse-unknown-client = não existe o cliente { $name }
refuse-unknown-client-help = existem: { $known }

check-good-task = { $name }: em ordem. Uma tarefa da bancada; uma busca nas instruções encontrou uma solução.
explain-no-solution = Uma busca nas instruções de uma tarefa precisa encontrar um provedor com o qual nenhum cliente da tarefa consiga violar uma regra. Falta algo nas instruções ou nos métodos, ou a busca chegou ao limite: dê mais instruções prontas.
explain-solved-as-listed = As instruções de uma tarefa, na ordem em que o arquivo as lista, já são uma solução. Liste as instruções em outra ordem, para que a resposta não esteja no arquivo.

keys-bench = Bancada
key-bench-put = pôr
key-bench-put-help = nas disponíveis: pôr a instrução depois da linha selecionada nos métodos; nos métodos: ir para as disponíveis
key-bench-here = pôr depois desta
key-bench-side = outro lado
key-bench-side-help = ir para as instruções disponíveis ou para os métodos
key-bench-up = acima
key-bench-up-help = a instrução de cima
key-bench-down = abaixo
key-bench-down-help = a instrução de baixo
key-bench-raise = subir
key-bench-raise-help = subir a instrução, com o seu bloco
key-bench-lower = descer
key-bench-lower-help = descer a instrução, com o seu bloco
key-bench-indent = recuar
key-bench-indent-help = pôr a instrução dentro do bloco acima dela
key-bench-outdent = tirar do bloco
key-bench-outdent-help = tirar a instrução do bloco
key-bench-back = devolver
key-bench-back-help = devolver a instrução às disponíveis
key-bench-judge = julgar
key-bench-judge-help = executar todos os clientes da tarefa com o seu provedor; a mesma tecla interrompe
key-bench-stop = parar
key-bench-run = execução mais curta
key-bench-run-help = a execução mais curta que viola uma regra, com o seu código
key-bench-hint = dica
key-bench-hint-help = a próxima dica: a regra, o cliente, o passo
key-bench-undo = desfazer
key-bench-undo-help = desfazer o último movimento
key-bench-redo = refazer
key-bench-redo-help = refazer o movimento desfeito
key-bench-read = ler mais
key-bench-read-help = rolar para baixo o texto da parte inferior
key-bench-read-up = voltar
key-bench-read-up-help = rolar para cima o texto da parte inferior
key-bench-save = salvar
key-bench-save-help = salvar o seu provedor como módulo de bodies
key-bench-open = bancada
key-bench-open-help = voltar à bancada
bench-title = Bancada: { $title }
bench-counts = movimentos { $moves }, julgamentos { $judged }
bench-methods = O seu provedor
bench-judging = Julgando
bench-states = { $states } estados; a mesma tecla interrompe.
build-verdict = Resultado
build-run-title = O seu provedor: { $task }
finder-task = construir
finder-task-names = bancada, exercício, escrever um provedor, problema de Parsons
build-in-lines = Em linhas de texto: teardown build { $id }
