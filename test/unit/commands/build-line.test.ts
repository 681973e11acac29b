// A pasted `docker build …` line: what of it becomes an option of the form, and what is named as not taken.
import assert from 'node:assert/strict';
import { profileSentences } from '../../../src/builds/profile-problem.ts';
import { dockerBuildLine } from '../../../src/commands/building/command-line.ts';
import { fieldSentences } from '../../../src/commands/building/fields.ts';
import type { BuildPlace } from '../../../src/commands/building/line-folder.ts';
import { buildLineSentences, parseBuildLine } from '../../../src/commands/building/parse-line.ts';
import { type RememberedProfile, tagsOf } from '../../../src/commands/building/profiles.ts';
import { flagSentences } from '../../../src/commands/options/line-flags.ts';

const place: BuildPlace = { dockerfile: '/projects/shop/api/Dockerfile', workspaceFolder: '/projects/shop' };
const known = { PWD: '/projects/shop', HOME: '/home/me', VERSION: '1.2', NPM: 'x' };
const plain: RememberedProfile = { name: 'default' };

function read(line: string, before = plain, at = place) {
  const pasted = parseBuildLine(line, known, at, before);
  assert.ok(!('wrong' in pasted), `${line}: ${JSON.stringify(pasted)}`);
  const { name, ...profile } = pasted.profile;
  assert.equal(name, before.name);
  return { profile, leftOut: pasted.leftOut };
}

const profileOf = (line: string, before?: RememberedProfile, at?: BuildPlace) => read(line, before, at).profile;

function wrongIn(line: string): string {
  const pasted = parseBuildLine(line, known, place, plain);
  return 'wrong' in pasted ? pasted.wrong : '';
}

