"""Every chart tells the same facts three times, and user text in it is text."""
