import assert from 'node:assert/strict';
import { bashConstructs } from '../../../src/dockerfile/knowledge/shell-constructs.ts';
import { shellSyntaxOfBase as rule } from '../../../src/dockerfile/rules/shell-syntax-of-base.ts';
import { expectFix, expectMarked, problemsOf } from '../../support/rule-cases.ts';
import { recordedVerdicts } from '../../support/shell-verdicts.mjs';

/** Whether the rule says anything of a script that the base's sh gets. */
const speaks = (base: string, script: string) =>
  problemsOf(rule, `FROM ${base}\nRUN <<EOT\n${script}\nEOT\n`).length > 0;

describe('shell-syntax-of-base', () => {
  it('agrees with what the shells themselves do', () => {
    const verdicts = recordedVerdicts();
    assert.ok(verdicts.length > 120, `${verdicts.length} scripts`);
    const wrong = verdicts.flatMap(({ script, dash, busybox }) => [
      ...(speaks('debian:12', script) === dash ? [`dash ${dash ? 'takes' : 'has not'} ${script}`] : []),
      ...(speaks('alpine:3.20', script) === busybox ? [`busybox ${busybox ? 'takes' : 'has not'} ${script}`] : []),
    ]);
    assert.deepEqual(wrong, []);
  });

  it('has each construct among those that were tried', () => {
    const said = new Set(
      recordedVerdicts().flatMap(({ script }) =>
        problemsOf(rule, `FROM debian:12\nRUN <<EOT\n${script}\nEOT\n`).flatMap(({ message }) => message),
      ),
    );
    const titles = Object.values(bashConstructs).flatMap((construct) =>
      'title' in construct ? construct.title() : [],
    );
    const untried = titles.filter((title) => ![...said].some((message) => message.includes(`support ${title}`)));
    assert.deepEqual(untried, []);
  });

  it('marks the words', () => {
    for (const command of [
      'if ⟦[[⟧ -f /a ]]; then b; fi',
      '[ "$A" ⟦==⟧ "b" ] && c',
      'mkdir -p /srv/⟦{a,b}⟧/c',
      'make ⟦&> /tmp/log⟧',
      '⟦source⟧ /etc/profile',
      '⟦set -o pipefail⟧ && curl https://a.org/b | tar x',
      '⟦set -o history⟧ && a',
      '⟦set +o braceexpand⟧ && a',
      '⟦set -o posix⟧; a',
      '⟦set -o histexpand⟧ && a',
      'set -eux && ⟦echo -e⟧ "a\\nb" > /c',
      'ls ⟦|&⟧ tee /tmp/log',
      "A=⟦$'b\\tc'⟧ make",
      `V=1.2.3 && echo "\${A}" ⟦\${V//./_}⟧ ⟦\${V:0:3}⟧`,
      'for i in ⟦{1..3}⟧; do a; done',
      '⟦a=(b c)⟧; d',
      'diff ⟦<(a)⟧ ⟦<(b)⟧',
      '⟦pushd⟧ /a && make && ⟦popd⟧',
      'cat ⟦<<<⟧ "$A"',
      '⟦function a⟧ { b; } && a',
      '⟦shopt⟧ -s globstar && rm -r **/a',
      'sleep $((7 % ⟦2 ** 3⟧)) && head -c ⟦$RANDOM⟧ /dev/zero',
    ]) {
      expectMarked(rule, `FROM debian:12\nRUN ${command}\n`);
      if (!command.includes('pipefail'))
        expectMarked(rule, `FROM python:3.13-slim-bookworm AS a\nFROM a\nRUN x && \\\n  ${command}\n`);
    }
    expectMarked(rule, 'FROM debian:12\nCMD ⟦source⟧ /a/b && c\n');
    expectMarked(rule, 'FROM debian:12\nRUN ["/bin/sh", "-c", "⟦source⟧ /a/b"]\n');
    expectMarked(rule, 'FROM debian:12\nSHELL ["/bin/sh", "-ec"]\nRUN ⟦source⟧ /a/b\n');
    expectMarked(rule, "FROM debian:12\nRUN sh -c '⟦source⟧ /a/b'\n");
    expectMarked(rule, 'FROM debian:12\nRUN <<EOT\n#!/bin/sh\n⟦source⟧ /a/b\nEOT\n');
    expectMarked(rule, 'FROM fedora:41\nSHELL ["/bin/dash", "-c"]\nRUN ⟦source⟧ /a/b\n');
    expectMarked(rule, 'FROM debian:12\nONBUILD RUN ⟦source⟧ /a/b\n');
  });

  it('offers what every shell understands', () => {
    for (const [before, after] of [
      ['⟦source⟧ /a/b', '. /a/b'],
      ['[ a ⟦==⟧ b ]', '[ a = b ]'],
      ['make ⟦&> /a⟧', 'make > /a 2>&1'],
      ['make ⟦&>> "/a b"⟧', 'make >> "/a b" 2>&1'],
      ['make ⟦>& /a⟧', 'make > /a 2>&1'],
      ['a ⟦|&⟧ b', 'a 2>&1 | b'],
      ['⟦function a⟧ { b; }', 'a() { b; }'],
      ['⟦function a⟧() { b; }', 'a() { b; }'],
      ['⟦source⟧ env.sh', undefined],
      ['⟦source⟧ /a/b c', undefined],
      ['⟦[[⟧ a ]]', undefined],
    ] as const) {
      expectFix(
        rule,
        `FROM debian:12\nRUN ${before}\n`,
        after === undefined ? undefined : `FROM debian:12\nRUN ${after}\n`,
      );
    }
  });

  it('keeps quiet where another shell reads the script, or the base’s is not known', () => {
    const script = 'source /a/b && [[ a == b ]] && echo {a,b}';
    for (const text of [
      `FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN ${script}\n`,
      `FROM debian:12 AS a\nSHELL ["bash", "-c"]\nFROM a\nRUN ${script}\n`,
      `FROM debian:12\nRUN bash -c '${script}'\n`,
      `FROM debian:12\nRUN ["/bin/bash", "-c", "${script}"]\n`,
      `FROM debian:12\nRUN bash <<EOT\n${script}\nEOT\n`,
      `FROM debian:12\nRUN <<EOT\n#!/usr/bin/env bash\n${script}\nEOT\n`,
      `FROM debian:12\nRUN <<EOT\n#!/bin/bash -e\n${script}\nEOT\n`,
      `FROM debian:12\nRUN <<EOT\n#!/usr/bin/env python3\n${script}\nEOT\n`,
      `FROM debian:12\nRUN ln -sf /bin/bash /bin/sh\nRUN ${script}\n`,
      `FROM debian:12 AS a\nRUN rm /bin/sh && ln -s bash /bin/sh\nFROM a\nRUN ${script}\n`,
      `FROM ubuntu:22.04\nRUN echo "dash dash/sh boolean false" | debconf-set-selections && dpkg-reconfigure dash\nRUN ${script}\n`,
      `FROM fedora:41\nRUN ${script}\n`,
      // This base has SHELL ["/bin/bash", "-o", "pipefail", "-c"].
      `FROM jupyter/base-notebook:python-3.11\nRUN ${script}\n`,
      `FROM rockylinux:9\nRUN ${script}\n`,
      `FROM ghcr.io/team/app:1\nRUN ${script}\n`,
      `ARG BASE\nFROM \${BASE}\nRUN ${script}\n`,
      `FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN ${script}\n`,
      `FROM debian:12\nRUN echo '${script}' > /a\n`,
      `FROM debian:12\nRUN cat <<'EOT' > /usr/bin/a\n#!/bin/bash\n${script}\nEOT\n`,
      `FROM debian:12\nCOPY <<EOT /usr/bin/a\n${script}\nEOT\n`,
      `FROM alpine:3.20\nRUN source /a/b && [[ a == b ]] && set -o pipefail && echo -e "a\\n" && echo \${A/b/c}\n`,
    ]) {
      expectMarked(rule, text);
    }
  });

  it('keeps quiet on what is tried, known to be set, or no such thing after all', () => {
    for (const command of [
      'shopt -s nullglob 2>/dev/null || true; a',
      'set -o pipefail 2>/dev/null || true; a',
      'if [ -n "$BASH_VERSION" ]; then shopt -s extglob; fi',
      'UID=1000; useradd -u $UID a',
      'curl -O "https://a.org/{b,c}" && find . -name "[[:digit:]]*"',
      'sed -e "s/==/=/" -e "s/{a,b}/c/" d && awk "{ print $1, $2 }" e',
      'test "$(a)" = "==" && python -c "print({1: 2}, [[3]])"',
      'jq ".a += {b: 1}" c && git show HEAD@{1} && xargs -I{} cp {} d',
      'echo "-e" && echo - e && printf "%s" -v',
      'a >&2 && b 2>&1 && c >& 2 && d >&-',
      'apt-get source a && npm run function && cargo build --let',
    ]) {
      expectMarked(rule, `FROM debian:12\nRUN ${command}\n`);
    }
    expectMarked(rule, 'FROM debian:12\nARG UID=1000\nRUN useradd -u $UID a\n');
    expectMarked(rule, 'FROM debian:sid\nRUN set -o pipefail && a | b\n');
    expectMarked(rule, 'FROM node:22-slim\nRUN set -o pipefail && a | b\n');
    expectMarked(rule, 'FROM debian:12\nRUN ⟦set -o pipefail⟧ && a | b\n');
    expectMarked(rule, 'FROM ubuntu:24.04\nRUN ⟦set -euxo pipefail⟧; a | b\n');
  });

  it('is silenced by ShellCheck’s name of what it finds', () => {
    const [problem] = problemsOf(rule, 'FROM debian:12\nRUN [[ a ]]\n');
    assert.deepEqual(problem?.aliases, ['SC3010']);
    expectMarked(rule, 'FROM debian:12\n# hadolint ignore=SC3010\nRUN [[ a ]]\n');
  });
});
