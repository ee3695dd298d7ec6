# Textos da linha de comando, de transcrições e de gravações.

transcript-run = Mundo { $world }, provedor { $provider }{ $steps ->
        [0] {""}
        [1] , um passo
       *[other] , { $steps } passos
    }.
transcript-start = No início
transcript-steps = Passos (~ marca os passos pelos quais nenhum cliente espera)
transcript-final = No fim
transcript-violation = { $rule } ({ $name }) é violada em { $object }; responsável: { $blame }.
transcript-symptom = O que se vê:
transcript-mend = Como corrigir:
transcript-idle-setting = Sem efeito: { $setting }. Com ou sem isso, a execução é a mesma, passo a passo.
transcript-idle-body = Não rodou: { $body }, do módulo { $module } ({ $file }, linha { $line }); nada nesta execução chega a ele.
transcript-idle-body-instead = Não rodou: { $body }, do módulo { $module } ({ $file }, linha { $line }); em seu lugar rodou o corpo do módulo { $instead }.
transcript-clean = Veredito: limpo. Nenhuma regra foi violada{ $steps ->
        [0] {""}
        [1] {" em um passo"}
       *[other] {" em "}{ $steps } passos
    }.
transcript-violated = Veredito: com violações. Regras violadas: { $rules }.
transcript-crashed = Veredito: queda. O processo caiu{ $steps ->
        [0] {""}
        [1] {" após um passo"}
       *[other] {" após "}{ $steps } passos
    }. Regras violadas: { $rules }.
transcript-stuck = Veredito: travado. { $steps ->
        [0] Nenhuma
        [1] Depois de um passo, nenhuma
       *[other] Depois de { $steps } passos, nenhuma
    } thread consegue continuar. Regras violadas: { $rules }.
transcript-bounded = Veredito: interrompido. A execução foi parada { $steps ->
        [0] {""}
        [1] após um passo, {""}
       *[other] após { $steps } passos, {""}
    }antes de { $place }: { $bound }.
bounded-steps = a execução ultrapassa o limite de passos, e talvez nunca termine
bounded-work = a execução ultrapassa o limite de trabalho
bounded-step-work = o próximo passo ultrapassa o limite de trabalho de um passo
bounded-items = uma lista passaria a ter mais de 200.000 itens
bounded-nested = uma lista conteria outra lista
bounded-objects = haveria mais de 200.000 objetos
bounded-rows = haveria mais de 10.000 linhas
bounded-uids = haveria mais de 10.000 MAPIUIDs registrados

blame-client = o cliente
blame-provider = o provedor do repositório
blame-spooler = o spooler
blame-mapi = o MAPI
blame-transport = o transporte
blame-address-book = o provedor de catálogo de endereços
blame-unknown = não dá para dizer

confidence-seen = observado
confidence-inferred = inferido
confidence-contested = controverso

life-live = vivo
life-invalid = inválido
life-freed = desalocado
message-locked = bloqueada
activity-idle = ocioso
activity-sending = enviando
activity-receiving = recebendo
activity-sending-receiving = enviando e recebendo
activity-flushing = esvaziando a fila
activity-logged-off = sem logon

notice-text-only = Este console não interpreta sequências de escape; por isso, o conteúdo da tela é mostrado em linhas de texto (--plain).
error-no-terminal = não há terminal aqui; `teardown replay { SHELL($run) }` mostra a mesma execução como texto, e `teardown { SHELL($run) } --play --plain` mostra também as cenas
error-options-before-command = ponha a execução e as suas opções depois do comando, não antes
error-standard-output = a saída padrão
error-write = não é possível gravar { $target }: { $error }

help-about = Um depurador do encerramento de um provedor de repositório de mensagens MAPI.
help-command = COMANDO
help-usage = Uso
help-heading-commands = Comandos
help-heading-arguments = Argumentos
help-heading-options = Opções
help-heading-run = Opções de uma execução (separadas, ou em PATH:chave=valor,chave=valor)
help-examples =
    Exemplos:
      teardown replay store-logoff                               um encerramento como transcrição numerada
      teardown replay store-logoff:flag=purge,provider=deferred  com outra flag e outro provedor
      teardown replay --path release --bug PB4 --format jsonl    um bug, em JSON Lines
      teardown bugs                                              quais bugs existem

    Códigos de saída:
      0      terminou como esperado
      1      terminou, mas uma regra foi violada, uma expectativa falhou ou duas execuções diferem
      2      erro de uso, ou não há terminal
      65     não é possível carregar a lição
      66     a lição ou o arquivo não existe
      74     não é possível gravar a saída
      128+n  encerrado pelo sinal n
