// What the Enter key does in a Dockerfile, by the language configuration, as the editor applies it.
import assert from 'node:assert/strict';
import { commands, Position, Range, Selection, type TextEditor, window, workspace } from 'vscode';

describe('the Enter key in a Dockerfile', () => {
  let editor: TextEditor;
  before(async () => {
    editor = await window.showTextDocument(await workspace.openTextDocument({ language: 'dockerfile', content: '' }));
    editor.options = { insertSpaces: true, tabSize: 4 };
  });
  after(() => commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  /** Types Enter and `x` at the `|` of a text; what is there then. */
  async function entered(text: string): Promise<string> {
    const { document } = editor;
    const whole = new Range(new Position(0, 0), document.positionAt(document.getText().length));
    await editor.edit((builder) => builder.replace(whole, text.replace('|', '')));
    const position = document.positionAt(text.indexOf('|'));
    editor.selection = new Selection(position, position);
    await commands.executeCommand('type', { text: '\n' });
    await commands.executeCommand('type', { text: 'x' });
    return document.getText();
  }

  /** The colours of a line, by which the editor knows its language, may come a moment after the text. */
  async function becomes(text: string, expected: string): Promise<void> {
    for (let tries = 0; tries < 20; tries++) if ((await entered(text)) === expected) return;
    assert.equal(await entered(text), expected);
  }

  it('indents the first continued line, keeps the next ones, and comes back at the end', async () => {
    await becomes('RUN a && \\|', 'RUN a && \\\n    x');
    await becomes('FROM a\nENV a=b \\|', 'FROM a\nENV a=b \\\n    x');
    await becomes('RUN a && \\\n    b && \\|', 'RUN a && \\\n    b && \\\n    x');
    await becomes('RUN a && \\\n    b|', 'RUN a && \\\n    b\nx');
    await becomes('RUN a|', 'RUN a\nx');
  });

  it('goes on with a comment that is broken in two, and ends one behind its end', async () => {
    await becomes('# one| two', '# one\n# x two');
    await becomes('# one|', '# one\nx');
    // A comment that is written above an instruction does not take that in.
    await becomes('# one|FROM a', '# one\nxFROM a');
  });
});
