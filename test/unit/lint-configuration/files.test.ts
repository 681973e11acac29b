import assert from 'node:assert/strict';
import type { ReadConfiguration } from '../../../src/lint-configuration/configuration.ts';
import { findConfiguration } from '../../../src/lint-configuration/find.ts';
import { hadolintSentences, readHadolintFile } from '../../../src/lint-configuration/hadolint-file.ts';
import { keySentences } from '../../../src/lint-configuration/keys.ts';
import {
  longshoreKeys,
  longshoreSchema,
  longshoreSentences,
  readLongshoreFile,
} from '../../../src/lint-configuration/longshore-file.ts';

const told = ({ problems }: ReadConfiguration) =>
  problems.map(({ range: { start }, message, severity }) => `${start.line}:${start.character} ${severity}: ${message}`);

describe('hadolint’s configuration file', () => {
  it('counts everything below the lowest threshold, as hadolint does', () => {
    for (const threshold of ['style', 'ignore', 'none']) {
      assert.equal(readHadolintFile(`failure-threshold: ${threshold}`).configuration.threshold, 'style', threshold);
    }
  });
  it('takes one registry for a list, and the first of several formats', () => {
    const { configuration, problems } = readHadolintFile('trustedRegistries: a.io\nformats: [json, tty]\n');
    assert.deepEqual([configuration, problems], [{ trustedRegistries: ['a.io'], format: 'json' }, []]);
  });
  it('is understood with all its keys', () => {
    const read = readHadolintFile(
      [
        'failure-threshold: warning',
        'format: sarif',
        'no-color: true',
        'verbose: false',
        'disable-ignore-pragma: true',
        'strict-labels: true',
        'trustedRegistries: [docker.io, "*.example.com"]',
        'label-schema:',
        '  author: text',
        '  created: rfc3339',
        'ignored:',
        '  - DL3008',
        'override:',
        '  error: [DL3001, DL3008]',
        '  style:',
        '    - SC2086',
      ].join('\n'),
    );
    assert.deepEqual(told(read), []);
    assert.deepEqual(read.configuration, {
      threshold: 'warning',
      format: 'sarif',
      color: false,
      ignoreComments: false,
      strictLabels: true,
      trustedRegistries: ['docker.io', '*.example.com'],
      labels: new Map([
        ['author', 'text'],
        ['created', 'rfc3339'],
      ]),
      severities: { DL3001: 'error', DL3008: 'off', SC2086: 'style' },
    });
  });

  it('lets what is ignored, and no-fail, go before, whatever the order', () => {
    const { configuration } = readHadolintFile(
      'no-fail: true\nfailure-threshold: error\nignored: [DL3008]\noverride: {error: [DL3008]}\n',
    );
    assert.equal(configuration.threshold, 'none');
    assert.deepEqual(configuration.severities, { DL3008: 'off' });
  });

  it('has its faults told at their places, and the rest is kept', () => {
    const read = readHadolintFile(
      'ignored: DL3008\nlabel-schema:\n  a: colour\n  b: url\nwhat: 1\noverride:\n  bad: [x]\n  info: [DL3009]\nno-fail: maybe\n',
    );
    assert.deepEqual(told(read), [
      `2:5 error: ${keySentences.notAllowed('text, url, rfc3339, spdx, hash, semver, email')}`,
      `4:0 warning: ${keySentences.unknownKey('.hadolint.yaml', 'what', 'override, ignored, trustedRegistries, label-schema, strict-labels, disable-ignore-pragma, failure-threshold, no-fail, format, formats, no-color, verbose')}`,
      `6:2 error: ${hadolintSentences.unknownSeverity('bad', 'error, warning, info, style')}`,
      `0:9 error: ${keySentences.noList()}`,
      `8:9 error: ${keySentences.noBoolean()}`,
    ]);
    assert.deepEqual(read.configuration.labels, new Map([['b', 'url']]));
    assert.deepEqual(read.configuration.severities, { DL3009: 'info' });
  });
});

