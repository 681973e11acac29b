// `npm run l10n`: collects every sentence of the code into l10n/bundle.l10n.json, in the order of the alphabet, so that two
// changes seldom meet; takes those that are gone out of the other languages, and names those that they lack. A sentence
// that was reworded keeps its translation, which is named, to be read. Exit status 1 if a language lacks any.
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFile } from './packages.mjs';
import { readJson } from './read-json.mjs';
import { movedOut, reworded } from './reworded.mjs';

const folder = 'l10n';
const english = 'bundle.l10n.json';
const program = packageFile('@vscode', 'l10n-dev', 'dist', 'cli.js');
execFileSync(process.execPath, [program, 'export', '--outDir', folder, 'src', 'media'], { stdio: 'inherit' });

/** @param {string} file @returns {Record<string, unknown>} */
const textsOf = (file) => readJson(join(folder, file));
/** @param {string} file @param {Record<string, unknown>} texts */
const write = (file, texts) => {
  const sorted = Object.entries(texts).sort(([one], [other]) => (one < other ? -1 : 1));
  writeFileSync(join(folder, file), `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
};

const texts = textsOf(english);
write(english, texts);
const moved = movedOut(changes(), Object.keys(texts));
let missing = 0;
for (const file of readdirSync(folder).filter((name) => /^bundle\.l10n\.[a-z]+\.json$/.test(name))) {
  const translated = textsOf(file);
  const isNew = (/** @type {string} */ key) => !(key in translated);
  const gone = Object.keys(translated).filter((key) => !(key in texts));
  const old = reworded([...gone, ...moved], Object.keys(texts).filter(isNew));
  for (const [sentence, before] of old) {
    translated[sentence] = translated[before];
    console.log(`${file}: read what stands beside ${JSON.stringify(sentence)}, which was ${JSON.stringify(before)}`);
  }
  write(file, Object.fromEntries(Object.entries(translated).filter(([key]) => key in texts)));
  for (const key of Object.keys(texts).filter(isNew)) {
    missing++;
    console.log(`${file} lacks ${JSON.stringify(key)}`);
  }
}
process.exitCode = missing > 0 ? 1 : 0;

/** Of the sources since the last commit; nothing where git does not know. */
function changes() {
  try {
    return execFileSync('git', ['diff', '-U0', 'HEAD', '--', 'src', 'media'], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  } catch {
    return '';
  }
}
