import { shellFormNeedsShell as rule } from '../../../src/dockerfile/rules/shell-form-needs-shell.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('shell-form-needs-shell', () => {
  it('takes each instruction in scratch, in stages made from it, and heredocs', () => {
    expectMarked(
      rule,
      'FROM scratch AS base\nCOPY app /app\nRUN ⟦/app --init⟧\nRUN ⟦<<EOF⟧\n/app\nEOF\nFROM base\nHEALTHCHECK CMD ⟦/app health || exit 1⟧\nENTRYPOINT ⟦/app⟧\n',
    );
  });
  it('takes images that are known to have none', () => {
    for (const image of [
      'gcr.io/distroless/static-debian12',
      'gcr.io/distroless/base:nonroot',
      'cgr.dev/chainguard/static:latest',
      'mcr.microsoft.com/dotnet/aspnet:8.0-noble-chiseled',
    ]) {
      expectMarked(rule, `FROM ${image}\nCOPY app /app\nCMD ⟦/app⟧\n`);
    }
  });
  it('takes a file at the root that is run from there', () => {
    expectMarked(rule, 'FROM a AS b\nFROM scratch\nCOPY --from=b /src/server /\nCMD ⟦/server --port 80⟧\n');
  });
  it('offers the JSON form where the words are plain', () => {
    expectFix(rule, 'FROM scratch\nCOPY a /a\nCMD ⟦/a --b=c⟧\n', 'FROM scratch\nCOPY a /a\nCMD ["/a", "--b=c"]\n');
    expectFix(rule, 'FROM scratch\nCOPY a /a\nCMD ⟦/a $B⟧\n', undefined);
  });
  it('keeps quiet where a shell may have come in', () => {
    for (const way of [
      'COPY --from=busybox:1 /bin/ /bin/',
      'COPY --from=busybox:1 /bin/sh /bin/sh',
      'COPY rootfs /',
      'COPY . .',
      'COPY --from=b / /',
      'COPY --from=b /usr /usr',
      'ADD rootfs.tar.xz /rootfs',
      'COPY --from=b /out $DEST',
      'SHELL ["/busybox/sh", "-c"]',
      'RUN ["/tools/busybox", "--install", "/bin"]',
    ]) {
      expectMarked(rule, `FROM scratch\n${way}\nRUN ls\nCMD a\n`);
    }
    expectMarked(rule, 'FROM scratch\nRUN --mount=from=busybox,target=/bin ls\n');
    expectMarked(rule, 'FROM gcr.io/distroless/static:debug\nRUN ls\nFROM cgr.dev/chainguard/jre:latest-dev\nRUN ls\n');
    expectMarked(rule, 'FROM debian:12\nRUN ls\nFROM $BASE\nCMD a\n');
  });
  it('keeps quiet on JSON, arguments of an ENTRYPOINT, and faults of another kind', () => {
    expectMarked(rule, `FROM scratch\nCOPY a /a\nENTRYPOINT ["/a"]\nCMD b\n`);
    expectMarked(rule, `FROM scratch\nCOPY a /a\nRUN ["/a",]\nRUN ['/a']\n`);
  });
});
