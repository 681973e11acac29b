// ADD of an address above an install: what changes there makes the install run again.

import { installOf } from '../dependency-install.ts';
import type { Instruction } from '../document.ts';
import type { Rule } from '../rule.ts';
import { shellScript } from '../shell.ts';

export const addUrlAfterInstall: Rule = {
  id: 'add-url-after-install',
  aliases: [],
  severity: 'info',
  title: 'Add what comes from an address below the install',
  why: 'Each build asks the address again, and when what is there has changed, every layer below is built anew, the slow install of the dependencies, too. Below the install it costs only itself. With --checksum it is fixed and may stand anywhere.',
  bad: 'FROM node:22-slim\nWORKDIR /app\nADD ⟦https://example.com/data.json⟧ /data.json\nCOPY package.json package-lock.json ./\nRUN npm ci\n',
  good: 'FROM node:22-slim\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci\nADD https://example.com/data.json /data.json\n',
  check(document, report) {
    for (const { instructions } of document.stages) {
      if (!instructions.some(isAddOfUrl)) continue;
      let install: string | undefined;
      // From the end: whether an install stands below is known when an ADD is met.
      for (const instruction of [...instructions].reverse()) {
        if (instruction.keyword === 'RUN') {
          for (const { name, args } of shellScript(document, instruction).commands) {
            install =
              installOf(
                name,
                args.map(({ value }) => value),
              )?.shown ?? install;
          }
        }
        if (!isAddOfUrl(instruction) || install === undefined) continue;
        for (const source of sourcesOf(instruction)) {
          if (!isUrl.test(source.text)) continue;
          report({
            range: document.rangeOf(source),
            message: `When this changes, ${install} below runs again; add it below`,
          });
        }
      }
    }
  },
};

const isUrl = /^(?:https?|ftp|git|ssh):\/\//i;

function sourcesOf({ json, words }: Instruction) {
  return (json ?? words).slice(0, -1);
}

function isAddOfUrl(instruction: Instruction): boolean {
  if (instruction.keyword !== 'ADD' || instruction.flags.some(({ name }) => name === 'checksum')) return false;
  return sourcesOf(instruction).some(({ text }) => isUrl.test(text));
}
