// Where the Debian that newer engines run in comes from: the mirror that this machine's apt has its own release from.
import assert from 'node:assert/strict';
import { folderWith } from '../../engine/engine-under-test.ts';
import { debianMirror } from '../../support/debian-tree.mjs';

const debian = 'ID=debian\nVERSION_CODENAME=bookworm\n';

function mirrorOf(files: Readonly<Record<string, string>>): string | undefined {
  const { folder, remove } = folderWith(files);
  try {
    return debianMirror(folder);
  } finally {
    remove();
  }
}

describe('the mirror of Debian', () => {
  it('is read from either kind of list, past other sources', () => {
    const stanzas = [
      'Types: deb\n# dated\nURIs: http://mirror.test/security\nSuites: bookworm-security\nComponents: main',
      'Types: deb deb-src\nURIs: https://mirror.test/debian\nSuites: bookworm bookworm-updates\nComponents: main',
    ];
    const other = 'deb https://tools.test/apt nodistro main\n';
    assert.equal(
      mirrorOf({
        'etc/os-release': debian,
        'etc/apt/sources.list.d/a.list': other,
        'etc/apt/sources.list.d/debian.sources': stanzas.join('\n\n'),
      }),
      'https://mirror.test/debian',
    );
    const list =
      '# deb http://old.test/debian bookworm main\ndeb [arch=amd64] http://mirror.test/debian/ bookworm main\n';
    assert.equal(
      mirrorOf({ 'etc/os-release': debian, 'etc/apt/sources.list': other + list }),
      'http://mirror.test/debian/',
    );
  });

  it('is unknown elsewhere', () => {
    const list = { 'etc/apt/sources.list': 'deb http://mirror.test/ubuntu noble main\n' };
    assert.equal(mirrorOf({ 'etc/os-release': 'ID=ubuntu\nVERSION_CODENAME=noble\n', ...list }), undefined);
    assert.equal(mirrorOf({ 'etc/os-release': debian }), undefined);
    assert.equal(mirrorOf({}), undefined);
  });
});
