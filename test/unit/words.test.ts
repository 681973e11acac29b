// The sentences that people read: l10n/bundle.l10n.json has all of those in the sources, and each other bundle all of them
// in another language.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';

/** With the call's name and the quotes: what stands between the parentheses at first. */
const calls = /\bl10n\.t\(\s*('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")?/g;

const sources = ['src', 'media']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
  .filter((file) => file.endsWith('.ts'));
const english: Record<string, string> = JSON.parse(readFileSync('l10n/bundle.l10n.json', 'utf8'));

/** What a literal in single or double quotes says. */
function textOf(literal: string): string {
  const inside = literal.slice(1, -1).replaceAll("\\'", "'");
  return JSON.parse(`"${literal.startsWith("'") ? inside.replaceAll(/(?<!\\)"/g, '\\"') : inside}"`);
}

describe('the sentences of the sources', () => {
  it('are written where they are used, as one literal each', () => {
    for (const file of sources) {
      for (const [, literal] of readFileSync(file, 'utf8').matchAll(calls)) assert.ok(literal, file);
    }
  });

  it('are the only ones that a foreseen failure is told in', () => {
    // The literal that stands second: the first is the kind, or the path.
    const untranslated = /\bnew (?:EngineError|UserError|BuildContextError)\(\s*[^,()]+,\s*['"`][^'"`]*[a-z] [a-z]/g;
    const found = sources.flatMap((file) => readFileSync(file, 'utf8').match(untranslated) ?? []);
    assert.deepEqual(found, []);
  });

  it('are those of l10n/bundle.l10n.json (npm run l10n collects them)', () => {
    const used = sources.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(calls)].map(([, literal]) => textOf(String(literal))),
    );
    assert.deepEqual([...new Set(used)].sort(), Object.keys(english).sort());
  });
});

const languages = readdirSync('l10n').flatMap((file) => /^bundle\.l10n\.(.+)\.json$/.exec(file)?.[1] ?? []);

/** The sentences on the buttons of dialogs and notifications: `action: …`, and `{ title: …, run …`. */
const onButtons = (text: string): string[] =>
  [
    ...text.matchAll(/\baction:\s*l10n\.t\(\s*('(?:[^'\\\n]|\\.)*')/g),
    ...text.matchAll(/\btitle:\s*l10n\.t\(\s*('(?:[^'\\\n]|\\.)*')[^;{}]*?\),\s*run\b/g),
  ].map(([, literal]) => textOf(String(literal)));

/** In columns: a Korean syllable is as wide as two Latin letters. */
const widthOf = (text: string): number =>
  [...text].reduce((width, character) => width + (/[\u1100-\uffdc]/.test(character) ? 2 : 1), 0);

describe('the words on buttons', () => {
  const buttons = [...new Set(sources.flatMap((file) => onButtons(readFileSync(file, 'utf8'))))];
  /** Two of these stand beside each other in a notification, which is 450 pixels wide. */
  const widest = 34;

  it('are found', () => {
    assert.ok(buttons.length > 30, `${buttons.length} buttons`);
    assert.deepEqual(
      onButtons("x({ action: l10n.t('Remove') }, [{ title: l10n.t('Open {0}', name), run: () => 1 }])"),
      ['Remove', 'Open {0}'],
    );
  });

  it('fit there in English', () =>
    assert.deepEqual(
      buttons.filter((text) => widthOf(text) > widest),
      [],
    ));

  for (const language of languages) {
    it(`${language}: fit there`, () => {
      const bundle: Record<string, string> = JSON.parse(readFileSync(`l10n/bundle.l10n.${language}.json`, 'utf8'));
      assert.deepEqual(
        buttons.filter((text) => widthOf(bundle[text] ?? '') > widest),
        [],
      );
    });
  }
});

/** Turns that no native writer uses of a program. */
const bannedTurns: readonly RegExp[] = [
  /\bparted by\b/i,
  /\bcomes? back\b/i,
  /\bfor good\b.*\bgone\b/i,
  /\bof its own accord\b/i,
  /\bsays no\b/i,
  /\bmend\b/i,
  /\bmade anew\b/i,
  /\banew\b/i,
  /\bin the clear\b/i,
  /\bsmall letters\b/i,
  /\blower case\b/i,
  /\ball the same\b/i,
  /\bby now\b/i,
  /\bmeanwhile\b/i,
  /\bnobody is logged in\b/i,
  /(?<!there )\bis no (?:name|image|registry|port|signal|number|address|folder|file|stage)\b/i,
  /\bwho(?:ever)? gets\b/i,
];

describe('the English', () => {
  const texts = { ...english, ...(JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>) };
  for (const turn of bannedTurns) {
    it(`has no ${turn}`, () =>
      assert.deepEqual(
        Object.values(texts).filter((text) => turn.test(text)),
        [],
      ));
  }
});

describe('the papers', () => {
  // Not those in which scripts quote Dockerfiles and figures.
  const papers = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'SUPPORT.md', 'CHANGELOG.md', 'docs/measured.md'];
  papers.push('docs/reliability.md', 'docs/forecast.md', 'docs/language.md', 'docs/commands.md');
  for (const paper of papers) {
    it(`${paper}: has no turn that is banned`, () => {
      const prose = readFileSync(paper, 'utf8').replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '');
      const found = bannedTurns.flatMap((turn) => prose.match(new RegExp(turn.source, 'gi')) ?? []);
      assert.deepEqual(found, []);
    });
  }
});

const placeholders = (text: string) => [...new Set(text.match(/\{\d+\}/g))].sort();

describe('the languages', () => {
  it('are the same for the manifest and for the sentences', () => {
    const ofManifest = readdirSync('.').flatMap((file) => /^package\.nls\.(.+)\.json$/.exec(file)?.[1] ?? []);
    assert.deepEqual(languages.sort(), ofManifest.sort());
  });

  for (const language of languages) {
    const texts: Record<string, string> = JSON.parse(readFileSync(`l10n/bundle.l10n.${language}.json`, 'utf8'));

    it(`${language}: has every sentence, and no other`, () =>
      assert.deepEqual(Object.keys(texts).sort(), Object.keys(english).sort()));

    it(`${language}: has the same places for values`, () => {
      for (const [key, text] of Object.entries(texts)) assert.deepEqual(placeholders(text), placeholders(key), key);
    });
  }

  it('ko: is Korean, and no particle hangs on a value', () => {
    const texts: Record<string, string> = JSON.parse(readFileSync('l10n/bundle.l10n.ko.json', 'utf8'));
    for (const [key, text] of Object.entries(texts)) {
      assert.doesNotMatch(text, /을\(를\)|를\(을\)|이\(가\)|은\(는\)|와\(과\)|\(으\)로|\{\d+\}"?[은는을를]\s/, key);
      // Three words in a row are a sentence, and not a name.
      if (/[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(key.replaceAll(/docker [a-z -]+/g, '')))
        assert.match(text, /[가-힣]/, key);
    }
  });
});
