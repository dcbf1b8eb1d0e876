"""Taking articles along: copies, files, commands, the editor."""
