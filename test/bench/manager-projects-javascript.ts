// Small projects of npm, pnpm, Yarn and bun; see manager-projects.ts.
import type { ManagerName, ManagerProject } from './manager-projects.ts';

type Files = Readonly<Record<string, string>>;

const manifest = (members: object = {}) =>
  JSON.stringify({ name: 'shop', version: '1.0.0', private: true, ...members });
const tool = { 'tools/tool/package.json': '{"name":"tool","version":"1.0.0"}', 'tools/tool/index.js': '' };
/** A package without dependencies, and a patch that adds a file to it. */
const dependency = { 'is-number': '7.0.0' };
const patch =
  'diff --git a/patched.js b/patched.js\nnew file mode 100644\nindex 0000000..8b13789\n--- /dev/null\n+++ b/patched.js\n@@ -0,0 +1 @@\n+module.exports = 1;\n';
const patchPackage = patch
  .replaceAll('b/patched', 'b/node_modules/is-number/patched')
  .replaceAll('a/patched', 'a/node_modules/is-number/patched');

/** Kinds of projects that each of the four knows. */
const everywhere: readonly (readonly [name: string, files: Files])[] = [
  ['a project', { 'package.json': manifest() }],
  ['a dependency', { 'package.json': manifest({ dependencies: dependency }) }],
  ['a local package', { 'package.json': manifest({ dependencies: { tool: 'file:tools/tool' } }), ...tool }],
  [
    'a local package with ./',
    { 'package.json': manifest({ devDependencies: { tool: 'file:./tools/tool' } }), ...tool },
  ],
  [
    'a script after the install',
    { 'package.json': manifest({ scripts: { postinstall: 'node scripts/p.js' } }), 'scripts/p.js': 'console.log(1)\n' },
  ],
  [
    'a script before the install',
    { 'package.json': manifest({ scripts: { preinstall: 'node ./check.js' } }), 'check.js': 'console.log(1)\n' },
  ],
  [
    'prepare, which builds',
    {
      'package.json': manifest({ scripts: { prepare: 'node build.js && echo built' } }),
      'build.js': 'console.log(1)\n',
    },
  ],
  ['prepare, which does no harm', { 'package.json': manifest({ scripts: { prepare: 'husky || true' } }) }],
  ['a script that only says something', { 'package.json': manifest({ scripts: { postinstall: 'echo done' } }) }],
  [
    'scripts of another kind',
    { 'package.json': manifest({ scripts: { build: 'node build.js', test: 'node test.js' } }), 'build.js': '' },
  ],
  [
    'workspaces',
    {
      'package.json': manifest({ workspaces: ['packages/*'] }),
      'pnpm-workspace.yaml': 'packages:\n  - packages/*\n',
      'packages/a/package.json': '{"name":"a","version":"1.0.0","dependencies":{"is-number":"7.0.0"}}',
    },
  ],
  [
    'workspaces that need each other',
    {
      'package.json': manifest({ workspaces: { packages: ['a', 'b'] } }),
      'pnpm-workspace.yaml': 'packages:\n  - a\n  - b\n',
      'a/package.json': '{"name":"a","version":"1.0.0","dependencies":{"b":"1.0.0"}}',
      'b/package.json': '{"name":"b","version":"1.0.0"}',
    },
  ],
  [
    'an archive of a package',
    { 'package.json': manifest({ dependencies: { tool: 'file:vendor/tool-1.0.0.tgz' } }), ...tool },
  ],
];

/** How each makes its lock, and installs from it. */
const ways: Readonly<Record<'npm' | 'pnpm' | 'yarn' | 'berry' | 'bun', { lock: string; run: string }>> = {
  npm: { lock: 'npm install --package-lock-only --ignore-scripts', run: 'npm ci' },
  pnpm: { lock: 'pnpm install --lockfile-only', run: 'pnpm install --frozen-lockfile' },
  yarn: { lock: 'yarn install --ignore-scripts && rm -rf node_modules', run: 'yarn install --frozen-lockfile' },
  berry: { lock: 'yarn install --mode=update-lockfile', run: 'yarn install --immutable' },
  bun: { lock: 'bun install --lockfile-only', run: 'bun install --frozen-lockfile' },
};

