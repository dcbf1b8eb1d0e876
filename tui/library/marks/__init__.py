"""Read marks, bookmarks and notes: written to `user.db` first, then shown in the index."""
