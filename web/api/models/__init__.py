"""Bodies and answers of the API as pydantic models; their JSON Schema is the OpenAPI document's."""
