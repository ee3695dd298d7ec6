# Textos das vistas que se abrem a partir do palco, e do modo sem tela.

key-search = buscar
key-search-help = buscar passos, itens e textos
key-next-hit = próxima
key-next-hit-help = ir à próxima ocorrência da busca (Esc encerra a busca)
key-previous-hit = anterior
key-previous-hit-help = ir à ocorrência anterior
key-checklist = guia
key-checklist-help = ver as afirmações da página do guia, marcadas quando a execução chega a elas
key-readings = leituras
key-readings-help = ver onde os documentos discordam, mudar uma leitura e ver o que difere
key-survives = o que fica
key-survives-help = comparar o que sobrevive no fim de cada caminho
key-sequence = sequência
key-sequence-help = ver a execução até aqui como diagrama de sequência
key-copy = copiar
key-copy-help = copiar o estado atual como texto para a área de transferência
notice-hit = { $query }: ocorrência { $number } de { $count }

situation-title = O estado atual como texto
situation-copied = Copiado para a área de transferência, se o terminal permitir. Tecle Enter para salvar o texto em um arquivo.
notice-copied = Copiado para a área de transferência, se o terminal permitir.
situation-step = Passo { $step } de { $steps }
situation-thread = Thread e chamadas:
situation-statement = Instrução:
situation-no-rule-broken = Nenhuma regra foi violada até aqui.
situation-pages = Páginas:

readings-title = Onde os documentos discordam
readings-build = O que foi implementado:
readings-no-switch = Este ponto não tem opção própria; a nota acima diz o que está implementado.
readings-touches = Caminhos afetados:
readings-same = Esta leitura não muda nada nesta execução.
readings-parts = Com esta leitura, a execução difere a partir do passo { $step }. Tecle Enter para adotar esta leitura e c para comparar as duas execuções.
readings-more = e mais { $count ->
        [1] um efeito
       *[other] { $count } efeitos
    }
readings-end = no fim

checklist-title = A página do guia, afirmação por afirmação
checklist-count = { $ticked } de { $all } { $ticked ->
        [1] afirmações já se cumpriu
       *[other] afirmações já se cumpriram
    }; { $ahead ->
        [0] nenhuma outra vai se cumprir
        [1] mais uma ainda vai se cumprir
       *[other] mais { $ahead } ainda vão se cumprir
    } nesta execução.
checklist-order = A lista segue a ordem da página; os números são passos desta execução, cuja ordem pode ser outra.
checklist-store = A lista trata de { $store }, o repositório que esta execução encerra.
checklist-no-store = Esta execução não encerra nenhum repositório, por isso nada é marcado.
checklist-elsewhere = não acontece nesta execução; tecle Enter para rodar { $path }, onde acontece
checklist-added = (acréscimo nosso: { $text })
checklist-contested = controverso: { $readings }

survives-title = O que sobrevive
survives-intro = Como cada caminho termina e o que ele deixa para trás. Tecle Enter para rodar um caminho.
survives-rows = linhas
survives-uids = MAPIUIDs
survives-objects = objetos
survives-legend = { $same } ainda existe, intacto   { $changed } existe, mas mudou   { $gone } não existe mais   vazio: não faz parte do caminho

glossary-title = O que significam os termos
glossary-prompt = Digite um nome; use as setas e Enter para abrir uma entrada.
glossary-on-screen = Na tela
glossary-none = Nenhuma entrada tem esse nome.
glossary-see-also = Termos citados
glossary-in-this-run = Nesta execução
glossary-pages = Páginas
glossary-actor = Agentes e objetos
glossary-interface = Interfaces
glossary-method = Métodos e funções
glossary-flag = Flags
glossary-hresult = Resultados
glossary-property = Propriedades
glossary-term = Termos
glossary-program = Termos deste programa

search-title = Busca
search-prompt = Digite o que procura e tecle Enter para ir até lá; depois, n e N percorrem as ocorrências.
search-none = Nenhum resultado.
search-steps =
    { $count ->
        [1] { $count } passo
       *[other] { $count } passos
    }
search-items = Itens
search-texts = Texto

sequence-title = A execução até aqui
sequence-background = em segundo plano: nenhum cliente espera pelo que vem a seguir
sequence-empty = Nada aconteceu ainda.

plain-keys = Enter: próximo   b: voltar   w N: histórico da linha N   g N: ir ao passo N   n: instrução   a NOME: explicar um termo   ?: ajuda   q: sair
plain-help = Enter vai ao próximo evento (chamada, retorno ou mudança em uma lista); b volta; n executa uma instrução; g 12 vai ao passo 12; start e end vão ao primeiro e ao último passo; l mostra as listas com as linhas numeradas; f mostra as chamadas em andamento, e f 2, o código e as variáveis da chamada 2; w explica por que o último passo aconteceu, e w 3 mostra o histórico da linha 3 das listas; r mostra as regras; t mostra a página do guia como lista de verificação; a StoreLogoff explica o termo StoreLogoff; m, em uma lição, mostra o cartão de referência; ? mostra esta ajuda; q sai.
plain-home-help = Um número abre a lição, o caminho ou o sintoma dessa linha; i muda o idioma; q sai. Em uma execução, ? mostra o que se pode digitar.
plain-welcome = teardown, modo texto (--plain): sem tela, uma linha por mudança. Digite um comando e tecle Enter; ? lista os comandos.
plain-lessons = Lições
plain-paths = Caminhos
plain-choose = Digite um número, depois Enter (q: sair):
plain-no-number = Esse número não está na lista.
plain-unknown = Comando desconhecido. Digite ? para ver a lista de comandos.
plain-changed = Mudou:
plain-end = A execução terminou.
plain-answer = Digite os números do que você prevê, separados por espaços (0: nada; h: dica; s: mostrar a resposta):
plain-answer-ordered = Digite os números na ordem dos acontecimentos (0: nada; h: dica; s: mostrar a resposta):
plain-answer-one = Digite um número (h: dica; s: mostrar a resposta):
plain-ways = Digite o número da sua escolha:
plain-sheet-choose = Digite um número, depois Enter (Enter sem número volta):
plain-sheet-close = Tecle Enter para fechar:
survives-sent = enviadas
survives-queued = na fila
search-go-to = Ir ao passo { $step }
notice-search-over = A busca terminou.
key-save = salvar
key-save-help = no estado atual como texto (y): salvar o texto em um arquivo
notice-saved = Salvo como { $file }
notice-not-written = Não foi possível salvar o arquivo: { $error }

# O buscador da tela inicial.
finder-title = Buscar
finder-prompt = Digite um sintoma, um método, uma regra ou o que mais estiver procurando:
finder-lesson = lição
finder-symptom = sintoma
finder-bug = bug
finder-rule = regra
finder-path = caminho
finder-term = termo
finder-reading = leitura
finder-setting = opção
finder-page = página
# Palavras de uma pergunta que nada dizem do que se procura.
finder-fillers = o a os as um uma meu minha nosso nossa eu ele ela e é de do da dos das em no na nos nas ao à que se quando por porque como com para está foi isso isto seu sua
finder-rule-bugs = Bugs que violam esta regra:
finder-rule-none = Nenhum bug da lista viola esta regra, mas o seu provedor pode violá-la.
finder-rule-symptoms = Sintomas que um desenvolvedor vê:
key-find = buscar
key-find-help = buscar qualquer palavra em lições, sintomas, bugs, regras, caminhos, termos e páginas
