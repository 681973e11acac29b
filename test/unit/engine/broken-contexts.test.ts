// Contexts and config.json in any state: what is meant is used or said, in one sentence that names the file or the context.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveEndpoint } from '../../../src/engine/endpoint/endpoint.ts';
import { isEngineError } from '../../../src/errors.ts';
import { certificatePem } from '../../support/pem.ts';

const id = (name: string) => createHash('sha256').update(name).digest('hex');
const meta = (docker: unknown) => JSON.stringify({ Name: 'x', Endpoints: { docker } });

/** By what is wrong: the text of meta.json (undefined: there is none), files of its TLS folder, and what is said. */
const broken: Readonly<Record<string, { meta?: string; tls?: Record<string, string>; says: RegExp }>> = {
  'that is not there': { says: /The Docker context "x" does not exist\./ },
  'whose file is empty': { meta: '', says: /The Docker context "x" does not exist\./ },
  'whose file is cut': { meta: '{"Name": "x", "Endp', says: /meta\.json is not valid JSON/ },
  'whose file is a list': { meta: '[]', says: /has no engine/ },
  'whose file is null': { meta: 'null', says: /has no engine/ },
  'without endpoints': { meta: '{}', says: /has no engine/ },
  'with endpoints of another kind': { meta: '{"Endpoints": {"kubernetes": {}}}', says: /has no engine/ },
  'whose host is missing': { meta: meta({}), says: /has no engine/ },
  'whose host is empty': { meta: meta({ Host: '' }), says: /has no engine/ },
  'whose host is a number': { meta: meta({ Host: 5 }), says: /has no engine/ },
  'whose host is malformed': {
    meta: meta({ Host: 'tcp://' }),
    says: /The Docker context "x" is not a valid engine address\./,
  },
  'whose host is of an unknown kind': {
    meta: meta({ Host: 'ftp://h' }),
    says: /The Docker context "x" uses ftp:\/\/, which is not supported for an engine\./,
  },
  'with a key and no certificate': {
    meta: meta({ Host: 'tcp://h' }),
    tls: { 'key.pem': '-----BEGIN PRIVATE KEY-----\n' },
    says: /key\.pem is not a valid private key|key\.pem without cert\.pem/,
  },
  'with a certificate and no key': {
    meta: meta({ Host: 'tcp://h' }),
    tls: { 'cert.pem': certificatePem },
    says: /.*\/contexts\/tls\/[0-9a-f]{64}\/docker has cert\.pem but not key\.pem\./,
  },
  'with junk for an authority': {
    meta: meta({ Host: 'tcp://h' }),
    tls: { 'ca.pem': 'junk' },
    says: /ca\.pem is not a valid certificate/,
  },
};

describe('a broken context', () => {
  let folder: string;
  const write = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  for (const [name, { meta: text, tls = {}, says }] of Object.entries(broken)) {
    it(`${name} is told`, () => {
      if (text !== undefined) write(`contexts/meta/${id('x')}/meta.json`, text);
      for (const [file, content] of Object.entries(tls)) write(`contexts/tls/${id('x')}/docker/${file}`, content);
      assert.throws(
        () => resolveEndpoint({ env: { DOCKER_CONTEXT: 'x' }, dockerConfigFolder: folder, platform: 'linux' }),
        (error) => {
          assert.ok(isEngineError(error, 'bad-endpoint'), String(error));
          assert.match(error.message, says);
          return true;
        },
      );
    });
  }
});
