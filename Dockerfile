# One image for web, worker and beat; compose says which of them a container is.
FROM python:3.11-slim-bookworm AS build
WORKDIR /build
COPY requirements.txt .
RUN python -m venv /opt/bukti \
 && /opt/bukti/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements.txt

FROM python:3.11-slim-bookworm
# The last line: a new volume takes over the owner of the folder it is mounted on.
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      tesseract-ocr tesseract-ocr-ind tesseract-ocr-eng tesseract-ocr-osd libgl1 libglib2.0-0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --create-home --home-dir /var/lib/bukti --uid 10001 bukti \
 && install -d -o bukti /var/lib/bukti/blobs /var/lib/bukti/run
COPY --from=build /opt/bukti /opt/bukti
WORKDIR /srv/bukti
COPY cli.py ./
COPY records ./records
COPY ocr ./ocr
COPY scoring ./scoring
COPY worker ./worker
COPY commands ./commands
COPY web ./web
RUN python -m compileall -q .
# One engine thread a process: N workers on N cores must not fight for them.
ENV PATH=/opt/bukti/bin:$PATH PYTHONPATH=/srv/bukti PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 OMP_THREAD_LIMIT=1 \
    BUKTI_HOME=/var/lib/bukti BUKTI_BIND_HOST=0.0.0.0 BUKTI_BIND_PORT=8000
USER bukti
EXPOSE 8000
ENTRYPOINT ["python", "-m", "cli"]
CMD ["serve", "--web-only"]