help-replay = Executa um caminho ou uma lição sem terminal e mostra o que acontece
help-replay-examples =
    Exemplos:
      teardown replay store-logoff --world plain --flag orderly
      teardown replay store-logoff --until StoreLogoff          até o retorno de StoreLogoff
      teardown replay release --only status_table --lang en     só o que altera a tabela de status, em inglês
      teardown replay session-logoff --format jsonl | jq .event
help-paths = Lista os caminhos de encerramento
help-worlds = Lista as situações iniciais de uma execução
help-providers = Lista os provedores de repositório de mensagens
help-bugs = Lista os bugs que você pode incluir em uma execução
help-readings = Lista os pontos em que as fontes divergem e como cada um pode ser interpretado
help-rules = Lista as regras que são conferidas em uma execução
help-bodies = Mostra os corpos incluídos no programa, no formato de um arquivo de corpos, com instruções, rótulos, campos e páginas
help-bodies-examples =
    Exemplos:
      teardown bodies                           lista os módulos com os seus corpos
      teardown bodies eager::StoreLogoff        um corpo, para ler ou para mudar em uma lição
      teardown bodies IMsgStore::Release        os corpos de todos os módulos que têm um
      teardown bodies store-support --format json
help-completions = Gera um script de autocompletar para um shell
help-completions-examples =
    Exemplo:
      teardown completions bash > ~/.local/share/bash-completion/completions/teardown
help-man = Gera a página de manual do programa ou de um dos seus comandos
help-man-examples =
    Exemplo:
      teardown man replay | man -l -

arg-help = Mostra a ajuda
arg-version = Mostra a versão
arg-lang = Idioma do programa; por padrão, o do ambiente
arg-run = Uma lição, um arquivo de lição, um caminho, ou PATH:chave=valor,chave=valor
arg-path = O caminho, se RUN não indicar um
arg-world = Estado inicial da execução
arg-flag = A flag passada a StoreLogoff; também pode ser um valor bruto, como 0x3
arg-store = O repositório do qual o cliente faz logoff
arg-coupled = O transporte cujo PR_OWN_STORE_ENTRYID identifica o Store A
arg-target = O transporte que faz logoff (transport-logoff)
arg-session = Define se a sessão é compartilhada com outros clientes
arg-no-mail = Abre o repositório sem e-mail, de modo que o spooler não tem instância dele
arg-provider = O provedor de repositório de mensagens
arg-orphans = O que o provedor faz com objetos ainda abertos quando Logoff é chamado
arg-children = Define se um filho aberto mantém o repositório vivo
arg-lenient = O provedor repassa as flags sem conferi-las
arg-client = Define se o cliente, antes de sair, libera o que abriu
arg-transport = O que um transporte está fazendo, como XP1=sending:M1+receiving:M9; a opção pode ser repetida
arg-queue = A fila de saída, como M1:XP1,M2:XP2; none deixa a fila vazia
arg-inbox = Define se o Store A tem a Caixa de Entrada padrão
arg-session-flags = As flags de IMAPISession::Logoff
arg-transport-end = Onde um transporte encerra a sua sessão
arg-notify = Quando uma notificação chega
arg-policy = O valor de FastShutdownBehavior
arg-answer = A resposta de um provedor à consulta de encerramento rápido, como store-A=no; a opção pode ser repetida
arg-bug = Um bug do catálogo; a opção pode ser repetida
arg-reading = A leitura de um ponto controverso, como C1=refuse-if-active; a opção pode ser repetida
arg-format = Formato da saída
arg-from = Primeiro passo a mostrar: um número, ou o nome de um método (a primeira chamada)
arg-until = Último passo a mostrar: um número, ou o nome de um método (o primeiro retorno)
arg-only = Mostra só o que altera esta lista
arg-ledgers = Mostra também as quatro listas no fim
arg-stable = Omite os números dos passos, para que uma instrução a mais não mude todas as linhas seguintes
arg-bodies-name = Um módulo, MODULE::METHOD ou o nome de um corpo; sem nome, lista os módulos
arg-shell = O shell
arg-man-command = Um comando; sem ele, a página do programa

check-good = { $name }: em ordem. { $scenes ->
        [1] uma cena
       *[other] { $scenes } cenas
    }, { $questions ->
        [1] uma pergunta
       *[other] { $questions } perguntas
    }, { $steps } passos{ $warnings ->
        [0] {""}
        [1] , um aviso
       *[other] , { $warnings } avisos
    }
check-bad = { $name }: { $errors ->
        [1] um erro
       *[other] { $errors } erros
    }
