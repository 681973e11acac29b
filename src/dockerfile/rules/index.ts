// The list of all rules, by id. A test compares it with the folder.
import type { Rule } from '../rule.ts';
import { absoluteWorkdir } from './absolute-workdir.ts';
import { copyManifestBeforeInstall } from './copy-manifest-before-install.ts';
import { execFormCmd } from './exec-form-cmd.ts';
import { fromFirst } from './from-first.ts';
import { knownInstruction } from './known-instruction.ts';
import { noServerInRun } from './no-server-in-run.ts';
import { noSlashComment } from './no-slash-comment.ts';
import { noSudo } from './no-sudo.ts';
import { oneCmd } from './one-cmd.ts';
import { oneEntrypoint } from './one-entrypoint.ts';
import { pinBaseImage } from './pin-base-image.ts';
import { workdirNotCd } from './workdir-not-cd.ts';

export const rules: readonly Rule[] = [
  absoluteWorkdir,
  copyManifestBeforeInstall,
  execFormCmd,
  fromFirst,
  knownInstruction,
  noServerInRun,
  noSlashComment,
  noSudo,
  oneCmd,
  oneEntrypoint,
  pinBaseImage,
  workdirNotCd,
];
