// What options and subcommands of package managers do that stand in Dockerfiles often. Source: their manuals.

import * as l10n from '@vscode/l10n';

const options: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'apt-get': {
    update: l10n.t('fetches the lists of packages. In one RUN with install, or a cached list grows old.'),
    install: l10n.t('installs packages with what they need.'),
    '-y': l10n.t('answers yes to every question: in a build nobody can.'),
    '--yes': l10n.t('answers yes to every question: in a build nobody can.'),
    '--no-install-recommends': l10n.t('leaves out packages that are only recommended, which makes the image smaller.'),
    '-qq': l10n.t('prints nothing but errors, and answers yes.'),
    '-q': l10n.t('prints less.'),
    upgrade:
      'brings all packages to their newest versions: what comes out depends on the day. A newer base image does the same.',
    clean: l10n.t('removes fetched packages; the official images do so by themselves.'),
    autoremove: l10n.t('removes packages that nothing needs any more.'),
  },
  apk: {
    add: l10n.t('installs packages.'),
    '--no-cache': l10n.t('fetches the list of packages for this call and keeps none of it in the image.'),
    '--virtual': l10n.t('names the packages as a group, which apk del removes as one.'),
    '-t': l10n.t('names the packages as a group, which apk del removes as one.'),
    '--update-cache': l10n.t('fetches the list of packages, which then stays in the image.'),
    del: l10n.t('removes packages; in a later RUN than the one that added them it makes nothing smaller.'),
  },
  npm: {
    ci: l10n.t('installs exactly what package-lock.json says, and removes node_modules first.'),
    install: l10n.t('installs what package.json allows; npm ci keeps to the lock file.'),
    '--omit=dev': l10n.t('leaves out what is only for development.'),
    '--production': l10n.t('leaves out what is only for development; its name is --omit=dev now.'),
    '--ignore-scripts': l10n.t('runs no scripts of packages.'),
  },
  pip: {
    install: l10n.t('installs packages.'),
    '--no-cache-dir': l10n.t('keeps no copies of fetched packages. With a cache mount it should be left out.'),
    '-r': l10n.t('reads the packages from a file.'),
    '--user': l10n.t('installs below the home folder of the user.'),
    '--no-index': l10n.t('asks no index: all packages must be local.'),
    '--require-hashes': l10n.t('takes only packages with the hashes that the file names.'),
  },
  dnf: {
    install: l10n.t('installs packages.'),
    '-y': l10n.t('answers yes to every question: in a build nobody can.'),
    '--nodocs': l10n.t('leaves out documentation.'),
    clean: l10n.t('removes fetched packages and lists.'),
  },
  yum: {
    install: l10n.t('installs packages.'),
    '-y': l10n.t('answers yes to every question: in a build nobody can.'),
    clean: l10n.t('removes fetched packages and lists.'),
  },
  curl: {
    '-f': l10n.t('fails when the server answers with an error, instead of writing its page.'),
    '-s': l10n.t('prints no progress.'),
    '-S': l10n.t('prints errors in spite of -s.'),
    '-L': l10n.t('goes where the server says that the file is now.'),
    '-o': l10n.t('writes into a file.'),
    '-O': l10n.t('writes into a file that is called as in the address.'),
    '-fsSL': l10n.t('fails on errors of the server, prints only errors, and follows redirections.'),
  },
  go: {
    build: l10n.t('compiles packages.'),
    mod: l10n.t('works on the modules: go mod download fetches them into a layer or cache of their own.'),
  },
};

const sameAs: Readonly<Record<string, string>> = { apt: 'apt-get', pip3: 'pip', microdnf: 'dnf' };

/** undefined where nothing is known. */
export function optionHelp(program: string, word: string): string | undefined {
  const known = options[sameAs[program] ?? program];
  return known && Object.hasOwn(known, word) ? known[word] : undefined;
}
