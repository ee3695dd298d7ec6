# Textos de uma lição no palco.

card-lesson = Lição
card-question = Pergunta
card-feedback = Sua resposta
card-explanation = Explicação
card-choice = Sua escolha
card-scene = { $at } de { $all }
card-go-on = avançar
card-go-question = à pergunta
card-go-choose = escolher
card-go-end = concluir
card-none = nenhuma das opções
card-pick-one = (uma resposta: Espaço marca, Enter responde)
card-pick-many = (Espaço marca, Enter responde)
card-pick-ordered = (Espaço marca, em ordem; Enter responde)
card-more = mais { $count } abaixo
card-hint = Dica { $level }: { $text }
card-again = Marque outra vez e tecle Enter.
card-missing =
    { $count ->
        [1] Falta uma resposta.
       *[other] Faltam { $count } respostas.
    }
card-answer = A resposta: { $names }
card-answer-nothing = A resposta: nenhuma das opções.
card-see = Avance para ver o que acontece no passo { $step }.
card-see-later = Avance. Você verá o que acontece mais adiante, no passo { $step }.
card-see-why = Avance para ler o porquê.
recap-next = Próxima lição: { $title }
recap-again = Refazer esta lição desde a primeira cena
recap-card = Cartão de referência, com o essencial
refcard-title = Para lembrar: { $title }
refcard-close = Continuar
card-fact =
    { $kind ->
        [gone] Nesta execução, em ordem
        [rules] Violadas nesta execução
       *[other] Nesta execução
    }: { $list }.
card-fact-yours =
    { $kind ->
        [gone] Na sua execução, em ordem
        [rules] Violadas na sua execução
       *[other] Na sua execução
    }: { $list }.
card-fact-own =
    { $kind ->
        [gone] Na execução da própria lição, em ordem
        [rules] Violadas na execução da própria lição
       *[other] Na execução da própria lição
    }: { $list }.
resume-title = Retomar esta lição?
resume-where = Você parou na cena { $at } de { $all } desta lição e já acertou { $right } das { $questions } perguntas dela.
resume-on = Continuar de lá
resume-anew = Recomeçar
key-card = cartão
key-card-help = em uma lição: abrir o cartão de referência, com o essencial
recap-home = Tela inicial
broken-title = A lição salva tem erros; abaixo está a última versão válida
notice-answer-first = Responda primeiro: marque e tecle Enter (tecla H: dica; tecla S: resposta).
notice-mark-any = Nada está marcado ainda. Marque o que você prevê, ou “nenhuma das opções”.
notice-chosen = Você escolheu: { $way }
notice-reloaded = A lição foi salva; esta é a primeira cena alterada.
notice-first-start = Primeira vez aqui? Enter inicia um passeio de 90 segundos; ? lista as teclas.
notice-not-saved = Seu progresso não pôde ser salvo: { $error }
notice-damaged = O arquivo de progresso estava danificado e foi guardado como { $file }.
keys-lesson = Em uma lição
key-scene = próxima cena
key-scene-help = em uma lição: ir à próxima cena
key-mark = marcar
key-mark-help = em uma pergunta: marcar a linha, ou desmarcá-la
key-pick = por letra
key-pick-help = em uma pergunta: marcar pela letra
key-hand-in = responder
key-hand-in-help = em uma pergunta: enviar a resposta
key-hint = dica
key-hint-help = em uma pergunta: pedir uma dica, até três
key-reveal = mostrar
key-reveal-help = em uma pergunta: mostrar a resposta
key-cursor = escolher
key-cursor-help = em uma pergunta: ir à linha seguinte
key-cursor-up = escolher
key-cursor-up-help = em uma pergunta: ir à linha anterior
notice-not-read = Não foi possível ler seu progresso ({ $error }), por isso esta sessão começa do zero.
card-go-step = passo
card-go-why = o porquê, no passo { $step }
card-go-scene = próxima cena ({ $at } de { $all })
card-go-last = ao fim
notice-mark-one = Marque primeiro uma resposta, com Espaço ou pela letra; depois tecle Enter.

# What changed since a question that is explained.
card-changed = Mudou desde a pergunta: { $list }.
card-changed-more = mais { $count }
card-changed-new = surge { $name }

# Execuções que ficaram guardadas.
open-runs-title = Execuções guardadas
open-runs-none = Nenhuma outra execução foi guardada.
key-open-runs = execuções
key-open-runs-help = ver as execuções e lições que você deixou para abrir outra, cada uma no passo em que você parou
key-home-kept = guardar e sair
key-to-lesson = à lição
key-to-lesson-kept = guardar e voltar à lição
key-end-search = encerrar a busca
key-shrink = todos os painéis

# As opções no título de uma execução, e a tecla que mostra as que não cabem.
title-settings =
    { $count ->
        [one] +{ $count } opção (y)
       *[other] +{ $count } opções (y)
    }
title-settings-short = +{ $count } (y)

recap-run = Próxima execução: { $title } ({ $word })
