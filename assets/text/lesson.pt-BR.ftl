# Textos das lições: perguntas, retorno, dicas e o que significa cada problema que o `check` encontra.

ask-rows-removed = Quais linhas vão sair da tabela de status?
ask-rows-added = Quais linhas vão aparecer na tabela de status?
ask-rows-changed = Quais linhas vão mudar?
ask-rows-stay = Quais linhas ainda vão estar lá?
ask-uids-removed = Quais MAPIUIDs vão deixar de estar registrados?
ask-uids-added = Quais MAPIUIDs vão ser registrados?
ask-uids-stay = Quais MAPIUIDs ainda vão estar registrados?
ask-objects-freed = Quais objetos vão ser desalocados?
ask-objects-invalidated = Quais objetos vão ser invalidados?
ask-objects-created = Quais objetos vão ser criados?
ask-objects-stay = Quais objetos ainda vão estar vivos?
ask-transports-changed = Quais transportes vão mudar de atividade?
ask-transports-logged-off = Quais transportes vão fazer logoff?
ask-transports-stay = Quais transportes ainda vão estar com o logon ativo?
ask-messages = Quais mensagens vão chegar ao estado “{ $name }”?
ask-next-call = Qual é a próxima chamada?
ask-out-word = Quais flags de saída { $name } vai retornar?
ask-count = Qual vai ser a contagem de referências de { $name }?
ask-blame = Quem é o responsável?
ask-rule = Quais regras vão ser violadas?

feedback-right = Certo: { $names }
feedback-missed = Faltou: { $names }
feedback-extra = Errado: { $names }
feedback-in-place = No lugar certo: { $names }
feedback-out-of-order = Certo, mas fora do lugar: { $names }
feedback-nothing = Certo: nenhuma das opções.

hint-nudge-rows = Para cada linha, pergunte: quem a criou está saindo?
hint-nudge-uids = Para cada entrada, pergunte qual logon a registrou.
hint-nudge-objects = Para cada objeto, pergunte quem ainda tem uma referência a ele.
hint-nudge-transports = Para cada transporte, pergunte o que ele está enviando ou recebendo e quem lhe dá a ordem de parar.
hint-nudge-messages = Para cada mensagem, pergunte onde ela está agora e quem poderia movê-la.
hint-nudge-next-call = Leia o código que está rodando. Qual é a próxima instrução?
hint-nudge-out-word = Veja o que os transportes estão fazendo e o que há na fila na hora do retorno.
hint-nudge-count = Conte quem tem referências agora e quem ainda vai liberar as suas.
hint-nudge-blame = No código de quem está a instrução errada?
hint-nudge-rule = Verifique uma coisa por vez: o Release, a flag, a ordem, o que sobra.
hint-nudge-rows-changed = PR_STATUS_CODE mostra o que um transporte está fazendo. Qual deles começa ou encerra uma atividade?
hint-nudge-rows-added = Um logon cria uma linha. Quem faz logon?
hint-nudge-uids-added = Um logon cria uma entrada. Quem faz logon e registra um MAPIUID?
hint-nudge-objects-added = Uma chamada que abre algo ou faz logon cria um objeto. Quais dessas chamadas ainda vão acontecer?
hint-pointer =
    { $count ->
        [1] Uma resposta está certa; procure-a
       *[other] { $count } respostas estão certas; procure a primeira
    } dentro de { $body }.
hint-pointer-call = A chamada é feita dentro de { $body }. Continue a leitura a partir da linha atual desse corpo.
hint-pointer-word =
    { $count ->
        [1] Uma flag está ligada; o valor
       *[other] { $count } flags estão ligadas; o valor
    } é retornado por { $body }.
hint-pointer-blame = A regra é violada dentro de { $body }. Quem poderia ter evitado isso?
hint-pointer-stays =
    { $count ->
        [1] Uma resposta está certa
       *[other] { $count } respostas estão certas
    }. Risque o que não fica. A primeira mudança desse tipo está dentro de { $body }.
hint-pointer-untouched = Procure um passo que remova uma das opções. Existe algum?
hint-pointer-count =
    { $count ->
        [1] Até lá, um só passo muda a contagem; ele está
       *[other] Até lá, { $count } passos mudam a contagem; o último está
    } dentro de { $body }.
