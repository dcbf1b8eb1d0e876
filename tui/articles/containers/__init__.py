"""Files and streams that hold many articles."""
