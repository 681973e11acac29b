import { knownPlatform as rule } from '../../../src/dockerfile/rules/known-platform.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('known-platform', () => {
  it('takes systems and architectures that there are not', () => {
    expectMarked(rule, 'FROM --platform=⟦linus⟧/amd64 a\nFROM --platform=linux/⟦x64⟧ a\nFROM --platform=⟦foo⟧ a\n');
    expectMarked(rule, 'ARG P=linus/amd64\nFROM --platform=⟦$P⟧ a\n');
  });
  it('takes what is written like no platform', () => {
    for (const platform of [
      'linux:amd64',
      'linux//amd64',
      'linux/amd64,linux/arm64',
      'linux/arm64/v8/x',
      '*',
      'linux/',
    ]) {
      expectMarked(rule, `FROM --platform=⟦${platform}⟧ scratch\n`);
    }
    expectMarked(rule, 'ARG P=\nFROM --platform=⟦$P⟧ a\n');
  });
  it('offers what is meant', () => {
    expectFix(rule, 'FROM --platform=linux/⟦amd46⟧ a\n', 'FROM --platform=linux/amd64 a\n');
    expectFix(rule, 'FROM --platform="⟦lunix⟧/arm64" a\n', 'FROM --platform="linux/arm64" a\n');
    expectFix(rule, 'FROM --platform=⟦bar⟧/amd64 a\n', undefined);
  });
  it('keeps quiet on platforms in any of their spellings, variables, and words in front of scratch', () => {
    for (const platform of [
      'linux/amd64',
      'Linux/ARM64',
      'linux/arm/v7',
      'linux',
      'aarch64',
      'linux/x86_64',
      'windows(10.0.17763)/amd64',
      'wasi/wasm',
      '$BUILDPLATFORM',
      'linux/$TARGETARCH',
      '"linux/amd64"',
    ]) {
      expectMarked(rule, `FROM --platform=${platform} a\n`);
    }
    expectMarked(rule, 'FROM --platform= a\nFROM --platform="" a\n');
    expectMarked(rule, 'FROM --platform=foo/bar scratch AS b\nFROM --platform=foo/bar b\n');
  });
});
