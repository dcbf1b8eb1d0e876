"""Things kept about the text of a page, looked up by workers once it is shown."""
