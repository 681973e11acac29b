// Finds Chromium (or Chrome) and starts it without a window, driven by Playwright.
import { findProgram } from './processes.mjs';

/** @returns {string | undefined} the browser's program: `LONGSHORE_CHROMIUM`, or what is installed */
export const findChromium = () =>
  process.env.LONGSHORE_CHROMIUM ||
  ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(findProgram).find(Boolean);

/** @returns {Promise<import('playwright-core').Browser>} ends with us, as the pipe to it closes */
export async function startChromium() {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('Neither Chromium nor Chrome is installed.');
  // Not above: this file is read before packages are installed.
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    executablePath,
    // Who started us ends us, in good order.
    ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...['--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-sync'],
      // It has nobody to ask for updates.
      ...['--disable-background-networking', '--disable-component-update'],
    ],
  });
}
