"""Pictures on the page: room for them, and what is drawn there."""
