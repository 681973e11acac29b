// Names and their places: definition, references, rename and linked editing. ‸ is the cursor, ⟦ ⟧ what is answered.
import assert from 'node:assert/strict';
import { definitionsAt } from '../../../../src/dockerfile/language/definition.ts';
import { referencesAt } from '../../../../src/dockerfile/language/references.ts';
import {
  linkedRangesAt,
  renameAt,
  renameRangeAt,
  renameSentences,
} from '../../../../src/dockerfile/language/rename.ts';
import { cursorText, edited, marked, textIn } from '../../../support/cursor-text.ts';

/** The text with the marks that the references of its cursor have. */
function references(text: string): string {
  const { document, offset } = cursorText(text.replaceAll(/[⟦⟧]/g, ''));
  return marked(
    document,
    referencesAt(document, offset).map(({ range }) => range),
  );
}

function definition(text: string): string {
  const { document, offset } = cursorText(text.replaceAll(/[⟦⟧]/g, ''));
  const ranges = definitionsAt(document, offset).flatMap((found) => ('range' in found ? [found.range] : []));
  return marked(document, ranges);
}

function renamed(text: string, name = 'new'): string {
  const { document, offset } = cursorText(text);
  const rename = renameAt(document, offset, name);
  return 'refused' in rename ? rename.refused : edited(document, rename.edits);
}

const withoutCursor = (text: string) => text.replace('‸', '');

describe('the places of a name', () => {
  for (const text of [
    'FROM a AS ⟦one‸⟧\nFROM ⟦one⟧ AS two\nCOPY --from=⟦ONE⟧ /x /y\nRUN --mount=type=bind,from=⟦one⟧,target=/x true\n',
    `ARG ⟦v‸⟧=1\nFROM alpine:$⟦v⟧\nARG ⟦v⟧\nRUN echo \${⟦v⟧:-x}\nFROM alpine\nRUN echo $v\n`,
    'ARG ⟦v‸⟧=1\nFROM a\nARG v=2\nRUN echo $v\n',
    'FROM a AS base\nENV ⟦v⟧=1\nFROM base\nRUN echo "$⟦v‸⟧"\n',
    `FROM a\nENV ⟦v‸⟧=1\nWORKDIR \${x:-\${⟦v⟧}}/$⟦v⟧\n`,
    'FROM a\nENV ⟦v‸⟧=1 w=$⟦v⟧\nLABEL a=\'$v\' b="$⟦v⟧" c=\\$v\n',
    "FROM a\nENV ⟦v‸⟧=1\nRUN awk '{print $v}' x && echo \"$⟦v⟧\" '$w costs' && envsubst '$⟦v⟧ $w' < a\n",
    'FROM a\nENV ⟦v‸⟧=1\nRUN echo $⟦v⟧; v=2; echo $v\n',
    'FROM a\nENV ⟦v‸⟧=1\nRUN v=$⟦v⟧/x && echo $v\n',
    'FROM a\nENV ⟦v‸⟧=1\nRUN make v=$⟦v⟧ && echo $⟦v⟧\n',
    `FROM a\nENV ⟦v‸⟧=1\nRUN <<EOF\necho $⟦v⟧ # don't\necho "\${⟦v⟧%x}"\nEOF\n`,
    `FROM a\nENV ⟦v‸⟧=1\nRUN cat <<'EOF' > x\n$v\nEOF\nCOPY <<EOF /y\n\${⟦v⟧}\nEOF\nCOPY <<"EOF" /z\n$v\nEOF\n`,
    'FROM a\nENV ⟦v‸⟧=1\nRUN ["echo", "$v"]\nENTRYPOINT exec x $⟦v⟧\nHEALTHCHECK CMD curl $⟦v⟧\n',
    "FROM a\nENV ⟦v‸⟧=1\nRUN sh -c 'echo $⟦v⟧' && echo \"$(ls '$w' $⟦v⟧)\" $⟦v⟧\n",
    'FROM a\nARG ⟦v‸⟧\nRUN echo $⟦v⟧\nCMD echo $v\n',
    'FROM a\nARG ⟦v⟧\nENV ⟦v⟧=$⟦v⟧\nCMD echo $⟦v‸⟧\n',
    'FROM a\nCMD echo $⟦v‸⟧\nENV ⟦v⟧=1\n',
    'FROM a AS b\nENV ⟦v‸⟧=1\nFROM b\nENTRYPOINT echo $⟦v⟧\n',
    'FROM a\nONBUILD ARG ⟦v‸⟧\nONBUILD RUN echo $⟦v⟧\n',
    'RUN <<⟦EOF‸⟧ cat\n$EOF\n⟦EOF⟧\n',
    'COPY <<-"⟦EOF⟧" /x\n\tEOFx\n\t⟦EO‸F⟧\n',
    'FROM a\nENV ⟦port‸⟧=1\nEXPOSE $⟦po\\\nrt⟧\n',
    'FROM a\nRUN echo ‸x\n',
  ]) {
    it(JSON.stringify(text), () => assert.equal(references(text), withoutCursor(text)));
  }
});

