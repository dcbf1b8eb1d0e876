"""The graphics of terminals: their capabilities, and pictures encoded for them."""
