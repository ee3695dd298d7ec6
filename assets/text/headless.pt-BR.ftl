# Palavras: headless.
