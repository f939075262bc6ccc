/** A little help to build elements. Styles go through classes and custom properties: the page's CSP allows no inline styles. */

type Child = Node | string | null | undefined | false;
type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;
type ElementClass<K extends keyof HTMLElementTagNameMap> = HTMLElementTagNameMap[K];

/** Makes an element. A `false`, null or undefined attribute is left out; `true` gives an empty one. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): ElementClass<K> {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

/** Sets or removes an attribute, touching the document only where something changes. */
export function setAttribute(element: Element, name: string, value: string | number | boolean | null | undefined): void {
  if (value === false || value === null || value === undefined) {
    element.removeAttribute(name);
    return;
  }
  const text = value === true ? '' : String(value);
  if (element.getAttribute(name) !== text) element.setAttribute(name, text);
}

/** Sets text, touching the document only where it changes (selections and screen readers survive). */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Puts these children, in this order, into a parent; those already in place are not moved, so focus stays. */
export function syncChildren(parent: Element, children: readonly Element[]): void {
  const wanted = new Set<Element>(children);
  for (const present of [...parent.children]) {
    if (!wanted.has(present)) present.remove();
  }
  children.forEach((child, index) => {
    const present = parent.children[index];
    if (present !== child) parent.insertBefore(child, present ?? null);
  });
}
