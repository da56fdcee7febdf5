"""How scans come in: whole forms, and uploads that go on after a cut."""
