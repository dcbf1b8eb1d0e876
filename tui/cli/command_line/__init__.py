"""The commands by name, and groups that import only the command that is called."""
