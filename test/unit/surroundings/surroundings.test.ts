// What stands around a Dockerfile, in folders made for it.
import assert from 'node:assert/strict';
import { parseDockerfile } from '../../../src/dockerfile/text/document.ts';
import type { Folder } from '../../../src/surroundings/folder.ts';
import { surroundingsOf } from '../../../src/surroundings/surroundings.ts';

/** A repository: its files by path, and where the Dockerfile is in it. */
function repository(files: Readonly<Record<string, string>>, at = '', hasGit = true): Folder {
  const all: Readonly<Record<string, string>> = hasGit ? { ...files, '.git/HEAD': '' } : files;
  const names = ['work', ...(at === '' ? [] : at.split('/'))];
  /** From a path seen from the Dockerfile's folder to one seen from the root; undefined outside of the repository. */
  const absolute = (path: string): string | undefined => {
    const parts = at === '' ? [] : at.split('/');
    for (const part of path.split('/')) {
      if (part === '..') {
        if (parts.pop() === undefined) return undefined;
      } else if (part !== '') parts.push(part);
    }
    return parts.join('/');
  };
  return {
    names,
    async list(path) {
      const folder = absolute(path);
      if (folder === undefined) return undefined;
      const prefix = folder === '' ? '' : `${folder}/`;
      const entries = Object.keys(all).flatMap((file) => {
        if (!file.startsWith(prefix)) return [];
        const [name = '', ...more] = file.slice(prefix.length).split('/');
        return name === '' ? [] : [[name, more.length > 0 ? 'folder' : 'file'] as const];
      });
      return entries.length > 0 || Object.hasOwn(all, `${folder}/`) ? new Map(entries) : undefined;
    },
    async read(path) {
      const file = absolute(path);
      return file === undefined ? undefined : all[file];
    },
  };
}

const around = (folder: Folder, text: string) => surroundingsOf(folder, 'Dockerfile', parseDockerfile(text));

describe('the build context', () => {
  it('is the own folder where the sources are there', async () => {
    const folder = repository({ 'api/Dockerfile': '', 'api/go.mod': '', 'go.mod': '' }, 'api');
    const found = await around(folder, 'FROM x:1\nCOPY go.mod .\n');
    assert.equal(found.contextPath, undefined);
    assert.deepEqual([...(found.contextFiles ?? [])], ['Dockerfile', 'go.mod']);
  });
  it('is the folder above that has more of them', async () => {
    const files = {
      'src/ad/Dockerfile': '',
      'src/ad/go.mod': '',
      'src/ad/src/main.go': '',
      'pb/demo.proto': '',
      'src/pb/x': '',
    };
    const found = await around(repository(files, 'src/ad'), 'FROM x:1\nCOPY ./src/ad/go.mod ./\nCOPY ./pb/ ./pb\n');
    assert.equal(found.contextPath, '../..');
    assert.deepEqual([...(found.contextFolders ?? [])], ['src', 'pb', '.git']);
    assert.deepEqual([...(found.contextEntries?.get('src/ad') ?? [])], ['Dockerfile', 'go.mod', 'src']);
  });
  it('is unknown where nothing is anywhere, and outside of a repository where it is not the own folder', async () => {
    const files = { 'a/Dockerfile': '', 'b.txt': '' };
    assert.equal((await around(repository(files, 'a'), 'FROM x:1\nCOPY c.txt .\n')).contextFiles, undefined);
    assert.equal((await around(repository(files, 'a', false), 'FROM x:1\nCOPY b.txt .\n')).contextFiles, undefined);
  });
  it('is what Compose and Bake files say, where no source says otherwise', async () => {
    const compose = 'services:\n  a:\n    build:\n      context: .\n      dockerfile: a/Dockerfile\n';
    const text = 'FROM x:1\nCOPY . .\n';
    assert.equal(
      (await around(repository({ 'a/Dockerfile': '', 'compose.yaml': compose }, 'a'), text)).contextPath,
      '..',
    );
    const bake = 'target "a" {\n  context = "."\n  dockerfile = "a/Dockerfile"\n}\n';
    assert.equal(
      (await around(repository({ 'a/Dockerfile': '', 'docker-bake.hcl': bake }, 'a'), text)).contextPath,
      '..',
    );
    const own = 'services:\n  a:\n    build: ./a # here\n';
    assert.equal(
      (await around(repository({ 'a/Dockerfile': '', 'compose.yaml': own }, 'a'), text)).contextPath,
      undefined,
    );
    const other = compose.replace('a/Docker', 'b/Docker');
    assert.equal(
      (await around(repository({ 'a/Dockerfile': '', 'compose.yaml': other }, 'a'), text)).contextPath,
      undefined,
    );
  });
  it('has the ignore file that counts: the Dockerfile’s own, else that of the context', async () => {
    const files = { 'a/Dockerfile': '', 'b.txt': '', '.dockerignore': 'outer', 'a/.dockerignore': 'inner' };
    const text = 'FROM x:1\nCOPY b.txt .\n';
    assert.equal((await around(repository(files, 'a'), text)).dockerignore, 'outer');
    const own = { ...files, 'a/Dockerfile.dockerignore': 'own' };
    assert.equal((await around(repository(own, 'a'), text)).dockerignore, 'own');
  });
});

