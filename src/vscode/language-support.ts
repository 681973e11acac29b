// What the providers of language features share: the answers, loaded at the first question, for a document as it is.
import type { LogOutputChannel, TextDocument } from 'vscode';
import type { LintSurroundings } from '../dockerfile/rule-parts/rule.ts';
import type { DockerfileDocument } from '../dockerfile/text/document.ts';
import type { Folder } from '../surroundings/folder.ts';
import type { ParsedDockerfiles } from './dockerfiles.ts';
import { logError } from './report.ts';

type Answers = typeof import('../dockerfile/language/answers.ts');
export type MoreAnswers = typeof import('../dockerfile/language/more-answers.ts');

export interface Asked<T = Answers> {
  readonly answers: T;
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
  ask<T>(what: string, document: TextDocument, work: Work<Answers, T>): Promise<T | undefined>;
  /** The same of what only a person asks for. */
  askMore<T>(what: string, document: TextDocument, work: Work<MoreAnswers, T>): Promise<T | undefined>;
}

type Work<A, T> = (asked: Asked<A>) => T | Promise<T>;

export function createLanguageSupport(
  parsedDockerfiles: ParsedDockerfiles,
  neighbours: Neighbours,
  log: LogOutputChannel,
): LanguageSupport {
  const asking =
    <A>(load: () => Promise<A>) =>
    async <T>(what: string, document: TextDocument, work: Work<A, T>): Promise<T | undefined> => {
      const { version } = document;
      try {
        const answers = await load();
        if (document.isClosed || document.version !== version) return undefined;
        const answer = await work({ answers, parsed: parsedDockerfiles.of(document) });
        return document.isClosed || document.version !== version ? undefined : answer;
      } catch (error) {
        logError(error, log, what);
        return undefined;
      }
    };
  return {
    ...neighbours,
    ask: asking(() => import('../dockerfile/language/answers.ts')),
    askMore: asking(() => import('../dockerfile/language/more-answers.ts')),
  };
}
