"""Files and streams that hold many articles, divided into these."""
