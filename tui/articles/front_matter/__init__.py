"""Front matter: found at the top of a file, and read as YAML, TOML, JSON or line by line."""
