import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isStatic } from '../../support/busybox-image.mjs';

describe('the base image’s program', () => {
  const header = (...types: number[]) => {
    const program = Buffer.alloc(64 + types.length * 56);
    program.writeBigUInt64LE(64n, 32);
    program.writeUInt16LE(56, 54);
    program.writeUInt16LE(types.length, 56);
    for (const [index, type] of types.entries()) program.writeUInt32LE(type, 64 + index * 56);
    return program;
  };

  it('may need no libraries: it runs where nothing else is', () => {
    assert.ok(isStatic(header(1, 6)));
    assert.ok(!isStatic(header(6, 3, 1)));
  });
  it('is not one like this program, where that is linked as on most machines', () => {
    const node = readFileSync(process.execPath);
    if (process.platform === 'linux') assert.ok(!isStatic(node));
  });
});
