// The fixes of copy-manifest-before-install against what real package managers made of them
// (test/bench/manager-verdicts.json): no package manager is needed.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixedDockerfile, type ManagerVerdicts, managerProjects, writeProject } from '../bench/manager-fixes.ts';

const { managers, verdicts } = JSON.parse(readFileSync('test/bench/manager-verdicts.json', 'utf8')) as ManagerVerdicts;

describe('fixes that copy manifests first', () => {
  it('were tried with each manager, and each project has its verdict', () => {
    assert.deepEqual(
      verdicts.map(({ name }) => name),
      managerProjects.map(({ name }) => name),
    );
    for (const { manager } of managerProjects) assert.match(managers[manager] ?? '', /^\d+\.\d+/, manager);
    assert.equal(new Set(managerProjects.map(({ name }) => name)).size, managerProjects.length);
  });

  it('install, each of them', () => {
    const failing = verdicts.filter(({ fixed, installs }) => fixed !== undefined && installs !== true);
    assert.deepEqual(failing, []);
    assert.ok(verdicts.filter(({ installs }) => installs).length > 70);
  });

  for (const project of managerProjects) {
    it(`are those that were tried: ${project.name}`, async () => {
      const verdict = verdicts.find(({ name }) => name === project.name);
      const folder = mkdtempSync(join(tmpdir(), 'longshore-managers-'));
      try {
        writeProject(project, folder, verdict?.made);
        assert.equal(await fixedDockerfile(project, folder), verdict?.fixed);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }
});
