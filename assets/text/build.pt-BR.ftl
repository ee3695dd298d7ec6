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
client-refused = o logoff QUIET do cliente é recusado, porque uma mensagem está sendo enviada
client-any-process = outro processo pode ter o mesmo repositório aberto
client-mail = uma mensagem está sendo enviada enquanto o cliente usa qualquer flag ou nenhuma
client-fast-shutdown = o processo termina por encerramento rápido, seja qual for a resposta de cada provedor

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
build-replay = teardown replay { SHELL($run) } --bodies { SHELL($file) }
build-held = Cumpridas ({ $count }); entre parênteses, as situações que puseram cada uma à prova:
build-held-rule = { $rule } { $title } ({ $count })
build-untested = Não testadas ({ $count }), pois nada nestas execuções poderia violá-las:
build-untested-rule = { $rule } { $title }
build-spoolers = { $name } é do spooler: o spooler também abriu o repositório, e essa é a cópia dele do objeto.
build-one-user = Certo enquanto o repositório tem um só usuário: só há violação se um segundo cliente usa o mesmo repositório ao mesmo tempo. Se o seu nunca tem dois usuários, escolha com --client os clientes que julgam.

build-hint-rule = A regra: { $rule }. { $statement } ({ $places })
build-hint-client = O cliente: as chamadas na execução mais curta, até a violação, são { $calls }.
build-hint-step = O passo: o de número { $step } da execução mais curta. { $sentence } { $place }
build-hint-before = A última instrução sua que rodou até este passo é a de número { $number }.
build-hint-no-code = Nenhuma instrução sua rodou antes deste passo.
build-hint-move = A instrução { $which } está no lugar errado. { $then }
build-hint-replace = A instrução { $which } não é a certa: o lugar é de outra das disponíveis. { $then }
build-hint-put = Falta em { $which } uma das instruções disponíveis. { $then }
build-hint-take = A instrução { $which } está sobrando. { $then }
build-hint-mends-all = Com essa única mudança, nenhum cliente consegue violar uma regra.
build-hint-mends = Com essa única mudança, este cliente já não viola { $rule }; o próximo julgamento diz o que resta.
build-hint-none = Não há dica a dar: nenhuma regra é violada.

build-tasks = Tarefas da bancada. Para começar uma: teardown build 1
build-task-line = { $id }  { $title } ({ $minutes } min)
build-asks = O que a página pede
build-not-judged = O que mais ela diz (isto não depende de uma única instrução sua):
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
    in 3, out 3          para dentro do bloco acima dela, para fora do seu bloco
    take 3               volta para as disponíveis
    judge                testa o seu provedor com todos os clientes; hint dá a próxima de três dicas
    ver 9                o que insere uma instrução como "do orphans"
    undo, redo, show, save ARQUIVO, help, quit; retomar traz de volta a sua melhor solução
build-prompt = build>
build-judging = Julgando: cliente { $client } de { $clients } ({ $words }) ...
build-not-a-provider = Isto ainda não roda:
build-problem = { $method }: { $what }
build-problem-at = { $method }, instrução { $statements }: { $what }
build-problem-name = { $method }: nada define { $what } antes { $count ->
        [one] da instrução
       *[other] das instruções
    } { $statements }.
build-problem-return = { $method } pode terminar sem `return`.
build-problem-hint =
    { $method }{ $count ->
        [0] {""}
        [one] , instrução { $statements }
       *[other] , instruções { $statements }
    }: { $what }
build-problem-hint-name = { $count ->
        [one] A instrução { $statements } define { $what }: em { $method }, deve vir antes de tudo o que usa { $what }.
       *[other] Estas instruções definem { $what }: { $statements }. Uma delas deve vir em { $method } antes de tudo o que usa { $what }.
    }
build-problem-hint-return = { $count ->
        [0] { $method } deve terminar com um `return`, mas não há nenhum entre as disponíveis. Tire um de outro método.
        [one] A instrução { $statements } retorna: { $method } deve terminar com ela.
       *[other] Estas instruções retornam: { $statements }. { $method } deve terminar com uma delas, fora de qualquer bloco.
    }
build-unknown = Não existe o comando { $command }. Digite help.
build-not-understood = Argumentos inválidos para { $command }. Digite help.
build-no-method = Não existe o método { $method } aqui. Um destes: { $known }
build-which-method = Em qual método? Um destes: { $known }
build-no-piece = A instrução { $number } não insere nada: só insere a que começa com "do".
build-nothing-to-undo = Não há o que desfazer.
build-nothing-to-redo = Não há o que refazer.
build-saved = O seu provedor está em { $file }. `teardown judge { SHELL($file) }` o julga, e `teardown replay release --bodies { SHELL($file) }` o executa.
build-solved = Resolvido em { $moves } movimentos e { $attempts ->
        [one] um julgamento
       *[other] { $attempts } julgamentos
    }.
