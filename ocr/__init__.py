"""Reading: hostile bytes become page images, words with boxes, documents and fields. Pure, no rows."""
