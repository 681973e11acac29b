// Reads XML as strictly as a parser must that gives up at the first fault.

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Of the element itself. */
  readonly text: string;
}

const token = /<\?xml [^?]*\?>|<\/([\w:-]+)\s*>|<([\w:-]+)((?:\s+[\w:-]+="[^<"]*")*)\s*(\/?)>|([^<>]+)/y;
const reference = /&(?:amp|lt|gt|quot|apos|#(\d+));|&/g;
const named: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

/** The root. Throws at what is not well-formed XML 1.0. */
export function readXml(text: string): XmlElement {
  if (/[^\P{Cc}\t\n\r]|[\p{Cs}\ufffe\uffff]/u.test(text)) throw new Error('a character that XML cannot hold');
  const top = { name: '', attributes: new Map<string, string>(), children: [] as XmlElement[], text: '' };
  const open = [top];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (!match) throw new Error(`not XML at ${at}: ${text.slice(at, at + 40)}`);
    const [, closed, name, list = '', empty, words] = match;
    const last = open.at(-1) ?? top;
    if (closed !== undefined) {
      if (last.name !== closed || last === top) throw new Error(`</${closed}> closes <${last.name}>`);
      open.pop();
    } else if (name !== undefined) {
      const element = { name, attributes: attributesIn(list), children: [], text: '' };
      last.children.push(element);
      if (empty === '') open.push(element);
    } else if (words !== undefined) last.text += decoded(words);
  }
  const [root, ...more] = top.children;
  if (open.length !== 1 || !root || more.length > 0 || top.text.trim() !== '') throw new Error('not one root element');
  return root;
}

function attributesIn(list: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', value = ''] of list.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    if (attributes.has(name)) throw new Error(`${name} stands twice`);
    attributes.set(name, decoded(value));
  }
  return attributes;
}

function decoded(text: string): string {
  return text.replaceAll(reference, (all, code: string | undefined) => {
    const character = code === undefined ? named[all] : String.fromCodePoint(Number(code));
    if (character === undefined) throw new Error(`a bare & in ${text}`);
    return character;
  });
}
