import assert from 'node:assert/strict';
import { connectionError, connectionSentences } from '../../../src/engine/dockerode/connection-errors.ts';
import { engineError, responseError, transferError } from '../../../src/engine/dockerode/engine-errors.ts';
import { tlsSentences } from '../../../src/engine/dockerode/tls-failure.ts';
import { absentImage } from '../../../src/engine/failures/absent-image.ts';
import { engineSentences } from '../../../src/engine/failures/index.ts';
import { networkReasons, transferSentences } from '../../../src/engine/failures/of-registries.ts';
import { explain } from '../../../src/engine/failures/sentence.ts';
import type { EngineErrorKind } from '../../../src/errors.ts';
import { EngineError, isEngineError } from '../../../src/errors.ts';
import { assertNames } from '../../support/assert-names.ts';

/**
 * Status, the engine's own words, and what they must become: the sentence of the tables, and what of the words it names. Those
 * of real engines, as they were received.
 */
const answers: [
  status: number,
  words: string,
  kind: EngineErrorKind,
  sentence: string | undefined,
  names: readonly string[],
][] = [
  [
    409,
    'Conflict. The container name "/web" is already in use by container "0a1b". You have to remove (or rename) that container to be able to reuse that name.',
    'name-in-use',
    'container-name-taken',
    ['web'],
  ],
  [
    500,
    'creating container storage: the container name "web" is already in use by 77ab. You have to remove that container to be able to reuse that name: that name is already in use',
    'name-in-use',
    'container-name-taken',
    ['web'],
  ],
  [
    500,
    'renaming container 77ab: updating container config: UNIQUE constraint failed: ContainerConfig.Name',
    'name-in-use',
    'renamed-to-taken-name',
    [],
  ],
  [
    500,
    'driver failed programming external connectivity on endpoint web (1234): Bind for 0.0.0.0:8080 failed: port is already allocated',
    'port-in-use',
    'port-taken',
    ['8080'],
  ],
  [
    500,
    'driver failed programming external connectivity on endpoint web (1234): Error starting userland proxy: listen tcp4 0.0.0.0:8080: bind: address already in use',
    'port-in-use',
    'port-taken',
    ['8080'],
  ],
  [
    500,
    'failed to set up container networking: driver failed programming external connectivity on endpoint web (12): failed to bind host port for 0.0.0.0:8080:172.17.0.2:80/tcp: address already in use',
    'port-in-use',
    'port-taken',
    ['8080'],
  ],
  [500, 'rootlessport listen tcp 0.0.0.0:8080: bind: address already in use', 'port-in-use', 'port-taken', ['8080']],
  [404, 'No such container: web', 'not-found', 'no-such-container', ['web']],
  [404, 'no container with name or ID "web" found: no such container', 'not-found', 'no-such-container', ['web']],
  [404, 'No such image: nope:1', 'not-found', 'no-such-image', ['nope:1']],
  [404, 'failed to find image nope:1: nope:1: image not known', 'not-found', 'no-such-image', ['nope:1']],
  [
    404,
    "pull access denied for nope, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    'image-not-found',
    'no-image-or-login',
    ['nope'],
  ],
  [
    404,
    'no matching manifest for linux/s390x in the manifest list entries: no match for platform in manifest: not found',
    'image-not-found',
    'not-for-platform',
    ['linux/s390x'],
  ],
  [
    404,
    'image with reference app:1 was found but does not match the specified platform: wanted linux/386, actual: linux/amd64',
    'image-not-found',
    'not-for-platform',
    ['linux/386'],
  ],
  [
    500,
    'dial tcp 127.0.0.1:5000: connect: connection refused',
    'registry-unreachable',
    'registry-unreachable',
    ['127.0.0.1:5000', networkReasons.refused],
  ],
  [500, 'process does not exist e0c22b10c2a8: not found', 'conflict', 'program-exited', []],
  [404, 'NotFound: process does not exist e0c22b10c2a8: not found', 'conflict', 'program-exited', []],
  [500, 'exec process is not started', 'conflict', 'program-exited', []],
  [500, 'cannot resize a stopped container: unknown', 'conflict', 'program-exited', []],
  [500, 'cannot resize a deleted process: unknown', 'conflict', 'program-exited', []],
  [
    404,
    'manifest for alpine:99 not found: manifest unknown: manifest unknown',
    'image-not-found',
    'no-such-tag',
    ['alpine:99'],
  ],
  [200, 'denied', 'registry-denied', 'login-rejected', []],
  [
    200,
    'denied: adding 4 KiB of storage resource exceeds the configured upper limit',
    'registry-limit',
    'storage-quota',
    [],
  ],
  // As containerd's image store words it.
  [200, 'error from registry: denied\ndenied', 'registry-denied', 'login-rejected', []],
  [
    200,
    'push access denied, repository does not exist or may require authorization',
    'registry-denied',
    'login-rejected',
    [],
  ],
  [200, 'error from registry: adding 4 KiB exceeds the quota', 'registry-limit', 'storage-quota', []],
  [
    200,
    'error from registry: you may not write here',
    'registry-denied',
    'request-refused',
    ['You may not write here.'],
  ],
  [200, 'error from registry: manifest invalid', 'registry-failed', 'request-failed', ['Manifest invalid.']],
  [
    200,
    'unexpected status from PUT request to http://r.test/v2/a: 500 Internal Server Error',
    'registry-failed',
    'registry-status',
    ['500'],
  ],
  [
    200,
    'unexpected status from PUT request to http://r.test/v2/a: 403 Forbidden',
    'registry-denied',
    'login-rejected',
    [],
  ],
  [
    200,
    'unexpected status from GET request to http://r.test/v2/a: 429 Too Many Requests',
    'registry-limit',
    'rate-limit',
    [],
  ],
  [500, 'toomanyrequests: You have reached your pull rate limit.', 'registry-limit', 'rate-limit', []],
  [200, 'received unexpected HTTP status: 503 Service Unavailable', 'registry-failed', 'registry-status', ['503']],
  [
    200,
    'Patch "http://r.test:5000/v2/a/blobs/uploads/1": EOF',
    'registry-unreachable',
    'registry-unreachable',
    ['r.test:5000', networkReasons.unknown],
  ],
  [500, 'unauthorized: authentication required', 'registry-denied', 'login-rejected', []],
  [
    500,
    'Get "http://localhost:5000/v2/team/app/manifests/1": no basic auth credentials',
    'registry-denied',
    'login-rejected',
    [],
  ],
  [
    500,
    'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 10.0.0.1:53: no such host',
    'registry-unreachable',
    'registry-unreachable',
    ['registry-1.docker.io', networkReasons.hostNotFound],
  ],
  [
    500,
    'Get "https://localhost:5000/v2/": http: server gave HTTP response to HTTPS client',
    'registry-unreachable',
    'registry-unreachable',
    ['localhost:5000', networkReasons.plainHttp],
  ],
  [
    409,
    'conflict: unable to delete 91f4dfdb9bd2 (must be forced) - image is being used by stopped container 50a585fef701',
    'conflict',
    'image-used',
    ['50a585fef701'],
  ],
  [
    409,
    'conflict: unable to remove repository reference "app:1" (must force) - container 50a585fef701 is using its referenced image 91f4dfdb9bd2',
    'conflict',
    'image-used',
    ['50a585fef701'],
  ],
  [
    409,
    'conflict: unable to delete 91f4dfdb9bd2 (must be forced) - image is referenced in multiple repositories',
    'conflict',
    'image-has-several-names',
    [],
  ],
  [
    409,
    'You cannot remove a running container 50a5. Stop the container before attempting removal or force remove',
    'conflict',
    'container-runs',
    [],
  ],
  [409, 'Container 50a585 is not running', 'conflict', 'container-does-not-run', []],
  [
    400,
    'OCI runtime create failed: runc create failed: unable to start container process: exec: "nono": executable file not found in $PATH: unknown',
    'invalid',
    'no-such-program',
    ['nono'],
  ],
  [
    400,
    'Invalid container name (-x), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed',
    'invalid',
    'not-a-container-name',
    ['-x'],
  ],
  [500, 'invalid reference format: repository name must be lowercase', 'invalid', 'not-an-image-name', []],
  [
    400,
    'client version 1.60 is too new. Maximum supported API version is 1.41',
    'unsupported',
    'client-version',
    ['Client version 1.60 is too new. Maximum supported API version is 1.41.'],
  ],
  [409, 'remove data: volume is in use - [0a1b2c]', 'conflict', 'volume-used', []],
  [
    409,
    'volume data is being used by the following container(s): 0a1b: volume is being used',
    'conflict',
    'volume-used',
    [],
  ],
  [403, 'error while removing network: network shop id 0a1b has active endpoints', 'conflict', 'network-used', []],
  [403, 'bridge is a pre-defined network and cannot be removed', 'conflict', 'network-of-engine', []],
  [409, 'network with name shop already exists', 'name-in-use', 'network-name-taken', ['shop']],
  [404, 'Could not find the file /a b in container web', 'not-found', 'no-such-file', ['/a b']],
  [404, 'get data: no such volume', 'not-found', 'no-such-network-or-volume', []],
  [
    500,
    'open /var/lib/docker/tmp/docker-import-2702711474/blobs/json: no such file or directory',
    'unsupported',
    'oci-archive',
    [],
  ],
  [500, 'archive/tar: invalid tar header', 'invalid', 'broken-archive', []],
  [
    500,
    'Get "https://index.docker.io/v1/search?q=nginx&n=50": dial tcp: lookup index.docker.io: no such host',
    'registry-unreachable',
    'registry-unreachable',
    ['index.docker.io', networkReasons.hostNotFound],
  ],
  [500, 'write /var/lib/docker/tmp/x: no space left on device', 'failed', 'disk-full', []],
  [404, 'No such exec instance: 1f2e3d', 'not-found', 'no-such-process', []],
  [409, 'Container 0a1b is paused, unpause the container before exec', 'conflict', 'container-paused', []],
  [409, 'removal of container 0a1b is already in progress', 'conflict', 'removal-in-progress', []],
  [
    409,
    'cannot remove container "web": container is running: stop the container before removing or force remove',
    'conflict',
    'container-runs',
    [],
  ],
  [400, 'invalid port specification: "8080x"', 'invalid', 'not-a-port', []],
  [400, 'Invalid signal: NOPE', 'invalid', 'not-a-signal', ['NOPE']],
  [200, 'An image does not exist locally with the tag: app', 'not-found', 'no-such-tag-here', ['app']],
  [200, 'tag does not exist: app:2', 'not-found', 'no-such-tag-here', ['app:2']],
  [
    404,
    'unable to create manifests file: NotFound: content digest sha256:a83acbd2833f6767eeb6a617a1d080ea04520fc476d3ffd663ed9e528afe85d6: not found',
    'not-found',
    'part-of-image',
    [],
  ],
  [
    500,
    'normalizing image: normalizing name for compat API: parsing reference "Foo/Bar:1": repository name must be lowercase',
    'invalid',
    'not-an-image-name',
    [],
  ],
  [500, 'connection refused', 'registry-unreachable', 'registry-unreachable-of-podman', [networkReasons.refused]],
  [
    500,
    'failed to load image: payload does not match any of the supported image formats:\n * oci: open /var/tmp/a.tar/index.json: not a directory',
    'invalid',
    'broken-archive',
    [],
  ],
  [404, 'no such image: docker.io/library/nope:1: image not known', 'not-found', 'no-such-image', ['nope:1']],
  [404, 'localhost/app:1: image not known', 'not-found', 'image-not-known', ['localhost/app:1']],
  [
    409,
    'conflict: unable to delete 91f4dfdb9bd2 (cannot be forced) - image has dependent child images',
    'conflict',
    'image-has-children',
    [],
  ],
  [404, 'network shop not found', 'not-found', 'network-not-found', ['shop']],
  [200, 'denied: requested access to the resource is denied', 'registry-denied', 'access-denied', []],
  [500, 'no active session for k2v: context deadline exceeded', 'unsupported', 'session-missing', []],
  [
    404,
    'image with reference app:1 was found but its platform (linux/amd64) does not match the specified platform (linux/386)',
    'image-not-found',
    'not-for-platform',
    ['linux/386'],
  ],
  [500, 'something nobody has seen', 'failed', undefined, ['Something nobody has seen.']],
  [400, 'something nobody has seen', 'invalid', undefined, ['Something nobody has seen.']],
  [403, 'authorization denied by plugin', 'permission-denied', undefined, ['Authorization denied by plugin.']],
];

