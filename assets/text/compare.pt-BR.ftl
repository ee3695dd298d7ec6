# Textos de `teardown diff`.
help-diff = Compara duas execuções pelo que removem, desalocam, enviam e chamam
help-diff-examples =
    Exemplos:
      teardown diff store-logoff:flag=orderly store-logoff:flag=purge
      teardown diff store-logoff store-logoff:provider=deferred    quando StoreLogoffTransports é chamado
      teardown diff release release:bug=PB4 --format json          o que um bug muda
      teardown diff release release:reading=C1=refuse-if-active    duas leituras da mesma execução
arg-diff-a = A primeira execução: uma lição, um arquivo de lição, um caminho, ou PATH:chave=valor,chave=valor
arg-diff-b = A segunda execução
diff-steps = { $steps ->
    [1] { $steps } passo
   *[other] { $steps } passos
    }
diff-verdict-clean = nenhuma regra violada
diff-verdict-violated = regras violadas
diff-verdict-crashed = o processo caiu
diff-verdict-stuck = nenhuma thread pôde continuar
diff-verdict-bounded = parou ao atingir um limite
diff-same = As execuções são iguais.
diff-counts = { $common ->
    [1] { $common } efeito
   *[other] { $common } efeitos
    } em comum, { $a } só em A, { $b } só em B
diff-divergence = Primeira diferença
diff-nothing-more = nada mais acontece
diff-effects = Efeitos que só uma das execuções tem: - em A, + em B
diff-common = { $count ->
    [1] { $count } efeito em comum
   *[other] { $count } efeitos em comum
    }
diff-last = No fim, { $ledger }
diff-absent = não existe
diff-words = Flags de saída
diff-broken = Regras que só { $run } viola: { $rules }
