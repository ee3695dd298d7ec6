# Palavras: stage.
