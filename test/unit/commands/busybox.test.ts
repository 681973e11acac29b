// A shell for images that have none: which program can be one, and what is said where it cannot be had.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { busyBoxShell, getBusyBox, isPulledFirst, runsByItself } from '../../../src/commands/building/busybox.ts';
import { Cancelled } from '../../../src/commands/host/dialogs.ts';
import { onEngine } from '../../../src/commands/host/on-engine.ts';
import { cannotBePulled } from '../../../src/commands/running/carry-out.ts';
import { EngineError } from '../../../src/errors.ts';
import type { Answer } from '../../support/scripted-host.ts';
import { setUp, tearDown } from './set-up.ts';

/** An ELF file with program headers of these types: 1 is loaded, 3 names a loader. */
function elf(is64: boolean, isLittle: boolean, types: readonly number[]): Buffer {
  const [head, size] = is64 ? [64, 56] : [52, 32];
  const file = Buffer.alloc(Math.max(head + size * types.length, 64));
  file.writeUInt32BE(0x7f454c46);
  file[4] = is64 ? 2 : 1;
  file[5] = isLittle ? 1 : 2;
  const half = (value: number, at: number) =>
    isLittle ? file.writeUInt16LE(value, at) : file.writeUInt16BE(value, at);
  const word = (value: number, at: number) =>
    isLittle ? file.writeUInt32LE(value, at) : file.writeUInt32BE(value, at);
  // The low half of eight bytes, whichever end is first.
  word(head, is64 ? (isLittle ? 32 : 36) : 28);
  half(size, is64 ? 54 : 42);
  half(types.length, is64 ? 56 : 44);
  for (const [index, type] of types.entries()) word(type, head + index * size);
  return file;
}

describe('BusyBox as a shell', () => {
  afterEach(tearDown);

  it('is a program that needs no loader', () => {
    for (const is64 of [true, false]) {
      for (const isLittle of [true, false]) {
        assert.equal(runsByItself(elf(is64, isLittle, [1, 1])), true);
        assert.equal(runsByItself(elf(is64, isLittle, [1, 3, 1])), false);
      }
    }
    assert.equal(runsByItself(elf(true, true, [1, 1]).subarray(0, 80)), false);
    assert.equal(runsByItself(Buffer.from('#!/bin/sh\n')), false);
    assert.equal(runsByItself(readFileSync(process.execPath)), false);
  });

  it('comes behind what the image has itself', () => {
    assert.equal(busyBoxShell({ environment: ['A=1', 'PATH=/app'] }).path, 'PATH=/app:/.longshore-busybox');
    assert.equal(
      busyBoxShell({ environment: [] }).path,
      'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/.longshore-busybox',
    );
  });

  async function asked(answers: Answer[]) {
    const test = setUp({
      answers,
      adapt: (engine) => ({
        ...engine,
        images: {
          ...engine.images,
          inspect: async () => Promise.reject(new EngineError('not-found', 'no such image')),
          pull: async () => Promise.reject(new EngineError('unreachable', 'The registry cannot be reached.')),
        },
      }),
    });
    const result = getBusyBox(await onEngine(test.services), 'linux/amd64');
    return {
      ...test,
      error: await result.then(
        () => assert.fail(),
        (error: unknown) => error,
      ),
    };
  }

  it('is pulled only if that is wanted, and one message says if it cannot be', async () => {
    const { error, host } = await asked([{ confirm: true }]);
    assert.equal(
      (error as Error).message,
      [cannotBePulled('busybox:musl'), 'The registry cannot be reached.'].join(' '),
    );
    assert.equal(host.confirmations[0]?.detail, isPulledFirst('busybox:musl'));
    const left = await asked([{ confirm: false }]);
    assert.ok(left.error instanceof Cancelled);
  });
});
