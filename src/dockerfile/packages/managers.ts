// Package managers: which of their options take the next word as a value. Data.
import { type OptionSyntax, wordSet } from '../shell/command-options.ts';

export type ManagerName =
  | 'apt-get'
  | 'apt'
  | 'aptitude'
  | 'apk'
  | 'yum'
  | 'dnf'
  | 'microdnf'
  | 'tdnf'
  | 'zypper'
  | 'pip'
  | 'pipx'
  | 'npm'
  | 'yarn'
  | 'gem'
  | 'go';

const apt: OptionSyntax = {
  withValue: wordSet(
    'o option c config-file t target-release default-release a host-architecture P build-profiles solver',
  ),
};

const rpm: OptionSyntax = {
  withValue: wordSet(
    `c config installroot releasever enablerepo disablerepo x exclude excludepkgs setopt repo repoid repofrompath
    forcearch d debuglevel e errorlevel rpmverbosity R randomwait disableplugin enableplugin downloaddir destdir comment
    advisory advisories bz bzs cve cves sec-severity secseverity`,
  ),
};

export const managers: Readonly<Record<ManagerName, OptionSyntax>> = {
  'apt-get': apt,
  apt,
  aptitude: apt,
  apk: {
    withValue: wordSet(
      't virtual X repository p root repositories-file keys-dir arch wait cache-dir cache-max-age progress-fd timeout',
    ),
  },
  yum: rpm,
  dnf: rpm,
  microdnf: rpm,
  tdnf: rpm,
  zypper: {
    withValue: wordSet(
      `R root installroot D reposd-dir c config cache-dir raw-cache-dir solv-cache-dir pkg-cache-dir p plus-repo
      plus-content r repo from t type releasever userdata details download`,
    ),
  },
  pip: {
    withValue: wordSet(
      `r requirement c constraint e editable i index-url extra-index-url f find-links t target d dest b build src root
      prefix python python-version platform implementation abi progress-bar proxy trusted-host upgrade-strategy
      no-binary only-binary root-user-action cache-dir log timeout retries exists-action cert client-cert
      install-option global-option config-settings C report use-feature use-deprecated keyring-provider group`,
    ),
  },
  pipx: { withValue: wordSet('python index-url i pip-args suffix include-apps preinstall spec') },
  npm: {
    withValue: wordSet(
      `C w loglevel registry prefix cache workspace tag omit include userconfig globalconfig scope only otp
      fetch-timeout fetch-retries maxsockets install-strategy node-version location`,
    ),
  },
  yarn: {
    withValue: wordSet(
      'cwd registry cache-folder modules-folder network-timeout network-concurrency mutex preferred-cache-folder',
    ),
  },
  gem: {
    withValue: wordSet('v version i install-dir n bindir s source P trust-policy p http-proxy platform B build-root g'),
  },
  go: {
    withValue: wordSet(
      'o p ldflags gcflags asmflags gccgoflags tags mod modfile C exec pkgdir toolexec buildmode compiler overlay pgo covermode coverpkg',
    ),
    longWithOneDash: true,
  },
};

const unknownToPeers = new Set(['apt', 'aptitude', 'tdnf']);

/**
 * The aliases of a rule about this manager's calls: none where the tools that use these names keep quiet (hadolint only says
 * that apt should be apt-get), else all (undefined).
 */
export function aliasesOf(manager: string): readonly string[] | undefined {
  return unknownToPeers.has(manager) ? [] : undefined;
}