hint-pointer-count-untouched = Procure um AddRef, um Release ou uma nova referência até lá. Existe algum?
hint-pointer-end =
    { $count ->
        [1] Uma resposta está certa
       *[other] { $count } respostas estão certas
    }. Nenhum passo isolado causa a primeira violação; veja o que sobra quando a execução termina.
hint-pointer-nothing = O que teria de rodar para isso acontecer? Veja se chega a rodar.
hint-worked = Passo { $step }, em { $body }: “{ $statement }”. { $said } Então { $name } faz parte da resposta.
hint-worked-rule = Passo { $step }, em { $body }: “{ $statement }”. { $said } Isso viola { $name }.
hint-worked-blame = Passo { $step }, em { $body }: “{ $statement }”. { $said } Isso viola a regra, e quem devia ter evitado a violação era { $name }.
hint-worked-stays = Passo { $step }, em { $body }: “{ $statement }”. { $said } Então { $other } não fica. Nenhum passo faz isso com { $name }, que fica.
hint-worked-count = Até lá, { $counts }. O passo { $step } está em { $body }: “{ $statement }”. Então a contagem é { $name }.
hint-count-step = o passo { $step } deixa a contagem em { $count }
hint-worked-whole = Passo { $step }, em { $body }: “{ $statement }”. { $said } Então a resposta é { $name }.
hint-count-untouched = Até lá, nenhum passo muda a contagem, que continua em { $name }.
hint-untouched = Até lá, nenhum passo remove algo desse tipo, então { $name } fica.
hint-end = Olhe { $subject } no fim da execução. O que sobra viola { $name }.
hint-end-blame = Olhe { $subject } no fim da execução. O que sobra viola { $rule }, e quem devia ter evitado a violação era { $name }.
hint-more =
    { $count ->
        [1] Há mais uma, que se acha do mesmo jeito.
       *[other] Há mais { $count }, que se acham do mesmo jeito.
    }
hint-nothing-nearest = Passo { $step }, em { $body }: “{ $statement }”. { $said } Até o passo { $until }, nada chega mais perto daquilo que a pergunta pede. Então a resposta certa é não marcar nada.
hint-nothing-later = Passo { $step }, em { $body }: “{ $statement }”. { $said } É tarde demais: a pergunta só vai até o passo { $until }. Então a resposta certa é não marcar nada.
hint-nothing-earlier = Passo { $step }, em { $body }: “{ $statement }”. { $said } Isso já aconteceu, e não se repete. Então a resposta certa é não marcar nada.
hint-nothing-never = Nenhum passo até o passo { $until } faz isso. O último que { $thread } executa até lá é o passo { $step }, em { $body }: “{ $statement }”. { $said } Então a resposta certa é não marcar nada.
hint-nothing-messages = No passo { $until }, até onde vai a pergunta, as mensagens estão assim: { $list }. Então a resposta certa é não marcar nada.
hint-nothing-stays = Em sequência, { $list }. O último desses passos está em { $body }: “{ $statement }”. Não sobra nada, então a resposta certa é não marcar nada.
hint-goes-removed = o passo { $step } remove { $name }
hint-goes-freed = o passo { $step } desaloca { $name }
hint-goes-invalidated = o passo { $step } invalida { $name }
hint-goes-logged-off = o passo { $step } faz o logoff de { $name }
hint-nothing-rule = As regras são conferidas em cada um dos { $steps } passos e no que sobra no fim. O último objeto é desalocado no passo { $step }, em { $body }: { $said } Nenhuma regra é violada, então a resposta certa é não marcar nada.

recap-title = Onde a execução foi diferente da sua previsão
recap-clean = Você previu tudo certo.
score-line = { $right } de { $questions } certas, { $attempts ->
    [1] uma tentativa
   *[other] { $attempts } tentativas
}, { $hints ->
    [0] nenhuma dica
    [1] uma dica
   *[other] { $hints } dicas
}