describe('our configuration file', () => {
  it('is understood with all its keys', () => {
    const read = readLongshoreFile(
      'ruleset: 1\nrules:\n  pin-base-image: off\n  DL3025: "off"\n  no-sudo: style\ntrustedRegistries:\nlabels: {a: url}\nstrictLabels: false\nignoreComments: true\nshellcheck: true\nthreshold: none\nformat: json\n',
    );
    assert.deepEqual(told(read), []);
    assert.deepEqual(read.configuration, {
      ruleSet: 1,
      severities: { 'pin-base-image': 'off', DL3025: 'off', 'no-sudo': 'style' },
      trustedRegistries: [],
      labels: new Map([['a', 'url']]),
      strictLabels: false,
      ignoreComments: true,
      shellCheck: true,
      threshold: 'none',
      format: 'json',
    });
  });

  it('has its faults told at their places, and the rest is kept', () => {
    const read = readLongshoreFile('ruleset: 99\nrules:\n  no-sudoo: off\n  no-sudo: loud\n  one-cmd: info\n');
    assert.deepEqual(told(read), [
      `0:9 error: ${longshoreSentences.unknownRuleSet('99', '1')}`,
      `2:2 warning: ${longshoreSentences.unknownRule('no-sudoo')}`,
      `3:11 error: ${keySentences.notAllowed('error, warning, info, style, off')}`,
    ]);
    assert.deepEqual(read.configuration.severities, { 'no-sudoo': 'off', 'one-cmd': 'info' });
  });

  it('never throws, whatever it holds', () => {
    const bomb = `a: &a [x,x]\n${'bcdefghi'
      .split('')
      .map((name, i) => `${name}: &${name} [*${'abcdefgh'[i]},*${'abcdefgh'[i]}]\n`)
      .join('')}rules: *i\n`;
    for (const text of [
      '',
      '#',
      '- a',
      'x',
      'rules: [',
      'rules: {a: {b: {}}}',
      '? [a]\n: b',
      'rules: &a\n  x: *a\n',
      'rules: *gone',
      '__proto__: 1\nconstructor: 2\nrules: {__proto__: off, constructor: off}',
      '\u0000\ud800',
      '%YAML 9.9\n---\na',
      'a: 1\n---\nb: 2',
      `${'['.repeat(5000)}`,
      bomb,
    ]) {
      for (const read of [readLongshoreFile, readHadolintFile]) {
        const { problems } = read(text);
        for (const { range, message } of problems) assert.ok(message !== '' && range.start.line >= 0, text);
      }
    }
  });

  it('has a schema that knows every key, with what it means', () => {
    const { properties } = longshoreSchema() as { properties: Record<string, { description: string }> };
    assert.deepEqual(
      Object.keys(properties),
      longshoreKeys.map(({ name }) => name),
    );
    for (const { description } of Object.values(properties)) assert.match(description, /^[A-Z].{15,}\.$/);
  });
});

describe('configuration of a folder', () => {
  const project = (files: Readonly<Record<string, string>>) =>
    findConfiguration('a/b/c', {
      parent: async (folder) => (folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : undefined),
      read: async (folder, name) => files[`${folder}/${name}`],
    });

  it('is that of the nearest folder that has any', async () => {
    const { configuration, files } = await project({
      'a/.longshore.yaml': 'rules: {no-sudo: info}',
      'a/b/.hadolint.yaml': 'ignored: [DL3025]',
    });
    assert.deepEqual(configuration.severities, { DL3025: 'off' });
    assert.deepEqual(
      files.map(({ folder, name }) => `${folder}/${name}`),
      ['a/b/.hadolint.yaml'],
    );
  });

  it('is joined from both tools’ files; ours goes before', async () => {
    const { configuration } = await project({
      'a/b/c/.hadolint.yml': 'ignored: [DL3025, DL3004]\nfailure-threshold: error\n',
      'a/b/c/.longshore.yml': 'rules: {DL3004: warning}\n',
    });
    assert.deepEqual(configuration, { threshold: 'error', severities: { DL3025: 'off', DL3004: 'warning' } });
  });

  it('is empty where there is none', async () => {
    assert.deepEqual(await project({}), { configuration: {}, files: [] });
  });
});
