# One image for the API and the worker:
#
#   docker build -t nasta .
#   docker run -p 8000:8000 -v nasta:/var/lib/nasta nasta serve --worker           both, on SQLite
#   docker run -p 8000:8000 -e NASTA_DATABASE_URL=… -e … nasta                     the API (serve)
#   docker run --no-healthcheck -e … nasta worker                                  a worker; it answers no HTTP
#
# NASTA_PUBLIC_URL is what links in mails are built from: set it, since the address inside means nothing outside. With another
# database it is demanded, as are NASTA_SECRET_KEY and NASTA_MAIL_URL: docs/operation.md.

FROM python:3.11-slim AS packages
COPY requirements-run.lock .
RUN python -m venv --without-pip /opt/venv \
    && pip --python /opt/venv/bin/python install --no-cache-dir --only-binary :all: --require-hashes -r requirements-run.lock

FROM python:3.11-slim
# A fixed number, so that a folder mounted as the volume can be given to it.
RUN useradd --uid 10001 --no-create-home --home-dir /var/lib/nasta --shell /usr/sbin/nologin nasta \
    && install -d -o nasta -g nasta /var/lib/nasta

COPY --from=packages /opt/venv /opt/venv
COPY LICENSE alembic.ini /opt/nasta/
COPY migrations /opt/nasta/migrations
COPY app /opt/nasta/app
# The user may not write beside the code, so it is compiled now rather than at every start.
RUN /opt/venv/bin/python -m compileall -q /opt/nasta

# The code is found from any folder; what is printed is seen at once.
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONPATH=/opt/nasta \
    PYTHONUNBUFFERED=1 \
    NASTA_HOST=0.0.0.0 \
    NASTA_PORT=8000

USER nasta
# Where var/ is made: the database, the key and the mails of the embedded default.
WORKDIR /var/lib/nasta
VOLUME /var/lib/nasta
EXPOSE 8000

HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD python -c "import os, urllib.request as u; u.build_opener(u.ProxyHandler({})).open('http://127.0.0.1:' + os.environ['NASTA_PORT'] + '/health/ready', timeout=4)"

ENTRYPOINT ["python", "-m", "app"]
CMD ["serve"]
