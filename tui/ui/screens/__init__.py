"""The screens, and the controllers that wire them to the library."""