build-unusual = A sua solução está certa e é deferred: o seu StoreLogoff não chama StoreLogoffTransports; uma chamada posterior faz isso. As duas formas estão certas (C5).
build-unusual-eager = A sua solução está certa e é eager: o seu StoreLogoff chama StoreLogoffTransports de imediato. As duas formas estão certas (C5).
build-refuse-no-such-statement = Não existe a instrução { $number }.
build-refuse-given = A instrução { $number } é da tarefa e fica onde está.
build-refuse-in-pool = Essa instrução ainda não está em um método.
build-refuse-no-block = Nada pode ficar abaixo dessa instrução: ela não começa um bloco.
build-refuse-into-itself = Uma instrução não pode ir para dentro do próprio bloco.
build-refuse-no-depth = Não há bloco em que entrar ou do qual sair.
build-refuse-moves-given = Isso levaria uma instrução da tarefa para outro bloco.

help-build = Você põe em ordem as instruções de um provedor, e o programa testa o resultado com todos os clientes
help-build-examples =
    Exemplos:
      teardown build                   a primeira tarefa que você ainda não resolveu
      teardown build 3                 a terceira tarefa
      teardown build --plain           lista as tarefas
      teardown build 1 --seed 7        a primeira tarefa, com as instruções em outra ordem
arg-build-task = O id ou o número de uma tarefa, um bug a consertar, como PB4, ou um arquivo de tarefa
arg-build-seed = Semente da ordem das instruções
arg-bodies = Um arquivo de bodies que substituem os do provedor (formato: docs/bodies.md)
arg-judge-client = Um cliente que julga um módulo de bodies

refuse-no-such-task = não existe a tarefa { $name }
refuse-no-such-task-help = existem: { $known }
refuse-bodies-run = --bodies vale para um caminho com opções, não para uma lição nem um log
refuse-unknown-client = não existe o cliente { $name }
refuse-unknown-client-help = existem: { $known }

check-good-task = { $name }: em ordem. Uma tarefa da bancada; uma busca nas instruções encontrou uma solução.
explain-no-solution = Uma busca nas instruções de uma tarefa precisa encontrar um provedor com o qual nenhum cliente da tarefa consiga violar uma regra. Falta algo nas instruções ou nos métodos, ou a busca chegou ao limite; nesse caso, ponha mais instruções em `given`.
explain-ask-not-judged = Cada item de `asks` lista, em `needs`, as instruções que fazem o que a página pede. Sem uma delas, ou com outra instrução disponível no lugar dela, um cliente da tarefa precisa violar uma regra. Acrescente um cliente que julgue isso, tire a outra instrução das disponíveis ou tire esta de `needs`: o aluno lê então que nada julga isso.
explain-solved-as-listed = As instruções de uma tarefa, na ordem em que o arquivo as lista, já são uma solução. Liste as instruções em outra ordem, para que a resposta não esteja no arquivo.

