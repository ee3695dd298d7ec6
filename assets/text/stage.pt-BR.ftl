# Textos do palco e da tela inicial.

home-tagline = veja um provedor de repositório MAPI encerrar, passo a passo
home-lessons = Lições
home-paths = Escolha um caminho
home-symptoms = O que se vê na vida real?
home-no-lessons = Ainda não há lições. Tab leva aos caminhos.
home-done = { $done } de { $all } feitas
field-path = Caminho
field-bug = Bug
field-line = { $name } está
value-no-bug = nenhum: tudo como documentado
value-no-bug-help = O provedor e o cliente fazem o que as páginas pedem deles.
value-of-world = como no mundo escolhido
value-of-world-help = O mundo escolhido decide o que o transporte está fazendo quando a execução começa.
value-line-help = O que este transporte está fazendo quando a execução começa.
symptom-title = Causas possíveis
symptom-causes =
    { $count ->
        [0] Nenhuma execução mostra isso ainda.
        [1] Uma execução mostra isso: tecle Enter.
       *[other] { $count } execuções mostram isso: tecle Enter.
    }

ledger-status-table = Tabela de status
ledger-provider-uids = MAPIUIDs
ledger-objects = Objetos abertos
ledger-transports = Transportes
ledger-status-table-short = Status
ledger-provider-uids-short = UIDs
ledger-objects-short = Objetos
ledger-transports-short = Transportes
ledger-empty = vazio
objects-refs = referências
transports-queue = fila de saída
transports-incoming = chegando
panel-stack = Pilha de chamadas
panel-body = Código
panel-why = Por quê
fate-gone = removida
fate-freed = desalocado
fate-invalid = inválido
status-available = disponível
status-off = indisponível
status-failure = falha
status-offline = offline
status-in-enabled = entrada
status-in-active = recebendo
status-in-flush = esvaziando entrada
status-out-enabled = saída
status-out-active = enviando
status-out-flush = esvaziando saída
line-sending = enviando
line-receiving = recebendo
line-flushing = esvaziando
line-idle = ocioso
line-off = sem logon
message-queued = na fila
message-in-process = em processamento
message-sent = enviada
message-deferred = adiada
message-with-transport = com o transporte
message-saved = salva
message-lost = perdida
message-unsent = não enviada
thread-waits = espera
thread-over = terminou
who-client = do cliente
who-mapi = do MAPI
who-spooler = do spooler
who-provider = do provedor
who-transport = do transporte
who-address-book = do catálogo de endereços
rules-hold =
    { $count ->
        [1] { $count } regra testada, nenhuma violada
       *[other] { $count } regras testadas, nenhuma violada
    }
rules-broken =
    { $count ->
        [1] { $count } regra violada
       *[other] { $count } regras violadas
    }
rule-broken-by = { $rule }: { $case } ({ $blame })
stage-start = Nada aconteceu ainda: isto é o que o logon criou. Cada passo adiante faz uma coisa acontecer; cada passo atrás a desfaz.
stage-end = A execução terminou. O que você ainda vê é o que sobreviveu. r lista as regras, v compara como terminam os caminhos.
stage-verdict-clean = Limpo: nenhuma regra foi violada.
stage-verdict-violated = Com violações: uma regra foi violada.
stage-verdict-crashed = Queda: o processo não sobreviveu.
stage-verdict-stuck = Travado: nenhuma thread consegue continuar.
stage-verdict-bounded = Interrompido em um limite.
rules-untested = Não testada: { $why }.
phase-client = cliente
phase-request = pedido
phase-transports = transportes
phase-release = release
phase-tasks = tarefas do MAPI
phase-fast = encerramento rápido
phase-background = em segundo plano
caption-place = passo { $step } de { $steps }
beat-of = evento { $beat } de { $beats }  { $dot }  passo { $step }
too-small = teardown precisa de { $columns } x { $rows }

help-title = Teclas
help-marks = Símbolos
help-mark-gone = removido ou desalocado; fica no lugar, riscado, até o fim da execução
help-mark-changed = mudou no último movimento
help-mark-added = novo
help-mark-broken = não está como deveria: uma regra é violada, aqui ou na linha do tempo
help-mark-doubtful = inválido: ainda está lá, mas recusa toda chamada
help-mark-next = a próxima instrução
help-mark-ran = a instrução que acabou de ser executada
help-mark-doubt = visto só em código real; inferido; controverso entre páginas
trouble-title = Esta execução não pode ser montada
goto-title = Ir a um passo
goto-prompt = Um número de 0 a { $last }, depois Enter:
notice-mouse-on = Captura do mouse ligada; segure Shift para selecionar texto.
notice-mouse-off = Captura do mouse desligada.
notice-look = Cores: { $name }
notice-no-more-changes = Esta lista não tem mais mudanças.
notice-pace = Velocidade { $pace } de { $most }
notice-plays = Reproduzindo. p pausa, + e - mudam a velocidade; qualquer tecla de navegação assume o controle.
notice-loop-on = A reprodução recomeça no fim.
notice-loop-off = A reprodução para no fim.

