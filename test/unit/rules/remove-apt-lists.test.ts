import assert from 'node:assert/strict';
import { removeAptLists as rule } from '../../../src/dockerfile/rules/remove-apt-lists.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('remove-apt-lists', () => {
  it('takes an update without removal behind it', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN ⟦apt-get update⟧ && apt-get install -y a && apt-get clean\nRUN rm -rf /var/lib/apt/lists/* && ⟦apt update⟧\nRUN ⟦aptitude update⟧\nONBUILD RUN ⟦apt-get update⟧\n',
    ));
  it('knows ways to remove them', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN apt-get update && rm -r /var/lib/apt/lists\nRUN apt-get update && rm -rf /tmp/* /var/lib/apt/lists/*\nRUN apt-get update && rm -rf /var/lib/{apt,dpkg}/lists\nRUN apt-get update && find /var/lib/apt/lists -delete\nRUN apt-get update; apt-get dist-clean\n',
    ));
  it('keeps quiet where the lists are mounted', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN --mount=type=cache,target=/var/lib/apt/lists apt-get update\nRUN --mount=type=tmpfs,target=/var/lib/apt apt-get update\nRUN --mount=target=/x ⟦apt-get update⟧\n',
    ));
  it('keeps quiet in stages that are not shipped', () =>
    expectMarked(
      rule,
      'FROM debian:12 AS a\nRUN apt-get update\nFROM debian:12 AS b\nRUN ⟦apt-get update⟧\nFROM b\nONBUILD RUN ⟦apt-get update⟧\n',
    ));
  it('looks at a file without FROM, too', () => expectMarked(rule, 'RUN ⟦apt-get update⟧\n'));
  it('removes them on a line of its own, as the others are', () => {
    const { fix } = expectFix(
      rule,
      'FROM debian:12\nRUN ⟦apt-get update⟧ \\\n  && apt-get install -y \\\n    a \\\n    # a comment\n    b\n',
      'FROM debian:12\nRUN apt-get update \\\n  && apt-get install -y \\\n    a \\\n    # a comment\n    b \\\n    && rm -rf /var/lib/apt/lists/*\n',
    );
    assert.equal(fix?.safe, true);
  });
  it('keeps && at the ends of lines', () => {
    const { fix } = expectFix(
      rule,
      'FROM debian:12\nRUN ⟦apt-get update⟧ && \\\n    apt-get install -y a\n',
      'FROM debian:12\nRUN apt-get update && \\\n    apt-get install -y a && \\\n    rm -rf /var/lib/apt/lists/*\n',
    );
    assert.equal(fix?.safe, true);
  });
  it('goes behind semicolons and in front of a comment', () => {
    const { fix } = expectFix(
      rule,
      'FROM debian:12\nRUN set -ex; ⟦apt-get update⟧; apt-get install -y a # why\n',
      'FROM debian:12\nRUN set -ex; apt-get update; apt-get install -y a && rm -rf /var/lib/apt/lists/* # why\n',
    );
    assert.equal(fix?.safe, true);
  });
  it('goes behind a compound', () => {
    const { fix } = expectFix(
      rule,
      'FROM debian:12\nRUN if a; then ⟦apt-get update⟧; fi\n',
      'FROM debian:12\nRUN if a; then apt-get update; fi && rm -rf /var/lib/apt/lists/*\n',
    );
    assert.equal(fix?.safe, true);
  });
  it('is only offered where a later RUN lives off the lists', () => {
    const { fix } = expectFix(
      rule,
      'FROM debian:12\nRUN ⟦apt-get update⟧\nRUN apt-get install a\n',
      'FROM debian:12\nRUN apt-get update && rm -rf /var/lib/apt/lists/*\nRUN apt-get install a\n',
    );
    assert.equal(fix?.safe, false);
  });
  it('has no fix where the script does not simply go on', () => {
    expectFix(rule, 'FROM debian:12\nRUN a; (⟦apt-get update⟧)\n', undefined);
    expectFix(rule, 'FROM debian:12\nRUN <<EOF\n⟦apt-get update⟧\nEOF\n', undefined);
    expectFix(rule, 'FROM debian:12\nRUN sudo ⟦apt-get update⟧\n', undefined);
    expectFix(rule, 'FROM debian:12\nRUN ⟦apt-get update⟧ && a &\n', undefined);
    expectFix(rule, 'FROM debian:12\nRUN ⟦apt-get update⟧ && exec a\n', undefined);
    expectFix(rule, 'FROM debian:12\nRUN [⟦"apt-get", "update"⟧]\n', undefined);
  });
});
