"""The language of the papers: dates, numbers, hours and NIPs, forgiving the slips of reading machines.

Everything here works on strings and knows no page; `ocr.fields` ties what is found back to words and boxes.
"""
