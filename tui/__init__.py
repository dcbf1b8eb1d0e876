"""newsreader: read the articles that you keep, in a terminal."""
