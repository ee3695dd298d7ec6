# Words of the narration.