describe('a pasted docker build line', () => {
  it('is taken in every way to call it', () => {
    for (const line of [
      'docker build -t shop:1 api',
      'docker build --tag=shop:1 ./api/',
      '$ sudo docker image build -tshop:1 api',
      'docker buildx build --load api -t shop:1',
      'DOCKER_BUILDKIT=1 docker build -t=shop:1 -f api/Dockerfile api',
      'docker builder build --output type=docker -t shop:1 -- api',
      'podman build --tag "shop:1" .',
      'docker.exe build -t shop:1 ^\n  $PWD/api',
      'docker build \\\n  -t shop:1 \\\n  --file ./api/Dockerfile \\\n  "$(pwd)/api"   # the image',
    ])
      assert.deepEqual(read(line), { profile: { tags: ['shop:1'] }, leftOut: [] }, line);
  });

  it('has every option of the form', () => {
    const line = `docker buildx --builder big build -t shop:1 -t shop:latest --target=deps --build-arg VERSION=2 --build-arg 'TEXT=two words'
      --platform linux/arm64 --label a=b=c --label empty --secret id=npm,src=api/token --secret type=env,id=key,src=KEY --secret id=NPM
      --secret id=plain --ssh default --ssh git=/run/git.sock --no-cache --pull=true --network=none --add-host db:10.0.0.5 --add-host me=host-gateway
      --shm-size 256m --cache-from shop:cache,shop:old --cache-from type=registry,ref=shop:more --cache-from type=gha
      --build-context assets=assets --build-context base=docker-image://alpine -f api/Dockerfile .`;
    assert.deepEqual(read(line.replaceAll('\n', ' \\\n')), {
      leftOut: [],
      profile: {
        builder: 'big',
        tags: ['shop:1', 'shop:latest'],
        target: 'deps',
        buildArgs: { VERSION: '2', TEXT: 'two words' },
        platform: 'linux/arm64',
        labels: { a: 'b=c', empty: '' },
        secrets: [
          { id: 'npm', file: 'token' },
          { id: 'key', variable: 'KEY' },
          { id: 'NPM', variable: 'NPM' },
          { id: 'plain', file: '../plain' },
        ],
        ssh: [{ id: 'default' }, { id: 'git', socket: '/run/git.sock' }],
        noCache: true,
        pull: true,
        network: 'none',
        extraHosts: ['db:10.0.0.5', 'me=host-gateway'],
        shmSize: '256m',
        cacheFrom: ['shop:cache', 'shop:old', 'shop:more', 'type=gha'],
        buildContexts: { assets: '../assets', base: 'docker-image://alpine' },
        context: '..',
      },
    });
  });

  it('comes back from the line that is shown', () => {
    const profile: RememberedProfile = {
      name: 'release',
      context: '..',
      buildArgs: { TEXT: `it's "two" words`, EMPTY: '' },
      secrets: [{ id: 'npm', file: '../my, token' }],
      buildContexts: { assets: '../assets' },
      cacheFrom: ['shop:cache'],
    };
    const line = dockerBuildLine(profile, place.dockerfile, tagsOf(place, profile));
    assert.deepEqual({ name: 'release', ...profileOf(line, profile) }, profile);
    // A folder far away keeps its full path.
    const far = { ...plain, context: '/opt/context' };
    assert.deepEqual(profileOf(dockerBuildLine(far, place.dockerfile, ['api:latest']), far), { context: far.context });
  });

  it('names the image only where it is not the usual name', () => {
    assert.deepEqual(profileOf('docker build -t api:latest api'), {});
    assert.deepEqual(profileOf('docker build api'), {});
    // As edited in the line of a form without tags.
    assert.deepEqual(profileOf('docker build -t api:latest --target deps api'), { target: 'deps' });
    assert.deepEqual(profileOf('docker build -t api:latest --target deps api', { ...plain, tags: ['other'] }), {
      target: 'deps',
      tags: ['api:latest'],
    });
  });

  it('begins its paths in the folder from which its Dockerfile is this one', () => {
    const deep = { dockerfile: '/src/mono/services/api/docker/prod.Dockerfile', workspaceFolder: '/src' };
    const line = 'docker build -f docker/prod.Dockerfile --secret id=t,src=token -t shop:1 .';
    assert.deepEqual(profileOf(line, plain, deep), {
      context: '..',
      tags: ['shop:1'],
      secrets: [{ id: 't', file: '../token' }],
    });
    assert.deepEqual(profileOf('docker build -t shop:1 docker', plain, deep), { tags: ['shop:1'] });
    assert.deepEqual(read('docker build -f . .', plain, deep).leftOut, [
      buildLineSentences.otherForm('-f .', 'prod.Dockerfile'),
      '.',
    ]);
    assert.deepEqual(profileOf('docker build -f prod.Dockerfile web', plain, deep), { context: 'web' });
    const none = { dockerfile: '/Dockerfile', workspaceFolder: undefined };
    assert.deepEqual(profileOf('docker build .', plain, none), {});
    assert.deepEqual(profileOf('docker build -f /Dockerfile app', plain, none), { context: '/app' });
  });

  it('takes build arguments without a value from the form and from the environment', () => {
    const before = { ...plain, buildArgs: { API_TOKEN: 'hunter2', OLD: '1' }, withheldArgs: ['NPM_TOKEN'] };
    const line = 'docker build --build-arg API_TOKEN --build-arg VERSION --build-arg NPM_TOKEN --build-arg OLD api';
    assert.deepEqual(read(line, before), {
      profile: { buildArgs: { API_TOKEN: 'hunter2', VERSION: '1.2' }, withheldArgs: ['NPM_TOKEN'] },
      leftOut: ['--build-arg OLD'],
    });
  });

  it('names what it does not take', () => {
    for (const [line, leftOut] of [
      [
        'docker build --no-cache-filter deps --push --progress=plain -q api',
        ['--no-cache-filter deps', '--push', '--progress=plain', '-q'],
      ],
      ['docker build -o out --output type=tar,dest=x -m 1g api', ['--output out', '--output type=tar,dest=x', '-m 1g']],
      [
        'docker build --load=false --cache-to type=inline --new-one=1 api',
        ['--load=false', '--cache-to type=inline', '--new-one=1'],
      ],
      ['docker build --platform linux/amd64,linux/arm64 api', ['--platform linux/amd64,linux/arm64']],
      [
        'docker build --cache-from type=gha --network mine --ssh default=a,b api',
        ['--ssh default=a,b', '--network mine', '--cache-from type=gha'],
      ],
      ['A=1 docker -H tcp://x build api && docker run x', ['A=1', '-H tcp://x', '&& docker run x']],
      [
        'docker build -t shop:$(git rev-parse HEAD) --build-arg SHA=$SHA api',
        ['-t shop:$(git rev-parse HEAD)', '--build-arg SHA=$SHA'],
      ],
      ['docker build https://github.com/a/b.git#main', ['https://github.com/a/b.git#main']],
      ['docker build - < Dockerfile', ['< Dockerfile', '-']],
      ['docker build web', ['web']],
      ['docker build $FOLDER', ['$FOLDER']],
      ['docker build -f web/Dockerfile .', [buildLineSentences.otherForm('-f web/Dockerfile', 'Dockerfile'), '.']],
    ] as const) {
      const { leftOut: said, profile } = read(line, { ...plain, context: '../web' });
      assert.deepEqual([...said].sort(), [...leftOut].sort(), line);
      if (said.some((each) => /^(?:web|\.|-|https.*|\$FOLDER)$/.test(each)))
        assert.equal(profile.context, '../web', line);
    }
  });

  it('that is none is told why', () => {
    for (const [line, said] of [
      ['', buildLineSentences.noCommand()],
      ['npm run build', buildLineSentences.noCommand()],
      ['docker run app', buildLineSentences.otherCommand('run')],
      ['docker buildx ls', buildLineSentences.otherCommand('ls')],
      ['docker', buildLineSentences.otherCommand('')],
      ['docker build -t shop', buildLineSentences.noContext()],
      ['docker build a b', buildLineSentences.twoContexts('a, b')],
      ['docker build -t', flagSentences.noValue('-t')],
      ['docker build --tag= api', buildLineSentences.noValue('-t')],
      ['docker build --colour red api', buildLineSentences.noSuchOption('--colour')],
      ['docker build -x api', buildLineSentences.noSuchOption('-x')],
      ['docker build --pull=maybe api', flagSentences.noBoolean('--pull=maybe')],
      ['docker build -t UPPER api', `-t: ${profileSentences.tag('UPPER')}`],
      ['docker build --add-host db api', /^--add-host: /],
      ['docker build --secret npm api', `--secret: ${fieldSentences.noSecret('npm')}`],
      ['docker build --secret src=x api', `--secret: ${fieldSentences.noSecret('src=x')}`],
      ['docker build --build-arg =x api', /^--build-arg: /],
      ['docker build --label "a api', /quote/],
      ['docker build --build-context x=oci-layout://y api', `--build-context: ${profileSentences.layout('x')}`],
    ] as const) {
      if (typeof said === 'string') assert.equal(wrongIn(line), said, line);
      else assert.match(wrongIn(line), said, line);
    }
  });

  it('never throws, whatever is pasted', () => {
    for (const line of [
      'docker build \0',
      'docker build --secret "" .',
      `docker build ${'-'.repeat(9999)} .`,
      'docker build --build-arg __proto__ --label __proto__=x .',
      'docker build -f \\ . --',
      '%',
      'docker build --file= .',
    ])
      assert.doesNotThrow(() => parseBuildLine(line, known, place, plain), line);
  });
});
