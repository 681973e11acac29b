// The rows of the Containers view.
import * as l10n from '@vscode/l10n';
import { commandWithoutSecrets } from '../dockerfile/knowledge/hidden-values.ts';
import type { Container } from '../engine/container-api.ts';
import { formatAge } from '../quantities.ts';
import { inColumns } from './columns.ts';
import {
  type ContainerSource,
  containerColumns,
  containerFields,
  containersSummary,
  imageWords,
  isPublished,
  portWords,
  projectOf,
} from './container-columns.ts';
import {
  containerLook,
  containerStates,
  isStarted,
  needsAttention,
  sinceWhen,
  stateInFull,
  stateWords,
} from './container-state.ts';
import { filesOfContainer, fileTokens } from './file-rows.ts';
import type { Kind, Row } from './kind.ts';
import { noUsers } from './users.ts';

/** What a tooltip says beside the facts. */
export const containerSentences = {
  olderImage: (name: string) => l10n.t('{0} now refers to a newer image. Recreate the container to use it.', name),
  otherOptions: (name: string, options: string) =>
    l10n.t(
      'It has other options than those saved for {0}: {1}. Recreate the container to use the saved ones.',
      name,
      options,
    ),
};

const tokens = [
  'group',
  'someRunning',
  'someStopped',
  'somePublished',
  'project',
  'composeFile',
  'container',
  'published',
  'started',
  ...containerStates,
  ...fileTokens,
] as const;

export const containerKind: Kind<Container, ContainerSource> = {
  view: 'longshore.containers',
  title: l10n.t('Containers'),
  welcome: {
    connected: l10n.t(
      'No containers yet. A container is a program running from an image, with its own files and ports.\n[Run an Image](command:longshore.image.run)\n[Build and Run a Dockerfile](command:longshore.dockerfile.run)',
    ),
    idle: l10n.t('Looking for a Docker engine…'),
    'not-running': l10n.t(
      'No Docker engine answers.\n\nStart Docker Desktop, or on Linux run: sudo systemctl start docker. This view fills as soon as an engine is running.\n[Try Again](command:longshore.refresh)\n[Choose Another Engine](command:longshore.engine.choose)\n\nNo Docker yet? See [how to install it](https://docs.docker.com/engine/install/). Dockerfiles are checked without an engine.',
    ),
  },
  tokens,
  list: ({ containers }) => containers,
  failure: ({ failures }) => failures.containers?.message,
  // Running ones first: that is what people look for.
  compare: (a, b) => Number(isStarted(b)) - Number(isStarted(a)) || a.name.localeCompare(b.name),
  naturalOrder: l10n.t('Running First'),
  groupings: [
    { id: 'project', title: l10n.t('Compose Project'), of: projectOf, none: l10n.t('no project') },
    { id: 'image', title: l10n.t('Image'), of: imageWords, none: l10n.t('no image') },
    { id: 'network', title: l10n.t('Network'), of: ({ networks }) => networks[0], none: l10n.t('no network') },
    { id: 'state', title: l10n.t('State'), of: ({ state }) => stateWords[state], none: l10n.t('no state') },
  ],
  labels: ({ labels }) => labels,
  sortings: [
    { id: 'name', title: l10n.t('By Name'), compare: (a, b) => a.name.localeCompare(b.name) },
    {
      id: 'newest',
      title: l10n.t('Newest First'),
      compare: (a, b) => b.createdAt - a.createdAt || a.name.localeCompare(b.name),
    },
    {
      id: 'attention',
      title: l10n.t('Needing Attention First'),
      compare: (a, b) => containerLook(a).rank - containerLook(b).rank || a.name.localeCompare(b.name),
    },
  ],
  filters: [
    { id: 'running', title: l10n.t('Running'), keeps: isStarted },
    {
      id: 'stopped',
      title: l10n.t('Stopped'),
      keeps: ({ state }) => state === 'created' || state === 'exited' || state === 'dead',
    },
    { id: 'wrong', title: l10n.t('Needing Attention'), keeps: (container) => containerLook(container).isWrong },
  ],
  // A name that means another image now makes a container's image an older one.
  isTouchedBy: ({ containers, images, connection }) => containers || images || connection,
  times: (container) => [sinceWhen(container), container.createdAt],
  attention: ({ containers, doing }, now) =>
    containers.filter((container) => needsAttention(container, now, doing?.get(container.id))).length,
  columns: containerColumns,
  fields: () => containerFields,
  summary: containersSummary,
  row(container, source, now, users = noUsers, columns = []): Row {
    const doing = source.doing?.get(container.id);
    const { icon, tone, words, isPlain } = containerLook(container, doing);
    const newest = source.older?.of(container);
    const other = source.otherOptions?.of(container);
    return {
      id: `container/${container.id}`,
      object: { kind: 'container', id: container.id },
      label: container.name,
      description: inColumns(containerColumns, columns, container, { source, now, users }),
      tooltip: () => [
        [l10n.t('Container'), container.name],
        [l10n.t('State'), stateInFull(container, now, doing)],
        [l10n.t('Image'), newest ?? container.image],
        ...(newest === undefined ? [] : [[l10n.t('Older image'), containerSentences.olderImage(newest)] as const]),
        ...(other
          ? [[l10n.t('Other options'), containerSentences.otherOptions(other.name, other.differences)] as const]
          : []),
        [l10n.t('Command'), commandWithoutSecrets(container.command)],
        [l10n.t('Ports'), portWords(container.ports).join(', ') || l10n.t('none published')],
        [l10n.t('Created'), formatAge(container.createdAt, now)],
        [l10n.t('ID'), container.id.slice(0, 12)],
      ],
      icon,
      tone,
      tokens: [
        'container',
        container.state,
        ...(isStarted(container) ? ['started'] : []),
        ...(isPublished(container) ? ['published'] : []),
      ],
      spoken: isPlain ? words : l10n.t('container'),
      ...filesOfContainer(source.files, container.id),
    };
  },
};
