// Pieces of Dockerfiles that follow our own rules, which a test proves. Places to fill in stand between ⟨ and ⟩; an empty one
// is where the cursor ends.
import * as l10n from '@vscode/l10n';

export interface Snippet {
  readonly label: string;
  readonly detail: string;
  readonly insert: string;
}

/** Whole files. */
export const fileSnippets: readonly Snippet[] = [
  {
    label: 'node: build and run',
    detail: l10n.t('Node.js in two stages, with an npm cache'),
    insert: lines(
      'FROM node:⟨22⟩-slim AS build',
      'WORKDIR /app',
      'COPY package.json package-lock.json ./',
      'RUN --mount=type=cache,target=/root/.npm npm ci',
      'COPY . .',
      'RUN npm run build',
      '',
      'FROM node:⟨22⟩-slim',
      'ENV NODE_ENV=production',
      'WORKDIR /app',
      'COPY package.json package-lock.json ./',
      'RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev',
      'COPY --from=build /app/dist ./dist',
      'USER node',
      'EXPOSE ⟨3000⟩',
      'CMD ["node", "dist/⟨server.js⟩"]',
      '⟨⟩',
    ),
  },
  {
    label: 'python: with uv',
    detail: l10n.t('Python in two stages, installed with uv'),
    insert: lines(
      'FROM ghcr.io/astral-sh/uv:python⟨3.13⟩-bookworm-slim AS build',
      'ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy',
      'WORKDIR /app',
      'COPY pyproject.toml uv.lock ./',
      'RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked --no-dev --no-install-project',
      'COPY . .',
      'RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked --no-dev',
      '',
      'FROM python:⟨3.13⟩-slim-bookworm',
      'WORKDIR /app',
      'COPY --from=build /app /app',
      'ENV PATH="/app/.venv/bin:$PATH"',
      'USER 1000',
      'EXPOSE ⟨8000⟩',
      'CMD ["python", "-m", "⟨app⟩"]',
      '⟨⟩',
    ),
  },
  {
    label: 'go: static program',
    detail: l10n.t('Go program in an image without an operating system'),
    insert: lines(
      'FROM golang:⟨1.24⟩ AS build',
      'WORKDIR /src',
      'COPY go.mod go.sum ./',
      'RUN --mount=type=cache,target=/go/pkg/mod go mod download',
      'COPY . .',
      'RUN --mount=type=cache,target=/go/pkg/mod \\',
      '    --mount=type=cache,target=/root/.cache/go-build \\',
      '    CGO_ENABLED=0 go build -trimpath -o /out/⟨app⟩ ⟨./cmd/app⟩',
      '',
      'FROM gcr.io/distroless/static-debian12:nonroot',
      'COPY --from=build /out/⟨app⟩ /usr/local/bin/⟨app⟩',
      'ENTRYPOINT ["/usr/local/bin/⟨app⟩"]',
      '⟨⟩',
    ),
  },
  {
    label: 'rust: release build',
    detail: l10n.t('Rust in two stages, with cargo caches'),
    insert: lines(
      'FROM rust:⟨1.85⟩-slim-bookworm AS build',
      'WORKDIR /src',
      'COPY . .',
      'RUN --mount=type=cache,target=/usr/local/cargo/registry \\',
      '    --mount=type=cache,target=/src/target \\',
      '    cargo build --release --locked && \\',
      '    cp target/release/⟨app⟩ /usr/local/bin/⟨app⟩',
      '',
      'FROM debian:bookworm-slim',
      'COPY --from=build /usr/local/bin/⟨app⟩ /usr/local/bin/⟨app⟩',
      'USER 1000',
      'ENTRYPOINT ["/usr/local/bin/⟨app⟩"]',
      '⟨⟩',
    ),
  },
  {
    label: 'java: with Maven',
    detail: l10n.t('Java in two stages, built with Maven'),
    insert: lines(
      'FROM maven:⟨3.9-eclipse-temurin-21⟩ AS build',
      'WORKDIR /src',
      'COPY pom.xml ./',
      'RUN --mount=type=cache,target=/root/.m2 mvn -B dependency:go-offline',
      'COPY src ./src',
      'RUN --mount=type=cache,target=/root/.m2 mvn -B package -DskipTests',
      '',
      'FROM eclipse-temurin:⟨21⟩-jre',
      'WORKDIR /app',
      'COPY --from=build /src/target/⟨app⟩.jar app.jar',
      'USER 1000',
      'EXPOSE ⟨8080⟩',
      'ENTRYPOINT ["java", "-jar", "app.jar"]',
      '⟨⟩',
    ),
  },
  {
    label: 'static site: with nginx',
    detail: l10n.t('Website built with Node.js and served by nginx'),
    insert: lines(
      'FROM node:⟨22⟩-slim AS build',
      'WORKDIR /site',
      'COPY package.json package-lock.json ./',
      'RUN --mount=type=cache,target=/root/.npm npm ci',
      'COPY . .',
      'RUN npm run build',
      '',
      'FROM nginxinc/nginx-unprivileged:⟨1.27⟩-alpine',
      'COPY --from=build /site/⟨dist⟩ /usr/share/nginx/html',
      'EXPOSE 8080',
      '⟨⟩',
    ),
  },
];

/** Forms of a single instruction; the label begins with its keyword. */
export const instructionSnippets: readonly Snippet[] = [
  { label: 'FROM … AS', detail: l10n.t('named stage'), insert: 'FROM ⟨image⟩:⟨tag⟩ AS ⟨build⟩' },
  {
    label: 'COPY --from',
    detail: l10n.t('from an earlier stage'),
    insert: 'COPY --from=⟨build⟩ ⟨/src/app⟩ ⟨/usr/local/bin/⟩',
  },
  { label: 'RUN <<EOF', detail: l10n.t('multi-line script'), insert: 'RUN <<EOF\nset -e\n⟨⟩\nEOF' },
  {
    label: 'HEALTHCHECK CMD',
    detail: l10n.t('HTTP health check'),
    insert: 'HEALTHCHECK --interval=⟨30s⟩ --timeout=⟨3s⟩ CMD curl -f http://localhost:⟨8080⟩/ || exit 1',
  },
];

/** Steps that one looks up each time. */
export const stepSnippets: readonly Snippet[] = [
  {
    label: 'RUN apt-get install',
    detail: l10n.t('Debian and Ubuntu packages, with a cache'),
    insert: lines(
      'RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\',
      '    --mount=type=cache,target=/var/lib/apt,sharing=locked \\',
      '    apt-get update && apt-get install -y --no-install-recommends \\',
      '    ⟨ca-certificates⟩',
    ),
  },
  { label: 'RUN apk add', detail: l10n.t('Alpine packages'), insert: 'RUN apk add --no-cache ⟨ca-certificates⟩' },
  {
    label: 'RUN npm ci',
    detail: l10n.t('Node.js packages, with a cache'),
    insert: lines('COPY package.json package-lock.json ./', 'RUN --mount=type=cache,target=/root/.npm npm ci⟨⟩'),
  },
  {
    label: 'RUN pip install',
    detail: l10n.t('Python packages, with a cache'),
    insert: lines(
      'COPY requirements.txt ./',
      'RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt⟨⟩',
    ),
  },
  {
    label: 'RUN with a secret',
    detail: l10n.t('secret that is not stored in any layer'),
    insert: 'RUN --mount=type=secret,id=⟨token⟩,env=⟨TOKEN⟩ ⟨command⟩',
  },
];

function lines(...texts: readonly string[]): string {
  return texts.join('\n');
}
