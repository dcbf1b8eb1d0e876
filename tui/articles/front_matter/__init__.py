"""Front matter at the top of a file, read as YAML, TOML, JSON or line by line."""
