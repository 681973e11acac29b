import { cleanAptCache as rule } from '../../../src/dockerfile/rules/clean-apt-cache.ts';
import { removeAptLists } from '../../../src/dockerfile/rules/remove-apt-lists.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

const lists = '--mount=type=cache,target=/var/lib/apt/lists,sharing=locked';
const cache = '--mount=type=cache,target=/var/cache/apt,sharing=locked';

describe('clean-apt-cache', () => {
  it('speaks once docker-clean is removed, in the same RUN or an earlier one', () => {
    for (const removal of [
      'rm -f /etc/apt/apt.conf.d/docker-clean',
      'rm /etc/apt/apt.conf.d/docker-clean',
      "rm -f '/etc/apt/apt.conf.d/docker-clean'",
      'rm -rf /etc/apt/apt.conf.d/docker-*',
      'rm -rf /etc/apt/apt.conf.d/*',
      'unlink /etc/apt/apt.conf.d/docker-clean',
      'mv /etc/apt/apt.conf.d/docker-clean /root/',
    ]) {
      expectMarked(rule, `FROM debian:12\nRUN ${removal}\nRUN ${lists} ⟦apt-get update⟧ && apt-get install -y a\n`);
      expectMarked(rule, `FROM debian:12\nRUN ${lists} ${removal} && ⟦apt-get update⟧ && apt-get install -y a\n`);
      expectMarked(
        rule,
        `FROM debian:12\nRUN ${removal}; echo x > /etc/apt/apt.conf.d/keep-cache\nRUN ⟦apt install⟧ -y a\n`,
      );
    }
    expectMarked(rule, `FROM debian:12\nRUN <<EOF\nrm -f /etc/apt/apt.conf.d/docker-clean\n⟦apt-get update⟧\nEOF\n`);
    expectMarked(rule, `FROM debian:12\nRUN rm -f \\\n  /etc/apt/apt.conf.d/docker-clean\nRUN ⟦aptitude update⟧\n`);
  });
  it('follows the stages that others start from, and no others', () => {
    const removal = 'RUN rm -f /etc/apt/apt.conf.d/docker-clean';
    expectMarked(rule, `FROM debian:12 AS a\n${removal}\nFROM a AS b\nFROM b\nRUN ⟦apt-get update⟧\n`);
    expectMarked(rule, `FROM debian:12 AS a\n${removal}\nFROM debian:12\nRUN apt-get update\n`);
    expectMarked(rule, `FROM debian:12\nRUN apt-get update\n${removal}\n`);
    expectMarked(rule, `FROM debian:12 AS a\n${removal}\nRUN apt-get update\nFROM debian:12\nCOPY --from=a /b /b\n`);
  });
  it('knows triggers of ONBUILD', () => {
    const removal = 'RUN rm -f /etc/apt/apt.conf.d/docker-clean';
    expectMarked(rule, `FROM debian:12\nONBUILD ${removal}\nONBUILD RUN ${lists} ⟦apt-get update⟧\n`);
    expectMarked(rule, `FROM debian:12\n${removal}\nONBUILD RUN ${lists} ⟦apt-get update⟧\n`);
    expectMarked(rule, `FROM debian:12\nONBUILD ${removal}\nRUN ${lists} apt-get update\n`);
  });
  it('keeps quiet where the cache is mounted or cleaned, and where docker-clean is there', () => {
    const removal = 'FROM debian:12\nRUN rm -f /etc/apt/apt.conf.d/docker-clean\n';
    expectMarked(rule, `${removal}RUN ${cache} ${lists} apt-get update && apt-get install -y a\n`);
    expectMarked(rule, `${removal}RUN ${cache} --mount=type=tmpfs,target=/var/lib/apt apt-get update\n`);
    expectMarked(rule, `${removal}RUN --mount=type=tmpfs,target=/var/cache ${lists} apt-get update\n`);
    expectMarked(
      rule,
      `${removal}RUN apt-get update && apt-get install -y a && apt-get clean && rm -rf /var/lib/apt/lists/*\n`,
    );
    expectMarked(rule, `${removal}RUN apt-get update && rm -rf /var/lib/apt/lists/* /var/cache/apt/*\n`);
    expectMarked(rule, `${removal}RUN apt-cache policy && apt-get --version && apt-get remove a\n`);
    expectMarked(rule, 'FROM debian:12\nRUN rm -f /etc/apt/apt.conf.d/99local\nRUN apt-get update\n');
    expectMarked(rule, 'FROM debian:12\nRUN mv clean /etc/apt/apt.conf.d/docker-clean && apt-get update\n');
    expectMarked(rule, 'FROM debian:12\nRUN cat /etc/apt/apt.conf.d/docker-clean && apt-get update\n');
  });
  it('leaves the lists to their own rule', () => {
    const text = (mark: string) =>
      `FROM debian:12\nRUN rm -f /etc/apt/apt.conf.d/docker-clean\nRUN ${cache} ${mark} && apt-get install -y a\n`;
    expectMarked(rule, text('apt-get update'));
    expectMarked(removeAptLists, text('⟦apt-get update⟧'));
  });
  it('cleans at the end of the RUN', () => {
    expectFix(
      rule,
      'FROM debian:12\nRUN rm -f /etc/apt/apt.conf.d/docker-clean && ⟦apt-get update⟧ && apt-get install -y a\n',
      'FROM debian:12\nRUN rm -f /etc/apt/apt.conf.d/docker-clean && apt-get update && apt-get install -y a && apt-get clean\n',
    );
  });
});
