// Lines of a program's output, with its colours.
import { html, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { type AnsiColor, type AnsiStyle, ansiPieces } from '../src/panels/ansi.ts';

const names = ['Black', 'Red', 'Green', 'Yellow', 'Blue', 'Magenta', 'Cyan', 'White'];

/** Those of the editor's terminal, so that they can be read in every theme. */
function css(color: AnsiColor): string {
  if (typeof color === 'string') return color;
  return `var(--vscode-terminal-ansi${color >= 8 ? 'Bright' : ''}${names[color % 8]})`;
}

function stylesOf({ color, background, bold, dim, italic, underline, inverse }: AnsiStyle): Record<string, string> {
  const [front, back] = inverse ? [background, color] : [color, background];
  return {
    ...(front !== undefined ? { color: css(front) } : inverse ? { color: 'var(--vscode-editor-background)' } : {}),
    ...(back !== undefined ? { background: css(back) } : inverse ? { background: 'var(--vscode-foreground)' } : {}),
    ...(bold ? { 'font-weight': 'bold' } : {}),
    ...(dim ? { opacity: '0.7' } : {}),
    ...(italic ? { 'font-style': 'italic' } : {}),
    ...(underline ? { 'text-decoration': 'underline' } : {}),
  };
}

export function coloured(text: string): (TemplateResult | string)[] {
  return ansiPieces(text).map(({ text: piece, style }) =>
    Object.keys(style).length === 0 ? piece : html`<span style=${styleMap(stylesOf(style))}>${piece}</span>`,
  );
}
