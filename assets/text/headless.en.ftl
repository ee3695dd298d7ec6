# Words of the headless.