keys-time = Mover no tempo
keys-panels = Painéis
keys-questions = Consultas
keys-lists = Listas
keys-program = O programa
key-beat = próximo
key-beat-help = a próxima chamada, retorno ou mudança
key-back = voltar
key-back-help = voltar um passo
key-statement = instrução
key-statement-help = a próxima instrução, inclusive as silenciosas
key-statement-back = instrução atrás
key-statement-back-help = uma instrução para trás
key-over = step over
key-over-help = rodar a próxima chamada até o fim
key-out = step out
key-out-help = rodar o método atual até o fim
key-play = reproduzir
key-play-help = reproduzir, ou parar
key-faster = mais rápido
key-faster-help = reproduzir mais rápido
key-slower = mais devagar
key-slower-help = reproduzir mais devagar
key-loop = repetir
key-loop-help = recomeçar no fim da reprodução
key-first = início
key-first-help = o início da execução
key-last = fim
key-last-help = o fim da execução
key-goto = ir a
key-goto-help = ir a um passo pelo número
key-undo = desfazer salto
key-undo-help = voltar para onde estava antes do último salto
key-redo = refazer salto
key-redo-help = repetir o salto
key-ledger-1 = tabela de status
key-ledger-1-help = a tabela de status; de novo: a próxima mudança
key-ledger-2 = MAPIUIDs
key-ledger-2-help = os MAPIUIDs; de novo: a próxima mudança
key-ledger-3 = objetos
key-ledger-3-help = os objetos abertos; de novo: a próxima mudança
key-ledger-4 = transportes
key-ledger-4-help = transportes e fila; de novo: a próxima mudança
key-swap = código/listas
key-swap-help = aumentar o código ou as listas
key-enlarge = ampliar
key-enlarge-help = o painel em foco na janela inteira, e de volta
key-up = acima
key-up-help = a linha acima, na lista em foco
key-down = abaixo
key-down-help = a linha abaixo
key-page-up = página acima
key-page-up-help = uma página acima
key-page-down = página abaixo
key-page-down-help = uma página abaixo
key-why = por quê
key-why-help = por que é assim? os passos por trás da linha selecionada, ou do último passo
key-rules = regras
key-rules-help = as regras e seus resultados
key-glossary = glossário
key-glossary-help = o que significam os termos
key-list-up = acima
key-list-up-help = a linha acima
key-list-down = escolher
key-list-down-help = a linha abaixo
key-value-left = mudar
key-value-left-help = o valor anterior
key-value = mudar
key-value-help = o próximo valor
key-tab = próxima lista
key-tab-help = a próxima lista da tela inicial
key-tab-back = lista anterior
key-tab-back-help = a lista anterior
key-run = rodar
key-run-help = rodar o que está selecionado
key-choose = ir
key-choose-help = fazer o que a linha selecionada diz
key-erase = apagar
key-erase-help = apagar o último caractere
key-list-first = primeira
key-list-first-help = a primeira linha
key-list-last = última
key-list-last-help = a última linha
key-close = fechar
key-close-help = fechar a janela
key-home = tela inicial
key-home-help = sair do painel em foco; depois a tela inicial
key-to-stage = voltar à execução
key-to-stage-help = voltar à execução
key-help = teclas
key-help-help = estas teclas
key-language = English
key-language-help = o outro idioma
key-look = cores
key-look-help = a próxima paleta: escura, clara, alto contraste, daltonismo
key-mouse = mouse
key-mouse-help = ligar ou desligar a captura do mouse
key-quit = sair
key-quit-help = sair do programa
key-interrupt = interromper
key-interrupt-help = sair imediatamente
key-suspend = suspender
key-suspend-help = suspender o programa

why-title = Por que é assim?
why-history = O que aconteceu com ele
why-untouched = Nada nesta execução toca nele.
why-not-touched-yet = Até aqui nada mexeu nele.
why-after-answer = O que acontece daqui em diante fica escondido até você responder: pode ser a resposta.
why-not-yet = Ainda não existe.
why-callers = As chamadas que levaram até lá, de fora para dentro
why-touched = O que mudou
detail-owner = registrado sob
detail-interface = interface
detail-state = estado
detail-refs = contagem de referências
detail-parent = filho de
detail-order = posição na ordem
detail-carrier = a ser enviada por
detail-store = do repositório
holders-title = Quem tem referências a ele
holders-freed = Ninguém: sua memória foi desalocada.
holders-nobody = Ninguém tem uma referência contada.
holder-provider = um objeto do provedor
holder-transport = um objeto do transporte
holder-address-book = um objeto do catálogo de endereços
holders-since = desde o passo { $step }
holders-from-start = desde antes da execução
holders-points = aponta para ele
rules-title = As regras e seus resultados
holders-gone = aponta para ele, e já não existe
rules-at = violada no passo { $step }
rules-later = será violada no passo { $step }
rules-after-answer = O que será violado daqui em diante fica escondido até você responder: pode ser a resposta.

