"""Pictures of articles: found, fetched, kept and decoded; nothing here knows a screen."""
