"""The metadata of a whole HTML page, under the keys of front matters."""
