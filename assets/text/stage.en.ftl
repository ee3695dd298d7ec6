# Words of the stage.
