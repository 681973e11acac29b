import { stopHeredocOnFailure as rule } from '../../../src/dockerfile/rules/stop-heredoc-on-failure.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

const script = (body: string, opening = '<<EOF') => `FROM debian:12\nRUN ${opening}\n${body}\nEOF\n`;

describe('stop-heredoc-on-failure', () => {
  it('takes a command that may fail in front of the last', () => {
    expectMarked(rule, script('curl -fsSLo /a https://a\ntar xf /a\nrm /a', '⟦<<EOF⟧'));
    expectMarked(rule, script('apt-get update && apt-get install -y a\nrm -rf /var/lib/apt/lists/*', '⟦<<EOF⟧'));
    expectMarked(rule, script('make | tee log\necho done', '⟦<<EOF⟧'));
    expectMarked(rule, script('make\nif [ -f a ]; then\n  b\nfi', '⟦<<EOF⟧'));
    expectMarked(rule, script('make\nmake install', 'bash ⟦<<EOF⟧'));
  });
  it('puts set -e into the first line, below the one that names the shell', () => {
    expectFix(
      rule,
      script('#!/bin/bash\nmake\nmake install', '⟦<<EOF⟧'),
      script('#!/bin/bash\nset -e\nmake\nmake install'),
    );
  });
  it('keeps quiet where the shell stops', () => {
    for (const first of [
      'set -e',
      'set -euxo pipefail',
      'set -o errexit',
      '#!/bin/bash -e',
      '#!/usr/bin/env -S bash -eu',
    ]) {
      expectMarked(rule, script(`${first}\nmake\nmake install`));
    }
    expectMarked(rule, script('make\nmake install', 'bash -e <<EOF'));
    expectMarked(rule, 'FROM a\nSHELL ["/bin/bash", "-eo", "pipefail", "-c"]\nRUN <<EOF\nmake\nmake install\nEOF\n');
    expectMarked(rule, 'FROM a\nSHELL ["/bin/sh", "-ec"]\nRUN <<EOF\nmake\nmake install\nEOF\n');
  });
  it('keeps quiet where nothing can fail unseen', () => {
    expectMarked(rule, script('make'));
    expectMarked(rule, script('cd /app\nmkdir b\nA=1\nmake'));
    expectMarked(rule, script('make &&\n  make install'));
    expectMarked(rule, script('make || exit 1\nmake install || exit 1\nrm a'));
    expectMarked(rule, script('for a in b c; do\n  make $a\ndone'));
    expectMarked(rule, script('make_it() {\n  make\n}\nmake_it'));
  });
  it('keeps quiet on other interpreters, files and JSON', () => {
    expectMarked(rule, script('#!/usr/bin/env python3\nmake\nx'));
    expectMarked(rule, script('make\nx', 'python3 <<EOF'));
    expectMarked(rule, 'FROM a\nCOPY <<EOF /x\nmake\nx\nEOF\n');
    expectMarked(rule, script('make\nx', 'cat <<EOF > /x'));
  });
});
