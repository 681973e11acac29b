// Styles that are computed: set by script at the first drawing, too. As an attribute the page's policy would refuse them, which is
// what lit's own styleMap begins with.
/// <reference lib="dom" />
import { noChange } from 'lit';
import { Directive, type DirectiveParameters, directive, type ElementPart } from 'lit/directive.js';

class Styled extends Directive {
  private set: readonly string[] = [];

  render(_styles: Readonly<Record<string, string>>) {
    return noChange;
  }

  override update(part: ElementPart, [styles]: DirectiveParameters<this>) {
    const { style } = part.element as HTMLElement;
    for (const name of this.set) if (!Object.hasOwn(styles, name)) style.removeProperty(name);
    for (const [name, value] of Object.entries(styles)) style.setProperty(name, value);
    this.set = Object.keys(styles);
    return noChange;
  }
}

/** `<div ${styled({ width: '3px' })}>` */
export const styled = directive(Styled);