help-mark-removal = na linha do tempo: algo é removido ou desalocado aqui
help-mark-part = na linha do tempo: começa a próxima parte do encerramento
help-mark-here = na linha do tempo: onde você está
help-mark-differs = o que a outra execução tem aqui
key-what-if = e se
key-what-if-help = e se outra thread fosse a próxima, ou se uma opção fosse outra?
key-compare = comparar
key-compare-help = esta execução e a outra lado a lado
key-exchange = trocar
key-exchange-help = esta execução e aquela com que ela é comparada trocam de lugar
what-if-title = E se?
what-if-intro = Daqui em diante: deixe outra thread ser a próxima, ou mude uma opção com as setas esquerda e direita e tecle Enter. A execução até aqui fica guardada, e c compara as duas.
what-if-who = Qual thread é a próxima?
what-if-as-is = já é a próxima
what-if-waits = bloqueada: o que ela espera não aconteceu
what-if-thread-over = não pode: já terminou
what-if-process-over = não pode: o processo terminou
what-if-settings = E se uma opção fosse outra?
what-if-same = nada mudaria
what-if-parts = muda o passo { $step } e os seguintes
what-if-parts-before = decidido antes: já muda o passo { $step }
what-if-earlier = Decidido antes: as execuções divergem no passo { $step }; você está logo antes dele.
what-if-next = { $name } é o próximo
what-if-no-meaning = não tem sentido aqui ({ $path })
compare-title = Duas execuções lado a lado
compare-nothing = Nada para comparar ainda: tecle x, ou execute outro caminho.
compare-parts = As execuções divergem no passo { $step }.
compare-parts-twice = As execuções divergem no passo { $step }, de início só no código; os efeitos diferem a partir do passo { $effect }.
compare-parts-code = As execuções divergem no passo { $step }, mas só no código: as listas mudam do mesmo modo nas duas.
compare-words = Flags passadas ({ $call }) e retornadas ({ $answer }) que diferem:
compare-same = As duas fazem o mesmo.
compare-this = esta execução
compare-other = a outra execução
compare-end =
    { $count ->
        [0] As duas terminam iguais.
        [1] No fim uma coisa difere:
       *[other] No fim { $count } coisas diferem:
    }
compare-gone = não existe mais
compare-registered = registrado
compare-refs =
    { $count ->
        [1] 1 referência
       *[other] { $count } referências
    }
compare-rules = regras violadas
compare-no-rule = nenhuma
ghost-there = presente
home-idle = (sem efeito aqui)
home-idle-bug = { $bug } não aparece nesta execução. b monta a execução que o mostra: { $run }
notice-idle-bug = { $bug } não aparece nesta execução; Esc, depois b: a execução que o mostra.
notice-run-kept = A execução anterior foi mantida: c compara as duas.
values-prompt = Escolha um valor; digite para reduzir a lista:
key-values = lista
key-values-help = todos os valores da opção selecionada; digite para reduzir a lista
key-own-run = execução que mostra o bug
key-own-run-help = na tela inicial: a execução em que o bug escolhido aparece
key-pause = pausar
key-panels = painéis
key-next-change = de novo: próxima mudança
key-story = histórico
key-line = linha
key-leave = sair do painel
key-name-space = Espaço
page-item = { $page }, item { $item }
compare-first = O primeiro efeito que difere:
compare-folded =
    { $count ->
        [1] { $count } passo igual
       *[other] { $count } passos iguais
    }
why-ahead = O que vai acontecer com isto
why-how = 1 a 4 escolhem um painel, as setas para cima e para baixo uma linha, w mostra o histórico dela.
help-mark-earlier = mudou durante um salto, antes do seu último evento
help-beat = Um passo é uma instrução; um evento é um passo visível: uma chamada, um retorno ou uma mudança em uma lista. A seta direita avança por eventos, o ponto por passos.
help-contested = [C] marca uma instrução sobre a qual as páginas discordam: R lista os dois lados. Nas instruções do próprio cliente nenhuma página é citada, porque nenhuma diz o que um cliente faz ali.
replay-passes = passam { $beats } eventos; qualquer tecla leva ao fim
