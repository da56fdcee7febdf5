"""The engines behind `ocr.engine.Engine`, each outside program or model named in one file only."""
