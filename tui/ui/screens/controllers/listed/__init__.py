"""Actions on all that is listed: marks and exports of thousands of articles."""
