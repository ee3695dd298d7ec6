# Words of a lesson on the stage.

card-lesson = Lição
card-question = Pergunta
card-feedback = Sua resposta
card-explanation = Por que é assim
card-choice = Sua escolha
card-scene = { $at } de { $all }
card-go-on = seta direita: avançar
card-go-question = seta direita: a pergunta
card-go-answer = Enter: responder
card-go-choose = Enter: escolher
card-go-end = seta direita: o fim
card-pick-one = (só uma opção)
card-pick-many = (Espaço marca, Enter responde)
card-pick-ordered = (Espaço marca, em ordem; Enter responde)
card-hint = Dica { $level }: { $text }
card-again = Marque de novo e tecle Enter; h dá uma dica, s mostra a resposta.
card-missing =
    { $count ->
        [one] Falta uma.
       *[other] Faltam { $count }.
    }
card-answer = A resposta: { $names }
card-answer-nothing = A resposta: nada disso acontece.
card-see = Seta direita: ver acontecer, no passo { $step }.
card-see-later = Seta direita: avançar; você vai ver acontecer no passo { $step }.
card-see-why = Seta direita: por que é assim.
recap-next = Próxima lição: { $title }
recap-again = Esta lição de novo, da primeira cena
recap-card = O cartão de referência: o que lembrar
refcard-title = Para lembrar: { $title }
refcard-close = Continuar
card-fact = Nesta execução: { $list }.
resume-title = Você já esteve aqui
resume-where = Você parou nesta lição na cena { $at } de { $all }, com { $right } de { $questions } certas.
resume-on = Continuar dali
resume-anew = Começar de novo
key-card = cartão
key-card-help = em uma lição: o cartão de referência, o que lembrar
recap-home = A tela inicial
broken-title = A lição salva tem erros; abaixo está a última versão boa
notice-answer-first = Primeiro a resposta: marque e tecle Enter; h dá uma dica, s a mostra.
notice-nothing-marked = Nada está marcado. Enter outra vez responde: nada disso acontece.
notice-chosen = Você escolheu: { $way }
notice-reloaded = A lição foi salva: esta é a primeira cena que mudou.
notice-first-start = Primeira vez aqui? Enter começa um passeio de noventa segundos. ? lista as teclas.
notice-not-saved = Seu progresso não pôde ser salvo: { $error }
notice-damaged = O arquivo de progresso estava danificado; foi guardado como { $file }.
keys-lesson = Uma lição
key-scene = próxima cena
key-scene-help = numa lição: ir à próxima cena
key-mark = marcar
key-mark-help = numa pergunta: marcar a linha, ou tirar a marca
key-pick = por letra
key-pick-help = numa pergunta: marcar pela letra
key-hand-in = responder
key-hand-in-help = numa pergunta: entregar a resposta
key-hint = dica
key-hint-help = numa pergunta: uma dica, até três
key-reveal = mostrar
key-reveal-help = numa pergunta: mostrar a resposta
key-cursor = escolher
key-cursor-help = numa pergunta: a linha seguinte
key-cursor-up = escolher
key-cursor-up-help = numa pergunta: a linha anterior
notice-not-read = Não foi possível ler seu progresso ({ $error }); esta sessão começa sem ele.
