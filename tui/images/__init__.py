"""Pictures of articles: locating, fetching, caching and decoding, independent of the screen."""
