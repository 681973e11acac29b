// What `--fix` makes of Dockerfiles that build still builds, and installs the same. The package managers are stand-ins that
// take only the options of the real ones and note what they are told: the real ones have nothing to install from here.
import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { lint } from '../../src/dockerfile/linting/lint.ts';
import { repair } from '../../src/dockerfile/linting/repair.ts';
import { parseDockerfile } from '../../src/dockerfile/text/document.ts';
import {
  baseImage,
  type EngineUnderTest,
  engineUnderTest,
  folderWith,
  labels,
  outputOf,
  uniqueName,
} from './engine-under-test.ts';

/** Tool → its options, as its manual has them. */
const tools: Readonly<Record<string, string>> = {
  'apt-get': '-y --yes --no-install-recommends -q -qq --assume-yes',
  apt: '-y --yes',
  apk: '--no-cache --update -U --virtual -t',
  yum: '-y --assumeyes -q',
  dnf: '-y --assumeyes -q --setopt',
  zypper: '-n --non-interactive --no-refresh -y --no-confirm -a --all --no-recommends',
  pip: '--no-cache-dir -r --upgrade -U',
  npm: '-g --production --omit --force --global',
  yarn: '--frozen-lockfile --production',
  gem: '--no-document -N --version -v --system',
  curl: '-f --fail -s -S -L --location -o -sSL -sS -fsSL --silent --show-error',
  wget: '-q --quiet -O --progress -nv --no-verbose',
  useradd: '-l --no-log-init -m -r -u --create-home',
};

const standIn = `#!/bin/sh
tool=\${0##*/}
for word; do
  case "$word" in
    -?*) grep -qxF -e "\${word%%=*}" "/options/$tool" || { echo "$tool: unknown option $word" >&2; exit 64; } ;;
  esac
done
echo "$tool $*" >>/told
`;

/** wget by its path: the shell of the base has one of its own. */
const dockerfiles: Readonly<Record<string, string>> = {
  'apt-get, in two layers, unattended neither': 'RUN apt-get update\nRUN apt-get install curl git\n',
  'apt, with sudo': 'USER root\nRUN apt update && \\\n    apt install -y curl # why\n',
  'apk with an index that stays': 'RUN apk update && apk add curl\nRUN apk add --virtual deps gcc\n',
  yum: 'RUN yum install httpd \\\n    mod_ssl\n',
  dnf: 'RUN dnf install httpd && echo done\n',
  zypper: 'RUN zypper install vim; echo done\n',
  'pip, in lines with a comment between':
    'RUN set -e; \\\n  pip install flask==1; \\\n  # the rest\n  pip install -r /dev/null\n',
  npm: 'RUN npm install -g left-pad@1 && npm cache clean\n',
  yarn: 'WORKDIR /app\nRUN yarn install --frozen-lockfile\n',
  gem: 'RUN if true; then gem install rake:1; fi\n',
  'downloads and users': 'RUN curl http://a.test/x | sh\nRUN /tools/wget -O /x https://a.test/x\nRUN useradd -m app\n',
  'Shell in what is no command of a': 'MAINTAINER somebody\nENV name some value\nexpose 80/TCP\nLABEL a b\nCMD ["a"]\n',
};

describe('a Dockerfile after its repair', () => {
  let test: EngineUnderTest;
  const base = `${uniqueName()}:tools`;
  const cleaning: (() => void)[] = [];

  before(async () => {
    test = await engineUnderTest();
    const names = Object.keys(tools);
    await build({
      tag: base,
      files: {
        // In front of the base's own, which are links to one program: none of them may be written over.
        Dockerfile: `FROM ${baseImage}\nCOPY tools /tools\nCOPY options /options\nENV PATH=/tools:$PATH\n`,
        ...Object.fromEntries(names.map((name) => [`tools/${name}`, standIn])),
        ...Object.fromEntries(names.map((name) => [`options/${name}`, `${tools[name]?.split(' ').join('\n')}\n`])),
      },
    });
  });
  after(async () => {
    for (const clean of cleaning) clean();
    await test.clean();
  });

  async function build({ tag, files }: { tag: string; files: Readonly<Record<string, string>> }): Promise<void> {
    const { folder, remove } = folderWith(files);
    cleaning.push(remove);
    for (const name of Object.keys(files)) if (name.startsWith('tools/')) chmodSync(join(folder, name), 0o755);
    test.owns(tag);
    await test.engine.build(
      { contextFolder: folder, dockerfile: join(folder, 'Dockerfile'), tags: [tag], labels },
      () => {},
    );
  }

  /** What was installed, in order: each tool with its words that are no options. */
  async function told(text: string): Promise<string[]> {
    const tag = `${uniqueName()}:1`;
    await build({ tag, files: { Dockerfile: text } });
    const id = await test.create({ image: tag, command: ['sh', '-c', 'cat /told 2>/dev/null; true'] });
    const process = await test.engine.containers.startAttached(id, undefined);
    const { state } = outputOf(process);
    await process.ended;
    return state.stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.replaceAll(/ -\S+/g, ''))
      .filter((line) => !/ (clean|cache clean|autoremove)\b/.test(line));
  }

  for (const [name, text] of Object.entries(dockerfiles)) {
    it(`still builds, and installs the same: ${name}`, async () => {
      const before = `FROM ${base}\n${text}`;
      const { text: after, applied } = repair(before, (each) => lint(parseDockerfile(each), { allRules: true }));
      assert.ok(applied > 0, `nothing was repaired in ${before}`);
      const installed = await told(before);
      const unless = (lines: readonly string[]) =>
        lines.map((line) => line.replace(/^apt /, 'apt-get ')).filter((line) => !/ (update|upgrade)$/.test(line));
      assert.deepEqual(unless(await told(after)), unless(installed), after);
    });
  }
});