explain-bad-cite = Uma citação indica uma página da referência MAPI do Outlook, pelo nome do arquivo sem .md, e um trecho dela: `imsgstore-storelogoff LOGOFF_QUIET`, `imslogon-logoff#Remarks` ou o número de um item. Outras fontes têm uma sigla: HDR, SMS, XPS, MRXP, KC, MFC, WINE, OC, KB, BLOG.
explain-bad-option = A execução pede uma opção ou um valor que não existe. Os nomes são os da linha de comando; veja `teardown --help` e `teardown paths`.
explain-bad-log = Não é possível ler o log da lição. Cada linha é um objeto JSON, como descreve docs/log.md; a primeira tem a chave "teardown-log".
explain-log-differs = A execução desta lição é um log gravado. Não dá para executá-la com outra opção, outro corpo ou outro caminho; remova as chaves que pedem isso.
explain-bad-world = Não é possível ler o que a lição acrescenta ao mundo. O acréscimo deve ser parte de um mundo, escrito como em assets/worlds.yaml: objects, rows, uids, messages, set, link, hold.
explain-bad-yaml = O texto não é YAML válido. Quase sempre a indentação está errada, faltam as aspas de fechamento, ou um texto com dois-pontos e espaço precisa de aspas ou de um bloco |.
explain-control-character = Caracteres de controle, literais ou escritos como escape, podem desconfigurar o terminal e são recusados em toda a lição, assim como os que invertem a direção do texto.
explain-duplicate-key = Um mapeamento tem a mesma chave duas vezes. Não está claro qual delas vale, então nenhuma é usada. Remova uma delas.
explain-duplicate-scene = Duas cenas têm o mesmo id. O progresso e outras ferramentas encontram uma cena pelo id, então ele precisa ser único na lição.
explain-duplicate-way = Dois caminhos das escolhas da lição têm o mesmo nome. Cenas posteriores usam esse nome para dizer a que caminho pertencem, então ele precisa ser único.
explain-empty-file = O arquivo está vazio. `teardown new` cria uma lição como ponto de partida.
explain-empty-text = Um texto está vazio. Escreva o texto ou tire a chave.
explain-endless-run = A execução foi interrompida ao atingir o limite. Um corpo da lição provavelmente entrou em loop, ou duas threads repassam trabalho uma à outra sem fim.
explain-expectation-failed = A lição espera algo que não se confirma neste ponto da execução. Ou a lição está errada, ou um corpo mudou; a execução mostra qual dos dois é o caso.
explain-first-way = O primeiro caminho de uma escolha é a própria execução da lição, então não pode mudar opções. Ponha as opções dele na execução da lição.
explain-idle-body = Um corpo da lição não roda em nenhuma das execuções dela: nada o chama, ou o provedor usado tem um método próprio com esse nome. Quem o ler vai achar que ele faz alguma coisa.
explain-idle-hint = Uma dica ajuda a responder uma pergunta. Esta cena tem dicas, mas não pergunta nada.
explain-lost-place = Para o YAML, um espaço seguido de # começa um comentário, e o título não é lido. Tire o espaço, como em imslogon-logoff#Remarks, ou ponha a citação entre aspas.
explain-idle-setting = Uma opção, um bug ou uma leitura não muda nenhuma das execuções da lição: com ou sem isso, elas são idênticas, passo a passo. Uma lição sobre um bug que nunca aparece não mostra nada.
explain-missing-key = Falta uma chave de que toda lição precisa. `teardown new` cria uma lição que tem todas.
explain-missing-translation = Um texto só existe em um idioma. Quem usa o programa no outro idioma vê o texto sem tradução.
explain-newer-format = A lição foi escrita para uma versão mais nova do teardown. Atualize o programa, ou peça ao autor uma lição em um formato que esta versão leia.
explain-no-answer = A pergunta é sobre algo que não acontece depois da cena: não há essa chamada, esse retorno, esse objeto ou essa violação; ou a cena está no fim da execução.
explain-no-choice = Só há uma coisa para marcar, então não há como errar, e a pergunta não ensina nada.
explain-no-expectation = A lição não diz o que deve valer no fim da execução, então uma mudança posterior na execução passaria despercebida.
explain-no-fact = O cartão pede à execução algo que ela não tem, como flags de saída onde ninguém chama StoreLogoff, ou as chamadas de um objeto que não faz nenhuma.
explain-no-scenes = Uma lição precisa de pelo menos uma cena: um momento da execução e o que acontece nele.
explain-no-such-file = Não existe arquivo com esse nome. Confira a grafia e a pasta em que você está.
explain-no-such-lesson = Não há lição incluída com este id. `teardown lessons` lista todas; para usar um arquivo seu, escreva também a extensão.
explain-not-utf8 = O arquivo tem um byte que não é UTF-8. Salve-o como UTF-8, com ou sem marca de ordem de bytes.
explain-nth-and-pick = `nth` conta desde o início da execução; `pick` vale first, next, last ou each. Uma âncora usa só uma das duas chaves.
explain-nth-zero = Os momentos são contados a partir de 1; `nth: 2` é o segundo.
explain-odd-minutes = Uma lição pode durar de um minuto a uma hora; o ideal é de cinco a quinze minutos.
explain-one-event = Uma âncora indica exatamente um evento, como `call`, `removed` ou `freed`, e pode restringi-lo com `object`, `by`, `thread` ou `to`.
explain-one-kind = Uma pergunta trata de um só tipo de coisa. Se a sua trata de dois, divida-a em duas cenas.
explain-one-way = Uma escolha precisa de pelo menos dois caminhos. Acrescente outro ou tire a escolha.
explain-rule-broken = A execução viola uma regra que a lição não anuncia. Se é de propósito, liste a regra em `expect_violations`; se não, a execução está errada.
explain-rule-not-broken = A lição anuncia que uma regra é violada, mas a execução a respeita. Tire a regra de `expect_violations` ou faça a execução violá-la.
explain-same-translation = O texto em português é idêntico ao inglês. Os nomes da API ficam como estão; o resto é traduzido.
explain-scene-order = Uma cena acontece antes de outra que está listada acima dela. O palco mostra as cenas na ordem da execução; escreva-as nessa ordem, ou use `pick: next`.
explain-several-documents = Um arquivo contém uma lição. O que vem depois da linha com --- seria ignorado, então o arquivo é recusado.
explain-too-deep = O texto tem mais níveis, ou mais repetições por aliases, do que qualquer lição precisa. Um arquivo assim pode travar um programa, então é recusado.
explain-too-large = Um arquivo de lição pode ter no máximo 1 MiB. Um arquivo maior é recusado sem ser lido até o fim.
explain-too-long = Um texto não cabe no espaço que tem em uma tela de 80 colunas e 24 linhas. Mantenha uma ideia por cena: encurte o texto ou divida-o em duas cenas.
explain-too-many-hints = Uma pergunta tem no máximo três dicas: uma leve, uma mais direta e uma com o passo resolvido. Se faltar a terceira, o programa a cria a partir da execução.
explain-too-much = Uma lição tem limites, para que qualquer arquivo seja lido, verificado e reproduzido em segundos. Há limites para cenas, caminhos, instruções dos corpos, acréscimos ao mundo e custo das execuções; docs/bodies.md diz quais são. Se precisar de mais, divida a lição em várias.
explain-uncited = Um texto que afirma algo sobre o MAPI precisa citar a página que diz isso. Se não afirma nada, escreva `cite: []`.
explain-unknown-alias = O texto se refere com * a um nome que nenhum & define. Escreva o valor por extenso.
explain-unknown-label = Um motivo pertence a uma instrução com rótulo, a palavra depois de ^. Nenhum corpo desta execução tem uma instrução com esse rótulo; `teardown bodies` mostra os rótulos dos corpos incluídos no programa.
explain-unknown-flag = Os cabeçalhos não definem nenhuma flag LOGOFF_ com este nome.
explain-unknown-focus = Um foco é o nome de uma das listas (status_table, provider_uids, objects, transports) ou de um item de uma delas.
explain-unknown-format = O único formato até agora é o 1. Escreva `format: 1` na primeira linha.
explain-unknown-key = Esta chave não existe aqui. `teardown schema` lista todas; um editor com suporte a JSON Schema sugere as chaves.
explain-unknown-lesson = A lição indica uma próxima lição, ou uma tarefa da bancada (build:1-order), que não está incluída. `teardown lessons` e `teardown build` listam as que existem.
explain-unknown-method = Não há método com este nome nas interfaces MAPI que este programa conhece. Escreva o nome como nos cabeçalhos.
explain-unknown-reading = As leituras vão de C1 a C27, os pontos em que os documentos discordam. `teardown readings` lista todas.
explain-unknown-rule = As regras vão de INV-01 a INV-35. `teardown rules` lista todas.
explain-unknown-value = A chave só aceita alguns valores, e este não é um deles. A linha de ajuda lista quais são.
explain-unknown-way = Uma cena pertence a um caminho que nenhuma escolha da lição oferece.
explain-unreached-scene = A execução nunca chega ao momento que a âncora indica, então a cena nunca seria mostrada. Veja a execução com `teardown replay`.
explain-unreached-until = Uma pergunta vai até um momento que a execução nunca alcança depois da cena.
explain-unreadable = O arquivo existe, mas não pode ser lido. Confira as permissões.
explain-untold-way = Um dos caminhos de uma escolha não tem cena própria que explique o resultado. Acrescente uma cena com `way: NOME` e um `say`, em geral no fim da execução.
explain-watch-only = A lição nunca pergunta nada. Só assistir ensina muito pouco; prever antes ajuda a aprender. Acrescente um `predict` ou um `choose`.
explain-wrong-type = O valor não é do tipo que a chave exige, como uma lista no lugar de um texto. `teardown schema` descreve cada chave.
explain-yes-no = Entre sim e não, um chute acerta metade das vezes e ensina pouco. Pergunte qual, o quê, quem ou por quê.
explain-not-every-order = A execução tem mais intercalações de threads do que a verificação tenta. O relatório mostra o que foi tentado; um mundo menor permite tentar todas.
explain-some-order-breaks = A lição espera algo que vale na ordem padrão, mas não em outra. Afirme só o que vale em qualquer ordem, ou faça da própria corrida o tema da lição.
explain-some-order-misses = A cena é alcançada na ordem padrão, mas em outra ordem das threads ela nunca ocorre. Ancore-a em algo que sempre acontece, ou deixe como está.

