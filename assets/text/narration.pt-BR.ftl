# Textos da narração.

narrate-call = { $who } chama { $method }({ $args }) em { $object }.
narrate-call-release = { $who } chama Release() em { $object }, liberando uma referência.
narrate-call-addref = { $who } chama AddRef() em { $object }, obtendo mais uma referência.
narrate-call-invalid = { $who } chama { $method }({ $args }) em { $object }, que foi invalidado. AddRef e Release ainda funcionam nele; é controverso se QueryInterface funciona (C14).
narrate-call-freed = { $who } chama { $method }({ $args }) em { $object }, cuja memória já foi desalocada.
narrate-return = { $object } retorna { $result } de { $method }.
narrate-return-void = { $object } retorna de { $method }.
narrate-return-flags = { $object } retorna { $result } de { $method } com as flags de saída { $out }.
narrate-return-gives = { $object } retorna { $result } de { $method } e devolve { $out }.
narrate-return-below-zero = { $method } em { $object } retorna { $count }: houve mais liberações do que referências.
narrate-return-count =
    { $count ->
        [0] { $method } em { $object } retorna 0.
        [1] { $method } em { $object } retorna 1, ou seja, agora há uma referência.
       *[other] { $method } em { $object } retorna { $count }, ou seja, agora há { $count } referências.
    }

narrate-uid-added = O MAPI registra { $uid } para { $owner }. De agora em diante, chamadas com identificadores de entrada correspondentes são encaminhadas para { $owner }.
narrate-uid-added-spooler = O MAPI registra { $uid } para { $owner }, o objeto de logon do próprio spooler.
narrate-uid-removed-spooler = O MAPI remove da tabela de MAPIUIDs o { $uid } de { $owner }, o objeto de logon do próprio spooler.
narrate-uid-removed =
    { $twins ->
        [0] O MAPI remove { $uid } de { $owner } da tabela de MAPIUIDs, e os identificadores de entrada correspondentes não são mais encaminhados para { $owner }.
       *[other] O MAPI remove { $uid } de { $owner } da tabela de MAPIUIDs, mas outra entrada do mesmo MAPIUID permanece.
    }
narrate-row-added =
    { $kind ->
        [store] O MAPI inclui a linha { $row } ({ $display }) na tabela de status, e os clientes que a observam veem o repositório aparecer.
        [transport] O MAPI inclui a linha { $row } ({ $display }) na tabela de status, e os clientes que a observam veem o transporte aparecer.
       *[other] O MAPI inclui a linha { $row } ({ $display }) na tabela de status.
    }
narrate-row-removed =
    { $kind ->
        [store] O MAPI remove a linha { $row } ({ $display }) da tabela de status, e os clientes que a observam veem o repositório desaparecer.
        [transport] O MAPI remove a linha { $row } ({ $display }) da tabela de status, e os clientes que a observam veem o transporte desaparecer.
        [address-book] O MAPI remove a linha { $row } ({ $display }) da tabela de status, e os clientes que a observam veem o catálogo de endereços desaparecer.
       *[other] O MAPI remove a linha { $row } ({ $display }) da tabela de status.
    }
narrate-row-changed =
    { $how ->
        [set] A linha { $row } ({ $display }) ganha { $set }.
        [cleared] A linha { $row } ({ $display }) perde { $cleared }.
        [both] A linha { $row } ({ $display }) ganha { $set } e perde { $cleared }.
       *[same] A linha { $row } ({ $display }) é gravada de novo e fica como estava.
    }

narrate-refs =
    { $how ->
        [zero] A contagem de referências de { $object } cai de { $from } para 0: não resta nenhuma referência.
        [below] A contagem de referências de { $object } cai de { $from } para { $to }: houve mais liberações do que referências.
        [up] A contagem de referências de { $object } sobe de { $from } para { $to }.
       *[down] A contagem de referências de { $object } cai de { $from } para { $to }: ainda há outras referências.
    }
narrate-created = { $object } ({ $interface }) é criado.
narrate-created-under = { $object } ({ $interface }) é criado como filho de { $parent }.
narrate-invalidated = O MAPI invalida { $object }. AddRef e Release ainda funcionam nele, e os outros métodos falham; é controverso se QueryInterface funciona (C14).
narrate-freed = { $object } é desalocado no seu último Release.
narrate-freed-by-force =
    { $refs ->
        [1] { $object } é desalocado embora ainda haja uma referência, e quem a tem fica com um ponteiro inválido.
       *[other] { $object } é desalocado embora ainda haja { $refs } referências, e quem as tem fica com ponteiros inválidos.
    }

