// The main job as a new user does it, from a Dockerfile with faults to a page in the browser and back to nothing, in a
// real VS Code with the packaged extension and a real engine. Each step keeps a screenshot in out/screenshots/.
import assert from 'node:assert/strict';
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { isLostAlone } from '../../src/commands/containers/state.ts';
import { inspectImageQuestion } from '../../src/commands/images/commands.ts';
import { theOption } from '../../src/commands/options/index.ts';
import { runningWords } from '../../src/commands/running/start.ts';
import { attachedWords } from '../../src/commands/terminals/container-terminals.ts';
import { exitedWords } from '../../src/commands/terminals/joined-terminal.ts';
import { toThisStage } from '../../src/commands/text/lens-titles.ts';
import { cannotReach } from '../../src/engine/failures/of-registries.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { checkout } from '../support/checkout.mjs';
import { paletteTitleOf, titleOf } from '../support/command-titles.ts';
import { removeContainer, removeImage } from '../support/engine-cleanup.ts';
import { patternOf } from '../support/sentence-pattern.ts';
import { openVsCode, type VsCode } from './driver.ts';

const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');
const base = 'longshore-sample/busybox:1';
/** The engine may be a developer's own: nothing there has this name. */
const site = 'longshore-test-site';
const image = `${site}:latest`;
/** The container's row, by its accessible name. */
/** How its program takes the signal is its own affair. */
const exitedSomehow = new RegExp(
  [0, 1, 137, 143].map((code) => patternOf(() => exitedWords(`"${site}"`, code)).source).join('|'),
);
const running = new RegExp(`^${site} .*, running$`);
const exited = new RegExp(`^${site} stopped`);

