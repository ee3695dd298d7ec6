# Textos do projetor e do terminal de quem apresenta.

help-present = Apresenta ao público uma execução ou lição, em letras grandes, comandada por um controle de apresentação
help-present-examples =
    Exemplos:
      teardown present 02                       uma lição; PgDn avança, b apaga a tela
      teardown present 02 --minutes 12          com doze minutos planejados em vez dos da lição
      teardown present 00 02 03 --minutes 30    várias lições em uma só apresentação de trinta minutos
      teardown present release --world plain    uma execução

    `teardown notes` em um segundo terminal desta máquina mostra o que dizer e também comanda a apresentação.
    O log é present.log na pasta de estado do usuário ($XDG_STATE_HOME/teardown no Linux).
help-notes = Mostra ao apresentador o que dizer, o que vem depois e se está no horário, ao lado de `present`
help-notes-examples =
    Exemplos:
      teardown notes                 em um segundo terminal da mesma máquina, antes ou depois de `present`
      teardown notes --theme light   com uma paleta diferente da do projetor
arg-minutes = Duração planejada em minutos, em vez da duração da lição
arg-log = O arquivo de log, com as conexões rejeitadas e os motivos

error-present-what = indique o que apresentar: uma lição, um arquivo ou um caminho; veja `teardown lessons` e `teardown paths`
error-already-presenting = já há uma apresentação nesta máquina; saia dela primeiro (q, duas vezes) ou comande-a com `teardown notes`
error-no-meeting-place = não há pasta do usuário; sem ela, `teardown notes` não encontra o projetor
notice-no-notes = Notas do apresentador indisponíveis nesta apresentação: { $error }
notice-no-log = Não há log: { $error }
notice-leave-talk = Tecle q de novo para encerrar a apresentação; qualquer outra tecla continua
notice-taken-up = A apresentação continua de onde parou
notice-no-scene = As cenas vão de 1 a { $last }
notice-no-beat = Os eventos vão de 0 a { $last }
notice-reloaded-place = A lição foi salva; você continua no mesmo lugar
notice-nobody-hears = O projetor não está conectado

keys-room = Diante do público
show-what-if = E se: { $what }
show-beat = evento { $at } de { $all }
show-answer = A resposta
show-hands = { $count ->
        [1] uma mão
       *[other] { $count } mãos
    }
show-jump = Para a cena:
short-more = e mais { $count }

key-show-next = avançar
key-show-next-help = avançar: texto, pergunta, resposta, depois evento a evento (controle)
key-show-back = voltar
key-show-back-help = voltar (controle)
key-show-scene = cena
key-show-scene-help = ir à próxima cena, ou à do número digitado, sem parar nas pausas
key-show-number = à cena
key-show-number-help = digitar o número de uma cena; Enter vai até ela
key-show-goto = à cena
key-show-goto-help = digitar o número de uma cena, mesmo durante a contagem de mãos
key-show-erase = apagar
key-show-erase-help = apagar um dígito
key-show-reveal = revelar
key-show-reveal-help = mostrar a resposta ao lado da contagem de mãos; em uma escolha, seguir o caminho mais votado ou, na segunda vez, o selecionado
key-show-count = mãos
key-show-count-help = digitar quantas mãos há para a opção selecionada
key-show-option = opção
key-show-option-help = contar mãos para a próxima opção
key-show-option-up = opção
key-show-option-up-help = contar mãos para a opção anterior
key-show-letter = opção
key-show-letter-help = contar mãos para a opção desta letra
key-show-erase-count = apagar
key-show-erase-count-help = apagar um dígito da contagem
key-show-blank = apagar tela
key-show-blank-help = apagar a tela; qualquer tecla a acende de novo (controle)
key-show-place = à apresentação
key-show-place-help = sair de um “e se?”, de uma janela ou da tela completa e voltar à apresentação (controle)
key-show-stage = tela completa
key-show-stage-help = encerrar um desvio; se não houver nenhum, ir à tela completa ou voltar dela (controle)
key-show-ledger = lista
key-show-ledger-help = mostrar as listas em forma curta, depois uma a uma por inteiro
key-notes-number = mãos, cena
key-notes-number-help = em uma pergunta, contar mãos para a opção selecionada; senão, digitar o número de uma cena
key-notes-left = valor
key-notes-left-help = escolher o valor anterior em uma janela do projetor
key-notes-right = valor
key-notes-right-help = escolher o próximo valor em uma janela do projetor
key-notes-down = rolar
key-notes-down-help = descer uma linha nas notas; em uma janela do projetor, ir à próxima linha; com o ponteiro ligado, movê-lo
key-notes-up = rolar
key-notes-up-help = subir uma linha nas notas; em uma janela do projetor, ir à linha anterior; com o ponteiro ligado, movê-lo
key-notes-escape = fechar
key-notes-escape-help = fazer o que Esc faz no projetor