keys-bench = Bancada
key-bench-put = pôr
key-bench-put-help = nas disponíveis: pôr a instrução no lugar da seta, nos métodos; nos métodos: ir para as disponíveis e pôr depois desta linha
key-bench-here = pôr abaixo
key-bench-side = métodos
key-bench-side-pool = lista
key-bench-side-help = ir para as instruções disponíveis ou para os métodos
key-bench-up = acima
key-bench-up-help = a instrução de cima
key-bench-down = abaixo
key-bench-down-help = a instrução de baixo
key-bench-raise = subir
key-bench-move = mover
key-bench-raise-help = subir a instrução, com o seu bloco
key-bench-lower = descer
key-bench-lower-help = descer a instrução, com o seu bloco
key-bench-indent = recuar
key-bench-indent-help = nos métodos: pôr a instrução dentro do bloco acima dela; nas disponíveis: levar a seta para dentro desse bloco, ou ir para os métodos
key-bench-outdent = tirar do bloco
key-bench-outdent-help = nos métodos: tirar a instrução do bloco, ou ir para as disponíveis; nas disponíveis: tirar a seta do bloco
key-bench-back = tirar
key-bench-back-help = devolver a instrução às disponíveis
key-bench-judge = julgar
key-bench-judge-help = executar todos os clientes da tarefa com o seu provedor; a mesma tecla interrompe
key-bench-stop = parar
key-bench-run = execução
key-bench-run-help = a execução mais curta que viola uma regra, com o seu código
key-bench-hint = dica
key-bench-hint-help = a próxima dica: a regra, o cliente, o passo
key-bench-undo = desfazer
key-bench-undo-help = desfazer o último movimento
key-bench-redo = refazer
key-bench-redo-help = refazer o movimento desfeito
key-bench-read = mais
key-bench-read-help = rolar para baixo o texto da parte inferior
key-bench-read-up = voltar
key-bench-read-up-help = rolar para cima o texto da parte inferior
key-bench-save = salvar
key-bench-save-help = salvar o seu provedor como módulo de bodies
key-bench-open = bancada
key-bench-open-help = ir à bancada: voltar de uma execução, ou abrir a tarefa que a lição indica
bench-title = Bancada: { $title }
bench-counts = movimentos { $moves }, julgamentos { $judged }
bench-methods = O seu provedor
bench-judging = Julgando
bench-states = { $states } estados; a mesma tecla interrompe.
build-verdict = Resultado
build-run-title = O seu provedor: { $task }
finder-task = construir
finder-task-names = construir, montar um provedor, bancada, tarefa, exercício, praticar, escrever um provedor, pôr em ordem, problema de Parsons
build-in-lines = Em linhas de texto: teardown build { SHELL($id) }
bench-slot = { $number } entra aqui
bench-start = { $put } põe a instrução escolhida no lugar da seta. { $side } leva aos métodos: a seta fica abaixo da linha que você escolher ali; { $out } tira a seta de um bloco. A tecla { $judge } julga o provedor.
bench-solved-before = Você já resolveu esta tarefa: a tecla { $kept } põe a sua melhor solução na bancada.
bench-next-broken = A tecla { $run } mostra a execução mais curta que viola uma regra, no palco e com o seu código. A tecla { $hint } dá uma dica.
bench-next-problem = Corrija isso primeiro; depois, a tecla { $judge } julga de novo.
bench-next-incomplete = A tecla { $judge } julga de novo.
bench-next-task = A tecla { $next } abre a próxima tarefa: { $title }.
bench-next-none = Esta era a última tarefa.
key-bench-next = próxima tarefa
key-bench-next-help = abrir a próxima tarefa, depois de resolver esta
key-bench-kept = sua solução
key-bench-kept-help = pôr na bancada a sua melhor solução desta tarefa
build-kept = { $statements } instruções, { $attempts ->
        [one] um julgamento
       *[other] { $attempts } julgamentos
    }
build-kept-open = { $attempts ->
        [one] um julgamento
       *[other] { $attempts } julgamentos
    }, ainda sem solução
build-kept-offer = Você já resolveu esta tarefa ({ $standing }). Digite retomar para pôr a sua melhor solução na bancada.
build-no-solution = Não há solução sua guardada para esta tarefa.
recap-task = Construa você mesmo: { $title }
home-task = Construir: { $title }
home-task-solved = { $statements } { $statements ->
        [one] instrução
       *[other] instruções
    }
bench-not-all = Nem toda instrução é necessária.
bench-all-put = Não sobrou instrução: a tecla { $judge } julga o provedor.

# The provider as C++
build-saved-cpp = { $file } tem o seu provedor em C++. Os comentários citam as páginas.
cpp-head = Escrito por teardown build, a partir da tarefa { $task }. O que aqui só está declarado fica por sua conta.
cpp-header = O teardown tem este cabeçalho em examples/cpp; o seu provedor inclui os do MAPI.
cpp-of-the-model = O modelo sabe isto dos objetos dele; o seu provedor precisa guardar essa informação.

# A provider as a lesson
from-bodies-title = Um provedor: { $name }
from-bodies-goal = Você sabe dizer qual instrução deste provedor viola uma regra, e com qual cliente.
from-bodies-no-symptom = Nenhum: com este cliente, o provedor não viola regra alguma.
from-bodies-begin = Esta lição traz um provedor próprio. Você vê o que ele faz quando { $client }.
from-bodies-clean = A execução acabou, e nenhuma regra foi violada.
from-bodies-end = A execução termina aqui.
from-bodies-close = O código do provedor está no arquivo desta lição, em bodies. Mude-o e execute a lição de novo: a nova execução responde às perguntas.
arg-new-task = Uma tarefa para a bancada no lugar de uma lição

# A bug to mend
repair-title = Conserte { $id }: { $title }
repair-say = Este é o código com o bug. Mova, tire ou acrescente instruções para consertá-lo.
refuse-repair-option = { $name } não é uma instrução errada: é o que a configuração { $what } faz aqui
refuse-repair-world = { $name } não é uma instrução errada: está nos objetos com que a execução começa ({ $what })
refuse-repair-elsewhere = { $name } está em { $what }, e a bancada só tem o código de provedores de repositório
refuse-repair-unseen = com { $name }, nenhum cliente da bancada viola uma regra
refuse-repair-help = `teardown { SHELL($run) }` mostra isso no palco.
key-bench-inside = ver
key-bench-inside-help = mostrar o que insere uma instrução que começa com "do"
piece-title = O que “{ $statement }” insere
key-bench-cpp = C++
key-bench-cpp-help = mostrar as instruções em C++, ou de novo como no palco
key-bench-model = como no palco
