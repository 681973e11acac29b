import assert from 'node:assert/strict';
import { type ShellCommand, type ShellScript, shellScript } from '../../../src/dockerfile/shell/shell.ts';
import { parseDockerfile } from '../../../src/dockerfile/text/document.ts';

/** The script of the last instruction, with the file's text of each command. */
function read(text: string): ShellScript & { readonly texts: readonly string[] } {
  const document = parseDockerfile(text);
  const instruction = document.instructions.at(-1);
  assert.ok(instruction);
  const script = shellScript(document, instruction);
  return { ...script, texts: script.commands.map(({ start, end }) => text.slice(start, end)) };
}
const shown = ({ name, args }: ShellCommand) => [name, ...args.map(({ value }) => value)].join(' ');
const commands = (text: string) => read(text).commands.map(shown);

describe('shellScript', () => {
  it('gives commands at their places, through continuations and comments', () => {
    const { texts } = read('RUN --mount=type=cache,target=/c a \\\n  b && \\\n  # c\n\n  d "e f"\\\ng\n');
    assert.deepEqual(texts, ['a \\\n  b', 'd "e f"\\\ng']);
    assert.deepEqual(commands('RUN a \\\r\n  b \\\r\n && c'), ['a b', 'c']);
    assert.deepEqual(commands('# escape=`\nSHELL ["bash", "-c"]\nFROM x\nSHELL ["bash", "-c"]\nRUN a `\n b'), ['a b']);
  });

  it('says how commands hang together', () => {
    const { commands: all } = read('RUN a && b || c; d | e & (f)');
    assert.deepEqual(
      all.map(({ name, connector, background, nested, piped, conditional }) => [
        name,
        connector,
        background,
        nested,
        piped,
        conditional,
      ]),
      [
        ['a', 'start', false, false, false, false],
        ['b', '&&', false, false, false, false],
        ['c', '||', false, false, false, true],
        ['d', ';', true, false, true, false],
        ['e', '|', true, false, false, false],
        ['f', 'start', false, true, false, false],
      ],
    );
  });

  it('looks through wrappers', () => {
    for (const line of [
      'sudo -u x -E A=1 apt-get i',
      'env -u B A=b /usr/bin/apt-get i',
      'exec nohup time apt-get i',
      '! apt-get i',
      'A=1 apt-get i > x',
      'nice -n 5 apt-get i',
      'gosu app apt-get i',
      'command apt-get i',
    ]) {
      assert.deepEqual(commands(`RUN ${line}`), ['apt-get i'], line);
    }
    assert.deepEqual(commands('RUN command -v apt-get'), ['command -v apt-get']);
    assert.deepEqual(commands('RUN exec 2>&1'), ['exec']);
    assert.deepEqual(commands('RUN sudo'), ['sudo']);
    assert.deepEqual(commands('RUN A=1'), ['']);
  });

  it('looks into substitutions, compounds and functions', () => {
    const { commands: all } = read('RUN a "$(b)" `c` && if d; then e; fi && for x in $(f); do g; done; h() { i; }');
    assert.deepEqual(
      all.map(({ name }) => name),
      ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'i'],
    );
    assert.ok(all.find(({ name }) => name === 'i')?.deferred);
    assert.ok(
      all.filter(({ name }) => 'bcdefg'.includes(name)).every(({ conditional, nested }) => conditional && nested),
    );
  });

  it('looks into sh -c, at the place of the words where that is certain', () => {
    const text = 'RUN bash -euxo pipefail -c \'a && b c\' && sh -c "d \\"e\\"" && sh x -c y';
    const { texts, commands: all } = read(text);
    assert.deepEqual(all.map(shown).slice(1, 3), ['a', 'b c']);
    assert.deepEqual(texts.slice(1, 3), ['a', 'b c']);
    assert.equal(texts[4], '"d \\"e\\""');
    assert.equal(all[4]?.name, 'd');
    assert.equal(all.length, 6);
  });

  it('reads the JSON form as one command', () => {
    const { commands: all, single, texts } = read('CMD ["node", "a b", "$C"]');
    assert.deepEqual(all.map(shown), ['node a b $C']);
    assert.equal(single, all[0]);
    assert.deepEqual(texts, ['"node", "a b", "$C"']);
    assert.deepEqual(read('RUN ["sh", "-c", "a && b"]').texts.slice(1), ['a', 'b']);
    assert.deepEqual(commands('CMD []'), []);
  });

  it('reads heredocs that are scripts, not those that are input', () => {
    assert.deepEqual(commands('RUN <<E\na\nb c\nE\n'), ['a', 'b c']);
    assert.deepEqual(read('RUN <<-E\n\ta\n\tb c\n\tE\n').texts, ['a', 'b c']);
    assert.deepEqual(commands('RUN <<E\r\na b\r\nc\r\nE\r\n'), ['a b', 'c']);
    assert.deepEqual(commands('RUN <<E\n#!/bin/bash -e\na\nE\n'), ['a']);
    assert.deepEqual(commands('RUN <<E\n#!/usr/bin/env python\na\nE\n'), []);
    assert.deepEqual(commands('RUN bash -eo pipefail <<E\na\nb c\nE\n'), ['a', 'b c']);
    assert.deepEqual(commands("RUN <<'E' /bin/sh -ex\na\nE\n"), ['a']);
    assert.deepEqual(commands('RUN python3 <<E\na\nE\n'), ['python3']);
    assert.deepEqual(commands('RUN sh x.sh <<E\na\nE\n'), ['sh x.sh']);
    const { texts } = read('RUN a <<E > x && \\\n b\nc d\nE\n');
    assert.deepEqual(texts, ['a <<E > x', 'b']);
  });

  it('gives nothing of other instructions and shells', () => {
    for (const text of [
      'ENV a b',
      'COPY a b',
      'FROM microsoft/windowsservercore\nRUN a',
      '# escape=`\nFROM x\nRUN a',
      'ARG B=mcr.microsoft.com/windows/nanoserver:ltsc2022\nFROM $B\nRUN a',
      'FROM --platform=windows/amd64 golang:1.23\nRUN a',
      'FROM x\nSHELL ["pwsh"]\nRUN a',
      'FROM x AS y\nSHELL ["cmd"]\nFROM y\nRUN a',
    ]) {
      assert.deepEqual(commands(text), [], text);
    }
    assert.deepEqual(commands('# escape=`\nFROM alpine:3.20 AS y\nFROM y\nRUN a `\n b'), ['a b']);
    assert.deepEqual(commands('FROM x AS y\nSHELL ["cmd"]\nFROM z\nRUN a'), ['a']);
    assert.deepEqual(commands('FROM x\nSHELL ["conda", "run", "/bin/bash", "-c"]\nRUN a'), ['a']);
  });

  it('says which steps a script has, and whether it is a single plain command', () => {
    assert.equal(read('RUN a && (b; c) && d').steps?.length, 3);
    assert.equal(read('RUN if a; then b; fi').steps?.length, 1);
    for (const script of ['a; b', 'a || b', 'a && b &', 'a &&', 'a\\\n  && && b'])
      assert.equal(read(`RUN ${script}`).steps, undefined, script);
    assert.equal(read('RUN a "b c"').single?.args[0]?.value, 'b c');
    for (const script of ['a $B', 'a *', 'A=1 b', 'a > b', 'a && b', '(a)', 'a ~', 'a | b', 'a &', 'a {b,c}']) {
      assert.equal(read(`RUN ${script}`).single, undefined, script);
    }
  });

  it('takes anything', () => {
    for (const script of [
      '',
      '&&',
      'a && && b',
      '"',
      "'",
      '$(',
      '`',
      '((',
      'if',
      'a <<',
      '}',
      'case',
      '\\',
      '$(('.repeat(2_000),
      '('.repeat(2_000),
      'a|'.repeat(2_000),
    ]) {
      assert.ok(Array.isArray(commands(`RUN ${script}`)), script.slice(0, 20));
    }
  });
});