/** What the user does, one thing after the other. */
const story: readonly ((vscode: VsCode) => Promise<void>)[] = [
  // Opens the sample Dockerfile and sees its faults.
  (vscode) =>
    vscode.step('faults of the shop', async () => {
      await vscode.openFile('shop/Dockerfile');
      await vscode.codeLens(/^Build$/).waitFor();
      const problems = await vscode.openProblems();
      await problems.filter({ hasText: 'copy-manifest-before-install' }).waitFor();
      const said = (await problems.allInnerTexts()).join('\n');
      for (const rule of ['no-slash-comment', 'pin-base-image', 'no-server-in-run']) {
        assert.ok(said.includes(rule), `${rule} in ${said}`);
      }
    }),

  // Reads why.
  (vscode) =>
    vscode.step('why a rule is there', async () => {
      const hover = await vscode.hoverText('node server.js');
      assert.match(hover, /no-server-in-run/);
    }),

  // Sees the fixes, and applies the one for the cache order.
  async (vscode) => {
    await vscode.step('quick fixes', () => vscode.openQuickFixes('COPY . .'));
    await vscode.step('cache order repaired', async () => {
      await vscode.applyQuickFix(/manifests/i);
      await vscode.editorTextWhen((lines) => {
        const at = (pattern: RegExp) => lines.findIndex((line) => pattern.test(line));
        const [manifest, install, all] = [
          at(/^COPY package.*\.\//),
          at(/^RUN npm install/),
          at(/^COPY \. \./),
        ] as const;
        return manifest >= 0 && manifest < install && install < all;
      });
    });
  },

  // Opens the sidebar: no container yet.
  (vscode) =>
    vscode.step('sidebar', async () => {
      await vscode.openContainer('Longshore');
      await vscode.treeItem(/busybox/).waitFor();
    }),

  // Builds the site from the lens, and sees the image appear.
  async (vscode) => {
    await vscode.step('site Dockerfile', async () => {
      await vscode.openFile(`${site}/Dockerfile`);
      await vscode.codeLens(toThisStage('Build')).waitFor();
    });
    await vscode.step('built', async () => {
      await vscode.pressLens(/^Build$/);
      const said = await vscode.notification(/Built/);
      assert.match(said, new RegExp(`Built ${image}: [\\d.]+ MB`));
      await vscode.terminalText(new RegExp(`✓ ${image}`));
      await vscode.treeItem(new RegExp(`^${image}`)).waitFor();
    });
    await vscode.dismissNotifications();
  },

  // Builds to a stage.
  (vscode) =>
    vscode.step('built to a stage', async () => {
      await vscode.pressLens(toThisStage('Build'));
      await vscode.notification(new RegExp(`Built ${site}:page`));
      await vscode.treeItem(new RegExp(`^${site}:page`)).waitFor();
      await vscode.dismissNotifications();
    }),

  // Runs it, accepting what is proposed.
  async (vscode) => {
    await vscode.step('asked by one form', async () => {
      await vscode.pressLens(/^Run$/);
      await vscode.quickInput(theOption('volume').label);
    });
    await vscode.choose('Run');
    await vscode.step('running', async () => {
      await vscode.notification(patternOf((address) => runningWords(site, address)));
      await vscode.treeItem(running).waitFor();
    });
    await vscode.dismissNotifications();
  },

  // Uses a screen reader: every row and button of the sidebar has a name and a role.
  async (vscode) => {
    await vscode.page.evaluate(readFileSync(join(checkout, 'node_modules/axe-core/axe.min.js'), 'utf8'));
    const violations = await vscode.page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run(where: unknown, options: unknown): Promise<AxeResults> } };
      // VS Code puts no space between a row's name and what follows, so that the words seem to differ from the label.
      const rules = { 'label-content-name-mismatch': { enabled: false } };
      const { violations } = await axe.run({ include: ['.tree-explorer-viewlet-tree-view'] }, { rules });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
    assert.deepEqual(violations, []);
  },

  // Opens its page in the browser from the tree.
  async (vscode) => {
    const page = await vscode.pageOpenedBy(() =>
      vscode.pressInline(running, titleOf('longshore.container.openInBrowser')),
    );
    await page
      .getByText(/Built on/)
      .first()
      .waitFor();
    await vscode.screenshot('the page', page);
    await page.close();
  },

  // Has a menu with everything that can be done.
  (vscode) =>
    vscode.step('menu of a container', async () => {
      const entries = await vscode.menuOf(running);
      for (const verb of ['attach', 'shell', 'stop', 'remove']) {
        const entry = titleOf(`longshore.container.${verb}`);
        assert.ok(entries.includes(entry), `${entry} in ${entries.join(', ')}`);
      }
    }),

  // Opens a shell in it.
  (vscode) =>
    vscode.step('shell', async () => {
      await vscode.chooseFromMenu(running, titleOf('longshore.container.shell'));
      await vscode.terminalText(/\/ #/);
      await vscode.typeInTerminal('echo "sum $((40+2)) 한글"');
      await vscode.pressInTerminal('Enter');
      await vscode.terminalText(/sum 42 한글/);
    }),

  // Attaches, and stops it from the tree.
  async (vscode) => {
    await vscode.step('attached', async () => {
      await vscode.chooseFromMenu(running, titleOf('longshore.container.attach'));
      await vscode.terminalText(patternOf((ways) => attachedWords(site, ways)));
    });
    await vscode.step('stopped', async () => {
      await vscode.pressInline(running, titleOf('longshore.container.stop'));
      await vscode.treeItem(exited).waitFor();
      await vscode.terminalText(exitedSomehow);
    });
  },

  // Removes it after being told what goes.
  async (vscode) => {
    await vscode.step('asked before removal', async () => {
      await vscode.pressInline(exited, titleOf('longshore.container.remove'));
      const asked = await vscode.dialog(`"${site}"`);
      assert.ok(asked.includes(isLostAlone), asked);
    });
    await vscode.step('removed', async () => {
      await vscode.pressInDialog('Remove');
      await vscode.treeItem(exited).waitFor({ state: 'detached' });
    });
  },

  // Finds a command in the palette that asks for its object.
  async (vscode) => {
    await vscode.step('palette', async () => {
      await vscode.runCommand(paletteTitleOf('longshore.image.inspect'));
      await vscode.quickInput(inspectImageQuestion);
    });
    await vscode.step('inspected', async () => {
      await vscode.choose(image);
      await vscode.line('"Id"').waitFor();
    });
  },

  // Explains a rule on a page.
  (vscode) =>
    vscode.step('rule page', async () => {
      await vscode.runCommand(paletteTitleOf('longshore.rule.open'));
      await vscode.quickInput('add-url-after-install');
      await vscode.type('pin-base');
      await vscode.choose('pin-base-image');
      const page = vscode.page.locator('iframe.webview.ready').last().contentFrame().frameLocator('#active-frame');
      await page.getByRole('heading', { name: 'Instead of' }).waitFor();
    }),

  // Pushes: is told what a name must look like, and what is missing when it is refused.
  async (vscode) => {
    await vscode.openFile(`${site}/Dockerfile`);
    await vscode.step('asked where to push', async () => {
      await vscode.pressLens(/^Push$/);
      await vscode.quickInput(/user\/name:tag/);
    });
    await vscode.step('push refused', async () => {
      // Nothing listens there.
      await vscode.answer(/user\/name:tag/, `localhost:9/${image}`);
      await vscode.notification(patternOf((reason) => cannotReach('localhost:9', reason)));
    });
    await removeImage(socketPath, `localhost:9/${image}`);
  },
];

for (const theme of ['dark', 'light'] as const) {
  describe(`the walk of a new user (${theme})`, () => {
    let vscode: VsCode;
    let isBaseOurs = false;

    before(async () => {
      isBaseOurs = await ensureBusyboxImage({ socketPath, reference: base });
      vscode = await openVsCode({ theme, screenshots: `walk-${theme}` });
      renameSync(join(vscode.workspace, 'site'), join(vscode.workspace, site));
    });

    after(async () => {
      await vscode?.close();
      await removeContainer(socketPath, site);
      await removeImage(socketPath, image);
      await removeImage(socketPath, `${site}:page`);
      if (isBaseOurs) await removeImage(socketPath, base);
    });

    it('goes from faults to a page in the browser, and back to nothing', async () => {
      for (const chapter of story) await chapter(vscode);
    }).timeout(180_000);
  });
}