describe('named contexts', () => {
  it('are read from Compose and Bake files of the folders above', async () => {
    const files = {
      'a/Dockerfile': '',
      'compose.yaml':
        'services:\n  a:\n    build:\n      context: .\n      additional_contexts:\n        Assets: ./x\n        - other=./y\n',
      'docker-bake.hcl':
        'target "b" {\n  contexts = {\n    php-base = "docker-image://php:8"\n    "src" = "."\n  }\n}\n',
      'docker-bake.override.json': '{"target": {"c": {"contexts": {"more": "."}}}}',
    };
    const found = await around(repository(files, 'a'), 'FROM php-base\n');
    assert.deepEqual([...(found.namedContexts ?? [])].sort(), ['assets', 'more', 'other', 'php-base', 'src']);
  });
});

describe('build profiles', () => {
  const settings = `{
    // Those of this folder.
    "longshore.build.profiles": {
      "a/Dockerfile": [
        { "name": "one", "context": "..", "buildContexts": { "assets": "../x", "docker.io/library/Node:latest": "//" }, },
        { "name": "two", "buildContexts": { "more": "." /* here */ } }, 7, { "buildContexts": [1], "context": 2 }
      ],
      "b/Dockerfile": [{ "name": "other", "buildContexts": { "other": "." } }],
    },
  }`;
  const files = { 'a/Dockerfile': '', '.vscode/settings.json': settings };
  const text = 'FROM assets\nCOPY . .\n';
  const names = async (folder: Folder, profiles: readonly unknown[] = []) =>
    [...((await surroundingsOf(folder, 'Dockerfile', parseDockerfile(text), profiles)).namedContexts ?? [])].sort();

  it('name contexts: those of the settings in a folder above, and those that the editor knows', async () => {
    assert.deepEqual(await names(repository(files, 'a')), ['assets', 'more', 'node']);
    assert.equal((await around(repository(files, 'a'), text)).contextPath, '..');
    const known = [{ name: 'mine', buildContexts: { 'ghcr.io/a/b:1': '.' } }, 'x', null];
    assert.deepEqual(await names(repository({ 'a/Dockerfile': '' }, 'a'), known), ['ghcr.io/a/b:1']);
    assert.deepEqual(await names(repository({ Dockerfile: '' }, '', false), known), ['ghcr.io/a/b:1']);
  });

  it('say nothing where the settings are no settings', async () => {
    for (const wrong of ['', '{', '[]', '"x"', '{"longshore.build.profiles": []}', settings.replace('[', '{')]) {
      assert.deepEqual(await names(repository({ ...files, '.vscode/settings.json': wrong }, 'a')), []);
    }
    assert.deepEqual(await names(repository({ 'a/Dockerfile': '', '.vscode': settings }, 'a')), []);
  });
});

describe('what is missing for a reason', () => {
  const made = async (files: Readonly<Record<string, string>>, source: string, at = '') => [
    ...((await around(repository({ ...files, 'here.txt': '' }, at), `FROM x:1\nCOPY here.txt ${source} /d/\n`))
      .madeElsewhere ?? []),
  ];

  it('is ignored by Git', async () => {
    for (const [pattern, source] of [
      ['gen/', 'gen/a.json'],
      ['/out', 'out'],
      ['*.bin', 'deep/a.bin'],
      ['a/**/c', 'a/b/c'],
      ['config.?s', 'config.js'],
      ['build[', 'x/../y'],
    ] as const) {
      const expected = pattern === 'build[' ? [] : [source];
      assert.deepEqual(await made({ '.gitignore': `# made\n${pattern}\n!keep\n` }, source), expected, pattern);
    }
    assert.deepEqual(await made({ '.gitignore': '/out\nb\n' }, 'a/out'), []);
  });
  it('is named by a makefile, a script or a workflow', async () => {
    for (const name of ['Makefile', 'build.sh', 'Tiltfile', '.github/workflows/ci.yml']) {
      assert.deepEqual(await made({ [name]: 'go build -o server-linux' }, 'server-linux'), ['server-linux'], name);
    }
    assert.deepEqual(await made({ 'README.md': 'server-linux' }, 'server-linux'), []);
  });
  it('is in a submodule that is not there yet', async () => {
    assert.deepEqual(await made({ 'vendored/': '' }, 'vendored/lib/a.c'), ['vendored/lib/a.c']);
  });
});

describe('texts of files that may hold secrets', () => {
  it('are read, and no others', async () => {
    const folder = repository({ Dockerfile: '', 'a.pem': 'pem', '.npmrc': 'npm', 'b.txt': 'text' });
    const found = await around(folder, 'FROM x:1\nCOPY a.pem .npmrc b.txt gone.key /c/\n');
    assert.deepEqual(
      [...(found.contextTexts ?? [])],
      [
        ['a.pem', 'pem'],
        ['.npmrc', 'npm'],
      ],
    );
  });
});
