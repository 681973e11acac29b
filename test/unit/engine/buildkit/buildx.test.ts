import assert from 'node:assert/strict';
import { buildArguments } from '../../../../src/engine/buildkit/buildx/command-line.ts';
import { rawJsonReader } from '../../../../src/engine/buildkit/buildx/raw-json.ts';

describe('what buildx writes', () => {
  const text = [
    'plain words',
    '{"a": {"b": "}\\"{"}}',
    '',
    '{',
    '  "c": [',
    '    {}',
    '  ]',
    '}{"d":"\\\\"}',
    '  ERROR: {not json',
    'last words',
  ].join('\r\n');

  for (const size of [1, 2, 7, text.length]) {
    it(`is told apart in pieces of ${size}`, () => {
      const values: unknown[] = [];
      const lines: string[] = [];
      const reader = rawJsonReader(
        (value) => values.push(value),
        (line) => lines.push(line),
      );
      for (let at = 0; at < text.length; at += size) reader.take(text.slice(at, at + size));
      reader.end();
      assert.deepEqual(values, [{ a: { b: '}"{' } }, { c: [{}] }, { d: '\\' }]);
      assert.deepEqual(lines, ['plain words', 'ERROR: {not json', 'last words']);
    });
  }
});

describe('a build as a command line', () => {
  it('has no more than was asked', () => {
    const line = buildArguments({ contextFolder: '/a b', dockerfile: '/a b/Dockerfile', tags: [] });
    assert.deepEqual(line, ['--file', '/a b/Dockerfile', '--', '/a b']);
  });

  it('names agents and secrets as Docker does', () => {
    const line = buildArguments({
      contextFolder: '/c',
      dockerfile: '/c/D',
      tags: ['t'],
      ssh: [{ id: 'default' }, { id: 'other', socket: '/run/s' }],
      secrets: [{ id: 'x', file: '/a,b/"c"' }],
    });
    assert.deepEqual(line.slice(4, -2), [
      '--secret',
      'id=x,"src=/a,b/""c"""',
      '--ssh',
      'default',
      '--ssh',
      'other=/run/s',
    ]);
  });
});
