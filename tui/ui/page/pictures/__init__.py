"""The pictures of a page: found, fetched, drawn and given room between its lines."""
