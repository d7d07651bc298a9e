"""The one place where bytes are read: files, folders, archives, mail, web pages, streams."""
