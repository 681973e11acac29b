// What the providers of language features share: the answers, loaded at the first question, for a document as it is.
import type { LogOutputChannel, TextDocument } from 'vscode';
import type { LintSurroundings } from '../dockerfile/rule-parts/rule.ts';
import type { DockerfileDocument } from '../dockerfile/text/document.ts';
import type { Folder } from '../surroundings/folder.ts';
import type { ParsedDockerfiles } from './dockerfiles.ts';
import { logError } from './report.ts';

export type Answers = typeof import('../dockerfile/language/answers.ts');

export interface Asked {
  readonly answers: Answers;
  readonly parsed: DockerfileDocument;
}

/** What lies around a document. */
export interface Neighbours {
  /** What is known beside the text: the files of its build context. */
  surroundings(document: TextDocument): Promise<LintSurroundings>;
  folder(document: TextDocument): Folder | undefined;
}

export interface LanguageSupport extends Neighbours {
  /**
   * What `work` answers of the document as it is now; undefined if it failed, which is logged, or if the document has changed
   * meanwhile: an answer about another text helps nobody.
   */
  ask<T>(what: string, document: TextDocument, work: (asked: Asked) => T | Promise<T>): Promise<T | undefined>;
}

export function createLanguageSupport(
  parsedDockerfiles: ParsedDockerfiles,
  neighbours: Neighbours,
  log: LogOutputChannel,
): LanguageSupport {
  return {
    ...neighbours,
    async ask(what, document, work) {
      const { version } = document;
      try {
        const answers = await import('../dockerfile/language/answers.ts');
        if (document.isClosed || document.version !== version) return undefined;
        const answer = await work({ answers, parsed: parsedDockerfiles.of(document) });
        return document.isClosed || document.version !== version ? undefined : answer;
      } catch (error) {
        logError(error, log, what);
        return undefined;
      }
    },
  };
}
