"""`bukti demo`: the main job on fictitious scans, from upload to package."""
