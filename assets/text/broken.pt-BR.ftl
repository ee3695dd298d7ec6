# O que acontece de fato onde uma regra é violada, uma frase para cada forma de violá-la.

case-INV-01-twice = StoreLogoffTransports teve efeito duas vezes em { $subject }.
case-INV-01-never = StoreLogoffTransports não teve efeito em { $subject } antes do fim do tempo de vida do seu repositório.
case-INV-02 = StoreLogoffTransports é chamado em { $subject } depois que o provedor já o liberou.
case-INV-03-changed = StoreLogoffTransports recebe { $flags }, mas StoreLogoff recebeu { $asked }.
case-INV-03-bare = StoreLogoffTransports recebe { $flags }, mas, sem uma chamada anterior a StoreLogoff, a flag deveria ser LOGOFF_ABORT.
case-INV-04 = { $method } em { $object } recebe { $flags }, que não é exatamente uma das cinco flags de entrada.
case-INV-05 = { $method } é chamado em { $object } depois de LOGOFF_COMPLETE, quando só Release pode ser chamado.
case-INV-05-invented = StoreLogoff de { $object } retorna LOGOFF_COMPLETE, embora StoreLogoffTransports não o tenha retornado.
case-INV-06-left =
    { $uid-count ->
        [one] { $uids } ainda está registrado em nome de { $subject }, cujo repositório foi fechado.
       *[other] { $uids } ainda estão registrados em nome de { $subject }, cujo repositório foi fechado.
    }
case-INV-06-held =
    { $uid-count ->
        [one] { $uids } ainda está registrado em nome de { $subject }, porque o cliente recebeu LOGOFF_COMPLETE e nunca liberou o repositório.
       *[other] { $uids } ainda estão registrados em nome de { $subject }, porque o cliente recebeu LOGOFF_COMPLETE e nunca liberou o repositório.
    }
case-INV-06-freed =
    { $uid-count ->
        [one] { $uids } ainda aponta para { $subject }, que já foi destruído.
       *[other] { $uids } ainda apontam para { $subject }, que já foi destruído.
    }
case-INV-06-foreign = { $entry } é removido, mas pertence a { $subject }, e não ao logon que está sendo encerrado.
case-INV-07-left =
    { $row-count ->
        [one] { $rows } ainda está na tabela de status, embora o repositório de { $subject } tenha sido fechado.
       *[other] { $rows } ainda estão na tabela de status, embora o repositório de { $subject } tenha sido fechado.
    }
case-INV-07-held =
    { $row-count ->
        [one] { $rows } ainda está na tabela de status, porque o cliente recebeu LOGOFF_COMPLETE e nunca liberou o repositório.
       *[other] { $rows } ainda estão na tabela de status, porque o cliente recebeu LOGOFF_COMPLETE e nunca liberou o repositório.
    }
case-INV-07-freed =
    { $row-count ->
        [one] { $rows } ainda pertence a { $subject }, que já foi destruído.
       *[other] { $rows } ainda pertencem a { $subject }, que já foi destruído.
    }
case-INV-07-two = { $subject } tem mais de uma linha na tabela de status: { $rows }.
case-INV-07-foreign = { $entry } é removida, mas pertence a { $subject }, e não ao logon que está sendo encerrado.
case-INV-08 = O Logoff de { $subject } começa antes que o MAPI tenha removido { $uid-count ->
        [0] {""}
       *[other] { $uids }{ $row-count ->
            [0] {""}
           *[other] {" e "}
        }
    }{ $row-count ->
        [0] {""}
       *[other] { $rows }
    }.