# Por que uma resposta está errada nesta execução.
why-not-untouched = No resto desta execução, nada acontece com { $name }.
why-not-later = Algo acontece com { $name }, mas só depois do momento a que a pergunta se refere.
why-not-other = No passo { $step } algo acontece com { $name }, mas não aquilo de que trata a pergunta.
why-not-goes = { $name } não fica: sai da lista no passo { $step }.
why-not-freed = { $name } não fica: o passo { $step } desaloca esse objeto.
why-not-invalidated = { $name } não fica: o passo { $step } invalida esse objeto.
why-not-logged-off = { $name } não fica: o passo { $step } faz o logoff desse transporte.
why-not-gone-before = { $name } já tinha saído da lista.
why-not-invalid-before = { $name } já estava inválido.
why-not-logged-off-before = { $name } já tinha feito logoff.
why-not-call-later = { $name } é chamado, porém mais tarde.
why-not-call-before = { $name } já foi chamado, no passo { $step }.
why-not-call-never = { $name } nunca é chamado nesta execução.
why-not-flag =
    { $name } não é retornada. { $listed ->
        [0] Quando a chamada retorna, não há transportes nem mensagens.
       *[other] Quando a chamada retorna: { $transports }.
    }
why-not-count =
    { $count ->
        [0] Nada muda essa contagem até lá.
        [one] Até lá essa contagem muda uma vez.
       *[other] Até lá essa contagem muda { $count } vezes.
    }
