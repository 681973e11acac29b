// The documents that a client has open, and their one parse for each version. Changes come as edits.
import { type DockerfileDocument, parseDockerfile } from '../dockerfile/text/document.ts';
import { createLineIndex } from '../dockerfile/text/line-index.ts';
import type { Range } from '../dockerfile/text/range.ts';

export interface OpenDocument {
  readonly uri: string;
  readonly kind: 'dockerfile' | 'ignore-file';
  readonly version: number;
  readonly text: string;
  /** Parsed when it is asked for, once. */
  readonly parsed: DockerfileDocument;
  /** The latest version that somebody asked for. */
  readonly latestParsed: DockerfileDocument | undefined;
}

/** `range`: what is replaced; undefined: all of it. */
export interface Change {
  readonly range?: Range;
  readonly text: string;
}

export class OpenDocuments {
  private readonly byUri = new Map<string, OpenDocument>();

  open(uri: string, languageId: string, version: number, text: string): OpenDocument {
    const isIgnoreFile = /ignore$/.test(languageId) || /ignore$/.test(uri);
    return this.keep(uri, isIgnoreFile ? 'ignore-file' : 'dockerfile', version, text);
  }

  /** undefined if it is not open. */
  change(uri: string, version: number, changes: readonly Change[]): OpenDocument | undefined {
    const before = this.byUri.get(uri);
    return before && this.keep(uri, before.kind, version, changes.reduce(changed, before.text));
  }

  close(uri: string): void {
    this.byUri.delete(uri);
  }

  get(uri: string): OpenDocument | undefined {
    return this.byUri.get(uri);
  }

  all(): readonly OpenDocument[] {
    return [...this.byUri.values()];
  }

  private keep(uri: string, kind: OpenDocument['kind'], version: number, text: string): OpenDocument {
    const before = this.byUri.get(uri)?.latestParsed;
    let parsed: DockerfileDocument | undefined;
    const document: OpenDocument = {
      uri,
      kind,
      version,
      text,
      get parsed() {
        parsed ??= parseDockerfile(text, before);
        return parsed;
      },
      get latestParsed() {
        return parsed ?? before;
      },
    };
    this.byUri.set(uri, document);
    return document;
  }
}

function changed(text: string, { range, text: inserted }: Change): string {
  if (!range) return inserted;
  const lines = createLineIndex(text);
  return text.slice(0, lines.offsetAt(range.start)) + inserted + text.slice(lines.offsetAt(range.end));
}
