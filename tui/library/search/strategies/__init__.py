"""Tactics that keep large archives quick; small ones need none of them.

An archive is large from `answers.is_large` on. Which tactic answers what:

| module | used for | what it saves |
| --- | --- | --- |
| `rowid_order` | every article, small archives too | FTS5 walks its lists in the order of row numbers: a number that follows the date makes the newest hits come first, without a sort |
| `by_day` | the list by date, and the calendar | the counts of the days stand in a table; rows are fetched a stretch at a time |
| `first_rows` | the first page of words | the walk ends once the page is full, before all hits are known |
| `prefix_preview` | a word being typed, from its third letter on | the newest articles with its first two letters are read and tested, instead of merging the lists of all longer words |
| `narrowing` | the next letter of a search | the hits of the query before are tested, where these are few |
"""  # noqa: E501 - rows of a table
