import assert from 'node:assert/strict';
import { historyDocument, historyHeadings } from '../../../src/commands/images/history.ts';
import { lineWithFrom } from '../../../src/commands/images/search.ts';
import { instructionOf } from '../../../src/panels/history-words.ts';

describe('image history', () => {
  it('finds the instruction behind the engine’s words', () => {
    for (const [said, meant] of [
      ['RUN /bin/sh -c npm ci # buildkit', 'RUN npm ci'],
      ['/bin/sh -c #(nop)  CMD ["sh"]', 'CMD ["sh"]'],
      ['/bin/sh -c apk add curl', 'RUN apk add curl'],
      ['COPY . /app # buildkit', 'COPY . /app'],
    ] as const)
      assert.equal(instructionOf(said), meant);
  });

  it('reads like the Dockerfile did, with the base image’s part set apart', () => {
    const entry = (createdBy: string, size: number) => ({
      id: undefined,
      createdAt: 0,
      createdBy,
      size,
      tags: [],
      comment: '',
    });
    const history = [
      entry('CMD ["x\x1b[2J"]', 0),
      entry('COPY . /app # buildkit', 2000),
      entry('ADD rootfs /', 4_000_000),
    ];
    const text = historyDocument('app:1', history, { name: 'base:1', entries: 1 }, 60_000);
    const lines = text.split('\n');
    assert.ok(lines.findIndex((line) => line.includes('ADD rootfs')) < lines.indexOf(historyHeadings.builtOnTop()));
    assert.ok(lines.findIndex((line) => line.includes('COPY . /app')) > lines.indexOf(historyHeadings.builtOnTop()));
    assert.ok(lines.includes(historyHeadings.base('base:1')));
    assert.match(text, /4 MB {2}1 minute ago {2}ADD rootfs/);
    assert.ok(!text.includes('\x1b'));
  });

  it('writes an image into FROM, with its flags and stage name kept', () => {
    assert.equal(
      lineWithFrom('FROM --platform=linux/arm64 node:20 AS build', 'nginx'),
      'FROM --platform=linux/arm64 nginx AS build',
    );
    assert.equal(lineWithFrom('', 'nginx'), 'FROM nginx');
    assert.equal(lineWithFrom('RUN x', 'nginx'), 'FROM nginx\nRUN x');
  });
});