why-not-blame = O responsável é o código que errou, por ação ou omissão, e não o código que sofreu a consequência.
why-not-rule-holds = { $name }: esta execução testa a regra e não a viola.
why-not-rule-untested = { $name }: nada nesta execução testa a regra.
notice-point-first = Escolha primeiro: tecle uma letra ou uma seta e, depois, Enter.
key-exercise = experimentar
key-exercise-help = em uma lição: executar o exercício da cena
recap-exercise = experimente: { $say }
recap-way = seguir outro caminho: { $say }
code-covered = (oculto até a resposta)

# Perguntas sobre o porquê: mudanças na execução e o que cada uma fez.
ask-because = Quais destas mudanças alterariam a resposta? { $about }
ask-mends = Com quais destas mudanças nenhuma regra é violada?
trial-differs = { $change }: { $now }. Sem a mudança: { $own }.
trial-same = { $change }: não faz diferença; { $now }.
trial-same-run = { $change }: não faz diferença; nenhum passo da execução muda.
trial-no-end = { $change }: a execução nem chega a esse ponto. Sem a mudança: { $own }.
trial-nothing = { $change }: nada disso acontece. Sem a mudança: { $own }.
trial-mends = { $change }: nenhuma regra é violada.
trial-mends-not = { $change }: { $now }.
trial-none = { $change }: não é possível executar esta mudança.
trial-crashes = O processo cai.
trial-hangs = Uma thread espera para sempre.
trial-breaks =
    { $count ->
        [one] A execução viola uma regra: { $rules }.
       *[other] A execução viola { $count } regras: { $rules }.
    }
