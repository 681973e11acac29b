// Each command is tried on a real engine or in a real editor: in the layers engine, ui, vscode or podman.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { commands } from '../../src/commands/index.ts';

const layers = ['engine', 'ui', 'vscode', 'podman'];
const texts = layers.flatMap((layer) =>
  readdirSync(`test/${layer}`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(`test/${layer}/${path}`, 'utf8')),
);

describe('commands', () => {
  it('are all tried on a real engine or in a real editor', () => {
    assert.ok(texts.length > 50, `${texts.length} files`);
    const untried = Object.keys(commands).filter((id) => !texts.some((text) => text.includes(`'${id}'`)));
    assert.deepEqual(untried, []);
  });
});
