# Palavras: narration.
