"""The REVI workflow from an empty repository, as its rendered files say, and what these files must say."""