outcome-none = nada
outcome-step = { $name } (passo { $step })
outcome-rows-removed = linhas removidas: { $names }
outcome-rows-added = linhas criadas: { $names }
outcome-rows-changed = linhas alteradas: { $names }
outcome-rows-stay = linhas que restam: { $names }
outcome-uids-removed = MAPIUIDs removidos: { $names }
outcome-uids-added = MAPIUIDs registrados: { $names }
outcome-uids-stay = MAPIUIDs que restam: { $names }
outcome-objects-freed = objetos desalocados: { $names }
outcome-objects-invalidated = objetos invalidados: { $names }
outcome-objects-created = objetos criados: { $names }
outcome-objects-stay = objetos ainda vivos: { $names }
outcome-transports-changed = transportes que mudam: { $names }
outcome-transports-logged-off = transportes que fazem logoff: { $names }
outcome-transports-stay = transportes com o logon ativo: { $names }
outcome-messages = mensagens no estado “{ $name }”: { $names }
outcome-next-call = próxima chamada: { $names }
outcome-out-word = flags de saída: { $names }
outcome-count = contagem de referências de { $name }: { $names }
outcome-blame = responsável: { $names }
outcome-rule = regras violadas: { $names }
hint-nudge-because = Ache a instrução que decide a resposta. Qual mudança a faz rodar de outro modo, ou nem rodar?
hint-nudge-mends = Ache a instrução que viola a regra. Qual mudança impede que ela rode?
hint-pointer-because =
    { $count ->
        [one] Uma mudança está certa. A instrução que decide a resposta roda dentro de { $body }.
       *[other] { $count } mudanças estão certas. A instrução que decide a resposta roda dentro de { $body }.
    }
hint-pointer-because-none =
    { $count ->
        [one] Uma mudança está certa. Nesta execução nada disso acontece. O que teria de rodar para acontecer?
       *[other] { $count } mudanças estão certas. Nesta execução nada disso acontece. O que teria de rodar para acontecer?
    }
hint-worked-because = { $told } As execuções divergem no passo { $step }, em { $body }: “{ $statement }”.
hint-worked-because-none = Nenhuma das mudanças faz diferença.
explain-bad-edit = Uma mudança em um corpo remove uma instrução, move-a para antes ou depois de outra, ou acrescenta instruções novas. O nome de uma instrução é o seu rótulo, a palavra depois de ^ no corpo.
explain-bad-name = O progresso e os scripts se referem às mudanças pelo nome; por isso, um nome só pode ter letras, dígitos, hífens, sublinhados e pontos.
explain-duplicate-change = Duas mudanças de uma pergunta têm o mesmo nome, e não há como saber a qual delas uma resposta se refere.
explain-edit-misses = A execução não tem um corpo com esse nome, ou o corpo não tem uma instrução com esse rótulo. `teardown replay` mostra quais corpos rodam; a linha de ajuda traz os nomes mais próximos.
explain-empty-change = Uma mudança na execução define uma opção, edita um corpo ou acrescenta uma referência. Uma mudança que não faz nada disso nunca pode ser uma resposta certa.
explain-few-changes = Uma pergunta sobre o porquê oferece de duas a cinco mudanças: ao menos uma que importa e uma que não importa.
explain-lone-mends = A chave `mends` pergunta com qual mudança a execução não viola nenhuma regra. Ela exige `because` e, como resultado, `rule: true`.
explain-many-changes = Uma pergunta sobre o porquê oferece no máximo cinco mudanças. Cada uma é executada quando a pergunta é respondida.
explain-many-ways = Uma escolha oferece no máximo cinco caminhos. Fique com os cinco que mais ensinam, ou faça duas lições.
explain-one-sided = Todas as mudanças foram executadas, e ou nenhuma faz diferença, ou todas fazem. A linha de ajuda diz o que cada execução fez. Ofereça uma mudança que importa e uma que não importa.
