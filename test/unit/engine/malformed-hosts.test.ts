// Whatever stands in DOCKER_HOST or in the setting: one true sentence that says what to write, and never a password.
import assert from 'node:assert/strict';
import { addressSentences } from '../../../src/engine/endpoint/address.ts';
import { originSentences, resolveEndpoint } from '../../../src/engine/endpoint/endpoint.ts';
import { isEngineError } from '../../../src/errors.ts';

const malformedBy = (remedy: string) => (origin: string) => [addressSentences.malformed(origin), remedy].join(' ');
const form = (address: string) => malformedBy(addressSentences.useForm(address));

/** `say`: what is said of a host that stands at `origin`. */
const malformed: readonly [host: string, say: (origin: string) => string][] = [
  ['unix://', form('unix:///path/to/docker.sock')],
  ['unix://relative/path', form('unix:///path/to/docker.sock')],
  ['npipe://', form('npipe:////./pipe/docker_engine')],
  ['npipe://pipe', form('npipe:////./pipe/docker_engine')],
  ['tcp://', form('tcp://host:2375')],
  ['tcp://:2375', form('tcp://host:2375')],
  ['tcp://host:port', form('tcp://host:2375')],
  ['tcp://host:99999', form('tcp://host:2375')],
  ['tcp://ho st', form('tcp://host:2375')],
  ['tcp://[::1', form('tcp://host:2375')],
  ['http://', form('tcp://host:2375')],
  ['https://:443', form('tcp://host:2375')],
  [':2375', form('tcp://host:2375')],
  ['host:22:33', form('tcp://host:2375')],
  ['ssh://', form('ssh://user@host')],
  ['ssh://me@', form('ssh://user@host')],
  ['ssh://-oProxyCommand=touch', form('ssh://user@host')],
  ['ssh://me:secret@host', addressSentences.password],
  ['"unix:///var/run/docker.sock"', malformedBy(addressSentences.quotes())],
  ['unix:/var/run/docker.sock', form('unix:///var/run/docker.sock')],
  ['/var/run/docker.sock', form('unix:///var/run/docker.sock')],
  ['tcp//host:2375', form('tcp://host:2375')],
  ['tcp://tcp://host', form('tcp://host:2375')],
  ['tcp://host:0', form('tcp://host:2375')],
  [`unix:///${'a'.repeat(120)}`, malformedBy(addressSentences.longPath(107))],
  ['tcp://ho\u202est', malformedBy(addressSentences.invisible())],
  ['fd://', addressSentences.fileDescriptor],
  ['ftp://host', (origin) => addressSentences.scheme(origin, 'ftp')],
  ['docker://host', (origin) => addressSentences.scheme(origin, 'docker')],
];

describe('a malformed host', () => {
  for (const [host, say] of malformed) {
    it(`${host} is told with what to write`, () => {
      for (const [origin, source] of [
        ['DOCKER_HOST', { env: { DOCKER_HOST: host } }],
        ...(host.includes('://') ? [[originSentences.setting(), { env: {}, setting: host }] as const] : []),
      ] as const) {
        assert.throws(
          () => resolveEndpoint({ ...source, dockerConfigFolder: '/nonexistent', platform: 'linux' }),
          (error) => {
            assert.ok(isEngineError(error, 'bad-endpoint'), String(error));
            assert.equal(error.message, say(origin));
            assert.doesNotMatch(error.message, /secret/);
            return true;
          },
        );
      }
    });
  }
});
