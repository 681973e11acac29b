// Which build a command means.
import { dirname } from 'node:path';
import * as l10n from '@vscode/l10n';
import { type BuildRecord, summaryOf } from '../../builds/record.ts';
import { UserError } from '../../user-error.ts';
import type { CommandServices, ObjectIds } from '../host/command.ts';
import { buildName } from './log.ts';

/** The one given, else the user's pick. `asks`: even if there is but one to choose. */
export async function chooseBuild(
  { builds, host }: CommandServices,
  ids: ObjectIds | undefined,
  title: string,
  fits: (record: BuildRecord) => boolean = () => true,
  asks = true,
): Promise<BuildRecord> {
  await builds.load();
  const fitting = builds.records.filter(fits);
  if (ids) {
    const given = fitting.find(({ id }) => ids.includes(id));
    if (!given) throw new UserError('not-found', l10n.t('That build no longer exists.'));
    return given;
  }
  const [only] = fitting;
  if (only && fitting.length === 1 && !asks) return only;
  if (fitting.length === 0) {
    throw new UserError('not-found', l10n.t('There are no such builds yet. Build a Dockerfile to see it here.'));
  }
  const now = Date.now();
  return host.pick(
    title,
    l10n.t('Build'),
    fitting.map((record) => ({
      label: buildName(record),
      description: summaryOf(record, now),
      detail: dirname(record.dockerfile),
      value: record,
    })),
  );
}
