// What options and subcommands of package managers do that stand in Dockerfiles often. Source: their manuals.

import * as l10n from '@vscode/l10n';

const options: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'apt-get': {
    update: l10n.t(
      'updates the package lists. Use it in the same RUN as install, so that a cached list does not become outdated.',
    ),
    install: l10n.t('installs packages and their dependencies.'),
    '-y': l10n.t('answers yes to all prompts, as nobody can answer them during a build.'),
    '--yes': l10n.t('answers yes to all prompts, as nobody can answer them during a build.'),
    '--no-install-recommends': l10n.t('does not install recommended packages, which makes the image smaller.'),
    '-qq': l10n.t('prints only errors, and answers yes to all prompts.'),
    '-q': l10n.t('prints less output.'),
    upgrade: l10n.t(
      'updates all packages to their newest versions, so the result depends on the day. A newer base image does the same.',
    ),
    clean: l10n.t('removes downloaded packages; the official images do this automatically.'),
    autoremove: l10n.t('removes packages that are no longer needed.'),
  },
  apk: {
    add: l10n.t('installs packages.'),
    '--no-cache': l10n.t('fetches the package index for this command and does not keep it in the image.'),
    '--virtual': l10n.t('groups the packages under a name, so that apk del can remove them together.'),
    '-t': l10n.t('groups the packages under a name, so that apk del can remove them together.'),
    '--update-cache': l10n.t('fetches the package index, which stays in the image.'),
    del: l10n.t('removes packages. In a later RUN than the one that added them, it does not make the image smaller.'),
  },
  npm: {
    ci: l10n.t('installs exactly the versions in package-lock.json, and removes node_modules first.'),
    install: l10n.t('installs the versions that package.json allows; npm ci uses the lock file.'),
    '--omit=dev': l10n.t('does not install development dependencies.'),
    '--production': l10n.t('does not install development dependencies; replaced by --omit=dev.'),
    '--ignore-scripts': l10n.t('does not run the scripts of packages.'),
  },
  pip: {
    install: l10n.t('installs packages.'),
    '--no-cache-dir': l10n.t('does not keep downloaded packages. Leave it out if you use a cache mount.'),
    '-r': l10n.t('reads the packages from a file.'),
    '--user': l10n.t('installs in the user’s home folder.'),
    '--no-index': l10n.t('does not use a package index; all packages must be local.'),
    '--require-hashes': l10n.t('installs only packages whose hashes match those in the file.'),
  },
  dnf: {
    install: l10n.t('installs packages.'),
    '-y': l10n.t('answers yes to all prompts, as nobody can answer them during a build.'),
    '--nodocs': l10n.t('does not install documentation.'),
    clean: l10n.t('removes downloaded packages and metadata.'),
  },
  yum: {
    install: l10n.t('installs packages.'),
    '-y': l10n.t('answers yes to all prompts, as nobody can answer them during a build.'),
    clean: l10n.t('removes downloaded packages and metadata.'),
  },
  curl: {
    '-f': l10n.t('fails if the server returns an error, instead of saving its error page.'),
    '-s': l10n.t('does not print progress.'),
    '-S': l10n.t('prints errors despite -s.'),
    '-L': l10n.t('follows redirects.'),
    '-o': l10n.t('writes to a file.'),
    '-O': l10n.t('writes to a file with the name from the URL.'),
    '-fsSL': l10n.t('fails on server errors, prints only errors, and follows redirects.'),
  },
  go: {
    build: l10n.t('compiles packages.'),
    mod: l10n.t('manages modules: go mod download fetches them into a separate layer or cache.'),
  },
};

const sameAs: Readonly<Record<string, string>> = { apt: 'apt-get', pip3: 'pip', microdnf: 'dnf' };

const knownWords: ReadonlySet<string> = new Set(Object.values(options).flatMap((known) => Object.keys(known)));

/** Whether there is a program of which `optionHelp` knows this word. */
export function mayHaveOptionHelp(word: string): boolean {
  return knownWords.has(word);
}

/** undefined where nothing is known. */
export function optionHelp(program: string, word: string): string | undefined {
  const known = options[sameAs[program] ?? program];
  return known && Object.hasOwn(known, word) ? known[word] : undefined;
}
