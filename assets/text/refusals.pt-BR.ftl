# Recusas do que não faz sentido. `kind-...` nomeia o que é desconhecido; `-of` diz a que pertence.

refuse-option = { $key }={ $value } não se aplica ao caminho { $path }, pois nada ali usa essa opção
refuse-option-help = opções deste caminho: { $known }
refuse-fixed = { $key }={ $value } não se aplica ao caminho { $path }, que exige { $key }={ $wanted }
refuse-fixed-help = omita { $key }, ou escolha outro caminho
refuse-without = { $key }={ $value } não se aplica ao caminho { $path }, pois ali nenhum provedor encapsula o repositório aberto
refuse-without-help = escolha outro provedor, ou o caminho wrapped-store
refuse-store = store={ $store } não se aplica aqui, pois este mundo não tem store-{ $store }
refuse-store-help = escolha world=two-stores, ou o caminho two-stores
refuse-world = o caminho { $path } não pode começar no mundo { $world }, que não tem { $missing }
refuse-world-help = escolha outro mundo
refuse-transports = { $key }={ $value } não se aplica ao mundo { $world }, que não tem transportes
refuse-transports-help = escolha outro mundo
refuse-no-switch = a leitura { $reading } não pode ser trocada, pois só o primeiro valor foi implementado
refuse-transport-syntax = transport: escreva XP1=idle ou XP1=sending:M1, não { $given }
refuse-activity = transporte { $transport }: { $given } não é idle, flushing, sending:M, receiving:M, offered:M nem deferred:M
refuse-queue-syntax = queue: escreva M1:XP1, não { $given }
refuse-message-name = uma mensagem precisa de um nome, como M1
refuse-message-twice = { $message } aparece duas vezes, mas só pode estar em um lugar
refuse-no-reader = transporte { $transport }: { $given } contradiz no-mail, pois o spooler não abriu o Store A e nenhuma mensagem dele está em trânsito
refuse-no-reader-help = omita no-mail, ou coloque a mensagem na fila: queue=M1:{ $transport }
refuse-line-occupied = { $transport } já tem uma mensagem nessa direção
refuse-unknown = não existe { $what } { $name }
refuse-one-of = valores possíveis: { $known }
refuse-did-you-mean = você quis dizer { $known }?
refuse-no-lessons = não há lições nesta pasta
refuse-no-lessons-help = uma lição é um arquivo .yaml ou .yml na própria pasta; indique cada subpasta à parte
refuse-no-such-run = não existe lição, caminho nem arquivo { $name }
refuse-no-such-run-help = veja `teardown paths` e `teardown lessons`
refuse-no-such-run-near = não existe lição, caminho nem arquivo { $name }
refuse-no-such-run-near-help = você quis dizer { $known }?
refuse-kind-option = opção
refuse-kind-path = caminho
refuse-kind-bug = bug
refuse-kind-reading = leitura
refuse-kind-flag = flag
refuse-kind-provider = provedor
refuse-kind-provider-that-answers = provedor consultado com o nome
refuse-kind-world = mundo
refuse-kind-transport = transporte
refuse-kind-activity = atividade
refuse-kind-thread = thread
refuse-kind-rule = regra
refuse-kind-language = idioma
refuse-kind-command = comando
refuse-kind-code = código
refuse-kind-body = corpo
refuse-kind-body-of = corpo no módulo { $of } chamado
refuse-kind-module-or-body = módulo nem corpo
refuse-kind-label = instrução com o rótulo
refuse-kind-value-of = valor de { $of }
refuse-kind-answer-of = para { $of } a resposta
refuse-unknown-method = este modelo não tem o método { $name }
refuse-unknown-method-help = métodos conhecidos: { $known }
refuse-unknown-method-near = este modelo não tem o método { $name }
refuse-unknown-method-near-help = você quis dizer { $known }?
refuse-unknown-method-of = neste modelo, { $interface } não tem o método { $name }
refuse-unknown-method-of-help = { $interface } tem { $known }
