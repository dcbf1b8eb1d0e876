"""Files into the index: folders compared, files read in processes, rows written."""
