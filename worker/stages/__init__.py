"""The stages, one a file, in the order a scan goes through them.

open_file       RECEIVED → RENDERED | UNPACKED      bytes to raw pages
read_page       page RENDERED → READ                pixels to words
find_documents  READ → FOUND                        words to documents and fields
match_document  FOUND → MATCHED                     who is it
score_document  MATCHED → SCORED                    can it be trusted, seen before, linear
judge_again     AWAITING_REVIEW, stays so            the same once more, when something beside it changed
offer_document  SCORED → AWAITING_REVIEW            a person's turn
"""
