"""Workers: the only room where pure reading and scoring meet rows."""
