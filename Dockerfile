# syntax=docker/dockerfile:1
# Any release of the line may be pinned by digest: --build-arg NODE_IMAGE=node:24-bookworm-slim@sha256:…
ARG NODE_IMAGE=node:24-bookworm-slim

# Every workspace's manifest and nothing else, so that the packages are fetched again only when one changes.
FROM ${NODE_IMAGE} AS deps
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages/contracts/package.json packages/contracts/
COPY packages/scheduling/package.json packages/scheduling/
COPY apps/api/package.json apps/api/
COPY apps/web/package.json apps/web/
COPY e2e/package.json e2e/
COPY bench/package.json bench/
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM deps AS build
COPY . .
RUN npm run build

# The API's packages alone; web, tests and tools stay behind.
FROM deps AS prune
RUN npm ci --ignore-scripts --no-audit --no-fund --omit=dev --workspace apps/api

FROM ${NODE_IMAGE} AS run
LABEL org.opencontainers.image.title="TopSmile" \
      org.opencontainers.image.description="Multi-tenant dental clinic management"
RUN apt-get update \
 && apt-get install -y --no-install-recommends tini \
 && rm -rf /var/lib/apt/lists/* \
 && install -d -o 1000 -g 1000 -m 0700 /var/lib/topsmile
WORKDIR /app
ENV NODE_ENV=production \
    PORT=3000 \
    TOPSMILE_HOST=0.0.0.0 \
    TOPSMILE_UPLOAD_DIR=/var/lib/topsmile/uploads \
    TOPSMILE_WEB_DIST=/app/apps/web/dist
COPY --from=prune /app ./
COPY --from=build /app/packages ./packages
COPY --from=build /app/apps/api/dist ./apps/api/dist
COPY --from=build /app/apps/web/dist ./apps/web/dist
COPY deploy/entrypoint.mjs ./deploy/
# Files belong to root; the process may read them and write only to its volume.
USER 1000
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--", "node", "deploy/entrypoint.mjs"]
CMD ["serve"]
