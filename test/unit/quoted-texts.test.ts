// Tests speak of what people read by ids, kinds, arguments and the names that the sources give to sentences: a sentence that
// is said in better words breaks no test. What is quoted is quoted in the one place where that text is tested.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { manifestTexts } from '../support/manifest-texts.ts';
import { literalsIn, textFinder } from '../support/quoted-texts.ts';

/** Files in which a text is the very thing under test: why. */
const textsAreTestedHere: Readonly<Record<string, string>> = {
  'test/unit/engine/errors.test.ts': 'the words of engines, of which ours are made',
  'test/unit/manifest.test.ts': 'the name in the marketplace, as it was agreed',
  'test/unit/quoted-texts.test.ts': 'samples of what is found',
};

/** What tests say of themselves, of Dockerfiles or of other programs, and a sentence of ours happens to have, too. */
const notOurs = new Set([
  'from the context',
  'from the cache',
  'the build context',
  'the language server',
  'a hard link to a symlink to a folder, as a folder',
  'a target of Cargo with a path',
  'a folder with setgid',
  'an absolute path',
  'gem update --system',
  'docker buildx ls',
  'docker run -p',
  'go mod download',
  'sh: docker: command not found',
  'It does not answer.',
  'The engine does not answer.',
  'x.test does not answer.',
  'X is not valid JSON:',
]);

/** Texts that a file still quotes: where it is a test's want of something better. A number only falls. */
const left: Readonly<Record<string, number>> = JSON.parse(readFileSync('test/unit/quoted-texts.json', 'utf8'));

const layers = ['unit', 'engine', 'vscode', 'podman', 'faults', 'ui'].map((layer) => `test/${layer}`);
const texts = [
  ...Object.keys(JSON.parse(readFileSync('l10n/bundle.l10n.json', 'utf8'))),
  ...Object.values(manifestTexts()),
];

describe('the texts that people read', () => {
  it('are quoted by no test but those of the texts themselves', () => {
    const finder = textFinder(texts, notOurs);
    const found = new Map<string, string[]>();
    for (const file of layers.flatMap(testFilesIn)) {
      for (const literal of literalsIn(readFileSync(file, 'utf8'))) {
        const text = finder.quotedBy(literal);
        if (text === undefined) continue;
        const quotes = found.get(file) ?? [];
        quotes.push(`${file}:${literal.line}: ${literal.pieces.join('…')} (${text})`);
        found.set(file, quotes);
      }
    }
    for (const file of Object.keys(textsAreTestedHere)) assert.ok(found.delete(file), `${file} quotes nothing`);
    for (const [file, quotes] of found) {
      assert.ok(quotes.length <= (left[file] ?? 0), `quotes what may be said in other words:\n${quotes.join('\n')}`);
    }
    const numbers = Object.fromEntries([...found].map(([file, quotes]) => [file, quotes.length]).sort());
    assert.deepEqual(numbers, left, 'fewer than test/unit/quoted-texts.json says: lower the number there');
  });

  it('are found in strings, templates and expressions, with their values and in parts', () => {
    const finder = textFinder(
      ['The volume "{0}" no longer exists.', 'Press any key to close this terminal.', '{0} ago. Build it again.'],
      notOurs,
    );
    const quotedIn = (source: string) => literalsIn(source).map((literal) => finder.quotedBy(literal) !== undefined);
    const quoting = [
      `f('The volume "data" no longer exists.')`,
      'f(`The volume "${name}" no longer exists.`)',
      'assert.match(text, /^The volume "\\w+" no longer exists\\./)',
      'assert.match(text, /no longer exists/i)',
      `const text = "Press any key";`,
      'const text = `${one / two} Press any key`;',
      'has(/^any key to close|other$/)',
      `f('── The volume "data" no longer exists.')`,
      `f('Then press any key to close this terminal, or wait')`,
    ];
    for (const source of quoting) assert.deepEqual(quotedIn(source).filter(Boolean), [true], source);
    const others = [
      `it('says that the volume no longer exists', () => {`,
      'describe(`the ${kind} no longer exists`, () => {',
      `// no longer exists\nf('data', /"data"/, "the build context");`,
      `f('3 minutes ago');`,
      'const half = all / 2; // no longer exists / 3',
    ];
    for (const source of others) assert.ok(!quotedIn(source).includes(true), source);
  });
});

function testFilesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`);
}