claim-documented = documentado
claim-seen = observado em código
claim-inferred = inferido
claim-contested = controverso
claim-nothing = sem afirmação sobre o MAPI
claim-unmarked = sem citação nem marca
check-total = { $bad ->
        [0] { $lessons ->
            [1] A lição está em ordem.
           *[other] Todas as { $lessons } lições estão em ordem.
        }
        [1] Uma lição tem erros.
       *[other] { $bad } lições têm erros.
    }
list-minutes = { $minutes } minutos
error-exists = { $file } já existe e não foi sobrescrito
new-written = { $file } foi gravado. Verifique com: teardown check { SHELL($file) }

help-check = Verifica lições: lê, confere e executa cada uma, e compara o resultado com o que ela espera
help-check-examples =
    Exemplos:
      teardown check                                 todas as lições incluídas
      teardown check my-lesson.yaml --format junit   um relatório para integração contínua
      teardown check --explain unreached-scene       o que um problema significa
help-lessons = Lista as lições
help-card = Gera os cartões de referência das lições em Markdown, para imprimir e distribuir
help-new = Cria uma lição comentada como ponto de partida
help-schema = Mostra o JSON Schema de uma lição, de uma tarefa ou de uma linha da saída jsonl ou de um log

arg-lessons = Lições; por padrão, todas as incluídas
arg-paths = Lições, arquivos ou pastas; por padrão, todas as lições incluídas
arg-explain = Explica um tipo de problema em vez de verificar
arg-file = O arquivo a gravar
arg-title = O título da lição
arg-theme = A paleta
arg-ascii = Desenha só com caracteres ASCII
arg-plain = Escreve linhas de texto em vez de uma tela; automático quando TERM é dumb
arg-reduced-motion = Mostra mudanças sem animações

help-progress = Lista, exporta, importa ou zera o seu progresso nas lições
help-progress-examples =
    Exemplos:
      teardown progress                      até onde você chegou
      teardown progress export meu.txt       uma cópia, para levar
      teardown progress import meu.txt       acrescenta ao que há aqui; nada se perde
      teardown progress reset 03             recomeça a lição 03; pergunta antes
arg-progress-action = O que fazer
arg-what = Um arquivo para exportar ou importar, ou as lições a zerar; por padrão, todas
arg-yes = Zera sem perguntar
progress-new = nova
progress-begun = iniciada
progress-done = concluída
progress-detail = { $tried ->
        [0] {""}
       *[other] acertos: { $right } de { $tried };{" "}
    }última cena: { $scene }
progress-right = { $tried ->
        [0] {""}
       *[other] acertos: { $right } de { $tried }
    }
progress-set-aside = O arquivo de progresso estava danificado. Ele foi guardado como { $file }, e você recomeça com um arquivo vazio.
progress-not-read = não é possível ler seu progresso em { $file } (arquivo mantido como está): { $what }
progress-import-what = indique o arquivo a importar
progress-import-refused = { $file } não é um arquivo de progresso: { $reason }
progress-imported = { $count ->
    [1] Uma lição acrescentada.
   *[other] { $count } lições acrescentadas.
  }
progress-kept = Nada mudou.
progress-forgotten = Progresso apagado.
progress-needs-yes = sem terminal não é possível perguntar; use --yes
progress-all = todas as lições
progress-ask = Apagar o seu progresso em { $what }? [s/N]
error-progress = não é possível salvar o progresso: { $what }
record-play = Reproduzir
record-pause = Pausar
record-back = Voltar
record-next = Avançar
record-controls = Controles
record-beat = Evento
record-ledgers-title = Listas
record-transcript = Transcrição
record-keys = Teclas: Espaço, PageDown ou → avançam, PageUp ou ← voltam, Home e End vão ao início e ao fim, p reproduz, b apaga a tela. O endereço da página contém o passo.
record-noscript = Sem JavaScript, esta página mostra o início; a transcrição abaixo tem todos os eventos.
record-told = O passo
record-picture = Imagem do palco
record-end = Como termina
record-card = Para lembrar
record-check = Conferir
record-hint = Dica
record-reveal = Mostrar a resposta
record-pick-one = (só uma)
record-pick-many = (quantas quiser, ou nenhuma)
record-pick-ordered = (na ordem certa)
record-pick = Marque antes uma resposta.
record-none = Nada está marcado. Confira de novo para responder “nenhuma das opções”.
record-again = Mude a sua resposta e confira outra vez.
record-unanswerable = Esta pergunta tem respostas demais para serem conferidas aqui. Avance para ver a certa.
record-way = Esta página segue o primeiro caminho: { $way }
record-place = { $step } de { $steps }
record-score = Certas na primeira tentativa, sem dica: { $right } de { $questions }.

