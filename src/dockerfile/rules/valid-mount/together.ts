// What must and must not stand together in a mount. Sources: BuildKit's instructions/commands_runmount.go and
// dockerfile2llb/convert_ssh.go, both in frontend/dockerfile.
import * as l10n from '@vscode/l10n';
import type { RunMount } from '../../meaning/run-mounts.ts';
import type { Span } from '../../text/range.ts';
import type { MountFault, ReadOptions } from './fault.ts';

/** The first of such faults; none where the type is not known. */
export function wholeFault(mount: RunMount, read: ReadOptions): MountFault | undefined {
  const type = (read.has('type') ? read.get('type') : 'bind')?.toLowerCase();
  if (type === undefined) return undefined;
  const isSet = (name: string) => read.has(name) && read.get(name) !== '';
  const at = (...names: readonly string[]) => optionSpan(mount, names);
  if (type === 'bind' || type === 'tmpfs') {
    const name = ['mode', 'uid', 'gid'].find((each) => read.has(each));
    if (name !== undefined) {
      return {
        span: at(name),
        message: l10n.t('A mount of type {0} has no {1}; cache, secret and ssh do', type, name),
      };
    }
  }
  if (isSet('sharing') && type !== 'cache') {
    return {
      span: at('sharing'),
      message: l10n.t('Only a cache can be shared; a mount of type {0} has no sharing', type),
    };
  }
  if (type === 'secret') return secretFault(mount, isSet, at);
  if (type === 'ssh' && isSet('source')) {
    return {
      span: at('source', 'src'),
      message: l10n.t('A mount of type ssh has no source; select the agent with id='),
    };
  }
  return undefined;
}

function secretFault(
  mount: RunMount,
  isSet: (name: string) => boolean,
  at: (...names: readonly string[]) => Span,
): MountFault | undefined {
  if (isSet('from'))
    return { span: at('from'), message: l10n.t('A secret comes from the build command, so it has no from') };
  if (!isSet('source') && !isSet('target') && !isSet('id')) {
    return { span: mount.flag.value ?? mount.flag, message: l10n.t('The mount does not name a secret; add id=…') };
  }
  if (isSet('source') && isSet('id')) {
    return { span: at('source', 'src'), message: l10n.t('Both id and source name the secret; keep one of them') };
  }
  return undefined;
}

function optionSpan({ options, flag }: RunMount, names: readonly string[]): Span {
  return options.findLast(({ name }) => names.includes(name)) ?? flag;
}
