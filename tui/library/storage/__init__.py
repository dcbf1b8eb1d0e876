"""The two databases: tables, connections, backups and repairs."""