error-format = a extensão de { $file } não indica um formato de gravação; formatos conhecidos: { $known }
error-option-of-format = { $option } só vale para { $format }
error-no-pixels = este programa foi compilado sem a feature `pictures` e não grava arquivos .{ $format }; use uma versão publicada, compile com `cargo install --path . --features pictures` ou grave um arquivo .svg
error-size = { $size } não é um tamanho de tela válido; informe colunas e linhas, como 100x30, no máximo { $largest }
error-no-step = a execução não tem o passo { $step }; o último é { $last }
error-speed = { $speed } não é uma velocidade válida; informe um número de 0.1 a 100
script-good = { $name }: em ordem. { $expectations ->
        [1] uma expectativa
       *[other] { $expectations } expectativas
    }, { $seconds } s de tempo virtual
script-bad = { $name }: falhou
help-record = Grava uma execução em um arquivo; a extensão define o formato: .txt .md .json .mmd .cast .svg .html .png .gif
help-record-examples =
      teardown record store-logoff -o run.cast                        para o asciinema, com uma marca por evento
      teardown record store-logoff -o step.svg --at StoreLogoff       uma figura para um livro
      teardown record 02-orderly-logoff -o lesson.html --lang pt-BR   uma página que funciona sem rede
      teardown record release --bug PB4 -o bug.md                     uma transcrição com links para as páginas
    Um arquivo é gravado por inteiro ou não é gravado.
help-script = Executa scripts que apertam as teclas do palco e conferem o que ele mostra
help-script-examples =
    Um script é um arquivo de texto com um comando por linha; # começa um comentário. Por exemplo:
      run store-logoff:flag=orderly
      key Right 3 every 200ms
      key p
      wait until row R4 removed within 5m
      expect object store-A freed
      expect out StoreLogoff LOGOFF_COMPLETE LOGOFF_OUTBOUND LOGOFF_OUTBOUND_QUEUE
      expect screen "R4"
      still end.svg
    Um script que falha mostra o que esperava, o que encontrou e a linha. docs/scripts.md tem todos os comandos.
arg-record-output = O arquivo a gravar: .txt .md .json .mmd .cast .svg .html .png .gif
arg-size = Colunas e linhas da tela; por padrão, 120x36
arg-speed = A velocidade da reprodução, de 0.1 a 100
arg-cast-version = Versão do asciicast; por padrão, 2
arg-at = O momento da figura: um passo, ou o nome de um método (o seu primeiro retorno); por padrão, o fim
arg-projected = A tela a mostrar: stage, ou present (o que o público viu)
arg-animate = Põe todos os eventos em um só SVG animado
arg-files = Scripts
arg-stills = A pasta das figuras; por padrão, a do script
arg-of = Qual schema: lesson, run, log ou task
arg-claims = Lista cada afirmação sobre o MAPI com citação e marca, e conta quantas há com cada marca
arg-thorough = Tenta todas as intercalações de threads, não só a ordem padrão

arg-play = Reproduz a execução sem intervenção, com perguntas e respostas, e sai no fim; qualquer tecla de navegação passa o controle a você
arg-looping = Com --play: recomeça no fim, sem parar
help-record-script = Abre o palco e grava o que você faz ali em um script que repete tudo
help-record-script-examples =
      teardown record-script 02-orderly-logoff -o licao.script   teclas, respostas e escolhas; gravado quando você sai
      teardown script licao.script                               repete tudo e confere se o resultado é o mesmo
arg-record-script-output = O script a gravar
error-play-what = --play precisa de uma execução; indique uma lição ou um caminho
error-loop-where = sem tela, --loop nunca termina; por isso, a saída precisa ir para um terminal
error-script-what = indique uma lição sem opções, ou um caminho, como em `teardown record-script store-logoff -o run.script`
script-written = { $file }: gravado e reproduzido, { $expectations ->
        [1] uma expectativa se cumpre
       *[other] { $expectations } expectativas se cumprem
    }
script-written-bad = { $file }: gravado, mas a reprodução dá outro resultado
report-more = … e mais { $count ->
        [1] um problema
       *[other] { $count } problemas
    }
progress-too-large = o arquivo tem mais de 1 MiB
report-skipped = Ignorados, pois não são arquivos de lição: { $files }{ $more ->
        [0] {""}
       *[other] {" "}e mais { $more }
    }
replay-astray = A partir do passo { $step }, a ordem pedida nem sempre é possível; onde não é, vale a ordem padrão.
error-long-film = esta execução tem { $steps } passos, mas uma gravação animada mostra no máximo { $most }. Use um arquivo de texto ou uma única imagem para a execução inteira

# A command line that means nothing, and what was probably meant.
error-no-such-command = `{ $words }` não é um comando
error-meant = você quis dizer `{ $line }`?
