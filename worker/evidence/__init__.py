"""One PDF a record: the document's pages only, upright, small, nothing of the rest of the file.

    pages from the original     a PDF's own pages, or the pictures as they came, without loss
    pages as people saw them    where the original cannot be used or is too large

Either way pictures say nothing beside their pixels: no place, time or camera (`metadata`).
Original files are hostile, so they are opened in a child with limits (`child`).

It imports nothing: the child starts once a document and must not pay for the parent's side (`making`).
"""
