// What may be in the packaged extension. The real package is checked by the layer `package`.
import assert from 'node:assert/strict';
import { faultsOfPackage, faultsOfSize } from '../../support/vsix.mjs';

const manifest = { main: './dist/extension.js', contributes: { views: [{ icon: 'media/longshore.svg' }] } };
const good = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/package.json',
  'extension/readme.md',
  'extension/LICENSE.txt',
  'extension/dist/extension.js',
  'extension/dist/cli.js',
  'extension/dist/forecast-worker.js',
  'extension/dist/l10n.js',
  'extension/media/longshore.svg',
];

describe('the packaged extension', () => {
  it('is good with what it needs', () => {
    assert.deepEqual(faultsOfPackage(good, manifest), []);
  });
  it('may not hold sources, source maps, tests or packages', () => {
    const bad = ['src/cli.ts', 'dist/cli.js.map', 'media/panel.ts', 'test/a.js', 'node_modules/a/index.js', '.env'];
    for (const path of bad) {
      assert.deepEqual(faultsOfPackage([...good, `extension/${path}`], manifest), [
        `extension/${path} must not be shipped`,
      ]);
    }
  });
  it('may not be larger than 1.8 MB', () => {
    assert.deepEqual(
      [faultsOfSize(1_800_000), faultsOfSize(1_800_001)].map((faults) => faults.length),
      [0, 1],
    );
  });
  it('must hold every file that its manifest names', () => {
    assert.deepEqual(
      faultsOfPackage(
        good.filter((path) => !path.endsWith('.svg')),
        manifest,
      ),
      ['extension/media/longshore.svg is missing'],
    );
  });
});
