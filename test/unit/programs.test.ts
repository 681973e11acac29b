import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { environmentOutside, programPath } from '../../src/programs.ts';

describe('programs that are run', () => {
  let folder: string;
  let before: string;
  const plant = (place: string, mode = 0o755) => {
    mkdirSync(join(folder, place), { recursive: true });
    writeFileSync(join(folder, place, 'ssh'), '#!/bin/sh\n');
    chmodSync(join(folder, place, 'ssh'), mode);
    return join(folder, place);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-programs-'));
    before = process.cwd();
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  it('are found by their absolute path', () => {
    const notRunnable = plant('notes', 0o644);
    const bin = plant('bin');
    assert.equal(programPath('ssh', { PATH: [notRunnable, bin].join(delimiter) }), join(bin, 'ssh'));
    assert.equal(programPath('ssh', { Path: bin }), join(bin, 'ssh'));
    assert.equal(programPath('ssh', { PATH: join(folder, 'none') }), undefined);
    assert.equal(programPath('ssh', {}), undefined);
  });

  it('are never taken from the present folder, whatever the PATH says', () => {
    plant('.');
    plant('node_modules/.bin');
    process.chdir(folder);
    for (const entry of ['.', '', './', 'node_modules/.bin', '..']) {
      assert.equal(programPath('ssh', { PATH: [entry, '/nonexistent'].join(delimiter) }), undefined, entry);
    }
  });

  it('are never taken from the workspace', () => {
    const workspace = join(folder, 'workspace');
    const planted = plant('workspace/bin');
    const good = plant('workspace-tools');
    const environment = environmentOutside(
      { HOME: '/home/me', PATH: [workspace, planted, '.', '', good].join(delimiter) },
      [workspace],
    );
    assert.deepEqual(environment, { HOME: '/home/me', PATH: good });
    assert.equal(programPath('ssh', environment), join(good, 'ssh'));
    assert.deepEqual(environmentOutside({ HOME: '/' }, [workspace]), { HOME: '/' });
  });
});
