// What the editor shows of our diagnostics, and waiting for it.
import { type Diagnostic, languages, type TextDocument, type Uri, window, workspace } from 'vscode';

/** Waits for our diagnostics of a document to be so; the editor tells when they change. `source`: who tells them. */
export async function diagnosticsWhen(
  uri: Uri,
  wanted: (diagnostics: readonly Diagnostic[]) => boolean,
  source = 'longshore',
): Promise<readonly Diagnostic[]> {
  return new Promise((resolve) => {
    const look = () => {
      const now = languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === source);
      if (!wanted(now)) return;
      subscription.dispose();
      resolve(now);
    };
    const subscription = languages.onDidChangeDiagnostics(look);
    look();
  });
}

/** The rule's id. */
export const codeOf = ({ code }: Diagnostic): string => String(typeof code === 'object' ? code.value : code);

/** A Dockerfile without a place, shown. */
export async function untitled(content: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument({ language: 'dockerfile', content });
  await window.showTextDocument(document);
  return document;
}