case-INV-09 = Uma segunda chamada ao Logoff de { $subject } ainda muda alguma coisa.
case-INV-10 = O Logoff retornou, mas { $subject } continua vivo, com a contagem de referências em { $count }.
case-INV-11-answered = { $method } em { $object }, que está inválido, não retorna MAPI_E_INVALID_OBJECT.
case-INV-11-freed = { $subject } foi destruído quando o cliente ainda tinha uma referência a ele.
case-INV-11-crash = O processo cai em { $subject }, dentro de MakeInvalid.
case-INV-12-dropped = A última referência a { $subject } é liberada com o repositório ainda aberto, porque o provedor não obteve a sua própria.
case-INV-12-over = O provedor liberou mais referências a { $subject } do que tinha.
case-INV-12-use = O provedor chama { $method } em { $object }, cuja última referência já foi liberada.
case-INV-12-left =
    { $held ->
        [one] O provedor ainda tem uma referência a { $subject }, embora o repositório já tenha sido encerrado.
       *[other] O provedor ainda tem { $held } referências a { $subject }, embora o repositório já tenha sido encerrado.
    }
case-INV-12-sibling = O provedor ainda tem uma referência a { $subject }, cujo objeto de logon já foi destruído.
case-INV-12-unused = { $subject } nunca foi destruído, embora nenhum objeto de logon o use.
case-INV-13 = O método que liberou o objeto de suporte ainda usa { $subject }.
case-INV-14-early = { $subject } recebe o seu último Release quando ainda tem um repositório.
case-INV-14-store = Só o próprio provedor ainda mantém vivo { $subject }, cujo objeto de logon já foi destruído.
case-INV-14-logged-off = O Logoff de { $subject } retornou, mas o objeto ainda existe.
case-INV-14-forgotten = O objeto de suporte foi destruído, mas { $subject } nunca foi liberado.
case-INV-14-cycle = Só o próprio provedor mantém vivo o repositório de { $subject }, por isso nem o repositório nem o logon chegam a ser destruídos.
case-INV-15-early = Shutdown é chamado em { $subject } enquanto ainda há um objeto de logon dele.
case-INV-15-twice = Shutdown é chamado em { $subject } pela segunda vez.
case-INV-15-never = { $subject } foi destruído, mas o seu Shutdown nunca foi chamado.
case-INV-16-alive = O código de { $subject } é descarregado com o objeto ainda vivo.
case-INV-16-exit = O processo termina com { $count } MAPIInitialize sem o MAPIUninitialize correspondente.
case-INV-16-early = A DLL de um provedor é descarregada com o MAPI ainda inicializado.
case-INV-16-twice = A mesma DLL é descarregada duas vezes.
case-INV-16-loaded = Cada MAPIInitialize já teve o seu MAPIUninitialize, mas a DLL de um provedor continua carregada.
case-INV-17-closed = { $method } é chamado em { $object } depois do Logoff da sessão, quando só Release pode ser chamado.
case-INV-17-uninitialised = { $method } é chamado em { $object } depois do último MAPIUninitialize.
case-INV-17-over = MAPIUninitialize é chamado uma vez a mais do que MAPIInitialize.
case-INV-17-unload = Uma DLL é descarregada com o MAPI ainda inicializado.
case-INV-17-exit = O processo termina com o MAPI ainda inicializado.
case-INV-18-client = O cliente faz o logoff de uma sessão compartilhada, e { $subject } recebe o aviso de que também deve fazer logoff.
case-INV-18-support = StoreLogoffTransports é chamado em { $subject }, que pertence a outro repositório.
case-INV-18-entry = { $entry } sai da tabela, embora pertença a { $subject }, e não ao repositório que está fazendo logoff.
case-INV-18-object = { $subject } é encerrado, mas não faz parte do repositório que está fazendo logoff.
case-INV-19-unsaved = O DoFastShutdown de { $subject } já retornou, mas há dados que não foram salvos.
case-INV-19-lost =
    { $lost-count ->
        [one] A mensagem { $lost } se perdeu.
       *[other] As mensagens { $lost } se perderam.
    }
case-INV-19-locked =
    { $locked-count ->
        [one] A mensagem { $locked } fica bloqueada e não pode mais ser enviada nem alterada.
       *[other] As mensagens { $locked } ficam bloqueadas e não podem mais ser enviadas nem alteradas.
    }
