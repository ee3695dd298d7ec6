# Palavras das lições: perguntas, retorno, dicas e o que cada queixa do `check` quer dizer.

ask-rows-removed = Quais linhas vão sair da tabela de status?
ask-rows-added = Quais linhas vão aparecer na tabela de status?
ask-rows-changed = Quais linhas vão mudar?
ask-rows-stay = Quais linhas ainda vão estar lá?
ask-uids-removed = Quais MAPIUIDs vão deixar de estar registrados?
ask-uids-added = Quais MAPIUIDs vão ser registrados?
ask-uids-stay = Quais MAPIUIDs ainda vão estar registrados?
ask-objects-freed = Quais objetos vão ser liberados?
ask-objects-invalidated = Quais objetos vão ser invalidados?
ask-objects-created = Quais objetos vão ser criados?
ask-objects-stay = Quais objetos ainda vão estar vivos?
ask-transports-changed = Quais transportes vão passar a fazer outra coisa?
ask-transports-logged-off = Quais transportes vão fazer logoff?
ask-transports-stay = Quais transportes ainda vão estar com logon feito?
ask-messages = Quais mensagens vão chegar ao estado { $name }?
ask-next-call = Qual é a próxima chamada?
ask-out-word = Quais flags { $name } vai devolver?
ask-count = Qual vai ser a contagem de referências de { $name }?
ask-blame = De quem é a culpa?
ask-rule = Quais regras vão ser quebradas?

feedback-right = Certo: { $names }
feedback-missed = Faltou: { $names }
feedback-extra = Não é assim: { $names }
feedback-out-of-order = Certo, mas em outra ordem: { $names }
feedback-nothing = Certo: nada acontece.

hint-worked = Passo { $step }, em { $body }: "{ $statement }". Isso dá { $name }.
hint-nothing = Percorra a execução: nada desse tipo acontece. A resposta certa é não marcar nada.

recap-title = O que foi diferente do que você pensou
recap-clean = Você previu tudo certo.
score-line = { $right } de { $questions } certas, { $attempts ->
    [one] uma tentativa
   *[other] { $attempts } tentativas
}, { $hints ->
    [0] nenhuma dica
    [one] uma dica
   *[other] { $hints } dicas
}
