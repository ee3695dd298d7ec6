# Textos das revisões: perguntas que voltam depois de alguns dias.

review-start = { $count ->
    [one] Uma pergunta
   *[other] { $count } perguntas
}, cerca de { $minutes ->
    [one] um minuto
   *[other] { $minutes } minutos
}.{ $waiting ->
    [0] {""}
    [one] {" "}Mais uma já venceu e fica para a próxima revisão.
   *[other] {" "}Mais { $waiting } já venceram e ficam para a próxima revisão.
}
review-nothing-today = Nada a revisar hoje. A próxima pergunta volta em { $day }.
review-nothing-yet = Ainda não há nada a revisar.
review-how = Uma pergunta volta se, em uma lição, você errou a resposta, pediu uma dica ou pediu para ver a resposta. `teardown lessons` lista as lições.
review-standing = Revisão: { $due ->
    [one] há uma pergunta
   *[other] há { $due } perguntas
} para hoje. Para responder, execute `teardown review`.
review-standing-next = Revisão: { $due ->
    [0] nada para hoje
    [one] uma pergunta para hoje
   *[other] { $due } perguntas para hoje
}; a próxima pergunta volta em { $day }.
review-title = Revisão { $at } de { $all }{ $apart }{ $lesson }
review-go-next = próxima pergunta
review-go-end = o resultado
notice-review-stays = A revisão mostra só a pergunta. Para percorrer a execução, abra a lição.
reviewed-title = Revisão
reviewed-known = { $count ->
    [one] Você acertou uma pergunta de primeira. Ela
   *[other] Você acertou { $count } perguntas de primeira. A primeira delas
} volta em { $day }.
reviewed-helped = { $count ->
    [one] Você acertou uma pergunta com dica ou em outra tentativa. Ela
   *[other] Você acertou { $count } perguntas com dica ou em outra tentativa. A primeira delas
} volta em { $day }.
reviewed-missed = { $count ->
    [one] Você viu a resposta de uma pergunta. Ela
   *[other] Você viu a resposta de { $count } perguntas. A primeira delas
} volta em { $day }.
reviewed-more = Continuar: { $start }
key-review = revisar
key-review-due = revisar: { $due }
key-review-help = na tela inicial: refazer as perguntas que você errou nas lições e as que vencem hoje, em no máximo dez minutos
finder-review = revisão
finder-review-title = Revisar o que você errou
finder-review-names = revisão, revisar, repetir, repetição, repetição espaçada, praticar, de novo
plain-review = revisão: { $start } Digite revisar para começar.

help-review = Refaz as perguntas que você errou nas lições, a intervalos crescentes; uma sessão dura no máximo dez minutos
help-review-examples =
    Exemplos:
      teardown review                        as perguntas de hoje
      teardown review 02 05                  só as de duas lições
      teardown review --list                 o que é para hoje e quando volta o resto
      teardown review --list --format json   o mesmo para um script
arg-review-lessons = Lições; por padrão, todas
arg-review-list = Lista as perguntas e suas datas em vez de perguntar
error-review-no-terminal = não há terminal aqui; `teardown review --plain` faz as perguntas em linhas de texto, e `teardown review --list` lista as perguntas
review-list-due = Para hoje
review-list-later = Mais tarde
review-list-new = errada na lição, ainda sem revisão
review-list-known = volta em { $due }, { $reviews ->
    [one] uma revisão, em { $last }
   *[other] { $reviews } revisões, a última em { $last }
}
