import { trustedRegistry as rule } from '../../../src/dockerfile/rules/trusted-registry.ts';
import { expectMarked } from '../../support/rule-cases.ts';

const trusting = (...trustedRegistries: string[]) => ({ policy: { trustedRegistries } });

describe('trusted-registry', () => {
  it('takes the names of contexts for no images', () => {
    const policy = { trustedRegistries: ['ghcr.io'] };
    expectMarked(rule, 'FROM ⟦base⟧\nCOPY --from=⟦assets⟧ a b\n', { policy });
    expectMarked(rule, 'FROM base\nCOPY --from=assets a b\n', { policy, namedContexts: new Set(['base', 'assets']) });
  });
  it('keeps quiet where nothing is said of registries', () => {
    expectMarked(rule, 'FROM x.com/a\n');
    expectMarked(rule, 'FROM x.com/a\n', trusting());
  });
  it('knows Docker Hub under its names', () => {
    expectMarked(rule, 'FROM a:1\nFROM b/c:1\nFROM docker.io/b/c:1\n', trusting('docker.io'));
    expectMarked(rule, 'FROM a:1\n', trusting('hub.docker.com'));
    expectMarked(rule, 'FROM ⟦a:1⟧\nFROM ⟦docker.io/b/c:1⟧\n', trusting('x.com'));
  });
  it('takes stars', () => {
    expectMarked(rule, 'FROM ⟦x.com/a⟧\nFROM y.x.com/a\n', trusting('*.x.com'));
    expectMarked(rule, 'FROM x.com/a\n', trusting('*'));
    expectMarked(rule, 'FROM x.com/a\n', trusting('x.*'));
  });
  it('looks at COPY and mounts, too, but not at stages', () => {
    expectMarked(
      rule,
      'FROM x.com/a AS b\nFROM b\nCOPY --from=b /a /a\nCOPY --from=0 /a /a\nCOPY --from=⟦y.com/a⟧ /a /a\nRUN --mount=type=cache,from=⟦y.com/c:1⟧,target=/d e\nRUN --mount=from=b f\n',
      trusting('x.com'),
    );
  });
  it('resolves variables, and keeps quiet where only the build knows', () => {
    expectMarked(rule, 'ARG R=y.com\nARG S\nFROM ⟦$R/a⟧\nFROM $S/a\nFROM scratch\n', trusting('x.com'));
  });
});