describe('the definition', () => {
  for (const text of [
    'FROM a AS ⟦one⟧\nFROM b\nCOPY --from=one‸ /x /y\n',
    'FROM ⟦a⟧\nFROM b\nCOPY --from=0‸ /x /y\n',
    'FROM a AS ⟦one⟧\nFROM b\nRUN --mount=type=bind,from=on‸e,target=/x true\n',
    'FROM a AS base\nENV ⟦v⟧=1\nFROM base\nRUN echo $v‸\n',
    `FROM a\nARG ⟦b⟧\nENV a=1\nWORKDIR \${a:-\${b‸}}\n`,
    'FROM a\nENV ⟦v⟧=1\nRUN echo $v‸\nENV v=2\n',
    'FROM a\nENV ⟦v⟧=1\nENV v=$v‸\n',
    'ARG ⟦v⟧\n ARG a=$v‸\nFROM b\n',
    'ENV image=a\nFROM $image‸\n',
    'FROM a\nRUN <<EOF\nFROM b‸ AS c\nEOF\n',
  ]) {
    it(JSON.stringify(text), () => assert.equal(definition(text), withoutCursor(text)));
  }

  it('of a file is that file', () => {
    const { document, offset } = cursorText('FROM a\nCOPY src/ma‸in.ts /\n');
    const surroundings = { contextEntries: new Map([['src', new Set(['main.ts'])]]), contextPath: '..' };
    assert.deepEqual(definitionsAt(document, offset, surroundings), [{ path: '../src/main.ts' }]);
  });
});

describe('rename', () => {
  it('changes a stage wherever it is meant', () =>
    assert.equal(
      renamed('FROM a AS one‸\nFROM one\nCOPY --from=0 /x /\nRUN --mount=from=one,target=/x true\n'),
      'FROM a AS new\nFROM new\nCOPY --from=0 /x /\nRUN --mount=from=new,target=/x true\n',
    ));
  it('changes a variable at its ARG, too', () =>
    assert.equal(renamed('FROM a\nARG x=1 y=2\nRUN echo $y‸\n'), 'FROM a\nARG x=1 new=2\nRUN echo $new\n'));
  it('joins a name that goes over two lines', () =>
    assert.equal(renamed('FROM a\nENV p‸ort=1\nEXPOSE $po\\\nrt\n'), 'FROM a\nENV new=1\nEXPOSE $new\n'));
  it('refuses names that are none', () => {
    assert.equal(renamed('FROM a\nARG v‸\n', '1a'), renameSentences.variable('1a'));
    assert.equal(renamed('FROM a AS v‸\n', '1a'), renameSentences.stage('1a'));
    assert.equal(renamed('FROM a\nRUN <<EOF‸\nEOF\n', 'a b'), renameSentences.heredoc('a b'));
    assert.equal(renamed('FROM a‸\n'), renameSentences.nothing());
  });
  it('leaves what the builder names, and numbers', () => {
    for (const text of [
      'FROM a\nENV PA‸TH=/b\n',
      'FROM a\nENV L‸IBS=/b:$LIBS\n',
      'FROM a\nARG TARGET‸ARCH\n',
      'FROM a\nFROM b\nCOPY --from=0‸ /x /\n',
      'FROM a‸',
    ]) {
      const { document, offset } = cursorText(text);
      assert.equal(renameRangeAt(document, offset), undefined, text);
    }
  });
});

describe('linked editing', () => {
  it('holds the two ends of a heredoc together', () => {
    const { document, offset, ranges } = cursorText('RUN <<⟦EO‸F⟧\ntrue\n⟦EOF⟧\n');
    assert.deepEqual(linkedRangesAt(document, offset), ranges);
    assert.equal(ranges.map((range) => textIn(document, range)).join(), 'EOF,EOF');
  });
  it('is for nothing else', () => {
    const { document, offset } = cursorText('FROM a AS b‸\nFROM b\n');
    assert.deepEqual(linkedRangesAt(document, offset), []);
  });
});
