// Why the steps of the last build ran: what was foreseen when it began, from the record of the build before.
import * as l10n from '@vscode/l10n';
import type { StepReasons } from '../builds/history.ts';
import { pastReasonText, questionText } from './forecast-text.ts';
import type { Foreseen } from './foreseen.ts';

export interface RanReasons {
  /** A build began. `text`: of its Dockerfile. */
  note(dockerfile: string, text: string, foreseen: Foreseen): void;
  /**
   * Of a step that ran, by where its instruction starts in that text. undefined: nothing is known, or it is another build.
   */
  of(dockerfile: string, text: string, start: number): string | undefined;
}

export function createRanReasons(): RanReasons {
  const builds = new Map<string, { readonly text: string; readonly foreseen: Foreseen }>();
  return {
    note: (dockerfile, text, foreseen) => void builds.set(dockerfile, { text, foreseen }),
    of(dockerfile, text, start) {
      const build = builds.get(dockerfile);
      if (build?.text !== text) return undefined;
      const found = build.foreseen.steps.find(({ step }) => step.start === start);
      return found && found.step.keyword !== 'FROM' ? whyText(found) : undefined;
    },
  };
}

/** Of each step that does not say only that nothing is known, by the line of its instruction; for when it has run. */
export function reasonsByLine({ steps }: Foreseen): StepReasons {
  const telling = steps.filter(
    ({ step, verdict }) =>
      step.keyword !== 'FROM' && !(verdict.kind === 'runs' && verdict.reason.kind === 'never-built'),
  );
  return new Map(
    telling.map((each) => {
      const { verdict } = each;
      const follows = verdict.kind === 'runs' && (verdict.reason.kind === 'above' || verdict.reason.kind === 'stage');
      return [each.step.line, { words: whyText(each), isCause: verdict.kind === 'runs' && !follows }];
    }),
  );
}

function whyText({ verdict }: Foreseen['steps'][number]): string {
  switch (verdict.kind) {
    case 'runs':
      return ranFor(pastReasonText(verdict.reason));
    case 'depends':
      return l10n.t('It ran: the files from stage {0} changed.', verdict.stage);
    case 'unknown':
      return l10n.t('It ran. This was not known before the build: {0}.', questionText(verdict.question));
    case 'reused':
      return l10n.t(
        'It ran, although the forecast was that it would be reused. Please run the command Report Wrong Forecast.',
      );
  }
}

export const ranFor = (reason: string): string => l10n.t('It ran: {0}.', reason);
