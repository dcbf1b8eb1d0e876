"""What the commands read: paths, containers and standard input."""
