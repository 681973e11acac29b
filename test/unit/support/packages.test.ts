// When `npm ci` has to run: the lock file against what npm says it has installed.
import assert from 'node:assert/strict';
import { fits } from '../../support/packages.mjs';

const esbuild = { version: '0.28.2', integrity: 'sha512-a' };
const wanted = { packages: { '': { version: '1.0.0' }, 'node_modules/esbuild': esbuild } };

describe('node_modules fits package-lock.json', () => {
  it('when every package is there in its version', () => {
    assert.equal(fits(wanted, { packages: { 'node_modules/esbuild': esbuild } }), true);
  });
  it('not when one is missing', () => {
    assert.equal(fits(wanted, { packages: {} }), false);
  });
  it('not when one has another version or other contents', () => {
    assert.equal(fits(wanted, { packages: { 'node_modules/esbuild': { ...esbuild, version: '0.28.1' } } }), false);
    assert.equal(fits(wanted, { packages: { 'node_modules/esbuild': { ...esbuild, integrity: 'sha512-b' } } }), false);
  });
  it('when only an optional one is missing, as it is for another platform', () => {
    const optional = { packages: { 'node_modules/@esbuild/aix-ppc64': { version: '0.28.2', optional: true } } };
    assert.equal(fits(optional, { packages: {} }), true);
  });
});
