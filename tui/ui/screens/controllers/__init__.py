"""The parts of the main screen: one controller a concern, and their workers."""
