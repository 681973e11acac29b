import { pinAptPackages as rule } from '../../../src/dockerfile/rules/pin-apt-packages.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('pin-apt-packages', () => {
  it('takes each package, also of apt, ONBUILD and behind sudo', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN apt-get install -y ⟦a⟧ b=1 \\\n  ⟦c⟧ && apt install ⟦d⟧ && sudo apt-get install ⟦"$E"⟧\nONBUILD RUN apt-get install ⟦a⟧\n',
    ));
  it('keeps quiet on versions, releases, files and values of options', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN apt-get install -y a=1.2 b/stable ./c.deb /tmp/d.deb e="$V" -t bookworm-backports f=1 && apt-get update a && apt-get remove b\nRUN apt-get -o Dpkg::Options::="--force-confold" --target-release x install g=1\n',
    ));
});
