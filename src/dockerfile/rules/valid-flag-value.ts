// Values of flags of which there are only a few, or which have a form.
import * as l10n from '@vscode/l10n';
import { builderInstructions, checkedFlags } from '../meaning/builder-instructions.ts';
import { visitFlags } from '../meaning/flags-with-variables.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { checksumFault } from './valid-flag-value/checksum.ts';
import { deviceFault } from './valid-flag-value/device.ts';
import { choiceFault, type FlagFault, modeFault } from './valid-flag-value/fault.ts';

const choices: Readonly<Record<string, readonly string[]>> = {
  network: ['default', 'none', 'host'],
  security: ['sandbox', 'insecure'],
};

export const validFlagValue: Rule = {
  id: 'valid-flag-value',
  aliases: [],
  severity: 'error',
  title: l10n.t('Use valid values for flags'),
  why: l10n.t(
    'Some flags only accept certain values: RUN --network is default, none or host. --chmod takes a number such as 0755 or changes such as u=rwX, and --checksum is for downloads. The builder rejects anything else, in some cases only when it reaches that line.',
  ),
  bad: 'FROM alpine:3.20\nRUN --network=⟦bridge⟧ apk upgrade\n',
  good: 'FROM alpine:3.20\nRUN --network=default apk upgrade\n',
  check(document, report, { buildArguments }) {
    const tell = (fault: FlagFault | undefined) => {
      if (!fault) return;
      const { span, message, meant } = fault;
      const range = document.rangeOf(span);
      const fix =
        meant === undefined
          ? undefined
          : { title: l10n.t('Change to {0}', meant), edits: [{ range, text: meant }], safe: false };
      report({ range, message, fix });
    };
    for (const instruction of builderInstructions(document)) {
      if (instruction.keyword !== 'RUN') continue;
      for (const flag of checkedFlags(instruction)) {
        // Variables are not replaced in these.
        const known = Object.hasOwn(choices, flag.name) ? choices[flag.name] : undefined;
        if (known) tell(choiceFault(document, flag, known));
        else if (flag.name === 'device') tell(deviceFault(document, instruction, flag));
      }
    }
    visitFlags(
      document,
      ['chmod', 'checksum'],
      (flag, instruction, resolve) => {
        if (instruction.keyword !== 'ADD' && instruction.keyword !== 'COPY') return;
        if (flag.name === 'chmod') tell(modeFault(document, flag, resolve));
        else if (instruction.keyword === 'ADD') tell(checksumFault(document, instruction, flag, resolve));
      },
      buildArguments,
    );
  },
};