state-queued = na fila
state-in-process = em processamento
state-sent = enviada
state-deferred = adiada
state-with-transport = com o transporte
state-saved = salva
state-lost = perdida
state-unsent = não enviada
narrate-message =
    { $to ->
        [queued] { $message } volta para a fila de saída; estava { $from }.
        [in-process] { $message } entra em processamento; estava { $from }.
        [sent] { $message } é enviada; estava { $from }.
        [deferred] { $message } é adiada, e o transporte a guarda para depois; estava { $from }.
        [with-transport] { $message } fica com o transporte e será entregue em outro momento; estava { $from }.
        [saved] { $message } é salva no repositório; estava { $from }.
        [unsent] { $message } volta ao estado de não enviada, e o autor pode mudá-la ou descartá-la; estava { $from }.
       *[lost] { $message } se perde; estava { $from }.
    }
narrate-message-locked = { $message } é bloqueada e fica reservada ao spooler.
narrate-message-unlocked = { $message } é desbloqueada.
narrate-transport =
    { $what ->
        [on] { $transport } faz logon.
        [off] { $transport } faz logoff e não envia nem recebe mais nada.
        [flush] { $transport } começa a esvaziar a sua fila.
        [flushed] { $transport } terminou de esvaziar a sua fila.
        [sends] { $transport } começa a enviar { $message }.
        [sent] { $transport } não está mais enviando { $message }.
        [gets] { $transport } começa a receber { $message }.
        [got] { $transport } não está mais recebendo { $message }.
       *[same] { $transport } continua fazendo o mesmo.
    }

narrate-test-holds = A condição “{ $condition }” é verdadeira.
narrate-test-fails = A condição “{ $condition }” é falsa.
narrate-set = { $object } define “{ $field }” como { $value }.
narrate-link = { $object } inclui { $value } em “{ $field }”.
narrate-unlink = { $object } remove { $value } de “{ $field }”.
narrate-wait-until = { $thread } só pode continuar quando a condição “{ $condition }” for verdadeira.
narrate-wait-first = { $thread } espera até que haja algo a fazer.
narrate-notify = O MAPI notifica { $to } do evento { $what }.
narrate-unload = A biblioteca “{ $library }” é descarregada do processo, e o seu código não pode mais ser chamado.
narrate-exit = O processo termina.
narrate-crash = O processo cai: { $cause }.
narrate-crash-on = O processo cai em { $object }: { $cause }.
narrate-choice = { $thread } decide: { $name }.
narrate-thread-end = { $thread } não tem mais nada a fazer.
narrate-what-if = O “e se” começa aqui: { $what }.

fault-use-after-free = uso de memória já desalocada
fault-heap-damage = corrupção do heap
fault-null-pointer = uso de um ponteiro nulo
fault-recursion = chamadas aninhadas demais
fault-unloaded-code = chamada a código que não está mais carregado
fault-no-such-method = chamada a um método que o objeto não tem

ending-crash = O processo caiu{ $step ->
        [0] {""}
       *[other] {" no passo "}{ $step }
    } em { $code } de { $actor }: { $fault }. Estava executando `{ $statement }`. O responsável é { $blame }.
ending-stuck = { $thread } { $since ->
        [0] está esperando desde antes da execução,
        [unnumbered] está esperando
       *[other] está esperando desde o passo { $since },
    } em { $place }, na instrução `{ $statement }`. { $could } O responsável é { $blame }.
ending-could-thread = A instrução `{ $statement }`, em { $code }, poderia encerrar a espera, mas { $thread }, que a executaria, também está esperando.
ending-could-itself = A instrução `{ $statement }`, em { $code }, poderia encerrar a espera, mas só a própria thread que espera a executaria, depois do fim da espera.
ending-could-code = A instrução `{ $statement }`, em { $code }, poderia encerrar a espera, mas nenhuma thread vai executá-la.
ending-could-nobody = Nenhuma instrução desta execução poderia encerrar a espera.