case-INV-20 = { $subject } é criado para um repositório que já está aberto.
case-INV-21-release = { $subject } recebe o seu último Release com inscrições que nunca foram canceladas.
case-INV-21-notified = OnNotify é chamado em { $subject }, que já foi destruído.
case-INV-21-running = { $subject } é destruído com o seu OnNotify ainda em execução.
case-INV-21-sink = O provedor ainda tem uma referência a { $subject }, embora o repositório já não exista.
case-INV-21-left = { $subject } ainda tem inscrições de um repositório que não existe mais.
case-INV-22 = { $subject } é entregue outra vez enquanto está sendo destruído.
case-INV-23-exit = O cliente termina o processo sem fazer logoff, embora o encerramento rápido tenha sido recusado.
case-INV-23-after = O cliente chama { $method } em { $object } depois de DoFastShutdown.
case-INV-23-direct = O próprio cliente chama { $method } em { $object }; só o MAPI pode fazer isso.
case-INV-23-consent = O cliente chama { $method } sem um "sim" de QueryFastShutdown.
case-INV-24 = { $method } é chamado tarde demais em { $subject }: primeiro vêm os transportes, depois os catálogos de endereços, por fim os repositórios.
case-INV-25-ole = MAPIUninitialize é chamado antes de OleUninitialize.
case-INV-25-util = DeinitMapiUtil é chamado antes do MAPIUninitialize deste cliente.
case-INV-26-below = A contagem de referências de { $subject } cai para { $count }.
case-INV-26-taken = O provedor liberou uma referência a { $subject } que pertence a um cliente.
case-INV-26-over = Um cliente liberou mais referências a { $subject } do que recebeu.
case-INV-26-running = Um método de { $subject } continua em execução depois que o objeto foi destruído.
case-INV-26-uses = `{ $statement }` usa { $subject } depois de desalocado.
case-INV-26-call = { $method } é chamado em { $subject }, cuja contagem de referências é { $count }.
case-INV-26-early = { $subject } é destruído quando a sua contagem de referências ainda é { $count }.
case-INV-26-left = A contagem de referências de { $subject } ficou em { $count }, e o objeto nunca foi destruído.
case-INV-27 = StoreLogoffTransports é chamado para { $subject } enquanto outro cliente ainda o usa.
case-INV-28 = Uma thread espera para sempre em um método de { $subject }.
case-INV-29 = O processo cai.
case-INV-30 =
    { $own ->
        [one] { $caller } terminou, mas ainda tem uma referência a { $subject }.
       *[other] { $caller } terminou, mas ainda tem { $own } referências a { $subject }.
    }
case-INV-30-exit = O processo termina, e um cliente não liberou { $subject }.
case-INV-31-over = MAPIUninitialize é chamado uma vez a mais do que MAPIInitialize.
case-INV-31-exit = O processo termina com um MAPIInitialize sem o MAPIUninitialize correspondente.
case-INV-31-left = O logoff da sessão foi feito, mas o número de chamadas a MAPIInitialize difere do de MAPIUninitialize.
case-INV-32 = { $thread } chama { $method } sem que o MAPI esteja inicializado nessa thread.
case-INV-33 = { $thread } termina sem chamar o MAPIUninitialize correspondente ao seu MAPIInitialize.
case-INV-34 = { $thread } chama MAPIUninitialize sem um MAPIInitialize correspondente nessa thread.
case-INV-35 = { $thread } foi a primeira thread a inicializar o MAPI, mas o encerra enquanto outras threads ainda o usam.

