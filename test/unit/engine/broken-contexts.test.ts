// Contexts and config.json in any state: what is meant is used or said, in one sentence that names the file or the context.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressSentences } from '../../../src/engine/endpoint/address.ts';
import { certificateSentences } from '../../../src/engine/endpoint/certificates.ts';
import { contextSentences } from '../../../src/engine/endpoint/docker-context.ts';
import { originSentences, resolveEndpoint } from '../../../src/engine/endpoint/endpoint.ts';
import { isEngineError } from '../../../src/errors.ts';
import { fileSentences } from '../../../src/optional-file.ts';
import { assertNames } from '../../support/assert-names.ts';
import { certificatePem } from '../../support/pem.ts';
import { patternOf } from '../../support/sentence-pattern.ts';

const id = (name: string) => createHash('sha256').update(name).digest('hex');
const meta = (docker: unknown) => JSON.stringify({ Name: 'x', Endpoints: { docker } });

/** By what is wrong: the text of meta.json (undefined: there is none), files of its TLS folder, and what is said. */
const broken: Readonly<
  Record<string, { meta?: string; tls?: Record<string, string>; says: string | RegExp; names?: string }>
> = {
  'that is not there': { says: contextSentences.notThere('x') },
  'whose file is empty': { meta: '', says: contextSentences.notThere('x') },
  'whose file is cut': { meta: '{"Name": "x", "Endp', says: patternOf(fileSentences.noJson), names: 'meta.json' },
  'whose file is a list': { meta: '[]', says: contextSentences.noEngine('x') },
  'whose file is null': { meta: 'null', says: contextSentences.noEngine('x') },
  'without endpoints': { meta: '{}', says: contextSentences.noEngine('x') },
  'with endpoints of another kind': { meta: '{"Endpoints": {"kubernetes": {}}}', says: contextSentences.noEngine('x') },
  'whose host is missing': { meta: meta({}), says: contextSentences.noEngine('x') },
  'whose host is empty': { meta: meta({ Host: '' }), says: contextSentences.noEngine('x') },
  'whose host is a number': { meta: meta({ Host: 5 }), says: contextSentences.noEngine('x') },
  'whose host is malformed': {
    meta: meta({ Host: 'tcp://' }),
    says: [addressSentences.malformed(originSentences.context('x')), addressSentences.useForm('tcp://host:2375')].join(
      ' ',
    ),
  },
  'whose host is of an unknown kind': {
    meta: meta({ Host: 'ftp://h' }),
    says: addressSentences.scheme(originSentences.context('x'), 'ftp'),
  },
  'with a key and no certificate': {
    meta: meta({ Host: 'tcp://h' }),
    tls: { 'key.pem': '-----BEGIN PRIVATE KEY-----\n' },
    says: patternOf(certificateSentences.notKey),
    names: 'key.pem',
  },
  'with a certificate and no key': {
    meta: meta({ Host: 'tcp://h' }),
    tls: { 'cert.pem': certificatePem },
    says: patternOf(certificateSentences.certificateAlone),
  },
  'with junk for an authority': {
    meta: meta({ Host: 'tcp://h' }),
    tls: { 'ca.pem': 'junk' },
    says: patternOf(certificateSentences.notCertificate),
    names: 'ca.pem',
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

  for (const [name, { meta: text, tls = {}, says, names }] of Object.entries(broken)) {
    it(`${name} is told`, () => {
      if (text !== undefined) write(`contexts/meta/${id('x')}/meta.json`, text);
      for (const [file, content] of Object.entries(tls)) write(`contexts/tls/${id('x')}/docker/${file}`, content);
      assert.throws(
        () => resolveEndpoint({ env: { DOCKER_CONTEXT: 'x' }, dockerConfigFolder: folder, platform: 'linux' }),
        (error) => {
          assert.ok(isEngineError(error, 'bad-endpoint'), String(error));
          if (typeof says === 'string') assert.equal(error.message, says);
          else assert.match(error.message, says);
          if (names !== undefined) assertNames(error.message, names);
          return true;
        },
      );
    });
  }
});
