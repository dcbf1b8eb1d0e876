"""The metadata of kinds of files that say it in their own markup."""
