// What is loaded once it is wanted stays so: an import somewhere that takes it with everything costs all users time and memory.
import assert from 'node:assert/strict';
import { build, type Metafile } from 'esbuild';

/** From what is loaded at a time to what must not come with it. */
const late: Readonly<Record<string, readonly string[]>> = {
  // While the editor waits for a Dockerfile's problems.
  'extension-language.ts': [
    'dockerfile/language/answers.ts',
    'extension-workbench.ts',
    'lint-configuration/yaml-text.ts',
    'engine/inventory.ts',
  ],
  // Before anybody calls a command.
  'extension-workbench.ts': [
    'commands/all.ts',
    'commands/images/pull.ts',
    'commands/building/program.ts',
    'commands/terminals/joined-terminal.ts',
    'engine/dockerode/client.ts',
    'panels/image-session.ts',
    'commands/options/index.ts',
    'registry/registry-client.ts',
    'registry/credential-store.ts',
    'container-files/changes.ts',
    'dockerfile/language/image-completion.ts',
  ],
  // What a window asks of a Dockerfile that is only looked at.
  'dockerfile/language/answers.ts': ['dockerfile/language/completion.ts', 'dockerfile/language/hover.ts'],
  // At the first connection.
  'engine/dockerode/client.ts': [
    'engine/dockerode/build.ts',
    'engine/buildkit/session/grpc-server.ts',
    'build-context/tar-header.ts',
    'engine/dockerode/attach.ts',
    'engine/dockerode/container-create.ts',
    'engine/dockerode/container-stats.ts',
    'engine/dockerode/exec.ts',
    'engine/dockerode/image-search.ts',
    'engine/dockerode/logs.ts',
    'engine/dockerode/registry-auth.ts',
    'engine/dockerode/shells.ts',
    'engine/dockerode/transfer.ts',
    'engine/failures/of-builds.ts',
    'engine/failures/of-containers.ts',
    'engine/failures/of-images.ts',
    'engine/failures/of-networks-and-volumes.ts',
    'engine/failures/of-registries.ts',
  ],
};

describe('what is loaded late', () => {
  let inputs: Metafile['inputs'];
  before(async () => {
    const { metafile } = await build({
      entryPoints: ['src/extension.ts'],
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      outdir: 'out/loaded-late',
      write: false,
      metafile: true,
      loader: { '.md': 'text' },
      logLevel: 'silent',
    });
    inputs = metafile.inputs;
  });

  /** All files that come with this one. */
  function loadedWith(file: string): ReadonlySet<string> {
    const found = new Set([file]);
    for (const each of found) {
      for (const { path, kind, external } of inputs[each]?.imports ?? []) {
        if (!external && kind !== 'dynamic-import') found.add(path);
      }
    }
    return found;
  }

  for (const [file, others] of Object.entries(late)) {
    it(`does not come with ${file}`, () => {
      const loaded = loadedWith(`src/${file}`);
      assert.ok(inputs[`src/${file}`], 'it is a part of the extension');
      for (const other of others) {
        assert.ok(inputs[`src/${other}`], `${other} is a part of the extension`);
        assert.ok(!loaded.has(`src/${other}`), `${other} is loaded with it`);
      }
    });
  }
});