notes-seen = O público vê
notes-notes = Notas
notes-next = A seguir
notes-none = Não há notas para esta cena.
notes-answer = A resposta: { $names }
notes-answer-nothing = nada disso acontece
notes-next-beat = Evento: { $text }
notes-next-scene = Cena: { $text }
notes-last-beat = nenhum, é o fim
notes-last-scene = nenhuma, é a última
notes-ahead = adiantado { $time }
notes-well = no horário
notes-behind = atrasado { $time }
notes-not-begun = ainda não começou: o primeiro passo inicia o relógio
notes-talk = apresentação { $time }
notes-blank = A tela está apagada.
notes-away = Isto é um desvio; F5 volta à apresentação.
notes-waiting = Esperando `teardown present` nesta máquina ...
notes-lost = O projetor não responde; procurando ...
notes-over = A apresentação terminou. Uma nova aparecerá aqui.
notes-version = O projetor usa a versão { $version } do protocolo das notas. Use a mesma versão do teardown nos dois lados.
notes-refused = O projetor recusou: { $why }

notice-too-late = A resposta já está na tela, por isso nada foi contado; PgUp volta à pergunta e g vai a uma cena
notice-no-option = Nada foi contado, pois nenhuma opção está marcada; marque uma com uma letra maiúscula
notice-no-letter = Não existe opção { $letter }; nada é contado até você marcar uma
notice-count-full = Uma contagem tem no máximo quatro algarismos

arg-present-more = Mais lições, arquivos ou execuções: a apresentação mostra um item depois do outro; PgDn leva ao próximo
error-playlist-options = as opções valem para uma só execução; em uma lista, acrescente-as ao nome da execução, como em store-logoff:flag=quiet
notice-interrupt-talk = Tecle Ctrl-C de novo para sair (a posição é salva); qualquer outra tecla continua
notice-last-item = Este é o último item da apresentação; tecle q duas vezes para sair
notice-first-item = Este é o primeiro item da apresentação
notice-scene-elsewhere = Essa cena é de outro caminho; escolha primeiro esse caminho
key-show-item = próximo item
key-show-item-help = ir ao próximo item da apresentação
key-show-item-back = item anterior
key-show-item-back-help = voltar ao item anterior da apresentação, como você o deixou
notes-item = item { $at } de { $all }
keys-here-projector = Aqui, no projetor
keys-here-stage = Aqui, na tela completa
keys-here-notes = Aqui, nas notas

show-call = { $who } chama { $object }
show-return = { $object } retorna
show-broken = Uma regra foi violada

arg-present-ask = Uma pergunta sua, como "Pergunta? | opção | opção"; na lista, "ask" faz a primeira pergunta e "ask:2", a segunda
error-no-question = não existe a pergunta { $word }; --ask definiu { $count }
question-empty = escreva a pergunta e cada opção: Pergunta? | opção | opção
question-options = uma pergunta precisa de 2 a 12 opções, separadas por |; esta tem { $count }
question-long = a pergunta e cada opção podem ter no máximo 200 caracteres
questions-title = Uma pergunta sua
questions-prompt = Digite Pergunta? | opção | opção, ou marque uma pergunta já feita; Enter faz a pergunta ao público.
questions-ask = Perguntar: { $ask }
show-question = Uma pergunta para vocês
show-before = antes: { $count ->
        [1] uma mão
       *[other] { $count } mãos
    }
key-show-questions = perguntar
key-show-questions-help = fazer ao público uma pergunta sua, ou repetir uma anterior e ver as duas contagens
notice-no-scene-here = Esta pergunta não tem cenas; PgDn avança
key-pointer = ponteiro
key-pointer-help = marcar para o público uma linha do código, de uma lista ou do texto, ou remover a marca; o próximo passo também a remove. Com o mouse: clicar na linha
key-pointer-off = tirar o ponteiro
key-pointer-up = linha
key-pointer-up-help = mover o ponteiro uma linha acima
key-pointer-down = linha
key-pointer-down-help = mover o ponteiro uma linha abaixo
notes-pointer = Você está apontando para: { $text }
notice-no-pointer = O ponteiro só funciona na tela do projetor; F5 leva a ela
