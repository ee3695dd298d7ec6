# Palavras: lesson.
