"""What several widgets and screens share."""
