// What options and subcommands of package managers do that stand in Dockerfiles often. Source: their manuals.

const options: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'apt-get': {
    update: 'fetches the lists of packages. In one RUN with install, or a cached list grows old.',
    install: 'installs packages with what they need.',
    '-y': 'answers yes to every question: in a build nobody can.',
    '--yes': 'answers yes to every question: in a build nobody can.',
    '--no-install-recommends': 'leaves out packages that are only recommended, which makes the image smaller.',
    '-qq': 'prints nothing but errors, and answers yes.',
    '-q': 'prints less.',
    upgrade:
      'brings all packages to their newest versions: what comes out depends on the day. A newer base image does the same.',
    clean: 'removes fetched packages; the official images do so by themselves.',
    autoremove: 'removes packages that nothing needs any more.',
  },
  apk: {
    add: 'installs packages.',
    '--no-cache': 'fetches the list of packages for this call and keeps none of it in the image.',
    '--virtual': 'names the packages as a group, which apk del removes as one.',
    '-t': 'names the packages as a group, which apk del removes as one.',
    '--update-cache': 'fetches the list of packages, which then stays in the image.',
    del: 'removes packages; in a later RUN than the one that added them it makes nothing smaller.',
  },
  npm: {
    ci: 'installs exactly what package-lock.json says, and removes node_modules first.',
    install: 'installs what package.json allows; npm ci keeps to the lock file.',
    '--omit=dev': 'leaves out what is only for development.',
    '--production': 'leaves out what is only for development; its name is --omit=dev now.',
    '--ignore-scripts': 'runs no scripts of packages.',
  },
  pip: {
    install: 'installs packages.',
    '--no-cache-dir': 'keeps no copies of fetched packages. With a cache mount it should be left out.',
    '-r': 'reads the packages from a file.',
    '--user': 'installs below the home folder of the user.',
    '--no-index': 'asks no index: all packages must be local.',
    '--require-hashes': 'takes only packages with the hashes that the file names.',
  },
  dnf: {
    install: 'installs packages.',
    '-y': 'answers yes to every question: in a build nobody can.',
    '--nodocs': 'leaves out documentation.',
    clean: 'removes fetched packages and lists.',
  },
  yum: {
    install: 'installs packages.',
    '-y': 'answers yes to every question: in a build nobody can.',
    clean: 'removes fetched packages and lists.',
  },
  curl: {
    '-f': 'fails when the server answers with an error, instead of writing its page.',
    '-s': 'prints no progress.',
    '-S': 'prints errors in spite of -s.',
    '-L': 'goes where the server says that the file is now.',
    '-o': 'writes into a file.',
    '-O': 'writes into a file that is called as in the address.',
    '-fsSL': 'fails on errors of the server, prints only errors, and follows redirections.',
  },
  go: {
    build: 'compiles packages.',
    mod: 'works on the modules: go mod download fetches them into a layer or cache of their own.',
  },
};

const sameAs: Readonly<Record<string, string>> = { apt: 'apt-get', pip3: 'pip', microdnf: 'dnf' };

/** undefined where nothing is known. */
export function optionHelp(program: string, word: string): string | undefined {
  const known = options[sameAs[program] ?? program];
  return known && Object.hasOwn(known, word) ? known[word] : undefined;
}
