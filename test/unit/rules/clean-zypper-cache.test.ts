import { cleanZypperCache as rule } from '../../../src/dockerfile/rules/clean-zypper-cache.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('clean-zypper-cache', () => {
  it('takes installs without cleaning behind them', () =>
    expectMarked(rule, 'FROM a:1\nRUN ⟦zypper -n in⟧ a\nRUN zypper cc && ⟦zypper install⟧ a\n'));
  it('knows ways to clean', () =>
    expectMarked(
      rule,
      'FROM a:1\nRUN zypper -n in a && zypper clean\nRUN zypper -n in a && zypper cc -a\nRUN --mount=type=tmpfs,target=/var/cache/zypp zypper in -y a\n',
    ));
});
