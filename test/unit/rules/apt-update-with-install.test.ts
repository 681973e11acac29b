import assert from 'node:assert/strict';
import { aptUpdateWithInstall as rule } from '../../../src/dockerfile/rules/apt-update-with-install.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('apt-update-with-install', () => {
  it('takes installs that live off an earlier RUN, also of another stage', () => {
    expectMarked(rule, 'FROM debian:12\nRUN apt-get update\nRUN ⟦apt-get install⟧ a && apt-get update\n');
    expectMarked(rule, 'FROM debian:12 AS a\nRUN apt-get update\nFROM a\nRUN ⟦apt-get install⟧ b\n');
  });
  it('keeps quiet where nothing is updated, or all of it here', () => {
    expectMarked(rule, 'FROM debian:12\nRUN apt-get install a\nRUN apt-get update && apt-get install b\n');
    expectMarked(rule, 'FROM debian:12 AS a\nRUN apt-get update\nFROM debian:12\nRUN apt-get install b\n');
    expectMarked(
      rule,
      'FROM debian:12\nRUN apt-get update\nRUN --mount=type=cache,target=/var/lib/apt apt-get install a\n',
    );
  });
  it('updates in front of a step', () => {
    const { fix } = expectFix(
      rule,
      'FROM debian:12\nRUN apt-get update\nRUN a && \\\n    X=y ⟦apt-get install⟧ a\n',
      'FROM debian:12\nRUN apt-get update\nRUN a && \\\n    apt-get update && X=y apt-get install a\n',
    );
    assert.equal(fix?.safe, true);
  });
  it('has no fix elsewhere', () => {
    expectFix(rule, 'FROM debian:12\nRUN apt-get update\nRUN a || ⟦apt-get install⟧ a\n', undefined);
    expectFix(rule, 'FROM debian:12\nRUN apt-get update\nRUN sudo ⟦apt-get install⟧ a\n', undefined);
    expectFix(rule, 'FROM debian:12\nRUN apt-get update\nRUN if a; then ⟦apt-get install⟧ a; fi\n', undefined);
  });
});
