// What esbuild.config.mjs puts in the place of a package's own dependency is all that the package uses of it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

describe('the bundles', () => {
  it('have of the types of the language server what dockerfile-ast uses', () => {
    const folder = join('node_modules', 'dockerfile-ast', 'lib');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
    const used = files.flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/\bvscode_languageserver_types_1\.([\w.]+)/g)].map(
        ([, name]) => name,
      ),
    );
    assert.deepEqual([...new Set(used)].sort(), ['Position.create', 'Range.create']);
  });
});
