"""Everything that draws on the screen."""