function projects(
  manager: keyof typeof ways,
  kinds: readonly (readonly [string, Files, run?: string])[],
): ManagerProject[] {
  const { lock, run } = ways[manager];
  return kinds.map(([name, files, otherRun]) => ({
    name: `${manager}: ${name}`,
    manager: manager as ManagerName,
    run: otherRun ?? run,
    files: {
      'index.js': '',
      ...(manager === 'berry'
        ? { '.yarnrc.yml': 'nodeLinker: node-modules\nenableGlobalCache: true\n', 'yarn.lock': '' }
        : {}),
      ...files,
    },
    prepare: Object.values(files).some((text) => text.includes('vendor/tool'))
      ? `mkdir vendor && npm pack --silent --pack-destination vendor ./tools/tool && ${lock}`
      : lock,
  }));
}

export const javascriptProjects: readonly ManagerProject[] = [
  ...(Object.keys(ways) as (keyof typeof ways)[]).flatMap((manager) => projects(manager, everywhere)),
  ...projects('npm', [
    [
      'patches of patch-package',
      {
        'package.json': manifest({
          dependencies: { ...dependency, 'patch-package': '8.0.0' },
          scripts: { postinstall: 'patch-package' },
        }),
        'patches/is-number+7.0.0.patch': patchPackage,
      },
    ],
    [
      'a script that is left out',
      { 'package.json': manifest({ scripts: { postinstall: 'node p.js' } }), 'p.js': '' },
      'npm ci --ignore-scripts',
    ],
    ['settings', { 'package.json': manifest({ dependencies: dependency }), '.npmrc': 'fund=false\n' }],
    [
      'a script that settings leave out',
      {
        'package.json': manifest({ scripts: { postinstall: 'node p.js' } }),
        'p.js': '',
        '.npmrc': 'ignore-scripts=true\n',
      },
    ],
    [
      'a program of a local package',
      {
        'package.json': manifest({ dependencies: { tool: 'file:tools/tool' }, scripts: { postinstall: 'tool' } }),
        'tools/tool/package.json': '{"name":"tool","version":"1.0.0","bin":{"tool":"bin.js"}}',
        'tools/tool/bin.js': '#!/usr/bin/env node\nconsole.log(1)\n',
      },
    ],
    [
      'native code of its own',
      {
        'package.json': manifest({ scripts: { install: 'node -e 1' } }),
        'binding.gyp': '{"targets":[]}',
      },
    ],
    ['an older way to prepare', { 'package.json': manifest({ scripts: { prepublish: 'node p.js' } }), 'p.js': '' }],
    [
      'a package in the folder above a package',
      {
        'package.json': manifest({ dependencies: { one: 'file:libs/one' } }),
        'libs/one/package.json': '{"name":"one","version":"1.0.0","dependencies":{"two":"file:../two"}}',
        'libs/two/package.json': '{"name":"two","version":"1.0.0"}',
      },
    ],
  ]),
  ...projects('pnpm', [
    [
      'a patched dependency in the manifest',
      {
        'package.json': manifest({
          dependencies: dependency,
          pnpm: { patchedDependencies: { 'is-number@7.0.0': 'patches/is-number.patch' } },
        }),
        'patches/is-number.patch': patch,
      },
    ],
    [
      'a patched dependency in the settings',
      {
        'package.json': manifest({ dependencies: dependency }),
        'pnpm-workspace.yaml': 'patchedDependencies:\n  is-number@7.0.0: patches/is-number.patch\n',
        'patches/is-number.patch': patch,
      },
    ],
    [
      'hooks',
      { 'package.json': manifest({ dependencies: dependency }), '.pnpmfile.cjs': 'module.exports = { hooks: {} };\n' },
    ],
    [
      'hooks that need a file',
      {
        'package.json': manifest({ dependencies: dependency }),
        '.pnpmfile.cjs': 'require("./hooks.cjs");\nmodule.exports = { hooks: {} };\n',
        'hooks.cjs': '',
      },
    ],
    ['a linked package', { 'package.json': manifest({ dependencies: { tool: 'link:tools/tool' } }), ...tool }],
    [
      'a catalog',
      {
        'package.json': manifest({ dependencies: { 'is-number': 'catalog:' } }),
        'pnpm-workspace.yaml': 'catalog:\n  is-number: 7.0.0\n',
      },
    ],
    [
      'fetch, and an install from that',
      { 'package.json': manifest({ dependencies: dependency }) },
      'pnpm fetch && pnpm install --offline --frozen-lockfile',
    ],
  ]),
  ...projects('yarn', [
    ['a linked package', { 'package.json': manifest({ dependencies: { tool: 'link:./tools/tool' } }), ...tool }],
    [
      'a release of its own',
      {
        'package.json': manifest({ dependencies: dependency }),
        '.yarnrc': 'yarn-path ".yarn/releases/yarn.cjs"\n',
        '.yarn/releases/yarn.cjs': 'require("child_process").execFileSync("true");\n',
      },
    ],
  ]),
  ...projects('berry', [
    [
      'a release of its own',
      {
        'package.json': manifest({ dependencies: dependency }),
        '.yarnrc.yml': 'nodeLinker: node-modules\nenableGlobalCache: true\nyarnPath: .yarn/releases/yarn-4.cjs\n',
        '.yarn/releases/yarn-4.cjs': 'console.log("installed");\n',
      },
    ],
    [
      'a patched dependency',
      {
        'package.json': manifest({
          dependencies: { 'is-number': 'patch:is-number@npm:7.0.0#./.yarn/patches/is-number.patch' },
        }),
        '.yarn/patches/is-number.patch': patch,
      },
    ],
    [
      'a patched dependency in another folder',
      {
        'package.json': manifest({
          dependencies: { 'is-number': 'patch:is-number@npm:7.0.0#./patches/is-number.patch' },
        }),
        'patches/is-number.patch': patch,
      },
    ],
    [
      'a patched dependency for all',
      {
        'package.json': manifest({
          dependencies: dependency,
          resolutions: { 'is-number@7.0.0': 'patch:is-number@npm:7.0.0#~/.yarn/patches/is-number.patch' },
        }),
        '.yarn/patches/is-number.patch': patch,
      },
    ],
    [
      'a plugin of its own',
      {
        'package.json': manifest({ dependencies: dependency }),
        '.yarnrc.yml':
          'nodeLinker: node-modules\nenableGlobalCache: true\nplugins:\n  - path: .yarn/plugins/own.cjs\n    spec: own\n',
        '.yarn/plugins/own.cjs': 'module.exports = { name: "own", factory: () => ({}) };\n',
      },
    ],
    [
      'a plugin in one line',
      {
        'package.json': manifest({ dependencies: dependency }),
        '.yarnrc.yml': 'nodeLinker: node-modules\nenableGlobalCache: true\nplugins:\n  - ./own-plugin.cjs\n',
        'own-plugin.cjs': 'module.exports = { name: "own", factory: () => ({}) };\n',
      },
    ],
    ['a portal', { 'package.json': manifest({ dependencies: { tool: 'portal:./tools/tool' } }), ...tool }],
    [
      'rules for its workspaces',
      { 'package.json': manifest({ dependencies: dependency }), 'yarn.config.cjs': 'module.exports = {};\n' },
    ],
  ]),
  ...projects('bun', [
    [
      'settings',
      { 'package.json': manifest({ dependencies: dependency }), 'bunfig.toml': '[install]\noptional = true\n' },
    ],
    [
      'a patched dependency',
      {
        'package.json': manifest({
          dependencies: dependency,
          patchedDependencies: { 'is-number@7.0.0': 'patches/is-number@7.0.0.patch' },
        }),
        'patches/is-number@7.0.0.patch': patch,
      },
    ],
  ]),
];
