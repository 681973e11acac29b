import assert from 'node:assert/strict';
import {
  connectionError,
  engineError,
  responseError,
  transferError,
} from '../../../src/engine/dockerode/error-mapping.ts';
import { engineSentences } from '../../../src/engine/failures/index.ts';
import { explain } from '../../../src/engine/failures/sentence.ts';
import type { EngineErrorKind } from '../../../src/errors.ts';
import { EngineError, isEngineError } from '../../../src/errors.ts';

/** Status, the engine's own words, and what they must become. Those of real engines, as they were received. */
const answers: [status: number, words: string, kind: EngineErrorKind, message: RegExp][] = [
  [
    409,
    'Conflict. The container name "/web" is already in use by container "0a1b". You have to remove (or rename) that container to be able to reuse that name.',
    'name-in-use',
    /The container "web" already exists\./,
  ],
  [
    500,
    'creating container storage: the container name "web" is already in use by 77ab. You have to remove that container to be able to reuse that name: that name is already in use',
    'name-in-use',
    /"web"/,
  ],
  [
    500,
    'renaming container 77ab: updating container config: UNIQUE constraint failed: ContainerConfig.Name',
    'name-in-use',
    /A container with this name already exists\./,
  ],
  [
    500,
    'driver failed programming external connectivity on endpoint web (1234): Bind for 0.0.0.0:8080 failed: port is already allocated',
    'port-in-use',
    /^Port 8080 is already in use/,
  ],
  [
    500,
    'driver failed programming external connectivity on endpoint web (1234): Error starting userland proxy: listen tcp4 0.0.0.0:8080: bind: address already in use',
    'port-in-use',
    /^Port 8080 is already in use/,
  ],
  [
    500,
    'failed to set up container networking: driver failed programming external connectivity on endpoint web (12): failed to bind host port for 0.0.0.0:8080:172.17.0.2:80/tcp: address already in use',
    'port-in-use',
    /Port 8080 is already in use by another program or container\./,
  ],
  [500, 'rootlessport listen tcp 0.0.0.0:8080: bind: address already in use', 'port-in-use', /^Port 8080/],
  [404, 'No such container: web', 'not-found', /The container "web" no longer exists\./],
  [404, 'no container with name or ID "web" found: no such container', 'not-found', /container/],
  [404, 'No such image: nope:1', 'not-found', /image "nope:1" is not on this engine/],
  [404, 'failed to find image nope:1: nope:1: image not known', 'not-found', /image "nope:1" is not on this engine/],
  [
    404,
    "pull access denied for nope, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    'image-not-found',
    /no image "nope"/,
  ],
  [
    404,
    'no matching manifest for linux/s390x in the manifest list entries: no match for platform in manifest: not found',
    'image-not-found',
    /for linux\/s390x\. Choose another platform/,
  ],
  [
    404,
    'image with reference app:1 was found but does not match the specified platform: wanted linux/386, actual: linux/amd64',
    'image-not-found',
    /for linux\/386\. Choose another platform/,
  ],
  [
    500,
    'dial tcp 127.0.0.1:5000: connect: connection refused',
    'registry-unreachable',
    /The engine cannot reach the registry 127\.0\.0\.1:5000: connection refused\./,
  ],
  [500, 'process does not exist e0c22b10c2a8: not found', 'conflict', /^The program in the container has exited/],
  [
    404,
    'NotFound: process does not exist e0c22b10c2a8: not found',
    'conflict',
    /^The program in the container has exited/,
  ],
  [500, 'exec process is not started', 'conflict', /^The program in the container has exited/],
  [500, 'cannot resize a stopped container: unknown', 'conflict', /^The program in the container has exited/],
  [500, 'cannot resize a deleted process: unknown', 'conflict', /^The program in the container has exited/],
  [404, 'manifest for alpine:99 not found: manifest unknown: manifest unknown', 'image-not-found', /"alpine:99"/],
  [200, 'denied', 'registry-denied', /Log in/],
  [
    200,
    'denied: adding 4 KiB of storage resource exceeds the configured upper limit',
    'registry-limit',
    /storage quota/,
  ],
  // As containerd's image store words it.
  [200, 'error from registry: denied\ndenied', 'registry-denied', /Log in/],
  [200, 'push access denied, repository does not exist or may require authorization', 'registry-denied', /Log in/],
  [200, 'error from registry: adding 4 KiB exceeds the quota', 'registry-limit', /storage quota/],
  [
    200,
    'error from registry: you may not write here',
    'registry-denied',
    /The registry rejected the request: You may not write here\./,
  ],
  [
    200,
    'error from registry: manifest invalid',
    'registry-failed',
    /The registry rejected the request: Manifest invalid\./,
  ],
  [
    200,
    'unexpected status from PUT request to http://r.test/v2/a: 500 Internal Server Error',
    'registry-failed',
    /500/,
  ],
  [200, 'unexpected status from PUT request to http://r.test/v2/a: 403 Forbidden', 'registry-denied', /Log in/],
  [
    200,
    'unexpected status from GET request to http://r.test/v2/a: 429 Too Many Requests',
    'registry-limit',
    /The registry’s rate limit is reached\./,
  ],
  [
    500,
    'toomanyrequests: You have reached your pull rate limit.',
    'registry-limit',
    /The registry’s rate limit is reached\./,
  ],
  [200, 'received unexpected HTTP status: 503 Service Unavailable', 'registry-failed', /status 503/],
  [200, 'Patch "http://r.test:5000/v2/a/blobs/uploads/1": EOF', 'registry-unreachable', /registry r\.test:5000/],
  [500, 'unauthorized: authentication required', 'registry-denied', /docker login/],
  [500, 'Get "http://localhost:5000/v2/team/app/manifests/1": no basic auth credentials', 'registry-denied', /Log in/],
  [
    500,
    'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 10.0.0.1:53: no such host',
    'registry-unreachable',
    /registry-1\.docker\.io: host not found/,
  ],
  [
    500,
    'Get "https://localhost:5000/v2/": http: server gave HTTP response to HTTPS client',
    'registry-unreachable',
    /insecure-registries/,
  ],
  [
    409,
    'conflict: unable to delete 91f4dfdb9bd2 (must be forced) - image is being used by stopped container 50a585fef701',
    'conflict',
    /container 50a585fef701/,
  ],
  [
    409,
    'conflict: unable to remove repository reference "app:1" (must force) - container 50a585fef701 is using its referenced image 91f4dfdb9bd2',
    'conflict',
    /container 50a585fef701/,
  ],
  [
    409,
    'conflict: unable to delete 91f4dfdb9bd2 (must be forced) - image is referenced in multiple repositories',
    'conflict',
    /several names/,
  ],
  [
    409,
    'You cannot remove a running container 50a5. Stop the container before attempting removal or force remove',
    'conflict',
    /running\. Stop it first/,
  ],
  [409, 'Container 50a585 is not running', 'conflict', /not running/],
  [
    400,
    'OCI runtime create failed: runc create failed: unable to start container process: exec: "nono": executable file not found in $PATH: unknown',
    'invalid',
    /The image does not have the program "nono"\./,
  ],
  [
    400,
    'Invalid container name (-x), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed',
    'invalid',
    /"-x" is not a valid container name\./,
  ],
  [500, 'invalid reference format: repository name must be lowercase', 'invalid', /That is not a valid image name\./],
  [
    400,
    'client version 1.60 is too new. Maximum supported API version is 1.41',
    'unsupported',
    /^Client version 1\.60 is too new/,
  ],
  [409, 'remove data: volume is in use - [0a1b2c]', 'conflict', /A container uses the volume, even if it is stopped\./],
  [
    409,
    'volume data is being used by the following container(s): 0a1b: volume is being used',
    'conflict',
    /A container uses the volume, even if it is stopped\./,
  ],
  [
    403,
    'error while removing network: network shop id 0a1b has active endpoints',
    'conflict',
    /Containers are connected to the network\./,
  ],
  [403, 'bridge is a pre-defined network and cannot be removed', 'conflict', /own networks/],
  [409, 'network with name shop already exists', 'name-in-use', /The network "shop" already exists\./],
  [404, 'Could not find the file /a b in container web', 'not-found', /"\/a b" does not exist in the container\./],
  [404, 'get data: no such volume', 'not-found', /That volume no longer exists\./],
  [
    500,
    'open /var/lib/docker/tmp/docker-import-2702711474/blobs/json: no such file or directory',
    'unsupported',
    /^The archive is an OCI image layout, which this engine cannot load\./,
  ],
  [500, 'archive/tar: invalid tar header', 'invalid', /The archive is corrupt, or not of the expected type\./],
  [
    500,
    'Get "https://index.docker.io/v1/search?q=nginx&n=50": dial tcp: lookup index.docker.io: no such host',
    'registry-unreachable',
    /index\.docker\.io: host not found/,
  ],
  [500, 'write /var/lib/docker/tmp/x: no space left on device', 'failed', /disk of the engine is full/],
  [404, 'No such exec instance: 1f2e3d', 'not-found', /The process in the container has exited\./],
  [409, 'Container 0a1b is paused, unpause the container before exec', 'conflict', /paused\. Unpause it first/],
  [409, 'removal of container 0a1b is already in progress', 'conflict', /The container is already being removed\./],
  [
    409,
    'cannot remove container "web": container is running: stop the container before removing or force remove',
    'conflict',
    /running\. Stop it first/,
  ],
  [400, 'invalid port specification: "8080x"', 'invalid', /Use a number from 1 to 65535\./],
  [400, 'Invalid signal: NOPE', 'invalid', /"NOPE" is not a signal\./],
  [200, 'An image does not exist locally with the tag: app', 'not-found', /This engine has no image "app"\./],
  [200, 'tag does not exist: app:2', 'not-found', /This engine has no image "app:2"\./],
  [
    404,
    'unable to create manifests file: NotFound: content digest sha256:a83acbd2833f6767eeb6a617a1d080ea04520fc476d3ffd663ed9e528afe85d6: not found',
    'not-found',
    /The engine has only part of this image, for example one of its platforms\./,
  ],
  [
    500,
    'normalizing image: normalizing name for compat API: parsing reference "Foo/Bar:1": repository name must be lowercase',
    'invalid',
    /That is not a valid image name\./,
  ],
  [500, 'connection refused', 'registry-unreachable', /cannot reach the registry: connection refused/],
  [
    500,
    'failed to load image: payload does not match any of the supported image formats:\n * oci: open /var/tmp/a.tar/index.json: not a directory',
    'invalid',
    /The archive is corrupt, or not of the expected type\./,
  ],
  [
    404,
    'no such image: docker.io/library/nope:1: image not known',
    'not-found',
    /image "nope:1" is not on this engine/,
  ],
  [404, 'localhost/app:1: image not known', 'not-found', /The image "localhost\/app:1" is not on this engine\./],
  [
    409,
    'conflict: unable to delete 91f4dfdb9bd2 (cannot be forced) - image has dependent child images',
    'conflict',
    /Other images are based on this one\./,
  ],
  [404, 'network shop not found', 'not-found', /The network "shop" no longer exists\./],
  [
    200,
    'denied: requested access to the resource is denied',
    'registry-denied',
    /The registry denies access to this image\./,
  ],
  [500, 'no active session for k2v: context deadline exceeded', 'unsupported', /POST \/session/],
  [
    404,
    'image with reference app:1 was found but its platform (linux/amd64) does not match the specified platform (linux/386)',
    'image-not-found',
    /for linux\/386\. Choose another platform/,
  ],
  [500, 'something nobody has seen', 'failed', /^Something nobody has seen\.$/],
  [400, 'something nobody has seen', 'invalid', /^Something/],
  [403, 'authorization denied by plugin', 'permission-denied', /plugin/],
];

