# Words of the lesson.
