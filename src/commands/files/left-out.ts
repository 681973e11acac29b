// What is said of pipes, sockets and devices that no copy has.
import * as l10n from '@vscode/l10n';

export function leftOutWords(leftOut: number): string[] {
  if (leftOut === 0) return [];
  return [
    leftOut === 1
      ? l10n.t('1 pipe, socket or device was skipped, since it has no meaning on another machine.')
      : l10n.t('{0} pipes, sockets and devices were skipped, since they have no meaning on another machine.', leftOut),
  ];
}
