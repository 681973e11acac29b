// Whatever stands in DOCKER_HOST or in the setting: one true sentence that says what to write, and never a password.
import assert from 'node:assert/strict';
import { resolveEndpoint } from '../../../src/engine/endpoint/endpoint.ts';
import { isEngineError } from '../../../src/errors.ts';

const malformed: readonly [host: string, message: RegExp][] = [
  ['unix://', /unix:\/\/\/path/],
  ['unix://relative/path', /unix:\/\/\/path/],
  ['npipe://', /npipe:\/\/\/\/\.\/pipe/],
  ['npipe://pipe', /npipe:\/\/\/\/\.\/pipe/],
  ['tcp://', /tcp:\/\/host/],
  ['tcp://:2375', /tcp:\/\/host/],
  ['tcp://host:port', /tcp:\/\/host/],
  ['tcp://host:99999', /tcp:\/\/host/],
  ['tcp://ho st', /tcp:\/\/host/],
  ['tcp://[::1', /tcp:\/\/host/],
  ['http://', /tcp:\/\/host/],
  ['https://:443', /tcp:\/\/host/],
  [':2375', /tcp:\/\/host/],
  ['host:22:33', /tcp:\/\/host/],
  ['ssh://', /ssh:\/\/user@host/],
  ['ssh://me@', /ssh:\/\/user@host/],
  ['ssh://-oProxyCommand=touch', /ssh:\/\/user@host/],
  ['ssh://me:secret@host', /password/],
  ['"unix:///var/run/docker.sock"', /Remove the quotation marks\./],
  ['unix:/var/run/docker.sock', /Use the form unix:\/\/\/var\/run\/docker\.sock/],
  ['/var/run/docker.sock', /Use the form unix:\/\/\/var\/run\/docker\.sock/],
  ['tcp//host:2375', /Use the form tcp:\/\/host:2375\./],
  ['tcp://tcp://host', /tcp:\/\/host:2375/],
  ['tcp://host:0', /tcp:\/\/host:2375/],
  [`unix:///${'a'.repeat(120)}`, /at most 107 bytes/],
  ['tcp://ho\u202est', /invisible characters/],
  ['fd://', /only the engine itself/],
  ['ftp://host', / uses ftp:\/\/, which is not supported for an engine\./],
  ['docker://host', / uses docker:\/\/, which is not supported for an engine\./],
];

describe('a malformed host', () => {
  for (const [host, message] of malformed) {
    it(`${host} is told with what to write`, () => {
      for (const source of [
        { env: { DOCKER_HOST: host } },
        ...(host.includes('://') ? [{ env: {}, setting: host }] : []),
      ]) {
        assert.throws(
          () => resolveEndpoint({ ...source, dockerConfigFolder: '/nonexistent', platform: 'linux' }),
          (error) => {
            assert.ok(isEngineError(error, 'bad-endpoint'), String(error));
            assert.match(error.message, message);
            assert.doesNotMatch(error.message, /secret/);
            return true;
          },
        );
      }
    });
  }
});
