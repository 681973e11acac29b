// Commands that need neither an engine nor a program: VS Code for the Web has these, and does not offer the others.
export const commandsInBrowsers = ['longshore.dockerfile.repair', 'longshore.rule.open', 'longshore.showLog'] as const;