describe('errors of the engine', () => {
  for (const [status, words, kind, sentence, names] of answers) {
    it(`${status} ${words.slice(0, 60)}`, () => {
      const error = responseError(status, JSON.stringify({ message: words }));
      assert.equal(error.kind, kind);
      const known = explain(engineSentences, words);
      assert.equal(known?.sentence.id, sentence);
      assert.equal(error.message, known?.message ?? names[0]);
      assertNames(error.message, ...names);
      assert.match(error.message, /^[A-Z"].*[.!?]$/s);
      assert.doesNotMatch(error.message, /HTTP code|daemon/);
    });
  }

  it('reads answers that are plain text, empty, or of Podman', () => {
    assert.match(responseError(404, 'Not Found\n').message, /Not Found/);
    assert.match(responseError(500, '').message, /status 500/);
    const podman = '{"cause":"no such container","message":"no such container: web","response":404}';
    assert.equal(responseError(404, podman).kind, 'not-found');
  });

  it('tells of an image that is not there without the tables what they would', () => {
    const alone = [
      'No such image: nope:1',
      // As Docker 28 says it.
      'no such image: nope:1: No such image: nope:1',
      'no such image: sha256:0a1b',
      'No such image: host:5000/a/b@sha256:12',
    ];
    for (const words of alone) {
      const told = absentImage(404, words);
      assert.deepEqual({ ...told, said: told?.message }, { ...engineError(words), said: engineError(words).message });
    }
    assert.equal(absentImage(500, 'No such image: nope:1'), undefined);
    // The tables know of these what else they may be.
    for (const words of [
      'No such image: nope:1: image not known',
      'no such image: a: No such image: b',
      'No such container: web',
      'No such image:',
    ])
      assert.equal(absentImage(404, words), undefined, words);
  });

  it('keeps the words of the engine as the cause', () => {
    const { cause } = engineError('No such container: web');
    assert.equal((cause as Error).message, 'No such container: web');
  });
});

describe('the sentences of engines', () => {
  it('have a name each', () => {
    const ids = [...engineSentences(), ...transferSentences()].map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id, /^[a-z]+(?:-[a-z]+)*$/);
  });

  it('name the files that they are from, and the engines that say them', () => {
    for (const { source, engines } of engineSentences()) {
      assert.ok(source.length > 0);
      for (const file of source) assert.match(file, /^[\w.-]+\/[\w.-]+ [\w./-]+\.go$/);
      assert.match(engines, /^(?:Docker|Podman) /);
    }
  });

  it('are each proven by the words of an engine', () => {
    const proven = new Set(answers.map(([, words]) => explain(engineSentences, words)?.sentence));
    const unproven = engineSentences().filter((sentence) => !proven.has(sentence));
    assert.deepEqual(
      unproven.map(({ pattern }) => pattern.source),
      [],
    );
  });

  it('say that a registry lacks an image only where an image is named', () => {
    const idOf = (words: string) => explain(engineSentences, words)?.sentence.id;
    assert.equal(
      idOf('failed to resolve reference "docker.io/library/a:b": docker.io/library/a:b: not found'),
      'no-such-tag',
    );
    assert.equal(idOf('registry.example.com/a@sha256:0a1b: not found'), 'no-such-tag');
    for (const words of [
      'u464ilm6ong9k3equvlkgb4ng: not found',
      'snapshot sha256:0a1b does not exist: not found',
      'lease "a": not found',
    ])
      assert.equal(idOf(words), undefined, words);
  });

  it('hang on what an engine says, not on what it quotes', () => {
    const quotes = [
      'exec: "no space left on device": executable file not found in $PATH: unknown',
      'Could not find the file /no such image: app in container web',
      'get no such container: no such volume',
      'invalid signal: port is already allocated',
    ];
    assert.deepEqual(
      quotes.map((words) => explain(engineSentences, words)?.sentence.id),
      ['no-such-program', 'no-such-file', 'no-such-network-or-volume', 'not-a-signal'],
    );
    assertNames(engineError(String(quotes[0])).message, 'no space left on device');
    assertNames(engineError(String(quotes[1])).message, '/no such image: app');
    assertNames(engineError(String(quotes[3])).message, 'port is already allocated');
  });
});

describe('errors of a transfer', () => {
  it('know a connection that broke in the middle from an archive that is broken', () => {
    const words = 'short read: expected 2048767 bytes but got 1024383: unexpected EOF';
    const { kind, message, cause } = transferError(words);
    assert.equal(kind, 'registry-unreachable');
    assert.equal(message, explain(transferSentences, words)?.message);
    assert.equal((cause as Error).message, words);
    assert.equal(engineError(words, 'invalid').kind, 'invalid');
    assert.equal(transferError('toomanyrequests: slow down').kind, 'registry-limit');
  });
});

describe('errors of the connection', () => {
  const failure = (code: string) => Object.assign(new Error(code), { code });
  const socket = 'unix:///var/run/docker.sock';
  const place = '/var/run/docker.sock';
  const cases: [code: string, kind: EngineErrorKind, message: string][] = [
    ['EACCES', 'permission-denied', connectionSentences.forbiddenSocket(place)],
    ['ENOENT', 'unreachable', connectionSentences.notThere(place)],
    ['ECONNREFUSED', 'unreachable', connectionSentences.refused(place)],
    ['ENOTFOUND', 'unreachable', connectionSentences.hostNotFound(place)],
    ['ETIMEDOUT', 'unreachable', connectionSentences.silent(place)],
    ['ECONNRESET', 'connection-lost', connectionSentences.lost(place)],
    ['EPIPE', 'connection-lost', connectionSentences.lost(place)],
    ['HPE_INVALID_CONSTANT', 'unreachable', connectionSentences.notHttp(place)],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'unreachable', tlsSentences.selfSigned(place)],
  ];
  for (const [code, kind, message] of cases) {
    it(code, () => {
      const error = connectionError(failure(code), socket);
      assert.equal(error.kind, kind);
      assert.equal(error.message, message);
      assertNames(error.message, place);
      assert.doesNotMatch(error.message, /unix:/);
    });
  }

  it('of a code that nobody knows name it', () => {
    const error = connectionError(failure('EWHATEVER'), socket);
    assert.equal(error.kind, 'failed');
    assertNames(error.message, place, 'EWHATEVER');
  });

  it('are told in a sentence each', () => {
    const all = { ...connectionSentences, ...tlsSentences };
    const sentences = Object.values(all).map((say) => say(place, 'x'));
    assert.equal(new Set(sentences).size, sentences.length);
    for (const [name, say] of Object.entries(all)) if (name !== 'keyOfOther') assertNames(say(place, 'x'), place);
  });

  it('names the socket of a context', () => {
    const error = connectionError(failure('EACCES'), 'rootless (unix:///run/user/1000/docker.sock)');
    assert.equal(error.message, connectionSentences.forbiddenSocket('/run/user/1000/docker.sock'));
  });

  it('lets through what is an EngineError already', () => {
    const error = new EngineError('unreachable', 'ssh said no.');
    assert.equal(connectionError(error, socket), error);
  });
});

describe('isEngineError', () => {
  it('knows errors of another copy of the class', () => {
    const copy = Object.assign(new Error('x'), { name: 'EngineError', kind: 'conflict' });
    assert.ok(isEngineError(copy));
    assert.ok(isEngineError(copy, 'conflict'));
    assert.ok(!isEngineError(copy, 'failed'));
    assert.ok(!isEngineError(new Error('x')));
  });
});