# Como consertar, em código do próprio leitor: o que faltou, veio cedo demais ou foi recusado nesta execução.
remedy-INV-01-twice = Uma chamada anterior já teve efeito, e uma basta: nesse caso, não faça esta.
remedy-INV-01-never = Chame StoreLogoffTransports em { $subject } antes de o repositório ser desalocado, com LOGOFF_ABORT se StoreLogoff não foi chamado.
remedy-INV-01-refused = A chamada foi recusada: LOGOFF_COMPLETE não estava entre as flags de saída. Chame StoreLogoffTransports de novo, com LOGOFF_ABORT, antes de o repositório ser desalocado.
remedy-INV-02 = Chame primeiro StoreLogoffTransports e só depois libere { $subject }.
remedy-INV-03-changed = Passe a flag que StoreLogoff recebeu: { $asked }.
remedy-INV-03-bare = StoreLogoff não foi chamado nesta execução: passe LOGOFF_ABORT.
remedy-INV-03-again = Uma chamada anterior já teve efeito, e uma basta: nesse caso, não faça esta.
remedy-INV-05 = StoreLogoff deve devolver ao cliente as flags de saída de StoreLogoffTransports.
remedy-INV-06-left = Libere o objeto de suporte: o MAPI remove então os MAPIUIDs.
remedy-INV-07-left = Libere o objeto de suporte: o MAPI remove então a linha.
remedy-INV-10 = Libere { $subject } em Logoff, antes que o método retorne.
remedy-INV-10-held = Um cliente ainda tem uma referência a { $subject }: em Logoff, chame MakeInvalid nele.
remedy-INV-12-dropped = Chame AddRef em { $subject } dentro de Logon, antes que o método retorne.
remedy-INV-12-over = Faça um Release a menos em { $subject }.
remedy-INV-12-use = Chame { $method } antes de a última referência a { $object } ser liberada.
remedy-INV-12-left = Libere { $subject } uma vez para cada referência que o provedor obteve.
remedy-INV-13 = Use { $subject } antes de o objeto de suporte ser liberado, e não depois.
remedy-INV-26-uses = `{ $statement }` precisa de { $subject }: deve rodar antes de { $subject } ser desalocado.
remedy-INV-26-call = Chame { $method } enquanto { $object } ainda tem uma referência.
remedy-INV-26-left = Desaloque { $subject } quando a contagem de referências chegar a 0.
remedy-INV-27 = Outro cliente ainda tem uma referência ao repositório: chame StoreLogoffTransports só no último Release do repositório, como pede a página de StoreLogoff (C5).

# Onde uma regra é violada.
case-likewise = O mesmo vale para { $others }.
panel-broken = viola: { $rules }
violation-mend = Correção: { $text }
violation-cause = Causa: { $bug }, { $title }. { $cause }
violation-parts = A partir do passo { $step }, esta execução diverge da execução { $run }.
violation-parts-in = A partir do passo { $step }, em { $code }, esta execução diverge da execução { $run }.
violation-symptom = O que se vê: { $text }
violation-symptom-later = O que se vê, talvez só mais tarde: { $text }
ends-otherwise = Nenhuma regra é violada, mas esta execução não termina como a execução { $run }: { $items }.
otherwise-item = { $item } (aqui: { $here }; lá: { $there })
earlier-rule = { $rule } no passo { $step }
earlier-rules = Antes houve violação de { $rules }.
panel-blame = responsável: { $who }
cite-no-page = nenhuma página diz isso
rules-at-end = o que sobra no fim da execução viola a regra
violation-more = e mais { $count }
violation-beside = comparar com a execução { $run } a partir do ponto em que divergem
violation-run = corrigir e executar de novo: a execução { $run }
healthy-without = sem { $what }
healthy-with = com { $setting }
healthy-bundled = com o código original
wrong-left = sobrou
wrong-gone = cedo demais
wrong-stays = fica
code-missing = falta aqui: { $statement }
code-instead = no lugar de: { $statement }
code-owed = não chamado nesta execução: { $statement }
omits-here = A partir daqui, esta execução difere da execução { $run }. Não chamado nesta execução: { $statement }
diverges-here = A partir daqui, esta execução difere da execução { $run }.
code-ended = terminou no passo { $step }
code-ended-short = fim: passo { $step }
key-healthy = vs. execução correta
key-next-violation = próxima regra violada
key-next-violation-help = ir ao próximo lugar em que uma regra é violada
key-previous-violation = regra violada anterior
key-previous-violation-help = ir ao lugar anterior em que uma regra é violada
notice-no-more-violations = Nenhuma outra regra é violada nessa direção.
healthy-run = a execução { $run }

# Caminhos que são percorridos por uma busca, não repetidos.
searched-any-client = Qualquer cliente correto
searched-any-session = Qualquer sessão que faz logoff
searched-any-process = Outro processo, a qualquer momento
searched-any-answers = Encerramento rápido, quaisquer respostas
searched-any-two = Qualquer cliente, e outro abre o repositório
searched-reopen = Um cliente fecha, outro abre
