// The Host of the commands, by VS Code's own dialogs, notifications, terminals and documents.
import {
  commands,
  Disposable,
  env,
  type LogOutputChannel,
  languages,
  ProgressLocation,
  ThemeIcon,
  Uri,
  window,
  workspace,
} from 'vscode';
import { Cancelled, type Host, type Progress } from '../commands/host.ts';
import { dockerfileSelector, findDockerfiles } from './dockerfiles.ts';
import { abortSignalOf } from './lifetime.ts';
import { type ReadOnlyDocuments, registerReadOnlyDocuments } from './read-only-documents.ts';
import { reportError } from './report.ts';
import { createTerminals } from './terminals.ts';

/** What is over sooner needs no notification: it would only flash. */
const quick = 400;

export function createHost(log: LogOutputChannel): Host & Disposable {
  const documents: ReadOnlyDocuments = registerReadOnlyDocuments();
  const terminals = createTerminals(log);
  const lifetime = Disposable.from(documents, terminals);
  return {
    async pick(title, placeholder, choices) {
      const items = choices.map(({ label, description, detail, icon, value }) => ({
        label,
        value,
        ...(description === undefined ? {} : { description }),
        ...(detail === undefined ? {} : { detail }),
        ...(icon === undefined ? {} : { iconPath: new ThemeIcon(icon) }),
      }));
      const picked = await window.showQuickPick(items, {
        title,
        placeHolder: placeholder,
        matchOnDescription: true,
        matchOnDetail: true,
      });
      if (!picked) throw new Cancelled();
      return picked.value;
    },

    async ask({ title, prompt, value, placeholder, validate }) {
      const answer = await window.showInputBox({
        title,
        prompt,
        ignoreFocusOut: true,
        ...(value === undefined ? {} : { value }),
        ...(placeholder === undefined ? {} : { placeHolder: placeholder }),
        ...(validate === undefined ? {} : { validateInput: validate }),
      });
      if (answer === undefined) throw new Cancelled();
      return answer;
    },

    async confirm({ question, detail, action }) {
      const answer = await window.showWarningMessage(question, { modal: true, detail }, action);
      if (answer !== action) throw new Cancelled();
    },

    progress: showProgress,

    inform(message, offers = []) {
      const titles = offers.map(({ title }) => title);
      void window.showInformationMessage(message, ...titles).then(async (answer) => {
        try {
          await offers.find(({ title }) => title === answer)?.run();
        } catch (error) {
          reportError(error, log, String(answer));
        }
      });
    },

    runInTerminal: (program) => terminals.run(program),

    async showDocument(name, text) {
      await window.showTextDocument(await workspace.openTextDocument(documents.put(name, text)), { preview: true });
    },

    async showPage(name, markdown) {
      await commands.executeCommand('markdown.showPreview', documents.put(name, markdown));
    },

    async openInBrowser(url) {
      await env.openExternal(Uri.parse(url));
    },

    async copy(text) {
      await env.clipboard.writeText(text);
      window.setStatusBarMessage(`$(check) Copied ${text.length > 60 ? `${text.slice(0, 57)}…` : text}`, 3000);
    },

    showLog: () => log.show(),

    async saveFile(path) {
      const document = workspace.textDocuments.find(({ uri }) => uri.scheme === 'file' && uri.fsPath === path);
      if (document?.isDirty && !(await document.save())) throw new Cancelled();
    },

    activeDockerfile() {
      const document = window.activeTextEditor?.document;
      const isOnDisk = document?.uri.scheme === 'file';
      return document && isOnDisk && languages.match(dockerfileSelector, document) > 0
        ? document.uri.fsPath
        : undefined;
    },

    findDockerfiles: async () => (await findDockerfiles()).map(({ fsPath }) => fsPath),

    dispose: () => lifetime.dispose(),
  };
}

/** Runs at once; a notification with Cancel appears only if it takes more than a moment. */
async function showProgress<T>(
  title: string,
  work: (report: (progress: Progress) => void, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const cancel = new AbortController();
  let latest: Progress = {};
  let shown: ((progress: Progress) => void) | undefined;
  const done = work((progress) => {
    latest = progress;
    shown?.(progress);
  }, cancel.signal);
  if (await settlesWithin(done, quick)) return done;
  return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (bar, token) => {
    abortSignalOf(token).addEventListener('abort', () => cancel.abort(new Cancelled()), { once: true });
    let percent = 0;
    shown = ({ message, fraction }) => {
      const next = Math.max(percent, Math.round((fraction ?? 0) * 100));
      bar.report({ ...(message === undefined ? {} : { message }), increment: next - percent });
      percent = next;
    };
    shown(latest);
    return done;
  });
}

async function settlesWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const settled = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([settled, late]);
  } finally {
    clearTimeout(timer);
  }
}
