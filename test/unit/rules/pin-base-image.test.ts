import assert from 'node:assert/strict';
import { pinBaseImage as rule } from '../../../src/dockerfile/rules/pin-base-image.ts';
import { expectMarked, problemsOf } from '../../support/rule-cases.ts';

describe('pin-base-image', () => {
  it('takes images without a tag, and latest', () => {
    expectMarked(
      rule,
      'FROM --platform=linux/amd64 ⟦node⟧ AS a\nFROM ⟦ghcr.io/a/b:latest⟧\nfrom ⟦localhost:5000/a⟧ as c\n',
    );
  });
  it('says which of the two it is, for those who ignore one', () => {
    assert.deepEqual(
      problemsOf(rule, 'FROM a\nFROM b:latest\n').map(({ aliases }) => aliases),
      [['DL3006'], ['DL3007']],
    );
  });
  it('keeps quiet on versions, digests, stages, scratch', () => {
    expectMarked(
      rule,
      `FROM node:22 AS Base\nFROM node@sha256:${'a`.repeat(64)}\nFROM node:latest@sha256:${`a'.repeat(64)}\nFROM base\nFROM BASE\nFROM scratch\nFROM\n`,
    );
  });
  it('resolves variables by their defaults', () => {
    expectMarked(rule, `ARG V=22\nARG IMAGE="node:\${V}"\nFROM $IMAGE AS a\nFROM node:$V\nFROM \${X:-node:1}\n`);
    expectMarked(rule, `ARG IMAGE=node\nFROM ⟦$IMAGE⟧\nFROM ⟦\${IMAGE}:\${TAG:-latest}⟧\n`);
    expectMarked(rule, `ARG S=build\nFROM x:1 AS build\nFROM \${S}\nFROM base-$TARGETARCH\n`);
  });
  it('keeps quiet where only the build knows, but for a tag that stands there', () => {
    expectMarked(rule, `ARG A\nFROM $A\nFROM \${A##x}\nFROM $UNDECLARED\nFROM ⟦gcr.io/$A/x:latest⟧\n`);
  });
  it('takes what the build is given', () => {
    expectMarked(rule, 'ARG A=node:22\nFROM ⟦$A⟧\n', { buildArguments: new Map([['A', 'node']]) });
  });
  it('knows the contexts that Bake and Compose files name', () => {
    expectMarked(rule, 'FROM php-base AS a\nFROM ⟦node⟧\nFROM team/server AS Server\n', {
      namedContexts: new Set(['php-base', 'server']),
    });
  });
  it('only hints where the name is that of an image built here', () => {
    const severityOf = (name: string) => problemsOf(rule, `FROM ${name}\n`)[0]?.severity;
    for (const name of ['app-base', 'app-base:latest', 'base', 'localhost/app', 'localhost/app:latest'])
      assert.equal(severityOf(name), 'info', name);
    for (const name of ['node', 'alpine:latest', 'team/app', 'ghcr.io/team/app:latest']) {
      assert.equal(severityOf(name), 'warning', name);
    }
  });
  it('only hints where it is the default of a variable, which the build gives', () => {
    const severityOf = (text: string) => problemsOf(rule, text)[0]?.severity;
    assert.equal(severityOf('ARG BASE=node\nFROM $BASE\n'), 'info');
    assert.equal(severityOf(`ARG I=node\nARG T=latest\nFROM \${I}:\${T}\n`), 'info');
    assert.equal(severityOf('ARG T=latest\nFROM node:$T\n'), 'warning');
  });
});