describe('errors of the engine', () => {
  for (const [status, words, kind, message] of answers) {
    it(`${status} ${words.slice(0, 60)}`, () => {
      const error = responseError(status, JSON.stringify({ message: words }));
      assert.equal(error.kind, kind);
      assert.match(error.message, message);
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

  it('keeps the words of the engine as the cause', () => {
    const { cause } = engineError('No such container: web');
    assert.equal((cause as Error).message, 'No such container: web');
  });
});

describe('the sentences of engines', () => {
  it('name the files that they are from, and the engines that say them', () => {
    for (const { source, engines } of engineSentences) {
      assert.ok(source.length > 0);
      for (const file of source) assert.match(file, /^[\w.-]+\/[\w.-]+ [\w./-]+\.go$/);
      assert.match(engines, /^(?:Docker|Podman) /);
    }
  });

  it('are each proven by the words of an engine', () => {
    const proven = new Set(answers.map(([, words]) => explain(engineSentences, words)?.sentence));
    const unproven = engineSentences.filter((sentence) => !proven.has(sentence));
    assert.deepEqual(
      unproven.map(({ pattern }) => pattern.source),
      [],
    );
  });

  it('hang on what an engine says, not on what it quotes', () => {
    const quotes = [
      'exec: "no space left on device": executable file not found in $PATH: unknown',
      'Could not find the file /no such image: app in container web',
      'get no such container: no such volume',
      'invalid signal: port is already allocated',
    ];
    assert.deepEqual(
      quotes.map((words) => engineError(words).message),
      [
        'The image does not have the program "no space left on device". Check the command.',
        '"/no such image: app" does not exist in the container.',
        'That volume no longer exists.',
        '"port is already allocated" is not a signal. Use a name like SIGTERM or SIGHUP.',
      ],
    );
  });
});

describe('errors of a transfer', () => {
  it('know a connection that broke in the middle from an archive that is broken', () => {
    const words = 'short read: expected 2048767 bytes but got 1024383: unexpected EOF';
    const { kind, message, cause } = transferError(words);
    assert.equal(kind, 'registry-unreachable');
    assert.match(message, /Try again when the registry is reachable\./);
    assert.equal((cause as Error).message, words);
    assert.equal(engineError(words, 'invalid').kind, 'invalid');
    assert.equal(transferError('toomanyrequests: slow down').kind, 'registry-limit');
  });
});

describe('errors of the connection', () => {
  const failure = (code: string) => Object.assign(new Error(code), { code });
  const socket = 'unix:///var/run/docker.sock';
  const cases: [code: string, kind: EngineErrorKind, message: RegExp][] = [
    ['EACCES', 'permission-denied', /You do not have permission to use the Docker socket \/var\/run\/docker\.sock\./],
    ['ENOENT', 'unreachable', /Start Docker/],
    ['ECONNREFUSED', 'unreachable', /refused\. Start Docker/],
    ['ENOTFOUND', 'unreachable', /The host of \/var\/run\/docker\.sock was not found\./],
    ['ETIMEDOUT', 'unreachable', /does not answer/],
    ['ECONNRESET', 'connection-lost', /stopped or restarted/],
    ['EPIPE', 'connection-lost', /stopped or restarted/],
    ['HPE_INVALID_CONSTANT', 'unreachable', /does not speak HTTP/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'unreachable', /ca\.pem/],
    ['EWHATEVER', 'failed', /EWHATEVER/],
  ];
  for (const [code, kind, message] of cases) {
    it(code, () => {
      const error = connectionError(failure(code), socket);
      assert.equal(error.kind, kind);
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /unix:/);
    });
  }

  it('names the socket of a context', () => {
    const error = connectionError(failure('EACCES'), 'rootless (unix:///run/user/1000/docker.sock)');
    assert.match(error.message, /the Docker socket \/run\/user\/1000\/docker\.sock\./);
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
