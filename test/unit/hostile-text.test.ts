// Names, labels and log lines of strangers, wherever they stand beside our own text: no control sequence reaches a terminal
// through our lines, no markup a page, and nothing turns or hides what stands beside it.
import assert from 'node:assert/strict';
import { plainOutput } from '../../src/commands/terminals/terminal-text.ts';
import { containerKind } from '../../src/explorer/containers.ts';
import { arrange, plainLayout } from '../../src/explorer/layout.ts';
import { plainText } from '../../src/panels/page.ts';
import { visibleText } from '../../src/visible-text.ts';
import { aContainer } from '../support/fake-engine.ts';

const hostile: Readonly<Record<string, string>> = {
  'a colour': '\u001b[31mred\u001b[0m',
  'the clipboard': '\u001b]52;c;ZXZpbA==\u0007',
  'a link': '\u001b]8;;https://evil.test\u001b\\click\u001b]8;;\u001b\\',
  'a title': '\u001b]0;root@host\u0007',
  'the end of a paste': '\u001b[201~rm -rf /\r',
  'a cleared screen': '\u001b[2J\u001b[H',
  'a device string': '\u001bP+q544e\u001b\\',
  'C1 controls': '\u009b31mred\u009d52;c;x\u009c',
  'a carriage return': 'good\rbad',
  'a line end': 'one\ntwo',
  'a zero': 'a\u0000b',
  'a bell and a backspace': 'a\u0007\u0008b',
  'an override': 'txt.\u202egpj',
  isolates: '\u2066a\u2069',
  'a byte order mark': '\ufeffa',
  'zero width': 'a\u200bb',
};
const markup: Readonly<Record<string, string>> = {
  'a command link': '[x](command:workbench.action.terminal.sendSequence)',
  'an image': '![x](https://evil.test/x.png)',
  HTML: '<img src=x onerror=alert(1)>',
  'a table': '| a | b |',
  code: '`code`',
  'an icon': '$(trash) gone',
};
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

describe('hostile text', () => {
  for (const [name, text] of Object.entries({ ...hostile, ...markup })) {
    it(`with ${name} is inert in rows, pages and terminals`, () => {
      assert.doesNotMatch(visibleText(text), unseen);
      assert.doesNotMatch(visibleText(text), /\n/);
      assert.doesNotMatch(plainText(text), unseen);
      // Nothing is left that markdown or HTML would read: each sign is escaped.
      assert.doesNotMatch(plainText(text), /(?<!\\)[[\]()<>|`!$]/);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal would obey it
      assert.doesNotMatch(plainOutput(text), /[\u001b\u009b\u009d\u0090\u0007]/);
      const container = aContainer({ name: text, image: text, labels: { 'com.docker.compose.project': text } });
      const [row] = arrange(containerKind, { containers: [container] } as never, plainLayout, Date.now());
      assert.ok(row);
      assert.doesNotMatch(visibleText(`${row.label} ${row.description} ${row.spoken}`), unseen);
    });
  }
});
