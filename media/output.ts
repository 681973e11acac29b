// Lines of a program's output, with its colours.
import { html, type TemplateResult } from 'lit';
import { type AnsiColor, type AnsiStyle, ansiPieces } from '../src/panels/ansi.ts';
import { markedPieces } from '../src/panels/marked-text.ts';
import { styled } from './styled.ts';

const names = ['Black', 'Red', 'Green', 'Yellow', 'Blue', 'Magenta', 'Cyan', 'White'];

/** Those of the editor's terminal. Text in them is drawn a little towards the usual colour, so that it can be read in every theme. */
function css(color: AnsiColor): string {
  if (typeof color === 'string') return color;
  return `var(--vscode-terminal-ansi${color >= 8 ? 'Bright' : ''}${names[color % 8]})`;
}
const textIn = (color: AnsiColor) => `color-mix(in srgb, ${css(color)} 62%, var(--vscode-foreground))`;

function stylesOf({ color, background, bold, dim, italic, underline, inverse }: AnsiStyle): Record<string, string> {
  const [front, back] = inverse ? [background, color] : [color, background];
  return {
    ...(front !== undefined
      ? { color: back === undefined ? textIn(front) : css(front) }
      : inverse
        ? { color: 'var(--vscode-editor-background)' }
        : {}),
    ...(back !== undefined ? { background: css(back) } : inverse ? { background: 'var(--vscode-foreground)' } : {}),
    ...(bold ? { 'font-weight': 'bold' } : {}),
    ...(dim ? { opacity: '0.7' } : {}),
    ...(italic ? { 'font-style': 'italic' } : {}),
    ...(underline ? { 'text-decoration': 'underline' } : {}),
  };
}

export function coloured(text: string): (TemplateResult | string)[] {
  return ansiPieces(text).map(({ text: piece, style }) =>
    Object.keys(style).length === 0 ? piece : html`<span ${styled(stylesOf(style))}>${piece}</span>`,
  );
}

/** The same with what a search has found. */
export function marked(text: string, pattern: RegExp | undefined): (TemplateResult | string)[] {
  return markedPieces(text, pattern).map(({ text: piece, style, isHit }) => {
    if (isHit) return html`<mark>${piece}</mark>`;
    return Object.keys(style).length === 0 ? piece : html`<span ${styled(stylesOf(style))}>${piece}</span>`;
  });
}
