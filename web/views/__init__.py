"""What pages show: frozen values made from rows, so that no template ever touches the database."""
