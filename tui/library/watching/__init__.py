"""Changes in the user's folders, noticed by a process of its own."""
