"""From words with boxes to the fields of a document, whatever its template."""
